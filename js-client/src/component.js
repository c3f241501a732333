/**
 * An element -> the component with state that it stands in.
 *
 * Nothing in the page says where a component begins. But the blocks of its template say who it is, wherever they have
 * `phx-target={@myself}`: of the blocks around an element, from the outermost on, the last one to bring a new number.
 */

import { loaded } from "./lazy.js";
import { portal } from "./client-parts.js";
import { holdsNodes, rowsOf } from "./decode.js";
import { forEachNode } from "./patch.js";

/** @typedef {import("./decode.js").Block} Block */

/**
 * @param {Block | null} root Of the view.
 * @param {Element} element
 * @returns {number | undefined} Nothing where it is no component's, or of one whose template has no `@myself`.
 */
export function componentOf(root, element) {
  /** @type {Set<number>} */
  const around = new Set();
  const places = placesOf(element);
  for (let block = root; block; block = blockAround(block, places)) {
    const number = numberOf(block);
    if (number !== undefined) around.add(number);
  }
  return [...around].pop();
}

/** What stands in a portal stands where that is, too. @param {Element} element @returns {Element[]} */
function placesOf(element) {
  const source = loaded(portal)?.sourceOf(element);
  return source ? [element, ...placesOf(source)] : [element];
}

/** @param {Block} block @param {Element[]} places */
function blockAround({ dynamics }, places) {
  for (const value of dynamics) {
    const found = holdsNodes(value) && rowsOf(value).find((row) => isAround(row, places));
    if (found) return found;
  }
  return null;
}

/** @param {Block} block @param {Element[]} places */
function isAround(block, places) {
  let isHere = false;
  // What is never patched is not known.
  if (block.last) forEachNode(block, (node) => (isHere ||= places.some((place) => node.contains(place))));
  return isHere;
}

/** @param {Block} block */
function numberOf({ shape: { parts }, dynamics }) {
  const slot = parts.findIndex(({ name }, slot) => name === "phx-target" && dynamics[slot] !== null);
  return slot < 0 ? undefined : Number(dynamics[slot]);
}
