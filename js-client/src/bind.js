/**
 * Values + nodes -> bound blocks.
 *
 * A block's nodes are walked in step with its layout, whether they are fresh, a clone of the layout's model, or came
 * with the page. There the values say how long each text is, so the HTML needs no markers. Where the page differs,
 * repair.js comes. Attributes take the joined value; what the user typed or toggled is kept, because it lives in
 * properties.
 */

import { textOf, writePlain } from "./attribute.js";
import { holdsNodes, isText, rowsOf } from "./decode.js";
import { need } from "./lazy.js";
import { mend, special } from "./parts.js";
import { contentOf, layoutOf } from "./shape.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./patch.js").Context} Context
 * @typedef {import("./shape.js").LayoutNode} LayoutNode
 *
 * @typedef {object} Walk Over the nodes of one block.
 * @property {Context} context
 * @property {Block} block
 * @property {boolean} fresh They are a clone of its model; else they came with the page.
 * @property {boolean} [alone] Nothing else stands in the parent, so unexpected nodes are removed.
 * @property {Set<Node>} [reported] Parents in which something was not as it should be.
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
  bindBlock({ context, block, fresh: false, alone: true }, namespace, parent, parent.firstChild);
}

/**
 * Builds a block; gives what to insert, one node or a fragment.
 *
 * @param {Context} context
 * @param {Block} block
 * @param {string} namespace Of the children of the parent it will have.
 * @returns {Node}
 */
export function buildBlock(context, block, namespace) {
  // `importNode` and not `cloneNode`: custom elements come to life in this document.
  const built = /** @type {any} */ (context.document.importNode(layoutOf(context, block.shape, namespace).model, true));
  bindBlock({ context, block, fresh: true }, namespace, built, built.nodeType === 11 ? built.firstChild : built);
  return built;
}

/**
 * @param {Walk} walk
 * @param {string} namespace
 * @param {ParentNode & Node} parent
 * @param {ChildNode | null} cursor
 * @returns {ChildNode | null} What stands behind the block.
 */
function bindBlock(walk, namespace, parent, cursor) {
  const { context, block, alone } = walk;
  const { nodes, size, wakes } = (block.layout = layoutOf(context, block.shape, namespace));
  context.wakes ||= wakes;
  block.parts = Array(size);
  return bindNodes(walk, nodes, nodes.length, parent, cursor, alone);
}

/**
 * @param {Walk} walk
 * @param {LayoutNode[]} nodes
 * @param {number} count
 * @param {ParentNode & Node} parent
 * @param {ChildNode | null} cursor
 * @param {boolean} [alone]
 * @returns {ChildNode | null} What stands behind them.
 */
function bindNodes(walk, nodes, count, parent, cursor, alone) {
  const { block, fresh } = walk;
  const isOutermost = nodes === block.layout?.nodes;
  for (let index = 0; index < count; index += 1) {
    const node = nodes[index];
    const { pieces, dynamic } = node;
    if (!fresh || dynamic) cursor = (pieces ? bindRun : bindNode)(walk, /** @type {any} */ (node), parent, cursor, alone);
    const taken = /** @type {ChildNode} */ (cursor);
    if (isOutermost) {
      if (!index && !(pieces && dynamic)) block.first = taken;
      block.last = taken;
    }
    cursor = taken.nextSibling;
  }
  if (!fresh && alone && cursor) need(mend).removeUntil(walk, parent, cursor, null);
  return cursor;
}

/**
 * Takes the element or comment that stands there.
 *
 * @param {Walk} walk
 * @param {LayoutNode} node
 * @param {ParentNode & Node} parent
 * @param {any} cursor
 * @param {boolean} [alone]
 * @returns {ChildNode}
 */
function bindNode(walk, node, parent, cursor, alone) {
  const { name, dynamic } = node;
  if (!walk.fresh && !(name ? cursor?.localName === name : cursor?.nodeType === 8)) {
    const [found, fresh] = need(mend).findNode(walk, node, parent, cursor, alone);
    cursor = found;
    walk = { ...walk, fresh };
  }
  if (dynamic) bindElement(walk, node, cursor);
  return cursor;
}

/**
 * @param {Walk} walk
 * @param {LayoutNode} node
 * @param {Element} element
 */
export function bindElement(walk, node, element) {
  if (node.bind) node.bind(walk, node, element);
  else {
    for (const part of node.attributes ?? []) bindAttribute(walk, part, element);
    if (node.walk) bindChildren(walk, node, element);
  }
}

/**
 * @param {Walk} walk
 * @param {import("./shape.js").AttributePart} part
 * @param {Element} element
 */
export function bindAttribute({ context, block: { parts, dynamics }, fresh }, { name, pieces, plain }, element) {
  for (const piece of pieces) if (!isText(piece)) /** @type {any} */ (parts)[piece] = element;
  const text = textOf(pieces, dynamics);
  if (text === (fresh ? null : element.getAttribute(name))) return;
  if (plain) writePlain(context, element, name, text);
  // The user may have opened or closed it since it was rendered.
  else if (fresh || name !== "open") need(special).putAttribute(context, element, name, text);
}

/**
 * @param {Walk} walk
 * @param {LayoutNode} node
 * @param {Element} element
 */
export function bindChildren(walk, { name, children, walk: count }, element) {
  const parent = contentOf(element, name);
  const nodes = /** @type {LayoutNode[]} */ (children);
  bindNodes(walk, nodes, /** @type {number} */ (walk.fresh ? count : nodes.length), parent, parent.firstChild, true);
}

/**
 * @param {Walk} walk
 * @param {import("./shape.js").Run} run
 * @param {ParentNode & Node} parent
 * @param {any} cursor
 * @returns {Text} The last text of the run.
 */
function bindRun({ context, block: { dynamics, parts }, fresh }, run, parent, cursor) {
  const { namespace, dynamic } = run;
  for (const { nodes, owners, text } of textsOf(run, dynamics)) {
    if (nodes) {
      cursor = cursor.nextSibling;
      for (const block of rowsOf(nodes)) {
        if (fresh) parent.insertBefore(buildBlock(context, block, namespace), cursor);
        else cursor = bindBlock({ context, block, fresh }, namespace, parent, cursor);
      }
    }
    if (fresh ? nodes : cursor?.nodeType !== 3 || (!text && cursor.data)) {
      cursor = parent.insertBefore(context.document.createTextNode(text), cursor);
    } else if (fresh) cursor.data = text;
    else if (cursor.data !== text) {
      // The text of a neighbouring block may have become one node with this one.
      if (cursor.data.startsWith(text)) cursor.splitText(text.length);
      else need(mend).correctText(cursor, text);
    }
    if (dynamic) for (const slot of owners) /** @type {any} */ (parts)[slot] = cursor;
  }
  return cursor;
}

/**
 * The texts of a run: one in front, and one behind the nodes of each slot that holds some.
 *
 * @param {import("./shape.js").Run | { pieces: (string | number)[], dynamic: number }} run
 * @param {import("./decode.js").Value[]} dynamics
 */
export function textsOf({ pieces, dynamic }, dynamics) {
  /** @type {{ text: string, owners: number[], nodes?: import("./decode.js").Nodes }} */
  let part = { text: "", owners: [dynamics.length + dynamic - 1] };
  const texts = [part];
  for (const piece of pieces) {
    const value = isText(piece) ? piece : dynamics[piece];
    if (holdsNodes(value)) texts.push((part = { text: "", owners: [], nodes: value }));
    else part.text += value ?? "";
    if (!isText(piece)) part.owners.push(piece);
  }
  return texts;
}
