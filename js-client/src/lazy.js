/**
 * Modules that most patches do without.
 *
 * Who comes upon something that needs one asks for it; if it is not there yet, a promise of it is thrown. Nothing
 * has been written then, and once it is there all is done again: `whenLoaded` does that.
 */

const imports = {
  adopt: () => import("./adopt.js"),
  edits: () => import("./edits.js"),
  reconcile: () => import("./reconcile.js"),
  stream: () => import("./stream.js"),
};

/** @type {Partial<Record<keyof typeof imports, any>>} */
const modules = {};

/** @template {keyof typeof imports} Name @param {Name} name @returns {Awaited<ReturnType<typeof imports[Name]>>} */
export function need(name) {
  if (!modules[name]) throw load(name);
  return modules[name];
}

/** @param {keyof typeof imports} name */
export async function load(name) {
  modules[name] ??= await imports[name]();
}

/** Loads them all before they are needed. */
export async function loadAll() {
  await Promise.all(Object.keys(imports).map((name) => load(/** @type {keyof typeof imports} */ (name))));
}

/**
 * Does something that may need modules: at once if they are there, else later.
 *
 * @template T
 * @param {() => T} action
 * @returns {T | Promise<T>}
 */
export function whenLoaded(action) {
  try {
    return action();
  } catch (missing) {
    if (!(missing instanceof Promise)) throw missing;
    return missing.then(() => whenLoaded(action));
  }
}
