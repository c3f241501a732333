/**
 * Value of an attribute -> what is written on the element.
 *
 * One attribute name at a time, no other is looked at: what scripts and users put beside it stays.
 */

import { BLOCKED, CONTEXTS, SCHEMES } from "./contexts.js";

const XLINK_NAMESPACE = "http://www.w3.org/1999/xlink";
const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";
const HTML_NAMESPACE = "http://www.w3.org/1999/xhtml";

/** What runs, given as an address. */
const RUNS = /^(java|vb)script$/;
/** Elements that only ever show what their address gives: a `data:` URL there runs nothing. */
const SHOWS_ONLY = /^(img|image|source|video|audio|track|input)$/;

/** By attribute: elements (none: every one) and what is checked. @type {Map<string, [string, string][]>} */
const checks = new Map();
/** Beginnings of names, and what is checked. @type {[string, string][]} */
const families = [];
for (const row of CONTEXTS.split("\n")) {
  const [check, elements, names] = row.split("|");
  for (const name of names.split(" ")) {
    if (name.endsWith("*")) families.push([name.slice(0, -1), check]);
    else checks.set(name, [...(checks.get(name) ?? []), [elements, check]]);
  }
}

/** Forms, and controls without one, that changed since the server last answered: what it shows is older. @type {WeakSet<Element>} */
export const changing = new WeakSet();

/** What an address may begin with where no template says more. */
export const ALLOWED_SCHEMES = new Set(SCHEMES.split(" "));

/**
 * The text of an attribute, or null where it is absent.
 *
 * @param {import("./shape.js").AttributePart} part
 * @param {import("./decode.js").Value[]} values
 * @returns {string | null}
 */
export function attributeText(part, values) {
  if (part.whole) {
    const value = values[/** @type {number} */ (part.pieces[0])];
    if (value === null) return null;
    return value === true ? "" : String(value);
  }
  let text = "";
  for (const piece of part.pieces) text += typeof piece === "string" ? piece : (values[piece] ?? "");
  return text;
}

/**
 * Calls `visit` with each attribute that a part stands for, and its text.
 *
 * @param {import("./shape.js").AttributePart} part
 * @param {import("./decode.js").Value[]} values
 * @param {(name: string, text: string | null) => void} visit
 */
export function eachAttribute(part, values, visit) {
  if (part.name !== "..") {
    visit(part.name, attributeText(part, values));
    return;
  }
  const spread = /** @type {import("./decode.js").Spread} */ (values[/** @type {number} */ (part.pieces[0])]);
  for (let index = 0; index < spread.length; index += 2) {
    const value = spread[index + 1];
    visit(String(spread[index]), value === true ? "" : String(value));
  }
}

/**
 * The attributes of all these parts by name. One that is absent in a part may come from another.
 *
 * @param {import("./shape.js").AttributePart[]} parts
 * @param {import("./decode.js").Value[]} values
 */
export function attributeTexts(parts, values) {
  /** @type {Map<string, string | null>} */
  const texts = new Map();
  for (const part of parts) {
    eachAttribute(part, values, (name, text) => {
      if (text !== null || !texts.has(name)) texts.set(name, text);
    });
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
function isAllowed(context, element, name, text, isStatic) {
  const tag = element.localName.toLowerCase();
  const lower = name.toLowerCase();
  /** @param {string} address */
  const isAddress = (address) => {
    const scheme = schemeOf(address);
    if (scheme === "" || address === BLOCKED) return true;
    if (scheme === "data") return SHOWS_ONLY.test(tag) && lower !== "formaction";
    return !RUNS.test(scheme) && (isStatic || (context.schemes ?? ALLOWED_SCHEMES).has(scheme));
  };
  switch (checkOf(tag, lower)) {
    // On a script it would turn inert data into code, or code into other code.
    case "a": return tag !== "script" && isAddress(text);
    case "l": return text.split(/[\t\n\f\r ,]/).every(isAddress);
    case "v": return lower === "attributename" ? isStatic : !text.split(";").some((value) => RUNS.test(schemeOf(value)));
    case "s": return isStatic;
    case "x": return false;
    default: return true;
  }
}

/**
 * @param {string} tag
 * @param {string} name
 */
function checkOf(tag, name) {
  const family = families.find(([begin]) => name.length > begin.length && name.startsWith(begin));
  if (family) return family[1];
  const row = checks.get(name)?.find(([elements]) => elements === "" || elements.split(" ").includes(tag));
  return row?.[1];
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
  if (checkOf(element.localName.toLowerCase(), name.toLowerCase()) === "a") context.schemes.add(schemeOf(text));
}

/**
 * As URL parsers read it: no control characters or blanks in front, no tabs or line ends anywhere.
 *
 * @param {string} address
 * @returns {string} The empty text if there is none.
 */
function schemeOf(address) {
  const read = address.replace(/^[\0-\x20]+|[\t\n\r]/g, "");
  return /^([a-z][a-z\d+.-]*):/i.exec(read)?.[1].toLowerCase() ?? "";
}

/** Whether a command may go there. @param {string} address */
export function isSafeAddress(address) {
  const scheme = schemeOf(address);
  return scheme === "" || ALLOWED_SCHEMES.has(scheme);
}

/**
 * Sets an attribute of a node nobody has used yet.
 *
 * @param {Writer} context
 * @param {Element} element
 * @param {string} name
 * @param {string} text
 * @param {boolean} [isStatic] The template says so, no value of it.
 */
export function setAttributeText(context, element, name, text, isStatic = false) {
  if (!isAllowed(context, element, name, text, isStatic)) {
    context.refuse(element.localName, name);
    return;
  }
  try {
    if (name === "style" && "style" in element) {
      // `setAttribute("style")` is forbidden where the page's policy has no 'unsafe-inline'.
      /** @type {HTMLElement} */ (element).style.cssText = text;
    } else if (element.namespaceURI !== HTML_NAMESPACE && /^(xlink:|xml:|xmlns(:|$))/.test(name)) {
      element.setAttributeNS(namespaceOfAttribute(name), name, text);
    } else {
      element.setAttribute(name, text);
    }
  } catch {
    // A name this browser does not take, or a sink that the page's trusted-types policy closed.
    context.refuse(element.localName, name);
  }
}

/** @param {string} name */
function namespaceOfAttribute(name) {
  if (name.startsWith("xlink:")) return XLINK_NAMESPACE;
  return name.startsWith("xml:") ? XML_NAMESPACE : XMLNS_NAMESPACE;
}

/**
 * Writes the attributes that changed.
 *
 * @param {import("./patch.js").Context} context
 * @param {Element} element
 * @param {Map<string, string | null>} before
 * @param {Map<string, string | null>} after
 */
export function writeAttributes(context, element, before, after) {
  for (const name of before.keys()) if (!after.has(name)) after.set(name, null);
  for (const [name, text] of after) {
    const old = before.get(name) ?? null;
    if (text !== old) writeAttribute(context, element, name, text, old);
  }
}

/**
 * Writes an attribute that changed.
 *
 * @param {import("./patch.js").Context} context
 * @param {Element} element
 * @param {string} name
 * @param {string | null} text
 * @param {string | null} before What the server wanted until now.
 * @param {boolean} [isStatic] Markup says so, no value.
 */
export function writeAttribute(context, element, name, text, before, isStatic = false) {
  if (name === "value" && element.localName === "input") keepValue(context, /** @type {any} */ (element));
  if (name === "class") writeClass(element, text ?? "", before ?? "", text === null);
  else if (text === null) element.removeAttribute(name);
  else setAttributeText(context, element, name, text, isStatic);
  writeProperty(context, element, name, text);
}

/**
 * Only the difference of what the server wants: classes that scripts added stay.
 *
 * @param {Element} element
 * @param {string} text
 * @param {string} before
 * @param {boolean} absent
 */
function writeClass(element, text, before, absent) {
  if (!absent && (element.getAttribute("class") ?? "") === before) {
    element.setAttribute("class", text);
    return;
  }
  const wanted = new Set(tokensOf(text));
  for (const token of tokensOf(before)) if (!wanted.has(token)) element.classList.remove(token);
  element.classList.add(...wanted);
  if (absent && element.classList.length === 0) element.removeAttribute("class");
}

/** @param {string} text */
function tokensOf(text) {
  return text.split(/[\t\n\f\r ]+/).filter(Boolean);
}

/**
 * After a user has touched a control the attribute is only its default; the property is what shows.
 *
 * @param {import("./patch.js").Context} context
 * @param {Element} element
 * @param {string} name
 * @param {string | null} text
 */
function writeProperty(context, element, name, text) {
  const control = /** @type {any} */ (element);
  const tag = element.localName;
  if (name === "value" && tag === "input") {
    if (takesValue(context, control)) writeControlValue(control, text ?? "");
  } else if (name === "checked" && tag === "input") {
    if (!isAhead(control)) control.checked = text !== null;
  } else if (name === "selected" && tag === "option") {
    if (!isAhead(control)) control.selected = text !== null;
  } else if (name === "muted" && "muted" in element) control.muted = text !== null;
}

/**
 * A control that nobody has written in yet would show each new default.
 *
 * @param {import("./patch.js").Context} context
 * @param {HTMLInputElement} input
 */
function keepValue(context, input) {
  const { type, value, defaultValue } = input;
  if (type !== "file" && value === defaultValue && !takesValue(context, input)) input.value = value;
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
