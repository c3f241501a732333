/**
 * Modules that are loaded when they are needed.
 *
 * Who comes upon something that needs one asks for it; if it is not there yet, a promise of it is thrown. Nothing
 * has been written then, and once it is there all is done again: `whenLoaded` does that.
 */

/** @template T @typedef {() => Promise<T>} Part One of parts.js. */

/** @type {Map<Part<any>, any>} */
const modules = new Map();

/** The module, if it is there. @template T @param {Part<T>} part @returns {T | undefined} */
export function loaded(part) {
  return modules.get(part);
}

/** @template T @param {Part<T>} part @returns {T} @throws {Promise<T>} */
export function need(part) {
  if (!modules.has(part)) throw load(part);
  return modules.get(part);
}

/** @template T @param {Part<T>} part @returns {Promise<T>} */
export async function load(part) {
  if (!modules.has(part)) modules.set(part, await part());
  return modules.get(part);
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
