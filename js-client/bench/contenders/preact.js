import { Component, h, render } from "preact";
import { SHOWN, modelled } from "./model.js";

class Row extends Component {
  shouldComponentUpdate(next) {
    return next.row !== this.props.row || next.isSelected !== this.props.isSelected;
  }
  render({ row, isSelected }) {
    return h("tr", { id: `row-${row.id}`, class: isSelected ? "sel" : "" },
      h("td", null, row.id), h("td", null, row.name), h("td", null, row.value));
  }
}
const Table = ({ rows, selected }) =>
  h("table", null, h("tbody", null, rows.map((row) => h(Row, { key: row.id, row, isSelected: row.id === selected }))));

const Node = ({ depth, at, text }) =>
  h("div", { class: "node" },
    h("p", null, depth === 0 && at === SHOWN ? text : "leaf"),
    depth === 0 ? null : [0, 1, 2, 3].map((child) => h(Node, { key: child, depth: depth - 1, at: at * 4 + child, text })));
const Deep = ({ text }) => h("main", null, h(Node, { depth: 6, at: 0, text }));

export const create = (container) =>
  modelled(container, (state) => render("rows" in state ? h(Table, state) : h(Deep, state), container));
