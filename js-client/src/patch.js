/**
 * Operations -> writes on the page.
 *
 * Takes what decode.js (or reconcile.js) found to be changed; writes just that. Slots of one attribute
 * or one text come one after another in a patch and are written once.
 */

import { textOf, writePlain } from "./attribute.js";
import { buildBlock, textsOf } from "./bind.js";
import { check, holdsNodes, rowsOf } from "./decode.js";
import { loaded, need } from "./lazy.js";
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
 * @property {Block[][]} inserted Outermost blocks put into the page by this patch.
 * @property {boolean} wakes In one of these, whatever its depth, is an element that wants more than to be there.
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
  const node = /** @type {any} */ (parts?.[slot]);
  const part = /** @type {any} */ (node && layout.parts[slot]);
  if (!part?.group) {
    if (node) writeSlot(operations[start], context, part);
    else keep(operations[start]);
    return start + 1;
  }
  const write = (part.change ?? changeAttribute)(context, node, part, dynamics);
  while (operations[start]?.block === block && layout.parts[operations[start].slot].group === part.group) keep(operations[start++]);
  write();
  return start;
}

/**
 * To be called before its values change.
 *
 * @type {NonNullable<import("./shape.js").AttributePart["change"]>}
 */
function changeAttribute(context, element, { name, pieces, plain }, dynamics) {
  const before = textOf(pieces, dynamics);
  return () => {
    const text = textOf(pieces, dynamics);
    if (text !== before) (plain && name !== "class" ? writePlain : need(special).writeAttribute)(context, element, name, text, before);
  };
}

/**
 * @param {Operation} operation
 * @param {Context} context
 * @param {Run} run
 */
function writeSlot(operation, context, run) {
  const { block, slot, value, reorder, change } = operation;
  const { parts, dynamics } = /** @type {BoundBlock} */ (block);
  const anchor = /** @type {Text} */ (parts[slot]);
  const place = { parent: /** @type {ParentNode & Node} */ (anchor.parentNode), anchor, namespace: run.namespace };
  if (reorder) reorderList(context, place, reorder);
  else if (!change?.show(context, place)) {
    const before = dynamics[slot];
    if (holdsNodes(before)) for (const row of rowsOf(before)) removeBlock(context, row);
    keep({ block, slot, value });
    writeTexts(context, /** @type {BoundBlock} */ (block), run);
    if (holdsNodes(value)) insertRows(context, place, rowsOf(value));
  }
}

/**
 * Where nodes come into a slot, what stands before it gets a text of its own; where they went, that becomes part of the
 * text behind them.
 *
 * @param {Context} context
 * @param {BoundBlock} block
 * @param {Run} run
 */
function writeTexts(context, { dynamics, parts }, run) {
  /** @type {any} */
  let next;
  for (const { owners, text } of textsOf(run, dynamics).reverse()) {
    let node = /** @type {Text} */ (parts[owners[owners.length - 1]]);
    if (node === next) next.before((node = context.document.createTextNode("")));
    for (const slot of owners) {
      if (parts[slot] !== next && parts[slot] !== node) /** @type {Text} */ (parts[slot]).remove();
      parts[slot] = node;
    }
    if (writeText(node, text)) run.shown?.(context, /** @type {any} */ (node.parentNode));
    next = node;
  }
}

/**
 * Writes only what differs in the middle: what is selected in the rest stays selected.
 *
 * @param {Text} node
 * @param {string} text
 * @returns {boolean} Whether anything does.
 * @throws If the node is no longer in the page.
 */
export function writeText(node, text) {
  const { data } = node;
  check(node.parentNode, "page");
  if (data === text) return false;
  let start = 0;
  while (start < data.length && data[start] === text[start]) start += 1;
  let end = data.length;
  let newEnd = text.length;
  while (end > start && newEnd > start && data[end - 1] === text[newEnd - 1]) {
    end -= 1;
    newEnd -= 1;
  }
  node.replaceData(start, end - start, text.slice(start, newEnd));
  return true;
}

/**
 * @param {Context} context
 * @param {Place} place
 * @param {import("./decode.js").Reorder} reorder
 */
function reorderList(context, place, { list, rows, sources, kept }) {
  list.rows.forEach((row, index) => kept[index] || removeBlock(context, row));
  list.rows = rows;
  const stays = findStaying(loaded(special)?.unpinned(context, place.parent, rows, sources) ?? sources);
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    if (stays[index]) continue;
    const end = index + 1;
    const anchor = end < rows.length ? firstOf(rows[end]) : place.anchor;
    // New rows that stand together go in together.
    while (sources[index] < 0 && sources[index - 1] < 0) index -= 1;
    if (sources[index] < 0) insertRows(context, { ...place, anchor }, rows.slice(index, end));
    else moveBlock(place.parent, rows[index], anchor);
  }
}

/**
 * @param {Context} context
 * @param {Place} place
 * @param {Block[]} rows
 */
export function insertRows(context, { parent, anchor, namespace }, rows) {
  const fragment = context.document.createDocumentFragment();
  for (const row of rows) fragment.append(buildBlock(context, row, namespace));
  context.inserted.push(rows);
  parent.insertBefore(fragment, anchor);
}

/** The first node of a block in the page. @param {Block} block @returns {ChildNode} */
export function firstOf({ first, parts, dynamics }) {
  return first ?? /** @type {any} */ (parts)[dynamics.length];
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
  forEachNode(block, (node) => { parent[parent.moveBefore && node.isConnected ? "moveBefore" : "insertBefore"]?.(node, next); });
}

/** The nodes of blocks in the page. @param {Block[]} blocks @returns {ChildNode[]} */
export function nodesOf(blocks) {
  /** @type {ChildNode[]} */
  const nodes = [];
  for (const block of blocks) forEachNode(block, (node) => nodes.push(node));
  return nodes;
}

/**
 * @param {Block} block
 * @param {(node: ChildNode) => void} visit May take the node away.
 */
export function forEachNode(block, visit) {
  const { last } = block;
  let node = firstOf(block);
  while (node !== last) {
    const next = /** @type {ChildNode} */ (node.nextSibling);
    visit(node);
    node = next;
  }
  visit(node);
}
