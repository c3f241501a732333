/**
 * Events of elements: whom they are for, what goes with them, and what shows that they are not answered yet. What that
 * concerns is kept in weak tables by element.
 */

import { runBinding } from "./binding.js";
import { component, session } from "./client-parts.js";
import { delayed } from "./delays.js";
import { disableWith } from "./form.js";
import { homeOf } from "./hook.js";
import { need, whenLoaded } from "./lazy.js";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {import("./view.js").View} View
 * @typedef {import("./commands.js").PushArguments} PushArguments
 */

/** @type {WeakSet<Element>} */
export const unanswered = new WeakSet();
/** How many unanswered events each class of an element stands for. @type {WeakMap<Element, Record<string, number>>} */
const loadings = new WeakMap();
/** Events are numbered, by which listeners tell them apart. */
let lastRef = 0;

/** @type {Client["run"] extends (...args: infer A) => infer R ? (client: Client, ...args: A) => R : never} */
export function run(client, element, binding, value = {}, done) {
  const type = binding.slice("phx-".length);
  const text = element.getAttribute(binding) ?? "";
  return runBinding(client, element, text, pusher(client, element, type, value, type, done));
}

/** @param {Client} client @param {Element} element @param {string | unknown[]} commands */
export function exec(client, element, commands) {
  const text = typeof commands === "string" ? commands : JSON.stringify(commands);
  return text.startsWith("[") ? runBinding(client, element, text, pusher(client, element, "click", {}, "click")) : 0;
}

/** What a script sends for an element. @param {Client} client @param {Element} element @param {string} event @param {PushArguments} args */
export function pushNow(client, element, event, args) {
  pusher(client, element, "click", {}, "click")(event, args);
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
  // A page that is only made ready is its view's, too.
  const view = client.views.find(({ container, page }) =>
    container === home || page.container === home || (isOutside && container.hasAttribute("data-phx-main")));
  return view && need(session).takesEvents(view) ? view : null;
}

/**
 * The views that get the events of an element, and the component in them. Each once, however many elements are found in it.
 *
 * @param {Client} client
 * @param {Element} element
 * @param {import("./hook.js").Target | null | undefined} target
 * @returns {[View, number | undefined][]}
 * @throws {Promise<unknown>} Where a component is looked for, and what looks is not there yet.
 */
export function targetsOf(client, element, target) {
  const wanted = target ?? element.getAttribute("phx-target") ?? "";
  const view = viewOf(client, element);
  if (wanted === "") return view ? [[view, undefined]] : [];
  if (/^\d+$/.test(String(wanted))) return view ? [[view, Number(wanted)]] : [];
  /** @type {Map<string, [View, number | undefined]>} */
  const targets = new Map();
  for (const found of typeof wanted === "object" ? [wanted] : selected(element, String(wanted))) {
    const own = viewOf(client, found);
    const cid = own ? need(component).componentOf(own.page.root, found) : undefined;
    if (own) targets.set(`${own.container.id} ${cid}`, [own, cid]);
  }
  return [...targets.values()];
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
 * @param {Element[]} sources The one that the event is of, and others that show it.
 * @param {{ type: string, event: string, value: unknown, cid?: number, uploads?: object }} payload
 * @param {string} loading
 * @param {PushArguments} args
 * @param {(ok: boolean, response: Record<string, any>, ref: number) => void} [done]
 * @param {() => void} [before] Called before the answer is shown.
 */
export function send(view, sources, payload, loading, args, done, before) {
  const ref = (lastRef += 1);
  const { client } = view;
  const shown = new Set([...sources, ...(args.loading ? selected(sources[0], args.loading) : [])]);
  const stop = startLoading(client, shown, loading, args);
  /** @type {(detail?: unknown) => void} */
  let complete = () => {};
  const answered = new Promise((resolve) => { complete = resolve; });
  const finish = (/** @type {boolean} */ ok, response = {}) => {
    unlock([...shown]);
    stop();
    complete(detail);
    done?.(ok, response, ref);
  };
  /** @param {Element | Element[]} elements They show it no longer. */
  const unlock = (elements) => {
    for (const element of [elements].flat()) {
      if (!shown.delete(element)) continue;
      hideLoading(element, loading);
      tell(client, element, [`phx:undo-loading:${ref}`, `phx:undo-lock:${ref}`], { ref, event: payload.event });
    }
  };
  const detail = {
    ...payload, payload, ref, eventType: payload.type, target: args.target, loadingElements: [...shown], isLoading: true,
    loadingComplete: answered, lockComplete: answered, lock: () => answered, unlock,
  };
  if (need(session).pushEvent(view, payload, finish, before)) {
    for (const element of [...shown]) tell(client, element, ["phx:push", `phx:push:${payload.event}`], detail);
  } else {
    before?.();
    finish(false);
  }
}

/** @param {Client} client @param {Element} element @param {string[]} types @param {object} detail */
function tell({ window: { CustomEvent } }, element, types, detail) {
  for (const type of types) element.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
}

/**
 * What shows that something is not answered yet; gives the function that ends it for the page. Of an element it is ended
 * by `hideLoading`.
 *
 * @param {Client} client
 * @param {Iterable<Element>} elements
 * @param {string} loading
 * @param {PushArguments} args
 */
function startLoading(client, elements, loading, args) {
  const className = `phx-${loading}-loading`;
  const [target] = elements;
  for (const one of elements) {
    const counts = loadings.get(one) ?? {};
    loadings.set(one, counts);
    counts[className] = (counts[className] ?? 0) + 1;
    one.classList.add(className);
  }
  const { CustomEvent, location } = client.window;
  const detail = { kind: "element", to: location.href, target };
  const tellPage = (/** @type {string} */ what) => {
    if (args.page_loading) client.window.dispatchEvent(new CustomEvent(`phx:page-loading-${what}`, { detail }));
  };
  tellPage("start");
  return () => tellPage("stop");
}

/** @param {Element} element @param {string} loading */
function hideLoading(element, loading) {
  const className = `phx-${loading}-loading`;
  const counts = loadings.get(element) ?? {};
  counts[className] -= 1;
  if (counts[className] > 0) return;
  element.classList.remove(className);
  if (element.getAttribute("class") === "") element.removeAttribute("class");
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
  return (event, args) => void whenLoaded(() => {
    const value = { ...valuesOf(element), ...extra, ...args.value };
    for (const [view, cid] of targetsOf(client, element, args.target)) {
      send(view, [element], { type, event, value, cid }, loading, args, done);
    }
  });
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
    runBinding(client, element, text, (name, args) => void whenLoaded(() => pushClick(client, element, name, args, extra)));
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
