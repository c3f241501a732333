/**
 * A bar at the top of the page while a link is followed: it listens to `phx:page-loading-start` and `-stop`.
 *
 * A page may style it: `slotwise-loading { --loading-color: teal; --loading-height: 4px }`.
 */

/** What is faster needs no bar. */
const DELAY = 150;

const STYLE = `
  :host { position: fixed; inset: 0 0 auto; z-index: 2147483646; pointer-events: none; height: var(--loading-height, 3px); }
  :host(:not(.loading)) { visibility: hidden; }
  div { height: 100%; width: 100%; background: var(--loading-color, #2b5fd9); transform: scaleX(0); transform-origin: left; }
  :host(.loading) div { animation: grow 10s cubic-bezier(0.05, 0.8, 0.2, 1) forwards; }
  @keyframes grow { to { transform: scaleX(0.95); } }
  @media (prefers-reduced-motion: reduce) { :host(.loading) div { animation: none; transform: none; opacity: 0.6; } }
`;

/** @param {Window & typeof globalThis} window */
export function showLoading(window) {
  const host = createBar(window);
  let loading = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  // A connection that broke is no page that loads.
  const isPage = (/** @type {Event} */ event) => /** @type {CustomEvent} */ (event).detail?.kind !== "error";
  window.addEventListener("phx:page-loading-start", (event) => {
    if (!isPage(event)) return;
    loading += 1;
    timer ??= setTimeout(() => { host.classList.add("loading"); }, DELAY);
  });
  window.addEventListener("phx:page-loading-stop", (event) => {
    if (!isPage(event)) return;
    loading = Math.max(0, loading - 1);
    if (loading > 0) return;
    clearTimeout(timer);
    timer = undefined;
    host.classList.remove("loading");
  });
}

/** @param {Window & typeof globalThis} window */
function createBar({ document, CSSStyleSheet }) {
  const host = document.createElement("slotwise-loading");
  host.setAttribute("role", "progressbar");
  host.setAttribute("aria-label", "Loading");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  root.append(document.createElement("div"));
  document.body.append(host);
  return host;
}
