/** What is loaded when it is needed: nothing is lost or reordered by that. Each module is loaded once a process. */
import assert from "node:assert/strict";
import test from "node:test";
import { PatchError, applyPatch, mount } from "../src/core.js";
import { loaded } from "../src/lazy.js";
import { edits, stream } from "../src/parts.js";
import { commands, interaction, navigate } from "../src/client-parts.js";
import { start } from "./client.js";
import { container } from "./page.js";

/** Until a module is there, and what waited for it is done. @param {() => Promise<unknown>} part */
async function arrived(part) {
  for (let turn = 0; !loaded(part) && turn < 2000; turn += 1) await new Promise((resolve) => { setTimeout(resolve, 5); });
  assert.ok(loaded(part));
  await new Promise((resolve) => { setTimeout(resolve, 5); });
}

const SHAPES = { 0: [["ul", ["id", "s", "phx-update", "stream"], 0], ["p", [], 1]], 1: [["li", ["id", 0], 1]] };

test("what is done before there is what handles it is answered at once, and sent in its order", async () => {
  const pushed = JSON.stringify([["push", { event: "pushed" }]]);
  const html = `<form phx-submit="s" phx-change="c"><input name="a"></form><b phx-click='${pushed}'></b><button phx-click="go"></button><a data-phx-link="patch" href="/page?b=1"></a>`;
  const app = start(html);
  app.join([{ 0: [["form", ["phx-submit", "s", "phx-change", "c"], ["input", ["name", "a"]]], ["b", ["phx-click", pushed]], ["button", ["phx-click", "go"]], ["a", ["data-phx-link", "patch", "href", "/page?b=1"]]] }, [0]]);
  app.socket.take();
  assert.deepEqual([interaction, commands, navigate].map(loaded), [undefined, undefined, undefined]);
  app.type(app.find("input"), "x");
  assert.equal(app.fire(app.find("form"), "submit").defaultPrevented, true);
  app.fire(app.find("b"), "click");
  app.fire(app.find("button"), "click");
  assert.equal(app.fire(app.find("a"), "click").defaultPrevented, true);
  assert.deepEqual(app.socket.take(), []);
  for (const part of [interaction, commands, navigate]) await arrived(part);
  const sent = app.socket.take();
  assert.deepEqual(sent.map(({ event, payload }) => payload.event ?? event), ["c", "s", "pushed", "go", "live_patch"]);
  assert.equal(sent[0].payload.value, "a=x&_target=a");
});

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
