/**
 * Edits of markup -> writes on its nodes in the page, those that it keeps stay what they are.
 *
 * The nodes on the way to each edit are looked at before the first is written to: if they are not those of
 * the markup, nothing is written, and the caller builds the whole.
 */

import { attributesOf, editText, isEdits, markupBlock } from "./edits.js";
import { need } from "./lazy.js";
import { special } from "./parts.js";
import { insertRows, nodesOf, writeText } from "./patch.js";
import { contentOf, namespaceOfChildren } from "./shape.js";

/**
 * @typedef {import("./patch.js").Context} Context
 * @typedef {import("./decode.js").Block} Block
 *
 * @typedef {object} Step What happens among the children of one node.
 * @property {ParentNode & Node} parent
 * @property {string} namespace Of the children.
 * @property {ChildNode[]} live
 * @property {ChildNode | null} end What stands behind them.
 * @property {unknown[]} nodes What they are.
 * @property {unknown[]} items
 */

/**
 * @param {Context} context
 * @param {Block} block In the page.
 * @param {Block} edited What becomes of it.
 * @param {unknown[]} edits
 * @param {string} namespace
 * @returns {boolean} Whether it could be done.
 */
export function editMarkup(context, block, edited, edits, namespace) {
  const steps = stepsOf(block, edits, namespace);
  if (!steps || edited.shape.nodes.length === 0) return false;
  // The outermost one comes last.
  for (const step of steps) [edited.first, edited.last] = apply(context, step);
  edited.parts = [];
  return true;
}

/**
 * The elements that edits write to or inside of.
 *
 * @param {Block} block
 * @param {unknown[]} edits
 * @returns {Node[]}
 */
export function elementsEdited(block, edits) {
  const steps = stepsOf(block, edits, "") ?? [];
  return steps.flatMap(({ parent, live, nodes, items }) => {
    /** @type {Node[]} */
    const elements = [parent];
    let next = 0;
    for (const item of items) {
      if (isEdits(item) && typeof nodes[next] === "object") elements.push(live[next]);
      if (typeof item === "number") next += Math.abs(item);
      else if (isEdits(item)) next += 1;
    }
    return elements;
  });
}

/**
 * What edits do, inner nodes first; null if a node is not what it should be.
 *
 * @param {Block} block
 * @param {unknown[]} edits
 * @param {string} namespace
 */
function stepsOf({ first, last, shape }, edits, namespace) {
  /** @type {Step[]} */
  const steps = [];
  const fits = first?.parentNode && last
    && plan(steps, first.parentNode, namespace, first, last.nextSibling, shape.nodes, edits.slice(1));
  return fits ? steps : null;
}

/**
 * Gathers the steps; false if a node is not what it should be.
 *
 * @param {Step[]} steps
 * @param {ParentNode & Node} parent
 * @param {string} namespace
 * @param {ChildNode | null} first
 * @param {ChildNode | null} end
 * @param {unknown[]} nodes
 * @param {unknown[]} items
 * @returns {boolean}
 */
function plan(steps, parent, namespace, first, end, nodes, items) {
  /** @type {ChildNode[]} */
  const live = [];
  let cursor = first;
  for (const node of nodes) {
    if (!cursor || cursor === end || !isNode(cursor, node)) return false;
    live.push(cursor);
    cursor = cursor.nextSibling;
  }
  if (cursor !== end) return false;
  let next = 0;
  for (const item of items) {
    if (typeof item === "number") next += Math.abs(item);
    if (!isEdits(item)) continue;
    const node = nodes[next];
    if (Array.isArray(node) && !planWithin(steps, /** @type {any} */ (live[next]), node, item)) return false;
    next += 1;
  }
  steps.push({ parent, namespace, live, end, nodes, items });
  return true;
}

/**
 * The same for what is in an element.
 *
 * @param {Step[]} steps
 * @param {Element} element
 * @param {any[]} node
 * @param {unknown[]} edits
 * @returns {boolean}
 */
function planWithin(steps, element, node, edits) {
  const nodes = node.slice(2);
  const items = itemsOf(edits);
  const inner = namespaceOfChildren(element.localName, element.namespaceURI ?? "");
  const content = contentOf(element);
  if (!isIgnored(node)) return plan(steps, content, inner, content.firstChild, null, nodes, items);
  // Wherever scripts have put what is patched all the same, it stands in its order.
  const patched = patchedIn(nodes, items);
  if (patched.every(([, edits]) => edits?.length === 1)) return true;
  const found = need(special).replacedIn(element);
  return found.length === patched.length && patched.every(([node, edits], index) => {
    const live = found[index];
    if (!edits || !isNode(live, node)) return !!edits;
    steps.push({ parent: live, namespace: inner, live: [live], end: null, nodes: [node], items: [edits] });
    return planWithin(steps, live, node, edits);
  });
}

/** What edits of an element say of its children. @param {unknown[]} edits */
function itemsOf(edits) {
  return edits.slice(attributesOf(edits) ? 2 : 1);
}

/**
 * The outermost elements with `phx-update="replace"`, each with its edits; with none if it is left out.
 *
 * @param {any[]} nodes
 * @param {unknown[] | null} items Null if the nodes are left out.
 * @returns {[any[], unknown[] | null][]}
 */
function patchedIn(nodes, items) {
  /** @type {(unknown[] | null)[]} */
  const edits = nodes.map(() => items && [""]);
  let next = 0;
  for (const item of items ?? []) {
    if (isEdits(item)) edits[next++] = item;
    else if (typeof item === "number") for (let left = Math.abs(item); left > 0; left -= 1) edits[next++] = item > 0 ? [""] : null;
  }
  return nodes.flatMap((node, at) => {
    if (!Array.isArray(node) || node[0] === "!") return [];
    const own = edits[at];
    return hasUpdate(node, "replace") ? [[node, own]] : patchedIn(node.slice(2), own && itemsOf(own));
  });
}

/** @param {ChildNode} live @param {unknown} node */
function isNode(live, node) {
  if (!Array.isArray(node)) return live.nodeType === 3;
  if (node[0] === "!") return live.nodeType === 8;
  const { localName } = /** @type {Element} */ (/** @type {unknown} */ (live));
  const name = node[0].toLowerCase();
  return localName?.toLowerCase() === name || (name === "script" && localName === "template");
}

/** Whether scripts of the page own what is in an element. @param {unknown[]} node */
function isIgnored(node) {
  return node[0] === "noscript" || hasUpdate(node, "ignore");
}

/** @param {unknown[]} node @param {string} kind */
function hasUpdate([, attributes], kind) {
  const pairs = /** @type {string[]} */ (attributes);
  return pairs.some((pair, at) => at % 2 === 0 && pair === "phx-update" && pairs[at + 1] === kind);
}

/**
 * @param {Context} context
 * @param {Step} step
 * @returns {[ChildNode | null, ChildNode | null]} The first and the last node that are there then.
 */
function apply(context, { parent, namespace, live, end, nodes, items }) {
  /** @type {ChildNode[]} */
  const now = [];
  let next = 0;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (typeof item === "number") {
      for (const stop = next + Math.abs(item); next < stop; next += 1) {
        if (item > 0) now.push(live[next]);
        else {
          context.removed = true;
          context.remove(live[next]);
        }
      }
    } else if (isEdits(item)) {
      changeNode(context, live[next], nodes[next], item);
      now.push(live[next]);
      next += 1;
    } else {
      const fresh = [];
      // Nodes that stand together go in together.
      while (index < items.length && typeof items[index] !== "number" && !isEdits(items[index])) {
        fresh.push(items[index]);
        index += 1;
      }
      index -= 1;
      const blocks = [markupBlock(fresh)];
      insertRows(context, { parent, anchor: live[next] ?? end, namespace }, blocks);
      now.push(...nodesOf(blocks));
    }
  }
  for (; next < live.length; next += 1) now.push(live[next]);
  return [now[0] ?? null, now[now.length - 1] ?? null];
}

/**
 * @param {Context} context
 * @param {ChildNode} live
 * @param {unknown} node
 * @param {unknown[]} edits
 */
function changeNode(context, live, node, edits) {
  if (typeof node === "string") {
    const text = /** @type {Text} */ (live);
    writeText(text, editText(node, edits));
    if (text.parentElement?.localName === "textarea") need(special).showDefault(context, /** @type {any} */ (text.parentNode));
    return;
  }
  const attributes = attributesOf(edits);
  if (!attributes) return;
  const element = /** @type {Element} */ (/** @type {unknown} */ (live));
  const json = /** @type {[string, string[]]} */ (node);
  const [before, after] = [pairsOf(json[1]), pairsOf(attributes)];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [old, text] = [before.get(name) ?? null, after.get(name) ?? null];
    if (old !== text && (!isIgnored(json) || name.startsWith("data-"))) {
      need(special).writeAttribute(context, element, name, text, old, true);
    }
  }
}

/** @param {string[]} attributes @returns {Map<string, string>} */
function pairsOf(attributes) {
  const pairs = new Map();
  for (let index = 0; index < attributes.length; index += 2) pairs.set(attributes[index], attributes[index + 1]);
  return pairs;
}
