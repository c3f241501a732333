/**
 * Bindings that are not of clicks and forms: keys, focus, clicks elsewhere, files that are dragged.
 */

import { isVisible, runBinding } from "./binding.js";
import { portal } from "./client-parts.js";
import { delayed } from "./delays.js";
import { closestBound, metadataOf, pusher, targetOf } from "./events.js";
import { withUploads } from "./forms.js";
import { loaded } from "./lazy.js";

/** @typedef {import("./view.js").Client} Client */

/** Where the mouse went down. @type {Element | null} */
let pressed = null;

/** @param {Element | null} element */
export function press(element) {
  pressed = element;
}

/** @param {Client} client @param {MouseEvent} event */
export function handleClickAway(client, event) {
  // A click that no mouse made began nowhere else.
  const start = (event.detail && pressed) || targetOf(event);
  pressed = null;
  if (!start) return;
  forEachBound(client, "phx-click-away", (element, text) => {
    if (holds(element, start) || !isVisible(start) || !isInViewport(element)) return;
    const extra = metadataOf(client, "click", event, element);
    runBinding(client, element, text, pusher(client, element, "click", extra, "click"));
  });
}

/** Whether an element contains another, be it by a portal in it. @param {Element} element @param {Element} inner @returns {boolean} */
function holds(element, inner) {
  const source = loaded(portal)?.sourceOf(inner);
  return element.contains(inner) || (!!source && holds(element, source));
}

/** Whether a user sees it now. @param {Element} element */
function isInViewport(element) {
  const { innerWidth, innerHeight } = /** @type {Window} */ (element.ownerDocument.defaultView);
  const { top, right, bottom, left } = element.getBoundingClientRect();
  return isVisible(element) && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
}

/** @param {Client} client @param {KeyboardEvent} event */
export function handleKey(client, event) {
  const { key, type } = event;
  // Browsers that fill in a form by themselves send key events without a key.
  if (!key) return;
  const element = targetOf(event);
  const text = element?.getAttribute(`phx-${type}`);
  if (!element || !text) pushToWindowBound(client, type, event, key);
  else if (isWantedKey(element, key)) runSimple(client, element, type, text, event, key);
}

/** @param {Element} element @param {string} [key] */
function isWantedKey(element, key) {
  const wanted = element.getAttribute("phx-key");
  return !wanted || !key || wanted.toLowerCase() === key.toLowerCase();
}

/**
 * @param {Client} client
 * @param {string} type
 * @param {Event} event
 * @param {string} [key]
 */
export function pushToWindowBound(client, type, event, key) {
  forEachBound(client, `phx-window-${type}`, (element, text) => {
    if (isWantedKey(element, key)) runSimple(client, element, type, text, event, key);
  });
}

/** @param {Client} client @param {string} binding @param {(element: Element, text: string) => void} visit */
function forEachBound(client, binding, visit) {
  for (const element of client.window.document.querySelectorAll(`[${binding}]`)) {
    const text = element.getAttribute(binding);
    if (text) visit(element, text);
  }
}

/** @param {Client} client @param {string} type @param {Event} event */
export function handleFocus(client, type, event) {
  const element = targetOf(event);
  const text = element?.getAttribute(`phx-${type}`);
  if (element && text) runSimple(client, element, type, text, event);
}

/**
 * @param {Client} client
 * @param {Element} element
 * @param {string} type
 * @param {string} text Of the binding.
 * @param {Event} event
 * @param {string} [key]
 */
function runSimple(client, element, type, text, event, key) {
  const extra = { ...(key && { key }), ...metadataOf(client, type, event, element) };
  const run = () => { runBinding(client, element, text, pusher(client, element, type, extra, type)); };
  // Leaving a field is never put off.
  if (type === "blur") run();
  else delayed(client, element, type, key, run);
}

/** @param {Client} client @param {DragEvent} event @param {File[] | null} files */
export function handleDrag(client, { type, target }, files) {
  const zone = files && closestBound(/** @type {Element} */ (target), "phx-drop-target");
  if (zone) withUploads(client, zone, (own) => own.drag(zone, type, files));
}
