/**
 * Bundles the client to dist/slotwise.js and notes its size in size.json; with `--check` only says whether
 * both are up to date.
 */
import { readFileSync, writeFileSync } from "node:fs";
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
const files = { "dist/slotwise.js": text, "size.json": `${JSON.stringify(size)}\n` };

for (const [name, wanted] of Object.entries(files)) {
  if (!process.argv.includes("--check")) {
    writeFileSync(path(name), wanted);
  } else if (readFileSync(path(name), "utf8") !== wanted) {
    console.error(`${name} is stale: run \`npm run build\``);
    process.exitCode = 1;
  }
}
console.log(`dist/slotwise.js: ${size.minified} bytes, ${size.brotli} with brotli`);
