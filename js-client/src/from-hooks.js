/**
 * What hooks send: events, and files.
 */

import { interaction } from "./client-parts.js";
import { homeOf } from "./hook.js";
import { need, whenLoaded } from "./lazy.js";

/** @typedef {import("./view.js").Client} Client */

/**
 * Gives the reply, or with a target what became of all that it names; nothing where a function takes the replies.
 *
 * @type {(client: Client, element: Element, target: import("./hook.js").Target | undefined, event: string, value: unknown,
 *   onReply?: import("./hook.js").OnReply) => Promise<any>}
 */
export const pushFromHook = (...given) => Promise.resolve(whenLoaded(() => push(...given)));

/** @type {typeof pushFromHook} */
function push(client, element, target, event, value, onReply) {
  const { send, targetsOf } = need(interaction);
  /** @type {Promise<{ reply: any, ref: number }>[]} */
  const answers = targetsOf(client, element, target ?? "").map(([view, cid]) => new Promise((resolve, reject) => {
    send(view, [element], { type: "hook", event, value, cid }, "hook", {}, (ok, response, ref) => {
      if (ok) resolve({ reply: response.reply ?? {}, ref });
      else reject(new Error(`\`${event}\` was not answered`));
    });
  }));
  if (onReply) for (const answer of answers) answer.then(({ reply, ref }) => onReply(reply, ref), () => {});
  if (onReply || target !== undefined) return Promise.allSettled(answers);
  const [answer = Promise.reject(new Error(`\`${event}\` was not sent`))] = answers;
  return answer.then(({ reply }) => reply);
}

/**
 * Files that a script gives, as if they were chosen.
 *
 * @param {Client} client
 * @param {Element} element
 * @param {import("./hook.js").Target | undefined} target
 * @param {string} name Of the file input.
 * @param {File[]} files
 */
export async function chooseFiles(client, element, target, name, files) {
  const { targetsOf, withUploads } = need(interaction);
  const targets = await whenLoaded(() => targetsOf(client, element, target ?? ""));
  const containers = targets.map(([{ container }]) => container);
  const all = /** @type {NodeListOf<HTMLInputElement>} */ (element.ownerDocument.querySelectorAll("[data-phx-upload-ref]"));
  const inputs = [...all].filter((input) => input.name === name && containers.includes(homeOf(input)));
  if (inputs.length === 1) withUploads(client, inputs[0], (own) => own.add(inputs[0], files));
  else client.report({ kind: "hook", message: `${inputs.length} file inputs are named "${name}"` });
}
