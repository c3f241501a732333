// The drawer below each page of the gallery: its source, and what comes over the socket.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { becomes, texts, visit, WAIT } from "./apps.mjs";
import { screenshot, stage } from "./gallery.mjs";

const on = stage();
const APPS = {
  "/chat": "chat/mod.rs",
  "/library": "library.rs",
  "/library/2": "library.rs",
  "/users": "users/mod.rs",
  "/desk": "desk/mod.rs",
  "/charts": "charts.rs",
  "/components": "components/mod.rs",
  "/catalogue": "catalogue/mod.rs",
  "/dashboard": "dashboard.rs",
  "/images": "images/mod.rs",
  "/islands": "islands.rs",
};

for (const [path, file] of Object.entries(APPS)) {
  test(`${path} shows its source`, () =>
    visit(on, path, async (page) => {
      const source = readFileSync(new URL(`../../examples/src/${file}`, import.meta.url), "utf8");
      await page.click("#inspector > summary");
      await page.click(`.inspected summary >> text="${file}"`);
      assert.ok(await page.isVisible("pre"));
      assert.equal(await page.textContent("pre"), source);
    }));
}

test("patches are shown as they arrive, with their bytes", () =>
  visit(on, "/components", async (page) => {
    const frames = [];
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(payload)));
    await page.reload();
    await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
    await becomes(() => page.$eval("#inspector-sum", (sum) => /^1 patch, [\d,]+ B$/.test(sum.textContent)), true);
    await page.click("#inspector > summary");
    await becomes(() => texts(page, "#patches b"), ["join"]);
    await page.fill("[name=title]", "Grüße");
    await becomes(() => texts(page, "#patches b"), ["reply", "join"]);
    const [shown] = await texts(page, "#patches code");
    const patch = frames.map((frame) => JSON.parse(frame)[4].response?.diff).find((diff) => diff !== undefined);
    assert.equal(shown, JSON.stringify(patch));
    assert.match(shown, /Grüße/);
    assert.equal((await texts(page, "#patches span"))[0], `${Buffer.byteLength(shown)} B`);
    await screenshot(page, "inspector");
  }));

test("a drawer that is open is kept up to date within bounds", () =>
  visit(on, "/dashboard", async (page) => {
    await page.click("#inspector > summary");
    await page.waitForFunction(() => document.querySelectorAll("#patches li").length === 30, null, { timeout: 15_000 });
    const count = async () => Number.parseInt(await page.textContent("#inspector-sum"), 10);
    const before = await count();
    await becomes(async () => (await count()) > before + 3, true);
    assert.equal((await texts(page, "#patches li")).length, 30);
  }));
