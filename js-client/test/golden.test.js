/** The frames that the server's own tests record, and the pages that come of them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { applyPatch } from "../src/page.js";
import { container, mount } from "./page.js";
import "./loaded.js";

const file = new URL("../../tests/golden/native.json", import.meta.url);
/** @type {{name: string, patches: unknown[], html: string[]}[]} */
const frames = JSON.parse(readFileSync(file, "utf8"));

/** HTML as this page would print it: the recorded text names the same tree in other words. */
function printed(html) {
  const template = container(html).innerHTML;
  container();
  return template;
}

for (const { name, patches, html } of frames) {
  test(`golden frames: ${name}`, () => {
    const pages = html.map(printed);
    const page = container();
    const view = mount(page, patches[0]);
    assert.equal(page.innerHTML, pages[0]);
    patches.slice(1).forEach((patch, index) => {
      applyPatch(view, patch);
      assert.equal(page.innerHTML, pages[index + 1], JSON.stringify(patch));
    });
  });
}
