/**
 * slotwise in the browser.
 *
 *     import { connect } from "slotwise";
 *     connect({ hooks: { Chart: { mounted() { draw(this.el); } } } });
 */

import { closeSocket, createSocket, isOpen, leaveAll, openSocket, socketUrl } from "./channel.js";
import { bindEvents } from "./events.js";
import { createGate, pass } from "./gate.js";
import { createHooks, mountHooks } from "./hooks.js";
import { imperative } from "./imperative.js";
import { bindNavigation } from "./navigate.js";
import { createView, runMounted } from "./view.js";

export { PatchError } from "./decode.js";
export { createHook, ViewHook } from "./hooks.js";
export { applyPatch, mount } from "./page.js";
export { serialize } from "./serialize.js";

/**
 * @typedef {object} ConnectOptions
 * @property {import("./hooks.js").HookDefinitions} [hooks]
 * @property {string} [crashed] The text in place of a view that crashes again and again.
 * @property {string} [url] Of the WebSocket, relative to the page.
 * @property {string} [csrf] Else taken from `<meta name="csrf-token">`.
 * @property {ParentNode & Node} [root] Where to look for views.
 * @property {(report: import("./view.js").Report) => void} [onReport] What went wrong and was coped with.
 * @property {new (url: string) => WebSocket} [WebSocket]
 * @property {import("./view.js").Client["metadata"]} [metadata] What goes along with events, by their type.
 * @property {import("./view.js").Client["defaults"]} [defaults] Milliseconds of a debounce or throttle that says none.
 * @property {import("./view.js").DomCallbacks} [dom]
 * @property {boolean} [loadingBar] Whether the page shows a bar while it loads.
 *
 * @typedef {object} SlotwiseClient
 * @property {() => void} connect
 * @property {() => void} disconnect
 * @property {() => boolean} isConnected
 * @property {import("./view.js").ClientStats} stats
 * @property {() => import("./imperative.js").Commands} js
 * @property {(element: Element, encoded: string) => void} execJS Runs commands as a binding holds them.
 * @property {(milliseconds: number) => Promise<void>} enableLatencySim For as long as the tab of the browser is open.
 * @property {() => Promise<void>} disableLatencySim
 */

/**
 * Finds the live views of a page, joins them and keeps them up to date. What arrives is shown to those who look
 * into it as the event `slotwise:frame` of the window; its `detail` is the text of the frame.
 *
 * @param {ConnectOptions} [options]
 * @returns {SlotwiseClient}
 */
export function connect(options = {}) {
  const { root = document, hooks = {}, url = "/live/websocket" } = options;
  const page = /** @type {Document} */ (root.ownerDocument ?? root);
  const window = /** @type {Window & typeof globalThis} */ (page.defaultView);
  const csrf =
    options.csrf ?? page.querySelector('meta[name="csrf-token"]')?.getAttribute("content") ?? null;
  const gate = createGate();
  const stats = { patches: 0, bytes: 0, mismatches: 0, refused: 0 };
  const socket = createSocket({
    url: socketUrl(url, window.location.href, csrf),
    WebSocket: options.WebSocket ?? window.WebSocket,
    take: (run) => pass(gate, run),
    onFrame: (frame) => {
      stats.bytes += frame.length;
      window.dispatchEvent(new window.CustomEvent("slotwise:frame", { detail: frame }));
    },
  });
  /** @type {import("./view.js").Client} */
  const client = {
    socket,
    hooks,
    window,
    csrf,
    stats,
    views: [],
    loading: "",
    gate,
    metadata: options.metadata ?? {},
    defaults: options.defaults ?? {},
    dom: options.dom ?? {},
    crashed: options.crashed ?? "Something went wrong here. Please load the page again.",
    run: () => 0,
    exec: () => 0,
    recover() {},
    pushHook: () => [],
    visit() {},
    follow() {},
    onVisited() {},
    api: {
      stats,
      connect: () => openSocket(socket),
      disconnect: () => closeSocket(socket),
      isConnected: () => isOpen(socket),
      js: () => imperative(client, page.body),
      execJS: (element, encoded) => void client.exec(element, encoded),
      enableLatencySim: (milliseconds) => simulate(client, milliseconds),
      disableLatencySim: () => simulate(client, 0),
    },
    report: options.onReport ?? ((report) => console.warn(`slotwise: ${report.message}`, report.error ?? "")),
  };
  const containers = [...root.querySelectorAll("[data-phx-session]")];
  client.views = containers.map((container) => createView(client, container));
  bindEvents(client, page);
  bindNavigation(client, page);
  if (options.loadingBar) import("./loading-bar.js").then(({ showLoading }) => showLoading(window));
  const { onDocumentPatch } = client.dom;
  if (onDocumentPatch) import("./document-patch.js").then(({ patchWhenTold }) => patchWhenTold(client, onDocumentPatch));
  const latency = storedLatency(window);
  if (latency > 0) simulate(client, latency);
  // A page without views has hooks and commands.
  if (client.views.length === 0) mountPage(client, page.body);
  if (client.views.length > 0) openSocket(socket);
  // A page with an open socket is not kept for the back button.
  let resume = false;
  window.addEventListener("pagehide", (event) => {
    resume = socket.wanted;
    if (!event.persisted) leaveAll(socket);
    closeSocket(socket);
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && resume) openSocket(socket);
  });
  return client.api;
}

/** @param {import("./view.js").Client} client @param {Element} body */
function mountPage(client, body) {
  mountHooks(createHooks(client, body), [body]);
  runMounted(client, body);
}

/** @param {import("./view.js").Client} client @param {number} milliseconds */
async function simulate(client, milliseconds) {
  const { simulateLatency } = await import("./latency.js");
  simulateLatency(client, milliseconds);
}

/** What was simulated before the page was loaded. @param {Window} window */
function storedLatency(window) {
  try {
    return Number(window.sessionStorage.getItem("phx:live-socket:latency-sim"));
  } catch {
    return 0;
  }
}
