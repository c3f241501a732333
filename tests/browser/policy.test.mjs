// Every page of the gallery runs under the strict policy, and nothing it does offends it.

import assert from "node:assert/strict";
import test from "node:test";
import { stage } from "./gallery.mjs";

const POLICY =
  "default-src 'none'; script-src 'nonce-…' 'strict-dynamic'; style-src 'self'; connect-src 'self'; " +
  "img-src 'self' data: blob:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; " +
  "frame-ancestors 'none'";
const NONCE = /'nonce-([0-9a-f]{32})'/;
const WAIT = { timeout: 8_000 };

const on = stage();

/** A page that reports what its policy was offended by, in whatever way Chromium says so. */
async function open(context, path) {
  const page = await context.newPage();
  page.violations = [];
  await page.exposeFunction("reportViolation", (text) => page.violations.push(text));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) page.violations.push(message.text());
  });
  page.response = await page.goto(on.server.url + path);
  if (await page.$("[data-phx-main]")) await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
  return page;
}

async function withContext(work) {
  const context = await on.chromium.newContext();
  try {
    await work(context);
  } finally {
    await context.close();
  }
}

/** The pages that the index leads to, and the index. */
async function paths(context) {
  const page = await open(context, "/");
  const found = await page.$$eval("a[href^='/']", (links) => links.map((link) => link.getAttribute("href")));
  await page.close();
  return ["/", ...new Set(found)];
}

/** Writes into every field, sends every form, presses every button; goes on with what comes of it. */
async function use(page) {
  for (let round = 0; round < 2; round += 1) {
    for (const field of await page.$$("input:visible:not([type=checkbox], [type=radio], [type=file]), textarea:visible")) {
      await field.fill("Ada").catch(() => {});
      await field.press("Enter").catch(() => {});
    }
    for (const button of await page.$$("button:visible")) {
      await button.click({ timeout: 1_000 }).catch(() => {});
    }
    await page.waitForTimeout(500);
  }
}

const policyOf = (page) => page.response.headers()["content-security-policy"];

test("each page has the policy, with a nonce of its own that all its scripts have", () =>
  withContext(async (context) => {
    const all = await paths(context);
    assert.ok(all.length > 1, "the index leads to pages");
    const nonces = new Set();
    for (const path of [...all, ...all]) {
      const page = await open(context, path);
      const [, nonce] = policyOf(page).match(NONCE) ?? assert.fail(`${path}: ${policyOf(page)}`);
      assert.equal(policyOf(page).replace(nonce, "…"), POLICY, path);
      // Those of data run nothing.
      const scripts = await page.$$eval("script:not([type='application/json'])", (found) => found.map((script) => script.nonce));
      assert.deepEqual(scripts.filter((other) => other !== nonce), [], path);
      nonces.add(nonce);
      await page.close();
    }
    assert.equal(nonces.size, 2 * all.length);
  }));

test("no page offends its policy while it is used", () =>
  withContext(async (context) => {
    for (const path of await paths(context)) {
      const page = await open(context, path);
      await use(page);
      assert.deepEqual(page.violations, [], path);
      await page.close();
    }
  }));

test("what offends the policy is seen", () =>
  withContext(async (context) => {
    const offences = {
      "style-src-attr": () => document.body.setAttribute("style", "color: red"),
      "style-src-elem": () => document.head.append(Object.assign(document.createElement("style"), { textContent: "a{}" })),
      "connect-src": () => fetch("http://elsewhere.test/").catch(() => {}),
      "img-src": () => Object.assign(new Image(), { src: "http://elsewhere.test/" }),
      "base-uri": () => document.head.append(Object.assign(document.createElement("base"), { href: "/x/" })),
      "frame-src": () => document.body.append(Object.assign(document.createElement("iframe"), { src: "/" })),
      "require-trusted-types-for": () => { try { document.body.innerHTML = "x"; } catch {} },
      "trusted-types": () => { try { trustedTypes.createPolicy("x", {}); } catch {} },
    };
    for (const [directive, offend] of Object.entries(offences)) {
      const page = await open(context, "/");
      await page.evaluate(offend);
      await page.waitForTimeout(100);
      assert.ok(page.violations.some((text) => text.startsWith(directive)), `${directive}: ${page.violations}`);
      await page.close();
    }
  }));
