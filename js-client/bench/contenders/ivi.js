import { List, component, createRoot, getProps, strictEq, update } from "ivi";
import { html } from "ivi/html";
import { SHOWN, modelled } from "./model.js";

const Row = component(
  (c) => () => {
    const { row, isSelected } = getProps(c);
    return html`<tr id=${`row-${row.id}`} class=${isSelected ? "sel" : ""}><td>${row.id}</td><td>${row.name}</td><td>${row.value}</td></tr>`;
  },
  (a, b) => strictEq(a.row, b.row) && a.isSelected === b.isSelected,
);
const key = (row) => row.id;
const table = ({ rows, selected }) =>
  html`<table><tbody>${List(rows, key, (row) => Row({ row, isSelected: row.id === selected }))}</tbody></table>`;

const node = (depth, at, text) =>
  html`<div class="node"><p>${depth === 0 && at === SHOWN ? text : "leaf"}</p>${depth === 0 ? null : [0, 1, 2, 3].map((child) => node(depth - 1, at * 4 + child, text))}</div>`;
const deep = ({ text }) => html`<main>${node(6, 0, text)}</main>`;

export function create(container) {
  const root = createRoot(container);
  return modelled(container, (state) => update(root, "rows" in state ? table(state) : deep(state)));
}
