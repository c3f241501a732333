// What users of LiveView's client have complained of, each shown not to happen here. The numbers are issues of
// phoenixframework/phoenix_live_view, unless another project is named.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { brotliCompressSync } from "node:zlib";
import { open, WAIT } from "./apps.mjs";
import { complaints, stage } from "./gallery.mjs";
import { scripted } from "./scripted.mjs";

const on = stage();

const SETUP = `
  customElements.define("own-content", class extends HTMLElement {
    lives = 0;
    connectedCallback() {
      this.lives += 1;
      if (!this.firstChild) this.append(Object.assign(document.createElement("b"), { textContent: "own" }));
    }
  });
  customElements.define("own-value", class extends HTMLElement {
    static formAssociated = true;
    #internals = this.attachInternals();
    set value(value) { this.#internals.setFormValue(value); }
  });
`;
const FILES = { "/frame.html": { contentType: "text/html", body: "<!DOCTYPE html><title>frame</title>" } };

let page;
/** An empty `main`, and what `work` sees there. */
async function empty(work, argument) {
  page ??= await scripted(on.chromium, { setup: SETUP, files: FILES });
  page.complaints.length = 0;
  await page.evaluate(() => {
    window.main = document.querySelector("main");
    main.replaceChildren();
  });
  const seen = await page.evaluate(work, argument);
  assert.deepEqual(page.complaints, []);
  return seen;
}

/** Shapes and a root built in `main`; what `work` sees there. */
async function built(shapes, root, work) {
  await empty((first) => { window.view = mount(main, first); }, [shapes, root]);
  return page.evaluate(work);
}

/** A page of the gallery. */
async function visit(path, work) {
  const context = await on.chromium.newContext();
  const page = await context.newPage();
  const found = complaints(page);
  try {
    await open(page, on.server.url + path);
    await page.evaluate(() => { window.marker = "the same page"; });
    await work(page);
    assert.equal(await page.evaluate(() => window.marker), "the same page");
    assert.deepEqual(found, []);
  } finally {
    await context.close();
  }
}

const input = (id) => ["input", ["id", id]];
const rows = (count, row) => Array.from({ length: count }, (_, index) => row(index)).flat();

test("#2137, morphdom #65: one of 1,000 forms changes, and nobody looks at the others", async () => {
  const shapes = { 0: [["main", [], 0]], 1: [["form", ["id", 0], ["input", ["name", "a", "value", 1]], ["p", [], 2]]] };
  const root = [0, [-2, ...rows(1_000, (index) => [`form-${index}`, "value", "text"])]];
  const seen = await built(shapes, root, () => {
    let steps = 0;
    const restore = ["firstChild", "lastChild", "nextSibling", "previousSibling", "childNodes"].map((name) => {
      const original = Object.getOwnPropertyDescriptor(Node.prototype, name);
      const get = function () {
        steps += 1;
        return original.get.call(this);
      };
      Object.defineProperty(Node.prototype, name, { ...original, get });
      return () => Object.defineProperty(Node.prototype, name, original);
    });
    applyPatch(view, [0, 500, 2, "new"]);
    restore.forEach((back) => back());
    return [steps, main.querySelectorAll("p")[500].textContent];
  });
  assert.deepEqual(seen, [0, "new"]);
});

test("#4328: a change in a list of 10,000 rows copies no list", async () => {
  const root = [0, [-2, ...rows(10_000, (index) => [index])]];
  const seen = await built({ 0: [["ul", [], 0]], 1: [["li", [], 0]] }, root, () => {
    const { rows } = view.root.dynamics[0];
    const [first] = rows;
    applyPatch(view, [0, 5_000, 0, "new"]);
    return [view.root.dynamics[0].rows === rows, rows[0] === first, main.querySelectorAll("li")[5_000].textContent];
  });
  assert.deepEqual(seen, [true, true, "new"]);
});

test("#4404: a move that cannot be is refused by name, and the view goes on", async () => {
  const seen = await built({ 0: [["ul", [], 0]], 1: [["li", [], 0]] }, [0, [-2, "a", "b"]], () => {
    const codes = [[0, [0, 1, 1, 1, 1]], [0, [0, 5, 1]], [0, 7, 0, "x"]].map((patch) => {
      try {
        return applyPatch(view, patch);
      } catch (error) {
        return error.code;
      }
    });
    applyPatch(view, [0, [0, -2]]);
    return [codes, main.textContent];
  });
  assert.deepEqual(seen, [["structure", "structure", "row"], "ba"]);
});

test("#4169, #3448: siblings without ids keep what is theirs when something appears above them", async () => {
  const shapes = { 0: [["div", [], 0, ["input", []], ["details", [], ["summary", [], "s"]], ["input", []]]], 1: [["input", []]] };
  const seen = await built(shapes, [0, ""], () => {
    const [first, details, second] = main.firstChild.children;
    first.value = "first";
    second.value = "second";
    details.open = true;
    second.focus();
    applyPatch(view, [0, [1]]);
    const [added, ...rest] = main.firstChild.children;
    return [added.value, ...rest.map((node) => node.value ?? node.open), document.activeElement === second];
  });
  assert.deepEqual(seen, ["", "first", true, "second", true]);
});

test("#4334, #3423: a root whose id changes keeps its children", async () => {
  const seen = await built({ 0: [0], 1: [["section", ["id", 0], ["p", [], 1], input("field")]] }, [0, [1, "a", "text"]], () => {
    const before = [...main.querySelectorAll("*")];
    document.querySelector("#field").focus();
    applyPatch(view, [0, 0, "b", -1]);
    applyPatch(view, [0, 1, "more"]);
    const after = [...main.querySelectorAll("*")];
    return [after.map((node, index) => node === before[index]), main.firstElementChild.id, main.textContent, document.activeElement.id];
  });
  assert.deepEqual(seen, [[true, true, true], "b", "more", "field"]);
});

test("#3716, #2114: what leaves slowly neither vanishes with others nor comes twice", async () => {
  const seen = await empty(() => {
    const leaving = [];
    const view = createPage(main, { remove: (node) => leaving.push(node) });
    const shapes = { 0: [["p", [], 0], 1, ["ul", [], 2]], 1: [["aside", [], 0]], 2: [["li", [], 0]] };
    applyPatch(view, [shapes, [0, "a", [1, "one"], [-3, "x", "y", "z"]]]);
    const states = [];
    const note = (...patches) => {
      for (const patch of patches) applyPatch(view, patch);
      states.push([main.textContent, leaving.length]);
    };
    note([1, "", 2, [1, 1]]);
    note([0, "b", 1, [1, "two"]], [1, 0, "three"]);
    note([2, [0, -2]], [2, [1, ["new"], 1]]);
    leaving.forEach((node) => node.remove());
    note([0, "c"]);
    return [states, view.stats];
  });
  // The rows that leave stand where they stood; what is there counts once.
  assert.deepEqual(seen[1], { mismatches: 0, refused: 0 });
  assert.equal(seen[0].at(-1)[0], "cthreeznewx");
  assert.deepEqual(seen[0].map(([, leaving]) => leaving), [2, 2, 2, 2]);
});

test("#3199: of a container that goes only the container is told so", async () => {
  const seen = await empty(() => {
    const told = [];
    const view = createPage(main, {
      remove(node) {
        told.push(node.localName);
        node.remove();
      },
    });
    applyPatch(view, [{ 0: [0], 1: [["section", [], 0]], 2: [["p", ["phx-remove", "x"]]] }, [0, [1, [2]]]]);
    applyPatch(view, [0, ""]);
    return told;
  });
  assert.deepEqual(seen, ["section"]);
});

test("#2942, #3945: a custom element keeps the content that it made, and its value in a form", async () => {
  const shape = ["form", ["title", 0], ["own-content", ["data-x", 1]], ["own-value", ["name", "v", "data-x", 2]], ["p", [], 3]];
  const seen = await built({ 0: [shape] }, [0, "a", "b", "c", "d"], () => {
    const [form] = main.children;
    form.children[1].value = "chosen";
    applyPatch(view, [[-1, "A", "B", "C", "D"]]);
    return [form.firstChild.textContent, form.firstChild.dataset.x, new FormData(form).get("v")];
  });
  assert.deepEqual(seen, ["own", "B", "chosen"]);
});

test("#4212: a custom element that comes with a row of a stream is connected once", async () => {
  const shapes = { 0: [["ul", ["id", "s", "phx-update", "stream"], 0]], 1: [["li", ["id", 0], ["own-content", []]]] };
  const seen = await built(shapes, [0, [null, 1, "a"]], () => {
    applyPatch(view, [0, [["b", "c"]]]);
    applyPatch(view, [0, [0, ["z"]]]);
    return [...main.querySelectorAll("own-content")].map((one) => one.lives);
  });
  assert.deepEqual(seen, [1, 1, 1, 1]);
});

test("#2287, #3741, #3765, #3943, #4049: what a user opened stays open, whatever is patched in and around it", async () => {
  const shape = [["details", ["class", 0], ["summary", [], 1], 2], ["dialog", ["class", 3], 4], ["div", ["popover", "", "class", 5], 6]];
  const seen = await built({ 0: shape, 1: [["p", [], 0]] }, [0, "a", "b", "", "c", "", "d", ""], () => {
    const [details, dialog, popover] = main.children;
    details.open = true;
    dialog.showModal();
    popover.showPopover();
    applyPatch(view, [[-1, "A", "B", [1, "in"], "C", [1, "in"], "D", [1, "in"]]]);
    applyPatch(view, [[-1, "a", "b", "", "c", "", "d", ""]]);
    return [details.open, dialog.matches(":modal"), popover.matches(":popover-open"), details.className];
  });
  assert.deepEqual(seen, [true, true, true, "a"]);
});

test("#1525, #1313, #2067, #3083, firezone #15192: a focused select gets its new options at once, without losing focus or choice", async () => {
  const seen = await built({ 0: [["select", [], 0], ["p", [], 1]], 1: [["option", ["value", 0], 1]] }, [0, [-2, "1", "one", "2", "two"], "x"], () => {
    const [select] = main.children;
    const events = [];
    for (const type of ["blur", "focus", "change", "input"]) select.addEventListener(type, () => events.push(type));
    select.focus();
    select.value = "2";
    applyPatch(view, [1, "other"]);
    applyPatch(view, [0, [2, ["3", "three"]]]);
    applyPatch(view, [0, 0, 1, "uno"]);
    return [select.value, [...select.options].map((option) => option.text), document.activeElement === select, events];
  });
  assert.deepEqual(seen, ["2", ["uno", "two", "three"], true, ["focus"]]);
});

test("#1093, #106, #624, #1139: what is being typed is not written over; what the server makes of it is, after that", async () => {
  const seen = await built({ 0: [["input", ["value", 0]], ["textarea", [], 1]] }, [0, "", ""], () => {
    const seen = [];
    for (const [index, field] of [...main.children].entries()) {
      field.focus();
      field.value = "1000";
      applyPatch(view, [index, "100"]);
      seen.push(field.value);
      field.blur();
      applyPatch(view, [index, "1,000"]);
      seen.push(field.value);
    }
    return seen;
  });
  assert.deepEqual(seen, ["1000", "1,000", "1000", "1,000"]);
});

test("#626, #2992: letters typed while answers arrive late are all there", () =>
  visit("/users", async (page) => {
    await page.locator("#user_name").pressSequentially("Ada Lovelace, Countess", { delay: 5 });
    await page.getByLabel("E-mail").pressSequentially("ada@", { delay: 5 });
    await page.waitForSelector("#user_email-errors:has-text('must be')", WAIT);
    assert.deepEqual([await page.inputValue("#user_name"), await page.inputValue("#user_email")], ["Ada Lovelace, Countess", "ada@"]);
  }));

test("#278, #1273, #2333, #3818, #4086, dwyl/mvp #247: a form outlives another deployment, with focus and nodes", () =>
  visit("/users", async (page) => {
    await page.fill("#user_name", "Half a na");
    await page.getByLabel("E-mail").pressSequentially("ada@");
    await page.evaluate(() => {
      window.field = document.activeElement;
      window.all = [...document.querySelectorAll("form input, form label, form button")];
    });
    // The next deployment has no file of this one.
    await page.waitForLoadState("networkidle");
    const wanted = [];
    page.on("request", (request) => wanted.push(request.url()));
    await page.route("**/*.js", (route) => route.fulfill({ status: 404 }));
    await on.server.stop();
    await page.waitForSelector("[data-phx-main].phx-error", WAIT);
    await page.keyboard.type("x");
    await on.server.start();
    await page.waitForSelector("[data-phx-main].phx-connected", { timeout: 15_000 }).catch(async ({ message }) => {
      throw new Error(`${message}; class "${await page.getAttribute("[data-phx-main]", "class")}", asked for ${wanted}`);
    });
    await page.waitForSelector("#user_email-errors:has-text('must be')", WAIT);
    const seen = await page.evaluate(() => [document.activeElement === window.field, window.all.filter((node) => !node.isConnected).length]);
    assert.deepEqual(seen, [true, 0]);
    assert.equal(await page.inputValue("#user_name"), "Half a na");
    assert.match(await page.inputValue("#user_email"), /x/);
  }));

test("#1921, #271: without a server the page stays, and what was done meanwhile is done once", () =>
  visit("/users", async (page) => {
    await page.click("#add-skill");
    await page.waitForSelector(".skill", WAIT);
    await on.server.stop();
    await page.waitForSelector("[data-phx-main].phx-error", WAIT);
    await page.fill(".skill input", "written offline");
    await page.waitForTimeout(1_500);
    await on.server.start();
    await page.waitForSelector("[data-phx-main].phx-connected", { timeout: 15_000 });
    await page.waitForSelector(".skill", WAIT);
    assert.equal(await page.locator(".skill").count(), 1);
    assert.equal(await page.inputValue(".skill input"), "written offline");
  }));

test("#230, #455, #640, #2361, phoenix #5565: an editor lives where scripts are in charge, and parts within it are patched", async () => {
  const shape = ["div", ["phx-update", "ignore", "data-mode", 0], ["p", [], 1], ["span", ["phx-update", "replace"], 2]];
  const seen = await built({ 0: [shape] }, [0, "edit", "served", "0 words"], () => {
    const [editor] = main.children;
    editor.firstChild.replaceWith(Object.assign(document.createElement("div"), { contentEditable: "true", textContent: "mine" }));
    applyPatch(view, [[-1, "read", "patched", "1 word"]]);
    return [editor.firstChild.textContent, editor.lastChild.textContent, editor.dataset.mode];
  });
  assert.deepEqual(seen, ["mine", "1 word", "read"]);
});

test("#559: a frame in a row that moves is not loaded again", async () => {
  const shapes = { 0: [["ul", [], 0]], 1: [["li", ["id", 0], ["iframe", ["src", "/frame.html"]]]] };
  const seen = await built(shapes, [0, [-2, "a", "b", "c"]], async () => {
    const frames = [...main.querySelectorAll("iframe")];
    // Unless they were faster than this.
    const isLoaded = ({ contentDocument }) => contentDocument.URL.endsWith("frame.html") && contentDocument.readyState === "complete";
    await Promise.all(frames.map((frame) => isLoaded(frame) || new Promise((loaded) => frame.addEventListener("load", loaded))));
    let loads = 0;
    for (const frame of frames) frame.addEventListener("load", () => { loads += 1; });
    for (const patch of [[0, [0, -3]], [0, [0, 2, 1, 0, 2]], [0, [0, ["z"], 3]]]) applyPatch(view, patch);
    await new Promise((done) => setTimeout(done, 200));
    return [loads, [...main.querySelectorAll("li")].map((row) => row.id).join("")];
  });
  assert.deepEqual(seen, [0, "zacb"]);
});

test("#978: rows that are put behind or in front leave all others as they are", async () => {
  const shapes = { 0: [["ul", [], 0]], 1: [["li", [], 0]] };
  const seen = await built(shapes, [0, [-2, "a", "b", "c"]], () => {
    const before = [...main.querySelectorAll("li")];
    applyPatch(view, [0, [3, ["d"]]]);
    applyPatch(view, [0, [0, ["z"], 4]]);
    return [main.textContent, [...main.querySelectorAll("li")].slice(1, 4).every((row, index) => row === before[index])];
  });
  assert.deepEqual(seen, ["zabcd", true]);
});

test("#3784: a stream of 5,000 rows takes as many steps a row as one of 500", async () => {
  const shapes = { 0: [["ul", ["id", "s", "phx-update", "stream"], 0]], 1: [["li", ["id", 0], 1]] };
  const seen = await built(shapes, [0, [null, 1]], () => {
    const steps = (count, from) => {
      let steps = 0;
      const original = Object.getOwnPropertyDescriptor(Node.prototype, "nextSibling");
      Object.defineProperty(Node.prototype, "nextSibling", { ...original, get() { steps += 1; return original.get.call(this); } });
      const values = Array.from({ length: count }, (_, index) => [`r${from + index}`, "text"]).flat();
      applyPatch(view, [0, [values]]);
      Object.defineProperty(Node.prototype, "nextSibling", original);
      return steps / count;
    };
    const [few, many] = [steps(500, 0), steps(5_000, 500)];
    return [many <= few, main.querySelectorAll("li").length];
  });
  assert.deepEqual(seen, [true, 5_500]);
});

test("#2675: who asks is told of the elements that change, and of no others", async () => {
  const shapes = { 0: [["ul", [], 0], ["p", [], 1]], 1: [["li", ["id", 0], 1]] };
  const seen = await built(shapes, [0, [-2, "a", "x", "b", "y"], "text"], () => {
    const told = [];
    const note = (operations) => told.push(elementsOf(operations).map((element) => element.id || element.localName));
    applyPatch(view, [0, 1, 1, "new"], note);
    // All of it again, as after a reconnection.
    forgetShapes(view);
    const again = [{ 7: [["ul", [], 0], ["p", [], 1]], 8: [["li", ["id", 0], 1]] }, [7, [-9, "a", "x", "b", "new"], "text"]];
    applyPatch(view, again, note);
    return told;
  });
  assert.deepEqual(seen, [["b"], []]);
});

test("#38, #40, #162: what every page asks for is less than half of the official client, with what comes behind it two thirds, compressed as it is served", () => {
  const read = (url) => readFileSync(new URL(url, import.meta.url));
  const { page, ready } = JSON.parse(read("../../js-client/size.json"));
  const official = ["phoenix_live_view/priv/static/phoenix_live_view.min.js", "phoenix/priv/static/phoenix.min.js"]
    .reduce((sum, file) => sum + brotliCompressSync(read(`node_modules/${file}`)).length, 0);
  assert.ok(page.brotli < official / 2, `${page.brotli} bytes against ${official}`);
  assert.ok(ready.brotli < 0.67 * official, `${ready.brotli} bytes against ${official}`);
});

test("#507: a card that moves among 1,000 is a few bytes and one move", async () => {
  const shapes = { 0: [["ul", [], 0]], 1: [["li", ["id", 0], 1]] };
  const root = [0, [-2, ...rows(1_000, (index) => [`card-${index}`, "text"])]];
  const seen = await built(shapes, root, () => {
    const observer = new MutationObserver(() => {});
    observer.observe(main, { subtree: true, childList: true });
    applyPatch(view, JSON.parse("[0,[10,800,1,10,790,199]]"));
    return [observer.takeRecords().length, main.querySelectorAll("li")[10].id];
  });
  assert.deepEqual(seen, [2, "card-800"]);
});
