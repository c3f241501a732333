/**
 * Replays patches and compares with the HTML they should lead to; for property tests in other languages.
 *
 * Reads JSON lines `{"patches": [first, next, ...], "html": "..."}`, or with `"initial": "html"` that the first
 * patch is bound to instead of built; with `"outline"` too, the first patch only says which tree the client should
 * read from that HTML. Writes a line for each: `ok`, or JSON with what differs.
 *
 *     node scripts/replay.mjs < cases.jsonl
 */
import { createInterface } from "node:readline";
import { Window } from "happy-dom";
import { adoptPage } from "../src/adopt.js";
import { decodePatch, isBlock, rowsOf } from "../src/decode.js";
import { load } from "../src/lazy.js";
import { applyPatch, createPage } from "../src/page.js";
import { edits, mend, special, stream } from "../src/parts.js";
import { serialize } from "../src/serialize.js";

const window = new Window({ url: "http://localhost/" });
const document = /** @type {Document} */ (/** @type {unknown} */ (window.document));

/**
 * A browser drops a line feed right behind `<textarea>` and `<pre>`; happy-dom keeps it.
 *
 * @param {string} html
 */
function parse(html) {
  const container = document.createElement("div");
  container.innerHTML = html.replace(/(<(?:textarea|pre)\b[^>]*>)\n/g, "$1");
  return container;
}

/**
 * `style` is written through the CSSOM, which rewords it: so both sides are.
 *
 * @template {ParentNode} T
 * @param {T} container
 */
function normalizeStyles(container) {
  for (const template of container.querySelectorAll("template")) normalizeStyles(template.content);
  for (const element of container.querySelectorAll("[style]")) {
    const { style } = /** @type {HTMLElement} */ (element);
    const text = style.cssText;
    style.cssText = "";
    style.cssText = text;
  }
  return container;
}

/** What a tree shows. @param {any} value @returns {unknown} */
function texts(value) {
  if (Array.isArray(value)) return value.map(texts);
  if (isBlock(value)) return { shape: value.shape.canon, values: value.dynamics.map(texts) };
  if (value?.shape) return rowsOf(value).map(texts);
  return value === true ? "" : String(value ?? "");
}

/** @param {{ patches: any[], html: string, initial?: string, outline?: unknown }} example */
function replay({ patches, html, initial = "", outline }) {
  const container = parse(initial);
  /** @type {unknown[]} */
  const reports = [];
  const page = createPage(container, {
    mismatch: (what) => reports.push(what),
    refuse: (element, attribute) => reports.push(`${attribute} on ${element}`),
  });
  if (outline) {
    adoptPage(page, outline, patches[0][0]);
    const read = JSON.stringify(texts(page.root));
    const sent = JSON.stringify(texts(decodePatch(createPage(container), patches[0]).root));
    if (read !== sent) return { mismatch: "outline", read, sent };
  } else {
    applyPatch(page, patches[0]);
  }
  let failedAt = 0;
  try {
    for (failedAt = 1; failedAt < patches.length; failedAt += 1) applyPatch(page, patches[failedAt]);
  } catch (error) {
    return { mismatch: "refused", patch: failedAt, error: String(error) };
  }
  const actual = serialize(normalizeStyles(container));
  const expected = serialize(normalizeStyles(parse(html)));
  return actual === expected && reports.length === 0 ? null : { mismatch: "html", actual, expected, reports };
}

await Promise.all([load(edits), load(mend), load(special), load(stream)]);
for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === "") continue;
  let outcome;
  try {
    outcome = replay(JSON.parse(line));
  } catch (error) {
    outcome = { mismatch: "refused", patch: 0, error: String(error) };
  }
  process.stdout.write(outcome ? `${JSON.stringify(outcome)}\n` : "ok\n");
}
// Timers of the window would keep the process alive.
process.exit();
