/**
 * Attributes whose names are data: `[name, text, ..]` in a slot, beside those that the template names.
 *
 * The names that an element's shape, slots and spreads give at one time differ, and one may go from a slot to a spread:
 * so all of them are looked at together.
 */

import { textOf } from "./attribute.js";
import { check, isArray, isInteger, isText } from "./decode.js";
import { checkName } from "./shape.js";
import { putAttribute, writeAttribute } from "./special.js";

/** @typedef {import("./shape.js").AttributePart} AttributePart */

/** @param {unknown} json @returns {import("./decode.js").Spread} */
export function checkSpread(json) {
  check(isArray(json) && json.length % 2 === 0, "value");
  json.forEach((item, index) => {
    if (index % 2) check(isText(item) || item === true || isInteger(item), "value");
    else checkName(item);
  });
  return json;
}

/**
 * The attributes of all these parts by name, null for an absent one. One that is absent in a part may come from another.
 *
 * @param {AttributePart[]} parts
 * @param {import("./decode.js").Value[]} dynamics
 */
function textsOf(parts, dynamics) {
  /** @type {Map<string, string | null>} */
  const texts = new Map();
  for (const { name, pieces } of parts) {
    const spread = /** @type {any} */ (dynamics[/** @type {number} */ (pieces[0])]);
    const pairs = name === ".." ? spread.map((/** @type {any} */ item) => (item === true ? "" : `${item}`)) : [name, textOf(pieces, dynamics)];
    for (let at = 0; at < pairs.length; at += 2) texts.set(pairs[at], pairs[at + 1] ?? texts.get(pairs[at]) ?? null);
  }
  return texts;
}

/** @param {AttributePart[]} parts */
function patched(parts) {
  return parts.filter(({ ignored }) => !ignored);
}

/**
 * Puts all of them on an element that is bound.
 *
 * @param {import("./patch.js").Context} context
 * @param {Element} element
 * @param {AttributePart[]} parts
 * @param {import("./decode.js").Value[]} dynamics
 * @param {boolean} fresh
 */
export function bindSpread(context, element, parts, dynamics, fresh) {
  for (const [name, text] of textsOf(fresh ? parts : patched(parts), dynamics)) {
    const current = element.getAttribute(name);
    if (text !== current && (fresh || name !== "open")) putAttribute(context, element, name, text);
  }
}

/**
 * To be called before the values change; gives what writes what differs then.
 *
 * @type {NonNullable<AttributePart["change"]>}
 */
export function changeSpread(context, element, { group }, dynamics) {
  const parts = patched(/** @type {AttributePart[]} */ (group));
  const before = textsOf(parts, dynamics);
  return () => {
    const after = textsOf(parts, dynamics);
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      writeAttribute(context, element, name, after.get(name) ?? null, before.get(name) ?? null);
    }
  };
}
