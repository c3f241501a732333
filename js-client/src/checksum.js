/**
 * The checksum of a tree, which the server in development says of what it has sent: docs/wire-native.md, section 10.
 *
 * The tree is written as a text that does not depend on how it came here; of that the number is the FNV-1a hash. It
 * knows no DOM.
 */

import { holdsNodes } from "./decode.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./decode.js").Value} Value
 */

const [SLOT, ROW, COMMENT, ELEMENT, ATTRIBUTE] = ["\x01", "\x02", "\x03", "\x04", "\x05"];

/** @param {Block} root */
export function checksum(root) {
  let hash = 0x811c9dc5;
  const text = textOfBlock(root);
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** @param {Block} block */
function textOfBlock({ shape, values }) {
  return textOfNodes(/** @type {any[]} */ (shape.nodes), 0, values);
}

/** @param {any[]} nodes @param {number} start @param {Value[]} values */
function textOfNodes(nodes, start, values) {
  let text = "";
  for (let index = start; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (typeof node === "string") text += node;
    else if (typeof node === "number") text += SLOT + textOfValue(values[node]);
    else if (node[0] === "!") text += COMMENT + node[1];
    else text += textOfElement(node, values);
  }
  return text;
}

/** @param {any[]} node @param {Value[]} values @returns {string} */
function textOfElement(node, values) {
  const [tag, pairs] = node;
  const ignored = isIgnored(tag, pairs);
  let text = ELEMENT + tag;
  for (let index = 0; index < pairs.length; index += 2) {
    const [name, value] = [pairs[index], pairs[index + 1]];
    if (ignored && typeof value !== "string" && !name.startsWith("data-")) continue;
    if (name === ".." && typeof value === "number") {
      const spread = /** @type {any[]} */ (values[value]);
      for (let at = 0; at < spread.length; at += 2) text += pair(spread[at], scalar(spread[at + 1]));
    } else if (typeof value === "number") {
      if (values[value] !== null) text += pair(name, scalar(values[value]));
    } else {
      const pieces = typeof value === "string" ? [value] : value;
      text += pair(name, pieces.map((/** @type {any} */ piece) => typeof piece === "number" ? scalar(values[piece]) : piece).join(""));
    }
  }
  return ignored ? text : text + textOfNodes(node, 2, values);
}

/** Whether scripts own what is in an element. @param {string} tag @param {unknown[]} pairs */
function isIgnored(tag, pairs) {
  return tag.toLowerCase() === "noscript"
    || pairs.some((name, at) => at % 2 === 0 && name === "phx-update" && pairs[at + 1] === "ignore");
}

/** @param {string} name @param {string} text */
function pair(name, text) {
  return `${ATTRIBUTE}${name}=${text}`;
}

/** @param {Value} value @returns {string} */
function textOfValue(value) {
  if (!holdsNodes(value)) return scalar(value);
  if (value.type === "block") return textOfBlock(value);
  // What a stream shows the server does not know.
  return value.type === "stream" ? "" : value.rows.map((row) => ROW + textOfBlock(row)).join("");
}

/** @param {Value} value */
function scalar(value) {
  return value === null || value === true ? "" : String(value);
}
