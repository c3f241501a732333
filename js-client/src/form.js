/**
 * Forms: what is sent of them, and what the server's answer puts back.
 */

import { need } from "./lazy.js";
import { special } from "./parts.js";

/**
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement} Control
 */

/** Controls the user has used, as far as the server was told. @type {WeakSet<Element>} */
const usedControls = new WeakSet();

/** The button that a form was last sent with. @type {WeakMap<HTMLFormElement, Element>} */
export const lastSubmitter = new WeakMap();

/** @param {HTMLFormElement} form */
export function forgetUsed(form) {
  for (const control of controlsOf(form)) usedControls.delete(control);
}

/** @param {Element} control */
export function markUsed(control) {
  usedControls.add(control);
}

/** @param {Element} control */
export function isUsed(control) {
  return usedControls.has(control);
}

/**
 * The form, urlencoded. Files are left out. A field nobody has used yet is accompanied by `_unused_<name>`,
 * so that the server can hold back its complaints.
 *
 * @param {HTMLFormElement} form
 * @param {{ submitter?: Element | null, target?: string, only?: string, extra?: Record<string, string> }} [options]
 *   `target` is sent as `_target`; `only` keeps one field name.
 * @returns {string}
 */
export function serializeForm(form, { submitter = null, target, only, extra = {} } = {}) {
  const data = formData(form, submitter);
  const unused = unusedNames(form, submitter);
  const parameters = new URLSearchParams();
  for (const [name, value] of data) {
    if (typeof value !== "string" || (only !== undefined && name !== only)) continue;
    if (unused.delete(name)) parameters.append(unusedName(name), "");
    parameters.append(name, value);
  }
  for (const name of Object.keys(extra)) if (!parameters.has(name)) parameters.append(name, extra[name]);
  if (target !== undefined) parameters.append("_target", target);
  return parameters.toString();
}

/** @param {HTMLFormElement} form @param {Element | null} submitter */
function formData(form, submitter) {
  const { FormData } = /** @type {typeof globalThis} */ (form.ownerDocument.defaultView ?? globalThis);
  const name = submitter?.getAttribute("name");
  if (!submitter || !name) return new FormData(form);
  if (/** @type {HTMLButtonElement} */ (submitter).type === "button") return formDataWith(form, submitter, FormData);
  const data = new FormData(form, /** @type {HTMLElement} */ (submitter));
  // Older browsers know no second argument.
  if (!data.getAll(name).includes(submitter.getAttribute("value") ?? "")) {
    data.append(name, submitter.getAttribute("value") ?? "");
  }
  return data;
}

/**
 * With the value of a button that submits nothing, where it stands: only what can submit counts by itself.
 *
 * @param {HTMLFormElement} form
 * @param {Element} button
 * @param {typeof globalThis.FormData} Data
 */
function formDataWith(form, button, Data) {
  const standIn = form.ownerDocument.createElement("input");
  standIn.type = "hidden";
  standIn.name = button.getAttribute("name") ?? "";
  standIn.value = button.getAttribute("value") ?? "";
  button.before(standIn);
  const data = new Data(form);
  standIn.remove();
  return data;
}

/** @param {HTMLFormElement} form @param {Element | null} submitter */
function unusedNames(form, submitter) {
  /** @type {Set<string>} */
  const unused = new Set();
  /** @type {Set<string>} */
  const used = new Set([submitter?.getAttribute("name") ?? ""]);
  if (form.hasAttribute("phx-no-unused-field")) return unused;
  for (const control of controlsOf(form)) {
    const hidden = control.type === "hidden";
    if (usedControls.has(control) || control.hasAttribute("phx-no-unused-field")) used.add(control.name);
    else if (!hidden) unused.add(control.name);
  }
  for (const name of used) unused.delete(name);
  return unused;
}

/** The names of the fields that were used. @param {HTMLFormElement} form */
export function usedNames(form) {
  return new Set(controlsOf(form).filter((control) => usedControls.has(control)).map(({ name }) => name));
}

/** `user[email]` -> `user[_unused_email]`, `tags[]` -> `_unused_tags[]`. @param {string} name */
function unusedName(name) {
  const list = name.endsWith("[]") ? "[]" : "";
  const base = name.slice(0, name.length - list.length);
  const start = base.endsWith("]") ? base.lastIndexOf("[") + 1 : 0;
  return `${base.slice(0, start)}_unused_${base.slice(start)}${list}`;
}

/** @param {HTMLFormElement} form @returns {Control[]} */
export function controlsOf(form) {
  return /** @type {Control[]} */ ([...form.elements]);
}

/**
 * Puts controls back to what the server last said. A slot is written only when it changes, so without
 * this a chat box that the server keeps empty would keep its text after each message.
 *
 * @param {HTMLFormElement} form
 * @param {boolean} all Else the focused control is left to its user, and so are fields without a `value`
 *   attribute: of those the server has said nothing.
 */
export function resyncForm(form, all) {
  const { activeElement } = form.ownerDocument;
  // It is about to be sent as it is.
  if (form.hasAttribute("phx-trigger-action")) return;
  for (const control of controlsOf(form)) {
    if (!all && control === activeElement) continue;
    if (control.closest('[phx-update="ignore"]')) continue;
    resyncControl(control, all);
  }
}

/** @param {Control} control @param {boolean} all */
function resyncControl(control, all) {
  const tag = control.localName;
  if (tag === "select") {
    resyncSelect(/** @type {HTMLSelectElement} */ (control));
  } else if (tag === "textarea") {
    const textarea = /** @type {HTMLTextAreaElement} */ (control);
    need(special).writeControlValue(textarea, textarea.defaultValue);
  } else if (tag === "input") {
    const input = /** @type {HTMLInputElement} */ (control);
    if (/^(checkbox|radio)$/.test(input.type)) {
      if (input.checked !== input.defaultChecked) input.checked = input.defaultChecked;
    } else if (input.type === "file") {
      if (all) input.value = "";
    } else if (!/^(hidden|submit|button|reset|image)$/.test(input.type)) {
      if (all || (input.hasAttribute("value") && !input.validity?.badInput)) need(special).writeControlValue(input, input.defaultValue);
    }
  }
}

/** @param {HTMLSelectElement} select */
function resyncSelect(select) {
  const options = [...select.options];
  if (options.every((option) => option.selected === option.defaultSelected)) return;
  if (!select.multiple && !options.some((option) => option.defaultSelected)) {
    // As a reset does: the first that can be chosen.
    const first = options.findIndex((option) => !option.disabled);
    if (select.selectedIndex !== first) select.selectedIndex = first;
    return;
  }
  for (const option of options) option.selected = option.defaultSelected;
}

/**
 * Keeps a form from being changed while the server has not answered; gives the function that undoes it.
 *
 * @param {HTMLFormElement} form
 * @returns {() => void}
 */
export function lockForm(form) {
  const { activeElement } = form.ownerDocument;
  /** @type {(() => void)[]} */
  const undo = [];
  for (const control of controlsOf(form)) {
    const ignored = control.closest('[phx-update="ignore"]');
    // In the form, it is a script's.
    if (ignored && ignored !== form && form.contains(ignored)) continue;
    if (isButton(control) || control.type === "file") {
      if (control.disabled) continue;
      undo.push(disableWith(control));
      control.disabled = true;
      undo.push(() => { control.disabled = false; });
    } else if ("readOnly" in control && !control.readOnly) {
      control.readOnly = true;
      undo.push(() => { control.readOnly = false; });
    }
  }
  return () => {
    for (const step of undo) step();
    const { activeElement: now, body } = form.ownerDocument;
    // A disabled button loses the focus.
    if (activeElement && (now === body || !now) && form.contains(activeElement)) {
      /** @type {HTMLElement} */ (activeElement).focus();
    }
  };
}

/** @param {Control} control */
function isButton(control) {
  return control.localName === "button" || /^(submit|button|reset|image)$/.test(control.type);
}

/**
 * Shows `phx-disable-with` in place of an element's content. The nodes are only put aside: slots may be
 * written meanwhile.
 *
 * @param {Element} element
 * @returns {() => void}
 */
export function disableWith(element) {
  const text = element.getAttribute("phx-disable-with");
  if (!text) return () => {};
  if (element.localName === "input") {
    const input = /** @type {HTMLInputElement} */ (element);
    const before = input.value;
    input.value = text;
    return () => { if (input.value === text) input.value = before; };
  }
  const aside = element.ownerDocument.createDocumentFragment();
  aside.append(...element.childNodes);
  element.append(text);
  return () => element.replaceChildren(aside);
}
