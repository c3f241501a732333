/**
 * `phx-viewport-top` and `phx-viewport-bottom`: events when scrolling comes to the first or the last child of a list.
 *
 *     <ul phx-viewport-top="earlier" phx-viewport-bottom="later">   {"id": "row-1"}, or {"id": .., "_overran": true}
 *
 * Until it is answered the child is kept in view, and so it is afterwards: what came stands beyond it.
 */

const AT_MOST_EVERY = 500;

/** @param {HTMLElement} element @param {import("./view.js").Client} client */
export function mount(element, client) {
  const { window } = client;
  const scroller = scrollerOf(element, window);
  const scrolled = () => scroller?.scrollTop ?? window.scrollY;
  let before = scrolled();
  let hasOverrun = false;
  /** Keeps in view what an answer is waited for. @type {(() => void) | null} */
  let pin = null;
  const latest = /** @type {Record<string, number>} */ ({});

  /** @param {"top" | "bottom"} side @param {Element} child @param {boolean} [overran] */
  const push = (side, child, overran = false) => {
    const key = overran ? "overrun" : side;
    if (Date.now() - (latest[key] ?? 0) < AT_MOST_EVERY) return;
    latest[key] = Date.now();
    const keep = () => child.scrollIntoView({ block: side === "top" ? "start" : "end" });
    const binding = `phx-viewport-${side}`;
    // Of commands it is not known whether anything is sent.
    if (!element.getAttribute(binding)?.startsWith("[")) pin = overran ? () => {} : keep;
    client.run(element, binding, overran ? { id: child.id, _overran: true } : { id: child.id }, () => {
      pin = null;
      if (!overran) window.requestAnimationFrame(() => { if (child.isConnected && !isAt(side, child)) keep(); });
    });
  };

  /** Whether an edge of a child is in view. @param {"top" | "bottom"} side @param {Element} child */
  const isAt = (side, child) => {
    const box = scroller?.getBoundingClientRect() ?? { top: 0, bottom: window.innerHeight };
    const rect = child.getBoundingClientRect();
    return Math.ceil(rect[side]) >= Math.floor(box.top) && Math.floor(rect[side]) <= Math.ceil(box.bottom);
  };

  const overrunTop = () => {
    const id = element.getAttribute("phx-viewport-overrun-target");
    return ((id && window.document.getElementById(id)) || element).getBoundingClientRect().top;
  };

  const handleScroll = () => {
    const now = scrolled();
    const direction = Math.sign(now - before);
    before = now;
    if (pin) {
      pin();
      before = scrolled();
      return;
    }
    const { firstElementChild: first, lastElementChild: last } = element;
    if (!first || !last || direction === 0) return;
    if (direction < 0) {
      if (!element.hasAttribute("phx-viewport-top")) return;
      if (!hasOverrun && overrunTop() >= 0) {
        hasOverrun = true;
        push("top", first, true);
      }
      if (isAt("top", first)) push("top", first);
      return;
    }
    if (overrunTop() <= 0) hasOverrun = false;
    if (element.hasAttribute("phx-viewport-bottom") && isAt("bottom", last)) push("bottom", last);
  };

  const target = scroller ?? window;
  target.addEventListener("scroll", handleScroll);
  return { destroyed: () => target.removeEventListener("scroll", handleScroll) };
}

/** What scrolls around an element; null for the page. @param {Element} element @param {Window} window @returns {Element | null} */
function scrollerOf(element, window) {
  for (let outer = /** @type {Element | null} */ (element); outer; outer = outer.parentElement) {
    if (/^(html|body)$/.test(outer.localName)) return null;
    if (/auto|scroll/.test(window.getComputedStyle(outer).overflowY)) return outer;
  }
  return null;
}
