// What links do beside leading elsewhere, in a real browser: focus, scroll, titles that are read out, the bar.

import assert from "node:assert/strict";
import test from "node:test";
import { becomes, visit } from "./apps.mjs";
import { stage } from "./gallery.mjs";

const on = stage();
const WAIT = { timeout: 8_000 };

const shows = (page, text) => page.waitForSelector(`h1:has-text("${text}")`, WAIT);
const focused = (page) => page.evaluate(() => `${document.activeElement.localName} ${document.activeElement.textContent.trim()}`);
const announced = (page) => page.evaluate(() => document.querySelector("slotwise-announcer")?.shadowRoot.textContent.trim());

test("after a navigation the focus is on the heading, and the title is read out", () =>
  visit(on, "/library?genre=novel", async (page) => {
    assert.equal(await announced(page), undefined);
    await page.focus("text=Middlemarch");
    await page.keyboard.press("Enter");
    await shows(page, "Middlemarch");
    await becomes(() => focused(page), "h1 Middlemarch");
    await becomes(() => announced(page), "Middlemarch");
    // From there the keyboard goes on with what follows.
    await page.keyboard.press("Tab");
    assert.notEqual(await focused(page), "body ");
    assert.equal(await page.locator("h1").getAttribute("tabindex"), null);
    await page.goBack();
    await shows(page, "Library");
    await becomes(() => focused(page), "h1 Library");
    await becomes(() => announced(page), "Library");
  }));

test("a link within a view leaves the focus where it is", () =>
  visit(on, "/library", async (page) => {
    await page.focus("text=poems");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll("#shelf li").length === 1, null, WAIT);
    assert.equal(await focused(page), "a poems");
  }));

test("a navigation begins at the top, and the way back where one was", () =>
  visit(
    on,
    "/library",
    async (page) => {
      await page.waitForFunction(() => document.documentElement.scrollHeight > window.innerHeight + 60);
      await page.evaluate(() => window.scrollTo(0, 50));
      await page.waitForFunction(() => history.state?.scroll === 50);
      await page.$eval("#shelf a:has-text('Emma')", (link) => link.click());
      await shows(page, "Emma");
      await becomes(() => page.evaluate(() => window.scrollY), 0);
      await page.goBack();
      await shows(page, "Library");
      await becomes(() => page.evaluate(() => window.scrollY), 50);
    },
    { viewport: { width: 320, height: 240 } },
  ));

test("a link that wants another place gets it", () =>
  visit(on, "/library", async (page) => {
    const other = page.context().waitForEvent("page");
    await page.click("text=Middlemarch", { modifiers: ["ControlOrMeta"] });
    const opened = await other;
    await opened.waitForSelector("h1:has-text('Middlemarch')", WAIT);
    assert.equal(new URL(page.url()).pathname, "/library");
  }));

test("a bar tells that a link is slow, and of a fast one says nothing", async () => {
  const context = await on.chromium.newContext();
  const page = await context.newPage();
  let wait = 0;
  await page.routeWebSocket(/live/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => { setTimeout(() => socket.send(message), wait); });
  });
  const violations = [];
  page.on("console", (message) => { if (/Content Security/.test(message.text())) violations.push(message.text()); });
  await page.goto(`${on.server.url}/library`);
  await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
  const bar = page.locator("slotwise-loading");
  const visible = () => bar.evaluate((host) => getComputedStyle(host).visibility === "visible");
  const tell = (...told) =>
    page.evaluate(async (told) => {
      for (const [what, kind] of told) {
        window.dispatchEvent(new CustomEvent(`phx:page-loading-${what}`, { detail: { kind } }));
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }, told);
  await tell(["start", "patch"], ["stop", "patch"]);
  assert.equal(await visible(), false);
  await tell(["start", "error"]);
  assert.equal(await visible(), false);
  await tell(["start", "patch"], ["start", "redirect"], ["stop", "patch"]);
  await becomes(visible, true);
  await tell(["stop", "redirect"]);
  assert.equal(await visible(), false);
  wait = 600;
  await page.click("text=Emma");
  await becomes(visible, true);
  assert.equal(await bar.getAttribute("aria-label"), "Loading");
  await shows(page, "Emma");
  await becomes(visible, false);
  assert.deepEqual(violations, []);
  await context.close();
});
