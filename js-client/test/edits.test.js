import assert from "node:assert/strict";
import test from "node:test";
import { PatchError } from "../src/decode.js";
import { applyPatch, forgetShapes } from "../src/page.js";
import { container, mount } from "./page.js";
import "./loaded.js";

const SHAPES = { 0: [["p", ["title", 0, "class", ["a ", 1, ""], "..", 2], "(", 3, ")"]], 1: [["b", [], 0]] };
const MARKUP = [["a", ["i", ["id", "i"], "b🦀", ["u", []]], ["!", "c"], ["script", [], "d()"]]];

function mounted(value, html = "") {
  const page = container(html);
  return { page, view: mount(page, [SHAPES, [0, "title", "c", [], value]]) };
}

test("a text is edited where it stands", () => {
  const { page, view } = mounted("one two 🦀 three");
  const [text] = page.querySelector("p").childNodes;
  applyPatch(view, [0, ["", -5, "T"], 1, ["", "b "], 3, ["", 4, -3, "2", 4, "!", -1]]);
  assert.equal(page.innerHTML, '<p title="T" class="a b c">(one 2 🦀 !hree)</p>');
  assert.equal(page.querySelector("p").firstChild, text);
});

test("the digits of a number are its text", () => {
  const { page, view } = mounted(123);
  applyPatch(view, [3, ["", 1, "x", -1]]);
  assert.match(page.innerHTML, /\(1x3\)/);
});

test("edits stand in a run of values", () => {
  const shapes = { 0: [["p", [], 0, 1, 2]] };
  const page = container();
  const view = mount(page, [shapes, [0, "ab", "cd", "ef"]]);
  applyPatch(view, [[-1, ["", 1, "x"], "y", ["", -2]]]);
  assert.equal(page.innerHTML, "<p>axby</p>");
});

test("what is selected around a change of a long text stays selected", () => {
  const long = "x".repeat(300);
  const { page, view } = mounted(`${long} old ${long}`);
  const text = page.querySelector("p").firstChild;
  /** @type {unknown[][]} */
  const calls = [];
  text.replaceData = (...call) => {
    calls.push(call);
    Object.getPrototypeOf(text).replaceData.apply(text, call);
  };
  applyPatch(view, [3, ["", 301, -3, "new"]]);
  assert.equal(text.data, `(${long} new ${long})`);
  assert.deepEqual(calls, [[302, 3, "new"]]);
});

for (const html of ["", '<p title="title" class="a c">(a<i id="i">b🦀<u></u></i><!--c--><script>d()</script>)</p>']) {
  test(`markup is edited where it stands, ${html ? "served" : "built"}`, () => {
    const { page, view } = mounted(MARKUP, html);
    const nodes = () => [...page.querySelector("p").childNodes];
    const before = nodes();
    const i = page.querySelector("i");
    const [text, u] = i.childNodes;
    applyPatch(view, [3, ["", 1, ["", [["class", "k"]], ["", 1, -2, "c"], ["hr", []]], -1]]);
    const script = html ? "<script>d()</script>" : "<template>d()</template>";
    assert.equal(page.innerHTML, `<p title="title" class="a c">(a<i class="k">bc<hr><u></u></i>${script})</p>`);
    assert.equal(page.querySelector("i"), i);
    assert.deepEqual([...i.childNodes].filter((node) => node.nodeName !== "HR"), [text, u]);
    // The two ends go, and others come.
    applyPatch(view, [3, ["", ["b", []], -1, 1, -1, "x", ["s", [], "y"]]]);
    assert.equal(page.innerHTML, '<p title="title" class="a c">(<b></b><i class="k">bc<hr><u></u></i>x<s>y</s>)</p>');
    assert.equal(page.querySelector("i"), i);
    assert.equal(nodes()[0], before[0]);
    applyPatch(view, [3, ["", -1, 2, ["", ["", "z"]]]]);
    assert.equal(page.innerHTML, '<p title="title" class="a c">(<i class="k">bc<hr><u></u></i>x<s>zy</s>)</p>');
    applyPatch(view, [3, [1, "t"]]);
    assert.equal(page.innerHTML, '<p title="title" class="a c">(<b>t</b>)</p>');
    assert.deepEqual(view.stats, { mismatches: 0, refused: 1 });
  });
}

test("markup that a script has changed is built anew", () => {
  for (const change of [(i) => i.append("x"), (i) => i.before("x"), (i) => i.firstChild.remove(), (i) => i.nextSibling.remove()]) {
    const { page, view } = mounted(MARKUP);
    change(page.querySelector("i"));
    applyPatch(view, [3, ["", 1, ["", ["", 3, "c"]]]]);
    assert.match(page.innerHTML, /\(.*a<i id="i">b🦀c<u><\/u><\/i><!--c-->/);
    assert.equal(page.querySelectorAll("i").length, 1);
  }
});

test("markup comes and goes by edits", () => {
  const { page, view } = mounted([[]]);
  applyPatch(view, [3, ["", ["i", []]]]);
  assert.match(page.innerHTML, /\(<i><\/i>\)/);
  applyPatch(view, [3, ["", -1]]);
  assert.match(page.innerHTML, /\(\)/);
  applyPatch(view, [3, [""]]);
  assert.match(page.innerHTML, /\(\)/);
});

test("what belongs to scripts of the page stays theirs", () => {
  const { page, view } = mounted([[["div", ["phx-update", "ignore", "data-a", "1", "id", "x"], "a"]]]);
  page.querySelector("div").append("b");
  applyPatch(view, [3, ["", ["", [["phx-update", "ignore", "data-a", "2", "id", "y"]], ["", -1, "c"]]]]);
  assert.match(page.innerHTML, /<div phx-update="ignore" data-a="2" id="x">ab<\/div>/);
});

test("what scripts own is left, but for what in it is patched all the same, wherever it stands", () => {
  const patched = ["b", ["phx-update", "replace", "class", "x"], "1", ["u", [], "2"]];
  const { page, view } = mounted([[["div", ["phx-update", "ignore"], "own", ["p", [], patched], ["i", ["phx-update", "replace"], "3"]]]]);
  const owner = page.querySelector("div");
  const [b, i] = [page.querySelector("b"), page.querySelector("i")];
  const box = owner.ownerDocument.createElement("section");
  box.append(b, i);
  owner.replaceChildren("theirs", box);
  applyPatch(view, [3, ["", ["", ["", 3, "!"], ["", ["", [["phx-update", "replace", "class", "y"]], ["", -1, "one"], ["", ["", 1, "?"]]]]]]]);
  assert.equal(owner.innerHTML, 'theirs<section><b phx-update="replace" class="y">one<u>2?</u></b><i phx-update="replace">3</i></section>');
  assert.equal(page.querySelector("b"), b);
  applyPatch(view, [3, ["", ["", 2, ["", ["", -1, "three"]]]]]);
  assert.equal(i.textContent, "three");
  assert.equal(owner.firstChild.data, "theirs");
  assert.deepEqual(view.stats, { mismatches: 0, refused: 0 });
});

test("what a template holds, and what is drawn", () => {
  const { page, view } = mounted([[["template", [], ["b", [], "a"]], ["svg", [], ["g", []]]]]);
  const { content } = page.querySelector("template");
  const b = content.firstChild;
  applyPatch(view, [3, ["", ["", ["", ["", 1, "b"]], ["i", []]], ["", ["path", ["d", "M0"]]]]]);
  assert.equal(content.firstChild, b);
  assert.equal(content.textContent, "ab");
  assert.equal(page.querySelector("path").namespaceURI, "http://www.w3.org/2000/svg");
});

test("what runs is not put in", () => {
  const { page, view } = mounted([[["a", ["href", "/x"], "b"]]]);
  applyPatch(view, [3, ["", ["", [["href", "javascript:x()", "onclick", "y()"]]], ["script", [], "z()"]]]);
  assert.match(page.innerHTML, /\(<a href="\/x">b<\/a><template>z\(\)<\/template>\)/);
  assert.equal(view.stats.refused, 3);
});

test("edited markup is equal after a rejoin", () => {
  const { page, view } = mounted(MARKUP);
  applyPatch(view, [3, ["", -1, 1]]);
  const i = page.querySelector("i");
  forgetShapes(view);
  applyPatch(view, [SHAPES, [0, "title", "c", [], [MARKUP[0].slice(1)]]]);
  assert.equal(page.querySelector("i"), i);
});

for (const [name, value, edits] of [
  ["more than there is", "abc", ["", 4]],
  ["more than there is, in two steps", "abc", ["", 2, -2]],
  ["more than numbers hold", "abc", ["", 9007199254740992]],
  ["nothing kept", "abc", ["", 0]],
  ["nothing put in", "abc", ["", ""]],
  ["a part of a unit", "abc", ["", 0.5]],
  ["half a character", "a🦀", ["", 2, "x"]],
  ["half a character left out", "🦀", ["", -1]],
  ["a node in a text", "abc", ["", ["b", []]]],
  ["`null` in a text", "abc", ["", null]],
  ["edits of nothing", null, ["", "x"]],
  ["edits of a block", [1, "x"], ["", "x"]],
  ["edits of a list", [-2, "x"], ["", "x"]],
  ["more nodes than there are", MARKUP, ["", 5]],
  ["edits behind all nodes", MARKUP, ["", 4, ["", 1]]],
  ["more of a text than there is", MARKUP, ["", ["", 2]]],
  ["half a character of a text", MARKUP, ["", 1, ["", ["", 2, "x"]]]],
  ["edits of a comment", MARKUP, ["", 2, ["", "x"]]],
  ["edits of a script", MARKUP, ["", 3, ["", "x"]]],
  ["texts side by side", MARKUP, ["", 1, "x"]],
  ["texts that come side by side", MARKUP, ["", 1, -1, "x", "y"]],
  ["an empty text", MARKUP, ["", ["", -1]]],
  ["a slot", MARKUP, ["", ["b", [], 0]]],
  ["a slot of an attribute", MARKUP, ["", 1, ["", [["id", 0]]]]],
  ["odd attributes", MARKUP, ["", 1, ["", [["id"]]]]],
  ["attributes twice", MARKUP, ["", 1, ["", [[]], [[]]]]],
  ["attributes of the whole", MARKUP, ["", [["id", "x"]]]],
  ["`null` as a node", MARKUP, ["", null]],
]) {
  test(`refused: ${name}`, () => {
    const { page, view } = mounted(value);
    const before = page.innerHTML;
    assert.throws(() => applyPatch(view, [0, "x", 3, edits]), PatchError);
    assert.equal(page.innerHTML, before);
  });
}

test("a spread is not edited", () => {
  const { view } = mounted("a");
  assert.throws(() => applyPatch(view, [2, ["", 1, "x"]]), PatchError);
});
