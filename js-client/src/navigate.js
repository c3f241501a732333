/**
 * Navigation: links, the browser's history and what the server says -> where the page is.
 *
 * A patch keeps the view and changes its address; a navigation joins another view in its place, over the same
 * connection. Where neither can be, the browser loads a page.
 *
 *     click on <a data-phx-link="patch">     live_patch {url}, then history.pushState
 *     click on <a data-phx-link="redirect">  phx_join {redirect: url}, then history.pushState
 *     back, forward                          live_patch {url}; the server tells if another view is there
 */

import { isSafeAddress } from "./attribute.js";
import { isOpen, joinAnew } from "./channel.js";
import { deliver } from "./delivery.js";
import { dispatchLoading, receive } from "./view.js";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {import("./view.js").View} View
 *
 * @typedef {"push" | "replace" | "pop"} History What becomes of the browser's history; `pop`: it is there already.
 *
 * @typedef {object} Visit
 * @property {string} href
 * @property {History} history
 * @property {number} [scroll] Where to be, else at the top or at the fragment.
 * @property {string} [flash] The token of messages that go along.
 *
 * @typedef {object} Message What a message may say of addresses.
 * @property {{ to: string, kind: "push" | "replace" }} [live_patch]
 * @property {{ to: string, kind: "push" | "replace", flash?: string, token?: string }} [live_redirect]
 * @property {{ to: string, flash?: string }} [redirect]
 */

/** How long scrolling has to rest before its place is kept. */
const SCROLL_RESTS = 100;
/** Of the entry of the history that is shown, among those that the client made. */
let position = 0;
const FLASH_COOKIE = "__phoenix_flash__";

/** @param {Client} client @param {Document} page */
export function bindNavigation(client, page) {
  const { window } = client;
  let path = pathOf(window.location.href);
  let visits = 0;
  client.visit = (kind, visit) => {
    const view = mainView(client);
    const url = parse(visit.href, window);
    if (!url || (visit.history !== "pop" && !mayLeave(window, { href: url.href, patch: kind === "patch", pop: false, direction: "forward" }))) return;
    visits += 1;
    const mine = visits;
    // Of visits that overtake each other the last one counts.
    const isLatest = () => mine === visits;
    const start = kind === "patch" ? patch : navigate;
    const { href, origin } = url;
    const isOwn = origin === window.location.origin;
    if (!view || !isOwn || !start(client, view, { ...visit, href }, isLatest)) load(client, href, visit.history);
  };
  client.follow = (view, message) => follow(client, view, message);
  client.onVisited = () => { path = pathOf(window.location.href); };
  page.addEventListener("click", (event) => handleClick(client, event));
  window.addEventListener("popstate", (event) => {
    const { href } = window.location;
    // A fragment alone is the browser's.
    if (pathOf(href) === path) return;
    const place = event.state?.position ?? 0;
    const isForward = place > position;
    if (!mayLeave(window, { href, patch: true, pop: true, direction: isForward ? "forward" : "backward" })) {
      // This comes by here again, with the path that is shown.
      window.history.go(isForward ? -1 : 1);
      return;
    }
    position = place;
    path = pathOf(href);
    client.visit("patch", { href, history: "pop", scroll: event.state?.scroll ?? 0 });
  });
  position = window.history.state?.position ?? 0;
  keepScroll(window);
}

/**
 * Whether nobody wants the page to stay.
 *
 * @param {Client["window"]} window
 * @param {{ href: string, patch: boolean, pop: boolean, direction: "forward" | "backward" }} detail
 */
function mayLeave(window, detail) {
  return window.dispatchEvent(new window.CustomEvent("phx:before-navigate", { cancelable: true, detail }));
}

/** @param {string} href */
function pathOf(href) {
  const { pathname, search } = new URL(href);
  return pathname + search;
}

/** @param {string} href @param {Window} window */
function parse(href, window) {
  try {
    return new URL(href, window.location.href);
  } catch {
    return null;
  }
}

/** The view whose address is the page's, if there is a connection. @param {Client} client */
function mainView(client) {
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
  client.visit(kind, { href: link.href, history });
}

/** A new tab or a file. @param {HTMLAnchorElement} link @param {MouseEvent} event */
function wantsOtherPlace(link, event) {
  const { target } = link;
  return event.button > 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey ||
    (target !== "" && target !== "_self") || link.hasAttribute("download");
}

/**
 * @param {Client} client
 * @param {View} view
 * @param {Visit} visit
 * @param {() => boolean} isLatest
 * @returns {boolean} Whether it has begun.
 */
function patch(client, view, visit, isLatest) {
  const { href, history } = visit;
  const begun = deliver(view.delivery, "live_patch", { url: href }, (ok, response) => {
    dispatchLoading(client, "stop", "patch", href);
    if (!isLatest()) {
      if (ok) receive(view, response.diff, response);
    } else if (!ok) {
      load(client, href, history);
    } else if (response.link_redirect) {
      client.visit("redirect", visit);
    } else {
      commit(client, visit, true);
      if (receive(view, response.diff, response)) scrollTo(client, visit);
    }
  });
  if (begun) dispatchLoading(client, "start", "patch", href);
  return begun;
}

/**
 * @param {Client} client
 * @param {View} view
 * @param {Visit} visit
 * @param {() => boolean} isLatest
 * @returns {boolean} Whether it has begun.
 */
function navigate(client, view, visit, isLatest) {
  dispatchLoading(client, "start", "redirect", visit.href);
  view.arrival = {
    href: visit.href,
    flash: visit.flash,
    onJoined() {
      dispatchLoading(client, "stop", "redirect", visit.href);
      if (isLatest()) commit(client, visit, false);
    },
    onShown: () => {
      scrollTo(client, { scroll: 0, ...visit });
      focusView(view);
    },
    onFailed: () => { load(client, visit.href, visit.history); },
  };
  joinAnew(client.socket, view.channel);
  return true;
}

/** @param {Client} client @param {View} view @param {Message} message */
function follow(client, view, { live_patch: moved, live_redirect: left, redirect }) {
  if (moved) commit(client, { href: String(moved.to), history: historyOf(moved.kind) }, true);
  if (redirect) {
    if (typeof redirect.flash === "string") writeFlash(client, redirect.flash);
    load(client, String(redirect.to), "push");
  } else if (left) {
    if (typeof left.token === "string") view.session = left.token;
    client.visit("redirect", { href: String(left.to), history: historyOf(left.kind), flash: left.flash });
  }
}

/** @param {unknown} kind @returns {History} */
function historyOf(kind) {
  return kind === "replace" ? "replace" : "push";
}

/** For the page that is loaded next. @param {Client} client @param {string} token */
function writeFlash({ window }, token) {
  // What a token is made of needs no escaping; anything else is none.
  if (/^[\w.-]+$/.test(token)) {
    window.document.cookie = `${FLASH_COOKIE}=${token}; Path=/; Max-Age=60; SameSite=Lax`;
  }
}

/** Lets the browser load a page. @param {Client} client @param {string} href @param {History} history */
function load(client, href, history) {
  const { location } = client.window;
  if (!isSafeAddress(href)) {
    client.stats.refused += 1;
    client.report({ kind: "navigation", message: "the address is none to go to" });
  } else if (history === "pop") {
    location.reload();
  } else if (history === "replace") {
    location.replace(href);
  } else {
    location.assign(href);
  }
}

/**
 * The address is shown from now on.
 *
 * @param {Client} client
 * @param {Visit} visit
 * @param {boolean} isPatch
 */
function commit(client, { href, history }, isPatch) {
  const { window } = client;
  const absolute = parse(href, window);
  if (absolute?.origin !== window.location.origin) return;
  if (history === "push") {
    keepPlace(window);
    position += 1;
    window.history.pushState({ position }, "", absolute.href);
  } else if (history === "replace") {
    window.history.replaceState(window.history.state, "", absolute.href);
  }
  client.onVisited();
  const detail = { href: absolute.href, patch: isPatch, pop: history === "pop" };
  window.dispatchEvent(new window.CustomEvent("phx:navigate", { detail }));
}

/**
 * The focus went with the page that was there: it begins where the new one does, as when the browser loads one.
 *
 * @param {View} view
 */
function focusView({ container, client: { window: { document } } }) {
  const { activeElement, body } = document;
  if (activeElement && activeElement !== body) return;
  const wanted = /** @type {HTMLElement} */ (container.querySelector("[autofocus]") ?? container);
  if (wanted === container) wanted.tabIndex = -1;
  wanted.focus({ preventScroll: true });
}

/** @param {Client} client @param {Visit} visit */
function scrollTo({ window }, { href, history, scroll }) {
  const target = history === "pop" ? null : fragmentOf(window.document, new URL(href).hash);
  if (target) target.scrollIntoView();
  else if (scroll !== undefined) window.scrollTo(0, scroll);
}

/** The element that a fragment names. @param {Document} document @param {string} hash */
function fragmentOf(document, hash) {
  const id = hash.slice(1);
  if (!id) return null;
  try {
    return document.getElementById(decodeURIComponent(id));
  } catch {
    return document.getElementById(id);
  }
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
function keepPlace({ history, scrollY }) {
  history.replaceState({ ...history.state, scroll: scrollY }, "");
}
