// The official client joins the chat: it judges our frames and our phoenix dialect in a real page.
//
// The page is the gallery's own; only the script that starts a client is another one, and its policy is
// not enforced: the official client writes `innerHTML`.

import assert from "node:assert/strict";
import test from "node:test";
import { isOfOwnStart, stage } from "./gallery.mjs";
import { useOfficialClient } from "./official.mjs";

const WAIT = { timeout: 8_000 };

const on = stage();

async function arrive(context, name) {
  const page = await context.newPage();
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !isOfOwnStart(message)) page.errors.push(message.text());
  });
  await useOfficialClient(page);
  await page.goto(`${on.server.url}/chat?room=official`);
  await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
  await page.fill("input[name=name]", name);
  await page.press("input[name=name]", "Enter");
  await page.waitForSelector("#messages", WAIT);
  return page;
}

test("the official client joins, sends and receives", async () => {
  const context = await on.chromium.newContext({ bypassCSP: true });
  const ada = await arrive(context, "Ada");
  const grace = await arrive(context, "Grace");
  for (const [from, to, text] of [[ada, grace, "Hello <Grace>"], [grace, ada, "Hello Ada"]]) {
    await from.fill("input[name=message]", text);
    // Once the server knows the draft, sending it changes the field's value, which is what clears it.
    await to.waitForSelector(".typing", WAIT);
    await from.press("input[name=message]", "Enter");
    await to.waitForSelector(`#messages li:has-text("${text}")`, WAIT);
    await from.waitForFunction(() => document.querySelector("input[name=message]").value === "", null, WAIT);
  }
  await ada.type("input[name=message]", "hm");
  await grace.waitForSelector(".typing:has-text('Ada typing')", WAIT);
  await grace.waitForSelector(".typing", { state: "detached", ...WAIT });
  await grace.close();
  await ada.waitForSelector(".user:not(.online):has-text('Grace')", WAIT);
  const shown = await ada.$$eval("#messages .body", (all) => all.map((one) => one.textContent));
  assert.deepEqual(shown, ["Hello <Grace>", "Hello Ada"]);
  assert.deepEqual([...ada.errors, ...grace.errors], []);
  await context.close();
});
