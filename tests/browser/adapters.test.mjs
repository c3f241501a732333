// Islands of React and of Lit, as npm has them, by the adapters of `slotwise/adapters`.

import assert from "node:assert/strict";
import { test } from "node:test";
import { build } from "esbuild";
import { played } from "./scripted.mjs";

const FOLDER = new URL(".", import.meta.url).pathname;

/** A module and its libraries in one file. */
async function bundled(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: FOLDER },
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["browser", "production"],
    define: { "process.env.NODE_ENV": '"production"' },
    alias: { "slotwise/adapters": new URL("../../js-client/src/adapters.js", import.meta.url).pathname },
    write: false,
  });
  return { contentType: "text/javascript", body: outputFiles[0].text };
}

const REACT = `
  import { createElement, useEffect, useState } from "react";
  import { createRoot } from "react-dom/client";
  import { react } from "slotwise/adapters";

  function Counter({ label, days, pushEvent, handleEvent }) {
    const [count, setCount] = useState(0);
    const [note, setNote] = useState("");
    useEffect(() => {
      seen.push("mounted");
      const undo = handleEvent("note", ({ text }) => setNote(text));
      return () => { undo(); seen.push("unmounted"); };
    }, []);
    useEffect(() => { seen.push("days " + days); }, [days]);
    const press = () => {
      setCount(count + 1);
      pushEvent("pressed", { count: count + 1 }, ({ text }) => setNote(text));
    };
    return createElement("button", { onClick: press }, [label, days.join("+"), count, note].join(" "));
  }
  export default react(Counter, { createElement, createRoot });
`;

const LIT = `
  import { html, LitElement } from "lit";
  import { element } from "slotwise/adapters";

  customElements.define("lit-counter", class extends LitElement {
    static properties = { label: {}, days: { type: Array }, count: { state: true } };
    constructor() {
      super();
      this.count = 0;
    }
    connectedCallback() {
      super.connectedCallback();
      seen.push("mounted");
    }
    disconnectedCallback() {
      super.disconnectedCallback();
      seen.push("unmounted");
    }
    updated(changed) { if (changed.has("days")) seen.push("days " + this.days); }
    press() {
      this.count += 1;
      this.dispatchEvent(new CustomEvent("pressed", { detail: { count: this.count } }));
    }
    render() { return html\`<button @click=\${this.press}>\${this.label} \${this.days.join("+")} \${this.count}</button>\`; }
  });
  export default element("lit-counter", { events: ["pressed"] });
`;

const live = played({ "/react.js": await bundled(REACT), "/lit.js": await bundled(LIT) });

const ISLAND =
  '<div phx-hook="slotwise:island" data-island="Counter" id="island">' +
  '<script type="application/json" data-prop="days">{0}</script><script type="application/json" data-prop="label">{1}</script>' +
  '<div phx-update="ignore">Loading</div></div>';

/** A page with an island in a list, which is there. */
async function shown(name) {
  const page = await live("<section>{0}</section>", [[-2, "[1,2]", '"a"']], {
    rows: [ISLAND],
    setup: `window.seen = []; window.options = { islands: { Counter: () => import("/${name}.js") } };`,
  });
  await page.waitForSelector("#island button");
  return page;
}

const says = (page, text) =>
  page.waitForFunction((wanted) => document.querySelector("#island").innerText.trim() === wanted
    || document.querySelector("lit-counter")?.shadowRoot.querySelector("button")?.innerText.trim() === wanted, text);

for (const name of ["react", "lit"]) {
  test(`${name}: props come as changes, and its state stays`, async () => {
    const page = await shown(name);
    await says(page, "a 1+2 0");
    await page.click("#island button");
    await says(page, "a 1+2 1");
    assert.deepEqual((await page.events()).map(({ event, value }) => [event, value]), [["pressed", { count: 1 }]]);
    await page.push({ d: [0, 0, 0, "[1,2,3]"] });
    await says(page, "a 1+2+3 1");
    await page.push({ d: [0, 0, 1, '"b"'] });
    await says(page, "b 1+2+3 1");
    // What did not change is the same array to it.
    assert.deepEqual((await page.seen()).filter((one) => one.startsWith("days")), ["days 1,2", "days 1,2,3"]);
    assert.deepEqual(await page.reports(), []);
  });

  test(`${name}: it is told when it goes`, async () => {
    const page = await shown(name);
    await page.push({ d: [0, [0]] });
    await page.waitForFunction(() => seen.at(-1) === "unmounted");
    assert.equal((await page.seen()).filter((one) => one.endsWith("mounted")).length, 2);
  });
}

test("react: answers and pushed events come to it", async () => {
  const page = await shown("react");
  await page.click("#island button");
  await page.reply({ reply: { text: "thanks" } });
  await says(page, "a 1+2 1 thanks");
  await page.push({ e: [["note", { text: "later" }]] });
  await says(page, "a 1+2 1 later");
});
