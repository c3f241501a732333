/**
 * What is on its way between a view and its session. Messages and events are numbered, so that after a
 * connection dropped nothing is lost and nothing is done twice.
 *
 *     client   event   {"event":..,"m":2,"ack":4}   kept until it is answered
 *     server   diff    {"d":..,"n":5}               kept until `ack` is 5 or more; with `"ack":true` that is wanted now
 *     client   phx_join {"resume":{"key":"..","n":5}}
 *     server   reply   {"resumed":2}, then the messages from 6 on
 */

import { session } from "./client-parts.js";
import { insist, need } from "./lazy.js";

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
    onReply: (...reply) => insist(session, (module) => module.answered(delivery, ...reply)),
    onPause: () => insist(session, (module) => module.pause(delivery)),
    acknowledgement: () => need(session).numberToTell(delivery),
  };
}

/** What a join says of the session that was. @param {Delivery} delivery */
export function resumeRequest({ key, applied }) {
  return key === null ? true : { key, n: applied };
}

/**
 * Whether a message is to be applied: it is not if it was before.
 *
 * @param {Delivery} delivery
 * @param {Payload} message
 */
export function accept(delivery, { n: number, ack }) {
  if (delivery.key === null || !number) return true;
  const isNext = number === delivery.applied + 1;
  if (isNext) delivery.applied = number;
  // Or one is missing, which the server has still.
  if (number >= delivery.applied) insist(session, (module) => (isNext ? module.acknowledgeSoon : module.joinAgain)(delivery, ack));
  return isNext;
}

/** A first session. @param {Delivery} delivery @param {unknown} key */
export function beginDelivery(delivery, key) {
  delivery.key = typeof key === "string" ? key : null;
}
