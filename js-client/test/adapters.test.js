import assert from "node:assert/strict";
import test from "node:test";
import { Window } from "happy-dom";
import { element, vue } from "../src/adapters.js";

const window = new Window();
const { document } = window;
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

function context() {
  const pushed = [];
  const reported = [];
  return {
    pushed,
    reported,
    pushEvent: (name, payload) => pushed.push([name, payload]),
    handleEvent: () => () => {},
    report: (error) => reported.push(error.message),
  };
}

test("a custom element has props as properties, and its events are pushed", () => {
  window.customElements.define("x-dial", class extends window.HTMLElement {
    connectedCallback() { this.textContent = `${this.value}`; }
    turn(detail) { this.dispatchEvent(new window.CustomEvent("turned", { detail })); }
  });
  const place = document.body.appendChild(document.createElement("div"));
  const around = context();
  const island = element("x-dial", { events: ["turned"] }).mount(place, { value: 3 }, around);
  const [dial] = place.children;
  assert.equal(place.innerHTML, "<x-dial>3</x-dial>");
  island.update({ value: 4 });
  assert.equal(dial.value, 4);
  dial.turn({ by: 2 });
  assert.deepEqual(around.pushed, [["turned", { by: 2 }]]);
  island.destroy();
  assert.equal(place.innerHTML, "");
});

test("a component of Vue renders what changed", async () => {
  Object.assign(globalThis, { window, document, Element: window.Element, SVGElement: window.SVGElement, MathMLElement: class {} });
  const library = await import("@vue/runtime-dom");
  let renders = 0;
  const Dial = {
    props: ["value", "label"],
    setup(props) {
      const { pushEvent } = library.inject("island");
      return () => {
        renders += 1;
        if (props.value < 0) throw new Error("negative");
        return library.h("button", { onClick: () => pushEvent("turn", { to: props.value + 1 }) }, `${props.label} ${props.value}`);
      };
    },
  };
  const place = document.body.appendChild(document.createElement("div"));
  const around = context();
  const island = vue(Dial, library).mount(place, { value: 3, label: "Dial" }, around);
  assert.equal(place.innerHTML, "<button>Dial 3</button>");
  place.firstChild.click();
  assert.deepEqual(around.pushed, [["turn", { to: 4 }]]);
  island.update({ value: 4 });
  await settled();
  assert.equal(place.innerHTML, "<button>Dial 4</button>");
  assert.equal(renders, 2);
  island.update({ value: -1 });
  await settled();
  assert.deepEqual(around.reported, ["negative"]);
  island.destroy();
  assert.equal(place.innerHTML, "");
});
