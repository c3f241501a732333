import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { applyPatch } from "../src/page.js";
import { container, mount } from "./page.js";
import "./loaded.js";

/** Held to the server's table by `tests/tests/rechecked.rs`. */
const ROWS = readFileSync(new URL("../../tests/corpus/rechecked.jsonl", import.meta.url), "utf8").trim().split("\n");

/** The only child of a page with this shape and values, after the patches; and what was refused. */
function shown(shape, values, ...patches) {
  const page = container();
  const refused = [];
  const view = mount(page, [{ 0: [shape] }, [0, ...values]], { refuse: (...what) => refused.push(what) });
  for (const patch of patches) applyPatch(view, patch);
  // In SVG an element stands within `svg`.
  return { element: page.querySelector(".it"), refused };
}

const SVG = /^(animate|set|use|svg$)/;
const within = (tag, attributes) =>
  SVG.test(tag) ? ["svg", [], [tag, ["class", "it", ...attributes]]] : [tag, ["class", "it", ...attributes]];

for (const row of ROWS) {
  const { element: tag, attribute, value, allowed } = JSON.parse(row);
  test(`${allowed ? "written" : "refused"}: ${JSON.stringify(value)} in ${attribute} of ${tag}`, () => {
    // A script without this type would not even be built.
    const data = tag === "script" ? ["type", "application/json"] : [];
    const ways = {
      built: () => shown(within(tag, [...data, attribute, 0]), [value]),
      patched: () => shown(within(tag, [...data, attribute, 0]), [null], [0, value]),
      pieces: () => shown(within(tag, [...data, attribute, ["", 0, ""]]), [value]),
      spread: () => shown(within(tag, [...data, "..", 0]), [[]], [0, [attribute, value]]),
    };
    for (const [way, show] of Object.entries(ways)) {
      const { element, refused } = show();
      assert.equal(element.getAttribute(attribute) ?? element.getAttribute(attribute.toLowerCase()), allowed ? value : null, way);
      assert.equal(refused.length > 0, !allowed, way);
    }
  });
}

test("what a template says itself is taken, but never what runs", () => {
  for (const [tag, attribute, value, written] of [
    ["a", "href", "ftp://example.com/", true],
    ["iframe", "sandbox", "allow-scripts", true],
    ["link", "rel", "icon", true],
    ["a", "href", "javascript:x()", false],
    ["a", "href", "data:text/html,x", false],
    ["p", "onclick", "x()", false],
    ["iframe", "srcdoc", "<p>", false],
  ]) {
    const { element } = shown(within(tag, [attribute, value]), []);
    assert.equal(element.hasAttribute(attribute), written, `${attribute}=${value}`);
  }
});

test("a scheme that the template says in front of a slot holds for the slot", () => {
  const { element, refused } = shown(["a", ["class", "it", "href", ["ftp://", 0, ""]]], ["example.com"], [0, "example.net"]);
  assert.equal(element.getAttribute("href"), "ftp://example.net");
  assert.deepEqual(refused, []);
  for (const [attribute, start] of [["href", "javascript:"], ["href", "data:"], ["title", "ftp:"]]) {
    const page = container();
    mount(page, [{ 0: [["a", [attribute, [start, 0, ""]]], ["a", ["href", 1]]] }, [0, "x", "ftp:x"]]);
    assert.equal(page.lastChild.hasAttribute("href"), false);
    assert.equal(page.firstChild.hasAttribute("href"), false);
  }
});

test("style is written as declarations", () => {
  const { element } = shown(["p", ["class", "it", "style", 0]], [null], [0, "color: red; nonsense"]);
  assert.equal(element.style.color, "red");
});

/** Whatever makes markup or code out of a text. */
const SINKS = [
  /\b(inner|outer)HTML\b/,
  /\binsertAdjacentHTML\b/,
  /\b(setHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment)\b/,
  /\bDOMParser\b/,
  /\bXSLTProcessor\b/,
  /\bdocument\.write/,
  /\beval\b/,
  /\bFunction\s*\(/,
  /\b(setTimeout|setInterval)\s*\(\s*["'`]/,
  // A part of the client, named by itself, is no text from outside.
  /\bimport\s*\((?!["']\.\/[\w-]+\.js["']\))/,
  /\bimportScripts\b/,
  /\bcreatePolicy\b/,
];

test("no source has a way from a text to markup or to code", () => {
  const folders = ["../src/", "../../axum/assets/"].map((folder) => new URL(folder, import.meta.url));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder)));
  assert.ok(files.length > 10);
  for (const file of files) {
    const code = readFileSync(file, "utf8").replace(/\/\*[^]*?\*\/|\/\/ .*$/gm, "");
    for (const sink of SINKS) assert.doesNotMatch(code, sink, file.pathname);
  }
  for (const sink of ["x.innerHTML = y", "eval(x)", "new Function(x)", "import(x)", 'import("https://a.test/b.js")', "setTimeout('x')"]) {
    assert.ok(SINKS.some((pattern) => pattern.test(sink)), `${sink} would be found`);
  }
});
