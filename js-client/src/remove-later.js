/**
 * What is taken out of a page, and shows until the transitions of its `phx-remove` are over.
 */

import { hooks as hooksPart, portal } from "./client-parts.js";
import { loaded } from "./lazy.js";

/** Takes an element out of the page when the transitions of its `phx-remove` are over. @param {import("./view.js").View} view @param {HTMLElement} node */
export function removeLater({ client, hooks, page }, node) {
  const takeAway = () => {
    node.remove();
    loaded(portal)?.sweep(page.context.remove);
  };
  // To a user it is gone already.
  node.inert = true;
  const time = client.run(node, "phx-remove");
  const removeSoon = (/** @type {number} */ wait) => { setTimeout(takeAway, wait); };
  if (!time) takeAway();
  else {
    loaded(hooksPart)?.destroyHooks(hooks, (hooked) => node.contains(hooked));
    if (typeof time === "number") removeSoon(time);
    else time.then(removeSoon);
  }
}
