// The operations dashboard in a real browser: many numbers that change fast.

import assert from "node:assert/strict";
import test from "node:test";
import { becomes, pictures, texts, visit } from "./apps.mjs";
import { stage } from "./gallery.mjs";

const on = stage();

const loads = (page) => texts(page, ".machine b");
const patches = (page) => page.evaluate(() => window.slotwise.stats.patches);

test("all see the same numbers, several times a second", () =>
  visit(on, "/dashboard", (one) =>
    visit(on, "/dashboard", async (other) => {
      assert.equal((await loads(one)).length, 200);
      const before = await patches(one);
      await one.waitForTimeout(2_000);
      const times = (await patches(one)) - before;
      assert.ok(times >= 5 && times <= 12, `${times} patches in two seconds`);
      await one.evaluate(() => {
        window.seen = new Set();
        const all = () => [...document.querySelectorAll(".machine b")].map((load) => load.textContent).join();
        document.addEventListener("phx:update", () => window.seen.add(all()));
      });
      await becomes(async () => {
        const shown = (await loads(other)).join();
        return one.evaluate((shown) => window.seen.has(shown), shown);
      }, true);
      assert.equal((await one.evaluate(() => window.slotwise.stats)).mismatches, 0);
    })));

test("rows stay, only their numbers and colours change", () =>
  visit(on, "/dashboard", async (page) => {
    await page.$$eval(".machine", (all) => all.forEach((one) => { one.marked = true; }));
    const before = await patches(page);
    await becomes(async () => (await patches(page)) > before + 3, true);
    assert.equal(await page.$$eval(".machine", (all) => all.every((one) => one.marked)), true);
    const wrong = await page.$$eval(".machine", (all) => all.filter((one) => {
      const load = Number(one.querySelector("b").textContent);
      return one.classList.contains("hot") !== load >= 90;
    }).length);
    assert.equal(wrong, 0);
  }));

test("a viewer may pause, for itself alone", () =>
  visit(on, "/dashboard", (one) =>
    visit(on, "/dashboard", async (other) => {
      await one.click("#pause");
      await becomes(() => one.getAttribute("#pause", "aria-pressed"), "true");
      const [still, count] = [await loads(one), await patches(one)];
      const moving = await patches(other);
      await becomes(async () => (await patches(other)) > moving + 4, true);
      assert.deepEqual(await loads(one), still);
      assert.equal(await patches(one), count);
      await one.click("#pause");
      await becomes(async () => (await loads(one)).join() !== still.join(), true);
    })));

test("it can be read and used everywhere", () => pictures(on, "/dashboard", "dashboard"));
