// Content that stands elsewhere in the document: `<.portal>`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { commands, played } from "./scripted.mjs";

const live = played();

const AROUND = '$<div id="dialogs"></div><div id="other"></div>';
const portal = (content, more = "") =>
  `<template id="help" data-phx-portal="#dialogs"><div id="help-content"${more}>${content}</div></template>`;

/** A page whose portal stands where it is to be. */
async function opened(template, values = [], settings = {}) {
  const page = await live(template, values, { around: AROUND, ...settings });
  await page.waitForSelector("#dialogs > #help-content", { state: "attached" });
  return page;
}

test("a portal's content stands at the end of its target, and is patched there", async () => {
  const page = await opened(portal("<p>{0}</p><ul>{1}</ul>"), ["a", null], { rows: ["<li>{0}</li>"] });
  assert.equal(await page.$eval("#dialogs > #help-content > p", (p) => p.textContent), "a");
  await page.$eval("#help-content", (content) => { content.marked = true; });
  await page.push({ d: [0, "b", 1, [-2, "one", "two"]] });
  assert.equal(await page.$eval("#help-content", (content) => content.innerText.replace(/\s+/g, " ")), "b one two");
  assert.equal(await page.$eval("#help-content", (content) => content.marked), true);
  assert.equal(await page.$eval("#help", (template) => template.content.childElementCount), 0);
  assert.deepEqual(await page.reports(), []);
});

test("a portal's events and forms are those of its view", async () => {
  const page = await opened(portal('<button phx-click="go">x</button><form phx-change="c"><input name="a"></form>'));
  await page.click("#dialogs button");
  await page.fill("#dialogs input", "1");
  assert.deepEqual(await page.names(), ["go", "c"]);
});

test("clicks in a portal are not those of what it stands in", async () => {
  const page = await opened(portal("<b>x</b>"), [], { around: '$<div id="dialogs" phx-click="outer"></div>' });
  await page.click("#dialogs b");
  assert.deepEqual(await page.names(), []);
});

test("a click in a portal is none away from what has the portal", async () => {
  const page = await opened(`<section phx-click-away="away"><b>in</b>${portal("<i>there</i>")}</section>`);
  await page.click("#dialogs i");
  assert.deepEqual(await page.names(), []);
  await page.evaluate(() => document.body.click());
  await page.$eval("#other", (other) => { other.textContent = "elsewhere"; });
  await page.click("#other");
  assert.deepEqual([...new Set(await page.names())], ["away"]);
});

test("hooks and phx-mounted in a portal live as long as it does", async () => {
  const page = await opened(`<div>{0}</div>`, [[-2, "a"]], {
    rows: [portal(`<p phx-hook="Log" id="p" phx-mounted="${commands(["push", { event: "there" }])}">{0}</p>`)],
    setup() {
      window.seen = [];
      const note = (name) => function () { seen.push(`${name} ${this.el.isConnected}`); };
      window.hooks = { Log: { mounted: note("mounted"), updated: note("updated"), destroyed: note("destroyed") } };
    },
  });
  await page.waitForFunction(() => seen.length > 0);
  assert.deepEqual(await page.names(), ["there"]);
  await page.push({ d: [0, 0, 0, "b"] });
  assert.deepEqual(await page.seen(), ["mounted true", "updated true"]);
  await page.push({ d: [0, [0]] });
  assert.equal(await page.$("#help-content"), null);
  assert.deepEqual((await page.seen()).slice(2), ["destroyed false"]);
});

test("a portal in a portal goes with it", async () => {
  const inner = '<template id="inner" data-phx-portal="#other"><div id="inner-content">{0}</div></template>';
  const page = await opened("<div>{0}</div>", [[-2, "x"]], { rows: [portal(inner)] });
  await page.waitForSelector("#other > #inner-content");
  await page.push({ d: [0, 0, 0, "y"] });
  assert.equal(await page.textContent("#inner-content"), "y");
  await page.push({ d: [0, [0]] });
  assert.deepEqual(await page.$$eval("#help-content, #inner-content", (all) => all.length), 0);
});

test("a portal goes where its target is now", async () => {
  const page = await opened('<template id="help" data-phx-portal="{0}"><div id="help-content">x</div></template>', ["#dialogs"]);
  await page.push({ d: [0, "#other"] });
  await page.waitForSelector("#other > #help-content");
  assert.equal(await page.$("#dialogs > *"), null);
});

test("a portal without a target is reported, and the page goes on", async () => {
  const page = await live(`<p>{0}</p><template id="help" data-phx-portal="#none"><div id="help-content">x</div></template>`, ["a"]);
  await page.waitForFunction(() => reports.length > 0);
  assert.deepEqual(await page.reports(), ["portal"]);
  await page.push({ d: [0, "b"] });
  assert.equal(await page.textContent("p"), "b");
});

test("a portal is kept when the connection comes back", async () => {
  const page = await opened(portal('<p>{0}</p><input name="a">'), ["a"]);
  await page.fill("#dialogs input", "typed");
  await page.evaluate(() => { server.rendered[1][1] = "b"; server.socket.drop(); });
  await page.waitForFunction(() => document.querySelector("#help-content p").textContent === "b");
  assert.equal(await page.value("#dialogs input"), "typed");
  assert.equal(await page.$$eval("#help-content", (all) => all.length), 1);
});
