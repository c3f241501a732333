/**
 * `phx-debounce` and `phx-throttle`: what is put off, by element and type of event.
 */

/**
 * @typedef {object} Delay
 * @property {ReturnType<typeof setTimeout> | undefined} timer
 * @property {(() => void) | null} run Not yet run.
 * @property {string | undefined} key Of the last key press that went through.
 */

const DEFAULT_DELAY = 300;

/** @type {WeakMap<Element, Map<string, Delay>>} */
const delays = new WeakMap();

/**
 * Runs now, or when `phx-debounce` or `phx-throttle` say.
 *
 * @param {import("./view.js").Client} client
 * @param {Element} element
 * @param {string} type
 * @param {string | undefined} key
 * @param {() => void} run
 * @param {Element | null} [form] Its attributes count where the element has none.
 */
export function delayed({ options: { defaults = {} } }, element, type, key, run, form = null) {
  const debounce = delayOf(element, form, "phx-debounce", defaults.debounce);
  const throttle = delayOf(element, form, "phx-throttle", defaults.throttle);
  if (debounce === null && throttle === null) {
    run();
    return;
  }
  let byType = delays.get(element);
  if (!byType) delays.set(element, (byType = new Map()));
  const delay = byType.get(type) ?? { timer: undefined, run: null, key: undefined };
  byType.set(type, delay);
  if (debounce === null) {
    // Another key is another event; only repeats are held back.
    if (delay.timer !== undefined && delay.key === key) return;
    clearTimeout(delay.timer);
    delay.key = key;
    delay.timer = setTimeout(() => { delay.timer = undefined; }, throttle ?? 0);
    run();
    return;
  }
  clearTimeout(delay.timer);
  delay.run = run;
  if (debounce !== Infinity) delay.timer = setTimeout(() => flush(element, delay), debounce);
}

/**
 * Milliseconds; `Infinity` waits for blur.
 *
 * @param {Element} element
 * @param {Element | null} form
 * @param {string} name
 * @param {number} [fallback]
 */
function delayOf(element, form, name, fallback = DEFAULT_DELAY) {
  const text = element.getAttribute(name) ?? form?.getAttribute(name) ?? null;
  if (text === null) return null;
  if (text === "blur") return Infinity;
  const milliseconds = Number(text);
  return text !== "" && milliseconds >= 0 ? milliseconds : fallback;
}

/** @param {Element} element @param {Delay} delay */
function flush(element, delay) {
  const { run } = delay;
  end(delay);
  if (run && element.isConnected) run();
}

/** What was put off is not run, and what comes next is not held back. @param {Delay} delay */
function end(delay) {
  clearTimeout(delay.timer);
  delay.timer = undefined;
  delay.run = null;
}

/** @param {Element | null} element */
export function flushDelays(element) {
  const byType = element && delays.get(element);
  if (byType) for (const delay of byType.values()) flush(element, delay);
}

/** @param {Element} element */
export function dropDelays(element) {
  for (const delay of delays.get(element)?.values() ?? []) end(delay);
}

/** @param {Element} element */
export function isHeldBack(element) {
  return [...(delays.get(element)?.values() ?? [])].some((delay) => delay.run !== null);
}
