/**
 * Patches that begin when an application says so, such as in a view transition:
 *
 *     connect({ dom: { onDocumentPatch: (start) => { document.startViewTransition(start); } } })
 *
 * `start` gives a promise where the patch has to wait for a module. What comes after a patch waits for it. Events that the server wants first are told before.
 */

import { commands } from "./client-parts.js";
import { need } from "./lazy.js";
import { dispatchPushed } from "./view.js";

/** @param {import("./view.js").Client} client @param {NonNullable<import("./view.js").DomCallbacks["onDocumentPatch"]>} onDocumentPatch */
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
    const release = need(commands).hold(gate);
    onDocumentPatch(() => {
      run();
      // The page has not changed yet if the patch waits for a module: then the transition does, too.
      if (view?.held) return settled(view).then(release);
      release();
    });
  }, frame);
}

/** When nothing waits any more. @param {import("./view.js").View} view */
async function settled(view) {
  while (view.held) await Promise.allSettled([view.awaited]);
}
