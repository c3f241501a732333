/**
 * For developers: has an overlay name what goes wrong, and compares what pages show with what the server has.
 *
 * The server's checksum tells whether the tree is the one that it has sent; then the page is compared with the tree.
 * Where the trees differ, the server is asked for its own, which says where, and is shown.
 */

import { checksum } from "./checksum.js";
import { commands, messages, session } from "./client-parts.js";
import { firstDifference, pathTo } from "./compare.js";
import { decodePatch } from "./decode.js";
import { parse, record, resync, toolsOf } from "./devtools.js";
import { load, need } from "./lazy.js";
import { showProblem } from "./overlay.js";
import { edits, mend, special, stream } from "./parts.js";
import { elementsOf } from "./written.js";

/** Developers need them all, and then wait for none. */
const loadAll = () =>
  Promise.all([commands, edits, mend, messages, session, special, stream].map((part) => load(/** @type {() => Promise<unknown>} */ (part))));

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {import("./view.js").View} View
 */

/** How long a page has to rest before it is compared, and how long what differs has to last. */
const RESTS = 200;
const LASTS = 800;

/** What the kinds of reports are called that are shown. @type {Record<string, string>} */
const TITLES = {
  patch: "A patch does not fit the page",
  hook: "An error in a hook",
  island: "An island failed",
  join: "A view cannot be joined",
  check: "The page is not what the server has",
};

/** @param {Client} client */
export async function devtools(client) {
  await loadAll();
  return toolsOf(client);
}

/** @param {Client} client */
export async function watch(client) {
  await loadAll();
  const { window } = client;
  const { report } = client;
  /** Names of views, as the server says them. @type {WeakMap<View, string>} */
  const names = new WeakMap();
  /** Differences that were told. @type {Set<string>} */
  const told = new Set();
  const show = (/** @type {import("./overlay.js").Problem} */ problem) => showProblem(window.document, problem);
  const nameOf = (/** @type {View | undefined} */ view) => view && (names.get(view) ?? view.container.id);
  record(client);
  client.report = (said) => {
    report(said);
    const { kind, error, view } = said;
    if (!(kind in TITLES)) return;
    show({ title: TITLES[kind], message: need(messages).textOf(said), view: nameOf(view), stack: error instanceof Error ? error.stack : undefined });
  };
  const differs = (/** @type {View} */ view, /** @type {Node | null} */ node, /** @type {string} */ what) => {
    const where = node ? pathTo(node, view.container) : "a place that is not shown";
    const message = `${what} (${where})`;
    if (told.has(message)) return;
    told.add(message);
    report({ kind: "check", message: `the page is not what the server has: ${message}`, view });
    show({ title: TITLES.check, message: what, view: nameOf(view), where });
  };
  const { onReceived } = client;
  client.onReceived = (view, patch, message) => {
    onReceived(view, patch, message);
    if (typeof message.view === "string") names.set(view, message.view);
    for (const fault of message.faults ?? []) show({ title: "A template is at fault", message: fault, view: nameOf(view) });
    const { root } = view.page;
    if (patch === undefined && !message.outline) return;
    if (root && typeof message.sum === "number" && checksum(root) !== message.sum) compareTrees(view, differs);
    else comparePage(view, differs);
  };
  window.addEventListener("slotwise:frame", (message) => {
    const [, , topic, event, payload] = parse(/** @type {CustomEvent} */ (message).detail) ?? [];
    if (event === "phx_error" && payload?.crash) {
      const { view, message } = payload.crash;
      show({ title: "The view panicked", message: String(message), view: String(view) });
    } else if (payload?.response?.why) {
      const view = client.views.find(({ container }) => topic === `lv:${container.id}`);
      show({ title: "An event was refused", message: String(payload.response.why), view: nameOf(view) });
    }
  });
}

/** @typedef {(view: View, node: Node | null, what: string) => void} Differs */

/** Asks for the server's tree, to see where it differs. @param {View} view @param {Differs} differs */
function compareTrees(view, differs) {
  need(session).deliver(view.delivery, "tree", {}, (ok, response) => {
    const { page } = view;
    if (!ok || !page.root) return;
    const { root } = decodePatch({ ...page, shapes: new Map(), root: null }, response.rendered);
    /** @type {import("./decode.js").Operation[]} */
    const operations = [];
    if (root && !need(mend).reconcileRoot(page.root, root, operations)) differs(view, view.container, "another template");
    if (operations.length > 0) differs(view, elementsOf(operations.slice(0, 1))[0] ?? null, describe(operations[0]));
    resync(view, response);
  });
}

/** @param {import("./decode.js").Operation} operation */
function describe(operation) {
  if (!("value" in operation)) return "other rows";
  const text = (/** @type {unknown} */ value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? "nodes" : JSON.stringify(value);
  return `${text(operation.block.dynamics[operation.slot])}, expected ${text(operation.value)}`;
}

/** @type {WeakMap<View, ReturnType<typeof setTimeout>>} */
const timers = new WeakMap();

/** Compares the nodes with the tree, when nothing has happened for a while. @param {View} view @param {Differs} differs */
function comparePage(view, differs) {
  clearTimeout(timers.get(view));
  timers.set(view, setTimeout(() => {
    if (!firstDifference(view.page)) return;
    // Transitions end, and forms get their answers.
    timers.set(view, setTimeout(() => {
      const difference = firstDifference(view.page);
      if (difference) differs(view, difference.node, difference.what);
    }, LASTS));
  }, RESTS));
}
