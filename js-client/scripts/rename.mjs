/**
 * Node runs modules of the client with its private names renamed, as they are served:
 *
 *     node --import ./scripts/rename.mjs --test test/*.test.js
 */
import { readFile } from "node:fs/promises";
import { register } from "node:module";
import { isMainThread } from "node:worker_threads";
import { transform } from "esbuild";
import { renaming } from "./private-names.js";

const isOurs = /\/js-client\/(src|test)\/[^/]*\.js$/;

/** @type {import("node:module").LoadHook} */
export async function load(url, context, next) {
  if (!isOurs.test(url)) return next(url, context);
  const { code } = await transform(await readFile(new URL(url), "utf8"), { ...renaming, format: "esm", target: "es2022" });
  return { format: "module", shortCircuit: true, source: code };
}

if (isMainThread) register(import.meta.url);
