import assert from "node:assert/strict";
import test from "node:test";
import { createGate, pass } from "../src/gate.js";
import { hold } from "../src/hold.js";

test("what arrives waits while somebody holds the gate, and goes on in its order", () => {
  const gate = createGate();
  const seen = [];
  pass(gate, () => seen.push(1));
  const [first, second] = [hold(gate), hold(gate)];
  pass(gate, () => seen.push(2));
  pass(gate, () => seen.push(3));
  first();
  first();
  assert.deepEqual(seen, [1]);
  second();
  assert.deepEqual(seen, [1, 2, 3]);
});

test("what goes on may hold the rest", () => {
  const gate = createGate();
  const seen = [];
  let again = () => {};
  const release = hold(gate);
  pass(gate, () => { again = hold(gate); });
  pass(gate, () => seen.push("behind"));
  release();
  assert.deepEqual(seen, []);
  again();
  assert.deepEqual(seen, ["behind"]);
});

test("what fails does not keep the rest, nor what comes later", () => {
  const gate = createGate();
  const seen = [];
  const release = hold(gate);
  pass(gate, () => { throw new Error("a hook"); });
  pass(gate, () => seen.push(1));
  assert.throws(release, /a hook/);
  pass(gate, () => seen.push(2));
  assert.deepEqual(seen, [1, 2]);
});
