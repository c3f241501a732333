// The client's modules alone on a page, driven by patches: no server, no socket.

import { readFileSync } from "node:fs";
import { complaints } from "./gallery.mjs";

const SOURCES = new URL("../../js-client/src/", import.meta.url);
const SITE = "http://client.test";
const POLICY =
  `default-src 'none'; script-src ${SITE}; style-src ${SITE}; frame-src ${SITE}; media-src ${SITE}; img-src ${SITE} data:; ` +
  "require-trusted-types-for 'script'; trusted-types 'none'";
/** All modules are there from the beginning: each patch is applied at once. Pages count what was repaired and refused. */
const START = `
  import { adoptPage } from "/adopt.js";
  import * as parts from "/parts.js";
  import { load } from "/lazy.js";
  import { applyPatch, createPage as create, forgetShapes } from "/page.js";
  import { serialize } from "/serialize.js";
  import { elementsOf } from "/written.js";
  import "/setup.js";
  await Promise.all(Object.values(parts).map(load));
  function createPage(container, { refuse, mismatch, ...options } = {}) {
    const stats = { mismatches: 0, refused: 0 };
    const page = create(container, {
      refuse(...what) {
        stats.refused += 1;
        refuse?.(...what);
      },
      mismatch(...what) {
        stats.mismatches += 1;
        mismatch?.(...what);
      },
      ...options,
    });
    return Object.assign(page, { stats });
  }
  function mount(container, patch, options) {
    const page = createPage(container, options);
    applyPatch(page, patch);
    return page;
  }
  Object.assign(window, { applyPatch, adoptPage, createPage, elementsOf, forgetShapes, mount, serialize });
`;

/**
 * A page with this HTML in `main`, and `mount` and its like in `window`, under a strict policy.
 *
 * @param {import("playwright-core").Browser | import("playwright-core").BrowserContext} browser
 * @param {{ html?: string, style?: string, setup?: string, files?: Record<string, { contentType: string, body: string | Buffer }>, policy?: string }} options
 *   `setup` is a module that runs before any patch; `files` are served beside the modules.
 */
export async function scripted(browser, { html = "", style = "", setup = "", files = {}, policy = POLICY } = {}) {
  const page = await browser.newPage();
  page.complaints = complaints(page);
  const script = (body) => ({ contentType: "text/javascript", body });
  const made = {
    "/": {
      contentType: "text/html",
      headers: { "content-security-policy": policy },
      body:
        '<!DOCTYPE html><meta charset="utf-8"><title>scripted</title><link rel="icon" href="data:,">' +
        '<link rel="stylesheet" href="/style.css">' +
        `<script type="module" src="/start.js"></script><body><main>${html}</main>`,
    },
    "/style.css": { contentType: "text/css", body: style },
    "/setup.js": script(setup),
    "/start.js": script(START),
    ...files,
  };
  await page.route(`${SITE}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    route.fulfill(made[pathname] ?? script(readFileSync(new URL(pathname.slice(1), SOURCES), "utf8")));
  });
  await page.goto(`${SITE}/`);
  await page.waitForFunction(() => window.mount);
  return page;
}
