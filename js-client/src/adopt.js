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

import { check, decodeShapes, isArray, isIndex, isInteger, isText, MOST_ROWS, newBlock, shapeOf } from "./decode.js";
import { need } from "./lazy.js";
import { edits, special, stream } from "./parts.js";
import { showRoot } from "./page.js";
import { contentOf, layoutOf } from "./shape.js";

/**
 * @typedef {import("./decode.js").Block} Block
 * @typedef {import("./decode.js").Shape} Shape
 *
 * @typedef {object} Reader
 * @property {import("./patch.js").Context} context
 * @property {import("./decode.js").Tree} tree
 * @property {ChildNode | null} node What is read next,
 * @property {number} offset and how much of it is read, if it is text.
 * @property {boolean} unread Nothing is read now: scripts own what stands there.
 *
 * @typedef {object} Reading A block and what the outline says of its slots.
 * @property {Block} block
 * @property {Map<number, unknown>} said
 */

/**
 * Takes the HTML in the container for the first patch, as far as its outline does not say it.
 *
 * @param {import("./page.js").Page} page
 * @param {unknown} outline
 * @param {Record<string, unknown>} shapes
 * @param {import("./page.js").BeforeWrite} [beforeWrite]
 * @throws {import("./decode.js").PatchError} If the page is not what was served; it stays as it was.
 */
export function adoptPage(page, outline, shapes, beforeWrite) {
  const { context, container, namespace } = page;
  check(isArray(outline) && isIndex(outline[0]), "value");
  const known = decodeShapes({ ...page, shapes: new Map() }, shapes);
  /** @type {Reader} */
  const reader = { context, tree: { ...page, shapes: known }, node: container.firstChild, offset: 0, unread: false };
  const root = readBlock(reader, shapeOf(reader.tree, outline[0]), outline, 1, namespace);
  endChildren(reader);
  page.shapes = known;
  beforeWrite?.(null);
  showRoot(page, root, true);
}

/**
 * @param {Reader} reader
 * @param {Shape} shape
 * @param {unknown[]} json
 * @param {number} start Where slots and what is said of them begin, in turn.
 * @param {string} namespace
 */
function readBlock(reader, shape, json, start, namespace) {
  const block = newBlock(shape, shape.parts.map(() => null));
  const said = new Map();
  for (let index = start; index < json.length; index += 2) {
    const slot = json[index];
    check(isIndex(slot) && slot < shape.parts.length && !said.has(slot), "slot");
    said.set(slot, json[index + 1]);
  }
  const told = said.size;
  const { nodes } = layoutOf(reader.context, shape, namespace);
  const reading = { block, said };
  if (reader.unread) passOver(reader, reading, nodes);
  else readNodes(reader, reading, nodes);
  check(!told || !said.size, "page");
  return block;
}

/**
 * @param {Reader} reader
 * @param {Reading} reading
 * @param {import("./shape.js").LayoutNode[]} nodes
 */
function readNodes(reader, reading, nodes) {
  for (const node of nodes) {
    if (node.pieces) {
      readRun(reader, reading, /** @type {any} */ (node));
      continue;
    }
    endText(reader);
    const found = /** @type {any} */ (reader.node);
    if (node.name) {
      check(found?.localName === node.name, "page");
      readElement(reader, reading, node, found);
      // Proxies that shrink HTML drop comments.
    } else if (found?.nodeType !== 8) continue;
    advance(reader, found.nextSibling);
  }
}

/**
 * @param {Reader} reader
 * @param {Reading} reading
 * @param {import("./shape.js").LayoutNode} node
 * @param {Element} element
 */
function readElement(reader, reading, { attributes = [], children = [], walk, ignored }, element) {
  readAttributes(reading, attributes, element);
  if (!walk) return;
  if (ignored) {
    const { unread } = reader;
    reader.unread = true;
    passOver(reader, reading, notPatched(children));
    reader.unread = unread;
    for (const [inner, found] of need(special).patchedWithin(children, element)) {
      check(found?.localName === inner.name, "page");
      readElement(reader, reading, inner, /** @type {Element} */ (found));
    }
    return;
  }
  advance(reader, contentOf(element).firstChild);
  readNodes(reader, reading, children);
  endChildren(reader);
}

/**
 * What scripts may have changed is not read; of blocks there the shapes are known.
 *
 * @param {Reader} reader
 * @param {Reading} reading
 * @param {import("./shape.js").LayoutNode[]} nodes
 */
function passOver(reader, reading, nodes) {
  const { block: { dynamics }, said } = reading;
  for (const { pieces = [], attributes = [], children = [], namespace, ignored } of /** @type {any[]} */ (nodes)) {
    for (const piece of pieces) {
      const part = takeSaid(said, piece);
      if (isArray(part)) dynamics[piece] = readNodesValue(reader, part, namespace);
    }
    for (const { name, pieces } of attributes) {
      for (const piece of pieces) {
        const part = takeSaid(said, piece);
        if (name === "..") dynamics[piece] = need(special).checkSpread(part ?? []);
      }
    }
    passOver(reader, reading, ignored ? notPatched(children) : children);
  }
}

/** Without those that `phx-update="replace"` is for. @param {import("./shape.js").LayoutNode[]} nodes */
function notPatched(nodes) {
  return nodes.filter(({ ignored }) => ignored !== false);
}

/**
 * @param {Reading} reading
 * @param {import("./shape.js").AttributePart[]} attributes
 * @param {Element} element
 */
function readAttributes({ block, said }, attributes, element) {
  const { dynamics } = block;
  const inSpread = new Set();
  for (const { name, pieces } of attributes) {
    if (name !== "..") continue;
    const slot = /** @type {number} */ (pieces[0]);
    const names = need(special).checkSpread(takeSaid(said, slot) ?? []);
    dynamics[slot] = names;
    for (let index = 0; index < names.length; index += 2) inSpread.add(names[index]);
  }
  for (const { name, pieces, ignored } of attributes) {
    if (name === ".." || ignored) continue;
    // What a spread gives is nobody else's.
    const text = inSpread.has(name) ? null : element.getAttribute(name);
    if (pieces.length === 1) dynamics[/** @type {number} */ (pieces[0])] = text;
    else {
      check(text !== null, "page");
      readPieces(block, said, pieces, { text, offset: 0 });
    }
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
    if (index < pieces.length && !isArray(part)) continue;
    const source = { text: textOf(reader), offset: reader.offset };
    readPieces(block, said, pieces.slice(start, index), source);
    reader.offset = source.offset;
    start = index + 1;
    if (isArray(part)) {
      block.dynamics[/** @type {number} */ (piece)] = readNodesValue(reader, part, run.namespace);
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
    if (isText(piece)) {
      end += piece.length;
      check(text.startsWith(piece, source.offset), "page");
    } else {
      const length = takeSaid(said, piece);
      if (length === undefined) {
        // Only static text may follow one that is not measured.
        const behind = pieces.slice(index + 1).map((next) => (typeof next === "string" ? next.length : NaN));
        end = text.length - behind.reduce((sum, next) => sum + next, 0);
      } else {
        check(isIndex(length), "value");
        end += length;
      }
      check(end >= source.offset && end <= text.length, "page");
      block.dynamics[piece] = text.slice(source.offset, end);
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
  const { tree, context } = reader;
  const [id, count] = json;
  if (isArray(id)) return readBlock(reader, need(edits).decodeMarkup(context, id).shape, [], 0, namespace);
  if (isIndex(id)) return readBlock(reader, shapeOf(tree, id), json, 1, namespace);
  if (id === null) {
    const streamed = shapeOf(tree, /** @type {number} */ (count));
    return need(stream).streamOf(streamed, readRows(reader, streamed, json, 2, namespace));
  }
  check(isInteger(id), "value");
  const shape = shapeOf(tree, -1 - id);
  return { shape, rows: readRows(reader, shape, json, 1, namespace) };
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
  check(isIndex(count) && count <= MOST_ROWS, "value");
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
    check(isArray(said), "value");
    rows.push(readBlock(reader, shape, said, 0, namespace));
  }
  check(next === json.length, "row");
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
  check(reader.offset >= textOf(reader).length, "page");
  advance(reader, reader.node.nextSibling);
}

/** @param {Reader} reader */
function endChildren(reader) {
  endText(reader);
  check(!reader.node, "page");
}

/** @param {Reader} reader @param {ChildNode | null} node */
function advance(reader, node) {
  reader.node = node;
  reader.offset = 0;
}

/** Shapes have a file beside the socket, which browsers keep. @param {import("./view.js").Client} client @param {unknown} name */
export async function loadShapes({ socket, window }, name) {
  const url = new URL(`shapes/${encodeURIComponent(String(name))}`, socket.url);
  url.protocol = url.protocol.replace(/^ws/, "http");
  try {
    const response = await window.fetch(url);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
