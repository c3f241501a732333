import { For, Show, batch } from "solid-js";
import { createStore, produce } from "solid-js/store";
import { render } from "solid-js/web";
import { SHOWN, change } from "./model.js";

const Table = (props) => (
  <table><tbody><For each={props.state.rows}>{(row) => (
    <tr id={`row-${row.id}`} class={row.id === props.state.selected ? "sel" : ""}><td>{row.id}</td><td>{row.name}</td><td>{row.value}</td></tr>
  )}</For></tbody></table>
);

const Node = (props) => (
  <div class="node"><p>{props.depth === 0 && props.at === SHOWN ? props.state.text : "leaf"}</p>{props.depth === 0 ? null : [0, 1, 2, 3].map((child) => (
    <Node depth={props.depth - 1} at={props.at * 4 + child} state={props.state} />
  ))}</div>
);

/** Changes are written where they are in the store, so that only what reads them runs. */
export function create(container) {
  let set;
  return {
    root: container,
    join(text) {
      const [state, setState] = createStore(JSON.parse(text));
      set = setState;
      render(() => <Show when={state.rows} fallback={<main><Node depth={6} at={0} state={state} /></main>}><Table state={state} /></Show>, container);
    },
    text: (text) => text,
    apply(text) {
      const message = JSON.parse(text);
      if (message.values) batch(() => message.values.forEach(([at, value]) => set("rows", at, "value", value)));
      else set(produce((state) => change(state, message)));
    },
  };
}
