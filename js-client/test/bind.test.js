import assert from "node:assert/strict";
import test from "node:test";
import { applyPatch } from "../src/page.js";
import { serialize } from "../src/serialize.js";
import { container, mount, window } from "./page.js";
import "./loaded.js";

/** All nodes, those without text aside: anchors are added, nothing else may be. */
function nodesOf(root) {
  const nodes = [];
  const visit = (node) => {
    if (node.nodeType !== 3 || node.data !== "") nodes.push(node);
    node.childNodes.forEach(visit);
  };
  root.childNodes.forEach(visit);
  return nodes;
}

/** Binds a patch to the HTML it was rendered to: every node must be the same object afterwards. */
function binds(name, html, patch, later, changed) {
  test(`bound as it stands: ${name}`, () => {
    const page = container(html);
    const before = nodesOf(page);
    const view = mount(page, patch);
    const after = nodesOf(page);
    assert.equal(page.innerHTML, html);
    // A text that the parser made of several runs is cut: its first part is the old node.
    assert.ok(before.every((node) => after.includes(node)), "a node was replaced");
    assert.equal(view.stats.mismatches, 0);
    const built = container();
    mount(built, patch);
    assert.equal(serialize(built), serialize(page));
    if (!later) return;
    applyPatch(view, later);
    assert.equal(page.innerHTML, changed);
  });
}

binds(
  "the example of the wire",
  '<ul class="big"><li id="row-1">a</li><li id="row-2">b</li></ul>',
  [{ 0: [["ul", ["class", ["", 0, ""]], 1]], 1: [["li", ["id", ["row-", 0, ""]], 1]] }, [0, "big", [-2, 1, "a", 2, "b"]]],
  [0, "small", 1, 1, 1, "B"],
  '<ul class="small"><li id="row-1">a</li><li id="row-2">B</li></ul>',
);
binds("a run", "<p>Hello Ann, 3 new!</p>", [{ 0: [["p", [], "Hello ", 0, ", ", 1, " new!"]] }, [0, "Ann", 3]], [1, 4], "<p>Hello Ann, 4 new!</p>");
binds("a run at the root", "Hello Ann!", [{ 0: ["Hello ", 0, "!"] }, [0, "Ann"]], [0, "Bob"], "Hello Bob!");
binds("an empty run", "<p></p>", [{ 0: [["p", [], 0]] }, [0, null]], [0, "x"], "<p>x</p>");
binds("a block of text in a run", "<p>Hello Ann!</p>", [{ 0: [["p", [], "Hello ", 0, "!"]], 1: [0] }, [0, [1, "Ann"]]], [0, 0, "Bob"], "<p>Hello Bob!</p>");
binds("two blocks of text", "<p>ab</p>", [{ 0: [["p", [], 0, 1]], 1: [0] }, [0, [1, "a"], [1, "b"]]], [1, 0, "B", -1, 0, 0, "A"], "<p>AB</p>");
binds("rows of text", "<p>abc.</p>", [{ 0: [["p", [], 0, "."]], 1: [0] }, [0, [-2, "a", "b", "c"]]], [0, [0, 2, -3]], "<p>cba.</p>");
binds("an empty list", "<ul></ul>", [{ 0: [["ul", [], 0]], 1: [["li", [], 0]] }, [0, [-2]]], [0, [0, [1]]], "<ul><li>1</li></ul>");
binds("a list between elements", "<b></b><i>1</i><i>2</i><b></b>", [{ 0: [["b", []], 0, ["b", []]], 1: [["i", [], 0]] }, [0, [-2, 1, 2]]], [0, [1]], "<b></b><i>1</i><b></b>");
binds("a comment", "<p><!-- x -->a</p>", [{ 0: [["p", [], ["!", " x "], 0]] }, [0, "a"]], [0, "b"], "<p><!-- x -->b</p>");
binds("nested blocks", "<div><p>1<b>2</b></p></div>", [{ 0: [["div", [], 0]], 1: [["p", [], 0, 1]], 2: [["b", [], 0]] }, [0, [1, 1, [2, 2]]]], [0, 1, 0, 3], "<div><p>1<b>3</b></p></div>");
binds("a static part that nobody looks into", "<div><p>a<b>b</b></p>1</div>", [{ 0: [["div", [], ["p", [], "a", ["b", [], "b"]], 0]] }, [0, 1]], [0, 2], "<div><p>a<b>b</b></p>2</div>");
binds("a block without nodes", "<p></p>", [{ 0: [["p", [], 0]], 1: [] }, [0, [1]]], [0, "x"], "<p>x</p>");
binds("svg", '<svg viewBox="0 0 1 1"><path d="M0"></path></svg>', [{ 0: [["svg", ["viewBox", "0 0 1 1"], 0]], 1: [["path", ["d", ["", 0, ""]]]] }, [0, [1, "M0"]]], [0, 0, "M1"], '<svg viewBox="0 0 1 1"><path d="M1"></path></svg>');
binds("a textarea", "<textarea>a\nb</textarea>", [{ 0: [["textarea", [], 0]] }, [0, "a\nb"]], [0, "c"], "<textarea>c</textarea>");

/** A page that is not what was rendered. */
function repairs(name, html, patch, expected, mismatches, keeps) {
  test(`repaired: ${name}`, () => {
    const page = container(html);
    const kept = keeps ? [...page.querySelectorAll(keeps)] : [];
    const view = mount(page, patch);
    assert.equal(page.innerHTML, expected);
    assert.equal(view.stats.mismatches, mismatches);
    for (const element of kept) assert.ok(page.contains(element), "a node was rebuilt");
  });
}

const ROWS = { 0: [["ul", [], 0]], 1: [["li", [], ["b", [], 0]]] };
repairs("a text that went on", "<p>1 of 2</p>", [{ 0: [["p", [], 0, " of ", 1]] }, [0, 12, 20]], "<p>12 of 20</p>", 0, "p");
repairs("an attribute that went on", '<p class="a" id="x">1</p>', [{ 0: [["p", ["class", ["", 0, ""]], 1]] }, [0, "b", 1]], '<p class="b" id="x">1</p>', 0, "p");
repairs("an attribute that is gone", "<p hidden>1</p>", [{ 0: [["p", ["hidden", 0], 1]] }, [0, null, 1]], "<p>1</p>", 0, "p");
repairs("one row of three", "<ul><li><b>1</b></li><li><i>2</i></li><li><b>3</b></li></ul>", [ROWS, [0, [-2, 1, 2, 3]]], "<ul><li><b>1</b></li><li><b>2</b></li><li><b>3</b></li></ul>", 1, "ul, ul > :first-child, ul > :last-child");
repairs("a row too many", "<ul><li><b>1</b></li><li><b>2</b></li></ul>", [ROWS, [0, [-2, 1]]], "<ul><li><b>1</b></li></ul>", 1, "ul, ul > :first-child");
repairs("a row too few", "<ul><li><b>1</b></li></ul>", [ROWS, [0, [-2, 1, 2]]], "<ul><li><b>1</b></li><li><b>2</b></li></ul>", 1, "li");
repairs("a block that is not there yet", "<h1>a</h1><input>", [{ 0: [["h1", [], 0], 1, ["input", ["value", 2]]], 1: [["p", [], 0]] }, [0, "a", [1, "new"], null]], "<h1>a</h1><p>new</p><input>", 1, "h1, input");
repairs("a block that is no longer there", "<h1>a</h1><p>old</p><input>", [{ 0: [["h1", [], 0], 1, ["input", ["value", 2]]] }, [0, "a", null, null]], "<h1>a</h1><input>", 1, "h1, input");
repairs("a node of an extension", "<p>1</p><grammar-check></grammar-check>", [{ 0: [["p", [], 0]] }, [0, 1]], "<p>1</p>", 1, "p");
repairs("comments stripped on the way", "<p>a</p>", [{ 0: [["p", [], ["!", "x"], 0]] }, [0, "a"]], "<p><!--x-->a</p>", 0, "p");
repairs("another page altogether", "<table></table>", [ROWS, [0, [-2, 1]]], "<ul><li><b>1</b></li></ul>", 1);

test("a text cut by the parser is put together", () => {
  const page = container("<p></p>");
  page.firstChild.append("abc", "def", "ghi");
  const view = mount(page, [{ 0: [["p", [], 0]] }, [0, "abcdefghi"]]);
  assert.equal(page.firstChild.childNodes.length, 1);
  applyPatch(view, [0, "x"]);
  assert.equal(page.innerHTML, "<p>x</p>");
});

test("binding what fits writes nothing", async () => {
  const page = container('<ul class="a"><li id="1">x</li><li id="2">y</li></ul>');
  const records = [];
  const observer = new window.MutationObserver((some) => records.push(...some));
  observer.observe(page, { subtree: true, childList: true, attributes: true, characterData: true });
  mount(page, [
    { 0: [["ul", ["class", ["", 0, ""]], ["li", ["id", 1], 2], ["li", ["id", 3], 4]]] },
    [0, "a", 1, "x", 2, "y"],
  ]);
  await window.happyDOM.waitUntilComplete();
  assert.deepEqual(records, []);
});

test("what was typed and toggled before the join is kept", () => {
  const page = container('<input value="a"><input type="checkbox"><textarea>a</textarea><details><summary></summary></details>');
  const [text, box, area, details] = page.children;
  text.value = "typed";
  box.checked = true;
  area.value = "typed too";
  details.open = true;
  mount(page, [
    { 0: [["input", ["value", 0]], ["input", ["type", "checkbox", "checked", 1]], ["textarea", [], 2], ["details", ["open", 3], ["summary", []]]] },
    [0, "b", null, "a", null],
  ]);
  assert.deepEqual([text.value, box.checked, area.value, details.open], ["typed", true, "typed too", true]);
  // The default is the server's, for the next time the form is put back.
  assert.equal(text.defaultValue, "b");
});
