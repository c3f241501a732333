// Pages with the client's own modules and no server of ours: what a test does not say is not there.
//
// Alone, driven by patches:
//
//     const page = await scripted(browser, { html: "<p>a</p>" });
//     await page.evaluate(() => mount(document.querySelector("main"), patch));
//
// Or whole, with a server that the test plays, who says what is sent, and when:
//
//     const live = played();
//     const page = await live('<button phx-click="go">{0}</button>', ["a"]);
//     await page.click("button");
//     await page.sent();                       [{ event: "event", payload: { type: "click", .. } }]
//     await page.reply({ diff: [0, "b"] });

import { readFileSync } from "node:fs";
import { after, before } from "node:test";
import { browser, complaints } from "./gallery.mjs";

const SOURCES = new URL("../../js-client/src/", import.meta.url);
const SITE = "http://client.test";
const POLICY =
  `default-src 'none'; script-src ${SITE}; style-src ${SITE}; frame-src ${SITE}; media-src ${SITE}; img-src ${SITE} data:; ` +
  "require-trusted-types-for 'script'; trusted-types 'none'";
const ALONE = `
  import { adoptPage } from "/adopt.js";
  import { load } from "/lazy.js";
  import * as patcher from "/page.js";
  import * as parts from "/parts.js";
  import { serialize } from "/serialize.js";
  import { elementsOf } from "/written.js";
  import "/setup.js";

  const { applyPatch, forgetShapes } = patcher;
  /** With a count of what was repaired and refused. */
  const createPage = (container, options) => {
    const stats = { mismatches: 0, refused: 0 };
    const count = { mismatch() { stats.mismatches += 1; }, refuse() { stats.refused += 1; } };
    return Object.assign(patcher.createPage(container, { ...count, ...options }), { stats });
  };
  const mount = (container, patch, options) => {
    const page = createPage(container, options);
    applyPatch(page, patch);
    return page;
  };
  // Then a patch is applied at once.
  await Promise.all(Object.values(parts).map(load));
  Object.assign(window, { applyPatch, adoptPage, createPage, elementsOf, forgetShapes, mount, serialize });
`;
const STYLE = `
  body { margin: 0 } .tall { height: 3000px } .fade { transition: opacity 100ms }
  #scroller { height: 100px; overflow-y: auto } #scroller li { height: 40px }`;

/** What a page of a test is: the client, and a server that does what it is told. */
const PLAYED = `
  import { commands, component, documentPatch, hooks, interaction, navigate, recover, session } from "/client-parts.js";
  import * as client from "/index.js";
  import { load } from "/lazy.js";
  import { mend } from "/parts.js";

  const server = {
    sockets: [], refuses: false, joins: true, rendered: null, response: {}, waiting: [], frames: [],
    get socket() { return this.sockets.at(-1); },
  };
  const OWN = /^(heartbeat|phx_join|phx_leave)$/;

  class ScriptedSocket {
    constructor(url) {
      Object.assign(this, { url, readyState: 0, at: performance.now() });
      server.sockets.push(this);
      setTimeout(() => {
        if (server.refuses) return this.drop();
        this.readyState = 1;
        this.onopen?.();
      });
    }
    send(text) {
      const [joinRef, ref, topic, event, payload] = JSON.parse(text);
      server.frames.push({ joinRef, ref, topic, event, payload, at: performance.now() });
      if (event === "phx_join" && server.joins) server.answerJoin(server.frames.at(-1));
      else if (event === "heartbeat") this.receive(null, ref, topic, "phx_reply", { status: "ok", response: {} });
      else if (ref !== null && event !== "phx_leave") server.waiting.push([joinRef, ref, topic]);
    }
    receive(...frame) { this.onmessage?.({ data: JSON.stringify(frame) }); }
    close() { this.drop(); }
    drop() {
      this.readyState = 3;
      server.waiting = [];
      this.onclose?.();
    }
  }
  Object.assign(server, {
    answerJoin({ ref, topic }) {
      const rendered = server.views?.[topic] ?? server.rendered;
      const response = { rendered, dialect: "native", ...server.response };
      server.socket.receive(ref, ref, topic, "phx_reply", { status: "ok", response });
    },
    reply(response = {}, status = "ok") {
      const [joinRef, ref, topic] = server.waiting.shift();
      server.socket.receive(joinRef, ref, topic, "phx_reply", { status, response });
    },
    push: (payload, event = "diff", topic = "lv:main") => server.socket.receive(null, null, topic, event, payload),
    take: () => server.frames.splice(0).filter(({ event }) => !OWN.test(event)),
  });

  /** A template as the server's compiler splits it: \`{0}\` is a slot, alone in an attribute the whole of it. */
  function shapeOf(template) {
    const host = document.createElement("template");
    host.innerHTML = template;
    return nodesOf(host.content);
  }
  const pieces = (text) => text.split(/\\{(\\d+)\\}/).map((piece, index) => (index % 2 ? Number(piece) : piece));
  const nodesOf = (parent) => [...parent.childNodes].flatMap((node) => {
    if (node.nodeType === 3) return pieces(node.data).filter((piece) => piece !== "");
    const attributes = [...node.attributes].flatMap(({ name, value }) => {
      const parts = pieces(value);
      if (parts.length === 1) return [name, value];
      return [name, parts.length === 3 && parts[0] === "" && parts[2] === "" ? parts[1] : parts];
    });
    return [[node.localName, attributes, ...nodesOf(node.content ?? node)]];
  });

  window.render = (templates, values) => [
    Object.fromEntries(templates.map((template, id) => [id, shapeOf(template)])),
    [0, ...values],
  ];
  window.begin = (templates, values, options, response) => {
    server.rendered = render(templates, values);
    server.response = response;
    window.reports = [];
    const given = { WebSocket: ScriptedSocket, onReport: (report) => reports.push(report), hooks: window.hooks, ...options };
    window.live = client.connect({ ...given, ...window.options });
  };
  // What every page asks for at once. Tests that are not about that begin when it is there.
  const prepared = () => {
    const wanted = window.options?.dom?.onDocumentPatch ? [documentPatch] : [];
    return Promise.all([commands, component, interaction, mend, navigate, recover, session, ...wanted].map(load));
  };
  /** What a list that scrolls and a dialog that keeps the focus need. */
  const hooked = async () => {
    await load(hooks);
    await Promise.all([import("/viewport.js"), import("/focus-wrap.js")]);
  };
  Object.assign(window, { client, hooked, prepared, server });
`;

const script = (body) => ({ contentType: "text/javascript", body });
/** The client's modules, each read once. */
const sources = new Map();

/** Answers what a page, or each page of a context, asks for: from these files, else with a module of the client. */
async function serve(pages, files) {
  await pages.route(`${SITE}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (files[pathname]) return route.fulfill(files[pathname]);
    if (!pathname.endsWith(".js")) return route.fulfill({ status: 404 });
    if (!sources.has(pathname)) sources.set(pathname, readFileSync(new URL(pathname.slice(1), SOURCES), "utf8"));
    return route.fulfill(script(sources.get(pathname)));
  });
}

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
  await serve(page, {
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
    "/start.js": script(ALONE),
    ...files,
  });
  await page.goto(`${SITE}/`);
  await page.waitForFunction(() => window.mount);
  return page;
}

/** Opens pages for the tests of a file. @param {Record<string, { contentType: string, body: string }>} [own] Served, too. */
export function played(own = {}) {
  const on = {};
  const files = { "/start.js": script(PLAYED), ...own };
  before(async () => {
    on.chromium = await browser();
    on.context = await on.chromium.newContext({ viewport: { width: 800, height: 400 } });
    await serve(on.context, files);
  });
  after(() => on.chromium?.close());

  /**
   * A joined page. `rows` are further templates, whose ids begin at 1; `around` is HTML with `$` where the view is;
   * `setup` runs in the page before the client starts, and may leave `hooks` and `options` on the window.
   */
  return async function live(template, values = [], settings = {}) {
    const { rows = [], around = "$", setup, options = {}, response = {}, joins = true, view = true } = settings;
    const path = `/page-${Object.keys(files).length}`;
    const container = '<div id="main" data-phx-main data-phx-session="token"></div>';
    const head = `<!DOCTYPE html><title>Test</title><style>${STYLE}</style><script type="module" src="/start.js"></script>`;
    files[path] = { contentType: "text/html", body: `${head}<body>${around.replace("$", view ? container : template)}` };
    const page = await on.context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(SITE + path);
    await page.waitForFunction(() => window.server);
    if (setup) await page.evaluate(setup);
    await page.evaluate(
      ([templates, given, more, answer, answers]) => {
        server.joins = answers;
        begin(templates, given, more, answer);
      },
      [view ? [template, ...rows] : [""], values, options, response, joins],
    );
    if (joins && view) await page.waitForSelector("#main.phx-connected", { state: "attached" });
    await page.evaluate(() => prepared());
    return Object.assign(page, {
      sent: () => page.evaluate(() => server.take().map(({ event, payload }) => ({ event, payload }))),
      events: async () => (await page.sent()).filter(({ event }) => event === "event").map(({ payload }) => payload),
      names: async () => (await page.events()).map(({ event }) => event),
      reply: (...given) => page.evaluate((all) => server.reply(...all), given),
      push: (...given) => page.evaluate((all) => server.push(...all), given),
      drop: () => page.evaluate(() => server.socket.drop()),
      async hooked() {
        await page.evaluate(() => hooked());
        await page.frame();
      },
      frame: () => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))),
      html: (selector = "#main") => page.$eval(selector, (element) => element.innerHTML),
      classes: (selector) => page.$eval(selector, (element) => [...element.classList].sort().join(" ")),
      value: (selector) => page.$eval(selector, (element) => element.value),
      seen: () => page.evaluate(() => window.seen),
      reports: () => page.evaluate(() => window.reports.map(({ kind }) => kind)),
    });
  };
}

/** Commands as a binding holds them, for a template. */
export const commands = (...list) => JSON.stringify(list).replaceAll("&", "&amp;").replaceAll('"', "&quot;");

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
