// Fills the drawer of the layout: what arrives over the socket, and how many bytes it takes.

const SHOWN = 30;
const LONGEST = 2000;

const drawer = document.querySelector("#inspector");
const list = drawer.querySelector("#patches");
const sum = drawer.querySelector("#inspector-sum");
const utf8 = new TextEncoder();
const patches = [];
let count = 0;
let total = 0;

/** The event of a frame and what comes with it; nothing if it is none. */
function parse(frame) {
  try {
    const [, , , event, payload] = JSON.parse(frame);
    return { event, payload: payload ?? {} };
  } catch {
    return { payload: {} };
  }
}

/** What a frame has for the page, and what it came as; nothing if it is an answer without a patch. */
function read(frame) {
  const { event, payload } = parse(frame);
  const response = event === "phx_reply" ? payload.response ?? {} : {};
  if (response.outline !== undefined) return { kind: "join", patch: response.outline };
  if (response.rendered !== undefined) return { kind: "join", patch: response.rendered };
  if (response.diff !== undefined) return { kind: "reply", patch: response.diff };
  if (event === "diff" && payload.d !== undefined) return { kind: "push", patch: payload.d };
  return null;
}

function entry({ kind, bytes, text }) {
  const item = document.createElement("li");
  const [label, size, code] = ["b", "span", "code"].map((tag) => document.createElement(tag));
  label.textContent = kind;
  size.textContent = `${bytes} B`;
  code.textContent = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  item.append(label, " ", size, " ", code);
  return item;
}

/** A closed drawer costs no more than its sum. */
function show() {
  sum.textContent = `${count} ${count === 1 ? "patch" : "patches"}, ${total.toLocaleString("en")} B`;
  if (drawer.open) list.replaceChildren(...patches.map(entry));
}

window.addEventListener("slotwise:frame", ({ detail }) => {
  const found = read(detail);
  if (found === null) return;
  const text = JSON.stringify(found.patch);
  const bytes = utf8.encode(text).length;
  patches.unshift({ kind: found.kind, bytes, text });
  patches.length = Math.min(patches.length, SHOWN);
  count += 1;
  total += bytes;
  show();
});
drawer.addEventListener("toggle", show);
show();
