/**
 * Value of an attribute -> what is written on the element.
 *
 * One attribute name at a time, no other is looked at: what scripts and users put beside it stays.
 */

import { isText } from "./decode.js";

/** Names that are no more than a text, on any element and whatever it says; of others special.js knows more. */
const PLAIN = /^(class|id|name|type|for|title|role|disabled|hidden|(aria|data|phx)-(?!phx-|update|hook|mounted|trigger-action|viewport)[a-z\d-]+)$/;

/** @param {string} name @param {unknown} [value] What a shape says of it. Of a class that changes some tokens are of others. */
export const isPlain = (name, value = "") => PLAIN.test(name) && (isText(value) || name !== "class");

/**
 * The text of an attribute, null if it is absent.
 *
 * @param {(string | number)[]} pieces
 * @param {any[]} dynamics
 * @returns {string | null}
 */
export function textOf(pieces, dynamics) {
  let text = "";
  for (const piece of pieces) {
    const value = isText(piece) ? piece : dynamics[piece];
    if (value === null && pieces.length === 1) return value;
    if (value !== true) text += value ?? "";
  }
  return text;
}

/** Writes a plain one. @param {unknown} _context @param {Element} element @param {string} name @param {string | null} text */
export function writePlain(_context, element, name, text) {
  if (text === null) element.removeAttribute(name);
  else element.setAttribute(name, text);
}
