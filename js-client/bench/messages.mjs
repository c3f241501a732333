/** Who takes part, and what each is sent. */

const SIZE_OF_APPEND = 1000;

/** `kind`: what it understands. `binds`: it takes over served HTML. `joins`: its first patch does that. */
export const CONTENDERS = [
  { name: "slotwise", file: "slotwise.js", kind: "native" },
  { name: "slotwise, core", file: "core.js", kind: "native", binds: true },
  { name: "official", file: "official.js", kind: "inline", joins: true },
  { name: "official, components", file: "official.js", kind: "components", joins: true },
  { name: "official, stateful", file: "official.js", kind: "stateful", joins: true },
  { name: "lit-html", file: "lit-html.js", kind: "model" },
  { name: "preact", file: "preact.js", kind: "model" },
  { name: "solid", file: "solid.jsx", kind: "model" },
  { name: "ivi", file: "ivi.js", kind: "model" },
  { name: "idiomorph", file: "idiomorph.js", kind: "inline" },
  { name: "morphdom", file: "morphdom.js", kind: "inline" },
  { name: "merged, innerHTML", file: "inner-html.js", kind: "inline" },
  { name: "innerHTML alone", file: "html.js", kind: "html" },
];

/** The pages with what each kind of contender gets: `{ join, operations: { name: [forth, back] } }`. */
export function messagesFor({ tables, deep }) {
  const pages = tables.map(({ rows, html, outline, variants }) => ({
    name: String(rows),
    html,
    outline,
    operations: ["1 cell", "every 10th row", "swap two", "append 1,000", "remove one", "prepend one", "create"],
    messages: { ...variants, model: tableModel(rows), html: tableHtml(html) },
  }));
  return [
    ...pages,
    {
      name: "deep",
      html: deep.html,
      outline: deep.outline,
      operations: ["1 slot"],
      messages: { ...deep.variants, model: deepModel() },
    },
  ];
}

const row = (/** @type {number} */ id) => ({ id, name: `Name ${id}`, value: `value ${id * 7}` });
const rowsFrom = (/** @type {number} */ first, /** @type {number} */ count) =>
  Array.from({ length: count }, (_, i) => row(first + i));
const json = (/** @type {object} */ value) => JSON.stringify(value);

/** The same operations as the server's, on the state. */
function tableModel(count) {
  const rows = rowsFrom(1, count);
  const middle = count / 2;
  const tenth = rows.flatMap(({ value }, i) => (i % 10 === 0 ? [[i, value]] : []));
  const swap = json({ swap: [1, count - 2] });
  return {
    join: json({ rows, selected: 3 }),
    operations: {
      "1 cell": [json({ values: [[middle, "changed"]] }), json({ values: [[middle, rows[middle].value]] })],
      "every 10th row": [json({ values: tenth.map(([at, value]) => [at, `${value}!`]) }), json({ values: tenth })],
      "swap two": [swap, swap],
      "append 1,000": [
        json({ insert: [count, rowsFrom(count + 1, SIZE_OF_APPEND)] }),
        json({ remove: [count, SIZE_OF_APPEND] }),
      ],
      "remove one": [json({ remove: [middle, 1] }), json({ insert: [middle, [rows[middle]]] })],
      "prepend one": [json({ insert: [0, [row(0)]] }), json({ remove: [0, 1] })],
      empty: [json({ remove: [0, count] }), json({ insert: [0, rows] })],
    },
  };
}

function tableHtml(html) {
  const start = html.indexOf("<tr");
  const end = html.lastIndexOf("</tr>") + "</tr>".length;
  return { join: html, operations: { empty: [html.slice(0, start) + html.slice(end), html] } };
}

function deepModel() {
  return { join: json({ text: "leaf" }), operations: { "1 slot": [json({ text: "changed" }), json({ text: "leaf" })] } };
}
