// The component gallery in a real browser: props, slots and their arguments, classes and styles.

import assert from "node:assert/strict";
import test from "node:test";
import { becomes, pictures, texts, visit } from "./apps.mjs";
import { stage } from "./gallery.mjs";

const on = stage();

const card = (page) => page.getAttribute("[data-test=card]", "class");
const names = (page) => texts(page, ".ui-table tbody td:first-child");

test("a card shows what its props and slots say", () =>
  visit(on, "/components", async (page) => {
    assert.equal(await card(page), "ui-card plain");
    await page.fill("[name=title]", "A & <b>");
    await becomes(() => texts(page, "#shown"), ["A & <b>"]);
    await page.selectOption("[name=tone]", "bad");
    await becomes(() => card(page), "ui-card bad");
    await page.check("[name=wide]");
    await becomes(() => card(page), "ui-card bad wide");
    assert.equal(await page.getAttribute("footer button", "aria-describedby"), "shown");
    await page.uncheck("[name=footer]");
    await becomes(() => page.locator(".ui-card footer").count(), 0);
    assert.equal(await card(page), "ui-card bad wide");
    await page.check("[name=footer]");
    await becomes(() => page.locator(".ui-card footer").count(), 1);
  }));

test("a style is set under a strict policy", () =>
  visit(on, "/components", async (page) => {
    const edge = () => page.$eval(".ui-edge", (one) => one.style.getPropertyValue("--hue"));
    await page.fill("[name=hue]", "120");
    await becomes(() => page.locator(".ui-edge").count(), 1);
    assert.equal(await edge(), "120");
    await page.fill("[name=hue]", "30");
    await becomes(edge, "30");
  }));

test("stars are lit by number, each as the caller says", () =>
  visit(on, "/components", async (page) => {
    assert.deepEqual(await texts(page, ".ui-stars"), ["★★★☆☆"]);
    await page.click("[aria-pressed]:text-is('1')");
    await becomes(() => texts(page, ".ui-stars"), ["★☆☆☆☆"]);
    assert.equal(await page.getAttribute(".ui-stars", "aria-label"), "Rating: 1 of 5");
    assert.deepEqual(await texts(page, "[aria-pressed=true]"), ["1"]);
    await page.click("text=Five stars");
    await becomes(() => texts(page, ".ui-stars"), ["★★★★★"]);
  }));

test("a table has a column for each slot", () =>
  visit(on, "/components", async (page) => {
    assert.deepEqual(await texts(page, ".ui-table th"), ["Name", "Moons", "Diameter, km", "Rings"]);
    assert.deepEqual(await names(page), ["Mars", "Saturn", "Earth", "Uranus"]);
    await page.click("text=By moons");
    await becomes(() => names(page), ["Earth", "Mars", "Uranus", "Saturn"]);
    assert.deepEqual(await texts(page, ".ui-table .ui-badge"), ["no", "no", "yes", "yes"]);
    await page.click("text=By name");
    await becomes(() => names(page), ["Earth", "Mars", "Saturn", "Uranus"]);
    await page.click("text=Clear");
    await becomes(() => names(page), ["No planets."]);
    assert.equal(await page.getAttribute(".ui-table td", "colspan"), "4");
    await page.click("text=By diameter");
    await becomes(() => names(page), ["Mars", "Earth", "Uranus", "Saturn"]);
  }));

test("it can be read and used everywhere", () =>
  pictures(on, "/components", "components", async (page) => {
    await page.fill("[name=hue]", "140");
    await becomes(() => page.locator(".ui-edge").count(), 1);
  }));
