/** What is there + what should be -> no more than the difference: of nodes that were served, and of trees after a rejoin. */

export { reconcileBlock, reconcileRoot } from "./reconcile.js";
export { correctText, findNode, removeUntil } from "./repair.js";
