import assert from "node:assert/strict";
import test from "node:test";
import { start } from "./client.js";
import "./loaded.js";

const SHAPES = { 0: [["a", ["href", "/rooms/2", "data-phx-link", "patch", "data-phx-link-state", "push"], 0]] };
const LOBBY = { 0: [["h1", [], 0]] };
const HTML = '<a href="/rooms/2" data-phx-link="patch" data-phx-link-state="push">one</a>';

function joined(html = HTML, rendered = [SHAPES, [0, "one"]]) {
  const app = start(html);
  app.assigned = [];
  app.window.location.assign = (href) => { app.assigned.push(href); };
  app.window.location.replace = (href) => { app.assigned.push(`replace ${href}`); };
  app.window.location.reload = () => { app.assigned.push("reload"); };
  app.scrolled = [];
  app.window.scrollTo = (_x, y) => { app.scrolled.push(y); };
  app.visited = [];
  app.window.addEventListener("phx:navigate", ({ detail }) => app.visited.push(detail));
  app.join(rendered);
  return app;
}

const click = (app, properties = {}) => app.fire(app.find("a"), "click", { button: 0, ...properties });

test("a link patches, and the address follows the answer", () => {
  const app = joined();
  const event = click(app);
  assert.ok(event.defaultPrevented);
  assert.equal(app.socket.sent[0][3], "live_patch");
  assert.deepEqual(app.socket.sent[0][4], { url: "http://localhost/rooms/2" });
  assert.equal(app.window.location.href, "http://localhost/page");
  app.socket.reply({ diff: [0, "two"] });
  assert.equal(app.window.location.href, "http://localhost/rooms/2");
  assert.equal(app.view.textContent, "two");
  assert.deepEqual(app.visited, [{ href: "http://localhost/rooms/2", patch: true, pop: false, direction: "forward" }]);
  assert.deepEqual(app.assigned, []);
});

test("links that are for another place are the browser's", () => {
  for (const properties of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }]) {
    const app = joined();
    assert.equal(click(app, properties).defaultPrevented, false);
    assert.deepEqual(app.socket.sent, []);
  }
  for (const attribute of ['target="_blank"', "download", 'rel="x" href="https://example.com/"']) {
    const app = joined();
    const [name, value = ""] = attribute.replace(/rel="x" /, "").split("=");
    app.find("a").setAttribute(name, value.replaceAll('"', ""));
    assert.equal(click(app).defaultPrevented, false, attribute);
  }
  const app = joined();
  app.socket.drop();
  assert.equal(click(app).defaultPrevented, false, "without a connection");
});

test("a patch that is refused loads the page", () => {
  const app = joined();
  click(app);
  app.socket.reply({ reason: "malformed" }, "error");
  assert.deepEqual(app.assigned, ["http://localhost/rooms/2"]);
});

test("of links that overtake each other the last one counts", () => {
  const app = joined();
  click(app);
  app.find("a").setAttribute("href", "/rooms/3");
  click(app);
  app.socket.reply({ diff: [0, "two"] });
  assert.equal(app.window.location.href, "http://localhost/page");
  app.socket.reply({ diff: [0, "three"] });
  assert.equal(app.window.location.href, "http://localhost/rooms/3");
  assert.equal(app.view.textContent, "three");
});

test("a link to another view joins it over the same connection", () => {
  for (const kind of ["redirect", "patch"]) {
    const app = joined();
    app.find("a").setAttribute("data-phx-link", kind);
    click(app);
    if (kind === "patch") app.socket.reply({ link_redirect: true });
    const [join] = app.socket.sent;
    assert.equal(join[3], "phx_join");
    assert.equal(join[4].redirect, "http://localhost/rooms/2");
    assert.equal(join[4].url, undefined);
    assert.equal(join[4].session, "token");
    assert.equal(app.view.textContent, "one", "it stays until the other is there");
    app.socket.reply({ rendered: [LOBBY, [0, "Lobby"]], dialect: "native", token: "next", title: "The lobby" });
    assert.equal(app.view.innerHTML, "<h1>Lobby</h1>");
    assert.equal(app.window.location.href, "http://localhost/rooms/2");
    assert.equal(app.document.title, "The lobby");
    assert.deepEqual(app.scrolled, [0]);
    assert.deepEqual(app.reports, []);
    // From now on it is joined as any other.
    app.socket.push({ d: [0, "Hall"] });
    assert.equal(app.view.innerHTML, "<h1>Hall</h1>");
    app.socket.receive(null, null, "lv:phx-1", "live_patch", { to: "/rooms/2?x=1", kind: "replace" });
    assert.equal(app.window.location.search, "?x=1");
  }
});

test("a view that cannot be joined there is loaded as a page", () => {
  const app = joined();
  app.find("a").setAttribute("data-phx-link", "redirect");
  click(app);
  app.socket.reply({ reason: "unauthorized" }, "error");
  assert.deepEqual(app.assigned, ["http://localhost/rooms/2"]);
  assert.deepEqual(app.socket.sent, []);
});

test("a patch with a fragment scrolls to it", () => {
  for (const [hash, id] of [["#a%20b", "a b"], ["#%", "%"]]) {
    const app = joined();
    const target = app.document.createElement("p");
    target.id = id;
    app.document.body.append(target);
    let seen = 0;
    target.scrollIntoView = () => { seen += 1; };
    app.find("a").setAttribute("href", `/rooms/2${hash}`);
    click(app);
    app.socket.reply({});
    assert.equal(seen, 1, hash);
    assert.equal(app.window.location.hash, hash);
  }
});

test("back and forward", () => {
  const app = joined();
  click(app);
  app.socket.reply({ diff: [0, "two"] });
  app.window.history.replaceState({}, "", "/page");
  const back = (state) => {
    const event = new app.window.Event("popstate");
    event.state = state;
    app.window.dispatchEvent(event);
  };
  back({ scroll: 120 });
  assert.deepEqual(app.socket.sent[0][4], { url: "http://localhost/page" });
  app.socket.reply({ diff: [0, "one"] });
  assert.equal(app.view.textContent, "one");
  assert.deepEqual(app.scrolled, [120]);
  assert.deepEqual(app.visited.at(-1), { href: "http://localhost/page", patch: true, pop: true, direction: "backward" });
  // A fragment is the browser's.
  app.window.history.replaceState({}, "", "/page#here");
  back(null);
  assert.deepEqual(app.socket.sent, []);
});

test("the server moves the page", () => {
  const app = joined();
  const receive = (event, payload) => app.socket.receive(null, null, "lv:phx-1", event, payload);
  receive("live_patch", { to: "/rooms/5", kind: "push" });
  assert.equal(app.window.location.pathname, "/rooms/5");
  receive("live_patch", { to: "https://example.com/", kind: "push" });
  assert.equal(app.window.location.pathname, "/rooms/5");
  receive("live_redirect", { to: "/lobby", kind: "push", flash: "f.g", token: "other" });
  const [join] = app.socket.sent;
  assert.deepEqual(
    [join[4].redirect, join[4].flash, join[4].session],
    ["http://localhost/lobby", "f.g", "other"],
  );
});

test("the server sends the browser to a page", () => {
  const app = joined();
  const receive = (payload) => app.socket.receive(null, null, "lv:phx-1", "redirect", payload);
  receive({ to: "/login", flash: "abc.d-f" });
  assert.deepEqual(app.assigned, ["http://localhost/login"].map((href) => new URL(href).pathname));
  assert.match(app.document.cookie, /__phoenix_flash__=abc\.d-f/);
  receive({ to: "javascript:alert(1)", flash: "x; Path=/" });
  assert.equal(app.assigned.length, 1);
  assert.doesNotMatch(app.document.cookie, /x; Path/);
  assert.equal(app.reports.at(-1).kind, "navigation");
});

test("a join that leads elsewhere is followed", () => {
  const app = start(HTML);
  const assigned = [];
  app.window.location.assign = (href) => { assigned.push(href); };
  app.socket.open();
  app.socket.reply({ live_redirect: { to: "/lobby", kind: "push" } }, "error");
  assert.equal(app.socket.sent[0][4].redirect, "http://localhost/lobby");
  // A second time the browser is asked.
  app.socket.reply({ live_redirect: { to: "/rooms", kind: "push" } }, "error");
  assert.deepEqual(assigned, ["/rooms"]);
});

test("a title has what the page puts around it", () => {
  const app = joined();
  app.document.head.innerHTML = '<title data-prefix="A " data-suffix=" Z" data-default="none">x</title>';
  app.socket.push({ title: "<b>" });
  assert.equal(app.document.title, "A <b> Z");
  app.socket.push({ title: "" });
  assert.equal(app.document.title, "A none Z");
});

test("a view that crashes again and again is given up", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });
  const app = joined();
  app.socket.receive("1", null, "lv:phx-1", "phx_error", {});
  t.mock.timers.tick(100);
  app.socket.reply({ reason: "crashed" }, "error");
  assert.ok(app.view.classList.contains("phx-crashed"));
  assert.equal(app.find("[role=alert]").textContent, "Something went wrong here. Please load the page again.");
  t.mock.timers.tick(20_000);
  assert.deepEqual(app.socket.sent, []);
});

test("a client says how often it has joined", () => {
  const app = joined();
  assert.equal(app.view.isConnected, true);
  app.client.disconnect();
  app.client.connect();
  app.socket.open();
  assert.equal(app.socket.sent[0][4].params._mounts, 1);
});
