// The life of hooks, and what they can do.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pause, played } from "./scripted.mjs";

const live = played();

/** A hook that notes what it is called for. */
function logging() {
  window.seen = [];
  const note = (name) => function () { seen.push(`${name} ${this.el.id}`); };
  const names = ["mounted", "beforeUpdate", "updated", "destroyed", "disconnected", "reconnected"];
  window.hooks = { Log: Object.fromEntries(names.map((name) => [name, note(name)])) };
}

/** A hook that leaves itself on the window. */
function exposing() {
  window.hooks = { Own: { mounted() { window.hook = this; } } };
}

const TWO_VIEWS = {
  around: '$<div id="other" data-phx-session="b"></div>',
  setup() {
    window.hooks = { Own: { mounted() { window.hook = this; } } };
    server.views = { "lv:other": [{ 0: [["p", [], "b"]] }, [0]] };
  },
};

const take = (page) => page.evaluate(() => window.seen.splice(0));
const LOG = '<p id="{0}" phx-hook="Log">{1}</p>';

test("mounted is called for what the page shows first", async () => {
  const page = await live(LOG, ["a", "1"], { setup: logging });
  assert.deepEqual(await take(page), ["mounted a"]);
});

test("mounted is called for what a patch brings, however deep", async () => {
  const page = await live("<div>{0}</div>", [""], { rows: [`<section>${LOG}</section>`], setup: logging });
  await page.push({ d: [0, [-2, "a", "1", "b", "2"]] });
  assert.deepEqual(await take(page), ["mounted a", "mounted b"]);
});

test("beforeUpdate comes before a change and updated after it", async () => {
  const page = await live('<p id="a" phx-hook="Own">{0}</p>', ["1"], {
    setup() {
      window.seen = [];
      window.hooks = { Own: {
        beforeUpdate() { seen.push(["before", this.el.textContent]); },
        updated() { seen.push(["after", this.el.textContent]); },
      } };
    },
  });
  await page.push({ d: [0, "2"] });
  assert.deepEqual(await take(page), [["before", "1"], ["after", "2"]]);
});

test("updated is called for what changed inside, not for its neighbours", async () => {
  const page = await live('<div id="a" phx-hook="Log"><b>{0}</b></div><div id="b" phx-hook="Log">{1}</div>', ["1", "1"], { setup: logging });
  await take(page);
  await page.push({ d: [0, "2"] });
  assert.deepEqual(await take(page), ["beforeUpdate a", "updated a"]);
});

test("updated is not called where nothing changed", async () => {
  const page = await live('<p id="a" phx-hook="Log">x</p><i>{0}</i>', ["1"], { setup: logging });
  await take(page);
  await page.push({ d: [0, "2"] });
  await page.push({});
  assert.deepEqual(await take(page), []);
});

test("updated is called once a patch, whatever it wrote", async () => {
  const page = await live('<p id="a" class="{0}" phx-hook="Log">{1}<b>{2}</b></p>', ["1", "1", "1"], { setup: logging });
  await take(page);
  await page.push({ d: [[-1, "2", "2", "2"]] });
  assert.deepEqual(await take(page), ["beforeUpdate a", "updated a"]);
});

test("updated of an ignored element is called for its own attributes only", async () => {
  const page = await live('<p id="a" data-n="{0}" phx-update="ignore" phx-hook="Log">{1}</p>', ["1", "1"], { setup: logging });
  await take(page);
  await page.push({ d: [1, "2"] });
  assert.deepEqual(await take(page), []);
  await page.push({ d: [0, "2"] });
  assert.deepEqual(await take(page), ["beforeUpdate a", "updated a"]);
});

test("destroyed is called for what goes, and inside of it", async () => {
  const page = await live("<div>{0}</div>", [[-2, "a", "1", "b", "2"]], { rows: [`<section>${LOG}</section>`], setup: logging });
  await take(page);
  await page.push({ d: [0, [0, 1, 1]] });
  assert.deepEqual(await take(page), ["destroyed a"]);
});

test("a row that moves is neither destroyed nor mounted", async () => {
  const page = await live("<div>{0}</div>", [[-2, "a", "1", "b", "2", "c", "3"]], { rows: [LOG], setup: logging });
  await take(page);
  await page.push({ d: [0, [0, -3]] });
  assert.deepEqual(await take(page), []);
  assert.equal(await page.$eval("#main > div", (one) => one.firstElementChild.id), "c");
});

test("disconnected and reconnected", async () => {
  const page = await live(LOG, ["a", "1"], { setup: logging });
  await take(page);
  await page.drop();
  await page.waitForSelector("#main.phx-connected");
  assert.deepEqual(await take(page), ["disconnected a", "reconnected a"]);
});

test("the first connection is no reconnection", async () => {
  const page = await live(LOG, ["a", "1"], { setup: logging });
  assert.deepEqual(await take(page), ["mounted a"]);
});

test("a hook that an element gets later is mounted, and one that it loses is destroyed", async () => {
  const page = await live('<p id="a" phx-hook="{0}">x</p>', [null], { setup: logging });
  assert.deepEqual(await take(page), []);
  await page.push({ d: [0, "Log"] });
  assert.deepEqual(await take(page), ["mounted a"]);
  await page.push({ d: [0, null] });
  assert.deepEqual(await take(page), ["beforeUpdate a", "destroyed a"]);
});

test("another hook in its place", async () => {
  const page = await live('<p id="a" phx-hook="{0}">x</p>', ["One"], {
    setup() {
      window.seen = [];
      const named = (name) => ({ mounted() { seen.push(`mounted ${name}`); }, destroyed() { seen.push(`destroyed ${name}`); } });
      window.hooks = { One: named("One"), Two: named("Two") };
    },
  });
  await page.push({ d: [0, "Two"] });
  assert.deepEqual(await take(page), ["mounted One", "destroyed One", "mounted Two"]);
});

test("pushEvent gives a promise of the reply", async () => {
  const page = await live('<p id="a" phx-hook="Own">{0}</p>', ["1"], { setup: exposing });
  await page.evaluate(() => { window.answer = hook.pushEvent("go", { n: 1 }); });
  assert.deepEqual(await page.events(), [{ type: "hook", event: "go", value: { n: 1 } }]);
  assert.equal(await page.classes("p"), "phx-hook-loading");
  await page.reply({ diff: [0, "2"], reply: { ok: true } });
  assert.deepEqual(await page.evaluate(() => answer), { ok: true });
  assert.equal(await page.classes("p"), "");
});

test("the reply comes after the patch that came with it", async () => {
  const page = await live('<p id="a" phx-hook="Own">{0}</p>', ["1"], { setup: exposing });
  await page.evaluate(() => { window.answer = hook.pushEvent("go").then(() => hook.el.textContent); });
  await page.reply({ diff: [0, "2"] });
  assert.equal(await page.evaluate(() => answer), "2");
});

test("phx-hook-loading is on the element until pushEvent is answered", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p>', [], { setup: exposing });
  await page.evaluate(() => { hook.pushEvent("go"); });
  assert.equal(await page.classes("#a"), "phx-hook-loading");
  await page.reply({ reply: {} });
  assert.equal(await page.classes("#a"), "");
});

test("pushEvent calls a function with the reply", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p>', [], { setup: exposing });
  await page.evaluate(() => hook.pushEvent("go", {}, (reply) => { window.seen = reply; }));
  await page.reply({ reply: { n: 2 } });
  assert.deepEqual(await page.seen(), { n: 2 });
});

test("pushEvent that is refused rejects its promise", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p>', [], { setup: exposing });
  await page.evaluate(() => { window.answer = hook.pushEvent("go").then(() => "ok", (error) => error.message); });
  await page.reply({}, "error");
  assert.match(await page.evaluate(() => answer), /go/);
});

test("pushEvent without a connection rejects its promise", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p>', [], { setup: exposing });
  const answer = await page.evaluate(() => {
    server.refuses = true;
    server.socket.drop();
    return hook.pushEvent("go").then(() => "ok", () => "rejected");
  });
  assert.equal(answer, "rejected");
});

test("pushEventTo by selector, number and element", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p>', [], {
    ...TWO_VIEWS,
  });
  await page.waitForSelector("#other.phx-connected");
  await page.evaluate(() => {
    hook.pushEventTo("#other", "selector");
    hook.pushEventTo(5, "number");
    hook.pushEventTo(document.querySelector("#other"), "element");
  });
  const sent = await page.evaluate(() => server.take().map(({ topic, payload }) => [topic, payload.event, payload.cid ?? null]));
  assert.deepEqual(sent, [["lv:other", "selector", null], ["lv:main", "number", 5], ["lv:other", "element", null]]);
});

test("pushEventTo reaches the component that the element is in", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p>{0}', [[1, 4]], {
    rows: ['<section id="c"><b phx-target="{0}">x</b></section>'],
    setup: exposing,
  });
  await page.evaluate(() => {
    hook.pushEventTo("#c", "selector");
    hook.pushEventTo(document.querySelector("#c b"), "element");
    hook.pushEvent("view");
  });
  assert.deepEqual((await page.events()).map(({ event, cid }) => [event, cid ?? null]), [["selector", 4], ["element", 4], ["view", null]]);
});

test("pushEventTo gives what became of each", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p>', [], {
    ...TWO_VIEWS,
  });
  await page.waitForSelector("#other.phx-connected");
  await page.evaluate(() => { window.answers = hook.pushEventTo("#main, #other", "go"); });
  await page.reply({ reply: { n: 1 } });
  await page.reply({}, "error");
  const answers = await page.evaluate(async () => (await answers).map(({ status, value }) => [status, value?.reply ?? null]));
  assert.deepEqual(answers, [["fulfilled", { n: 1 }], ["rejected", null]]);
});

test("handleEvent hears the server until it is removed", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p>', [], { setup: exposing });
  await page.evaluate(() => {
    window.seen = [];
    window.handler = hook.handleEvent("draw", (payload) => seen.push(payload));
  });
  await page.push({ e: [["draw", [1]], ["other", [2]]] });
  await page.evaluate(() => hook.removeHandleEvent(handler));
  await page.push({ e: [["draw", [3]]] });
  assert.deepEqual(await take(page), [[1]]);
});

test("handleEvent ends with its element", async () => {
  const page = await live("<div>{0}</div>", [[-2, "a"]], {
    rows: ['<p id="{0}" phx-hook="Own">x</p>'],
    setup() {
      window.seen = [];
      window.hooks = { Own: { mounted() { this.handleEvent("draw", (payload) => seen.push(payload)); } } };
    },
  });
  await page.push({ e: [["draw", 1]] });
  await page.push({ d: [0, [0]], e: [["draw", 2]] });
  assert.deepEqual(await take(page), [1]);
});

test("events come after the patch of their message", async () => {
  const page = await live('<p id="a" phx-hook="Own">{0}</p>', ["1"], {
    setup() {
      window.hooks = { Own: { mounted() { this.handleEvent("draw", () => { window.seen = this.el.textContent; }); } } };
    },
  });
  await page.push({ d: [0, "2"], e: [["draw", {}]] });
  assert.equal(await page.seen(), "2");
});

test("js() of a hook runs commands, and exec those of its element", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p><i>y</i>', [], { setup: exposing });
  await page.evaluate(() => {
    hook.js().addClass(document.querySelector("i"), "a");
    hook.js().exec('[["add_class",{"names":["b"]}]]');
  });
  // They are loaded with the first of them.
  await page.waitForSelector("p.b");
  assert.deepEqual([await page.classes("i"), await page.classes("p")], ["a", "b"]);
});

test("what js() of a hook did stays through patches", async () => {
  const page = await live('<p id="a" class="{0}" phx-hook="Own">x</p>', ["k"], { setup: exposing });
  await page.evaluate(() => hook.js().addClass(hook.el, "mine"));
  await page.waitForSelector("p.mine");
  await page.push({ d: [0, "l"] });
  assert.equal(await page.classes("p"), "l mine");
});

test("a hook may be a class, with the element in its constructor", async () => {
  const page = await live('<p id="a" phx-hook="Own">{0}</p>', ["1"], {
    setup() {
      window.seen = [];
      window.hooks = { Own: class extends client.ViewHook {
        name = this.el.id;
        mounted() { seen.push(`mounted ${this.name}`); }
        updated() { seen.push(`updated ${this.name}`); }
      } };
    },
  });
  await page.push({ d: [0, "2"] });
  assert.deepEqual(await take(page), ["mounted a", "updated a"]);
});

test("each element has a hook of its own", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p><p id="b" phx-hook="Own">x</p>', [], {
    setup() {
      window.seen = [];
      window.hooks = { Own: { count: 0, mounted() { this.count += 1; seen.push(this.count); } } };
    },
  });
  assert.deepEqual(await take(page), [1, 1]);
});

test("a hook knows the client", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p>', [], { setup: exposing });
  assert.equal(await page.evaluate(() => hook.liveSocket === window.live && hook.liveSocket.isConnected()), true);
});

test("a hook that throws stops nothing", async () => {
  const page = await live('<p id="a" phx-hook="Bad">{0}</p><p id="b" phx-hook="Log">{0}</p>'.replace("{0}</p><p id=\"b\" phx-hook=\"Log\">{0}", "{0}</p><p id=\"b\" phx-hook=\"Log\">{1}"), ["1", "1"], {
    setup() {
      window.seen = [];
      window.hooks = {
        Bad: { mounted() { throw new Error("theirs"); }, updated() { throw new Error("theirs"); } },
        Log: { updated() { seen.push("updated"); } },
      };
    },
  });
  await page.push({ d: [[-1, "2", "2"]] });
  assert.deepEqual(await take(page), ["updated"]);
  assert.deepEqual(await page.reports(), ["hook", "hook"]);
});

test("a hook that rejects is reported", async () => {
  const page = await live('<p id="a" phx-hook="Own">x</p>', [], {
    setup() { window.hooks = { Own: { async mounted() { throw new Error("theirs"); } } }; },
  });
  await page.frame();
  assert.deepEqual(await page.reports(), ["hook"]);
});

test("a hook that nobody wrote is reported", async () => {
  const page = await live('<p id="a" phx-hook="toString">x</p>', [], { setup: exposing });
  assert.deepEqual(await page.reports(), ["hook"]);
});

test("hooks are mounted on a page without a view, and nothing else of them is called", async () => {
  const page = await live('<p id="a" phx-hook="Log">x</p>', [], { setup: logging, view: false });
  await page.waitForFunction(() => seen.length > 0);
  assert.deepEqual(await take(page), ["mounted a"]);
});

/** A custom element that makes itself a hook. */
function customElement() {
  window.seen = [];
  customElements.define("x-chart", class extends HTMLElement {
    static formAssociated = true;
    connectedCallback() {
      seen.push("connected");
      this.hook = client.createHook(this, {
        mounted() { seen.push(`mounted ${this.el.id}`); },
        updated() { seen.push(`updated ${this.el.id}`); },
        destroyed() { seen.push(`destroyed ${this.el.id}`); },
      });
    }
  });
}

test("createHook gives custom elements a hook", async () => {
  const page = await live("<div>{0}</div>", [[-2, "a", "1"]], { rows: ['<x-chart id="{0}">{1}</x-chart>'], setup: customElement });
  await page.waitForFunction(() => seen.length > 1);
  assert.deepEqual(await take(page), ["connected", "mounted a"]);
  await page.push({ d: [0, 0, 1, "2"] });
  assert.deepEqual(await take(page), ["updated a"]);
  await page.evaluate(() => { document.querySelector("x-chart").hook.pushEvent("go"); });
  assert.deepEqual(await page.names(), ["go"]);
  await page.push({ d: [0, [0]] });
  assert.deepEqual(await take(page), ["destroyed a"]);
});

test("custom elements keep what they put in themselves, and are connected once", async () => {
  const page = await live('<x-box id="a" data-n="{0}"></x-box>', ["1"], {
    setup() {
      window.seen = [];
      customElements.define("x-box", class extends HTMLElement {
        static observedAttributes = ["data-n"];
        connectedCallback() {
          seen.push("connected");
          this.append("own");
        }
        attributeChangedCallback(_name, _before, now) { seen.push(now); }
      });
    },
  });
  await page.push({ d: [0, "2"] });
  assert.deepEqual(await take(page), ["1", "connected", "2"]);
  assert.equal(await page.textContent("x-box"), "own");
});

test("form-associated custom elements are part of their form", async () => {
  const page = await live('<form phx-change="c" phx-submit="s"><x-stars name="stars"></x-stars><button>go</button></form>', [], {
    setup() {
      customElements.define("x-stars", class extends HTMLElement {
        static formAssociated = true;
        #internals = this.attachInternals();
        get form() { return this.#internals.form; }
        get name() { return this.getAttribute("name"); }
        get type() { return "x-stars"; }
        set value(value) {
          this.#internals.setFormValue(value);
          this.dispatchEvent(new Event("input", { bubbles: true }));
        }
      });
    },
  });
  await page.evaluate(() => { document.querySelector("x-stars").value = "4"; });
  assert.equal((await page.events())[0].value, "stars=4&_target=stars");
  await page.reply();
  await page.click("button");
  assert.equal((await page.events())[0].value, "stars=4");
});

test("Phoenix.FocusWrap keeps the focus inside", async () => {
  const page = await live(
    '<div id="w" phx-hook="Phoenix.FocusWrap"><span id="s" tabindex="0"></span><button id="a">a</button><button id="b">b</button><span id="e" tabindex="0"></span></div><button id="out">o</button>',
  );
  const focused = () => page.evaluate(() => document.activeElement.id);
  await page.waitForFunction(() => document.activeElement.id === "a");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "a");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await focused(), "b");
});

test("a hook of the client's own is no longer there after its element", async () => {
  const page = await live("<div>{0}</div>", [[-2, "a"]], { rows: ['<ul id="{0}" phx-viewport-bottom="more"><li>x</li></ul>'] });
  await page.hooked();
  await page.push({ d: [0, [0]] });
  await page.evaluate(() => window.dispatchEvent(new Event("scroll")));
  await pause(20);
  assert.deepEqual(await page.names(), []);
  assert.deepEqual(await page.reports(), []);
});

test("events that the server wants first come before the patch of their message", async () => {
  const page = await live('<p id="a" phx-hook="Own">{0}</p>', ["1"], {
    setup() {
      window.seen = [];
      const note = (name) => function () { seen.push(`${name} ${document.querySelector("p").textContent}`); };
      window.hooks = { Own: { mounted() {
        this.handleEvent("first", note("first"));
        this.handleEvent("after", note("after"));
      } } };
    },
  });
  await page.push({ d: [0, "2"], e: [["after", {}], ["first", {}, true]] });
  assert.deepEqual(await take(page), ["first 1", "after 2"]);
});

test("onPatchStart, onNodeAdded and onPatchEnd tell of each patch", async () => {
  const page = await live("<p>{0}</p><div>{1}</div>", ["1", ""], {
    rows: ["<b>{0}</b>"],
    setup() {
      window.seen = [];
      const text = () => document.querySelector("p")?.textContent;
      window.options = { dom: {
        onPatchStart: (container) => seen.push(`start ${container.id} ${text()}`),
        onNodeAdded: (node) => seen.push(`added ${node.localName}`),
        onPatchEnd: (container) => seen.push(`end ${container.id} ${text()}`),
      } };
    },
  });
  await take(page);
  await page.push({ d: [0, "2", 1, [-2, "x"]] });
  assert.deepEqual(await take(page), ["start main 1", "added b", "end main 2"]);
});

/** Patches begin when the test calls `starts.shift()()`. */
function toldWhen() {
  window.starts = [];
  window.seen = [];
  window.addEventListener("phx:kind", ({ detail }) => seen.push(`${detail} ${document.querySelector("p").textContent}`));
  window.options = { dom: { onDocumentPatch: (start) => (window.begun ? starts.push(start) : start()) } };
}

test("onDocumentPatch decides when the page changes, and the rest waits", async () => {
  const page = await live("<p>{0}</p>", ["1"], { setup: toldWhen });
  await page.frame();
  await page.evaluate(() => { window.begun = true; });
  await page.push({ d: [0, "2"], e: [["kind", "slide", true]] });
  await page.push({ d: [0, "3"] });
  const state = () => page.evaluate(() => [document.querySelector("p").textContent, starts.length]);
  assert.deepEqual(await state(), ["1", 1]);
  assert.deepEqual(await take(page), ["slide 1"]);
  await page.evaluate(() => starts.shift()());
  assert.deepEqual(await state(), ["2", 1]);
  await page.evaluate(() => starts.shift()());
  assert.deepEqual(await state(), ["3", 0]);
  assert.deepEqual(await take(page), []);
});

test("onDocumentPatch is not asked for answers without a patch", async () => {
  const page = await live('<p>{0}</p><button phx-click="go">x</button>', ["1"], { setup: toldWhen });
  await page.frame();
  await page.evaluate(() => { window.begun = true; });
  await page.click("button");
  await page.reply({});
  assert.equal(await page.evaluate(() => starts.length), 0);
  assert.equal(await page.classes("button"), "");
});

test("patches inside of view transitions", async () => {
  const page = await live("<p>{0}</p>", ["1"], {
    setup() { window.options = { dom: { onDocumentPatch: (start) => document.startViewTransition(start) } }; },
  });
  await page.frame();
  await page.push({ d: [0, "2"] });
  await page.push({ d: [0, "3"] });
  await page.waitForFunction(() => document.querySelector("p").textContent === "3");
});

test("a view transition waits for a module that its patch needs, and what comes behind for both", async () => {
  const page = await live("<p>{0}</p>", ["one"], {
    setup() {
      window.seen = [];
      const note = (step) => seen.push(`${step} ${document.querySelector("p").textContent}`);
      window.options = { dom: { onDocumentPatch(start) {
        const transition = document.startViewTransition(async () => {
          note("from");
          await start();
          note("to");
        });
        transition.ready.catch(() => {});
      } } };
    },
  });
  await page.frame();
  await page.waitForFunction(() => seen.length % 2 === 0);
  await page.evaluate(() => { seen.length = 0; });
  // An edit of a text, whose module no page has from the beginning.
  await page.push({ d: [0, ["", 3, " and two"]] });
  await page.push({ d: [0, "three"] });
  await page.waitForFunction(() => seen.length === 4);
  assert.deepEqual(await page.seen(), ["from one", "to one and two", "from one and two", "to three"]);
  assert.deepEqual(await page.reports(), []);
});

test("upload gives files to the file input of a name", async () => {
  const input = '<input type="file" id="u" name="photos" multiple data-phx-upload-ref="u" data-phx-active-refs="" data-phx-error-refs="">';
  const page = await live(`<form phx-change="c">${input}</form><p id="a" phx-hook="Own">x</p>`, [], {
    setup() { window.hooks = { Own: { mounted() { window.hook = this; } } }; },
  });
  await page.evaluate(() => hook.upload("photos", [new File(["abc"], "pasted.txt", { type: "text/plain" })]));
  await page.waitForFunction(() => server.frames.some(({ event }) => event === "event"));
  const [{ event, uploads }] = await page.events();
  assert.equal(event, "c");
  assert.deepEqual(uploads.u.map(({ name, size, type }) => [name, size, type]), [["pasted.txt", 3, "text/plain"]]);
  await page.evaluate(() => hook.uploadTo("#a", "none", []));
  assert.deepEqual(await page.reports(), ["hook"]);
});

test("a patch that waits for a module is told of once", async () => {
  const page = await live("<p>{0}</p>", ["one"], {
    // Not what the server rendered: what mends it is no module that a page has from the beginning.
    around: '<div id="main" data-phx-main data-phx-session="token"><i>x</i><p>on</p></div>',
    setup() {
      window.seen = [];
      window.options = { dom: { onPatchStart: () => seen.push("start"), onPatchEnd: () => seen.push("end") } };
    },
  });
  assert.equal(await page.html(), "<p>one</p>");
  assert.deepEqual(await page.seen(), ["start", "end"]);
});
