// The official client on a page of ours: only the script that starts a client is another one.

import { readFileSync } from "node:fs";

const file = (name) => readFileSync(new URL(`node_modules/${name}`, import.meta.url), "utf8");
const PHOENIX = file("phoenix/priv/static/phoenix.mjs");
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
    if (!document.querySelector("[data-phx-session]")) return;
    const start = Object.assign(document.createElement("script"), { type: "module", src: "/official/start.js" });
    document.head.append(start);
  });
}

/** The packages of its versions: the newest of 1.1, the last before and the first with `km`, the newest. */
export const VERSIONS = ["phoenix_live_view_1_1", "phoenix_live_view_1_2_7", "phoenix_live_view_1_2_8", "phoenix_live_view"];

/** With the islands that the page's own script names. */
const withIslands = (start) => {
  const [, client] = start.match(/import { connect } from ("[^"]+")/);
  const [, islands] = start.match(/islands: ({.*?})/);
  return START
    .replace("hooks: {", 'hooks: { "slotwise:island": islandHook(islands, console.warn),')
    .replace("import", `import { islandHook } from ${client};\nconst islands = ${islands};\nimport`);
};

/**
 * For a page or a context. Its policy must not be enforced (`bypassCSP`): the official client writes `innerHTML`.
 *
 * @param {import("playwright-core").Page | import("playwright-core").BrowserContext} page
 * @param {string} version One of `VERSIONS`.
 */
export async function useOfficialClient(page, version = "phoenix_live_view") {
  const script = (body) => (route) => route.fulfill({ contentType: "text/javascript", body });
  let own = "";
  await page.route("**/live/start-*.js", async (route) => {
    own = await (await route.fetch()).text();
    await route.abort();
  });
  await page.route("**/official/start.js", (route) => script(own.includes("islands: ") ? withIslands(own) : START)(route));
  await page.addInitScript(startOfficial);
  await page.route("**/official/phoenix.js", script(PHOENIX));
  await page.route("**/official/phoenix_live_view.js", script(file(`${version}/priv/static/phoenix_live_view.esm.js`)));
}

/**
 * A browser whose pages all have that client, so that tests of our own can be played to it as they are.
 *
 * @param {import("playwright-core").Browser} chromium
 * @param {string} version
 */
export function withOfficialClient(chromium, version) {
  const newContext = async (options) => {
    const context = await chromium.newContext({ ...options, bypassCSP: true });
    await useOfficialClient(context, version);
    return context;
  };
  return { newContext, close: () => chromium.close() };
}
