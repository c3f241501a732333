/**
 * The value of a binding -> an event for the server, or commands, which have a module of their own.
 */

import { load, loaded } from "./lazy.js";
import { commands, imperative } from "./client-parts.js";

/** What waits for a module, or for what waits. @type {(() => void)[] | null} */
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
  if (text.startsWith("[")) return inOrder(client, commands, (module) => module.runCommands(client, source, text, push));
  return inOrder(client, null, () => {
    if (text) push(text, {});
    return 0;
  });
}

/**
 * Commands as functions. What they are is in a module of its own, which comes with the first of them.
 *
 * @param {import("./view.js").Client} client
 * @param {Element} source
 * @returns {import("./imperative.js").Commands}
 */
export function commandsOf(client, source) {
  const run = (/** @type {keyof import("./imperative.js").Commands} */ name, /** @type {any[]} */ args) => {
    inOrder(client, imperative, (module) => /** @type {any} */ (module.imperative(client, source)[name])(...args));
  };
  // It is no promise: who awaits it has it at once.
  const get = (/** @type {{}} */ _target, /** @type {any} */ name) => name === "then" ? undefined : (/** @type {any[]} */ ...args) => run(name, args);
  return /** @type {any} */ (new Proxy({}, { get }));
}

/**
 * Runs something that needs a module: at once, or behind what waits for one.
 *
 * @template M, T
 * @param {import("./view.js").Client} client
 * @param {import("./lazy.js").Part<M> | null} part
 * @param {(module: M) => T | Promise<T>} run
 * @returns {T | Promise<T>}
 */
export function inOrder(client, part, run) {
  const module = part && loaded(part);
  if (!waiting && (module || !part)) return run(/** @type {M} */ (module));
  // One that fails is no reason to keep the rest.
  return new Promise((resolve) => { afterLoading(client, part, () => resolve(null)); }).then(() => inOrder(client, part, run));
}

/** @param {import("./view.js").Client} client @param {import("./lazy.js").Part<any> | null} part @param {() => void} run */
async function afterLoading(client, part, run) {
  if (waiting) {
    waiting.push(run);
    return;
  }
  const runs = (waiting = [run]);
  try {
    if (part) await load(part);
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
