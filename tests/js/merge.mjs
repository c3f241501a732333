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

/** The text of the tree as it is. */
function plain(rendered) {
  const tree = rendered.get();
  return rendered.recursiveToString(tree, tree.c, null, false, {}, null).buffer;
}

/**
 * A buffer for the text as the client makes it for the page: a root that the client thinks unchanged
 * is skipped, and the page keeps what it shows there.
 */
function bufferOfPage() {
  const shown = new Map();
  return class extends RenderingBuffer {
    endRoot(attributes, skipped) {
      const id = attributes["data-phx-id"];
      if (skipped && !shown.has(id)) throw new Error(`root ${id} is skipped but was never shown`);
      if (skipped) this.html = shown.get(id);
      else shown.set(id, this.html);
      this.html = this.pending.pop() + this.html;
    }
  };
}

/** The text after each diff. A diff may not carry a reply at its top: the client takes it away. */
function merge(diffs, buffer, print) {
  let rendered;
  return diffs.map((raw) => {
    const { diff, reply } = Rendered.extract(structuredClone(raw));
    if (reply !== null) throw new Error("the client takes `r` at the top for an event's reply");
    if (rendered) rendered.mergeDiff(diff);
    else rendered = new Rendered("view", diff, () => buffer);
    return print(rendered);
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  const { name, diffs } = JSON.parse(line);
  let answer;
  try {
    answer = {
      name,
      html: merge(diffs, RenderingBuffer, plain),
      page: merge(diffs, bufferOfPage(), (rendered) => rendered.toString().buffer),
    };
  } catch (error) {
    answer = { name, error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
