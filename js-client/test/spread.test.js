import assert from "node:assert/strict";
import test from "node:test";
import { PatchError } from "../src/decode.js";
import { applyPatch, forgetShapes } from "../src/page.js";
import { container, document, mount } from "./page.js";
import "./loaded.js";

const SHAPE = [["p", ["class", 0, "..", 1, "title", 2, "lang", "en"], "x"]];

/** The attributes of the first element, by name. */
const attributes = (page) => Object.fromEntries([...page.firstElementChild.attributes].map(({ name, value }) => [name, value]));

/** A first state, then patches with the attributes each leads to beside `lang`; built and bound. */
function check(name, values, html, ...steps) {
  for (const start of ["", html]) {
    test(`${name}, ${start ? "bound" : "built"}`, () => {
      const page = container(start);
      const before = page.firstElementChild;
      const view = mount(page, [{ 0: SHAPE }, [0, ...values]]);
      const bound = document.createElement("div");
      bound.innerHTML = html;
      assert.deepEqual(attributes(page), attributes(bound));
      if (start) assert.equal(page.firstElementChild, before);
      for (const [patch, wanted] of steps) {
        applyPatch(view, patch);
        assert.deepEqual(attributes(page), { lang: "en", ...wanted }, JSON.stringify(patch));
      }
      assert.deepEqual(view.stats, { mismatches: 0, refused: 0 });
    });
  }
}

check(
  "names come, change and go",
  [null, ["id", "i", "hidden", true, "data-n", 3], null],
  '<p id="i" hidden data-n="3" lang="en">x</p>',
  [[1, ["id", "j", "data-n", 3]], { id: "j", "data-n": "3" }],
  [[1, []], {}],
  [[1, ["a", "b"], 2, "t"], { a: "b", title: "t" }],
);
check(
  "a name goes to a spread and comes back",
  ["a", [], null],
  '<p class="a" lang="en">x</p>',
  [[0, null, 1, ["class", "b"]], { class: "b" }],
  [[0, "a", 1, []], { class: "a" }],
  [[0, null, 1, ["class", true]], { class: "" }],
  [[1, ["class", "c", "id", 1]], { class: "c", id: "1" }],
  [[0, "d", 1, ["id", 1]], { class: "d", id: "1" }],
);
check(
  "a name goes to an attribute behind and comes back",
  [null, ["title", "a"], null],
  '<p title="a" lang="en">x</p>',
  [[1, [], 2, "b"], { title: "b" }],
  [[1, ["title", "c"], 2, null], { title: "c" }],
);

test("two spreads hand a name over", () => {
  const page = container();
  const view = mount(page, [{ 0: [["p", ["..", 0, "..", 1]]] }, [0, ["a", 1], []]]);
  applyPatch(view, [0, [], 1, ["a", 2]]);
  assert.deepEqual(attributes(page), { a: "2" });
  applyPatch(view, [0, ["a", 3], 1, []]);
  assert.deepEqual(attributes(page), { a: "3" });
});

test("classes of other code stay", () => {
  const page = container();
  const view = mount(page, [{ 0: SHAPE }, [0, "a", [], null]]);
  page.firstElementChild.classList.add("theirs");
  applyPatch(view, [0, null, 1, ["class", "b c"]]);
  assert.deepEqual([...page.firstElementChild.classList].sort(), ["b", "c", "theirs"]);
  applyPatch(view, [0, "a", 1, []]);
  assert.deepEqual([...page.firstElementChild.classList].sort(), ["a", "theirs"]);
});

test("a spread is what a user sees: value, checked, style", () => {
  const page = container();
  const view = mount(page, [{ 0: [["input", ["type", "text", "..", 0]]] }, [0, ["value", "a"]]]);
  const input = page.firstElementChild;
  input.value = "typed";
  applyPatch(view, [0, ["value", "b", "style", "width:3px;"]]);
  assert.equal(input.value, "b");
  assert.equal(input.style.width, "3px");
  applyPatch(view, [0, ["checked", true]]);
  assert.equal(input.checked, true);
  assert.equal(input.hasAttribute("style"), false);
  applyPatch(view, [0, []]);
  assert.equal(input.checked, false);
});

test("what runs is refused", () => {
  const page = container();
  const view = mount(page, [
    { 0: [["a", ["..", 0]]] },
    [0, ["onclick", "a()", "href", "javascript:a()", "srcdoc", "<b>", "id", "i"]],
  ]);
  assert.deepEqual(attributes(page), { id: "i" });
  assert.equal(view.stats.refused, 3);
  applyPatch(view, [0, ["ONCLICK", "a()", "href", " java\nscript:a()", "id", "j"]]);
  assert.deepEqual(attributes(page), { id: "j" });
  assert.equal(view.stats.refused, 5);
});

test("an element that is left alone keeps its attributes", () => {
  const page = container();
  const view = mount(page, [{ 0: [["p", ["phx-update", "ignore", "..", 0, "data-x", 1]]] }, [0, ["id", "i"], "a"]]);
  applyPatch(view, [0, ["id", "j"], 1, "b"]);
  assert.deepEqual(attributes(page), { "phx-update": "ignore", id: "i", "data-x": "b" });
});

test("an equal spread is no change after a rejoin", () => {
  const page = container();
  const state = [{ 0: SHAPE }, [0, "a", ["id", "i"], null]];
  const view = mount(page, state);
  forgetShapes(view);
  let elements;
  applyPatch(view, JSON.parse(JSON.stringify(state)), (changed) => { elements = changed; });
  assert.deepEqual(elements, []);
});

for (const [name, value] of Object.entries({
  "an odd number of parts": ["a"],
  "a name that is none": ["a b", "c"],
  "a name that is a number": [1, "c"],
  "`null` as a value": ["a", null],
  "`false` as a value": ["a", false],
  "a float": ["a", 1.5],
  "a nested array": ["a", ["b"]],
  "a text": "a",
  "`null`": null,
  "a number": 3,
  "a block": [0, 1],
})) {
  test(`refused in a spread: ${name}`, () => {
    const page = container();
    const view = mount(page, [{ 0: SHAPE }, [0, "a", ["id", "i"], null]]);
    assert.throws(() => applyPatch(view, [0, "b", 1, value]), PatchError);
    assert.deepEqual(attributes(page), { lang: "en", class: "a", id: "i" });
  });
}

for (const value of ["a", ["a", 0, "b"], true, 1]) {
  test(`refused as the slot of a spread: ${JSON.stringify(value)}`, () => {
    assert.throws(() => mount(container(), [{ 0: [["p", ["..", value]]] }, [0, []]]), PatchError);
  });
}
