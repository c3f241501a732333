/**
 * `phx-trigger-action`: the form is sent as any page sends it, with the button that it was last sent with.
 */

import { interaction, session } from "./client-parts.js";
import { insist, need } from "./lazy.js";

/** @param {import("./view.js").Client} client @param {HTMLFormElement} form */
export function submit({ socket, window, views }, form) {
  // Without a view nobody has asked for it.
  if (views.length === 0 || !form.isConnected || !form.hasAttribute("phx-trigger-action")) return;
  const submitter = need(interaction).lastSubmitter.get(form);
  const name = submitter?.getAttribute("name");
  if (submitter && name) {
    const field = window.document.createElement("input");
    Object.assign(field, { type: "hidden", name, value: submitter.getAttribute("value") ?? "" });
    submitter.before(field);
  }
  insist(session, ({ leaveAll, closeSocket }) => {
    leaveAll(socket);
    closeSocket(socket);
  });
  // A control called `submit` would hide the form's own.
  window.HTMLFormElement.prototype.submit.call(form);
}
