// Hostile values in every place of a template: nothing runs, and nothing is fetched but what an `<img src>`
// and the like may show.
//
// Under the page's policy and without it, since the escaping must not need the policy; as first page and as
// patches; with our client and the official one. A page of the same values without any escaping shows that
// what runs and what is fetched would be noticed.

import assert from "node:assert/strict";
import test from "node:test";
import { stage } from "./gallery.mjs";
import { useOfficialClient } from "./official.mjs";

const WAIT = { timeout: 15_000 };
/** What a value may make a browser ask for: pictures and sounds, by `src` and the like. */
const SHOWN = ["image", "media"];

const on = stage("hostile");

/** Tells of whatever a hostile value calls; runs before any script of the page, in its frames too. */
function hook() {
  const report = (name) => (...values) => {
    window.top.reportRun(`${name}(${values.join()})`);
    return true;
  };
  for (const name of ["alert", "confirm", "prompt", "print", "open", "doEvil", "loaded"]) {
    window[name] = report(name);
  }
  // What evaluates a test's own functions comes by here too.
  for (const name of ["eval", "Function"]) {
    window[name] = new Proxy(window[name], {
      apply(made, self, sources) {
        if (/alert|pwned|doEvil/.test(sources.join())) report(name)(...sources);
        return Reflect.apply(made, self, sources);
      },
    });
  }
  Object.defineProperty(window, "pwned", { set: report("pwned") });
}

/** A page that keeps what ran in it and what it asked for, and never leaves. */
async function open(context, path, prepare = () => {}) {
  const page = await context.newPage();
  Object.assign(page, { ran: [], asked: [], errors: [] });
  await page.exposeFunction("reportRun", (call) => page.ran.push(call));
  await page.addInitScript(hook);
  page.on("dialog", (dialog) => {
    page.ran.push(dialog.message());
    dialog.dismiss();
  });
  page.on("pageerror", (error) => page.errors.push(String(error)));
  const address = on.server.url + path;
  await page.route("**/*", (route) => answer(page, route, address));
  await prepare(page);
  await page.goto(address);
  return page;
}

/** What is the server's own goes on to it. Else a browser that gets no content stays where it is. */
function answer(page, route, address) {
  const url = route.request().url();
  const live = url.startsWith(`${on.server.url}/live/`) ? new URL(url).pathname : "";
  const own = url === address || /\.js$|^\/live\/shapes\/[\w-]+$/.test(live);
  if (own || url === `${on.server.url}/favicon.ico`) return route.fallback();
  page.asked.push({ type: route.request().resourceType(), url });
  return route.fulfill({ status: 204 });
}

/** Focuses and points at whatever is there, and follows each address that is not one to fetch. */
async function useAll(page) {
  await page.evaluate(async () => {
    const schemeOf = (element) => {
      const text = element.getAttribute("formaction") ?? element.form?.getAttribute("action")
        ?? element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? "";
      return URL.canParse(text, location) ? new URL(text, location).protocol : "about:";
    };
    for (const element of document.querySelectorAll("body *")) {
      // Real focus lays out the page each time.
      element.dispatchEvent(new FocusEvent("focus"));
      element.dispatchEvent(new MouseEvent("mouseover"));
      if (!element.matches("a, area, button, input[type=submit]")) {
        element.dispatchEvent(new MouseEvent("click"));
        continue;
      }
      // A user may go there. What is no address and what was blocked is `about:`, which shows an empty page.
      if (/^(https?|about):$/.test(schemeOf(element))) continue;
      element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      await new Promise((resolve) => setTimeout(resolve));
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  });
}

/** What no value may make a page ask for. */
function unwanted(page) {
  return page.asked.filter(({ type }) => !SHOWN.includes(type));
}

function assertQuiet(page) {
  assert.deepEqual(page.ran, []);
  assert.deepEqual(unwanted(page), []);
  assert.deepEqual(page.errors, []);
}

async function withContext(options, work) {
  const context = await on.chromium.newContext(options);
  try {
    await work(context);
  } finally {
    await context.close();
  }
}

const values = () => fetch(`${on.server.url}/values`).then((answer) => answer.json());

const CLIENTS = [
  ["our client, under the policy", {}, () => {}],
  ["our client, without the policy", { bypassCSP: true }, () => {}],
  ["the official client", { bypassCSP: true }, useOfficialClient],
];

for (const [name, options, prepare] of CLIENTS) {
  test(`rendered: ${name}`, () =>
    withContext(options, async (context) => {
      const page = await open(context, "/rendered", prepare);
      await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
      const texts = await page.$$eval("p.text", (all) => all.map((one) => one.textContent));
      const wanted = (await values()).map((value) => value.replaceAll("\0", "\ufffd").replace(/\r\n?/g, "\n"));
      assert.deepEqual(texts.map((text) => text.replace(/\r\n?/g, "\n")), wanted);
      await useAll(page);
      assertQuiet(page);
    }));

  test(`patched: ${name}`, () =>
    withContext(options, async (context) => {
      const page = await open(context, "/patched", prepare);
      await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
      for (const [index, value] of (await values()).entries()) {
        await page.evaluate(() => document.querySelector("#next").click());
        await page.waitForSelector(`#next[data-shown="${index + 1}"]`, { ...WAIT, state: "attached" });
        const text = await page.$eval("p.text", (one) => one.textContent);
        const same = (text) => text.replaceAll("\0", "\ufffd").replace(/\r\n?/g, "\n");
        assert.equal(same(text), same(value));
        await useAll(page);
        assertQuiet(page);
      }
    }));
}

/** The same values as they are, in a page without a policy. */
function raw(value) {
  const quoted = value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<!doctype html><title>raw</title>
    <div>${value}</div><textarea>${value}</textarea><p title="${value}" class='${value}'>x</p>
    <a href="${quoted}">a</a><form action="${quoted}"><button formaction="${quoted}">b</button></form>
    <iframe src="${quoted}"></iframe><p style="width: ${quoted}">y</p>`;
}

/** Those of the values that run in such a page. */
const RUNNING = [
  "javascript:alert(1)",
  "java\tscript:alert(1)",
  "\u0001javascript:alert(1)",
  "\"><img src=x onerror=alert(1)>",
  "' onclick=alert(1) x='",
  "</textarea><script>alert(1)</script>",
  "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
  "</script><script>alert(1)</script>",
];
const FETCHING = {
  "<script src=//evil.test/x.js></script>": "script",
  "https://evil.example/": "document",
  "red;background:url(//evil.test/style.png)": "image",
};

test("what runs and what is fetched is noticed", () =>
  withContext({}, async (context) => {
    const known = new Set(await values());
    const show = async (value) => {
      assert.ok(known.has(value), value);
      const serve = (route) => route.fulfill({ contentType: "text/html", body: raw(value) });
      const page = await open(context, "/raw", (page) => page.route("**/raw", serve));
      await useAll(page);
      await page.close();
      return page;
    };
    for (const value of RUNNING) {
      const { ran } = await show(value);
      assert.ok(ran.length > 0, `${JSON.stringify(value)} ran`);
    }
    for (const [value, type] of Object.entries(FETCHING)) {
      const { asked } = await show(value);
      assert.ok(asked.some((request) => request.type === type), `${value}: ${JSON.stringify(asked)}`);
    }
  }));
