/**
 * Attributes that are more than a text, and elements that are more than their nodes: addresses, what runs, controls,
 * styles, what other namespaces and parsers give a meaning. A shape that has one of them needs this module.
 */

import { putAttribute } from "./attribute.js";
import { writeControl } from "./controls.js";
import { writeStyle } from "./style.js";

export { changing, showDefault, writeControlValue } from "./controls.js";
export { allowSchemeOf, isSafeAddress, setGuarded } from "./guard.js";
export { bindWithin, patchedWithin, replacedIn } from "./ignoring.js";
export { bindSpread, checkSpread, writeSpread } from "./spread.js";

/** @type {typeof import("./attribute.js").writeAttribute} */
export function writeSpecial(context, element, name, text, before, isStatic) {
  writeControl(context, element, name, text, () => {
    if (name === "style" && "style" in element) writeStyle(/** @type {HTMLElement} */ (element), text, before);
    else putAttribute(context, element, name, text, before, isStatic);
  });
}

/** @type {Record<string, string>} */
const NAMESPACES = { svg: "http://www.w3.org/2000/svg", math: "http://www.w3.org/1998/Math/MathML" };

/** @param {Document} document @param {string} tag @param {string} parentNamespace */
export function createForeign(document, tag, parentNamespace) {
  return document.createElementNS(NAMESPACES[tag.toLowerCase()] ?? parentNamespace, tag);
}

/**
 * A script that came later than the page would run; the server's own were run by the parser.
 *
 * @param {import("./attribute.js").Writer} context
 * @param {Element} model
 * @param {unknown} type
 * @returns {Element}
 */
export function withoutScript(context, model, type) {
  const { localName, ownerDocument } = model;
  if (localName !== "script" || /json$|^text\/(plain|template)/i.test(`${type}`)) return model;
  context.refuse(localName, localName);
  return ownerDocument.createElement("template");
}
