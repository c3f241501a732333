/** Parts of the client that are loaded when they are needed; beside those of the patcher, parts.js. */

import { load } from "./lazy.js";

export const adopt = () => import("./adopt.js");
export const commands = () => import("./commands.js");
export const dev = () => import("./dev.js");
export const fallback = () => import("./fallback.js");
/** Of hooks. They send events, too. */
export const hooks = () => Promise.all([import("./hooks.js"), load(interaction)]).then(([module]) => module);
export const imperative = () => import("./imperative.js");
export const interaction = () => withSession(import("./interaction.js"));
export const islands = () => import("./islands.js");
export const latency = () => import("./latency.js");
export const messages = () => import("./messages.js");
export const navigate = () => withSession(import("./navigate.js"));
export const recover = () => import("./recover.js");
export const session = () => import("./session.js");
export const uploads = () => import("./uploads.js");

/** What sends events needs a session. @template T @param {Promise<T>} part */
const withSession = (part) => Promise.all([part, load(session)]).then(([module]) => module);
