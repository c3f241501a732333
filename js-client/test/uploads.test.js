import assert from "node:assert/strict";
import test from "node:test";
// Loaded in advance, so that no test waits for it.
import "../src/uploads.js";
import { start } from "./client.js";
import "./loaded.js";

/** A view with a form with a file input, joined; the session can be had back. */
function joined(attributes = "multiple") {
  const app = start(`
    <form phx-change="change" phx-submit="save" phx-drop-target="u">
      <input type="file" id="u" name="files" ${attributes} data-phx-upload-ref="u" data-phx-active-refs="" data-phx-error-refs="">
      <button>Save</button>
    </form><output></output>`.replaceAll(/\n\s*/g, ""));
  app.socket.open();
  app.socket.reply({ rendered: [{ 0: [["form", []], ["output", [], 0]] }, [0, null]], dialect: "native", resume: "1.k" });
  const input = app.find("#u");
  return Object.assign(app, {
    input,
    /** The server says what it knows of the files. */
    says(refs) {
      for (const [name, value] of Object.entries(refs)) input.setAttribute(`data-phx-${name}-refs`, value.join(","));
      app.document.dispatchEvent(new app.window.Event("phx:update"));
    },
    async choose(...files) {
      Object.defineProperty(input, "files", { value: files, configurable: true });
      app.fire(input, "input");
      app.fire(input, "change");
      await settled();
      const [{ event, payload }] = app.socket.sent.map(([, , , event, payload]) => ({ event, payload }));
      assert.equal(event, "event");
      return payload.uploads.u.map(({ ref }) => ref);
    },
    /** The server knows of what was chosen. */
    known(refs) {
      app.says({ active: refs });
      app.socket.reply({});
    },
    /** Allows files, and answers their joins. */
    async allow(refs, chunk_size = 4) {
      app.socket.reply({ entries: Object.fromEntries(refs.map((ref) => [ref, `token ${ref}`])), config: { chunk_size } });
      for (const ref of refs) assert.deepEqual(app.socket.sent.find(([, , topic]) => topic === `lvu:${ref}`).slice(3), ["phx_join", { token: `token ${ref}` }]);
      for (const _ of refs) app.socket.reply({ offset: 0 });
      await settled();
    },
    /** The chunks that were sent since the last look, as texts, and the frames in between. */
    async sent() {
      return Promise.all(app.socket.sent.splice(0).map(async (frame) => (Array.isArray(frame) ? frame[3] : decoded(frame))));
    },
  });
}

async function decoded(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  assert.equal(bytes[0], 0);
  const texts = [];
  let at = 5;
  for (const length of bytes.slice(1, 5)) {
    texts.push(new TextDecoder().decode(bytes.slice(at, at + length)));
    at += length;
  }
  const [joinRef, ref, topic, event] = texts;
  return { joinRef, ref, topic, event, text: new TextDecoder().decode(bytes.slice(at)) };
}

/** Answers a chunk. */
async function answer(app, { joinRef, ref, topic }, response, status = "ok") {
  app.socket.receive(joinRef, ref, topic, "phx_reply", { status, response });
  await settled();
}

/** Modules are loaded and files read. */
const settled = async () => { for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve)); };

const file = (name, text) => new File([text], name, { type: "text/plain", lastModified: 7 });

test("what was chosen goes with the change, and is not sent before its form", async () => {
  const app = joined();
  const [ref] = await app.choose(file("a.txt", "0123456789"));
  const { payload } = app.socket.take()[0];
  assert.deepEqual(payload.uploads, {
    u: [{ ref, name: "a.txt", size: 10, type: "text/plain", last_modified: 7 }],
  });
  assert.equal(app.socket.sent.length, 0);
});

test("a form waits for its files, which are sent a chunk at a time", async () => {
  const app = joined();
  const [ref] = await app.choose(file("a.txt", "0123456789"));
  app.known([ref]);
  app.fire(app.find("form"), "submit");
  assert.equal(app.find("button").disabled, true);
  app.fire(app.find("form"), "submit");
  assert.deepEqual(app.socket.sent.map(([, , , event, { ref }]) => [event, ref]), [["allow_upload", "u"]]);
  await app.allow([ref]);
  for (const [text, offset] of [["0123", 4], ["4567", 8], ["89", 10]]) {
    const [chunk, ...others] = await app.sent();
    assert.deepEqual([chunk.text, chunk.topic, chunk.event, others], [text, `lvu:${ref}`, "chunk", []]);
    await answer(app, chunk, { offset });
  }
  const [leave, submit] = app.socket.take();
  assert.deepEqual([leave.event, leave.topic], ["phx_leave", `lvu:${ref}`]);
  assert.deepEqual([submit.event, submit.payload.event], ["event", "save"]);
});

test("an automatic one is sent at once", async () => {
  const app = joined("data-phx-auto-upload");
  const [ref] = await app.choose(file("a.txt", "0123"));
  app.known([ref]);
  await app.allow([ref]);
  const [chunk] = await app.sent();
  assert.equal(chunk.text, "0123");
});

test("what the server does not know any more is not sent on", async () => {
  const app = joined();
  const refs = await app.choose(file("a.txt", "0123456789"), file("b.txt", "x"));
  app.known(refs);
  app.fire(app.find("form"), "submit");
  await app.allow(refs);
  const [a, b] = await app.sent();
  app.says({ active: [refs[1]] });
  assert.deepEqual(await app.sent(), ["phx_leave"]);
  await answer(app, a, { offset: 4 });
  assert.deepEqual(await app.sent(), []);
  await answer(app, b, { offset: 1 });
  assert.deepEqual(await app.sent(), ["phx_leave", "event"]);
});

test("a file with an error keeps its form from being sent, until it is cancelled", async () => {
  const app = joined();
  const refs = await app.choose(file("a.txt", "0123"), file("b.txt", ""));
  app.known(refs);
  app.says({ error: [refs[1]] });
  app.fire(app.find("form"), "submit");
  assert.deepEqual(await app.sent(), []);
  assert.equal(app.find("button").disabled, false);
  app.says({ active: [refs[0]], error: [] });
  app.fire(app.find("form"), "submit");
  assert.deepEqual(await app.sent(), ["allow_upload"]);
});

test("an error on its way lets the form go, which can be sent again", async () => {
  const app = joined();
  const [ref] = await app.choose(file("a.txt", "0123456789"));
  app.known([ref]);
  app.fire(app.find("form"), "submit");
  await app.allow([ref]);
  const [chunk] = await app.sent();
  await answer(app, chunk, { reason: "failed" }, "error");
  app.says({ error: [ref] });
  assert.deepEqual(await app.sent(), ["phx_leave"]);
  assert.equal(app.find("button").disabled, false);
});

test("after a drop it goes on where it was", async (t) => {
  const app = joined();
  const [ref] = await app.choose(file("a.txt", "0123456789"));
  app.known([ref]);
  app.fire(app.find("form"), "submit");
  await app.allow([ref]);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  app.socket.drop();
  t.mock.timers.tick(1000);
  app.socket.open();
  assert.deepEqual(app.socket.sent.map(([, , topic, event]) => [topic, event]), [["lv:phx-1", "phx_join"], [`lvu:${ref}`, "phx_join"]]);
  app.socket.reply({ resumed: 2 });
  app.socket.reply({ offset: 8 });
  t.mock.timers.reset();
  await settled();
  const [chunk] = await app.sent();
  assert.equal(chunk.text, "89");
});

test("another session is told of the files", async (t) => {
  const app = joined();
  const [ref] = await app.choose(file("a.txt", "0123456789"));
  app.known([ref]);
  app.socket.take();
  t.mock.timers.enable({ apis: ["setTimeout"] });
  app.socket.drop();
  t.mock.timers.tick(1000);
  app.socket.open();
  // Its page shows none of them.
  app.input.setAttribute("data-phx-active-refs", "");
  app.socket.reply({ rendered: [{ 0: [["form", []], ["output", [], 0]] }, [0, null]], dialect: "native", resume: "2.k" });
  t.mock.timers.reset();
  await settled();
  const [{ event, payload }] = app.socket.take();
  assert.deepEqual([event, payload.uploads.u[0].ref], ["event", ref]);
});

test("what is dropped is chosen, and shown while it is held over its place", async () => {
  const app = joined();
  const form = app.find("form");
  const dataTransfer = { types: ["Files"], files: [file("a.txt", "x")] };
  for (const [element, type, isActive] of [
    [form, "dragenter", true], [app.find("button"), "dragenter", true], [form, "dragover", true],
    [form, "dragleave", true], [app.find("button"), "dragleave", false], [form, "dragenter", true], [form, "drop", false],
  ]) {
    assert.equal(app.fire(element, type, { dataTransfer }).defaultPrevented, true);
    await settled();
    assert.equal(form.classList.contains("phx-drop-target-active"), isActive, type);
  }
  const [{ payload }] = app.socket.take();
  assert.deepEqual(payload.uploads.u.map(({ name }) => name), ["a.txt"]);
  assert.equal(app.fire(form, "drop", { dataTransfer: { types: ["text/plain"], files: [] } }).defaultPrevented, false);
  assert.equal(app.fire(app.input, "drop", { dataTransfer }).defaultPrevented, false);
});
