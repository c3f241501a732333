/**
 * What the server says of a control -> the property that shows it, where nobody is writing.
 */

/** Forms, and controls without one, that changed since the server last answered: what it shows is older. @type {WeakSet<Element>} */
export const changing = new WeakSet();

/** Whether a control has what the server has not seen. @param {HTMLInputElement | HTMLTextAreaElement | HTMLOptionElement} control */
function isAhead(control) {
  return changing.has(control.form ?? control);
}

/**
 * Whether a value may be put into a control now: not where somebody writes.
 *
 * @param {Pick<import("./patch.js").Context, "document">} context
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 */
export function takesValue({ document }, control) {
  if (isAhead(control) || control.validity?.badInput) return false;
  return control !== document.activeElement || control.hasAttribute("phx-patch-focused");
}

/**
 * Writing an equal value would still move the caret.
 *
 * @param {HTMLInputElement | HTMLTextAreaElement} control
 * @param {string} value
 */
export function writeControlValue(control, value) {
  if (control.type !== "file" && control.value !== value) control.value = value;
}

/**
 * Writes the attribute of a control, and the property that shows: after a user has touched it the attribute is only its
 * default.
 *
 * @param {Pick<import("./patch.js").Context, "document">} context
 * @param {any} control
 * @param {string} name
 * @param {string | null} text
 * @param {() => void} write Writes the attribute.
 */
export function writeControl(context, control, name, text, write) {
  const both = `${control.localName} ${name}`;
  const isValue = both === "input value";
  // A control that nobody has written in yet would show each new default.
  const isKept = isValue && control.type !== "file" && control.value === control.defaultValue && !takesValue(context, control);
  if (isKept) control.value = control.defaultValue;
  write();
  if (isValue) {
    if (takesValue(context, control)) writeControlValue(control, text ?? "");
  } else if (/^(input checked|option selected|(audio|video) muted)$/.test(both) && !isAhead(control)) control[name] = text !== null;
}

/** Shows the new text of a textarea. @param {Pick<import("./patch.js").Context, "document">} context @param {HTMLTextAreaElement} textarea */
export function showDefault(context, textarea) {
  if (takesValue(context, textarea)) writeControlValue(textarea, textarea.defaultValue);
}
