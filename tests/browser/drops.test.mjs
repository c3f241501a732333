// The chat over connections that drop, by a proxy between the browser and the server.

import assert from "node:assert/strict";
import test from "node:test";
import { complaints, stage } from "./gallery.mjs";
import { proxy } from "./proxy.mjs";

const on = stage();
const WAIT = { timeout: 8_000 };

async function arrive(context, url, room, name) {
  const page = await context.newPage();
  page.complaints = complaints(page);
  await page.goto(`${url}/chat?room=${room}`);
  await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
  await page.fill("input[name=name]", name);
  await page.press("input[name=name]", "Enter");
  await page.waitForSelector("#messages", WAIT);
  return page;
}

const bodies = (page) => page.$$eval("#messages li .body", (all) => all.map((one) => one.textContent));
const saw = (page, text) => page.waitForSelector(`#messages li:has-text("${text}")`, WAIT);
const connected = (page) => page.waitForSelector("[data-phx-main].phx-connected", WAIT);
const gone = (page) => page.waitForSelector("[data-phx-main].phx-error", WAIT);

/** Ada comes through the proxy, Grace does not. */
async function room(name, work) {
  const wire = await proxy(on.server.port);
  const context = await on.chromium.newContext();
  try {
    const ada = await arrive(context, wire.url, name, "Ada");
    const grace = await arrive(context, on.server.url, name, "Grace");
    await ada.waitForSelector(".user.online:has-text('Grace')", WAIT);
    await ada.evaluate(() => { window.before = [...document.querySelectorAll("[data-phx-main] *")]; });
    await work(ada, grace, wire);
    assert.deepEqual([...ada.complaints, ...grace.complaints], []);
  } finally {
    await context.close();
    wire.close();
  }
}

async function say(page, text) {
  await page.fill("input[name=message]", text);
  await page.press("input[name=message]", "Enter");
}

test("a message that is sent while the connection is down appears once", () =>
  room("down", async (ada, grace, wire) => {
    wire.down();
    await gone(ada);
    await say(ada, "from the dark");
    await say(grace, "meanwhile");
    await saw(grace, "meanwhile");
    wire.up();
    await connected(ada);
    await saw(ada, "from the dark");
    await saw(grace, "from the dark");
    assert.deepEqual(await bodies(ada), ["meanwhile", "from the dark"]);
    assert.deepEqual(await bodies(grace), await bodies(ada));
    assert.equal(await ada.inputValue("input[name=message]"), "", "the form was answered");
    const kept = await ada.evaluate(() => window.before.filter((node) => !node.isConnected).length);
    assert.equal(kept, 0, "no node was built again");
    await say(ada, "and on");
    await saw(grace, "and on");
  }));

test("a message whose answer was lost appears once", () =>
  room("lost", async (ada, grace, wire) => {
    wire.state.swallows = true;
    await say(ada, "did you get it?");
    await saw(grace, "did you get it?");
    assert.deepEqual(await bodies(ada), []);
    wire.cut();
    wire.up();
    await saw(ada, "did you get it?");
    await connected(ada);
    assert.deepEqual(await bodies(ada), ["did you get it?"]);
    assert.deepEqual(await bodies(grace), ["did you get it?"]);
    assert.equal(await ada.inputValue("input[name=message]"), "");
  }));

test("a connection that drops again and again loses nothing", () =>
  room("flaky", async (ada, grace, wire) => {
    const texts = Array.from({ length: 8 }, (_, i) => `number ${i}.`);
    for (const text of texts) {
      await say(ada, text);
      wire.cut();
      await saw(grace, text);
      await ada.waitForFunction(() => document.querySelector("input[name=message]").value === "", null, WAIT);
    }
    await saw(ada, texts.at(-1));
    assert.deepEqual(await bodies(grace), texts);
    assert.deepEqual(await bodies(ada), texts);
    assert.equal(await grace.textContent(".count"), "2 online", "nobody has left meanwhile");
  }));
