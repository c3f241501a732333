/**
 * Events of elements: whom they are for, what goes with them, and what shows that they are not answered yet. What that
 * concerns is kept in weak tables by element.
 */

import { runBinding } from "./binding.js";
import { hooks as hooksPart, portal, session } from "./client-parts.js";
import { delayed } from "./delays.js";
import { disableWith } from "./form.js";
import { homeOf } from "./hook.js";
import { loaded, need } from "./lazy.js";
import { dispatchLoading } from "./view.js";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {import("./view.js").View} View
 * @typedef {import("./commands.js").PushArguments} PushArguments
 */

/** @type {WeakSet<Element>} */
export const unanswered = new WeakSet();
/** How many unanswered events each class of an element stands for. @type {WeakMap<Element, Record<string, number>>} */
const loadings = new WeakMap();

/** @type {Client["run"] extends (...args: infer A) => infer R ? (client: Client, ...args: A) => R : never} */
export function run(client, element, binding, value = {}, done) {
  const type = binding.slice("phx-".length);
  const text = element.getAttribute(binding) ?? "";
  return runBinding(client, element, text, pusher(client, element, type, value, type, done));
}

/** @param {Client} client @param {Element} element @param {string} text */
export function exec(client, element, text) {
  return text.startsWith("[") ? runBinding(client, element, text, pusher(client, element, "click", {}, "click")) : 0;
}

/**
 * @param {Client} client
 * @param {Element} element
 * @param {import("./hook.js").Target | undefined} target
 * @param {string} event
 * @param {unknown} value
 * @returns {Promise<any>[]}
 */
export function pushFromHook(client, element, target, event, value) {
  return targetsOf(client, element, target ?? "").map(([view, cid]) => new Promise((resolve, reject) => {
    send(view, [element], { type: "hook", event, value, cid }, "hook", {}, (ok, response) => {
      if (ok) resolve(response.reply ?? {});
      else reject(new Error(`\`${event}\` was not answered`));
    });
  }));
}

/** @param {Event} event @returns {Element | null} */
export function targetOf(event) {
  const target = /** @type {Node | null} */ (event.target);
  return target?.nodeType === 1 ? /** @type {Element} */ (target) : null;
}

/** The view that an element belongs to, if it takes events. @param {Client} client @param {Element} element */
function viewOf(client, element) {
  const home = homeOf(element);
  const isOutside = home === element.ownerDocument.body;
  const view = client.views.find(({ container }) => container === home || (isOutside && container.hasAttribute("data-phx-main")));
  return view && need(session).takesEvents(view) ? view : null;
}

/**
 * The views that get the events of an element, and the component in them.
 *
 * @param {Client} client
 * @param {Element} element
 * @param {import("./hook.js").Target | null | undefined} target
 * @returns {[View, number | undefined][]}
 */
export function targetsOf(client, element, target) {
  const wanted = target ?? element.getAttribute("phx-target") ?? "";
  const view = viewOf(client, element);
  if (wanted === "") return view ? [[view, undefined]] : [];
  if (typeof wanted === "object") return [viewOf(client, wanted)].flatMap((found) => (found ? [[found, undefined]] : []));
  if (/^\d+$/.test(String(wanted))) return view ? [[view, Number(wanted)]] : [];
  const views = new Set(selected(element, String(wanted)).map((found) => viewOf(client, found)));
  return [...views].flatMap((found) => /** @type {[View, undefined][]} */ (found ? [[found, undefined]] : []));
}

/** @param {Element} element @param {string} selector @returns {Element[]} */
function selected(element, selector) {
  try {
    return [...element.ownerDocument.querySelectorAll(selector)];
  } catch {
    return [];
  }
}

/** @param {Element} element @returns {Record<string, string>} */
export function namedValues(element) {
  /** @type {Record<string, string>} */
  const values = {};
  for (const { name, value } of element.attributes) {
    if (name.startsWith("phx-value-")) values[name.slice("phx-value-".length)] = value;
  }
  return values;
}

/** `phx-value-*` and the element's own value. @param {Element} element */
function valuesOf(element) {
  const values = namedValues(element);
  const { value, type, checked } = /** @type {HTMLInputElement} */ (element);
  if (typeof value !== "string" || (value === "" && "value" in values)) return values;
  if (element.localName === "input" && /^(checkbox|radio)$/.test(type) && !checked) return values;
  return { ...values, value };
}

/**
 * Sends, with the loading class on until it is answered.
 *
 * @param {View} view
 * @param {Element[]} elements The one that the event is of, and others that show it.
 * @param {{ type: string, event: string, value: unknown, cid?: number, uploads?: object }} payload
 * @param {string} loading
 * @param {PushArguments} args
 * @param {(ok: boolean, response: Record<string, any>) => void} [done]
 * @param {() => void} [before] Called before the answer is shown.
 */
export function send(view, elements, payload, loading, args, done, before) {
  const settle = startLoading(view, elements, loading, args);
  /** @type {(() => void)} */
  let complete = () => {};
  const loadingComplete = new Promise((resolve) => { complete = /** @type {() => void} */ (resolve); });
  const finish = (/** @type {boolean} */ ok, response = {}) => {
    settle();
    complete();
    done?.(ok, response);
  };
  if (!need(session).pushEvent(view, payload, finish, before)) {
    before?.();
    finish(false);
    return;
  }
  const { CustomEvent } = view.client.window;
  const detail = { ...payload, eventType: payload.type, loadingComplete, lockComplete: loadingComplete };
  for (const type of ["phx:push", `phx:push:${payload.event}`]) {
    elements[0].dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }
}

/**
 * What shows that something is not answered yet; gives the function that ends it.
 *
 * @param {View} view
 * @param {Element[]} sources
 * @param {string} loading
 * @param {PushArguments} args
 */
function startLoading({ client }, sources, loading, args) {
  const className = `phx-${loading}-loading`;
  const elements = new Set([...sources, ...(args.loading ? selected(sources[0], args.loading) : [])]);
  for (const one of elements) {
    const counts = loadings.get(one) ?? {};
    loadings.set(one, counts);
    counts[className] = (counts[className] ?? 0) + 1;
    one.classList.add(className);
  }
  if (args.page_loading) dispatchLoading(client, "start", "element");
  return () => {
    for (const one of elements) {
      const counts = loadings.get(one) ?? {};
      counts[className] -= 1;
      if (counts[className] > 0) continue;
      one.classList.remove(className);
      if (one.getAttribute("class") === "") one.removeAttribute("class");
    }
    if (args.page_loading) dispatchLoading(client, "stop", "element");
  };
}

/**
 * What sends the events of an element that is no form.
 *
 * @param {Client} client
 * @param {Element} element
 * @param {string} type
 * @param {Record<string, unknown>} extra
 * @param {string} loading
 * @param {() => void} [done]
 * @returns {import("./commands.js").Push}
 */
export function pusher(client, element, type, extra, loading, done) {
  return (event, args) => {
    const value = { ...valuesOf(element), ...extra, ...args.value };
    for (const [view, cid] of targetsOf(client, element, args.target)) {
      send(view, [element], { type, event, value, cid }, loading, args, done);
    }
  };
}

/** What an application wants to go along. @param {Client} client @param {string} type @param {Event} event @param {Element} element */
export function metadataOf({ options }, type, event, element) {
  return options.metadata?.[type]?.(event, element) ?? {};
}

/** @param {Client} client @param {MouseEvent} event */
export function handleClick(client, event) {
  const element = closestBound(targetOf(event), "phx-click");
  if (!element) return;
  const text = element.getAttribute("phx-click");
  if (!text) return;
  delayed(client, element, "click", undefined, () => {
    if (unanswered.has(element)) return;
    const extra = metadataOf(client, "click", event, element);
    runBinding(client, element, text, (name, args) => pushClick(client, element, name, args, extra));
  });
}

/**
 * @param {Client} client
 * @param {Element} element
 * @param {string} event
 * @param {PushArguments} args
 * @param {Record<string, unknown>} extra
 */
function pushClick(client, element, event, args, extra) {
  const value = { ...valuesOf(element), ...extra, ...args.value };
  for (const [view, cid] of targetsOf(client, element, args.target)) {
    unanswered.add(element);
    const restore = disableElement(element);
    send(view, [element], { type: "click", event, value, cid }, "click", args, () => {
      unanswered.delete(element);
      restore();
    });
  }
}

/** @param {Element} element */
function disableElement(element) {
  if (!element.hasAttribute("phx-disable-with")) return () => {};
  const restore = disableWith(element);
  const control = /** @type {HTMLButtonElement} */ (element);
  if (!("disabled" in control) || control.disabled) return restore;
  control.disabled = true;
  return () => {
    control.disabled = false;
    restore();
  };
}

/** Up to the view's container. @param {Element | null} from @param {string} binding */
export function closestBound(from, binding) {
  for (let element = from; element; element = element.parentElement) {
    if (element.hasAttribute(binding)) return element.hasAttribute("disabled") ? null : element;
    if (element.matches("[data-phx-session],[data-phx-teleported]")) return null;
  }
  return null;
}

/** Takes an element out of the page when the transitions of its `phx-remove` are over. @param {View} view @param {HTMLElement} node */
export function removeLater({ client, hooks, page }, node) {
  const takeAway = () => {
    node.remove();
    loaded(portal)?.sweep(page.context.remove);
  };
  // To a user it is gone already.
  node.inert = true;
  const time = run(client, node, "phx-remove");
  const removeSoon = (/** @type {number} */ wait) => { setTimeout(takeAway, wait); };
  if (!time) takeAway();
  else {
    loaded(hooksPart)?.destroyHooks(hooks, (hooked) => node.contains(hooked));
    if (typeof time === "number") removeSoon(time);
    else time.then(removeSoon);
  }
}
