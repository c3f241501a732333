/**
 * Commands -> what they do in the page, and events for the server.
 *
 * Patches wait for transitions, unless they are told not to, and what commands changed stays through them
 * (sticky.js).
 */

import { inOrder, isVisible } from "./binding.js";
import { navigate } from "./client-parts.js";
import { CommandError, decodeCommands } from "./decode-commands.js";
import { hold } from "./hold.js";
import { need } from "./lazy.js";
import { special } from "./parts.js";
import { ignoreAttributes, setAttribute, setClasses, setDisplay } from "./sticky.js";

export { hold };
export { removeLater } from "./remove-later.js";
export { holdSticky, isSticky } from "./sticky.js";

/**
 * @typedef {import("./view.js").Client} Client
 *
 * @typedef {object} PushArguments
 * @property {Record<string, unknown>} [value]
 * @property {import("./hook.js").Target} [target]
 * @property {string} [loading]
 * @property {boolean} [page_loading]
 *
 * @typedef {(name: string, args: PushArguments) => void} Push Sends the event of the binding.
 *
 * @typedef {object} Run
 * @property {Client} client
 * @property {Element} source The element with the binding.
 * @property {Push} push
 * @property {number} depth Of `exec` in `exec`.
 * @property {number} time Milliseconds until all transitions are over.
 */

const DEFAULT_TIME = 200;
const DEEPEST = 8;
/** A listener that never says it is done does not stop the page. */
const LONGEST_WAIT = 10_000;
/** Attributes whose values are run: no other may hold text that was not meant to be. */
const RUNNABLE = /^(phx-(?!value-)|data-cmd-)./;
/** What no command may set: it would run later. */
const CLOSED = /^(phx-(?!value-)|data-(phx|cmd)-)/i;

/** @type {Element[]} */
const focusStack = [];

/**
 * Runs a list of commands.
 *
 * @param {Client} client
 * @param {Element} source
 * @param {string} text
 * @param {Push} push
 * @returns {number} Milliseconds until its transitions are over.
 */
export function runCommands(client, source, text, push) {
  const run = { client, source, push, depth: 0, time: 0 };
  try {
    runText(run, text);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    client.stats.refused += 1;
    client.report({ kind: "command", message: error.message, error });
  }
  return run.time;
}

/** @param {Run} run @param {string} text */
function runText(run, text) {
  if (!text.startsWith("[")) {
    if (text) run.push(text, {});
    return;
  }
  for (const [name, args] of decodeCommands(text)) {
    for (const element of elementsFor(run, args.to ?? null)) COMMANDS[name](run, element, args);
  }
}

/** @param {Run} run @param {string | { inner?: string, closest?: string } | null} to @returns {Element[]} */
function elementsFor({ client, source }, to) {
  if (to === null) return [source];
  try {
    if (typeof to === "string") {
      const select = () => [...source.ownerDocument.querySelectorAll(to)];
      return client.dom.jsQuerySelectorAll?.(source, to, select) ?? select();
    }
    if (to.inner !== undefined) return [...source.querySelectorAll(to.inner)];
    const closest = source.closest(String(to.closest));
    return closest ? [closest] : [];
  } catch {
    throw new CommandError("selector", `${JSON.stringify(to)} selects nothing`);
  }
}

/** @type {Record<string, (run: Run, element: Element, args: any) => void>} */
const COMMANDS = {
  push: (run, _element, args) => run.push(args.event, args),
  show(run, element, args) {
    if (!isVisible(element)) show(run, element, args, args.transition);
  },
  hide(run, element, args) {
    if (isVisible(element)) hide(run, element, args, args.transition);
  },
  toggle(run, element, args) {
    if (isVisible(element)) hide(run, element, args, args.outs);
    else show(run, element, args, args.ins);
  },
  add_class: (run, element, args) => changeClasses(run, element, args, () => true),
  remove_class: (run, element, args) => changeClasses(run, element, args, () => false),
  toggle_class: (run, element, args) => {
    changeClasses(run, element, args, (name) => !element.classList.contains(name));
  },
  transition: (run, element, args) => transition(run, element, args.transition, args, () => {}, true),
  set_attr: (_run, element, { attr: [name, text] }) => writeAttribute(element, name, text),
  remove_attr: (_run, element, { attr }) => writeAttribute(element, attr, null),
  toggle_attr(_run, element, { attr: [name, first, second] }) {
    const before = element.getAttribute(name);
    const other = before !== null && second === undefined ? null : before === first ? second : first;
    writeAttribute(element, name, other);
  },
  ignore_attrs: (_run, element, { attrs }) => ignoreAttributes(element, attrs),
  focus: (run, element) => focusSoon(run, () => focus(element)),
  focus_first: (run, element) => focusSoon(run, () => focusFirst(element)),
  push_focus: (_run, element) => { focusStack.push(element); },
  pop_focus(run) {
    const element = focusStack.pop();
    if (element) focusSoon(run, () => focus(element));
  },
  exec(run, element, { attr }) {
    if (!RUNNABLE.test(attr)) throw new CommandError("attribute", `\`${attr}\` holds no commands`);
    if (run.depth >= DEEPEST) throw new CommandError("too-deep", `\`${attr}\` runs itself`);
    const inner = { ...run, source: element, depth: run.depth + 1 };
    runText(inner, element.getAttribute(attr) ?? "");
    run.time = inner.time;
  },
  dispatch(run, element, { event, detail, bubbles, blocking }) {
    const { CustomEvent, MouseEvent } = run.client.window;
    const Kind = event === "click" ? MouseEvent : CustomEvent;
    // A click has no place for a function.
    const done = blocking && event !== "click" ? hold(run.client.gate) : () => {};
    if (blocking) setTimeout(done, LONGEST_WAIT);
    const given = { ...detail, dispatcher: run.source, done };
    element.dispatchEvent(new Kind(event, { bubbles: bubbles !== false, cancelable: true, detail: /** @type {any} */ (given) }));
  },
  navigate: (run, _element, args) => goTo(run, "redirect", args),
  patch: (run, _element, args) => goTo(run, "patch", args),
};

/** @param {Run} run @param {Element} element @param {any} args @param {string[][] | undefined} classes */
function show(run, element, args, classes) {
  const { display, outs } = args;
  const defaults = /** @type {Record<string, string>} */ ({ tr: "table-row", td: "table-cell" });
  const appear = () => setDisplay(element, display || (defaults[element.localName] ?? "block"));
  dispatch(run, element, "phx:show-start");
  element.classList.remove(...(outs ?? []).flat());
  if (!hasClasses(classes)) appear();
  transition(run, element, classes, args, () => dispatch(run, element, "phx:show-end"), false, appear);
}

/** @param {Run} run @param {Element} element @param {any} args @param {string[][] | undefined} classes */
function hide(run, element, args, classes) {
  dispatch(run, element, "phx:hide-start");
  element.classList.remove(...(args.ins ?? []).flat());
  transition(run, element, classes, args, () => {
    setDisplay(element, "none");
    dispatch(run, element, "phx:hide-end");
  });
}

/** @param {Run} run @param {Element} element @param {any} args @param {(name: string) => boolean} isWanted */
function changeClasses(run, element, args, isWanted) {
  /** @type {[string, boolean][]} */
  const wanted = args.names.map((/** @type {string} */ name) => [name, isWanted(name)]);
  transition(run, element, args.transition, args, () => {
    for (const [name, there] of wanted) setClasses(element, [name], there);
  }, true);
}

/** @param {string[][] | null | undefined} classes @returns {classes is string[][]} */
function hasClasses(classes) {
  return (classes?.[0].length ?? 0) > 0;
}

/**
 * Gives an element the classes of a transition for its time: those it starts from, a frame later those it
 * runs with, another frame later those it ends in.
 *
 * @param {Run} run
 * @param {Element} element
 * @param {string[][] | null | undefined} classes
 * @param {{ time?: number | null, blocking?: boolean | null }} args
 * @param {() => void} done
 * @param {boolean} [staysAtEnd] Whether the last classes stay.
 * @param {() => void} [ran] Called with the last classes.
 */
function transition(run, element, classes, { time, blocking }, done, staysAtEnd = false, ran = () => {}) {
  if (!hasClasses(classes)) {
    done();
    return;
  }
  const { window } = run.client;
  const { classList } = element;
  const [running, start, end] = classes;
  const wait = time ?? DEFAULT_TIME;
  // For what is about to go, and does nothing any more, no patch has to wait.
  const release = blocking === false || /** @type {HTMLElement} */ (element).inert ? () => {} : hold(run.client.gate);
  run.time = Math.max(run.time, wait);
  let over = false;
  classList.remove(...running, ...end);
  classList.add(...start);
  afterFrame(window, () => {
    if (over) return;
    classList.add(...running);
    afterFrame(window, () => {
      if (over) return;
      ran();
      classList.remove(...start);
      classList.add(...end);
    });
  });
  setTimeout(() => {
    over = true;
    classList.remove(...running, ...start, ...(staysAtEnd ? [] : end));
    if (staysAtEnd) setClasses(element, end, true);
    ran();
    done();
    release();
  }, wait);
}

/** @param {Client["window"]} window @param {() => void} run */
function afterFrame(window, run) {
  window.requestAnimationFrame(run);
}

/** @param {Run} run @param {Element} element @param {string} type */
function dispatch({ client: { window } }, element, type) {
  element.dispatchEvent(new window.Event(type));
}

/** @param {Element} element @param {string} name @param {string | null} text */
function writeAttribute(element, name, text) {
  const refuse = (/** @type {string} */ where, /** @type {string} */ what) => {
    throw new CommandError("attribute", `\`${what}\` on \`${where}\` is not for commands`);
  };
  if (text !== null && CLOSED.test(name)) refuse(element.localName, name);
  setAttribute({ refuse }, element, name, text);
}

/**
 * At once, and again when what is being shown is there.
 *
 * @param {Run} run
 * @param {() => boolean} attempt
 */
function focusSoon({ client: { window } }, attempt) {
  if (!attempt()) afterFrame(window, () => afterFrame(window, () => void attempt()));
}

/** @param {Element} element */
function focus(element) {
  /** @type {HTMLElement} */ (element).focus?.();
  return element.ownerDocument.activeElement === element;
}

/** @param {Element} element */
function focusFirst(element) {
  const inside = [...element.querySelectorAll("*")].filter((inner) => inner.getAttribute("aria-hidden") !== "true");
  return inside.some((inner) => /** @type {HTMLElement} */ (inner).tabIndex >= 0 && focus(inner)) ||
    inside.some((inner) => inner.hasAttribute("tabindex") && focus(inner));
}

/** @param {Run} run @param {"patch" | "redirect"} kind @param {{ href: string, replace?: boolean }} args */
function goTo({ client }, kind, { href, replace }) {
  if (!need(special).isSafeAddress(href)) throw new CommandError("attribute", "the address is none to go to");
  inOrder(client, navigate, (module) => module.visit(client, kind, { href, history: replace ? "replace" : "push" }));
}
