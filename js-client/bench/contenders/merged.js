/** What merges with the official `Rendered` to HTML, and leaves the page to something else. */
import Rendered from "../node_modules/phoenix_live_view/assets/js/phoenix_live_view/rendered.js";

export function merged(container, show) {
  let rendered;
  const html = () => show(container, rendered.toString().buffer);
  return {
    root: container,
    join(tree) {
      rendered = new Rendered("phx-1", JSON.parse(tree));
      html();
    },
    text: (diff) => diff,
    apply(text) {
      rendered.mergeDiff(JSON.parse(text));
      html();
    },
  };
}
