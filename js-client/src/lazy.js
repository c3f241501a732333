/**
 * Modules that are loaded when they are needed.
 *
 * Who comes upon something that needs one asks for it; if it is not there yet, a promise of it is thrown. Nothing
 * has been written then, and once it is there all is done again: `whenLoaded` does that.
 */

/** @template T @typedef {(() => Promise<T>) & { arrived?: T, coming?: Promise<T> }} Part One of parts.js. */

const ASK_AGAIN_AFTER = 1000;

/** The module, if it is there. @template T @param {Part<T>} part @returns {T | undefined} */
export function loaded(part) {
  return part.arrived;
}

/** @template T @param {Part<T>} part @returns {T} @throws {Promise<T>} */
export function need(part) {
  if (!part.arrived) throw load(part);
  return part.arrived;
}

/** One promise for all who wait for a module, so that they go on in their order. @template T @param {Part<T>} part @returns {Promise<T>} */
export function load(part) {
  return (part.coming ??= part().then((module) => (part.arrived = module), (error) => {
    // It may come another time.
    part.coming = undefined;
    throw error;
  }));
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
