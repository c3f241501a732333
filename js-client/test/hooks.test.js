import assert from "node:assert/strict";
import test from "node:test";
import { start } from "./client.js";
import "./loaded.js";

const SHAPES = {
  0: [["div", ["phx-hook", "Log", "id", "outer"], ["p", [], 0]], ["div", ["phx-hook", "Log", "id", ["", 1, ""]]], 2],
  1: [["i", [], ["b", ["phx-hook", "Log", "id", 0]]]],
};
const HTML = '<div phx-hook="Log" id="outer"><p>a</p></div><div phx-hook="Log" id="other"></div>';

function withLog(extra = {}) {
  const log = [];
  const record = (name) => function () { log.push(`${name} ${this.el.id}`); };
  const names = ["mounted", "beforeUpdate", "updated", "destroyed", "disconnected", "reconnected"];
  const Log = { ...Object.fromEntries(names.map((name) => [name, record(name)])), ...extra };
  const app = start(HTML, { hooks: { Log } });
  app.log = () => log.splice(0);
  return app;
}

test("hooks live with their elements", () => {
  const app = withLog();
  app.join([SHAPES, [0, "a", "other", null]]);
  assert.deepEqual(app.log(), ["mounted outer", "mounted other"]);
  app.socket.push({ d: [0, "b"] });
  assert.deepEqual(app.log(), ["beforeUpdate outer", "updated outer"]);
  app.socket.push({ d: [1, "renamed"] });
  assert.deepEqual(app.log(), ["beforeUpdate other", "updated renamed"]);
  app.socket.push({ d: [2, [-2, "x", "y"]] });
  assert.deepEqual(app.log(), ["mounted x", "mounted y"]);
  app.socket.push({ d: [2, [0, 1, 1]] });
  assert.deepEqual(app.log(), ["destroyed x"]);
});

test("hooks hear of the connection", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  const app = withLog();
  app.join([SHAPES, [0, "a", "other", null]]);
  app.log();
  app.socket.drop();
  assert.deepEqual(app.log(), ["disconnected outer", "disconnected other"]);
  t.mock.timers.tick(20);
  app.join([SHAPES, [0, "a", "other", null]]);
  assert.deepEqual(app.log(), ["reconnected outer", "reconnected other"]);
});

test("hooks push and handle events", async () => {
  let hook;
  const handled = [];
  const app = withLog({
    mounted() {
      if (this.el.id !== "outer") return;
      hook = this;
      this.handleEvent("draw", (payload) => handled.push(payload));
    },
  });
  app.join([SHAPES, [0, "a", "other", null]]);
  const replies = [];
  hook.pushEvent("ping", { n: 1 }, (reply) => replies.push(reply));
  assert.deepEqual(app.socket.sent[0][4], { type: "hook", event: "ping", value: { n: 1 } });
  app.socket.reply({ diff: [0, "pong"], e: [["draw", [1, 2]]] });
  await null;
  assert.deepEqual([replies, handled, app.find("p").textContent], [[{}], [[1, 2]], "pong"]);
});

test("a hook that throws, or that nobody wrote, is reported and stops nothing", () => {
  const app = withLog({ updated() { throw new Error("theirs"); } });
  app.join([SHAPES, [0, "a", "other", null]]);
  app.view.querySelector("#other").setAttribute("phx-hook", "Nobody");
  app.socket.push({ d: [0, "b"] });
  assert.equal(app.find("p").textContent, "b");
  assert.deepEqual(app.reports.map(({ kind }) => kind), ["hook"]);
  const other = start('<p phx-hook="constructor"></p>', { hooks: {} });
  other.join([{ 0: [["p", ["phx-hook", "constructor"]]] }, [0]]);
  assert.deepEqual(other.reports.map(({ kind }) => kind), ["hook"]);
});
