// The official client on a page of ours: only the script that starts a client is exchanged.

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

/** Pages say which start they mean. @param {import("playwright-core").Route} route */
async function withoutIntegrity(route) {
  if (route.request().resourceType() !== "document") return route.fallback();
  const response = await route.fetch({ maxRedirects: 0 });
  const body = (await response.text()).replace(/ integrity="[^"]*"/g, "");
  return route.fulfill({ response, body });
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
  await page.route("**/*", withoutIntegrity);
  await page.route("**/live/start-*.js", async (route) => {
    const own = await (await route.fetch()).text();
    await script(own.includes("islands: ") ? withIslands(own) : START)(route);
  });
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
