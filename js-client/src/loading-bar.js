/**
 * A bar at the top of the page while it loads, but not for what is quick: `connect({ loadingBar: true })`.
 *
 * Its colour is that of `--slotwise-loading-bar`, and it is told to nobody who cannot see it: what they hear of is the
 * page itself.
 */

const QUICK = 300;
const STYLE = {
  position: "fixed",
  inset: "0 auto auto 0",
  width: "100%",
  height: "3px",
  zIndex: "100000",
  background: "var(--slotwise-loading-bar, #2563eb)",
  transformOrigin: "0 0",
};
const PROGRESS = [{ transform: "scaleX(0)" }, { transform: "scaleX(.7)", offset: 0.2 }, { transform: "scaleX(.95)" }];

/** @param {Window & typeof globalThis} window */
export function showLoading(window) {
  const { document } = window;
  const bar = document.createElement("div");
  bar.className = "slotwise-loading-bar";
  bar.ariaHidden = "true";
  Object.assign(bar.style, STYLE);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  window.addEventListener("phx:page-loading-start", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      document.body.append(bar);
      bar.animate?.(PROGRESS, { duration: 10_000, easing: "ease-out", fill: "forwards" });
    }, QUICK);
  });
  window.addEventListener("phx:page-loading-stop", () => {
    clearTimeout(timer);
    bar.remove();
  });
}
