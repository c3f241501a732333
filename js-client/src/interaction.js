/**
 * What users do -> what is to be sent: all that stands behind the listeners (listen.js). It is asked for along with the
 * page, and needed with the first event.
 */

import { flushDelays } from "./delays.js";
import { handleClick, targetOf } from "./events.js";
import { handleChange, handleReset, handleSubmit } from "./forms.js";
import { handleClickAway, handleDrag, handleFocus, handleKey, press, pushToWindowBound } from "./keys.js";

export { exec, pushNow, run, send, targetsOf, unanswered } from "./events.js";
export { controlsOf, isUsed, lastSubmitter, markUsed, serializeForm, usedNames } from "./form.js";
export { formValues, startChange, withUploads } from "./forms.js";

/** @typedef {import("./view.js").Client} Client */

/** @type {Record<string, (client: Client, event: any, files: File[] | null) => void>} */
const HANDLERS = {
  mousedown: (_client, event) => press(targetOf(event)),
  click(client, event) {
    handleClickAway(client, event);
    handleClick(client, event);
  },
  submit: handleSubmit,
  input(client, event) {
    if (!event.isComposing || !waitsForComposition(client)) handleChange(client, "input", targetOf(event));
  },
  change: (client, event) => handleChange(client, "change", targetOf(event)),
  compositionend(client, event) {
    // Browsers differ in whether an `input` follows.
    if (waitsForComposition(client)) handleChange(client, "input", targetOf(event));
  },
  reset: handleReset,
  keydown: handleKey,
  keyup: handleKey,
  focusin: (client, event) => handleFocus(client, "focus", event),
  focusout(client, event) {
    flushDelays(targetOf(event));
    handleFocus(client, "blur", event);
  },
  dragenter: handleDrag,
  dragover: handleDrag,
  dragleave: handleDrag,
  drop: handleDrag,
  focus: handleWindow,
  blur: handleWindow,
};

/** On phones most words are composed: who wants to hear of each letter hears of them, too. @param {Client} client */
function waitsForComposition({ options }) {
  return options.blockPhxChangeWhileComposing;
}

/** @param {Client} client @param {Event} event @param {File[] | null} files That are dragged. */
export function handle(client, event, files) {
  HANDLERS[event.type](client, event, files);
}

/** @param {Client} client @param {Event} event */
function handleWindow(client, event) {
  if (event.target === client.window) pushToWindowBound(client, event.type, event);
}
