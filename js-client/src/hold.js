/**
 * What holds the gate (gate.js): what arrives waits until all who hold it have let go.
 */

/** @typedef {import("./gate.js").Gate} Gate */

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
