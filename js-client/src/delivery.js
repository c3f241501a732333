/**
 * What is on its way between a view and its session. Messages and events are numbered, so that after a
 * connection dropped nothing is lost and nothing is done twice.
 *
 *     client   event   {"event":..,"m":2,"ack":4}   kept until it is answered
 *     server   diff    {"d":..,"n":5}               kept until `ack` is 5 or more
 *     client   phx_join {"resume":{"key":"..","n":5}}
 *     server   reply   {"resumed":2}, then the messages from 6 on
 */

import { isOpen, nextRef, transmit } from "./channel.js";
import { trouble } from "./client-parts.js";
import { insist, need } from "./lazy.js";

/** Events that wait for a connection: fewer than a server takes at once. More are not taken. */
const MOST_WAITING = 64;
/** What comes without an event to carry its acknowledgement is acknowledged so late. */
const ACKNOWLEDGE_AFTER = 5000;
const ANSWER_TIMEOUT = 30_000;

/**
 * @typedef {Record<string, any>} Payload
 * @typedef {(ok: boolean, response: Payload) => void} Settle
 *
 * @typedef {object} Waiting An event that is not answered.
 * @property {string} event
 * @property {Payload} payload
 * @property {number} number
 * @property {Settle} settle
 * @property {ReturnType<typeof setTimeout> | undefined} timer
 *
 * @typedef {object} Delivery
 * @property {import("./channel.js").Socket} socket
 * @property {import("./channel.js").Channel} channel Set once there is one.
 * @property {string | null} key With which the session is had back; null if it cannot be.
 * @property {number} applied The number of the last message.
 * @property {number} acknowledged
 * @property {number} lastEvent
 * @property {Map<string, Waiting>} waiting By the reference of the frame, oldest first.
 * @property {ReturnType<typeof setTimeout> | undefined} timer
 * @property {(response: Payload) => void} onLate Takes the answer that nobody waited for any more.
 */

/**
 * @param {import("./channel.js").Socket} socket
 * @param {Delivery["onLate"]} onLate
 * @returns {Delivery}
 */
export function createDelivery(socket, onLate) {
  return /** @type {Delivery} */ ({
    socket, key: null, applied: 0, acknowledged: 0, lastEvent: 0, waiting: new Map(), timer: undefined, onLate,
  });
}

/** What the channel tells it. @param {Delivery} delivery @returns {import("./channel.js").Replies} */
export function repliesTo(delivery) {
  return {
    onReply: (ref, ok, response) => answered(delivery, ref, ok, response),
    acknowledgement: () => acknowledgement(delivery),
    onPause: () => need(trouble).pause(delivery),
  };
}

/** What a join says of the session that was. @param {Delivery} delivery */
export function resumeRequest({ key, applied }) {
  return key === null ? true : { key, n: applied };
}

/** Whether events are taken now, be it for later. @param {Delivery} delivery */
export function canDeliver({ channel, key, waiting }) {
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
  const ack = acknowledgement(delivery);
  return ack === null ? {} : { ack };
}

/** The number that the server is to be told now, if any. @param {Delivery} delivery */
function acknowledgement(delivery) {
  clearTimeout(delivery.timer);
  delivery.timer = undefined;
  const { applied, acknowledged } = delivery;
  if (delivery.key === null || applied <= acknowledged) return null;
  delivery.acknowledged = applied;
  return applied;
}

/**
 * Whether a message is to be applied: it is not if it was before.
 *
 * @param {Delivery} delivery
 * @param {unknown} number
 */
export function accept(delivery, number) {
  if (delivery.key === null || typeof number !== "number") return true;
  if (number <= delivery.applied) return false;
  if (number > delivery.applied + 1) {
    // One is missing, which the server has still.
    const { socket, channel } = delivery;
    if (channel.state === "joined") insist(trouble, (module) => module.joinSoon(socket, channel));
    return false;
  }
  delivery.applied = number;
  delivery.timer ??= setTimeout(() => {
    const { socket, channel } = delivery;
    delivery.timer = undefined;
    if (channel.state !== "joined") return;
    const member = acknowledgementMember(delivery);
    if ("ack" in member) transmit(socket, channel, null, "ack", member);
  }, ACKNOWLEDGE_AFTER);
  return true;
}

/** @param {Delivery} delivery @param {string} ref @param {boolean} ok @param {Payload} response */
function answered(delivery, ref, ok, response) {
  const entry = delivery.waiting.get(ref);
  if (!accept(delivery, response.n)) return;
  if (!entry) {
    if (ok && response.n !== undefined) delivery.onLate(response);
    return;
  }
  clearTimeout(entry.timer);
  delivery.waiting.delete(ref);
  entry.settle(ok, response);
}

/**
 * A new session: what waits was for another. Gives how many events are lost; what was sent of a form is not, the
 * form has it still.
 *
 * @param {Delivery} delivery
 * @param {unknown} key
 */
export function beginDelivery(delivery, key) {
  const dropped = forgetSession(delivery);
  delivery.key = typeof key === "string" ? key : null;
  return dropped;
}

/** The session cannot be had back, or is not wanted. @param {Delivery} delivery */
export function forgetSession(delivery) {
  clearTimeout(delivery.timer);
  delivery.timer = undefined;
  delivery.key = null;
  delivery.applied = delivery.acknowledged = delivery.lastEvent = 0;
  return dropWaiting(delivery);
}

/** @param {Delivery} delivery */
export function dropWaiting({ waiting }) {
  const dropped = [...waiting.values()];
  waiting.clear();
  for (const { timer, settle } of dropped) {
    clearTimeout(timer);
    settle(false, {});
  }
  return dropped.filter(({ payload }) => payload.type !== "form").length;
}
