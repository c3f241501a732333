/**
 * The tree in the page + a whole new tree -> operations.
 *
 * After a rejoin the server sends everything again, shapes too, often under other ids. Shapes with the same nodes are
 * equal, so trees are compared slot by slot and the page keeps its nodes, with focus and what was typed. Rows have no keys on the wire: equal ones at both ends are kept, what is between is
 * matched by position. It knows no DOM.
 */

import { holdsNodes, isBlock, isList, isStream, rowsOf } from "./decode.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./decode.js").List} List
 * @typedef {import("./decode.js").Value} Value
 * @typedef {import("./decode.js").Operation} Operation
 */

/**
 * What makes the root of a page equal to a new one; false if that has another shape.
 *
 * @param {Block} current
 * @param {Block} wanted
 * @param {Operation[]} operations They are added here.
 */
export function reconcileRoot(current, wanted, operations) {
  const same = isEqualShape(current, wanted);
  if (same) reconcileBlock(current, wanted, operations);
  return same;
}

/**
 * What makes a block of the page equal to a new one of the same shape.
 *
 * @param {Block} current
 * @param {Block} wanted
 * @param {Operation[]} operations They are added here.
 */
export function reconcileBlock(current, wanted, operations) {
  for (let slot = 0; slot < wanted.dynamics.length; slot += 1) {
    const before = current.dynamics[slot];
    const value = wanted.dynamics[slot];
    if (isBlock(before) && isBlock(value) && isEqualShape(before, value)) {
      reconcileBlock(before, value, operations);
    } else if (isList(before) && isList(value) && isEqualShape(before, value)) {
      reconcileList(current, slot, before, value, operations);
    } else if (!isEqualValue(before, value)) {
      if (isStream(before) && isStream(value) && isEqualShape(before, value)) {
        operations.push({ block: current, slot, change: before.become(value) });
      } else operations.push({ block: current, slot, value });
    }
  }
}

/**
 * @param {Block} block
 * @param {number} slot
 * @param {List} list
 * @param {List} wanted
 * @param {Operation[]} operations
 */
function reconcileList(block, slot, list, wanted, operations) {
  const old = list.rows;
  const fresh = wanted.rows;
  const shorter = Math.min(old.length, fresh.length);
  let prefix = 0;
  while (prefix < shorter && isEqualBlock(old[prefix], fresh[prefix])) prefix += 1;
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    isEqualBlock(old[old.length - 1 - suffix], fresh[fresh.length - 1 - suffix])
  ) suffix += 1;
  const paired = shorter - suffix;
  if (old.length !== fresh.length) {
    const suffixStart = fresh.length - suffix;
    const sources = fresh.map((_, index) => {
      if (index < paired) return index;
      return index < suffixStart ? -1 : index - fresh.length + old.length;
    });
    const rows = fresh.map((row, index) => (sources[index] < 0 ? row : old[sources[index]]));
    const kept = old.map((_, index) => index < paired || index >= old.length - suffix);
    operations.push({ block, slot, reorder: { list, rows, sources, kept } });
  }
  for (let index = prefix; index < paired; index += 1) reconcileBlock(old[index], fresh[index], operations);
}

/** @param {import("./decode.js").Nodes} a @param {import("./decode.js").Nodes} b */
function isEqualShape(a, b) {
  return a.shape === b.shape || canonOf(a.shape) === canonOf(b.shape);
}

/** @param {import("./decode.js").Shape} shape */
function canonOf(shape) {
  return (shape.canon ??= JSON.stringify(shape.nodes));
}

/** @param {Block} a @param {Block} b */
function isEqualBlock(a, b) {
  return isEqualShape(a, b) && a.dynamics.every((value, slot) => isEqualValue(value, b.dynamics[slot]));
}

/** @param {Value} a @param {Value} b @returns {boolean} */
function isEqualValue(a, b) {
  if (isBlock(a)) return isBlock(b) && isEqualBlock(a, b);
  if (Array.isArray(a)) return JSON.stringify(a) === JSON.stringify(b);
  if (!holdsNodes(a)) return a === b;
  if (!holdsNodes(b) || !isStream(a) !== !isStream(b) || !isEqualShape(a, b)) return false;
  const [rows, others] = [rowsOf(a), rowsOf(b)];
  return rows.length === others.length && rows.every((row, index) => isEqualBlock(row, others[index]));
}
