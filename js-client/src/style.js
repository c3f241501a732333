/**
 * What was wanted of a style and what is wanted now -> the properties that differ. What scripts put beside them stays.
 */

/**
 * @param {HTMLElement} element
 * @param {string | null} text
 * @param {string | null} before
 */
export function writeStyle(element, text, before) {
  const { style } = element;
  const [old, wanted] = [before, text].map((css) => {
    const { style } = element.ownerDocument.createElement("i");
    style.cssText = css ?? "";
    return new Map(Array.from(style, (name) => [name, [style.getPropertyValue(name), style.getPropertyPriority(name)]]));
  });
  for (const name of old.keys()) if (!wanted.has(name)) style.removeProperty(name);
  for (const [name, value] of wanted) {
    // Of a shorthand with variables no property tells what it is.
    if (!value[0]) style.cssText = text ?? "";
    else if (`${old.get(name)}` !== `${value}`) style.setProperty(name, value[0], value[1]);
  }
  if (text === null && !style.length) element.removeAttribute("style");
}
