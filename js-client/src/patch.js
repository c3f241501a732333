/**
 * Operations -> writes on the page.
 *
 * Takes what decode.js (or reconcile.js) found to be changed; writes just that. Slots of one attribute
 * or one text come one after another in a patch and are written once.
 */

import { textOf, writeAttribute } from "./attribute.js";
import { bindPieces, buildBlock } from "./bind.js";
import { holdsNodes, isText, rowsOf } from "./decode.js";
import { need } from "./lazy.js";
import { findStaying } from "./list.js";
import { special } from "./parts.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./decode.js").Value} Value
 * @typedef {import("./decode.js").Operation} Operation
 * @typedef {import("./shape.js").Run} Run
 * @typedef {import("./shape.js").Layout} Layout
 * @typedef {import("./shape.js").BoundPart} BoundPart
 * @typedef {Block & { layout: Layout, parts: BoundPart[] }} BoundBlock
 *
 * @typedef {object} Context What building, binding and patching share.
 * @property {Document} document
 * @property {Document} inert Where models are: nothing in there is fetched, run or upgraded.
 * @property {Set<string>} schemes What addresses begin with where templates say it themselves in front of a slot.
 * @property {(element: string, attribute: string) => void} refuse An attribute was not written.
 * @property {(what: "nodes" | "detached", where: Node | null) => void} mismatch
 *   The page was not what it should be, and was repaired.
 * @property {(node: ChildNode) => void} remove Takes a node out of the page, at once or soon.
 * @property {Node[]} inserted Outermost nodes put into the page by this patch.
 * @property {boolean} removed This patch took nodes out of the page.
 *
 * @typedef {object} Place Where the nodes of a slot are.
 * @property {ParentNode & Node} parent
 * @property {ChildNode | null} anchor What stands behind them.
 * @property {string} namespace
 */

/**
 * Applies operations; false if nodes were no longer where they should be, in which case the values are
 * all in place and the page has to be built from them.
 *
 * @param {Context} context
 * @param {Operation[]} operations
 * @returns {boolean}
 */
export function applyOperations(context, operations) {
  let start = 0;
  try {
    while (start < operations.length) start = applyGroup(context, operations, start);
    return true;
  } catch {
    // Other scripts (or `normalize()`) took away nodes of ours: one has no parent, or no sibling.
    context.mismatch("detached", null);
    operations.slice(start).forEach(keep);
    return false;
  }
}

/** Changes the tree alone. @param {Operation} operation */
function keep({ block, slot, value, reorder, change }) {
  if (reorder) reorder.list.rows = reorder.rows;
  else if (change) change.keep();
  else block.dynamics[slot] = /** @type {Value} */ (value);
}

/**
 * @param {Context} context
 * @param {Operation[]} operations
 * @param {number} start
 * @returns {number} Where the next group begins.
 */
export function applyGroup(context, operations, start) {
  const { block, slot } = operations[start];
  const { layout, parts, dynamics } = /** @type {BoundBlock} */ (block);
  const bound = parts?.[slot];
  if (!bound) {
    keep(operations[start]);
    return start + 1;
  }
  const part = /** @type {any} */ (layout.parts[slot]);
  const groupOf = (/** @type {import("./shape.js").Part} */ part) => part.group ?? part;
  let end = start;
  while (operations[end]?.block === block && groupOf(layout.parts[operations[end].slot]) === groupOf(part)) end += 1;
  const group = operations.slice(start, end);
  const change = () => group.forEach(keep);
  const element = /** @type {Element} */ (bound);
  if (part.group) need(special).writeSpread(context, element, part.group, dynamics, change);
  else if (part.name) {
    const before = textOf(part.pieces, dynamics);
    change();
    writeAttribute(context, element, part.name, textOf(part.pieces, dynamics), before);
  } else writeRun(context, /** @type {BoundBlock} */ (block), part, group);
  return end;
}

/**
 * @param {Context} context
 * @param {BoundBlock} block
 * @param {Run} run
 * @param {Operation[]} group
 */
function writeRun(context, block, run, group) {
  const { dynamics } = block;
  const parts = /** @type {Text[]} */ (block.parts);
  for (const { slot, value, reorder, change } of group) {
    const before = dynamics[slot];
    const anchor = parts[slot];
    const parent = /** @type {ParentNode & Node} */ (anchor.parentNode);
    const place = { parent, anchor, namespace: run.namespace };
    if (reorder) reorderList(context, place, reorder);
    if (reorder || change?.show(context, place)) continue;
    if (holdsNodes(before)) for (const row of rowsOf(before)) removeBlock(context, row);
    dynamics[slot] = /** @type {Value} */ (value);
    if (!holdsNodes(value)) continue;
    writeTexts(context, block, run);
    insertRows(context, place, rowsOf(value));
  }
  writeTexts(context, block, run);
}

/**
 * Where nodes have come into a slot, what stands before it gets a text of its own; where they went, that becomes part of
 * the text behind them.
 *
 * @param {Context} context
 * @param {BoundBlock} block
 * @param {Run} run
 */
function writeTexts(context, { dynamics, parts }, run) {
  const { pieces, lead } = run;
  let node = /** @type {Text | undefined} */ (lead && parts[lead]);
  let text = "";
  let start = 0;
  /** @param {number} end */
  const endText = (end) => {
    if (node) {
      writeText(context, node, text);
      bindPieces(parts, run, start, end, node);
    }
    start = end;
    text = "";
  };
  pieces.forEach((piece, index) => {
    if (isText(piece)) {
      text += piece;
      return;
    }
    const value = dynamics[piece];
    const own = /** @type {Text} */ (parts[piece]);
    if (holdsNodes(value)) {
      if (index && node === own) own.before((node = context.document.createTextNode(text)));
      endText(index);
    } else {
      text += value ?? "";
      if (node !== own) node?.remove();
    }
    node = own;
  });
  endText(pieces.length);
}

/**
 * Writes only what differs in the middle: what is selected in the rest stays selected.
 *
 * @param {Context} context
 * @param {Text} node
 * @param {string} text
 */
export function writeText(context, node, text) {
  const parent = /** @type {HTMLTextAreaElement} */ (node.parentNode);
  const { localName } = parent;
  const { data } = node;
  if (data === text) return;
  let start = 0;
  while (start < data.length && data[start] === text[start]) start += 1;
  let end = data.length;
  let newEnd = text.length;
  while (end > start && newEnd > start && data[end - 1] === text[newEnd - 1]) {
    end -= 1;
    newEnd -= 1;
  }
  node.replaceData(start, end - start, text.slice(start, newEnd));
  if (localName === "textarea") need(special).showDefault(context, parent);
}

/**
 * @param {Context} context
 * @param {Place} place
 * @param {import("./decode.js").Reorder} reorder
 */
function reorderList(context, place, { list, rows, sources }) {
  const kept = new Uint8Array(list.rows.length);
  for (const source of sources) kept[source] = 1;
  list.rows.forEach((row, index) => kept[index] || removeBlock(context, row));
  const stays = findStaying(sources, pinnedRow(context, place.parent, rows, sources));
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    if (stays[index]) continue;
    const end = index + 1;
    const anchor = end < rows.length ? edgeOf(rows[end], 0) : place.anchor;
    // New rows that stand together go in together.
    while (sources[index] < 0 && sources[index - 1] < 0) index -= 1;
    if (sources[index] < 0) insertRows(context, { ...place, anchor }, rows.slice(index, end));
    else moveBlock(place.parent, rows[index], anchor);
  }
  list.rows = rows;
}

/** Documents in which something may be selected. @type {WeakSet<object>} */
const selected = new WeakSet();
const noteSelection = (/** @type {Event} */ { currentTarget }) => selected.add(/** @type {object} */ (currentTarget));

/**
 * Notes when something is selected: to ask for it makes the browser lay out the page.
 *
 * @param {Document} document
 */
export function hearSelection(document) {
  document.addEventListener("selectionchange", noteSelection);
}

/**
 * The row that somebody selects text or writes in, if rows move: not even `moveBefore` keeps what is selected, or may be
 * undone.
 *
 * @param {Context} context
 * @param {Node} parent
 * @param {Block[]} rows
 * @param {number[]} sources
 */
function pinnedRow({ document }, parent, rows, sources) {
  let last = -1;
  const moves = sources.some((source) => source >= 0 && (source < last || ((last = source), false)));
  if (!moves) return -1;
  const selection = selected.has(document) ? document.getSelection() : null;
  const range = selection?.type === "Range" && selection.anchorNode;
  if (!range) selected.delete(document);
  const held = range || document.activeElement;
  if (!held || !parent.contains(held)) return -1;
  return rows.findIndex((row, index) => {
    let isHere = false;
    if (sources[index] >= 0) forEachNode(row, (node) => (isHere ||= node.contains(held)));
    return isHere;
  });
}

/**
 * @param {Context} context
 * @param {Place} place
 * @param {Block[]} rows
 */
export function insertRows(context, { parent, anchor, namespace }, rows) {
  const fragment = context.document.createDocumentFragment();
  for (const row of rows) fragment.append(buildBlock(context, row, namespace));
  const nodes = [...fragment.childNodes];
  context.inserted = context.inserted.concat(nodes);
  parent.insertBefore(fragment, anchor);
  return nodes;
}

/**
 * The first node of a block, or the last one.
 *
 * @param {Block} block
 * @param {0 | 1} end
 * @returns {ChildNode}
 */
export function edgeOf(block, end) {
  const { first, last, layout, parts, dynamics } = /** @type {BoundBlock} */ (block);
  if (end || first) return /** @type {ChildNode} */ (end ? last : first);
  const { pieces: [slot], lead } = /** @type {Run} */ (layout.nodes[0]);
  const value = dynamics[/** @type {number} */ (slot)];
  const [row] = !lead && holdsNodes(value) ? rowsOf(value) : [];
  return row ? edgeOf(row, 0) : parts[lead ?? /** @type {number} */ (slot)];
}

/** @param {Context} context @param {Block} block */
export function removeBlock(context, block) {
  context.removed = true;
  forEachNode(block, context.remove);
}

/**
 * Keeps focus, iframes and animations of the row where the browser can.
 *
 * @param {Node & { moveBefore?: (node: Node, next: Node | null) => void }} parent
 * @param {Block} block
 * @param {ChildNode | null} next
 */
export function moveBlock(parent, block, next) {
  forEachNode(block, (node) => {
    if (parent.moveBefore && node.isConnected) parent.moveBefore(node, next);
    else parent.insertBefore(node, next);
  });
}

/**
 * @param {Block} block
 * @param {(node: ChildNode) => void} visit May take the node away.
 */
function forEachNode(block, visit) {
  const last = edgeOf(block, 1);
  let node = edgeOf(block, 0);
  while (node !== last) {
    const next = /** @type {ChildNode} */ (node.nextSibling);
    visit(node);
    node = next;
  }
  visit(last);
}
