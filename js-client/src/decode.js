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
 *          { block: root.dynamics[1].rows[1], slot: 1, value: "B" } ]
 */

import { need } from "./lazy.js";
import { edits, spread, stream } from "./parts.js";
import { compile, HTML_NAMESPACE } from "./shape.js";

/**
 * @typedef {string | number | true | null} Scalar
 * @typedef {(string | number | true)[]} Spread Names and values of attributes in turn.
 * @typedef {import("./stream.js").Stream} Stream
 * @typedef {Block | List | Stream} Nodes A value with nodes of its own.
 * @typedef {Scalar | Spread | Nodes} Value
 *
 * @typedef {object} Shape
 * @property {string} canon The canonical JSON of the shape; equal shapes are one object.
 * @property {any[]} nodes The JSON.
 * @property {Record<string, import("./shape.js").Layout>} layouts By namespace; that for HTML is made when it comes.
 * @property {import("./shape.js").Part[]} parts Of that one. They say what each slot may hold.
 * @property {true} [isMarkup] It came with its block, and is nobody else's.
 *
 * @typedef {object} Block A template with the values of its slots.
 * @property {Shape} shape
 * @property {Value[]} dynamics
 * @property {import("./shape.js").Layout} [layout] Since it stands in a page,
 * @property {import("./shape.js").BoundPart[] | null} [parts] and what each slot writes to; one that has nothing here is
 *   only remembered.
 * @property {ChildNode | null} [first] Its first node; null if that belongs to a run with slots.
 * @property {ChildNode | null} [last] Likewise its last one.
 *
 * @typedef {object} List
 * @property {Shape} shape
 * @property {Block[]} rows
 *
 * @typedef {object} Operation What one slot becomes.
 * @property {Block} block
 * @property {number} slot
 * @property {Value} [value]
 * @property {Reorder} [reorder] A list stays, its rows do not.
 * @property {Change} [change] What a module that is loaded for it does.
 * @property {unknown[]} [edits] What its value was made by.
 *
 * @typedef {object} Reorder
 * @property {List} list
 * @property {Block[]} rows The new rows: blocks of the page and new ones.
 * @property {number[]} sources For each new row its old position, or -1.
 *
 * @typedef {object} Change
 * @property {() => void} keep Only the tree is changed.
 * @property {(context: import("./patch.js").Context, place: import("./patch.js").Place) => boolean} show The page too, if it
 *   is as expected.
 * @property {() => Node[]} written The nodes that it writes to or inside of.
 * @property {unknown[]} [tokens] What it was read from.
 *
 * @typedef {object} Tree What a patch applies to.
 * @property {Map<number, Shape>} shapes By the ids of this connection.
 * @property {Map<string, Shape>} shapeCache By canonical JSON; outlives connections.
 * @property {Block | null} root
 * @property {import("./patch.js").Context} context
 */

/** A patch that does not fit. The page was left as it is. `textOf` of messages.js says what a code means. */
export class PatchError extends Error {
  /** @param {Code} code */
  constructor(code) {
    super(code);
    this.name = "PatchError";
    this.code = code;
  }
}

/**
 * @typedef {"json" | "shape" | "unknown-shape" | "shape-conflict" | "value" | "count" | "slot" | "row" | "token" | "scope"
 *   | "structure" | "end" | "too-deep" | "too-large" | "no-root" | "edits" | "page"} Code
 */

// The server lets views be 1,000 deep; not each has an element.
const DEEPEST_VALUE = 1024;
// Only rows without slots can be many in few bytes.
export const MOST_ROWS = 1_000_000;

/** @param {unknown} fits @param {Code} code @returns {asserts fits} */
export function check(fits, code) {
  if (!fits) throw new PatchError(code);
}

/** @param {unknown} value @returns {value is string} */
export const isText = (value) => typeof value === "string";
/** @param {unknown} value @returns {value is number} */
export const isInteger = (value) => Number.isSafeInteger(value);
/** @param {unknown} value @returns {value is number} */
export const isIndex = (value) => isInteger(value) && value >= 0;
/** @param {unknown} value @returns {value is any[]} */
export const isArray = (value) => Array.isArray(value);

/** Holds nodes of its own, so it splits the run of text it stands in. @param {any} value @returns {value is Nodes} */
export const holdsNodes = (value) => value?.shape;
/** @param {any} value @returns {value is Block} */
export const isBlock = (value) => value?.dynamics;
/** @param {any} value @returns {value is List} */
export const isList = (value) => value?.rows && !isStream(value);
/** @param {any} value @returns {value is Stream} */
export const isStream = (value) => value?.end;
/** @param {Nodes} value @returns {Block[]} */
export const rowsOf = (value) => (isBlock(value) ? [value] : value.rows);

/**
 * Reads a patch against a tree, changing neither.
 *
 * @param {Tree} tree
 * @param {unknown} patch
 * @throws {PatchError}
 */
export function decodePatch(tree, patch) {
  check(isArray(patch), "json");
  let start = 0;
  if (patch[0] && typeof patch[0] === "object" && !isArray(patch[0])) tree = { ...tree, shapes: decodeShapes(tree, patch[start++]) };
  /** @type {Block | null} */
  let root = null;
  if (isIndex(patch[start]?.[0])) root = /** @type {Block} */ (decodeValue(tree, patch[start++], {}, 0));
  const top = root ?? tree.root;
  check(top, "no-root");
  return { shapes: tree.shapes, root, operations: decodeTokens(tree, top, !root, patch.slice(start)) };
}

/**
 * The shapes known so far and those of the patch.
 *
 * @param {Pick<Tree, "shapes" | "shapeCache" | "context">} tree
 * @param {Record<string, unknown>} json
 */
export function decodeShapes(tree, json) {
  const shapes = new Map(tree.shapes);
  // What `JSON.parse` made has `__proto__` as a key like any other, and it is no number.
  for (const [name, nodes] of Object.entries(json)) {
    check(/^(0|[1-9]\d{0,8})$/.test(name), "shape");
    const shape = decodeShape(tree, nodes);
    check((shapes.get(+name) ?? shape) === shape, "shape-conflict");
    shapes.set(+name, shape);
  }
  return shapes;
}

/**
 * Equal shapes are the same object, whatever their ids: that is how a tree from a new connection is compared with the
 * one in the page.
 *
 * @param {Pick<Tree, "context" | "shapeCache">} tree
 * @param {unknown} nodes
 * @returns {Shape}
 */
function decodeShape({ context, shapeCache }, nodes) {
  check(isArray(nodes), "shape");
  const canon = JSON.stringify(nodes);
  const shape = shapeCache.get(canon) ?? newShape(context, canon, nodes);
  shapeCache.set(canon, shape);
  return shape;
}

/** @param {import("./patch.js").Context} context @param {string} canon @param {any[]} nodes @returns {Shape} */
export function newShape(context, canon, nodes) {
  const layout = compile(context, nodes, HTML_NAMESPACE);
  return { canon, nodes, parts: layout.parts, layouts: { [HTML_NAMESPACE]: layout } };
}

/**
 * @param {Tree} tree
 * @param {any} json
 * @param {{ name?: string, pieces?: unknown[] }} part A run has no name.
 * @param {number} depth
 * @returns {Value}
 */
function decodeValue(tree, json, { name, pieces }, depth) {
  if (name === "..") return need(spread).checkSpread(json);
  if (json === null || isText(json) || isInteger(json) || (json === true && name && pieces?.length === 1)) return json;
  check(!name && isArray(json), "value");
  check(depth <= DEEPEST_VALUE, "too-deep");
  const [id] = json;
  if (id === null) return need(stream).decodeStream(tree, json, depth);
  if (isArray(id) && json.length === 1) return need(edits).decodeMarkup(tree.context, id);
  check(isInteger(id), "value");
  const shape = shapeOf(tree, id < 0 ? -1 - id : id);
  if (id < 0) return { shape, rows: decodeRows(tree, shape, json, 1, depth) };
  check(json.length === 1 + shape.parts.length, "count");
  return decodeBlock(tree, shape, json, 1, depth);
}

/**
 * Rows one after another, to the end of the array: as many as there are values for, or for a shape
 * without slots as many as the only value says.
 *
 * @param {Tree} tree
 * @param {Shape} shape
 * @param {unknown[]} json
 * @param {number} start
 * @param {number} depth
 */
export function decodeRows(tree, shape, json, start, depth) {
  const width = shape.parts.length;
  const values = json.length - start;
  const count = width ? values / width : values === 1 && json[start];
  check(isIndex(count), "count");
  check(count <= MOST_ROWS, "too-large");
  const rows = [];
  for (let row = 0; row < count; row += 1) rows.push(decodeBlock(tree, shape, json, start + row * width, depth));
  return rows;
}

/**
 * @param {Tree} tree
 * @param {Shape} shape
 * @param {unknown[]} json
 * @param {number} start Where its values begin.
 * @param {number} depth
 * @returns {Block}
 */
function decodeBlock(tree, shape, json, start, depth) {
  return newBlock(shape, shape.parts.map((part, slot) => decodeValue(tree, json[start + slot], part, depth + 1)));
}

/** A block that stands nowhere yet. All its members are there from the beginning: engines make one layout of them. @param {Shape} shape @param {Value[]} dynamics @returns {Block} */
export function newBlock(shape, dynamics) {
  return { shape, dynamics, layout: undefined, parts: null, first: null, last: null };
}

/**
 * @param {Tree} tree
 * @param {number} id
 */
export function shapeOf(tree, id) {
  const shape = tree.shapes.get(id);
  check(shape, "unknown-shape");
  return shape;
}

/**
 * @typedef {object} Scope What tokens are about: the slots of a block, or the rows of a list.
 * @property {Block} block
 * @property {boolean} shown What is not in the page yet (a new row, a new root) needs no operations.
 * @property {Map<number, Operation | null>} seen Slots or rows that came already, with what is still open.
 * @property {number} [slot] That the list is in.
 * @property {List} [list]
 * @property {Block[]} [rows] As the structure, if any came, leaves them.
 * @property {number[]} [sources]
 * @property {boolean} [begun]
 */

/**
 * @param {Tree} tree
 * @param {Block} root
 * @param {boolean} shown
 * @param {unknown[]} tokens
 */
function decodeTokens(tree, root, shown, tokens) {
  /** @type {Operation[]} */
  const operations = [];
  const scopes = [blockScope(root, shown)];
  for (let position = 0; position < tokens.length; position += 1) {
    const token = tokens[position];
    const scope = scopes[scopes.length - 1];
    if (isIndex(token)) {
      if (scope.list) scopes.push(enterRow(scope, token));
      else if (!enterSlot(tree, scope, token, tokens[position + 1], scopes, operations)) position += 1;
    } else if (isInteger(token)) {
      check(-token < scopes.length, "scope");
      scopes.length += token;
    } else {
      check(isArray(token) && !scope.begun, "token");
      (scope.list ? decodeStructure : decodeRun)(tree, scope, token, operations);
    }
  }
  check(scopes[scopes.length - 1].begun !== false, "end");
  return operations;
}

/** @param {Block} block @param {boolean} shown @returns {Scope} */
function blockScope(block, shown) {
  return { block, shown, seen: new Map() };
}

/** @param {Scope} scope @param {number} index */
function enterRow(scope, index) {
  const { rows = [], sources, seen, shown } = scope;
  scope.begun = true;
  check(index < rows.length, "row");
  check(!seen.has(index), "token");
  seen.set(index, null);
  return blockScope(rows[index], shown && !(sources && sources[index] < 0));
}

/**
 * Reads what follows a slot; gives whether that is left for a scope that was entered.
 *
 * @param {Tree} tree
 * @param {Scope} scope
 * @param {number} slot
 * @param {any} token
 * @param {Scope[]} scopes
 * @param {Operation[]} operations
 */
function enterSlot(tree, scope, slot, token, scopes, operations) {
  const { block, seen, shown } = scope;
  check(token !== undefined, "end");
  const holds = seen.has(slot) ? null : block.dynamics[slot];
  let entered = true;
  if (isBlock(holds) && isInteger(token)) {
    check(token >= 0, "token");
    scopes.push(blockScope(holds, shown));
  } else if (isList(holds) && isIndex(token?.[0] ?? token)) {
    scopes.push({ block, shown, seen: new Map(), slot, list: holds, rows: holds.rows, begun: false });
  } else if (isStream(holds) && isArray(token)) {
    check(shown, "token");
    operations.push({ block, slot, change: need(stream).decodeChange(tree, holds, token) });
    entered = false;
  } else return replaceValue(tree, scope, slot, token, operations);
  seen.set(slot, null);
  return entered;
}

/**
 * @param {Tree} tree
 * @param {Scope} scope
 * @param {number} slot
 * @param {any} json
 * @param {Operation[]} operations
 */
function replaceValue(tree, { block, seen, shown }, slot, json, operations) {
  const { shape, dynamics } = block;
  const part = shape.parts[slot];
  check(part, "slot");
  const again = seen.get(slot);
  check(again !== null, "token");
  const holds = again ? null : dynamics[slot];
  check(!holdsNodes(holds) || typeof json !== "number", "token");
  /** @type {Operation} */
  const operation = again ?? { block, slot };
  if (json?.[0] === "") need(edits).decodeEdits(tree.context, operation, holds, json);
  else operation.value = decodeValue(tree, json, part, 0);
  // A list becomes a block by way of `null`: only that may be followed by the slot again, and one write is enough.
  seen.set(slot, isList(holds) && json === null ? operation : null);
  if (!shown) dynamics[slot] = /** @type {Value} */ (operation.value);
  else if (!again) operations.push(operation);
}

/**
 * Reads `[-1 - slot, value...]`: the values of this slot and those that follow.
 *
 * @param {Tree} tree
 * @param {Scope} scope
 * @param {any[]} run
 * @param {Operation[]} operations
 */
function decodeRun(tree, scope, run, operations) {
  const first = -1 - run[0];
  check(isIndex(first) && run.length > 1, "token");
  run.slice(1).forEach((json, index) => replaceValue(tree, scope, first + index, json, operations));
}

/**
 * Reads `[p, -n]`, `[p, q, 0]` or `[p, item..., s?]`: the new order of the rows in terms of the old one.
 *
 * @param {Tree} tree
 * @param {Scope} scope
 * @param {any[]} structure
 * @param {Operation[]} operations
 */
function decodeStructure(tree, scope, structure, operations) {
  const { block, shown, slot, list } = /** @type {Required<Scope>} */ (scope);
  const old = list.rows;
  const taken = new Uint8Array(old.length);
  /** @type {Block[]} */
  const rows = [];
  /** @type {number[]} */
  const sources = [];
  /** @param {unknown} start @param {unknown} count Backwards if it is negative. */
  const take = (start, count) => {
    check(isIndex(start) && isInteger(count), "structure");
    const end = start + count;
    // One comparison before the loop keeps a huge count from being walked.
    check(start < old.length && end <= old.length && end >= -1 && count, "structure");
    for (let index = start; index !== end; index += Math.sign(count)) {
      check(!taken[index]++, "structure");
      rows.push(old[index]);
      sources.push(index);
    }
  };
  const items = spellOut(structure, old.length);
  if (items[0]) take(0, items[0]);
  for (let index = 1; index < items.length; index += 1) {
    const item = items[index];
    if (isArray(item)) {
      const fresh = decodeRows(tree, list.shape, item, 0, 0);
      check(fresh.length, "count");
      for (const row of fresh) sources[rows.push(row) - 1] = -1;
    } else if (index < items.length - 1) take(item, items[index += 1]);
    else take(old.length - item, item);
  }
  check(rows.length <= MOST_ROWS, "too-large");
  Object.assign(scope, { begun: true, rows, sources });
  if (shown) operations.push({ block, slot, reorder: { list, rows, sources } });
  else list.rows = rows;
}

/**
 * `[p, -n]` and `[p, q, 0]` in the words of the long form.
 *
 * @param {any[]} structure
 * @param {number} length Of the old rows.
 */
function spellOut(structure, length) {
  const [first, second, third] = structure;
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
