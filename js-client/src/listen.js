/**
 * Listeners: one an event type, elements are never walked in advance. What browsers want to know at once is said here;
 * what events mean is in modules of its own, for which they wait in their order.
 */

import { inOrder } from "./binding.js";
import { isOpen } from "./channel.js";
import { interaction, navigate } from "./client-parts.js";

/** @typedef {import("./view.js").Client} Client */

const ON_PAGE = "mousedown click submit input change compositionend reset keydown keyup focusin focusout dragenter dragover dragleave drop";

/** @param {Client} client @param {Document} page */
export function listen(client, page) {
  const { window } = client;
  /** @param {EventTarget} target @param {string} types @param {(event: any) => void} handle */
  const on = (target, types, handle) => { for (const type of types.split(" ")) target.addEventListener(type, handle); };
  on(page, ON_PAGE, (event) => {
    const files = filesOf(event);
    const link = answer(client, event, files);
    inOrder(client, interaction, (module) => module.handle(client, event, files));
    if (link) inOrder(client, navigate, (module) => module.followLink(client, link));
  });
  on(window, "focus blur", (event) => { inOrder(client, interaction, (module) => module.handle(client, event, null)); });
  on(window, "popstate scroll", (event) => { inOrder(client, navigate, (module) => module.handle(client, event)); });
}

/** Files that are dragged, which cannot be had later. @param {DragEvent} event @returns {File[] | null} */
function filesOf({ dataTransfer, target }) {
  // A file input takes what is dropped on it by itself; all else would open it in place of the page.
  if (!dataTransfer?.types.includes("Files") || /** @type {Element} */ (target).matches?.("[type=file]")) return null;
  return [...dataTransfer.files];
}

/**
 * Keeps the browser from what the client does in its place; gives the link to follow.
 *
 * @param {Client} client
 * @param {any} event
 * @param {File[] | null} files
 * @returns {HTMLAnchorElement | null | undefined}
 */
function answer(client, event, files) {
  const { type, target } = event;
  const closest = (/** @type {string} */ selector) => target.closest?.(selector);
  /** @type {HTMLAnchorElement} */
  const link = type === "click" && closest("a[data-phx-link]");
  const follows = link && !event.defaultPrevented && isFollowed(client, link, event);
  if (
    follows ||
    (type === "click" && closest("[phx-click]")?.getAttribute("href") === "#") ||
    (type === "submit" && target.getAttribute("phx-submit")) ||
    files
  ) event.preventDefault();
  return follows ? link : null;
}

/** Whether a link leads to a view, here. @param {Client} client @param {HTMLAnchorElement} link @param {MouseEvent} event */
function isFollowed({ socket, views, window }, link, event) {
  const { origin, target } = link;
  return origin === window.location.origin && /^(_self)?$/.test(target) && !link.hasAttribute("download") &&
    !(event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) && !!mainView(views, socket);
}

/**
 * The view whose address is the page's, if there is a connection.
 *
 * @param {Client["views"]} views
 * @param {Client["socket"]} socket
 */
export function mainView(views, socket) {
  return isOpen(socket) ? views.find(({ container }) => container.hasAttribute("data-phx-main")) : null;
}
