/**
 * What the codes of errors mean, for those who look into it.
 */

/** @type {Record<import("./decode.js").Code, string>} */
const MESSAGES = {
  "json": "a patch is an array",
  "shape": "a shape is an array of texts, slots in document order, comments, and elements with a name, pairs of attributes and nodes",
  "unknown-shape": "a shape was never sent",
  "shape-conflict": "a shape came under a number that another has",
  "value": "a value is not one for its slot, or an outline is not one for its page",
  "count": "a block, a list or new rows have not as many values as their shape has slots",
  "slot": "a block has no such slot",
  "row": "a list has no such row, or rows of a stream have one id",
  "token": "something else was expected at this place of the patch, or came twice",
  "scope": "the root cannot be left",
  "structure": "the new order of a list names rows that are not there, or one twice",
  "too-deep": "a shape or a value is nested too deeply",
  "too-large": "a list has too many rows",
  "no-root": "the first patch brings a root",
  "edits": "edits do not fit what they change",
  "page": "the page is not what was served",
};

/** What a report says, and what is meant by a code. @param {import("./view.js").Report} report */
export function textOf({ kind, message }) {
  return kind === "patch" ? `${message}: ${MESSAGES[/** @type {import("./decode.js").Code} */ (message)]}` : message;
}
