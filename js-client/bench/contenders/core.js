import { adoptPage } from "../../src/adopt.js";
import { applyPatch, createPage } from "../../src/page.js";

/** Only what decodes, builds, binds and patches. */
export function create(container) {
  let page;
  return {
    root: container,
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
