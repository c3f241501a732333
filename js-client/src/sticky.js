/**
 * What commands did to elements, so that a patch which writes the same attribute does not undo it.
 *
 * Only elements that a patch writes to are asked, so a patch costs what it did before.
 */

import { need } from "./lazy.js";
import { special } from "./parts.js";

/**
 * @typedef {object} Sticky
 * @property {string | undefined} display
 * @property {Map<string, boolean>} classes Whether each is there.
 * @property {Map<string, string | null>} attributes
 * @property {string[]} ignored Names of attributes, or beginnings with a `*`, that are left to the browser.
 */

/** @type {WeakMap<Element, Sticky>} */
const kept = new WeakMap();

/** @param {Element} element @returns {Sticky} */
function stickyOf(element) {
  let sticky = kept.get(element);
  if (!sticky) {
    sticky = { display: undefined, classes: new Map(), attributes: new Map(), ignored: [] };
    kept.set(element, sticky);
  }
  return sticky;
}

/** @param {Element} element @param {string} display */
export function setDisplay(element, display) {
  stickyOf(element).display = display;
  writeDisplay(element, display);
}

/** @param {Element} element @param {string} display */
function writeDisplay(element, display) {
  const { style } = /** @type {HTMLElement} */ (element);
  if (style) style.display = display;
}

/** @param {Element} element @param {string[]} names @param {boolean} there */
export function setClasses(element, names, there) {
  const { classes } = stickyOf(element);
  for (const name of names) {
    classes.set(name, there);
    element.classList.toggle(name, there);
  }
}

/**
 * @param {Pick<import("./patch.js").Context, "refuse">} context
 * @param {Element} element
 * @param {string} name
 * @param {string | null} text
 */
export function setAttribute(context, element, name, text) {
  writeAttribute(context, element, name, text);
  stickyOf(element).attributes.set(name, text);
}

/** @type {typeof setAttribute} */
function writeAttribute(context, element, name, text) {
  if (text === null) element.removeAttribute(name);
  else if (element.getAttribute(name) !== text) need(special).setAttribute(context, element, name, text);
}

/** @param {Element} element @param {string[]} names */
export function ignoreAttributes(element, names) {
  stickyOf(element).ignored = names;
}

/**
 * To be called before a patch writes to these elements; gives what puts back what commands did.
 *
 * @param {Pick<import("./patch.js").Context, "refuse">} context
 * @param {Element[]} elements
 * @returns {() => void}
 */
export function holdSticky(context, elements) {
  /** @type {(() => void)[]} */
  const restore = [];
  for (const element of elements) {
    const sticky = kept.get(element);
    if (!sticky) continue;
    const before = new Map([...element.attributes].map(({ name, value }) => [name, value]));
    restore.push(() => {
      for (const name of new Set([...before.keys(), ...element.getAttributeNames()])) {
        const text = before.get(name) ?? null;
        if (sticky.ignored.some((ignored) => isMatch(name, ignored))) writeAttribute(context, element, name, text);
      }
      for (const [name, text] of sticky.attributes) writeAttribute(context, element, name, text);
      for (const [name, there] of sticky.classes) element.classList.toggle(name, there);
      if (sticky.display !== undefined) writeDisplay(element, sticky.display);
    });
  }
  return () => restore.forEach((run) => run());
}

/** @param {string} name @param {string} pattern */
function isMatch(name, pattern) {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** Whether commands decide an attribute of an element. @param {Element} element @param {string} name */
export function isSticky(element, name) {
  const sticky = kept.get(element);
  if (!sticky) return false;
  return sticky.attributes.has(name) || sticky.ignored.some((pattern) => isMatch(name, pattern))
    || (name === "class" && sticky.classes.size > 0) || (name === "style" && sticky.display !== undefined);
}
