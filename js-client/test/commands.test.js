import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { CommandError, decodeCommands } from "../src/decode-commands.js";
import { start } from "./client.js";
import "./loaded.js";

const mockTimers = (t) => t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });

/** A joined view with this HTML, which has no slots but those of `shape`. */
function joined(html, { shape, values = [] } = {}) {
  const app = start(html);
  const { window } = app;
  window.Element.prototype.getClientRects = function rects() {
    return this.closest('[style*="display: none"]') ? [] : [{}];
  };
  window.Element.prototype.getBoundingClientRect = () => ({ top: 0, left: 0, right: 1, bottom: 1 });
  window.requestAnimationFrame = (run) => setTimeout(run, 10);
  const nodes = shape ?? [...app.view.children].map((node) => [node.localName, []]);
  return app.join([{ 0: nodes }, [0, ...values]]);
}

const list = (...commands) => JSON.stringify(commands).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
const button = (...commands) => `<button phx-click="${list(...commands)}">x</button>`;
const click = (app) => app.fire(app.find("button"), "click");
const events = (app) => app.socket.take().map(({ payload }) => payload);

test("push: value, component, loading classes and events of the page", () => {
  const push = ["push", { event: "go", value: { id: 7, a: "b" }, target: 3, loading: "#wait", page_loading: true }];
  const app = joined(`<button phx-value-id="1" phx-value-k="v" phx-click="${list(push)}">x</button><p id="wait"></p>`);
  const seen = [];
  for (const what of ["start", "stop"]) {
    app.window.addEventListener(`phx:page-loading-${what}`, ({ detail }) => seen.push([what, detail.kind]));
  }
  click(app);
  const [wait, clicked] = [app.find("#wait"), app.find("button")];
  assert.deepEqual([wait.className, clicked.className], ["phx-click-loading", "phx-click-loading"]);
  const { payload } = { payload: app.socket.sent[0][4] };
  assert.deepEqual(payload, { type: "click", event: "go", value: { id: 7, k: "v", a: "b", value: "" }, cid: 3 });
  assert.deepEqual(seen, [["start", "element"]]);
  app.socket.reply({});
  assert.deepEqual([wait.className, clicked.className], ["", ""]);
  assert.deepEqual(seen, [["start", "element"], ["stop", "element"]]);
});

test("an event's name that looks like commands stays a name", () => {
  const name = '[["dispatch",{"event":"x"}]]';
  const app = joined(button(["push", { event: name }]));
  app.document.addEventListener("x", () => assert.fail("it ran"));
  click(app);
  assert.equal(events(app)[0].event, name);
});

test("forms: commands of a change and of a submit, each with its values", () => {
  const push = (event) => list(["push", { event, value: { n: 1 } }], ["add_class", { names: [event] }]);
  const app = joined(`<form phx-change="${push("c")}" phx-submit="${push("s")}"><input name="a"></form>`);
  app.type(app.find("input"), "x");
  app.socket.reply({});
  const form = app.find("form");
  assert.equal(app.fire(form, "submit").defaultPrevented, true);
  assert.equal(app.socket.sent[0][4].value, "a=x&n=1");
  app.socket.reply({});
  assert.equal(form.className, "c s");
});

test("show, hide and toggle at once, with their events", () => {
  const app = joined(`${button(["toggle", { to: "#m", display: "flex" }])}<p id="m"></p><table><tr id="r"></tr></table>`);
  const menu = app.find("#m");
  const seen = [];
  for (const type of ["show-start", "show-end", "hide-start", "hide-end"]) {
    menu.addEventListener(`phx:${type}`, () => seen.push(`${type} ${menu.style.display}`));
  }
  click(app);
  click(app);
  assert.deepEqual(seen, ["hide-start ", "hide-end none", "show-start none", "show-end flex"]);
});

test("hiding what is hidden and showing what is shown does nothing", () => {
  const app = joined(`${button(["hide", { to: "#a" }], ["show", { to: "#b" }])}<p id="a" style="display: none"></p><p id="b"></p>`);
  for (const id of ["#a", "#b"]) {
    for (const type of ["phx:hide-start", "phx:show-start"]) app.find(id).addEventListener(type, () => assert.fail(type));
  }
  click(app);
  assert.equal(app.find("#b").style.display, "");
});

test("a transition: classes at the start, a frame later, at the end, and when it is over", (t) => {
  mockTimers(t);
  const transition = [["run"], ["from"], ["to"]];
  const app = joined(`${button(["show", { to: "#m", transition, time: 100 }])}<p id="m" class="own" style="display: none"></p>`);
  const menu = app.find("#m");
  const now = () => `${menu.className}|${menu.style.display}`;
  click(app);
  assert.equal(now(), "own from|none");
  t.mock.timers.tick(10);
  assert.equal(now(), "own from run|none");
  t.mock.timers.tick(10);
  assert.equal(now(), "own run to|block");
  t.mock.timers.tick(80);
  assert.equal(now(), "own|block");
});

test("classes: added, taken away and toggled, also after a transition", (t) => {
  mockTimers(t);
  const transition = [["run"], [], []];
  const app = joined(button(
    ["add_class", { names: ["a", "b"] }],
    ["remove_class", { names: ["b"] }],
    ["toggle_class", { names: ["c", "a"] }],
    ["add_class", { names: ["late"], transition, time: 50 }],
  ));
  click(app);
  assert.equal(app.find("button").className, "c");
  t.mock.timers.tick(10);
  assert.equal(app.find("button").className, "c run");
  t.mock.timers.tick(50);
  assert.equal(app.find("button").className, "c late");
});

test("attributes: set, taken away, toggled; elements nearby", () => {
  const app = joined(`<div class="box">${button(
    ["set_attr", { to: { closest: ".box" }, attr: ["title", "t"] }],
    ["toggle_attr", { attr: ["aria-expanded", "true", "false"] }],
    ["toggle_attr", { to: "p", attr: ["open", ""] }],
    ["remove_attr", { to: "p", attr: "lang" }],
    ["set_attr", { to: { inner: "i" }, attr: ["lang", "x"] }],
  ).replace(">x<", "><i></i><")}</div><p lang="en"></p><i></i>`);
  click(app);
  const [box, expanded, p] = [app.find(".box"), app.find("button"), app.find("p")];
  assert.deepEqual([box.title, expanded.getAttribute("aria-expanded"), p.outerHTML], ["t", "true", '<p open=""></p>']);
  assert.deepEqual([...app.document.querySelectorAll("i")].map((i) => i.lang), ["x", ""]);
  click(app);
  assert.deepEqual([expanded.getAttribute("aria-expanded"), p.hasAttribute("open")], ["false", false]);
});

test("no command sets what runs, now or later", () => {
  const attributes = [
    ["onclick", "x"], ["SRCDOC", "x"], ["href", "java\nscript:x"], ["phx-click", "x"], ["data-phx-session", "x"],
    ["data-cmd-x", "x"], ["formaction", "data:text/html,x"],
  ];
  for (const attr of attributes) {
    for (const name of ["set_attr", "toggle_attr"]) {
      const app = joined(`${button([name, { to: "a", attr }])}<a></a>`);
      click(app);
      assert.deepEqual(app.find("a").getAttributeNames(), [], attr[0]);
      assert.deepEqual([app.reports.length, app.reports[0]?.kind, app.client.stats.refused], [1, "command", 1], attr[0]);
      assert.equal(app.reports[0].error.code, "attribute");
    }
  }
});

test("what commands changed stays when a patch writes the same attributes", () => {
  const shape = [["button", ["phx-click", 0, "class", ["a ", 1, ""], "style", 2, "title", 3, "open", 4]]];
  const commands = JSON.stringify([
    ["add_class", { names: ["mine"] }], ["remove_class", { names: ["a"] }],
    ["set_attr", { attr: ["title", "mine"] }], ["ignore_attrs", { attrs: ["open", "data-x-*"] }], ["hide", {}],
  ]);
  const html = `<button phx-click="${commands.replaceAll('"', "&quot;")}" class="a b" style="color: red" title="t"></button>`;
  const app = joined(html, { shape, values: [commands, "b", "color: red", "t", ""] });
  click(app);
  const element = app.find("button");
  element.setAttribute("open", "by hand");
  app.socket.push({ d: [1, "c", 2, "color: blue", 3, "u", 4, "server"] });
  assert.deepEqual(app.reports, []);
  assert.deepEqual([element.className, element.title, element.getAttribute("open")], ["mine c", "mine", "by hand"]);
  assert.deepEqual([element.style.color, element.style.display], ["blue", "none"]);
});

test("exec runs bindings and commands under names for it, nothing else", () => {
  const inner = list(["push", { event: "inner" }], ["add_class", { names: ["ran"] }]);
  const app = joined(`${button(["exec", { to: "#a", attr: "data-cmd-x" }])}<p id="a" phx-value-k="v" data-cmd-x="${inner}"></p>`);
  click(app);
  assert.deepEqual(events(app).map(({ event }) => event), ["inner"]);
  assert.equal(app.find("#a").classList.contains("ran"), true);
  for (const attr of ["data-x", "title", "phx-value-x", "onclick"]) {
    const other = joined(`${button(["exec", { to: "#a", attr }])}<p id="a" ${attr}="${inner}"></p>`);
    click(other);
    assert.deepEqual([other.reports.map(({ error }) => error.code), events(other)], [["attribute"], []], attr);
  }
  const endless = joined(button(["exec", { attr: "phx-click" }]));
  click(endless);
  assert.equal(endless.reports[0].error.code, "too-deep");
});

test("focus: an element, the first inside, and back", () => {
  const app = joined(`<input id="a"><div id="in"><i></i><button disabled></button><input id="b"></div><button id="go" phx-click="${list(
    ["push_focus", { to: "#a" }], ["focus_first", { to: "#in" }],
  )}"></button><button id="back" phx-click="${list(["pop_focus", {}])}"></button>`);
  app.fire(app.find("#go"), "click");
  assert.equal(app.document.activeElement.id, "b");
  app.fire(app.find("#back"), "click");
  assert.equal(app.document.activeElement.id, "a");
});

test("dispatch: name, detail, who did it", () => {
  const app = joined(`${button(["dispatch", { to: "p", event: "app:x", detail: { n: 1 } }], ["dispatch", { to: "p", event: "still", bubbles: false }])}<p></p>`);
  const seen = [];
  for (const type of ["app:x", "still"]) {
    app.document.addEventListener(type, ({ detail, target }) => seen.push([type, detail.n, target.localName, detail.dispatcher.localName]));
  }
  click(app);
  assert.deepEqual(seen, [["app:x", 1, "p", "button"]]);
});

test("navigation goes to addresses, not to scripts", () => {
  for (const [href, goes] of [["/a", true], ["?b=1", true], ["https://x.test/", true], ["java\tscript:x", false], ["data:text/html,x", false], [" vbscript:x", false]]) {
    const app = joined(button(["navigate", { href }]));
    const gone = [];
    app.window.location.assign = (to) => gone.push(to);
    click(app);
    // What is of this server is joined, anything else is a page.
    for (const { event, payload } of app.socket.take()) if (event === "phx_join") gone.push(payload.redirect);
    const expected = new URL(href, "http://localhost/page").href;
    assert.deepEqual([gone, app.reports.length], goes ? [[expected], 0] : [[], 1], href);
  }
});

test("a click away: outside of the element, where it is shown", () => {
  const away = (name) => list(["push", { event: name }]);
  const app = joined(`<div id="menu" phx-click-away="${away("menu")}"><i></i></div><div style="display: none" phx-click-away="${away("hidden")}"></div><p phx-click-away="plain"></p>`);
  app.fire(app.find("i"), "click");
  assert.deepEqual(events(app).map(({ event }) => event), ["plain"]);
  app.fire(app.find("p"), "click");
  assert.deepEqual(events(app).map(({ type, event }) => [type, event]), [["click", "menu"]]);
});

test("mounted: once for each element, also of those that a patch brings", () => {
  const mounted = list(["push", { event: "mounted" }]);
  const text = mounted.replaceAll("&quot;", '"');
  const app = joined(`<p phx-mounted="${mounted}"></p>`, { shape: [["p", ["phx-mounted", text]], 0], values: [null] });
  assert.deepEqual(events(app).map(({ type, event }) => [type, event]), [["mounted", "mounted"]]);
  app.socket.push({ d: [{ 1: [["b", ["phx-mounted", text]]] }, 0, [1]] });
  assert.equal(app.view.querySelectorAll("b").length, 1, JSON.stringify(app.reports));
  assert.deepEqual(events(app).map(({ event }) => event), ["mounted"]);
});

test("removed: the element stays until its transition is over", (t) => {
  mockTimers(t);
  const text = JSON.stringify([["hide", { transition: [["out"], [], []], time: 100 }]]);
  const app = start("");
  app.window.Element.prototype.getClientRects = () => [{}];
  app.window.requestAnimationFrame = (run) => setTimeout(run, 10);
  app.join([{ 0: [0], 1: [["p", ["phx-remove", text, "phx-hook", "H"]]] }, [0, [1]]]);
  const leaving = app.find("p");
  app.socket.push({ d: [0, null] });
  assert.deepEqual([leaving.isConnected, leaving.inert], [true, true], JSON.stringify(app.reports));
  app.socket.push({ d: [0, [1]] });
  assert.equal(app.view.querySelectorAll("p").length, 2);
  t.mock.timers.tick(100);
  assert.deepEqual([leaving.isConnected, app.view.querySelectorAll("p").length], [false, 1]);
  assert.equal(app.client.stats.mismatches, 0);
});

test("connected and disconnected", (t) => {
  mockTimers(t);
  const app = joined(`<p phx-connected="${list(["hide", {}])}" phx-disconnected="${list(["show", {}])}"></p>`);
  const notice = app.find("p");
  assert.equal(notice.style.display, "none");
  app.socket.drop();
  t.mock.timers.tick(499);
  assert.equal(notice.style.display, "none");
  t.mock.timers.tick(1);
  assert.equal(notice.style.display, "block");
  app.client.disconnect();
});

test("a list with anything else in it is refused before any of it runs", () => {
  const good = ["add_class", { names: ["ran"] }];
  const wrong = [
    [[good, ["eval", { code: "x" }]], "unknown-command"],
    [[good, ["constructor", {}]], "unknown-command"],
    [[good, ["__proto__", {}]], "unknown-command"],
    [[good, "push"], "unknown-command"],
    [[good, null], "unknown-command"],
    [[good, ["push", {}, 1]], "unknown-command"],
    [[good, ["push"]], "unknown-command"],
    [[good, ["push", []]], "arguments"],
    [[good, ["push", {}]], "arguments"],
    [[good, ["push", { event: 1 }]], "arguments"],
    [[good, ["push", { event: "a", value: "b" }]], "arguments"],
    [[good, ["push", { event: "a", target: {} }]], "arguments"],
    [[good, ["push", { event: "a", other: 1 }]], "arguments"],
    [[good, ["show", { to: 1 }]], "arguments"],
    [[good, ["show", { to: { inner: "a", closest: "b" } }]], "arguments"],
    [[good, ["show", { to: {} }]], "arguments"],
    [[good, ["show", { time: "1" }]], "arguments"],
    [[good, ["show", { time: -1 }]], "arguments"],
    [[good, ["show", { transition: [["a"], []] }]], "arguments"],
    [[good, ["show", { transition: [["a b"], [], []] }]], "arguments"],
    [[good, ["add_class", { names: [""] }]], "arguments"],
    [[good, ["add_class", { names: "a" }]], "arguments"],
    [[good, ["set_attr", { attr: ["a"] }]], "arguments"],
    [[good, ["set_attr", { attr: ["a", 1] }]], "arguments"],
    [[good, ["toggle_attr", { attr: ["a", "b", "c", "d"] }]], "arguments"],
    [[good, ["exec", {}]], "arguments"],
    [[good, ["navigate", { href: null }]], "arguments"],
  ];
  for (const [commands, code] of wrong) {
    const app = joined(button(...commands));
    click(app);
    const text = JSON.stringify(commands);
    assert.deepEqual(app.reports.map(({ kind, error }) => [kind, error.code]), [["command", code]], text);
    assert.equal(app.find("button").className, "", text);
  }
  for (const text of ["[", "[1", "[}", "[undefined]"]) assert.throws(() => decodeCommands(text), CommandError, text);
});

test("a selector that is none is reported, and nothing is thrown", () => {
  const app = joined(button(["show", { to: "#:" }]));
  click(app);
  assert.equal(app.reports[0].error.code, "selector");
});

test("absent arguments may be written as null", () => {
  assert.equal(decodeCommands('[["toggle",{"to":null,"ins":null,"outs":null,"time":null,"display":null}],["pop_focus",{}]]').length, 2);
});

test("every command that the engine's documentation shows is one the client knows", () => {
  const names = new Set();
  for (const file of ["cmd.rs", "cmd/options.rs", "cmd/to.rs"]) {
    const text = readFileSync(new URL(`../../engine/src/${file}`, import.meta.url), "utf8");
    for (const [, written] of text.matchAll(/r#+"(\[\[.*\]\])"#/g)) {
      for (const [name] of decodeCommands(written)) names.add(name);
    }
  }
  assert.deepEqual([...names].sort(), [
    "add_class", "dispatch", "exec", "focus", "focus_first", "hide", "ignore_attrs", "navigate", "patch", "pop_focus",
    "push", "push_focus", "remove_attr", "remove_class", "set_attr", "show", "toggle", "toggle_attr", "toggle_class",
    "transition",
  ]);
});
