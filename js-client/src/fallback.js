/**
 * What stands in for the WebSocket where a network lets none through: a stream of events, and requests with frames.
 * It looks like a WebSocket, and whatever goes wrong with it is a connection that dropped.
 *
 *     POST /live/stream           the answer is the stream   event: open, data: <key>
 *                                                            data: [null,null,"lv:phx-1","diff",{..}]
 *     POST /live/stream/<key>     frames, one a line, one request after the other
 */

/** After so many attempts that came to nothing a stream is tried, then each in turn. */
const ATTEMPTS = 3;
/** Requests are small: a server bounds them as it bounds a frame. */
const MOST_IN_REQUEST = 16_000;
/** Where a tab remembers that its network lets no WebSocket through. */
const REMEMBERED = "slotwise:stream";

/**
 * @typedef {import("./channel.js").Socket} Socket
 * @typedef {Pick<Window & typeof globalThis, "fetch" | "sessionStorage" | "WebSocket">} Host
 */

/**
 * Chooses how the next attempt connects, after one that came to nothing.
 *
 * @param {Socket} socket
 * @param {Host} host
 * @param {boolean} late It neither opened nor failed: something between lets it hang.
 */
export function chooseTransport(socket, host, late) {
  const { unopened = 0 } = socket;
  socket.unopened = unopened + (late && unopened < ATTEMPTS ? ATTEMPTS : 1);
  const wasStream = socket.WebSocket !== host.WebSocket;
  const isStream = socket.unopened >= ATTEMPTS && !wasStream;
  socket.WebSocket = isStream ? streamsOf(host) : host.WebSocket;
  if (wasStream) remember(host, false);
}

/** Connects by a stream from the first attempt on. @param {Socket} socket @param {Host} host */
export function beginWithStream(socket, host) {
  socket.WebSocket = streamsOf(host);
}

/** @param {Host} host @param {boolean} isBlocked */
function remember(host, isBlocked) {
  try {
    if (isBlocked) host.sessionStorage.setItem(REMEMBERED, "1");
    else host.sessionStorage.removeItem(REMEMBERED);
  } catch {
    // A browser that keeps nothing tries the WebSocket on each page.
  }
}

/** @param {Host} host @returns {Socket["WebSocket"]} */
function streamsOf(host) {
  const open = class {
    /** @param {string} url Of the WebSocket. */
    constructor(url) {
      return openStream(host, url);
    }
  };
  return /** @type {any} */ (open);
}

/**
 * @typedef {object} Stream
 * @property {Host} host
 * @property {URL} url
 * @property {number} readyState As that of a WebSocket.
 * @property {(string | ArrayBuffer | ArrayBufferView)[]} queue
 * @property {boolean} sending
 * @property {AbortController} abort
 * @property {((event: object) => void) | null} onopen
 * @property {((event: { data: string }) => void) | null} onmessage
 * @property {((event: { code: number }) => void) | null} onclose
 * @property {(frame: string | ArrayBuffer | ArrayBufferView) => void} send
 * @property {() => void} close
 */

/** @param {Host} host @param {string} url @returns {Stream} */
export function openStream(host, url) {
  const address = new URL(url);
  address.protocol = address.protocol.replace(/^ws/, "http");
  address.pathname = address.pathname.replace(/[^/]*$/, "stream");
  /** @type {Stream} */
  const stream = {
    host,
    url: address,
    readyState: 0,
    queue: [],
    sending: false,
    abort: new AbortController(),
    onopen: null,
    onmessage: null,
    onclose: null,
    send(frame) {
      stream.queue.push(frame);
      if (!stream.sending) void flush(stream);
    },
    close() {
      // What a page says as it goes away still goes out.
      const texts = stream.queue.splice(0).filter((frame) => typeof frame === "string");
      if (texts.length > 0) void post(stream, texts).catch(() => {});
      lost(stream, 1000);
    },
  };
  void read(stream).catch(() => {}).then(() => lost(stream, 1006));
  return stream;
}

/** @param {Stream} stream @param {number} code */
function lost(stream, code) {
  if (stream.readyState === 3) return;
  stream.readyState = 3;
  stream.abort.abort();
  stream.onclose?.({ code });
}

/** @param {Stream} stream */
async function read(stream) {
  const { host, url, abort } = stream;
  const response = await host.fetch(url.href, { method: "POST", cache: "no-store", signal: abort.signal });
  if (!response.ok || !response.body) return;
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (text + value).split("\n\n");
    text = /** @type {string} */ (events.pop());
    for (const event of events) take(stream, event);
  }
}

/** @param {Stream} stream @param {string} event Its lines. */
function take(stream, event) {
  let name = "";
  const data = [];
  for (const line of event.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    else if (line.startsWith("data: ")) data.push(line.slice(6));
  }
  if (stream.readyState === 3 || data.length === 0) return;
  const text = data.join("\n");
  if (name === "open") {
    stream.url.pathname += `/${encodeURIComponent(text)}`;
    stream.readyState = 1;
    remember(stream.host, true);
    stream.onopen?.({});
  } else if (name === "close") {
    lost(stream, 1000);
  } else {
    stream.onmessage?.({ data: text });
  }
}

/** Sends what waits, in order. @param {Stream} stream */
async function flush(stream) {
  stream.sending = true;
  while (stream.queue.length > 0 && stream.readyState === 1) {
    const taken = await post(stream, stream.queue.splice(0, countOfNext(stream.queue))).catch(() => null);
    // Whether it was taken nobody knows: the numbers of frames tell, when the session is back.
    if (!taken?.ok) return lost(stream, 1006);
  }
  stream.sending = false;
}

/** How many of these frames fit into one request; a binary one goes alone. @param {Stream["queue"]} queue */
function countOfNext(queue) {
  let [length, count] = [0, 0];
  for (const frame of queue) {
    if (typeof frame !== "string" || (length += frame.length) > MOST_IN_REQUEST) break;
    count += 1;
  }
  return Math.max(1, count);
}

/** @param {Stream} stream @param {Stream["queue"]} frames Texts, or one binary frame. */
function post({ host, url }, frames) {
  const isText = typeof frames[0] === "string";
  const body = isText ? frames.join("\n") : /** @type {ArrayBuffer} */ (frames[0]);
  // Browsers keep no more than 64 KiB under way when the page goes.
  const keepalive = typeof body === "string" && body.length < MOST_IN_REQUEST;
  const headers = { "content-type": isText ? "text/plain;charset=UTF-8" : "application/octet-stream" };
  return host.fetch(url.href, { method: "POST", cache: "no-store", keepalive, headers, body });
}
