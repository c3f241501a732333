import { html, nothing, render } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { SHOWN, modelled } from "./model.js";

const row = (r, selected) =>
  html`<tr id=${`row-${r.id}`} class=${r.id === selected ? "sel" : ""}><td>${r.id}</td><td>${r.name}</td><td>${r.value}</td></tr>`;
const table = ({ rows, selected }) =>
  html`<table><tbody>${repeat(rows, (r) => r.id, (r) => row(r, selected))}</tbody></table>`;

const children = (depth, at, text) => [0, 1, 2, 3].map((child) => node(depth - 1, at * 4 + child, text));
const node = (depth, at, text) =>
  html`<div class="node"><p>${depth === 0 && at === SHOWN ? text : "leaf"}</p>${depth === 0 ? nothing : children(depth, at, text)}</div>`;
const deep = ({ text }) => html`<main>${node(6, 0, text)}</main>`;

export const create = (container) =>
  modelled(container, (state) => render("rows" in state ? table(state) : deep(state), container));
