/**
 * What arrives waits here while transitions run, in its order.
 *
 *     const release = hold(gate);   pass(gate, frame);   release();   the frame goes on
 */

/**
 * @typedef {object} Gate
 * @property {number} held By how many.
 * @property {(() => void)[]} waiting
 */

/** @returns {Gate} */
export function createGate() {
  return { held: 0, waiting: [] };
}

/** @param {Gate} gate @param {() => void} run */
export function pass(gate, run) {
  if (gate.held > 0 || gate.waiting.length > 0) gate.waiting.push(run);
  else run();
}
