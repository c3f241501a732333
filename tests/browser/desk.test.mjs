// The support desk in a real browser: live tickets, filters in the address, several agents.

import assert from "node:assert/strict";
import test from "node:test";
import { becomes, open, pictures, texts, visit, WAIT } from "./apps.mjs";
import { stage } from "./gallery.mjs";

const on = stage();

const ids = (page) => page.$$eval(".ticket", (all) => all.map((one) => Number(one.id.slice("ticket-".length))));
const search = (page) => page.evaluate(() => location.search);
const current = (page) => page.$eval(".tabs [aria-current]", (one) => [...one.childNodes].map((node) => node.textContent.trim()).find(Boolean));

test("tickets arrive while one looks, newest first", () =>
  visit(on, "/desk", async (page) => {
    const before = await ids(page);
    assert.deepEqual(before, [...before].sort((a, b) => b - a));
    await page.waitForFunction((count) => document.querySelectorAll(".ticket").length > count, before.length, { timeout: 10_000 });
    const after = await ids(page);
    assert.deepEqual(after.slice(-before.length), before);
  }));

test("the address says what is shown, and the history goes back", () =>
  visit(on, "/desk", async (page) => {
    await page.evaluate(() => { window.marked = true; });
    await page.selectOption("#sort", "oldest");
    await page.waitForFunction(() => location.search === "?show=open&sort=oldest", null, WAIT);
    const oldest = await ids(page);
    assert.deepEqual(oldest, [...oldest].sort((a, b) => a - b));
    await page.click(".tabs a:has-text('closed')");
    await becomes(() => current(page), "closed");
    assert.equal(await search(page), "?show=closed&sort=oldest");
    await page.goBack();
    await becomes(() => current(page), "open");
    assert.equal(await page.inputValue("#sort"), "oldest");
    await page.goBack();
    await becomes(() => search(page), "");
    await becomes(() => page.inputValue("#sort"), "newest");
    const newest = await ids(page);
    assert.deepEqual(newest, [...newest].sort((a, b) => b - a));
    assert.equal(await page.evaluate(() => window.marked), true);
    await page.goto(`${on.server.url}/desk?show=all&sort=urgent`);
    const priorities = await texts(page, ".priority");
    const rank = (priority) => ["urgent", "normal", "low"].indexOf(priority);
    assert.deepEqual(priorities, [...priorities].sort((a, b) => rank(a) - rank(b)));
  }));

test("what an agent takes and closes, all see", () =>
  visit(on, "/desk?show=all&sort=oldest", (ada) =>
    visit(on, "/desk?show=all&sort=oldest", async (ben) => {
      const [id] = await ids(ada);
      const name = (await ada.textContent("header .soft")).replace("You are ", "");
      const state = (page) => page.textContent(`#ticket-${id} .state`);
      await ada.getByLabel(`Take ticket ${id}`).click();
      await becomes(() => state(ben), name);
      await becomes(() => state(ada), name);
      assert.equal(await ada.evaluate(() => document.activeElement.id), "tickets");
      await ada.click(".tabs a:has-text('mine')");
      await becomes(() => ids(ada), [id]);
      await ben.click(".tabs a:has-text('mine')");
      await becomes(() => ids(ben), []);
      await ben.goBack();
      await ben.getByLabel(`Close ticket ${id}`).click();
      await becomes(() => ids(ada), []);
      await becomes(() => state(ben), "closed");
      await open(ada, `${on.server.url}/desk?show=closed`);
      await becomes(() => ids(ada), [id]);
    })));

test("an agent stays the same when the connection is lost", () =>
  visit(on, "/desk", async (page) => {
    const name = await page.textContent("header .soft");
    await page.evaluate(() => window.slotwise.disconnect());
    await page.waitForSelector("[data-phx-main].phx-error", WAIT);
    await page.evaluate(() => window.slotwise.connect());
    await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
    assert.equal(await page.textContent("header .soft"), name);
  }));

test("it can be read and used everywhere", () => pictures(on, "/desk?show=all", "desk"));
