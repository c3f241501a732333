import { connect } from "../../src/index.js";

/** The whole client, with a socket that is played here. */
export function create(container) {
  container.innerHTML = '<div id="phx-1" data-phx-main data-phx-session="token"></div>';
  const view = container.firstChild;
  let socket;
  class Socket {
    constructor() {
      socket = this;
      this.readyState = 0;
    }
    send(text) {
      const [joinRef, ref, topic, event] = JSON.parse(text);
      const head = JSON.stringify([joinRef, ref, topic, "phx_reply"]).slice(0, -1);
      if (event === "phx_join") this.head = head;
      else setTimeout(() => receive(`${head},{"status":"ok","response":{}}]`));
    }
    close() {}
  }
  connect({ root: container, csrf: "", WebSocket: Socket, onReport: ({ message }) => { throw new Error(message); } });
  socket.readyState = 1;
  socket.onopen();
  const receive = (text) => socket.onmessage({ data: text });
  return {
    root: view,
    join(patch) {
      receive(`${socket.head},{"status":"ok","response":{"rendered":${patch},"dialect":"native"}}]`);
    },
    text: (patch) => `[null,null,"lv:phx-1","diff",{"d":${patch}}]`,
    apply: receive,
  };
}
