/** What runs in the page of one contender. `contender.create` comes from its bundle. */

const LEAST_MS = 3;
const SAME_BOTH_WAYS = new Set(["1 cell", "every 10th row", "swap two", "1 slot"]);

globalThis.bench = {
  /**
   * Keeps what will be sent, so that it is there before memory is counted.
   *
   * @param {{ join: string, operations: Record<string, [string, string]>, html?: string, outline?: object }} messages
   */
  async load(messages) {
    this.messages = messages;
    const container = document.body.appendChild(document.createElement("div"));
    this.client = contender.create(container);
    await this.client.ready;
    this.texts = {};
    this.repeats = {};
  },

  /** Shows the page; ms. */
  join() {
    const start = performance.now();
    this.client.join(this.messages.join);
    return performance.now() - start;
  },

  /** Binds served HTML, again and again; ms each. */
  adopt(times) {
    const { html, outline } = this.messages;
    return Array.from({ length: times }, () => {
      const container = document.createElement("div");
      container.innerHTML = html;
      document.body.append(container);
      const client = contender.create(container);
      const start = performance.now();
      client.adopt(outline);
      const time = performance.now() - start;
      container.remove();
      return time;
    });
  },

  /** What is shown after an operation; it is undone then. */
  shown(name) {
    const [forth, back] = this.textsOf(name);
    this.client.apply(forth);
    const html = shownIn(this.client.root);
    this.client.apply(back);
    return html;
  },

  /** ms of one operation, the mean of as many as take a while. */
  time(name) {
    const repeat = this.repeats[name] ?? 1;
    const total = this.timeOf(name, repeat);
    if (total < LEAST_MS && repeat < 1024) {
      this.repeats[name] = Math.ceil(Math.min(1024, repeat * (LEAST_MS / Math.max(total, 0.005)) * 1.2));
      return this.time(name);
    }
    return total / repeat;
  },

  timeOf(name, repeat) {
    const { client } = this;
    const [forth, back] = this.textsOf(name);
    if (SAME_BOTH_WAYS.has(name)) {
      const start = performance.now();
      for (let i = 0; i < repeat; i += 1) {
        client.apply(forth);
        client.apply(back);
      }
      return (performance.now() - start) / 2;
    }
    const isMade = name === "create";
    let total = 0;
    for (let i = 0; i < repeat; i += 1) {
      let start = performance.now();
      client.apply(forth);
      if (!isMade) total += performance.now() - start;
      start = performance.now();
      client.apply(back);
      if (isMade) total += performance.now() - start;
    }
    return total;
  },

  textsOf(name) {
    const pair = this.messages.operations[name === "create" ? "empty" : name];
    return (this.texts[name] ??= pair.map((text) => this.client.text(text)));
  },
};

/** HTML that is equal if the pages look equal, whatever marks a contender leaves. */
function shownIn(root) {
  const copy = root.cloneNode(true);
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) walker.currentNode.data = "";
  for (const element of copy.querySelectorAll("*")) {
    for (const { name } of [...element.attributes]) if (name.startsWith("data-phx")) element.removeAttribute(name);
    if (element.getAttribute("class") === "") element.removeAttribute("class");
    if (element.id.startsWith("phx-")) element.removeAttribute("id");
    const { id } = element;
    if (id) { element.removeAttribute("id"); element.setAttribute("id", id); }
    const shown = element.getAttribute("class");
    if (shown) { element.removeAttribute("class"); element.setAttribute("class", shown); }
  }
  return copy.innerHTML.replaceAll("<!---->", "");
}
