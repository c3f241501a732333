/**
 * Commands as functions: what hooks get by `js()`, and everything else by that of the client.
 *
 *     hook.js().show(element, { transition: "fade", time: 100 })   runs [["show",{"transition":[["fade"],[],[]],..}]]
 */

import { inOrder } from "./binding.js";
import { interaction } from "./client-parts.js";

/**
 * @typedef {string | string[] | [string, string, string]} Classes Those that run; those of a transition in three parts.
 * @typedef {Record<string, unknown>} Options
 *
 * @typedef {object} Commands
 * @property {(...given: [string | unknown[]] | [Element, string | unknown[]]) => void} exec What a binding could hold, for
 *   the hook's own element, or another.
 * @property {(element: Element, options?: Options) => void} show
 * @property {(element: Element, options?: Options) => void} hide
 * @property {(element: Element, options?: Options) => void} toggle
 * @property {(element: Element, names: string | string[], options?: Options) => void} addClass
 * @property {(element: Element, names: string | string[], options?: Options) => void} removeClass
 * @property {(element: Element, names: string | string[], options?: Options) => void} toggleClass
 * @property {(element: Element, transition: Classes, options?: Options) => void} transition
 * @property {(element: Element, name: string, value: string) => void} setAttribute
 * @property {(element: Element, name: string) => void} removeAttribute
 * @property {(element: Element, name: string, first: string, second?: string) => void} toggleAttribute
 * @property {(element: Element, names: string | string[]) => void} ignoreAttributes
 * @property {(element: Element, event: string, options?: Options) => void} push
 * @property {(href: string, options?: Options) => void} navigate
 * @property {(href: string, options?: Options) => void} patch
 */

/** @param {import("./view.js").Client} client @param {Element} source @returns {Commands} */
export function imperative(client, source) {
  /** @param {Element} element @param {string} name @param {Options} [args] */
  const run = (element, name, args = {}) => void client.exec(element, JSON.stringify([[name, prepared(args)]]));
  /** @param {string} name @returns {(element: Element, options?: Options) => void} */
  const shown = (name) => (element, options) => run(element, name, options);
  /** @param {string} name @returns {Commands["addClass"]} */
  const classes = (name) => (element, names, options) => run(element, name, { ...options, names: words(names) });
  return {
    exec: (...given) => void client.exec(given.length > 1 ? /** @type {Element} */ (given[0]) : source, /** @type {any} */ (given.at(-1))),
    show: shown("show"),
    hide: shown("hide"),
    toggle: shown("toggle"),
    addClass: classes("add_class"),
    removeClass: classes("remove_class"),
    toggleClass: classes("toggle_class"),
    transition: (element, transition, options) => run(element, "transition", { ...options, transition }),
    setAttribute: (element, name, value) => run(element, "set_attr", { attr: [name, value] }),
    removeAttribute: (element, attr) => run(element, "remove_attr", { attr }),
    toggleAttribute: (element, ...attr) => run(element, "toggle_attr", { attr }),
    ignoreAttributes: (element, names) => run(element, "ignore_attrs", { attrs: words(names) }),
    // A target may be an element, which no encoded command has.
    push: (element, event, options = {}) => void inOrder(client, interaction, (module) => module.pushNow(client, element, event, options)),
    navigate: (href, options) => run(source, "navigate", { ...options, href }),
    patch: (href, options) => run(source, "patch", { ...options, href }),
  };
}

/** Transitions as commands have them. @param {Options} args @returns {Options} */
function prepared(args) {
  const full = { ...args };
  for (const name of ["transition", "in", "out", "ins", "outs"]) {
    const given = full[name];
    delete full[name];
    const kept = name === "in" || name === "out" ? `${name}s` : name;
    if (given) full[kept] = three(/** @type {Classes} */ (given));
  }
  return full;
}

/** @param {Classes} given */
function three(given) {
  if (Array.isArray(given) && given.length === 3) return given.map(words);
  return [words(given), [], []];
}

/** @param {string | string[]} given @returns {string[]} */
function words(given) {
  return Array.isArray(given) ? given : given.split(" ").filter(Boolean);
}
