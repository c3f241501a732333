/**
 * What a loaded page would do for those who do not see it come: the focus goes to where the new view begins, and its
 * title is read out.
 */

/** Its content is read out when it changes. @type {WeakMap<Document, Element>} */
const announcers = new WeakMap();

const STYLE = `
  :host { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

/**
 * After another view has taken the place of the one in a container.
 *
 * @param {Element} container
 * @param {Element | null} named What the address names in it.
 */
export function arrive(container, named) {
  const page = container.ownerDocument;
  // The view, or a command of it, may have chosen.
  if (!container.contains(page.activeElement)) focusStart(container, named);
  announce(page, page.title);
}

/** @param {Element} container @param {Element | null} named */
function focusStart(container, named) {
  const begin = /** @type {HTMLElement} */ (
    container.querySelector("[autofocus]") ?? named ?? container.querySelector("h1") ?? container.querySelector("main") ?? container
  );
  begin.focus({ preventScroll: true });
  if (container.ownerDocument.activeElement === begin) return;
  // Only while it has the focus, so that clicks on it go on doing nothing.
  begin.setAttribute("tabindex", "-1");
  begin.addEventListener("blur", () => begin.removeAttribute("tabindex"), { once: true });
  begin.focus({ preventScroll: true });
}

/** @param {Document} page @param {string} text */
function announce(page, text) {
  const announcer = announcers.get(page) ?? createAnnouncer(page);
  announcer.textContent = text;
}

/** @param {Document} page */
function createAnnouncer(page) {
  const host = page.createElement("slotwise-announcer");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new (/** @type {Window & typeof globalThis} */ (page.defaultView).CSSStyleSheet)();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const announcer = page.createElement("p");
  announcer.setAttribute("aria-live", "assertive");
  announcer.setAttribute("role", "alert");
  root.append(announcer);
  page.body.append(host);
  announcers.set(page, announcer);
  return announcer;
}
