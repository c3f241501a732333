// What developers see in a real browser: the overlay, the devtools, and pages that are compared with the server's.

import assert from "node:assert/strict";
import test from "node:test";
import { becomes, open } from "./apps.mjs";
import { stage } from "./gallery.mjs";

const on = stage("hostile", "--dev");
const gallery = stage("gallery", "--dev");

/** A page for developers, whose overlay can be read, and what its console says. */
async function develop(work, path = "/fragile") {
  const context = await on.chromium.newContext();
  const page = await context.newPage();
  page.spoil = (message) => message;
  await page.routeWebSocket(/live/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      const spoilt = page.spoil(String(message));
      if (spoilt !== message) page.spoil = (message) => message;
      socket.send(spoilt);
    });
  });
  const said = [];
  page.on("console", (message) => said.push(`${message.type()} ${message.text()}`));
  await page.addInitScript(() => {
    // The root is closed, also to tests.
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (options) {
      window.rootMode = options.mode;
      window.overlayRoot = attachShadow.call(this, options);
      return window.overlayRoot;
    };
  });
  try {
    await open(page, on.server.url + path);
    await page.waitForFunction(async () => (await window.slotwise.devtools()).frames.length >= 0);
    await work(page, said);
    assert.deepEqual(said.filter((text) => /Content Security Policy|Trusted ?Type/i.test(text)), []);
  } finally {
    await context.close();
  }
}

const problems = (page) =>
  page.evaluate(() =>
    document.querySelector("slotwise-overlay") === null
      ? []
      : [...window.overlayRoot.querySelectorAll("article")].map((one) =>
        [...one.querySelectorAll("h3, p, pre")].map((part) => part.textContent.split("\n")[0]).join("; ")));

test("a panic is named with its view and its message", () =>
  develop(async (page) => {
    await page.click("#up");
    await becomes(() => page.textContent("#count"), "1");
    assert.deepEqual(await problems(page), []);
    await page.click("#panic");
    await becomes(() => problems(page), ["The view panicked; view /fragile; the count was 1"]);
    // The view is there again.
    await becomes(() => page.textContent("#count"), "0");
  }));

test("an event that the view has not, and equal keys, are named", () =>
  develop(async (page) => {
    await page.click("#unknown");
    await becomes(async () => (await problems(page)).map((text) => text.split(";")[0]), ["An event was refused"]);
    assert.match((await problems(page))[0], /view \/fragile; .*nobody/);
    await page.click("#repeat");
    await becomes(async () => (await problems(page)).map((text) => text.split(";")[0]), ["A template is at fault", "An event was refused"]);
  }));

test("the overlay is in a closed root above the page, and is put away by keys", () =>
  develop(async (page) => {
    await page.focus("#typed");
    await page.click("#unknown");
    await becomes(async () => (await problems(page)).length, 1);
    assert.equal(await page.evaluate(() => window.rootMode), "closed");
    assert.equal(await page.evaluate(() => document.querySelector("slotwise-overlay").shadowRoot), null);
    assert.equal(await page.evaluate(() => document.querySelector("slotwise-overlay").matches(":popover-open")), true);
    const { color, position } = await page.evaluate(() => {
      const { color } = getComputedStyle(window.overlayRoot.querySelector("h2"));
      return { color, position: getComputedStyle(document.querySelector("slotwise-overlay")).position };
    });
    assert.deepEqual([color, position], ["rgb(255, 138, 128)", "fixed"]);
    await page.keyboard.press("Escape");
    assert.deepEqual(await problems(page), []);
    // By its button, which Tab reaches.
    await page.click("#unknown");
    await becomes(async () => (await problems(page)).length, 1);
    for (let presses = 0; presses < 10; presses += 1) {
      await page.keyboard.press("Tab");
      if (await page.evaluate(() => window.overlayRoot.activeElement !== null)) break;
    }
    await page.keyboard.press("Enter");
    assert.deepEqual(await problems(page), []);
  }));

test("a tree that is not the server's is named, and becomes it", () =>
  develop(async (page, said) => {
    page.spoil = (message) => message.replace(/"diff":\[0,1,1,1/, '"diff":[0,7,1,7');
    await page.click("#up");
    await becomes(() => page.textContent("#count"), "1");
    await becomes(() => problems(page), [
      "The page is not what the server has; view /fragile, at main > p#count; 7, expected 1",
    ]);
    assert.ok(said.some((text) => text.includes("the page is not what the server has")), said.join());
    await page.click("#up");
    await becomes(() => page.textContent("#count"), "2");
  }));

test("a patch that does not fit is named, and the page goes on", () =>
  develop(async (page) => {
    page.spoil = (message) => message.replace('"diff":[0,', '"diff":[99,');
    await page.click("#up");
    await becomes(async () => (await problems(page)).map((text) => text.split(":")[0]), [
      "A patch does not fit the page; view /fragile; slot",
    ]);
    // It has joined again.
    await page.waitForSelector("[data-phx-main].phx-connected");
    await page.click("#up");
    await becomes(() => page.textContent("#count"), "1");
  }));

test("nodes that other code changed are named, what is theirs is not, and all is repaired", () =>
  develop(async (page) => {
    await page.fill("#typed", "mine");
    await page.evaluate(() => {
      document.querySelector("#own").textContent = "a chart";
      document.querySelector("#count").classList.add("more");
      document.querySelector("h1").setAttribute("title", "t");
    });
    await page.click("#up");
    await becomes(() => page.textContent("#count"), "1");
    await page.waitForTimeout(1_300);
    assert.deepEqual(await problems(page), []);
    await page.evaluate(() => { document.querySelector("li:nth-child(2)").append(document.createElement("i")); });
    await page.click("#up");
    await becomes(() => problems(page), [
      "The page is not what the server has; view /fragile, at main > ul > li:nth-of-type(2); `i`, expected nothing",
    ]);
    const check = () => page.evaluate(async () => (await window.slotwise.devtools()).check());
    assert.deepEqual((await check()).map(({ where }) => where), ["main > ul > li:nth-of-type(2)"]);
    await page.evaluate(async () => (await window.slotwise.devtools()).resync());
    assert.deepEqual(await check(), []);
    assert.equal(await page.locator("li i").count(), 0);
    await page.click("#up");
    await becomes(() => page.textContent("#count"), "3");
  }));

test("frames, bytes by slot, and the last patches once more", () =>
  develop(async (page) => {
    for (let count = 1; count <= 4; count += 1) {
      await page.click("#up");
      await becomes(() => page.textContent("#count"), String(count));
    }
    const seen = await page.evaluate(async () => {
      const tools = await window.slotwise.devtools();
      const frames = tools.frames.map(({ way, event }) => `${way} ${event}`);
      const slots = tools.slots().map(({ slot, writes }) => `${slot} ${writes}`).sort();
      const shown = new Set();
      const text = document.querySelector("#count").firstChild;
      const timer = setInterval(() => shown.add(document.querySelector("#count").textContent), 5);
      const played = await tools.replay(3, { delay: 60 });
      clearInterval(timer);
      return { frames, slots, played, shown: [...shown], same: text === document.querySelector("#count").firstChild };
    });
    assert.equal(seen.frames.filter((frame) => frame === "out event").length, 4);
    assert.deepEqual(seen.slots, ["(places and structure) 4", "main > p class 4", "main > p text 4"]);
    assert.deepEqual([seen.played, seen.same], [3, true]);
    assert.deepEqual(seen.shown.slice(0, 3), ["1", "2", "3"]);
    assert.equal(await page.textContent("#count"), "4");
  }));

test("no page of the gallery is at fault while it is used", async () => {
  const context = await on.chromium.newContext();
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  await page.goto(gallery.server.url);
  const paths = await page.$$eval("main a[href^='/']", (links) => links.map((link) => link.getAttribute("href")));
  assert.ok(paths.length > 5);
  for (const path of paths) {
    await open(page, gallery.server.url + path);
    for (const field of await page.$$("input:visible:not([type=checkbox], [type=radio], [type=file]), textarea:visible")) {
      await field.fill("Ada", { timeout: 500 }).catch(() => {});
      await field.press("Enter", { timeout: 500 }).catch(() => {});
    }
    for (const button of await page.$$("button:visible:not(:text-is('Break'))")) {
      await button.click({ timeout: 500 }).catch(() => {});
    }
    await page.waitForTimeout(1_200);
    const sums = await page.evaluate(async () => {
      const { frames } = await window.slotwise.devtools();
      return frames.filter(({ payload }) => (payload.sum ?? payload.response?.sum) !== undefined).length;
    });
    if ((await page.$$("button:visible")).length > 0) assert.ok(sums > 0, `${path} was compared`);
    assert.deepEqual(said.filter((text) => text.includes("slotwise: ")), [], path);
    assert.equal(await page.locator("slotwise-overlay").count(), 0, path);
  }
  await context.close();
});
