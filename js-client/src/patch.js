/**
 * Operations -> writes on the page.
 *
 * Takes what decode.js (or reconcile.js) found to be changed; writes just that. Slots of one attribute
 * or one text come one after another in a patch and are written once.
 */

import { attributeTexts, takesValue, writeAttributes, writeControlValue } from "./attribute.js";
import { bindRunSlots, buildBlock, ignoreValue } from "./build.js";
import { holdsNodes, isBlock } from "./decode.js";
import { findStaying } from "./list.js";
import { editMarkup } from "./markup.js";
import { reconcileBlock } from "./reconcile.js";
import { changeStream, rowsOf, UNSHOWN } from "./stream.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./decode.js").List} List
 * @typedef {import("./decode.js").Value} Value
 * @typedef {import("./decode.js").Operation} Operation
 * @typedef {import("./decode.js").WriteOperation} WriteOperation
 * @typedef {import("./decode.js").ListOperation} ListOperation
 * @typedef {import("./decode.js").StreamOperation} StreamOperation
 * @typedef {import("./decode.js").Stream} Stream
 * @typedef {import("./shape.js").Run} Run
 * @typedef {import("./shape.js").Layout} Layout
 * @typedef {import("./shape.js").BoundPart} BoundPart
 * @typedef {Block & { layout: Layout, parts: BoundPart[] }} BoundBlock
 *
 * @typedef {object} Context What building, binding and patching share.
 * @property {Document} document
 * @property {Set<string>} schemes What an address may begin with: what data may say, and what templates say
 *   themselves in front of a slot.
 * @property {(element: string, attribute: string) => void} refuse An attribute was not written.
 * @property {(what: "root" | "block" | "nodes" | "detached", where: Node | null) => void} mismatch
 *   The page was not what it should be, and was repaired.
 * @property {(node: ChildNode) => void} remove Takes a node out of the page, at once or soon.
 * @property {Node[]} inserted Outermost nodes put into the page by this patch.
 * @property {boolean} removed This patch took nodes out of the page.
 */

/** Longer texts are seldom all new. */
const LONG = 256;

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
    // Other scripts (or `normalize()`) took away nodes of ours.
    context.mismatch("detached", null);
    for (; start < operations.length; start += 1) setValue(operations[start]);
    return false;
  }
}

/** @param {Operation} operation */
function setValue(operation) {
  if ("rows" in operation) operation.list.rows = operation.rows;
  else if ("stream" in operation) changeStream(operation.stream, operation, UNSHOWN);
  else operation.block.values[operation.slot] = operation.value;
}

/**
 * The element that an operation writes to or inside of, to be asked before it is applied.
 *
 * @param {Operation} operation
 * @returns {Element | null}
 */
export function elementOf(operation) {
  const { block, slot } = operation;
  if (block.ignored || !block.parts || block.layout?.parts[slot].ignored) return null;
  const bound = block.parts[slot];
  if (!Array.isArray(bound)) {
    return bound.nodeType === 1 ? /** @type {Element} */ (bound) : bound.parentElement;
  }
  return bound[bound.length - 1]?.parentElement ?? null;
}

/**
 * @param {Context} context
 * @param {Operation[]} operations
 * @param {number} start
 * @returns {number} Where the next group begins.
 */
function applyGroup(context, operations, start) {
  const operation = operations[start];
  const block = /** @type {BoundBlock} */ (operation.block);
  if (block.ignored || block.layout.parts[operation.slot].ignored) {
    setValue(operation);
    if ("rows" in operation) operation.rows.forEach(ignoreValue);
    else ignoreValue("stream" in operation ? operation.stream : operation.value);
    return start + 1;
  }
  if ("rows" in operation) {
    reorderList(context, block, operation);
    return start + 1;
  }
  if ("stream" in operation) {
    showChange(context, block, operation);
    return start + 1;
  }
  const part = block.layout.parts[operation.slot];
  const group = [operation];
  for (let index = start + 1; index < operations.length; index += 1) {
    const next = operations[index];
    if (next.block !== block || !("value" in next) || !isTogether(part, block.layout.parts[next.slot])) break;
    group.push(next);
  }
  if (part.kind === "run") writeRun(context, block, part, group);
  else {
    const parts = part.siblings ?? [part];
    const before = attributeTexts(parts, block.values);
    group.forEach(setValue);
    const element = /** @type {Element} */ (block.parts[operation.slot]);
    writeAttributes(context, element, before, attributeTexts(parts, block.values));
  }
  return start + group.length;
}

/**
 * Whether slots of these parts are written at once: a name may go from one attribute to another.
 *
 * @param {import("./shape.js").Part} part
 * @param {import("./shape.js").Part} next
 */
function isTogether(part, next) {
  return next === part || (part.kind === "attribute" && part.siblings?.includes(/** @type {any} */ (next)));
}

/**
 * @param {Context} context
 * @param {BoundBlock} block
 * @param {Run} run
 * @param {WriteOperation[]} group
 */
function writeRun(context, block, run, group) {
  const structural = group.some(({ slot, value }) => holdsNodes(value) || holdsNodes(block.values[slot]));
  if (structural) {
    for (const operation of group) changeSlot(context, block, run, operation);
    return;
  }
  group.forEach(setValue);
  const bound = block.parts[group[0].slot];
  if (!Array.isArray(bound)) {
    writeText(context, run, /** @type {Text} */ (bound), segmentText(run, block.values, 0));
    return;
  }
  for (const { slot } of group) writeSegment(context, block, run, bound, segmentOf(run, block.values, slot));
}

/**
 * Writes one slot of a run when it holds nodes, or is about to.
 *
 * @param {Context} context
 * @param {BoundBlock} block
 * @param {Run} run
 * @param {WriteOperation} operation
 */
function changeSlot(context, block, run, { slot, value, edits }) {
  const { values, parts } = block;
  const before = values[slot];
  const bound = parts[slot];
  const texts = Array.isArray(bound) ? bound : [/** @type {Text} */ (bound)];
  const segment = segmentOf(run, values, slot);
  if (holdsNodes(before)) {
    const anchor = /** @type {Text} */ (texts[segment + 1]);
    if (edits && isBlock(before) && isBlock(value) && editMarkup(context, before, value, edits, run.namespace)) {
      values[slot] = value;
      return;
    }
    removeValue(context, before);
    if (holdsNodes(value)) {
      values[slot] = value;
      insertValue(context, value, run.namespace, anchor);
      return;
    }
    texts[segment]?.remove();
    texts.splice(segment, 1);
    values[slot] = value;
    writeSegment(context, block, run, texts, segment);
  } else if (holdsNodes(value)) {
    values[slot] = value;
    // The node in place stays behind the new ones as their anchor.
    const anchor = /** @type {Text} */ (texts[segment]);
    const leads = segment === 0 && run.pieces[0] === slot;
    const left = leads ? null : context.document.createTextNode(segmentText(run, values, segment));
    if (left) parentOf(anchor).insertBefore(left, anchor);
    texts.splice(segment, 0, left);
    insertValue(context, value, run.namespace, anchor);
    writeSegment(context, block, run, texts, segment + 1);
  } else {
    values[slot] = value;
    writeSegment(context, block, run, texts, segment);
  }
  bindRunSlots(parts, run, texts);
}

/**
 * How many slots holding nodes stand before this one in its run: the index of the text before it.
 *
 * @param {Run} run
 * @param {Value[]} values
 * @param {number} slot
 */
function segmentOf(run, values, slot) {
  let segment = 0;
  for (const other of run.slots) {
    if (other === slot) break;
    if (holdsNodes(values[other])) segment += 1;
  }
  return segment;
}

/**
 * @param {Run} run
 * @param {Value[]} values
 * @param {number} wanted
 */
function segmentText(run, values, wanted) {
  let segment = 0;
  let text = "";
  for (const piece of run.pieces) {
    const value = typeof piece === "string" ? piece : values[piece];
    if (holdsNodes(value)) segment += 1;
    else if (segment === wanted) text += value ?? "";
  }
  return text;
}

/**
 * @param {Context} context
 * @param {BoundBlock} block
 * @param {Run} run
 * @param {(Text | null)[]} texts
 * @param {number} segment
 */
function writeSegment(context, block, run, texts, segment) {
  const text = /** @type {Text} */ (texts[segment]);
  writeText(context, run, text, segmentText(run, block.values, segment));
}

/**
 * @param {Context} context
 * @param {Pick<Run, "textarea">} run
 * @param {Text} node
 * @param {string} text
 */
export function writeText(context, run, node, text) {
  if (!node.parentNode) throw new Error("a text left the page");
  if (node.data === text) return;
  if (text.length > LONG) replaceMiddle(node, text);
  else node.data = text;
  const textarea = /** @type {HTMLTextAreaElement} */ (node.parentNode);
  if (run.textarea && takesValue(context, textarea)) {
    writeControlValue(textarea, textarea.defaultValue);
  }
}

/** What is selected in the rest stays selected. @param {Text} node @param {string} text */
function replaceMiddle(node, text) {
  const { data } = node;
  let end = data.length;
  let newEnd = text.length;
  let start = 0;
  while (start < end && start < newEnd && data[start] === text[start]) start += 1;
  while (end > start && newEnd > start && data[end - 1] === text[newEnd - 1]) {
    end -= 1;
    newEnd -= 1;
  }
  node.replaceData(start, end - start, text.slice(start, newEnd));
}

/**
 * @param {Context} context
 * @param {BoundBlock} block
 * @param {ListOperation} operation
 */
function reorderList(context, block, { slot, list, rows, sources }) {
  const part = /** @type {Run} */ (block.layout.parts[slot]);
  const texts = /** @type {Text[]} */ (block.parts[slot]);
  const anchor = texts[segmentOf(part, block.values, slot) + 1];
  const parent = parentOf(anchor);
  const old = list.rows;
  const shorter = Math.min(old.length, rows.length);
  let prefix = 0;
  while (prefix < shorter && sources[prefix] === prefix) prefix += 1;
  let suffix = 0;
  while (
    suffix < shorter - prefix &&
    sources[rows.length - 1 - suffix] === old.length - 1 - suffix
  ) suffix += 1;
  const end = rows.length - suffix;
  const kept = new Uint8Array(old.length);
  for (let index = prefix; index < end; index += 1) if (sources[index] >= 0) kept[sources[index]] = 1;
  for (let index = prefix; index < old.length - suffix; index += 1) {
    if (!kept[index]) removeBlock(context, old[index]);
  }
  const stays = findStaying(sources, prefix, end);
  /** @type {ChildNode} */
  let next = suffix > 0 ? firstNodeOf(rows[end]) : anchor;
  for (let index = end - 1; index >= prefix; index -= 1) {
    if (sources[index] < 0) {
      // New rows that stand together go in together.
      const last = index;
      while (index > prefix && sources[index - 1] < 0) index -= 1;
      insertRows(context, rows, index, last + 1, part.namespace, parent, next);
    } else if (!stays[index - prefix]) {
      moveBlock(parent, rows[index], next);
    }
    next = firstNodeOf(rows[index]);
  }
  list.rows = rows;
}

/**
 * @param {Context} context
 * @param {BoundBlock} block
 * @param {StreamOperation} operation
 */
function showChange(context, block, operation) {
  const { slot, stream } = operation;
  const part = /** @type {Run} */ (block.layout.parts[slot]);
  const texts = /** @type {Text[]} */ (block.parts[slot]);
  const anchor = texts[segmentOf(part, block.values, slot) + 1];
  const parent = parentOf(anchor);
  /** @param {import("./stream.js").Row} row */
  const nodeOf = (row) => (row.block ? firstNodeOf(row.block) : anchor);
  changeStream(stream, operation, {
    insert(row, next) {
      const built = buildBlock(context, /** @type {Block} */ (row.block), part.namespace);
      insertBuilt(context, built, parent, nodeOf(next));
    },
    move: (row, next) => moveBlock(parent, /** @type {Block} */ (row.block), nodeOf(next)),
    update(row, wanted) {
      /** @type {Operation[]} */
      const operations = [];
      reconcileBlock(/** @type {Block} */ (row.block), wanted, operations);
      let start = 0;
      while (start < operations.length) start = applyGroup(context, operations, start);
    },
    remove: (row) => removeBlock(context, /** @type {Block} */ (row.block)),
  });
}

/**
 * @param {Context} context
 * @param {Block[]} rows
 * @param {number} start
 * @param {number} end
 * @param {string} namespace
 * @param {Node} parent
 * @param {ChildNode} next
 */
function insertRows(context, rows, start, end, namespace, parent, next) {
  let built;
  if (end - start === 1) built = buildBlock(context, rows[start], namespace);
  else {
    built = context.document.createDocumentFragment();
    for (let index = start; index < end; index += 1) {
      built.append(buildBlock(context, rows[index], namespace));
    }
  }
  insertBuilt(context, built, parent, next);
}

/**
 * @param {Context} context
 * @param {Block | List | Stream} value
 * @param {string} namespace
 * @param {ChildNode} anchor
 */
function insertValue(context, value, namespace, anchor) {
  const parent = parentOf(anchor);
  const rows = value.type === "block" ? [value] : rowsOf(value);
  if (rows.length > 0) insertRows(context, rows, 0, rows.length, namespace, parent, anchor);
}

/**
 * @param {Context} context
 * @param {Node} built
 * @param {Node} parent
 * @param {ChildNode | null} next
 */
export function insertBuilt(context, built, parent, next) {
  if (built.nodeType === 11) context.inserted.push(...built.childNodes);
  else context.inserted.push(built);
  parent.insertBefore(built, next);
}

/** @param {ChildNode} node @returns {ParentNode & Node} */
function parentOf(node) {
  const parent = node.parentNode;
  if (!parent) throw new Error("an anchor left the page");
  return parent;
}

/** @param {Block} block @returns {ChildNode} */
function firstNodeOf(block) {
  if (block.first) return block.first;
  const { layout, parts, values } = /** @type {BoundBlock} */ (block);
  const run = /** @type {Run} */ (layout.nodes[0]);
  const bound = parts[run.slots[0]];
  if (!Array.isArray(bound)) return bound;
  if (bound[0]) return bound[0];
  // Nothing but nodes of a slot stands before the first anchor.
  const value = /** @type {Block | List | Stream} */ (values[/** @type {number} */ (run.pieces[0])]);
  const inner = value.type === "block" ? value : rowsOf(value)[0];
  return inner ? firstNodeOf(inner) : /** @type {Text} */ (bound[1]);
}

/** @param {Block} block @returns {ChildNode} */
function lastNodeOf(block) {
  if (block.last) return block.last;
  const { layout, parts } = /** @type {BoundBlock} */ (block);
  const run = /** @type {Run} */ (layout.nodes[layout.nodes.length - 1]);
  const bound = parts[run.slots[0]];
  return Array.isArray(bound) ? /** @type {Text} */ (bound[bound.length - 1]) : bound;
}

/**
 * @param {Context} context
 * @param {Block | List | Stream} value
 */
function removeValue(context, value) {
  if (value.type === "block") removeBlock(context, value);
  else for (const row of rowsOf(value)) removeBlock(context, row);
}

/**
 * @param {Context} context
 * @param {Block} block
 */
function removeBlock(context, block) {
  context.removed = true;
  forEachNode(block, (node) => context.remove(node));
}

/**
 * Keeps focus, iframes and animations of the row where the browser can.
 *
 * @param {Node & { moveBefore?: (node: Node, next: Node | null) => void }} parent
 * @param {Block} block
 * @param {ChildNode} next
 */
function moveBlock(parent, block, next) {
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
  const last = lastNodeOf(block);
  let node = firstNodeOf(block);
  if (!last.parentNode || node.parentNode !== last.parentNode) throw new Error("a block was torn apart");
  while (node !== last) {
    const next = /** @type {ChildNode} */ (node.nextSibling);
    visit(node);
    node = next;
  }
  visit(last);
}
