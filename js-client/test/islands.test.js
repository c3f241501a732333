import assert from "node:assert/strict";
import test from "node:test";
import { start } from "./client.js";
import "./loaded.js";

const ISLAND = ["div", ["phx-hook", "slotwise:island", "data-island", 0, "data-error", 1], 2, ["div", ["phx-update", "ignore"], ["p", [], "wait"]]];
const SHAPES = {
  0: [0],
  1: [ISLAND],
  2: [["script", ["type", "application/json", "data-prop", 0], 1]],
};
const island = (name, props, error = null) => [1, name, error, [-3, ...props.flat()]];

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

function withIsland(extra = {}) {
  const log = [];
  const Log = {
    mount(place, props, context) {
      place.append(`${props.a}`);
      log.push(["mount", props, place.textContent]);
      return {
        update: (changed) => log.push(["update", changed]),
        destroy: () => log.push(["destroy"]),
        context,
      };
    },
  };
  const app = start("", { islands: { Log, Later: async () => ({ default: Log }), ...extra } });
  app.log = () => log.splice(0);
  return app;
}

test("an island gets its props, then those that changed", async () => {
  const app = withIsland();
  app.join([SHAPES, [0, island("Log", [["a", "1"], ["b", "[2]"], ["c", '"3"']])]]);
  await settled();
  assert.deepEqual(app.log(), [["mount", { a: 1, b: [2], c: "3" }, "1"]]);
  app.socket.push({ d: [0, 2, 1, 1, "[2,3]"] });
  await settled();
  assert.deepEqual(app.log(), [["update", { b: [2, 3] }]]);
  // One goes, another comes.
  app.socket.push({ d: [0, 2, [0, 1, 2, ["d", "4"]]] });
  await settled();
  assert.deepEqual(app.log(), [["update", { a: undefined, d: 4 }]]);
  assert.equal(app.find("[phx-update]").textContent, "1");
  app.socket.push({ d: [0, null] });
  await settled();
  assert.deepEqual(app.log(), [["destroy"]]);
  assert.deepEqual(app.reports, []);
});

test("an island whose module comes late has the props of that moment", async () => {
  let arrive;
  const Late = () => new Promise((resolve) => { arrive = resolve; });
  const app = withIsland({ Late });
  const shown = [];
  app.join([SHAPES, [0, island("Late", [["a", "1"]])]]);
  await settled();
  assert.equal(app.find("[phx-update]").textContent, "wait");
  app.socket.push({ d: [0, 2, 0, 1, "2"] });
  await settled();
  arrive({ mount: (_, props) => { shown.push(props); } });
  await settled();
  assert.deepEqual(shown, [{ a: 2 }]);
  app.socket.push({ d: [0, 2, 0, 1, "3"] });
  await settled();
  assert.deepEqual(app.reports, []);
});

test("an island that has gone before its module came is not mounted", async () => {
  let arrive;
  const app = withIsland({ Late: () => new Promise((resolve) => { arrive = resolve; }) });
  app.join([SHAPES, [0, island("Late", [])]]);
  await settled();
  app.socket.push({ d: [0, null] });
  await settled();
  arrive({ mount: () => assert.fail("mounted") });
  await settled();
  assert.deepEqual(app.reports, []);
});

test("names of props are data", async () => {
  const app = withIsland();
  app.join([SHAPES, [0, island("Log", [["__proto__", '{"x":1}'], ["a", '{"__proto__":{"y":2}}']])]]);
  await settled();
  const [[, props]] = app.log();
  assert.equal(Object.getPrototypeOf(props), Object.prototype);
  assert.deepEqual(Object.keys(props), ["__proto__", "a"]);
  assert.equal({}.x ?? {}.y, undefined);
});

test("what goes wrong is reported, and no more", async () => {
  const fails = (step) => () => { throw new Error(`${step} failed`); };
  const app = withIsland({
    Mount: { mount: fails("mount") },
    Update: { mount: () => ({ update: fails("update"), destroy: fails("destroy") }) },
    Load: () => Promise.reject(new Error("no such file")),
  });
  const reported = () => app.reports.splice(0).map(({ kind, message }) => `${kind} ${message}`);
  app.join([SHAPES, [0, island("Mount", [["a", "1"]])]]);
  await settled();
  assert.deepEqual(reported(), ["island the island `Mount`: mount failed"]);
  assert.equal(app.find("[phx-update]").textContent, "wait");
  app.socket.push({ d: [0, island("Update", [["a", "1"]])] });
  await settled();
  app.socket.push({ d: [0, 2, 0, 1, "2"] });
  await settled();
  assert.deepEqual(reported(), ["island the island `Update`: update failed"]);
  app.socket.push({ d: [0, island("Load", [])] });
  await settled();
  assert.deepEqual(reported().sort(), ["island the island `Load`: no such file", "island the island `Update`: destroy failed"]);
  app.socket.push({ d: [0, island("toString", [])] });
  await settled();
  assert.deepEqual(reported(), ["island the island `toString`: no island has this name"]);
  app.socket.push({ d: [0, island("Log", [], "a sequence")] });
  await settled();
  assert.deepEqual(reported(), ["island the island `Log`: its props are no JSON object: a sequence"]);
  assert.deepEqual(app.log(), [["mount", {}, "undefined"]]);
});
