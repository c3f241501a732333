/**
 * Navigation: what links, the browser's history and the server say -> where the page is.
 *
 * A patch keeps the view and changes its address; a navigation joins another view in its place, over the same
 * connection. Where neither can be, the browser loads a page.
 *
 *     click on <a data-phx-link="patch">     live_patch {url}, then history.pushState
 *     click on <a data-phx-link="redirect">  phx_join {redirect: url}, then history.pushState
 *     back, forward                          live_patch {url}; the server tells if another view is there
 */

import { join } from "./channel.js";
import { session } from "./client-parts.js";
import { need } from "./lazy.js";
import { mainView } from "./listen.js";
import { special } from "./parts.js";
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
 * @property {"forward" | "backward"} [direction] Of the way through the history.
 * @property {Element} [link] What was clicked.
 *
 * @typedef {object} Message What a message may say of addresses.
 * @property {{ to: string, kind: "push" | "replace" }} [live_patch]
 * @property {{ to: string, kind: "push" | "replace", flash?: string, token?: string }} [live_redirect]
 * @property {{ to: string, flash?: string }} [redirect]
 */

const FLASH_COOKIE = "__phoenix_flash__";
/** How long scrolling has to rest before its place is kept. */
const SCROLL_RESTS = 100;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let scrollTimer;
/** Ends what shows of the last navigation, which another may overtake. */
let endLoading = () => {};

/** Entries of the history remember how far they were scrolled. @param {Window} window */
export function keepScroll(window) {
  const { history } = window;
  const scroll = history.state?.scroll;
  if (typeof scroll === "number") window.scrollTo(0, scroll);
  // The browser would scroll before the content is there.
  if ("scrollRestoration" in history) history.scrollRestoration = "manual";
}

/** Scrolling, and the way back or forward. @param {Client} client @param {Event} event */
export function handle(client, event) {
  if (event.type === "scroll") {
    clearTimeout(scrollTimer);
    scrollTimer = setTimeout(() => { keepPlace(client.window); }, SCROLL_RESTS);
  } else handlePop(client, /** @type {PopStateEvent} */ (event));
}

/** @param {Client} client @param {PopStateEvent} event */
function handlePop(client, { state }) {
  const { window } = client;
  const { href } = window.location;
  // A fragment alone is the browser's.
  if (pathOf(window.location) === client.path) return;
  const position = state?.position ?? 0;
  const isForward = position > client.position;
  const direction = isForward ? "forward" : "backward";
  if (!mayLeave(window, { href, patch: true, pop: true, direction })) {
    // This comes by here again, with the path that is shown.
    window.history.go(isForward ? -1 : 1);
    return;
  }
  client.position = position;
  client.path = pathOf(window.location);
  visit(client, "patch", { href, history: "pop", scroll: state?.scroll ?? 0, direction });
}

/** @param {Window} window */
function keepPlace({ history, scrollY }) {
  history.replaceState({ ...history.state, scroll: scrollY }, "");
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

/** @param {{ pathname: string, search: string }} location */
function pathOf({ pathname, search }) {
  return pathname + search;
}

/** @param {Client} client @param {HTMLAnchorElement} link */
export function followLink(client, link) {
  const kind = link.getAttribute("data-phx-link") === "patch" ? "patch" : "redirect";
  const history = link.getAttribute("data-phx-link-state") === "replace" ? "replace" : "push";
  visit(client, kind, { href: link.href, history, link });
}

/** @param {Client} client @param {"patch" | "redirect"} kind @param {Visit} visit */
export function visit(client, kind, visit) {
  const { window } = client;
  const view = mainView(client.views, client.socket);
  const url = parse(visit.href, window);
  if (!url || (visit.history !== "pop" && !mayLeave(window, { href: url.href, patch: kind === "patch", pop: false, direction: "forward" }))) return;
  const mine = (client.visits ?? 0) + 1;
  client.visits = mine;
  // Of visits that overtake each other the last one counts.
  const isLatest = () => mine === client.visits;
  const start = kind === "patch" ? patch : navigate;
  const { href, origin } = url;
  const isOwn = origin === window.location.origin;
  if (!view || !isOwn || !start(client, view, { ...visit, href }, isLatest)) load(client, href, visit.history);
}

/** @param {string} href @param {Window} window */
function parse(href, window) {
  try {
    return new URL(href, window.location.href);
  } catch {
    return null;
  }
}

/**
 * @param {Client} client
 * @param {View} view
 * @param {Visit} given
 * @param {() => boolean} isLatest
 * @returns {boolean} Whether it has begun.
 */
function patch(client, view, given, isLatest) {
  const { href, history } = given;
  let stop = () => {};
  const begun = need(session).deliver(view.delivery, "live_patch", { url: href }, (ok, response) => {
    stop();
    if (!isLatest()) {
      if (ok) receive(view, response.diff, response);
    } else if (!ok) {
      load(client, href, history);
    } else if (response.link_redirect) {
      visit(client, "redirect", given);
    } else {
      commit(client, given, true);
      receive(view, response.diff, response, () => scrollTo(client, given));
    }
  });
  if (begun) stop = startLoading(client, "patch", given);
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
  endLoading();
  endLoading = startLoading(client, "redirect", visit);
  view.arrival = {
    href: visit.href,
    flash: visit.flash,
    onJoined() {
      endLoading();
      if (isLatest()) commit(client, visit, false);
    },
    onShown() {
      scrollTo(client, { scroll: 0, ...visit });
      const { hash } = new URL(visit.href);
      import("./arrive.js").then((module) => module.arrive(view.container, fragmentOf(view.container.ownerDocument, hash)), () => {});
    },
    onFailed: () => { load(client, visit.href, visit.history); },
  };
  joinAnew(client.socket, view.channel);
  return true;
}

/**
 * The page tells that it is on its way, and so does the link that was clicked; gives what ends it.
 *
 * @param {Client} client
 * @param {string} kind
 * @param {Visit} visit
 */
function startLoading(client, kind, { href, link }) {
  let isShown = true;
  link?.classList.add("phx-click-loading");
  dispatchLoading(client, "start", kind, href);
  return () => {
    if (!isShown) return;
    isShown = false;
    link?.classList.remove("phx-click-loading");
    dispatchLoading(client, "stop", kind, href);
  };
}

/** Goes where a message says. @param {Client} client @param {View} view @param {Message} message */
export function follow(client, view, { live_patch: moved, live_redirect: left, redirect }) {
  if (moved) commit(client, { href: String(moved.to), history: historyOf(moved.kind) }, true);
  if (redirect) {
    if (typeof redirect.flash === "string") writeFlash(client, redirect.flash);
    load(client, String(redirect.to), "push");
  } else if (left) {
    if (typeof left.token === "string") view.session = left.token;
    visit(client, "redirect", { href: String(left.to), history: historyOf(left.kind), flash: left.flash });
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
  if (!need(special).isSafeAddress(href)) {
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
function commit(client, { href, history, direction = "forward" }, isPatch) {
  const { window } = client;
  const absolute = parse(href, window);
  if (absolute?.origin !== window.location.origin) return;
  if (history === "push") {
    keepPlace(window);
    client.position += 1;
    window.history.pushState({ position: client.position }, "", absolute.href);
  } else if (history === "replace") {
    window.history.replaceState(window.history.state, "", absolute.href);
  }
  client.path = pathOf(window.location);
  const detail = { href: absolute.href, patch: isPatch, pop: history === "pop", direction };
  window.dispatchEvent(new window.CustomEvent("phx:navigate", { detail }));
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

/** Joins in place of what is joined; the server ends that. @param {import("./channel.js").Socket} socket @param {import("./channel.js").Channel} channel */
function joinAnew(socket, channel) {
  channel.state = "closed";
  need(session).settlePending(socket, (push) => push.channel === channel);
  join(socket, channel);
}

/** @param {Client} client @param {string} title */
export function writeTitle({ window: { document } }, title) {
  const { dataset } = document.querySelector("title") ?? { dataset: {} };
  const { prefix = "", suffix = "", default: fallback = "" } = /** @type {DOMStringMap} */ (dataset);
  document.title = prefix + (title || fallback) + suffix;
}
