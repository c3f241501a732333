/**
 * Links and the browser's history: what a page has to answer for at once. Where it leads to is navigate.js's.
 */

import { isOpen } from "./channel.js";
import { need, whenLoaded } from "./lazy.js";
import { navigate } from "./client-parts.js";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {import("./navigate.js").Visit} Visit
 */

/** How long scrolling has to rest before its place is kept. */
const SCROLL_RESTS = 100;

/** @param {Client} client @param {Document} page */
export function bindLinks(client, page) {
  const { window } = client;
  client.path = pathOf(window.location.href);
  client.position = window.history.state?.position ?? 0;
  page.addEventListener("click", (event) => handleClick(client, event));
  window.addEventListener("popstate", (event) => {
    const { href } = window.location;
    // A fragment alone is the browser's.
    if (pathOf(href) === client.path) return;
    const position = event.state?.position ?? 0;
    const isForward = position > client.position;
    if (!mayLeave(window, { href, patch: true, pop: true, direction: isForward ? "forward" : "backward" })) {
      // This comes by here again, with the path that is shown.
      window.history.go(isForward ? -1 : 1);
      return;
    }
    client.position = position;
    client.path = pathOf(href);
    visit(client, "patch", { href, history: "pop", scroll: event.state?.scroll ?? 0 });
  });
  keepScroll(window);
}

/**
 * @param {Client} client
 * @param {"patch" | "redirect"} kind
 * @param {Visit} visit
 */
export async function visit(client, kind, visit) {
  try {
    await whenLoaded(() => need(navigate).visit(client, kind, visit));
  } catch (error) {
    client.report({ kind: "navigation", message: String(error), error });
  }
}

/**
 * Whether nobody wants the page to stay.
 *
 * @param {Client["window"]} window
 * @param {{ href: string, patch: boolean, pop: boolean, direction: "forward" | "backward" }} detail
 */
export function mayLeave(window, detail) {
  return window.dispatchEvent(new window.CustomEvent("phx:before-navigate", { cancelable: true, detail }));
}

/** @param {string} href */
export function pathOf(href) {
  const { pathname, search } = new URL(href);
  return pathname + search;
}

/** The view whose address is the page's, if there is a connection. @param {Client} client */
export function mainView(client) {
  const main = client.views.find(({ container }) => container.hasAttribute("data-phx-main"));
  return main && isOpen(client.socket) ? main : null;
}

/** @param {Client} client @param {MouseEvent} event */
function handleClick(client, event) {
  const target = /** @type {Element | null} */ (event.target);
  const link = /** @type {HTMLAnchorElement | null} */ (target?.closest?.("a[data-phx-link]") ?? null);
  if (!link?.href || event.defaultPrevented || wantsOtherPlace(link, event)) return;
  if (!mainView(client) || new URL(link.href).origin !== client.window.location.origin) return;
  event.preventDefault();
  const kind = link.getAttribute("data-phx-link") === "patch" ? "patch" : "redirect";
  const history = link.getAttribute("data-phx-link-state") === "replace" ? "replace" : "push";
  visit(client, kind, { href: link.href, history });
}

/** A new tab or a file. @param {HTMLAnchorElement} link @param {MouseEvent} event */
function wantsOtherPlace(link, event) {
  const { target } = link;
  return event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey ||
    (target !== "" && target !== "_self") || link.hasAttribute("download");
}

/** Entries of the history remember how far they were scrolled. @param {Window} window */
function keepScroll(window) {
  const { history } = window;
  const scroll = history.state?.scroll;
  if (typeof scroll === "number") window.scrollTo(0, scroll);
  // The browser would scroll before the content is there.
  if ("scrollRestoration" in history) history.scrollRestoration = "manual";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  window.addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { keepPlace(window); }, SCROLL_RESTS);
  });
}

/** @param {Window} window */
export function keepPlace({ history, scrollY }) {
  history.replaceState({ ...history.state, scroll: scrollY }, "");
}
