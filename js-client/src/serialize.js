/**
 * Nodes -> text that is equal if the pages look equal: adjacent texts are one, empty ones are nothing,
 * attributes are sorted. Made to compare trees, not to be parsed again.
 */

import { contentOf } from "./shape.js";

/**
 * The content of a container.
 *
 * @param {Node} container
 * @returns {string}
 */
export function serialize(container) {
  const parent = container.nodeType === 1 ? contentOf(/** @type {Element} */ (container)) : container;
  let html = "";
  for (let node = parent.firstChild; node; node = node.nextSibling) html += serializeNode(node);
  return html;
}

/** @param {Node} node */
function serializeNode(node) {
  if (node.nodeType === 3) return escape(node.nodeValue ?? "");
  if (node.nodeType === 8) return `<!--${node.nodeValue}-->`;
  const element = /** @type {Element} */ (node);
  const attributes = [...element.attributes]
    .filter(({ name, value }) => value !== "" || (name !== "class" && name !== "style"))
    .map(({ name, value }) => ` ${name}="${escape(value)}"`);
  const name = element.localName;
  return `<${name}${attributes.sort().join("")}>${serialize(element)}</${name}>`;
}

/** @param {string} text */
function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
