/**
 * One live view: its channel joined to its page.
 */

import { addChannel } from "./channel.js";
import { PatchError } from "./decode.js";
import {
  accept, beginDelivery, createDelivery, repliesTo, resumeRequest,
} from "./delivery.js";
import { createHooks, homeOf, HOOKED, waiting } from "./hook.js";
import { insist, load, loaded, need, whenLoaded } from "./lazy.js";
import * as parts from "./client-parts.js";
import { applyPatch, createPage, forgetShapes } from "./page.js";
import { nodesOf } from "./patch.js";
import { elementsOf } from "./written.js";

/**
 * @typedef {object} View
 * @property {Element} container
 * @property {import("./page.js").Page} page
 * @property {import("./hook.js").Hooks} hooks
 * @property {import("./channel.js").Channel} channel
 * @property {import("./delivery.js").Delivery} delivery
 * @property {Client} client
 * @property {string} session
 * @property {number} mounts How often it was joined.
 * @property {boolean} served The page shows what the server rendered, as far as is known.
 * @property {(() => void)[] | null} held What waits until something is loaded.
 * @property {Promise<unknown>} [awaited] And for what.
 * @property {Arrival | null} arrival Another view is about to take its place.
 * @property {import("./page.js").Page} [recovering] What is shown while another page is made ready.
 * @property {Set<Element>} [patching] Of the patch that is under way, whose hooks were told.
 * @property {ReturnType<typeof setTimeout> | undefined} down Until it counts as disconnected.
 *
 * @typedef {object} ClientStats
 * @property {number} patches Applied.
 * @property {number} bytes Received, in UTF-16 units.
 * @property {number} mismatches Places where the page was not what it should be, and was repaired.
 * @property {number} refused Patches and attributes that were not written, commands that were not run.
 *
 * @typedef {{ kind: "mismatch" | "event" | "patch" | "attribute" | "command" | "hook" | "island" | "join" | "navigation" | "check" | "portal", message: string, error?: unknown, view?: View }} Report
 *
 * @typedef {object} Client What views share.
 * @property {import("./channel.js").Socket} socket
 * @property {import("./hook.js").HookDefinitions} hooks
 * @property {Window & typeof globalThis} window
 * @property {string | null} csrf
 * @property {ClientStats} stats
 * @property {(report: Report) => void} report
 * @property {View[]} views
 * @property {string} [loading] What the page is loading for, or nothing.
 * @property {import("./gate.js").Gate} gate Holds what arrives while transitions run.
 * @property {import("./index.js").SlotwiseClient} api What applications have.
 * @property {import("./index.js").ConnectOptions} options
 * @property {DomCallbacks} dom
 * @property {string} path Of the page, with its query.
 * @property {number} position Of the entry of the history that is shown, among those that the client made.
 * @property {number} [visits] How many have begun.
 * @property {import("./uploads.js").Uploads} [uploads] There once a file was chosen.
 * @property {(view: View, patch: unknown, message: Record<string, any>) => void} onReceived A message was taken in.
 * @property {boolean} hasHooks Whether an application has hooks of its own: then no patch is shown without them.
 * @property {(element: Element, binding: string, value?: Record<string, unknown>, done?: () => void) => number | Promise<number>}
 *   run Runs what a binding holds, with a value for its events; gives the milliseconds until its transitions are over.
 * @property {(element: Element, commands: string | unknown[]) => number | Promise<number>} exec Likewise of what is in no binding.
 * @property {(element: Element, target: import("./hook.js").Target | undefined, event: string, value: unknown,
 *   onReply?: import("./hook.js").OnReply) => Promise<any>} pushHook Gives what is answered.
 */

/**
 * @typedef {object} DomCallbacks What an application wants to hear of patches.
 * @property {(start: () => void | Promise<void>) => void} [onDocumentPatch] Calls `start` when the page may change.
 * @property {(container: Element) => void} [onPatchStart]
 * @property {(container: Element) => void} [onPatchEnd]
 * @property {(node: Node) => void} [onNodeAdded] Of what was put in, the outermost nodes.
 * @property {(source: Element, selector: string, select: () => Element[]) => Element[]} [jsQuerySelectorAll] Which
 *   elements a command is for.
 *
 * @typedef {object} Arrival
 * @property {string} href
 * @property {string | undefined} flash
 * @property {() => void} onJoined Before the view is shown.
 * @property {() => void} onShown
 * @property {() => void} onFailed
 */

/** What holds content for another place. */
const PORTAL = "template[data-phx-portal]";
/** A form that the browser is to send. */
const TRIGGERED = "form[phx-trigger-action]";
/** Elements that want something done which is loaded for them. */
const WAKING = [HOOKED, PORTAL, TRIGGERED].join();
/** Elements whose `phx-mounted` has run. @type {WeakSet<Element>} */
const mounted = new WeakSet();

/** @param {Client} client @param {Element} container @returns {View} */
export function createView(client, container) {
  const page = createPage(container, {
    refuse: (...what) => insist(parts.session, (module) => module.refused(client, ...what)),
    mismatch: (...what) => insist(parts.session, (module) => module.mismatched(client, ...what)),
    remove: (node) => remove(view, node),
  });
  const view = /** @type {View} */ ({
    container,
    page,
    client,
    session: container.getAttribute("data-phx-session"),
    mounts: 0,
    served: container.firstChild !== null,
    held: null,
    arrival: null,
  });
  view.hooks = createHooks(client, container);
  view.delivery = createDelivery(client.socket, (response) => {
    receive(view, response.diff, response);
  });
  view.channel = addChannel(client.socket, `lv:${container.id}`, {
    replies: repliesTo(view.delivery),
    joinPayload: () => ({
      dialect: "native",
      session: view.session,
      // Its name is the frame's.
      "served": view.served && !view.arrival,
      ...(view.arrival
        ? { redirect: view.arrival.href, flash: view.arrival.flash }
        : { url: client.window.location.href }),
      params: { ...givenBy(client.options.params), _csrf_token: client.csrf, _mounts: view.mounts, ...trackedStatic(client) },
      resume: view.arrival ? true : resumeRequest(view.delivery),
      ...(client.options.dev && { sums: true }),
    }),
    onJoinStart() {
      container.classList.add("phx-loading");
      if (!view.arrival) startLoading(client, view.mounts ? "error" : "initial");
    },
    onJoin: (response) => joined(view, response),
    onJoinError: (response) => need(parts.session).viewNotJoined(view, response),
    onMessage(event, payload) {
      if (!accept(view.delivery, payload)) return;
      if (event === "diff") receive(view, payload.d, payload);
      else inTurn(view, () => follow(view, { [event]: payload }));
    },
    onDown: () => need(parts.session).viewDown(view),
  });
  view.delivery.channel = view.channel;
  return view;
}

/** @param {import("./index.js").ConnectOptions["params"]} params */
function givenBy(params) {
  return typeof params === "function" ? params() : params;
}

/** Files that the server may have newer ones of. @param {Client} client */
function trackedStatic({ window: { document } }) {
  const tracked = [...document.querySelectorAll("[phx-track-static]")];
  const urls = tracked.map((element) => /** @type {any} */ (element).src ?? /** @type {any} */ (element).href);
  return tracked.length > 0 ? { _track_static: urls } : {};
}

/** @param {View} view */
export function isJoined(view) {
  return view.channel.state === "joined";
}

/** @param {View} view @param {Record<string, any>} response */
function joined(view, response) {
  if (view.mounts || view.arrival || "resumed" in response) {
    insist(parts.session, (module) => module.joinedAgain(view, response));
    return;
  }
  inTurn(view, () => {
    beginDelivery(view.delivery, response.resume);
    show(view, response, () => shown(view));
  });
}

/**
 * Shows the whole tree: the one that was served, or one that comes with the answer.
 *
 * @param {View} view
 * @param {Record<string, any>} response
 * @param {() => void} done
 */
export function show(view, response, done) {
  // Its name is the frame's.
  const { "shapes": shapes, outline, rendered = null } = response;
  forgetShapes(view.page);
  // What comes meanwhile waits.
  if (outline) hold(view, whenLoaded(() => need(parts.adopt).loadShapes(view.client, shapes)), (found) => adopt(view, response, found, done));
  else receive(view, rendered, response, done);
}

/**
 * Takes the page that was served for the first patch.
 *
 * @param {View} view
 * @param {Record<string, any>} response
 * @param {Record<string, unknown> | null} found Its shapes.
 * @param {() => void} done
 */
function adopt(view, response, found, done) {
  const { adoptPage } = need(parts.adopt);
  // Another page than was served is no fault: the whole tree is asked for.
  if (found && patchView(view, (beforeWrite) => adoptPage(view.page, response.outline, found, beforeWrite), true)) {
    receive(view, undefined, response, done);
  } else {
    view.served = false;
    joinAfresh(view);
  }
}

/** The page shows what was joined. @param {View} view */
export function shown(view) {
  view.served = false;
  view.mounts += 1;
  connected(view);
}

/** The page is up to date. @param {View} view */
export function connected(view) {
  const { container, client } = view;
  container.classList.remove("phx-loading", "phx-error", "phx-client-error", "phx-server-error");
  container.classList.add("phx-connected");
  clearTimeout(view.down);
  runAll(view, "phx-connected");
  if (remembered(client.window, RELOADED)) client.window.sessionStorage.removeItem(RELOADED);
  if (client.views.every(isJoined)) stopLoading(client);
}

/**
 * Does something now, or when it is its turn, if something waits for a module. If it comes upon one itself, nothing of it
 * is done before that is loaded.
 *
 * @param {View} view
 * @param {() => void} action
 */
export function inTurn(view, action) {
  if (view.held) {
    view.held.push(action);
    return;
  }
  try {
    action();
  } catch (missing) {
    if (!(missing instanceof Promise)) throw missing;
    hold(view, missing, action);
  }
}

/**
 * @template T
 * @param {View} view
 * @param {Promise<T>} loading
 * @param {(loaded: T) => void} action
 */
export async function hold(view, loading, action) {
  /** @type {(() => void)[]} */
  const held = [];
  view.held = held;
  view.awaited = loading;
  const loaded = await loading.then((result) => [result], () => null);
  // The connection may have been lost meanwhile.
  if (view.held !== held) return;
  view.held = null;
  if (loaded) for (const next of [() => action(loaded[0]), ...held]) inTurn(view, next);
  else joinAfresh(view);
}

/** Asks for the whole tree, of a new session. @param {View} view */
function joinAfresh(view) {
  insist(parts.session, (module) => module.joinAfresh(view));
}

/**
 * Takes what a message brought, in its turn. If its patch is refused the view is joined again, else `done` is called.
 *
 * @param {View} view
 * @param {unknown} patch
 * @param {{ token?: unknown, e?: unknown, title?: unknown } & import("./navigate.js").Message} message
 * @param {() => void} [done]
 */
export function receive(view, patch, message, done) {
  inTurn(view, () => {
    if (isLeading(message)) need(parts.navigate);
    dispatchPushed(view.client, message, true);
    const { token, title } = message;
    if (patch !== undefined && !patchView(view, (beforeWrite) => applyPatch(view.page, patch, beforeWrite))) {
      joinAfresh(view);
      return;
    }
    if (typeof token === "string") {
      view.session = token;
      view.container.setAttribute("data-phx-session", token);
    }
    if (typeof title === "string") insist(parts.navigate, (module) => module.writeTitle(view.client, title));
    dispatchPushed(view.client, message);
    view.client.onReceived(view, patch, message);
    follow(view, message);
    done?.();
  });
}

/** @param {import("./navigate.js").Message} message */
function isLeading({ live_patch, live_redirect, redirect }) {
  return live_patch || live_redirect || redirect;
}

/** Goes where a message says. @param {View} view @param {import("./navigate.js").Message} message */
export function follow(view, message) {
  if (isLeading(message)) need(parts.navigate).follow(view.client, view, message);
}

/**
 * Changes the page; false if what was to be done does not fit it.
 *
 * @param {View} view
 * @param {(beforeWrite: import("./page.js").BeforeWrite) => void} change
 * @param {boolean} [mayFail] That is nobody's fault.
 */
export function patchView(view, change, mayFail = false) {
  const { client, container, page, hooks } = view;
  // Else it is only made ready (recover.js).
  const isShown = page.container === container;
  const life = client.hasHooks || waiting.size > 0 ? need(parts.hooks) : loaded(parts.hooks);
  /** @type {Element[]} */
  let written = [];
  /** @type {(() => void) | undefined} */
  let restore;
  const { activeElement } = container.ownerDocument;
  try {
    change((operations) => {
      if (!isShown) return;
      written = operations ? elementsOf(operations) : [container];
      // It comes here again where a module was missing.
      if (!view.patching) client.dom.onPatchStart?.(container);
      view.patching ??= life?.beforeHooks(hooks, written) ?? new Set();
      restore = loaded(parts.commands)?.holdSticky(page.context, written);
    });
    restore?.();
  } catch (error) {
    if (!(error instanceof PatchError)) throw error;
    view.patching = undefined;
    if (!mayFail) insist(parts.session, (module) => module.patchRefused(view, error));
    return false;
  }
  client.stats.patches += 1;
  if (!isShown) return true;
  if (page.context.removed) {
    loaded(parts.portal)?.sweep(page.context.remove);
    loaded(parts.recover)?.refocus(activeElement);
  }
  const { patching } = view;
  view.patching = undefined;
  if (patching && life) life.afterHooks(hooks, patching, written, page.context);
  else if (waiting.size > 0) load(parts.hooks).then((module) => module.mountHooks(hooks, []));
  const { inserted, wakes } = page.context;
  for (const blocks of wakes || client.dom.onNodeAdded ? inserted : []) {
    for (const node of nodesOf(blocks)) {
      client.dom.onNodeAdded?.(node);
      runMounted(client, hooks, node);
    }
  }
  for (const element of written) if (element.matches(WAKING)) wake(client, hooks, element);
  client.window.document.dispatchEvent(new client.window.Event("phx:update"));
  client.dom.onPatchEnd?.(container);
  return true;
}

/** Does what an element wants. @param {Client} client @param {import("./hook.js").Hooks} hooks @param {Element} element */
async function wake(client, hooks, element) {
  if (element.matches(HOOKED) && !loaded(parts.hooks)) (await load(parts.hooks)).mountHooks(hooks, [element]);
  if (element.matches(PORTAL)) (await load(parts.portal)).teleport(client, hooks, /** @type {any} */ (element));
  if (element.matches(TRIGGERED)) (await load(parts.triggerAction)).submit(client, /** @type {any} */ (element));
}

/** @param {Client} client @param {import("./hook.js").Hooks} hooks @param {Node} node */
export function runMounted(client, hooks, node) {
  if (node.nodeType !== 1 || !node.isConnected) return;
  const element = /** @type {Element} */ (node);
  for (const inner of [element, ...element.querySelectorAll(`[phx-mounted],${WAKING}`)]) {
    wake(client, hooks, inner);
    if (!inner.hasAttribute("phx-mounted") || mounted.has(inner)) continue;
    mounted.add(inner);
    client.run(inner, "phx-mounted");
  }
}

/** @param {View} view @param {string} binding */
export function runAll({ client, container }, binding) {
  for (const element of client.window.document.querySelectorAll(`[${binding}]`)) {
    if (homeOf(element) === container) client.run(element, binding);
  }
}

/** Takes a node out of the page, when the transitions of its `phx-remove` are over. @param {View} view @param {any} node */
function remove(view, node) {
  if (node.getAttribute?.("phx-remove")?.startsWith("[")) insist(parts.commands, (module) => module.removeLater(view, node));
  else node.remove();
}

/**
 * Events that the server has pushed, each once.
 *
 * @param {Client} client
 * @param {{ e?: unknown }} message
 * @param {boolean} [isFirst] Those alone that are to be told before the patch.
 */
export function dispatchPushed({ window }, { e: events }, isFirst) {
  if (Array.isArray(events)) for (const event of events) {
    if (!Array.isArray(event) || typeof event[0] !== "string" || (isFirst && event[2] !== true)) continue;
    window.dispatchEvent(new window.CustomEvent(`phx:${event[0]}`, { detail: event[1] }));
    event[0] = null;
  }
}

/** @param {Client} client @param {string} kind */
export function startLoading(client, kind) {
  if (client.loading) return;
  client.loading = kind;
  dispatchLoading(client, "start", kind);
}

/** @param {Client} client */
function stopLoading(client) {
  if (!client.loading) return;
  dispatchLoading(client, "stop", client.loading);
  client.loading = "";
}

/** @param {Client} client @param {"start" | "stop"} what @param {string} kind @param {string} [to] */
export function dispatchLoading({ window }, what, kind, to = window.location.href) {
  const detail = { kind, to };
  window.dispatchEvent(new window.CustomEvent(`phx:page-loading-${what}`, { detail }));
}

/** Under which the page was last reloaded, because nothing else helped. */
export const RELOADED = "slotwise:reloaded-at";

/** What is kept for this tab of the browser. @param {Window} window @param {string} key */
export function remembered(window, key) {
  try {
    return window.sessionStorage.getItem(key);
  } catch {
    return null;
  }
}
