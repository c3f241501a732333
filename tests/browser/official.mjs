// The official client on a page of ours: only the script that starts a client is exchanged.

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

/** Pages say which start they mean. @param {import("playwright-core").Route} route */
async function withoutIntegrity(route) {
  if (route.request().resourceType() !== "document") return route.fallback();
  const response = await route.fetch({ maxRedirects: 0 });
  const body = (await response.text()).replace(/ integrity="[^"]*"/g, "");
  return route.fulfill({ response, body });
}

/**
 * The page's policy must not be enforced (`bypassCSP`): the official client writes `innerHTML`.
 */
export async function useOfficialClient(page) {
  const script = (body) => (route) => route.fulfill({ contentType: "text/javascript", body });
  await page.route("**/*", withoutIntegrity);
  await page.route("**/live/start-*.js", script(START));
  await page.route("**/official/phoenix.js", script(PHOENIX));
  await page.route("**/official/phoenix_live_view.js", script(LIVE_VIEW));
}
