/**
 * Elements that are more than their nodes and attributes: those of other namespaces, scripts, text areas, those with
 * attributes whose names are data, and what scripts own (`phx-update="ignore"`).
 *
 * The core makes a layout of a shape as if they were plain. Here it is said of them what is not; binding one of them
 * comes here too.
 */

import { bindAttribute, bindChildren, bindElement } from "./bind.js";
import { showDefault } from "./controls.js";
import { holdsNodes, isText, rowsOf } from "./decode.js";
import { allowSchemeOf, setAttribute } from "./guard.js";
import { bindWithin } from "./ignoring.js";
import { HTML_NAMESPACE } from "./shape.js";
import { bindSpread, changeSpread } from "./spread.js";

/**
 * @typedef {import("./shape.js").LayoutNode} LayoutNode
 * @typedef {import("./patch.js").Context} Context
 */

/** @type {Record<string, string>} */
const NAMESPACES = { svg: "http://www.w3.org/2000/svg", math: "http://www.w3.org/1998/Math/MathML" };

/** Attributes of elements that want more than to be there: see `wake` in view.js. */
const WAKES = /^(phx-(hook|mounted|trigger-action|viewport-.+)|data-phx-portal|\.\.)$/;

/** @param {Document} document @param {string} tag @param {string} parentNamespace */
export function createElement(document, tag, parentNamespace) {
  const own = NAMESPACES[tag.toLowerCase()];
  return own || parentNamespace !== HTML_NAMESPACE ? document.createElementNS(own ?? parentNamespace, tag) : document.createElement(tag);
}

/**
 * Says of a new layout what is not plain in it.
 *
 * @param {Context} context
 * @param {LayoutNode[]} nodes
 * @param {[Element, string, string][]} statics Attributes of the model that are more than a text.
 * @returns {boolean} Whether an element may want more than to be there.
 */
export function finishLayout(context, nodes, statics) {
  for (const [model, name, text] of statics) setAttribute(context, model, name, text, true);
  return finishNodes(context, nodes, false) || statics.some(([, name]) => WAKES.test(name));
}

/** @param {Context} context @param {LayoutNode[]} nodes @param {boolean} inIgnored */
function finishNodes(context, nodes, inIgnored) {
  let wakes = false;
  for (const node of nodes) {
    node.ignored = inIgnored;
    if (node.name && finishElement(context, node, inIgnored)) wakes = true;
  }
  return wakes;
}

/** @param {Context} context @param {LayoutNode} node @param {boolean} inIgnored @returns {boolean} */
function finishElement(context, node, inIgnored) {
  const { name, attributes = [], children = [] } = node;
  const element = /** @type {Element} */ (/** @type {unknown} */ (node.model));
  if (name === "script") node.model = /** @type {any} */ (withoutScript(context, element));
  // Where scripts run, parsers read the content of `noscript` as one text.
  const update = element.getAttribute("phx-update");
  node.ignored = name === "noscript" || update === "ignore" || (inIgnored && update !== "replace");
  const spreads = attributes.some(({ name }) => name === "..");
  for (const part of attributes) {
    const { name, pieces } = part;
    part.ignored = node.ignored && (inIgnored || !name.startsWith("data-"));
    if (spreads) Object.assign(part, { group: attributes, change: changeSpread });
    if (isText(pieces[0])) allowSchemeOf(context, element, name, pieces[0]);
  }
  if (name === "textarea") for (const run of children) run.shown = showDefault;
  if (spreads || node.ignored) node.bind = bindSpecial;
  return finishNodes(context, children, node.ignored) || attributes.some(({ name }) => WAKES.test(name));
}

/**
 * A script that came later than the page would run; the server's own were run by the parser.
 *
 * @param {Context} context
 * @param {Element} model
 */
function withoutScript(context, model) {
  const { attributes, childNodes, localName, ownerDocument } = model;
  if (/json$|^text\/(plain|template)/i.test(`${model.getAttribute("type")}`)) return model;
  context.refuse(localName, localName);
  const template = ownerDocument.createElement("template");
  for (const { name, value } of attributes) template.setAttribute(name, value);
  template.append(...childNodes);
  model.replaceWith(template);
  return template;
}

/** @type {NonNullable<LayoutNode["bind"]>} */
function bindSpecial(walk, node, element) {
  const { context, block, fresh } = walk;
  const { attributes = [], children = [], ignored } = node;
  for (const part of attributes) {
    if (part.ignored && !fresh) continue;
    if (part.group === part) bindAttribute(walk, part, element);
    else for (const piece of part.pieces) if (!isText(piece)) /** @type {any} */ (block.parts)[piece] = element;
  }
  if (attributes[0]?.group === attributes) bindSpread(context, element, attributes, block.dynamics, fresh);
  if (!ignored || fresh) bindChildren(walk, node, element);
  else bindWithin(children, element, context, (inner, found) => bindElement(walk, inner, found));
  if (ignored) forgetNodes(block, [node]);
}

/**
 * What scripts own is built, and from then on only remembered.
 *
 * @param {import("./decode.js").Block} block
 * @param {LayoutNode[]} nodes
 */
function forgetNodes(block, nodes) {
  for (const { ignored, attributes = [], pieces = [], children = [] } of nodes) {
    if (!ignored) continue;
    for (const piece of [pieces, ...attributes.map((part) => (part.ignored ? part.pieces : []))].flat()) {
      if (isText(piece)) continue;
      /** @type {any} */ (block.parts)[piece] = undefined;
      if (pieces.length) forget(block.dynamics[piece]);
    }
    forgetNodes(block, children);
  }
}

/** @param {import("./decode.js").Value} value */
function forget(value) {
  if (!holdsNodes(value)) return;
  for (const row of rowsOf(value)) {
    row.parts = null;
    row.dynamics.forEach(forget);
  }
}
