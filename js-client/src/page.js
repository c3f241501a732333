/**
 * A container and the tree that stands in it: what a patch is applied to. No socket, no events.
 */

import { bindRoot, buildBlock } from "./bind.js";
import { decodePatch } from "./decode.js";
import { need } from "./lazy.js";
import { mend } from "./parts.js";
import { applyOperations } from "./patch.js";
import { namespaceOfChildren } from "./shape.js";

/** @typedef {import("./decode.js").Block} Block */

/**
 * @typedef {Partial<Pick<import("./patch.js").Context, "refuse" | "mismatch" | "remove">>} PageOptions What is told of
 *   attributes that were not written and of places that were repaired, and what takes a block's outermost nodes away.
 *
 * @typedef {import("./decode.js").Tree & { container: Element, namespace: string, context: import("./patch.js").Context,
 *   turn?: Promise<void> }} Page What was asked for last through core.js is its turn.
 *
 * @typedef {(operations: import("./decode.js").Operation[] | null) => void} BeforeWrite Gets what is about to be done;
 *   null if all is built anew.
 */

/**
 * @param {Element} container
 * @param {PageOptions} [options]
 * @returns {Page}
 */
export function createPage(container, options) {
  const { ownerDocument: document, localName, namespaceURI } = container;
  return {
    container,
    namespace: namespaceOfChildren(localName, namespaceURI),
    shapes: new Map(),
    root: null,
    context: {
      document,
      inert: document.implementation.createHTMLDocument(""),
      schemes: new Set(),
      inserted: [],
      removed: false,
      wakes: false,
      refuse() {},
      mismatch() {},
      remove: (node) => node.remove(),
      ...options,
    },
  };
}

/**
 * Applies a patch. If it is refused the page stays as it was.
 *
 * @param {Page} page
 * @param {unknown} patch
 * @param {BeforeWrite} [beforeWrite]
 * @throws {import("./decode.js").PatchError}
 * @throws {Promise<void>} Where a module is missing: the page is as it was. See lazy.js.
 */
export function applyPatch(page, patch, beforeWrite) {
  applyDecoded(page, decodePatch(page, patch), beforeWrite);
}

/**
 * @param {Page} page
 * @param {ReturnType<typeof decodePatch>} decoded
 * @param {BeforeWrite} [beforeWrite]
 */
export function applyDecoded(page, { shapes, root, operations }, beforeWrite) {
  const { context, root: before } = page;
  const isNew = root && !(before && need(mend).reconcileRoot(before, root, operations));
  context.inserted = [];
  context.removed = context.wakes = false;
  beforeWrite?.(isNew ? null : operations);
  if (isNew || !applyOperations(context, operations)) showRoot(page, isNew ? root : /** @type {Block} */ (before), !before);
  // Where a module was missing the patch comes here again, with its shapes.
  page.shapes = shapes;
}

/**
 * Binds a tree to the HTML in a container, or builds it there.
 *
 * @param {Page} page
 * @param {Block} root
 * @param {boolean} isServed The container may have come with the page; if it is empty then, it did not.
 */
export function showRoot(page, root, isServed) {
  const { context, container, namespace } = page;
  if (isServed && container.firstChild) bindRoot(context, root, container, namespace);
  else {
    context.removed = true;
    container.replaceChildren(buildBlock(context, root, namespace));
  }
  context.inserted = [[root]];
  page.root = root;
}

/**
 * A new connection numbers its shapes anew.
 *
 * @param {Page} page
 */
export function forgetShapes(page) {
  page.shapes = new Map();
}
