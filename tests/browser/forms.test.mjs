// What forms send, what answers put back, and what a patch leaves to whoever is writing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { commands, pause, played } from "./scripted.mjs";

const live = played();
const values = async (page) => (await page.events()).map(({ value }) => value);
const form = (inside, attributes = "") => `<form id="f" phx-change="c" phx-submit="s" ${attributes}>${inside}</form>`;

test("phx-change sends the form, with what changed and what nobody used", async () => {
  const page = await live(form('<input name="a"><input name="b">'));
  await page.fill("[name=a]", "x");
  assert.deepEqual(await page.events(), [{ type: "form", event: "c", value: "a=x&_unused_b=&b=&_target=a" }]);
});

test("a change that follows its input says nothing new", async () => {
  const page = await live(form('<input name="a"><input name="b">'));
  await page.focus("[name=a]");
  await page.keyboard.type("x");
  await page.focus("[name=b]");
  assert.equal((await page.events()).length, 1);
});

test("phx-change of one field sends that field", async () => {
  const page = await live('<form><input name="a" phx-change="one"><input name="b"></form>');
  await page.fill("[name=a]", "x");
  assert.deepEqual(await page.events(), [{ type: "form", event: "one", value: "a=x&_target=a" }]);
});

test("phx-change of a field without a form", async () => {
  const page = await live('<input name="a" phx-change="one" phx-value-k="v">');
  await page.fill("[name=a]", "x");
  assert.deepEqual(await values(page), ["k=v&a=x&_target=a"]);
});

test("what is no field sends no change", async () => {
  const page = await live(form('<div contenteditable="true" phx-change="own">x</div><input name="a">'));
  await page.focus("[contenteditable]");
  await page.keyboard.type("y");
  await page.$eval("form", (one) => one.dispatchEvent(new Event("change", { bubbles: true })));
  assert.deepEqual(await page.names(), []);
});

test("phx-value-* and values of push go along", async () => {
  const push = commands(["push", { event: "c", value: { n: 1 } }]);
  const page = await live(`<form phx-change="${push}" phx-value-k="v"><input name="a"></form>`);
  await page.fill("[name=a]", "x");
  assert.deepEqual(await values(page), ["a=x&k=v&n=1&_target=a"]);
});

test("phx-no-unused-field opts out", async () => {
  const page = await live(form('<input name="a"><input name="b" phx-no-unused-field>'));
  await page.fill("[name=a]", "x");
  assert.deepEqual(await values(page), ["a=x&b=&_target=a"]);
});

test("selects, checkboxes and radio buttons", async () => {
  const page = await live(form(
    '<select name="s" multiple><option>1</option><option>2</option></select>' +
      '<input type="checkbox" name="c[]" value="x"><input type="radio" name="r" value="1"><input type="radio" name="r" value="2">',
    "phx-no-unused-field",
  ));
  await page.check("[type=checkbox]");
  await page.check("[value='2'][type=radio]");
  await page.selectOption("select", ["1", "2"]);
  assert.deepEqual(await values(page), [
    "c%5B%5D=x&_target=c%5B%5D", "c%5B%5D=x&r=2&_target=r", "s=1&s=2&c%5B%5D=x&r=2&_target=s",
  ]);
});

test("a number that is none is not sent", async () => {
  const page = await live(form('<input type="number" name="n">'));
  await page.focus("input");
  await page.keyboard.type("1e");
  assert.deepEqual(await values(page), ["n=1&_target=n"]);
});

test("what an input method composes is sent as it grows", async () => {
  const page = await live(form('<input name="a">'));
  await page.focus("input");
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "k", selectionStart: 1, selectionEnd: 1 });
  await session.send("Input.imeSetComposition", { text: "ka", selectionStart: 2, selectionEnd: 2 });
  await session.send("Input.insertText", { text: "か" });
  await page.evaluate(() => document.activeElement.blur());
  const sent = await values(page);
  assert.deepEqual(sent.slice(0, 2), ["a=k&_target=a", "a=ka&_target=a"]);
  assert.equal(sent.at(-1), "a=%E3%81%8B&_target=a");
});

test("blockPhxChangeWhileComposing: nothing is sent while an input method composes", async () => {
  const page = await live(form('<input name="a">'), [], { options: { blockPhxChangeWhileComposing: true } });
  await page.focus("input");
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "ka", selectionStart: 2, selectionEnd: 2 });
  assert.deepEqual(await values(page), []);
  await session.send("Input.insertText", { text: "か" });
  assert.deepEqual((await values(page)).at(-1), "a=%E3%81%8B&_target=a");
});

test("a patch leaves what is being composed", async () => {
  const page = await live(form('<input name="a" value="{0}">'), [""]);
  await page.focus("input");
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", { text: "ka", selectionStart: 2, selectionEnd: 2 });
  await page.push({ d: [0, "other"] });
  assert.equal(await page.value("input"), "ka");
});

test("phx-submit sends the form with its button, once", async () => {
  const page = await live(form('<input name="a"><button name="b" value="1">one</button><button name="b" value="2">two</button>'));
  await page.fill("[name=a]", "x");
  await page.reply();
  await page.events();
  await page.click("[value='2']");
  await page.$eval("form", (element) => element.requestSubmit());
  assert.deepEqual(await page.events(), [{ type: "form", event: "s", value: "a=x&b=2" }]);
});

test("the button stands where it stands in the form", async () => {
  const page = await live(form('<button name="b" value="1">one</button><input name="a">', "phx-no-unused-field"));
  await page.click("button");
  assert.deepEqual(await values(page), ["b=1&a="]);
});

test("while a submit is not answered, fields are read-only and buttons disabled", async () => {
  const page = await live(form('<input name="a"><button phx-disable-with="Saving">Save</button>'));
  await page.fill("input", "x");
  await page.reply();
  await page.click("button");
  const state = () => page.evaluate(() => {
    const [input, button] = document.querySelector("form").elements;
    return [input.readOnly, button.disabled, button.textContent];
  });
  assert.deepEqual(await state(), [true, true, "Saving"]);
  assert.match(await page.classes("form"), /phx-submit-loading/);
  await page.reply();
  assert.deepEqual(await state(), [false, false, "Save"]);
  assert.equal(await page.classes("form"), "");
});

test("a submit leaves controls under phx-update=ignore, and takes file inputs", async () => {
  const page = await live(form('<input type="file" name="f"><div id="i" phx-update="ignore"><input name="a"></div><button>go</button>'));
  await page.click("button");
  const state = () => page.$$eval("input", (all) => all.map((one) => [one.disabled, one.readOnly]));
  assert.deepEqual(await state(), [[true, false], [false, false]]);
  await page.reply();
  assert.deepEqual(await state(), [[false, false], [false, false]]);
});

test("what was disabled before stays so", async () => {
  const page = await live(form('<input name="a" readonly><button id="x" type="button" disabled>x</button><button id="go">go</button>'));
  await page.click("#go");
  await page.reply();
  assert.deepEqual(await page.evaluate(() => {
    const [input, button] = document.querySelector("form").elements;
    return [input.readOnly, button.disabled];
  }), [true, true]);
});

test("the focus is back after a submit", async () => {
  const page = await live(form('<input name="a"><button id="go">go</button>'));
  await page.click("#go");
  await page.reply();
  assert.equal(await page.evaluate(() => document.activeElement.id), "go");
});

test("the answer to a submit empties a field that the server keeps empty", async () => {
  const page = await live(form('<input name="a" value="{0}">'), [""]);
  await page.fill("input", "hello");
  await page.reply();
  await page.press("input", "Enter");
  assert.equal(await page.value("input"), "hello");
  await page.reply();
  assert.equal(await page.value("input"), "");
});

test("a refused submit keeps what was typed", async () => {
  const page = await live(form('<input name="a" value="">'));
  await page.fill("input", "hello");
  await page.reply();
  await page.press("input", "Enter");
  await page.reply({}, "error");
  assert.equal(await page.value("input"), "hello");
});

test("a form without a connection keeps what was typed", async () => {
  const page = await live(form('<input name="a" value="">'));
  await page.fill("input", "hello");
  await page.reply();
  await page.evaluate(() => {
    server.refuses = true;
    server.socket.drop();
  });
  await page.press("input", "Enter");
  assert.deepEqual([await page.value("input"), await page.$eval("input", (one) => one.readOnly)], ["hello", false]);
});

test("reset forgets what was used and tells the server once", async () => {
  const page = await live(form('<input name="a"><button type="reset" name="clear">r</button>'));
  await page.fill("input", "x");
  await page.reply();
  await page.events();
  await page.click("button");
  await pause(50);
  assert.deepEqual(await values(page), ["_unused_a=&a=&_target=clear"]);
});

test("a form with phx-change alone is sent by the browser, and disabled meanwhile", async () => {
  const page = await live('<form phx-change="c" action="/saved"><input name="a"><button name="b" value="1">go</button></form>');
  let finish;
  await page.route("**/saved?**", async (route) => {
    await new Promise((resolve) => { finish = resolve; });
    await route.fulfill({ contentType: "text/html", body: "<p>saved</p>" });
  });
  page.click("button").catch(() => {});
  await page.waitForFunction(() => document.querySelector("button").disabled);
  while (!finish) await pause(10);
  finish();
  await page.waitForURL("**/saved?a=&b=1");
});

test("phx-change-loading is on the form and the field until the answer", async () => {
  const page = await live(form('<input name="a">'));
  await page.fill("input", "x");
  assert.deepEqual([await page.classes("form"), await page.classes("input")], ["phx-change-loading", "phx-change-loading"]);
  await page.reply();
  assert.deepEqual([await page.classes("form"), await page.classes("input")], ["", ""]);
});

test("a loading class stays until the last of its events is answered", async () => {
  const page = await live(form('<input name="a">'));
  await page.fill("input", "x");
  await page.fill("input", "xy");
  await page.reply();
  assert.equal(await page.classes("form"), "phx-change-loading");
  await page.reply();
  assert.equal(await page.classes("form"), "");
});

test("phx:push tells what was sent, and when it is done", async () => {
  const page = await live('<button phx-click="go">x</button>');
  await page.evaluate(() => {
    window.seen = [];
    for (const type of ["phx:push", "phx:push:go"]) {
      document.addEventListener(type, ({ detail, target }) => {
        seen.push([type, detail.event, target.localName]);
        detail.loadingComplete.then(() => seen.push(`${type} done`));
      });
    }
  });
  await page.click("button");
  await page.reply();
  assert.deepEqual(await page.seen(), [
    ["phx:push", "go", "button"], ["phx:push:go", "go", "button"], "phx:push done", "phx:push:go done",
  ]);
});

test("phx:push comes from each element that shows it", async () => {
  const page = await live(form('<input name="a"><button>go</button>'));
  await page.evaluate(() => {
    window.seen = [];
    document.addEventListener("phx:push", ({ detail, target }) => seen.push([target.localName, detail.payload.event, detail.ref]));
    for (const what of ["loading", "lock"]) {
      document.addEventListener(`phx:undo-${what}:1`, ({ detail, target }) => seen.push([what, target.localName, detail.ref]));
    }
  });
  await page.fill("input", "x");
  await page.reply();
  assert.deepEqual(await page.seen(), [
    ["form", "c", 1], ["input", "c", 1], ["loading", "form", 1], ["lock", "form", 1], ["loading", "input", 1], ["lock", "input", 1],
  ]);
  await page.evaluate(() => { seen.length = 0; });
  await page.click("button");
  assert.deepEqual(await page.seen(), [["form", "s", 2], ["button", "s", 2]]);
  assert.equal(await page.classes("button"), "phx-submit-loading");
});

test("phx:push lets listeners end what shows, and wait for the answer", async () => {
  const page = await live('<button phx-click="go">x</button><p>y</p>');
  await page.evaluate(() => {
    window.seen = [];
    document.addEventListener("phx:push:go", ({ detail }) => {
      detail.unlock(document.querySelector("button"));
      detail.lock(document.querySelector("p")).then(({ event }) => seen.push(event));
    });
  });
  await page.click("button");
  assert.equal(await page.classes("button"), "");
  assert.deepEqual(await page.seen(), []);
  await page.reply();
  assert.deepEqual(await page.seen(), ["go"]);
});

test("a patch leaves the value of the field with the focus", async () => {
  const page = await live(form('<input name="a" value="{0}" class="{1}">'), ["1", "k"]);
  await page.focus("input");
  await page.push({ d: [[-1, "2", "l"]] });
  assert.deepEqual([await page.value("input"), await page.classes("input")], ["1", "l"]);
});

test("a patch writes the other attributes of the field with the focus", async () => {
  const page = await live('<input name="a" class="{0}" maxlength="{1}" readonly="{2}" value="{3}">', ["x", "5", null, ""]);
  await page.fill("input", "mine");
  await page.push({ d: [[-1, "y", "9", "", "other"]] });
  assert.deepEqual(await page.$eval("input", (one) => [one === document.activeElement, one.className, one.maxLength, one.readOnly, one.value]),
    [true, "y", 9, true, "mine"]);
});

test("a button with the focus is patched as any element", async () => {
  const page = await live('<button value="{0}">{1}</button>', ["1", "one"]);
  await page.focus("button");
  await page.push({ d: [[-1, "2", "two"]] });
  assert.deepEqual(await page.$eval("button", (one) => [one === document.activeElement, one.value, one.textContent]), [true, "2", "two"]);
});

test("phx-patch-focused wants it patched", async () => {
  const page = await live(form('<input name="a" value="{0}" phx-patch-focused><textarea name="t" phx-patch-focused>{1}</textarea>'), ["1", "1"]);
  await page.focus("input");
  await page.push({ d: [0, "2"] });
  assert.equal(await page.value("input"), "2");
  await page.focus("textarea");
  await page.push({ d: [1, "2"] });
  assert.equal(await page.value("textarea"), "2");
});

test("a patch writes fields without the focus, and keeps where the selection is", async () => {
  const page = await live(form('<input name="a" value="{0}"><input name="b" value="hello">'), ["1"]);
  await page.focus("[name=b]");
  await page.$eval("[name=b]", (input) => input.setSelectionRange(1, 3));
  await page.push({ d: [0, "2"] });
  assert.deepEqual(await page.evaluate(() => {
    const [a, b] = document.querySelector("form").elements;
    return [a.value, document.activeElement === b, b.selectionStart, b.selectionEnd];
  }), ["2", true, 1, 3]);
});

test("a textarea with the focus is left alone", async () => {
  const page = await live(form('<textarea name="a">{0}</textarea>'), ["1"]);
  await page.focus("textarea");
  await page.keyboard.type("x");
  await page.reply();
  await page.push({ d: [0, "2"] });
  assert.match(await page.value("textarea"), /x/);
});

test("a select with the focus stays open to its user while its neighbours change", async () => {
  const page = await live(form('<select name="s"><option>1</option><option>2</option></select><b>{0}</b>'), ["1"]);
  await page.focus("select");
  await page.selectOption("select", "2");
  await page.reply({ diff: [0, "2"] });
  assert.deepEqual(await page.evaluate(() => [document.activeElement.localName, document.querySelector("select").value]), ["select", "2"]);
});

test("a select with the focus takes new options and what the server selects", async () => {
  const page = await live(form('<select name="s"><option selected="{1}">1</option>{0}</select>'.replace("{1}", "{0}").replace(">{0}<", ">{1}<")), [true, ""], {
    rows: ['<option selected="{0}">{1}</option>'],
  });
  await page.focus("select");
  await page.push({ d: [0, null, 1, [-2, null, "2", true, "3"]] });
  assert.deepEqual(await page.$eval("select", (one) => [one.options.length, one.value]), [3, "3"]);
});

test("a field with the focus that is built anew keeps the focus, its text and what is selected, by its id", async () => {
  const page = await live("<form phx-change=\"c\">{0}</form>", [[1, "one"]], {
    rows: ['<div><input id="q" name="q" value="{0}"><input id="r" name="r" value="x"></div>', '<p><input id="r" name="r" value="y"><input id="q" name="q" value="{0}"></p>'],
  });
  await page.fill("#q", "typed");
  await page.fill("#r", "typed, too");
  await page.focus("#q");
  await page.$eval("#q", (one) => one.setSelectionRange(1, 3));
  await page.events();
  await page.push({ d: [0, [2, "two"]] });
  const state = () => page.$eval("#q", (one) => [one === document.activeElement, one.value, one.selectionStart, one.selectionEnd]);
  assert.deepEqual(await state(), [true, "typed", 1, 3]);
  assert.equal(await page.value("#r"), "y");
  await page.keyboard.type("w");
  assert.equal((await values(page)).at(-1), "_unused_r=&r=y&q=twed&_target=q");
});

test("what was sent before a change does not undo it", async () => {
  const page = await live(form('<input type="checkbox" name="a" checked="{0}"><input name="b" value="{1}"><textarea name="t">{2}</textarea>'), [null, "1", "1"]);
  const shown = () => page.evaluate(() => {
    const [a, b, t] = document.querySelector("form").elements;
    return [a.checked, b.value, t.value];
  });
  await page.fill("[name=b]", "mine");
  await page.fill("textarea", "mine");
  await page.check("[type=checkbox]");
  // The server had not seen it when it sent this.
  await page.push({ d: [[-1, true, "2", "2"]] });
  await page.push({ d: [[-1, null, "3", "3"]] });
  assert.deepEqual(await shown(), [true, "mine", "mine"]);
  await page.reply();
  await page.reply();
  assert.deepEqual(await shown(), [true, "mine", "mine"]);
  await page.reply({ diff: [[-1, true, "4", "4"]] });
  assert.deepEqual(await shown(), [true, "4", "4"]);
});

test("the answer itself is shown, also where it says no", async () => {
  const page = await live(form('<input type="checkbox" name="a" checked="{0}"><input type="checkbox" name="b" checked="{1}">'), [null, null]);
  await page.check("[name=a]");
  await page.reply({ diff: [1, true] });
  assert.deepEqual(await page.$$eval("input", (all) => all.map((one) => one.checked)), [true, true]);
});

test("of changes that overtake each other the last answer puts fields back", async () => {
  const page = await live(form('<input name="a" value="{0}"><input name="b" value="">'), [""]);
  await page.fill("[name=a]", "x");
  await page.fill("[name=a]", "xy");
  await page.focus("[name=b]");
  await page.reply({ diff: [0, "X"] });
  assert.equal(await page.value("[name=a]"), "xy");
  await page.reply({ diff: [0, "XY"] });
  assert.equal(await page.value("[name=a]"), "XY");
});

test("a field held back by its debounce is not put back", async () => {
  const page = await live(form('<input name="a" value="" phx-debounce="5000"><input type="checkbox" name="b">'));
  await page.$eval("[name=a]", (input) => {
    input.value = "typed";
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await page.check("[name=b]");
  await page.reply();
  assert.equal(await page.value("[name=a]"), "typed");
});

test("fields of which the server says nothing keep what was typed after a change", async () => {
  const page = await live(form('<input name="a"><input name="b">'));
  await page.fill("[name=a]", "x");
  await page.focus("[name=b]");
  await page.reply();
  assert.equal(await page.value("[name=a]"), "x");
});

test("phx-trigger-action sends the form as any page does, as it is and with its button", async () => {
  const page = await live(
    '<form phx-submit="s" phx-trigger-action="{0}" action="/login" method="post"><input name="user" value=""><input name="submit"><button name="how" value="fast">go</button></form>',
    [null],
  );
  const posted = new Promise((resolve) => {
    page.route("**/login", (route) => {
      resolve(route.request().postData());
      route.fulfill({ contentType: "text/html", body: "<p>in</p>" });
    });
  });
  await page.fill("[name=user]", "ada");
  await page.click("button");
  assert.deepEqual(await values(page), ["user=ada&_unused_submit=&submit=&how=fast".replace("_unused_submit=&", "")]);
  await page.reply({ diff: [0, true] });
  assert.equal(await posted, "user=ada&submit=&how=fast");
});

test("phx-trigger-action of a form that comes with a patch", async () => {
  const page = await live("<div>{0}</div>", [""], { rows: ['<form phx-trigger-action action="/go" method="get"><input name="a" value="{0}"></form>'] });
  await page.route("**/go?**", (route) => route.fulfill({ contentType: "text/html", body: "<p>gone</p>" }));
  const url = page.waitForURL("**/go?a=1");
  await page.push({ d: [0, [-2, "1"]] }).catch(() => {});
  await url;
});

/** Types into the form, loses the session, and gives what is sent when a new one shows the page. */
async function recovered(attributes, settings = {}) {
  const page = await live(`<form id="f" ${attributes}><input id="a" name="a"><input name="b"></form>`, [], settings);
  await page.fill("[name=b]", "typed");
  await page.reply();
  await page.events();
  await page.drop();
  await page.waitForFunction(() => server.waiting.length > 0 || document.querySelector("#main.phx-connected"));
  return page;
}

test("a form that was used is sent again to a new session", async () => {
  const page = await recovered('phx-change="c"');
  assert.deepEqual(await page.events(), [{ type: "form", event: "c", value: "_unused_a=&a=&b=typed&_target=a" }]);
  assert.equal(await page.value("[name=b]"), "typed");
});

test("phx-auto-recover names another event", async () => {
  const page = await recovered('phx-change="c" phx-auto-recover="again"');
  assert.deepEqual(await page.names(), ["again"]);
});

test('phx-auto-recover="ignore" does not', async () => {
  const page = await recovered('phx-change="c" phx-auto-recover="ignore"');
  assert.deepEqual(await page.names(), []);
});

test("recovery goes to the form's component, with its values", async () => {
  const page = await recovered('phx-change="c" phx-target="7" phx-value-k="v"');
  assert.deepEqual(await page.events(), [{ type: "form", event: "c", value: "_unused_a=&a=&b=typed&_target=a&k=v", cid: 7 }]);
});

test("recovery runs commands", async () => {
  const page = await recovered(`phx-change="${commands(["push", { event: "c" }], ["add_class", { names: ["back"] }])}"`);
  assert.deepEqual(await page.names(), ["c"]);
  assert.match(await page.classes("form"), /back/);
});

/** A form with a row that only its user has added, whose server was started anew: it has not answered yet. */
async function recoveredRows() {
  const page = await live('<form id="f" phx-change="c" class="{0}"><input name="a">{1}</form><p>{2}</p>', ["old", [-2, "typed"], "old"], {
    rows: ['<p phx-hook="Log"><input name="row" value="{0}"></p>'],
    setup() {
      window.seen = [];
      const note = (name) => () => seen.push(name);
      window.hooks = { Log: { mounted: note("mounted"), updated: note("updated"), destroyed: note("destroyed"), reconnected: note("reconnected") } };
      window.options = { dom: { onPatchStart: note("start"), onNodeAdded: note("added"), onPatchEnd: note("end") } };
    },
  });
  await page.fill("[name=row]", "typed");
  await page.reply();
  await page.events();
  await page.evaluate(() => {
    window.row = document.querySelector("[name=row]");
    seen.length = 0;
    server.rendered[1] = [0, "new", null, "new"];
    server.socket.drop();
  });
  await page.waitForFunction(() => server.waiting.length > 0);
  return page;
}

test("rows of a form are there again with their nodes, and what is typed while the server is told of them", async () => {
  const page = await recoveredRows();
  assert.deepEqual(await values(page), ["_unused_a=&a=&row=typed&_target=a"]);
  await page.evaluate(() => row.setSelectionRange(1, 3));
  await page.keyboard.type("ai");
  await page.reply({ diff: [1, [-2, "typed"]] });
  await page.waitForSelector("#main.phx-connected");
  assert.deepEqual(await page.evaluate(() => [row === document.activeElement, row.isConnected, row.value, row.selectionStart]), [true, true, "taied", 3]);
  assert.match(await page.classes("form"), /new/);
  assert.equal(await page.textContent("#main > p"), "new");
  // What was typed meanwhile waited for the page, and follows.
  await page.waitForFunction(() => server.waiting.length > 0);
  assert.equal((await values(page)).at(-1), "_unused_a=&a=&row=taied&_target=row");
  assert.deepEqual(await page.reports(), []);
});

test("a page whose forms are recovered changes once", async () => {
  const page = await recoveredRows();
  await page.push({ d: [2, "newer"] });
  assert.deepEqual(await page.seen(), []);
  assert.equal(await page.textContent("#main > p"), "old");
  await page.reply({ diff: [1, [-2, "else"]] });
  await page.waitForSelector("#main.phx-connected");
  assert.deepEqual(await page.seen(), ["start", "updated", "end", "reconnected"]);
  assert.equal(await page.textContent("#main > p"), "newer");
  await page.push({ d: [2, "newest", 1, [1, [-1]]] });
  assert.equal(await page.textContent("#main > p"), "newest");
});

test("a form that nobody used is not sent again", async () => {
  const page = await live('<form id="f" phx-change="c"><input name="a"></form>');
  await page.drop();
  await page.waitForSelector("#main.phx-connected");
  assert.deepEqual(await page.names(), []);
});

test("what was typed before the page was joined is kept, and sent with the next change", async () => {
  const page = await live(form('<input name="a"><input name="b">'), [], { joins: false });
  await page.evaluate(() => {
    document.querySelector("#main").innerHTML = '<form id="f" phx-change="c" phx-submit="s"><input name="a"><input name="b"></form>';
    document.querySelector("[name=a]").value = "early";
  });
  await page.waitForFunction(() => server.frames.some(({ event }) => event === "phx_join"));
  await page.evaluate(() => server.answerJoin(server.frames.find(({ event }) => event === "phx_join")));
  await page.waitForSelector("#main.phx-connected");
  assert.equal(await page.value("[name=a]"), "early");
  await page.fill("[name=b]", "x");
  assert.deepEqual(await values(page), ["_unused_a=&a=early&b=x&_target=b"]);
});

test("a patch leaves a number that is not one yet", async () => {
  const page = await live(form('<input type="number" name="n" value="{0}"><input name="b">'), ["1"]);
  await page.focus("[name=n]");
  await page.keyboard.press("End");
  await page.keyboard.type("2e");
  await page.focus("[name=b]");
  await page.reply();
  await page.push({ d: [0, "7"] });
  assert.equal(await page.$eval("[name=n]", (one) => one.validity.badInput), true);
});
