/**
 * Components of other libraries as islands. Nothing is imported here: what a library gives is passed in.
 *
 *     import { mount, unmount } from "svelte";
 *     import { createSubscriber } from "svelte/reactivity";
 *     import { svelte } from "slotwise/adapters";
 *     import Chart from "./Chart.svelte";
 *     export default svelte(Chart, { mount, unmount, createSubscriber });
 *
 * A component has `pushEvent` and `handleEvent` among its props; one of Vue gets them by `inject("island")`, as what is
 * no prop of it would become an attribute.
 */

/**
 * @typedef {import("./islands.js").Island} Island
 * @typedef {import("./islands.js").IslandContext} IslandContext
 * @typedef {Record<string, any>} Props
 */

/**
 * A component of Svelte 5. Of its effects those run again that read a prop that changed.
 *
 * @param {any} Component
 * @param {{ mount: Function, unmount: Function, createSubscriber: Function }} library
 * @returns {Island}
 */
export function svelte(Component, { mount, unmount, createSubscriber }) {
  return {
    mount(target, props, context) {
      const current = withContext(props, context);
      /** @type {Map<PropertyKey, { read: () => void, changed: () => void }>} */
      const readers = new Map();
      const readerOf = (/** @type {PropertyKey} */ name) => {
        const known = readers.get(name);
        if (known) return known;
        const reader = { read: () => {}, changed: () => {} };
        reader.read = createSubscriber((/** @type {() => void} */ changed) => { reader.changed = changed; });
        readers.set(name, reader);
        return reader;
      };
      const live = new Proxy(current, {
        get(all, name) {
          readerOf(name).read();
          return Reflect.get(all, name);
        },
      });
      const component = mount(Component, { target, props: live });
      return {
        update(changed) {
          Object.assign(current, changed);
          for (const name of Object.keys(changed)) readers.get(name)?.changed();
        },
        destroy: () => unmount(component),
      };
    },
  };
}

/**
 * A component of React, or of Preact by its `preact/compat/client`.
 *
 * @param {any} Component
 * @param {{ createElement: Function, createRoot: Function }} library
 * @returns {Island}
 */
export function react(Component, { createElement, createRoot }) {
  return {
    mount(place, props, context) {
      const root = createRoot(place, { onUncaughtError: context.report });
      const current = withContext(props, context);
      const render = () => root.render(createElement(Component, { ...current }));
      render();
      return {
        update(changed) {
          Object.assign(current, changed);
          render();
        },
        destroy: () => root.unmount(),
      };
    },
  };
}

/**
 * A component of Vue 3.
 *
 * @param {any} Component
 * @param {{ createApp: Function, h: Function, shallowReactive: Function }} library
 * @returns {Island}
 */
export function vue(Component, { createApp, h, shallowReactive }) {
  return {
    mount(place, props, context) {
      const current = shallowReactive({ ...props });
      const app = createApp({ render: () => h(Component, current) });
      app.provide("island", context);
      app.config.errorHandler = context.report;
      app.mount(place);
      return {
        update(changed) { Object.assign(current, changed); },
        destroy: () => app.unmount(),
      };
    },
  };
}

/**
 * A custom element, of Lit or written by hand: props are its properties. Its events of the names in `events` go to
 * the server, with their `detail`.
 *
 * @param {string} tag
 * @param {{ events?: string[] }} [options]
 * @returns {Island}
 */
export function element(tag, { events = [] } = {}) {
  return {
    mount(place, props, context) {
      const made = Object.assign(place.ownerDocument.createElement(tag), withContext(props, context));
      for (const name of events) {
        made.addEventListener(name, (event) => {
          context.pushEvent(name, /** @type {CustomEvent} */ (event).detail ?? {}, () => {});
        });
      }
      place.append(made);
      return {
        update(changed) { Object.assign(made, changed); },
        destroy: () => made.remove(),
      };
    },
  };
}

/** @param {Props} props @param {IslandContext} context @returns {Props} */
function withContext(props, { pushEvent, handleEvent }) {
  return { pushEvent, handleEvent, ...props };
}
