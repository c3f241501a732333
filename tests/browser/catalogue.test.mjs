// The catalogue in a real browser: live prices and stock, a search in the address, a basket.

import assert from "node:assert/strict";
import test from "node:test";
import { becomes, pictures, texts, visit, WAIT } from "./apps.mjs";
import { stage } from "./gallery.mjs";

const on = stage();

const names = (page) => texts(page, ".product h3");
const basket = (page) => texts(page, ".basket li .grow");
const put = (page, name) => page.getByLabel(`Put ${name} into the basket`).click();
const stock = (page, name) => page.locator(".product", { hasText: name }).locator(".stock").textContent();

test("prices move by themselves", () =>
  visit(on, "/catalogue", async (page) => {
    const prices = await texts(page, ".price b");
    assert.equal(prices.length, 8);
    await page.waitForFunction(
      (before) => [...document.querySelectorAll(".price b")].some((one, at) => one.textContent !== before[at]),
      prices,
      { timeout: 20_000 },
    );
  }));

test("the search is in the address", () =>
  visit(on, "/catalogue", async (page) => {
    await page.fill("#q", "TEA");
    await becomes(() => names(page), ["Blue teapot", "Ginger tea"]);
    await page.waitForFunction(() => location.search === "?q=TEA", null, WAIT);
    assert.equal(await page.textContent("#found"), "2 of 8 products");
    assert.equal(await page.inputValue("#q"), "TEA");
    await page.reload();
    assert.deepEqual(await names(page), ["Blue teapot", "Ginger tea"]);
    await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
    await page.fill("#q", "no such & thing");
    await becomes(() => names(page), []);
    await page.waitForFunction(() => location.search === "?q=no+such+%26+thing", null, WAIT);
    await page.fill("#q", "walnut");
    await becomes(() => names(page), ["Walnut spoon"]);
    await page.check("[name=available]");
    await becomes(() => names(page), []);
    await page.waitForFunction(() => location.search === "?q=walnut&available=true", null, WAIT);
  }));

test("what one buys is gone for all", () =>
  visit(on, "/catalogue", (ada) =>
    visit(on, "/catalogue", async (ben) => {
      await put(ada, "Paper lamp");
      await put(ben, "Paper lamp");
      await put(ben, "Linen towel");
      await ben.getByLabel("One Linen towel more").click();
      await becomes(() => basket(ben), ["1 × Paper lamp", "2 × Linen towel"]);
      await ben.getByLabel("One Linen towel less").click();
      await becomes(() => basket(ben), ["1 × Paper lamp", "1 × Linen towel"]);
      await ada.click(".buy");
      await becomes(() => texts(ada, ".notice").then(([text]) => /^Yours for \d+\.\d\d €\.$/.test(text)), true);
      await becomes(() => basket(ada), []);
      await becomes(() => stock(ben, "Paper lamp"), "sold out");
      await ben.click(".buy");
      await becomes(() => texts(ben, ".notice"), ["Paper lamp is sold out."]);
      assert.deepEqual(await basket(ben), ["1 × Paper lamp", "1 × Linen towel"]);
      await ben.getByLabel("Order more of Paper lamp").click();
      await becomes(() => stock(ada, "Paper lamp"), "5 left");
      await ben.click(".buy");
      await becomes(() => basket(ben), []);
      await becomes(() => stock(ada, "Paper lamp"), "4 left");
    })));

test("the basket outlives a lost connection", () =>
  visit(on, "/catalogue", async (page) => {
    await put(page, "Cork board");
    await becomes(() => basket(page), ["1 × Cork board"]);
    await page.evaluate(() => window.slotwise.disconnect());
    await page.waitForSelector("[data-phx-main].phx-error", WAIT);
    await page.evaluate(() => window.slotwise.connect());
    await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
    assert.deepEqual(await basket(page), ["1 × Cork board"]);
  }));

test("it can be read and used everywhere", () =>
  pictures(on, "/catalogue", "catalogue", async (page) => {
    await put(page, "Blue teapot");
    await becomes(() => basket(page), ["1 × Blue teapot"]);
  }));
