/**
 * A slow network, to see what users of one see: each frame takes so many milliseconds longer, either way.
 *
 *     liveSocket.enableLatencySim(1000)   until disableLatencySim(), or the tab of the browser is closed
 */

const LATENCY_KEY = "phx:live-socket:latency-sim";

/** What handles frames without delay. @type {WeakMap<import("./channel.js").Socket, import("./channel.js").Socket["take"]>} */
const direct = new WeakMap();

/** @param {import("./view.js").Client} client @param {number} milliseconds 0 for no more. */
export function simulateLatency({ socket, window }, milliseconds) {
  if (milliseconds > 0) window.sessionStorage.setItem(LATENCY_KEY, String(milliseconds));
  else window.sessionStorage.removeItem(LATENCY_KEY);
  const take = direct.get(socket) ?? socket.take;
  direct.set(socket, take);
  const [arrive, leave] = [later(milliseconds), later(milliseconds)];
  socket.take = (run, frame) => arrive(() => take(run, frame));
  socket.give = leave;
}

/** One after another, whatever timers do. @param {number} milliseconds */
function later(milliseconds) {
  /** @type {(() => void)[]} */
  const runs = [];
  return (/** @type {() => void} */ run) => {
    runs.push(run);
    setTimeout(() => runs.shift()?.(), milliseconds);
  };
}
