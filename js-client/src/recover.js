/**
 * Recovery: forms as they were before the connection was lost, for a server that may know nothing of them.
 *
 * Taken before the page is shown as the server has it now; sent afterwards, as a change of each form. What comes back
 * may put fields where the page had lost them: they are as used as they were, and the focus is theirs again.
 */

import { runBinding } from "./binding.js";
import { interaction, session } from "./client-parts.js";
import { homeOf } from "./hook.js";
import { need } from "./lazy.js";

/**
 * @typedef {object} Draft A form that was used.
 * @property {string} id
 * @property {string} change What `phx-change` was.
 * @property {string} value
 * @property {Set<string>} used
 * @property {string} focused The id of the control with the focus, or nothing.
 */

/** @param {Element} container @returns {Draft[]} */
export function draftsOf(container) {
  const { controlsOf, serializeForm, usedNames } = need(interaction);
  return formsOf(container).filter((form) => isRecovered(form, usedNames(form))).map((form) => {
    const { activeElement } = form.ownerDocument;
    const first = controlsOf(form).find(({ type, name }) => name && type !== "hidden");
    return {
      id: form.id,
      change: form.getAttribute("phx-change") ?? "",
      value: serializeForm(form, { target: first?.name ?? "" }),
      used: usedNames(form),
      focused: activeElement && form.contains(activeElement) ? activeElement.id : "",
    };
  });
}

/** @param {HTMLFormElement} form @param {Set<string>} used */
function isRecovered(form, used) {
  return form.getAttribute("phx-auto-recover") !== "ignore" && used.size > 0;
}

/**
 * Sends a form as it was.
 *
 * @param {import("./view.js").Client} client
 * @param {HTMLFormElement} form
 * @param {string} value
 * @param {() => void} done
 */
export function recover(client, form, value, done) {
  const { formValues, targetsOf } = need(interaction);
  const text = form.getAttribute("phx-auto-recover") || (form.getAttribute("phx-change") ?? "");
  runBinding(client, form, text, (event, args) => {
    const extra = new URLSearchParams(formValues(form, args)).toString();
    for (const [view, cid] of targetsOf(client, form, args.target)) {
      need(session).pushEvent(view, { type: "form", event, value: extra ? `${value}&${extra}` : value, cid }, done);
    }
  });
}

/** Puts back what the browser forgot with the nodes. @param {Element} container @param {Draft} draft */
export function settleRecovery(container, draft) {
  const { controlsOf, markUsed } = need(interaction);
  const form = formOf(container, draft);
  if (!form) return;
  const controls = controlsOf(form);
  for (const control of controls) if (draft.used.has(control.name)) markUsed(control);
  const { activeElement, body } = form.ownerDocument;
  if (draft.focused === "" || (activeElement && activeElement !== body)) return;
  controls.find(({ id }) => id === draft.focused)?.focus();
}

/** The form on the page as it is now. @param {Element} container @param {Draft} draft */
export function formOf(container, { id, change }) {
  return formsOf(container).find((form) => form.id === id && form.getAttribute("phx-change") === change);
}

/** Wherever in the document they stand. @param {Element} container */
function formsOf(container) {
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (container.ownerDocument.querySelectorAll("form[id][phx-change]"));
  return [...forms].filter((form) => homeOf(form) === container);
}
