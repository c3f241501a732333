// Random templates and states in a real browser: whatever happened, its DOM is what html5ever makes of a fresh render.
//
//     plays (Rust) ── native patches ──> our client, on a page it built, bound or read ──> DOM ──┐
//                  ── phoenix patches ─> the official `Rendered` ──> HTML ──> Chromium's parser ─┼─ equal
//                  ── each state rendered afresh ──> html5ever ──────────────────────────────────┘
//
// PLAYS, STEPS and SEED in the environment say how many, how long and which; 400 of 20 take about a minute.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import test, { after, before } from "node:test";
import { createInterface } from "node:readline";
import { binary, browser } from "./gallery.mjs";
import { scripted } from "./scripted.mjs";

const { PLAYS = "400", STEPS = "20", SEED = "1" } = process.env;
const MERGE = new URL("../js/", import.meta.url).pathname;
/** So many at once, or a play would be mostly waiting for an answer. */
const BATCH = 50;

let chromium;
let page;
before(async () => {
  chromium = await browser();
  // Without a policy: here HTML is parsed.
  page = await scripted(chromium, { policy: "", setup: `${[treeOf, reworded, differs, play].join("\n")} window.play = play;` });
});
after(() => chromium?.close());

/** The nodes below one, as the Rust side writes them. */
function treeOf(parent) {
  const tree = [];
  for (const node of (parent.content ?? parent).childNodes) {
    if (node.nodeType === 3) {
      if (typeof tree.at(-1) === "string") tree.push(tree.pop() + node.data);
      else if (node.data) tree.push(node.data);
    } else if (node.nodeType === 8) tree.push(["!", node.data]);
    else {
      const attributes = [...node.attributes].map(({ name, value }) => [name, value]);
      const named = attributes.filter(([name, value]) => value !== "" || (name !== "class" && name !== "style"));
      tree.push([node.localName, node.namespaceURI, named.sort(), ...treeOf(node)]);
    }
  }
  return tree;
}

/** Attributes of a tree, with the declarations of a style in the browser's words and in no order. */
function reworded([name, value]) {
  if (name !== "style") return [[name, value]];
  const { style } = document.createElement("i");
  style.cssText = value;
  if (style.length === 0) return [];
  return [[name, [...style].map((name) => [name, style.getPropertyValue(name), style.getPropertyPriority(name)]).sort()]];
}

/** Where two trees differ; nothing if they do not. */
function differs(shown, wanted) {
  const isAttributes = (key, value) => key === "2" && Array.isArray(value) && typeof value[0] !== "string";
  const print = (tree) => JSON.stringify(tree, (key, value) => (isAttributes(key, value) ? value.flatMap(reworded) : value));
  const [one, other] = [shown, wanted].map(print);
  return one === other ? null : `shown:  ${one}\nwanted: ${other}`;
}

/** Plays one in all ways in which a client may begin; gives what went wrong. */
function play({ html, tree, sent_tree: sent, joined, native, outline, whole, official }) {
  const faults = [];
  const check = (what, container, index, wanted = tree[index]) => {
    const fault = differs(treeOf(container), wanted);
    if (fault) faults.push(`${what}, state ${index}: ${JSON.stringify(native[index])}\n${fault}`);
  };
  const parsed = (html) => {
    const container = document.createElement("main");
    container.innerHTML = html;
    return container;
  };
  html.forEach((text, index) => check("parsed by the browser", parsed(text), index));
  official.forEach((text, index) => check("the official client", parsed(text), index, sent[index]));
  const ways = {
    built: (container) => mount(container, native[0]),
    bound: (container) => mount(container, native[0]),
    read(container) {
      const view = createPage(container);
      const { 0: shapes } = native[0];
      adoptPage(view, outline, Array.isArray(shapes) ? {} : shapes);
      return view;
    },
  };
  for (const [way, begin] of Object.entries(ways)) {
    const container = parsed(way === "built" ? "" : html[0]);
    document.querySelector("main").replaceChildren(container);
    try {
      const view = begin(container);
      check(way, container, 0);
      for (let index = 1; index < native.length; index += 1) {
        if (native[index]) applyPatch(view, native[index]);
        check(way, container, index);
        // In the middle of it another connection says the last state, and the rest of the patches are lost.
        if (way === "read" && index === native.length >> 1) {
          forgetShapes(view);
          applyPatch(view, whole);
          check("joined again", container, tree.length - 1, joined);
          break;
        }
      }
      if (view.stats.mismatches + view.stats.refused > 0) faults.push(`${way}: ${JSON.stringify(view.stats)}`);
    } catch (error) {
      faults.push(`${way}: ${error.stack}`);
    }
  }
  return faults;
}

/** What the official client makes of the diffs of each play. */
function merged(plays) {
  const input = plays.map(({ phoenix }, name) => JSON.stringify({ name, diffs: phoenix }) + "\n").join("");
  const { stdout, status, stderr } = spawnSync("node", ["merge.mjs"], { cwd: MERGE, input, maxBuffer: 1 << 30 });
  assert.equal(status, 0, String(stderr));
  return String(stdout).trim().split("\n").map((line) => JSON.parse(line));
}

async function judge(plays) {
  const answers = merged(plays);
  plays.forEach((play, index) => {
    assert.deepEqual(answers[index].html, play.sent, `the official client: ${JSON.stringify(play.phoenix)}`);
    play.official = answers[index].html;
  });
  const faults = await page.evaluate((plays) => plays.map((one) => play(one)), plays);
  const wrong = plays.map((play, index) => [JSON.stringify(play).length, faults[index].join("\n"), play]);
  const [shortest] = wrong.filter(([, faults]) => faults !== "").sort(([a], [b]) => a - b);
  if (shortest) assert.fail(`${shortest[1]}\n${JSON.stringify(shortest[2].native)}\n${shortest[2].html.join("\n")}`);
}

test(`${PLAYS} random plays of ${STEPS} states each, seed ${SEED}: every DOM is a fresh render`, async () => {
  const child = spawn(binary("plays"), [SEED, PLAYS, STEPS], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  let batch = [];
  let judged = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    batch.push(JSON.parse(line));
    if (batch.length < BATCH) continue;
    await judge(batch);
    judged += batch.length;
    batch = [];
  }
  if (batch.length > 0) await judge(batch);
  assert.equal(await ended, 0);
  assert.equal(judged + batch.length, Number(PLAYS));
});
