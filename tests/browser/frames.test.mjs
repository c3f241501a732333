// Frames that no server of ours sends: each is refused with a code, the page stays as it is, and the whole of it is asked
// for again. What the decoder refuses is in js-client/test/decode.test.js; here it is all of the client, in a page.

import assert from "node:assert/strict";
import test from "node:test";
import { becomes, open, WAIT } from "./apps.mjs";
import { stage } from "./gallery.mjs";

const on = stage();

const deep = (open, close, depth, inner) => open.repeat(depth) + inner + close.repeat(depth);

/** Patches as text, since JSON can say what no literal can, and the codes that they are refused with. */
const PATCHES = {
  "a shape called `__proto__`": ['[{"__proto__":["x"]}]', "shape"],
  "a shape called `constructor`": ['[{"constructor":["x"]}]', "shape"],
  "a slot called `__proto__`": ['["__proto__","x"]', "token"],
  "an object with a `__proto__` as value": ['[0,{"__proto__":{"polluted":true}}]', "value"],
  "an object in place of a patch": ['{"0":"x","length":2}', "json"],
  "a text in place of a patch": ['"[]"', "json"],
  "a number in place of a patch": ["7", "json"],
  "a fraction for a slot": ["[0.5,1]", "token"],
  "a huge slot": ['[9007199254740991,"x"]', "slot"],
  "a number that loses digits": ['[{"900":["x",0]},[900,9007199254740993]]', "value"],
  "a way out of the root": ["[-1]", "scope"],
  "a value that is missing": ["[0]", "value"],
  "a shape nested too deeply": [`[{"900":[${deep('["p",[],', "]", 600, '"x"')}]}]`, "too-deep"],
  "markup nested too deeply": [`[0,[[${deep('["p",[],', "]", 600, '"x"')}]]]`, "too-deep"],
  "a tree of a shape that never came": ["[[4000]]", "unknown-shape"],
  "a slot twice": ['[0,"a",0,"b"]', "token"],
  "more rows than can be": ['[{"900":["row"],"901":[0]},[901,[-901,9007199254740991]]]', "too-large"],
  "an element whose name is markup": ['[{"900":[["img src=x onerror=alert(1)",[]]]}]', "shape"],
};

/** Frames around patches that are none. */
const FRAMES = {
  "no JSON": () => "[",
  "an object": () => '{"__proto__":{"polluted":true}}',
  "too few members": ([join]) => `[${JSON.stringify(join)},null]`,
  "a topic that nobody has": ([join]) => `[${JSON.stringify(join)},null,"lv:nobody","diff",{"d":[0,"x"]}]`,
  "an event that nobody knows": ([join, , topic]) => JSON.stringify([join, null, topic, "__proto__", { d: [0, "x"] }]),
  "a payload that is nothing": ([join, , topic]) => JSON.stringify([join, null, topic, "diff", null]),
  "a reply to nothing": ([join, , topic]) => JSON.stringify([join, "999", topic, "phx_reply", { status: "ok", response: { diff: [0, "x"] } }]),
  "megabytes of nothing": () => JSON.stringify("x".repeat(4_000_000)),
};

/** A page of the gallery, and a way to send it frames in the name of the server. */
async function visit(work) {
  const context = await on.chromium.newContext();
  const page = await context.newPage();
  const said = [];
  const errors = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  const wire = { page, said, errors, joins: 0, last: null, number: 0, client: null };
  await page.routeWebSocket(/\/live\/websocket/, (client) => {
    wire.client = client;
    const server = client.connectToServer();
    client.onMessage((frame) => {
      if (JSON.parse(frame)[3] === "phx_join") wire.joins += 1;
      server.send(frame);
    });
    server.onMessage((frame) => {
      const message = JSON.parse(frame);
      if (message[2] !== "phoenix") wire.last = message;
      const { n, response } = message[4];
      if (response?.resume) wire.number = 0;
      wire.number = n ?? response?.n ?? wire.number;
      client.send(frame);
    });
  });
  try {
    await open(page, `${on.server.url}/users`);
    await page.evaluate(() => { window.nodes = [...document.querySelectorAll("[data-phx-main] *")]; });
    await page.fill("#user_name", "Ada");
    await becomes(() => page.getAttribute("#user_name", "value"), "Ada");
    await work(wire);
    assert.deepEqual(errors, []);
    const seen = await page.evaluate(() => [window.nodes.every((node) => node.isConnected), {}.polluted ?? null]);
    assert.deepEqual(seen, [true, null]);
    assert.equal(await page.inputValue("#user_name"), "Ada");
    // And the page goes on.
    await page.fill("#user_email", "ada@");
    await page.waitForSelector("#user_email-errors:has-text('must be')", WAIT);
  } finally {
    await context.close();
  }
}

test("patches that do not fit are refused by name, and the page is asked for again", () =>
  visit(async (wire) => {
    for (const [name, [patch, code]] of Object.entries(PATCHES)) {
      const { page, said } = wire;
      const before = await page.evaluate(() => [document.querySelector("[data-phx-main]").outerHTML, slotwise.stats.refused]);
      const joins = wire.joins;
      said.length = 0;
      const [join, , topic] = wire.last;
      wire.client.send(`[${JSON.stringify(join)},null,${JSON.stringify(topic)},"diff",{"d":${patch},"n":${wire.number + 1}}]`);
      await becomes(() => wire.joins, joins + 1);
      // What codes mean is loaded with the first one.
      await becomes(() => said.some((text) => text.startsWith(`slotwise: ${code}: `)) ? name : said, name);
      await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
      await becomes(() => page.evaluate(() => [document.querySelector("[data-phx-main]").outerHTML, slotwise.stats.refused]), [before[0], before[1] + 1]);
    }
  }));

test("frames that are none change nothing", () =>
  visit(async (wire) => {
    for (const frame of Object.values(FRAMES)) {
      const before = await wire.page.evaluate(() => document.querySelector("[data-phx-main]").outerHTML);
      wire.client.send(frame(wire.last));
      await wire.page.waitForTimeout(100);
      await wire.page.waitForSelector("[data-phx-main].phx-connected", WAIT);
      await becomes(() => wire.page.evaluate(() => document.querySelector("[data-phx-main]").outerHTML), before);
    }
  }));
