/**
 * Hooks: an application's own code for elements with `phx-hook`.
 *
 * `updated` is called for an element only if a patch wrote to it or inside it: the written elements are
 * known, so their ancestors are climbed and nothing is searched.
 */

import { handlers, homeOf, HOOKED, instanceOf, made, waiting } from "./hook.js";

export { chooseFiles, pushFromHook } from "./from-hooks.js";
import { nodesOf } from "./patch.js";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {import("./hook.js").Callbacks} Callbacks
 * @typedef {import("./hook.js").HookDefinition} HookDefinition
 * @typedef {import("./hook.js").Hooks} Hooks
 */

/** Attributes that bring a hook of the client's own, and those that it has under a name. */
const BUILT_IN = /** @type {Record<string, () => Promise<{ mount: (element: any, client: Client) => Partial<Callbacks> }>>} */ ({
  "Phoenix.InfiniteScroll": () => import("./viewport.js"),
  "Phoenix.FocusWrap": () => import("./focus-wrap.js"),
});

/** @param {Element} element */
function nameOf(element) {
  return element.getAttribute("phx-hook") ??
    (element.matches(HOOKED) ? "Phoenix.InfiniteScroll" : "");
}

/** Mounts what is new in these nodes. @param {Hooks} hooks @param {Node[]} nodes */
export function mountHooks(hooks, nodes) {
  for (const node of nodes) {
    if (node.nodeType !== 1 || !node.isConnected) continue;
    const element = /** @type {Element} */ (node);
    if (element.matches(HOOKED)) mountHook(hooks, element);
    for (const inner of element.querySelectorAll(HOOKED)) mountHook(hooks, inner);
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
 * @param {import("./patch.js").Context} patched
 */
export function afterHooks(hooks, changed, written, { inserted, removed, wakes }) {
  const { mounted, container } = hooks;
  if (removed) destroyHooks(hooks, (element) => !element.isConnected || homeOf(element) !== container);
  for (const element of written) {
    const name = mounted.get(element)?.name;
    if (name && name !== nameOf(element)) destroyHooks(hooks, (other) => other === element);
    if (element.hasAttribute("phx-hook") && element.isConnected) mountHook(hooks, element);
  }
  mountHooks(hooks, wakes ? inserted.flatMap(nodesOf) : []);
  for (const element of changed) call(hooks, mounted.get(element)?.hook, "updated");
}

/** @param {Hooks} hooks @param {(element: Element) => boolean} which */
export function destroyHooks(hooks, which) {
  for (const [element, { hook }] of [...hooks.mounted]) {
    if (!which(element)) continue;
    hooks.mounted.delete(element);
    handlers.get(element)?.abort();
    handlers.delete(element);
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
