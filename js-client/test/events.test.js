import assert from "node:assert/strict";
import test from "node:test";
import { start } from "./client.js";
import "./loaded.js";

const mockTimers = (t) => t.mock.timers.enable({ apis: ["setTimeout", "setInterval", "Date"] });

/** A joined view with this HTML, which has no slots but for a text at the end. */
function joined(html, options) {
  const app = start(`${html}<output></output>`, options);
  // The view's template: what stands there, bound by name only.
  const shape = [...app.view.children].map((node) => [node.localName, []]);
  shape[shape.length - 1].push(0);
  return app.join([{ 0: shape }, [0, null]]);
}

const payloads = (app) => app.socket.take().map(({ event, payload }) => (assert.equal(event, "event"), payload));

test("a click: the nearest binding, its values, and the class until the answer", () => {
  const app = joined('<div phx-click="outer"><button phx-click="inner" phx-value-id="7" phx-value-kind="a"><b>x</b></button></div>');
  const button = app.find("button");
  app.fire(app.find("b"), "click");
  assert.equal(button.className, "phx-click-loading");
  app.fire(button, "click");
  const [join, ref, topic, event, payload] = app.socket.sent[0];
  assert.deepEqual([join, topic, event], ["1", "lv:phx-1", "event"]);
  assert.deepEqual(payload, { type: "click", event: "inner", value: { id: "7", kind: "a", value: "" } });
  assert.equal(app.socket.sent.length, 1, `${ref} is not answered yet`);
  app.socket.reply({ diff: [0, "b"] });
  assert.equal(app.find("output").textContent, "b");
  assert.equal(button.hasAttribute("class"), false);
  app.fire(button, "click");
  assert.equal(payloads(app).length, 1);
});

test("a click outside of bindings, on a disabled one, or on a list of commands sends nothing", () => {
  const app = joined('<p>x</p><button phx-click="no" disabled></button><a phx-click=\'[["show",{}]]\'></a>');
  for (const name of ["p", "button", "a"]) app.fire(app.find(name), "click");
  assert.deepEqual(payloads(app), []);
});

test("href=\"#\" does not scroll", () => {
  const app = joined('<a href="#" phx-click="x"></a>');
  assert.equal(app.fire(app.find("a"), "click").defaultPrevented, true);
});

test("a click while disconnected is dropped, a submit is held back", () => {
  const app = joined('<button phx-click="x"></button><form phx-submit="s"><input name="a" value="1"></form>');
  app.client.disconnect();
  app.fire(app.find("button"), "click");
  assert.equal(app.find("button").className, "");
  assert.equal(app.fire(app.find("form"), "submit").defaultPrevented, true);
  assert.equal(app.find("form").className, "");
  assert.equal(app.find("input").readOnly, false);
});

test("an unanswered click is let go when the connection breaks", () => {
  const app = joined('<button phx-click="x" phx-disable-with="...">go</button>');
  const button = app.find("button");
  app.fire(button, "click");
  assert.deepEqual([button.textContent, button.disabled], ["...", true]);
  app.socket.drop();
  assert.deepEqual([button.textContent, button.disabled, button.className], ["go", false, ""]);
  app.client.disconnect();
});

test("keys: the target's own binding, a filter, and those of the window", () => {
  const app = joined('<input phx-keyup="up" phx-key="ENTER" value="v"><div phx-window-keyup="any" phx-value-a="1"></div>');
  const input = app.find("input");
  app.fire(input, "keyup", { key: "a" });
  app.fire(input, "keyup", { key: "Enter" });
  app.fire(app.find("output"), "keyup", { key: "b" });
  app.fire(app.find("output"), "keyup", {});
  assert.deepEqual(payloads(app), [
    { type: "keyup", event: "up", value: { value: "v", key: "Enter" } },
    { type: "keyup", event: "any", value: { a: "1", key: "b" } },
  ]);
});

test("focus and blur", () => {
  const app = joined('<input phx-focus="in" phx-blur="out" value="v">');
  app.fire(app.find("input"), "focusin");
  app.fire(app.find("input"), "focusout");
  assert.deepEqual(payloads(app).map(({ type, event }) => [type, event]), [["focus", "in"], ["blur", "out"]]);
});

test("a change: the form, its target, and unused fields", () => {
  const app = joined(
    '<form phx-change="c" phx-value-x="1"><input name="user[name]" value=""><input name="tags[]" value="t">' +
    '<input type="hidden" name="h" value="1"><input type="checkbox" name="k" checked></form>',
  );
  app.type(app.find("input"), "a b");
  app.fire(app.find("input"), "change");
  const [payload, ...rest] = payloads(app);
  assert.equal(rest.length, 0);
  assert.deepEqual({ ...payload, value: [...new URLSearchParams(payload.value)] }, {
    type: "form",
    event: "c",
    value: [
      ["user[name]", "a b"], ["_unused_tags[]", ""], ["tags[]", "t"], ["h", "1"], ["_unused_k", ""], ["k", "on"],
      ["x", "1"], ["_target", "user[name]"],
    ],
  });
});

test("an input with a binding of its own is sent alone, in a form or not", () => {
  const app = joined('<form phx-change="f"><input name="a" value="1"><input name="b" phx-change="own"></form><select name="s" phx-change="alone"><option>x<option selected>y</select>');
  app.type(app.find('[name="b"]'), "2");
  app.fire(app.find("select"), "change");
  assert.deepEqual(payloads(app).map(({ event, value }) => [event, value]), [
    ["own", "b=2&_target=b"], ["alone", "s=y&_target=s"],
  ]);
});

test("a button that a command changes is sent with its form, where it stands", () => {
  const change = '[["dispatch",{"event":"change"}]]';
  const app = joined(
    `<form phx-change="c"><input type="hidden" name="l[]" value="0"><button type="button" name="l[]" value="new" phx-click='${change}'>+</button>` +
    '<input type="hidden" name="l[]" value="1"></form>',
  );
  for (let i = 0; i < 2; i += 1) {
    app.fire(app.find("button"), "click");
    assert.equal(app.socket.sent.at(-1)[4].value, "l%5B%5D=0&l%5B%5D=new&l%5B%5D=1&_target=l%5B%5D");
    app.socket.reply({});
  }
  assert.equal(app.find("form").children.length, 3);
});

test("while a word is composed nothing is sent, where an application says so", () => {
  const app = joined('<form phx-change="c"><input name="a"></form>', { blockPhxChangeWhileComposing: true });
  const input = app.find("input");
  input.value = "に";
  app.fire(input, "input", { isComposing: true });
  assert.deepEqual(payloads(app), []);
  app.fire(input, "compositionend");
  app.fire(input, "change");
  assert.equal(payloads(app).length, 1);
});

test("the answer to a change puts back unfocused fields only", () => {
  const app = joined('<form phx-change="c"><input name="a" value="1"><input name="b" value="2"><input name="free"></form>');
  const [a, b, free] = app.find("form").children;
  a.focus();
  b.value = "typed";
  free.value = "typed";
  app.type(a, "x");
  app.socket.reply({});
  assert.deepEqual([a.value, b.value, free.value], ["x", "2", "typed"]);
});

test("a later change keeps the answer to an earlier one from putting anything back", () => {
  const app = joined('<form phx-change="c"><input name="a" value="1"><input name="b" value="2"></form>');
  const [a, b] = app.find("form").children;
  a.focus();
  app.type(a, "x");
  b.focus();
  app.type(b, "y");
  app.socket.reply({});
  assert.deepEqual([a.value, b.value], ["x", "y"]);
  app.socket.reply({});
  assert.deepEqual([a.value, b.value], ["1", "y"]);
});

test("a submit: locked until the answer, then all fields are the server's", () => {
  const app = joined(
    '<form phx-submit="s"><input name="text" value=""><textarea name="t">old</textarea><input type="checkbox" name="k">' +
    '<select name="o"><option>1<option>2</select><button name="go" value="1" phx-disable-with="wait">send</button><button disabled></button></form>',
  );
  const form = app.find("form");
  const [text, area, box, select, button, other] = form.children;
  text.value = "hi there";
  area.value = "typed";
  box.checked = true;
  select.selectedIndex = 1;
  text.focus();
  const event = app.fire(form, "submit", { submitter: button });
  assert.equal(event.defaultPrevented, true);
  assert.deepEqual([text.readOnly, area.readOnly, button.disabled, button.textContent], [true, true, true, "wait"]);
  assert.equal(form.className, "phx-submit-loading");
  app.fire(form, "submit", { submitter: button });
  assert.equal(app.socket.sent.length, 1);
  const { type, event: name, value } = app.socket.sent[0][4];
  assert.deepEqual([type, name, value], ["form", "s", "text=hi+there&t=typed&k=on&o=2&go=1"]);
  app.socket.reply({ diff: [0, "sent"] });
  assert.deepEqual([text.readOnly, area.readOnly, button.disabled, other.disabled], [false, false, false, true]);
  assert.equal(button.textContent, "send");
  assert.equal(form.className, "");
  assert.deepEqual([text.value, area.value, box.checked, select.value], ["", "old", false, "1"]);
  assert.equal(app.document.activeElement, text);
});

test("a submit that got no answer unlocks the form and keeps what was typed", () => {
  const app = joined('<form phx-submit="s"><input name="a" value=""><button>x</button></form>');
  app.find("input").value = "typed";
  app.fire(app.find("form"), "submit");
  app.socket.drop();
  assert.deepEqual([app.find("input").value, app.find("input").readOnly, app.find("button").disabled], ["typed", false, false]);
  app.client.disconnect();
});

test("a form without phx-submit is the browser's", () => {
  const app = joined('<form phx-change="c"></form>');
  assert.equal(app.fire(app.find("form"), "submit").defaultPrevented, false);
});

test("debounce: once, after the last key", (t) => {
  mockTimers(t);
  const app = joined('<form phx-change="c"><input name="a" phx-debounce="200"></form>');
  const input = app.find("input");
  app.type(input, "1");
  t.mock.timers.tick(150);
  app.type(input, "12");
  t.mock.timers.tick(150);
  assert.deepEqual(payloads(app), []);
  t.mock.timers.tick(50);
  assert.deepEqual(payloads(app).map(({ value }) => value), ["a=12&_target=a"]);
});

test("debounce: at once on blur, never again after a submit", (t) => {
  mockTimers(t);
  const app = joined('<form phx-change="c" phx-submit="s" phx-debounce="200"><input name="a"></form>');
  const input = app.find("input");
  app.type(input, "1");
  app.fire(input, "focusout");
  assert.equal(payloads(app).length, 1);
  app.type(input, "2");
  app.fire(app.find("form"), "submit");
  t.mock.timers.tick(1000);
  assert.deepEqual(payloads(app).map(({ event }) => event), ["s"]);
});

test("debounce by blur", (t) => {
  mockTimers(t);
  const app = joined('<form phx-change="c"><input name="a" phx-debounce="blur"></form>');
  app.type(app.find("input"), "1");
  t.mock.timers.tick(29_000);
  assert.deepEqual(payloads(app), []);
  app.fire(app.find("input"), "focusout");
  assert.equal(payloads(app).length, 1);
});

test("debounce is dropped with its element", (t) => {
  mockTimers(t);
  const app = joined('<button phx-click="c" phx-debounce="100"></button>');
  app.fire(app.find("button"), "click");
  app.find("button").remove();
  t.mock.timers.tick(200);
  assert.deepEqual(payloads(app), []);
});

test("throttle: the first at once, then none for a while; another key is another event", (t) => {
  mockTimers(t);
  const app = joined('<input phx-keydown="k" phx-throttle="500">');
  const press = (key) => app.fire(app.find("input"), "keydown", { key });
  press("a");
  press("a");
  press("b");
  press("b");
  t.mock.timers.tick(500);
  press("b");
  assert.deepEqual(payloads(app).map(({ value }) => value.key), ["a", "b", "b"]);
});
