/**
 * The nodes of a page + its tree -> the first place where they differ.
 *
 * The tree is built once more, where nobody sees it, and both are walked side by side. What other code may own is left
 * out: attributes that the tree does not name, classes it did not give, what users typed, toggled and opened, content
 * under `phx-update="ignore"` but what is patched there, and what commands made stick.
 */

import { buildBlock } from "./bind.js";
import { commands, portal } from "./client-parts.js";
import { holdsNodes, isBlock, isStream, newBlock, rowsOf } from "./decode.js";
import { loaded, need } from "./lazy.js";
import { special, stream } from "./parts.js";
import { contentOf } from "./shape.js";

/**
 * @typedef {object} Difference
 * @property {Node} node Where it is.
 * @property {string} what
 */

/** Properties stand for these, and the user's hand. */
const USERS = /^(value|checked|selected|open)$/;

/**
 * @param {import("./page.js").Page} page
 * @returns {Difference | null}
 */
export function firstDifference({ root, container, context, namespace }) {
  if (!root) return null;
  const inert = container.ownerDocument.implementation.createHTMLDocument("");
  const wanted = inert.createElement("div");
  const copy = copyOf(root);
  leaveOutIgnored(copy);
  wanted.append(buildBlock({ ...context, document: inert, inserted: [], refuse() {} }, copy, namespace));
  return compareChildren(container, wanted);
}

/**
 * A tree of its own, which no page shows.
 *
 * @template {import("./decode.js").Value} V
 * @param {V} value
 * @returns {V}
 */
export function copyOf(value) {
  const copied = (/** @type {import("./decode.js").Nodes} */ nodes) => {
    const { shape } = nodes;
    if (isBlock(nodes)) return newBlock(shape, nodes.dynamics.map(copyOf));
    const rows = rowsOf(nodes).map(copyOf);
    return isStream(nodes) ? need(stream).streamOf(shape, rows) : { shape, rows };
  };
  return holdsNodes(value) ? /** @type {any} */ (copied(value)) : value;
}

/** Nodes in slots that scripts own are never patched, so nobody knows how old they are. @param {import("./decode.js").Block} block */
function leaveOutIgnored({ shape, dynamics }) {
  dynamics.forEach((value, slot) => {
    if (!holdsNodes(value)) return;
    if (shape.parts[slot].ignored) dynamics[slot] = null;
    else rowsOf(value).forEach(leaveOutIgnored);
  });
}

/** @param {Node} live @param {Node} wanted @returns {Difference | null} */
function compareChildren(live, wanted) {
  const [there, expected] = [childrenOf(live), childrenOf(wanted)];
  for (let index = 0; index < Math.max(there.length, expected.length); index += 1) {
    const difference = compareNodes(there[index], expected[index], live);
    if (difference) return difference;
  }
  return null;
}

/** Texts side by side are one, empty ones are none. @param {Node} parent */
function childrenOf(parent) {
  /** @type {(string | Element | Comment)[]} */
  const children = [];
  const elsewhere = loaded(portal)?.teleportedFrom(parent);
  for (const child of elsewhere ? [elsewhere] : contentOf(/** @type {Element} */ (parent)).childNodes) {
    if (child.nodeType !== 3) children.push(/** @type {Element | Comment} */ (child));
    else if (typeof children[children.length - 1] === "string") children[children.length - 1] += child.nodeValue ?? "";
    else if (child.nodeValue) children.push(child.nodeValue);
  }
  return children;
}

/**
 * @param {string | Element | Comment | undefined} live
 * @param {string | Element | Comment | undefined} wanted
 * @param {Node} parent
 * @returns {Difference | null}
 */
function compareNodes(live, wanted, parent) {
  // Scripts that came later than the page are not run, those that it was served with were.
  if (nameOf(live) === "`script`" && nameOf(wanted) === "`template`") return null;
  const found = nameOf(live);
  const name = nameOf(wanted);
  if (found !== name) return { node: parent, what: `${found}, expected ${name}` };
  if (typeof live !== "object" || typeof wanted !== "object" || live.nodeType !== 1) return null;
  const element = /** @type {Element} */ (live);
  const expected = /** @type {Element} */ (wanted);
  // A form that waits for its answer shows that it does.
  if (/\bphx-\w+-loading\b/.test(element.getAttribute("class") ?? "")) return null;
  const what = compareAttributes(element, expected);
  if (what) return { node: element, what };
  // Users own what is in it.
  if (expected.localName === "textarea") return null;
  return (isIgnored(expected) ? compareReplaced : compareChildren)(element, expected);
}

/** Whether scripts own what is in an element. @param {Element} element */
function isIgnored(element) {
  return element.localName === "noscript" || element.getAttribute("phx-update") === "ignore";
}

/** What is patched all the same, if it can be told which element is which. @param {Element} live @param {Element} wanted */
function compareReplaced(live, wanted) {
  const [there, expected] = [need(special).replacedIn(live), need(special).replacedIn(wanted)];
  if (there.length !== expected.length) return null;
  for (const [index, element] of there.entries()) {
    const difference = compareNodes(element, expected[index], live);
    if (difference) return difference;
  }
  return null;
}

/** @param {string | Element | Comment | undefined} node */
function nameOf(node) {
  if (node === undefined) return "nothing";
  if (typeof node === "string") return `the text ${JSON.stringify(node.length > 60 ? `${node.slice(0, 60)}…` : node)}`;
  return node.nodeType === 8 ? "a comment" : `\`${/** @type {Element} */ (node).localName}\``;
}

/** @param {Element} live @param {Element} wanted */
function compareAttributes(live, wanted) {
  const { isSticky } = need(commands);
  const ignored = isIgnored(wanted);
  for (const { name, value } of wanted.attributes) {
    if (USERS.test(name) || isSticky(live, name) || (ignored && !name.startsWith("data-"))) continue;
    const found = live.getAttribute(name);
    const agrees = name === "class" ? tokens(value).every((token) => live.classList.contains(token)) : found === value;
    if (!agrees) return `\`${name}\` is ${JSON.stringify(found)}, expected ${JSON.stringify(value)}`;
  }
  return null;
}

/**
 * Where a node is, for people: `main > ul#rows > li:nth-child(3)`.
 *
 * @param {Node} node
 * @param {Element} container
 */
export function pathTo(node, container) {
  const names = [];
  let element = node.nodeType === 1 ? /** @type {Element} */ (node) : node.parentElement;
  for (; element && element !== container; element = element.parentElement) {
    const { localName, id, parentElement } = element;
    const alike = [...(parentElement?.children ?? [])].filter((other) => other.localName === localName);
    const position = alike.length > 1 ? `:nth-of-type(${alike.indexOf(element) + 1})` : "";
    names.unshift(id ? `${localName}#${id}` : localName + position);
  }
  return names.join(" > ") || "the view itself";
}

/** @param {string} text */
function tokens(text) {
  return text.split(/\s+/).filter(Boolean);
}
