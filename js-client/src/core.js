/**
 * The patcher alone, for those who have a connection of their own.
 *
 *     import { applyPatch, mount } from "slotwise/core";
 *     const page = await mount(document.querySelector("main"), first);
 *     socket.onmessage = ({ data }) => applyPatch(page, JSON.parse(data));
 */

import { whenLoaded } from "./lazy.js";
import { applyPatch as applyNow, createPage } from "./page.js";

export { PatchError } from "./decode.js";

/**
 * Binds a first patch to the HTML in a container, or builds it there if the container is empty.
 *
 * @param {Element} container
 * @param {unknown} patch
 * @param {import("./page.js").PageOptions} [options]
 */
export async function mount(container, patch, options) {
  const page = createPage(container, options);
  await applyPatch(page, patch);
  return page;
}

/**
 * Applies a patch when all before it are applied and what it needs is loaded. If it is refused, with a `PatchError`, the
 * page stays as it was.
 *
 * @param {import("./page.js").Page} page
 * @param {unknown} patch
 */
export function applyPatch(page, patch) {
  const turn = Promise.resolve(page.turn).then(() => whenLoaded(() => applyNow(page, patch)));
  page.turn = turn.catch(() => {});
  return turn;
}
