// What a page keeps through patches: all that users, scripts and browsers put into nodes that stay.
//
// One page, whose list has the thing that is looked at in each row; row `b` is brought into a state, something
// is patched, and the state has to be the same:
//
//     <p>{text}</p>{#if on}<aside>news</aside>{/if}<ul><li id={id}> thing with title={title} </li>..</ul>

import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { browser } from "./gallery.mjs";
import { scripted } from "./scripted.mjs";

let chromium;
/** Whose `main` the client builds. */
let page;
/** Whose sections were served. */
let served;
before(async () => {
  chromium = await browser();
  page = await scripted(chromium, { style: STYLE, setup: SETUP, files: FILES });
  const html = JOINED.map(({ thing }) => `<section>${thing.html}</section>`).join("");
  served = await scripted(chromium, { html, style: STYLE, setup: SETUP });
});
after(() => chromium?.close());

const KEYS = ["a", "b", "c", "d"];
const rows = KEYS.flatMap((key) => [key, "old"]);

/** What may happen around row `b`. Root slots: 0 the text, 1 the block, 2 the list. */
const CHANGES = {
  "a text elsewhere changes": [[0, "other"]],
  "an attribute of it changes": [[2, 1, 1, "new"]],
  "its row moves to the front": [[2, [0, 1, 1, 0, 1, 2]]],
  "its row moves to the end": [[2, [1, 2, 2, 1, 1]]],
  "its row and another are swapped": [[2, [1, 3, 0]]],
  "a row is put in front": [[2, [0, ["z", "old"], 4]]],
  "the row before it goes": [[2, [0, 3]]],
  "a block comes and goes": [[1, [2]], [1, ""]],
  // Under other ids, as a new connection numbers them.
  "the client joins again": (thing) => [[shapes(thing, 10), [10, "other", "", [-12, ...rows]]]],
};

function shapes(thing, first) {
  return {
    [first]: [["p", [], 0], 1, ["ul", [], 2]],
    [first + 1]: [["li", ["id", 0], thing]],
    [first + 2]: [["aside", [], "news"]],
  };
}

const ATTRIBUTES = ["class", "it", "title", 1];

/** @param {string} tag */
const element = (tag, attributes = [], ...children) => [tag, [...ATTRIBUTES, ...attributes], ...children];

/** A second of silence. */
function silence() {
  const wav = Buffer.alloc(44 + 8_000, 0x80);
  wav.write("RIFF\0\0\0\0WAVEfmt ", 0, "latin1");
  wav.writeUInt32LE(36 + 8_000, 4);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(8_000, 24);
  wav.writeUInt32LE(8_000, 28);
  wav.writeUInt16LE(1, 32);
  wav.writeUInt16LE(8, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(8_000, 40);
  return wav;
}

const FILES = {
  "/frame.html": { contentType: "text/html", body: "<!DOCTYPE html><title>frame</title>" },
  "/silence.wav": { contentType: "audio/wav", body: silence() },
};

const STYLE = `
  .scroll { height: 40px; overflow: auto } .tall { height: 400px } textarea { height: 30px; width: 80px }
  .slow { transition: opacity 100s linear; opacity: 1 } .slow.gone { opacity: 0 }
  @keyframes turn { to { rotate: 360deg } } .turning { animation: turn 100s linear }
`;

const SETUP = `
  customElements.define("count-lives", class extends HTMLElement {
    calls = [];
    connectedCallback() { this.calls.push("connected"); }
    disconnectedCallback() { this.calls.push("disconnected"); }
    connectedMoveCallback() { this.calls.push("moved"); }
    adoptedCallback() { this.calls.push("adopted"); }
  });
  customElements.define("star-rating", class extends HTMLElement {
    static formAssociated = true;
    #internals = this.attachInternals();
    #stars = 0;
    get stars() { return this.#stars; }
    set stars(stars) {
      this.#stars = stars;
      this.#internals.setFormValue(String(stars));
      this.#internals.states.add("rated");
    }
    formResetCallback() { this.#stars = 0; }
  });
  customElements.define("shadow-box", class extends HTMLElement {
    constructor() {
      super();
      this.attachShadow({ mode: "open" }).append(document.createElement("input"));
    }
  });
`;

/**
 * The things. `act` brings the one of row `b` into its state (in the page, or with the page and an element from
 * outside), `state` is what must stay, in the page, and `is` how it looks before the change.
 */
const THINGS = {
  "the focus": {
    node: element("input"),
    act: (it) => it.focus(),
    state: (it) => document.activeElement === it,
    is: true,
  },
  "the selection in a field": {
    node: element("input"),
    outside: (page, it) => it.fill("some text"),
    act: (it) => it.setSelectionRange(2, 6, "backward"),
    state: (it) => [it.value, it.selectionStart, it.selectionEnd, it.selectionDirection, document.activeElement === it],
    is: ["some text", 2, 6, "backward", true],
  },
  "the text being typed": {
    node: element("input", ["value", "served"]),
    outside: (page, it) => it.type("and more"),
    state: (it) => [it.value, it.selectionStart],
    is: ["and moreserved", 8],
  },
  "the text typed before the focus went elsewhere": {
    node: element("input", ["value", "served"]),
    outside: (page, it) => it.fill("typed"),
    act: (it) => it.blur(),
    state: (it) => it.value,
    is: "typed",
  },
  "what may be undone": {
    node: element("input"),
    outside: async (page, it) => {
      await it.type("ab");
      await it.press("Control+a");
      await it.press("Delete");
    },
    state: (it) => it.value,
    is: "",
    then: async (page, it) => {
      await it.press("Control+z");
      assert.equal(await it.inputValue(), "ab");
    },
  },
  "the text, caret and scroll position of a textarea": {
    node: element("textarea", [], "served"),
    outside: (page, it) => it.fill("one\ntwo\nthree\nfour\nfive\nsix"),
    act: (it) => {
      it.setSelectionRange(5, 5);
      it.scrollTop = 20;
    },
    state: (it) => [it.value.length, it.selectionStart, it.scrollTop, document.activeElement === it],
    is: [27, 5, 20, true],
  },
  "a ticked box": {
    node: element("input", ["type", "checkbox"]),
    outside: (page, it) => it.check(),
    state: (it) => it.checked,
    is: true,
  },
  "an unticked box that was served ticked": {
    node: element("input", ["type", "checkbox", "checked", ""]),
    outside: (page, it) => it.uncheck(),
    state: (it) => it.checked,
    is: false,
  },
  "a box that is neither ticked nor not": {
    node: element("input", ["type", "checkbox"]),
    act: (it) => {
      it.indeterminate = true;
    },
    state: (it) => it.indeterminate,
    is: true,
  },
  "the chosen one of some radio buttons": {
    node: element("form", [], ["input", ["type", "radio", "name", "r", "value", "1", "checked", ""]], ["input", ["type", "radio", "name", "r", "value", "2"]]),
    outside: async (page, it) => (await it.$("[value='2']")).check(),
    state: (it) => it.elements.r.value,
    is: "2",
  },
  "the chosen option of a focused select": {
    node: element("select", [], ["option", [], "one"], ["option", ["selected", ""], "two"], ["option", [], "three"]),
    outside: (page, it) => it.selectOption("three"),
    act: (it) => it.focus(),
    state: (it) => [it.value, document.activeElement === it],
    is: ["three", true],
  },
  "the chosen options of a select of many": {
    node: element("select", ["multiple", ""], ["option", [], "one"], ["option", [], "two"], ["option", [], "three"]),
    outside: (page, it) => it.selectOption(["one", "three"]),
    state: (it) => [...it.selectedOptions].map((option) => option.value),
    is: ["one", "three"],
  },
  "a chosen file": {
    node: element("input", ["type", "file"]),
    outside: (page, it) => it.setInputFiles({ name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("a") }),
    state: (it) => [...it.files].map((file) => file.name),
    is: ["a.txt"],
  },
  "a slider's position": {
    node: element("input", ["type", "range", "value", "10"]),
    outside: (page, it) => it.fill("70"),
    state: (it) => it.value,
    is: "70",
  },
  "what is no number yet": {
    node: element("input", ["type", "number"]),
    outside: (page, it) => it.type("1e"),
    state: (it) => [it.validity.badInput, document.activeElement === it],
    is: [true, true],
  },
  "a complaint that a script made": {
    node: element("input"),
    act: (it) => it.setCustomValidity("no"),
    state: (it) => it.validationMessage,
    is: "no",
  },
  "a text in composition": {
    node: element("input"),
    act: composing,
    outside: compose,
    state: (it) => [it.value, ...it.calls],
    is: ["かな", "compositionstart"],
    then: commit,
  },
  "a text in composition in a textarea": {
    node: element("textarea", [], "served "),
    act: composing,
    outside: compose,
    state: (it) => [it.value, ...it.calls],
    is: ["かなserved ", "compositionstart"],
    then: commit,
  },
  "a text in composition where all is editable": {
    node: element("div", ["contenteditable", "true"], ["b", [], "bold"]),
    act: composing,
    outside: compose,
    state: (it) => [it.textContent, ...it.calls],
    is: ["かなbold", "compositionstart"],
    then: commit,
  },
  "what was written where all is editable": {
    node: element("div", ["contenteditable", "true"], ["b", [], "bold"]),
    outside: async (page, it) => {
      await it.focus();
      await page.keyboard.type("not ");
    },
    state: (it) => [it.innerHTML, getSelection().focusOffset, document.activeElement === it],
    is: ["<b>not bold</b>", 4, true],
  },
  "a scroll position": {
    node: element("div", [], ["div", ["class", "scroll"], ["div", ["class", "tall"]]]),
    act: (it) => {
      it.firstChild.scrollTop = 77;
    },
    state: (it) => it.firstChild.scrollTop,
    is: 77,
  },
  "selected text": {
    node: element("div", [], "some ", ["b", [], "words"]),
    act: (it) => getSelection().setBaseAndExtent(it.firstChild, 2, it.lastChild.firstChild, 3),
    state: () => getSelection().toString(),
    is: "me wor",
  },
  "opened details": {
    node: element("details", [], ["summary", [], "more"], "text"),
    outside: async (page, it) => (await it.$("summary")).click(),
    state: (it) => it.open,
    is: true,
  },
  "closed details that were served open": {
    node: element("details", ["open", ""], ["summary", [], "more"], "text"),
    outside: async (page, it) => (await it.$("summary")).click(),
    state: (it) => it.open,
    is: false,
  },
  "an open dialog": {
    node: element("dialog", [], "text"),
    act: (it) => it.show(),
    state: (it) => it.open,
    is: true,
  },
  "a modal dialog": {
    node: element("dialog", [], ["button", [], "ok"]),
    act: (it) => it.showModal(),
    state: (it) => [it.open, it.matches(":modal"), document.activeElement === it.firstChild],
    is: [true, true, true],
  },
  "an open popover": {
    node: element("div", ["popover", ""], "text"),
    act: (it) => it.showPopover(),
    state: (it) => it.matches(":popover-open"),
    is: true,
  },
  "a full screen": {
    node: element("div", [], "text"),
    act: (it) => it.requestFullscreen(),
    state: (it) => document.fullscreenElement === it,
    is: true,
  },
  "the page in a frame": {
    node: element("iframe", ["src", "/frame.html"]),
    outside: async (page, it) => (await it.contentFrame()).waitForLoadState(),
    act: (it) => {
      it.contentWindow.token = "kept";
    },
    state: (it) => it.contentWindow.token,
    is: "kept",
  },
  "media that plays": {
    node: element("audio", ["src", "/silence.wav", "loop", ""]),
    act: async (it) => {
      it.calls = [];
      for (const type of ["pause", "emptied", "abort", "error"]) it.addEventListener(type, () => it.calls.push(type));
      it.muted = true;
      await it.play();
    },
    state: (it) => [it.paused, it.readyState, it.muted, ...it.calls],
    is: [false, 4, true],
  },
  "a drawing": {
    node: element("canvas", ["width", "2", "height", "2"]),
    act: (it) => {
      const drawing = it.getContext("2d", { willReadFrequently: true });
      drawing.fillStyle = "#ff0000";
      drawing.fillRect(0, 0, 2, 2);
    },
    state: (it) => [...it.getContext("2d").getImageData(0, 0, 1, 1).data],
    is: [255, 0, 0, 255],
  },
  "classes that a script added": {
    node: ["div", ["class", ["it ", 1, ""]], "text"],
    act: (it) => it.classList.add("chosen", "dragged"),
    state: (it) => ["it", "chosen", "dragged"].map((name) => it.classList.contains(name)),
    is: [true, true, true],
  },
  "attributes that a script set": {
    node: element("div", [], "text"),
    act: (it) => {
      it.setAttribute("aria-expanded", "true");
      it.dataset.state = "ready";
      it.hidden = true;
    },
    state: (it) => [it.ariaExpanded, it.dataset.state, it.hidden],
    is: ["true", "ready", true],
  },
  "styles that a script set": {
    node: element("div", [], "text"),
    act: (it) => it.style.setProperty("width", "33px"),
    state: (it) => it.style.width,
    is: "33px",
  },
  "styles that a script set beside those of the server": {
    node: ["div", ["class", "it", "style", ["height:", 1, ";"]], "text"],
    act: (it) => it.style.setProperty("width", "33px"),
    state: (it) => it.style.width,
    is: "33px",
  },
  "what a script keeps in a node": {
    node: element("button", [], "text"),
    act: (it) => {
      it.calls = [];
      it.addEventListener("click", () => it.calls.push("click"));
    },
    state: (it) => {
      it.calls.length = 0;
      it.click();
      return it.calls;
    },
    is: ["click"],
  },
  "what a library made where scripts are in charge": {
    node: element("div", ["phx-update", "ignore"], ["p", [], "served"]),
    act: (it) => {
      it.firstChild.remove();
      it.append(Object.assign(document.createElement("canvas"), { className: "chart" }), "drawn");
    },
    state: (it) => it.innerHTML,
    is: '<canvas class="chart"></canvas>drawn',
  },
  "nodes that a library put beside those of a template": {
    node: element("div", [], ["p", [], "served"]),
    act: (it) => it.append(Object.assign(document.createElement("span"), { className: "tooltip" })),
    state: (it) => it.innerHTML,
    is: '<p>served</p><span class="tooltip"></span>',
  },
  "an element of a kind of its own, which is not told that it was taken out": {
    node: element("count-lives"),
    state: (it) => it.calls.filter((call) => call !== "moved"),
    is: ["connected"],
  },
  "the value and state of a form-associated element": {
    node: element("form", [], ["star-rating", ["name", "stars"]]),
    act: (it) => {
      it.firstChild.stars = 4;
    },
    state: (it) => [new FormData(it).get("stars"), it.firstChild.stars, it.firstChild.matches(":state(rated)")],
    is: ["4", 4, true],
  },
  "the focus and text in a shadow root": {
    node: element("shadow-box"),
    act: (it) => {
      it.shadowRoot.firstChild.value = "typed";
      it.shadowRoot.firstChild.focus();
    },
    state: (it) => [it.shadowRoot.firstChild.value, it.shadowRoot.activeElement === it.shadowRoot.firstChild],
    is: ["typed", true],
  },
  "a running transition": {
    node: element("div", [], ["div", ["class", "slow"], "text"]),
    act: async (it) => {
      getComputedStyle(it.firstChild).opacity;
      it.firstChild.classList.add("gone");
      [it.animation] = it.firstChild.getAnimations();
      await it.animation.ready;
    },
    state: (it) => [it.firstChild.getAnimations()[0] === it.animation, it.animation?.playState],
    is: [true, "running"],
  },
  "a running animation": {
    node: element("div", [], ["div", ["class", "turning"], "text"]),
    act: async (it) => {
      [it.animation] = it.firstChild.getAnimations();
      await it.animation.ready;
    },
    state: (it) => [it.firstChild.getAnimations()[0] === it.animation, it.animation.playState],
    is: [true, "running"],
  },
  "an animation that a script started": {
    node: element("div", [], "text"),
    act: async (it) => {
      it.animation = it.animate({ opacity: [0, 1] }, 100_000);
      await it.animation.ready;
    },
    state: (it) => [it.getAnimations()[0] === it.animation, it.animation.playState],
    is: [true, "running"],
  },
};

function composing(it) {
  it.calls = [];
  for (const type of ["compositionstart", "compositionend"]) it.addEventListener(type, () => it.calls.push(type));
}

async function compose(page, it) {
  await it.focus();
  page.ime = await page.context().newCDPSession(page);
  await page.ime.send("Input.imeSetComposition", { text: "かな", selectionStart: 2, selectionEnd: 2 });
}

/** The composition goes on where it was, and ends once. */
async function commit(page, it) {
  await page.ime.send("Input.imeSetComposition", { text: "かなか", selectionStart: 3, selectionEnd: 3 });
  await page.ime.send("Input.insertText", { text: "仮名か" });
  const [text, ...calls] = await it.evaluate((it) => [it.value ?? it.textContent, ...it.calls]);
  assert.deepEqual([text.slice(0, 3), text.includes("かな"), ...calls], ["仮名か", false, "compositionstart", "compositionend"]);
}

/** The rows after the change, while all else is judged. */
async function keeps({ node, outside, act, state, is, then }, change) {
  page.complaints.length = 0;
  const first = [shapes(node, 0), [0, "text", "", [-2, ...rows]]];
  await page.evaluate((first) => {
    const main = document.querySelector("main");
    main.replaceChildren();
    window.view = mount(main, first);
  }, first);
  const it = await page.$("#b > .it");
  // Whoever listens to a composition listens before it begins.
  if (act === composing) await it.evaluate(act);
  await outside?.(page, it);
  if (act && act !== composing) await it.evaluate(act);
  assert.deepEqual(await it.evaluate(state), is, "before");
  const rejoins = typeof change === "function";
  const seen = await page.evaluate(async ({ patches, rejoins }) => {
    if (rejoins) forgetShapes(view);
    for (const patch of patches) applyPatch(view, patch);
    // What browsers do behind a patch: blur, load, cancel.
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    return { rows: [...document.querySelectorAll("li")].map((row) => row.id).join(""), stats: view.stats };
  }, { patches: rejoins ? change(node) : change, rejoins });
  assert.deepEqual(seen.stats, { mismatches: 0, refused: 0 });
  assert.deepEqual(await it.evaluate(state), is, "after");
  await then?.(page, it);
  assert.deepEqual(page.complaints, []);
  return seen.rows;
}

const ORDERS = {
  "its row moves to the front": "bacd",
  "its row moves to the end": "acdb",
  "its row and another are swapped": "adcb",
  "a row is put in front": "zabcd",
  "the row before it goes": "bcd",
};

for (const [what, thing] of Object.entries(THINGS)) {
  for (const [when, change] of Object.entries(CHANGES)) {
    test(`${what}: kept when ${when}`, async () => {
      assert.equal(await keeps(thing, change), ORDERS[when] ?? "abcd");
    });
  }
}

/** What users and scripts did between the first page and the join, and what is there after it. */
const BEFORE_THE_JOIN = {
  "text typed into a field": {
    shape: ["input", ["title", 0, "value", 1]],
    html: '<input title="old" value="served">',
    act: (it) => {
      it.value = "typed";
      it.setSelectionRange(2, 3);
      it.focus();
    },
    state: (it) => [it.value, it.selectionStart, it.selectionEnd, document.activeElement === it],
    is: ["typed", 2, 3, true],
  },
  "text typed into a textarea": {
    shape: ["textarea", ["title", 0], 1],
    html: '<textarea title="old">served</textarea>',
    act: (it) => {
      it.value = "typed";
    },
    state: (it) => [it.value, it.defaultValue],
    is: ["typed", "served"],
  },
  "a ticked box": {
    shape: ["input", ["title", 0, "type", "checkbox", "value", 1]],
    html: '<input title="old" type="checkbox" value="served">',
    act: (it) => it.click(),
    state: (it) => it.checked,
    is: true,
  },
  "a box that was served ticked and is not": {
    shape: ["input", ["title", 0, "type", "checkbox", "checked", "", "value", 1]],
    html: '<input title="old" type="checkbox" checked value="served">',
    act: (it) => it.click(),
    state: (it) => it.checked,
    is: false,
  },
  "a chosen option": {
    shape: ["select", ["title", 0], ["option", [], 1], ["option", [], "other"]],
    html: '<select title="old"><option>served</option><option>other</option></select>',
    act: (it) => {
      it.value = "other";
    },
    state: (it) => it.value,
    is: "other",
  },
  "opened details": {
    shape: ["details", ["title", 0], ["summary", [], 1]],
    html: '<details title="old"><summary>served</summary></details>',
    act: (it) => it.firstChild.click(),
    state: (it) => it.open,
    is: true,
  },
  "details closed that were served open": {
    shape: ["details", ["title", 0, "open", ""], ["summary", [], 1]],
    html: '<details title="old" open><summary>served</summary></details>',
    act: (it) => it.firstChild.click(),
    state: (it) => it.open,
    is: false,
  },
  "details opened that the server keeps closed": {
    shape: ["details", ["title", 0, "open", 1], ["summary", [], 2]],
    values: [null, "served"],
    html: '<details title="old"><summary>served</summary></details>',
    act: (it) => it.firstChild.click(),
    state: (it) => it.open,
    is: true,
  },
  "a ticked box that the server has unticked": {
    shape: ["input", ["title", 0, "type", "checkbox", "checked", 1]],
    values: [null],
    html: '<input title="old" type="checkbox">',
    act: (it) => it.click(),
    state: (it) => it.checked,
    is: true,
  },
  "a field's text where the server's has changed meanwhile": {
    shape: ["input", ["title", 0, "value", 1]],
    values: ["served since"],
    html: '<input title="old" value="served">',
    act: (it) => {
      it.value = "typed";
    },
    state: (it) => it.value,
    is: "typed",
  },
  "a modal dialog": {
    shape: ["dialog", ["title", 0], 1],
    html: '<dialog title="old">served</dialog>',
    act: (it) => it.showModal(),
    state: (it) => it.matches(":modal"),
    is: true,
  },
  "a scroll position": {
    shape: ["div", ["title", 0, "class", "scroll"], ["div", ["class", "tall"], 1]],
    html: '<div title="old" class="scroll"><div class="tall">served</div></div>',
    act: (it) => {
      it.scrollTop = 60;
    },
    state: (it) => it.scrollTop,
    is: 60,
  },
  "a class, an attribute and a style of a script": {
    shape: ["div", ["title", 0, "class", "it"], 1],
    html: '<div title="old" class="it">served</div>',
    act: (it) => {
      it.classList.add("ready");
      it.dataset.state = "on";
      it.style.width = "9px";
    },
    state: (it) => [it.className, it.dataset.state, it.style.width],
    is: ["it ready", "on", "9px"],
  },
  "what a library made where scripts are in charge": {
    shape: ["div", ["title", 0, "phx-update", "ignore"], ["p", [], 1]],
    html: '<div title="old" phx-update="ignore"><p>served</p></div>',
    act: (it) => it.replaceChildren(document.createElement("canvas")),
    state: (it) => it.innerHTML,
    is: "<canvas></canvas>",
  },
  "the value of a form-associated element": {
    shape: ["form", ["title", 0], ["star-rating", ["name", "stars", "data-x", 1]]],
    html: '<form title="old"><star-rating name="stars" data-x="served"></star-rating></form>',
    act: (it) => {
      it.firstChild.stars = 3;
    },
    state: (it) => new FormData(it).get("stars"),
    is: "3",
  },
};

// All of it is sent, or an outline of what was served; the title has changed since or changes then.
const JOINS = ["the whole tree comes", "an outline comes"];
const JOINED = Object.entries(BEFORE_THE_JOIN).flatMap(([what, thing]) => JOINS.map((join) => ({ what, thing, join })));

for (const { what, thing, join } of JOINED) {
  const { shape, values = ["served"], act, state, is } = thing;
  test(`${what} before the join: kept when ${join}`, async () => {
    const it = await served.$("section > *");
    await it.evaluate(act);
    assert.deepEqual(await it.evaluate(state), is, "before");
    const seen = await it.evaluate((it, { shape, values, whole }) => {
      const section = it.parentNode;
      let view;
      if (whole) view = mount(section, [{ 0: [shape] }, [0, "new", ...values]]);
      else {
        view = createPage(section);
        adoptPage(view, [0], { 0: [shape] });
        applyPatch(view, [0, "new"]);
      }
      // An element that is left to scripts has its attributes to itself.
      return [section.firstChild === it, it.matches("[phx-update]") || it.title, view.stats];
    }, { shape, values, whole: join === JOINS[0] });
    assert.deepEqual(seen, [true, what.includes("scripts are in charge") || "new", { mismatches: 0, refused: 0 }]);
    assert.deepEqual(await it.evaluate(state), is, "after");
    await it.evaluate((it) => it.parentNode.remove());
    assert.deepEqual(served.complaints, []);
  });
}

/** Shapes and a root built in `main`; what `work` sees. */
async function built(shapes, root, work) {
  page.complaints.length = 0;
  const first = [shapes, root];
  await page.evaluate((first) => {
    const main = document.querySelector("main");
    main.replaceChildren();
    Object.assign(window, { main, view: mount(main, first) });
  }, first);
  const seen = await page.evaluate(work);
  assert.deepEqual(page.complaints, []);
  return seen;
}

test("classes of the server come and go, those of scripts stay", async () => {
  const seen = await built({ 0: [["p", ["class", ["it ", 0, ""]]]] }, [0, "on"], () => {
    const [it] = main.children;
    it.classList.add("mine");
    return ["off", "", "on mine", "off"].map((text) => {
      applyPatch(view, [0, text]);
      return it.className;
    });
  });
  assert.deepEqual(seen, ["it mine off", "it mine", "it mine on", "it off"]);
});

test("styles of the server come and go, those of scripts stay", async () => {
  const seen = await built({ 0: [["p", ["style", 0]]] }, [0, "height:1px;color:red"], () => {
    const [it] = main.children;
    it.style.width = "3px";
    it.style.color = "blue";
    return ["height:2px;color:red", "color:green !important", "--a:1px;margin:var(--a)", null, "height:1px"].map((text) => {
      applyPatch(view, [0, text]);
      return it.getAttribute("style");
    });
  });
  assert.deepEqual(seen, [
    "height: 2px; color: blue; width: 3px;",
    "color: green !important; width: 3px;",
    "--a: 1px; margin: var(--a);",
    null,
    "height: 1px;",
  ]);
});

test("what the server says of a field that is being written in waits; of others it counts", async () => {
  const fields = [["input", ["value", 0]], ["textarea", [], 1], ["input", ["value", 2]], ["textarea", [], 3]];
  const seen = await built({ 0: [["form", [], ...fields]] }, [0, "a", "b", "c", "d"], () => {
    const [input, textarea, ...others] = main.firstChild.elements;
    const seen = [];
    for (const field of [input, textarea]) {
      field.focus();
      field.value = "typing";
      applyPatch(view, [[-1, "A", "B", "C", "D"]]);
      seen.push([input, textarea, ...others].map((field) => field.value));
      applyPatch(view, [[-1, "a", "b", "c", "d"]]);
    }
    return seen;
  });
  assert.deepEqual(seen, [["typing", "B", "C", "D"], ["A", "typing", "C", "D"]]);
});

test("options come and go while their select has the focus, which keeps what is chosen", async () => {
  const shapes = { 0: [["select", [], 0]], 1: [["option", [], 0]] };
  const seen = await built(shapes, [0, [-2, "one", "two", "three"]], () => {
    const [select] = main.children;
    select.focus();
    select.value = "two";
    let blurs = 0;
    select.onblur = () => { blurs += 1; };
    const states = [[0, [0, ["zero"], 3]], [0, [0, -4]], [0, [3]]].map((patch) => {
      applyPatch(view, patch);
      return [select.value, select.options.length, document.activeElement === select];
    });
    return { states, blurs };
  });
  assert.deepEqual(seen, { states: [["two", 4, true], ["two", 4, true], ["two", 3, true]], blurs: 0 });
});

test("a part in what is left to scripts is patched where it says so, wherever scripts have put it", async () => {
  const shape = [["div", ["phx-update", "ignore"], ["i", [], 0], ["b", ["phx-update", "replace", "title", 1], "n ", 2], ["u", ["title", 3]]]];
  const seen = await built({ 0: shape }, [0, "a", "b", "c", "d"], () => {
    const [box] = main.children;
    const part = box.querySelector("b");
    box.firstChild.remove();
    const frame = document.createElement("section");
    frame.append(part);
    box.prepend(frame);
    applyPatch(view, [[-1, "A", "B", "C", "D"]]);
    return [serialize(main), box.querySelector("b") === part, view.stats];
  });
  assert.deepEqual(seen, [
    '<div phx-update="ignore"><section><b phx-update="replace" title="B">n C</b></section><u title="d"></u></div>',
    true,
    { mismatches: 0, refused: 0 },
  ]);
});

test("a list in a part of what is left to scripts keeps its nodes", async () => {
  const shapes = { 0: [["div", ["phx-update", "ignore"], ["ul", ["phx-update", "replace"], 0]]], 1: [["li", [], 0]] };
  const seen = await built(shapes, [0, [-2, "a", "b"]], () => {
    const [first] = main.querySelectorAll("li");
    main.firstChild.append("drawn");
    applyPatch(view, [0, [0, ["z"], 2], 1, 0, "A"]);
    return [main.textContent, main.querySelectorAll("li")[1] === first];
  });
  assert.deepEqual(seen, ["zAbdrawn", true]);
});

for (const join of JOINS) {
  test(`a part in what scripts have changed before the join is found when ${join}`, async () => {
    const shape = ["div", ["phx-update", "ignore"], ["i", [], "x"], ["b", ["phx-update", "replace"], 0]];
    const seen = await page.evaluate(({ shape, whole }) => {
      const main = document.querySelector("main");
      const [box, part, frame] = ["div", "b", "section"].map((name) => document.createElement(name));
      box.setAttribute("phx-update", "ignore");
      part.setAttribute("phx-update", "replace");
      part.append("served");
      frame.append(part);
      box.append("drawn", frame);
      main.replaceChildren(box);
      let view;
      if (whole) view = mount(main, [{ 0: [shape] }, [0, "served"]]);
      else {
        view = createPage(main);
        adoptPage(view, [0], { 0: [shape] });
      }
      applyPatch(view, [0, "patched"]);
      return [main.textContent, main.querySelector("b") === part, view.stats];
    }, { shape, whole: join === JOINS[0] });
    assert.deepEqual(seen, ["drawnpatched", true, { mismatches: 0, refused: 0 }]);
  });
}

const ROWS = { 0: [["ul", ["id", "log", "phx-update", "stream"], 0]], 1: [["li", ["id", 0], ["input", ["title", 1]]]] };

test("rows of a stream that come again after a reset keep focus and text, also where they move", async () => {
  const seen = await built(ROWS, [0, [null, 1, "a", "old", "b", "old", "c", "old"]], () => {
    const field = document.querySelector("#b input");
    field.focus();
    field.value = "typed";
    applyPatch(view, [0, [null, ["b", "new", "c", "new", "d", "new"]]]);
    applyPatch(view, [0, [null, ["d", "new", "c", "new", "b", "new"]]]);
    return [[...main.querySelectorAll("li")].map((row) => row.id).join(""), field.title, field.value, document.activeElement === field];
  });
  assert.deepEqual(seen, ["dcb", "new", "typed", true]);
});

test("edits of markup keep the focus and what is typed in it", async () => {
  const markup = [[["p", [], "one"], ["input", ["id", "a"]], ["p", [], "two"]]];
  const seen = await built({ 0: [["div", [], 0]] }, [0, markup], () => {
    const field = document.querySelector("#a");
    field.focus();
    field.value = "typed";
    applyPatch(view, [0, ["", ["p", [], "new"], 1, ["", [["id", "b"]]], ["", ["", 3, " more"]]]]);
    return [main.textContent, field.id, field.value, document.activeElement === field];
  });
  assert.deepEqual(seen, ["newonetwo more", "b", "typed", true]);
});

test("an edit of a long text keeps what is selected in the rest of it", async () => {
  const text = "word ".repeat(100);
  const seen = await built({ 0: [["p", [], 0]] }, [0, text], () => {
    const node = main.querySelector("p").firstChild;
    getSelection().setBaseAndExtent(node, 10, node, 14);
    applyPatch(view, [0, ["", 300, "new "]]);
    applyPatch(view, [0, ["", "new "]]);
    return [node.data.length, getSelection().toString(), getSelection().anchorOffset];
  });
  assert.deepEqual(seen, [508, "word", 14]);
});

test("focus goes back nowhere of itself: only a removed element loses it", async () => {
  const seen = await built({ 0: [["button", [], "a"], 0], 1: [["input", []]] }, [0, [1]], () => {
    const [button, field] = main.children;
    field.focus();
    applyPatch(view, [0, ""]);
    const lost = document.activeElement === document.body;
    button.focus();
    applyPatch(view, [0, [1]]);
    return [lost, document.activeElement === button];
  });
  assert.deepEqual(seen, [true, true]);
});
