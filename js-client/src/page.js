/**
 * A container and the tree that stands in it: what a patch is applied to. No socket, no events.
 */

import { bindRoot, buildBlock } from "./bind.js";
import { decodePatch } from "./decode.js";
import { need } from "./lazy.js";
import { mend } from "./parts.js";
import { applyOperations } from "./patch.js";
import { namespaceOfChildren } from "./shape.js";

/**
 * @typedef {Partial<Pick<import("./patch.js").Context, "refuse" | "mismatch" | "remove">>} PageOptions What is told of
 *   attributes that were not written and of places that were repaired, and what takes a block's outermost nodes away.
 *
 * @typedef {import("./decode.js").Tree & { container: Element, namespace: string, context: import("./patch.js").Context }} Page
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
    shapeCache: new Map(),
    root: null,
    context: {
      document,
      inert: document.implementation.createHTMLDocument(""),
      schemes: new Set(),
      inserted: [],
      removed: false,
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
  const { context, root: before } = page;
  const { shapes, root, operations } = decodePatch(page, patch);
  const same = root && before?.shape === root.shape;
  if (same) need(mend).reconcileBlock(before, root, operations);
  context.inserted = [];
  context.removed = false;
  page.shapes = shapes;
  const whole = root && !same;
  beforeWrite?.(whole ? null : operations);
  if (whole && !before) return showRoot(page, root);
  if (whole) page.root = root;
  if (whole || !applyOperations(context, operations)) rebuild(page, /** @type {import("./decode.js").Block} */ (page.root));
}

/**
 * Binds the first tree to the HTML in a container, or builds it there if the container is empty.
 *
 * @param {Page} page
 * @param {import("./decode.js").Block} root
 */
export function showRoot(page, root) {
  const { context, container, namespace } = page;
  if (container.firstChild) {
    bindRoot(context, root, container, namespace);
    context.inserted = [...container.childNodes];
  } else rebuild(page, root);
  page.root = root;
}

/** @param {Page} page @param {import("./decode.js").Block} root */
function rebuild({ context, container, namespace }, root) {
  context.removed = true;
  container.replaceChildren(buildBlock(context, root, namespace));
  context.inserted = [...container.childNodes];
}

/**
 * A new connection numbers its shapes anew.
 *
 * @param {Page} page
 */
export function forgetShapes(page) {
  page.shapes = new Map();
}
