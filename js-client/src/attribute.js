/**
 * Value of an attribute -> what is written on the element.
 *
 * One attribute name at a time, no other is looked at: what scripts and users put beside it stays.
 */

import { isText } from "./decode.js";
import { need } from "./lazy.js";
import { special } from "./parts.js";

/** Names that are no more than a text, on any element and whatever it says; of others special.js knows more. */
const PLAIN = /^(class|id|name|type|for|title|role|aria-[a-z]+|disabled|hidden|data-(?!phx-)[a-z\d-]+|phx-(?!update$)[a-z-]+)$/;

/** @param {string} name */
export const isPlain = (name) => PLAIN.test(name);

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

/** @typedef {Pick<import("./patch.js").Context, "refuse"> & Partial<import("./patch.js").Context>} Writer */

/**
 * Sets an attribute, if that is allowed.
 *
 * @param {Writer} context
 * @param {Element} element
 * @param {string} name
 * @param {string} text
 * @param {boolean} [isStatic] The template says so, no value of it.
 */
export function setAttribute(context, element, name, text, isStatic = false) {
  try {
    if (isPlain(name)) element.setAttribute(name, text);
    else need(special).setGuarded(context, element, name, text, isStatic);
  } catch {
    // Also a name that this browser does not take, or a sink that the page's trusted-types policy closed.
    context.refuse(element.localName, name);
  }
}

/**
 * Writes an attribute, and of `class` only the difference: what scripts put there stays.
 *
 * @param {Writer} context
 * @param {Element} element
 * @param {string} name
 * @param {string | null} text
 * @param {string | null} before What the server wanted until now.
 * @param {boolean} [isStatic] Markup says so, no value.
 */
export function putAttribute(context, element, name, text, before, isStatic) {
  const current = name === "class" && element.getAttribute(name);
  if (current && current !== before) {
    const [wanted, old, there] = [text, before, current].map((list) => (list ?? "").split(/[\t\n\f\r ]+/).filter(Boolean));
    const kept = there.filter((token) => wanted.includes(token) || !old.includes(token));
    text = [...new Set([...kept, ...wanted])].join(" ") || text;
  }
  if (text === null) element.removeAttribute(name);
  else setAttribute(context, element, name, text, isStatic);
}

/**
 * Writes an attribute that changed, and what else shows it.
 *
 * @param {import("./patch.js").Context} context
 * @param {Element} element
 * @param {string} name
 * @param {string | null} text
 * @param {string | null} before
 * @param {boolean} [isStatic]
 */
export function writeAttribute(context, element, name, text, before, isStatic) {
  if (text !== before) (isPlain(name) ? putAttribute : need(special).writeSpecial)(context, element, name, text, before, isStatic);
}
