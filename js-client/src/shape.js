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

import { allowSchemeOf, setAttribute } from "./attribute.js";
import { check, isArray, isText } from "./decode.js";

// The HTML parser itself stops nesting at 512 elements, so no page needs more.
const DEEPEST = 512;
export const HTML_NAMESPACE = "http://www.w3.org/1999/xhtml";
const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
const MATHML_NAMESPACE = "http://www.w3.org/1998/Math/MathML";

/**
 * @typedef {object} Layout
 * @property {LayoutNode[]} nodes
 * @property {Part[]} parts By slot. Slots of one attribute or one run share a part.
 * @property {Node} model One element, or a fragment.
 *
 * @typedef {object} LayoutNode A comment has nothing but its model.
 * @property {ChildNode} model
 * @property {(string | number)[]} [pieces] Of a run: adjacent texts and slots, one Text node while no slot holds nodes.
 * @property {string} [name] Of an element,
 * @property {AttributePart[]} [attributes] its attributes with slots,
 * @property {LayoutNode[]} [children]
 * @property {number} [walk] how many of them a build has to visit,
 * @property {boolean} [ignored] and whether it has `phx-update="ignore"`, or is in such an element without `replace` since.
 * @property {boolean} [dynamic] It has a slot, or one is among its descendants.
 *
 * @typedef {object} Run
 * @property {Text} model
 * @property {(string | number)[]} pieces
 * @property {undefined} [name]
 * @property {unknown} group Parts that are one are written at once.
 * @property {boolean} dynamic
 * @property {string} namespace Of blocks put here.
 * @property {boolean} ignored
 *
 * @typedef {object} AttributePart
 * @property {string} name `..` for a spread.
 * @property {(string | number)[]} pieces One number alone is a whole attribute, or a spread.
 * @property {boolean} ignored
 * @property {AttributePart[]} group All that share names with it: a spread is among them. Else it alone.
 *
 * @typedef {Run | AttributePart} Part
 *
 * @typedef {Element | Text | (Text | null)[]} BoundPart The element of an attribute; the Text node of a
 *   run; or, once slots of the run hold nodes, the texts around them. Each such text is the anchor before
 *   which the nodes go. The first may be null: nothing needs an anchor there.
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
  const fragment = context.inert.createDocumentFragment();
  /** @type {Compiler} */
  const compiler = { context, parts: [], depth };
  const nodes = compileNodes(compiler, json, namespace, fragment, false);
  // A block without nodes could be neither found nor moved.
  if (!nodes.length) nodes.push({ model: fragment.appendChild(context.inert.createTextNode("")), pieces: [] });
  const [{ children, model }] = nodes;
  return { nodes, parts: compiler.parts, model: children && nodes.length === 1 ? model : fragment };
}

/**
 * @typedef {object} Compiler
 * @property {import("./patch.js").Context} context
 * @property {Part[]} parts
 * @property {number} depth
 */

/**
 * @param {Compiler} compiler
 * @param {any[]} json
 * @param {string} namespace
 * @param {Node} parent In the model.
 * @param {boolean} ignored
 */
function compileNodes(compiler, json, namespace, parent, ignored) {
  const { inert } = compiler.context;
  /** @type {LayoutNode[]} */
  const nodes = [];
  /** @type {Run | null} */
  let run = null;
  for (const node of json) {
    if (isArray(node)) {
      run = null;
      if (node[0] === "!") {
        check(node.length === 2 && isText(node[1]), "shape");
        nodes.push({ model: parent.appendChild(inert.createComment(node[1])) });
      } else nodes.push(compileElement(compiler, node, namespace, parent, ignored));
    } else if (node !== "") {
      if (!run) {
        /** @type {(string | number)[]} */
        const pieces = [];
        run = { model: parent.appendChild(inert.createTextNode("")), pieces, group: pieces, dynamic: false, namespace, ignored };
        nodes.push(run);
      }
      run.pieces.push(node);
      if (isText(node)) run.model.data += node;
      else {
        run.dynamic = true;
        addSlot(compiler, node, run);
      }
    }
  }
  return nodes;
}

/** Slots are numbered from 0 in document order. @param {Compiler} compiler @param {unknown} slot @param {Part} part */
function addSlot({ parts }, slot, part) {
  check(slot === parts.push(part) - 1, "shape");
}

/** @param {unknown} name @param {RegExp} [pattern] */
export function checkAttributeName(name, pattern = /^[^\s"'<>/=\0]+$/) {
  check(isText(name) && pattern.test(name), "shape");
}

/**
 * @param {Compiler} compiler
 * @param {any[]} json
 * @param {string} parentNamespace
 * @param {Node} parent
 * @param {boolean} inIgnored
 * @returns {LayoutNode}
 */
function compileElement(compiler, [tag, pairs, ...json], parentNamespace, parent, inIgnored) {
  const { context } = compiler;
  checkAttributeName(tag, /^[A-Za-z][^\s/>\0]*$/);
  check(isArray(pairs) && pairs.length % 2 === 0, "shape");
  check(++compiler.depth <= DEEPEST, "too-deep");
  const namespace = namespaceOfElement(tag, parentNamespace);
  let model = namespace === HTML_NAMESPACE ? context.inert.createElement(tag) : context.inert.createElementNS(namespace, tag);
  const name = model.localName;
  /** @param {string} wanted */
  const valueOf = (wanted) => pairs.find((_, at) => at % 2 && pairs[at - 1] === wanted);
  const type = valueOf("type");
  if (name === "script" && !(isText(type) && /json$|^text\/(plain|template)/i.test(type))) {
    // A script that came later than the page would run; the server's own were run by the parser.
    context.refuse(name, name);
    model = context.inert.createElement("template");
  }
  // Where scripts run, parsers read the content of `noscript` as one text.
  const update = valueOf("phx-update");
  const ignored = name === "noscript" || update === "ignore" || (inIgnored && update !== "replace");
  /** @type {AttributePart[]} */
  const attributes = [];
  for (let at = 0; at < pairs.length; at += 2) {
    const [attribute, value] = pairs.slice(at, at + 2);
    checkAttributeName(attribute);
    if (isText(value)) {
      setAttribute(context, model, attribute, value, true);
      continue;
    }
    const pieces = [value].flat();
    if (isArray(value)) check(value.length > 2 && value.length % 2 && value.every((piece, index) => index % 2 || isText(piece)) && attribute !== "..", "shape");
    /** @type {AttributePart} */
    const part = { name: attribute, pieces, ignored: ignored && (inIgnored || !attribute.startsWith("data-")), group: attributes };
    if (ignored || valueOf("..") === undefined) part.group = [part];
    if (isText(pieces[0])) allowSchemeOf(context, model, attribute, pieces[0]);
    attributes.push(part);
    for (const piece of pieces) if (!isText(piece)) addSlot(compiler, piece, part);
  }
  parent.appendChild(model);
  const children = compileNodes(compiler, json, namespaceOfChildren(name, namespace), contentOf(model), ignored);
  const walk = children.reduce((walk, { dynamic }, index) => (dynamic ? index + 1 : walk), 0);
  compiler.depth -= 1;
  return { model, name, attributes, children, walk, dynamic: walk + attributes.length > 0, ignored };
}

/**
 * The elements below an ignored one that are patched all the same, as `phx-update="replace"` says: what they are and where
 * they are, whatever scripts made of the rest.
 *
 * @param {LayoutNode[]} nodes
 * @param {Element} element
 * @returns {[LayoutNode, Element | undefined][]}
 */
export function patchedWithin(nodes, element) {
  /** @type {LayoutNode[]} */
  const patched = [];
  const collect = (/** @type {LayoutNode} */ node) => {
    if (node.children) node.ignored ? node.children.forEach(collect) : patched.push(node);
  };
  nodes.forEach(collect);
  if (!patched.length) return [];
  const found = replacedIn(element);
  return patched.map((node, index) => [node, found[index]]);
}

/** The outermost elements with `phx-update="replace"`. @param {Element} element */
export function replacedIn(element) {
  const replaced = '[phx-update="replace"]';
  return [...element.querySelectorAll(replaced)].filter((inner) => {
    const outer = inner.parentElement?.closest(replaced);
    return !outer || !element.contains(outer);
  });
}

/** @param {string} tag @param {string} parentNamespace */
function namespaceOfElement(tag, parentNamespace) {
  if (parentNamespace !== HTML_NAMESPACE) return parentNamespace;
  return { svg: SVG_NAMESPACE, math: MATHML_NAMESPACE }[tag.toLowerCase()] ?? HTML_NAMESPACE;
}

/** @param {string} name @param {string} namespace */
export function namespaceOfChildren(name, namespace) {
  // The places in SVG where the HTML parser goes back to HTML.
  return namespace === SVG_NAMESPACE && /^(foreignObject|desc|title)$/.test(name) ? HTML_NAMESPACE : namespace;
}

/** Where an element's children are. @param {Element} element @returns {ParentNode & Node} */
export function contentOf(element) {
  return element.localName === "template" ? /** @type {HTMLTemplateElement} */ (element).content ?? element : element;
}
