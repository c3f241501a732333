// The users in a real browser: a form whose entries come, go and move.

import assert from "node:assert/strict";
import test from "node:test";
import { complaints, screenshot, stage } from "./gallery.mjs";
import { useOfficialClient } from "./official.mjs";

const on = stage();
const WAIT = { timeout: 8_000 };

async function visit(work, options, prepare = async () => {}) {
  const context = await on.chromium.newContext(options);
  const page = await context.newPage();
  const found = complaints(page);
  try {
    await prepare(page);
    await page.goto(`${on.server.url}/users`);
    await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
    await work(page);
    assert.deepEqual(found, []);
  } finally {
    await context.close();
  }
}

/** The errors that are shown, by the ids of their places. */
const errors = (page) =>
  page.$$eval(".field-errors", (all) =>
    Object.fromEntries(all.filter((one) => one.textContent).map((one) => [one.id.slice(0, -"-errors".length), one.textContent])));

/** Waits until these errors are shown, and no others. */
async function shows(page, wanted) {
  const since = Date.now();
  for (;;) {
    const found = await errors(page);
    try {
      assert.deepEqual(found, wanted);
      return;
    } catch (problem) {
      if (Date.now() - since > WAIT.timeout) throw problem;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

const rows = (page) =>
  page.$$eval(".skill", (all) => all.map((row) => [...row.querySelectorAll("input")].map((input) => input.value).join(" ")));

async function add(page, count) {
  await page.click("#add-skill");
  await page.waitForFunction((count) => document.querySelectorAll(".skill").length === count, count, WAIT);
}

/** Presses a button of an entry, and waits until the entries are these. */
async function press(page, at, label, wanted) {
  await page.locator(".skill").nth(at).getByLabel(label).click();
  await page.waitForFunction(
    (wanted) => [...document.querySelectorAll(".skill")].map((row) => row.querySelector("input").value).join() === wanted,
    wanted.join(),
    WAIT,
  );
}

const skill = (page, at) => page.locator(".skill").nth(at).getByLabel("Skill");
const level = (page, at) => page.locator(".skill").nth(at).getByLabel("Level");

test("the index leads to the users", async () => {
  const context = await on.chromium.newContext();
  const page = await context.newPage();
  await page.goto(on.server.url);
  await page.click("a[href='/users']");
  await page.waitForSelector("#user", WAIT);
  await context.close();
});

test("errors come while one types, on used fields only", () =>
  visit(async (page) => {
    await shows(page, {});
    await page.getByLabel("E-mail").pressSequentially("ada@");
    await shows(page, { user_email: "must be an e-mail address, such as ada@example.org" });
    assert.equal(await page.getAttribute("#user_email", "aria-invalid"), "true");
    const described = await page.getAttribute("#user_email", "aria-describedby");
    assert.match(await page.textContent(`[id="${described}"]`), /e-mail address/);
    await page.getByLabel("E-mail").pressSequentially("example.org");
    await shows(page, {});
    assert.equal(await page.getAttribute("#user_email", "aria-invalid"), null);
    assert.equal(await page.evaluate(() => document.activeElement.id), "user_email");
    await page.fill("#user_name", "A");
    await page.fill("#user_name", "");
    await shows(page, { user_name: "is required" });
    await add(page, 1);
    await shows(page, { user_name: "is required" });
    await level(page, 0).fill("11");
    await shows(page, { user_name: "is required", user_skills_0_level: "must be from 1 to 10" });
    await level(page, 0).fill("");
    await shows(page, { user_name: "is required", user_skills_0_level: "is required" });
    await screenshot(page, "users-errors");
  }));

test("all errors are shown once the form was sent", () =>
  visit(async (page) => {
    await page.click(".save");
    await shows(page, {
      user_name: "is required",
      user_email: "is required",
      user_skills: "at least one is needed",
    });
    assert.equal(await page.$(".saved"), null);
    await add(page, 1);
    await shows(page, { user_name: "is required", user_email: "is required" });
  }));

test("entries keep what was typed, and their nodes, when others come, go and move", () =>
  visit(async (page) => {
    for (const [at, name] of ["a", "b", "c"].entries()) {
      await add(page, at + 1);
      await skill(page, at).fill(name);
      await level(page, at).fill(String(at + 1));
    }
    await page.evaluate(() => {
      for (const input of document.querySelectorAll(".skill input")) input.marked = input.value;
    });
    await press(page, 2, "Move up", ["a", "c", "b"]);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "Move up");
    await press(page, 0, "Move down", ["c", "a", "b"]);
    assert.deepEqual(await rows(page), ["c 3", "a 1", "b 2"]);
    await press(page, 1, "Remove", ["c", "b"]);
    assert.equal(await page.evaluate(() => document.activeElement.id), "add-skill");
    await add(page, 3);
    assert.deepEqual(await rows(page), ["c 3", "b 2", " 5"]);
    const marks = await page.$$eval(".skill input", (all) => all.map((input) => input.marked));
    assert.deepEqual(marks, ["c", "3", "b", "2", undefined, undefined]);
    await shows(page, {});
  }));

test("a field that is being typed in keeps its focus and its text while entries change", () =>
  visit(async (page) => {
    await add(page, 1);
    await add(page, 2);
    await skill(page, 1).fill("half");
    await skill(page, 1).evaluate((input) => input.setSelectionRange(1, 3));
    // As by a keyboard: the focus stays where it is.
    await page.evaluate(() => document.querySelectorAll(".skill [aria-label='Move up']")[1].click());
    await page.waitForFunction(() => document.querySelector(".skill input").value === "half", null, WAIT);
    const state = await page.evaluate(() => {
      const { value, selectionStart, selectionEnd } = document.activeElement;
      return [value, selectionStart, selectionEnd];
    });
    assert.deepEqual(state, ["half", 1, 3]);
    await page.keyboard.press("End");
    await page.keyboard.type(" a skill");
    await page.evaluate(() => document.querySelector("#add-skill").click());
    await page.waitForFunction(() => document.querySelectorAll(".skill").length === 3, null, WAIT);
    assert.equal(await page.evaluate(() => document.activeElement.value), "half a skill");
  }));

test("two quick clicks add two entries", () =>
  visit(async (page) => {
    await page.evaluate(() => {
      document.querySelector("#add-skill").click();
      document.querySelector("#add-skill").click();
    });
    await page.waitForFunction(() => document.querySelectorAll(".skill").length === 2, null, WAIT);
  }));

async function fillIn(page, name, email) {
  await page.fill("#user_name", name);
  await page.fill("#user_email", email);
  await add(page, 1);
  await skill(page, 0).fill("Engines");
  await level(page, 0).fill("10");
}

test("saving stores the user, confirms it and empties the form", async () => {
  await visit(async (page) => {
    await fillIn(page, "Ada <Lovelace>", "ada@example.org");
    await page.click(".save");
    await page.waitForSelector(".saved:has-text('Ada <Lovelace> is stored.')", WAIT);
    await page.waitForSelector("#users > li:has-text('Ada <Lovelace>')", WAIT);
    assert.match(await page.textContent("#users > li"), /ada@example.org\s*Engines 10/);
    assert.deepEqual([await page.inputValue("#user_name"), await page.inputValue("#user_email")], ["", ""]);
    assert.deepEqual(await rows(page), []);
    await shows(page, {});
    // What is typed next is used; what was used for the last user is not.
    await page.fill("#user_email", "x");
    await shows(page, { user_email: "must be an e-mail address, such as ada@example.org" });
    await screenshot(page, "users-saved");
  });
  await on.server.stop();
  await on.server.start();
  await visit(async (page) => {
    assert.match(await page.textContent("#users > li"), /Ada <Lovelace>/);
    await fillIn(page, "Another", "ADA@example.org");
    await page.click(".save");
    await shows(page, { user_email: "is taken by another user" });
    assert.equal(await page.inputValue("#user_name"), "Another");
  });
});

test("a server that was started anew is told of the form", () =>
  visit(async (page) => {
    await page.fill("#user_name", "Half");
    await add(page, 1);
    await add(page, 2);
    await skill(page, 0).fill("a");
    await skill(page, 1).fill("b");
    await press(page, 1, "Move up", ["b", "a"]);
    await level(page, 1).fill("11");
    await shows(page, { user_skills_0_level: "must be from 1 to 10" });
    await page.$$eval(".skill", (all) => all.forEach((row, index) => { row.marked = index; }));
    await on.server.stop();
    await page.waitForSelector("[data-phx-main].phx-error", WAIT);
    await on.server.start();
    await page.waitForSelector("[data-phx-main].phx-connected", { timeout: 15_000 });
    await page.waitForFunction(() => document.querySelectorAll(".skill").length === 2, null, WAIT);
    assert.deepEqual(await rows(page), ["b 5", "a 11"]);
    assert.equal(await page.inputValue("#user_name"), "Half");
    await shows(page, { user_skills_0_level: "must be from 1 to 10" });
    assert.equal(await page.evaluate(() => document.activeElement.id), "user_skills_0_level");
    assert.deepEqual(await page.$$eval(".skill", (all) => all.map((row) => row.marked)), [0, 1]);
  }));

test("it is usable on a phone, light and dark", () =>
  visit(
    async (page) => {
      await fillIn(page, "Grace", "grace");
      await shows(page, { user_email: "must be an e-mail address, such as ada@example.org" });
      await screenshot(page, "users-phone-dark");
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth), false);
      await page.emulateMedia({ colorScheme: "light" });
      await screenshot(page, "users-phone-light");
    },
    { viewport: { width: 390, height: 780 }, colorScheme: "dark", hasTouch: true, isMobile: true },
  ));

test("the official client does the same", () =>
  visit(
    async (page) => {
      await page.getByLabel("E-mail").pressSequentially("grace@");
      await shows(page, { user_email: "must be an e-mail address, such as ada@example.org" });
      await page.getByLabel("E-mail").pressSequentially("example.org");
      await shows(page, {});
      await page.fill("#user_name", "Grace");
      for (const [at, name] of ["a", "b", "c"].entries()) {
        await add(page, at + 1);
        await skill(page, at).fill(name);
      }
      await press(page, 2, "Move up", ["a", "c", "b"]);
      await press(page, 0, "Remove", ["c", "b"]);
      await level(page, 1).fill("0");
      await shows(page, { user_skills_1_level: "must be from 1 to 10" });
      await level(page, 1).fill("7");
      await shows(page, {});
      await page.click(".save");
      await page.waitForSelector("#users > li:has-text('grace@example.org')", WAIT);
      assert.match(await page.textContent("#users > li"), /c 5\s*b 7/);
      assert.equal(await page.inputValue("#user_name"), "");
      assert.deepEqual(await rows(page), []);
    },
    { bypassCSP: true },
    useOfficialClient,
  ));
