import assert from "node:assert/strict";
import test from "node:test";
import { socketUrl } from "../src/channel.js";
import { reconnectDelay } from "../src/reconnect.js";
import { start } from "./client.js";
import "./loaded.js";

const RENDERED = [{ 0: [["p", [], 0]] }, [0, "a"]];
const mockTimers = (t) => t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });

test("delays grow to 5 s and are spread", () => {
  const delays = Array.from({ length: 12 }, (_, attempt) => reconnectDelay(attempt, () => 0.5));
  assert.deepEqual(delays, [10, 50, 100, 150, 200, 250, 500, 1000, 2000, 5000, 5000, 5000]);
  assert.equal(reconnectDelay(9, () => 0), 2500);
  assert.equal(reconnectDelay(9, () => 1), 7500);
});

test("the socket's address", () => {
  assert.equal(
    socketUrl("/live/websocket", "https://host:1/a/b?c", "t&"),
    "wss://host:1/live/websocket?_csrf_token=t%26&vsn=2.0.0",
  );
  assert.equal(socketUrl("ws://other/x", "http://host/", null), "ws://other/x?vsn=2.0.0");
});

test("joins, binds and patches", () => {
  const app = start("<p>a</p>");
  const loading = [];
  for (const what of ["start", "stop"]) {
    app.window.addEventListener(`phx:page-loading-${what}`, ({ detail }) => loading.push(what, detail.kind));
  }
  let updates = 0;
  app.document.addEventListener("phx:update", () => { updates += 1; });
  assert.equal(app.client.isConnected(), false);
  assert.equal(app.socket.url, "ws://localhost/live/websocket?_csrf_token=c%261&vsn=2.0.0");
  app.socket.open();
  assert.equal(app.view.className, "phx-loading");
  assert.deepEqual(app.socket.sent, [["1", "1", "lv:phx-1", "phx_join", {
    dialect: "native", session: "token", "served": true, url: "http://localhost/page", params: { _csrf_token: "c&1", _mounts: 0 },
    resume: true,
  }]]);
  const p = app.find("p");
  app.socket.reply({ rendered: RENDERED, dialect: "native", token: "token-2" });
  assert.equal(app.client.isConnected(), true);
  assert.equal(app.view.className, "phx-connected");
  assert.equal(app.view.getAttribute("data-phx-session"), "token-2");
  app.socket.push({ d: [0, "b"], token: "token-3" });
  assert.equal(app.view.innerHTML, "<p>b</p>");
  assert.equal(app.find("p"), p);
  assert.equal(app.view.getAttribute("data-phx-session"), "token-3");
  assert.deepEqual(loading, ["start", "initial", "stop", "initial"]);
  assert.equal(updates, 2);
  const { bytes, ...stats } = app.client.stats;
  assert.ok(bytes > 100);
  assert.deepEqual(stats, { patches: 2, mismatches: 0, refused: 0 });
});

test("frames are shown to the window before they are applied", () => {
  const app = start("<p>a</p>").join(RENDERED);
  const seen = [];
  app.window.addEventListener("slotwise:frame", ({ detail }) => {
    seen.push(JSON.parse(detail)[4], app.view.textContent);
    throw new Error("is not in the way");
  });
  app.window.addEventListener("error", (event) => event.preventDefault());
  app.socket.push({ d: [0, "b"] });
  assert.deepEqual([...seen, app.view.textContent], [{ d: [0, "b"] }, "a", "b"]);
});

test("pushed events reach the window", () => {
  const app = start("<p>a</p>").join(RENDERED);
  const seen = [];
  app.window.addEventListener("phx:scroll", ({ detail }) => seen.push(detail, app.view.textContent));
  app.socket.push({ d: [0, "b"], e: [["scroll", { to: 3 }], "nonsense"] });
  assert.deepEqual(seen, [{ to: 3 }, "b"]);
});

test("reconnects and keeps nodes", (t) => {
  mockTimers(t);
  const app = start("<p>a</p>").join(RENDERED);
  const p = app.find("p");
  app.socket.drop();
  assert.equal(app.view.className, "phx-loading phx-error phx-client-error");
  assert.equal(app.client.isConnected(), false);
  t.mock.timers.tick(20);
  assert.equal(app.sockets.length, 2);
  app.socket.drop();
  t.mock.timers.tick(100);
  assert.equal(app.sockets.length, 3);
  app.join([{ 4: [["p", [], 0]] }, [4, "z"]]);
  assert.equal(app.find("p"), p);
  assert.equal(app.view.innerHTML, "<p>z</p>");
  assert.equal(app.view.className, "phx-connected");
});

test("disconnects for good, and connects again", (t) => {
  mockTimers(t);
  const app = start("<p>a</p>").join(RENDERED);
  app.client.disconnect();
  t.mock.timers.tick(60_000);
  assert.equal(app.sockets.length, 1);
  assert.equal(app.view.className, "phx-loading phx-error phx-client-error");
  app.client.connect();
  app.join(RENDERED);
  assert.equal(app.view.className, "phx-connected");
});

test("a heartbeat that is not answered ends the connection", (t) => {
  mockTimers(t);
  const app = start("<p>a</p>").join(RENDERED);
  t.mock.timers.tick(30_000);
  assert.deepEqual(app.socket.sent[0].slice(2), ["phoenix", "heartbeat", {}]);
  app.socket.reply();
  t.mock.timers.tick(30_000);
  assert.equal(app.socket.take().length, 1);
  t.mock.timers.tick(30_000);
  assert.equal(app.socket.readyState, 3);
  t.mock.timers.tick(20);
  assert.equal(app.sockets.length, 2);
});

test("a refused patch leaves the page and joins again", (t) => {
  mockTimers(t);
  const app = start("<p>a</p>").join(RENDERED);
  app.socket.push({ d: [7, "x"] });
  assert.equal(app.view.innerHTML, "<p>a</p>");
  assert.equal(app.client.stats.refused, 1);
  assert.equal(app.reports[0].kind, "patch");
  assert.deepEqual(app.socket.take().map(({ event }) => event), ["phx_leave"]);
  app.socket.push({ d: [0, "late"] });
  assert.equal(app.view.innerHTML, "<p>a</p>");
  t.mock.timers.tick(20);
  assert.equal(app.socket.sent[0][3], "phx_join");
  app.socket.reply({ rendered: [{ 0: [["p", [], 0]] }, [0, "c"]] });
  assert.equal(app.view.innerHTML, "<p>c</p>");
});

test("a join without a patch is refused", (t) => {
  mockTimers(t);
  const app = start("<p>a</p>");
  app.socket.open();
  app.socket.reply({});
  assert.equal(app.client.stats.refused, 1);
  assert.equal(app.view.innerHTML, "<p>a</p>");
});

test("a failed join is tried again, ever less often", (t) => {
  mockTimers(t);
  const app = start("<p>a</p>");
  app.socket.open();
  let joins = 0;
  for (let second = 0; second < 60; second += 1) {
    while (app.socket.sent.length > 0) {
      if (app.socket.sent[0][3] === "phx_join") joins += 1;
      app.socket.reply({ reason: "unmatched topic" }, "error");
    }
    t.mock.timers.tick(1000);
  }
  assert.ok(joins > 10 && joins < 40, String(joins));
});

test("an unauthorized join loads the page anew, once", (t) => {
  mockTimers(t);
  const app = start("<p>a</p>");
  let reloads = 0;
  app.window.location.reload = () => { reloads += 1; };
  app.socket.open();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    app.socket.reply({ reason: "unauthorized" }, "error");
    t.mock.timers.tick(1000);
  }
  assert.equal(reloads, 1);
});

test("a channel that crashed is joined again", (t) => {
  mockTimers(t);
  const app = start("<p>a</p>").join(RENDERED);
  app.socket.receive("1", null, "lv:phx-1", "phx_error", {});
  assert.equal(app.view.className, "phx-loading phx-error phx-server-error");
  t.mock.timers.tick(20);
  app.socket.reply({ rendered: RENDERED });
  assert.equal(app.view.className, "phx-connected");
});

test("frames that are none are passed over", () => {
  const app = start("<p>a</p>").join(RENDERED);
  for (const data of ["", "{", "null", "[]", "[1,2,3,4,null]", '[null,null,"__proto__","diff",{"d":[0,"x"]}]']) {
    app.socket.onmessage({ data });
  }
  app.socket.receive("99", null, "lv:phx-1", "diff", { d: [0, "of another join"] });
  assert.equal(app.view.innerHTML, "<p>a</p>");
});

const SHAPES = { 0: [["p", [], 0]] };
const ADOPTED = { outline: [0], "shapes": "abc", dialect: "native" };

/** A client whose shapes come when the test says so. @param {string} html */
function startServed(html) {
  const app = start(html);
  app.asked = [];
  app.window.fetch = (url) => new Promise((resolve, reject) => app.asked.push({ url: String(url), resolve, reject }));
  app.answer = async (response) => {
    const { resolve, reject } = app.asked.shift();
    if (response) resolve(response);
    else reject(new TypeError("offline"));
    for (let turn = 0; turn < 20; turn += 1) await null;
  };
  app.socket.open();
  app.socket.reply(ADOPTED);
  return app;
}
const found = (shapes) => ({ ok: true, json: async () => shapes });

test("a served page is adopted, and what comes meanwhile waits", async () => {
  const app = startServed("<p>a</p>");
  const p = app.find("p");
  app.socket.push({ d: [0, "b"], e: [["ring", {}]] });
  assert.equal(app.view.innerHTML, "<p>a</p>");
  assert.equal(app.view.className, "phx-loading");
  assert.equal(app.asked[0].url, "http://localhost/live/shapes/abc");
  await app.answer(found(SHAPES));
  assert.equal(app.find("p"), p);
  assert.equal(app.view.innerHTML, "<p>b</p>");
  assert.equal(app.view.className, "phx-connected");
  assert.deepEqual(app.reports, []);
});

for (const [what, html, response] of [
  ["another page than was served", "<p>a</p><i></i>", found(SHAPES)],
  ["shapes that are gone", "<p>a</p>", { ok: false }],
  ["shapes that do not come", "<p>a</p>", null],
  ["shapes that are none", "<p>a</p>", found({ 0: [["p", [], 7]] })],
]) {
  test(`${what}: the whole tree is asked for`, async (t) => {
    mockTimers(t);
    const app = startServed(html);
    await app.answer(response);
    assert.equal(app.socket.take()[0].event, "phx_leave");
    t.mock.timers.tick(20);
    assert.equal(app.socket.sent[0][4]["served"], false);
    app.socket.reply({ rendered: RENDERED, dialect: "native" });
    assert.equal(app.view.innerHTML, "<p>a</p>");
    assert.equal(app.view.className, "phx-connected");
  });
}

test("shapes that come after the connection was lost are of no use", async (t) => {
  mockTimers(t);
  const app = startServed("<p>a</p>");
  app.socket.drop();
  await app.answer(found(SHAPES));
  assert.equal(app.view.className, "phx-loading phx-error phx-client-error");
  t.mock.timers.tick(20);
  app.socket.open();
  assert.equal(app.socket.sent[0][4]["served"], true);
});
