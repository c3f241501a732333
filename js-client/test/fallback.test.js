import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { createSocket, isOpen, openSocket } from "../src/channel.js";
import "./loaded.js";
import { closeSocket } from "../src/reconnect.js";
import { beginWithStream, chooseTransport, openStream } from "../src/fallback.js";

/** A server whose streams and requests the test looks at. */
const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  seen.push({ url: request.url, method: request.method, body });
  if (/\/stream\?/.test(request.url)) {
    response.writeHead(refuse ?? 200, { "content-type": "text/event-stream" });
    if (refuse) return response.end();
    streams.push(response);
    response.write("event: open\ndata: k/1\n\n");
  } else {
    await answer?.();
    response.writeHead(refuse ?? 204).end();
  }
});
let [seen, streams, refuse, answer] = [[], [], null, null];
let url;

before(() => new Promise((resolve) => server.listen(0, "127.0.0.1", resolve)).then(() => {
  url = `ws://127.0.0.1:${server.address().port}/live/websocket?_csrf_token=c&vsn=2.0.0`;
}));
after(() => { server.closeAllConnections(); server.close(); });

function storage() {
  const values = new Map();
  return {
    getItem: (name) => values.get(name) ?? null,
    setItem: (name, value) => void values.set(name, value),
    removeItem: (name) => void values.delete(name),
  };
}

class Blocked {
  constructor() { this.readyState = 0; }
  close() {}
}

const host = () => ({ fetch, sessionStorage: storage(), WebSocket: Blocked });

async function until(holds) {
  for (let tries = 0; tries < 500; tries += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  assert.fail(`never: ${holds}`);
}

async function opened(on = host()) {
  [seen, streams, refuse, answer] = [[], [], null, null];
  const stream = openStream(on, url);
  const events = [];
  stream.onopen = () => events.push("open");
  stream.onmessage = ({ data }) => events.push(data);
  stream.onclose = ({ code }) => events.push(code);
  await until(() => events.length > 0);
  return { stream, events, on };
}

test("it opens beside the socket, and remembers that it did", async () => {
  const { stream, events, on } = await opened();
  assert.deepEqual(events, ["open"]);
  assert.deepEqual(seen[0], { url: "/live/stream?_csrf_token=c&vsn=2.0.0", method: "POST", body: "" });
  assert.equal(stream.readyState, 1);
  assert.equal(on.sessionStorage.getItem("slotwise:stream"), "1");
  stream.close();
  assert.deepEqual(events, ["open", 1000]);
});

test("frames come as they were, however they are cut", async () => {
  const { stream, events } = await opened();
  const text = `:\n\ndata: [1,"é😀"]\n\ndata: [2,\ndata: 3]\n\n:\n\nevent: other\n\ndata: [4]\n\n`;
  for (const byte of Buffer.from(text)) {
    streams[0].write(Buffer.from([byte]));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await until(() => events.length === 4);
  assert.deepEqual(events, ["open", '[1,"é😀"]', "[2,\n3]", "[4]"]);
  streams[0].write('event: close\ndata: {"code":1001}\n\n');
  await until(() => events.length === 5);
  assert.equal(stream.readyState, 3);
});

test("frames go in order, one request after the other", async () => {
  const { stream } = await opened();
  let under = 0;
  answer = async () => {
    under += 1;
    assert.equal(under, 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    under -= 1;
  };
  const frames = Array.from({ length: 30 }, (_, number) => JSON.stringify([number, "x".repeat(number * 100)]));
  for (const frame of frames) stream.send(frame);
  const requests = () => seen.slice(1);
  await until(() => requests().flatMap(({ body }) => body.split("\n")).length === 30);
  assert.deepEqual(requests().flatMap(({ body }) => body.split("\n")), frames);
  assert.ok(requests().length > 2 && requests().length < 10);
  assert.ok(requests().every(({ body }) => body.length <= 16_100));
  assert.ok(requests().every((request) => request.url === "/live/stream/k%2F1?_csrf_token=c&vsn=2.0.0"));
  stream.close();
});

test("a request that fails, a stream that ends and one that is refused are a connection that dropped", async () => {
  const one = await opened();
  refuse = 404;
  one.stream.send("[]");
  await until(() => one.events.length === 2);
  assert.deepEqual(one.events, ["open", 1006]);
  const two = await opened();
  streams[0].end("data: [1]\n\nda");
  await until(() => two.events.length === 3);
  assert.deepEqual(two.events, ["open", "[1]", 1006]);
  refuse = 503;
  const three = openStream(host(), url);
  let code = null;
  three.onclose = (event) => { code = event.code; };
  await until(() => code === 1006);
});

test("what is said as the page goes still goes out", async () => {
  const { stream } = await opened();
  stream.readyState = 0;
  stream.send("[1]");
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(stream.queue.length, 1);
  stream.close();
  await until(() => seen.length === 2);
  assert.equal(seen[1].body, "[1]");
});

const socketOf = (given) => createSocket({ url, onFrame() {}, onUnopened: null, take: (run) => run(), ...given });

function choices(lates, on = host()) {
  const socket = socketOf({ WebSocket: Blocked });
  return lates.map((late) => {
    chooseTransport(socket, on, late);
    return socket.WebSocket === Blocked ? "socket" : "stream";
  });
}

test("three failures, or one that hangs, lead to a stream, and further ones back", () => {
  assert.deepEqual(choices([false, false, false, false, false]), ["socket", "socket", "stream", "socket", "stream"]);
  assert.deepEqual(choices([true, true, true]), ["stream", "socket", "stream"]);
  const on = host();
  on.sessionStorage.setItem("slotwise:stream", "1");
  const socket = socketOf({ WebSocket: Blocked });
  beginWithStream(socket, on);
  chooseTransport(socket, on, false);
  assert.equal(socket.WebSocket, Blocked);
  assert.equal(on.sessionStorage.getItem("slotwise:stream"), null, "it was of no use");
});

test("a storage that is not there does not matter", async () => {
  const on = { ...host(), get sessionStorage() { throw new Error("denied"); } };
  const { stream } = await opened(Object.defineProperties({}, Object.getOwnPropertyDescriptors(on)));
  stream.close();
});

test("a WebSocket that hangs is given up, one that opened once is not replaced", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });
  const told = [];
  const made = [];
  class Hanging extends Blocked {
    constructor() {
      super();
      made.push(this);
    }
  }
  const socket = socketOf({ WebSocket: Hanging, onUnopened: (late) => void told.push(late) });
  openSocket(socket);
  t.mock.timers.tick(4_999);
  assert.deepEqual(told, []);
  t.mock.timers.tick(1);
  assert.deepEqual(told, [true]);
  t.mock.timers.tick(100);
  assert.equal(made.length, 2, "and tried again");
  made[1].onclose();
  assert.deepEqual(told, [true, false]);
  t.mock.timers.tick(1_000);
  made[2].readyState = 1;
  made[2].onopen();
  assert.equal(isOpen(socket), true);
  made[2].onclose();
  t.mock.timers.tick(1_000);
  t.mock.timers.tick(5_000);
  assert.deepEqual(told, [true, false], "the server is away, and the network lets WebSockets through");
  closeSocket(socket);
});
