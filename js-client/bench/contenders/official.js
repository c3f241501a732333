import { Socket } from "phoenix";
import { LiveSocket } from "phoenix_live_view";

/** The official client with a transport that is played here: its view, merge, parse and morph. */
export function create(container) {
  container.innerHTML = '<div id="phx-1" data-phx-main data-phx-session="token" data-phx-static="static"></div>';
  let transport;
  let joined;
  class Transport {
    constructor() {
      transport = this;
      this.readyState = 0;
      setTimeout(() => { this.readyState = 1; this.onopen(); });
    }
    send(text) {
      const [joinRef, ref, topic, event, { cids }] = JSON.parse(text);
      if (event === "phx_join") joined([joinRef, ref, topic]);
      else setTimeout(() => receive(`${head([joinRef, ref, topic])},{"status":"ok","response":${JSON.stringify({ cids })}}]`));
    }
    close() {}
  }
  const live = new LiveSocket("/live", Socket, { transport: Transport, params: {} });
  live.disableDebug();
  live.connect();
  const receive = (text) => transport.onmessage({ data: text });
  const asked = new Promise((resolve) => { joined = resolve; });
  const head = (address) => JSON.stringify([...address, "phx_reply"]).slice(0, -1);
  let topic;
  return {
    get root() { return document.getElementById("phx-1"); },
    ready: asked.then((address) => { topic = address; }),
    join(tree) {
      receive(`${head(topic)},{"status":"ok","response":{"rendered":${tree}}}]`);
    },
    text: (diff) => `[${JSON.stringify(topic[0])},null,"lv:phx-1","diff",${diff}]`,
    apply: receive,
  };
}
