/**
 * What becomes of a view whose connection breaks or whose join fails: it waits, goes elsewhere, is loaded anew or says so.
 */

import { isOpen, openSocket } from "./channel.js";
import { hooks as hooksPart } from "./client-parts.js";
import { forgetSession } from "./deliver.js";
import { createHooks, waiting } from "./hook.js";
import { load, loaded } from "./lazy.js";
import { closeSocket, leaveAll, rejoin } from "./reconnect.js";
import { clearPage, showAgain } from "./again.js";
import { follow, inTurn, RELOADED, runAll, runMounted, startLoading } from "./view.js";

/** @typedef {import("./view.js").View} View */

/** A connection that is back sooner was never gone, as far as a page should show. */
const DISCONNECTED_AFTER = 500;

const CRASHED = "Something went wrong here. Please load the page again.";
/** A page that was reloaded so lately would come back the same. */
const RELOAD_AGAIN_AFTER = 60_000;

/** @param {import("./view.js").Client} client @param {string} element @param {string} attribute */
export function refused({ stats, report }, element, attribute) {
  stats.refused += 1;
  report({ kind: "attribute", message: `\`${attribute}\` on \`${element}\` was not written` });
}

/** @param {import("./view.js").Client} client @param {string} what @param {Node | null} [where] */
export function mismatched({ stats, report }, what, where) {
  stats.mismatches += 1;
  const inside = where ? ` in \`${where.nodeName.toLowerCase()}\`` : "";
  report({ kind: "mismatch", message: `the page did not match: ${what}${inside}` });
}

/** @param {View} view @param {Error} error */
export function patchRefused(view, error) {
  const { stats, report } = view.client;
  stats.refused += 1;
  report({ kind: "patch", message: error.message, error, view });
}

/** The connection is gone. @param {View} view */
export function viewDown(view) {
  const { client, container, hooks } = view;
  // What was held was never shown.
  if (view.held || view.recovering) forgetSession(view.delivery);
  view.held = null;
  view.patching = undefined;
  showAgain(view);
  container.classList.remove("phx-connected");
  showError(view);
  startLoading(client, "error");
  if (!view.mounts) return;
  loaded(hooksPart)?.callHooks(hooks, "disconnected");
  clearTimeout(view.down);
  view.down = setTimeout(() => runAll(view, "phx-disconnected"), DISCONNECTED_AFTER);
}

/** Whose fault it is that there is no connection. @param {View} view */
function showError({ client, container: { classList } }) {
  const isUp = isOpen(client.socket);
  classList.add("phx-loading", "phx-error");
  classList.toggle("phx-client-error", !isUp);
  classList.toggle("phx-server-error", isUp);
}

/** Asks for the whole tree, of a new session. @param {View} view */
export function joinAfresh({ delivery, client, channel }) {
  forgetSession(delivery);
  rejoin(client.socket, channel);
}

/** @param {View} view @param {Record<string, any>} response @returns {boolean} Whether to try again. */
export function viewNotJoined(view, response) {
  const { client, arrival } = view;
  view.arrival = null;
  const { redirect, live_redirect: left } = response;
  // Without an answer the session may be there still.
  if (redirect || left || response.reason) forgetSession(view.delivery);
  if (redirect || left) {
    // Of views that lead to each other without an end the browser makes one.
    inTurn(view, () => follow(view, redirect || arrival ? { redirect: redirect ?? left } : { live_redirect: left }));
    return false;
  }
  if (arrival) {
    arrival.onFailed();
    return false;
  }
  const reason = String(response.reason ?? "no answer");
  showError(view);
  client.report({ kind: "join", message: `the join failed: ${reason}` });
  if (reason === "crashed") {
    showCrash(view);
    return false;
  }
  if (reason === "unauthorized") reloadOnce(client.window);
  return true;
}

/** It would crash again. @param {View} view */
function showCrash(view) {
  const { client: { options, window: { document } }, container, hooks } = view;
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent = options.crashed ?? CRASHED;
  loaded(hooksPart)?.destroyHooks(hooks, () => true);
  clearPage(view);
  container.classList.add("phx-crashed");
  container.append(message);
}

/** @param {Window} window */
function reloadOnce({ sessionStorage, location }) {
  // A fresh page brings a fresh token. If the last one did not help, the backoff goes on.
  try {
    if (Date.now() - Number(sessionStorage.getItem(RELOADED)) < RELOAD_AGAIN_AFTER) return;
    sessionStorage.setItem(RELOADED, String(Date.now()));
  } catch {
    // Where nothing can be kept it would go on without an end.
    return;
  }
  location.reload();
}


/** A page with an open socket is not kept for the back button. @param {import("./view.js").Client} client */
export function watchLeaving({ socket, window }) {
  let resume = false;
  window.addEventListener("pagehide", (event) => {
    resume = !!socket.wanted;
    if (!event.persisted) leaveAll(socket);
    closeSocket(socket);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && resume) openSocket(socket);
  });
}

/** A page without views has hooks and commands. @param {import("./view.js").Client} client @param {Element} body */
export async function mountPage(client, body) {
  const own = createHooks(client, body);
  if (client.hasHooks || waiting.size > 0) (await load(hooksPart)).mountHooks(own, [body]);
  runMounted(client, own, body);
}
