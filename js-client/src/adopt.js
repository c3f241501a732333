/**
 * Outline + served nodes -> the tree that the page shows.
 *
 * Takes what the server says of a page that it served before (docs/wire-native.md, section 9) and reads the
 * rest from the page: texts, attributes. Only reads, but that it joins texts that a parser has cut; what
 * it gives is bound like a tree that came whole. Where the page is not what was served it throws, and the client
 * asks for the whole tree.
 *
 *     [0, 1, [-2, 2, 0, [0, 3], 1, [0, 5]]]   on   <h1>Friends</h1><ul><li>Ada Lovelace</li><li>Grace Hopper</li></ul>
 *     -> block { values: ["Friends", list { rows: [["Ada", "Lovelace"], ["Grace", "Hopper"]] }] }
 */

import { checkMarkup, checkSpread, isIndex, markupBlock, MOST_ROWS, newBlock, PatchError, shapeOf, streamOf } from "./decode.js";
import { contentOf, layoutOf, patchedWithin } from "./shape.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./decode.js").Shape} Shape
 *
 * @typedef {object} Reader
 * @property {import("./patch.js").Context} context
 * @property {Map<number, Shape>} shapes
 * @property {ChildNode | null} node What is read next,
 * @property {number} offset and how much of it is read, if it is text.
 *
 * @typedef {object} Reading A block and what the outline says of its slots.
 * @property {Block} block
 * @property {Map<number, unknown>} said
 */

/**
 * @param {import("./patch.js").Context} context
 * @param {Map<number, Shape>} shapes
 * @param {unknown} outline
 * @param {Element} container
 * @param {string} namespace
 * @returns {Block}
 * @throws {PatchError}
 */
export function readTree(context, shapes, outline, container, namespace) {
  if (!Array.isArray(outline) || !isIndex(outline[0])) throw new PatchError("value", "an outline is a block");
  /** @type {Reader} */
  const reader = { context, shapes, node: container.firstChild, offset: 0 };
  const root = readBlock(reader, shapeOf(shapes, outline[0]), outline, 1, namespace);
  endChildren(reader);
  return root;
}

/**
 * @param {Reader} reader
 * @param {Shape} shape
 * @param {unknown[]} json
 * @param {number} start Where slots and what is said of them begin, in turn.
 * @param {string} namespace
 */
function readBlock(reader, shape, json, start, namespace) {
  const block = newBlock(shape, shape.slotKinds.map(() => null));
  const said = new Map();
  for (let index = start; index < json.length; index += 2) {
    const slot = json[index];
    if (!isIndex(slot) || slot >= shape.slotKinds.length || said.has(slot)) throw new PatchError("slot", "not a slot");
    said.set(slot, json[index + 1]);
  }
  const told = said.size;
  const { nodes } = layoutOf(reader.context, shape, namespace);
  const reading = { block, said };
  readNodes(reader, reading, nodes);
  // What nobody asked for stands where nothing is read: in what scripts may have changed.
  if (told > 0 && said.size > 0) fail("a part that is left to scripts");
  return block;
}

/**
 * @param {Reader} reader
 * @param {Reading} reading
 * @param {import("./shape.js").LayoutNode[]} nodes
 */
function readNodes(reader, reading, nodes) {
  for (const node of nodes) {
    if (node.kind === "run") {
      readRun(reader, reading, node);
      continue;
    }
    endText(reader);
    const found = /** @type {any} */ (reader.node);
    if (node.kind === "comment") {
      // Proxies that shrink HTML drop comments.
      if (found?.nodeType !== 8) continue;
    } else if (found?.localName !== node.name) {
      fail(`no \`${node.name}\``);
    } else {
      readElement(reader, reading, node, found);
    }
    advance(reader, found.nextSibling);
  }
}

/**
 * @param {Reader} reader
 * @param {Reading} reading
 * @param {import("./shape.js").ElementLayout} node
 * @param {Element} element
 */
function readElement(reader, reading, node, element) {
  readAttributes(reading, node, element);
  if (node.ignored) {
    for (const [inner, found] of patchedWithin(node, element)) readElement(reader, reading, inner, found ?? fail(`no \`${inner.name}\``));
    return;
  }
  if (!node.dynamic) return;
  advance(reader, contentOf(element).firstChild);
  readNodes(reader, reading, node.children);
  endChildren(reader);
}

/**
 * @param {Reading} reading
 * @param {import("./shape.js").ElementLayout} node
 * @param {Element} element
 */
function readAttributes({ block, said }, node, element) {
  const { values } = block;
  const spread = new Set();
  for (const { name, pieces } of node.attributes) {
    if (name !== "..") continue;
    const slot = /** @type {number} */ (pieces[0]);
    const names = checkSpread(takeSaid(said, slot) ?? []);
    values[slot] = names;
    for (let index = 0; index < names.length; index += 2) spread.add(names[index]);
  }
  for (const { name, pieces, whole, ignored } of node.attributes) {
    if (name === ".." || ignored) continue;
    // What a spread gives is nobody else's.
    const text = spread.has(name) ? null : element.getAttribute(name);
    if (whole) values[/** @type {number} */ (pieces[0])] = text;
    else readPieces(block, said, pieces, { text: text ?? fail(`no \`${name}\``), offset: 0 });
  }
}

/**
 * @param {Reader} reader
 * @param {Reading} reading
 * @param {import("./shape.js").Run} run
 */
function readRun(reader, { block, said }, run) {
  const { pieces } = run;
  let start = 0;
  for (let index = 0; index <= pieces.length; index += 1) {
    const piece = pieces[index];
    const part = typeof piece === "number" ? said.get(piece) : undefined;
    if (index < pieces.length && !Array.isArray(part)) continue;
    const source = { text: textOf(reader), offset: reader.offset };
    readPieces(block, said, pieces.slice(start, index), source);
    reader.offset = source.offset;
    start = index + 1;
    if (Array.isArray(part)) {
      block.values[/** @type {number} */ (piece)] = readNodesValue(reader, part, run.namespace);
      said.delete(/** @type {number} */ (piece));
    }
  }
}

/**
 * Static pieces and scalars in turn, from one text.
 *
 * @param {Block} block
 * @param {Map<number, unknown>} said
 * @param {(string | number)[]} pieces
 * @param {{ text: string, offset: number }} source
 */
function readPieces(block, said, pieces, source) {
  const { text } = source;
  pieces.forEach((piece, index) => {
    let end = source.offset;
    if (typeof piece === "string") {
      end += piece.length;
      if (!text.startsWith(piece, source.offset)) fail("another text");
    } else {
      const length = takeSaid(said, piece);
      if (length === undefined) {
        // Only static text may follow one that is not measured.
        const behind = pieces.slice(index + 1).map((next) => (typeof next === "string" ? next.length : NaN));
        end = text.length - behind.reduce((sum, next) => sum + next, 0);
      } else if (isIndex(length)) {
        end += length;
      } else {
        throw new PatchError("value", "a length is an integer");
      }
      if (!(end >= source.offset && end <= text.length)) fail("a shorter text");
      block.values[piece] = text.slice(source.offset, end);
    }
    source.offset = end;
  });
}

/**
 * A block, a list, a stream or markup.
 *
 * @param {Reader} reader
 * @param {unknown[]} json
 * @param {string} namespace
 */
function readNodesValue(reader, json, namespace) {
  const { shapes } = reader;
  const [id, count] = json;
  if (Array.isArray(id)) {
    checkMarkup(id, 0, 0);
    return readBlock(reader, markupBlock(id).shape, [], 0, namespace);
  }
  if (isIndex(id)) return readBlock(reader, shapeOf(shapes, id), json, 1, namespace);
  if (id === null) {
    const streamed = shapeOf(shapes, /** @type {number} */ (count));
    return streamOf(streamed, readRows(reader, streamed, json, 2, namespace));
  }
  if (!Number.isSafeInteger(id)) throw new PatchError("value", "not an outline");
  const shape = shapeOf(shapes, -1 - /** @type {number} */ (id));
  return /** @type {import("./decode.js").List} */ ({ type: "list", shape, rows: readRows(reader, shape, json, 1, namespace) });
}

/**
 * @param {Reader} reader
 * @param {Shape} shape
 * @param {unknown[]} json
 * @param {number} start Where the number of rows is.
 * @param {string} namespace
 */
function readRows(reader, shape, json, start, namespace) {
  const count = json[start];
  if (!isIndex(count) || count > MOST_ROWS) throw new PatchError("value", "a list has a number of rows");
  const rows = [];
  let next = start + 1;
  /** @type {unknown} */
  let said = [];
  for (let row = 0; row < count; row += 1) {
    // What is said of a row holds for those behind it.
    if (json[next] === row) {
      said = json[next + 1];
      next += 2;
    }
    if (!Array.isArray(said)) throw new PatchError("value", "a row is an array");
    rows.push(readBlock(reader, shape, said, 0, namespace));
  }
  if (next !== json.length) throw new PatchError("row", "not a row");
  return rows;
}

/** What is said of a slot, once. @param {Map<number, unknown>} said @param {number} slot */
function takeSaid(said, slot) {
  const part = said.get(slot);
  said.delete(slot);
  return part;
}

/** The text to read from; none is an empty one. @param {Reader} reader */
function textOf(reader) {
  const node = /** @type {Text} */ (reader.node);
  if (node?.nodeType !== 3) return "";
  // Some parsers cut a long text into several nodes.
  while (node.nextSibling?.nodeType === 3) {
    const next = /** @type {Text} */ (node.nextSibling);
    node.data += next.data;
    next.remove();
  }
  return node.data;
}

/** Steps over a text that was read to its end. @param {Reader} reader */
function endText(reader) {
  if (reader.node?.nodeType !== 3) return;
  if (reader.offset < textOf(reader).length) fail("more text");
  advance(reader, reader.node.nextSibling);
}

/** @param {Reader} reader */
function endChildren(reader) {
  endText(reader);
  if (reader.node) fail("more nodes");
}

/** @param {Reader} reader @param {ChildNode | null} node */
function advance(reader, node) {
  reader.node = node;
  reader.offset = 0;
}

/** @param {string} what @returns {never} */
function fail(what) {
  throw new PatchError("page", `the page is not what was served: ${what}`);
}
