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
 * @param {ParentNode & Node} parent
 * @param {ChildNode | null} cursor
 * @param {boolean} [alone] Nothing else stands in the parent.
 * @returns {[ChildNode, boolean]} It, and whether it was built.
 */
export function findNode(walk, { name, model }, parent, cursor, alone) {
  let found = /** @type {any} */ (cursor);
  if (alone && name) while (found && found.localName !== name) found = found.nextSibling;
  if (name && found?.localName === name) {
    removeUntil(walk, parent, cursor, found);
    return [found, false];
  }
  // Proxies that shrink HTML drop comments; nothing else is wrong then.
  if (name) report(walk, parent);
  return [parent.insertBefore(walk.context.document.importNode(model, true), cursor), true];
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

/** @param {Walk} walk @param {Node} parent @param {ChildNode | null} cursor @param {ChildNode | null} stop */
export function removeUntil(walk, parent, cursor, stop) {
  while (cursor && cursor !== stop) {
    const node = cursor;
    report(walk, parent);
    cursor = node.nextSibling;
    node.remove();
  }
}

/** Once for each parent. @param {Walk} walk @param {Node} parent */
function report(walk, parent) {
  const { context, reported = new Set() } = walk;
  if (!reported.has(parent)) context.mismatch("nodes", parent);
  walk.reported = reported.add(parent);
}
