// What each binding sends, and when.

import assert from "node:assert/strict";
import { test } from "node:test";
import { commands, pause, played } from "./scripted.mjs";

const live = played();
/** Events by name, each with what is in its value. */
const valued = async (page) => (await page.events()).map(({ event, value }) => [event, value]);

test("phx-click sends the nearest binding's event with its values", async () => {
  const page = await live('<div phx-click="outer"><button phx-click="inner" phx-value-id="7" value="v"><b>x</b></button></div>');
  await page.click("b");
  assert.deepEqual(await page.events(), [{ type: "click", event: "inner", value: { id: "7", value: "v" } }]);
});

test("phx-click does not send again until it is answered", async () => {
  const page = await live('<button phx-click="go">x</button>');
  await page.click("button");
  await page.click("button");
  assert.deepEqual(await page.names(), ["go"]);
  await page.reply();
  await page.click("button");
  assert.deepEqual(await page.names(), ["go"]);
});

test("phx-click of a disabled element is not looked past", async () => {
  const page = await live('<div phx-click="outer"><button phx-click="inner" disabled><b>x</b></button></div>');
  await page.$eval("b", (element) => element.dispatchEvent(new MouseEvent("click", { bubbles: true })));
  assert.deepEqual(await page.names(), []);
});

test("phx-click on a link to # stays where it is", async () => {
  const page = await live('<div class="tall"></div><a href="#" phx-click="go">x</a>');
  await page.click("a");
  assert.deepEqual(await page.names(), ["go"]);
  assert.equal(await page.evaluate(() => location.hash + location.href.endsWith("#")), "false");
});

test("phx-click works by keyboard, as a button does", async () => {
  const page = await live('<button phx-click="go">x</button>');
  await page.focus("button");
  await page.keyboard.press("Enter");
  assert.deepEqual(await page.names(), ["go"]);
});

test("phx-click outside of the view goes to the page's view", async () => {
  const page = await live("<p>x</p>", [], { around: '<button phx-click="layout">x</button>$' });
  await page.click("button");
  assert.deepEqual(await page.names(), ["layout"]);
});

test("the value of a checkbox goes along only where it is checked", async () => {
  const page = await live('<input type="checkbox" value="a" phx-click="go" phx-value-n="1">');
  await page.click("input");
  await page.reply();
  await page.click("input");
  assert.deepEqual(await valued(page), [["go", { n: "1", value: "a" }], ["go", { n: "1" }]]);
});

test("phx-click around a view is none of a click in it", async () => {
  const page = await live("<p>x</p>", [], { around: '<div phx-click="outer"><b>y</b>$</div>' });
  await page.click("p");
  assert.deepEqual(await page.names(), []);
  await page.click("b");
  assert.deepEqual(await page.names(), ["outer"]);
});

test("the element's own value goes before phx-value-value, and what push says before both", async () => {
  const push = commands(["push", { event: "pushed", value: { value: "said", n: 2 } }]);
  const page = await live(`<button phx-click="go" phx-value-value="given" value="own">x</button><button id="p" phx-click="${push}" phx-value-n="1" value="own">y</button>`);
  await page.click("button");
  await page.click("#p");
  assert.deepEqual(await valued(page), [["go", { value: "own" }], ["pushed", { value: "said", n: 2 }]]);
});

for (const [loading, template, act] of [
  ["click", '<button phx-click="go">x</button>', (page) => page.click("#main > *")],
  ["keydown", '<input phx-keydown="go">', (page) => page.press("#main > *", "a")],
  ["keyup", '<input phx-keyup="go">', (page) => page.press("#main > *", "a")],
  ["focus", '<input phx-focus="go">', (page) => page.focus("#main > *")],
  ["blur", '<input phx-blur="go">', async (page) => { await page.focus("#main > *"); await page.$eval("#main > *", (one) => one.blur()); }],
  ["keydown", '<p phx-window-keydown="go">x</p>', (page) => page.keyboard.press("a")],
  ["change", '<input name="a" phx-change="go">', (page) => page.fill("#main > *", "x")],
  ["submit", '<form phx-submit="go"></form>', (page) => page.$eval("form", (one) => one.requestSubmit())],
]) {
  test(`phx-${loading}-loading is on ${template} until it is answered`, async () => {
    const page = await live(template);
    await act(page);
    assert.equal(await page.classes("#main > *"), `phx-${loading}-loading`);
    await page.reply();
    assert.equal(await page.classes("#main > *"), "");
  });
}

test("metadata of an application goes along with clicks and keys", async () => {
  const page = await live('<button phx-click="go">x</button><input phx-keydown="key">', [], {
    setup() {
      window.options = {
        metadata: {
          click: (event, element) => ({ alt: event.altKey, on: element.localName }),
          keydown: (event) => ({ shift: event.shiftKey }),
        },
      };
    },
  });
  await page.click("button", { modifiers: ["Alt"] });
  await page.focus("input");
  await page.keyboard.press("Shift+A");
  const sent = await valued(page);
  assert.deepEqual(sent[0], ["go", { value: "", alt: true, on: "button" }]);
  assert.deepEqual(sent.at(-1), ["key", { value: "", key: "A", shift: true }]);
});

test("phx-click-away hears of clicks outside of its element only", async () => {
  const page = await live('<div phx-click-away="away" phx-value-n="1"><b>in</b></div><p>out</p>');
  await page.click("b");
  assert.deepEqual(await page.names(), []);
  await page.click("p");
  assert.deepEqual(await valued(page), [["away", { n: "1" }]]);
});

test("phx-click-away is silent where its element is not shown", async () => {
  const page = await live('<div phx-click-away="away" style="display: none">in</div><p>out</p>');
  await page.click("p");
  assert.deepEqual(await page.names(), []);
});

test("phx-click-away is silent where its element is scrolled away", async () => {
  const page = await live('<p>out</p><div class="tall"></div><div phx-click-away="away">in</div>');
  await page.click("p");
  assert.deepEqual(await page.names(), []);
});

test("phx-click-away counts from where the mouse went down", async () => {
  const page = await live('<div phx-click-away="away" style="height: 40px">in</div><p>out</p>');
  const [from, to] = [await (await page.$("div[phx-click-away]")).boundingBox(), await (await page.$("p")).boundingBox()];
  await page.mouse.move(from.x + 5, from.y + 5);
  await page.mouse.down();
  await page.mouse.move(to.x + 5, to.y + 5);
  await page.mouse.up();
  assert.deepEqual(await page.names(), []);
});

test("phx-click-away of a click that no mouse made counts from where it is", async () => {
  const page = await live('<div phx-click-away="away" style="height: 40px">in</div><button>out</button>');
  const { x, y } = await (await page.$("div[phx-click-away]")).boundingBox();
  await page.mouse.move(x + 5, y + 5);
  await page.mouse.down();
  await page.$eval("button", (one) => one.click());
  assert.deepEqual(await page.names(), ["away"]);
});

test("phx-keydown and phx-keyup are of the element with the focus alone", async () => {
  const page = await live('<div phx-keydown="outer"><input phx-keydown="down" phx-keyup="up"><input id="b"></div>');
  await page.focus("input");
  await page.keyboard.press("a");
  await page.focus("#b");
  await page.keyboard.press("b");
  assert.deepEqual(await valued(page), [["down", { key: "a", value: "" }], ["up", { key: "a", value: "a" }]]);
});

test("phx-key takes one key, in any case", async () => {
  const page = await live('<input phx-keydown="down" phx-key="enter">');
  await page.focus("input");
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  assert.deepEqual(await valued(page), [["down", { key: "Enter", value: "a" }]]);
});

test("phx-window-keydown hears keys that no element has for itself", async () => {
  const page = await live('<p phx-window-keydown="window" phx-key="Escape">x</p><input phx-keydown="own"><button>b</button>');
  await page.focus("button");
  await page.keyboard.press("Escape");
  await page.keyboard.press("a");
  await page.focus("input");
  await page.keyboard.press("Escape");
  assert.deepEqual(await page.names(), ["window", "own"]);
});

test("phx-window-keyup likewise", async () => {
  const page = await live('<p phx-window-keyup="window">x</p>');
  await page.keyboard.press("q");
  assert.deepEqual(await valued(page), [["window", { key: "q" }]]);
});

test("phx-focus and phx-blur", async () => {
  const page = await live('<input phx-focus="in" phx-blur="out"><button>x</button>');
  await page.focus("input");
  await page.focus("button");
  assert.deepEqual((await page.events()).map(({ type, event }) => [type, event]), [["focus", "in"], ["blur", "out"]]);
});

test("phx-blur is never put off", async () => {
  const page = await live('<input phx-blur="out" phx-debounce="5000"><button>x</button>');
  await page.focus("input");
  await page.focus("button");
  assert.deepEqual(await page.names(), ["out"]);
});

test("phx-window-focus and phx-window-blur", async () => {
  const page = await live('<p phx-window-focus="in" phx-window-blur="out">x</p>');
  await page.evaluate(() => {
    window.dispatchEvent(new Event("blur"));
    window.dispatchEvent(new Event("focus"));
  });
  assert.deepEqual(await page.names(), ["out", "in"]);
});

test("phx-target by number names the component", async () => {
  const page = await live('<button phx-click="go" phx-target="3">x</button>');
  await page.click("button");
  assert.deepEqual(await page.events(), [{ type: "click", event: "go", value: { value: "" }, cid: 3 }]);
});

test("phx-target by selector names the views of what it matches", async () => {
  const page = await live('<button phx-click="go" phx-target=".other">x</button>', [], {
    around: '$<div id="second" data-phx-session="b"></div><div id="third" data-phx-session="c"></div>',
    setup() {
      server.views = {
        "lv:second": [{ 0: [["p", ["class", "other"], "b"]] }, [0]],
        "lv:third": [{ 0: [["p", ["class", "other"], "c"]] }, [0]],
      };
    },
  });
  await page.waitForSelector("#third.phx-connected");
  await page.click("button");
  const topics = await page.evaluate(() => server.take().map(({ topic }) => topic));
  assert.deepEqual(topics, ["lv:second", "lv:third"]);
});

/** Rows with components in them, whose templates say who they are; the last one is in a block of its own. */
const COMPONENTS = [
  '<section id="outer"><i phx-target="{0}">a</i>{1}<b class="of-outer">{2}</b></section>',
  '<div id="inner"><p class="deep">p</p>{0}</div>',
  '<u phx-target="{0}">u</u>',
];
const components = (target) => [
  `<button phx-click="go" phx-target="${target}">x</button><div id="plain">{0}</div>`,
  // The inner component has its number in a block of its template, and shows content of the outer one.
  [[1, 7, [2, [3, 8]], [3, 7]]],
  { rows: COMPONENTS },
];

for (const [what, selector, cids] of [
  ["the root of a component", "#outer", [7]],
  ["what is in one", "#outer i", [7]],
  ["what one has shown in a block of its template", "#inner u", [8]],
  ["content that one shows of another", ".of-outer u", [7]],
  ["what is in none", "#plain", [undefined]],
  ["several, each once", "#outer, #outer i, #inner u", [7, 8]],
]) {
  test(`phx-target by selector reaches ${what}`, async () => {
    const page = await live(...components(selector));
    await page.click("button");
    assert.deepEqual((await page.events()).map(({ cid }) => cid), cids);
    assert.deepEqual(await page.reports(), []);
  });
}

test("phx-target by selector: a form's changes and submits reach all that it matches", async () => {
  const [, values, settings] = components("");
  const template = '<form phx-change="c" phx-submit="s" phx-target="#outer, #inner u"><input name="a"><button>go</button></form><div>{0}</div>';
  const page = await live(template, values, settings);
  await page.fill("input", "x");
  assert.deepEqual((await page.events()).map(({ event, cid }) => [event, cid]), [["c", 7], ["c", 8]]);
  await page.reply();
  await page.reply();
  await page.click("button");
  assert.deepEqual((await page.events()).map(({ event, cid }) => [event, cid]), [["s", 7], ["s", 8]]);
  await page.reply();
  assert.equal(await page.$eval("button", (one) => one.disabled), true);
  await page.reply();
  assert.equal(await page.$eval("button", (one) => one.disabled), false);
});

test("phx-debounce waits for a rest", async () => {
  const page = await live('<form phx-change="c"><input name="a" phx-debounce="150"></form>');
  // In the page, so that nothing but its timers counts.
  const early = await page.$eval("input", async (input) => {
    for (const letter of "abc") {
      input.value += letter;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((done) => { setTimeout(done, 20); });
    }
    return server.take().length;
  });
  assert.equal(early, 0);
  await page.waitForFunction(() => server.waiting.length > 0);
  assert.deepEqual((await page.events()).map(({ value }) => value), ["a=abc&_target=a"]);
});

test("phx-debounce ends at once when the field is left", async () => {
  const page = await live('<form phx-change="c"><input name="a" phx-debounce="60000"><input name="b"></form>');
  await page.focus("input");
  await page.keyboard.type("a");
  await page.focus("[name=b]");
  assert.deepEqual(await page.names(), ["c"]);
});

test('phx-debounce="blur" waits until the field is left', async () => {
  const page = await live('<form phx-change="c" phx-debounce="blur"><input name="a"><input name="b"></form>');
  await page.focus("input");
  await page.keyboard.type("a");
  await pause(50);
  assert.deepEqual(await page.names(), []);
  await page.focus("[name=b]");
  assert.deepEqual(await page.names(), ["c"]);
});

test("phx-debounce without a number takes the application's", async () => {
  const page = await live('<form phx-change="c"><input name="a" phx-debounce=""></form>', [], {
    options: { defaults: { debounce: 1 } },
  });
  await page.focus("input");
  await page.keyboard.type("a");
  await page.waitForFunction(() => server.waiting.length > 0);
  assert.deepEqual(await page.names(), ["c"]);
});

test("what is debounced is dropped by a submit, which says it already", async () => {
  const page = await live('<form phx-change="c" phx-submit="s"><input name="a" phx-debounce="100"></form>');
  await page.$eval("input", (input) => {
    input.value = "a";
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.form.requestSubmit();
    server.reply();
  });
  await pause(200);
  assert.deepEqual(await page.names(), ["s"]);
});

test("what is debounced is dropped with its element", async () => {
  const page = await live("<p>{0}</p>", [[-2, "x"]], { rows: ['<button phx-click="go" phx-debounce="400">{0}</button>'] });
  // Without the focus, which would leave it before it goes.
  await page.$eval("button", (element) => {
    element.click();
    server.push({ d: [0, [0]] });
  });
  assert.equal(await page.$("button"), null);
  await pause(500);
  assert.deepEqual(await page.names(), []);
});

test("phx-throttle sends at once, then not until its time is over", async () => {
  const page = await live('<p phx-window-keyup="go" phx-throttle="150">x</p>');
  const press = (times) => page.evaluate((count) => {
    for (let time = 0; time < count; time += 1) {
      document.body.dispatchEvent(new KeyboardEvent("keyup", { key: "a", bubbles: true }));
    }
  }, times);
  await press(2);
  assert.deepEqual(await page.names(), ["go"]);
  await pause(200);
  await press(1);
  assert.deepEqual(await page.names(), ["go"]);
});

test("phx-throttle ends when the field is left", async () => {
  const page = await live('<form phx-change="c"><input name="a" phx-throttle="5000"><input name="b"></form>');
  await page.fill("[name=a]", "x");
  await page.fill("[name=a]", "y");
  assert.deepEqual((await page.events()).length, 1);
  await page.focus("[name=b]");
  await page.fill("[name=a]", "z");
  assert.deepEqual((await page.events()).map(({ value }) => value), ["a=z&_unused_b=&b=&_target=a"]);
});

test("phx-throttle ends with a submit", async () => {
  const page = await live('<form phx-change="c" phx-submit="s"><input name="a" phx-throttle="5000"></form>');
  await page.fill("input", "x");
  await page.fill("input", "y");
  await page.press("input", "Enter");
  await page.reply();
  await page.reply();
  await page.fill("input", "z");
  assert.deepEqual(await page.names(), ["c", "s", "c"]);
});

test("phx-throttle without a number takes the application's", async () => {
  const page = await live('<p phx-window-keyup="go" phx-throttle="">x</p>', [], { options: { defaults: { throttle: 60 } } });
  const press = () => page.evaluate(() => { document.body.dispatchEvent(new KeyboardEvent("keyup", { key: "a", bubbles: true })); });
  await press();
  await press();
  assert.deepEqual(await page.names(), ["go"]);
  await pause(120);
  await press();
  assert.deepEqual(await page.names(), ["go"]);
});

test("phx-throttle holds back repeats of the same key only", async () => {
  const page = await live('<input phx-keydown="go" phx-throttle="60000">');
  await page.focus("input");
  for (const key of ["a", "a", "b", "b"]) await page.keyboard.press(key);
  assert.deepEqual((await page.events()).map(({ value }) => value.key), ["a", "b"]);
});

test("phx-disable-with shows while it is not answered", async () => {
  const page = await live('<button phx-click="go" phx-disable-with="Wait">Save <b>{0}</b></button>', ["1"]);
  await page.click("button");
  const shown = () => page.$eval("button", (button) => [button.innerHTML, button.disabled]);
  assert.deepEqual(await shown(), ["Wait", true]);
  await page.push({ d: [0, "2"] });
  await page.reply();
  assert.deepEqual(await shown(), ["Save <b>2</b>", false]);
});

test("phx-disable-with of an input shows as its value", async () => {
  const page = await live('<form phx-submit="s"><input type="submit" value="Save" phx-disable-with="Wait"></form>');
  await page.click("input");
  const shown = () => page.$eval("input", (one) => [one.value, one.disabled]);
  assert.deepEqual(await shown(), ["Wait", true]);
  await page.reply();
  assert.deepEqual(await shown(), ["Save", false]);
});

test("an empty phx-disable-with only disables", async () => {
  const page = await live('<button phx-click="go" phx-disable-with="">Save</button>');
  await page.click("button");
  assert.deepEqual(await page.$eval("button", (button) => [button.textContent, button.disabled]), ["Save", true]);
});

test('phx-update="ignore" leaves what is inside, and takes data attributes', async () => {
  const page = await live('<div id="i" phx-update="ignore" data-n="{0}" title="{1}"><b>{2}</b></div><i>{2}</i>'
    .replace("<i>{2}</i>", "<i>{3}</i>"), ["1", "t", "a", "a"]);
  await page.$eval("#i b", (element) => element.append("!"));
  await page.push({ d: [0, "2", 1, "u", 2, "b", 3, "b"] });
  assert.equal(await page.html(), '<div id="i" phx-update="ignore" data-n="2" title="t"><b>a!</b></div><i>b</i>');
});

test("phx-mounted runs once, when its element comes", async () => {
  const page = await live("<p>{0}</p><i>{1}</i>", [[-2, "x"], "a"], { rows: ['<b id="{0}" phx-mounted="here">b</b>'] });
  assert.deepEqual(await page.names(), ["here"]);
  await page.push({ d: [1, "b"] });
  assert.deepEqual(await page.names(), []);
  await page.push({ d: [0, [1, ["y"]]] });
  assert.deepEqual(await page.names(), ["here"]);
});

test("phx-remove keeps its element until its transition is over", async () => {
  const hide = commands(["hide", { transition: [["fade"], [], []], time: 150 }]);
  const page = await live("<p>{0}</p>", [[-2, "x"]], { rows: [`<b id="{0}" phx-remove="${hide}">b</b>`] });
  await page.push({ d: [0, [0]] });
  assert.deepEqual(await page.$eval("b", (element) => [element.inert, element.isConnected]), [true, true]);
  await page.waitForSelector("b", { state: "detached" });
});

test("phx-remove inside of what is removed does not run", async () => {
  const hide = commands(["hide", { transition: [["fade"], [], []], time: 5000 }]);
  const page = await live("<p>{0}</p>", [[-2, "x"]], { rows: [`<div><b id="{0}" phx-remove="${hide}">b</b></div>`] });
  await page.push({ d: [0, [0]] });
  assert.equal(await page.$("b"), null);
});

test("patches go on while something is being removed", async () => {
  const hide = commands(["hide", { transition: [["fade"], [], []], time: 2000 }]);
  const page = await live("<p>{0}</p><i>{1}</i>", [[-2, "x"], "a"], { rows: [`<b id="{0}" phx-remove="${hide}">b</b>`] });
  await page.push({ d: [0, [0]] });
  await page.push({ d: [1, "b"] });
  assert.equal(await page.textContent("i"), "b");
});

test("phx-connected and phx-disconnected run with the connection", async () => {
  const mark = (name) => commands(["set_attr", { attr: ["data-state", name] }]);
  const page = await live(`<p phx-connected="${mark("up")}" phx-disconnected="${mark("down")}">x</p>`);
  assert.equal(await page.getAttribute("p", "data-state"), "up");
  await page.evaluate(() => { server.refuses = true; });
  await page.drop();
  await page.waitForSelector("p[data-state=down]");
  await page.evaluate(() => { server.refuses = false; });
  await page.waitForSelector("p[data-state=up]");
});

test("a connection that is back at once was never gone for phx-disconnected", async () => {
  const down = commands(["set_attr", { attr: ["data-state", "down"] }]);
  const page = await live(`<p phx-disconnected="${down}">x</p>`);
  await page.drop();
  await page.waitForSelector("#main.phx-connected");
  await pause(700);
  assert.equal(await page.getAttribute("p", "data-state"), null);
});

const LIST = (attributes) => `<div id="scroller"><ul ${attributes}>{0}</ul></div>`;
const ROW = { rows: ['<li id="{0}">{1}</li>'] };
const values = (first, last) => Array.from({ length: last - first + 1 }, (_, at) => [`r${first + at}`, `row ${first + at}`]).flat();
/** A list in a box that scrolls, once it hears of that. */
const listed = async (html, rows) => {
  const page = await live(html, [[-2, ...rows]], ROW);
  await page.hooked();
  return page;
};
const scroll = async (page, to) => {
  await page.$eval("#scroller", (element, top) => { element.scrollTop = top; }, to);
  await page.frame();
};

test("phx-viewport-bottom asks for more when the last child comes into view", async () => {
  const page = await listed(LIST('phx-viewport-bottom="more"'), values(1, 10));
  await scroll(page, 100);
  assert.deepEqual(await page.names(), []);
  await scroll(page, 10_000);
  assert.deepEqual(await valued(page), [["more", { id: "r10" }]]);
});

test("phx-viewport-bottom does not ask again until it is answered", async () => {
  const page = await listed(LIST('phx-viewport-bottom="more"'), values(1, 10));
  await scroll(page, 10_000);
  await pause(600);
  await scroll(page, 0);
  await scroll(page, 10_000);
  assert.deepEqual(await page.names(), ["more"]);
  await page.reply({ diff: [0, [10, values(11, 20)]] });
  await page.frame();
  await pause(600);
  await scroll(page, 0);
  await scroll(page, 10_000);
  assert.deepEqual(await valued(page), [["more", { id: "r20" }]]);
});

test("phx-viewport-bottom asks twice a second at most", async () => {
  const page = await live(LIST('phx-viewport-bottom="more"'), [[-2, ...values(1, 10)]], ROW);
  await page.frame();
  await scroll(page, 10_000);
  await page.reply();
  await page.frame();
  await scroll(page, 0);
  await scroll(page, 10_000);
  assert.deepEqual(await page.names(), ["more"]);
  await pause(600);
  await scroll(page, 0);
  await scroll(page, 10_000);
  assert.deepEqual(await page.names(), ["more"]);
});

test("phx-viewport-top keeps the first child in view while earlier ones come", async () => {
  const page = await listed(LIST('phx-viewport-top="earlier"'), values(11, 30));
  await scroll(page, 400);
  await scroll(page, 0);
  assert.deepEqual((await valued(page)).at(-1), ["earlier", { id: "r11" }]);
  const reply = { diff: [0, [0, values(1, 10), 20]] };
  await page.evaluate((response) => { while (server.waiting.length > 0) server.reply(server.waiting.length > 1 ? {} : response); }, reply);
  await page.frame();
  await page.frame();
  const offset = await page.$eval("#r11", (row) => row.getBoundingClientRect().top - row.closest("#scroller").getBoundingClientRect().top);
  assert.ok(offset >= -1 && offset < 100, String(offset));
});

test("phx-viewport-top tells when scrolling overran the list", async () => {
  const page = await listed('<div id="scroller"><div style="height: 300px"></div><ul phx-viewport-top="top">{0}</ul></div>', values(1, 30));
  await scroll(page, 900);
  await scroll(page, 10);
  assert.deepEqual((await valued(page))[0], ["top", { id: "r1", _overran: true }]);
});

test("phx-viewport-overrun-target names what is overrun", async () => {
  const page = await listed(
    '<div id="scroller"><p id="mark" style="height: 20px; margin: 0">m</p><ul phx-viewport-top="top" phx-viewport-overrun-target="mark">{0}</ul></div>',
    values(1, 30),
  );
  await scroll(page, 900);
  await scroll(page, 10);
  // The list's own top is in view, that of the mark is not.
  assert.deepEqual(await valued(page), [["top", { id: "r1" }]]);
});

test("phx-viewport commands run without an event", async () => {
  const mark = commands(["set_attr", { to: "#scroller", attr: ["data-end", "1"] }]);
  const page = await listed(LIST(`phx-viewport-bottom="${mark}"`), values(1, 10));
  await scroll(page, 10_000);
  assert.equal(await page.getAttribute("#scroller", "data-end"), "1");
});

test("phx-track-static tells the server which files the page has", async () => {
  const page = await live("<p>x</p>", [], {
    around: '$<img phx-track-static src="/a-1.png"><link phx-track-static rel="preload" as="image" href="/b-2.png">',
  });
  const [join] = await page.evaluate(() => server.frames.filter(({ event }) => event === "phx_join"));
  const paths = join.payload.params._track_static.map((url) => new URL(url).pathname);
  assert.deepEqual(paths, ["/a-1.png", "/b-2.png"]);
});

test("unknown commands in a binding are refused and reported", async () => {
  const page = await live(`<button phx-click="${commands(["add_class", { names: ["a"] }], ["steal", {}])}">x</button>`);
  await page.click("button");
  assert.equal(await page.classes("button"), "");
  assert.deepEqual(await page.reports(), ["command"]);
});
