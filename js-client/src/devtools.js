/**
 * What crossed the wire, for developers: frames, bytes by slot, and the last patches once more.
 *
 *     const tools = await slotwise.devtools();   // prints what there is so far
 *     tools.slots()                              // [{ slot: "main > ul > li text", bytes: 420, writes: 12 }, ..]
 *     await tools.replay(5)                      // the last five patches, one after another
 *
 * Frames are recorded from the first call on, in development from the start.
 */

import { buildBlock } from "./bind.js";
import { session } from "./client-parts.js";
import { copyOf, firstDifference, pathTo } from "./compare.js";
import { decodePatch, holdsNodes, isBlock, isIndex, rowsOf } from "./decode.js";
import { need } from "./lazy.js";
import { applyPatch, createPage, forgetShapes } from "./page.js";
import { mend } from "./parts.js";
import { applyOperations } from "./patch.js";
import { hold, receive } from "./view.js";
import { elementsOf } from "./written.js";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {import("./view.js").View} View
 *
 * @typedef {object} RecordedFrame
 * @property {number} at Milliseconds since the page began.
 * @property {"in" | "out"} way
 * @property {string} topic
 * @property {string} event
 * @property {number} bytes UTF-16 units of its text.
 * @property {any} payload
 *
 * @typedef {{ slot: string, bytes: number, writes: number }} SlotCost
 *
 * @typedef {object} History The patches of a view.
 * @property {import("./page.js").Page} past Shows the view as it was before them.
 * @property {unknown[]} patches
 *
 * @typedef {object} Recording
 * @property {RecordedFrame[]} frames
 * @property {Map<string, SlotCost>} slots
 * @property {WeakMap<View, History>} histories
 *
 * @typedef {object} Devtools
 * @property {RecordedFrame[]} frames The last ones, oldest first.
 * @property {() => SlotCost[]} slots The bytes of values by slot, most first; rows share their slots.
 * @property {(count?: number, options?: { delay?: number }) => Promise<number>} replay Shows the last patches of each
 *   view once more; gives how many there were. What comes meanwhile waits.
 * @property {() => { view: string, where: string, what: string }[]} check Where pages differ from their trees.
 * @property {() => Promise<void>} resync Builds the pages anew from the server's trees; in development only.
 * @property {() => void} clear Forgets what was recorded.
 * @property {() => void} print
 */

const MOST_FRAMES = 500;
const MOST_PATCHES = 50;

/** @type {WeakMap<Client, Recording>} */
const recordings = new WeakMap();

/** @param {Client} client @returns {Devtools} */
export function toolsOf(client) {
  const { frames, slots } = record(client);
  /** @type {Devtools} */
  const tools = {
    frames,
    slots: () => [...slots.values()].sort((one, other) => other.bytes - one.bytes),
    replay: async (count = 10, options = {}) => {
      const played = await Promise.all(client.views.map((view) => replay(client, view, count, options.delay ?? 400)));
      return Math.max(0, ...played);
    },
    check: () => client.views.flatMap((view) => {
      const difference = firstDifference(view.page);
      if (!difference) return [];
      return [{ view: view.container.id, where: pathTo(difference.node, view.container), what: difference.what }];
    }),
    resync: async () => { await Promise.all(client.views.map(askTree)); },
    clear() {
      frames.length = 0;
      slots.clear();
    },
    print() {
      const rows = frames.slice(-20).map(({ at, way, event, bytes }) => ({ at: Math.round(at), way, event, bytes }));
      console.table(rows);
      console.table(tools.slots().slice(0, 20));
    },
  };
  tools.print();
  return tools;
}

/** Records from now on. @param {Client} client @returns {Recording} */
export function record(client) {
  const known = recordings.get(client);
  if (known) return known;
  /** @type {Recording} */
  const recording = { frames: [], slots: new Map(), histories: new WeakMap() };
  recordings.set(client, recording);
  client.window.addEventListener("slotwise:frame", (event) => {
    const frame = take(client, recording, "in", /** @type {CustomEvent} */ (event).detail);
    if (frame) countSlots(client, recording, frame);
  });
  client.socket.onSend = (text) => { take(client, recording, "out", text); };
  const { onReceived } = client;
  client.onReceived = (view, patch, message) => {
    onReceived(view, patch, message);
    if (patch !== undefined || message.outline) remember(recording, view, patch);
  };
  for (const view of client.views) remember(recording, view, undefined);
  return recording;
}

/**
 * @param {Client} client
 * @param {Recording} recording
 * @param {"in" | "out"} way
 * @param {string} text
 */
function take({ window }, { frames }, way, text) {
  const frame = parse(text);
  if (!frame) return null;
  const [, , topic, event, payload] = frame;
  frames.push({ at: window.performance.now(), way, topic, event, bytes: text.length, payload });
  if (frames.length > MOST_FRAMES) frames.shift();
  return frames[frames.length - 1];
}

/** A frame, if it is one. @param {string} text @returns {any[] | null} */
export function parse(text) {
  try {
    const frame = JSON.parse(text);
    return Array.isArray(frame) && frame.length === 5 ? frame : null;
  } catch {
    return null;
  }
}

/** Before the patch is applied. @param {Client} client @param {Recording} recording @param {RecordedFrame} frame */
function countSlots({ views }, { slots }, { topic, payload }) {
  const view = views.find(({ container }) => topic === `lv:${container.id}`);
  const patch = payload?.d ?? payload?.response?.diff;
  if (!view || !Array.isArray(patch)) return;
  let decoded;
  try {
    decoded = decodePatch(view.page, patch);
  } catch {
    // It waits for others, or is refused: then that is reported.
    return;
  }
  const sizes = decoded.root ? [] : decoded.operations.map((operation) => [nameOf(operation, view), sizeOf(operation)]);
  const rest = JSON.stringify(patch).length - sizes.reduce((sum, [, size]) => sum + Number(size), 0);
  for (const [name, size] of [...sizes, ["(places and structure)", rest]]) {
    const slot = String(name);
    const cost = slots.get(slot) ?? { slot, bytes: 0, writes: 0 };
    cost.bytes += Number(size);
    cost.writes += 1;
    slots.set(slot, cost);
  }
}

/**
 * Elements from the view inwards, and what of the last one is written.
 *
 * @param {import("./decode.js").Operation} operation
 * @param {View} view
 */
function nameOf(operation, { container }) {
  const names = [];
  /** @type {Element | null} */
  let element = elementsOf([operation])[0] ?? null;
  for (; element && element !== container; element = element.parentElement) names.unshift(element.localName);
  const { name } = operation.block.shape.parts[operation.slot];
  const what = name ?? ("value" in operation ? "text" : "rows");
  return `${names.join(" > ")} ${what}`.trim();
}

/** UTF-16 units of what an operation brings. @param {import("./decode.js").Operation} operation */
function sizeOf({ value = null, reorder, change, edits = change?.tokens }) {
  if (edits) return JSON.stringify(edits).length;
  if (!reorder) return sizeOfValue(value);
  const fresh = reorder.rows.filter((_, index) => reorder.sources[index] < 0);
  return fresh.reduce((sum, row) => sum + sizeOfValue(row), 0);
}

/** @param {import("./decode.js").Value} value @returns {number} */
function sizeOfValue(value) {
  if (!holdsNodes(value)) return JSON.stringify(value).length;
  if (!isBlock(value)) return rowsOf(value).reduce((sum, row) => sum + sizeOfValue(row), 2);
  const { shape, dynamics } = value;
  if (shape.isMarkup) return JSON.stringify(shape.nodes).length;
  return dynamics.reduce((/** @type {number} */ sum, inner) => sum + sizeOfValue(inner) + 1, 2);
}

/**
 * Keeps a patch, and what the view was before all that are kept.
 *
 * @param {Recording} recording
 * @param {View} view
 * @param {unknown} patch
 */
function remember({ histories }, view, patch) {
  const history = histories.get(view);
  if (!view.page.root) return;
  if (!history || !Array.isArray(patch) || patch.slice(0, 2).some((part) => Array.isArray(part) && isIndex(part[0]))) {
    histories.set(view, { past: pageOf(view, copyOf(view.page.root)), patches: [] });
    return;
  }
  history.patches.push(patch);
  if (history.patches.length > MOST_PATCHES) applyPatch(history.past, history.patches.shift());
}

/** A page that nobody sees. @param {View} view @param {import("./decode.js").Block} root */
function pageOf({ page, container }, root) {
  const inert = container.ownerDocument.implementation.createHTMLDocument("");
  const made = createPage(inert.createElement("div"));
  Object.assign(made, { root, shapes: page.shapes, namespace: page.namespace });
  made.context.schemes = page.context.schemes;
  made.container.append(buildBlock(made.context, root, made.namespace));
  return made;
}

/**
 * @param {Client} client
 * @param {View} view
 * @param {number} count
 * @param {number} delay
 */
async function replay(client, view, count, delay) {
  const history = record(client).histories.get(view);
  const { page } = view;
  if (!history || !page.root || view.held) return 0;
  const { patches } = history;
  const begin = Math.max(0, patches.length - count);
  const last = patches.slice(begin);
  const past = pageOf(view, copyOf(/** @type {import("./decode.js").Block} */ (history.past.root)));
  for (const patch of patches.slice(0, begin)) applyPatch(past, patch);
  const now = copyOf(page.root);
  become(page, copyOf(/** @type {import("./decode.js").Block} */ (past.root)));
  await hold(view, play(view, last, delay), () => become(page, now));
  return last.length;
}

/** @param {View} view @param {unknown[]} patches @param {number} delay */
async function play(view, patches, delay) {
  for (const patch of patches) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    // Without a connection nothing waits any more; the page will be what comes with the next one.
    if (!view.held) return;
    applyPatch(view.page, patch, (operations) => elementsOf(operations ?? []).forEach((element) => flash(element, delay)));
  }
}

/** @param {import("./page.js").Page} page @param {import("./decode.js").Block} root */
function become(page, root) {
  /** @type {import("./decode.js").Operation[]} */
  const operations = [];
  if (page.root) need(mend).reconcileBlock(page.root, root, operations);
  applyOperations(page.context, operations);
}

/** @param {Element} element @param {number} duration */
function flash(element, duration) {
  element.animate?.([{ outline: "2px solid #ff9d00" }, { outline: "2px solid transparent" }], { duration: duration * 2 });
}

/** @param {View} view @returns {Promise<void>} */
function askTree(view) {
  return new Promise((resolve) => {
    const asked = need(session).deliver(view.delivery, "tree", {}, (ok, response) => {
      if (ok) resync(view, response);
      resolve();
    });
    if (!asked) resolve();
  });
}

/**
 * Shows the tree of the server: what differs is written, and what other code did to the nodes is undone.
 *
 * @param {View} view
 * @param {Record<string, any>} response
 */
export function resync(view, response) {
  const { page } = view;
  if (view.held) {
    view.held.push(() => resync(view, response));
    return;
  }
  forgetShapes(page);
  receive(view, response.rendered, response, () => {
    if (!firstDifference(page)) return;
    page.root = null;
    page.container.replaceChildren();
    forgetShapes(page);
    receive(view, response.rendered, {});
  });
}
