/**
 * Values + nodes -> bound blocks.
 *
 * A block's nodes are walked in step with its layout, whether they are fresh, a clone of the layout's model, or came
 * with the page. There the values say how long each text is, so the HTML needs no markers. Where the page differs (an
 * extension was there first, a clock went on) as little as possible is repaired: a text is corrected, nodes that
 * nobody expects are removed, and an element that is not there is built. Attributes take the joined value; what the
 * user typed or toggled is kept, because it lives in properties.
 */

import { attributeTexts, putAttribute } from "./attribute.js";
import { holdsNodes, isText, rowsOf } from "./decode.js";
import { contentOf, layoutOf, patchedWithin } from "./shape.js";

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
  const { nodes } = (block.layout = layoutOf(context, block.shape, namespace));
  block.parts = ignored ? null : [];
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
  for (let index = 0; index < count; index += 1) {
    const node = nodes[index];
    const { pieces, dynamic } = node;
    const taken = /** @type {ChildNode} */ (
      fresh && !dynamic ? walk.cursor : pieces ? bindRun(walk, /** @type {any} */ (node)) : bindNode(walk, node)
    );
    walk.cursor = taken.nextSibling;
    if (nodes === block.layout?.nodes && !(pieces && dynamic)) {
      if (!index) block.first = taken;
      if (index === count - 1) block.last = taken;
    }
  }
  if (!fresh && walk.skips) removeUntil(walk, null);
}

/**
 * Takes the element or comment that stands there, or builds it.
 *
 * @param {Walk} walk
 * @param {LayoutNode} node
 * @returns {ChildNode}
 */
function bindNode(walk, node) {
  const { context, parent } = walk;
  const { model, name, dynamic } = node;
  let { fresh, cursor } = walk;
  const fits = (/** @type {any} */ found) => (name ? found.localName === name : found.nodeType === 8);
  if (!fresh) {
    if (walk.skips && name) while (cursor && !fits(cursor)) cursor = cursor.nextSibling;
    if (cursor && fits(cursor)) removeUntil(walk, cursor);
    else {
      // Proxies that shrink HTML drop comments; nothing else is wrong then.
      if (name) report(walk);
      cursor = parent.insertBefore(context.document.importNode(model, true), walk.cursor);
      fresh = true;
    }
  }
  if (dynamic) bindElement(walk, node, /** @type {any} */ (cursor), fresh);
  return /** @type {ChildNode} */ (cursor);
}

/**
 * @param {Pick<Walk, "context" | "block">} walk
 * @param {LayoutNode} node
 * @param {Element} element
 * @param {boolean} fresh
 */
function bindElement({ context, block }, { attributes = [], children = [], walk = 0, ignored }, element, fresh) {
  const { parts, dynamics } = block;
  const shown = attributes.filter((part) => !part.ignored);
  if (parts) for (const { pieces } of shown) for (const piece of pieces) if (!isText(piece)) parts[piece] = element;
  for (const [name, text] of attributeTexts(fresh ? attributes : shown, dynamics)) {
    const current = element.getAttribute(name);
    // The user may have opened or closed it since it was rendered.
    if (text !== current && (fresh || name !== "open")) putAttribute(context, element, name, text, current);
  }
  if (walk && (fresh || !ignored)) {
    const parent = contentOf(element);
    bindNodes({ context, block, parent, cursor: parent.firstChild, fresh, skips: true }, children, fresh ? walk : children.length);
  } else if (walk) {
    // A script may have been at work in there.
    for (const [inner, found] of patchedWithin(children, element)) {
      if (found && found.localName === inner.name) bindElement({ context, block }, inner, found, fresh);
      else context.mismatch("nodes", element);
    }
  }
}

/**
 * @param {Walk} walk
 * @param {import("./shape.js").Run} run
 * @returns {Text} The run's last text.
 */
function bindRun(walk, { pieces, namespace, ...run }) {
  const { context, block: { dynamics, parts }, parent, fresh } = walk;
  const ignored = run.ignored || !parts;
  /** @type {(Text | null)[]} */
  const texts = [];
  /** @type {string | null} */
  let text = null;
  for (const piece of pieces) {
    const value = isText(piece) ? piece : dynamics[piece];
    if (holdsNodes(value)) {
      texts.push(text === null ? null : takeText(walk, text));
      text = "";
      for (const block of rowsOf(value)) {
        if (fresh) parent.insertBefore(buildBlock(context, block, namespace, ignored), walk.cursor);
        else walk.cursor = bindBlock({ ...walk, block, skips: false }, namespace, false);
      }
    } else text = (text ?? "") + (value ?? "");
  }
  const last = takeText(walk, text ?? "");
  texts.push(last);
  if (!ignored) bindPieces(parts, pieces, texts);
  return last;
}

/**
 * @param {import("./shape.js").BoundPart[]} parts
 * @param {(string | number)[]} pieces
 * @param {(Text | null)[]} texts
 */
export function bindPieces(parts, pieces, texts) {
  for (const piece of pieces) if (!isText(piece)) parts[piece] = texts.length > 1 ? texts : /** @type {Text} */ (texts[0]);
}

/**
 * Takes, corrects or makes the Text node with exactly this text.
 *
 * @param {Walk} walk
 * @param {string} text
 * @returns {Text}
 */
function takeText(walk, text) {
  const { context, parent, cursor, fresh } = walk;
  let node = /** @type {Text} */ (cursor);
  if (node?.nodeType === 3 && (fresh || text)) {
    if (!fresh && node.data !== text) {
      // Some parsers cut a long text into several nodes.
      while (text.startsWith(node.data) && text !== node.data && node.nextSibling?.nodeType === 3) {
        const next = /** @type {Text} */ (node.nextSibling);
        node.data += next.data;
        next.remove();
      }
      // The text of a neighbouring block may have become one node with this one.
      if (node.data.startsWith(text) && node.data !== text) node.splitText(text.length);
    }
    if (node.data !== text) node.data = text;
  } else node = parent.insertBefore(context.document.createTextNode(text), cursor);
  walk.cursor = node.nextSibling;
  return node;
}

/** @param {Walk} walk @param {ChildNode | null} stop */
function removeUntil(walk, stop) {
  while (walk.cursor !== stop) {
    const node = /** @type {ChildNode} */ (walk.cursor);
    report(walk);
    walk.cursor = node.nextSibling;
    node.remove();
  }
}

/** Once for each parent. @param {Walk} walk */
function report(walk) {
  if (!walk.reported) walk.context.mismatch("nodes", walk.parent);
  walk.reported = true;
}
