/** Parts of the client that are loaded when they are needed; beside those of the patcher, parts.js. */

import { load } from "./lazy.js";
import { special } from "./parts.js";

export const adopt = () => import("./adopt.js");
export const commands = () => and(import("./commands.js"), special);
export const component = () => import("./component.js");
export const dev = () => import("./dev.js");
/** It holds what arrives, as commands do. */
export const documentPatch = () => and(import("./document-patch.js"), commands);
export const fallback = () => import("./fallback.js");
/** Of hooks. They send events, too. */
export const hooks = () => and(import("./hooks.js"), interaction);
export const imperative = () => import("./imperative.js");
export const interaction = () => and(import("./interaction.js"), session, special);
export const islands = () => import("./islands.js");
export const latency = () => import("./latency.js");
export const messages = () => import("./messages.js");
export const navigate = () => and(import("./navigate.js"), session, special);
export const portal = () => import("./portal.js");
export const recover = () => import("./recover.js");
export const session = () => import("./session.js");
export const triggerAction = () => and(import("./trigger-action.js"), interaction);
export const uploads = () => import("./uploads.js");

/**
 * A module, when there is also what it needs at once.
 *
 * @template T
 * @param {Promise<T>} module
 * @param {(() => Promise<any>)[]} needed
 */
async function and(module, ...needed) {
  return (await Promise.all([module, ...needed.map((part) => load(part))]))[0];
}
