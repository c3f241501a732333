// The official client, in several versions, joins the chat and the users, and is played tests of our own client as they
// are: it judges our frames and our phoenix dialect in real pages.
//
// The page is the gallery's own; only the script that starts a client is another one, and its policy is
// not enforced: the official client writes `innerHTML`.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import test from "node:test";
import { isOfOwnStart, stage } from "./gallery.mjs";
import { useOfficialClient, VERSIONS } from "./official.mjs";

const WAIT = { timeout: 8_000 };

const on = stage();

/**
 * Those tests of our own client that the official one can pass. It cannot pass those that say what ours does better:
 * nodes that stay, forms of a server that was started anew, a field that is empty once it was sent.
 */
const OURS = [
  "the index leads to the chat",
  "typing shows in the other tab and clears after two seconds",
  "people come and go",
  "errors come while one types, on used fields only",
  "all errors are shown once the form was sent",
  "saving stores the user, confirms it and empties the form",
];

async function arrive(context, version, name) {
  const page = await context.newPage();
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("console", (message) => {
    const isKnown = isOfOwnStart(message) || /asset version mismatch/.test(message.text());
    if (message.type() === "error" && !isKnown) page.errors.push(message.text());
  });
  await useOfficialClient(page, version);
  await page.goto(`${on.server.url}/chat?room=official${VERSIONS.indexOf(version)}`);
  await page.waitForSelector("[data-phx-main].phx-connected", WAIT);
  await page.fill("input[name=name]", name);
  await page.press("input[name=name]", "Enter");
  await page.waitForSelector("#messages", WAIT);
  return page;
}

for (const version of VERSIONS) {
  test(`${version} joins, sends and receives`, async () => {
    const context = await on.chromium.newContext({ bypassCSP: true });
    const ada = await arrive(context, version, "Ada");
    const grace = await arrive(context, version, "Grace");
    for (const [from, to, text] of [[ada, grace, "Hello <Grace>"], [grace, ada, "Hello Ada"]]) {
      await from.fill("input[name=message]", text);
      // Once the server knows the draft, sending it changes the field's value, which is what clears it.
      await to.waitForSelector(".typing", WAIT);
      await from.press("input[name=message]", "Enter");
      await to.waitForSelector(`#messages li:has-text("${text}")`, WAIT);
      await from.waitForFunction(() => document.querySelector("input[name=message]").value === "", null, WAIT);
    }
    await ada.type("input[name=message]", "hm");
    await grace.waitForSelector(".typing:has-text('Ada typing')", WAIT);
    await grace.waitForSelector(".typing", { state: "detached", ...WAIT });
    await grace.close();
    await ada.waitForSelector(".user:not(.online):has-text('Grace')", WAIT);
    const shown = await ada.$$eval("#messages .body", (all) => all.map((one) => one.textContent));
    assert.deepEqual(shown, ["Hello <Grace>", "Hello Ada"]);
    assert.deepEqual([...ada.errors, ...grace.errors], []);
    await context.close();
  });

  test(`${version} passes tests of our own client`, async () => {
    const only = `^(${OURS.join("|")})$`;
    const { NODE_TEST_CONTEXT, ...environment } = process.env;
    const child = spawn(
      "node",
      ["--test", "--test-concurrency=1", "--test-reporter=tap", `--test-name-pattern=${only}`, "chat.test.mjs", "users.test.mjs"],
      { cwd: import.meta.dirname, env: { ...environment, OFFICIAL: version } },
    );
    let said = "";
    for await (const part of child.stdout) said += part;
    assert.match(said, new RegExp(`^# pass ${OURS.length}$`, "m"), said);
    assert.match(said, /^# fail 0$/m, said);
  });
}
