/**
 * Operations -> the elements that they write to or inside of, to be asked before they are applied.
 */

/**
 * @param {import("./decode.js").Operation[]} operations
 * @returns {Element[]}
 */
export function elementsOf(operations) {
  /** @type {Set<Node | null>} */
  const elements = new Set();
  for (const { block, slot, change } of operations) {
    const node = block.parts?.[slot];
    if (!node) continue;
    elements.add(node.nodeType === 1 ? node : node.parentElement);
    for (const written of change?.written() ?? []) if (written.nodeType === 1) elements.add(written);
  }
  elements.delete(null);
  return /** @type {Element[]} */ ([...elements]);
}
