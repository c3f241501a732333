// The chat behind a proxy that lets no WebSocket through.

import assert from "node:assert/strict";
import { createServer, request } from "node:http";
import test from "node:test";
import { complaints, stage } from "./gallery.mjs";

const on = stage();
const WAIT = { timeout: 15_000 };

/** A proxy before the gallery; `upgrade` says what becomes of a WebSocket. */
async function proxied(upgrade, work) {
  const { port } = on.server;
  const seen = { upgrades: 0, streams: [], posts: 0 };
  const proxy = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const isStream = method === "POST" && url.startsWith("/live/stream?");
    if (method === "POST" && !isStream) seen.posts += 1;
    const forwarded = request({ host: "127.0.0.1", port, method, path: url, headers }, (response) => {
      outgoing.writeHead(response.statusCode, response.headers);
      outgoing.flushHeaders();
      response.pipe(outgoing);
      if (isStream) seen.streams.push(response);
    });
    forwarded.on("error", () => outgoing.destroy());
    outgoing.on("close", () => forwarded.destroy());
    incoming.pipe(forwarded);
  });
  proxy.on("upgrade", (_, socket) => {
    seen.upgrades += 1;
    socket.on("error", () => {});
    upgrade(socket);
  });
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const context = await on.chromium.newContext();
  try {
    await work(`http://127.0.0.1:${proxy.address().port}`, context, seen);
  } finally {
    await context.close();
    proxy.closeAllConnections();
    proxy.close();
  }
}

const refuse = (socket) => socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n");

async function arrive(context, base, room, name) {
  const page = await context.newPage();
  page.complaints = complaints(page);
  await page.goto(`${base}/chat?room=${room}`);
  await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
  await page.fill("input[name=name]", name);
  await page.press("input[name=name]", "Enter");
  await page.waitForSelector("#messages", WAIT);
  return page;
}

async function say(page, text) {
  await page.fill("input[name=message]", text);
  await page.press("input[name=message]", "Enter");
}

const saw = (page, text) => page.waitForSelector(`#messages li:has-text("${text}")`, WAIT);
const remembered = (page) => page.evaluate(() => sessionStorage.getItem("slotwise:stream"));

test("who is let no WebSocket through chats by a stream", () =>
  proxied(refuse, async (base, context, seen) => {
    const ada = await arrive(context, base, "blocked", "Ada");
    const grace = await arrive(context, on.server.url, "blocked", "Grace");
    assert.equal(seen.upgrades, 3);
    await say(ada, "by requests");
    await saw(grace, "by requests");
    await say(grace, "by a socket");
    await saw(ada, "by a socket");
    assert.equal(await remembered(ada), "1");
    assert.equal(await remembered(grace), null);

    await ada.reload();
    await ada.waitForSelector("[data-phx-main].phx-connected", WAIT);
    assert.equal(seen.upgrades, 3, "it tries no further socket in this tab");
    assert.deepEqual(grace.complaints, []);
    assert.deepEqual(ada.complaints, []);
  }));

test("a WebSocket that hangs is given up", () =>
  proxied(() => {}, async (base, context, seen) => {
    const ada = await arrive(context, base, "hangs", "Ada");
    await say(ada, "at last");
    await saw(ada, "at last");
    assert.equal(seen.upgrades, 1);
    assert.deepEqual(ada.complaints, []);
  }));

test("a stream that drops is resumed: nothing is lost, nothing is done twice", () =>
  proxied(refuse, async (base, context, seen) => {
    const ada = await arrive(context, base, "drops", "Ada");
    const grace = await arrive(context, on.server.url, "drops", "Grace");
    for (const round of [1, 2, 3]) {
      seen.streams.at(-1).destroy();
      await say(grace, `while away ${round}.`);
      await say(ada, `said anyway ${round}.`);
      await saw(ada, `while away ${round}.`);
      await saw(grace, `said anyway ${round}.`);
    }
    assert.equal(seen.streams.length, 4);
    for (const page of [ada, grace]) {
      const lines = await page.locator("#messages li").allTextContents();
      for (const round of [1, 2, 3]) {
        for (const text of [`while away ${round}.`, `said anyway ${round}.`]) {
          assert.equal(lines.filter((line) => line.includes(text)).length, 1, text);
        }
      }
    }
    assert.deepEqual(grace.complaints, []);
  }));
