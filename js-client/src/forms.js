/**
 * Changes of forms, and their submitting -> events for the server.
 */

import { runBinding } from "./binding.js";
import { uploads as uploadsPart } from "./client-parts.js";
import { delayed, dropDelays, isHeldBack } from "./delays.js";
import { namedValues, send, targetOf, targetsOf, unanswered } from "./events.js";
import { controlsOf, forgetUsed, lastSubmitter, lockForm, markUsed, resyncForm, serializeForm } from "./form.js";
import { load, need, whenLoaded } from "./lazy.js";
import { special } from "./parts.js";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {import("./commands.js").PushArguments} PushArguments
 */

/** What an `input` event has reported already, so that the `change` on leaving the field says nothing. */
/** @type {WeakMap<Element, string>} */
const reported = new WeakMap();
/** The latest change of each form; answers to earlier ones put nothing back. */
/** @type {WeakMap<Element, object>} */
const latestChange = new WeakMap();
/**
 * From now on what the server shows of a form, or of a field without one, is older; until `end`, unless it has changed
 * again.
 *
 * @param {Element} owner
 */
export function startChange(owner) {
  const change = {};
  const { changing } = need(special);
  const isLatest = () => latestChange.get(owner) === change;
  latestChange.set(owner, change);
  changing.add(owner);
  return { isLatest, end: () => { if (isLatest()) changing.delete(owner); } };
}

/** @param {Client} client @param {"input" | "change"} type @param {Element | null} element */
export function handleChange(client, type, element) {
  const input = /** @type {HTMLInputElement | null} */ (element);
  if (!input || !isField(input) || input.validity?.badInput) return;
  if (input.hasAttribute("data-phx-upload-ref")) {
    const files = [...(input.files ?? [])];
    if (type === "input" && files.length > 0) withUploads(client, input, (own) => own.add(input, files));
  } else sendChange(client, type, input);
}

/** Also of elements that applications define. @param {HTMLInputElement} element */
function isField({ localName, form, value }) {
  return localName !== "form" && (form !== undefined || typeof value === "string");
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
    whenLoaded(() => pushChange(client, bound, name, args, input, own !== null));
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
  const targets = targetsOf(client, bound, args.target);
  const { form } = input;
  if (!targets.length || (form && unanswered.has(form))) return;
  markUsed(input);
  // A button changes when a command says so; then its value is part of the form.
  const submitter = input.localName === "button" ? input : null;
  const extra = formValues(bound, args);
  const value = form
    ? serializeForm(form, { submitter, target: input.name, only: alone ? input.name : undefined, extra })
    : serializeAlone(input, extra);
  const { isLatest, end } = startChange(form ?? input);
  const uploads = client.uploads?.describe(input);
  for (const [view, cid] of targets) {
    send(view, [bound, input], { type: "form", event, value, cid, uploads }, "change", args, (ok) => {
      if (uploads) client.uploads?.told(input, ok);
      if (!ok || !form || !isLatest() || unanswered.has(form)) return;
      // A field still held back by its debounce is ahead of what the server has seen.
      if (!controlsOf(form).some(isHeldBack)) resyncForm(form, false);
    }, end);
  }
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
export async function withUploads(client, element, use) {
  const { createUploads } = await load(uploadsPart);
  const change = (/** @type {HTMLInputElement} */ input) => sendChange(client, "change", input);
  client.uploads ??= createUploads(client, element.ownerDocument, { change });
  use(client.uploads);
}

/** @param {Client} client @param {Event} event */
export function handleReset(client, event) {
  const form = /** @type {HTMLFormElement | null} */ (targetOf(event));
  const text = form?.getAttribute("phx-change");
  if (!form || !text) return;
  forgetUsed(form);
  const button = controlsOf(form).find(({ type }) => type === "reset");
  // The controls are reset after this event.
  setTimeout(() => {
    if (!form.isConnected) return;
    runBinding(client, form, text, (name, args) => void whenLoaded(() => {
      const value = serializeForm(form, { target: button?.name || "reset", extra: formValues(form, args) });
      for (const [view, cid] of targetsOf(client, form, args.target)) {
        send(view, [form], { type: "form", event: name, value, cid }, "change", args);
      }
    }));
  });
}

/** @param {Client} client @param {SubmitEvent} event */
export function handleSubmit(client, event) {
  const form = /** @type {HTMLFormElement | null} */ (targetOf(event));
  const text = form?.getAttribute("phx-submit");
  const { submitter } = event;
  if (form && !text && form.hasAttribute("phx-change") && leavesPage(form, submitter)) {
    // The browser sends it, and has taken its values by then.
    setTimeout(() => { if (!event.defaultPrevented) unlockOnReturn(client, lockForm(form)); });
  }
  if (!form || !text) return;
  if (unanswered.has(form)) return;
  runBinding(client, form, text, (name, args) => void whenLoaded(() => pushSubmit(client, form, submitter, name, args)));
}

/**
 * @param {Client} client
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @param {string} event
 * @param {PushArguments} args
 */
function pushSubmit(client, form, submitter, event, args) {
  const targets = targetsOf(client, form, args.target);
  // Without a connection the form stays as it is, to be sent again; and it is sent once.
  if (!targets.length || unanswered.has(form)) return;
  if (client.uploads?.delays(form, () => pushSubmit(client, form, submitter, event, args))) return;
  const controls = controlsOf(form);
  controls.forEach(dropDelays);
  controls.forEach(markUsed);
  if (submitter) lastSubmitter.set(form, submitter);
  else lastSubmitter.delete(form);
  const value = serializeForm(form, { submitter, extra: formValues(form, args) });
  const unlock = lockForm(form);
  unanswered.add(form);
  let left = targets.length;
  const settle = (/** @type {boolean} */ ok) => {
    left -= 1;
    if (left > 0) return;
    unanswered.delete(form);
    unlock();
    if (ok) resyncForm(form, true);
  };
  const shown = submitter ? [form, submitter] : [form];
  for (const [view, cid] of targets) send(view, shown, { type: "form", event, value, cid }, "submit", args, settle);
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
