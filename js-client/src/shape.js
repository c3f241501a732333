/**
 * Shape -> layout: a prototype to clone and where its slots are.
 *
 * Takes a validated shape and the namespace it will stand in; gives a layout, made once. It knows no
 * values. One shape:
 *
 *     [["li", ["id", ["row-",0,""]], "No. ", 1]]
 *     -> prototype  <li>(one empty Text node)</li>
 *        nodes      [ li { attributes: [id], children: [ run ["No. ", 1] ] } ]
 *        parts      [ id, run ]                       what slots 0 and 1 belong to
 *
 * `nodes` has one entry for each child node of the prototype, so both the walk over a fresh clone and
 * the walk over server-rendered HTML take one `nextSibling` an entry. `walk` cuts off the entries after
 * the last one with a slot.
 */

import { allowSchemeOf, setAttributeText } from "./attribute.js";

export const HTML_NAMESPACE = "http://www.w3.org/1999/xhtml";
export const SVG_NAMESPACE = "http://www.w3.org/2000/svg";
export const MATHML_NAMESPACE = "http://www.w3.org/1998/Math/MathML";

/**
 * @typedef {object} Layout
 * @property {LayoutNode[]} nodes
 * @property {number} walk How many of `nodes` a build has to visit.
 * @property {Part[]} parts By slot. Slots of one attribute or one run share a part.
 * @property {Node} prototype One element, or a fragment.
 *
 * @typedef {object} ElementLayout
 * @property {"element"} kind
 * @property {string} name
 * @property {AttributePart[]} attributes Those with slots.
 * @property {LayoutNode[]} children
 * @property {number} walk
 * @property {boolean} dynamic A slot is among its descendants.
 * @property {boolean} ignored `phx-update="ignore"`, also around it, if not `replace` since.
 *
 * @typedef {object} CommentLayout
 * @property {"comment"} kind
 * @property {string} text
 *
 * @typedef {object} Run Adjacent texts and slots: one Text node while no slot holds nodes.
 * @property {"run"} kind
 * @property {(string | number)[]} pieces
 * @property {number[]} slots
 * @property {string} namespace Of blocks put here.
 * @property {boolean} textarea Its text is the default value of a textarea.
 * @property {boolean} ignored
 *
 * @typedef {ElementLayout | CommentLayout | Run} LayoutNode
 *
 * @typedef {object} AttributePart
 * @property {"attribute"} kind
 * @property {string} name `..` for a spread.
 * @property {(string | number)[]} pieces One number alone is a whole attribute, or a spread.
 * @property {boolean} whole
 * @property {boolean} ignored
 * @property {AttributePart[] | null} siblings All that share names with it: a spread is among them.
 *
 * @typedef {Run | AttributePart} Part
 *
 * @typedef {Element | Text | (Text | null)[]} BoundPart The element of an attribute; the Text node of a
 *   run; or, once slots of the run hold nodes, the texts around them. Each such text is the anchor before
 *   which the nodes go. The first may be null: nothing needs an anchor there.
 */

// Nothing in here is fetched, run or upgraded, whatever the shapes say.
/** @type {WeakMap<Document, Document>} */
const inertDocuments = new WeakMap();

/** @param {Document} document */
function inertDocumentOf(document) {
  let inert = inertDocuments.get(document);
  if (!inert) {
    inert = document.implementation.createHTMLDocument("");
    inertDocuments.set(document, inert);
  }
  return inert;
}

/**
 * @param {import("./patch.js").Context} context
 * @param {import("./decode.js").Shape} shape
 * @param {string} namespace Of the parent's children.
 * @returns {Layout}
 */
export function layoutOf(context, shape, namespace) {
  const known = shape.layouts[namespace];
  if (known) return known;
  /** @type {Part[]} */
  const parts = [];
  const compiler = { context, parts, document: inertDocumentOf(context.document) };
  const fragment = compiler.document.createDocumentFragment();
  const nodes = compileNodes(compiler, shape.nodes, 0, namespace, fragment, false, false);
  if (nodes.length === 0) {
    // A block without nodes could be neither found nor moved.
    nodes.push({ kind: "run", pieces: [], slots: [], namespace, textarea: false, ignored: false });
    fragment.append(compiler.document.createTextNode(""));
  }
  const prototype = nodes.length === 1 ? /** @type {Node} */ (fragment.firstChild) : fragment;
  const layout = { nodes, walk: walkLength(nodes), parts, prototype };
  shape.layouts[namespace] = layout;
  return layout;
}

/**
 * @typedef {object} Compiler
 * @property {import("./patch.js").Context} context
 * @property {Part[]} parts
 * @property {Document} document
 */

/**
 * @param {Compiler} compiler
 * @param {unknown[]} nodes
 * @param {number} start
 * @param {string} namespace
 * @param {Node} parent In the prototype.
 * @param {boolean} textarea
 * @param {boolean} ignored
 */
function compileNodes(compiler, nodes, start, namespace, parent, textarea, ignored) {
  /** @type {LayoutNode[]} */
  const layouts = [];
  /** @type {(string | number)[]} */
  let pieces = [];
  const endRun = () => {
    if (pieces.length === 0) return;
    /** @type {Run} */
    const run = { kind: "run", pieces, slots: [], namespace, textarea, ignored };
    for (const piece of pieces) {
      if (typeof piece === "string") continue;
      run.slots.push(piece);
      compiler.parts[piece] = run;
    }
    const text = run.slots.length === 0 ? pieces.join("") : "";
    parent.appendChild(compiler.document.createTextNode(text));
    layouts.push(run);
    pieces = [];
  };
  for (let index = start; index < nodes.length; index += 1) {
    const node = /** @type {string | number | [string, any, ...unknown[]]} */ (nodes[index]);
    if (typeof node === "object") {
      endRun();
      layouts.push(
        node[0] === "!"
          ? compileComment(compiler, node[1], parent)
          : compileElement(compiler, node, namespace, parent, ignored),
      );
    } else if (node !== "") {
      pieces.push(node);
    }
  }
  endRun();
  return layouts;
}

/**
 * @param {Compiler} compiler
 * @param {string} text
 * @param {Node} parent
 * @returns {CommentLayout}
 */
function compileComment(compiler, text, parent) {
  parent.appendChild(compiler.document.createComment(text));
  return { kind: "comment", text };
}

/**
 * @param {Compiler} compiler
 * @param {[string, (string | number | (string | number)[])[], ...unknown[]]} node
 * @param {string} parentNamespace
 * @param {Node} parent
 * @param {boolean} inIgnored
 * @returns {ElementLayout}
 */
function compileElement(compiler, node, parentNamespace, parent, inIgnored) {
  const [tag, pairs] = node;
  const namespace = namespaceOfElement(tag, parentNamespace);
  let element =
    namespace === HTML_NAMESPACE
      ? compiler.document.createElement(tag)
      : compiler.document.createElementNS(namespace, tag);
  const name = element.localName;
  if (name === "script" && !isDataScript(pairs)) {
    // A script that came later than the page would run; the server's own were run by the parser.
    compiler.context.refuse("script", "script");
    element = compiler.document.createElement("template");
  }
  // Where scripts run, parsers read the content of `noscript` as one text.
  let ignored = inIgnored || name === "noscript";
  for (let index = 0; index < pairs.length; index += 2) {
    if (pairs[index] === "phx-update") ignored = pairs[index + 1] === "ignore" || (ignored && pairs[index + 1] !== "replace");
  }
  const spreads = pairs.some((name, index) => name === ".." && typeof pairs[index + 1] === "number");
  /** @type {AttributePart[]} */
  const attributes = [];
  for (let index = 0; index < pairs.length; index += 2) {
    const attribute = /** @type {string} */ (pairs[index]);
    const value = pairs[index + 1];
    if (typeof value === "string") {
      setAttributeText(compiler.context, element, attribute, value, true);
      continue;
    }
    const whole = typeof value === "number";
    const pieces = whole ? [value] : value;
    if (typeof pieces[0] === "string") allowSchemeOf(compiler.context, element, attribute, pieces[0]);
    /** @type {AttributePart} */
    const part = {
      kind: "attribute",
      name: attribute,
      pieces,
      whole,
      ignored: ignored && (inIgnored || !attribute.startsWith("data-")),
      siblings: spreads && !ignored ? attributes : null,
    };
    attributes.push(part);
    for (const piece of pieces) if (typeof piece === "number") compiler.parts[piece] = part;
  }
  parent.appendChild(element);
  const children = compileNodes(
    compiler,
    node,
    2,
    namespaceOfChildren(name, namespace),
    contentOf(element),
    name === "textarea",
    ignored,
  );
  const walk = walkLength(children);
  return { kind: "element", name, attributes, children, walk, dynamic: walk > 0, ignored };
}

/** @param {unknown[]} pairs */
function isDataScript(pairs) {
  for (let index = 0; index < pairs.length; index += 2) {
    const value = pairs[index + 1];
    if (pairs[index] === "type") return typeof value === "string" && /json$|^text\/(plain|template)/i.test(value);
  }
  return false;
}

/** @param {LayoutNode[]} nodes */
function walkLength(nodes) {
  let length = nodes.length;
  while (length > 0 && !hasSlots(nodes[length - 1])) length -= 1;
  return length;
}

/**
 * The elements below an ignored one that are patched all the same, as `phx-update="replace"` says: what they are and where
 * they are, whatever else scripts made of the rest.
 *
 * @param {ElementLayout} node
 * @param {Element} element
 * @returns {[ElementLayout, Element | undefined][]}
 */
export function patchedWithin(node, element) {
  /** @type {ElementLayout[]} */
  const patched = [];
  const collect = (/** @type {LayoutNode} */ child) => {
    if (child.kind !== "element") return;
    if (child.ignored) child.children.forEach(collect);
    else patched.push(child);
  };
  node.children.forEach(collect);
  if (patched.length === 0) return [];
  const replaced = '[phx-update="replace"]';
  const found = [...element.querySelectorAll(replaced)].filter((inner) => {
    const outer = inner.parentElement?.closest(replaced);
    return !outer || !element.contains(outer);
  });
  return patched.map((child, index) => [child, found[index]]);
}

/** @param {LayoutNode} node */
export function hasSlots(node) {
  if (node.kind === "run") return node.slots.length > 0;
  return node.kind === "element" && (node.dynamic || node.attributes.length > 0);
}

/** @param {string} tag @param {string} parentNamespace */
function namespaceOfElement(tag, parentNamespace) {
  if (parentNamespace !== HTML_NAMESPACE) return parentNamespace;
  const name = tag.toLowerCase();
  if (name === "svg") return SVG_NAMESPACE;
  return name === "math" ? MATHML_NAMESPACE : HTML_NAMESPACE;
}

/** @param {string} name @param {string} namespace */
export function namespaceOfChildren(name, namespace) {
  // The places in SVG where the HTML parser goes back to HTML.
  const html = namespace === SVG_NAMESPACE && /^(foreignObject|desc|title)$/.test(name);
  return html ? HTML_NAMESPACE : namespace;
}

/** Where an element's children are. @param {Element} element @returns {ParentNode & Node} */
export function contentOf(element) {
  if (element.localName === "template" && "content" in element) {
    return /** @type {HTMLTemplateElement} */ (element).content;
  }
  return element;
}
