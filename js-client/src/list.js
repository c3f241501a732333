/**
 * Which rows of a reordered list have to move.
 *
 * A function of arrays, no DOM. `sources[i]` is the old position of the new row `i`, or -1:
 *
 *     old a b c d, new d a x c   sources [3, 0, -1, 2]
 *     rows in their old order    a, c           (the longest such choice)
 *     stays                      [0, 1, 0, 1]   so d moves, x is inserted, b is removed
 */

/**
 * Marks the most rows that can stay where they are: a longest increasing subsequence of the old
 * positions. The other old rows, as few as possible, have to move.
 *
 * @param {ArrayLike<number>} sources
 * @param {number} start
 * @param {number} end
 * @param {number} [pinned] An old row that has to stay, whatever else moves; -1 if none.
 * @returns {Uint8Array} One entry for each of `start..end`: 1 stays, 0 moves or is new.
 */
export function findStaying(sources, start, end, pinned = -1) {
  const stays = new Uint8Array(end - start);
  if (isIncreasing(sources, start, end)) {
    for (let index = start; index < end; index += 1) if (sources[index] >= 0) stays[index - start] = 1;
    return stays;
  }
  // tails[k] is where the best sequence of length k + 1 ends: the one with the lowest last position.
  /** @type {number[]} */
  const tails = [];
  const previous = new Int32Array(end - start);
  for (let index = start; index < end; index += 1) {
    const source = sources[index];
    // What goes past the pinned row moves.
    if (source < 0 || (index - pinned) * (source - sources[pinned]) < 0) continue;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sources[tails[middle]] < source) low = middle + 1;
      else high = middle;
    }
    previous[index - start] = low > 0 ? tails[low - 1] : -1;
    tails[low] = index;
  }
  let index = tails.length > 0 ? tails[tails.length - 1] : -1;
  while (index >= 0) {
    stays[index - start] = 1;
    index = previous[index - start];
  }
  return stays;
}

/**
 * Most changes insert or remove and move nothing.
 *
 * @param {ArrayLike<number>} sources
 * @param {number} start
 * @param {number} end
 */
function isIncreasing(sources, start, end) {
  let highest = -1;
  for (let index = start; index < end; index += 1) {
    const source = sources[index];
    if (source < 0) continue;
    if (source < highest) return false;
    highest = source;
  }
  return true;
}
