// Navigation in a real browser, by our own client and by the official one: links, history, flash, titles.

import assert from "node:assert/strict";
import test from "node:test";
import { complaints, stage } from "./gallery.mjs";
import { useOfficialClient } from "./official.mjs";

const on = stage();
const WAIT = { timeout: 8_000 };

const shows = (page, text) => page.waitForSelector(`h1:has-text("${text}")`, WAIT);
const books = (page) => page.$$eval("#shelf li", (all) => all.map((one) => one.textContent));
const path = (page) => page.evaluate(() => location.pathname + location.search);
const isSamePage = (page) => page.evaluate(() => window.marked === true);

for (const client of ["own", "official"]) {
  const open = async (where, work) => {
    const context = await on.chromium.newContext(client === "official" ? { bypassCSP: true } : {});
    const page = await context.newPage();
    const found = client === "own" ? complaints(page) : [];
    page.on("pageerror", (error) => found.push(String(error)));
    if (client === "official") await useOfficialClient(page);
    await page.goto(on.server.url + where);
    await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
    await page.evaluate(() => { window.marked = true; });
    await work(page);
    assert.deepEqual(found, []);
    await context.close();
  };

  test(`${client}: links patch, and the history goes back`, () =>
    open("/library", async (page) => {
      await page.click("text=poems");
      await page.waitForFunction(() => document.querySelectorAll("#shelf li").length === 1, null, WAIT);
      assert.deepEqual([await path(page), await books(page)], ["/library?genre=poems", ["Leaves of Grass"]]);
      await page.click("text=drama");
      await page.waitForSelector("text=Faust", WAIT);
      await page.goBack();
      await page.waitForSelector("text=Leaves of Grass", WAIT);
      await page.goBack();
      await page.waitForSelector("text=Emma", WAIT);
      assert.equal((await books(page)).length, 4);
      assert.ok(await isSamePage(page));
      await page.reload();
      await shows(page, "Library");
    }));

  test(`${client}: links lead to another view over the same connection`, () =>
    open("/library?genre=novel", async (page) => {
      await page.click("text=Middlemarch");
      await shows(page, "Middlemarch");
      await page.waitForSelector(".about:has-text('A town')", WAIT);
      assert.equal(await path(page), "/library/2");
      assert.equal(await page.title(), "Middlemarch");
      await page.click("text=Remember");
      await page.waitForSelector(".flash:has-text('Remembered.')", WAIT);
      await page.click(".flash");
      await page.waitForSelector(".flash", { state: "detached", ...WAIT });
      await page.click("button:has-text('Borrow')");
      await page.waitForSelector(".flash:has-text('Middlemarch is yours')", WAIT);
      assert.equal(await path(page), "/library");
      assert.equal(await page.title(), "Library");
      await page.goBack();
      await shows(page, "Middlemarch");
      await page.goBack();
      await page.waitForFunction(() => location.search === "?genre=novel", null, WAIT);
      await page.waitForSelector("#shelf", WAIT);
      await page.waitForFunction(() => document.querySelectorAll("#shelf li").length === 2, null, WAIT);
      assert.ok(await isSamePage(page));
    }));

  test(`${client}: a page that leads elsewhere does so with its message`, () =>
    open("/library/99", async (page) => {
      await page.waitForSelector(".flash:has-text('There is no such book.')", WAIT);
      assert.equal(await path(page), "/library");
    }));
}
