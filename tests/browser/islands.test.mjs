// Islands in a real browser: components of Svelte and Preact that the server gives props, as changes.

import assert from "node:assert/strict";
import test from "node:test";
import { becomes, open, pictures, texts, visit } from "./apps.mjs";
import { complaints, stage } from "./gallery.mjs";
import { useOfficialClient } from "./official.mjs";

const on = stage();

const bars = (page, station) => page.locator(`#station-${station} .bars li`);
const press = (page, station, name) => page.click(`#station-${station} button:text-is("${name}")`);
const stations = (page) => texts(page, "#stations figcaption");

/** A page whose charts are all there. */
const charts = (work) =>
  visit(on, "/islands", async (page) => {
    await becomes(() => stations(page), ["Noon in Brno", "Noon in Graz", "Noon in Lviv"]);
    await work(page);
  });

/** The patches that came since the last look. */
async function patches(page) {
  return page.evaluate(() => window.frames.splice(0));
}

async function listen(page) {
  await page.evaluate(() => {
    window.frames = [];
    addEventListener("slotwise:frame", ({ detail }) => window.frames.push(detail));
  });
}

test("what stands in an island is shown without scripts", async () => {
  const html = await (await fetch(`${on.server.url}/islands`)).text();
  assert.match(html, /<div id="chart-1-content" phx-update="ignore"><p>6 days in Brno<\/p><\/div>/);
  assert.match(html, /<script type="application\/json" data-prop="place">"Brno"<\/script>/);
});

test("a prop that changes is all that crosses the wire", () =>
  charts(async (page) => {
    assert.equal(await bars(page, 2).count(), 6);
    await page.$eval("#station-2 .bars", (bars) => { bars.marked = true; });
    await listen(page);
    await press(page, 2, "Measure");
    await becomes(() => bars(page, 2).count(), 7);
    const [frame, ...more] = await patches(page);
    assert.deepEqual(more, []);
    assert.doesNotMatch(frame, /Graz|picked|place/);
    assert.match(frame, /"\[(-?\d+,){6}-?\d+\]"/);
    assert.equal(await page.$eval("#station-2 .bars", (bars) => bars.marked), true);
  }));

test("an island asks the server, and what the server says comes back as props", () =>
  charts(async (page) => {
    await bars(page, 1).nth(2).locator("button").click();
    await becomes(() => bars(page, 1).nth(2).locator("button").getAttribute("aria-pressed"), "true");
    assert.match(await page.textContent("#station-1 .picked"), /^Day 3: -?\d+ degrees\.$/);
    assert.equal(await bars(page, 2).nth(2).locator("button").getAttribute("aria-pressed"), "false");
  }));

test("events, answers and pushed events reach a component of Preact", () =>
  charts(async (page) => {
    await page.click("#rating button[aria-label='4 of 5']");
    await becomes(() => texts(page, "#rating button"), ["★", "★", "★", "★", "☆"]);
    await becomes(() => page.textContent("#rating output"), "Thank you for 4 stars. (1)");
    await page.click("#rating button[aria-label='2 of 5']");
    await becomes(() => page.textContent("#rating output"), "Thank you for 2 stars. (2)");
  }));

test("an island that moves keeps its nodes and its state", () =>
  charts(async (page) => {
    await page.check("#station-3 input");
    await page.$eval("#station-3 .bars", (bars) => { bars.marked = true; });
    await page.focus("#station-3 input");
    await page.click("text=Turn");
    await becomes(() => stations(page), ["Noon in Lviv", "Noon in Brno", "Noon in Graz"]);
    assert.equal(await page.isChecked("#station-3 input"), true);
    assert.equal(await page.$eval("#station-3 .bars", (bars) => bars.marked), true);
    assert.match(await bars(page, 3).first().textContent(), /°F/);
  }));

test("an island that goes is destroyed", () =>
  charts(async (page) => {
    await page.$eval("#station-2 .bars", (bars) => { window.gone = bars; });
    await press(page, 2, "Remove");
    await becomes(() => stations(page), ["Noon in Brno", "Noon in Lviv"]);
    // Svelte takes out what it had put in.
    await becomes(() => page.evaluate(() => window.gone.parentNode), null);
    await press(page, 1, "Measure");
    await becomes(() => bars(page, 1).count(), 7);
  }));

test("islands stay when the connection drops, and follow when it is back", () =>
  charts(async (page) => {
    await page.check("#station-1 input");
    await page.$eval("#station-1 .bars", (bars) => { bars.marked = true; });
    await page.evaluate(() => { window.slotwise.disconnect(); });
    await page.waitForSelector("[data-phx-main].phx-loading");
    assert.equal(await bars(page, 1).count(), 6);
    await page.evaluate(() => { window.slotwise.connect(); });
    await page.waitForSelector("[data-phx-main].phx-connected");
    await press(page, 1, "Measure");
    await becomes(() => bars(page, 1).count(), 7);
    assert.equal(await page.$eval("#station-1 .bars", (bars) => bars.marked), true);
    assert.equal(await page.isChecked("#station-1 input"), true);
  }));

test("islands stay when the server comes back as another process", async () => {
  const context = await on.chromium.newContext();
  const page = await context.newPage();
  const found = complaints(page);
  await open(page, `${on.server.url}/islands`);
  await becomes(() => bars(page, 1).count(), 6);
  await page.$eval("#station-1 .bars", (bars) => { bars.marked = true; });
  await press(page, 1, "Measure");
  await becomes(() => bars(page, 1).count(), 7);
  await on.server.stop();
  await page.waitForSelector("[data-phx-main].phx-loading");
  await on.server.start();
  await page.waitForSelector("[data-phx-main].phx-connected", { timeout: 20_000 });
  // A new session: the day is forgotten, and the chart told so.
  await becomes(() => bars(page, 1).count(), 6);
  assert.equal(await page.$eval("#station-1 .bars", (bars) => bars.marked), true);
  assert.deepEqual(found, []);
  await context.close();
});

test("an island that fails is reported and keeps its fallback, the page goes on", async () => {
  const context = await on.chromium.newContext();
  const page = await context.newPage();
  const found = complaints(page);
  await open(page, `${on.server.url}/islands`);
  await page.click("text=Break");
  await becomes(() => texts(page, "#broken"), ["This stands for an island that fails."]);
  await becomes(() => found.length, 1);
  assert.match(found[0], /the island `Broken`: it is broken/);
  await press(page, 1, "Measure");
  await becomes(() => bars(page, 1).count(), 7);
  await page.click("text=Break");
  await becomes(() => page.locator("#broken").count(), 0);
  assert.equal(found.length, 1);
  await context.close();
});

test("Phoenix's client shows islands too", async () => {
  const context = await on.chromium.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const found = complaints(page);
  await useOfficialClient(page);
  await open(page, `${on.server.url}/islands`);
  await becomes(() => stations(page), ["Noon in Brno", "Noon in Graz", "Noon in Lviv"]);
  await page.check("#station-3 input");
  await press(page, 2, "Measure");
  await becomes(() => bars(page, 2).count(), 7);
  await bars(page, 1).nth(2).locator("button").click();
  await becomes(() => bars(page, 1).nth(2).locator("button").getAttribute("aria-pressed"), "true");
  await page.click("#rating button[aria-label='4 of 5']");
  await becomes(() => page.textContent("#rating output"), "Thank you for 4 stars. (1)");
  await page.click("text=Turn");
  await becomes(() => stations(page), ["Noon in Lviv", "Noon in Brno", "Noon in Graz"]);
  assert.equal(await page.isChecked("#station-3 input"), true);
  await press(page, 2, "Remove");
  await becomes(() => stations(page), ["Noon in Lviv", "Noon in Brno"]);
  assert.deepEqual(found, []);
  await context.close();
});

test("it can be read and used everywhere", () =>
  pictures(on, "/islands", "islands", async (page) => {
    await becomes(() => bars(page, 1).count(), 6);
    await page.click("#rating button[aria-label='3 of 5']");
    await becomes(() => texts(page, "#rating button"), ["★", "★", "★", "☆", "☆"]);
  }));
