// What each command does, and what stays of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { commands, played } from "./scripted.mjs";

const live = played();
/** A button that runs these commands when it is clicked. */
const button = (...list) => `<button phx-click="${commands(...list)}">run</button>`;
const run = (page) => page.click("button");
const SLOW = { transition: [["fade"], ["from"], ["to"]], time: 300 };

test("push sends its event with value, loading and page_loading", async () => {
  const push = ["push", { event: "go", value: { n: 1 }, loading: "#wait", page_loading: true }];
  const page = await live(`${button(push)}<p id="wait">x</p>`, [], {
    setup() {
      window.seen = [];
      for (const what of ["start", "stop"]) {
        window.addEventListener(`phx:page-loading-${what}`, ({ detail }) => seen.push(`${what} ${detail.kind} ${detail.target?.localName}`));
      }
    },
  });
  await run(page);
  assert.deepEqual(await page.events(), [{ type: "click", event: "go", value: { value: "", n: 1 } }]);
  assert.equal(await page.classes("#wait"), "phx-click-loading");
  await page.reply();
  assert.equal(await page.classes("#wait"), "");
  assert.deepEqual((await page.seen()).slice(-2), ["start element button", "stop element button"]);
});

test("push to a target", async () => {
  const page = await live(button(["push", { event: "go", target: 4 }]));
  await run(page);
  assert.equal((await page.events())[0].cid, 4);
});

test("show and hide at once", async () => {
  const page = await live(`${button(["hide", { to: "#a" }], ["show", { to: "#b" }])}<p id="a">a</p><p id="b" style="display: none">b</p>`);
  await run(page);
  assert.deepEqual(await page.$$eval("p", (all) => all.map((one) => one.style.display)), ["none", "block"]);
});

test("show takes a display, and rows of tables have their own", async () => {
  const page = await live(
    `${button(["show", { to: "#a", display: "flex" }], ["show", { to: "tr" }])}` +
      '<p id="a" style="display: none">a</p><table><tbody><tr style="display: none"><td>x</td></tr></tbody></table>',
  );
  await run(page);
  assert.deepEqual(await page.$$eval("#a, tr", (all) => all.map((one) => one.style.display)), ["flex", "table-row"]);
});

test("toggle there and back, with events before and after", async () => {
  const page = await live(`${button(["toggle", { to: "#a" }])}<p id="a">a</p>`);
  await page.evaluate(() => {
    window.seen = [];
    for (const type of ["show-start", "show-end", "hide-start", "hide-end"]) {
      document.querySelector("#a").addEventListener(`phx:${type}`, ({ target }) => seen.push(`${type} ${target.style.display}`));
    }
  });
  await run(page);
  await run(page);
  assert.deepEqual(await page.seen(), ["hide-start ", "hide-end none", "show-start none", "show-end block"]);
});

test("a transition has its classes over two frames, and takes them back", async () => {
  const page = await live(`${button(["hide", { to: "#a", ...SLOW }])}<p id="a">a</p>`);
  const steps = await page.evaluate(async () => {
    const element = document.querySelector("#a");
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const classes = () => [...element.classList].sort().join(" ");
    document.querySelector("button").click();
    const seen = [classes()];
    await frame();
    seen.push(classes());
    await frame();
    seen.push(classes());
    return seen;
  });
  assert.deepEqual(steps, ["from", "fade from", "fade to"]);
  await page.waitForFunction(() => document.querySelector("#a").style.display === "none");
  assert.equal(await page.classes("#a"), "");
});

test("a transition lasts 200 ms where none is said", async () => {
  const page = await live(`${button(["hide", { to: "#a", transition: [["fade"], [], []] }])}<p id="a">a</p>`);
  const took = await page.evaluate(() => new Promise((done) => {
    const since = performance.now();
    document.querySelector("#a").addEventListener("phx:hide-end", () => done(performance.now() - since));
    document.querySelector("button").click();
  }));
  assert.ok(took >= 195 && took < 2000, String(took));
});

test("patches wait for a transition", async () => {
  const page = await live(`${button(["transition", { to: "#a", ...SLOW }])}<p id="a">{0}</p>`, ["1"]);
  const texts = await page.evaluate(() => new Promise((done) => {
    const element = document.querySelector("#a");
    document.querySelector("button").click();
    server.push({ d: [0, "2"] });
    server.push({ d: [0, "3"] });
    const seen = [element.textContent];
    setTimeout(() => seen.push(element.textContent), 100);
    setTimeout(() => done([...seen, element.textContent]), 500);
  }));
  assert.deepEqual(texts, ["1", "1", "3"]);
});

test("patches do not wait for a transition that says so", async () => {
  const page = await live(`${button(["transition", { to: "#a", ...SLOW, blocking: false }])}<p id="a">{0}</p>`, ["1"]);
  await run(page);
  await page.push({ d: [0, "2"] });
  assert.equal(await page.textContent("#a"), "2");
});

test("of transitions at once the last one lets patches through", async () => {
  const short = { ...SLOW, time: 50 };
  const page = await live(`${button(["transition", { to: "#a", ...short }], ["transition", { to: "#b", ...SLOW }])}<p id="a">{0}</p><p id="b">b</p>`, ["1"]);
  const texts = await page.evaluate(() => new Promise((done) => {
    const element = document.querySelector("#a");
    document.querySelector("button").click();
    server.push({ d: [0, "2"] });
    setTimeout(() => {
      const between = element.textContent;
      setTimeout(() => done([between, element.textContent]), 300);
    }, 150);
  }));
  assert.deepEqual(texts, ["1", "2"]);
});

test("an answer that waited for a transition still ends what waits for it", async () => {
  const page = await live(`${button(["transition", SLOW], ["push", { event: "go" }])}<p id="a">{0}</p>`, ["1"]);
  await run(page);
  await page.reply({ diff: [0, "2"] });
  assert.match(await page.classes("button"), /phx-click-loading/);
  await page.waitForFunction(() => document.querySelector("#a").textContent === "2");
  assert.equal(await page.classes("button"), "to");
});

test("what waits for a transition is dropped with its connection, and asked for again", async () => {
  const page = await live(`${button(["transition", { to: "#a", ...SLOW }])}<p id="a">{0}</p>`, ["1"]);
  await run(page);
  await page.push({ d: [0, "2"] });
  await page.evaluate(() => {
    server.rendered[1][1] = "9";
    server.socket.drop();
  });
  await page.waitForFunction(() => document.querySelector("#a").textContent === "9");
});

test("dispatch sends an event with detail and dispatcher", async () => {
  const page = await live(`${button(["dispatch", { to: "#a", event: "app:go", detail: { n: 1 } }])}<p id="a">a</p>`);
  await page.evaluate(() => {
    window.addEventListener("app:go", ({ detail, target, cancelable }) => {
      window.seen = [detail.n, detail.dispatcher.localName, target.id, cancelable];
    });
  });
  await run(page);
  assert.deepEqual(await page.seen(), [1, "button", "a", true]);
});

test("dispatch need not bubble", async () => {
  const page = await live(`${button(["dispatch", { to: "#a", event: "app:go", bubbles: false }])}<p id="a">a</p>`);
  await page.evaluate(() => {
    window.seen = [];
    document.querySelector("#a").addEventListener("app:go", () => seen.push("element"));
    window.addEventListener("app:go", () => seen.push("window"));
  });
  await run(page);
  assert.deepEqual(await page.seen(), ["element"]);
});

test("dispatch of a click is one, and clicks through", async () => {
  const page = await live(`${button(["dispatch", { to: "#a", event: "click" }])}<i id="a" phx-click="clicked">a</i>`);
  await run(page);
  assert.deepEqual(await page.names(), ["clicked"]);
});

test("a blocking dispatch holds patches until its listener is done", async () => {
  const page = await live(`${button(["dispatch", { to: "#a", event: "app:go", blocking: true }])}<p id="a">{0}</p>`, ["1"]);
  await page.evaluate(() => window.addEventListener("app:go", ({ detail }) => { window.finish = detail.done; }));
  await run(page);
  await page.push({ d: [0, "2"] });
  assert.equal(await page.textContent("#a"), "1");
  await page.evaluate(() => finish());
  assert.equal(await page.textContent("#a"), "2");
});

for (const [name, before, after] of [["add_class", "b", "a b"], ["remove_class", "a b", "b"], ["toggle_class", "a b", "b"]]) {
  test(`${name} stays when a patch writes other classes`, async () => {
    const page = await live(`${button([name, { to: "p", names: ["a"] }])}<p class="{0}">x</p>`, [before]);
    await run(page);
    assert.equal(await page.classes("p"), after);
    await page.push({ d: [0, `${before} c`] });
    assert.equal(await page.classes("p"), `${after} c`);
  });
}

test("classes change after their transition", async () => {
  const page = await live(`${button(["add_class", { to: "p", names: ["a"], ...SLOW }])}<p>x</p>`);
  await run(page);
  assert.doesNotMatch(await page.classes("p"), /\ba\b/);
  await page.waitForFunction(() => document.querySelector("p").classList.contains("a"));
});

test("set_attr, remove_attr and toggle_attr stay when a patch writes the same", async () => {
  const page = await live(
    `${button(["set_attr", { to: "#a", attr: ["title", "mine"] }], ["remove_attr", { to: "#b", attr: "title" }],
      ["toggle_attr", { to: "#c", attr: ["title", "on"] }])}<p id="a" title="{0}">a</p><p id="b" title="{1}">b</p><p id="c" title="{2}">c</p>`,
    ["1", "1", null],
  );
  const titles = () => page.$$eval("p", (all) => all.map((one) => one.getAttribute("title")));
  await run(page);
  assert.deepEqual(await titles(), ["mine", null, "on"]);
  await page.push({ d: [[-1, "2", "2", "2"]] });
  assert.deepEqual(await titles(), ["mine", null, "on"]);
});

test("toggle_attr with two values goes from one to the other", async () => {
  const page = await live(`${button(["toggle_attr", { to: "p", attr: ["aria-expanded", "true", "false"] }])}<p aria-expanded="false">x</p>`);
  await run(page);
  assert.equal(await page.getAttribute("p", "aria-expanded"), "true");
  await run(page);
  assert.equal(await page.getAttribute("p", "aria-expanded"), "false");
});

test("toggle_attr with one value takes it away again", async () => {
  const page = await live(`${button(["toggle_attr", { to: "details", attr: ["open", ""] }])}<details><summary>s</summary>x</details>`);
  await run(page);
  assert.equal(await page.$eval("details", (one) => one.open), true);
  await run(page);
  assert.equal(await page.$eval("details", (one) => one.open), false);
});

test("no command sets what would run", async () => {
  for (const name of ["phx-click", "onclick", "data-phx-session", "data-cmd-x", "srcdoc"]) {
    const page = await live(`${button(["set_attr", { to: "p", attr: [name, "x"] }])}<p>x</p>`);
    await run(page);
    assert.equal(await page.getAttribute("p", name), null, name);
    await page.close();
  }
});

test("ignore_attrs leaves attributes to the browser", async () => {
  const page = await live(
    `<p title="{0}" data-x-a="{1}" lang="{2}" phx-mounted="${commands(["ignore_attrs", { attrs: ["title", "data-x-*"] }])}">x</p>`,
    ["1", "1", "en"],
  );
  await page.$eval("p", (element) => { element.title = "mine"; });
  await page.push({ d: [[-1, "2", "2", "de"]] });
  assert.deepEqual(await page.$eval("p", (one) => [one.title, one.dataset.xA, one.lang]), ["mine", "1", "de"]);
});

test("focus, focus_first, push_focus and pop_focus", async () => {
  const page = await live(
    `<button id="go" phx-click="${commands(["push_focus", {}], ["focus_first", { to: "#box" }])}">go</button>` +
      `<div id="box"><p>no</p><input id="in" phx-keydown="${commands(["pop_focus", {}])}" phx-key="Escape"></div>` +
      `<button id="far" phx-click="${commands(["focus", { to: "#in" }])}">far</button>`,
  );
  const focused = () => page.evaluate(() => document.activeElement.id);
  await page.click("#go");
  assert.equal(await focused(), "in");
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "go");
  await page.click("#far");
  assert.equal(await focused(), "in");
});

test("focus reaches what the commands before it show", async () => {
  const page = await live(`${button(["show", { to: "#a", transition: [["fade"], [], []], time: 50 }], ["focus", { to: "#i" }])}<p id="a" style="display: none"><input id="i"></p>`);
  await run(page);
  await page.waitForFunction(() => document.activeElement.id === "i");
});

test("exec runs the commands of another attribute, on its element", async () => {
  const page = await live(`${button(["exec", { to: "#a", attr: "data-cmd-open" }])}<p id="a" data-cmd-open="${commands(["add_class", { names: ["open"] }])}">a</p>`);
  await run(page);
  assert.equal(await page.classes("#a"), "open");
});

test("exec runs no attribute that may hold text", async () => {
  const page = await live(`${button(["exec", { to: "#a", attr: "data-note" }])}<p id="a" data-note="${commands(["add_class", { names: ["open"] }])}">a</p>`);
  await run(page);
  assert.equal(await page.classes("#a"), "");
  assert.deepEqual(await page.reports(), ["command"]);
});

test("exec that runs itself ends", async () => {
  const page = await live(`<button data-cmd-x="${commands(["exec", { attr: "data-cmd-x" }])}" phx-click="${commands(["exec", { attr: "data-cmd-x" }])}">x</button>`);
  await run(page);
  assert.deepEqual(await page.reports(), ["command"]);
});

test("inner and closest select around the element", async () => {
  const page = await live(
    `<div class="card"><button phx-click="${commands(["add_class", { to: { closest: ".card" }, names: ["a"] }], ["add_class", { to: { inner: "b" }, names: ["c"] }])}"><b>x</b></button></div><b>other</b>`,
  );
  await run(page);
  assert.deepEqual(await page.$$eval(".card, b", (all) => all.map((one) => one.className)), ["card a", "c", ""]);
});

test("a list with one bad command runs nothing of it", async () => {
  const page = await live(button(["add_class", { names: ["a"] }], ["set_attr", { attr: ["title"] }]));
  await run(page);
  assert.equal(await page.classes("button"), "");
});

test("patch and navigate are links", async () => {
  const page = await live(`<button id="p" phx-click="${commands(["patch", { href: "/b?x=1" }])}">p</button><button id="n" phx-click="${commands(["navigate", { href: "/c", replace: true }])}">n</button>`);
  await page.click("#p");
  const [{ event, payload }] = await page.sent();
  assert.deepEqual([event, new URL(payload.url).pathname], ["live_patch", "/b"]);
  await page.reply({});
  assert.equal(await page.evaluate(() => location.pathname), "/b");
  const before = await page.evaluate(() => history.length);
  await page.click("#n");
  await page.waitForFunction(() => location.pathname === "/c");
  assert.equal(await page.evaluate(() => history.length), before);
});

test("navigate goes to no address that runs", async () => {
  const page = await live(button(["navigate", { href: "javascript:document.title='ran'" }]));
  await run(page);
  assert.deepEqual(await page.reports(), ["command"]);
  assert.equal(await page.title(), "Test");
});

test("js() of the client runs commands", async () => {
  const page = await live('<p id="a" style="display: none">a</p><p id="b">b</p>');
  await page.evaluate(() => {
    const [a, b] = document.querySelectorAll("p");
    const js = window.live.js();
    js.show(a, { display: "flex" });
    js.hide(b);
    js.addClass(a, "x y");
    js.removeClass(a, ["y"]);
    js.toggleClass(a, "z");
    js.setAttribute(a, "title", "t");
    js.toggleAttribute(a, "lang", "en", "de");
    js.push(a, "pushed", { value: { n: 1 } });
  });
  // They are loaded with the first of them.
  await page.waitForSelector("#a.phx-click-loading");
  assert.deepEqual(await page.$eval("#a", (one) => [one.style.display, one.className, one.title, one.lang]),
    ["flex", "x z phx-click-loading", "t", "en"]);
  assert.equal(await page.$eval("#b", (one) => one.style.display), "none");
  assert.deepEqual(await page.events(), [{ type: "click", event: "pushed", value: { n: 1 } }]);
});

test("js() pushes to an element, and exec() of the client takes one", async () => {
  const page = await live('<p id="a">a</p>{0}', [[1, 4]], { rows: ['<section id="c"><b phx-target="{0}">x</b></section>'] });
  await page.evaluate(() => {
    const js = window.live.js();
    const a = document.querySelector("#a");
    js.push(a, "pushed", { target: document.querySelector("#c b") });
    js.exec(a, '[["add_class",{"names":["one"]}]]');
    js.exec(a, [["add_class", { names: ["two"] }]]);
  });
  await page.waitForSelector("#a.one.two");
  assert.deepEqual(await page.events(), [{ type: "click", event: "pushed", value: {}, cid: 4 }]);
});

test("js() takes transitions in their short forms", async () => {
  const page = await live('<p class="unready">a</p>');
  const classes = await page.evaluate(async () => {
    const element = document.querySelector("p");
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const js = await window.live.js();
    js.removeClass(element, "unready");
    while (element.classList.contains("unready")) await frame();
    js.transition(element, ["fade", "from", "to"], { time: 200 });
    await frame();
    const first = element.className;
    js.toggle(element, { out: "leaving", time: 200 });
    await frame();
    return [first, element.className];
  });
  assert.equal(classes[0], "from fade");
  assert.match(classes[1], /leaving/);
});

test("execJS runs what an event from the server brings", async () => {
  const page = await live('<p id="a">a</p>');
  await page.evaluate(() => window.addEventListener("phx:run", ({ detail }) => {
    window.live.execJS(document.getElementById(detail.id), detail.js);
  }));
  await page.push({ e: [["run", { id: "a", js: '[["add_class",{"names":["done"]}]]' }]] });
  assert.equal(await page.classes("#a"), "done");
});

test("commands work on a page without a view", async () => {
  const page = await live(`${button(["toggle_class", { to: "body", names: ["dark"] }])}<p phx-mounted="${commands(["add_class", { names: ["here"] }])}">x</p>`, [], { view: false });
  await run(page);
  assert.equal(await page.classes("body"), "dark");
  assert.equal(await page.classes("p"), "here");
});

test("commands change what another element's command changed", async () => {
  const page = await live(`<button id="a" phx-click="${commands(["add_class", { to: "p", names: ["x"] }])}">a</button><button id="b" phx-click="${commands(["remove_class", { to: "p", names: ["x"] }])}">b</button><p class="{0}">p</p>`, ["k"]);
  await page.click("#a");
  await page.click("#b");
  await page.push({ d: [0, "l"] });
  assert.equal(await page.classes("p"), "l");
});

test("what a command hid stays hidden when a patch writes its style", async () => {
  const page = await live(`${button(["hide", { to: "p" }])}<p style="{0}">p</p>`, ["color: red"]);
  await run(page);
  await page.push({ d: [0, "color: blue"] });
  assert.deepEqual(await page.$eval("p", (one) => [one.style.color, one.style.display]), ["blue", "none"]);
});

test("the last classes of a transition stay through patches", async () => {
  const page = await live(`${button(["transition", { to: "p", transition: [["fade"], ["from"], ["to"]], time: 50 }])}<p class="{0}">p</p>`, ["k to"]);
  await run(page);
  await page.waitForFunction(() => document.querySelector("p").className === "k to");
  await page.push({ d: [0, "l"] });
  assert.equal(await page.classes("p"), "l to");
});

test("jsQuerySelectorAll decides which elements a command is for", async () => {
  const page = await live(`${button(["add_class", { to: "p", names: ["a"] }])}<p>1</p><p>2</p>`, [], {
    setup() {
      window.options = { dom: { jsQuerySelectorAll: (source, selector, select) => (source.localName === "button" ? select().slice(1) : null) } };
    },
  });
  await run(page);
  assert.deepEqual(await page.$$eval("p", (all) => all.map((one) => one.className)), ["", "a"]);
});
