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

import { isPlain } from "./attribute.js";
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
 * @property {number} size Of `BoundPart`s: one a slot, and behind these one a run with slots, its first text.
 * @property {boolean} wakes An element in it may want more than to be there: a hook, commands.
 * @property {Node} model One element, or a fragment.
 *
 * @typedef {object} LayoutNode A comment has nothing but its model.
 * @property {ChildNode} model
 * @property {(string | number)[]} [pieces] Of a run: adjacent texts and slots, one Text node while no slot holds nodes.
 * @property {string} [name] Of an element,
 * @property {AttributePart[]} [attributes] its attributes with slots,
 * @property {LayoutNode[]} [children]
 * @property {number} [walk] and how many of them a build has to visit.
 * @property {number} [dynamic] Not 0 if it has a slot, or one is among its descendants. Runs with slots are counted by it.
 * @property {string} [namespace] Of blocks in a run.
 * @property {boolean} [ignored] Whether it has `phx-update="ignore"`, or is in such an element without `replace` since.
 * @property {(walk: import("./bind.js").Walk, node: LayoutNode, element: Element) => void} [bind] Of an element
 *   that is not plain.
 * @property {typeof import("./controls.js").showDefault} [shown] Of a run in a text area: to be called when its text was written.
 *
 * @typedef {object} Run
 * @property {Text} model
 * @property {(string | number)[]} pieces
 * @property {undefined} [name]
 * @property {number} dynamic
 * @property {undefined} [group]
 * @property {string} namespace Of blocks put here.
 * @property {boolean} [ignored]
 * @property {LayoutNode["shown"]} [shown]
 *
 * @typedef {object} AttributePart
 * @property {string} name `..` for a spread.
 * @property {(string | number)[]} pieces One number alone is a whole attribute, or a spread.
 * @property {boolean} plain No more than a text; of a class that changes some tokens are of others.
 * @property {boolean} [ignored]
 * @property {AttributePart | AttributePart[]} [group] What is written at once: itself, or where a spread is among them, all of its element.
 * @property {(context: import("./patch.js").Context, element: Element, part: AttributePart, dynamics: import("./decode.js").Value[]) =>
 *   () => void} [change] How it is written if it is not alone: to be called before values change, what it gives after it.
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
  /** @type {Part[]} */
  const parts = [];
  let runs = 0;
  /** What is more than a text needs this. @type {typeof import("./special.js") | undefined} */
  let module;
  /** Attributes that it is to set, in their order. @type {[Element, string, string][]} */
  const statics = [];
  const fragment = inert.createDocumentFragment();
  const textIn = (/** @type {Node} */ parent) => parent.appendChild(inert.createTextNode(""));

  /** Slots are numbered from 0 in document order. @param {unknown} slot @param {Part} part */
  const addSlot = (slot, part) => check(slot === parts.push(part) - 1, "shape");

  /**
   * @param {any[]} json
   * @param {string} namespace
   * @param {Node} parent In the model.
   */
  const compileNodes = (json, namespace, parent) => {
    /** @type {LayoutNode[]} */
    const nodes = [];
    /** @type {any} */
    let run;
    for (const node of json) {
      if (isArray(node)) {
        run = null;
        nodes.push((node[0] === "!" ? compileComment : compileElement)(node, parent, namespace));
      } else if (node !== "") {
        if (!run) nodes.push((run = { model: textIn(parent), pieces: [], dynamic: 0, namespace }));
        run.pieces.push(node);
        if (isText(node)) run.model.data += node;
        else {
          run.dynamic ||= runs += 1;
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
   * @param {Node} parent
   * @param {string} namespace
   * @returns {LayoutNode}
   */
  const compileElement = ([tag, pairs, ...json], parent, namespace) => {
    checkName(tag, /^[A-Za-z][^\s/>\0]*$/);
    check(isArray(pairs), "shape");
    check(++depth <= DEEPEST, "too-deep");
    const isPlainElement = namespace === HTML_NAMESPACE && !/^(svg|math|script|textarea|noscript)$/i.test(tag);
    const model = isPlainElement ? inert.createElement(tag) : (module = need(special)).createElement(inert, tag, namespace);
    const { localName: name, namespaceURI } = model;
    parent.appendChild(model);
    /** @type {AttributePart[]} */
    const attributes = [];
    for (let at = 0; at < pairs.length; at += 2) {
      const [name, value] = pairs.slice(at, at + 2);
      checkName(name);
      if (!isPlain(name, value)) module = need(special);
      if (!isText(value)) {
        const pieces = [value].flat();
        if (isArray(value)) check(value.length > 2 && value.length % 2 && value.every((piece, index) => index % 2 || isText(piece)) && name !== "..", "shape");
        /** @type {AttributePart} */
        const part = { name, pieces, plain: isPlain(name) };
        attributes.push((part.group = part));
        for (const piece of pieces) if (!isText(piece)) addSlot(piece, part);
      } else if (module) statics.push([model, name, value]);
      else model.setAttribute(name, value);
    }
    const children = compileNodes(json, namespaceOfChildren(name, namespaceURI), contentOf(model));
    const walk = children.reduce((walk, { dynamic }, index) => (dynamic ? index + 1 : walk), 0);
    depth -= 1;
    return { model, name, attributes, children, walk, dynamic: walk + attributes.length };
  };

  const nodes = compileNodes(json, namespace, fragment);
  // A block without nodes could be neither found nor moved.
  if (!nodes.length) nodes.push({ model: textIn(fragment), pieces: [] });
  const wakes = !!module?.finishLayout(context, nodes, statics);
  const [{ children, model }] = nodes;
  return { nodes, parts, size: parts.length + runs, wakes, model: children && nodes.length === 1 ? model : fragment };
}

/** @param {unknown} name @param {RegExp} [pattern] Else it is that of an attribute. */
export function checkName(name, pattern = /^[^\s"'<>/=\0]+$/) {
  check(isText(name) && pattern.test(name), "shape");
}

/** @param {string} name @param {string | null} namespace */
export function namespaceOfChildren(name, namespace) {
  // The places in SVG and MathML where the HTML parser goes back to HTML.
  const html = /svg$/.test(/** @type {string} */ (namespace)) ? /^(foreignObject|desc|title)$/ : /^m([inos]|text)$/;
  return !namespace || html.test(name) ? HTML_NAMESPACE : namespace;
}

/** Where an element's children are. @param {Element} element @param {string} [name] Its name. @returns {ParentNode & Node} */
export function contentOf(element, name = element.localName) {
  return name === "template" ? /** @type {HTMLTemplateElement} */ (element).content ?? element : element;
}
