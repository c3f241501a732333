// The charts in a real browser: hooks that follow attributes and events, and ask the server.

import assert from "node:assert/strict";
import test from "node:test";
import { becomes, pictures, visit } from "./apps.mjs";
import { stage } from "./gallery.mjs";

const on = stage();

const drawn = (page) => page.$eval(".chart-line", (line) => line.getAttribute("points").split(" ").length);
const points = (page) => page.$eval("#chart", (chart) => chart.dataset.points.split(" ").map(Number));
const record = (page) => page.locator("#record .uplot").getAttribute("aria-label");

test("the chart follows its data, in nodes of its own that stay", () =>
  visit(on, "/charts", async (page) => {
    await becomes(() => drawn(page), 20);
    await page.$eval(".chart svg", (svg) => { svg.marked = true; });
    await page.click("text=Measure");
    await becomes(() => drawn(page), 21);
    await page.fill("#keep", "9");
    await becomes(() => drawn(page), 9);
    assert.equal(await page.textContent("#count"), "9");
    assert.equal((await points(page)).length, 9);
    await page.click("text=Rename");
    await becomes(() => page.getAttribute(".chart svg", "aria-label"), "Noon, in degrees");
    assert.equal(await page.$eval(".chart svg", (svg) => svg.marked), true);
  }));

test("a widget from npm gets what the server pushes", () =>
  visit(on, "/charts", async (page) => {
    const told = async (days) => `${days} days, the last one ${(await points(page)).at(-1)} degrees`;
    await becomes(() => record(page), await told(20));
    await page.$eval(".record canvas", (canvas) => { canvas.marked = canvas.toDataURL(); });
    for (const count of [21, 22, 23]) {
      await page.click("text=Measure");
      await becomes(() => drawn(page), count);
      await becomes(() => record(page), await told(count));
    }
    const { isSame, isDrawn } = await page.$eval(".record canvas", (canvas) => ({
      isSame: canvas.marked !== undefined,
      isDrawn: canvas.toDataURL() !== canvas.marked,
    }));
    assert.deepEqual({ isSame, isDrawn }, { isSame: true, isDrawn: true });
    // The server keeps fewer days; the widget was told of each.
    await page.fill("#keep", "9");
    await becomes(() => drawn(page), 9);
    assert.equal(await record(page), await told(23));
    // The cursor is the widget's own business.
    await page.hover(".record .u-over", { position: { x: 5, y: 50 } });
    await becomes(() => page.textContent(".record .u-legend .u-series:first-child .u-value"), "1");
  }));

test("the chart asks the server about a day, by keys and by pointing", () =>
  visit(on, "/charts", async (page) => {
    const explained = () => page.$eval("#explained", (one) => one.textContent.split(" degrees")[0]);
    const days = await points(page);
    await page.focus(".chart svg");
    await page.keyboard.press("Home");
    await becomes(explained, `Day 1: ${days[0]}`);
    await page.keyboard.press("ArrowRight");
    await becomes(explained, `Day 2: ${days[1]}`);
    assert.equal(await page.getAttribute(".chart svg", "aria-valuenow"), "2");
    await becomes(() => page.getAttribute(".chart svg", "aria-valuetext").then((text) => text?.startsWith("Day 2")), true);
    const { x, y, width, height } = await page.locator(".chart svg").boundingBox();
    await page.mouse.move(x + width - 1, y + height / 2);
    await becomes(explained, `Day 20: ${days[19]}`);
    await page.click("text=Measure");
    await becomes(() => drawn(page), 21);
    assert.equal(await explained(), `Day 20: ${days[19]}`);
  }));

test("it can be read and used everywhere", () =>
  pictures(on, "/charts", "charts", async (page) => {
    await becomes(() => drawn(page), 20);
    await page.focus(".chart svg");
    await page.keyboard.press("End");
    await page.waitForSelector("text=the mean.");
  }));
