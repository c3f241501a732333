// What only a real DOM tells of spreads, markup and templates, under a policy without any exception.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test, { after, before } from "node:test";
import { browser, complaints } from "./gallery.mjs";

const SOURCES = new URL("../../js-client/src/", import.meta.url);
const START = `
  import { applyPatch, mount } from "/core.js";
  const stats = { mismatches: 0, refused: 0 };
  const options = { mismatch() { stats.mismatches += 1; }, refuse() { stats.refused += 1; } };
  Object.assign(window, { applyPatch, stats, mount: (main, patch) => mount(main, patch, options) });
`;
const POLICY = "default-src 'none'; script-src http://client.test; require-trusted-types-for 'script'";

let chromium;
before(async () => {
  chromium = await browser();
});
after(() => chromium?.close());

/** A page with this HTML in its container and the client's modules. */
async function open(html = "") {
  const page = await chromium.newPage();
  page.complaints = complaints(page);
  await page.route("http://client.test/**", (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") {
      const body = `<!DOCTYPE html><script type="module" src="/start.js"></script><body><main>${html}</main>`;
      return route.fulfill({ contentType: "text/html", headers: { "content-security-policy": POLICY }, body });
    }
    const body = pathname === "/start.js" ? START : readFileSync(new URL(pathname.slice(1), SOURCES), "utf8");
    return route.fulfill({ contentType: "text/javascript", body });
  });
  await page.goto("http://client.test/");
  await page.waitForFunction(() => window.mount);
  return page;
}

test("the content of a template is served, bound and changed apart", async () => {
  const html = '<template><p id="a">b</p>c</template>';
  for (const start of ["", html]) {
    const page = await open(start);
    const seen = await page.evaluate(async () => {
      const main = document.querySelector("main");
      const served = main.querySelector("template")?.content.firstChild;
      const shape = [["template", [], ["p", ["id", 0], 1], 2]];
      const view = await mount(main, [{ 0: shape, 1: [["b", [], 0]] }, [0, "a", "b", "c"]]);
      const { content } = main.querySelector("template");
      const kept = !served || content.firstChild === served;
      await applyPatch(view, [0, "A", 1, "B", 2, [-2, 1, 2]]);
      return { kept, html: main.innerHTML, children: main.firstChild.childNodes.length, stats };
    });
    assert.deepEqual(seen, {
      kept: true,
      html: '<template><p id="A">B</p><b>1</b><b>2</b></template>',
      children: 0,
      stats: { mismatches: 0, refused: 0 },
    });
    assert.deepEqual(page.complaints, []);
  }
});

test("a spread writes what may be written and takes it back", async () => {
  const page = await open('<input class="a" type="text"><svg viewBox="0 0 1 1"></svg>');
  const seen = await page.evaluate(async () => {
    const main = document.querySelector("main");
    const shape = [["input", ["class", 0, "type", "text", "..", 1]], ["svg", ["..", 2]]];
    const view = await mount(main, [{ 0: shape }, [0, "a", [], ["viewBox", "0 0 1 1"]]]);
    const [input, svg] = main.children;
    input.value = "typed";
    const states = [];
    const note = async (patch) => {
      await applyPatch(view, patch);
      const written = [input, svg].flatMap((element) => [...element.attributes].map(({ name, value }) => `${name}=${value}`));
      states.push([written.sort().join(" "), input.value, input.style.width]);
    };
    await note([0, null, 1, ["class", "b", "style", "width:3px;", "value", "v", "onfocus", "a()"], 2, []]);
    await note([0, "a", 1, ["srcdoc", "<b>", "disabled", true], 2, ["viewBox", "0 0 2 2"]]);
    return { states, box: svg.viewBox.baseVal.width, disabled: input.disabled, stats };
  });
  assert.deepEqual(seen, {
    states: [
      ["class=b style=width: 3px; type=text value=v", "v", "3px"],
      ["class=a disabled= type=text viewBox=0 0 2 2", "", ""],
    ],
    box: 2,
    disabled: true,
    stats: { mismatches: 0, refused: 2 },
  });
  assert.deepEqual(page.complaints, []);
});

test("markup is built from nodes, and nothing in it runs", async () => {
  const page = await open('<p>a<b title="&lt;">x</b> &amp; y</p>');
  const seen = await page.evaluate(async () => {
    const main = document.querySelector("main");
    const b = main.querySelector("b");
    const view = await mount(main, [{ 0: [["p", [], "a", 0]] }, [0, [[["b", ["title", "<"], "x"], " & y"]]]]);
    const kept = main.querySelector("b") === b;
    await applyPatch(view, [0, [[
      ["script", [], "document.title = 'ran'"],
      ["img", ["src", "x", "onerror", "document.title = 'ran'"]],
      ["svg", [], ["a", ["xlink:href", "javascript:a()"], ["circle", ["r", "1"]]]],
      ["table", [], ["tbody", [], ["tr", [], ["td", [], "z"]]]],
    ]]]);
    const [svg, circle] = main.querySelectorAll("svg, circle");
    return {
      kept,
      names: [...main.querySelectorAll("*")].map((element) => element.localName),
      namespaces: [svg.namespaceURI, circle.namespaceURI].map((name) => name.slice(-3)),
      title: document.title,
      stats,
    };
  });
  assert.deepEqual(seen, {
    kept: true,
    names: ["p", "template", "img", "svg", "a", "circle", "table", "tbody", "tr", "td"],
    namespaces: ["svg", "svg"],
    title: "",
    stats: { mismatches: 0, refused: 3 },
  });
});
