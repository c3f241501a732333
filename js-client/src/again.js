/**
 * A view that is joined once more: its session goes on, or a new one takes the page as it is; or another view takes its
 * place.
 */

import { hooks as hooksPart, portal, recover } from "./client-parts.js";
import { beginAgain, send } from "./deliver.js";
import { loaded, need } from "./lazy.js";
import { connected, inTurn, show, shown } from "./view.js";

/**
 * @typedef {import("./view.js").View} View
 * @typedef {import("./delivery.js").Delivery} Delivery
 */

/** @param {View} view @param {Record<string, any>} response */
export function joinedAgain(view, response) {
  if (typeof response.resumed === "number") {
    inTurn(view, () => resumed(view, response.resumed));
    return;
  }
  // What comes and goes from now on is of the new session, also while its page waits for a module.
  const dropped = beginAgain(view.delivery, response.resume);
  if (dropped > 0 && !view.arrival) {
    view.client.report({ kind: "event", message: `the session is a new one: ${dropped} unanswered events were dropped` });
  }
  inTurn(view, () => mountedAnew(view, response));
}

/** The session has gone on. @param {View} view @param {number} handled */
function resumed(view, handled) {
  loaded(hooksPart)?.callHooks(view.hooks, "reconnected");
  connected(view);
  resumeDelivery(view.delivery, handled);
}

/** @param {View} view @param {Record<string, any>} response */
function mountedAnew(view, response) {
  const { arrival } = view;
  showAgain(view);
  // Forms as they were before.
  const drafts = view.mounts && !arrival ? need(recover).draftsOf(view.container) : [];
  view.arrival = null;
  if (arrival) {
    arrival.onJoined();
    clearPage(view);
  }
  const done = () => {
    arrival?.onShown();
    if (!arrival) loaded(hooksPart)?.callHooks(view.hooks, "reconnected");
    shown(view);
  };
  if (drafts.length > 0) need(recover).showRecovered(view, response, drafts, done);
  else show(view, response, done);
}

/** What was made ready to be shown is not wanted any more. @param {View} view */
export function showAgain(view) {
  view.page = view.recovering ?? view.page;
  view.recovering = undefined;
}

/** Nothing of the page is left for what comes. @param {View} view */
export function clearPage({ page, container }) {
  page.root = null;
  container.replaceChildren();
  loaded(portal)?.sweep(page.context.remove);
}

/**
 * The session is back: sends what it has not handled. Answers to the rest are on their way.
 *
 * @param {Delivery} delivery
 * @param {number} handled The number of the last event that it has handled.
 */
function resumeDelivery(delivery, handled) {
  delivery.acknowledged = delivery.applied;
  for (const [ref, { number }] of [...delivery.waiting]) {
    if (number > handled) send(delivery, ref);
  }
}
