import assert from "node:assert/strict";
import test from "node:test";
import { start } from "./client.js";
import "./loaded.js";

const HTML = '<p>a</p><button phx-click="up">+</button>';
const SHAPES = { 0: [["p", [], 0], ["button", ["phx-click", "up"], "+"]] };
const TREE = [SHAPES, [0, "a"]];
const TOPIC = "lv:phx-1";
const mockTimers = (t) => t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"], now: 1_000_000 });

/** A client whose session can be had back. */
function joined(t) {
  mockTimers(t);
  const app = start(HTML);
  app.socket.open();
  app.socket.reply({ rendered: TREE, dialect: "native", resume: "1.k" });
  assert.equal(app.view.className, "phx-connected");
  return Object.assign(app, {
    click: () => app.fire(app.find("button"), "click"),
    text: () => app.find("p").textContent,
    /** What was sent since the last look: events and numbers. */
    sent: () => app.socket.take().map(({ event, payload: { m, ack } }) => [event, m, ack]),
    /** Drops the connection and opens the next one, up to the reply to the join. */
    reconnect(response) {
      if (app.socket.readyState === 1) app.socket.drop();
      t.mock.timers.tick(2000);
      app.socket.open();
      const [join] = app.socket.sent;
      app.socket.reply(response);
      return join[4].resume;
    },
  });
}

test("events and messages are numbered and acknowledged", (t) => {
  const app = joined(t);
  app.click();
  const ref = app.socket.sent[0][1];
  assert.deepEqual(app.sent(), [["event", 1, undefined]]);
  app.socket.receive("1", ref, TOPIC, "phx_reply", { status: "ok", response: { diff: [0, "b"], n: 1 } });
  app.socket.push({ d: [0, "c"], n: 2 });
  assert.equal(app.text(), "c");
  app.click();
  assert.deepEqual(app.sent(), [["event", 2, 2]]);
  t.mock.timers.tick(6000);
  assert.deepEqual(app.sent(), [], "nothing new to acknowledge");
  app.socket.push({ d: [0, "d"], n: 3 });
  t.mock.timers.tick(4000);
  assert.deepEqual(app.sent(), []);
  t.mock.timers.tick(1000);
  assert.deepEqual(app.sent(), [["ack", undefined, 3]]);
});

test("a heartbeat acknowledges", (t) => {
  const app = joined(t);
  t.mock.timers.tick(28_000);
  app.socket.push({ d: [0, "b"], n: 1 });
  t.mock.timers.tick(2000);
  assert.deepEqual(app.socket.take(), [{ topic: "phoenix", event: "heartbeat", payload: { ack: { [TOPIC]: 1 } } }]);
});

test("a message that comes twice is applied once", (t) => {
  const app = joined(t);
  const seen = [];
  app.window.addEventListener("phx:ring", () => seen.push("ring"));
  for (let times = 0; times < 2; times += 1) app.socket.push({ d: [0, "b"], e: [["ring", {}]], n: 1 });
  assert.deepEqual(seen, ["ring"]);
  assert.equal(app.client.stats.patches, 2);
});

test("what is not answered is sent again to the session that is back, and nothing else", (t) => {
  const app = joined(t);
  app.click();
  const [first] = app.socket.sent;
  app.socket.drop();
  assert.equal(app.find("button").className, "phx-click-loading");
  assert.deepEqual(app.reconnect({ resumed: 0 }), { key: "1.k", n: 0 });
  const [again] = app.socket.sent;
  assert.equal(again[1], first[1], "under the same reference");
  assert.equal(again[0], "3", "for the new join");
  assert.deepEqual(app.sent(), [["event", 1, undefined]]);
  // It was handled, but the answer did not come through.
  assert.deepEqual(app.reconnect({ resumed: 1 }), { key: "1.k", n: 0 });
  assert.deepEqual(app.sent(), []);
  assert.equal(app.view.className, "phx-connected");
  app.socket.receive(null, first[1], TOPIC, "phx_reply", { status: "ok", response: { diff: [0, "b"], n: 1 } });
  assert.equal(app.text(), "b");
  assert.equal(app.find("button").className, "");
  assert.deepEqual(app.reports, []);
});

test("clicks while the connection is down are for the session that comes back", (t) => {
  const app = joined(t);
  app.socket.push({ d: [0, "b"], n: 1 });
  app.socket.drop();
  app.click();
  assert.equal(app.find("button").className, "phx-click-loading");
  assert.deepEqual(app.reconnect({ resumed: 0 }), { key: "1.k", n: 1 });
  assert.deepEqual(app.sent(), [["event", 1, undefined]]);
});

test("they are dropped, and told of, if it is another", (t) => {
  const app = joined(t);
  app.socket.drop();
  app.click();
  app.reconnect({ rendered: TREE, resume: "2.k" });
  assert.deepEqual(app.sent(), []);
  assert.equal(app.find("button").className, "");
  assert.deepEqual(app.reports.map(({ kind }) => kind), ["event"]);
  app.click();
  assert.deepEqual(app.sent(), [["event", 1, undefined]], "numbers begin anew");
});

test("a click in a view that cannot come back is not taken", (t) => {
  mockTimers(t);
  const app = start(HTML).join(TREE);
  app.socket.drop();
  app.fire(app.find("button"), "click");
  assert.equal(app.find("button").className, "");
});

test("so many wait and no more", (t) => {
  const app = joined(t);
  app.socket.drop();
  const buttons = [];
  for (let i = 0; i < 1000; i += 1) {
    const button = app.document.createElement("button");
    button.setAttribute("phx-click", "up");
    app.view.append(button);
    app.fire(button, "click");
    buttons.push(button);
  }
  assert.equal(buttons.filter(({ className }) => className === "phx-click-loading").length, 64);
  for (const button of buttons) button.remove();
  app.reconnect({ resumed: 0 });
  assert.equal(app.sent().length, 64);
});

test("what the server wants acknowledged now is", (t) => {
  const app = joined(t);
  app.socket.push({ d: [0, "b"], n: 1 });
  assert.deepEqual(app.sent(), []);
  app.socket.push({ d: [0, "c"], n: 2, ack: true });
  assert.deepEqual(app.sent(), [["ack", undefined, 2]]);
  t.mock.timers.tick(6000);
  assert.deepEqual(app.sent(), [], "once");
  app.click();
  const [[, ref]] = app.socket.sent;
  assert.deepEqual(app.sent(), [["event", 1, undefined]]);
  app.socket.receive("1", ref, TOPIC, "phx_reply", { status: "ok", response: { n: 3, ack: true } });
  assert.deepEqual(app.sent(), [["ack", undefined, 3]]);
  app.socket.push({ d: [0, "d"], n: 4 });
  assert.equal(app.text(), "d");
});

test("a message that is missing is asked for", (t) => {
  const app = joined(t);
  app.socket.push({ d: [0, "b"], n: 1 });
  app.socket.push({ d: [0, "d"], n: 3 });
  assert.equal(app.text(), "b");
  t.mock.timers.tick(20);
  const { event, payload } = app.socket.take()[0];
  assert.deepEqual([event, payload.resume], ["phx_join", { key: "1.k", n: 1 }]);
});

test("an answer that comes late still counts", (t) => {
  const app = joined(t);
  app.click();
  const [, ref] = app.socket.sent.shift();
  t.mock.timers.tick(30_000);
  assert.equal(app.find("button").className, "");
  app.socket.receive("1", ref, TOPIC, "phx_reply", { status: "ok", response: { diff: [0, "b"], n: 1 } });
  assert.equal(app.text(), "b");
});

test("a refused patch gives the session up", (t) => {
  const app = joined(t);
  app.socket.push({ d: [7, "x"], n: 1 });
  assert.deepEqual(app.sent().map(([event]) => event), ["phx_leave"]);
  t.mock.timers.tick(20);
  assert.equal(app.socket.take()[0].payload.resume, true);
});

test("a page that goes for good leaves, one that may come back does not", (t) => {
  const app = joined(t);
  const socket = app.socket;
  const hide = (persisted) => {
    const event = new app.window.Event("pagehide");
    Object.defineProperty(event, "persisted", { value: persisted });
    app.window.dispatchEvent(event);
  };
  hide(true);
  assert.deepEqual(socket.take(), []);
  app.client.connect();
  app.reconnect({ resumed: 0 });
  const last = app.socket;
  hide(false);
  assert.deepEqual(last.take().map(({ event }) => event), ["phx_leave"]);
});

test("a form that waited for another session is as it was, and no loss", (t) => {
  mockTimers(t);
  const shapes = { 0: [["form", ["phx-submit", "say"], ["input", ["name", "text"]]]] };
  const app = start('<form phx-submit="say"><input name="text"></form>');
  const reply = { rendered: [shapes, [0]], resume: "1.k" };
  app.socket.open();
  app.socket.reply(reply);
  app.socket.drop();
  const input = app.find("input");
  app.type(input, "hello");
  app.fire(app.find("form"), "submit");
  assert.equal(input.readOnly, true);
  t.mock.timers.tick(2000);
  app.socket.open();
  app.socket.reply({ ...reply, resume: "2.k" });
  assert.deepEqual([input.value, input.readOnly, app.find("form").className], ["hello", false, ""]);
  assert.deepEqual([app.reports, app.socket.take()], [[], []]);
});
