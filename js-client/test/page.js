/** A page without a browser, shared by the tests. */
import { Window } from "happy-dom";
import * as source from "../src/page.js";

export const window = new Window({ url: "http://localhost/" });
export const document = /** @type {any} */ (window.document);

/** A container in the document with this HTML in it. */
export function container(html = "", tag = "div") {
  const element = document.createElement(tag);
  element.innerHTML = html;
  document.body.replaceChildren(element);
  return element;
}

/** A page that counts what was repaired and refused. */
export function createPage(element, { refuse, mismatch } = {}) {
  const stats = { mismatches: 0, refused: 0 };
  const page = source.createPage(element, {
    refuse(...what) {
      stats.refused += 1;
      refuse?.(...what);
    },
    mismatch(...what) {
      stats.mismatches += 1;
      mismatch?.(...what);
    },
  });
  return Object.assign(page, { stats });
}

/** Shows a first patch. */
export function mount(element, patch, options) {
  const page = createPage(element, options);
  source.applyPatch(page, patch);
  return page;
}
