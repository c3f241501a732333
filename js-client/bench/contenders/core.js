import { adoptPage } from "../../src/adopt.js";
import { load } from "../../src/lazy.js";
import { applyPatch, createPage } from "../../src/page.js";
import { special } from "../../src/parts.js";

/** Only what decodes, builds, binds and patches. */
export function create(container) {
  let page;
  return {
    root: container,
    // Classes that change.
    ready: load(special),
    join(patch) {
      page = createPage(container);
      applyPatch(page, JSON.parse(patch));
    },
    text: (patch) => patch,
    apply: (text) => applyPatch(page, JSON.parse(text)),
    adopt({ outline, shapes }) {
      page = createPage(container);
      adoptPage(page, JSON.parse(outline), JSON.parse(shapes));
    },
  };
}
