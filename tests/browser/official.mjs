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

/** With the islands that the page's own script names. */
const withIslands = (start) => {
  const [, client] = start.match(/import { connect } from ("[^"]+")/);
  const [, islands] = start.match(/islands: ({.*?})/);
  return START
    .replace("hooks: {", 'hooks: { "slotwise:island": islandHook(islands, console.warn),')
    .replace("import", `import { islandHook } from ${client};\nconst islands = ${islands};\nimport`);
};

/**
 * The page's policy must not be enforced (`bypassCSP`): the official client writes `innerHTML`.
 */
export async function useOfficialClient(page) {
  const script = (body) => (route) => route.fulfill({ contentType: "text/javascript", body });
  await page.route("**/live/start-*.js", async (route) => {
    const own = await (await route.fetch()).text();
    await script(own.includes("islands: ") ? withIslands(own) : START)(route);
  });
  await page.route("**/official/phoenix.js", script(PHOENIX));
  await page.route("**/official/phoenix_live_view.js", script(LIVE_VIEW));
}
