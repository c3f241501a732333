/** Parts of the client that are loaded when they are needed; beside those of the patcher, parts.js. */

import { load } from "./lazy.js";
import { special } from "./parts.js";

export const adopt = () => import("./adopt.js");
export const commands = () => guarded(import("./commands.js"));
export const dev = () => import("./dev.js");
export const fallback = () => import("./fallback.js");
export const imperative = () => import("./imperative.js");
export const islands = () => import("./islands.js");
export const latency = () => import("./latency.js");
export const messages = () => import("./messages.js");
export const navigate = () => guarded(import("./navigate.js"));
export const recover = () => import("./recover.js");
export const uploads = () => import("./uploads.js");

/** A module that looks at addresses. @template T @param {Promise<T>} module */
async function guarded(module) {
  return (await Promise.all([module, load(special)]))[0];
}
