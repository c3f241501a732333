/**
 * Value of an attribute -> what is written on the element.
 *
 * One attribute name at a time, no other is looked at: what scripts and users put beside it stays.
 */

import { BLOCKED, CONTEXTS, SCHEMES } from "./contexts.js";
import { isText } from "./decode.js";
import { HTML_NAMESPACE } from "./shape.js";

/** What runs, given as an address. */
const RUNS = /^(java|vb)script$/;
/** Elements that only ever show what their address gives: a `data:` URL there runs nothing. */
const SHOWS_ONLY = /^(img|image|source|video|audio|track|input)$/;

/** Forms, and controls without one, that changed since the server last answered: what it shows is older. @type {WeakSet<Element>} */
export const changing = new WeakSet();

/** What an address may begin with where no template says more. */
export const ALLOWED_SCHEMES = new Set(SCHEMES.split(" "));

/**
 * The attributes of all these parts by name, null for an absent one. One that is absent in a part may come from another.
 *
 * @param {import("./shape.js").AttributePart[]} parts
 * @param {import("./decode.js").Value[]} dynamics
 */
export function attributeTexts(parts, dynamics) {
  /** @type {Map<string, string | null>} */
  const texts = new Map();
  for (const { name, pieces } of parts) {
    const value = /** @type {any} */ (dynamics[/** @type {number} */ (pieces[0])]);
    const whole = pieces.length > 1 ? pieces.map((piece) => (isText(piece) ? piece : dynamics[piece])).join("") : value;
    const pairs = name === ".." ? value : [name, whole];
    for (let at = 0; at < pairs.length; at += 2) {
      const item = pairs[at + 1];
      if (item !== null || !texts.has(pairs[at])) texts.set(pairs[at], item === true ? "" : item === null ? item : `${item}`);
    }
  }
  return texts;
}

/** @typedef {Pick<import("./patch.js").Context, "refuse"> & Partial<import("./patch.js").Context>} Writer */

/**
 * Whether an attribute may be written. Templates are checked when compiled; this is the second lock.
 *
 * @param {Writer} context
 * @param {Element} element
 * @param {string} name
 * @param {string} text
 * @param {boolean} isStatic
 */
function isAllowed({ schemes = ALLOWED_SCHEMES }, element, name, text, isStatic) {
  /** @param {string} address */
  const isAddress = (address) => {
    const scheme = schemeOf(address);
    if (!scheme || address === BLOCKED) return true;
    if (scheme === "data") return SHOWS_ONLY.test(element.localName) && !/^formaction$/i.test(name);
    return !RUNS.test(scheme) && (isStatic || schemes.has(scheme));
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
    if (!isAllowed(context, element, name, text, isStatic)) throw name;
    const prefix = /^(xlink|xml|xmlns)(?=:|$)/.exec(name)?.[0];
    const { style } = /** @type {HTMLElement} */ (element);
    // `setAttribute("style")` is forbidden where the page's policy has no 'unsafe-inline'.
    if (name === "style" && style) style.cssText = text;
    else if (prefix && element.namespaceURI !== HTML_NAMESPACE) element.setAttributeNS(NAMESPACES[prefix], name, text);
    else element.setAttribute(name, text);
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
    const [wanted, old] = [tokensOf(text), tokensOf(before)];
    const kept = tokensOf(current).filter((token) => wanted.includes(token) || !old.includes(token));
    text = [...new Set([...kept, ...wanted])].join(" ") || text;
  }
  if (text === null) element.removeAttribute(name);
  else setAttribute(context, element, name, text, isStatic);
}

/** @param {string | null} text */
function tokensOf(text) {
  return (text ?? "").split(/[\t\n\f\r ]+/).filter(Boolean);
}

/**
 * Property by property: what scripts put there stays.
 *
 * @param {HTMLElement} element
 * @param {string | null} text
 * @param {string | null} before
 */
function writeStyle(element, text, before) {
  const { style } = element;
  const [old, wanted] = [before, text].map((css) => {
    const { style } = element.ownerDocument.createElement("i");
    style.cssText = css ?? "";
    return new Map(Array.from(style, (name) => [name, [style.getPropertyValue(name), style.getPropertyPriority(name)]]));
  });
  for (const name of old.keys()) if (!wanted.has(name)) style.removeProperty(name);
  for (const [name, value] of wanted) {
    // Of a shorthand with variables no property tells what it is.
    if (!value[0]) style.cssText = text ?? "";
    else if (`${old.get(name)}` !== `${value}`) style.setProperty(name, value[0], value[1]);
  }
  if (text === null && !style.length) element.removeAttribute("style");
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
  const control = /** @type {any} */ (element);
  const both = `${element.localName} ${name}`;
  const isValue = both === "input value";
  // A control that nobody has written in yet would show each new default.
  const isKept = isValue && control.type !== "file" && control.value === control.defaultValue && !takesValue(context, control);
  if (isKept) control.value = control.defaultValue;
  if (name === "style" && "style" in element) writeStyle(control, text, before);
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
