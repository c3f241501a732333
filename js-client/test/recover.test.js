import assert from "node:assert/strict";
import test from "node:test";
import { start } from "./client.js";
import "./loaded.js";

const FORM = (attributes) => `<form id="f" phx-change="c"${attributes}><input id="a" name="a"><input id="b" name="b"></form>`;
const shape = (auto) => [
  "form",
  ["id", "f", "phx-change", "c", ...auto],
  ["input", ["id", "a", "name", "a"]],
  ["input", ["id", "b", "name", "b"]],
];

/** A view with a form whose fields were typed in, joined again. */
function joinedAgain(t, { attributes = "", auto = [], typed = { b: "x" }, then = shape(auto) } = {}) {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  const app = start(FORM(attributes)).join([{ 0: [shape(auto)] }, [0]]);
  for (const [name, value] of Object.entries(typed)) {
    app.find(`#${name}`)?.focus();
    app.type(app.find(`#${name}`), value);
    app.socket.reply({});
  }
  app.socket.drop();
  t.mock.timers.tick(100);
  app.join([{ 3: [then] }, [3]]);
  return app;
}

test("a form that was used is sent again after a rejoin", (t) => {
  const app = joinedAgain(t);
  const [{ payload }] = app.socket.take();
  assert.deepEqual(payload, { type: "form", event: "c", value: "_unused_a=&a=&b=x&_target=a" });
});

test("one that was not used, or does not want it, is not", (t) => {
  const app = joinedAgain(t, { typed: {} });
  assert.deepEqual(app.socket.take(), []);
});

test("phx-auto-recover says otherwise", (t) => {
  const app = joinedAgain(t, { attributes: ' phx-auto-recover="again"', auto: ["phx-auto-recover", "again"] });
  assert.equal(app.socket.take()[0].payload.event, "again");
});

test("phx-auto-recover may say no", (t) => {
  const app = joinedAgain(t, { attributes: ' phx-auto-recover="ignore"', auto: ["phx-auto-recover", "ignore"] });
  assert.deepEqual(app.socket.take(), []);
});

test("a form that is gone is not sent", (t) => {
  const app = joinedAgain(t, { then: ["p", []] });
  assert.deepEqual(app.socket.take(), []);
});

/** A server that was started anew shows the form without its row, until it is told of it. */
function withRow(t) {
  const rows = ["form", ["id", "f", "phx-change", "c"], ["input", ["id", "a", "name", "a"]], 0];
  const row = ["input", ["id", "b", "name", "b", "value", 0]];
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  const app = start('<form id="f" phx-change="c"><input id="a" name="a"><input id="b" name="b" value=""></form>');
  app.join([{ 0: [rows], 1: [row] }, [0, [-2, ""]]]);
  app.find("#b").focus();
  app.type(app.find("#b"), "x");
  app.socket.reply({});
  app.socket.drop();
  t.mock.timers.tick(100);
  app.join([{ 3: [rows], 4: [row] }, [3, null]]);
  return app;
}
/** What goes on behind promises. */
const settled = async () => { for (let i = 0; i < 20; i += 1) await Promise.resolve(); };

test("rows that the server learns of by the form stay, with what is typed meanwhile", async (t) => {
  const app = withRow(t);
  const field = app.find("#b");
  field.value = "xy";
  app.socket.reply({ diff: [0, [-5, "x"]] });
  await settled();
  assert.ok(app.find("#b") === field && app.document.activeElement === field);
  assert.deepEqual([field.value, field.getAttribute("value")], ["xy", "x"]);
  app.type(app.find("#a"), "y");
  assert.equal(app.socket.take()[0].payload.value, "a=y&b=xy&_target=a");
});

test("what users do while forms are sent waits for the page as it will be", async (t) => {
  const app = withRow(t);
  app.type(app.find("#a"), "y");
  assert.equal(app.socket.sent.length, 1);
  app.socket.reply({ diff: [0, [-5, "x"]] });
  await settled();
  assert.equal(app.socket.take()[0].payload.value, "a=y&b=x&_target=a");
});

test("what was typed meanwhile in a field that has lost the focus again stays, and is sent", async (t) => {
  const app = withRow(t);
  app.type(app.find("#b"), "xyz");
  app.find("#a").focus();
  app.socket.reply({ diff: [0, [-5, "x"]] });
  await settled();
  assert.equal(app.find("#b").value, "xyz");
  assert.equal(app.socket.take()[0].payload.value, "_unused_a=&a=&b=xyz&_target=b");
});

test("a page does not wait for ever for a server to know of its forms", async (t) => {
  const app = withRow(t);
  t.mock.timers.tick(6000);
  await settled();
  assert.ok(app.find("#b") === null);
  app.socket.reply({ diff: [0, [-5, "x"]] });
  assert.equal(app.find("#b").value, "x");
  assert.ok(app.document.activeElement === app.find("#b"));
  app.type(app.find("#a"), "y");
  assert.equal(app.socket.take()[0].payload.value, "a=y&b=x&_target=a");
});

test("a connection that is lost once more while forms are sent is begun with a new session", async (t) => {
  const app = withRow(t);
  app.socket.drop();
  t.mock.timers.tick(400);
  app.socket.open();
  assert.deepEqual(app.socket.sent[0][4].resume, true);
  assert.equal(app.find("#b").value, "x");
  assert.deepEqual(app.reports, []);
});
