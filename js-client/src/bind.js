/**
 * Values + nodes -> bound blocks.
 *
 * A block's nodes are walked in step with its layout, whether they are fresh, a clone of the layout's model, or came
 * with the page. There the values say how long each text is, so the HTML needs no markers. Where the page differs,
 * repair.js comes. Attributes take the joined value; what the user typed or toggled is kept, because it lives in
 * properties.
 */

import { isPlain, textOf, writePlain } from "./attribute.js";
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
  bindBlock({ context, block, parent, cursor: parent.firstChild, fresh: false, skips: true }, namespace);
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
  const cursor = built.nodeType === 11 ? built.firstChild : built;
  bindBlock({ context, block, parent: built, cursor, fresh: true }, namespace);
  return built;
}

/**
 * @param {Walk} walk
 * @param {string} namespace
 * @returns {ChildNode | null} What stands behind the block.
 */
function bindBlock(walk, namespace) {
  const { context, block } = walk;
  const { nodes, size } = (block.layout = layoutOf(context, block.shape, namespace));
  block.parts = Array(size);
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
 * @param {Walk} walk
 * @param {LayoutNode} node
 * @param {Element} element
 * @param {boolean} fresh
 */
export function bindElement(walk, node, element, fresh) {
  if (node.bind) {
    node.bind(walk, node, element, fresh);
    return;
  }
  for (const part of node.attributes ?? []) bindAttribute(walk, part, element, fresh);
  if (node.walk) bindChildren(walk, node, element, fresh);
}

/**
 * @param {Walk} walk
 * @param {import("./shape.js").AttributePart} part
 * @param {Element} element
 * @param {boolean} fresh
 */
export function bindAttribute({ context, block: { parts, dynamics } }, { name, pieces }, element, fresh) {
  for (const piece of pieces) if (!isText(piece)) /** @type {any} */ (parts)[piece] = element;
  const text = textOf(pieces, dynamics);
  if (text === (fresh ? null : element.getAttribute(name))) return;
  if (isPlain(name)) writePlain(context, element, name, text);
  // The user may have opened or closed it since it was rendered.
  else if (fresh || name !== "open") need(special).putAttribute(context, element, name, text);
}

/**
 * @param {Walk} walk
 * @param {LayoutNode} node
 * @param {Element} element
 * @param {boolean} fresh
 */
export function bindChildren({ context, block }, { name, children = [], walk = 0 }, element, fresh) {
  const parent = contentOf(element, name);
  bindNodes({ context, block, parent, cursor: parent.firstChild, fresh, skips: true }, children, fresh ? walk : children.length);
}

/**
 * Leaves the walk at the last text of the run.
 *
 * @param {Walk} walk
 * @param {import("./shape.js").Run} run
 */
function bindRun(walk, run) {
  const { namespace, dynamic } = run;
  const { context, block: { dynamics, parts }, parent, fresh } = walk;
  for (const { nodes, owners, text } of textsOf(run, dynamics)) {
    if (nodes) {
      walk.cursor = /** @type {ChildNode} */ (walk.cursor).nextSibling;
      for (const row of rowsOf(nodes)) {
        if (fresh) parent.insertBefore(buildBlock(context, row, namespace), walk.cursor);
        else walk.cursor = bindBlock({ context, block: row, parent, cursor: walk.cursor, fresh }, namespace);
      }
    }
    const node = takeText(walk, text);
    if (dynamic) for (const slot of owners) /** @type {any} */ (parts)[slot] = node;
  }
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
