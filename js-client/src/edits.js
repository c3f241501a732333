/**
 * A value + what changed in it -> the new value. It knows no DOM.
 *
 * Edits are `["", item...]`. An integer keeps so many units of a text, or nodes of markup, or if it is
 * negative leaves them out; a text or a node is put in; edits in place of a node are of the node that
 * comes next. What is not mentioned at the end stays.
 *
 *     "Hello Ada!" + ["",6,-3,"Grace"]                 -> "Hello Grace!"
 *     [["p",[],"a"],"b"] + ["",["",[["id","x"]],1,"c"]] is refused: two texts side by side
 */

import { check, isArray, isBlock, isInteger, isText, newBlock, newShape } from "./decode.js";
import { need } from "./lazy.js";
import { editMarkup, elementsEdited } from "./markup.js";
import { special } from "./parts.js";
import { compile, HTML_NAMESPACE } from "./shape.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./patch.js").Context} Context
 */

/** Markup that comes whole. @param {Context} context @param {any[]} nodes */
export function decodeMarkup(context, nodes) {
  const shape = newShape(context, nodes);
  check(!shape.parts.length, "value");
  return Object.assign(markupBlock(nodes), { shape: markupShape(nodes, shape.layouts) });
}

/** @param {any[]} nodes @returns {Block} */
export function markupBlock(nodes) {
  return newBlock(markupShape(nodes, {}), []);
}

/** @param {any[]} nodes @param {import("./decode.js").Shape["layouts"]} layouts @returns {import("./decode.js").Shape} */
function markupShape(nodes, layouts) {
  return { nodes, parts: [], layouts, isMarkup: true };
}

/** @param {unknown} json @returns {json is unknown[]} */
export function isEdits(json) {
  return isArray(json) && json[0] === "";
}

/**
 * @param {Context} context
 * @param {import("./decode.js").Operation} operation Gets what becomes of the value.
 * @param {import("./decode.js").Value} value
 * @param {unknown[]} edits
 */
export function decodeEdits(context, operation, value, edits) {
  operation.edits = edits;
  if (isBlock(value)) {
    check(value.shape.isMarkup, "edits");
    const edited = markupBlock(editNodes(context, value.shape.nodes, 0, edits, 1, 0));
    operation.value = edited;
    operation.change = {
      keep() { operation.block.dynamics[operation.slot] = edited; },
      written: () => elementsEdited(value, edits),
      show(shownBy, { namespace }) {
        const done = editMarkup(shownBy, value, edited, edits, namespace);
        if (done) this.keep();
        return done;
      },
    };
  } else {
    check(isText(value) || isInteger(value), "edits");
    operation.value = editText(`${value}`, edits);
  }
}

/** @param {string} text @param {unknown[]} edits @returns {string} */
export function editText(text, edits) {
  let edited = "";
  let next = 0;
  for (let index = 1; index < edits.length; index += 1) {
    const item = edits[index];
    if (item && isText(item)) edited += item;
    else {
      const end = advance(next, item, text.length);
      check(!isInside(text, end), "edits");
      if (/** @type {number} */ (item) > 0) edited += text.slice(next, end);
      next = end;
    }
  }
  return edited + text.slice(next);
}

/**
 * @param {number} next
 * @param {unknown} item
 * @param {number} length
 * @returns {number} How far the old value is used then.
 */
function advance(next, item, length) {
  const end = next + Math.abs(/** @type {number} */ (item));
  // Not more than there is, nor nothing.
  check(isInteger(item) && end !== next && end <= length, "edits");
  return end;
}

/** Whether a place is between the two units of one character. @param {string} text @param {number} at */
function isInside(text, at) {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

/**
 * @param {Context} context
 * @param {unknown[]} nodes
 * @param {number} start Where the nodes begin: an element's name and attributes come before.
 * @param {unknown[]} edits
 * @param {number} first The first item.
 * @param {number} depth
 * @returns {unknown[]} The new nodes, behind what came before.
 */
function editNodes(context, nodes, start, edits, first, depth) {
  const edited = nodes.slice(0, start);
  let next = start;
  for (let index = first; index < edits.length; index += 1) {
    const item = edits[index];
    if (typeof item === "number") {
      const end = advance(next, item, nodes.length);
      if (item > 0) for (; next < end; next += 1) edited.push(nodes[next]);
      next = end;
    } else if (isEdits(item)) {
      advance(next, 1, nodes.length);
      edited.push(editNode(context, nodes[next], item, depth));
      next += 1;
    } else {
      checkMarkup(context, [item], depth);
      edited.push(item);
    }
  }
  for (; next < nodes.length; next += 1) edited.push(nodes[next]);
  for (let index = start; index < edited.length; index += 1) {
    const [text, before] = [edited[index], index > start && edited[index - 1]];
    // No texts side by side, nor an empty one.
    check(text !== "" && !(isText(text) && isText(before)), "edits");
  }
  return edited;
}

/** @param {Context} context @param {any[]} nodes @param {number} depth */
function checkMarkup(context, nodes, depth) {
  // What is not to be written is reported when it is built.
  check(!compile({ ...context, refuse() {} }, nodes, HTML_NAMESPACE, depth).parts.length, "value");
}

/** @param {Context} context @param {unknown} node @param {unknown[]} edits @param {number} depth */
function editNode(context, node, edits, depth) {
  if (isText(node)) return editText(node, edits);
  const element = /** @type {[string, unknown, ...unknown[]]} */ (node);
  // A comment and a script are replaced.
  check(!/^(!|script)$/i.test(element[0]), "edits");
  const attributes = attributesOf(edits);
  if (!attributes) return editNodes(context, element, 2, edits, 1, depth + 1);
  // It writes them.
  need(special);
  checkMarkup(context, [[element[0], attributes]], depth);
  return editNodes(context, [element[0], attributes, ...element.slice(2)], 2, edits, 2, depth + 1);
}

/**
 * The attributes that an element has from now on, if they change.
 *
 * @param {unknown[]} edits
 * @returns {string[] | null}
 */
export function attributesOf(edits) {
  const first = edits[1];
  return Array.isArray(first) && first.length === 1 && Array.isArray(first[0]) ? first[0] : null;
}
