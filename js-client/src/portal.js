/**
 * Portals: content that stands elsewhere in the document.
 *
 *     <template id="help" data-phx-portal="body"><div id="help-content">..</div></template>
 *
 * The element in the template is put at the end of what the selector finds. Slots in it are patched where they are, as
 * anywhere; events, hooks and forms belong to the view of the template (`homeOf`), and it goes with its template.
 */

import { hooks as hooksPart } from "./client-parts.js";
import { homeOf } from "./hook.js";
import { loaded } from "./lazy.js";
import { runMounted } from "./view.js";

/** @typedef {import("./view.js").Client} Client */

/** What was put elsewhere. @type {Map<HTMLTemplateElement, Element>} */
const teleported = new Map();

/** @param {Client} client @param {import("./hook.js").Hooks} hooks @param {HTMLTemplateElement} template */
export function teleport(client, hooks, template) {
  const root = teleported.get(template) ?? template.content.firstElementChild;
  const selector = template.getAttribute("data-phx-portal") ?? "";
  const target = find(template.ownerDocument, selector);
  // It may have gone while this module was on its way.
  if (!root || !template.isConnected || root.parentNode === target) return;
  if (!target) {
    client.report({ kind: "portal", message: `\`${selector}\` finds nothing for the portal \`${template.id}\`` });
    return;
  }
  const isNew = !teleported.has(template);
  teleported.set(template, root);
  root.setAttribute("data-phx-teleported", homeOf(template).id);
  root.setAttribute("data-phx-teleported-src", template.id);
  target.append(root);
  if (!isNew) return;
  client.dom.onNodeAdded?.(root);
  loaded(hooksPart)?.mountHooks(hooks, [root]);
  runMounted(client, hooks, root);
}

/** @param {Document} document @param {string} selector */
function find(document, selector) {
  try {
    return document.querySelector(selector);
  } catch {
    return null;
  }
}

/** Takes away what belongs to templates that have gone. @param {(root: Element) => void} remove */
export function sweep(remove) {
  for (const [template, root] of teleported) {
    if (template.isConnected) continue;
    teleported.delete(template);
    remove(root);
  }
}

/** What a template has shown elsewhere. @param {Node} template */
export function teleportedFrom(template) {
  return teleported.get(/** @type {HTMLTemplateElement} */ (template));
}

/** The template of a portal that an element is in. @param {Element} element @returns {Element | null} */
export function sourceOf(element) {
  const root = element.closest("[data-phx-teleported-src]");
  for (const [template, other] of teleported) if (other === root) return template;
  return null;
}
