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
 * @returns {Uint8Array} 1 stays, 0 moves or is new.
 */
export function findStaying(sources) {
  const stays = new Uint8Array(sources.length);
  // tails[k] is where the best sequence of length k + 1 ends: the one with the lowest last position.
  /** @type {number[]} */
  const tails = [];
  const previous = new Int32Array(sources.length);
  for (let index = 0; index < sources.length; index += 1) {
    const source = sources[index];
    if (source < 0) continue;
    let high = tails.length;
    // Most changes insert or remove and move nothing: then the first comparison is the last.
    let low = high && sources[tails[high - 1]] < source ? high : 0;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sources[tails[middle]] < source) low = middle + 1;
      else high = middle;
    }
    previous[index] = low ? tails[low - 1] : -1;
    tails[low] = index;
  }
  for (let index = tails.length ? tails[tails.length - 1] : -1; index >= 0; index = previous[index]) stays[index] = 1;
  return stays;
}
