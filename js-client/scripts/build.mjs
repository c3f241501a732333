/**
 * Bundles the client and notes its size in size.json. The bundle goes into the npm package and into the
 * Rust crate that serves it; with `--check` it is only said whether that copy is up to date.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const path = (/** @type {string} */ name) => new URL(`../${name}`, import.meta.url).pathname;
const { outputFiles } = await build({
  entryPoints: [path("src/index.js")],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  write: false,
});
const { text, contents } = outputFiles[0];
const size = { minified: contents.length, brotli: brotliCompressSync(contents).length };
const kept = { "../axum/assets/slotwise.js": text, "size.json": `${JSON.stringify(size)}\n` };
const check = process.argv.includes("--check");
const files = check ? kept : { ...kept, "dist/slotwise.js": text };

for (const [name, wanted] of Object.entries(files)) {
  if (!check) {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), wanted);
  } else if (readFileSync(path(name), "utf8") !== wanted) {
    console.error(`${name} is stale: run \`npm run build\``);
    process.exitCode = 1;
  }
}
console.log(`slotwise.js: ${size.minified} bytes, ${size.brotli} with brotli`);
