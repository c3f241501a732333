/**
 * Attributes that are more than a text, and elements that are more than their nodes: addresses, what runs, controls,
 * styles, what other namespaces and parsers give a meaning. A shape that has one of them needs this module.
 */

import { writeControl } from "./controls.js";
import { setAttribute } from "./guard.js";
import { writeStyle } from "./style.js";

export { changing, showDefault, writeControlValue } from "./controls.js";
export { createElement, finishLayout } from "./elements.js";
export { isSafeAddress, setAttribute } from "./guard.js";
export { patchedWithin, replacedIn } from "./ignoring.js";
export { unpinned } from "./pinned.js";
export { checkSpread } from "./spread.js";

/**
 * Writes an attribute, whatever it was.
 *
 * @param {import("./guard.js").Writer} context
 * @param {Element} element
 * @param {string} name
 * @param {string | null} text
 * @param {boolean} [isStatic] Markup says so, no value.
 */
export function putAttribute(context, element, name, text, isStatic) {
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
 * @param {string | null} before What the server wanted until now.
 * @param {boolean} [isStatic]
 */
export function writeAttribute(context, element, name, text, before, isStatic) {
  if (text === before) return;
  writeControl(context, element, name, text, () => {
    if (name === "style" && "style" in element) writeStyle(/** @type {HTMLElement} */ (element), text, before);
    else putAttribute(context, element, name, name === "class" ? mergeTokens(element, text, before) : text, isStatic);
  });
}

/**
 * What scripts put into a class stays.
 *
 * @param {Element} element
 * @param {string | null} text
 * @param {string | null} before
 */
function mergeTokens(element, text, before) {
  const current = element.getAttribute("class");
  if (!current || current === before) return text;
  const [wanted, old, there] = [text, before, current].map((list) => (list ?? "").split(/[\t\n\f\r ]+/).filter(Boolean));
  const kept = there.filter((token) => wanted.includes(token) || !old.includes(token));
  return [...new Set([...kept, ...wanted])].join(" ") || text;
}
