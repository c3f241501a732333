/**
 * Value of an attribute -> what is written on the element.
 *
 * One attribute name at a time, no other is looked at: what scripts and users put beside it stays.
 */

import { isText } from "./decode.js";
import { need } from "./lazy.js";
import { guard } from "./parts.js";

/** Names that can do no harm on any element, whatever the value; what others may do guard.js knows. */
const PLAIN = /^(class|id|name|type|value|for|title|role|aria-[a-z]+|checked|disabled|selected|data-(?!phx-)[a-z\d-]+|phx-(?!update$)[a-z-]+)$/;

/** @param {string} name */
export const isPlain = (name) => PLAIN.test(name);

/** Forms, and controls without one, that changed since the server last answered: what it shows is older. @type {WeakSet<Element>} */
export const changing = new WeakSet();

/**
 * The text of an attribute, null if it is absent.
 *
 * @param {(string | number)[]} pieces
 * @param {any[]} dynamics
 * @returns {string | null}
 */
export function textOf(pieces, dynamics) {
  if (pieces.length > 1) return pieces.map((piece) => (isText(piece) ? piece : dynamics[piece])).join("");
  const value = dynamics[/** @type {number} */ (pieces[0])];
  return value === true ? "" : value === null ? value : `${value}`;
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
    else need(guard).setGuarded(context, element, name, text, isStatic);
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
 * Writes an attribute that changed, and the property that shows: after a user has touched a control the attribute is
 * only its default.
 *
 * @param {import("./patch.js").Context} context
 * @param {Element} element
 * @param {string} name
 * @param {string | null} text
 * @param {string | null} before
 * @param {boolean} [isStatic]
 */
export function writeAttribute(context, element, name, text, before, isStatic) {
  if (text === before) return;
  const control = /** @type {any} */ (element);
  const both = `${element.localName} ${name}`;
  const isValue = both === "input value";
  // A control that nobody has written in yet would show each new default.
  const isKept = isValue && control.type !== "file" && control.value === control.defaultValue && !takesValue(context, control);
  if (isKept) control.value = control.defaultValue;
  if (name === "style" && control.style) need(guard).writeStyle(control, text, before);
  else putAttribute(context, element, name, text, before, isStatic);
  if (isValue) {
    if (takesValue(context, control)) writeControlValue(control, text ?? "");
  } else if (/^(input checked|option selected|(audio|video) muted)$/.test(both) && !isAhead(control)) control[name] = text !== null;
}

/** Whether a control has what the server has not seen. @param {HTMLInputElement | HTMLTextAreaElement | HTMLOptionElement} control */
function isAhead(control) {
  return changing.has(control.form ?? control);
}

/**
 * Whether a value may be put into a control now: not where somebody writes.
 *
 * @param {Pick<import("./patch.js").Context, "document">} context
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 */
export function takesValue({ document }, control) {
  if (isAhead(control) || control.validity?.badInput) return false;
  return control !== document.activeElement || control.hasAttribute("phx-patch-focused");
}

/**
 * Writing an equal value would still move the caret.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 * @param {string} value
 */
export function writeControlValue(control, value) {
  if (control.type !== "file" && control.value !== value) control.value = value;
}
