/**
 * Elements that scripts own, `phx-update="ignore"`, and those below them that are patched all the same, as
 * `phx-update="replace"` says: what they are and where they are, whatever scripts made of the rest.
 */

/** @typedef {import("./shape.js").LayoutNode} LayoutNode */

/**
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

/**
 * @param {LayoutNode[]} nodes
 * @param {Element} element
 * @param {import("./patch.js").Context} context
 * @param {(node: LayoutNode, element: Element) => void} bind
 */
export function bindWithin(nodes, element, context, bind) {
  // A script may have been at work in there.
  for (const [inner, found] of patchedWithin(nodes, element)) {
    if (found && found.localName === inner.name) bind(inner, found);
    else context.mismatch("nodes", element);
  }
}

/** The outermost elements with `phx-update="replace"`. @param {Element} element */
export function replacedIn(element) {
  const replaced = '[phx-update="replace"]';
  return [...element.querySelectorAll(replaced)].filter((inner) => {
    const outer = inner.parentElement?.closest(replaced);
    return !outer || !element.contains(outer);
  });
}
