/**
 * Server-rendered nodes + values -> bound blocks, without building anything.
 *
 * The nodes are walked in step with the layouts; the values say how long each text is, so the HTML needs
 * no markers. Where the page differs (an extension was there first, a clock went on) as little as
 * possible is repaired: a text is corrected, nodes that nobody expects are removed, and a block whose
 * elements do not fit is built anew. Attributes take the joined value; what the user typed or toggled is
 * kept, because it lives in properties.
 */

import { attributeTexts, writeAttribute, setAttributeText } from "./attribute.js";
import { bindRunSlots, buildBlock, ignoreSlots, insertValue, runWithSlots } from "./build.js";
import { holdsNodes } from "./decode.js";
import { contentOf, hasSlots, layoutOf, patchedWithin } from "./shape.js";
import { rowsOf } from "./stream.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./patch.js").Context} Context
 *
 * @typedef {object} Mismatch Thrown to the nearest block.
 * @property {true} mismatch
 * @property {Node} parent Where the walk failed,
 * @property {ChildNode | null} cursor and at which node.
 */

const TEXT_NODE = 3;
const COMMENT_NODE = 8;

/**
 * Binds the root block to what a container holds; builds it if that cannot be.
 *
 * @param {Context} context
 * @param {Block} root
 * @param {Element} container
 * @param {string} namespace
 */
export function bindRoot(context, root, container, namespace) {
  try {
    const rest = bindBlock(context, root, namespace, container, container.firstChild, true);
    removeUnexpected(context, rest, null);
  } catch (error) {
    if (!isMismatch(error)) throw error;
    context.mismatch("root", error.parent);
    container.replaceChildren(buildBlock(context, root, namespace));
  }
}

/**
 * @param {Context} context
 * @param {Block} block
 * @param {string} namespace
 * @param {Node} parent
 * @param {ChildNode | null} cursor
 * @param {boolean} ownsParent Nothing else stands in the parent, so unexpected nodes may be skipped.
 * @returns {ChildNode | null} The first node after the block.
 */
function bindBlock(context, block, namespace, parent, cursor, ownsParent) {
  const layout = layoutOf(context, block.shape, namespace);
  const { nodes } = layout;
  block.layout = layout;
  block.parts = [];
  block.first = null;
  block.last = null;
  return bindNodes(context, block, nodes, parent, cursor, ownsParent, true);
}

/**
 * @param {Context} context
 * @param {Block} block
 * @param {import("./shape.js").LayoutNode[]} nodes
 * @param {Node} parent
 * @param {ChildNode | null} start
 * @param {boolean} ownsParent
 * @param {boolean} top These are the outermost nodes of the block.
 * @returns {ChildNode | null}
 */
function bindNodes(context, block, nodes, parent, start, ownsParent, top) {
  let cursor = start;
  const lastIndex = nodes.length - 1;
  for (let index = 0; index <= lastIndex; index += 1) {
    const node = nodes[index];
    /** @type {ChildNode} */
    let taken;
    if (node.kind === "element") {
      taken = expectElement(context, node, parent, cursor, ownsParent);
      if (hasSlots(node)) bindElement(context, block, node, /** @type {any} */ (taken));
    } else if (node.kind === "comment") {
      taken = takeComment(context, node, parent, cursor);
    } else {
      // A neighbouring block's text may have become one node with the last text of this one.
      taken = bindRun(context, block, node, parent, cursor, top && index === lastIndex);
    }
    if (top && !runWithSlots(node)) {
      if (index === 0) block.first = taken;
      if (index === lastIndex) block.last = taken;
    }
    cursor = taken.nextSibling;
  }
  return cursor;
}

/**
 * @param {Context} context
 * @param {import("./shape.js").ElementLayout} node
 * @param {Node} parent
 * @param {ChildNode | null} cursor
 * @param {boolean} ownsParent
 * @returns {ChildNode}
 */
function expectElement(context, node, parent, cursor, ownsParent) {
  if (cursor && isElement(cursor, node.name)) return cursor;
  if (ownsParent) {
    let ahead = cursor;
    while (ahead && !isElement(ahead, node.name)) ahead = ahead.nextSibling;
    if (ahead) {
      removeUnexpected(context, cursor, ahead);
      return ahead;
    }
  }
  throw /** @type {Mismatch} */ ({ mismatch: true, parent, cursor });
}

/** @param {ChildNode | null} node @param {string} name */
function isElement(node, name) {
  return node !== null && /** @type {Element} */ (/** @type {unknown} */ (node)).localName === name;
}

/**
 * @param {Context} context
 * @param {Block} block
 * @param {import("./shape.js").ElementLayout} node
 * @param {Element} element
 */
function bindElement(context, block, node, element) {
  const parts = /** @type {import("./shape.js").BoundPart[]} */ (block.parts);
  for (const part of node.attributes) {
    for (const piece of part.pieces) if (typeof piece === "number") parts[piece] = element;
  }
  const written = node.attributes.filter((part) => !part.ignored);
  for (const [name, text] of attributeTexts(written, block.values)) adoptAttribute(context, element, name, text);
  if (node.ignored) {
    // A script may have been at work in there before the join.
    ignoreSlots(block, node.children);
    for (const [inner, found] of patchedWithin(node, element)) {
      if (found?.localName !== inner.name) throw /** @type {Mismatch} */ ({ mismatch: true, parent: element, cursor: null });
      bindElement(context, block, inner, found);
    }
  } else if (node.dynamic) {
    const content = contentOf(element);
    const rest = bindNodes(context, block, node.children, content, content.firstChild, true, false);
    removeUnexpected(context, rest, null);
  }
}

/**
 * @param {Context} context
 * @param {Element} element
 * @param {string} name
 * @param {string | null} text
 */
function adoptAttribute(context, element, name, text) {
  if (element.getAttribute(name) === text) return;
  // The user may have opened or closed it since it was rendered.
  if (name === "open") return;
  if (/^(value|checked|selected)$/.test(name)) {
    // Only the default: a control that the user has touched goes on showing what it shows.
    if (text === null) element.removeAttribute(name);
    else setAttributeText(context, element, name, text);
    return;
  }
  writeAttribute(context, element, name, text, element.getAttribute(name));
}

/**
 * @param {Context} context
 * @param {import("./shape.js").CommentLayout} node
 * @param {Node} parent
 * @param {ChildNode | null} cursor
 */
function takeComment(context, node, parent, cursor) {
  if (cursor?.nodeType === COMMENT_NODE) return cursor;
  // Proxies that shrink HTML drop comments; nothing else is wrong then.
  const comment = context.document.createComment(node.text);
  parent.insertBefore(comment, cursor);
  return comment;
}

/**
 * @param {Context} context
 * @param {Block} block
 * @param {import("./shape.js").Run} run
 * @param {Node} parent
 * @param {ChildNode | null} start
 * @param {boolean} textMayFollow
 * @returns {Text} The run's last text.
 */
function bindRun(context, block, run, parent, start, textMayFollow) {
  const parts = /** @type {import("./shape.js").BoundPart[]} */ (block.parts);
  /** @type {(Text | null)[]} */
  const texts = [];
  let cursor = start;
  let text = "";
  let empty = true;
  for (const piece of run.pieces) {
    const value = typeof piece === "string" ? piece : block.values[piece];
    if (!holdsNodes(value)) {
      text += value ?? "";
      empty = false;
      continue;
    }
    if (empty && texts.length === 0) {
      texts.push(null);
    } else {
      const taken = takeText(context, parent, cursor, text, true);
      texts.push(taken);
      cursor = taken.nextSibling;
    }
    cursor = bindValue(context, value, run.namespace, parent, cursor);
    text = "";
    empty = true;
  }
  const last = takeText(context, parent, cursor, text, textMayFollow);
  texts.push(last);
  bindRunSlots(parts, run, texts);
  return last;
}

/**
 * Takes, corrects or makes the Text node with exactly this text.
 *
 * @param {Context} context
 * @param {Node} parent
 * @param {ChildNode | null} cursor
 * @param {string} text
 * @param {boolean} textMayFollow
 * @returns {Text}
 */
function takeText(context, parent, cursor, text, textMayFollow) {
  if (text !== "" && cursor?.nodeType === TEXT_NODE) {
    const live = /** @type {Text} */ (cursor);
    let { data } = live;
    if (data === text) return live;
    // Some parsers cut a long text into several nodes.
    while (text.length > data.length && text.startsWith(data) && live.nextSibling?.nodeType === TEXT_NODE) {
      const next = /** @type {Text} */ (live.nextSibling);
      data += next.data;
      live.data = data;
      next.remove();
    }
    if (data === text) return live;
    if (textMayFollow && data.startsWith(text)) live.splitText(text.length);
    else live.data = text;
    return live;
  }
  const made = context.document.createTextNode(text);
  parent.insertBefore(made, cursor);
  return made;
}

/**
 * @param {Context} context
 * @param {Block | import("./decode.js").List | import("./decode.js").Stream} value
 * @param {string} namespace
 * @param {Node} parent
 * @param {ChildNode | null} start
 * @returns {ChildNode | null}
 */
function bindValue(context, value, namespace, parent, start) {
  let cursor = start;
  if (value.type !== "block") {
    for (const row of rowsOf(value)) cursor = bindValue(context, row, namespace, parent, cursor);
    return cursor;
  }
  try {
    return bindBlock(context, value, namespace, parent, cursor, false);
  } catch (error) {
    if (!isMismatch(error)) throw error;
    context.mismatch("block", error.parent);
    return rebuildBlock(context, value, namespace, parent, cursor, error);
  }
}

/**
 * Puts a built block where the walk failed, in place of the nodes it had got through.
 *
 * @param {Context} context
 * @param {Block} block
 * @param {string} namespace
 * @param {Node} parent
 * @param {ChildNode | null} start
 * @param {Mismatch} mismatch
 * @returns {ChildNode | null}
 */
function rebuildBlock(context, block, namespace, parent, start, mismatch) {
  // Failing on an outermost node leaves that node to whoever expects it; failing inside one uses it up.
  let { cursor } = mismatch;
  if (mismatch.parent !== parent) {
    /** @type {Node | null} */
    let outermost = mismatch.parent;
    while (outermost && outermost.parentNode !== parent) {
      outermost = outermost.parentNode ?? hostOf(outermost, parent);
    }
    cursor = outermost ? outermost.nextSibling : start;
  }
  while (start && start !== cursor) {
    const next = start.nextSibling;
    start.remove();
    start = next;
  }
  const anchor = context.document.createTextNode("");
  parent.insertBefore(anchor, cursor);
  insertValue(context, block, namespace, anchor);
  anchor.remove();
  return cursor;
}

/**
 * The template element whose content this fragment is.
 *
 * @param {Node} fragment
 * @param {Node} parent
 */
function hostOf(fragment, parent) {
  for (const template of /** @type {Element} */ (parent).querySelectorAll("template")) {
    if (template.content === fragment) return template;
  }
  return null;
}

/**
 * @param {Context} context
 * @param {ChildNode | null} from
 * @param {ChildNode | null} to
 */
function removeUnexpected(context, from, to) {
  if (from === to) return;
  context.mismatch("nodes", from?.parentNode ?? null);
  while (from && from !== to) {
    const next = from.nextSibling;
    from.remove();
    from = next;
  }
}

/** @param {unknown} error @returns {error is Mismatch} */
function isMismatch(error) {
  return typeof error === "object" && error !== null && "mismatch" in error;
}
