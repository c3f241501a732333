/**
 * Values -> nodes.
 *
 * Takes a block as decoded; clones its layout's prototype, writes the values in and remembers what each
 * slot writes to. It knows nothing of the page the nodes go to.
 */

import { eachAttribute, setAttributeText } from "./attribute.js";
import { holdsNodes } from "./decode.js";
import { contentOf, hasSlots, layoutOf } from "./shape.js";
import { rowsOf } from "./stream.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./patch.js").Context} Context
 */

/**
 * Builds a block; gives what to insert, one node or a fragment.
 *
 * @param {Context} context
 * @param {Block} block
 * @param {string} namespace Of the children of the parent it will have.
 * @returns {Node}
 */
export function buildBlock(context, block, namespace) {
  const layout = layoutOf(context, block.shape, namespace);
  const { nodes, prototype } = layout;
  // `importNode` and not `cloneNode`: custom elements come to life in this document.
  const built = context.document.importNode(prototype, true);
  const first = nodes.length === 1 ? /** @type {ChildNode} */ (built) : built.firstChild;
  const last = nodes.length === 1 ? first : built.lastChild;
  block.layout = layout;
  block.parts = [];
  block.first = runWithSlots(nodes[0]) ? null : first;
  block.last = runWithSlots(nodes[nodes.length - 1]) ? null : last;
  if (nodes.length === 1 && runWithSlots(nodes[0])) {
    // Blocks in this run go in front of the Text node, so it needs a parent.
    const fragment = context.document.createDocumentFragment();
    fragment.append(built);
    wireNodes(context, block, nodes, 1, first);
    return fragment;
  }
  wireNodes(context, block, nodes, layout.walk, first);
  return built;
}

/** @param {import("./shape.js").LayoutNode} node */
export function runWithSlots(node) {
  return node.kind === "run" && node.slots.length > 0;
}

/**
 * Goes over fresh nodes in step with their layouts.
 *
 * @param {Context} context
 * @param {Block} block
 * @param {import("./shape.js").LayoutNode[]} nodes
 * @param {number} walk
 * @param {ChildNode | null} first
 */
function wireNodes(context, block, nodes, walk, first) {
  const parts = /** @type {import("./shape.js").BoundPart[]} */ (block.parts);
  let cursor = first;
  for (let index = 0; index < walk; index += 1) {
    const node = nodes[index];
    const current = /** @type {ChildNode} */ (cursor);
    cursor = current.nextSibling;
    if (!hasSlots(node)) continue;
    if (node.kind === "run") {
      wireRun(context, block, node, /** @type {Text} */ (current));
    } else if (node.kind === "element") {
      const element = /** @type {Element} */ (/** @type {unknown} */ (current));
      for (const part of node.attributes) {
        for (const piece of part.pieces) if (typeof piece === "number") parts[piece] = element;
        eachAttribute(part, block.values, (name, text) => {
          if (text !== null) setAttributeText(context, element, name, text);
        });
      }
      if (node.dynamic) {
        wireNodes(context, block, node.children, node.walk, contentOf(element).firstChild);
        if (node.ignored) ignoreSlots(block, node.children);
      }
    }
  }
}

/**
 * @param {Context} context
 * @param {Block} block
 * @param {import("./shape.js").Run} run
 * @param {Text} lastText The run's Text node in the clone.
 */
function wireRun(context, block, run, lastText) {
  const { parts, values } = /** @type {Block & { parts: import("./shape.js").BoundPart[] }} */ (block);
  /** @type {(Text | null)[]} */
  const texts = [];
  let text = "";
  let empty = true;
  for (const piece of run.pieces) {
    const value = typeof piece === "string" ? piece : values[piece];
    if (!holdsNodes(value)) {
      text += value ?? "";
      empty = false;
      continue;
    }
    const node = empty && texts.length === 0 ? null : context.document.createTextNode(text);
    if (node) lastText.before(node);
    texts.push(node);
    insertValue(context, value, run.namespace, lastText);
    text = "";
    empty = true;
  }
  if (text !== "") lastText.data = text;
  texts.push(lastText);
  bindRunSlots(parts, run, texts);
}

/**
 * @param {import("./shape.js").BoundPart[]} parts
 * @param {import("./shape.js").Run} run
 * @param {(Text | null)[]} texts
 */
export function bindRunSlots(parts, run, texts) {
  const bound = texts.length === 1 ? /** @type {Text} */ (texts[0]) : texts;
  for (const slot of run.slots) parts[slot] = bound;
}

/**
 * Builds a block, or rows, and puts them before an anchor.
 *
 * @param {Context} context
 * @param {Block | import("./decode.js").List | import("./decode.js").Stream} value
 * @param {string} namespace
 * @param {ChildNode} anchor
 */
export function insertValue(context, value, namespace, anchor) {
  if (value.type === "block") anchor.before(buildBlock(context, value, namespace));
  else for (const row of rowsOf(value)) anchor.before(buildBlock(context, row, namespace));
}

/**
 * From here on these slots are only remembered, also in the blocks they hold.
 *
 * @param {Block} block
 * @param {import("./shape.js").LayoutNode[]} nodes
 */
export function ignoreSlots(block, nodes) {
  for (const node of nodes) {
    if (node.kind === "run") for (const slot of node.slots) ignoreValue(block.values[slot]);
    else if (node.kind === "element" && node.ignored) ignoreSlots(block, node.children);
  }
}

/** @param {import("./decode.js").Value} value */
export function ignoreValue(value) {
  if (!holdsNodes(value)) return;
  if (value.type !== "block") {
    for (const row of rowsOf(value)) ignoreValue(row);
    return;
  }
  value.ignored = true;
  value.parts = [];
  for (const inner of value.values) ignoreValue(inner);
}
