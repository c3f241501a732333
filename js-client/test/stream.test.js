/** Streams: rows by their ids, on a page without a browser. */
import assert from "node:assert/strict";
import test from "node:test";
import { decodePatch, PatchError } from "../src/decode.js";
import { applyPatch, forgetShapes } from "../src/page.js";
import { container, mount } from "./page.js";
import "./loaded.js";

const SHAPES = {
  0: [["ul", ["id", "s", "phx-update", "stream"], 0]],
  1: [["li", ["id", 0], 1]],
  2: [["b", [], 0]],
};

/** A page that shows a stream of these rows; each is as its id. */
function stream(...ids) {
  const page = container();
  const rows = ids.flatMap((id) => [id, id.toUpperCase()]);
  const view = mount(page, [SHAPES, [0, ids.length > 0 ? [null, 1, ...rows] : ""]], {
    mismatch: (what) => assert.fail(what),
  });
  return {
    page,
    view,
    change: (...change) => applyPatch(view, [0, change]),
    row: (id) => page.querySelector(`[id="${id}"]`),
    get ids() { return [...page.querySelectorAll("li")].map((row) => row.id).join(""); },
    get text() { return page.textContent; },
  };
}

test("rows are inserted at the end, in front and between", () => {
  const shown = stream("a", "b");
  shown.change(["c", "C", "d", "D"]);
  assert.equal(shown.ids, "abcd");
  shown.change(0, ["y", "Y", "z", "Z"]);
  assert.equal(shown.ids, "zyabcd");
  shown.change(3, ["x", "X"], 99, ["e", "E"]);
  assert.equal(shown.ids, "zyaxbcde");
});

test("a row that is there is written in place and keeps its nodes", () => {
  const shown = stream("a", "b", "c");
  const [row, text] = [shown.row("b"), shown.row("b").firstChild];
  shown.change(0, 1, ["b", "B!"]);
  assert.equal(shown.ids, "abc");
  assert.equal(shown.text, "AB!C");
  assert.equal(shown.row("b"), row);
  assert.equal(row.firstChild, text);
});

test("a limit keeps the first rows, or the last", () => {
  const shown = stream("a", "b", "c");
  shown.change(0, 2, ["z", "Z"]);
  assert.equal(shown.ids, "za");
  shown.change(-1, -2, ["b", "B", "c", "C"]);
  assert.equal(shown.ids, "bc");
  shown.change(-1, 0, ["d", "D"]);
  assert.equal(shown.ids, "");
  shown.change(["e", "E"]);
  assert.equal(shown.ids, "e");
});

test("a row that a limit has taken is not brought back by its update", () => {
  const shown = stream("a", "b");
  shown.change(-1, -2, ["c", "C"], ["a", "A!"]);
  assert.equal(shown.ids, "bc");
});

test("an update of a row that is not there does nothing", () => {
  const shown = stream("a");
  shown.change(true, ["b", "B", "a", "1"]);
  assert.equal(shown.text, "1");
});

test("rows are deleted by their ids, and may come again", () => {
  const shown = stream("a", "b", "c");
  shown.change("b", "x");
  assert.equal(shown.ids, "ac");
  shown.change("a", ["a", "A"]);
  assert.equal(shown.ids, "ca");
});

test("a reset keeps the nodes of rows that come again, in their new order", () => {
  const shown = stream("a", "b", "c", "d");
  const [b, c, d] = ["b", "c", "d"].map(shown.row);
  shown.change(null, ["d", "D", "b", "B"], 1, ["x", "X"], ["c", "C!"]);
  assert.equal(shown.ids, "dxbc");
  assert.equal(shown.text, "DXBC!");
  assert.deepEqual(["b", "c", "d"].map(shown.row), [b, c, d]);
  shown.change(null);
  assert.equal(shown.ids, "");
});

test("a reset to the same rows moves none of them", () => {
  const shown = stream("a", "b", "c");
  let moves = 0;
  for (const id of ["a", "b", "c"]) {
    const parent = shown.row(id).parentNode;
    parent.insertBefore = () => { moves += 1; };
  }
  shown.change(null, ["a", "A", "b", "B", "c", "C"]);
  assert.equal(shown.ids, "abc");
  assert.equal(moves, 0);
});

test("what is done to one row costs the same among many", () => {
  const ids = Array.from({ length: 5000 }, (_, index) => `r${index}`);
  const shown = stream(...ids);
  const [, list] = [shown.page, shown.view.root.dynamics[0]];
  let visited = 0;
  for (const row of list.rows.values()) {
    const { next } = row;
    Object.defineProperty(row, "next", {
      configurable: true,
      get() { visited += 1; return this.other ?? next; },
      set(other) { this.other = other; },
    });
  }
  shown.change("r2500", ["r4000", "new", "last", "L"], 0, ["first", "F"]);
  assert.ok(visited < 10, `${visited}`);
  assert.equal(shown.row("r4000").textContent, "new");
  assert.equal(shown.row("last").parentNode.lastElementChild, shown.row("last"));
  assert.equal(shown.row("first").parentNode.firstElementChild, shown.row("first"));
});

test("a stream that comes late, and one that is bound to what the server wrote", () => {
  const late = stream();
  applyPatch(late.view, [0, [null, 1, "a", "A"]]);
  late.change(["b", "B"]);
  assert.equal(late.ids, "ab");
  const page = container('<ul id="s" phx-update="stream"><li id="a">A</li><li id="b">B</li></ul>');
  const [a, b] = page.querySelectorAll("li");
  const view = mount(page, [SHAPES, [0, [null, 1, "a", "A", "b", "B"]]], {
    mismatch: (what) => assert.fail(what),
  });
  applyPatch(view, [0, ["a", 0, ["c", "C"], ["b", "B!"]]]);
  assert.equal(page.innerHTML, '<ul id="s" phx-update="stream"><li id="c">C</li><li id="b">B!</li></ul>');
  assert.equal(page.querySelector("#b"), b);
  assert.equal(a.isConnected, false);
});

test("after a new join the page has the rows that the server knows, in place", () => {
  const shown = stream("a", "b", "c");
  const b = shown.row("b");
  forgetShapes(shown.view);
  applyPatch(shown.view, [SHAPES, [0, [null, 1, "b", "B!", "z", "Z"]]]);
  assert.equal(shown.text, "B!Z");
  assert.equal(shown.row("b"), b);
  shown.change("z", ["a", "A"]);
  assert.equal(shown.ids, "ba");
});

test("rows are built anew in their order if other scripts took nodes away", () => {
  const page = container();
  const view = mount(page, [SHAPES, [0, [null, 1, "a", "A", "b", "B"]]]);
  page.querySelector("#a").firstChild.remove();
  applyPatch(view, [0, [0, ["c", "C"], ["a", "A!"]]]);
  assert.equal(view.stats.mismatches, 1);
  assert.equal(page.textContent, "CA!B");
});

test("changes that do not fit are refused, and the page stays", () => {
  const refused = [
    [[["a", "A"], ["a", "A"]]],
    [[["x"]]],
    [[[]]],
    [[1, 2, 3, ["x", "X"]]],
    [[-2, ["x", "X"]]],
    [[["", "X"]]],
    [[[null, "X"]]],
    [[[true, "X"]]],
    [[["x", "X"], "a"]],
    [[["x", "X"], null]],
    [[1]],
    [[true]],
    [[{}]],
    [["a"], 0, ["a"]],
    [1],
  ];
  for (const tokens of refused) {
    const shown = stream("a");
    assert.throws(() => applyPatch(shown.view, [0, ...tokens]), PatchError, JSON.stringify(tokens));
    assert.equal(shown.ids, "a");
  }
  for (const value of [[null], [null, 1, "a"], [null, 1, "a", "A", "a", "A"], [null, 7, "a", "A"], [null, 2, "x"]]) {
    const tree = { shapes: new Map(), root: null, context: mount(container(), [{ 0: [] }, [0]]).context };
    assert.throws(() => decodePatch(tree, [SHAPES, [0, value]]), PatchError, JSON.stringify(value));
  }
});
