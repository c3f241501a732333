/**
 * Modules that are loaded when they are needed.
 *
 * Who comes upon something that needs one asks for it; if it is not there yet, a promise of it is thrown. Nothing
 * has been written then, and once it is there all is done again: `whenLoaded` does that.
 */

/** @template T @typedef {() => Promise<T>} Part One of parts.js. */

const ASK_AGAIN_AFTER = 1000;

/** Those that are there, and one promise for all who wait for one, so that they go on in their order. @type {Map<Part<any>, any>} */
const modules = new Map();

/** The module, if it is there. @template T @param {Part<T>} part @returns {T | undefined} */
export function loaded(part) {
  const module = modules.get(part);
  return module instanceof Promise ? undefined : module;
}

/** @template T @param {Part<T>} part @returns {T} @throws {Promise<T>} */
export function need(part) {
  const module = loaded(part);
  if (!module) throw load(part);
  return module;
}

/** @template T @param {Part<T>} part @returns {Promise<T>} */
export function load(part) {
  if (!modules.has(part)) modules.set(part, keep(part));
  return Promise.resolve(modules.get(part));
}

/** @template T @param {Part<T>} part @returns {Promise<T>} */
async function keep(part) {
  try {
    const module = await part();
    modules.set(part, module);
    return module;
  } catch (error) {
    // It may come another time.
    modules.delete(part);
    throw error;
  }
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

/**
 * Uses a module that nothing goes on without: at once if it is there, else when it comes, however often it has to be
 * asked for.
 *
 * @template T
 * @param {Part<T>} part
 * @param {(module: T) => void} use
 */
export function insist(part, use) {
  const module = loaded(part);
  if (module) use(module);
  else load(part).then(use, () => { setTimeout(() => insist(part, use), ASK_AGAIN_AFTER); });
}
