/**
 * Recovery: forms as they were before the connection was lost, for a server that may know nothing of them.
 *
 * The page as the server has it now is built beside the one that is shown. There the forms are found, each is sent as a
 * change, and the answers are taken in: rows that only the form's own values bring are there again. Then the page that is
 * shown becomes that one, and keeps the nodes that both have, with what is being typed there meanwhile.
 */

import { inOrder, runBinding } from "./binding.js";
import { interaction, session } from "./client-parts.js";
import { homeOf } from "./hook.js";
import { need, whenLoaded } from "./lazy.js";
import { applyDecoded, createPage } from "./page.js";
import { inTurn, patchView, show } from "./view.js";

export { refocus } from "./refocus.js";

/**
 * @typedef {import("./view.js").View} View
 * @typedef {import("./page.js").Page} Page
 *
 * @typedef {object} Draft A form that was used.
 * @property {HTMLFormElement} form
 * @property {string} change What `phx-change` was.
 * @property {string} value
 * @property {Set<string>} used
 * @property {string} focused The id of the control with the focus, or nothing.
 * @property {() => void} end What the server shows of it counts again.
 */

/** A server that answers later than this does not keep the page from being shown. */
const LONGEST_WAIT = 5000;

/** @param {Element} container @returns {Draft[]} */
export function draftsOf(container) {
  const { startChange, usedNames } = need(interaction);
  return formsOf(container).filter(isRecovered).map((form) => {
    const { activeElement } = form.ownerDocument;
    return {
      form,
      change: form.getAttribute("phx-change") ?? "",
      value: valueOf(form),
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

/** @param {HTMLFormElement} form */
function valueOf(form) {
  const { controlsOf, serializeForm } = need(interaction);
  const first = controlsOf(form).find(({ type, name }) => name && type !== "hidden");
  return serializeForm(form, { target: first?.name ?? "" });
}

/**
 * Shows the page of a new session, once it knows of the forms.
 *
 * @param {View} view
 * @param {Record<string, any>} response
 * @param {Draft[]} drafts
 * @param {() => void} done
 */
export function showRecovered(view, response, drafts, done) {
  const shown = view.page;
  const ready = pageBeside(shown);
  view.recovering = shown;
  view.page = ready;
  show(view, response, async () => {
    const answered = sendDrafts(view, drafts);
    // What users do meanwhile is for the page as it will be, and waits as for a module.
    inOrder(view.client, () => answered.then(() => ({})), () => {});
    await answered;
    if (view.page === ready) inTurn(view, () => takeOver(view, shown, ready, drafts, done));
  });
}

/** An empty page in a document where nothing is fetched, run or upgraded. @param {Page} page @returns {Page} */
function pageBeside({ container, context }) {
  const { refuse, schemes } = context;
  const document = context.inert.implementation.createHTMLDocument("");
  const own = document.importNode(container, false);
  document.body.append(own);
  const page = createPage(own);
  Object.assign(page.context, { refuse, schemes });
  return page;
}

/** Sends forms that are there still; resolves when all is answered. @param {View} view @param {Draft[]} drafts */
async function sendDrafts(view, drafts) {
  const forms = allFormsIn(view.page.container);
  /** @type {Promise<void>[]} */
  const answers = [];
  const runs = drafts.map((draft) => {
    const form = formOf(forms, draft);
    return form && sendDraft(view, draft, form, (answer) => answers.push(answer));
  });
  const late = new Promise((resolve) => { setTimeout(resolve, LONGEST_WAIT); });
  return Promise.race([Promise.all(runs).then(() => Promise.all(answers)), late]);
}

/**
 * @param {View} view
 * @param {Draft} draft
 * @param {HTMLFormElement} form As the server has it now.
 * @param {(answer: Promise<void>) => void} onSent
 */
function sendDraft({ client, page: { container } }, draft, form, onSent) {
  const { formValues, targetsOf } = need(interaction);
  const text = form.getAttribute("phx-auto-recover") || draft.change;
  return runBinding(client, draft.form, text, (event, args) => void whenLoaded(() => {
    const extra = new URLSearchParams(formValues(form, args)).toString();
    const value = extra ? `${draft.value}&${extra}` : draft.value;
    for (const [view, cid] of targetsOf(client, container, args.target ?? form.getAttribute("phx-target"))) {
      onSent(new Promise((resolve) => {
        const done = () => {
          resolve();
          // The page has not waited for it.
          if (!view.recovering) settleRecovery(view.container, draft);
        };
        if (!need(session).pushEvent(view, { type: "form", event, value, cid }, done)) resolve();
      }));
    }
  }));
}

/**
 * What is shown becomes what was made ready.
 *
 * @param {View} view
 * @param {Page} shown
 * @param {Page} ready
 * @param {Draft[]} drafts
 * @param {() => void} done
 */
function takeOver(view, shown, ready, drafts, done) {
  view.page = shown;
  view.recovering = undefined;
  // In the others somebody has written meanwhile; the server will hear of it.
  for (const { form, value, end } of drafts) if (valueOf(form) === value) end();
  if (!patchView(view, (beforeWrite) => applyDecoded(shown, { ...ready, operations: [] }, beforeWrite))) return;
  for (const draft of drafts) {
    draft.end();
    settleRecovery(view.container, draft);
  }
  done();
}

/** Puts back what the browser forgot with the nodes. @param {Element} container @param {Draft} draft */
function settleRecovery(container, draft) {
  const { controlsOf, markUsed } = need(interaction);
  const form = formOf(formsOf(container), draft);
  if (!form) return;
  const controls = controlsOf(form);
  for (const control of controls) if (draft.used.has(control.name)) markUsed(control);
  const { activeElement, body } = form.ownerDocument;
  if (draft.focused === "" || (activeElement && activeElement !== body)) return;
  controls.find(({ id }) => id === draft.focused)?.focus();
}

/** @param {HTMLFormElement[]} forms @param {Draft} draft */
function formOf(forms, { form: { id }, change }) {
  return forms.find((form) => form.id === id && form.getAttribute("phx-change") === change);
}

/** Of a view, wherever in the document they stand. @param {Element} container */
function formsOf(container) {
  return formsIn(container.ownerDocument).filter((form) => homeOf(form) === container);
}

/** @param {ParentNode} root @returns {HTMLFormElement[]} */
function formsIn(root) {
  return /** @type {HTMLFormElement[]} */ ([...root.querySelectorAll("form[id][phx-change]")]);
}

/** Also of portals, which have not been put elsewhere yet. @param {ParentNode} root @returns {HTMLFormElement[]} */
function allFormsIn(root) {
  const portals = /** @type {NodeListOf<HTMLTemplateElement>} */ (root.querySelectorAll("template[data-phx-portal]"));
  return [...formsIn(root), ...[...portals].flatMap(({ content }) => allFormsIn(content))];
}
