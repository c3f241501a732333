/**
 * Bindings: DOM events -> events for the server.
 *
 * One listener an event type, on the document; elements are never walked in advance. What is not yet
 * answered, delayed or held back is kept in weak tables by element.
 */

import { changing } from "./controls.js";
import { isVisible, runBinding } from "./binding.js";
import { uploads as uploadsPart } from "./client-parts.js";
import {
  controlsOf, disableWith, forgetUsed, lastSubmitter, lockForm, markUsed, resyncForm, serializeForm,
} from "./form.js";
import { load } from "./lazy.js";
import { dispatchLoading, pushEvent, takesEvents } from "./view.js";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {import("./view.js").View} View
 * @typedef {import("./commands.js").PushArguments} PushArguments
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

/** How many unanswered events each class of an element stands for. @type {WeakMap<Element, Record<string, number>>} */
const loadings = new WeakMap();

/** Where the mouse went down. @type {Element | null} */
let pressed = null;

/** @param {Client} client @param {Document} page */
export function bindEvents(client, page) {
  const { window } = client;
  client.run = (element, binding, value = {}, done) => {
    const type = binding.slice("phx-".length);
    const text = element.getAttribute(binding) ?? "";
    return runBinding(client, element, text, pusher(client, element, type, value, type, done));
  };
  client.exec = (element, text) => {
    if (!text.startsWith("[")) return 0;
    return runBinding(client, element, text, pusher(client, element, "click", {}, "click"));
  };
  client.pushHook = (element, target, event, value) => {
    return targetsOf(client, element, target ?? "").map(([view, cid]) => new Promise((resolve, reject) => {
      send(view, [element], { type: "hook", event, value, cid }, "hook", {}, (ok, response) => {
        if (ok) resolve(response.reply ?? {});
        else reject(new Error(`\`${event}\` was not answered`));
      });
    }));
  };
  /** @type {<T extends Event>(target: EventTarget, type: string, handle: (event: T) => void) => void} */
  const on = (target, type, handle) => target.addEventListener(type, /** @type {any} */ (handle));
  on(page, "mousedown", (event) => { pressed = targetOf(event); });
  on(page, "click", (/** @type {MouseEvent} */ event) => {
    handleClickAway(client, event);
    handleClick(client, event);
  });
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
  on(page, "focusin", (event) => handleFocus(client, "focus", event));
  on(page, "focusout", (event) => {
    flushDelays(targetOf(event));
    handleFocus(client, "blur", event);
  });
  for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
    on(page, type, (/** @type {DragEvent} */ event) => handleDrag(client, event));
  }
  for (const type of ["focus", "blur"]) {
    on(window, type, (event) => {
      if (event.target === window) pushToWindowBound(client, type, event);
    });
  }
}

/** @param {Event} event @returns {Element | null} */
function targetOf(event) {
  const target = /** @type {Node | null} */ (event.target);
  return target?.nodeType === 1 ? /** @type {Element} */ (target) : null;
}

/** The view that an element belongs to, if it takes events. @param {Client} client @param {Element} element */
function viewOf(client, element) {
  const home = element.closest("[data-phx-session]") ?? element.ownerDocument.querySelector("[data-phx-main]");
  const view = client.views.find(({ container }) => container === home);
  return view && takesEvents(view) ? view : null;
}

/**
 * The views that get the events of an element, and the component in them.
 *
 * @param {Client} client
 * @param {Element} element
 * @param {import("./hooks.js").Target | null | undefined} target
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
 * @param {Element[]} elements The one that the event is of, and others that show it.
 * @param {{ type: string, event: string, value: unknown, cid?: number, uploads?: object }} payload
 * @param {string} loading
 * @param {PushArguments} args
 * @param {(ok: boolean, response: Record<string, any>) => void} [done]
 * @param {() => void} [before] Called before the answer is shown.
 */
function send(view, elements, payload, loading, args, done, before) {
  const settle = startLoading(view, elements, loading, args);
  /** @type {(() => void)} */
  let complete = () => {};
  const loadingComplete = new Promise((resolve) => { complete = /** @type {() => void} */ (resolve); });
  const finish = (/** @type {boolean} */ ok, response = {}) => {
    settle();
    complete();
    done?.(ok, response);
  };
  if (!pushEvent(view, payload, finish, before)) {
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
function pusher(client, element, type, extra, loading, done) {
  return (event, args) => {
    const value = { ...valuesOf(element), ...extra, ...args.value };
    for (const [view, cid] of targetsOf(client, element, args.target)) {
      send(view, [element], { type, event, value, cid }, loading, args, done);
    }
  };
}

/** What an application wants to go along. @param {Client} client @param {string} type @param {Event} event @param {Element} element */
function metadataOf({ metadata }, type, event, element) {
  return metadata[type]?.(event, element) ?? {};
}

/** @param {Client} client @param {MouseEvent} event */
function handleClick(client, event) {
  const element = closestBound(targetOf(event), "phx-click");
  if (!element) return;
  if (element.getAttribute("href") === "#") event.preventDefault();
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

/** @param {Client} client @param {MouseEvent} event */
function handleClickAway(client, event) {
  // A click that no mouse made began nowhere else.
  const start = (event.detail && pressed) || targetOf(event);
  pressed = null;
  if (!start) return;
  forEachBound(client, "phx-click-away", (element, text) => {
    if (element.contains(start) || !isVisible(start) || !isInViewport(element)) return;
    const extra = metadataOf(client, "click", event, element);
    runBinding(client, element, text, pusher(client, element, "click", extra, "click"));
  });
}

/** Whether a user sees it now. @param {Element} element */
function isInViewport(element) {
  const { innerWidth, innerHeight } = /** @type {Window} */ (element.ownerDocument.defaultView);
  const { top, right, bottom, left } = element.getBoundingClientRect();
  return isVisible(element) && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
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
  const text = element?.getAttribute(`phx-${type}`);
  if (!element || !text) pushToWindowBound(client, type, event, key);
  else if (isWantedKey(element, key)) runSimple(client, element, type, text, event, key);
}

/** @param {Element} element @param {string} [key] */
function isWantedKey(element, key) {
  const wanted = element.getAttribute("phx-key");
  return !wanted || !key || wanted.toLowerCase() === key.toLowerCase();
}

/**
 * @param {Client} client
 * @param {string} type
 * @param {Event} event
 * @param {string} [key]
 */
function pushToWindowBound(client, type, event, key) {
  forEachBound(client, `phx-window-${type}`, (element, text) => {
    if (isWantedKey(element, key)) runSimple(client, element, type, text, event, key);
  });
}

/** @param {Client} client @param {string} binding @param {(element: Element, text: string) => void} visit */
function forEachBound(client, binding, visit) {
  for (const element of client.window.document.querySelectorAll(`[${binding}]`)) {
    const text = element.getAttribute(binding);
    if (text) visit(element, text);
  }
}

/** @param {Client} client @param {string} type @param {Event} event */
function handleFocus(client, type, event) {
  const element = targetOf(event);
  const text = element?.getAttribute(`phx-${type}`);
  if (element && text) runSimple(client, element, type, text, event);
}

/**
 * @param {Client} client
 * @param {Element} element
 * @param {string} type
 * @param {string} text Of the binding.
 * @param {Event} event
 * @param {string} [key]
 */
function runSimple(client, element, type, text, event, key) {
  const extra = { ...(key && { key }), ...metadataOf(client, type, event, element) };
  const run = () => { runBinding(client, element, text, pusher(client, element, type, extra, type)); };
  // Leaving a field is never put off.
  if (type === "blur") run();
  else delayed(client, element, type, key, run);
}

/** @param {Client} client @param {"input" | "change"} type @param {Element | null} element */
function handleChange(client, type, element) {
  const input = /** @type {HTMLInputElement | null} */ (element);
  if (!input || input.validity?.badInput) return;
  if (input.hasAttribute("data-phx-upload-ref")) {
    const files = [...(input.files ?? [])];
    if (type === "input" && files.length > 0) withUploads(client, input, (own) => own.add(input, files));
  } else sendChange(client, type, input);
}

/** @param {Client} client @param {"input" | "change"} type @param {HTMLInputElement} input */
function sendChange(client, type, input) {
  const form = input.form ?? null;
  const own = input.getAttribute("phx-change") || null;
  const bound = own ? input : form;
  const text = own ?? form?.getAttribute("phx-change");
  if (!bound || !text) return;
  const state = stateOf(input);
  const isReported = reported.get(input) === state;
  if (type === "input") reported.set(input, state);
  else reported.delete(input);
  if (type === "change" && isReported) return;
  const push = (/** @type {string} */ name, /** @type {PushArguments} */ args) => {
    pushChange(client, bound, name, args, input, own !== null);
  };
  delayed(client, input, "change", undefined, () => { runBinding(client, bound, text, push); }, form);
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
 * @param {string} event
 * @param {PushArguments} args
 * @param {HTMLInputElement} input
 * @param {boolean} alone
 */
function pushChange(client, bound, event, args, input, alone) {
  const [target] = targetsOf(client, bound, args.target);
  const { form } = input;
  if (!target || (form && unanswered.has(form))) return;
  const [view, cid] = target;
  markUsed(input);
  const extra = formValues(bound, args);
  // A button changes when a command says so; then its value is part of the form.
  const submitter = input.localName === "button" ? input : null;
  const value = form
    ? serializeForm(form, { submitter, target: input.name, only: alone ? input.name : undefined, extra })
    : serializeAlone(input, extra);
  const change = {};
  const owner = form ?? input;
  const isLatest = () => latestChange.get(owner) === change;
  latestChange.set(owner, change);
  const uploads = client.uploads?.describe(input);
  changing.add(owner);
  send(view, [bound, input], { type: "form", event, value, cid, uploads }, "change", args, (ok) => {
    if (uploads) client.uploads?.told(input, ok);
    if (!ok || !form || !isLatest() || unanswered.has(form)) return;
    // A field still held back by its debounce is ahead of what the server has seen.
    if (!controlsOf(form).some(isHeldBack)) resyncForm(form, false);
  }, () => { if (isLatest()) changing.delete(owner); });
}

/** What goes with a form beside its fields. @param {Element} bound @param {PushArguments} args */
export function formValues(bound, args) {
  const values = namedValues(bound);
  for (const [name, value] of Object.entries(args.value ?? {})) values[name] = String(value);
  return values;
}

/** An input outside of forms. @param {HTMLInputElement} input @param {Record<string, string>} extra */
function serializeAlone(input, extra) {
  const parameters = new URLSearchParams(extra);
  if (!/^(checkbox|radio)$/.test(input.type) || input.checked) parameters.set(input.name, input.value);
  parameters.append("_target", input.name);
  return parameters.toString();
}

/**
 * Does something with files; what sends them is loaded when there is the first one.
 *
 * @param {Client} client
 * @param {Element} element
 * @param {(uploads: import("./uploads.js").Uploads) => void} use
 */
async function withUploads(client, element, use) {
  const { createUploads } = await load(uploadsPart);
  const change = (/** @type {HTMLInputElement} */ input) => sendChange(client, "change", input);
  client.uploads ??= createUploads(client, element.ownerDocument, { change });
  use(client.uploads);
}

/** @param {Client} client @param {DragEvent} event */
function handleDrag(client, event) {
  const element = targetOf(event);
  const { types, files } = event.dataTransfer ?? {};
  // A file input takes what is dropped on it by itself; all else would open it in place of the page.
  if (!types?.includes("Files") || element?.matches("[type=file]")) return;
  event.preventDefault();
  const zone = closestBound(element, "phx-drop-target");
  const { type } = event;
  const dropped = [...(files ?? [])];
  if (zone) withUploads(client, zone, (own) => own.drag(zone, type, dropped));
}

/** @param {Client} client @param {Event} event */
function handleReset(client, event) {
  const form = /** @type {HTMLFormElement | null} */ (targetOf(event));
  const text = form?.getAttribute("phx-change");
  if (!form || !text) return;
  forgetUsed(form);
  const button = controlsOf(form).find(({ type }) => type === "reset");
  // The controls are reset after this event.
  setTimeout(() => {
    if (!form.isConnected) return;
    runBinding(client, form, text, (name, args) => {
      const value = serializeForm(form, { target: button?.name || "reset", extra: formValues(form, args) });
      for (const [view, cid] of targetsOf(client, form, args.target)) {
        send(view, [form], { type: "form", event: name, value, cid }, "change", args);
      }
    });
  });
}

/** @param {Client} client @param {SubmitEvent} event */
function handleSubmit(client, event) {
  const form = /** @type {HTMLFormElement | null} */ (targetOf(event));
  const text = form?.getAttribute("phx-submit");
  const { submitter } = event;
  if (form && !text && form.hasAttribute("phx-change") && leavesPage(form, submitter)) {
    // The browser sends it, and has taken its values by then.
    setTimeout(() => { if (!event.defaultPrevented) unlockOnReturn(client, lockForm(form)); });
  }
  if (!form || !text) return;
  event.preventDefault();
  if (unanswered.has(form)) return;
  runBinding(client, form, text, (name, args) => pushSubmit(client, form, submitter, name, args));
}

/**
 * @param {Client} client
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @param {string} event
 * @param {PushArguments} args
 */
function pushSubmit(client, form, submitter, event, args) {
  const [target] = targetsOf(client, form, args.target);
  // Without a connection the form stays as it is, to be sent again; and it is sent once.
  if (!target || unanswered.has(form)) return;
  if (client.uploads?.delays(form, () => pushSubmit(client, form, submitter, event, args))) return;
  const [view, cid] = target;
  const controls = controlsOf(form);
  controls.forEach(dropDelays);
  controls.forEach(markUsed);
  if (submitter) lastSubmitter.set(form, submitter);
  else lastSubmitter.delete(form);
  const value = serializeForm(form, { submitter, extra: formValues(form, args) });
  const unlock = lockForm(form);
  unanswered.add(form);
  const settle = (/** @type {boolean} */ ok) => {
    unanswered.delete(form);
    unlock();
    if (ok) resyncForm(form, true);
  };
  send(view, [form], { type: "form", event, value, cid }, "submit", args, settle);
}

/** Whether a form that the browser sends loads another page here. @param {HTMLFormElement} form @param {HTMLElement | null} submitter */
function leavesPage(form, submitter) {
  const { formMethod, formTarget } = /** @type {HTMLButtonElement} */ (submitter ?? {});
  return (formMethod || form.method) !== "dialog" && /^(_self)?$/.test(formTarget || form.target);
}

/** The browser may show the page again as it was left. @param {Client} client @param {() => void} unlock */
function unlockOnReturn({ window }, unlock) {
  window.addEventListener("pageshow", unlock, { once: true });
}

/**
 * Runs now, or when `phx-debounce` or `phx-throttle` say.
 *
 * @param {Client} client
 * @param {Element} element
 * @param {string} type
 * @param {string | undefined} key
 * @param {() => void} run
 * @param {Element | null} [form] Its attributes count where the element has none.
 */
function delayed({ defaults }, element, type, key, run, form = null) {
  const debounce = delayOf(element, form, "phx-debounce", defaults.debounce);
  const throttle = delayOf(element, form, "phx-throttle", defaults.throttle);
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
    delay.timer = setTimeout(() => { delay.timer = undefined; }, throttle ?? 0);
    run();
    return;
  }
  clearTimeout(delay.timer);
  delay.run = run;
  if (debounce !== Infinity) delay.timer = setTimeout(() => flush(element, delay), debounce);
}

/**
 * Milliseconds; `Infinity` waits for blur.
 *
 * @param {Element} element
 * @param {Element | null} form
 * @param {string} name
 * @param {number} [fallback]
 */
function delayOf(element, form, name, fallback = DEFAULT_DELAY) {
  const text = element.getAttribute(name) ?? form?.getAttribute(name) ?? null;
  if (text === null) return null;
  if (text === "blur") return Infinity;
  const milliseconds = Number(text);
  return text !== "" && milliseconds >= 0 ? milliseconds : fallback;
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
