/** Reading a served page by its outline. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { PatchError } from "../src/decode.js";
import { adoptPage } from "../src/adopt.js";
import { applyPatch } from "../src/page.js";
import { container, createPage } from "./page.js";
import "./loaded.js";

const shapes = {
  0: [["h1", ["class", ["big ", 0, ""], "title", 1], "Hi ", 2, "!"], ["ul", [], 3]],
  1: [["li", ["..", 0], 1, " ", 2]],
  2: [["b", [], 0], "tail"],
  3: [0, ", "],
};
const html = '<h1 class="big x">Hi Ada!</h1><ul><li id="a">Ada Lovelace</li><li>Grace Hopper</li></ul>';
const outline = [0, 3, [-2, 2, 0, [0, ["id", "a"], 1, 3], 1, [1, 5]]];

/** @param {any} page */
function values(page) {
  const list = page.root.dynamics[3];
  return [...page.root.dynamics.slice(0, 3), list.rows.map((/** @type {any} */ row) => row.dynamics)];
}

/** @param {string} served @param {unknown} said @param {Record<string, unknown>} [known] */
function refused(served, said, known = shapes) {
  const element = container(served);
  const page = createPage(element);
  const before = element.innerHTML;
  assert.throws(() => adoptPage(page, said, known), PatchError);
  assert.equal(page.root, null);
  assert.equal(element.innerHTML, before);
}

test("texts and attributes are read from the page", () => {
  const element = container(html);
  const heading = element.firstChild;
  const page = createPage(element);
  adoptPage(page, outline, shapes);
  assert.deepEqual(values(page), ["x", null, "Ada", [[["id", "a"], "Ada", "Lovelace"], [[], "Grace", "Hopper"]]]);
  assert.equal(element.firstChild, heading);
  assert.equal(page.stats.mismatches, 0);

  applyPatch(page, [[-1, "y", "t", "Eve"], 3, [1, [[], "Eve", "B"], 1], 0, 1, "A."]);
  assert.equal(
    element.innerHTML,
    '<h1 class="big y" title="t">Hi Eve!</h1><ul><li id="a">A. Lovelace</li><li>Eve B</li><li>Grace Hopper</li></ul>',
  );
});

test("text of rows that stand side by side is one node, and is told apart", () => {
  const element = container("<p>a, bc, de, </p>");
  const page = createPage(element);
  adoptPage(page, [0, 0, [-2, 3, 0, [0, 1], 1, [0, 2]]], { 0: [["p", [], 0]], 1: shapes[3] });
  applyPatch(page, [0, 1, 0, "x"]);
  assert.equal(element.innerHTML, "<p>a, x, de, </p>");
});

test("a text that a parser has cut is joined", () => {
  const element = container("<p></p>");
  element.firstChild.append("ab", "cd");
  const page = createPage(element);
  adoptPage(page, [0], { 0: [["p", [], 0]] });
  assert.deepEqual(/** @type {any} */ (page.root).dynamics, ["abcd"]);
});

test("nothing in a slot is an empty text", () => {
  const page = createPage(container("<p></p>"));
  adoptPage(page, [0], { 0: [["p", [], 0]] });
  assert.deepEqual(/** @type {any} */ (page.root).dynamics, [""]);
});

test("markup is stepped over", () => {
  const page = createPage(container("<p><i>x</i>y<b>z</b></p>"));
  adoptPage(page, [0, 0, [[["i", [], "x"], "y"]], 1, [1]], { 0: [["p", [], 0, 1]], 1: [["b", [], 0]] });
  const [, block] = /** @type {any} */ (page.root).dynamics;
  assert.deepEqual(block.dynamics, ["z"]);
});

test("what scripts own is not read", () => {
  const served = '<div phx-update="ignore"><canvas></canvas></div>';
  const page = createPage(container(served));
  adoptPage(page, [0], { 0: [["div", ["phx-update", "ignore"], "Chart of ", 0]] });
  assert.deepEqual(/** @type {any} */ (page.root).dynamics, [null]);
});

test("of what holds nodes where scripts own them the shapes are known", () => {
  const element = container('<p>x</p><div phx-update="ignore"><canvas></canvas></div>');
  const page = createPage(element);
  const shapes = {
    0: [["p", [], 0], ["div", ["phx-update", "ignore"], 1]],
    1: [["b", ["..", 0, "title", ["", 1, ""]], 2, 3]],
    2: [["i", [], 0]],
  };
  adoptPage(page, [0, 1, [1, 0, ["id", "a"], 1, 3, 2, 1, 3, [-3, 2]]], shapes);
  const [, block] = /** @type {any} */ (page.root).dynamics;
  assert.deepEqual(block.dynamics.slice(0, 3), [["id", "a"], null, null]);
  assert.equal(block.dynamics[3].rows.length, 2);
  const before = element.innerHTML;
  applyPatch(page, [1, 2, "new", 3, [0, 1, 1], 0, 0, "row"]);
  assert.equal(element.innerHTML, before);
  applyPatch(page, [0, "y", 1, "text"]);
  assert.equal(element.innerHTML, before.replace("x", "y"));
  refused('<div phx-update="ignore"></div>', [0, 0, [1, 0, 2]], { 0: [["div", ["phx-update", "ignore"], 0]], 1: [["b", []]] });
});

test("a page that is another is left as it is", () => {
  refused(html.replace("Hi ", "Ho "), outline);
  refused(html.replace("big", "small"), outline);
  refused(html.replace("h1", "h2"), outline);
  refused(`${html}<p>x</p>`, outline);
  refused(`${html}x`, outline);
  refused(html.replace("<li>", "x<li>"), outline);
  refused(html.replace("Lovelace", ""), [0, 3, [-2, 2, 0, [1, 30], 1, [1, 5]]]);
  refused("", outline);
});

test("what is no outline is refused", () => {
  for (const said of [
    null,
    {},
    [],
    ["0"],
    [9],
    [-1],
    [0, 9, 1],
    [0, 3],
    [0, 3, [-2]],
    [0, 3, [-2, -1]],
    [0, 3, [-2, 1e9]],
    [0, 3, [-9, 2]],
    [0, 3, [-2, 2, 5, []]],
    [0, 3, [-2, 2, 0, 1]],
    [0, 3, [-2, 2, 0, [1, 3.5]]],
    [0, 3, [-2, 2, 0, [1, "3"]]],
    [0, 3, [-2, 2, 0, [0, [1, 2]]]],
    [0, "__proto__", [-2, 2]],
  ]) {
    refused(html, said);
  }
});
