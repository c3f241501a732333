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

/** Gives the function that ends it; what it is called for again does nothing. @param {Gate} gate */
export function hold(gate) {
  let isHeld = true;
  gate.held += 1;
  return () => {
    if (!isHeld) return;
    isHeld = false;
    gate.held -= 1;
    drain(gate);
  };
}

/** @param {Gate} gate */
function drain(gate) {
  try {
    // What goes on may hold the rest.
    while (gate.held === 0 && gate.waiting.length > 0) gate.waiting.shift()?.();
  } finally {
    // What failed is no reason to keep the rest.
    if (gate.held === 0 && gate.waiting.length > 0) drain(gate);
  }
}
