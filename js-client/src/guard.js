/**
 * Attributes that may do more than show: addresses, what runs, what parsers and other namespaces give a meaning.
 *
 * Templates are checked when compiled, and values by the server; this is the second lock. Names that
 * are no more than a text (`PLAIN` in attribute.js) never come here.
 */

import { isPlain } from "./attribute.js";
import { BLOCKED, CONTEXTS, SCHEMES } from "./contexts.js";
import { HTML_NAMESPACE } from "./shape.js";

/** @typedef {Pick<import("./patch.js").Context, "refuse"> & Partial<import("./patch.js").Context>} Writer */

/** What runs, given as an address. */
const RUNS = /^(java|vb)script$/;
/** Elements that only ever show what their address gives: a `data:` URL there runs nothing. */
const SHOWS_ONLY = /^(img|image|source|video|audio|track|input)$/;

/** What an address may begin with where no template says more. */
const ALLOWED_SCHEMES = new Set(SCHEMES.split(" "));

/**
 * @param {Writer} context
 * @param {Element} element
 * @param {string} name
 * @param {string} text
 * @param {boolean} isStatic
 */
function isAllowed({ schemes }, element, name, text, isStatic) {
  /** @param {string} address */
  const isAddress = (address) => {
    const scheme = schemeOf(address);
    if (!scheme || address === BLOCKED) return true;
    if (scheme === "data") return SHOWS_ONLY.test(element.localName) && !/^formaction$/i.test(name);
    return !RUNS.test(scheme) && (isStatic || ALLOWED_SCHEMES.has(scheme) || !!schemes?.has(scheme));
  };
  switch (checkOf(element, name)) {
    // On a script it would turn inert data into code, or code into other code.
    case "a": return element.localName !== "script" && isAddress(text);
    case "l": return text.split(/[\t\n\f\r ,]/).every(isAddress);
    case "v": return /^attributename$/i.test(name) ? isStatic : !text.split(";").some((value) => RUNS.test(schemeOf(value)));
    case "s": return isStatic;
    case "x": return false;
    default: return true;
  }
}

/** Of an element's name and an attribute's. @type {Map<string, string | undefined>} */
const checks = new Map();

/** @param {Element} element @param {string} name */
function checkOf({ localName }, name) {
  const both = `${localName} ${name}`.toLowerCase();
  if (!checks.has(both)) checks.set(both, CONTEXTS.find(([, places]) => places.test(both))?.[0]);
  return checks.get(both);
}

/**
 * Data in an address behind this text of a template has the scheme that the template says.
 *
 * @param {import("./patch.js").Context} context
 * @param {Element} element
 * @param {string} name
 * @param {string} text
 */
export function allowSchemeOf(context, element, name, text) {
  if (checkOf(element, name) === "a") context.schemes.add(schemeOf(text));
}

/**
 * As URL parsers read it: no control characters or blanks in front, no tabs or line ends anywhere.
 *
 * @param {string} address
 * @returns {string} The empty text if there is none.
 */
function schemeOf(address) {
  const read = address.replace(/^[\0- ]+|[\t\n\r]/g, "");
  return /^([a-z][a-z\d+.-]*):/i.exec(read)?.[1].toLowerCase() ?? "";
}

/** Whether a command may go there. @param {string} address */
export function isSafeAddress(address) {
  const scheme = schemeOf(address);
  return !scheme || ALLOWED_SCHEMES.has(scheme);
}

/** @type {Record<string, string>} */
const NAMESPACES = {
  xlink: "http://www.w3.org/1999/xlink",
  xml: "http://www.w3.org/XML/1998/namespace",
  xmlns: "http://www.w3.org/2000/xmlns/",
};

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
    if (!isPlain(name)) setGuarded(context, element, name, text, isStatic);
    else element.setAttribute(name, text);
  } catch {
    // Also a name that this browser does not take, or a sink that the page's trusted-types policy closed.
    context.refuse(element.localName, name);
  }
}

/**
 * @param {Writer} context
 * @param {Element} element
 * @param {string} name
 * @param {string} text
 * @param {boolean} isStatic
 * @throws Where it is not allowed.
 */
function setGuarded(context, element, name, text, isStatic) {
  if (!isAllowed(context, element, name, text, isStatic)) throw name;
  const { style } = /** @type {HTMLElement} */ (element);
  const prefix = /^(xlink|xml|xmlns)(?=:|$)/.exec(name)?.[0];
  // `setAttribute("style")` is forbidden where the page's policy has no 'unsafe-inline'.
  if (name === "style" && style) style.cssText = text;
  else if (prefix && element.namespaceURI !== HTML_NAMESPACE) element.setAttributeNS(NAMESPACES[prefix], name, text);
  else element.setAttribute(name, text);
}
