/**
 * Times slotwise's client beside others in one Chromium.
 *
 *     cargo run -p benches --bin client ──> pages and patches ──> a page for each contender ──> rounds ──> table, gates
 */
import { execFileSync } from "node:child_process";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { bundle } from "./bundle.mjs";
import { CONTENDERS, messagesFor } from "./messages.mjs";
import { gates, report } from "./report.mjs";

const USAGE = `usage: npm run bench -- [--rounds N] [--pages 1000,10000,deep] [--only NAME,..] [--check] [--json]
       [--chromium PATH]

NAME is one without its comma, such as "slotwise core".

Times what the browser client does beside others, in one Chromium: each contender has a page of its own, and they take
turns. Times are of script alone, in ms: the least, and the median in brackets. Before anything is timed, all have to
show the same after each operation; with --check that is all. Closes with the goals, and exits with 1 if one is missed.`;

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "12" },
    pages: { type: "string", default: "1000,10000,deep" },
    only: { type: "string", default: "" },
    check: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    chromium: { type: "string", default: process.env.CHROMIUM ?? "/usr/bin/chromium" },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}

const root = new URL("../..", import.meta.url).pathname;
const say = (/** @type {string} */ text) => process.stderr.write(`${text}\n`);
say("pages and patches (cargo run --release -p benches --bin client)");
const built = execFileSync("cargo", ["run", "--release", "--quiet", "-p", "benches", "--bin", "client"], {
  cwd: root,
  maxBuffer: 1 << 28,
  stdio: ["ignore", "pipe", "inherit"],
});
const pages = messagesFor(JSON.parse(built.toString()));
const wanted = new Set(options.pages.split(","));
const only = options.only ? new Set(options.only.split(",")) : null;
const scripts = await bundle(CONTENDERS.map(({ file }) => file));
const browser = await chromium.launch({
  executablePath: options.chromium,
  args: ["--disable-background-timer-throttling", "--disable-renderer-backgrounding"],
});

const results = [];
try {
  for (const page of pages) {
    if (!wanted.has(page.name)) continue;
    const entered = CONTENDERS.filter(({ name, kind }) => page.messages[kind] && (!only || only.has(name.replace(",", ""))));
    say(`page ${page.name}: ${entered.map(({ name }) => name).join(", ")}`);
    const tabs = [];
    for (const contender of entered) tabs.push(await enter(page, contender));
    await sameIsShown(page, tabs);
    if (!options.check) results.push(await race(page, tabs));
    for (const { tab } of tabs) await tab.close();
  }
} finally {
  await browser.close();
}
if (options.check) process.exit(0);
if (options.json) console.log(JSON.stringify(results, null, 1));
else console.log(report(results));
const missed = gates(results);
for (const line of missed) say(line);
process.exitCode = missed.some((line) => line.startsWith("missed")) ? 1 : 0;

/** They take turns at each operation of a page. */
async function race(page, tabs) {
  const times = Object.fromEntries(tabs.map(({ name }) => [name, { bind: [] }]));
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    for (const operation of page.operations) {
      for (const tab of tabs) {
        if (!tab.operations.has(operation)) continue;
        const time = await tab.tab.evaluate((name) => bench.time(name), operation);
        (times[tab.name][operation] ??= []).push(time);
      }
    }
    say(`  round ${round} of ${options.rounds}`);
  }
  for (const tab of tabs) {
    if (tab.binds) times[tab.name].bind = await tab.tab.evaluate(() => bench.adopt(12));
    else if (tab.join !== undefined) times[tab.name].bind = [tab.join];
  }
  return {
    page: page.name,
    operations: ["bind", ...page.operations],
    times,
    heap: Object.fromEntries(tabs.map(({ name, heap }) => [name, heap])),
  };
}

/** A page of its own for a contender, joined. */
async function enter(page, { name, file, kind, binds = false, joins = false }) {
  const tab = await browser.newPage();
  await tab.route("http://bench.test/", (route) =>
    route.fulfill({
      contentType: "text/html",
      headers: { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" },
      body: "<!DOCTYPE html><meta charset=utf-8><body></body>",
    }),
  );
  tab.on("pageerror", (error) => say(`${name}: ${error.stack}`));
  await tab.goto("http://bench.test/");
  await tab.addScriptTag({ content: scripts.get(file), type: "module" });
  await tab.waitForFunction(() => globalThis.contender);
  await tab.addScriptTag({ content: scripts.get("measure.js") });
  const messages = { ...page.messages[kind], html: page.html, outline: page.outline };
  await tab.evaluate((all) => bench.load(all), messages);
  const devtools = await tab.context().newCDPSession(tab);
  const before = await heapOf(devtools);
  const join = await tab.evaluate(() => bench.join());
  const heap = (await heapOf(devtools)) - before;
  const operations = new Set(Object.keys(messages.operations).map((key) => (key === "empty" ? "create" : key)));
  return { name, tab, operations, binds, heap, join: joins ? join : undefined };
}

async function heapOf(devtools) {
  await devtools.send("HeapProfiler.collectGarbage");
  await devtools.send("HeapProfiler.collectGarbage");
  return (await devtools.send("Runtime.getHeapUsage")).usedSize;
}

/** Stops if a contender shows something else than the first. */
async function sameIsShown(page, tabs) {
  for (const operation of page.operations) {
    let first;
    for (const { name, tab, operations } of tabs) {
      if (!operations.has(operation)) continue;
      const shown = await tab.evaluate((name) => bench.shown(name), operation);
      first ??= { name, shown };
      if (shown === first.shown) continue;
      const at = [...shown].findIndex((char, i) => char !== first.shown[i]);
      const near = (/** @type {string} */ text) => text.slice(Math.max(0, at - 80), at + 80);
      throw new Error(`${page.name}, ${operation}: ${name} shows\n  ${near(shown)}\nand ${first.name}\n  ${near(first.shown)}`);
    }
  }
}
