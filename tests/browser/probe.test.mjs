// What our client and the official one keep of what users and scripts did: the same page of the same server, the same
// changes. The table of docs/client.md is made here; `UPDATE=1 node --test probe.test.mjs` renews it.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import test from "node:test";
import { becomes, WAIT } from "./apps.mjs";
import { stage } from "./gallery.mjs";
import { useOfficialClient } from "./official.mjs";

const DOCUMENT = new URL("../../docs/client.md", import.meta.url);
const BEGIN = "<!-- what is kept -->\n";
const END = "<!-- end of what is kept -->\n";

const on = stage("hostile");

/** What happens, and when it is there. */
const CHANGES = {
  "a text elsewhere": async (page) => {
    await page.evaluate(() => document.querySelector("#count").click());
    await becomes(() => page.textContent("#count"), "1");
  },
  "an element in front": async (page) => {
    await page.evaluate(() => document.querySelector("#news").click());
    await page.waitForSelector("[value=n]", { state: "attached", ...WAIT });
  },
  "rows turned round": async (page) => {
    await page.evaluate(() => document.querySelector("#turn").click());
    await becomes(() => page.$$eval("li", (rows) => rows.map((row) => row.id).join(" ")), "two one");
  },
  "another connection": async (page) => {
    await page.evaluate(() => document.querySelector("#count").click());
    await becomes(() => page.textContent("#count"), "1");
    await on.server.stop();
    await page.waitForSelector("[data-phx-main]:not(.phx-connected)", { state: "attached", ...WAIT });
    await on.server.start();
    await page.waitForSelector("[data-phx-main].phx-connected", { state: "attached", timeout: 20_000 });
    await becomes(() => page.textContent("#count"), "0");
  },
};

/**
 * In row `one`: `act` brings it about, `is` tells whether it is so. Of a `group` of its own is what would disturb the
 * others.
 */
const THINGS = {
  "text typed into a field that has lost the focus": {
    act: (row) => { row.querySelector(".typed").value = "typed"; },
    is: (row) => row.querySelector(".typed").value === "typed",
  },
  "text typed into a textarea": {
    act: (row) => { row.querySelector("textarea").value = "typed"; },
    is: (row) => row.querySelector("textarea").value === "typed",
  },
  "a ticked box": {
    act: (row) => row.querySelector(".box").click(),
    is: (row) => row.querySelector(".box").checked,
  },
  "a chosen option": {
    act: (row) => { row.querySelector("select").value = "second"; },
    is: (row) => row.querySelector("select").value === "second",
  },
  "opened `<details>`": {
    act: (row) => { row.querySelector("details").open = true; },
    is: (row) => row.querySelector("details").open,
  },
  "an open `<dialog>`": {
    act: (row) => row.querySelector("dialog").show(),
    is: (row) => row.querySelector("dialog").open,
  },
  "a class that a script added": {
    act: (row) => row.querySelector(".marked").classList.add("added"),
    is: (row) => row.querySelector(".marked").classList.contains("added"),
  },
  "an attribute that a script set": {
    act: (row) => row.querySelector(".marked").setAttribute("aria-expanded", "true"),
    is: (row) => row.querySelector(".marked").hasAttribute("aria-expanded"),
  },
  "a style that a script set": {
    act: (row) => { row.querySelector(".marked").style.width = "9px"; },
    is: (row) => row.querySelector(".marked").style.width === "9px",
  },
  "nodes that a library made": {
    act: (row) => row.querySelector(".widget").append(document.createElement("canvas")),
    is: (row) => row.querySelector(".widget canvas") !== null,
  },
  "nodes that a library made under `phx-update=\"ignore\"`": {
    act: (row) => row.querySelector("[phx-update]").append(document.createElement("canvas")),
    is: (row) => row.querySelector("[phx-update] canvas") !== null,
  },
  "a scroll position": {
    act: (row) => {
      const scroll = row.querySelector(".scroll");
      Object.assign(scroll.style, { height: "20px", overflow: "auto" });
      scroll.firstChild.style.height = "200px";
      scroll.scrollTop = 50;
    },
    is: (row) => row.querySelector(".scroll").scrollTop === 50,
  },
  "the page in a frame": {
    act: (row) => { row.querySelector("iframe").contentWindow.kept = true; },
    is: (row) => row.querySelector("iframe").contentWindow.kept === true,
  },
  "a running animation": {
    act: (row) => { row.querySelector(".moving").animation = row.querySelector(".moving").animate({ opacity: [0, 1] }, 1e6); },
    is: (row) => row.querySelector(".moving").animation?.playState === "running" && row.querySelector(".moving").getAnimations().length === 1,
  },
  "the focus, and the selection in the field": {
    group: "focus",
    act: (row) => {
      const field = row.querySelector(".focused");
      field.focus();
      field.value = "typed";
      field.setSelectionRange(1, 3);
    },
    is: (row) => {
      const field = row.querySelector(".focused");
      return document.activeElement === field && field.value === "typed" && field.selectionStart === 1 && field.selectionEnd === 3;
    },
  },
  "an open popover": {
    group: "popover",
    act: (row) => row.querySelector(".pop").showPopover(),
    is: (row) => row.querySelector(".pop").matches(":popover-open"),
  },
  "a modal dialog": {
    group: "modal",
    act: (row) => row.querySelector("dialog").showModal(),
    is: (row) => row.querySelector("dialog").matches(":modal"),
  },
  "selected text": {
    group: "selection",
    act: (row) => getSelection().selectAllChildren(row.querySelector(".words")),
    is: () => getSelection().toString() === "some words",
  },
};

const CLIENTS = { ours: async () => {}, official: useOfficialClient };

/** Whether each of some things is as it was brought about, after a change. */
async function probe(client, group, change) {
  const context = await on.chromium.newContext({ bypassCSP: true });
  const page = await context.newPage();
  try {
    await CLIENTS[client](page);
    await page.goto(`${on.server.url}/probe`);
    await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
    const things = Object.entries(THINGS).filter(([, thing]) => (thing.group ?? "rest") === group);
    const row = await page.$("#one");
    for (const [name, { act, is }] of things) {
      await row.evaluate(act);
      assert.equal(await row.evaluate(is), true, `${name} is brought about`);
    }
    await CHANGES[change](page);
    const kept = {};
    const after = await page.$("#one");
    for (const [name, { is }] of things) kept[name] = await after.evaluate(is);
    return kept;
  } finally {
    await context.close();
  }
}

async function table() {
  const kept = {};
  for (const change of Object.keys(CHANGES)) {
    for (const client of Object.keys(CLIENTS)) {
      kept[change] ??= {};
      kept[change][client] = {};
      for (const group of new Set(Object.values(THINGS).map(({ group = "rest" }) => group))) {
        Object.assign(kept[change][client], await probe(client, group, change));
      }
    }
  }
  const changes = Object.keys(CHANGES);
  const word = (is) => (is ? "kept" : "**lost**");
  const row = (thing) => changes.map((change) => `${word(kept[change].ours[thing])} / ${word(kept[change].official[thing])}`);
  const lines = [["", ...changes], ["---", ...changes.map(() => "---")], ...Object.keys(THINGS).map((thing) => [thing, ...row(thing)])];
  return { kept, text: lines.map((cells) => `| ${cells.join(" | ")} |\n`).join("") };
}

test("what each client keeps is what docs/client.md says, and ours keeps all", async () => {
  const { kept, text } = await table();
  const document = readFileSync(DOCUMENT, "utf8");
  const [before, rest] = document.split(BEGIN);
  const [said, after] = rest.split(END);
  if (process.env.UPDATE) writeFileSync(DOCUMENT, before + BEGIN + text + END + after);
  else assert.equal(said, text, "UPDATE=1 renews docs/client.md");
  const lost = Object.entries(kept).flatMap(([change, { ours }]) => Object.keys(ours).filter((thing) => !ours[thing]).map((thing) => [change, thing]));
  assert.deepEqual(lost, []);
});
