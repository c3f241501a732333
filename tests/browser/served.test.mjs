// A page that was served is read, not sent again: by its outline and the shapes that the browser keeps.

import assert from "node:assert/strict";
import test from "node:test";
import { complaints, stage } from "./gallery.mjs";

const on = stage();
const WAIT = { timeout: 8_000 };

/** The payload of the reply to the first join of a page, and what became of the page. */
async function open(context, path, prepare = async () => {}) {
  const page = await context.newPage();
  const found = complaints(page);
  const joins = [];
  page.on("websocket", (socket) => {
    socket.on("framereceived", ({ payload }) => {
      const [, , topic, , { response }] = JSON.parse(payload);
      if (topic.startsWith("lv:") && response && ("outline" in response || "rendered" in response)) joins.push(response);
    });
  });
  await prepare(page);
  await page.goto(on.server.url + path);
  await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
  const stats = await page.evaluate(() => window.slotwise.stats);
  return { page, joins, found, stats };
}

test("a page is joined by its outline, and goes on from there", async () => {
  const context = await on.chromium.newContext();
  const { page, joins, found, stats } = await open(context, "/library?genre=poems");
  assert.equal(joins.length, 1);
  assert.ok(JSON.stringify(joins[0].outline).length < 200, JSON.stringify(joins[0]));
  assert.deepEqual([stats.mismatches, stats.refused], [0, 0]);
  await page.click("text=drama");
  await page.waitForSelector("text=Faust", WAIT);
  assert.deepEqual(found, []);
  await context.close();
});

test("the second visit loads the shapes along with the page, once", async () => {
  const context = await on.chromium.newContext();
  await (await open(context, "/library")).page.close();
  const shapes = [];
  const { joins, found } = await open(context, "/library", async (page) => {
    page.on("request", (request) => {
      if (request.url().includes("/shapes/")) shapes.push(request.url());
    });
  });
  assert.ok("outline" in joins[0]);
  assert.deepEqual(shapes.map((url) => url.split("/shapes/")[1]), [joins[0].shapes]);
  assert.deepEqual(found, []);
  await context.close();
});

test("a page that something has changed is sent whole", async () => {
  const context = await on.chromium.newContext();
  const { page, joins, found } = await open(context, "/library", (page) =>
    page.addInitScript(() => {
      addEventListener("DOMContentLoaded", () => document.querySelector("h1")?.before("An extension was here."));
    }));
  assert.deepEqual(joins.map((join) => Object.keys(join)[0]), ["outline", "rendered"]);
  assert.equal(await page.textContent("h1"), "Library");
  assert.equal(await page.getByText("An extension was here.").count(), 0);
  assert.deepEqual(found.filter((text) => !text.includes("did not match")), []);
  await context.close();
});

test("shapes that cannot be had are sent with the page", async () => {
  const context = await on.chromium.newContext();
  const { page, joins } = await open(context, "/library", (page) =>
    page.route("**/shapes/**", (route) => route.abort()));
  assert.deepEqual(joins.map((join) => Object.keys(join)[0]), ["outline", "rendered"]);
  await page.click("text=poems");
  await page.waitForFunction(() => document.querySelectorAll("#shelf li").length === 1, null, WAIT);
  await context.close();
});
