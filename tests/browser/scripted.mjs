// Pages with the client's own modules, whose server is played by the test: each test says what is sent, and when.
//
//     const page = await live('<button phx-click="go">{0}</button>', ["a"]);
//     await page.click("button");
//     await page.sent();                       [{ event: "event", payload: { type: "click", .. } }]
//     await page.reply({ diff: [0, "b"] });

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { browser } from "./gallery.mjs";

const SOURCES = new URL("../../js-client/src/", import.meta.url);
const STYLE = `
  body { margin: 0 } .tall { height: 3000px } .fade { transition: opacity 100ms }
  #scroller { height: 100px; overflow-y: auto } #scroller li { height: 40px }`;

/** What a page of a test is: the client, and a server that does what it is told. */
const START = `
  import * as client from "/src/index.js";

  const server = {
    sockets: [], refuses: false, joins: true, rendered: null, response: {}, waiting: [], frames: [],
    get socket() { return this.sockets.at(-1); },
  };
  const OWN = /^(heartbeat|phx_join|phx_leave)$/;

  class ScriptedSocket {
    constructor(url) {
      Object.assign(this, { url, readyState: 0 });
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
    return [[node.localName, attributes, ...nodesOf(node)]];
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
  Object.assign(window, { client, server });
`;

/** Opens pages for the tests of a file. */
export function scripted() {
  const on = {};
  const pages = new Map();
  before(async () => {
    on.http = createServer(({ url }, answer) => {
      const { pathname } = new URL(url, "http://localhost");
      const isSource = pathname.startsWith("/src/");
      const type = isSource || pathname === "/start.js" ? "text/javascript" : "text/html";
      answer.writeHead(200, { "content-type": type, "cache-control": isSource ? "max-age=600" : "no-store" });
      if (pathname === "/start.js") answer.end(START);
      else answer.end(isSource ? readFileSync(new URL(pathname.slice("/src/".length), SOURCES)) : pages.get(pathname) ?? "");
    });
    await new Promise((resolve) => on.http.listen(0, "127.0.0.1", resolve));
    on.url = `http://127.0.0.1:${on.http.address().port}`;
    on.chromium = await browser();
    on.context = await on.chromium.newContext({ viewport: { width: 800, height: 400 } });
  });
  after(async () => {
    await on.chromium?.close();
    on.http?.close();
  });

  /**
   * A joined page. `rows` are further templates, whose ids begin at 1; `around` is HTML with `$` where the view is;
   * `setup` runs in the page before the client starts, and may leave `hooks` and `options` on the window.
   */
  return async function live(template, values = [], settings = {}) {
    const { rows = [], around = "$", setup, options = {}, response = {}, joins = true, view = true } = settings;
    const path = `/page-${pages.size}`;
    const container = '<div id="main" data-phx-main data-phx-session="token"></div>';
    const head = `<!DOCTYPE html><title>Test</title><style>${STYLE}</style><script type="module" src="/start.js"></script>`;
    pages.set(path, `${head}<body>${around.replace("$", view ? container : template)}`);
    const page = await on.context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(on.url + path);
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
    return Object.assign(page, {
      sent: () => page.evaluate(() => server.take().map(({ event, payload }) => ({ event, payload }))),
      events: async () => (await page.sent()).filter(({ event }) => event === "event").map(({ payload }) => payload),
      names: async () => (await page.events()).map(({ event }) => event),
      reply: (...given) => page.evaluate((all) => server.reply(...all), given),
      push: (...given) => page.evaluate((all) => server.push(...all), given),
      drop: () => page.evaluate(() => server.socket.drop()),
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
