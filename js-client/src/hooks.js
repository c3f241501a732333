/**
 * Hooks: an application's own code for elements with `phx-hook`.
 *
 * `updated` is called for an element only if a patch wrote to it or inside it: the written elements are
 * known, so their ancestors are climbed and nothing is searched.
 */

/**
 * @typedef {object} HookInstance
 * @property {Element} el
 * @property {(name: string, payload?: unknown, callback?: (reply: any) => void) => void} pushEvent
 * @property {(name: string, callback: (payload: any) => void) => () => void} handleEvent Gives its undoing.
 *
 * @typedef {object} HookDefinition
 * @property {(this: HookInstance & any) => void} [mounted]
 * @property {(this: HookInstance & any) => void} [beforeUpdate]
 * @property {(this: HookInstance & any) => void} [updated]
 * @property {(this: HookInstance & any) => void} [destroyed]
 * @property {(this: HookInstance & any) => void} [disconnected]
 * @property {(this: HookInstance & any) => void} [reconnected]
 *
 * @typedef {Record<string, HookDefinition & Record<string, any>>} HookDefinitions
 *
 * @typedef {object} Hooks The hooks of one view.
 * @property {Element} container
 * @property {HookDefinitions} definitions
 * @property {HookInstance["pushEvent"]} pushEvent
 * @property {EventTarget} events Where pushed events arrive.
 * @property {(error: unknown) => void} onError
 * @property {Map<Element, { hook: any, handlers: Set<() => void> }>} mounted
 */

/** @param {Omit<Hooks, "mounted">} options @returns {Hooks} */
export function createHooks(options) {
  return { ...options, mounted: new Map() };
}

/** Mounts what is new in these nodes. @param {Hooks} hooks @param {Node[]} nodes */
export function mountHooks(hooks, nodes) {
  for (const node of nodes) {
    if (node.nodeType !== 1 || !node.isConnected) continue;
    const element = /** @type {Element} */ (node);
    if (element.hasAttribute("phx-hook")) mountHook(hooks, element);
    for (const inner of element.querySelectorAll("[phx-hook]")) mountHook(hooks, inner);
  }
}

/** @param {Hooks} hooks @param {Element} element */
function mountHook(hooks, element) {
  if (hooks.mounted.has(element) || element.closest("[data-phx-session]") !== hooks.container) return;
  const name = element.getAttribute("phx-hook") ?? "";
  if (name === "") return;
  if (!Object.hasOwn(hooks.definitions, name)) {
    hooks.onError(new Error(`no hook is named "${name}"`));
    return;
  }
  /** @type {Set<() => void>} */
  const handlers = new Set();
  const hook = Object.assign(Object.create(hooks.definitions[name]), {
    el: element,
    pushEvent: hooks.pushEvent,
    handleEvent: (/** @type {string} */ event, /** @type {(payload: any) => void} */ callback) => {
      const listener = (/** @type {CustomEvent} */ { detail }) => callback(detail);
      const type = `phx:${event}`;
      hooks.events.addEventListener(type, /** @type {any} */ (listener));
      const remove = () => {
        hooks.events.removeEventListener(type, /** @type {any} */ (listener));
        handlers.delete(remove);
      };
      handlers.add(remove);
      return remove;
    },
  });
  hooks.mounted.set(element, { hook, handlers });
  call(hooks, hook, "mounted");
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
 * @param {{ inserted: Node[], removed: boolean }} patched
 */
export function afterHooks(hooks, changed, { inserted, removed }) {
  if (removed) destroyHooks(hooks, (element) => !hooks.container.contains(element));
  mountHooks(hooks, inserted);
  for (const element of changed) call(hooks, hooks.mounted.get(element)?.hook, "updated");
}

/** @param {Hooks} hooks @param {(element: Element) => boolean} which */
export function destroyHooks(hooks, which) {
  for (const [element, { hook, handlers }] of [...hooks.mounted]) {
    if (!which(element)) continue;
    hooks.mounted.delete(element);
    for (const remove of [...handlers]) remove();
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
    hook[callback]();
  } catch (error) {
    hooks.onError(error);
  }
}
