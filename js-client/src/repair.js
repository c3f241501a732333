/**
 * A page that is not what was rendered (an extension was there first, a clock went on) -> one that is.
 *
 * As little as possible is changed: a text is corrected, nodes that nobody expects are removed, and an element that is
 * not there is built.
 */

/** @typedef {import("./bind.js").Walk} Walk */

/**
 * Finds the element or comment among those that follow, or builds it; the walk goes on from there.
 *
 * @param {Walk} walk
 * @param {import("./shape.js").LayoutNode} node
 * @returns {boolean} Whether it was built.
 */
export function findNode(walk, { name, model }) {
  const { context, parent, cursor, skips } = walk;
  let found = /** @type {any} */ (cursor);
  if (skips && name) while (found && found.localName !== name) found = found.nextSibling;
  if (name && found?.localName === name) {
    removeUntil(walk, found);
    return false;
  }
  // Proxies that shrink HTML drop comments; nothing else is wrong then.
  if (name) report(walk);
  walk.cursor = parent.insertBefore(context.document.importNode(model, true), cursor);
  return true;
}

/**
 * Corrects a text that does not begin with the wanted one.
 *
 * @param {Text} node
 * @param {string} text
 */
export function correctText(node, text) {
  // Some parsers cut a long text into several nodes.
  while (text.startsWith(node.data) && text !== node.data && node.nextSibling?.nodeType === 3) {
    const next = /** @type {Text} */ (node.nextSibling);
    node.data += next.data;
    next.remove();
  }
  if (node.data.startsWith(text) && node.data !== text) node.splitText(text.length);
  if (node.data !== text) node.data = text;
}

/** @param {Walk} walk @param {ChildNode | null} stop */
export function removeUntil(walk, stop) {
  while (walk.cursor !== stop) {
    const node = /** @type {ChildNode} */ (walk.cursor);
    report(walk);
    walk.cursor = node.nextSibling;
    node.remove();
  }
}

/** Once for each parent. @param {Walk} walk */
function report(walk) {
  if (!walk.reported) walk.context.mismatch("nodes", walk.parent);
  walk.reported = true;
}
