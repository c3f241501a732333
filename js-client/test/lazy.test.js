/** What is loaded when it is needed: nothing is lost or reordered by that. Each module is loaded once a process. */
import assert from "node:assert/strict";
import test from "node:test";
import { PatchError, applyPatch, mount } from "../src/core.js";
import { loaded } from "../src/lazy.js";
import { edits, stream } from "../src/parts.js";
import { commands, navigate } from "../src/client-parts.js";
import { start } from "./client.js";
import { container } from "./page.js";

/** Until a module is there, and what waited for it is done. @param {() => Promise<unknown>} part */
async function arrived(part) {
  for (let turn = 0; !loaded(part) && turn < 2000; turn += 1) await new Promise((resolve) => { setTimeout(resolve, 5); });
  assert.ok(loaded(part));
  await new Promise((resolve) => { setTimeout(resolve, 5); });
}

const SHAPES = { 0: [["ul", ["id", "s", "phx-update", "stream"], 0], ["p", [], 1]], 1: [["li", ["id", 0], 1]] };

test("frames behind one that needs a module wait for it", async () => {
  const app = start("<p>a</p><i></i>").join([{ 0: [["p", [], 0], ["i", [], 1]] }, [0, "a", ""]]);
  assert.equal(loaded(edits), undefined);
  app.socket.push({ d: [0, ["", 1, " and b"]] });
  app.socket.push({ d: [1, "next"] });
  assert.equal(app.view.innerHTML, "<p>a</p><i></i>");
  await arrived(edits);
  assert.equal(app.view.innerHTML, "<p>a and b</p><i>next</i>");
  assert.deepEqual(app.reports.filter(({ kind }) => kind !== "mismatch"), []);
});

test("the first patch and those behind it wait for a module, in the order of the calls", async () => {
  assert.equal(loaded(stream), undefined);
  const element = container();
  const mounting = mount(element, [SHAPES, [0, [null, 1, "a", "A"], "x"]]);
  assert.equal(element.innerHTML, "");
  const page = await mounting;
  await Promise.all([applyPatch(page, [0, [["b", "B"]]]), applyPatch(page, [1, "y"]), applyPatch(page, [0, ["a"]])]);
  assert.equal(element.innerHTML, '<ul id="s" phx-update="stream"><li id="b">B</li></ul><p>y</p>');
});

test("a patch that is refused lets those behind it through", async () => {
  const element = container();
  const page = await mount(element, [{ 0: [["p", [], 0]] }, [0, "a"]]);
  const refused = applyPatch(page, [7, "x"]);
  const next = applyPatch(page, [0, "b"]);
  await assert.rejects(refused, PatchError);
  await next;
  assert.equal(element.innerHTML, "<p>b</p>");
});

test("events of bindings keep their order, whatever is loaded for the first", async () => {
  const pushed = JSON.stringify([["push", { event: "first" }]]).replaceAll('"', "&quot;");
  const app = start(`<button id="a" phx-click="${pushed}"></button><button id="b" phx-click="second"></button>`);
  app.join([{ 0: [["button", ["id", "a"]], ["button", ["id", "b"]]] }, [0]]);
  app.socket.take();
  app.fire(app.find("#a"), "click");
  app.fire(app.find("#b"), "click");
  assert.deepEqual(app.socket.take(), []);
  await arrived(commands);
  assert.deepEqual(app.socket.take().map(({ payload }) => payload.event), ["first", "second"]);
});

test("a click on a link is the client's at once, and where it leads is loaded", async () => {
  const app = start('<a data-phx-link="patch" href="/page?b=1"></a>');
  app.join([{ 0: [["a", ["data-phx-link", "patch", "href", "/page?b=1"]]] }, [0]]);
  app.socket.take();
  assert.equal(loaded(navigate), undefined);
  assert.equal(app.fire(app.find("a"), "click").defaultPrevented, true);
  await arrived(navigate);
  assert.deepEqual(app.socket.take().map(({ event }) => event), ["live_patch"]);
});

