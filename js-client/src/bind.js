/**
 * Values + nodes -> bound blocks.
 *
 * A block's nodes are walked in step with its layout, whether they are fresh, a clone of the layout's model, or came
 * with the page. There the values say how long each text is, so the HTML needs no markers. Where the page differs,
 * repair.js comes. Attributes take the joined value; what the user typed or toggled is kept, because it lives in
 * properties.
 */

import { putAttribute, setAttribute, textOf } from "./attribute.js";
import { holdsNodes, isText, rowsOf } from "./decode.js";
import { need } from "./lazy.js";
import { mend, special } from "./parts.js";
import { contentOf, layoutOf } from "./shape.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./patch.js").Context} Context
 * @typedef {import("./shape.js").LayoutNode} LayoutNode
 *
 * @typedef {object} Walk Over the nodes of one parent.
 * @property {Context} context
 * @property {Block} block
 * @property {ParentNode & Node} parent
 * @property {ChildNode | null} cursor
 * @property {boolean} fresh
 * @property {boolean} [skips] Nothing else stands in the parent, so unexpected nodes are removed.
 * @property {boolean} [reported] That something is not as it should be.
 */

/**
 * Binds the root block to what a container holds.
 *
 * @param {Context} context
 * @param {Block} block
 * @param {Element} parent
 * @param {string} namespace
 */
export function bindRoot(context, block, parent, namespace) {
  bindBlock({ context, block, parent, cursor: parent.firstChild, fresh: false, skips: true }, namespace, false);
}

/**
 * Builds a block; gives what to insert, one node or a fragment.
 *
 * @param {Context} context
 * @param {Block} block
 * @param {string} namespace Of the children of the parent it will have.
 * @param {boolean} [ignored] Once it is built its values are only remembered.
 * @returns {Node}
 */
export function buildBlock(context, block, namespace, ignored = false) {
  // `importNode` and not `cloneNode`: custom elements come to life in this document.
  const built = /** @type {any} */ (context.document.importNode(layoutOf(context, block.shape, namespace).model, true));
  const cursor = built.nodeType === 11 ? built.firstChild : built;
  bindBlock({ context, block, parent: built, cursor, fresh: true }, namespace, ignored);
  return built;
}

/**
 * @param {Walk} walk
 * @param {string} namespace
 * @param {boolean} ignored
 * @returns {ChildNode | null} What stands behind the block.
 */
function bindBlock(walk, namespace, ignored) {
  const { context, block } = walk;
  const { nodes, size } = (block.layout = layoutOf(context, block.shape, namespace));
  block.parts = ignored ? null : Array(size);
  bindNodes(walk, nodes, nodes.length);
  return walk.cursor;
}

/**
 * @param {Walk} walk
 * @param {LayoutNode[]} nodes
 * @param {number} count
 */
function bindNodes(walk, nodes, count) {
  const { block, fresh } = walk;
  const isOutermost = nodes === block.layout?.nodes;
  for (let index = 0; index < count; index += 1) {
    const node = nodes[index];
    const { pieces, dynamic } = node;
    if (!fresh || dynamic) (pieces ? bindRun : bindNode)(walk, /** @type {any} */ (node));
    const taken = /** @type {ChildNode} */ (walk.cursor);
    if (isOutermost) {
      if (!index && !(pieces && dynamic)) block.first = taken;
      block.last = taken;
    }
    walk.cursor = taken.nextSibling;
  }
  if (!fresh && walk.skips && walk.cursor) need(mend).removeUntil(walk, null);
}

/**
 * Takes the element or comment that stands there.
 *
 * @param {Walk} walk
 * @param {LayoutNode} node
 */
function bindNode(walk, node) {
  const { name, dynamic } = node;
  let { fresh } = walk;
  const cursor = /** @type {any} */ (walk.cursor);
  if (!fresh && !(name ? cursor?.localName === name : cursor?.nodeType === 8)) fresh = need(mend).findNode(walk, node);
  if (dynamic) bindElement(walk, node, /** @type {any} */ (walk.cursor), fresh);
}

/**
 * @param {Pick<Walk, "context" | "block">} walk
 * @param {LayoutNode} node
 * @param {Element} element
 * @param {boolean} fresh
 */
function bindElement({ context, block }, { name, attributes = [], children = [], walk = 0, ignored }, element, fresh) {
  const { parts, dynamics } = block;
  for (const { name, pieces, ignored, group } of attributes) {
    if (parts && !ignored) for (const piece of pieces) if (!isText(piece)) parts[piece] = element;
    if (group || (ignored && !fresh)) continue;
    const text = textOf(pieces, dynamics);
    if (fresh) {
      if (text !== null) setAttribute(context, element, name, text);
    } else {
      const current = element.getAttribute(name);
      // The user may have opened or closed it since it was rendered.
      if (text !== current && name !== "open") putAttribute(context, element, name, text, current);
    }
  }
  if (attributes[0]?.group) need(special).bindSpread(context, element, attributes, dynamics, fresh);
  if (walk && (fresh || !ignored)) {
    const parent = contentOf(element, name);
    bindNodes({ context, block, parent, cursor: parent.firstChild, fresh, skips: true }, children, fresh ? walk : children.length);
  } else if (walk) {
    need(special).bindWithin(children, element, context, (inner, found) => bindElement({ context, block }, inner, found, fresh));
  }
}

/**
 * Leaves the walk at the last text of the run.
 *
 * @param {Walk} walk
 * @param {import("./shape.js").Run} run
 */
function bindRun(walk, run) {
  const { pieces, namespace, ignored } = run;
  const { context, block: { dynamics, parts }, parent, fresh } = walk;
  const own = ignored ? null : parts;
  let text = "";
  let start = 0;
  /** @param {number} end */
  const endText = (end) => {
    const node = takeText(walk, text);
    if (own) bindPieces(own, run, start, end, node);
    start = end;
    text = "";
  };
  pieces.forEach((piece, index) => {
    const value = isText(piece) ? piece : dynamics[piece];
    if (!holdsNodes(value)) {
      text += value ?? "";
      return;
    }
    if (index) {
      endText(index);
      walk.cursor = /** @type {ChildNode} */ (walk.cursor).nextSibling;
    }
    for (const row of rowsOf(value)) {
      if (fresh) parent.insertBefore(buildBlock(context, row, namespace, !own), walk.cursor);
      else walk.cursor = bindBlock({ context, block: row, parent, cursor: walk.cursor, fresh }, namespace, false);
    }
  });
  endText(pieces.length);
}

/**
 * Tells pieces of a run which text they are part of.
 *
 * @param {import("./shape.js").BoundPart[]} parts
 * @param {import("./shape.js").Run} run
 * @param {number} start
 * @param {number} end
 * @param {Text} node
 */
export function bindPieces(parts, { pieces, lead }, start, end, node) {
  if (lead && !start) parts[lead] = node;
  for (let index = start; index < end; index += 1) {
    const piece = pieces[index];
    if (!isText(piece)) parts[piece] = node;
  }
}

/**
 * Takes or makes the Text node with exactly this text, and leaves the walk there.
 *
 * @param {Walk} walk
 * @param {string} text
 */
function takeText(walk, text) {
  const { context, parent, cursor, fresh } = walk;
  let node = /** @type {Text} */ (cursor);
  if (node?.nodeType !== 3 || !(fresh || text || !node.data)) node = parent.insertBefore(context.document.createTextNode(text), cursor);
  else if (fresh) node.data = text;
  else if (node.data !== text) {
    // The text of a neighbouring block may have become one node with this one.
    if (node.data.startsWith(text)) node.splitText(text.length);
    else need(mend).correctText(node, text);
  }
  walk.cursor = node;
  return node;
}
