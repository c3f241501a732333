/** A page that is back before what it needs then is there. Modules are loaded once a process: this is the only test of its kind. */
import assert from "node:assert/strict";
import test from "node:test";
import { interaction, recover, session } from "../src/client-parts.js";
import { load, loaded } from "../src/lazy.js";
import { mend } from "../src/parts.js";
import { start } from "./client.js";

await Promise.all([interaction, session].map(load));

const turn = () => new Promise((resolve) => { setImmediate(resolve); });
const FIELDS = [["input", ["name", "a", "value", 0]], ["input", ["name", "b", "value", 1]], ["b", [], 2]];
const SHAPE = ["form", ["id", "f", "phx-change", "c"], ...FIELDS];

test("what comes and goes while a new session waits for a module is of that session", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  const app = start('<form id="f" phx-change="c"><input name="a" value=""><input name="b" value=""><b>-</b></form>');
  const sent = () => app.socket.take().map(({ event, payload: { m, value } }) => [event, m, value]);
  const join = (key, shape) => {
    app.socket.open();
    app.socket.reply({ rendered: [{ [shape]: [SHAPE] }, [shape, "", "", "-"]], dialect: "native", resume: key });
  };
  join("1.k", 0);
  for (const letters of ["x", "xy"]) {
    app.type(app.find("[name=b]"), letters);
    app.socket.reply({ diff: [1, letters], n: letters.length });
  }
  app.socket.drop();
  t.mock.timers.tick(100);
  join("2.k", 3);
  assert.deepEqual([loaded(mend), loaded(recover)], [undefined, undefined]);
  // What the old session had numbered is nothing to the new one.
  app.type(app.find("[name=a]"), "z");
  app.socket.push({ d: [2, "new"], n: 1 });
  assert.deepEqual(sent(), [["event", 1, "a=z&b=xy&_target=a"]]);
  await Promise.all([mend, recover].map(load));
  await turn();
  // The form is told of as it is now, before the page is shown.
  const told = app.socket.sent[app.socket.sent.length - 1];
  assert.deepEqual([told[4].m, told[4].value], [2, "a=z&b=xy&_target=a"]);
  assert.equal(app.find("b").textContent, "-");
  app.socket.reply({ n: 2 });
  await turn();
  assert.equal(app.view.className, "phx-connected");
  assert.equal(app.find("b").textContent, "new");
  app.socket.push({ d: [2, "newer"], n: 3 });
  assert.equal(app.find("b").textContent, "newer");
  assert.deepEqual(sent(), []);
});
