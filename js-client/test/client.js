/** A client on a page without a browser, and the server it talks to played by the test. */
import { afterEach } from "node:test";
import { Window } from "happy-dom";
import { connect } from "../src/index.js";

/** A client's heartbeat would keep the process from ending. */
const started = [];
afterEach(() => {
  for (const client of started.splice(0)) client.disconnect();
});

/**
 * @param {string} html Of the view.
 * @param {object} [options] For `connect`.
 */
export function start(html, options = {}) {
  const window = new Window({ url: "http://localhost/page" });
  const { document } = window;
  document.head.innerHTML = '<meta name="csrf-token" content="c&amp;1">';
  document.body.innerHTML = `<div id="phx-1" data-phx-main data-phx-session="token">${html}</div>`;
  const sockets = [];
  class FakeSocket {
    constructor(url) {
      this.url = url;
      this.readyState = 0;
      this.sent = [];
      sockets.push(this);
    }
    open() {
      this.readyState = 1;
      this.onopen();
    }
    send(data) {
      this.sent.push(typeof data === "string" ? JSON.parse(data) : data);
    }
    receive(...frame) {
      this.onmessage?.({ data: JSON.stringify(frame) });
    }
    close() {
      this.drop();
    }
    drop() {
      this.readyState = 3;
      this.onclose?.();
    }
    /** What the client has sent since the last look, without refs. */
    take() {
      return this.sent.splice(0).map(([, , topic, event, payload]) => ({ topic, event, payload }));
    }
    /** Answers the oldest push. */
    reply(response = {}, status = "ok") {
      const [joinRef, ref, topic] = this.sent.shift();
      this.receive(joinRef, ref, topic, "phx_reply", { status, response });
    }
    push(payload) {
      this.receive(null, null, "lv:phx-1", "diff", payload);
    }
  }
  const reports = [];
  const client = connect({
    root: document,
    WebSocket: FakeSocket,
    onReport: (report) => reports.push(report),
    ...options,
  });
  started.push(client);
  const view = document.getElementById("phx-1");
  return {
    window, document, client, view, sockets, reports,
    get socket() { return sockets[sockets.length - 1]; },
    /** Opens the socket and answers the join. */
    join(rendered) {
      this.socket.open();
      this.socket.reply({ rendered, dialect: "native" });
      return this;
    },
    find: (selector) => document.querySelector(selector),
    fire(element, type, properties = {}) {
      const event = new window.Event(type, { bubbles: true, cancelable: true });
      for (const [name, value] of Object.entries(properties)) Object.defineProperty(event, name, { value });
      element.dispatchEvent(event);
      return event;
    },
    /** As a user does it. */
    type(element, value) {
      element.value = value;
      this.fire(element, "input");
    },
  };
}
