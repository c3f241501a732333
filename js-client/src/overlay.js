/**
 * The overlay that names what went wrong, for developers.
 *
 * It stands in a closed shadow root above all else, so that neither the page's styles nor its scripts reach it. Escape
 * or its button puts it away; it never takes the focus by itself.
 */

/**
 * @typedef {object} Problem
 * @property {string} title What went wrong, in a few words.
 * @property {string} message
 * @property {string} [view] In which view.
 * @property {string} [where] At which place of the page.
 * @property {string} [stack]
 */

/** So many are shown; the oldest goes. */
const MOST = 5;

const STYLE = `
  :host { all: initial; display: block; position: fixed; inset: auto 1rem 1rem; margin: auto; width: auto; max-width: 60rem; border: 0; padding: 0;
    background: none; z-index: 2147483647; font: 14px/1.5 system-ui, sans-serif; }
  section { max-height: 60vh; overflow: auto; border-radius: 0.5rem; border: 2px solid #ff5a4f; padding: 0.75rem 1rem;
    background: #1b1d22; color: #f4f2ee; box-shadow: 0 0.5rem 2rem #0008; }
  header { display: flex; gap: 1rem; align-items: center; }
  h2 { flex: 1; margin: 0; font-size: 1rem; color: #ff8a80; }
  button { font: inherit; color: inherit; background: #33363e; border: 1px solid #666; border-radius: 0.3rem; padding: 0.2rem 0.7rem; cursor: pointer; }
  button:focus-visible { outline: 2px solid #8ab4ff; }
  article { margin-top: 0.75rem; border-top: 1px solid #444; padding-top: 0.5rem; }
  h3 { margin: 0; font-size: 0.95rem; }
  p { margin: 0.25rem 0 0; color: #b9b6ae; }
  pre { margin: 0.25rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.45 ui-monospace, monospace; }
`;

/** @type {WeakMap<Document, { problems: HTMLElement, close: () => void }>} */
const open = new WeakMap();

/** @param {Document} document @param {Problem} problem */
export function showProblem(document, problem) {
  const overlay = open.get(document) ?? openOverlay(document);
  overlay.problems.prepend(articleOf(document, problem));
  while (overlay.problems.children.length > MOST) overlay.problems.lastElementChild?.remove();
}

/** @param {Document} document */
function openOverlay(document) {
  const host = document.createElement("slotwise-overlay");
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new (/** @type {Window & typeof globalThis} */ (document.defaultView).CSSStyleSheet)();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const close = () => {
    host.remove();
    open.delete(document);
    document.removeEventListener("keydown", closeByKey);
  };
  /** @param {KeyboardEvent} event */
  const closeByKey = (event) => { if (event.key === "Escape") close(); };
  const button = element(document, "button", "Dismiss");
  button.setAttribute("type", "button");
  button.addEventListener("click", close);
  const heading = element(document, "h2", "slotwise: something went wrong");
  heading.id = "title";
  const problems = element(document, "div");
  const header = element(document, "header");
  header.append(heading, button);
  const section = element(document, "section");
  section.setAttribute("role", "alert");
  section.setAttribute("aria-labelledby", "title");
  section.append(header, problems);
  root.append(section);
  document.body.append(host);
  // Above dialogs too.
  host.setAttribute("popover", "manual");
  host.showPopover?.();
  document.addEventListener("keydown", closeByKey);
  const overlay = { problems, close };
  open.set(document, overlay);
  return overlay;
}

/** @param {Document} document @param {Problem} problem */
function articleOf(document, { title, message, view, where, stack }) {
  const article = element(document, "article");
  const places = [view && `view ${view}`, where && `at ${where}`].filter(Boolean).join(", ");
  article.append(element(document, "h3", title));
  if (places) article.append(element(document, "p", places));
  article.append(element(document, "pre", stack && !stack.includes(message) ? `${message}\n${stack}` : stack ?? message));
  return article;
}

/** @param {Document} document @param {string} name @param {string} [text] */
function element(document, name, text = "") {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
