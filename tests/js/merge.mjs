// Merges recorded diffs with the official LiveView client and prints the HTML after each.
//
// stdin:  one JSON line per case, {"name": "..", "diffs": [{..}, ..]}
// stdout: one JSON line per case, {"name": "..", "html": ["..", ..], "page": ["..", ..]} or
//         {"name": "..", "error": ".."}; `html` is the tree as text, `page` what the page shows

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

// It clones by `window.structuredClone` and asks for nothing else of a browser.
globalThis.window = globalThis;

// The package exports its `LiveSocket`, not its `Rendered`. The bundle it ships is one module, so
// one more line at its end exports the class as it is.
const bundle = new URL(
  "node_modules/phoenix_live_view/priv/static/phoenix_live_view.esm.js",
  import.meta.url,
);
const source = readFileSync(bundle, "utf8") + "\nexport { Rendered };";
const { Rendered, RenderingBuffer } = await import(
  "data:text/javascript;base64," + Buffer.from(source).toString("base64")
);

/** A buffer that leaves a component's root without the attributes by which the page finds it. */
class PlainBuffer extends RenderingBuffer {
  endRoot() {
    this.html = this.pending.pop() + this.html;
  }
}

/** The text of the tree as it is. */
function plain(rendered) {
  const tree = rendered.get();
  return rendered.recursiveToString(tree, tree.c, null, false, {}, null).buffer;
}

const MARK = /\u0001(.*?)\u0001/g;

/**
 * What the page shows, made as the client makes it: a root that the client thinks unchanged is skipped, and the
 * page keeps what it shows there. A message of components alone changes these components and nothing else.
 */
class ShownPage {
  /** The text in each root, with a mark for each root in it. */
  roots = new Map();
  root = "";
  /** What was made for the roots that are not skipped, also for those within one that is. */
  made = new Map();

  /** A buffer that takes roots out. */
  buffer() {
    const { roots, made } = this;
    return class extends RenderingBuffer {
      endRoot(attributes, skipped) {
        const id = attributes["data-phx-id"];
        if (skipped && !roots.has(id)) throw new Error(`root ${id} is skipped but was never shown`);
        if (!skipped) made.set(id, this.html);
        this.html = this.pending.pop() + `\u0001${id}\u0001`;
      }
    };
  }

  /** Shows what a diff changed, and gives the text of the page. */
  update(rendered, diff, isFirst) {
    this.made.clear();
    if (!isFirst && rendered.isComponentOnlyDiff(diff)) {
      const components = rendered.get().c;
      for (const cid of rendered.componentCIDs(diff)) {
        this.show(rendered.recursiveCIDToString(components, cid, null).buffer);
      }
    } else if (isFirst || Object.keys(diff).length > 0) {
      this.root = rendered.toString(isFirst ? null : rendered.componentCIDs(diff)).buffer;
      this.show(this.root);
    }
    return this.text(this.root);
  }

  /** Shows what was made for the roots in a text, but for what is within one that is skipped. */
  show(html) {
    for (const [, id] of html.matchAll(MARK)) {
      if (!this.made.has(id)) continue;
      this.roots.set(id, this.made.get(id));
      this.show(this.made.get(id));
    }
  }

  text(html) {
    return html.replaceAll(MARK, (_, id) => this.text(this.roots.get(id)));
  }
}

/** The text after each diff. A diff may not carry a reply at its top: the client takes it away. */
function merge(diffs, buffer, print) {
  let rendered;
  return diffs.map((raw) => {
    const { diff, reply } = Rendered.extract(structuredClone(raw));
    if (reply !== null) throw new Error("the client takes `r` at the top for an event's reply");
    const isFirst = !rendered;
    if (rendered) rendered.mergeDiff(diff);
    else rendered = new Rendered("view", diff, () => buffer);
    return print(rendered, diff, isFirst);
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  const { name, diffs } = JSON.parse(line);
  let answer;
  try {
    const page = new ShownPage();
    answer = {
      name,
      html: merge(diffs, PlainBuffer, plain),
      page: merge(diffs, page.buffer(), page.update.bind(page)),
    };
  } catch (error) {
    answer = { name, error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
