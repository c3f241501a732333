/**
 * Shape -> layout: a model to clone and where its slots are.
 *
 * Takes a validated shape and the namespace it will stand in; gives a layout, made once. It knows no
 * values. One shape:
 *
 *     [["li", ["id", ["row-",0,""]], "No. ", 1]]
 *     -> model   <li>(one empty Text node)</li>
 *        nodes   [ li { attributes: [id], children: [ run ["No. ", 1] ] } ]
 *        parts   [ id, run ]                       what slots 0 and 1 belong to
 *
 * `nodes` has one entry for each child node of the model, so both the walk over a fresh clone and the walk over
 * server-rendered HTML take one `nextSibling` an entry. `walk` cuts off the entries after the last one with a slot.
 */

import { isPlain, setAttribute } from "./attribute.js";
import { check, isArray, isText } from "./decode.js";
import { need } from "./lazy.js";
import { special } from "./parts.js";

// The HTML parser itself stops nesting at 512 elements, so no page needs more.
const DEEPEST = 512;
export const HTML_NAMESPACE = "http://www.w3.org/1999/xhtml";

/**
 * @typedef {object} Layout
 * @property {LayoutNode[]} nodes
 * @property {Part[]} parts By slot. Slots of one attribute or one run share a part.
 * @property {number} size Of `BoundPart`s: one a slot, and those texts that come before the first slot of a run.
 * @property {Node} model One element, or a fragment.
 *
 * @typedef {object} LayoutNode A comment has nothing but its model.
 * @property {ChildNode} model
 * @property {(string | number)[]} [pieces] Of a run: adjacent texts and slots, one Text node while no slot holds nodes.
 * @property {string} [name] Of an element,
 * @property {AttributePart[]} [attributes] its attributes with slots,
 * @property {LayoutNode[]} [children]
 * @property {number} [walk] how many of them a build has to visit,
 * @property {string} [namespace] Of blocks in a run.
 * @property {boolean} [ignored] and whether it has `phx-update="ignore"`, or is in such an element without `replace` since.
 * @property {boolean} [dynamic] It has a slot, or one is among its descendants.
 *
 * @typedef {object} Run
 * @property {Text} model
 * @property {(string | number)[]} pieces
 * @property {undefined} [name]
 * @property {boolean} dynamic
 * @property {number} [lead] Where `BoundPart`s have its first text, if it begins with a text of the template: behind all slots.
 * @property {undefined} [group]
 * @property {string} namespace Of blocks put here.
 * @property {boolean} ignored
 *
 * @typedef {object} AttributePart
 * @property {string} name `..` for a spread.
 * @property {(string | number)[]} pieces One number alone is a whole attribute, or a spread.
 * @property {boolean} ignored
 * @property {AttributePart[]} [group] All that share names with it, where a spread is among them.
 *
 * @typedef {Run | AttributePart} Part
 *
 * @typedef {Element | Text} BoundPart The element of an attribute; the Text node that a slot of a run is part of, or, while it
 *   holds nodes, the one right behind them, which is their anchor.
 */

/**
 * @param {import("./patch.js").Context} context
 * @param {import("./decode.js").Shape} shape
 * @param {string} namespace Of the parent's children.
 * @returns {Layout}
 */
export function layoutOf(context, shape, namespace) {
  return (shape.layouts[namespace] ??= compile(context, shape.nodes, namespace));
}

/**
 * Checks a shape on the way: nothing of the page is touched.
 *
 * @param {import("./patch.js").Context} context
 * @param {any[]} json
 * @param {string} namespace
 * @param {number} [depth] Of the parent.
 * @returns {Layout}
 * @throws {import("./decode.js").PatchError}
 */
export function compile(context, json, namespace, depth = 0) {
  const { inert } = context;
  /** @type {[string, string][]} */
  const refused = [];
  // It is told when nothing is missing any more: else all is compiled again.
  const told = { ...context, refuse: (/** @type {[string, string]} */ ...what) => void refused.push(what) };
  /** @type {Part[]} */
  const parts = [];
  /** @type {Run[]} */
  const leads = [];
  const fragment = inert.createDocumentFragment();
  const textIn = (/** @type {Node} */ parent) => parent.appendChild(inert.createTextNode(""));

  /** Slots are numbered from 0 in document order. @param {unknown} slot @param {Part} part */
  const addSlot = (slot, part) => check(slot === parts.push(part) - 1, "shape");

  /**
   * @param {any[]} json
   * @param {string} namespace
   * @param {Node} parent In the model.
   * @param {boolean} ignored
   */
  const compileNodes = (json, namespace, parent, ignored) => {
    /** @type {LayoutNode[]} */
    const nodes = [];
    /** @type {any} */
    let run;
    for (const node of json) {
      if (isArray(node)) {
        run = null;
        nodes.push(node[0] === "!" ? compileComment(node, parent) : compileElement(node, namespace, parent, ignored));
      } else if (node !== "") {
        if (!run) {
          nodes.push((run = { model: textIn(parent), pieces: [], dynamic: false, namespace, ignored }));
          if (isText(node)) leads.push(run);
        }
        run.pieces.push(node);
        if (isText(node)) run.model.data += node;
        else {
          run.dynamic = true;
          addSlot(node, run);
        }
      }
    }
    return nodes;
  };

  /** @param {any[]} json @param {Node} parent */
  const compileComment = (json, parent) => {
    check(json.length === 2 && isText(json[1]), "shape");
    return { model: parent.appendChild(inert.createComment(json[1])) };
  };

  /**
   * @param {any[]} json
   * @param {string} parentNamespace
   * @param {Node} parent
   * @param {boolean} inIgnored
   * @returns {LayoutNode}
   */
  const compileElement = ([tag, pairs, ...json], parentNamespace, parent, inIgnored) => {
    checkAttributeName(tag, /^[A-Za-z][^\s/>\0]*$/);
    check(isArray(pairs) && pairs.length % 2 === 0, "shape");
    check(++depth <= DEEPEST, "too-deep");
    const isHtml = parentNamespace === HTML_NAMESPACE && !/^(svg|math)$/i.test(tag);
    let model = isHtml ? inert.createElement(tag) : need(special).createForeign(inert, tag, parentNamespace);
    const { localName: name, namespaceURI } = model;
    /** @param {string} wanted */
    const valueOf = (wanted) => pairs.find((_, at) => at % 2 && pairs[at - 1] === wanted);
    if (/^(script|textarea)$/.test(name)) model = need(special).withoutScript(told, model, valueOf("type"));
    // Where scripts run, parsers read the content of `noscript` as one text.
    const update = valueOf("phx-update");
    const ignored = name === "noscript" || update === "ignore" || (inIgnored && update !== "replace");
    const spreads = valueOf("..") !== undefined;
    /** @type {AttributePart[]} */
    const attributes = [];
    for (let at = 0; at < pairs.length; at += 2) {
      const [attribute, value] = pairs.slice(at, at + 2);
      checkAttributeName(attribute);
      if (!isPlain(attribute)) need(special);
      if (isText(value)) {
        setAttribute(told, model, attribute, value, true);
        continue;
      }
      const pieces = [value].flat();
      if (isArray(value)) check(value.length > 2 && value.length % 2 && value.every((piece, index) => index % 2 || isText(piece)) && attribute !== "..", "shape");
      /** @type {AttributePart} */
      const part = { name: attribute, pieces, ignored: ignored && (inIgnored || !attribute.startsWith("data-")) };
      if (spreads) part.group = attributes;
      if (isText(pieces[0]) && !isPlain(attribute)) need(special).allowSchemeOf(context, model, attribute, pieces[0]);
      attributes.push(part);
      for (const piece of pieces) if (!isText(piece)) addSlot(piece, part);
    }
    parent.appendChild(model);
    const children = compileNodes(json, namespaceOfChildren(name, namespaceURI), contentOf(model), ignored);
    const walk = children.reduce((walk, { dynamic }, index) => (dynamic ? index + 1 : walk), 0);
    if (ignored && walk) need(special);
    depth -= 1;
    return { model, name, attributes, children, walk, dynamic: walk + attributes.length > 0, ignored };
  };

  const nodes = compileNodes(json, namespace, fragment, false);
  // A block without nodes could be neither found nor moved.
  if (!nodes.length) nodes.push({ model: textIn(fragment), pieces: [] });
  leads.forEach((run, index) => { run.lead = parts.length + index; });
  for (const what of refused) context.refuse(...what);
  const [{ children, model }] = nodes;
  return { nodes, parts, size: parts.length + leads.length, model: children && nodes.length === 1 ? model : fragment };
}

/** @param {unknown} name @param {RegExp} [pattern] */
export function checkAttributeName(name, pattern = /^[^\s"'<>/=\0]+$/) {
  check(isText(name) && pattern.test(name), "shape");
}

/** @param {string} name @param {string | null} namespace */
export function namespaceOfChildren(name, namespace) {
  // The places in SVG where the HTML parser goes back to HTML.
  return !namespace || (/svg$/.test(namespace) && /^(foreignObject|desc|title)$/.test(name)) ? HTML_NAMESPACE : namespace;
}

/** Where an element's children are. @param {Element} element @param {string} [name] Its name. @returns {ParentNode & Node} */
export function contentOf(element, name = element.localName) {
  return name === "template" ? /** @type {HTMLTemplateElement} */ (element).content ?? element : element;
}
