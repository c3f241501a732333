// A proxy between a browser and a server, which breaks as networks do.

import { connect, createServer } from "node:net";

/** Carries bytes to a port, until told to drop everything and to take nothing new, or only to swallow. What
 * comes back may be delayed, and what goes there is counted. */
export async function proxy(port) {
  const pairs = new Set();
  const state = { isUp: true, swallows: false, accepted: 0, delay: 0, sent: 0 };
  const server = createServer((near) => {
    if (!state.isUp) {
      near.destroy();
      return;
    }
    state.accepted += 1;
    const far = connect(port, "127.0.0.1");
    const pair = [near, far];
    const write = (to, bytes, from) => { if (!(state.swallows && from === far) && !to.destroyed) to.write(bytes); };
    pairs.add(pair);
    for (const [from, to] of [[near, far], [far, near]]) {
      from.on("data", (bytes) => {
        if (from === near) state.sent += bytes.length;
        if (from === near || state.delay === 0) write(to, bytes, from);
        else setTimeout(() => write(to, bytes, from), state.delay);
      });
      from.on("error", () => {});
      from.on("close", () => { to.destroy(); pairs.delete(pair); });
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = () => { for (const pair of pairs) for (const end of pair) end.destroy(); };
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    state,
    cut,
    down() { state.isUp = false; cut(); },
    up() { state.isUp = true; state.swallows = false; },
    close() { cut(); server.close(); },
  };
}
