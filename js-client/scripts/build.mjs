/**
 * Bundles the client to dist/slotwise.js; with `--check` only says whether that file is up to date.
 */
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const output = new URL("../dist/slotwise.js", import.meta.url).pathname;
const check = process.argv.includes("--check");
const { outputFiles } = await build({
  entryPoints: [new URL("../src/index.js", import.meta.url).pathname],
  outfile: output,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  write: !check,
});

if (check) {
  const [{ text }] = outputFiles ?? [];
  if (readFileSync(output, "utf8") !== text) {
    console.error("dist/slotwise.js is stale: run `npm run build`");
    process.exitCode = 1;
  }
} else {
  const bytes = readFileSync(output);
  console.log(`dist/slotwise.js: ${bytes.length} bytes, ${brotliCompressSync(bytes).length} with brotli`);
}
