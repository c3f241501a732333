// The chat in real browsers: two tabs, one room.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import { complaints, screenshot, stage } from "./gallery.mjs";

const on = stage();
const WAIT = { timeout: 8_000 };

/** Rooms are per test, so that tests do not hear each other. */
async function arrive(context, room, name) {
  const page = await context.newPage();
  page.complaints = complaints(page);
  await page.goto(`${on.server.url}/chat?room=${room}`);
  await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
  await page.fill("input[name=name]", name);
  await page.press("input[name=name]", "Enter");
  await page.waitForSelector("#messages", WAIT);
  assert.equal(await page.evaluate(() => document.activeElement.name), "message");
  return page;
}

async function say(page, text) {
  await page.fill("input[name=message]", text);
  await page.press("input[name=message]", "Enter");
  await page.waitForFunction(() => document.querySelector("input[name=message]").value === "", null, WAIT);
}

const saw = (page, text) => page.waitForSelector(`#messages li:has-text("${text}")`, WAIT);

async function tabs(room, work) {
  const context = await on.chromium.newContext();
  try {
    const ada = await arrive(context, room, "Ada");
    const grace = await arrive(context, room, "Grace");
    await work(ada, grace, context);
    assert.deepEqual([...ada.complaints, ...grace.complaints], []);
  } finally {
    await context.close();
  }
}

test("the index leads to the chat", async () => {
  const context = await on.chromium.newContext();
  const page = await context.newPage();
  const found = complaints(page);
  await page.goto(on.server.url);
  await screenshot(page, "index");
  await page.click("a[href='/chat']");
  await page.waitForSelector("input[name=name]", WAIT);
  await screenshot(page, "arrive");
  assert.deepEqual(found, []);
  await context.close();
});

test("rooms are a click apart, and know who came along", () =>
  tabs("general", async (ada, grace) => {
    await ada.evaluate(() => { window.stays = true; });
    await ada.click(".rooms >> text=#help");
    await ada.waitForSelector("h1:has-text('#help')", WAIT);
    await ada.waitForSelector(".user.online:has-text('Ada')", WAIT);
    assert.equal(await ada.getAttribute(".rooms [aria-current]", "href"), "?room=help");
    assert.equal(new URL(ada.url()).search, "?room=help");
    await grace.waitForFunction(() => document.querySelectorAll(".user.online").length === 1, null, WAIT);
    await say(ada, "Is anybody here?");
    await grace.click(".rooms >> text=#help");
    await saw(grace, "Is anybody here?");
    assert.equal(await ada.evaluate(() => window.stays), true, "no page was loaded");
  }));

test("a message sent in one tab appears in the other, newest last", () =>
  tabs("two", async (ada, grace) => {
    await say(ada, "Hello <Grace> & friends");
    await saw(grace, "Hello <Grace> & friends");
    await say(grace, "Hello Ada");
    await saw(ada, "Hello Ada");
    const texts = (page) => page.$$eval("#messages li .body", (all) => all.map((one) => one.textContent));
    assert.deepEqual(await texts(ada), ["Hello <Grace> & friends", "Hello Ada"]);
    assert.deepEqual(await texts(grace), await texts(ada));
    assert.equal(await ada.$$eval("#messages li.mine", (all) => all.length), 1);
  }));

test("sending clears the field and keeps the focus", () =>
  tabs("clear", async (ada) => {
    await say(ada, "one");
    assert.equal(await ada.evaluate(() => document.activeElement.name), "message");
    await ada.keyboard.type("two");
    await ada.keyboard.press("Enter");
    await saw(ada, "two");
    assert.equal(await ada.inputValue("input[name=message]"), "");
  }));

test("typing shows in the other tab and clears after two seconds", () =>
  tabs("typing", async (ada, grace) => {
    await ada.type("input[name=message]", "hm");
    await grace.waitForSelector(".typing:has-text('Ada typing')", WAIT);
    assert.equal(await ada.$(".typing"), null, "one is not told of one's own typing");
    const shown = Date.now();
    await grace.waitForSelector(".typing", { state: "detached", ...WAIT });
    assert.ok(Date.now() - shown > 1_000, "it stayed for a while");
    assert.equal(await ada.inputValue("input[name=message]"), "hm");
  }));

test("focus, selection and half-typed text survive an incoming message", () =>
  tabs("focus", async (ada, grace) => {
    await ada.type("input[name=message]", "half a thought");
    await ada.evaluate(() => document.activeElement.setSelectionRange(5, 6));
    await say(grace, "an interruption");
    await saw(ada, "an interruption");
    const state = () =>
      ada.evaluate(() => {
        const { name, value, selectionStart, selectionEnd } = document.activeElement;
        return { name, value, selectionStart, selectionEnd };
      });
    const wanted = { name: "message", value: "half a thought", selectionStart: 5, selectionEnd: 6 };
    assert.deepEqual(await state(), wanted);
    // Also once the debounced change has gone to the server and come back.
    await grace.waitForSelector(".typing", WAIT);
    await say(grace, "another one");
    await saw(ada, "another one");
    assert.deepEqual(await state(), wanted);
  }));

test("old messages keep their nodes", () =>
  tabs("nodes", async (ada, grace) => {
    await say(ada, "first");
    await saw(grace, "first");
    await grace.evaluate(() => { window.old = document.querySelector("#messages li"); window.old.marked = true; });
    await say(ada, "second");
    await saw(grace, "second");
    assert.equal(await grace.evaluate(() => document.querySelector("#messages li") === window.old), true);
    assert.equal(await grace.evaluate(() => window.old.marked && window.old.textContent.includes("first")), true);
  }));

test("the served page is adopted, not built again", async () => {
  const context = await on.chromium.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    document.addEventListener("DOMContentLoaded", () => {
      window.served = [...document.querySelectorAll("[data-phx-main] *")];
    });
  });
  await page.goto(`${on.server.url}/chat?room=adopt`);
  await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
  const kept = await page.evaluate(() => window.served.length > 5 && window.served.every((node) => node.isConnected));
  assert.equal(kept, true);
  assert.equal(await page.evaluate(() => window.slotwise.stats.mismatches), 0);
  await context.close();
});

test("people come and go", () =>
  tabs("people", async (ada, grace) => {
    await ada.waitForSelector(".user.online:has-text('Grace')", WAIT);
    await grace.close();
    await ada.waitForSelector(".user:not(.online):has-text('Grace')", WAIT);
    assert.equal(await ada.textContent(".count"), "1 online");
  }));

test("only the last 50 messages are shown, and the newest is in view", () =>
  tabs("many", async (ada, grace) => {
    for (let i = 1; i <= 53; i += 1) await say(ada, `message ${i}.`);
    await saw(grace, "message 53.");
    const texts = await grace.$$eval("#messages li .body", (all) => all.map((one) => one.textContent));
    assert.equal(texts.length, 50);
    assert.equal(texts[0], "message 4.");
    const away = await grace.$eval("#messages", (el) => el.scrollHeight - el.scrollTop - el.clientHeight);
    assert.ok(away < 2, `scrolled to ${away} px above the end`);
    await screenshot(grace, "chat");
  }));

test("a killed server is shown, and a restarted one joined without a reload", () =>
  tabs("restart", async (ada, grace) => {
    await say(ada, "before");
    await saw(grace, "before");
    await ada.evaluate(() => { window.notReloaded = true; });
    await ada.type("input[name=message]", "half");
    await on.server.stop();
    await ada.waitForSelector("[data-phx-main].phx-error", WAIT);
    await ada.waitForSelector(".offline", { state: "visible", ...WAIT });
    await screenshot(ada, "offline");
    await on.server.start();
    await ada.waitForSelector("[data-phx-main].phx-connected", { timeout: 15_000 });
    await grace.waitForSelector("[data-phx-main].phx-connected", { timeout: 15_000 });
    assert.equal(await ada.evaluate(() => window.notReloaded), true);
    assert.equal(await ada.inputValue("input[name=message]"), "half", "typed text is kept");
    assert.equal(await ada.$("input[name=name]"), null, "the name came back with the token");
    await say(ada, "after");
    await saw(grace, "after");
    assert.equal(await grace.textContent("#messages li:last-child .author"), "Ada");
  }));

test("it is usable on a phone, light and dark", async () => {
  const context = await on.chromium.newContext({
    viewport: { width: 390, height: 780 },
    colorScheme: "dark",
    hasTouch: true,
    isMobile: true,
  });
  const page = await arrive(context, "phone", "Ada");
  await say(page, "A message long enough that it has to go over more than one line of a narrow screen.");
  await saw(page, "narrow screen");
  await screenshot(page, "phone-dark");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  assert.equal(wide, false, "nothing scrolls sideways");
  const input = await page.locator("input[name=message]").boundingBox();
  assert.ok(input.y + input.height <= 780, "the field is on the screen");
  await page.emulateMedia({ colorScheme: "light" });
  await screenshot(page, "phone-light");
  await context.close();
});

test("a port in use gives a clear error", () => {
  const second = spawnSync(on.server.program, ["--port", String(on.server.port)], {
    cwd: on.server.folder,
    encoding: "utf8",
    timeout: 10_000,
  });
  assert.notEqual(second.status, 0);
  assert.match(second.stderr, new RegExp(`${on.server.port}.*in use`));
  assert.match(second.stderr, /--port/);
});
