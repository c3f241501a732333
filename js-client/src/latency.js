/**
 * A slow network, to see what users of one see: each frame takes so many milliseconds longer, either way.
 *
 *     liveSocket.enableLatencySim(1000)   until disableLatencySim(), or the tab of the browser is closed
 */

const LATENCY_KEY = "phx:live-socket:latency-sim";

/** How slow each is. @type {WeakMap<import("./channel.js").Socket, { milliseconds: number }>} */
const latencies = new WeakMap();

/** @param {import("./view.js").Client} client @param {number} milliseconds 0 for no more. */
export function simulateLatency({ socket, window }, milliseconds) {
  if (milliseconds > 0) window.sessionStorage.setItem(LATENCY_KEY, String(milliseconds));
  else window.sessionStorage.removeItem(LATENCY_KEY);
  const latency = latencies.get(socket) ?? slowDown(socket);
  latency.milliseconds = milliseconds;
}

/** @param {import("./channel.js").Socket} socket */
function slowDown(socket) {
  const latency = { milliseconds: 0 };
  const { take, give } = socket;
  const [arrive, leave] = [later(latency), later(latency)];
  socket.take = (run, frame) => arrive(() => take(run, frame));
  socket.give = (run) => leave(() => give(run));
  latencies.set(socket, latency);
  return latency;
}

/** One after another, also when it gets faster. @param {{ milliseconds: number }} latency */
function later(latency) {
  /** @type {(() => void)[]} */
  const runs = [];
  return (/** @type {() => void} */ run) => {
    runs.push(run);
    setTimeout(() => runs.shift()?.(), latency.milliseconds);
  };
}
