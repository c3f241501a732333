import assert from "node:assert/strict";
import test from "node:test";
import { findStaying } from "../src/list.js";
import { beside } from "../src/pinned.js";
import { applyPatch } from "../src/page.js";
import { container, mount } from "./page.js";
import "./loaded.js";

/** Numbers from a seed, so that a failure can be repeated. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * limit);
  };
}

/** The obvious quadratic longest increasing subsequence. */
function naiveLength(sources) {
  const lengths = [];
  sources.forEach((source, index) => {
    lengths[index] = source < 0 ? 0 : 1;
    if (source < 0) return;
    for (let before = 0; before < index; before += 1) {
      if (sources[before] >= 0 && sources[before] < source) {
        lengths[index] = Math.max(lengths[index], lengths[before] + 1);
      }
    }
  });
  return Math.max(0, ...lengths);
}

test("a pinned row stays, with as many others as then can", () => {
  const random = randomFrom(2);
  for (let round = 0; round < 2000; round += 1) {
    const sources = shuffled(random, 1 + random(11)).map((source) => (random(4) === 0 ? -1 : source));
    const old = sources.flatMap((source, index) => (source >= 0 ? [index] : []));
    if (old.length === 0) continue;
    const pinned = old[random(old.length)];
    const stays = findStaying(beside(sources, pinned));
    assert.equal(stays[pinned], 1, String(sources));
    const kept = sources.filter((_, index) => stays[index]);
    assert.deepEqual(kept, [...kept].sort((a, b) => a - b));
    const others = sources.filter((source, index) => source >= 0 && (index <= pinned ? source <= sources[pinned] : source > sources[pinned]));
    assert.equal(kept.length, naiveLength(others), String(sources));
  }
});

test("the example of list.js", () => {
  assert.deepEqual([...findStaying([3, 0, -1, 2])], [0, 1, 0, 1]);
  assert.deepEqual([...findStaying(beside([1, 2, 0], 2))], [0, 0, 1]);
});

test("as many rows stay as can, and they stay in order", () => {
  const random = randomFrom(1);
  for (let round = 0; round < 2000; round += 1) {
    const sources = shuffled(random, random(12)).map((source) => (random(4) === 0 ? -1 : source));
    const stays = findStaying(sources);
    const kept = sources.filter((_, index) => stays[index]);
    assert.ok(kept.every((source, index) => source >= 0 && (index === 0 || source > kept[index - 1])));
    assert.equal(kept.length, naiveLength(sources), JSON.stringify(sources));
  }
});

function shuffled(random, length) {
  const order = Array.from({ length }, (_, index) => index);
  for (let index = length - 1; index > 0; index -= 1) {
    const other = random(index + 1);
    [order[index], order[other]] = [order[other], order[index]];
  }
  return order;
}

/** `[p, item..., s?]` for the new order, written in a random one of the ways there are. */
function structureFor(random, sources, length, fresh) {
  let prefix = 0;
  while (random(4) > 0 && prefix < sources.length && sources[prefix] === prefix) prefix += 1;
  let suffix = 0;
  while (
    random(4) > 0 && suffix < sources.length - prefix && suffix < length - prefix &&
    sources[sources.length - 1 - suffix] === length - 1 - suffix
  ) suffix += 1;
  const structure = [prefix];
  for (let index = prefix; index < sources.length - suffix;) {
    const start = index;
    index += 1;
    if (sources[start] < 0) {
      const values = fresh();
      while (index < sources.length - suffix && sources[index] < 0 && random(2)) {
        values.push(...fresh());
        index += 1;
      }
      structure.push(values);
      continue;
    }
    const step = sources[index] - sources[start];
    if (Math.abs(step) === 1) {
      while (
        index < sources.length - suffix && sources[index] >= 0 && sources[index] - sources[index - 1] === step
      ) index += 1;
    }
    structure.push(sources[start], index - start > 1 ? step * (index - start) : 1);
  }
  if (suffix > 0) structure.push(suffix);
  return structure;
}

const KINDS = {
  "one element": { shape: [["li", [], 0]], html: (text) => `<li>${text}</li>`, value: (text) => text },
  "several nodes": { shape: [["dt", [], "x"], 0, ["dd", []]], html: (text) => `<dt>x</dt>${text}<dd></dd>`, value: (text) => text },
  "text only": { shape: [0, "."], html: (text) => `${text}.`, value: (text) => text },
  "a block only": { shape: [0], html: (text) => `<b>${text}</b>`, value: (text) => [2, text] },
};

for (const [name, kind] of Object.entries(KINDS)) {
  test(`random orders of rows with ${name}, against arrays`, () => {
    const random = randomFrom(name.length);
    let next = 0;
    const page = container();
    const view = mount(page, [
      { 0: [["ul", [], "<", 0, ">"]], 1: kind.shape, 2: [["b", [], 0]] },
      [0, [-2]],
    ]);
    let model = [];
    const list = () => view.root.dynamics[0].rows;
    for (let round = 0; round < 300; round += 1) {
      const order = shuffled(random, model.length).filter(() => random(5) > 0);
      if (random(2)) order.sort((a, b) => a - b);
      const sources = [];
      for (const source of order) {
        if (random(5) === 0) sources.push(-1);
        sources.push(source);
      }
      if (model.length < 12) for (let more = random(4); more > 0; more -= 1) sources.push(-1);
      const made = [];
      const fresh = () => {
        next += 1;
        made.push(`r${next}`);
        return [kind.value(`r${next}`)];
      };
      const structure = structureFor(random, sources, model.length, fresh);
      const before = list();
      const nodes = before.map((row) => row.first);
      applyPatch(view, [0, structure]);
      model = sources.map((source) => (source < 0 ? made.shift() : model[source]));
      const html = model.map(kind.html).join("");
      assert.equal(page.innerHTML, `<ul>&lt;${html}&gt;</ul>`, JSON.stringify(structure));
      list().forEach((row, index) => {
        if (sources[index] >= 0) assert.equal(row.first, nodes[sources[index]]);
      });
    }
  });
}

test("no more rows move than must", () => {
  const random = randomFrom(7);
  for (let round = 0; round < 200; round += 1) {
    const length = 1 + random(12);
    const page = container();
    const rows = Array.from({ length }, (_, index) => index);
    const view = mount(page, [{ 0: [["ul", [], 0]], 1: [["li", [], 0]] }, [0, [-2, ...rows]]]);
    const list = page.firstChild;
    let moves = 0;
    const { insertBefore } = list;
    list.insertBefore = (node, next) => {
      moves += 1;
      return insertBefore.call(list, node, next);
    };
    const sources = shuffled(random, length);
    applyPatch(view, [0, [0, ...sources.flatMap((source) => [source, 1])]]);
    assert.equal(page.textContent, sources.join(""));
    assert.equal(moves, length - naiveLength(sources));
  }
});

test("rows are moved by `moveBefore` where there is one", () => {
  const page = container();
  const view = mount(page, [{ 0: [["ul", [], 0]], 1: [["li", [], 0]] }, [0, [-2, 1, 2, 3]]]);
  const list = page.firstChild;
  let moved = 0;
  list.moveBefore = (node, next) => {
    moved += 1;
    list.insertBefore(node, next);
  };
  applyPatch(view, [0, [0, 2, 1, 0, 2]]);
  assert.equal(page.textContent, "312");
  assert.equal(moved, 1);
});

test("rows that come together go in together", () => {
  const page = container();
  const view = mount(page, [{ 0: [["ul", [], 0]], 1: [["li", [], 0]] }, [0, [-2, 0]]]);
  let inserted = 0;
  const list = page.firstChild;
  const { insertBefore } = list;
  list.insertBefore = (node, next) => {
    inserted += 1;
    return insertBefore.call(list, node, next);
  };
  applyPatch(view, [0, [0, [1, 2, 3], 1]]);
  assert.equal(page.textContent, "1230");
  assert.equal(inserted, 1);
});
