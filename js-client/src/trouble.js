/**
 * A join that failed: the page goes elsewhere, is loaded anew or says so; or it is tried again.
 */

import { scheduleJoin } from "./channel.js";
import { hooks as hooksPart } from "./client-parts.js";
import { forgetSession } from "./delivery.js";
import { loaded } from "./lazy.js";
import { clearPage, follow, inTurn, RELOADED, showError } from "./view.js";

/** @typedef {import("./view.js").View} View */

/** A page that was reloaded so lately would come back the same. */
const RELOAD_AGAIN_AFTER = 60_000;

/** @param {View} view @param {Record<string, any>} response */
export function joinFailed(view, response) {
  const { client, arrival } = view;
  view.arrival = null;
  const { redirect, live_redirect: left } = response;
  // Without an answer the session may be there still.
  if (redirect || left || response.reason) forgetSession(view.delivery);
  if (redirect || left) {
    // Of views that lead to each other without an end the browser makes one.
    inTurn(view, () => follow(view, redirect || arrival ? { redirect: redirect ?? left } : { live_redirect: left }));
    return;
  }
  if (arrival) {
    arrival.onFailed();
    return;
  }
  const reason = String(response.reason ?? "no answer");
  showError(view);
  client.report({ kind: "join", message: `the join failed: ${reason}` });
  if (reason === "crashed") {
    showCrash(view);
    return;
  }
  if (reason === "unauthorized") reloadOnce(client.window);
  scheduleJoin(client.socket, view.channel);
}

/** It would crash again. @param {View} view */
function showCrash(view) {
  const { client: { crashed, window: { document } }, container, hooks } = view;
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent = crashed;
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
