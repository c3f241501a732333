/**
 * A value + what changed in it -> the new value. It knows no DOM.
 *
 * Edits are `["", item...]`. An integer keeps so many units of a text, or nodes of markup, or if it is
 * negative leaves them out; a text or a node is put in; edits in place of a node are of the node that
 * comes next. What is not mentioned at the end stays.
 *
 *     "Hello Ada!" + ["",6,-3,"Grace"]                 -> "Hello Grace!"
 *     [["p",[],"a"],"b"] + ["",["",[["id","x"]],1,"c"]] is refused: two texts side by side
 */

import { checkMarkup, isBlock, markupBlock, PatchError } from "./decode.js";

/** @param {unknown} json @returns {json is unknown[]} */
export function isEdits(json) {
  return Array.isArray(json) && json[0] === "";
}

/**
 * @param {import("./decode.js").Value} value
 * @param {unknown[]} edits
 * @returns {import("./decode.js").Value}
 */
export function editValue(value, edits) {
  if (typeof value === "string" || typeof value === "number") return editText(String(value), edits);
  if (isBlock(value) && value.shape.isMarkup) return markupBlock(editNodes(value.shape.nodes, 0, edits, 1, 0));
  throw new PatchError("edits", "nothing that can be edited");
}

/** @param {string} text @param {unknown[]} edits @returns {string} */
export function editText(text, edits) {
  let edited = "";
  let next = 0;
  for (let index = 1; index < edits.length; index += 1) {
    const item = edits[index];
    if (item && typeof item === "string") edited += item;
    else {
      const end = advance(next, item, text.length);
      if (isInside(text, end)) throw new PatchError("edits", "the middle of a character");
      if (/** @type {number} */ (item) > 0) edited += text.slice(next, end);
      next = end;
    }
  }
  return edited + text.slice(next);
}

/**
 * @param {number} next
 * @param {unknown} item
 * @param {number} length
 * @returns {number} How far the old value is used then.
 */
function advance(next, item, length) {
  const end = next + Math.abs(/** @type {number} */ (item));
  if (!Number.isSafeInteger(item) || end === next || end > length) {
    throw new PatchError("edits", "more than there is, or nothing");
  }
  return end;
}

/** Whether a place is between the two units of one character. @param {string} text @param {number} at */
function isInside(text, at) {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

/**
 * @param {unknown[]} nodes
 * @param {number} start Where the nodes begin: an element's name and attributes come before.
 * @param {unknown[]} edits
 * @param {number} first The first item.
 * @param {number} depth
 * @returns {unknown[]} The new nodes, behind what came before.
 */
function editNodes(nodes, start, edits, first, depth) {
  const edited = nodes.slice(0, start);
  let next = start;
  for (let index = first; index < edits.length; index += 1) {
    const item = edits[index];
    if (typeof item === "number") {
      const end = advance(next, item, nodes.length);
      if (item > 0) for (; next < end; next += 1) edited.push(nodes[next]);
      next = end;
    } else if (isEdits(item)) {
      advance(next, 1, nodes.length);
      edited.push(editNode(nodes[next], item, depth));
      next += 1;
    } else {
      checkMarkup([item], 0, depth);
      edited.push(item);
    }
  }
  for (; next < nodes.length; next += 1) edited.push(nodes[next]);
  for (let index = start; index < edited.length; index += 1) {
    const [text, before] = [edited[index], index > start && edited[index - 1]];
    if (text === "" || (typeof text === "string" && typeof before === "string")) {
      throw new PatchError("edits", "texts side by side, or an empty one");
    }
  }
  return edited;
}

/** @param {unknown} node @param {unknown[]} edits @param {number} depth */
function editNode(node, edits, depth) {
  if (typeof node === "string") return editText(node, edits);
  const element = /** @type {[string, unknown, ...unknown[]]} */ (node);
  if (/^(!|script)$/i.test(element[0])) throw new PatchError("edits", "a comment and a script are replaced");
  const attributes = attributesOf(edits);
  if (!attributes) return editNodes(element, 2, edits, 1, depth + 1);
  checkMarkup([[element[0], attributes]], 0, depth);
  return editNodes([element[0], attributes, ...element.slice(2)], 2, edits, 2, depth + 1);
}

/**
 * The attributes that an element has from now on, if they change.
 *
 * @param {unknown[]} edits
 * @returns {string[] | null}
 */
export function attributesOf(edits) {
  const first = edits[1];
  return Array.isArray(first) && first.length === 1 && Array.isArray(first[0]) ? first[0] : null;
}
