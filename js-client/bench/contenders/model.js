/**
 * The state of the page for contenders that render in the browser, and what happens to it.
 *
 * @typedef {{ id: number, name: string, value: string }} Row
 * @typedef {{ rows: Row[], selected: number } | { text: string }} State
 * @typedef {{ values: [number, string][] } | { swap: [number, number] } | { insert: [number, Row[]] }
 *   | { remove: [number, number] } | { text: string }} Change
 */

/** The leaf of the deep page whose text changes. */
export const SHOWN = 2048;

/**
 * What happens to a list, in place.
 *
 * @param {State} state
 * @param {Change} message
 */
export function change(state, message) {
  const { rows } = state;
  if (message.swap) {
    const [a, b] = message.swap;
    const row = rows[a];
    rows[a] = rows[b];
    rows[b] = row;
  } else if (message.insert) rows.splice(message.insert[0], 0, ...message.insert[1]);
  else if (message.remove) rows.splice(message.remove[0], message.remove[1]);
  else state.text = message.text;
}

/**
 * A contender that shows a state. Rows are never changed in place, so that who compares them by identity may.
 *
 * @param {Element} container
 * @param {(state: State) => void} show
 */
export function modelled(container, show) {
  let state;
  return {
    root: container,
    join(text) {
      state = JSON.parse(text);
      show(state);
    },
    text: (text) => text,
    apply(text) {
      const message = JSON.parse(text);
      state = { ...state };
      if (state.rows) state.rows = state.rows.slice();
      if (message.values) for (const [at, value] of message.values) state.rows[at] = { ...state.rows[at], value };
      else change(state, message);
      show(state);
    },
  };
}
