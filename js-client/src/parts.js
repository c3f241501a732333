/** Parts of the patcher that are loaded when they are needed. */

export const edits = () => import("./edits.js");
export const ignoring = () => import("./ignoring.js");
export const reconcile = () => import("./reconcile.js");
export const repair = () => import("./repair.js");
export const special = () => import("./special.js");
export const spread = () => import("./spread.js");
export const stream = () => import("./stream.js");
