/**
 * Connections that break, and channels that do: trying again, and how long to wait before.
 */

import { join, nextRef, openSocket, send, sendFrame, settle, transmit } from "./channel.js";
import { recover } from "./client-parts.js";
import { load } from "./lazy.js";
import { mend } from "./parts.js";

/**
 * @typedef {import("./channel.js").Socket} Socket
 * @typedef {import("./channel.js").Channel} Channel
 */

/** What a page needs when it is back: then the server may have other files. @type {(() => Promise<unknown>)[]} */
const FOR_RETURN = [mend, recover];
const RECONNECT_DELAYS = [10, 50, 100, 150, 200, 250, 500, 1000, 2000];
const LONGEST_DELAY = 5000;
const HEARTBEAT_INTERVAL = 30_000;
/** A WebSocket that neither opened nor failed in so long is held up by something between. */
const OPEN_TIMEOUT = 5000;
/** A connection that held for so long was a good one: the next failure begins with short delays. */
const STABLE_AFTER = 10_000;

/**
 * How long to wait before a further attempt. Spread out by half either way, or all clients of a server
 * that restarted would come back in the same moment.
 *
 * @param {number} attempt From 0.
 * @param {() => number} [random]
 */
export function reconnectDelay(attempt, random = Math.random) {
  const delay = RECONNECT_DELAYS[attempt] ?? LONGEST_DELAY;
  return Math.round(delay * (0.5 + random()));
}

/** @param {Socket} socket @param {WebSocket} connection */
export function watchOpening(socket, connection) {
  if (!socket.onUnopened || connection.readyState > 0) return;
  socket.openTimer = setTimeout(() => {
    connectionLost(socket, connection, true);
    connection.close();
  }, OPEN_TIMEOUT);
}

/** @param {Socket} socket @param {WebSocket} connection */
export function opened(socket, connection) {
  for (const part of FOR_RETURN) load(part).catch(() => {});
  clearTimeout(socket.openTimer);
  socket.worked = true;
  socket.openedAt = Date.now();
  socket.heartbeatRef = null;
  socket.heartbeatTimer = setInterval(() => beat(socket, connection), HEARTBEAT_INTERVAL);
}

/** @param {Socket} socket */
export function closeSocket(socket) {
  socket.wanted = false;
  clearTimeout(socket.reconnectTimer);
  const { connection } = socket;
  if (!connection) return;
  connectionLost(socket, connection);
  connection.close(1000);
}

/** Ends the sessions: nobody comes back to them. @param {Socket} socket */
export function leaveAll(socket) {
  for (const channel of socket.channels.values()) {
    if (channel.joinRef) transmit(socket, channel, nextRef(socket), "phx_leave", {});
  }
}

/** No answer will come. @param {Socket} socket @param {(push: import("./channel.js").PendingPush) => boolean} which */
export function settlePending(socket, which) {
  for (const [ref, push] of [...socket.pending]) if (which(push)) settle(socket, ref, false, {});
}

/** @param {Socket} socket @param {WebSocket} connection @param {boolean} [late] */
export function connectionLost(socket, connection, late = false) {
  if (socket.connection !== connection) return;
  socket.connection = null;
  clearTimeout(socket.openTimer);
  connection.onopen = connection.onmessage = connection.onclose = null;
  clearInterval(socket.heartbeatTimer);
  for (const channel of socket.channels.values()) channelDown(socket, channel);
  settlePending(socket, () => true);
  if (!socket.wanted) return;
  const chosen = socket.worked ? null : socket.onUnopened?.(late);
  if (socket.openedAt && Date.now() - socket.openedAt > STABLE_AFTER) socket.attempts = 0;
  socket.openedAt = 0;
  socket.reconnectTimer = setTimeout(async () => {
    // The next attempt may be another way.
    if (chosen) await chosen;
    if (socket.wanted) openSocket(socket);
  }, reconnectDelay(socket.attempts));
  socket.attempts += 1;
}

/** @param {Socket} socket @param {WebSocket} connection */
function beat(socket, connection) {
  if (socket.heartbeatRef) {
    // The last one was not answered. Closing may itself take long on a dead network.
    connectionLost(socket, connection);
    connection.close();
    return;
  }
  socket.heartbeatRef = nextRef(socket);
  sendFrame(socket, [null, socket.heartbeatRef, "phoenix", "heartbeat", acknowledgements(socket)]);
}

/** @param {Socket} socket */
function acknowledgements({ channels }) {
  const numbers = [...channels.values()].flatMap(({ topic, handlers }) => {
    const number = handlers.replies.acknowledgement();
    return number === null ? [] : [[topic, number]];
  });
  return numbers.length > 0 ? { ack: Object.fromEntries(numbers) } : {};
}

/** @param {Socket} socket @param {Channel} channel */
function scheduleJoin(socket, channel) {
  clearTimeout(channel.timer);
  if (channel.joinedAt && Date.now() - channel.joinedAt > STABLE_AFTER) channel.attempts = 0;
  channel.joinedAt = 0;
  channel.timer = setTimeout(() => join(socket, channel), reconnectDelay(channel.attempts));
  channel.attempts += 1;
}

/** @param {Socket} socket @param {Channel} channel */
function channelDown(socket, channel) {
  clearTimeout(channel.timer);
  const wasUp = channel.state !== "closed";
  channel.state = "closed";
  channel.joinRef = null;
  settlePending(socket, (push) => push.channel === channel);
  channel.handlers.replies.onPause();
  if (wasUp) channel.handlers.onDown();
}

/** It is down and joined again: the session goes on, if it is still there. @param {Socket} socket @param {Channel} channel */
export function joinSoon(socket, channel) {
  channelDown(socket, channel);
  scheduleJoin(socket, channel);
}

/** Leaves and joins again, which gives the whole tree anew. @param {Socket} socket @param {Channel} channel */
export function rejoin(socket, channel) {
  if (channel.state === "closed") return;
  send(socket, channel, "phx_leave", {}, () => {});
  joinSoon(socket, channel);
}

/** @param {Socket} socket @param {Channel} channel @param {Record<string, any>} response */
export function joinFailed(socket, channel, response) {
  if (channel.handlers.onJoinError(response)) scheduleJoin(socket, channel);
}
