/**
 * The rows of a stream, by their ids and in their order.
 *
 * What is done to a stream names rows by their ids: a map finds them and links keep their order, so that
 * nothing is proportional to the rows but positions that are counted off.
 */

import { check, decodeRows, isArray, isInteger, isText, shapeOf } from "./decode.js";
import { need } from "./lazy.js";
import { mend } from "./parts.js";
import { applyGroup, firstOf, insertRows, moveBlock, removeBlock } from "./patch.js";
import { elementsOf } from "./written.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./decode.js").Shape} Shape
 * @typedef {import("./decode.js").Tree} Tree
 *
 * @typedef {object} Row
 * @property {string} id
 * @property {Block | null} block `null` for the end of a stream.
 * @property {Row} next
 * @property {Row} previous
 *
 * @typedef {object} Stream
 * @property {Shape} shape
 * @property {Map<string, Row>} byId
 * @property {Row} end Stands behind the last row, and so before the first one.
 * @property {Block[]} rows In their order.
 * @property {(wanted: Stream) => import("./decode.js").Change} become Makes it equal to another.
 *
 * @typedef {object} Insertion
 * @property {string} id
 * @property {Block} block
 * @property {number} at -1: at the end.
 * @property {number | null} limit
 * @property {boolean} updateOnly
 *
 * @typedef {object} StreamChange
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
 * Reads `[null, shape id, values...]`.
 *
 * @param {Tree} tree
 * @param {any[]} json
 * @param {number} depth
 */
export function decodeStream(tree, json, depth) {
  const shape = shapeOf(tree, json[1]);
  return streamOf(shape, decodeRows(tree, shape, json, 2, depth));
}

/** @param {Shape} shape @param {Block[]} rows @returns {Stream} */
export function streamOf(shape, rows) {
  const end = /** @type {Row} */ ({ id: "", block: null });
  end.next = end.previous = end;
  /** @type {Stream} */
  const stream = {
    shape,
    byId: new Map(),
    end,
    get rows() {
      const rows = [];
      for (let row = end.next; row.block; row = row.next) rows.push(row.block);
      return rows;
    },
    // The server knows no rows but those it sends: the others go.
    become: (wanted) => changeOf(stream, { reset: true, deletes: [], inserts: insertions(wanted.rows, -1, null, false, new Set()) }),
  };
  changeStream(stream, { reset: false, deletes: [], inserts: insertions(rows, -1, null, false, new Set()) }, UNSHOWN);
  return stream;
}

/**
 * @param {Block[]} rows
 * @param {number} at
 * @param {number | null} limit
 * @param {boolean} updateOnly
 * @param {Set<string>} ids Those that came before.
 */
function insertions(rows, at, limit, updateOnly, ids) {
  return rows.map((block) => {
    const id = idOf(block);
    check(!ids.has(id), "row");
    ids.add(id);
    return { id, block, at, limit, updateOnly };
  });
}

/**
 * A row of a stream is one element with an `id`.
 *
 * @param {Block} row
 */
function idOf({ shape, dynamics }) {
  const [element] = shape.nodes;
  /** @type {unknown[]} */
  const attributes = isArray(element) && shape.nodes.length === 1 ? element[1] : [];
  const pieces = [attributes[attributes.indexOf("id") + 1]].flat();
  const texts = pieces.map((piece) => (typeof piece === "number" ? dynamics[piece] : piece) ?? "");
  const id = texts.join("");
  check(attributes.includes("id") && id && !texts.includes(true), "value");
  return id;
}

/**
 * Reads `[null?, id..., (true?, at?, limit?, [values...])...]`: what is done to a stream.
 *
 * @param {Tree} tree
 * @param {Stream} stream
 * @param {unknown[]} tokens
 */
export function decodeChange(tree, stream, tokens) {
  // For rows that are shown already.
  need(mend);
  const reset = tokens[0] === null;
  let position = reset ? 1 : 0;
  const deletes = [];
  for (; isText(tokens[position]); position += 1) deletes.push(/** @type {string} */ (tokens[position]));
  /** @type {Set<string>} */
  const ids = new Set();
  /** @type {Insertion[]} */
  let inserts = [];
  for (; position < tokens.length; position += 1) {
    const updateOnly = tokens[position] === true;
    if (updateOnly) position += 1;
    /** @type {number[]} */
    const places = [];
    for (; isInteger(tokens[position]); position += 1) places.push(/** @type {number} */ (tokens[position]));
    const [at = -1, limit = null] = places;
    const values = tokens[position];
    check(isArray(values) && values.length && places.length <= 2 && at >= -1, "token");
    const rows = decodeRows(tree, stream.shape, values, 0, 0);
    inserts = inserts.concat(insertions(rows, at, limit, updateOnly, ids));
  }
  return { ...changeOf(stream, { reset, deletes, inserts }), tokens };
}

/**
 * @param {Stream} stream
 * @param {StreamChange} change
 * @returns {import("./decode.js").Change}
 */
function changeOf(stream, change) {
  return {
    keep: () => changeStream(stream, change, UNSHOWN),
    show(context, place) {
      changeStream(stream, change, shownIn(context, place));
      return true;
    },
    // Rows that are shown already change inside.
    written: () => change.inserts.flatMap(({ id, block }) => {
      const shown = stream.byId.get(id)?.block;
      return shown ? elementsOf(updatesOf(shown, block)) : [];
    }),
  };
}

/** @param {Block} shown @param {Block} wanted */
function updatesOf(shown, wanted) {
  /** @type {import("./decode.js").Operation[]} */
  const operations = [];
  need(mend).reconcileBlock(shown, wanted, operations);
  return operations;
}

/**
 * @param {import("./patch.js").Context} context
 * @param {import("./patch.js").Place} place
 * @returns {Shown}
 */
function shownIn(context, place) {
  /** @param {Row} row */
  const nodeOf = ({ block }) => (block ? firstOf(block) : place.anchor);
  return {
    insert: ({ block }, next) => { insertRows(context, { ...place, anchor: nodeOf(next) }, [/** @type {Block} */ (block)]); },
    move: ({ block }, next) => moveBlock(place.parent, /** @type {Block} */ (block), nodeOf(next)),
    update({ block }, wanted) {
      const operations = updatesOf(/** @type {Block} */ (block), wanted);
      for (let start = 0; start < operations.length;) start = applyGroup(context, operations, start);
    },
    remove: ({ block }) => removeBlock(context, /** @type {Block} */ (block)),
  };
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
 * @param {StreamChange} change
 * @param {Shown} shown
 */
export function changeStream(stream, { reset, deletes, inserts }, shown) {
  /** @type {Map<string, Row>} Those of before a reset that did not come again yet. */
  let left = new Map();
  // They stand behind all the others, from here on.
  let tail = stream.end;
  if (reset) {
    left = stream.byId;
    stream.byId = new Map();
    tail = stream.end.next;
  }
  for (const id of deletes) removeRow(stream, stream.byId.get(id), shown);
  const updates = inserts.map(({ id }) => stream.byId.has(id));
  inserts.forEach(({ id, block, at, limit, updateOnly }, index) => {
    if (updates[index]) {
      const row = stream.byId.get(id);
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
    stream.byId.set(id, row);
    if (limit === null) return;
    while (stream.byId.size > Math.abs(limit)) {
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
  if (stream.byId.get(row.id) === row) stream.byId.delete(row.id);
  shown.remove(row);
}

/** @param {Row} row */
function unlink(row) {
  row.previous.next = row.next;
  row.next.previous = row.previous;
}
