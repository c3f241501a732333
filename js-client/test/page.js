/** A page without a browser, shared by the tests. */
import { Window } from "happy-dom";

export const window = new Window({ url: "http://localhost/" });
export const document = /** @type {any} */ (window.document);

/** A container in the document with this HTML in it. */
export function container(html = "", tag = "div") {
  const element = document.createElement(tag);
  element.innerHTML = html;
  document.body.replaceChildren(element);
  return element;
}
