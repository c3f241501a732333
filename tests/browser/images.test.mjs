// The image analysis in a real browser: files that are chosen, dropped, refused, cancelled and cut off.

import assert from "node:assert/strict";
import { readdirSync, readlinkSync } from "node:fs";
import test from "node:test";
import { deflateSync } from "node:zlib";
import { WAIT, becomes, open, pictures, texts, visit } from "./apps.mjs";
import { complaints, stage } from "./gallery.mjs";
import { useOfficialClient } from "./official.mjs";
import { proxy } from "./proxy.mjs";

const on = stage();
const PATH = "/images";
const INPUT = "#pictures [type=file]";

/** The checksum of PNG, a bit at a time. */
function checksum(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(checksum(body));
  return Buffer.concat([length, body, crc]);
}

/** A PNG: a disc on a gradient. Without compression it is as long as it looks. */
function png(width, height, level = 9) {
  const rows = [];
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(1 + 3 * width);
    for (let x = 0; x < width; x += 1) {
      const inside = Math.hypot(x - width / 2, y - height / 2) < height / 3;
      row.set(inside ? [240, 190, 60] : [30, (160 * x) / width, (200 * y) / height], 1 + 3 * x);
    }
    rows.push(row);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.concat(rows), { level });
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", data), chunk("IEND", Buffer.alloc(0))]);
}

const file = (name, buffer = png(320, 200), mimeType = "image/png") => ({ name, mimeType, buffer });
/** Long enough to be caught on its way. */
const long = () => file("long.png", png(1200, 1200, 0));

const choose = (page, ...files) => page.setInputFiles(INPUT, files);
const chosen = (page) => texts(page, ".chosen .name");
const submit = (page) => page.click("#pictures .bar button");
const progress = (page) => page.$$eval(".chosen progress", (all) => all.map(({ value }) => value));
const result = (page, name) => page.waitForSelector(`.results li:has(h2:text-is("${name}")) .findings`, { timeout: 20_000 });

/** Uploads that the server has open, on Linux: files without names. */
function files() {
  const folder = `/proc/${on.server.pid()}/fd`;
  const targets = readdirSync(folder).map((name) => {
    try {
      return readlinkSync(`${folder}/${name}`);
    } catch {
      return "";
    }
  });
  return targets.filter((target) => target.endsWith("(deleted)")).length;
}

/** Makes the connection so slow that one sees an upload go on: each answer to a chunk waits. */
async function slowly(work) {
  const wire = await proxy(on.server.port);
  const context = await on.chromium.newContext();
  const page = await context.newPage();
  const found = complaints(page);
  try {
    await open(page, wire.url + PATH);
    wire.state.delay = 40;
    await work(page, wire);
    assert.deepEqual(found, []);
  } finally {
    await context.close();
    wire.close();
  }
}

/** Waits until a part of it is there. */
const begun = (page) => page.waitForFunction(() => document.querySelector(".chosen progress")?.value > 5, null, WAIT);

test("a picture is chosen, shown, sent and looked into", () =>
  visit(on, PATH, async (page) => {
    await choose(page, file("disc.png"));
    await becomes(() => chosen(page), ["disc.png"]);
    await page.waitForFunction(() => document.querySelector(".chosen img")?.naturalWidth === 320, null, WAIT);
    assert.match(await page.getAttribute(".chosen img", "src"), /^blob:/);
    await submit(page);
    await result(page, "disc.png");
    assert.match((await texts(page, "figcaption"))[0], /320 by 200 pixels/);
    assert.match((await texts(page, "figcaption"))[1], /^[1-9]\d?% edges$/);
    await page.waitForFunction(() => [...document.querySelectorAll("figure img")].every((image) => image.naturalWidth === 240), null, WAIT);
    assert.equal(await page.locator("figure path").count(), 3);
    assert.deepEqual(await chosen(page), []);
    assert.equal(files(), 0);
    // The next one.
    await choose(page, file("again.png"), file("more.png"));
    await becomes(() => chosen(page), ["again.png", "more.png"]);
    await submit(page);
    await result(page, "more.png");
    assert.deepEqual(await texts(page, ".results h2"), ["more.png", "again.png", "disc.png"]);
  }));

test("pictures are dropped on the page", () =>
  visit(on, PATH, async (page) => {
    const data = await page.evaluateHandle((bytes) => {
      const transfer = new DataTransfer();
      for (const name of ["a.png", "b.png"]) transfer.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
      return transfer;
    }, [...png(64, 64)]);
    const isActive = () => page.$eval(".drop", (one) => one.classList.contains("phx-drop-target-active"));
    const drag = (selector, type) => page.dispatchEvent(selector, type, { dataTransfer: data });
    await drag(".drop", "dragenter");
    await drag(".drop b", "dragenter");
    await drag(".drop", "dragleave");
    await becomes(isActive, true);
    await drag(".drop b", "dragleave");
    await becomes(isActive, false);
    await drag(".drop", "dragenter");
    await drag(".drop", "drop");
    await becomes(isActive, false);
    await becomes(() => chosen(page), ["a.png", "b.png"]);
    await submit(page);
    await result(page, "b.png");
    // Beside the place for it nothing happens, and the browser does not open it either.
    const isPrevented = await page.evaluate((dataTransfer) => {
      const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
      document.querySelector("h1").dispatchEvent(event);
      return event.defaultPrevented;
    }, data);
    assert.equal(isPrevented, true);
    assert.deepEqual(await chosen(page), []);
  }));

test("what is too large, of another type, or too much is said and not sent", () =>
  visit(on, PATH, async (page) => {
    await choose(page, file("large.png", Buffer.alloc(5_000_001)), file("words.txt", Buffer.from("words"), "text/plain"), file("empty.png", Buffer.alloc(0)));
    const wrong = ["large.png is larger than 5 MB", "words.txt is not of a type that is accepted", "empty.png is empty"];
    await becomes(() => texts(page, ".chosen [role=alert]"), wrong);
    await submit(page);
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.deepEqual(await texts(page, ".chosen [role=alert]"), wrong);
    assert.equal(files(), 0);
    for (const name of ["large.png", "words.txt", "empty.png"]) await page.getByLabel(`Cancel ${name}`).click();
    await becomes(() => chosen(page), []);
    await choose(page, ...["a.png", "b.png", "c.png", "d.png"].map((name) => file(name, png(20, 20))));
    await becomes(() => texts(page, ".problem"), ["only 3 files may be chosen"]);
    await page.getByLabel("Cancel b.png").click();
    await becomes(() => texts(page, ".problem"), []);
    await submit(page);
    await result(page, "d.png");
    assert.deepEqual(await texts(page, ".results h2"), ["d.png", "c.png", "a.png"]);
  }));

test("a program that is called a picture is found out by its first bytes", () =>
  visit(on, PATH, async (page) => {
    const program = Buffer.concat([Buffer.from("#!/bin/sh\nrm everything\n"), Buffer.alloc(200_000)]);
    await choose(page, file("innocent.png", program));
    await becomes(() => chosen(page), ["innocent.png"]);
    await submit(page);
    await becomes(() => texts(page, ".chosen [role=alert]"), ["innocent.png is not what its name says"]);
    assert.equal(files(), 0);
    await page.getByLabel("Cancel innocent.png").click();
    await becomes(() => chosen(page), []);
    await choose(page, file("innocent.png"));
    await becomes(() => chosen(page), ["innocent.png"]);
    await submit(page);
    await result(page, "innocent.png");
  }));

test("an upload is cancelled on its way", () =>
  slowly(async (page) => {
    await choose(page, long());
    await becomes(() => chosen(page), ["long.png"]);
    await submit(page);
    await begun(page);
    assert.equal(files(), 1);
    assert.equal(await page.isDisabled("#pictures .bar button"), true);
    await page.getByLabel("Cancel long.png").click();
    await becomes(() => chosen(page), []);
    await becomes(async () => files(), 0);
    await choose(page, file("other.png"));
    await becomes(() => chosen(page), ["other.png"]);
    await submit(page);
    await result(page, "other.png");
    assert.deepEqual(await texts(page, ".results h2"), ["other.png"]);
  }));

test("an upload goes on where the connection was lost", () =>
  slowly(async (page, wire) => {
    await choose(page, long());
    await becomes(() => chosen(page), ["long.png"]);
    await submit(page);
    await begun(page);
    wire.down();
    await page.waitForSelector("[data-phx-main].phx-error", WAIT);
    const [before] = await progress(page);
    assert.ok(before > 5 && before < 95, `${before}%`);
    assert.equal(files(), 1);
    wire.state.sent = 0;
    wire.up();
    await result(page, "long.png");
    // What was there was not sent again.
    const all = long().buffer.length;
    assert.ok(wire.state.sent < all - (all * (before - 3)) / 100 + 30_000, `${wire.state.sent} of ${all} after ${before}%`);
    assert.equal(files(), 0);
  }));

test("a server that was started anew is told of the files", () =>
  slowly(async (page, wire) => {
    await choose(page, long());
    await becomes(() => chosen(page), ["long.png"]);
    await submit(page);
    await begun(page);
    await on.server.stop();
    await page.waitForSelector("[data-phx-main].phx-error", WAIT);
    await on.server.start();
    await page.waitForSelector("[data-phx-main].phx-connected", { timeout: 15_000 });
    await becomes(() => progress(page), [0]);
    wire.state.delay = 0;
    await page.waitForSelector("#pictures .bar button:not(:disabled)", WAIT);
    await submit(page);
    await result(page, "long.png");
  }));

test("files go with their page", () =>
  slowly(async (page) => {
    await choose(page, long());
    await becomes(() => chosen(page), ["long.png"]);
    await submit(page);
    await begun(page);
    assert.equal(files(), 1);
    await page.goto("about:blank");
    await becomes(async () => files(), 0);
  }));

test("the page as it looks", () =>
  pictures(on, PATH, "images", async (page) => {
    await choose(page, file("disc.png"), file("second.png", png(200, 300)));
    await becomes(() => chosen(page), ["disc.png", "second.png"]);
    await submit(page);
    await result(page, "disc.png");
    await choose(page, file("sunrise-over-a-very-long-name-of-a-file.png"), file("notes.txt", Buffer.from("x"), "text/plain"));
    await becomes(() => texts(page, ".chosen [role=alert]"), ["notes.txt is not of a type that is accepted"]);
    await page.waitForFunction(() => document.querySelector(".chosen img")?.naturalWidth === 320, null, WAIT);
  }));

test("the official client does the same", async () => {
  const context = await on.chromium.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const found = complaints(page);
  await useOfficialClient(page);
  await open(page, on.server.url + PATH);
  await choose(page, file("disc.png"), file("large.png", Buffer.alloc(5_000_001)));
  await becomes(() => texts(page, ".chosen [role=alert]"), ["large.png is larger than 5 MB"]);
  await page.waitForFunction(() => document.querySelector(".chosen img")?.naturalWidth === 320, null, WAIT);
  await page.getByLabel("Cancel large.png").click();
  await becomes(() => chosen(page), ["disc.png"]);
  await submit(page);
  await result(page, "disc.png");
  assert.deepEqual(await chosen(page), []);
  assert.deepEqual(found, []);
  await context.close();
});
