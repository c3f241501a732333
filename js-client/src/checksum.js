/**
 * The checksum of a tree, which the server in development says of what it has sent: docs/wire-native.md, section 10.
 *
 * The tree is written as a text that does not depend on how it came here; of that the number is the FNV-1a hash. It
 * knows no DOM.
 */

import { holdsNodes, isBlock, isStream, rowsOf } from "./decode.js";

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
function textOfBlock({ shape, dynamics }) {
  return textOfNodes(shape.nodes, 0, dynamics);
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
  const ignored = isNoscript(tag) || updateOf(pairs) === "ignore";
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
  return text + (ignored ? textOfReplaced : textOfNodes)(node, 2, values);
}

/** Of what scripts own the elements that are patched all the same. @param {any[]} nodes @param {number} start @param {Value[]} values */
function textOfReplaced(nodes, start, values) {
  let text = "";
  for (const node of nodes.slice(start)) {
    if (!Array.isArray(node) || node[0] === "!") continue;
    const [tag, pairs] = node;
    text += !isNoscript(tag) && updateOf(pairs) === "replace" ? textOfElement(node, values) : textOfReplaced(node, 2, values);
  }
  return text;
}

/** @param {string} tag */
function isNoscript(tag) {
  return tag.toLowerCase() === "noscript";
}

/** @param {unknown[]} pairs */
function updateOf(pairs) {
  return pairs.find((_, at) => at % 2 && pairs[at - 1] === "phx-update");
}

/** @param {string} name @param {string} text */
function pair(name, text) {
  return `${ATTRIBUTE}${name}=${text}`;
}

/** @param {Value} value @returns {string} */
function textOfValue(value) {
  if (!holdsNodes(value)) return scalar(value);
  if (isBlock(value)) return textOfBlock(value);
  // What a stream shows the server does not know.
  return isStream(value) ? "" : rowsOf(value).map((row) => ROW + textOfBlock(row)).join("");
}

/** @param {Value} value */
function scalar(value) {
  return value === null || value === true ? "" : String(value);
}
