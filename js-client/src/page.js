/**
 * A container and the tree that stands in it: what a patch is applied to. No socket, no events.
 */

import { readTree } from "./adopt.js";
import { bindRoot } from "./bind.js";
import { buildBlock } from "./build.js";
import { ALLOWED_SCHEMES } from "./attribute.js";
import { decodePatch, decodeShapes, isBlock } from "./decode.js";
import { elementsEdited } from "./markup.js";
import { applyOperations, elementOf } from "./patch.js";
import { reconcileBlock } from "./reconcile.js";
import { namespaceOfChildren } from "./shape.js";

/**
 * @typedef {object} PageOptions
 * @property {(element: string, attribute: string) => void} [onRefuse]
 * @property {import("./patch.js").Context["mismatch"]} [onMismatch]
 * @property {import("./patch.js").Context["remove"]} [onRemove] Takes the outermost nodes of a block away.
 *
 * @typedef {object} Page
 * @property {Element} container
 * @property {string} namespace
 * @property {Map<number, import("./decode.js").Shape>} shapes
 * @property {Map<string, import("./decode.js").Shape>} shapeCache
 * @property {import("./decode.js").Block | null} root
 * @property {import("./patch.js").Context} context
 * @property {{ mismatches: number, refused: number }} stats
 *
 * @typedef {(elements: Element[]) => void} BeforeWrite Gets the elements that are about to change.
 */

/**
 * @param {Element} container
 * @param {PageOptions} [options]
 * @returns {Page}
 */
export function createPage(container, options = {}) {
  const stats = { mismatches: 0, refused: 0 };
  /** @type {import("./patch.js").Context} */
  const context = {
    document: container.ownerDocument,
    schemes: new Set(ALLOWED_SCHEMES),
    inserted: [],
    removed: false,
    refuse(element, attribute) {
      stats.refused += 1;
      options.onRefuse?.(element, attribute);
    },
    remove: options.onRemove ?? ((node) => node.remove()),
    mismatch(what, where) {
      stats.mismatches += 1;
      options.onMismatch?.(what, where);
    },
  };
  const namespace = namespaceOfChildren(container.localName, container.namespaceURI ?? "");
  return { container, namespace, shapes: new Map(), shapeCache: new Map(), root: null, context, stats };
}

/**
 * Binds the first patch to the HTML in a container, or builds it there if the container is empty.
 *
 * @param {Element} container
 * @param {unknown} patch
 * @param {PageOptions} [options]
 * @returns {Page}
 * @throws {import("./decode.js").PatchError}
 */
export function mount(container, patch, options) {
  const page = createPage(container, options);
  applyPatch(page, patch);
  return page;
}

/**
 * Applies a patch. If it is refused the page stays as it was.
 *
 * @param {Page} page
 * @param {unknown} patch
 * @param {BeforeWrite} [beforeWrite]
 * @throws {import("./decode.js").PatchError}
 */
export function applyPatch(page, patch, beforeWrite) {
  const decoded = decodePatch(page, patch);
  const { context, container } = page;
  context.inserted = [];
  context.removed = false;
  page.shapes = decoded.shapes;
  let { operations } = decoded;
  if (decoded.root) {
    const before = page.root;
    if (!before) {
      showRoot(page, decoded.root);
      return;
    }
    if (before.shape !== decoded.root.shape) {
      beforeWrite?.([container]);
      context.removed = true;
      page.root = decoded.root;
      rebuild(page);
      return;
    }
    operations = [];
    reconcileBlock(before, decoded.root, operations);
  }
  if (beforeWrite) beforeWrite([...elementsOf(operations)]);
  if (!applyOperations(context, operations)) rebuild(page);
}

/**
 * Takes the HTML in the container for the first patch, as far as its outline does not say it.
 *
 * @param {Page} page
 * @param {unknown} outline
 * @param {Record<string, unknown>} shapes
 * @throws {import("./decode.js").PatchError} If the page is not what was served; it stays as it was.
 */
export function adoptPage(page, outline, shapes) {
  const known = decodeShapes(new Map(), page.shapeCache, shapes);
  const root = readTree(page.context, known, outline, page.container, page.namespace);
  page.shapes = known;
  showRoot(page, root);
}

/**
 * A new connection numbers its shapes anew.
 *
 * @param {Page} page
 */
export function forgetShapes(page) {
  page.shapes = new Map();
}

/**
 * @param {Page} page
 * @param {import("./decode.js").Block} root
 */
function showRoot(page, root) {
  page.root = root;
  if (page.container.firstChild) bindRoot(page.context, root, page.container, page.namespace);
  else rebuild(page);
  page.context.inserted = [...page.container.childNodes];
}

/** @param {Page} page */
function rebuild(page) {
  const root = /** @type {import("./decode.js").Block} */ (page.root);
  page.context.removed = true;
  page.container.replaceChildren(buildBlock(page.context, root, page.namespace));
  page.context.inserted = [...page.container.childNodes];
}

/**
 * @param {import("./decode.js").Operation[]} operations
 * @returns {Set<Element>}
 */
function elementsOf(operations) {
  /** @type {Set<Element>} */
  const elements = new Set();
  for (const operation of operations) {
    const element = elementOf(operation);
    if (element) elements.add(element);
    if (element && "stream" in operation) {
      for (const inner of elementsOf(updatesOf(operation))) elements.add(inner);
    }
    if (!element || !("edits" in operation) || !operation.edits) continue;
    const before = operation.block.values[operation.slot];
    for (const edited of isBlock(before) ? elementsEdited(before, operation.edits) : []) {
      if (edited.nodeType === 1) elements.add(/** @type {Element} */ (edited));
    }
  }
  return elements;
}

/**
 * What changes inside of rows that are shown already.
 *
 * @param {import("./decode.js").StreamOperation} operation
 */
function updatesOf({ stream, inserts }) {
  /** @type {import("./decode.js").Operation[]} */
  const operations = [];
  for (const { id, block } of inserts) {
    const shown = stream.rows.get(id)?.block;
    if (shown) reconcileBlock(shown, block, operations);
  }
  return operations;
}
