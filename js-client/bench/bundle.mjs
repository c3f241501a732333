/** Contenders as scripts, each with `create` in the global `contender`. */
import { readFileSync } from "node:fs";
import { transformAsync } from "@babel/core";
import solid from "babel-preset-solid";
import { build } from "esbuild";

const here = new URL(".", import.meta.url).pathname;

/** Solid's templates are compiled by its own preset. */
const solidTemplates = {
  name: "solid",
  setup(build) {
    build.onLoad({ filter: /solid\.jsx$/ }, async ({ path }) => {
      const { code } = await transformAsync(readFileSync(path, "utf8"), { presets: [solid], filename: path, configFile: false });
      return { contents: code, loader: "js" };
    });
  },
};

/**
 * @param {string[]} files
 * @returns {Promise<Map<string, string>>}
 */
export async function bundle(files) {
  const scripts = new Map([["measure.js", readFileSync(`${here}measure.js`, "utf8")]]);
  for (const file of new Set(files)) {
    const { outputFiles } = await build({
      stdin: {
        contents: `import { create } from "./contenders/${file}"; globalThis.contender = { create };`,
        resolveDir: here,
      },
      bundle: true,
      minify: true,
      format: "esm",
      target: "es2022",
      define: { "process.env.NODE_ENV": '"production"' },
      conditions: ["production", "browser"],
      plugins: [solidTemplates],
      write: false,
      logLevel: "warning",
    });
    scripts.set(file, outputFiles[0].text);
  }
  return scripts;
}
