/**
 * Phoenix channels over one WebSocket: frames, replies, joins. What there is to do when something fails is trouble.js's.
 *
 * A frame is `[join_ref, ref, topic, event, payload]`. It knows nothing of patches.
 */

import { session } from "./client-parts.js";
import { insist } from "./lazy.js";

const PUSH_TIMEOUT = 30_000;

/**
 * @typedef {Record<string, any>} Payload
 *
 * @typedef {object} PendingPush
 * @property {Channel | null} channel
 * @property {ReturnType<typeof setTimeout>} timer
 * @property {(ok: boolean, response: Payload) => void} settle Also called, with false, if no answer comes.
 *
 * @typedef {object} ChannelHandlers
 * @property {Replies} replies
 * @property {() => Payload} joinPayload
 * @property {() => void} onJoinStart
 * @property {(response: Payload) => void} onJoin
 * @property {(response: Payload) => boolean} onJoinError Whether it is to be tried again.
 * @property {(event: string, payload: Payload) => void} onMessage
 * @property {() => void} onDown The socket or the channel broke.
 *
 * @typedef {object} Replies What takes the answers to frames that `transmit` sent.
 * @property {(ref: string, ok: boolean, response: Payload) => void} onReply
 * @property {() => number | null} acknowledgement The number of the last message, if the server is to be told.
 * @property {() => void} onPause The channel broke.
 *
 * @typedef {object} Channel
 * @property {string} topic
 * @property {ChannelHandlers} handlers
 * @property {"closed" | "joining" | "joined"} state
 * @property {string | null} [joinRef]
 * @property {number} attempts
 * @property {number} [joinedAt]
 * @property {ReturnType<typeof setTimeout>} [timer]
 *
 * @typedef {object} Socket
 * @property {string} url
 * @property {new (url: string) => WebSocket} WebSocket
 * @property {(frame: string) => void} onFrame What arrives, as it is.
 * @property {((late: boolean) => void | Promise<void>) | null} onUnopened An attempt came to nothing, and none before it did
 *   better: chooses how the next one connects.
 * @property {number} [unopened] How many of them there were, by who is told.
 * @property {boolean} [worked]
 * @property {ReturnType<typeof setTimeout>} [openTimer]
 * @property {(frame: string) => void} onSend What is sent.
 * @property {(run: () => void, frame: any[]) => void} take Handles what has arrived, now or later.
 * @property {(run: () => void) => void} give Sends, now or later.
 * @property {WebSocket | null} [connection]
 * @property {boolean} [wanted]
 * @property {number} attempts
 * @property {number} [openedAt]
 * @property {number} lastRef
 * @property {string | null} [heartbeatRef]
 * @property {ReturnType<typeof setInterval>} [heartbeatTimer]
 * @property {ReturnType<typeof setTimeout>} [reconnectTimer]
 * @property {Map<string, Channel>} channels
 * @property {Map<string, PendingPush>} pending
 */

/**
 * The WebSocket's address, from one relative to the page.
 *
 * @param {string} url
 * @param {string} base
 * @param {string | null} csrf
 */
export function socketUrl(url, base, csrf) {
  const absolute = new URL(url, base);
  absolute.protocol = absolute.protocol.replace(/^http/, "ws");
  if (csrf) absolute.searchParams.set("_csrf_token", csrf);
  absolute.searchParams.set("vsn", "2.0.0");
  return absolute.href;
}

/** @param {Pick<Socket, "url" | "WebSocket" | "onFrame" | "onUnopened" | "take">} options @returns {Socket} */
export function createSocket(options) {
  return /** @type {Socket} */ ({
    ...options,
    onSend() {},
    give: (run) => run(),
    attempts: 0,
    lastRef: 0,
    channels: new Map(),
    pending: new Map(),
  });
}

/** @param {Socket} socket @param {string} topic @param {ChannelHandlers} handlers @returns {Channel} */
export function addChannel(socket, topic, handlers) {
  /** @type {Channel} */
  const channel = { topic, handlers, state: "closed", attempts: 0 };
  socket.channels.set(topic, channel);
  if (isOpen(socket)) join(socket, channel);
  return channel;
}

/** @param {Socket} socket */
export function isOpen(socket) {
  return socket.connection?.readyState === 1;
}

/** Connects, and goes on doing so until told otherwise. @param {Socket} socket */
export function openSocket(socket) {
  socket.wanted = true;
  if (socket.connection) return;
  clearTimeout(socket.reconnectTimer);
  const connection = new socket.WebSocket(socket.url);
  socket.connection = connection;
  insist(session, (module) => module.watchOpening(socket, connection));
  connection.onopen = () => {
    insist(session, (module) => module.opened(socket, connection));
    for (const channel of socket.channels.values()) join(socket, channel);
  };
  connection.onmessage = ({ data }) => {
    if (typeof data !== "string" || socket.connection !== connection) return;
    const frame = frameOf(socket, data);
    if (frame) socket.take(() => { if (socket.connection === connection) receive(socket, frame); }, frame);
  };
  connection.onclose = () => insist(session, (module) => module.connectionLost(socket, connection));
}

/** @param {Socket} socket */
export function nextRef(socket) {
  socket.lastRef += 1;
  return String(socket.lastRef);
}

/** @param {Socket} socket @param {unknown[]} frame */
export function sendFrame(socket, frame) {
  const text = JSON.stringify(frame);
  const { connection } = socket;
  socket.give(() => {
    if (!isOpen(socket) || socket.connection !== connection) return;
    socket.onSend(text);
    connection?.send(text);
  });
}

/** @param {Socket} socket @param {string} data @returns {any[] | null} */
function frameOf(socket, data) {
  socket.onFrame(data);
  let frame;
  try {
    frame = JSON.parse(data);
  } catch {
    return null;
  }
  if (!Array.isArray(frame) || frame.length !== 5) return null;
  return typeof frame[4] === "object" && frame[4] !== null && typeof frame[3] === "string" ? frame : null;
}

/** @param {Socket} socket @param {any[]} frame */
function receive(socket, { 0: joinRef, 1: ref, 2: topic, 3: event, 4: payload }) {
  if (event === "phx_reply") {
    if (ref === socket.heartbeatRef) socket.heartbeatRef = null;
    if (settle(socket, ref, payload.status === "ok", payload.response ?? {})) return;
  }
  const channel = socket.channels.get(topic);
  // What an earlier join of the same topic still had under way is not for this one.
  if (!channel || (joinRef !== null && joinRef !== channel.joinRef)) return;
  if (event === "phx_reply") {
    channel.handlers.replies.onReply(ref, payload.status === "ok", payload.response ?? {});
    return;
  }
  if (event === "phx_error" || event === "phx_close") {
    insist(session, (module) => module.joinSoon(socket, channel));
  } else if (channel.state === "joined") {
    channel.handlers.onMessage(event, payload);
  }
}

/**
 * @param {Socket} socket
 * @param {string} ref
 * @param {boolean} ok
 * @param {Payload} response
 * @returns {boolean} Whether it was waited for.
 */
export function settle(socket, ref, ok, response) {
  const push = socket.pending.get(ref);
  if (!push) return false;
  socket.pending.delete(ref);
  clearTimeout(push.timer);
  push.settle(ok, response);
  return true;
}

/** @param {Socket} socket @param {Channel} channel */
export function join(socket, channel) {
  clearTimeout(channel.timer);
  if (!isOpen(socket) || channel.state !== "closed") return;
  channel.state = "joining";
  channel.handlers.onJoinStart();
  channel.joinRef = send(socket, channel, "phx_join", channel.handlers.joinPayload(), (ok, response) => {
    if (channel.state !== "joining") return;
    if (ok) {
      channel.state = "joined";
      channel.joinedAt = Date.now();
      channel.handlers.onJoin(response);
    } else {
      channel.state = "closed";
      insist(session, (module) => module.joinFailed(socket, channel, response));
    }
  });
}

/**
 * Sends a frame on a joined channel, whose answer comes to its `Replies`.
 *
 * @param {Socket} socket
 * @param {Channel} channel
 * @param {string | null} ref
 * @param {string} event
 * @param {Payload} payload
 */
export function transmit(socket, channel, ref, event, payload) {
  sendFrame(socket, [channel.joinRef, ref, channel.topic, event, payload]);
}

/**
 * @param {Socket} socket
 * @param {Channel} channel
 * @param {string} event
 * @param {Payload} payload
 * @param {PendingPush["settle"]} settlePush
 */
export function send(socket, channel, event, payload, settlePush) {
  const ref = nextRef(socket);
  const timer = setTimeout(() => settle(socket, ref, false, {}), PUSH_TIMEOUT);
  socket.pending.set(ref, { channel, timer, settle: settlePush });
  sendFrame(socket, [event === "phx_join" ? ref : channel.joinRef, ref, channel.topic, event, payload]);
  return ref;
}
