/** Nothing but the browser's parser. */
export function create(container) {
  const write = (html) => { container.innerHTML = html; };
  return { root: container, join: write, text: (html) => html, apply: write };
}
