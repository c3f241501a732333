/**
 * Hooks: an application's own code for elements with `phx-hook`.
 *
 * `updated` is called for an element only if a patch wrote to it or inside it: the written elements are
 * known, so their ancestors are climbed and nothing is searched.
 */

import { commandsOf } from "./binding.js";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {string | number | Element} Target A selector, the number of a component, or an element.
 * @typedef {(reply: any) => void} OnReply
 *
 * @typedef {object} HookApi What every hook has.
 * @property {Element} el
 * @property {import("./index.js").SlotwiseClient} [liveSocket] From `mounted` on.
 * @property {(name: string, payload?: unknown, onReply?: OnReply) => Promise<any> | void} pushEvent A promise of the
 *   reply where no function takes it.
 * @property {(target: Target, name: string, payload?: unknown, onReply?: OnReply) => Promise<any> | void} pushEventTo
 *   To each view of what the target is; a promise of what became of all.
 * @property {(name: string, callback: (payload: any) => void) => () => void} handleEvent Gives its undoing.
 * @property {(handler: () => void) => void} removeHandleEvent
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

/** Attributes that bring a hook of the client's own, and those that it has under a name. */
const BUILT_IN = /** @type {Record<string, () => Promise<{ mount: (element: any, client: Client) => Partial<Callbacks> }>>} */ ({
  "Phoenix.InfiniteScroll": () => import("./viewport.js"),
  "Phoenix.FocusWrap": () => import("./focus-wrap.js"),
});
const SELECTOR = "[phx-hook],[phx-viewport-top],[phx-viewport-bottom]";

/** Whose clients elements belong to. @type {WeakMap<Element, Client>} */
const clients = new WeakMap();
/** Hooks that custom elements made for themselves. @type {WeakMap<Element, any>} */
const made = new WeakMap();
/** Those of them that no view has mounted yet. @type {Set<Element>} */
const waiting = new Set();
/** What is undone when a hook goes. @type {WeakMap<Element, Set<() => void>>} */
const handlers = new WeakMap();

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
function homeOf(element) {
  return element.closest("[data-phx-session]") ?? element.ownerDocument.body;
}

/** @param {Element} element */
function nameOf(element) {
  return element.getAttribute("phx-hook") ??
    (element.matches(SELECTOR) ? "Phoenix.InfiniteScroll" : "");
}

/** Mounts what is new in these nodes. @param {Hooks} hooks @param {Node[]} nodes */
export function mountHooks(hooks, nodes) {
  for (const node of nodes) {
    if (node.nodeType !== 1 || !node.isConnected) continue;
    const element = /** @type {Element} */ (node);
    if (element.matches(SELECTOR)) mountHook(hooks, element);
    for (const inner of element.querySelectorAll(SELECTOR)) mountHook(hooks, inner);
  }
  for (const element of waiting) {
    if (element.isConnected && homeOf(element) !== hooks.container) continue;
    waiting.delete(element);
    if (element.isConnected && !hooks.mounted.has(element)) start(hooks, element, made.get(element), "");
  }
}

/** @param {Hooks} hooks @param {Element} element */
function mountHook(hooks, element) {
  const { client, mounted, container } = hooks;
  const name = nameOf(element);
  if (name === "" || mounted.has(element) || homeOf(element) !== container) return;
  const definition = Object.hasOwn(client.hooks, name) ? client.hooks[name]
    : Object.hasOwn(BUILT_IN, name) ? builtIn(client, BUILT_IN[name]) : null;
  if (!definition) fail(client, new Error(`no hook is named "${name}"`));
  else start(hooks, element, instanceOf(definition, element), name);
}

/** @param {Hooks} hooks @param {Element} element @param {any} hook @param {string} name */
function start(hooks, element, hook, name) {
  hook.liveSocket = hooks.client.api;
  hooks.mounted.set(element, { hook, name });
  call(hooks, hook, "mounted");
}

/**
 * A hook whose code comes when the first element needs it.
 *
 * @param {Client} client
 * @param {(typeof BUILT_IN)[string]} load
 * @returns {HookDefinition}
 */
function builtIn(client, load) {
  return {
    async mounted() {
      const { mount } = await load();
      if (!this.isGone) this.own = mount(this.el, client);
    },
    updated() { this.own?.updated?.(); },
    destroyed() {
      this.isGone = true;
      this.own?.destroyed?.();
    },
  };
}

/** @param {HookDefinition} definition @param {Element} element */
function instanceOf(definition, element) {
  const api = apiOf(element);
  return Object.assign(typeof definition === "function" ? new definition(api) : Object.create(definition), api);
}

/** @param {Element} el @returns {HookApi} */
function apiOf(el) {
  const client = () => clients.get(homeOf(el));
  /** @param {Target | undefined} target @param {string} name @param {unknown} payload */
  const push = (target, name, payload = {}) => client()?.pushHook(el, target, name, payload) ?? [];
  return {
    el,
    pushEvent(name, payload, onReply) {
      const [answer = Promise.reject(new Error(`\`${name}\` was not sent`))] = push(undefined, name, payload);
      if (!onReply) return answer;
      answer.then(onReply, () => {});
    },
    pushEventTo(target, name, payload, onReply) {
      const answers = push(target, name, payload);
      if (!onReply) return Promise.allSettled(answers);
      for (const answer of answers) answer.then(onReply, () => {});
    },
    handleEvent(name, callback) {
      const { defaultView: events } = el.ownerDocument;
      const listener = (/** @type {any} */ { detail }) => callback(detail);
      const type = `phx:${name}`;
      const mine = handlers.get(el) ?? new Set();
      const remove = () => {
        events?.removeEventListener(type, listener);
        mine.delete(remove);
      };
      events?.addEventListener(type, listener);
      handlers.set(el, mine.add(remove));
      return remove;
    },
    removeHandleEvent: (remove) => remove(),
    js: () => commandsOf(/** @type {Client} */ (client()), el),
  };
}

/**
 * The hooks of these elements and of all that contain them; tells them that a change is about to come.
 *
 * @param {Hooks} hooks
 * @param {Element[]} elements
 * @returns {Set<Element>}
 */
export function beforeHooks(hooks, elements) {
  /** @type {Set<Element>} */
  const changed = new Set();
  if (hooks.mounted.size === 0) return changed;
  /** @type {Set<Element>} */
  const climbed = new Set();
  for (const element of elements) {
    /** @type {Element | null} */
    let current = element;
    while (current && current !== hooks.container && !climbed.has(current)) {
      climbed.add(current);
      if (hooks.mounted.has(current)) changed.add(current);
      current = current.parentElement;
    }
  }
  for (const element of changed) call(hooks, hooks.mounted.get(element)?.hook, "beforeUpdate");
  return changed;
}

/**
 * After a patch: destroys, mounts, updates.
 *
 * @param {Hooks} hooks
 * @param {Set<Element>} changed
 * @param {Element[]} written Elements that the patch wrote to: they may want another hook now.
 * @param {{ inserted: Node[], removed: boolean }} patched
 */
export function afterHooks(hooks, changed, written, { inserted, removed }) {
  const { mounted, container } = hooks;
  if (removed) destroyHooks(hooks, (element) => !container.contains(element));
  for (const element of written) {
    const name = mounted.get(element)?.name;
    if (name && name !== nameOf(element)) destroyHooks(hooks, (other) => other === element);
    if (element.hasAttribute("phx-hook") && container.contains(element)) mountHook(hooks, element);
  }
  mountHooks(hooks, inserted);
  for (const element of changed) call(hooks, mounted.get(element)?.hook, "updated");
}

/** @param {Hooks} hooks @param {(element: Element) => boolean} which */
export function destroyHooks(hooks, which) {
  for (const [element, { hook }] of [...hooks.mounted]) {
    if (!which(element)) continue;
    hooks.mounted.delete(element);
    for (const remove of [...(handlers.get(element) ?? [])]) remove();
    call(hooks, hook, "destroyed");
  }
}

/** @param {Hooks} hooks @param {"disconnected" | "reconnected"} callback */
export function callHooks(hooks, callback) {
  for (const { hook } of hooks.mounted.values()) call(hooks, hook, callback);
}

/**
 * An error in one hook must not keep the rest of the page from being patched.
 *
 * @param {Hooks} hooks
 * @param {any} hook
 * @param {string} callback
 */
function call(hooks, hook, callback) {
  if (!hook || typeof hook[callback] !== "function") return;
  try {
    const result = hook[callback]();
    if (result instanceof Promise) result.catch((error) => fail(hooks.client, error));
  } catch (error) {
    fail(hooks.client, error);
  }
}

/** @param {Client} client @param {unknown} error */
function fail(client, error) {
  client.report({ kind: "hook", message: String(error), error });
}
