/**
 * The value of a binding -> an event for the server, or commands, which have a module of their own.
 */

import { load, loaded } from "./lazy.js";
import { commands } from "./client-parts.js";

/** What waits for that module, or for what waits. @type {(() => void)[] | null} */
let waiting = null;

/**
 * Runs the value of a binding: a list of commands, or the name of an event. All in the order in which they came.
 *
 * @param {import("./view.js").Client} client
 * @param {Element} source
 * @param {string} text
 * @param {import("./commands.js").Push} push
 * @returns {number | Promise<number>} Milliseconds until its transitions are over.
 */
export function runBinding(client, source, text, push) {
  const isList = text.startsWith("[");
  const module = loaded(commands);
  if (waiting || (isList && !module)) return new Promise((resolve) => {
    afterLoading(client, () => resolve(runBinding(client, source, text, push)));
  });
  if (isList) return module?.runCommands(client, source, text, push) ?? 0;
  if (text) push(text, {});
  return 0;
}

/** @param {import("./view.js").Client} client @param {() => void} run */
async function afterLoading(client, run) {
  if (waiting) {
    waiting.push(run);
    return;
  }
  const runs = (waiting = [run]);
  try {
    await load(commands);
  } catch (error) {
    runs.length = 0;
    client.report({ kind: "command", message: String(error), error });
  }
  waiting = null;
  for (const run of runs) run();
}

/** @param {Element} element */
export function isVisible(element) {
  return element.getClientRects().length > 0;
}
