/**
 * slotwise in the browser.
 *
 *     import { connect } from "slotwise";
 *     connect({ hooks: { Chart: { mounted() { draw(this.el); } } } });
 */

import { commandsOf, inOrder } from "./binding.js";
import { createSocket, isOpen, openSocket, socketUrl } from "./channel.js";
import { commands, dev, documentPatch, fallback, hooks, interaction, islands, latency, messages, navigate, session } from "./client-parts.js";
import { createGate, pass } from "./gate.js";
import { insist, load } from "./lazy.js";
import { listen } from "./listen.js";
import { createView, remembered } from "./view.js";

export { PatchError } from "./decode.js";
export { createHook, ViewHook } from "./hook.js";

/**
 * @typedef {object} ConnectOptions
 * @property {import("./hook.js").HookDefinitions} [hooks]
 * @property {import("./islands.js").Islands} [islands] What the islands of a page are filled with, by their names.
 * @property {string} [crashed] The text in place of a view that crashes again and again.
 * @property {string} [url] Of the WebSocket, relative to the page.
 * @property {Record<string, unknown> | (() => Record<string, unknown>)} [params] What the view is told of the client with
 *   each join: `cx.connect_params()` of the server.
 * @property {string} [csrf] Else taken from `<meta name="csrf-token">`.
 * @property {ParentNode & Node} [root] Where to look for views.
 * @property {(report: import("./view.js").Report) => void} [onReport] What went wrong and was coped with.
 * @property {boolean} [loadingBar] Shows a bar while links are followed.
 * @property {boolean} [dev] Names what goes wrong in an overlay; for developers.
 * @property {new (url: string) => WebSocket} [WebSocket]
 * @property {Record<string, (event: any, element: Element) => Record<string, unknown>>} [metadata] What goes along with
 *   events, by their type.
 * @property {{ debounce?: number, throttle?: number }} [defaults] Milliseconds of a debounce or throttle that says none.
 * @property {boolean} [blockPhxChangeWhileComposing] `phx-change` waits until an input method is done with a word.
 * @property {import("./view.js").DomCallbacks} [dom]
 *
 * @typedef {object} SlotwiseClient
 * @property {() => void} connect
 * @property {() => void} disconnect
 * @property {() => boolean} isConnected
 * @property {import("./view.js").ClientStats} stats
 * @property {() => import("./imperative.js").Commands} js
 * @property {(element: Element, encoded: string | unknown[]) => void} execJS Runs commands as a binding holds them.
 * @property {(milliseconds: number) => Promise<void>} enableLatencySim For as long as the tab of the browser is open.
 * @property {() => Promise<void>} disableLatencySim
 * @property {() => Promise<import("./devtools.js").Devtools>} devtools
 */

/**
 * Finds the live views of a page, joins them and keeps them up to date. What arrives is shown to those who look
 * into it as the event `slotwise:frame` of the window; its `detail` is the text of the frame.
 *
 * @param {ConnectOptions} [options]
 * @returns {SlotwiseClient}
 */
export function connect(options = {}) {
  const { root = document, url = "/live/websocket" } = options;
  const page = /** @type {Document} */ (root.ownerDocument ?? root);
  const window = /** @type {Window & typeof globalThis} */ (page.defaultView);
  const csrf = options.csrf ?? /** @type {HTMLMetaElement | null} */ (page.querySelector('meta[name="csrf-token"]'))?.content ?? null;
  const gate = createGate();
  const stats = { patches: 0, bytes: 0, mismatches: 0, refused: 0 };
  const socket = createSocket({
    url: socketUrl(url, window.location.href, csrf),
    WebSocket: options.WebSocket ?? window.WebSocket,
    // Who says how to connect is not connected otherwise.
    onUnopened: options.WebSocket
      ? null
      : (late) => load(fallback).then((module) => module.chooseTransport(socket, window, late)).catch(console.warn),
    take: (run) => pass(gate, run),
    onFrame: (frame) => {
      stats.bytes += frame.length;
      window.dispatchEvent(new window.CustomEvent("slotwise:frame", { detail: frame }));
    },
  });
  const simulate = (/** @type {number} */ milliseconds) => load(latency).then((module) => module.simulateLatency(client, milliseconds));
  /** @type {import("./view.js").Client} */
  const client = {
    socket,
    hooks: { ...options.hooks, "slotwise:island": islandHook(options.islands ?? {}, (report) => client.report(report)) },
    window,
    csrf,
    stats,
    views: [],
    gate,
    options,
    dom: options.dom ?? {},
    hasHooks: !!(options.hooks || options.islands),
    run: (...args) => inOrder(client, interaction, (module) => module.run(client, ...args)),
    exec: (...args) => inOrder(client, interaction, (module) => module.exec(client, ...args)),
    pushHook: async (...args) => inOrder(client, hooks, (module) => module.pushFromHook(client, ...args)),
    path: window.location.pathname + window.location.search,
    position: window.history.state?.position ?? 0,
    onReceived() {},
    api: {
      stats,
      connect: () => openSocket(socket),
      disconnect: () => insist(session, (module) => module.closeSocket(socket)),
      isConnected: () => isOpen(socket),
      js: () => commandsOf(client, page.body),
      execJS: (element, encoded) => void client.exec(element, encoded),
      enableLatencySim: simulate,
      disableLatencySim: () => simulate(0),
      devtools: () => load(dev).then((module) => module.devtools(client)),
    },
    report: options.onReport ?? warn,
  };
  const containers = [...root.querySelectorAll("[data-phx-session]")];
  client.views = containers.map((container) => createView(client, container));
  listen(client, page);
  /** @param {() => Promise<unknown>} part */
  const prepare = (part) => { load(part).catch(() => {}); };
  // The first click is not to wait for them.
  load(interaction).then(() => prepare(commands), () => {});
  insist(session, (module) => module.watchLeaving(client));
  load(navigate).then((module) => module.keepScroll(window), () => {});
  if (client.hasHooks) prepare(hooks);
  if (options.loadingBar) import("./loading-bar.js").then((module) => module.showLoading(window));
  const { onDocumentPatch } = client.dom;
  if (onDocumentPatch) load(documentPatch).then(({ patchWhenTold }) => patchWhenTold(client, onDocumentPatch));
  const slow = remembered(window, "phx:live-socket:latency-sim");
  if (slow) simulate(+slow);
  begin(client, page.body);
  return client.api;
}

/** Connects, at once by a stream if this tab has found out before that it has to. @param {import("./view.js").Client} client @param {Element} body */
async function begin(client, body) {
  const { socket, window } = client;
  // Developers see the first message, too.
  if (client.options.dev) await load(dev).then((module) => module.watch(client)).catch(console.warn);
  // A page without views has hooks and commands.
  if (!client.views.length) return insist(session, (module) => module.mountPage(client, body));
  if (socket.onUnopened && remembered(window, "slotwise:stream")) {
    await load(fallback).then((module) => module.beginWithStream(socket, window)).catch(console.warn);
  }
  openSocket(socket);
}

/**
 * The hook of islands: it tells a module, which comes with the first one. `connect` has it; Phoenix's client may be given
 * it by the name `slotwise:island`.
 *
 * @param {import("./islands.js").Islands} shown
 * @param {(report: import("./view.js").Report) => void} report
 * @returns {import("./hook.js").HookDefinition}
 */
export function islandHook(shown, report) {
  /** @param {"mounted" | "updated" | "destroyed"} step @returns {(this: any) => Promise<void>} */
  const tell = (step) => async function () { (await load(islands))[step](this, shown, report); };
  return { mounted: tell("mounted"), updated: tell("updated"), destroyed: tell("destroyed") };
}

/** @param {import("./view.js").Report} report */
async function warn(report) {
  const { textOf } = await load(messages);
  console.warn(`slotwise: ${textOf(report)}`, report.error ?? "");
}
