/**
 * A field with the focus that a patch has built anew -> the field of the same `id`, which takes its place: the focus, what
 * is typed and what is selected.
 */

import { interaction } from "./client-parts.js";
import { loaded } from "./lazy.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

const NO_TEXT = /^(checkbox|radio|file|button|submit|reset|image|hidden|range|color)$/;

/** @param {Element | null} before What had the focus. */
export function refocus(before) {
  if (!before?.id || before.isConnected) return;
  const { ownerDocument: document, id, localName } = before;
  const after = document.getElementById(id);
  const isFree = !document.activeElement || document.activeElement === document.body;
  if (!isFree || !after || after.localName !== localName) return;
  const forms = loaded(interaction);
  if (forms?.isUsed(before)) forms.markUsed(after);
  const isText = /^(input|textarea)$/.test(localName) && !NO_TEXT.test(/** @type {Field} */ (before).type);
  if (isText && !after.hasAttribute("phx-patch-focused")) takeText(/** @type {Field} */ (before), /** @type {Field} */ (after));
  after.focus({ preventScroll: true });
}

/** @param {Field} before @param {Field} after */
function takeText(before, after) {
  const { value, selectionStart, selectionEnd } = before;
  if (after.value !== value) after.value = value;
  // Fields of some types tell nothing of what is selected.
  if (selectionStart !== null) after.setSelectionRange(selectionStart, selectionEnd);
}
