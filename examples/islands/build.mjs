// Bundles what the gallery has of other libraries, islands and a plot with its styles, into ../assets/islands; `--check`
// fails if those are not what comes of the sources.

import { build } from "esbuild";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { compile } from "svelte/compiler";

const path = (name) => new URL(name, import.meta.url).pathname;
const { devDependencies } = JSON.parse(await readFile(path("package.json"), "utf8"));

/** Without `fragments: "tree"` templates are parsed from strings, which the policy of the pages forbids. */
const svelte = {
  name: "svelte",
  setup(builder) {
    builder.onLoad({ filter: /\.svelte$/ }, async ({ path: filename }) => {
      const source = await readFile(filename, "utf8");
      const { js, warnings } = compile(source, { filename, generate: "client", css: "external", fragments: "tree" });
      return { contents: js.code, loader: "js", warnings: warnings.map(({ message }) => ({ text: message })) };
    });
  },
};

const versions = Object.entries(devDependencies).map(([name, version]) => `${name} ${version}`).join(", ");
const banner = `/* Made by examples/islands/build.mjs with ${versions}, which are licensed under MIT. */`;
const check = process.argv.includes("--check");
for (const source of (await readdir(path("src"))).filter((name) => /\.(js|css)$/.test(name))) {
  const { outputFiles } = await build({
    entryPoints: [path(`src/${source}`)],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    conditions: ["browser", "production"],
    // No policy for trusted types: nothing here needs one, and the pages let none be made.
    define: { "process.env.NODE_ENV": '"production"', "globalThis.window.trustedTypes": "undefined" },
    banner: { js: banner, css: banner },
    plugins: [svelte],
    logLevel: "warning",
    write: false,
  });
  const [{ text }] = outputFiles;
  const made = `../assets/islands/${source}`;
  if (!check) await writeFile(path(made), text);
  else if ((await readFile(path(made), "utf8").catch(() => "")) !== text) {
    console.error(`examples/assets/islands/${source} is stale: run \`npm run build\` in examples/islands`);
    process.exitCode = 1;
  }
  console.log(`${source}: ${text.length} bytes`);
}
