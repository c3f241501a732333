/**
 * The rows of a stream, by their ids and in their order.
 *
 * What is done to a stream names rows by their ids: a map finds them and links keep their order, so that
 * nothing is proportional to the rows but positions that are counted off. It knows no DOM:
 * what it does to the rows it tells whoever shows them.
 */

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./decode.js").Shape} Shape
 *
 * @typedef {object} Row
 * @property {string} id
 * @property {Block | null} block `null` for the end of a stream.
 * @property {Row} next
 * @property {Row} previous
 *
 * @typedef {object} Stream
 * @property {"stream"} type
 * @property {Shape} shape
 * @property {Map<string, Row>} rows
 * @property {Row} end Stands behind the last row, and so before the first one.
 *
 * @typedef {object} Insertion
 * @property {string} id
 * @property {Block} block
 * @property {number} at -1: at the end.
 * @property {number | null} limit
 * @property {boolean} updateOnly
 *
 * @typedef {object} Change
 * @property {boolean} reset
 * @property {string[]} deletes
 * @property {Insertion[]} inserts
 *
 * @typedef {object} Shown Who shows the rows.
 * @property {(row: Row, next: Row) => void} insert
 * @property {(row: Row, next: Row) => void} move
 * @property {(row: Row, block: Block) => void} update
 * @property {(row: Row) => void} remove
 */

/**
 * @param {Shape} shape
 * @returns {Stream}
 */
export function createStream(shape) {
  const end = /** @type {Row} */ ({ id: "", block: null });
  end.next = end.previous = end;
  return { type: "stream", shape, rows: new Map(), end };
}

/**
 * The rows of a list or a stream, in their order.
 *
 * @param {import("./decode.js").List | Stream} value
 */
export function rowsOf(value) {
  if (value.type === "list") return value.rows;
  const rows = [];
  for (let row = value.end.next; row.block; row = row.next) rows.push(row.block);
  return rows;
}

/** Shown by nobody: a new block takes the place of an old one. @type {Shown} */
export const UNSHOWN = {
  insert() {},
  move() {},
  update(row, block) {
    row.block = block;
  },
  remove() {},
};

/**
 * @param {Stream} stream
 * @param {Change} change
 * @param {Shown} shown
 */
export function changeStream(stream, { reset, deletes, inserts }, shown) {
  /** @type {Map<string, Row>} Those of before a reset that did not come again yet. */
  let left = new Map();
  // They stand behind all the others, from here on.
  let tail = stream.end;
  if (reset) {
    left = stream.rows;
    stream.rows = new Map();
    tail = stream.end.next;
  }
  for (const id of deletes) removeRow(stream, stream.rows.get(id), shown);
  const updates = inserts.map(({ id }) => stream.rows.has(id));
  inserts.forEach(({ id, block, at, limit, updateOnly }, index) => {
    if (updates[index]) {
      const row = stream.rows.get(id);
      if (row) shown.update(row, block);
      return;
    }
    if (updateOnly) return;
    const kept = left.get(id);
    if (kept) {
      left.delete(id);
      if (kept === tail) tail = kept.next;
      unlink(kept);
      shown.update(kept, block);
    }
    const row = kept ?? /** @type {Row} */ ({ id, block });
    const next = at < 0 ? tail : rowAt(stream, at, tail);
    if (!kept) shown.insert(row, next);
    else if (kept.next !== next) shown.move(kept, next);
    row.next = next;
    row.previous = next.previous;
    next.previous.next = next.previous = row;
    stream.rows.set(id, row);
    if (limit === null) return;
    while (stream.rows.size > Math.abs(limit)) {
      removeRow(stream, limit < 0 ? stream.end.next : tail.previous, shown);
    }
  });
  for (const row of left.values()) removeRow(stream, row, shown);
}

/**
 * @param {Stream} stream
 * @param {number} position
 * @param {Row} tail
 */
function rowAt(stream, position, tail) {
  let row = stream.end.next;
  for (; position > 0 && row !== tail; position -= 1) row = row.next;
  return row;
}

/**
 * @param {Stream} stream
 * @param {Row | undefined} row
 * @param {Shown} shown
 */
function removeRow(stream, row, shown) {
  if (!row) return;
  unlink(row);
  if (stream.rows.get(row.id) === row) stream.rows.delete(row.id);
  shown.remove(row);
}

/** @param {Row} row */
function unlink(row) {
  row.previous.next = row.next;
  row.next.previous = row.previous;
}
