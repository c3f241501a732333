// What a patch does to a page, counted: as many records as slots that changed and rows that had to move.
//
// Figures without noise: a browser's MutationObserver sees all that is done. A row that moves is two records, taken out
// and put in; rows that go are one each; new ones that stand together are one.

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { browser } from "./gallery.mjs";
import { scripted } from "./scripted.mjs";

const ROWS = 1_000;
const SHAPES = {
  0: [["table", [], ["tbody", [], 0]]],
  1: [["tr", ["id", 0, "class", ["row ", 1, ""]], ["td", [], 2], ["td", ["title", 3], "No. ", 4, "!"]]],
};
const row = (number) => [`row-${number}`, "", `text ${number}`, "title", number];
const first = [SHAPES, [0, [-2, ...Array.from({ length: ROWS }, (_, index) => row(index)).flat()]]];

let chromium;
let page;
before(async () => {
  chromium = await browser();
  page = await scripted(chromium);
});
after(() => chromium?.close());

/** The kinds of records that patches of the table make, and the ids of its rows afterwards. */
async function records(...patches) {
  const seen = await page.evaluate(({ first, patches }) => {
    const isWhole = ([shapes]) => !Array.isArray(shapes) && typeof shapes === "object";
    const main = document.querySelector("main");
    main.replaceChildren();
    const view = mount(main, first);
    const observer = new MutationObserver(() => {});
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    observer.observe(document, all);
    for (const patch of patches) {
      if (isWhole(patch)) view.shapes.clear();
      applyPatch(view, patch);
    }
    const counts = { childList: 0, characterData: 0, attributes: 0 };
    for (const { type } of observer.takeRecords()) counts[type] += 1;
    observer.disconnect();
    return { counts, rows: [...document.querySelectorAll("tr")].map((row) => Number(row.id.slice(4))), stats: view.stats };
  }, { first, patches });
  assert.deepEqual(seen.stats, { mismatches: 0, refused: 0 });
  return seen;
}

const texts = (count) => ({ childList: 0, characterData: count, attributes: 0 });
const attributes = (count) => ({ childList: 0, characterData: 0, attributes: count });
const children = (count) => ({ childList: count, characterData: 0, attributes: 0 });
const cells = (slot, value, step) => Array.from({ length: ROWS / step }, (_, index) => [index > 0 ? -1 : [], index * step, slot, value].flat()).flat();

const OPERATIONS = {
  "one cell": [[[0, 500, 2, "new"]], texts(1)],
  "one cell with text around it": [[[0, 500, 4, "new"]], texts(1)],
  "a cell that gets what it has": [[[0, 500, 2, "text 500"]], texts(0)],
  "a class": [[[0, 500, 1, "chosen"]], attributes(1)],
  "an attribute": [[[0, 500, 3, "new"]], attributes(1)],
  "an id and a class of one row": [[[0, 500, [-1, "other", "chosen"]]], attributes(2)],
  "a hundred cells": [[[0, ...cells(2, "new", 10)]], texts(100)],
  "all cells of a column": [[[0, ...cells(2, "new", 1)]], texts(1_000)],
  "two rows swapped": [[[0, [1, 998, 0]]], children(4)],
  "one row removed": [[[0, [500, 499]]], children(1)],
  "a row in front": [[[0, [0, row(1_000), 1_000]]], children(1)],
  "a hundred rows behind": [[[0, [1_000, Array.from({ length: 100 }, (_, index) => row(ROWS + index)).flat()]]], children(1)],
  "the last row to the front": [[[0, [0, 999, 1, 0, 999]]], children(2)],
  "the first row to the end": [[[0, [0, 1, 999, 0, 1]]], children(2)],
  "all rows turned round": [[[0, [0, -1_000]]], children(2 * 999)],
  "the halves exchanged": [[[0, [0, 500, 500, 0, 500]]], children(2 * 500)],
  "all rows removed": [[[0, [0]]], children(1_000)],
  "nothing, said again by a new connection": [[first], texts(0)],
};

for (const [what, [patches, wanted]] of Object.entries(OPERATIONS)) {
  test(`${what}: no more records than that takes`, async () => {
    assert.deepEqual((await records(...patches)).counts, wanted);
  });
}

/** A row of numbers that looks random and is the same each time. */
function* random(seed) {
  for (let state = seed; ; yield state / 2 ** 32) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  }
}

/** How many at least have to move: all but the longest sequence that keeps its order, found by trying. */
function fewestMoves(order) {
  const best = [];
  order.forEach((row, index) => {
    best[index] = 1 + Math.max(0, ...order.slice(0, index).map((before, at) => (before < row ? best[at] : 0)));
  });
  return order.length - Math.max(...best);
}

test("any new order takes the fewest moves that there are", async () => {
  const chance = random(7);
  for (let round = 0; round < 20; round += 1) {
    const few = 2 + Math.floor(chance.next().value * 40);
    const left = Array.from({ length: few }, (_, index) => index);
    const order = Array.from({ length: few }, () => left.splice(Math.floor(chance.next().value * left.length), 1)[0]);
    const { counts, rows } = await records([0, [0, ...order.flatMap((row) => [row, 1]), ROWS - few]]);
    assert.deepEqual(rows.slice(0, few), order);
    assert.deepEqual(counts, children(2 * fewestMoves(order)), String(order));
  }
});

test("a row in which somebody writes stays, and the others go round it", async () => {
  const seen = await page.evaluate(() => {
    const main = document.querySelector("main");
    main.replaceChildren();
    const shapes = { 0: [["ul", [], 0]], 1: [["li", ["id", 0], ["input", []]]] };
    const view = mount(main, [shapes, [0, [-2, "a", "b", "c", "d"]]]);
    main.querySelector("#c input").focus();
    const moved = new Set();
    const observer = new MutationObserver(() => {});
    observer.observe(main, { subtree: true, childList: true });
    applyPatch(view, [0, [0, 2, 1, 0, 2, 1]]);
    for (const { removedNodes } of observer.takeRecords()) for (const row of removedNodes) moved.add(row.id);
    return [[...main.querySelectorAll("li")].map((row) => row.id).join(""), [...moved].sort().join("")];
  });
  assert.deepEqual(seen, ["cabd", "ab"]);
});
