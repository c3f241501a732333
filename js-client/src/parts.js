/** Parts of the patcher that are loaded when they are needed. */

export const edits = () => import("./edits.js");
export const reconcile = () => import("./reconcile.js");
export const stream = () => import("./stream.js");
