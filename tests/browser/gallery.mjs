// The gallery, or another server of this workspace, and a browser, for tests.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { withOfficialClient } from "./official.mjs";

const ROOT = new URL("../..", import.meta.url).pathname;
const SCREENSHOTS = new URL("screenshots/", import.meta.url).pathname;

/** A program as `cargo build` made it. */
export function binary(name) {
  const metadata = execFileSync("cargo", ["metadata", "--format-version=1", "--no-deps", "--offline"], {
    cwd: ROOT,
    maxBuffer: 1 << 26,
  });
  return join(JSON.parse(metadata).target_directory, "debug", name);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * A server that can be killed and started again on the same port, with the same secret.
 */
async function serve(name, options) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), `slotwise-${name}-`));
  const program = binary(name);
  let child = null;

  async function start() {
    child = spawn(program, ["--port", String(port), ...options], { cwd: folder, stdio: ["ignore", "inherit", "inherit"] });
    for (let tries = 0; tries < 200; tries += 1) {
      if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
      const answer = await fetch(url).catch(() => null);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`${name} does not answer`);
  }

  async function stop() {
    if (child === null || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    child = null;
  }

  await start();
  return { url, port, program, folder, start, stop, pid: () => child.pid };
}

/** Debian's Chromium, without what it would look for on the network by itself. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * A server, started with these options, and a browser for the tests of a file. OFFICIAL in the environment names the
 * client to use instead of ours.
 */
export function stage(name = "gallery", ...options) {
  const stage = { server: null, chromium: null };
  before(async () => {
    stage.server = await serve(name, options);
    stage.chromium = await browser();
    const { OFFICIAL } = process.env;
    if (OFFICIAL) stage.chromium = withOfficialClient(stage.chromium, OFFICIAL);
  });
  after(async () => {
    await stage.chromium?.close();
    await stage.server?.stop();
  });
  return stage;
}

/** Collects what a page complains about: errors, and violations of its content security policy. */
export function complaints(page) {
  const found = [];
  page.on("pageerror", (error) => found.push(String(error)));
  page.on("console", (message) => {
    const network = /WebSocket connection|ERR_CONNECTION_REFUSED/.test(message.text());
    // The shapes of the last page of its view are announced, and a page may need others or, officially, none.
    const guess = /live\/shapes\/\S+ was preloaded using link preload but not used/.test(message.text());
    // Another version of the official client than the newest says so, and goes on.
    const version = process.env.OFFICIAL && /LiveView asset version mismatch/.test(message.text());
    const isKnown = network || guess || version || isOfOwnStart(message);
    if ((message.type() === "error" || message.type() === "warning") && !isKnown) found.push(message.text());
  });
  return found;
}

/** What the browser says of the start script that the official client takes the place of. @param {import("playwright-core").ConsoleMessage} message */
export function isOfOwnStart(message) {
  return /\/live\/start-/.test(message.location().url);
}

/** Keeps a picture of a page, to be looked at. */
export function screenshot(page, name) {
  return page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
}
