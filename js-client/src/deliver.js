/**
 * Events on their way: they are kept until they are answered, also while there is no connection. And what is said of
 * messages that came.
 */

import { isOpen, nextRef, transmit } from "./channel.js";
import { accept, beginDelivery } from "./delivery.js";
import { joinSoon } from "./reconnect.js";
import { receive } from "./view.js";

/**
 * @typedef {import("./delivery.js").Delivery} Delivery
 * @typedef {import("./delivery.js").Payload} Payload
 * @typedef {import("./delivery.js").Settle} Settle
 * @typedef {import("./delivery.js").Waiting} Waiting
 * @typedef {import("./view.js").View} View
 */

/** Events that wait for a connection: fewer than a server takes at once. More are not taken. */
const MOST_WAITING = 64;
/** What comes without an event to carry its acknowledgement is acknowledged so late. */
const ACKNOWLEDGE_AFTER = 5000;
const ANSWER_TIMEOUT = 30_000;

/** Whether a view takes events, be it for when it is back. @param {View} view */
export function takesEvents(view) {
  return canDeliver(view.delivery);
}

/**
 * Sends an event; false if there is no connection, nor one to be expected. `settle` is called once in any other case.
 *
 * @param {View} view
 * @param {{ type: string, event: string, value: unknown, cid?: number, uploads?: object }} payload
 * @param {(ok: boolean, response: Record<string, any>) => void} [settle]
 * @param {() => void} [before] Called before the answer is shown.
 */
export function pushEvent(view, payload, settle, before) {
  return push(view, "event", payload, settle, before);
}

/**
 * The same for any frame whose answer may bring a patch.
 *
 * @param {View} view
 * @param {string} event
 * @param {Record<string, any>} payload
 * @param {(ok: boolean, response: Record<string, any>) => void} [settle]
 * @param {() => void} [before]
 */
export function push(view, event, payload, settle, before) {
  return deliver(view.delivery, event, payload, (ok, response) => {
    before?.();
    if (ok) receive(view, response.diff, response);
    settle?.(ok, response);
  });
}

/** Whether events are taken now, be it for later. @param {Delivery} delivery */
function canDeliver({ channel, key, waiting }) {
  return channel.state === "joined" || (key !== null && waiting.size < MOST_WAITING);
}

/**
 * Sends an event, now or when the session is back. False if that cannot be; else `settle` is called once.
 *
 * @param {Delivery} delivery
 * @param {string} event
 * @param {Payload} payload
 * @param {Settle} settle
 */
export function deliver(delivery, event, payload, settle) {
  const { socket, channel, waiting } = delivery;
  const isUp = channel.state === "joined" && isOpen(socket);
  if (!isUp && (delivery.key === null || waiting.size >= MOST_WAITING)) return false;
  delivery.lastEvent += 1;
  const ref = nextRef(socket);
  waiting.set(ref, { event, payload, number: delivery.lastEvent, settle, timer: undefined });
  if (isUp) send(delivery, ref);
  return true;
}

/** @param {Delivery} delivery @param {string} ref */
export function send(delivery, ref) {
  const { socket, channel, key, waiting } = delivery;
  const entry = /** @type {Waiting} */ (waiting.get(ref));
  const numbers = key === null ? {} : { m: entry.number, ...acknowledgementMember(delivery) };
  clearTimeout(entry.timer);
  entry.timer = setTimeout(() => {
    // The page shows no longer that it waits, but what comes late still counts.
    const { settle } = entry;
    entry.settle = (ok, response) => { if (ok) delivery.onLate(response); };
    settle(false, {});
  }, ANSWER_TIMEOUT);
  transmit(socket, channel, ref, entry.event, { ...entry.payload, ...numbers });
}

/** @param {Delivery} delivery */
function acknowledgementMember(delivery) {
  const ack = numberToTell(delivery);
  return ack === null ? {} : { ack };
}

/** The number that the server is to be told now, if any. @param {Delivery} delivery */
export function numberToTell(delivery) {
  clearTimeout(delivery.timer);
  delivery.timer = undefined;
  const { applied, acknowledged } = delivery;
  if (delivery.key === null || applied <= acknowledged) return null;
  delivery.acknowledged = applied;
  return applied;
}

/**
 * What was taken in is told with the next event, or after a while; at once if the server waits for it.
 *
 * @param {Delivery} delivery
 * @param {unknown} isAwaited
 */
export function acknowledgeSoon(delivery, isAwaited) {
  if (isAwaited) acknowledge(delivery);
  else delivery.timer ??= setTimeout(acknowledge, ACKNOWLEDGE_AFTER, delivery);
}

/** @param {Delivery} delivery */
function acknowledge(delivery) {
  const { socket, channel } = delivery;
  delivery.timer = undefined;
  if (channel.state !== "joined") return;
  const member = acknowledgementMember(delivery);
  if ("ack" in member) transmit(socket, channel, null, "ack", member);
}

/** A message is missing. @param {Delivery} delivery */
export function joinAgain({ socket, channel }) {
  if (channel.state === "joined") joinSoon(socket, channel);
}

/** @param {Delivery} delivery @param {string} ref @param {boolean} ok @param {Payload} response */
export function answered(delivery, ref, ok, response) {
  const entry = delivery.waiting.get(ref);
  if (!accept(delivery, response)) return;
  if (!entry) {
    if (ok && response.n !== undefined) delivery.onLate(response);
    return;
  }
  clearTimeout(entry.timer);
  delivery.waiting.delete(ref);
  entry.settle(ok, response);
}

/** The connection is gone. @param {Delivery} delivery */
export function pause(delivery) {
  clearTimeout(delivery.timer);
  delivery.timer = undefined;
  if (delivery.key === null) dropWaiting(delivery);
  for (const { timer } of delivery.waiting.values()) clearTimeout(timer);
}

/**
 * A new session: what waits was for another. Gives how many events are lost; what was sent of a form is not, the
 * form has it still.
 *
 * @param {Delivery} delivery
 * @param {unknown} key
 */
export function beginAgain(delivery, key) {
  clearTimeout(delivery.timer);
  delivery.timer = undefined;
  delivery.applied = delivery.acknowledged = delivery.lastEvent = 0;
  beginDelivery(delivery, key);
  return dropWaiting(delivery);
}

/** The session cannot be had back, or is not wanted. @param {Delivery} delivery */
export function forgetSession(delivery) {
  beginAgain(delivery, null);
}

/** @param {Delivery} delivery */
function dropWaiting({ waiting }) {
  const dropped = [...waiting.values()];
  waiting.clear();
  for (const { timer, settle } of dropped) {
    clearTimeout(timer);
    settle(false, {});
  }
  return dropped.filter(({ payload }) => payload.type !== "form").length;
}
