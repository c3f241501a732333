import assert from "node:assert/strict";
import test from "node:test";
import { checksum } from "../src/checksum.js";
import { firstDifference, pathTo } from "../src/compare.js";
import { applyPatch } from "../src/page.js";
import { start } from "./client.js";
import { container, mount } from "./page.js";
import "./loaded.js";

const settled = (time = 5) => new Promise((resolve) => setTimeout(resolve, time));

/** As `engine/src/session/checksum.rs` has it. */
const KNOWN = [
  {
    0: [
      ["p", ["class", ["big ", 0, ""], "..", 1], "é", 2], ["!", "c"], 3, 4,
      ["div", ["phx-update", "ignore", "class", 5], ["i", [], ["b", ["phx-update", "replace", "class", 6], 7]]],
    ],
    1: ["x", 0],
  },
  [0, "k", ["id", 7, "hidden", true], [[["b", [], "y"]]], [-2, 1, "😀"], "", "own", "c", "t"],
];

const SHAPES = {
  0: [["h1", ["class", ["a ", 0, ""]], 1], ["ul", [], 2], ["div", ["phx-update", "ignore"], 3]],
  1: [["li", ["id", 0], 1]],
};
const TREE = [SHAPES, [0, "b", "Hi", [-2, "x", 1, "y", 2], "own"]];

const sumAfter = (...patches) => {
  const page = mount(container(""), patches[0]);
  for (const patch of patches.slice(1)) applyPatch(page, patch);
  return checksum(page.root);
};

test("the checksum is that of the server", () => {
  assert.equal(sumAfter(KNOWN), 3_843_282_754);
});

test("the checksum is of what is shown, not of how it came", () => {
  const tree = [SHAPES, [0, "c", "Ho", [-2, "z", 3, "x", 1], "own"]];
  assert.notEqual(sumAfter(TREE), sumAfter(tree));
  assert.equal(sumAfter(TREE, [0, "c", 1, "Ho", 2, [0, ["z", "3"], 0, 1]]), sumAfter(tree));
  // What scripts own does not count, an empty list is as one that never was.
  assert.equal(sumAfter(TREE, [3, "other"]), sumAfter(TREE));
  assert.equal(sumAfter(TREE, [2, [0]]), sumAfter([SHAPES, [0, "b", "Hi", null, ""]]));
});

test("a page differs from its tree where other code was at work", () => {
  const difference = (spoil) => {
    const element = container("");
    const page = mount(element, TREE);
    assert.equal(firstDifference(page), null);
    spoil(element);
    const found = firstDifference(page);
    return found && `${pathTo(found.node, element)}: ${found.what}`;
  };
  const find = (element, name) => element.querySelector(name);
  assert.equal(difference((page) => find(page, "h1").textContent = "Ha"), 'h1: the text "Ha", expected the text "Hi"');
  assert.equal(difference((page) => find(page, "#y").remove()), "ul: nothing, expected `li`");
  assert.equal(difference((page) => find(page, "#x").append(page.ownerDocument.createElement("b"))), "ul > li#x: `b`, expected nothing");
  assert.equal(difference((page) => find(page, "h1").setAttribute("class", "b")), 'h1: `class` is "b", expected "a b"');
  assert.equal(difference((page) => find(page, "li").id = "q"), 'ul > li#q: `id` is "q", expected "x"');
  // What is theirs.
  assert.equal(difference((page) => {
    find(page, "h1").classList.add("more");
    find(page, "h1").setAttribute("title", "t");
    find(page, "div").textContent = "a chart";
    find(page, "h1").firstChild.splitText(1);
  }), null);
});

test("what is patched among what scripts own is summed and compared", () => {
  const tree = [
    { 0: [["div", ["phx-update", "ignore"], 0, ["i", ["data-x", 1], ["b", ["phx-update", "replace", "class", 2], 3]]]], 1: [["b", ["phx-update", "replace"], 0]] },
    [0, "A", "B", "C", "D"],
  ];
  const counts = [0, 1, 2, 3].map((slot) => sumAfter(tree, [slot, "z"]) !== sumAfter(tree));
  assert.deepEqual(counts, [false, false, true, true]);
  const element = container("");
  const page = mount(element, tree);
  element.querySelector("i").prepend("a script's");
  applyPatch(page, [0, "a", 2, "c", 3, "d"]);
  assert.equal(element.querySelector("b").outerHTML, '<b phx-update="replace" class="c">d</b>');
  assert.equal(firstDifference(page), null);
  element.querySelector("b").textContent = "e";
  assert.equal(firstDifference(page).what, 'the text "e", expected the text "d"');
  // Blocks in slots of what scripts own are not patched.
  applyPatch(page, [3, "e", 0, [1, "old"]]);
  assert.equal(sumAfter(tree, [0, [1, "old"]]), sumAfter(tree));
  assert.equal(firstDifference(page), null);
});

test("frames are recorded, and bytes by slot", async (t) => {
  t.mock.method(console, "table", () => {});
  const app = start("");
  app.join(TREE);
  const tools = await app.client.devtools();
  app.socket.push({ d: [1, "Hello", 2, 0, 1, "long", -1, 1, 1, 7] });
  app.socket.push({ d: [2, [2, ["z", "new"]]] });
  app.client.disconnect();
  assert.deepEqual(tools.frames.map(({ way, event }) => `${way} ${event}`), ["in diff", "in diff"]);
  assert.deepEqual(tools.slots().map(({ slot, bytes, writes }) => `${slot} ${bytes} ${writes}`), [
    "(places and structure) 26 2",
    "ul rows 12 1",
    "h1 text 7 1",
    "ul > li text 7 2",
  ]);
  assert.deepEqual(tools.check(), []);
  tools.clear();
  assert.deepEqual(tools.slots(), []);
});

test("the last patches are shown once more, what comes meanwhile waits", async (t) => {
  t.mock.method(console, "table", () => {});
  const app = start("");
  app.join(TREE);
  const tools = await app.client.devtools();
  app.socket.push({ d: [1, "one"] });
  app.socket.push({ d: [1, "two", 2, [2, ["z", "new"]]] });
  app.socket.push({ d: [1, "three", 2, [1, 2, 1]] });
  const row = app.find("#x");
  const seen = [];
  const look = () => seen.push(`${app.find("h1").textContent} ${app.document.querySelectorAll("li").length}`);
  const played = tools.replay(2, { delay: 10 });
  look();
  app.socket.push({ d: [0, "late"] });
  await settled(15);
  look();
  assert.equal(await played, 2);
  look();
  assert.deepEqual(seen, ["one 2", "two 3", "three 2"]);
  assert.equal(app.find("h1").className, "a late");
  assert.equal(app.find("#x"), row);
  assert.deepEqual(app.reports, []);
  assert.equal(await tools.replay(9, { delay: 0 }), 4);
});

/** An app for developers, and what its overlay says. */
async function develop(t) {
  const app = start("", { dev: true });
  const texts = [];
  app.window.Element.prototype.attachShadow = function () {
    const inside = { adoptedStyleSheets: [], append: (section) => texts.push(section) };
    return inside;
  };
  t.after(() => app.client.disconnect());
  await settled();
  app.overlay = () => texts.flatMap((section) => [...section.querySelectorAll("article")])
    .map((article) => [...article.querySelectorAll("h3, p")].map((one) => one.textContent).join("; "));
  return app;
}

test("a tree that is not the server's is told, and becomes it", async (t) => {
  const app = await develop(t);
  assert.equal(app.socket.sent.length, 0);
  app.socket.open();
  const [, , , , joined] = app.socket.sent[0];
  assert.equal(joined.sums, true);
  app.socket.reply({ rendered: TREE, dialect: "native", view: "/hello", sum: sumAfter(TREE) });
  assert.deepEqual(app.socket.take(), []);
  app.socket.push({ d: [1, "Ho"], sum: 7 });
  const [[, , , event]] = app.socket.sent;
  assert.equal(event, "tree");
  app.socket.reply({ rendered: [SHAPES, [0, "b", "Ho", [-2, "x", 1, "y", 3], "own"]] });
  assert.equal(app.find("#y").textContent, "3");
  assert.deepEqual(app.overlay(), ["The page is not what the server has; view /hello, at ul > li#y"]);
  assert.match(app.reports[0].message, /2, expected 3 \(ul > li#y\)$/);
});

test("panics, refused events, faults and patches that do not fit are named", async (t) => {
  const app = await develop(t);
  app.join(TREE);
  app.socket.receive("1", "9", "lv:phx-1", "phx_reply", { status: "error", response: { reason: "event", why: "no event `x`" } });
  app.socket.push({ d: [1, "Ho"], faults: ["two rows have the key 7"] });
  app.socket.push({ d: [99, "Ho"] });
  app.socket.receive(null, null, "lv:phx-1", "phx_error", { crash: { view: "/hello", message: "index out of bounds" } });
  const titles = app.overlay().map((text) => text.split("; ")[0]);
  assert.deepEqual(titles, ["The view panicked", "A patch does not fit the page", "A template is at fault", "An event was refused"]);
});
