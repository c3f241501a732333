/**
 * Patches that begin when an application says so, such as in a view transition:
 *
 *     connect({ dom: { onDocumentPatch: (start) => { document.startViewTransition(start); } } })
 *
 * What comes after a patch waits for it. Events that the server wants first are told before.
 */

import { hold } from "./gate.js";
import { dispatchPushed } from "./view.js";

/** @param {import("./view.js").Client} client @param {(start: () => void) => void} onDocumentPatch */
export function patchWhenTold(client, onDocumentPatch) {
  const { socket, gate } = client;
  const { take } = socket;
  socket.take = (run, frame) => take(() => {
    const [, , topic, , payload] = frame;
    const message = payload.response ?? payload;
    if (!("d" in message || "diff" in message || "rendered" in message)) {
      run();
      return;
    }
    const view = client.views.find(({ channel }) => channel.topic === topic);
    // What comes once more is not applied.
    if (view && !(message.n <= view.delivery.applied)) dispatchPushed(client, message, true);
    const release = hold(gate);
    onDocumentPatch(() => {
      run();
      release();
    });
  }, frame);
}
