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
 * @property {() => void} end What the server shows of it counts again.
 */

/** To be taken when the page is about to be written: nothing typed is later. @param {Element} container @returns {Draft[]} */
export function draftsOf(container) {
  const { controlsOf, serializeForm, startChange, usedNames } = need(interaction);
  return formsOf(container).filter(isRecovered).map((form) => {
    const { activeElement } = form.ownerDocument;
    const first = controlsOf(form).find(({ type, name }) => name && type !== "hidden");
    return {
      id: form.id,
      change: form.getAttribute("phx-change") ?? "",
      value: serializeForm(form, { target: first?.name ?? "" }),
      used: usedNames(form),
      focused: activeElement && form.contains(activeElement) ? activeElement.id : "",
      end: startChange(form).end,
    };
  });
}

/** Used, and not on its way to the new session already. @param {HTMLFormElement} form */
function isRecovered(form) {
  const { unanswered, usedNames } = need(interaction);
  return form.getAttribute("phx-auto-recover") !== "ignore" && usedNames(form).size > 0 && !unanswered.has(form);
}

/**
 * Sends a form as it was. What is done with it before the server has answered waits: fields may be missing.
 *
 * @param {import("./view.js").View} view
 * @param {Draft} draft
 */
export function recover({ client, container }, draft) {
  const { formValues, holdForm, targetsOf } = need(interaction);
  const form = formOf(container, draft);
  if (!form) {
    draft.end();
    return;
  }
  const release = holdForm(form);
  let unanswered = 1;
  const settle = () => {
    unanswered -= 1;
    if (unanswered > 0) return;
    draft.end();
    settleRecovery(container, draft);
    release();
  };
  const text = form.getAttribute("phx-auto-recover") || draft.change;
  const run = runBinding(client, form, text, (event, args) => {
    const extra = new URLSearchParams(formValues(form, args)).toString();
    const value = extra ? `${draft.value}&${extra}` : draft.value;
    for (const [view, cid] of targetsOf(client, form, args.target)) {
      if (need(session).pushEvent(view, { type: "form", event, value, cid }, settle, draft.end)) unanswered += 1;
    }
  });
  // Commands need not send anything.
  if (run instanceof Promise) run.then(settle);
  else settle();
}

/** Puts back what the browser forgot with the nodes. @param {Element} container @param {Draft} draft */
function settleRecovery(container, draft) {
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
function formOf(container, { id, change }) {
  return formsOf(container).find((form) => form.id === id && form.getAttribute("phx-change") === change);
}

/** Wherever in the document they stand. @param {Element} container */
function formsOf(container) {
  const forms = /** @type {NodeListOf<HTMLFormElement>} */ (container.ownerDocument.querySelectorAll("form[id][phx-change]"));
  return [...forms].filter((form) => homeOf(form) === container);
}
