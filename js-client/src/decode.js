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
import { edits, special, stream } from "./parts.js";
import { compile, HTML_NAMESPACE } from "./shape.js";

/**
 * @typedef {string | number | true | null} Scalar
 * @typedef {(string | number | true)[]} Spread Names and values of attributes in turn.
 * @typedef {import("./stream.js").Stream} Stream
 * @typedef {Block | List | Stream} Nodes A value with nodes of its own.
 * @typedef {Scalar | Spread | Nodes} Value
 *
 * @typedef {object} Shape
 * @property {any[]} nodes The JSON. Each connection sends its own: what is equal is found by it.
 * @property {Record<string, import("./shape.js").Layout>} layouts By namespace; that for HTML is made when it comes.
 * @property {import("./shape.js").Part[]} parts Of that one. They say what each slot may hold.
 * @property {true} [isMarkup] It came with its block, and is nobody else's.
 * @property {string} [canon] The JSON as a text, once it was asked for.
 *
 * @typedef {object} Block A template with the values of its slots.
 * @property {Shape} shape
 * @property {Value[]} dynamics
 * @property {import("./shape.js").Layout} [layout] Since it stands in a page,
 * @property {import("./shape.js").BoundPart[] | null} [parts] and what each slot writes to; one that has nothing here is
 *   only remembered.
 * @property {ChildNode | null} [first] Its first node; null if that belongs to a run with slots.
 * @property {ChildNode | null} [last] Its last one.
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
 * @property {ArrayLike<boolean | number>} kept For each old row whether it is among them.
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
 *   | "structure" | "too-deep" | "too-large" | "no-root" | "edits" | "page"} Code
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
  return { shapes: tree.shapes, root, operations: decodeTokens(tree, top, !root, patch, start) };
}

/**
 * The shapes known so far and those of the patch.
 *
 * @param {Pick<Tree, "shapes" | "context">} tree
 * @param {Record<string, unknown>} json
 */
export function decodeShapes({ shapes, context }, json) {
  shapes = new Map(shapes);
  // What `JSON.parse` made has `__proto__` as a key like any other, and it is no number.
  for (const [name, nodes] of Object.entries(json)) {
    const id = +name;
    check(name === `${id >>> 0}`, "shape");
    check(!shapes.has(id), "shape-conflict");
    shapes.set(id, newShape(context, nodes));
  }
  return shapes;
}

/** @param {import("./patch.js").Context} context @param {unknown} nodes @returns {Shape} */
export function newShape(context, nodes) {
  check(isArray(nodes), "shape");
  const layout = compile(context, nodes, HTML_NAMESPACE);
  return { nodes, parts: layout.parts, layouts: { [HTML_NAMESPACE]: layout } };
}

/**
 * @param {Tree} tree
 * @param {any} json
 * @param {any} part A run has no name.
 * @param {number} depth
 * @returns {Value}
 */
function decodeValue(tree, json, { name, pieces }, depth) {
  if (name === "..") return need(special).checkSpread(json);
  if (json === null || isText(json) || isInteger(json) || (json === true && name && pieces.length === 1)) return json;
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
 * @param {Tree} tree
 * @param {Block} root
 * @param {boolean} isShown What is not in the page yet (a new row, a new root) needs no operations.
 * @param {any[]} tokens
 * @param {number} position Where they begin.
 */
function decodeTokens(tree, root, isShown, tokens, position) {
  /** @type {Operation[]} */
  const operations = [];
  // How many scopes are open, and how many of them are being left.
  let open = 0;
  let leaving = 0;

  /**
   * Reads tokens until the scope is left.
   *
   * @param {(index: number) => void} enter Reads what follows the index of a slot or a row.
   * @param {(token: any[], take: (index: number) => void) => void} apply Reads a run, or the structure of a list.
   */
  const readScope = (enter, apply) => {
    const seen = new Set();
    const take = (/** @type {number} */ index) => check(seen.size < seen.add(index).size, "token");
    open += 1;
    while (position < tokens.length && !leaving) {
      const token = tokens[position++];
      if (isIndex(token)) {
        take(token);
        enter(token);
      } else if (isInteger(token)) check((leaving = -token) < open, "scope");
      else {
        check(isArray(token), "token");
        apply(token, take);
      }
    }
    open -= 1;
    if (leaving) leaving -= 1;
  };

  /** @param {Block} block @param {boolean} shown */
  const readBlock = (block, shown) => {
    const { shape: { parts }, dynamics } = block;
    /** @param {number} slot @param {any} json @param {Value} holds */
    const replace = (slot, json, holds) => {
      check(parts[slot], "slot");
      check(!holdsNodes(holds) || typeof json !== "number", "token");
      /** @type {Operation} */
      const operation = { block, slot };
      if (json?.[0] === "") need(edits).decodeEdits(tree.context, operation, holds, json);
      else operation.value = decodeValue(tree, json, parts[slot], 0);
      if (shown) operations.push(operation);
      else dynamics[slot] = /** @type {Value} */ (operation.value);
    };
    readScope((slot) => {
      const holds = dynamics[slot];
      const json = tokens[position];
      // The first token of what is entered is there already.
      if (isBlock(holds) && isIndex(json)) return readBlock(holds, shown);
      if (isList(holds) && isIndex(json?.[0] ?? json)) return readList(block, slot, holds, shown);
      position += 1;
      if (isStream(holds) && isArray(json)) {
        check(shown, "token");
        operations.push({ block, slot, change: need(stream).decodeChange(tree, holds, json) });
      } else if (isList(holds) && json === null && tokens[position] === slot) {
        // A list becomes a block by way of `null`; one write is enough.
        position += 2;
        replace(slot, tokens[position - 1], null);
      } else replace(slot, json, holds);
    }, ([first, ...values], take) => {
      check(isInteger(first) && first < 0 && values.length, "token");
      values.forEach((json, index) => {
        index -= first + 1;
        take(index);
        replace(index, json, dynamics[index]);
      });
    });
  };

  /** @param {Block} block @param {number} slot @param {List} list @param {boolean} shown */
  const readList = (block, slot, list, shown) => {
    let { rows } = list;
    /** @type {Reorder | false | undefined} */
    let reorder;
    readScope((index) => {
      check(index < rows.length, "row");
      readBlock(rows[index], shown && !(reorder && reorder.sources[index] < 0));
      reorder ??= false;
    }, (structure) => {
      check(reorder === undefined, "token");
      reorder = decodeStructure(tree, list, structure);
      ({ rows } = reorder);
      if (shown) operations.push({ block, slot, reorder });
      else list.rows = rows;
    });
  };

  readBlock(root, isShown);
  return operations;
}

/**
 * Reads `[p, -n]`, `[p, q, 0]` or `[p, item..., s?]`: the new order of the rows in terms of the old one.
 *
 * @param {Tree} tree
 * @param {List} list
 * @param {any[]} structure
 * @returns {Reorder}
 */
function decodeStructure(tree, list, [first, ...items]) {
  const old = list.rows;
  const kept = new Uint8Array(old.length);
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
      check(!kept[index]++, "structure");
      rows.push(old[index]);
      sources.push(index);
    }
  };
  const [second, third] = items;
  // A short form does not name what stays behind the rest.
  let rest = 0;
  if (items.length === 1 && isInteger(second) && second < 0) {
    items.unshift(first - second - 1);
    rest = first - second;
  } else if (items.length === 2 && third === 0) {
    items.splice(1, 1, 1, first + 1, second - first - 1, first, 1);
    rest = second + 1;
  }
  if (rest && rest < old.length) items.push(old.length - rest);
  check(isIndex(first), "structure");
  if (first) take(0, first);
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (isArray(item)) {
      const fresh = decodeRows(tree, list.shape, item, 0, 0);
      check(fresh.length, "count");
      for (const row of fresh) sources[rows.push(row) - 1] = -1;
    } else if (index < items.length - 1) take(item, items[index += 1]);
    else take(old.length - item, item);
  }
  check(rows.length <= MOST_ROWS, "too-large");
  return { list, rows, sources, kept };
}
