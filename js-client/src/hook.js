/**
 * What applications write hooks with, which has to be there before any of them lives (hooks.js).
 */

import { commandsOf, inOrder } from "./binding.js";
import { hooks } from "./client-parts.js";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {string | number | Element} Target A selector, the number of a component, or an element.
 * @typedef {(reply: any, ref: number) => void} OnReply
 *
 * @typedef {object} HookApi What every hook has.
 * @property {Element} el
 * @property {import("./index.js").SlotwiseClient} [liveSocket] From `mounted` on.
 * @property {(name: string, payload?: unknown, onReply?: OnReply) => Promise<any> | void} pushEvent A promise of the
 *   reply where no function takes it.
 * @property {(target: Target, name: string, payload?: unknown, onReply?: OnReply) => Promise<any> | void} pushEventTo
 *   To each view and component of what the target is; a promise of what became of all.
 * @property {(name: string, callback: (payload: any) => void) => () => void} handleEvent Gives its undoing.
 * @property {(handler: () => void) => void} removeHandleEvent
 * @property {(name: string, files: Iterable<File>) => void} upload Chooses files for the file input of this name in the view.
 * @property {(target: Target, name: string, files: Iterable<File>) => void} uploadTo
 * @property {() => import("./imperative.js").Commands} js
 *
 * @typedef {object} Callbacks
 * @property {(this: HookApi & any) => void} [mounted]
 * @property {(this: HookApi & any) => void} [beforeUpdate]
 * @property {(this: HookApi & any) => void} [updated]
 * @property {(this: HookApi & any) => void} [destroyed]
 * @property {(this: HookApi & any) => void} [disconnected]
 * @property {(this: HookApi & any) => void} [reconnected]
 *
 * @typedef {(Callbacks & Record<string, any>) | (new (api: any) => Callbacks)} HookDefinition
 * @typedef {Record<string, HookDefinition>} HookDefinitions
 *
 * @typedef {object} Mounted
 * @property {any} hook
 * @property {string} name
 *
 * @typedef {object} Hooks The hooks of one view.
 * @property {Element} container
 * @property {Client} client
 * @property {Map<Element, Mounted>} mounted
 */

/** Elements that want a hook. */
export const HOOKED = "[phx-hook],[phx-viewport-top],[phx-viewport-bottom]";

/** Whose clients elements belong to. @type {WeakMap<Element, Client>} */
const clients = new WeakMap();
/** Hooks that custom elements made for themselves. @type {WeakMap<Element, any>} */
export const made = new WeakMap();
/** Those of them that no view has mounted yet. @type {Set<Element>} */
export const waiting = new Set();
/** What ends listening when a hook goes. @type {WeakMap<Element, AbortController>} */
export const handlers = new WeakMap();

/** What a class of hooks may extend: `this.el` and the rest are there in its constructor. */
export class ViewHook {
  /** @param {HookApi} api */
  constructor(api) {
    Object.assign(this, api);
  }
}

/**
 * A hook for a custom element, to be made in its `connectedCallback`; `mounted` is called when its view is there.
 *
 * @param {Element} element
 * @param {Callbacks & Record<string, any>} callbacks
 */
export function createHook(element, callbacks) {
  const hook = made.get(element) ?? instanceOf(callbacks, element);
  made.set(element, hook);
  waiting.add(element);
  return hook;
}

/** @param {Client} client @param {Element} container @returns {Hooks} */
export function createHooks(client, container) {
  clients.set(container, client);
  return { client, container, mounted: new Map() };
}

/** The container of the view that an element is in. @param {Element} element @returns {Element} */
export function homeOf(element) {
  const { ownerDocument: document } = element;
  const home = element.closest("[data-phx-session],[data-phx-teleported]");
  // A portal (portal.js) stands anywhere.
  const owner = home?.getAttribute("data-phx-teleported") ?? null;
  return (owner === null ? home : document.getElementById(owner)) ?? document.body;
}

/** @param {HookDefinition} definition @param {Element} element */
export function instanceOf(definition, element) {
  const api = apiOf(element);
  return Object.assign(typeof definition === "function" ? new definition(api) : Object.create(definition), api);
}

/** @param {Element} el @returns {HookApi} */
function apiOf(el) {
  const client = () => clients.get(homeOf(el));
  /** @param {Target | undefined} target @param {string} name @param {unknown} [payload] @param {OnReply} [onReply] */
  const push = (target, name, payload = {}, onReply) => {
    const answer = client()?.pushHook(el, target, name, payload, onReply) ?? Promise.reject(new Error(`\`${name}\` was not sent`));
    if (!onReply) return answer;
  };
  /** @param {Target | undefined} target @param {string} name @param {Iterable<File>} files */
  const uploadTo = (target, name, files) => {
    const own = /** @type {Client} */ (client());
    inOrder(own, hooks, (module) => module.chooseFiles(own, el, target, name, [...files]));
  };
  return {
    el,
    pushEvent: (...event) => push(undefined, ...event),
    pushEventTo: push,
    handleEvent(name, callback) {
      const { defaultView: events } = el.ownerDocument;
      const listener = (/** @type {any} */ { detail }) => callback(detail);
      const type = `phx:${name}`;
      const mine = handlers.get(el) ?? new AbortController();
      handlers.set(el, mine);
      events?.addEventListener(type, listener, mine);
      return () => events?.removeEventListener(type, listener);
    },
    upload: (name, files) => uploadTo(undefined, name, files),
    uploadTo,
    removeHandleEvent: (remove) => remove(),
    js: () => commandsOf(/** @type {Client} */ (client()), el),
  };
}
