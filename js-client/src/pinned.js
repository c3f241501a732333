/**
 * The row that somebody selects text or writes in stays where it is, whatever else moves: not even `moveBefore` keeps what
 * is selected, or may be undone.
 */

import { forEachNode } from "./patch.js";

/** @typedef {import("./decode.js").Block} Block */

/**
 * Documents in which something is selected, as far as is known: to ask makes the browser lay out the page.
 *
 * @type {WeakMap<Document, boolean>}
 */
const selected = new WeakMap();

/**
 * Old positions of rows, without those (-1) that have to move as they go past the row that somebody is in.
 *
 * @param {import("./patch.js").Context} context
 * @param {Node} parent
 * @param {Block[]} rows
 * @param {number[]} sources
 * @returns {number[]}
 */
export function unpinned({ document }, parent, rows, sources) {
  let last = -1;
  if (sources.every((source) => source < 0 || (source > last && ((last = source), true)))) return sources;
  const held = heldNode(document);
  const pinned = held && parent.contains(held) ? rows.findIndex((row, index) => sources[index] >= 0 && holds(row, held)) : -1;
  return pinned < 0 ? sources : beside(sources, pinned);
}

/** @param {number[]} sources @param {number} pinned A row that stays. */
export function beside(sources, pinned) {
  return sources.map((source, index) => ((index - pinned) * (source - sources[pinned]) < 0 ? -1 : source));
}

/** @param {Document} document */
function heldNode(document) {
  if (!selected.has(document)) document.addEventListener("selectionchange", () => selected.set(document, true));
  const selection = selected.get(document) === false ? null : document.getSelection();
  const range = selection?.type === "Range" && selection.anchorNode;
  selected.set(document, !!range);
  return range || document.activeElement;
}

/** @param {Block} row @param {Node} held */
function holds(row, held) {
  let isHere = false;
  forEachNode(row, (node) => (isHere ||= node.contains(held)));
  return isHere;
}
