// Connecting, losing the connection, going elsewhere, and what a page shows of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { commands, pause, played } from "./scripted.mjs";

const live = played();
const P = "<p>{0}</p>";

/** Keeps the page's loading events. */
function noteLoading() {
  window.seen = [];
  for (const what of ["start", "stop"]) {
    window.addEventListener(`phx:page-loading-${what}`, ({ detail }) => seen.push(`${what} ${detail.kind}`));
  }
}

const refuse = (page) => page.evaluate(() => {
  server.refuses = true;
  server.socket.drop();
});
const allow = (page) => page.evaluate(() => { server.refuses = false; });

test("the page is phx-loading until it is joined, then phx-connected", async () => {
  const page = await live(P, ["a"], { joins: false });
  await page.waitForFunction(() => server.frames.length > 0);
  assert.equal(await page.classes("#main"), "phx-loading");
  await page.evaluate(() => server.answerJoin(server.frames[0]));
  assert.equal(await page.classes("#main"), "phx-connected");
});

test("a connection that is lost is the client's error", async () => {
  const page = await live(P, ["a"]);
  await refuse(page);
  assert.equal(await page.classes("#main"), "phx-client-error phx-error phx-loading");
  await allow(page);
  await page.waitForSelector("#main.phx-connected");
  assert.equal(await page.classes("#main"), "phx-connected");
});

test("a view that crashed is the server's error", async () => {
  const page = await live(P, ["a"]);
  await page.evaluate(() => { server.joins = false; });
  await page.push({}, "phx_error");
  assert.equal(await page.classes("#main"), "phx-error phx-loading phx-server-error");
});

test("a join that is refused is the server's error", async () => {
  const page = await live(P, ["a"], { joins: false });
  await page.waitForFunction(() => server.frames.length > 0);
  await page.evaluate(() => {
    const { ref, topic } = server.frames[0];
    server.socket.receive(ref, ref, topic, "phx_reply", { status: "error", response: { reason: "no" } });
  });
  assert.equal(await page.classes("#main"), "phx-error phx-loading phx-server-error");
  assert.deepEqual(await page.reports(), ["join"]);
});

test("loading events around the first join", async () => {
  const page = await live(P, ["a"], { setup: noteLoading });
  assert.deepEqual(await page.seen(), ["start initial", "stop initial"]);
});

test("loading events around a connection that was lost", async () => {
  const page = await live(P, ["a"]);
  await page.evaluate(noteLoading);
  await page.drop();
  await page.waitForSelector("#main.phx-connected");
  assert.deepEqual(await page.seen(), ["start error", "stop error"]);
});

test("loading events around a patch and a redirect", async () => {
  const page = await live('<a id="p" href="/p" data-phx-link="patch" data-phx-link-state="push">p</a><a id="r" href="/r" data-phx-link="redirect" data-phx-link-state="push">r</a>');
  await page.evaluate(noteLoading);
  await page.click("#p");
  assert.deepEqual(await page.seen(), ["start patch"]);
  await page.reply({});
  await page.click("#r");
  await page.waitForFunction(() => location.pathname === "/r");
  assert.deepEqual(await page.seen(), ["start patch", "stop patch", "start redirect", "stop redirect"]);
});

test("phx:update follows each patch", async () => {
  const page = await live(P, ["a"]);
  await page.evaluate(() => {
    window.seen = [];
    document.addEventListener("phx:update", () => seen.push(document.querySelector("p").textContent));
  });
  await page.push({ d: [0, "b"] });
  await page.push({ d: [0, "c"] });
  assert.deepEqual(await page.seen(), ["b", "c"]);
});

test("the page is kept while there is no connection", async () => {
  const page = await live(P, ["a"]);
  await refuse(page);
  assert.equal(await page.html(), "<p>a</p>");
});

test("a new join writes what differs and keeps the nodes", async () => {
  const page = await live(P, ["a"]);
  await page.evaluate(() => { window.kept = document.querySelector("p"); });
  await page.evaluate(() => {
    server.rendered = render(["<p>{0}</p>"], ["b"]);
    server.socket.drop();
  });
  await page.waitForFunction(() => document.querySelector("p").textContent === "b");
  assert.equal(await page.evaluate(() => document.querySelector("p") === kept), true);
});

test("attempts to connect come later and later", async () => {
  const page = await live(P, ["a"]);
  await refuse(page);
  await page.waitForFunction(() => server.sockets.length > 6);
  const waits = await page.evaluate(() => server.sockets.slice(1).map(({ at }, index, all) => at - (all[index - 1]?.at ?? 0)));
  // 5 to 15 ms, 25 to 75, 50 to 150, 75 to 225, 100 to 300, ..
  const early = [0, 25, 50, 75, 100, 125].filter((least, index) => waits[index] < least - 1);
  assert.deepEqual(early, [], String(waits));
});

test("disconnect() stays so, connect() comes back", async () => {
  const page = await live(P, ["a"]);
  await page.evaluate(() => window.live.disconnect());
  await pause(100);
  assert.deepEqual(await page.evaluate(() => [window.live.isConnected(), server.sockets.length]), [false, 1]);
  await page.evaluate(() => window.live.connect());
  await page.waitForSelector("#main.phx-connected");
});

test("the page is joined with its address, its token and how often it was before", async () => {
  const page = await live(P, ["a"]);
  await page.drop();
  await page.waitForSelector("#main.phx-connected");
  const joins = await page.evaluate(() => server.frames.filter(({ event }) => event === "phx_join").map(({ payload }) => payload));
  assert.deepEqual(joins.map(({ params }) => params._mounts), [0, 1]);
  assert.deepEqual([joins[0].session, joins[0].url === page.url()], ["token", true]);
});

test("params go along with each join, those of the moment if they are a function", async () => {
  const page = await live("<p>x</p>", [], { setup() {
    window.zone = "Europe/Vienna";
    window.options = { params: () => ({ zone, _mounts: 7 }) };
  } });
  await page.evaluate(() => { zone = "UTC"; server.socket.drop(); });
  await page.waitForSelector("#main.phx-connected");
  const joins = await page.evaluate(() => server.frames.filter(({ event }) => event === "phx_join").map(({ payload }) => payload.params));
  assert.deepEqual(joins.map(({ zone, _mounts }) => [zone, _mounts]), [["Europe/Vienna", 0], ["UTC", 1]]);
});

test("a token that comes is the one for the next join", async () => {
  const page = await live(P, ["a"]);
  await page.push({ token: "newer" });
  await page.drop();
  await page.waitForSelector("#main.phx-connected");
  const last = await page.evaluate(() => server.frames.filter(({ event }) => event === "phx_join").at(-1).payload);
  assert.equal(last.session, "newer");
});

test("a patch that does not fit is refused, and the page asked for anew", async () => {
  const page = await live(P, ["a"]);
  await page.push({ d: [7, "b"] });
  assert.equal(await page.html(), "<p>a</p>");
  assert.deepEqual(await page.reports(), ["patch"]);
  await page.waitForFunction(() => server.frames.filter(({ event }) => event === "phx_join").length === 2);
});

test("events wait for a session that can be had back, and are sent once", async () => {
  const page = await live('<button phx-click="go">x</button>', [], { response: { resume: "key" } });
  await refuse(page);
  await page.click("button");
  assert.deepEqual(await page.names(), []);
  await page.evaluate(() => { server.response = { resumed: 0, rendered: undefined }; });
  await allow(page);
  await page.waitForSelector("#main.phx-connected");
  assert.deepEqual(await page.names(), ["go"]);
  assert.match(await page.classes("button"), /phx-click-loading/);
});

test("events without such a session are not kept", async () => {
  const page = await live('<button phx-click="go">x</button>');
  await refuse(page);
  await page.click("button");
  assert.equal(await page.classes("button"), "");
  await allow(page);
  await page.waitForSelector("#main.phx-connected");
  assert.deepEqual(await page.names(), []);
});

test("an event that was never answered frees its element when the session is a new one", async () => {
  const page = await live('<button phx-click="go" phx-disable-with="Wait">x</button>');
  await page.click("button");
  await page.drop();
  await page.waitForSelector("#main.phx-connected");
  assert.deepEqual(await page.$eval("button", (one) => [one.disabled, one.textContent, one.className]), [false, "x", ""]);
});

test("latency takes its time either way, and ends", async () => {
  const page = await live('<button phx-click="go">{0}</button>', ["a"]);
  await page.evaluate(() => window.live.enableLatencySim(200));
  const took = await page.evaluate(() => new Promise((done) => {
    const since = performance.now();
    document.querySelector("button").click();
    const poll = setInterval(() => {
      if (server.waiting.length === 0) return;
      clearInterval(poll);
      const sent = performance.now() - since;
      server.reply({ diff: [0, "b"] });
      new MutationObserver(() => done([sent, performance.now() - since])).observe(document.querySelector("button"), { subtree: true, characterData: true });
    }, 5);
  }));
  assert.ok(took[0] >= 195 && took[1] >= 395, String(took));
  await page.evaluate(() => window.live.disableLatencySim());
  await page.push({ d: [0, "c"] });
  await page.waitForFunction(() => document.querySelector("button").textContent === "c");
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
});

test("latency keeps the order, and lasts until the tab is closed", async () => {
  const page = await live(P, ["a"], { setup() { sessionStorage.setItem("phx:live-socket:latency-sim", "150"); } });
  const shown = await page.evaluate(async () => {
    await import("/latency.js");
    await new Promise((done) => { setTimeout(done); });
    for (const text of "bc") server.push({ d: [0, text] });
    return document.querySelector("p").textContent;
  });
  assert.equal(shown, "a");
  await page.waitForFunction(() => document.querySelector("p").textContent === "c");
});

/** Until it listens. */
async function barLoaded(page) {
  await page.evaluate(() => import("/loading-bar.js"));
  await page.frame();
}

test("the loading bar is shown for what takes long, and goes", async () => {
  const page = await live('<a href="/p" data-phx-link="patch" data-phx-link-state="push">p</a>', [], { options: { loadingBar: true } });
  await barLoaded(page);
  const shown = await page.evaluate(() => {
    document.querySelector("a").click();
    return document.querySelector("slotwise-loading")?.checkVisibility({ visibilityProperty: true }) ?? false;
  });
  assert.equal(shown, false);
  await page.waitForSelector("slotwise-loading.loading");
  assert.equal(await page.getAttribute("slotwise-loading", "role"), "progressbar");
  await page.reply({});
  assert.equal(await page.isVisible("slotwise-loading"), false);
});

test("the loading bar is not shown for what is quick", async () => {
  const page = await live('<a href="/p" data-phx-link="patch" data-phx-link-state="push">p</a>', [], { options: { loadingBar: true } });
  await barLoaded(page);
  await page.evaluate(() => {
    document.querySelector("a").click();
    server.reply({});
  });
  await pause(400);
  assert.equal(await page.isVisible("slotwise-loading"), false);
});

const LINKS = (state = "push") =>
  `<a id="p" href="/p" data-phx-link="patch" data-phx-link-state="${state}">p</a><a id="r" href="/r" data-phx-link="redirect" data-phx-link-state="${state}">r</a><b>{0}</b>`;

test("a patch link changes the address when it is answered", async () => {
  const page = await live(LINKS(), ["a"]);
  const before = await page.evaluate(() => history.length);
  await page.click("#p");
  assert.notEqual(await page.evaluate(() => location.pathname), "/p");
  await page.reply({ diff: [0, "b"] });
  assert.deepEqual(await page.evaluate((length) => [location.pathname, history.length - length], before), ["/p", 1]);
  assert.equal(await page.textContent("b"), "b");
});

test("a link that replaces adds nothing to the history", async () => {
  const page = await live(LINKS("replace"), ["a"]);
  const before = await page.evaluate(() => history.length);
  await page.click("#p");
  await page.reply({});
  assert.deepEqual(await page.evaluate((length) => [location.pathname, history.length - length], before), ["/p", 0]);
});

test("back asks for where the page was", async () => {
  const page = await live(LINKS(), ["a"]);
  const start = await page.evaluate(() => location.href);
  await page.click("#p");
  await page.reply({});
  await page.sent();
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => server.frames.length > 0);
  assert.deepEqual(await page.sent(), [{ event: "live_patch", payload: { url: start } }]);
});

test("a link for a new tab is the browser's", async () => {
  const page = await live(LINKS(), ["a"]);
  const prevented = await page.$eval("#p", (link) => {
    const click = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true });
    window.addEventListener("click", (event) => {
      window.seen = event.defaultPrevented;
      event.preventDefault();
    }, { once: true });
    link.dispatchEvent(click);
    return window.seen;
  });
  assert.equal(prevented, false);
});

test("a link that was clicked is phx-click-loading until the page is there", async () => {
  const page = await live(LINKS(), ["a"]);
  await page.click("#p");
  assert.equal(await page.classes("#p"), "phx-click-loading");
  await page.reply({});
  assert.equal(await page.classes("#p"), "");
});

test("a navigation that is overtaken ends its loading", async () => {
  const page = await live(LINKS(), ["a"]);
  await page.evaluate(() => {
    window.seen = [];
    server.joins = false;
    for (const what of ["start", "stop"]) addEventListener(`phx:page-loading-${what}`, ({ detail }) => seen.push([what, new URL(detail.to).pathname]));
    live.js().navigate("/one");
    live.js().navigate("/two");
  });
  await page.waitForFunction(() => seen.length === 3);
  assert.deepEqual(await page.seen(), [["start", "/one"], ["stop", "/one"], ["start", "/two"]]);
});

test("phx:navigate tells of each change of the address", async () => {
  const page = await live(LINKS(), ["a"]);
  await page.evaluate(() => {
    window.seen = [];
    window.addEventListener("phx:navigate", ({ detail }) => seen.push([new URL(detail.href).pathname, detail.patch, detail.pop, detail.direction]));
  });
  await page.click("#p");
  await page.reply({});
  await page.click("#r");
  await page.waitForFunction(() => seen.length === 2);
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => server.waiting.length > 0);
  await page.reply({});
  assert.deepEqual(await page.seen(), [["/p", true, false, "forward"], ["/r", false, false, "forward"], ["/p", true, true, "backward"]]);
});

test("phx:before-navigate can keep the page", async () => {
  const page = await live(LINKS(), ["a"]);
  await page.evaluate(() => {
    window.addEventListener("phx:before-navigate", (event) => {
      window.seen = [new URL(event.detail.href).pathname, event.detail.patch];
      event.preventDefault();
    });
  });
  await page.click("#p");
  assert.deepEqual(await page.sent(), []);
  assert.deepEqual(await page.seen(), ["/p", true]);
  await page.click("#r");
  assert.deepEqual(await page.seen(), ["/r", false]);
  assert.equal(await page.textContent("b"), "a");
});

test("a redirect shows another view over the same connection", async () => {
  const page = await live(LINKS(), ["a"]);
  await page.evaluate(() => { server.rendered = render(["<h1>{0}</h1>"], ["other"]); });
  await page.click("#r");
  await page.waitForSelector("h1");
  assert.deepEqual(await page.evaluate(() => [location.pathname, server.sockets.length]), ["/r", 1]);
});

test("after a redirect the focus is at the beginning of the view", async () => {
  const page = await live(LINKS(), ["a"]);
  await page.evaluate(() => { server.rendered = render(["<h1>{0}</h1><button>x</button>"], ["other"]); });
  await page.click("#r");
  await page.waitForSelector("h1:focus");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.localName), "button");
});

test("after a redirect autofocus wins", async () => {
  const page = await live(LINKS(), ["a"]);
  await page.evaluate(() => { server.rendered = render(['<h1>{0}</h1><input id="first" autofocus>'], ["other"]); });
  await page.click("#r");
  await page.waitForSelector("#first:focus");
});

test("a redirect takes the focus from a link outside of the view", async () => {
  const page = await live("<p>{0}</p>", ["a"], { around: '<a id="r" href="/r" data-phx-link="redirect" data-phx-link-state="push">r</a>$' });
  await page.evaluate(() => { server.rendered = render(["<h1>{0}</h1>"], ["other"]); });
  await page.click("#r");
  await page.waitForSelector("h1:focus");
});

test("after a redirect the page is at its top, and back where it was", async () => {
  const page = await live(`<div class="tall"></div>${LINKS()}<div class="tall"></div>`, ["a"]);
  await page.$eval("#r", (link) => link.scrollIntoView());
  const at = await page.evaluate(() => scrollY);
  await page.waitForFunction((top) => history.state?.scroll === top, at);
  await page.click("#r");
  await page.waitForFunction(() => location.pathname === "/r");
  assert.equal(await page.evaluate(() => scrollY), 0);
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => server.waiting.length > 0);
  await page.reply({});
  assert.ok(Math.abs((await page.evaluate(() => scrollY)) - at) < 2);
});

test("a fragment is scrolled to", async () => {
  const page = await live('<a href="/p#far" data-phx-link="patch" data-phx-link-state="push">p</a><div class="tall"></div><p id="far">far</p>');
  await page.click("a");
  await page.reply({});
  assert.ok(await page.evaluate(() => scrollY) > 1000);
});

test("of links that overtake each other the last one counts", async () => {
  const page = await live('<a id="a" href="/a" data-phx-link="patch" data-phx-link-state="push">a</a><a id="b" href="/b" data-phx-link="patch" data-phx-link-state="push">b</a>');
  await page.click("#a");
  await page.click("#b");
  await page.reply({});
  assert.notEqual(await page.evaluate(() => location.pathname), "/a");
  await page.reply({});
  assert.equal(await page.evaluate(() => location.pathname), "/b");
});

test("the title of the page, between what the layout says", async () => {
  const page = await live(P, ["a"], { setup() { document.querySelector("title").dataset.suffix = " - App"; } });
  await page.push({ title: "Inbox" });
  assert.equal(await page.title(), "Inbox - App");
});

test("live_patch of the server changes the address", async () => {
  const page = await live(P, ["a"]);
  await page.push({ to: "/q", kind: "push" }, "live_patch");
  assert.equal(await page.evaluate(() => location.pathname), "/q");
});

test("live_redirect of the server joins another view", async () => {
  const page = await live(P, ["a"]);
  await page.evaluate(() => { server.rendered = render(["<h1>{0}</h1>"], ["other"]); });
  await page.push({ to: "/z", kind: "replace" }, "live_redirect");
  await page.waitForSelector("h1");
  assert.equal(await page.evaluate(() => location.pathname), "/z");
});

test("redirect of the server loads a page", async () => {
  const page = await live(P, ["a"]);
  await page.route("**/login", (route) => route.fulfill({ contentType: "text/html", body: "<p>login</p>" }));
  await Promise.all([page.waitForURL("**/login"), page.push({ to: "/login" }, "redirect").catch(() => {})]);
});

test("no message leads to an address that runs", async () => {
  const page = await live(P, ["a"]);
  await page.push({ to: "javascript:document.title='ran'" }, "redirect");
  assert.equal(await page.title(), "Test");
  assert.deepEqual(await page.reports(), ["navigation"]);
});

test("a view that crashes for good says so, and its hooks are gone", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p>', [], {
    options: { crashed: "Sorry" },
    setup() {
      window.seen = [];
      window.hooks = { Own: { destroyed() { seen.push("destroyed"); } } };
    },
  });
  await page.evaluate(() => {
    server.joins = false;
    server.frames = [];
  });
  await page.push({}, "phx_error");
  await page.waitForFunction(() => server.frames.length > 0);
  await page.evaluate(() => {
    const { ref, topic } = server.frames[0];
    server.socket.receive(ref, ref, topic, "phx_reply", { status: "error", response: { reason: "crashed" } });
  });
  assert.equal(await page.html(), '<p role="alert">Sorry</p>');
  assert.deepEqual(await page.seen(), ["destroyed"]);
});

test("commands of phx-disconnected can show that there is no connection", async () => {
  const show = commands(["show", { to: "#off" }]);
  const page = await live(`<div phx-disconnected="${show}" phx-connected="${commands(["hide", { to: "#off" }])}"><p id="off" style="display: none">offline</p></div>`);
  await refuse(page);
  await page.waitForSelector("#off", { state: "visible" });
  await allow(page);
  await page.waitForSelector("#off", { state: "hidden" });
});

test("phx:before-navigate can undo going back", async () => {
  const page = await live(LINKS(), ["a"]);
  await page.click("#p");
  await page.reply({});
  await page.sent();
  await page.evaluate(() => {
    window.addEventListener("phx:before-navigate", (event) => {
      window.seen = [event.detail.pop, event.detail.direction];
      event.preventDefault();
    });
    history.back();
  });
  await page.waitForFunction(() => window.seen);
  await page.waitForFunction(() => location.pathname === "/p");
  assert.deepEqual(await page.seen(), [true, "backward"]);
  assert.deepEqual(await page.sent(), []);
});
