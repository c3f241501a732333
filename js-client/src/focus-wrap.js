/**
 * `phx-hook="Phoenix.FocusWrap"`: the focus stays inside of an element, such as a dialog. Its first and its last
 * child are there to be focused, `<span tabindex="0">`, and send the focus on to the other end.
 */

/** @param {HTMLElement} element */
export function mount(element) {
  const { firstElementChild: first, lastElementChild: last, ownerDocument: { activeElement } } = element;
  first?.addEventListener("focus", (event) => enter(element, /** @type {FocusEvent} */ (event), true));
  last?.addEventListener("focus", (event) => enter(element, /** @type {FocusEvent} */ (event), false));
  if (!element.contains(activeElement) && element.getClientRects().length > 0) focusOne(inside(element));
  return {};
}

/**
 * Whoever comes from outside goes to the near end, whoever was inside to the far one.
 *
 * @param {HTMLElement} element
 * @param {FocusEvent} event
 * @param {boolean} isFirst
 */
function enter(element, { relatedTarget }, isFirst) {
  const wasInside = relatedTarget !== null && element.contains(/** @type {Node} */ (relatedTarget));
  const focusable = inside(element);
  focusOne(wasInside === isFirst ? focusable.reverse() : focusable);
}

/** @param {HTMLElement} element @returns {HTMLElement[]} */
function inside(element) {
  const { firstElementChild: first, lastElementChild: last } = element;
  const all = /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("*"));
  return [...all].filter((inner) => inner.tabIndex >= 0 && inner !== first && inner !== last);
}

/** @param {HTMLElement[]} candidates */
function focusOne(candidates) {
  candidates.some((candidate) => {
    candidate.focus();
    return candidate.ownerDocument.activeElement === candidate;
  });
}
