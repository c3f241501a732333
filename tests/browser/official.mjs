// The official client on a page of ours: only the script that starts a client is another one.

import { readFileSync } from "node:fs";

const file = (name) => readFileSync(new URL(`node_modules/${name}`, import.meta.url), "utf8");
const PHOENIX = file("phoenix/priv/static/phoenix.mjs");
const LIVE_VIEW = file("phoenix_live_view/priv/static/phoenix_live_view.esm.js");
const START = `
  import { Socket } from "/official/phoenix.js";
  import { LiveSocket } from "/official/phoenix_live_view.js";
  const csrf = document.querySelector("meta[name=csrf-token]").content;
  window.liveSocket = new LiveSocket("/live", Socket, {
    params: { _csrf_token: csrf },
    hooks: { ScrollToBottom: {}, Focus: { mounted() { this.el.focus(); } } },
  });
  window.liveSocket.connect();
`;

/** In the page: another script than the one whose hash the page has. */
function startOfficial() {
  addEventListener("DOMContentLoaded", () => {
    const start = Object.assign(document.createElement("script"), { type: "module", src: "/official/start.js" });
    document.head.append(start);
  });
}

/**
 * The page's policy must not be enforced (`bypassCSP`): the official client writes `innerHTML`.
 */
export async function useOfficialClient(page) {
  const script = (body) => (route) => route.fulfill({ contentType: "text/javascript", body });
  await page.route("**/live/start-*.js", (route) => route.abort());
  await page.route("**/official/start.js", script(START));
  await page.addInitScript(startOfficial);
  await page.route("**/official/phoenix.js", script(PHOENIX));
  await page.route("**/official/phoenix_live_view.js", script(LIVE_VIEW));
}
