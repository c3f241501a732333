// Every page of the gallery can be used without seeing it and without a mouse.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { becomes, texts, visit, WAIT } from "./apps.mjs";
import { stage } from "./gallery.mjs";

const AXE = readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

const on = stage();

/** The pages that the index leads to, and the index. */
async function paths() {
  const page = await on.chromium.newPage();
  await page.goto(on.server.url);
  const found = await page.$$eval("a[href^='/']", (links) => links.map((link) => link.getAttribute("href")));
  await page.close();
  return ["/", ...new Set(found)];
}

/** What axe finds, in words. */
async function violations(page, options = {}) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), { resultTypes: ["violations"], ...options });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}: ${node.failureSummary}`));
}

/** A chat shows its room to who has a name, and messages once there are some. */
async function talk(page) {
  await page.fill("input[name=name]", "Ada");
  await page.press("input[name=name]", "Enter");
  await page.waitForSelector("#messages", WAIT);
  await page.fill("input[name=message]", "Hello");
  await page.press("input[name=message]", "Enter");
  await page.waitForSelector("#messages li", WAIT);
}

test("axe finds nothing on any page, light or dark", async () => {
  const all = await paths();
  assert.ok(all.length > 1, "the index leads to pages");
  const found = {};
  for (const path of all) {
    const context = await on.chromium.newContext({ colorScheme: "light" });
    const page = await context.newPage();
    await page.goto(on.server.url + path);
    if (await page.$("[data-phx-main]")) await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
    if (path.startsWith("/chat")) await talk(page);
    const problems = await violations(page);
    await page.emulateMedia({ colorScheme: "dark" });
    // Nothing else is another in the dark.
    problems.push(...(await violations(page, { runOnly: ["color-contrast"] })));
    if (problems.length > 0) found[path] = problems;
    await context.close();
  }
  assert.deepEqual(found, {});
});

test("what is wrong is found: axe looks", () =>
  visit(on, "/users", async (page) => {
    await page.evaluate(() => document.querySelector("main").append(document.createElement("input"), new Image()));
    const found = (await violations(page)).map((problem) => problem.split(":")[0]);
    assert.deepEqual([...new Set(found)].sort(), ["image-alt", "label"]);
  }));

/** Presses Tab until the focus is on what matches, where it has to be seen. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    const [found, seen] = await page.evaluate((selector) => {
      const { activeElement } = document;
      return [activeElement.matches(selector), activeElement.matches(":focus-visible")];
    }, selector);
    if (found) return assert.ok(seen, `${selector} shows that it has the focus`);
  }
  return assert.fail(`${selector} is not reached by Tab`);
}

/** What is read out when it changes: the texts of live regions, as the browser tells assistive technology. */
async function announced(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const texts = (node) => (node.role?.value === "StaticText" ? [node.name.value] : (node.childIds ?? []).flatMap((id) => texts(byId.get(id))));
  const live = nodes.filter(({ properties = [] }) => properties.some(({ name, value }) => name === "live" && value.value !== "off"));
  await session.detach();
  return live.flatMap(texts).join(" ");
}

test("chat: by keyboard alone, and what others write is read out", () =>
  visit(on, "/chat?room=keys", (ada) =>
    visit(on, "/chat?room=keys", async (grace) => {
      for (const [page, name] of [[ada, "Ada"], [grace, "Grace"]]) {
        // The field takes the focus by itself.
        if (await page.evaluate(() => document.activeElement.name !== "name")) await tabTo(page, "input[name=name]");
        await page.keyboard.type(name);
        await page.keyboard.press("Enter");
        await page.waitForSelector("#messages", WAIT);
        await becomes(() => page.evaluate(() => document.activeElement.name), "message");
      }
      await grace.keyboard.type("Hello Ada");
      await grace.keyboard.press("Enter");
      await becomes(() => texts(ada, "#messages .body"), ["Hello Ada"]);
      assert.match(await announced(ada), /Grace.*Hello Ada/);
      for (let line = 0; line < 30; line += 1) {
        await grace.keyboard.type(`line ${line}`);
        await grace.keyboard.press("Enter");
        await becomes(async () => (await texts(grace, "#messages .body")).at(-1), `line ${line}`);
      }
      // Back to what was said: the list is reached and scrolled.
      await becomes(async () => (await texts(ada, "#messages .body")).at(-1), "line 29");
      await ada.keyboard.press("Shift+Tab");
      await tabTo(ada, "#messages, input[name=message]");
      for (let tries = 0; (await ada.evaluate(() => document.activeElement.id)) !== "messages"; tries += 1) {
        assert.ok(tries < 30);
        await ada.keyboard.press("Shift+Tab");
      }
      const before = await ada.$eval("#messages", (list) => list.scrollTop);
      await ada.keyboard.press("PageUp");
      await becomes(() => ada.$eval("#messages", (list, before) => list.scrollTop < before, before), true);
    })));

test("users: by keyboard alone, and errors are read out", () =>
  visit(on, "/users", async (page) => {
    await tabTo(page, "#user_name");
    await page.keyboard.type("Ada");
    await tabTo(page, "#user_email");
    await page.keyboard.type("ada@");
    await becomes(async () => /must be an e-mail address/.test(await announced(page)), true);
    await page.keyboard.type("keys.example");
    await tabTo(page, "#add-skill");
    await page.keyboard.press("Space");
    await page.waitForSelector(".skill", WAIT);
    assert.equal(await page.evaluate(() => document.activeElement.id), "add-skill");
    await page.keyboard.press("Space");
    await page.waitForFunction(() => document.querySelectorAll(".skill").length === 2, null, WAIT);
    for (const name of ["one", "two"]) {
      const at = name === "one" ? 0 : 1;
      while ((await page.evaluate(() => document.activeElement.id)) !== `user_skills_${at}_name`) {
        await page.keyboard.press(at === 0 ? "Shift+Tab" : "Tab");
      }
      await page.keyboard.type(name);
    }
    await tabTo(page, "[aria-label='Move up']");
    await page.keyboard.press("Enter");
    await becomes(() => page.$$eval(".skill input[type=text]", (all) => all.map((field) => field.value)), ["two", "one"]);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Move up");
    await tabTo(page, ".save");
    await page.keyboard.press("Enter");
    await becomes(async () => /Ada is stored/.test(await announced(page)), true);
  }));

test("desk: by keyboard alone", () =>
  visit(on, "/desk?show=all", async (page) => {
    await tabTo(page, "#sort");
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => /sort=/.test(location.search), null, WAIT);
    assert.equal(await page.evaluate(() => document.activeElement.id), "sort");
    await tabTo(page, "[aria-label^='Take ticket']");
    const label = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    await page.keyboard.press("Enter");
    await page.waitForSelector(`[aria-label='${label}']`, { state: "detached", ...WAIT });
    await page.evaluate(() => document.activeElement.blur());
    await tabTo(page, ".tabs a:not([aria-current])");
    const tab = await page.evaluate(() => [...document.activeElement.childNodes].map((node) => node.textContent.trim()).find(Boolean));
    await page.keyboard.press("Enter");
    await becomes(() => page.$eval(".tabs [aria-current]", (one) => [...one.childNodes].map((node) => node.textContent.trim()).find(Boolean)), tab);
  }));

test("components: by keyboard alone", () =>
  visit(on, "/components", async (page) => {
    await tabTo(page, "select[name=tone]");
    const tone = await page.evaluate(() => document.activeElement.value);
    await page.keyboard.press("ArrowDown");
    await becomes(() => page.evaluate((tone) => document.activeElement.value !== tone, tone), true);
    await tabTo(page, "[phx-value-stars='3']");
    await page.keyboard.press("Space");
    await becomes(() => page.getAttribute("[phx-value-stars='3'][aria-pressed]", "aria-pressed"), "true");
    await tabTo(page, "[phx-click=clear]");
    await page.keyboard.press("Enter");
    await becomes(() => page.evaluate(() => document.activeElement.getAttribute("phx-click")), "clear");
  }));
