/** Parts of the client that are loaded when they are needed; beside those of the patcher, parts.js. */

export const adopt = () => import("./adopt.js");
export const commands = () => import("./commands.js");
export const dev = () => import("./dev.js");
export const fallback = () => import("./fallback.js");
export const imperative = () => import("./imperative.js");
export const islands = () => import("./islands.js");
export const latency = () => import("./latency.js");
export const messages = () => import("./messages.js");
export const navigate = () => import("./navigate.js");
export const recover = () => import("./recover.js");
export const uploads = () => import("./uploads.js");
