import assert from "node:assert/strict";
import test from "node:test";
import { PatchError } from "../src/decode.js";
import { applyPatch, forgetShapes } from "../src/page.js";
import { serialize } from "../src/serialize.js";
import { container, document, mount } from "./page.js";
import "./loaded.js";

/** A first patch, then patches with the HTML each leads to. */
function check(name, first, ...steps) {
  test(name, () => {
    const page = container();
    const view = mount(page, first);
    for (const [patch, html] of steps) {
      applyPatch(view, patch);
      assert.equal(page.innerHTML, html, JSON.stringify(patch));
    }
    assert.equal(view.stats.mismatches, 0);
  });
}

const WIRE = [
  { 0: [["ul", ["class", ["", 0, ""]], 1]], 1: [["li", ["id", ["row-", 0, ""]], 1]] },
  [0, "big", [-2, 1, "a", 2, "b"]],
];
const li = (id, text) => `<li id="row-${id}">${text}</li>`;
const ul = (kind, ...rows) => `<ul class="${kind}">${rows.join("")}</ul>`;

check("wire, section 3: first", WIRE, [[], ul("big", li(1, "a"), li(2, "b"))]);
check("wire: @kind", WIRE, [[0, "small"], ul("small", li(1, "a"), li(2, "b"))]);
check("wire: text of row 1", WIRE, [[1, 1, 1, "B"], ul("big", li(1, "a"), li(2, "B"))]);
check("wire: rows 0 and 1", WIRE, [[1, 0, 1, "A", -1, 1, 1, "B"], ul("big", li(1, "A"), li(2, "B"))]);
check("wire: row 1 and @kind", WIRE, [[0, "small", 1, 1, 1, "B"], ul("small", li(1, "a"), li(2, "B"))]);

const ABCD = [WIRE[0], [0, "k", [-2, 1, "a", 2, "b", 3, "c", 4, "d"]]];
const [a, b, c, d] = [li(1, "a"), li(2, "b"), li(3, "c"), li(4, "d")];
check("wire, section 4: append e", ABCD, [[1, [4, [5, "e"]]], ul("k", a, b, c, d, li(5, "e"))]);
check("wire: prepend z", ABCD, [[1, [0, [9, "z"], 4]], ul("k", li(9, "z"), a, b, c, d)]);
check("wire: remove b", ABCD, [[1, [1, 2]], ul("k", a, c, d)]);
check("wire: c to the front", ABCD, [[1, [0, 2, 1, 0, 2, 1]], ul("k", c, a, b, d)]);
check("wire: clear", ABCD, [[1, [0]], ul("k")], [[1, [0, [1, "a"]]], ul("k", a)]);
const ONE_SLOT = [{ 0: [["ul", [], 0]], 1: [["li", [], 0]] }, [0, [-2, "a", "b"]]];
check("wire: all rows replaced by one that reads as a number below zero", ONE_SLOT, [[0, [0, ["-1"]]], "<ul><li>-1</li></ul>"]);
check("wire: turned round", ABCD, [[1, [0, -4]], ul("k", d, c, b, a)], [[1, [1, -2]], ul("k", d, b, c, a)]);
check("wire: a and d exchanged", ABCD, [[1, [0, 3, 0]], ul("k", d, b, c, a)], [[1, [0, 2, 0]], ul("k", c, b, d, a)]);
check("wire: a run", ABCD, [[[-1, "small", null]], ul("small")], [[1, [-2, 5, "e"]], ul("small", li(5, "e"))], [[1, 0, [-1, 6, "f"]], ul("small", li(6, "f"))]);
check("rows backwards", ABCD, [[1, [0, 3, -4]], ul("k", d, c, b, a)]);
check("a structure, then rows by their new positions", ABCD, [[1, [0, 3, 1, [8, "n"], 0, 1], 1, 1, "N", -1, 2, 1, "A"], ul("k", d, li(8, "N"), li(1, "A"))]);

check(
  "a slot takes every kind in turn",
  [{ 0: [["p", [], "(", 0, ")"]], 1: [["b", [], 0]], 2: [0, "-"] }, [0, null]],
  [[0, "a"], "<p>(a)</p>"],
  [[0, [1, "b"]], "<p>(<b>b</b>)</p>"],
  [[0, 0, "c"], "<p>(<b>c</b>)</p>"],
  [[0, [2, "d"]], "<p>(d-)</p>"],
  [[0, [-2, 1, 2]], "<p>(<b>1</b><b>2</b>)</p>"],
  [[0, [-3, 1, 2]], "<p>(1-2-)</p>"],
  [[0, null, 0, [1, "e"]], "<p>(<b>e</b>)</p>"],
  [[0, [-2]], "<p>()</p>"],
  [[0, [0, [5]]], "<p>(<b>5</b>)</p>"],
  [[0, "f"], "<p>(f)</p>"],
  [[0, 7], "<p>(7)</p>"],
  [[0, [-2, 1]], "<p>(<b>1</b>)</p>"],
  [[0, null], "<p>()</p>"],
);

check(
  "neighbouring slots of one run change on their own",
  [{ 0: [["p", [], 0, 1, "|", 2]], 1: [["b", [], 0]] }, [0, null, null, null]],
  [[1, [1, "m"]], "<p><b>m</b>|</p>"],
  [[0, "a"], "<p>a<b>m</b>|</p>"],
  [[0, [1, "l"], 2, [1, "r"]], "<p><b>l</b><b>m</b>|<b>r</b></p>"],
  [[1, "t"], "<p><b>l</b>t|<b>r</b></p>"],
  [[2, "u"], "<p><b>l</b>t|u</p>"],
  [[0, null, 1, [1, "m"], 2, 3], "<p><b>m</b>|3</p>"],
  [[0, 1, 1, null, 2, null], "<p>1|</p>"],
);

check(
  "blocks that are nothing but a slot",
  [{ 0: [["p", [], 0, ["hr", []]]], 1: [0], 2: [["b", [], 0]] }, [0, [1, [1, "a"]]]],
  [[0, 0, [2, "b"]], "<p><b>b</b><hr></p>"],
  [[0, [2, "c"]], "<p><b>c</b><hr></p>"],
  [[0, [1, [-3, 1, 2]]], "<p><b>1</b><b>2</b><hr></p>"],
  [[0, null], "<p><hr></p>"],
);

check(
  "lists in lists",
  [{ 0: [["ul", [], 0]], 1: [["li", [], 0, ":", 1]], 2: [["i", [], 0]] }, [0, [-2, "a", null, "b", [-3, 1]]]],
  [[0, 0, 1, [-3, 3, 4]], "<ul><li>a:<i>3</i><i>4</i></li><li>b:<i>1</i></li></ul>"],
  [[0, [0, 1, 1, 0, 1], 0, 1, [1, [2]], -2, 1, 1, [1]], "<ul><li>b:<i>1</i><i>2</i></li><li>a:<i>3</i></li></ul>"],
);

check(
  "whole attributes, bare, absent, and in pieces",
  [{ 0: [["a", ["id", 0, "hidden", 1, "title", ["x", 2, "-", 3, ""]]]] }, [0, "i", null, null, 1]],
  [[0, null, 1, true], '<a title="x-1" hidden=""></a>'],
  [[1, null, 2, "y", 3, null], '<a title="xy-"></a>'],
  [[0, 5], '<a title="xy-" id="5"></a>'],
);

test("text is never parsed", () => {
  const page = container();
  const view = mount(page, [{ 0: [["p", ["title", 0], 1]] }, [0, "<b>&amp;", "<b>&amp;"]]);
  assert.equal(page.firstChild.textContent, "<b>&amp;");
  assert.equal(page.firstChild.title, "<b>&amp;");
  applyPatch(view, [1, "<img src=x onerror=y>"]);
  assert.equal(page.firstChild.childNodes.length, 1);
});

test("namespaces: svg, foreignObject, MathML and its texts, blocks and rows in them", () => {
  const page = container();
  const view = mount(page, [
    {
      0: [["div", [], ["svg", [], 0, ["foreignObject", [], ["p", []], 1]], ["math", [], ["mi", [], ["b", []]], ["mrow", [], ["mtext", [], 2]]]]],
      1: [["a", ["xlink:href", 0]]],
    },
    [0, [-2, "#1"], [1, "#2"], [1, "#4"]],
  ]);
  const namespaces = () => [...page.querySelectorAll("*")].map((node) => `${node.localName} ${node.namespaceURI.split("/").pop()}`);
  const svg = "svg";
  assert.deepEqual(namespaces(), [
    "div xhtml", `svg ${svg}`, `a ${svg}`, `foreignObject ${svg}`, "p xhtml", "a xhtml", "math MathML", "mi MathML",
    "b xhtml", "mrow MathML", "mtext MathML", "a xhtml",
  ]);
  assert.equal(page.querySelector("a").attributes[0].namespaceURI, "http://www.w3.org/1999/xlink");
  applyPatch(view, [0, [1, ["#3"]]]);
  assert.equal(page.querySelectorAll("a")[1].namespaceURI, "http://www.w3.org/2000/svg");
});

test("classes that scripts added stay", () => {
  const page = container();
  const view = mount(page, [{ 0: [["p", ["class", ["a ", 0, ""]]]], 1: [["p", ["class", 0]]] }, [0, "b"]]);
  const p = page.firstChild;
  p.classList.add("js");
  applyPatch(view, [0, "c d"]);
  assert.equal(p.className, "a js c d");
  p.classList.remove("d");
  applyPatch(view, [0, null]);
  assert.equal(p.className, "a js");
});

test("a class that goes leaves what scripts added, or nothing", () => {
  const page = container();
  const view = mount(page, [{ 0: [["p", ["class", 0]]] }, [0, "a"]]);
  applyPatch(view, [0, null]);
  assert.equal(page.innerHTML, "<p></p>");
  applyPatch(view, [0, "b"]);
  page.firstChild.classList.add("js");
  applyPatch(view, [0, null]);
  assert.equal(page.firstChild.className, "js");
});

test("a value is written to the property unless the user is there", () => {
  const page = container();
  const view = mount(page, [{ 0: [["input", ["value", 0]], ["input", ["type", "checkbox", "checked", 1]]] }, [0, "a", null]]);
  const [input, box] = page.children;
  input.value = "typed";
  applyPatch(view, [0, "b"]);
  assert.equal(input.value, "b");
  input.focus();
  input.value = "typing";
  applyPatch(view, [0, "c"]);
  assert.equal(input.value, "typing");
  assert.equal(input.getAttribute("value"), "c");
  box.checked = false;
  applyPatch(view, [1, true]);
  assert.equal(box.checked, true);
});

test("the text of a textarea shows even after the user wrote in it", () => {
  const page = container();
  const view = mount(page, [{ 0: [["textarea", [], 0]] }, [0, "a"]]);
  const area = page.firstChild;
  area.value = "typed";
  applyPatch(view, [0, "b"]);
  assert.equal(area.value, "b");
  area.focus();
  area.value = "typing";
  applyPatch(view, [0, "c"]);
  assert.equal(area.value, "typing");
});

for (const [name, tag, attribute, value, written] of [
  ["an event handler", "p", "onclick", "x()", false],
  ["an event handler in capitals", "p", "ONCLICK", "x()", false],
  ["srcdoc", "iframe", "srcdoc", "<p>", false],
  ["a script URL", "a", "href", "javascript:x()", false],
  ["a script URL in disguise", "a", "href", " \u0001jAva\tscr\nipt:x()", false],
  ["vbscript", "a", "href", "vbscript:x", false],
  ["a data URL to go to", "iframe", "src", "data:text/html,x", false],
  ["a form's target", "form", "action", "javascript:x", false],
  ["a button's target", "button", "formaction", "javascript:x", false],
  ["a plain URL", "a", "href", "/javascript:x", true],
  ["a picture as data URL", "img", "src", "data:image/png;base64,x", true],
  ["a script URL as title", "a", "title", "javascript:x()", true],
  ["the source of a script", "script", "src", "/x.js", false],
]) {
  test(`${written ? "written" : "refused"}: ${name}`, () => {
    const page = container();
    const refused = [];
    const type = tag === "script" ? ["type", "application/json"] : [];
    const view = mount(page, [{ 0: [[tag, [...type, attribute, 0]]] }, [0, null]], {
      refuse: (element, name) => refused.push([element, name]),
    });
    applyPatch(view, [0, value]);
    assert.equal(page.firstChild.hasAttribute(attribute), written);
    assert.deepEqual(refused, written ? [] : [[tag, attribute]]);
    const built = container();
    mount(built, [{ 0: [[tag, [...type, attribute, value]]] }, [0]]);
    assert.equal(built.firstChild.hasAttribute(attribute), written);
  });
}

test("a script that would run is not built", () => {
  const page = container();
  const view = mount(page, [{ 0: [["script", [], "x()"], ["script", ["type", "application/json"], "{}"]] }, [0]]);
  assert.deepEqual([...page.children].map((node) => node.localName), ["template", "script"]);
  assert.equal(view.stats.refused, 1);
});

test("a refused patch leaves the page as it was", () => {
  const page = container();
  const view = mount(page, WIRE);
  const before = serialize(page);
  assert.throws(() => applyPatch(view, [0, "small", 1, [0], 7, "x"]), PatchError);
  assert.equal(serialize(page), before);
  applyPatch(view, [0, "small"]);
  assert.equal(page.firstChild.className, "small");
});

test("what `phx-update=\"ignore\"` holds is left alone", () => {
  const page = container();
  const view = mount(page, [
    { 0: [["div", ["phx-update", "ignore", "class", 0, "data-x", 1], 2, ["p", ["id", 3]]], 4], 1: [["b", [], 0]] },
    [0, "a", 1, [-2, "x"], 2, "t"],
  ]);
  const widget = page.firstChild;
  assert.equal(widget.innerHTML, '<b>x</b><p id="2"></p>');
  widget.replaceChildren("theirs");
  applyPatch(view, [0, "b", 1, 2, 2, 0, 0, "y", -2, 3, 9, 4, "u"]);
  applyPatch(view, [2, [1, ["z"]], 1, 0, "zz", -2, 4, "v"]);
  applyPatch(view, [2, null, 4, "w"]);
  assert.equal(page.innerHTML, '<div phx-update="ignore" class="a" data-x="2">theirs</div>w');
  assert.equal(view.stats.mismatches, 0);
});

test("nodes that other scripts tore out are built again", () => {
  const page = container();
  const view = mount(page, WIRE);
  page.firstChild.replaceChildren();
  applyPatch(view, [0, "small", 1, [2, [3, "c"]], 0, 1, "A"]);
  assert.equal(page.innerHTML, ul("small", li(1, "A"), li(2, "b"), li(3, "c")));
  assert.equal(view.stats.mismatches, 1);
  applyPatch(view, [1, [0, 2, 1]]);
  assert.equal(page.innerHTML, ul("small", li(3, "c")));
});

test("templates hold their content apart", () => {
  const page = container();
  const view = mount(page, [{ 0: [["template", [], ["p", [], 0]]] }, [0, "a"]]);
  assert.equal(page.firstChild.content.textContent, "a");
  applyPatch(view, [0, "b"]);
  assert.equal(page.firstChild.content.textContent, "b");
});

test("another root of the same shape keeps nodes, one of another shape replaces them", () => {
  const page = container();
  const view = mount(page, [{ 0: [["p", [], 0]], 1: [["b", [], 0]] }, [0, "a"]]);
  const p = page.firstChild;
  applyPatch(view, [[0, "b"]]);
  assert.equal(page.firstChild, p);
  applyPatch(view, [[1, "c"]]);
  assert.equal(page.innerHTML, "<b>c</b>");
});

test("after a rejoin under other ids nodes and what was typed are kept", () => {
  const page = container();
  const shapes = [[["form", [], 0, ["ul", [], 1], 2]], [["li", [], ["input", ["value", 0]]]], [["p", [], 0]]];
  const view = mount(page, [
    { 0: shapes[0], 1: shapes[1], 2: shapes[2] },
    [0, "t", [-2, 1, 2, 3, 4], [2, "x"]],
  ]);
  const before = [...page.querySelectorAll("form, ul, li, p")];
  const inputs = [...page.querySelectorAll("input")];
  inputs.forEach((input, index) => { input.value = `typed ${index}`; });
  inputs[3].focus();
  forgetShapes(view);
  applyPatch(view, [
    { 9: shapes[0], 8: shapes[1], 7: shapes[2] },
    [9, "T", [-9, 1, 22, 4], [7, "y"]],
  ]);
  const after = [...page.querySelectorAll("form, ul, li, p")];
  assert.deepEqual(after.map((node) => before.indexOf(node)), [0, 1, 2, 3, 5, 6]);
  assert.deepEqual([...page.querySelectorAll("input")].map((input) => input.value), ["typed 0", "22", "typed 3"]);
  assert.equal(document.activeElement, inputs[3]);
  assert.equal(page.querySelector("p").textContent, "y");
  applyPatch(view, [1, [3, [5]], -1, 2, 0, "z"]);
  assert.equal(page.textContent, "Tz");
  assert.equal(page.querySelectorAll("li").length, 4);
  assert.throws(() => applyPatch(view, [2, [2, "old id"]]), PatchError);
});

test("a rejoin to any other state shows that state", () => {
  const page = container();
  const shapes = { 0: [["p", [], "(", 0, ")", 1]], 1: [["b", [], 0]], 2: [["i", [], 0]] };
  const states = [
    [0, null, null], [0, "a", [-2]], [0, [1, "x"], [-2, 1, 2]], [0, [2, "x"], [-2, 0, 1, 2]],
    [0, [-3, 4], [-3, 1, 2]], [0, [-3, 3, 4], "t"], [1, "root"], [0, [1, [1, "n"]], [1, "m"]],
  ];
  const view = mount(page, [shapes, states[0]]);
  for (const from of states) {
    for (const to of states) {
      applyPatch(view, [from]);
      forgetShapes(view);
      applyPatch(view, [shapes, to]);
      const fresh = document.createElement("div");
      mount(fresh, [shapes, to]);
      assert.equal(serialize(page), serialize(fresh), JSON.stringify([from, to]));
    }
  }
});
