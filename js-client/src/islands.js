/**
 * Islands: elements that a component of Svelte, React, Vue, Lit or any other script fills.
 *
 *     <div phx-hook="slotwise:island" data-island="Chart">
 *       <script type="application/json" data-prop="days">[1,2]</script>     props, one each
 *       <div phx-update="ignore">Loading</div>                              the component's place
 *     </div>
 *
 * The server patches the props like any text. Those whose text is another are given to the component, parsed; all
 * else in its place is the component's own. An island that fails is reported, and the page goes on.
 */

/**
 * @typedef {object} IslandContext
 * @property {(name: string, payload?: unknown, callback?: (reply: any) => void) => unknown} pushEvent
 * @property {(name: string, callback: (payload: any) => void) => () => void} handleEvent Gives its undoing; undone
 *   when the island goes.
 * @property {(error: unknown) => void} report What went wrong later on.
 *
 * @typedef {object} MountedIsland
 * @property {(changed: Record<string, any>) => void} [update] Gets the props that changed; one that is gone is
 *   `undefined`.
 * @property {() => void} [destroy]
 *
 * @typedef {object} Island
 * @property {(place: Element, props: Record<string, any>, context: IslandContext) => MountedIsland | void} mount
 *
 * @typedef {Island | { default: Island }} IslandModule
 * @typedef {Record<string, Island | (() => IslandModule | Promise<IslandModule>)>} Islands
 *
 * @typedef {object} Shown
 * @property {Map<string, string>} texts Of the props, as the component has them.
 * @property {MountedIsland | void} component
 * @property {boolean} gone
 *
 * @typedef {{ el: HTMLElement } & Pick<IslandContext, "pushEvent" | "handleEvent">} IslandHook
 * @typedef {(report: { kind: "island", message: string, error: unknown }) => void} ReportIsland
 */

/** @type {WeakMap<IslandHook, Shown>} */
const all = new WeakMap();

/** @param {IslandHook} hook @param {Islands} islands @param {ReportIsland} report */
export async function mounted(hook, islands, report) {
  /** @type {Shown} */
  const shown = { texts: new Map(), component: undefined, gone: false };
  all.set(hook, shown);
  await attempt(hook, report, async () => {
    const island = await load(islands, hook.el.dataset.island ?? "");
    // It may have gone while its module was on its way.
    if (!shown.gone) show(hook, shown, island, report);
  });
  reportProps(hook, report);
}

/** @param {IslandHook} hook @param {Islands} _ @param {ReportIsland} report */
export function updated(hook, _, report) {
  const shown = all.get(hook);
  if (!shown?.component) return;
  const texts = textsOf(hook.el);
  const names = [...new Set([...shown.texts.keys(), ...texts.keys()])];
  const changed = names.filter((name) => texts.get(name) !== shown.texts.get(name));
  shown.texts = texts;
  reportProps(hook, report);
  if (changed.length > 0) attempt(hook, report, () => shown.component?.update?.(propsOf(texts, changed)));
}

/** @param {IslandHook} hook @param {Islands} _ @param {ReportIsland} report */
export function destroyed(hook, _, report) {
  const shown = all.get(hook);
  if (!shown) return;
  shown.gone = true;
  attempt(hook, report, () => shown.component?.destroy?.());
}

/** @param {Islands} islands @param {string} name @returns {Promise<Island>} */
async function load(islands, name) {
  if (!Object.hasOwn(islands, name)) throw new Error("no island has this name");
  const island = islands[name];
  const module = typeof island === "function" ? await island() : island;
  return "default" in module ? module.default : module;
}

/** @param {IslandHook} hook @param {Shown} shown @param {Island} island @param {ReportIsland} report */
function show(hook, shown, island, report) {
  const { el } = hook;
  const place = /** @type {Element} */ (el.lastElementChild);
  const fallback = [...place.childNodes];
  shown.texts = textsOf(el);
  place.replaceChildren();
  try {
    shown.component = island.mount(place, propsOf(shown.texts, [...shown.texts.keys()]), {
      pushEvent: (...event) => hook.pushEvent(...event),
      handleEvent: (name, callback) => hook.handleEvent(name, callback),
      report: (error) => tell(hook, report, error),
    });
  } catch (error) {
    place.replaceChildren(...fallback);
    throw error;
  }
}

/** The props of an island, unparsed. @param {Element} el */
function textsOf(el) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const child of el.children) {
    const name = child.getAttribute("data-prop");
    if (name !== null) texts.set(name, child.textContent ?? "");
  }
  return texts;
}

/** @param {Map<string, string>} texts @param {string[]} names */
function propsOf(texts, names) {
  // Names are data: `__proto__` is one like others.
  return Object.fromEntries(names.map((name) => {
    const text = texts.get(name);
    return [name, text === undefined ? undefined : JSON.parse(text)];
  }));
}

/** What the server had to say of props that it could not send. @param {IslandHook} hook @param {ReportIsland} report */
function reportProps(hook, report) {
  const { error } = hook.el.dataset;
  if (error !== undefined) tell(hook, report, new Error(`its props are no JSON object: ${error}`));
}

/** @param {IslandHook} hook @param {ReportIsland} report @param {() => unknown} work */
async function attempt(hook, report, work) {
  try {
    await work();
  } catch (error) {
    tell(hook, report, error);
  }
}

/** @param {IslandHook} hook @param {ReportIsland} report @param {unknown} error */
function tell({ el }, report, error) {
  const message = error instanceof Error ? error.message : String(error);
  report({ kind: "island", message: `the island \`${el.dataset.island}\`: ${message}`, error });
}
