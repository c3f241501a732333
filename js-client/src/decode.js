/**
 * Patch JSON -> what it means, without touching a page.
 *
 * Takes a patch as `JSON.parse` gives it (see docs/wire-native.md) and the tree it applies to; gives
 * a list of operations on that tree. At each token it is known what may come next and anything else
 * is refused, so a bad patch is found out before the first node is written. It knows no DOM.
 *
 * One patch, on the page of docs/wire-native.md:
 *
 *     [0, "small", 1, 1, 1, "B"]
 *     -> [ { block: root, slot: 0, value: "small" },
 *          { block: root.values[1].rows[1], slot: 1, value: "B" } ]
 */

import { editValue, isEdits } from "./edits.js";
import { changeStream, createStream, UNSHOWN } from "./stream.js";

/** What a slot may hold, by where it stands in its shape. */
export const TEXT_SLOT = 0;
export const WHOLE_ATTRIBUTE_SLOT = 1;
export const ATTRIBUTE_PIECE_SLOT = 2;
export const SPREAD_SLOT = 3;

/**
 * @typedef {string | number | true | null} Scalar
 * @typedef {(string | number | true)[]} Spread Names and values of attributes in turn.
 * @typedef {import("./stream.js").Stream} Stream
 * @typedef {Scalar | Spread | Block | List | Stream} Value
 *
 * @typedef {object} Shape
 * @property {string} key The canonical JSON of the shape; equal shapes are one object.
 * @property {unknown[]} nodes The validated JSON.
 * @property {number[]} slotKinds One of the constants above for each slot.
 * @property {Record<string, import("./shape.js").Layout>} layouts By namespace, made when first built.
 * @property {boolean} isMarkup It came with its block, and is nobody else's.
 *
 * @typedef {object} Block A template with values; once `parts` is set it stands in a page.
 * @property {"block"} type
 * @property {Shape} shape
 * @property {Value[]} values
 * @property {import("./shape.js").Layout | null} layout
 * @property {import("./shape.js").BoundPart[] | null} parts What each slot writes to.
 * @property {ChildNode | null} first Its first node; null if that belongs to a run with slots.
 * @property {ChildNode | null} last Likewise its last one.
 * @property {boolean} ignored Inside `phx-update="ignore"`: values are remembered, nodes left alone.
 *
 * @typedef {object} List
 * @property {"list"} type
 * @property {Shape} shape
 * @property {Block[]} rows
 *
 * @typedef {object} WriteOperation
 * @property {Block} block
 * @property {number} slot
 * @property {Value} value
 * @property {unknown[]} [edits] What makes it of the markup that was there.
 *
 * @typedef {object} ListOperation
 * @property {Block} block
 * @property {number} slot
 * @property {List} list
 * @property {Block[]} rows The new rows: blocks of the page and new ones.
 * @property {number[]} sources For each new row its old position, or -1.
 *
 * @typedef {{ block: Block, slot: number, stream: Stream } & import("./stream.js").Change} StreamOperation
 *
 * @typedef {WriteOperation | ListOperation | StreamOperation} Operation
 *
 * @typedef {object} Tree What a patch applies to.
 * @property {Map<number, Shape>} shapes By the ids of this connection.
 * @property {Map<string, Shape>} shapeCache By canonical JSON; outlives connections.
 * @property {Block | null} root
 *
 * @typedef {object} DecodedPatch
 * @property {Map<number, Shape>} shapes The known ones and the new ones.
 * @property {Block | null} root Replaces everything.
 * @property {Operation[]} operations
 */

/** A patch that does not fit. The page was left as it is. */
export class PatchError extends Error {
  /**
   * @param {"json" | "shape" | "unknown-shape" | "shape-conflict" | "value" | "count" | "slot" | "row"
   *   | "token" | "scope" | "structure" | "end" | "too-deep" | "too-large" | "no-root" | "edits" | "page"} code
   * @param {string} message
   */
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.name = "PatchError";
    this.code = code;
  }
}

// The HTML parser itself stops nesting at 512 elements, so no page needs more.
const DEEPEST = 512;
// The server lets views be 1,000 deep; not each has an element.
const DEEPEST_VALUE = 1024;
// Only rows without slots can be many in few bytes.
export const MOST_ROWS = 1_000_000;

/**
 * Reads a patch against a tree, changing neither.
 *
 * @param {Tree} tree
 * @param {unknown} patch
 * @returns {DecodedPatch}
 * @throws {PatchError}
 */
export function decodePatch(tree, patch) {
  if (!Array.isArray(patch)) throw new PatchError("json", "a patch is an array");
  let position = 0;
  let shapes = tree.shapes;
  if (isObject(patch[position])) {
    shapes = decodeShapes(shapes, tree.shapeCache, patch[position]);
    position += 1;
  }
  let root = null;
  const first = patch[position];
  if (Array.isArray(first) && isIndex(first[0])) {
    root = /** @type {Block} */ (decodeValue(shapes, first, TEXT_SLOT, 0));
    position += 1;
  }
  const scopeRoot = root ?? tree.root;
  if (!scopeRoot) throw new PatchError("no-root", "the first patch brings a root");
  return { shapes, root, operations: decodeTokens(shapes, scopeRoot, patch, position) };
}

/**
 * The shapes known so far and those of the patch.
 *
 * @param {Map<number, Shape>} known
 * @param {Map<string, Shape>} cache
 * @param {Record<string, unknown>} json
 */
export function decodeShapes(known, cache, json) {
  const shapes = new Map(known);
  // `Object.keys` of what `JSON.parse` made: `__proto__` is a key like any other, and no number.
  for (const name of Object.keys(json)) {
    if (!/^(0|[1-9][0-9]{0,8})$/.test(name)) {
      throw new PatchError("shape", "a shape's id is a number");
    }
    const shape = decodeShape(cache, json[name]);
    const id = Number(name);
    const before = shapes.get(id);
    if (before && before !== shape) {
      throw new PatchError("shape-conflict", `shape ${id} came twice and differs`);
    }
    shapes.set(id, shape);
  }
  return shapes;
}

/**
 * Checks a shape's JSON. Equal shapes are the same object, whatever their ids: that is how a tree
 * from a new connection is compared with the one in the page.
 *
 * @param {Map<string, Shape>} cache
 * @param {unknown} json
 * @returns {Shape}
 */
export function decodeShape(cache, json) {
  if (!Array.isArray(json)) throw new PatchError("shape", "a shape is an array of nodes");
  /** @type {number[]} */
  const slotKinds = [];
  checkNodes(json, 0, slotKinds, 0);
  const key = JSON.stringify(json);
  let shape = cache.get(key);
  if (!shape) {
    shape = { key, nodes: json, slotKinds, layouts: {}, isMarkup: false };
    cache.set(key, shape);
  }
  return shape;
}

/**
 * @param {unknown[]} nodes
 * @param {number} start
 * @param {number[]} slotKinds
 * @param {number} depth
 */
function checkNodes(nodes, start, slotKinds, depth) {
  if (depth > DEEPEST) throw new PatchError("too-deep", "a shape is nested too deeply");
  for (let index = start; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (typeof node === "string") continue;
    if (typeof node === "number") checkSlot(node, TEXT_SLOT, slotKinds);
    else if (Array.isArray(node)) checkElementOrComment(node, slotKinds, depth);
    else throw new PatchError("shape", "a node is a string, a slot or an array");
  }
}

/**
 * @param {unknown[]} node
 * @param {number[]} slotKinds
 * @param {number} depth
 */
function checkElementOrComment(node, slotKinds, depth) {
  const [tag, attributes] = node;
  if (tag === "!") {
    if (node.length !== 2 || typeof attributes !== "string") {
      throw new PatchError("shape", "a comment has one text");
    }
    return;
  }
  if (typeof tag !== "string" || !/^[A-Za-z][^\s/>\0]*$/.test(tag)) {
    throw new PatchError("shape", "an element begins with its name");
  }
  checkAttributes(attributes, slotKinds);
  checkNodes(node, 2, slotKinds, depth + 1);
}

/** @param {unknown} attributes @param {number[]} slotKinds */
function checkAttributes(attributes, slotKinds) {
  if (!Array.isArray(attributes) || attributes.length % 2 !== 0) {
    throw new PatchError("shape", "attributes are pairs");
  }
  for (let index = 0; index < attributes.length; index += 2) {
    checkAttribute(attributes[index], attributes[index + 1], slotKinds);
  }
}

/**
 * @param {unknown} name
 * @param {unknown} value
 * @param {number[]} slotKinds
 */
function checkAttribute(name, value, slotKinds) {
  checkAttributeName(name);
  if (name === "..") {
    checkSlot(value, SPREAD_SLOT, slotKinds);
    return;
  }
  if (typeof value === "string") return;
  if (typeof value === "number") {
    checkSlot(value, WHOLE_ATTRIBUTE_SLOT, slotKinds);
    return;
  }
  if (!Array.isArray(value) || value.length < 3 || value.length % 2 !== 1) {
    throw new PatchError("shape", "pieces of an attribute begin and end with a string");
  }
  for (let index = 0; index < value.length; index += 1) {
    const piece = value[index];
    if (index % 2 === 1) checkSlot(piece, ATTRIBUTE_PIECE_SLOT, slotKinds);
    else if (typeof piece !== "string") throw new PatchError("shape", "expected a static piece");
  }
}

/** @param {unknown} name */
function checkAttributeName(name) {
  if (typeof name !== "string" || !/^[^\s"'<>/=\0]+$/.test(name)) {
    throw new PatchError("shape", "not an attribute's name");
  }
}

/**
 * @param {unknown} slot
 * @param {number} kind
 * @param {number[]} slotKinds
 */
function checkSlot(slot, kind, slotKinds) {
  if (slot !== slotKinds.length) {
    throw new PatchError("shape", "slots are numbered from 0 in document order");
  }
  slotKinds.push(kind);
}

/**
 * @param {Map<number, Shape>} shapes
 * @param {unknown} json
 * @param {number} kind
 * @param {number} depth
 * @returns {Value}
 */
function decodeValue(shapes, json, kind, depth) {
  if (kind === SPREAD_SLOT) return checkSpread(json);
  if (json === null || typeof json === "string" || Number.isSafeInteger(json)) {
    return /** @type {Scalar} */ (json);
  }
  if (json === true && kind === WHOLE_ATTRIBUTE_SLOT) return true;
  if (kind !== TEXT_SLOT || !Array.isArray(json)) {
    throw new PatchError("value", "not a value for this slot");
  }
  if (depth > DEEPEST_VALUE) throw new PatchError("too-deep", "values are nested too deeply");
  const id = json[0];
  if (Array.isArray(id) && json.length === 1) {
    checkMarkup(id, 0, 0);
    return markupBlock(id);
  }
  if (id === null) return decodeStream(shapes, json, depth);
  if (!Number.isSafeInteger(id)) throw new PatchError("value", "a block begins with a shape's id");
  if (id < 0) return decodeList(shapes, json, depth);
  const shape = shapeOf(shapes, id);
  if (json.length !== 1 + shape.slotKinds.length) {
    throw new PatchError("count", `shape ${id} has ${shape.slotKinds.length} slots`);
  }
  return decodeBlock(shapes, shape, json, 1, depth);
}

/**
 * @param {unknown} json
 * @returns {Spread}
 */
export function checkSpread(json) {
  if (!Array.isArray(json) || json.length % 2 !== 0) {
    throw new PatchError("value", "a spread has names and values in turn");
  }
  for (let index = 0; index < json.length; index += 2) {
    checkAttributeName(json[index]);
    const value = json[index + 1];
    if (typeof value !== "string" && value !== true && !Number.isSafeInteger(value)) {
      throw new PatchError("value", "not a value in a spread");
    }
  }
  return json;
}

/**
 * @param {Map<number, Shape>} shapes
 * @param {unknown[]} json
 * @param {number} depth
 * @returns {List}
 */
function decodeList(shapes, json, depth) {
  const shape = shapeOf(shapes, -1 - /** @type {number} */ (json[0]));
  return { type: "list", shape, rows: decodeRows(shapes, shape, json, 1, depth) };
}

/**
 * `[null, shape id, values...]`
 *
 * @param {Map<number, Shape>} shapes
 * @param {unknown[]} json
 * @param {number} depth
 * @returns {Stream}
 */
function decodeStream(shapes, json, depth) {
  const shape = shapeOf(shapes, /** @type {number} */ (json[1]));
  return streamOf(shape, decodeRows(shapes, shape, json, 2, depth));
}

/** @param {Shape} shape @param {Block[]} rows */
export function streamOf(shape, rows) {
  const stream = createStream(shape);
  const inserts = decodeInserts(rows, -1, null, false, new Set());
  changeStream(stream, { reset: false, deletes: [], inserts }, UNSHOWN);
  return stream;
}

/**
 * @param {Block[]} rows
 * @param {number} at
 * @param {number | null} limit
 * @param {boolean} updateOnly
 * @param {Set<string>} ids Those that came before.
 */
function decodeInserts(rows, at, limit, updateOnly, ids) {
  return rows.map((block) => {
    const id = idOf(block);
    if (ids.has(id)) throw new PatchError("row", `row ${id} came twice`);
    ids.add(id);
    return { id, block, at, limit, updateOnly };
  });
}

/**
 * A row of a stream is one element with an `id`.
 *
 * @param {Block} row
 */
function idOf({ shape, values }) {
  const [element] = /** @type {[string, unknown[]][]} */ (shape.nodes);
  const attributes = Array.isArray(element) && shape.nodes.length === 1 ? element[1] : [];
  const pieces = [attributes[attributes.indexOf("id") + 1]].flat();
  const texts = pieces.map((piece) => (typeof piece === "number" ? values[piece] : piece) ?? "");
  const id = texts.join("");
  if (!attributes.includes("id") || id === "" || texts.includes(true)) throw new PatchError("value", "a row of a stream has an id");
  return id;
}

/**
 * Rows one after another, to the end of the array: as many as there are values for, or for a shape
 * without slots as many as the only value says.
 *
 * @param {Map<number, Shape>} shapes
 * @param {Shape} shape
 * @param {unknown[]} json
 * @param {number} start
 * @param {number} depth
 */
function decodeRows(shapes, shape, json, start, depth) {
  const width = shape.slotKinds.length;
  const values = json.length - start;
  const count = width > 0 ? values / width : values === 1 ? json[start] : -1;
  if (!isIndex(count)) throw new PatchError("count", "rows have the wrong number of values");
  if (count > MOST_ROWS) throw new PatchError("too-large", "too many rows");
  const rows = [];
  for (let row = 0; row < count; row += 1) {
    rows.push(decodeBlock(shapes, shape, json, start + row * width, depth));
  }
  return rows;
}

/**
 * @param {Map<number, Shape>} shapes
 * @param {Shape} shape
 * @param {unknown[]} json
 * @param {number} start Where its values begin.
 * @param {number} depth
 * @returns {Block}
 */
function decodeBlock(shapes, shape, json, start, depth) {
  const { slotKinds } = shape;
  /** @type {Value[]} */
  const values = [];
  for (let slot = 0; slot < slotKinds.length; slot += 1) {
    values.push(decodeValue(shapes, json[start + slot], slotKinds[slot], depth + 1));
  }
  return newBlock(shape, values);
}

/** A block that stands nowhere yet. @param {Shape} shape @param {Value[]} values @returns {Block} */
export function newBlock(shape, values) {
  return { type: "block", shape, values, layout: null, parts: null, first: null, last: null, ignored: false };
}

/** @param {unknown[]} nodes @returns {Block} */
export function markupBlock(nodes) {
  // Its key is asked for after a rejoin, and not made with each of many edits.
  const shape = { get key() { return JSON.stringify(nodes); }, nodes, slotKinds: [], layouts: {}, isMarkup: true };
  return newBlock(shape, []);
}

/** @param {unknown[]} nodes @param {number} start @param {number} depth */
export function checkMarkup(nodes, start, depth) {
  /** @type {number[]} */
  const slotKinds = [];
  checkNodes(nodes, start, slotKinds, depth);
  if (slotKinds.length > 0) throw new PatchError("value", "markup has no slots");
}

/**
 * @param {Map<number, Shape>} shapes
 * @param {number} id
 */
export function shapeOf(shapes, id) {
  const shape = shapes.get(id);
  if (!shape) throw new PatchError("unknown-shape", `shape ${id} was never sent`);
  return shape;
}

/**
 * @typedef {object} BlockScope
 * @property {Block} block
 * @property {null} list
 * @property {Map<number, WriteOperation | null>} seen Slots of this scope that came already.
 *
 * @typedef {object} ListScope
 * @property {Block} block The block whose slot the list is in.
 * @property {number} slot
 * @property {List} list
 * @property {Block[]} rows As the structure, if any came, leaves them.
 * @property {boolean} begun
 * @property {Set<number>} seen
 *
 * @typedef {BlockScope | ListScope} Scope
 */

/**
 * @param {Map<number, Shape>} shapes
 * @param {Block} root
 * @param {unknown[]} tokens
 * @param {number} start
 */
function decodeTokens(shapes, root, tokens, start) {
  /** @type {Operation[]} */
  const operations = [];
  /** @type {Scope[]} */
  const scopes = [blockScope(root)];
  for (let position = start; position < tokens.length; position += 1) {
    const token = tokens[position];
    const scope = scopes[scopes.length - 1];
    if (isIndex(token)) {
      if (scope.list) scopes.push(enterRow(scope, token));
      else position = decodeSlot(shapes, scope, token, tokens, position + 1, scopes, operations);
    } else if (Number.isSafeInteger(token)) {
      const leave = -(/** @type {number} */ (token));
      if (leave >= scopes.length) throw new PatchError("scope", "the root cannot be left");
      scopes.length -= leave;
    } else if (scope.list && !scope.begun && Array.isArray(token)) {
      decodeStructure(shapes, scope, token, operations);
    } else if (!scope.list && Array.isArray(token)) {
      decodeRun(shapes, scope, token, operations);
    } else {
      throw new PatchError("token", scope.list ? "expected a row" : "expected a slot");
    }
  }
  const open = scopes[scopes.length - 1];
  if (open.list && !open.begun) throw new PatchError("end", "a list was entered for nothing");
  return operations;
}

/** @param {Block} block @returns {BlockScope} */
function blockScope(block) {
  return { block, list: null, seen: new Map() };
}

/** @param {ListScope} scope @param {number} index */
function enterRow(scope, index) {
  scope.begun = true;
  if (index >= scope.rows.length) throw new PatchError("row", `no row ${index}`);
  if (scope.seen.has(index)) throw new PatchError("token", `row ${index} came twice`);
  scope.seen.add(index);
  return blockScope(scope.rows[index]);
}

/**
 * Reads what follows a slot; gives the position of the last token it took.
 *
 * @param {Map<number, Shape>} shapes
 * @param {BlockScope} scope
 * @param {number} slot
 * @param {unknown[]} tokens
 * @param {number} position
 * @param {Scope[]} scopes
 * @param {Operation[]} operations
 */
function decodeSlot(shapes, scope, slot, tokens, position, scopes, operations) {
  const { block, seen } = scope;
  if (position >= tokens.length) throw new PatchError("end", `nothing follows slot ${slot}`);
  const token = tokens[position];
  const holds = seen.has(slot) ? null : block.values[slot];
  if (isBlock(holds) && Number.isSafeInteger(token)) {
    if (!isIndex(token)) throw new PatchError("token", "a block was entered for nothing");
    seen.set(slot, null);
    scopes.push(blockScope(holds));
    return position - 1;
  }
  if (isList(holds) && (isIndex(token) || (Array.isArray(token) && isIndex(token[0])))) {
    seen.set(slot, null);
    scopes.push({ block, slot, list: holds, rows: holds.rows, begun: false, seen: new Set() });
    return position - 1;
  }
  if (isStream(holds) && Array.isArray(token)) {
    seen.set(slot, null);
    decodeStreamChange(shapes, block, slot, holds, token, operations);
    return position;
  }
  replaceValue(shapes, scope, slot, token, operations);
  return position;
}

/**
 * @param {Map<number, Shape>} shapes
 * @param {BlockScope} scope
 * @param {number} slot
 * @param {unknown} json
 * @param {Operation[]} operations
 */
function replaceValue(shapes, scope, slot, json, operations) {
  const { block, seen } = scope;
  const { slotKinds } = block.shape;
  if (slot >= slotKinds.length) throw new PatchError("slot", `no slot ${slot}`);
  const again = seen.get(slot);
  if (again === null || (again && again.value !== null)) {
    throw new PatchError("token", `slot ${slot} came twice`);
  }
  const holds = again ? null : block.values[slot];
  if (holdsNodes(holds) && typeof json === "number") {
    throw new PatchError("token", "a number cannot replace a block or a list");
  }
  /** @type {WriteOperation} */
  const operation = { block, slot, value: null };
  if (isEdits(json) && slotKinds[slot] !== SPREAD_SLOT) {
    operation.value = editValue(holds, json);
    if (isBlock(operation.value)) operation.edits = json;
  } else {
    operation.value = decodeValue(shapes, json, slotKinds[slot], 0);
  }
  const { value } = operation;
  if (again) {
    // A list becomes a block by way of `null`: one write is enough.
    again.value = value;
    seen.set(slot, null);
    if (!block.parts) block.values[slot] = value;
    return;
  }
  // Only `null` in place of a list may be followed by the slot again.
  seen.set(slot, value === null && isList(holds) ? operation : null);
  // What is not in the page yet (a new row, a new root) needs no operation.
  if (block.parts) operations.push(operation);
  else block.values[slot] = value;
}

/**
 * Reads `[-1 - slot, value...]`: the values of this slot and those that follow.
 *
 * @param {Map<number, Shape>} shapes
 * @param {BlockScope} scope
 * @param {unknown[]} run
 * @param {Operation[]} operations
 */
function decodeRun(shapes, scope, run, operations) {
  const first = -1 - /** @type {number} */ (run[0]);
  if (!isIndex(first) || run.length < 2) throw new PatchError("token", "expected a slot");
  for (let index = 1; index < run.length; index += 1) {
    replaceValue(shapes, scope, first + index - 1, run[index], operations);
  }
}

/**
 * Reads `[p, -n]`, `[p, q, 0]` or `[p, item..., s?]`: the new order of the rows in terms of the old one.
 *
 * @param {Map<number, Shape>} shapes
 * @param {ListScope} scope
 * @param {unknown[]} structure
 * @param {Operation[]} operations
 */
function decodeStructure(shapes, scope, structure, operations) {
  scope.begun = true;
  const { block, slot, list } = scope;
  const old = list.rows;
  const taken = new Uint8Array(old.length);
  /** @type {Block[]} */
  const rows = [];
  /** @type {number[]} */
  const sources = [];
  /** @param {number} start @param {number} count */
  const take = (start, count) => {
    const step = Math.sign(count);
    const end = start + count;
    // One comparison before the loop keeps a huge count from being walked.
    if (start >= old.length || end > old.length || end < -1) {
      throw new PatchError("structure", "a row that is not there");
    }
    for (let index = start; index !== end; index += step) {
      if (taken[index]) throw new PatchError("structure", "a row is named twice");
      taken[index] = 1;
      rows.push(old[index]);
      sources.push(index);
    }
  };
  const integer = (/** @type {unknown} */ token) => {
    if (!Number.isSafeInteger(token)) throw new PatchError("structure", "expected an integer");
    return /** @type {number} */ (token);
  };
  const items = spellOut(structure, old.length);
  const kept = integer(items[0]);
  if (kept > 0) take(0, kept);
  for (let index = 1; index < items.length; index += 1) {
    const item = items[index];
    if (Array.isArray(item)) {
      const fresh = decodeRows(shapes, list.shape, item, 0, 0);
      if (fresh.length === 0) throw new PatchError("count", "new rows, but none of them");
      for (const row of fresh) {
        rows.push(row);
        sources.push(-1);
      }
    } else if (index === items.length - 1) {
      const suffix = integer(item);
      if (suffix < 1 || suffix > old.length) throw new PatchError("structure", "not a suffix");
      take(old.length - suffix, suffix);
    } else {
      const start = integer(item);
      const count = integer(items[index + 1]);
      if (start < 0 || count === 0) throw new PatchError("structure", "not a range of rows");
      take(start, count);
      index += 1;
    }
  }
  if (rows.length > MOST_ROWS) throw new PatchError("too-large", "too many rows");
  scope.rows = rows;
  if (block.parts) operations.push({ block, slot, list, rows, sources });
  else list.rows = rows;
}

/**
 * Reads `[null?, id..., (true?, at?, limit?, [values...])...]`: what is done to a stream.
 *
 * @param {Map<number, Shape>} shapes
 * @param {Block} block
 * @param {number} slot
 * @param {Stream} stream
 * @param {unknown[]} tokens
 * @param {Operation[]} operations
 */
function decodeStreamChange(shapes, block, slot, stream, tokens, operations) {
  if (!block.parts) throw new PatchError("token", "a stream changes before it is shown");
  const reset = tokens[0] === null;
  let position = reset ? 1 : 0;
  const deletes = [];
  for (; typeof tokens[position] === "string"; position += 1) deletes.push(/** @type {string} */ (tokens[position]));
  /** @type {Set<string>} */
  const ids = new Set();
  /** @type {import("./stream.js").Insertion[]} */
  let inserts = [];
  for (; position < tokens.length; position += 1) {
    const updateOnly = tokens[position] === true;
    if (updateOnly) position += 1;
    /** @type {number[]} */
    const places = [];
    for (; Number.isSafeInteger(tokens[position]); position += 1) places.push(/** @type {number} */ (tokens[position]));
    const [at = -1, limit = null] = places;
    const values = tokens[position];
    if (!Array.isArray(values) || values.length === 0 || places.length > 2 || at < -1) {
      throw new PatchError("token", "expected rows of a stream");
    }
    const rows = decodeRows(shapes, stream.shape, values, 0, 0);
    inserts = inserts.concat(decodeInserts(rows, at, limit, updateOnly, ids));
  }
  operations.push({ block, slot, stream, reset, deletes, inserts });
}

/**
 * `[p, -n]` and `[p, q, 0]` in the words of the long form.
 *
 * @param {unknown[]} structure
 * @param {number} length Of the old rows.
 */
function spellOut(structure, length) {
  const [first, second, third] = /** @type {number[]} */ (structure);
  let end = length;
  let items = structure;
  // New rows are an array, which a comparison alone would take for a number: `["-1"] < 0`.
  if (structure.length === 2 && Number.isInteger(second) && second < 0) {
    end = first - second;
    items = [first, end - 1, second];
  } else if (structure.length === 3 && third === 0) {
    end = second + 1;
    items = [first, second, 1, first + 1, second - first - 1, first, 1];
  }
  return end < length ? [...items, length - end] : items;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {unknown} value @returns {value is number} */
export function isIndex(value) {
  return Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;
}

/** @param {Value | undefined} value @returns {value is Block} */
export function isBlock(value) {
  return holdsNodes(value) && value.type === "block";
}

/** @param {Value | undefined} value @returns {value is List} */
export function isList(value) {
  return holdsNodes(value) && value.type === "list";
}

/** @param {Value | undefined} value @returns {value is Stream} */
export function isStream(value) {
  return holdsNodes(value) && value.type === "stream";
}

/** Holds nodes of its own, so it splits the run of text it stands in. @param {Value | undefined} value @returns {value is Block | List | Stream} */
export function holdsNodes(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
