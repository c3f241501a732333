/**
 * Bindings: DOM events -> events for the server.
 *
 * One listener an event type, on the document; elements are never walked in advance. What is not yet
 * answered, delayed or held back is kept in weak tables by element.
 */

import {
  controlsOf, disableWith, lockForm, markUsed, resyncForm, serializeForm,
} from "./form.js";
import { isJoined, pushEvent } from "./view.js";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {import("./view.js").View} View
 *
 * @typedef {object} Delay What `phx-debounce` or `phx-throttle` holds for one element and event type.
 * @property {ReturnType<typeof setTimeout> | undefined} timer
 * @property {(() => void) | null} run Not yet run.
 * @property {string | undefined} key Of the last key press that went through.
 */

const DEFAULT_DELAY = 300;

/** @type {WeakMap<Element, Map<string, Delay>>} */
const delays = new WeakMap();
/** @type {WeakSet<Element>} */
const unanswered = new WeakSet();
/** What an `input` event has reported already, so that the `change` on leaving the field says nothing. */
/** @type {WeakMap<Element, string>} */
const reported = new WeakMap();
/** The latest change of each form; answers to earlier ones put nothing back. */
/** @type {WeakMap<Element, object>} */
const latestChange = new WeakMap();

/** @param {Client} client @param {Document} page */
export function bindEvents(client, page) {
  const { window } = client;
  /** @type {<T extends Event>(target: EventTarget, type: string, handle: (event: T) => void) => void} */
  const on = (target, type, handle) => target.addEventListener(type, /** @type {any} */ (handle));
  on(page, "click", (/** @type {MouseEvent} */ event) => handleClick(client, event));
  on(page, "submit", (/** @type {SubmitEvent} */ event) => handleSubmit(client, event));
  on(page, "input", (/** @type {InputEvent} */ event) => {
    if (!event.isComposing) handleChange(client, "input", targetOf(event));
  });
  on(page, "change", (event) => handleChange(client, "change", targetOf(event)));
  // Browsers differ in whether an `input` follows.
  on(page, "compositionend", (event) => handleChange(client, "input", targetOf(event)));
  on(page, "reset", (event) => handleReset(client, event));
  for (const type of ["keydown", "keyup"]) {
    on(page, type, (/** @type {KeyboardEvent} */ event) => handleKey(client, type, event));
  }
  on(page, "focusin", (event) => handleFocus(client, "focus", targetOf(event)));
  on(page, "focusout", (event) => {
    flushDelays(targetOf(event));
    handleFocus(client, "blur", targetOf(event));
  });
  for (const type of ["focus", "blur"]) {
    on(window, type, (event) => {
      if (event.target === window) pushToWindowBound(client, type, {}, () => true);
    });
  }
}

/** @param {Event} event @returns {Element | null} */
function targetOf(event) {
  const target = /** @type {Node | null} */ (event.target);
  return target?.nodeType === 1 ? /** @type {Element} */ (target) : null;
}

/** The joined view that an element belongs to. @param {Client} client @param {Element} element */
function viewOf(client, element) {
  const container = element.closest("[data-phx-session]");
  const view = client.views.find((candidate) => candidate.container === container);
  return view && isJoined(view) ? view : null;
}

/** The event a binding names. Lists of commands are not known yet. @param {Element} element @param {string} binding */
function eventName(element, binding) {
  const name = element.getAttribute(binding);
  return name && !name.startsWith("[") ? name : null;
}

/** @param {Element} element @returns {Record<string, string>} */
function namedValues(element) {
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
 * @param {Element} element
 * @param {{ type: string, event: string, value: unknown }} payload
 * @param {string} loading
 * @param {(ok: boolean) => void} [done]
 */
function send(view, element, payload, loading, done) {
  const className = `phx-${loading}-loading`;
  element.classList.add(className);
  const settle = (/** @type {boolean} */ ok) => {
    element.classList.remove(className);
    if (element.getAttribute("class") === "") element.removeAttribute("class");
    done?.(ok);
  };
  if (!pushEvent(view, payload, settle)) settle(false);
}

/** @param {Client} client @param {MouseEvent} event */
function handleClick(client, event) {
  const element = closestBound(targetOf(event), "phx-click");
  if (!element) return;
  if (element.getAttribute("href") === "#") event.preventDefault();
  const name = eventName(element, "phx-click");
  if (!name) return;
  delayed(element, "click", undefined, () => {
    const view = viewOf(client, element);
    if (!view || unanswered.has(element)) return;
    unanswered.add(element);
    const restore = disableElement(element);
    send(view, element, { type: "click", event: name, value: valuesOf(element) }, "click", () => {
      unanswered.delete(element);
      restore();
    });
  });
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
function closestBound(from, binding) {
  for (let element = from; element; element = element.parentElement) {
    if (element.hasAttribute(binding)) return element.hasAttribute("disabled") ? null : element;
    if (element.hasAttribute("data-phx-session")) return null;
  }
  return null;
}

/** @param {Client} client @param {string} type @param {KeyboardEvent} event */
function handleKey(client, type, event) {
  const { key } = event;
  // Browsers that fill in a form by themselves send key events without a key.
  if (!key) return;
  const element = targetOf(event);
  const name = element && eventName(element, `phx-${type}`);
  if (!element || !name) {
    pushToWindowBound(client, type, { key }, (bound) => isWantedKey(bound, key));
    return;
  }
  if (isWantedKey(element, key)) pushSimple(client, element, type, name, { key }, type);
}

/** @param {Element} element @param {string} key */
function isWantedKey(element, key) {
  const wanted = element.getAttribute("phx-key");
  return !wanted || wanted.toLowerCase() === key.toLowerCase();
}

/**
 * @param {Client} client
 * @param {string} type
 * @param {{ key?: string }} extra
 * @param {(element: Element) => boolean} isWanted
 */
function pushToWindowBound(client, type, extra, isWanted) {
  const binding = `phx-window-${type}`;
  for (const { container } of client.views) {
    for (const element of container.querySelectorAll(`[${binding}]`)) {
      const name = eventName(element, binding);
      if (name && isWanted(element)) pushSimple(client, element, type, name, extra, type);
    }
  }
}

/** @param {Client} client @param {string} type @param {Element | null} element */
function handleFocus(client, type, element) {
  const name = element && eventName(element, `phx-${type}`);
  if (name) pushSimple(client, element, type, name, {}, type);
}

/**
 * @param {Client} client
 * @param {Element} element
 * @param {string} type
 * @param {string} name
 * @param {{ key?: string }} extra
 * @param {string} loading
 */
function pushSimple(client, element, type, name, extra, loading) {
  const run = () => {
    const view = viewOf(client, element);
    if (view) send(view, element, { type, event: name, value: { ...valuesOf(element), ...extra } }, loading);
  };
  // Leaving a field is never put off.
  if (type === "blur") run();
  else delayed(element, type, extra.key, run);
}

/** @param {Client} client @param {"input" | "change"} type @param {Element | null} element */
function handleChange(client, type, element) {
  const input = /** @type {HTMLInputElement | null} */ (element);
  if (!input || input.validity?.badInput) return;
  const form = input.form ?? null;
  const own = eventName(input, "phx-change");
  const bound = own ? input : form;
  const name = own ?? (form && eventName(form, "phx-change"));
  if (!bound || !name || !form && !own) return;
  const state = stateOf(input);
  const isReported = reported.get(input) === state;
  if (type === "input") reported.set(input, state);
  else reported.delete(input);
  if (type === "change" && isReported) return;
  delayed(input, "change", undefined, () => pushChange(client, bound, name, input, own !== null), form);
}

/** What tells one state of a control from another. @param {HTMLInputElement} input */
function stateOf(input) {
  const select = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (input));
  if (input.localName === "select") {
    return [...select.options].map((option) => Number(option.selected)).join("");
  }
  return `${input.checked} ${input.value}`;
}

/**
 * @param {Client} client
 * @param {Element} bound The form, or the input with a binding of its own.
 * @param {string} name
 * @param {HTMLInputElement} input
 * @param {boolean} alone
 */
function pushChange(client, bound, name, input, alone) {
  const view = viewOf(client, bound);
  const { form } = input;
  if (!view || (form && unanswered.has(form))) return;
  markUsed(input);
  const extra = namedValues(bound);
  const value = form
    ? serializeForm(form, { target: input.name, only: alone ? input.name : undefined, extra })
    : serializeAlone(input, extra);
  const change = {};
  const owner = form ?? input;
  latestChange.set(owner, change);
  send(view, bound, { type: "form", event: name, value }, "change", (ok) => {
    if (!ok || !form || latestChange.get(owner) !== change || unanswered.has(form)) return;
    // A field still held back by its debounce is ahead of what the server has seen.
    if (!controlsOf(form).some(isHeldBack)) resyncForm(form, false);
  });
}

/** An input outside of forms. @param {HTMLInputElement} input @param {Record<string, string>} extra */
function serializeAlone(input, extra) {
  const parameters = new URLSearchParams(extra);
  if (!/^(checkbox|radio)$/.test(input.type) || input.checked) parameters.set(input.name, input.value);
  parameters.append("_target", input.name);
  return parameters.toString();
}

/** @param {Client} client @param {Event} event */
function handleReset(client, event) {
  const form = /** @type {HTMLFormElement | null} */ (targetOf(event));
  const name = form && eventName(form, "phx-change");
  if (!form || !name) return;
  // The controls are reset after this event.
  setTimeout(() => {
    const view = viewOf(client, form);
    if (!view || !form.isConnected) return;
    const value = serializeForm(form, { target: "reset", extra: namedValues(form) });
    send(view, form, { type: "form", event: name, value }, "change");
  });
}

/** @param {Client} client @param {SubmitEvent} event */
function handleSubmit(client, event) {
  const form = /** @type {HTMLFormElement | null} */ (targetOf(event));
  const name = form && eventName(form, "phx-submit");
  if (!form || !name) return;
  event.preventDefault();
  const view = viewOf(client, form);
  // Without a connection the form stays as it is, to be sent again.
  if (!view || unanswered.has(form)) return;
  const controls = controlsOf(form);
  controls.forEach(dropDelays);
  controls.forEach(markUsed);
  const value = serializeForm(form, { submitter: event.submitter, extra: namedValues(form) });
  const unlock = lockForm(form);
  unanswered.add(form);
  const sent = pushEvent(view, { type: "form", event: name, value }, (ok) => {
    unanswered.delete(form);
    unlock();
    if (ok) resyncForm(form, true);
  });
  if (!sent) {
    unanswered.delete(form);
    unlock();
  }
}

/**
 * Runs now, or when `phx-debounce` or `phx-throttle` say.
 *
 * @param {Element} element
 * @param {string} type
 * @param {string | undefined} key
 * @param {() => void} run
 * @param {Element | null} [form] Its attributes count where the element has none.
 */
function delayed(element, type, key, run, form = null) {
  const debounce = delayOf(element, form, "phx-debounce");
  const throttle = delayOf(element, form, "phx-throttle");
  if (debounce === null && throttle === null) {
    run();
    return;
  }
  let byType = delays.get(element);
  if (!byType) delays.set(element, (byType = new Map()));
  const delay = byType.get(type) ?? { timer: undefined, run: null, key: undefined };
  byType.set(type, delay);
  if (debounce === null) {
    // Another key is another event; only repeats are held back.
    if (delay.timer !== undefined && delay.key === key) return;
    clearTimeout(delay.timer);
    delay.key = key;
    delay.timer = setTimeout(() => { delay.timer = undefined; }, throttle ?? DEFAULT_DELAY);
    run();
    return;
  }
  clearTimeout(delay.timer);
  delay.run = run;
  if (debounce !== Infinity) delay.timer = setTimeout(() => flush(element, delay), debounce);
}

/** Milliseconds; `Infinity` waits for blur. @param {Element} element @param {Element | null} form @param {string} name */
function delayOf(element, form, name) {
  const text = element.getAttribute(name) ?? form?.getAttribute(name) ?? null;
  if (text === null) return null;
  if (text === "blur") return Infinity;
  const milliseconds = Number(text);
  return text !== "" && milliseconds >= 0 ? milliseconds : DEFAULT_DELAY;
}

/** @param {Element} element @param {Delay} delay */
function flush(element, delay) {
  const { run } = delay;
  if (!run) return;
  clearTimeout(delay.timer);
  delay.timer = undefined;
  delay.run = null;
  if (element.isConnected) run();
}

/** @param {Element | null} element */
function flushDelays(element) {
  const byType = element && delays.get(element);
  if (byType) for (const delay of byType.values()) flush(element, delay);
}

/** @param {Element} element */
function dropDelays(element) {
  for (const delay of delays.get(element)?.values() ?? []) {
    if (delay.run) clearTimeout(delay.timer);
    delay.run = null;
  }
}

/** @param {Element} element */
function isHeldBack(element) {
  return [...(delays.get(element)?.values() ?? [])].some((delay) => delay.run !== null);
}
