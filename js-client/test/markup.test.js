import assert from "node:assert/strict";
import test from "node:test";
import { PatchError } from "../src/decode.js";
import { applyPatch, forgetShapes } from "../src/page.js";
import { container, mount } from "./page.js";
import "./loaded.js";

const SHAPES = { 0: [["p", [], "(", 0, ")"]], 1: [["b", [], 0]] };
const MARKUP = [["a", ["i", ["class", "c"], "b", ["!", "c"]], "d"]];

function check(name, first, ...steps) {
  test(name, () => {
    const page = container();
    const view = mount(page, [SHAPES, [0, first]]);
    for (const [patch, html] of steps) {
      applyPatch(view, patch);
      assert.equal(page.innerHTML, html, JSON.stringify(patch));
    }
    assert.deepEqual(view.stats, { mismatches: 0, refused: 0 });
  });
}

check("markup is built", MARKUP, [[], '<p>(a<i class="c">b<!--c--></i>d)</p>']);
check(
  "markup changes as a whole, and into anything else",
  MARKUP,
  [[0, [["e"]]], "<p>(e)</p>"],
  [[0, [[]]], "<p>()</p>"],
  [[0, [[["u", []]]]], "<p>(<u></u>)</p>"],
  [[0, "7"], "<p>(7)</p>"],
  [[0, MARKUP], '<p>(a<i class="c">b<!--c--></i>d)</p>'],
  [[0, [1, "x"]], "<p>(<b>x</b>)</p>"],
  [[0, [["y"]]], "<p>(y)</p>"],
  [[0, [-2, 1, 2]], "<p>(<b>1</b><b>2</b>)</p>"],
  [[0, [["z", ["hr", []]]]], "<p>(z<hr>)</p>"],
  [[0, null], "<p>()</p>"],
);

test("served markup is bound as it stands", () => {
  const page = container('<p>(a<i class="c">b<!--c--></i>d)</p>');
  const i = page.querySelector("i");
  const view = mount(page, [SHAPES, [0, MARKUP]]);
  assert.equal(page.querySelector("i"), i);
  assert.equal(view.stats.mismatches, 0);
  applyPatch(view, [0, [["n"]]]);
  assert.equal(page.innerHTML, "<p>(n)</p>");
});

test("rows hold markup", () => {
  const page = container();
  const view = mount(page, [{ 0: [["ul", [], 0]], 1: [["li", [], 0]] }, [0, [-2, [["a"]], [[["b", []]]]]]]);
  assert.equal(page.innerHTML, "<ul><li>a</li><li><b></b></li></ul>");
  applyPatch(view, [0, [0, 1, 1, [[["c"]]], 0, 1]]);
  assert.equal(page.innerHTML, "<ul><li><b></b></li><li>c</li><li>a</li></ul>");
});

test("what runs is not built", () => {
  const page = container();
  const view = mount(page, [
    SHAPES,
    [0, [[["script", [], "a()"], ["i", ["onclick", "a()", "id", "i"]], ["a", ["href", "javascript:a()"]], ["iframe", ["srcdoc", "b"]]]]],
  ]);
  assert.equal(page.innerHTML, '<p>(<template>a()</template><i id="i"></i><a></a><iframe></iframe>)</p>');
  assert.equal(view.stats.refused, 4);
});

test("equal markup keeps its nodes after a rejoin", () => {
  const page = container();
  const state = [SHAPES, [0, MARKUP]];
  const view = mount(page, state);
  const i = page.querySelector("i");
  forgetShapes(view);
  applyPatch(view, JSON.parse(JSON.stringify(state)));
  assert.equal(page.querySelector("i"), i);
  forgetShapes(view);
  applyPatch(view, [SHAPES, [0, [["other"]]]]);
  assert.equal(page.innerHTML, "<p>(other)</p>");
});

test("what a template holds is bound and changed in its content", () => {
  const html = '<div><template><p id="a">b</p>c</template></div>';
  const shape = [["div", [], ["template", [], ["p", ["id", 0], 1], 2]]];
  for (const start of ["", html]) {
    const page = container(start);
    const before = page.querySelector("template")?.content.firstChild;
    const view = mount(page, [{ 0: shape, 1: [["b", [], 0]] }, [0, "a", "b", "c"]]);
    const { content } = page.querySelector("template");
    if (before) assert.equal(content.firstChild, before);
    assert.equal(page.innerHTML, html);
    assert.equal(page.querySelector("template").childNodes.length, 0);
    applyPatch(view, [0, "A", 1, "B", 2, [-2, 1, 2]]);
    assert.equal(page.innerHTML, '<div><template><p id="A">B</p><b>1</b><b>2</b></template></div>');
    applyPatch(view, [2, [0, 1, 1]]);
    assert.equal(content.textContent, "B2");
    assert.equal(view.stats.mismatches, 0);
  }
});

for (const [name, value] of Object.entries({
  "two lists of nodes": [["a"], ["b"]],
  "a slot": [[0]],
  "a slot of an attribute": [[["p", ["a", 0]]]],
  "a spread": [[["p", ["..", 0]]]],
  "an element without a name": [[[]]],
  "`null` as a node": [[null]],
})) {
  test(`refused as markup: ${name}`, () => {
    const page = container();
    const view = mount(page, [SHAPES, [0, "t"]]);
    assert.throws(() => applyPatch(view, [0, value]), PatchError);
    assert.equal(page.innerHTML, "<p>(t)</p>");
  });
}

test("a number does not replace markup, and nothing is inside of it", () => {
  const page = container();
  const view = mount(page, [SHAPES, [0, MARKUP]]);
  assert.throws(() => applyPatch(view, [0, 1]), PatchError);
  assert.throws(() => applyPatch(view, [0, 0, "x"]), PatchError);
});

test("markup is no attribute", () => {
  assert.throws(() => mount(container(), [{ 0: [["p", ["a", 0]]] }, [0, [["b"]]]]), PatchError);
});
