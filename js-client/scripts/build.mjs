/**
 * Bundles the client and notes its size in size.json: a file with all that runs at first, and one for each module that
 * is entered by `import()`. They go into the npm package, and into the Rust crate that serves them; with `--check` it is
 * only said whether that copy is up to date.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";
import { bundleRenaming, laterNames, privateNames } from "./private-names.js";

const path = (/** @type {string} */ name) => new URL(`../${name}`, import.meta.url).pathname;
const check = process.argv.includes("--check");
/** Parts that are asked for along with the page: nearly every one needs them soon. */
const SOON = ["adopt", "interaction", "session", "special"];
/** Parts that come once the page is there, to be ready: for the first click that has commands, the first link, the next connection. */
const READY = ["commands", "mend", "navigate", "recover"];

/** @type {import("terser").MinifyOptions} */
const SHORTER = { module: true, ecma: 2020, compress: { passes: 3, unsafe_arrows: true, pure_getters: true } };

/**
 * Keeps esbuild from cutting what runs at first into a file for each set of modules that share it: a module that
 * imports the entry has no part of it to itself.
 *
 * @param {string} entry
 * @returns {import("esbuild").Plugin}
 */
function oneFirstFile(entry) {
  /** @type {Set<string>} */
  const later = new Set();
  return {
    name: "one-first-file",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\// }, ({ kind, importer, path: name }) => {
        if (kind === "dynamic-import") later.add(new URL(name, `file://${importer}`).pathname);
        return undefined;
      });
      onLoad({ filter: /\.js$/ }, ({ path: file }) => {
        const code = readFileSync(file, "utf8");
        return { contents: later.has(file) ? `${code}\nimport "./${entry}.js";` : code };
      });
    },
  };
}

/**
 * @param {string} entry
 * @param {string} name
 * @returns {Promise<Map<string, string>>} Files by name. The first one is the entry.
 */
async function bundle(entry, name) {
  const { outputFiles } = await build({
    entryPoints: [path(`src/${entry}.js`)],
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    ...bundleRenaming,
    // It is for those who import a part of the package.
    ignoreAnnotations: true,
    chunkNames: "[name]",
    outdir: path("dist"),
    plugins: [oneFirstFile(entry)],
    write: false,
  });
  const files = await Promise.all(outputFiles.map(async ({ path, text }) => ({ name: basename(path), text: await shorten(text) })));
  const first = files.find((file) => file.name === `${entry}.js`);
  const [shared, ...others] = files.filter((file) => file.name.startsWith("chunk"));
  if (!first || !shared || others.length > 0) throw new Error("some modules share what the first file does not have");
  const parts = files.filter((file) => file !== first && file !== shared);
  useOwnNames(shared, [first, ...parts]);
  parts.forEach(renameExports);
  shared.text = joinEntry(first.text, shared);
  const named = (/** @type {string} */ text) => text.replaceAll(shared.name, `${name}.js`);
  return new Map([shared, ...parts].map((file) => [named(file.name), named(file.text)]));
}

/**
 * What esbuild leaves: it does not look into functions. Names of properties are not its business.
 *
 * @param {string} text
 */
async function shorten(text) {
  return (await minify(text, SHORTER)).code ?? "";
}

/** The last statement of a module. */
const EXPORTS = /export\{([^}]*)\};\s*$/;

/**
 * What is imported by `import()` goes by names of properties, so exports are renamed as these are.
 *
 * @param {{ name: string, text: string }} part
 */
function renameExports(part) {
  part.text = part.text.replace(EXPORTS, (_, list) => {
    const names = listed(list).map(([local, alias = local]) => {
      if (alias in privateNames) throw new Error(`${part.name} exports \`${alias}\`, which stands for a property`);
      return `${local} as ${laterNames[alias] ?? alias}`;
    });
    return `export{${names.join(",")}};\n`;
  });
}

/** What is listed between braces: `a as b,c`. @param {string} list */
const listed = (list) => list.split(",").map((item) => item.split(" as "));

/**
 * What is shared goes by the names that it has there: others would be said in the first file.
 *
 * @param {{ name: string, text: string }} shared
 * @param {{ text: string }[]} users
 */
function useOwnNames(shared, users) {
  const own = new Map(listed(EXPORTS.exec(shared.text)?.[1] ?? "").map(([local, alias = local]) => [alias, local]));
  shared.text = shared.text.replace(EXPORTS, `export{${[...new Set(own.values())].join(",")}};\n`);
  for (const user of users) {
    user.text = user.text.replace(/import\{([^}]*)\}(?=from"\.\/chunk)/, (_, list) =>
      `import{${listed(list).map(([alias, local = alias]) => `${own.get(alias)} as ${local}`).join(",")}}`);
  }
}

/**
 * The entry is nothing but exports of the file that is shared: they are made there.
 *
 * @param {string} entry
 * @param {{ name: string, text: string }} shared
 */
function joinEntry(entry, { name, text }) {
  const [, imported = "", from, exported = ""] = /^import\{([^}]*)\}from"\.\/([^"]*)";export\{([^}]*)\};\s*$/.exec(entry) ?? [];
  if (from !== name) throw new Error("the entry is more than exports");
  const inShared = new Map(listed(imported).map(([local, alias = local]) => [alias, local]));
  const joined = listed(exported).map(([local, alias = local]) => `${inShared.get(local)} as ${alias}`);
  return text.replace(EXPORTS, `export{$1,${joined.join(",")}};\n`);
}

/** @param {string} text */
function sizeOf(text) {
  return { min: Buffer.byteLength(text), gzip: gzipSync(text, { level: 9 }).length, brotli: brotliCompressSync(text).length };
}

/** @param {ReturnType<typeof sizeOf>[]} sizes */
function sumOf(sizes) {
  return sizes.reduce((sum, { min, gzip, brotli }) => ({ min: sum.min + min, gzip: sum.gzip + gzip, brotli: sum.brotli + brotli }));
}

/**
 * A module beside the folder of a bundle, with what its source exports.
 *
 * @param {string} source
 * @param {Map<string, string>} files
 * @returns {Promise<[string, string]>}
 */
async function entryOf(source, files) {
  const [first] = files.keys();
  return [`${source}.js`, `export { ${Object.keys(await import(`../src/${source}.js`)).join(", ")} } from "./${source}/${first}";\n`];
}

/** @param {string} file */
const moduleOf = (file) => file.replace(/\.js$/, "");

/** A folder whose name is that of what is in it, so that browsers keep it: files in it name each other without a hash. @param {Map<string, string>} files */
function folderOf(files) {
  const hash = createHash("sha256");
  for (const entry of files) hash.update(entry.join("\n"));
  return `client-${hash.digest("base64url").slice(0, 12)}`;
}

/** @param {Map<string, string>} files */
function rustTable(files) {
  const [entry] = files.keys();
  const folder = folderOf(files);
  const rows = (/** @type {(name: string) => boolean} */ wanted) => [...files.keys()].filter(wanted)
    .map((name) => `    ("${folder}/${name}", include_str!("../assets/${name}")),\n`).join("");
  const isFirst = (/** @type {string} */ name) => name === entry || SOON.includes(moduleOf(name));
  return `//! The files of the client. Written by \`npm run build\` in \`js-client\`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
${rows(isFirst)}];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
${rows((name) => !isFirst(name))}];
`;
}

const client = await bundle("index", "slotwise");
const core = await bundle("core", "core");
const [[, whole], ...parts] = client;
const [[, first]] = core;
const laterSizes = parts.map(([name, text]) => /** @type {const} */ ([moduleOf(name), sizeOf(text)])).sort();
/** @param {string[]} names */
const withParts = (names) => sumOf([sizeOf(whole), ...laterSizes.filter(([name]) => names.includes(name)).map(([, size]) => size)]);
const sizes = Object.fromEntries([
  ["core", sizeOf(first)],
  ["whole", sizeOf(whole)],
  // What a page asks for at once, and all that it asks for before anything is done on it.
  ["page", withParts(SOON)],
  ["ready", withParts([...SOON, ...READY])],
  ...laterSizes,
]);
const lines = Object.entries(sizes).map(([name, size]) => `  "${name}": ${JSON.stringify(size)}`);

/** Folders with nothing else in them, and single files. @type {Record<string, Map<string, string>>} */
const folders = { "../axum/assets": client };
const files = { "size.json": `{\n${lines.join(",\n")}\n}\n`, "../axum/src/client.rs": rustTable(client) };
if (!check) Object.assign(folders, { dist: new Map([...client, await entryOf("core", core)]), "dist/core": core });

for (const [folder, wanted] of Object.entries(folders)) {
  mkdirSync(path(folder), { recursive: true });
  for (const name of readdirSync(path(folder))) if (name.endsWith(".js") && !wanted.has(name)) remove(`${folder}/${name}`);
  for (const [name, text] of wanted) keep(`${folder}/${name}`, text);
}
for (const [name, text] of Object.entries(files)) keep(name, text);
for (const [name, { min, gzip, brotli }] of Object.entries(sizes)) {
  console.log(`${name.padEnd(12)} ${min} bytes, ${gzip} with gzip, ${brotli} with brotli`);
}

/** @param {string} name @param {string} text */
function keep(name, text) {
  if (existsSync(path(name)) && readFileSync(path(name), "utf8") === text) return;
  if (check) stale(name);
  else {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  }
}

/** @param {string} name */
function remove(name) {
  if (check) stale(name);
  else rmSync(path(name));
}

/** @param {string} name */
function stale(name) {
  console.error(`${name} is stale: run \`npm run build\``);
  process.exitCode = 1;
}
