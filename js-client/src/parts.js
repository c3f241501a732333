/** Parts of the patcher that are loaded when they are needed. */

export const edits = () => import("./edits.js");
export const mend = () => import("./mend.js");
export const special = () => import("./special.js");
export const stream = () => import("./stream.js");
