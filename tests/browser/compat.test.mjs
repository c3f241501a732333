// The gallery's pages for the official client, which is served unmodified under a policy that is enforced.

import assert from "node:assert/strict";
import test from "node:test";
import { becomes, visit, WAIT } from "./apps.mjs";
import { stage } from "./gallery.mjs";

const on = stage("gallery", "--compat", new URL("node_modules", import.meta.url).pathname);

/** It is not ours that is at work. */
async function isOfficial(page) {
  assert.equal(await page.evaluate(() => window.liveSocket.isConnected()), true);
  assert.equal(await page.evaluate(() => typeof window.slotwise), "undefined");
}

async function enter(page, name) {
  await isOfficial(page);
  await page.fill("input[name=name]", name);
  await page.press("input[name=name]", "Enter");
  await page.waitForSelector("#messages", WAIT);
}

const bodies = (page) => page.$$eval("#messages .body", (all) => all.map((one) => one.textContent));

test("two chat", () =>
  visit(on, "/compat/chat?room=compat", (ada) =>
    visit(on, "/compat/chat?room=compat", async (grace) => {
      await enter(ada, "Ada");
      await enter(grace, "Grace");
      await ada.fill("input[name=message]", "Hello <Grace>");
      await grace.waitForSelector(".typing", WAIT);
      await ada.press("input[name=message]", "Enter");
      await becomes(() => bodies(grace), ["Hello <Grace>"]);
      await becomes(() => ada.inputValue("input[name=message]"), "");
    })));

test("one of them may have our client", () =>
  visit(on, "/compat/chat?room=both", (ada) =>
    visit(on, "/chat?room=both", async (grace) => {
      await enter(ada, "Ada");
      await grace.fill("input[name=name]", "Grace");
      await grace.press("input[name=name]", "Enter");
      await grace.waitForSelector("#messages", WAIT);
      await grace.fill("input[name=message]", "Hello Ada");
      await grace.press("input[name=message]", "Enter");
      await becomes(() => bodies(ada), ["Hello Ada"]);
    })));

const errors = (page) =>
  page.$$eval(".field-errors", (all) => all.filter((one) => one.textContent).map((one) => one.id));

test("a user is checked while it is typed, and saved", () =>
  visit(on, "/compat/users", async (page) => {
    await isOfficial(page);
    await page.getByLabel("E-mail").pressSequentially("ada@");
    await becomes(() => errors(page), ["user_email-errors"]);
    await page.getByLabel("E-mail").fill("ada@compat.example.org");
    await becomes(() => errors(page), []);
    await page.getByLabel("Name").fill("Ada of compat");
    await page.click("#add-skill");
    await becomes(() => page.locator(".skill").count(), 1);
    await page.locator(".skill").getByLabel("Skill").fill("Notes");
    await page.locator(".skill").getByLabel("Level").fill("9");
    await page.press("input[name='user[name]']", "Enter");
    await page.waitForSelector(".saved:has-text('Ada of compat')", WAIT);
    await becomes(() => page.inputValue("input[name='user[name]']"), "");
  }));
