// What the tests of the gallery's apps share: visits, waiting, and what holds for each page.

import assert from "node:assert/strict";
import { complaints, screenshot } from "./gallery.mjs";

export const WAIT = { timeout: 8_000 };

/** A page of its own, with a session of its own, on which nothing may be complained about. */
export async function visit(on, path, work, options) {
  const context = await on.chromium.newContext(options);
  const page = await context.newPage();
  const found = complaints(page);
  try {
    await open(page, on.server.url + path);
    await work(page);
    assert.deepEqual(found, []);
  } finally {
    await context.close();
  }
}

export async function open(page, url) {
  await page.goto(url);
  await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
}

/** Waits until what a function finds is this. */
export async function becomes(find, wanted) {
  const since = Date.now();
  for (;;) {
    const found = await find();
    try {
      assert.deepEqual(found, wanted);
      return;
    } catch (problem) {
      if (Date.now() - since > WAIT.timeout) throw problem;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

export const texts = (page, selector) => page.$$eval(selector, (all) => all.map((one) => one.textContent.trim()));

/** Pictures of a page as it is on a desk and on a phone, light and dark, where nothing may stick out. */
export async function pictures(on, path, name, prepare = async () => {}) {
  await visit(on, path, async (page) => {
    await prepare(page);
    await screenshot(page, `${name}-light`);
    await page.emulateMedia({ colorScheme: "dark" });
    await screenshot(page, `${name}-dark`);
  });
  await visit(
    on,
    path,
    async (page) => {
      await prepare(page);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false);
      await screenshot(page, `${name}-phone`);
    },
    { viewport: { width: 390, height: 780 }, colorScheme: "dark", hasTouch: true, isMobile: true },
  );
  // Whatever can be pressed or filled in has a name that can be read out.
  await visit(on, path, async (page) => {
    await prepare(page);
    const nameless = await page.$$eval("button, input, select, a", (all) =>
      all
        .filter((one) => one.type !== "hidden")
        .filter((one) => !(one.ariaLabel || one.labels?.length || one.textContent.trim()))
        .map((one) => one.outerHTML));
    assert.deepEqual(nameless, []);
  });
}
