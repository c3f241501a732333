/**
 * Uploads: files that were chosen or dropped, and their way to the server.
 *
 *     chosen     event {"uploads":{id:[{ref,name,size,type}..]}}   with the change of the form
 *     allowed    allow_upload {"ref":id,"entries":[..]}            a token for each file
 *     sent       phx_join on lvu:<ref>, then chunk after chunk     the next one when the last is stored
 *
 * What the server makes of a file it says in the attributes of the file input, which are looked at after each patch.
 * A connection that is lost is no end: the answer to the next join says how much is stored.
 */

import { addChannel, nextRef, transmit } from "./channel.js";
import { session } from "./client-parts.js";
import { homeOf } from "./hook.js";
import { insist, need } from "./lazy.js";
import { isJoined } from "./view.js";

const ANSWER_TIMEOUT = 30_000;
const ACTIVE_TARGET = "phx-drop-target-active";

/**
 * @typedef {import("./view.js").Client} Client
 * @typedef {import("./view.js").View} View
 *
 * @typedef {object} Upload One file.
 * @property {string} ref
 * @property {File} file
 * @property {string} id Of its input.
 * @property {View} view
 * @property {string | null} session The key of the session that knows of it.
 * @property {boolean} announced The server has heard of it.
 * @property {boolean} asked Whether it may come was asked, or it is clear that it may not.
 * @property {boolean} done
 * @property {number} offset
 * @property {import("./channel.js").Channel | null} channel
 * @property {string | null} url Of its preview.
 *
 * @typedef {object} Forms What forms do.
 * @property {(input: HTMLInputElement) => void} change Sends the change of an input.
 *
 * @typedef {object} Submit A form that waits until its files are there.
 * @property {() => void} run
 * @property {HTMLButtonElement[]} disabled
 *
 * @typedef {object} Uploads
 * @property {(input: HTMLInputElement, files: File[]) => void} add
 * @property {(input: HTMLInputElement) => Record<string, object[]> | undefined} describe What is chosen, for the server.
 * @property {(input: HTMLInputElement, ok: boolean) => void} told The server has heard of what is chosen.
 * @property {(form: HTMLFormElement, run: () => void) => boolean} delays Whether a form has to wait; then it is sent
 *   by `run` once its files are there.
 * @property {(zone: Element, type: string, files: File[]) => void} drag
 */

let lastRef = 0;

/** @param {Client} client @param {Document} page @param {Forms} forms @returns {Uploads} */
export function createUploads(client, page, forms) {
  /** By reference. @type {Map<string, Upload>} */
  const all = new Map();
  /** @type {Map<HTMLFormElement, Submit>} */
  const waiting = new Map();
  /** How deep the pointer is in what files are dropped on. @type {WeakMap<Element, number>} */
  const depths = new WeakMap();

  const inputOf = (/** @type {Upload} */ { id }) => /** @type {HTMLInputElement | null} */ (page.getElementById(id));
  const uploadsOf = (/** @type {HTMLInputElement} */ input) => [...all.values()].filter(({ id }) => id === input.id);
  /** @param {HTMLFormElement} form */
  const inputsOf = (form) =>
    /** @type {HTMLInputElement[]} */ ([...form.elements]).filter((one) => one.hasAttribute("data-phx-upload-ref"));
  page.addEventListener("phx:update", sync);

  /** @type {Uploads["add"]} */
  function add(input, files) {
    const view = client.views.find(({ container }) => container === homeOf(input));
    if (!view) return;
    if (!input.multiple) uploadsOf(input).forEach(forget);
    for (const file of files) {
      lastRef += 1;
      const ref = String(lastRef);
      const { key: session } = view.delivery;
      all.set(ref, {
        ref, file, view, session, id: input.id, announced: false, asked: false, done: false, offset: 0, channel: null,
        url: null,
      });
    }
    // The same files may be chosen again.
    if (input.multiple) input.value = "";
    forms.change(input);
  }

  /** @type {Uploads["describe"]} */
  function describe(input) {
    const uploads = uploadsOf(input);
    return uploads.length > 0 ? { [input.id]: uploads.map(described) } : undefined;
  }

  /** @type {Uploads["told"]} */
  function told(input, ok) {
    for (const upload of uploadsOf(input)) {
      if (ok) upload.announced = true;
      else if (!upload.announced) forget(upload);
    }
    sync();
    if (ok && input.hasAttribute("data-phx-auto-upload")) ask(input);
  }

  /** Asks whether files may come, those that were not asked for. @param {HTMLInputElement} input */
  function ask(input) {
    const errors = refs(input, "error");
    const asked = uploadsOf(input).filter(({ ref, announced, asked }) => announced && !asked && !errors.includes(ref));
    if (asked.length === 0) return;
    for (const upload of asked) upload.asked = true;
    const [{ view }] = asked;
    const payload = { ref: input.id, entries: asked.map(described) };
    const sent = need(session).push(view, "allow_upload", payload, (ok, response) => {
      for (const upload of asked) {
        const token = ok && response.entries?.[upload.ref];
        if (token) open(upload, token, response.config.chunk_size);
        else stop(upload);
      }
    });
    if (!sent) asked.forEach(stop);
  }

  /** @param {Upload} upload @param {string} token @param {number} chunkSize */
  function open(upload, token, chunkSize) {
    const { view } = upload;
    // It was cancelled meanwhile.
    if (!all.has(upload.ref)) return;
    upload.channel = addChannel(client.socket, `lvu:${upload.ref}`, {
      replies: { onReply() {}, acknowledgement: () => null, onPause() {} },
      joinPayload: () => ({ token }),
      onJoinStart() {},
      onJoin: ({ offset }) => stored(upload, offset, chunkSize),
      onJoinError: ({ reason }) => {
        // As long as its session is not back it is unknown.
        if (!reason || !isJoined(view)) return true;
        stop(upload);
        return false;
      },
      onMessage() {},
      onDown() {},
    });
  }

  /** So much of it is there. @param {Upload} upload @param {number} offset @param {number} chunkSize */
  async function stored(upload, offset, chunkSize) {
    upload.offset = offset;
    if (offset >= upload.file.size) {
      finish(upload);
      return;
    }
    const chunk = await upload.file.slice(offset, offset + chunkSize).arrayBuffer().catch(() => null);
    const { channel } = upload;
    // Something else may have come up while it was read.
    if (channel?.state !== "joined" || upload.offset !== offset) return;
    if (!chunk) {
      client.report({ kind: "event", message: `\`${upload.file.name}\` cannot be read` });
      stop(upload);
      return;
    }
    sendChunk(client.socket, channel, chunk, (ok, response) => {
      if (ok) stored(upload, response.offset, chunkSize);
      else if (response.reason) stop(upload);
      else if (channel.state === "joined") insist(session, (module) => module.joinSoon(client.socket, channel));
    });
  }

  /** @param {Upload} upload */
  function finish(upload) {
    upload.done = true;
    close(upload);
    settle(upload);
  }

  /** It will not come; why, the server says. @param {Upload} upload */
  function stop(upload) {
    close(upload);
    upload.asked = !all.has(upload.ref) || refs(inputOf(upload), "error").includes(upload.ref);
    const form = inputOf(upload)?.form;
    if (form) release(form);
  }

  /** @param {Upload} upload */
  function close(upload) {
    if (upload.channel) removeChannel(client.socket, upload.channel);
    upload.channel = null;
  }

  /** @param {Upload} upload */
  function forget(upload) {
    all.delete(upload.ref);
    close(upload);
    if (upload.url) URL.revokeObjectURL(upload.url);
    settle(upload);
  }

  /** Sends the form of a file, if that was the last it waited for. @param {Upload} upload */
  function settle(upload) {
    const form = inputOf(upload)?.form;
    if (!form || !waiting.has(form)) return;
    const uploads = inputsOf(form).flatMap(uploadsOf);
    if (uploads.some(({ done }) => !done)) return;
    const run = release(form);
    if (uploads.length > 0) run?.();
  }

  /** The form waits no longer. @param {HTMLFormElement} form */
  function release(form) {
    const submit = waiting.get(form);
    waiting.delete(form);
    for (const button of submit?.disabled ?? []) button.disabled = false;
    if (submit) form.classList.remove("phx-submit-loading");
    return submit?.run;
  }

  /** @type {Uploads["delays"]} */
  function delays(form, run) {
    const inputs = inputsOf(form);
    if (waiting.has(form) || inputs.some((input) => refs(input, "error").length > 0)) return true;
    const pending = inputs.flatMap(uploadsOf).filter(({ done }) => !done);
    if (pending.length === 0) return false;
    const buttons = /** @type {HTMLButtonElement[]} */ ([...form.elements]);
    const disabled = buttons.filter((button) => button.type === "submit" && !button.disabled);
    for (const button of disabled) button.disabled = true;
    form.classList.add("phx-submit-loading");
    waiting.set(form, { run, disabled });
    inputs.forEach(ask);
    return true;
  }

  /** Looks at what the server says of the files. */
  function sync() {
    /** @type {Set<HTMLInputElement>} */
    const again = new Set();
    for (const upload of [...all.values()]) {
      const input = inputOf(upload);
      if (input && upload.session !== upload.view.delivery.key) {
        restart(upload);
        again.add(input);
      } else if (!input || (upload.announced && !refs(input, "active").includes(upload.ref))) {
        forget(upload);
        if (input?.getAttribute("data-phx-active-refs") === "") input.value = "";
      } else {
        if (!upload.done && refs(input, "error").includes(upload.ref)) stop(upload);
        preview(upload);
      }
    }
    for (const input of again) forms.change(input);
  }

  /** Its session is another one, which knows nothing of it. @param {Upload} upload */
  function restart(upload) {
    close(upload);
    const form = inputOf(upload)?.form;
    if (form) release(form);
    const { key: session } = upload.view.delivery;
    Object.assign(upload, { session, announced: false, asked: false, done: false, offset: 0 });
  }

  /** @param {Upload} upload */
  function preview(upload) {
    const image = /** @type {HTMLImageElement | null} */ (page.getElementById(`${upload.id}-preview-${upload.ref}`));
    if (!image) return;
    upload.url ??= URL.createObjectURL(upload.file);
    if (image.src !== upload.url) image.src = upload.url;
  }

  /** @type {Uploads["drag"]} */
  function drag(zone, type, files) {
    if (type === "dragover") return;
    const step = { dragenter: 1, dragleave: -1 }[type] ?? -Infinity;
    const depth = Math.max(0, (depths.get(zone) ?? 0) + step);
    depths.set(zone, depth);
    zone.classList.toggle(ACTIVE_TARGET, depth > 0);
    const input = /** @type {HTMLInputElement | null} */ (page.getElementById(zone.getAttribute("phx-drop-target") ?? ""));
    if (type === "drop" && files.length > 0 && input?.type === "file" && !input.disabled) add(input, files);
  }

  return { add, describe, told, delays, drag };
}

/** @param {HTMLInputElement | null} input @param {"active" | "error"} which */
function refs(input, which) {
  const text = input?.getAttribute(`data-phx-${which}-refs`) ?? "";
  return text === "" ? [] : text.split(",");
}

/** @param {Upload} upload */
function described({ ref, file }) {
  const { name, size, type, lastModified, webkitRelativePath } = file;
  return { ref, name, size, type, last_modified: lastModified, relative_path: webkitRelativePath };
}

/**
 * Sends a binary frame: `0`, the lengths of four texts, the texts, the bytes.
 *
 * @param {import("./channel.js").Socket} socket
 * @param {import("./channel.js").Channel} channel
 * @param {ArrayBuffer} chunk
 * @param {import("./channel.js").PendingPush["settle"]} settle
 */
function sendChunk(socket, channel, chunk, settle) {
  const ref = nextRef(socket);
  const timer = setTimeout(() => {
    socket.pending.delete(ref);
    settle(false, {});
  }, ANSWER_TIMEOUT);
  socket.pending.set(ref, { channel, timer, settle });
  const encoder = new TextEncoder();
  const texts = [channel.joinRef ?? "", ref, channel.topic, "chunk"].map((text) => encoder.encode(text));
  socket.connection?.send(new Blob([new Uint8Array([0, ...texts.map(({ length }) => length)]), ...texts, chunk]));
}

/** Leaves for good. @param {import("./channel.js").Socket} socket @param {import("./channel.js").Channel} channel */
function removeChannel(socket, channel) {
  if (channel.joinRef) transmit(socket, channel, nextRef(socket), "phx_leave", {});
  clearTimeout(channel.timer);
  channel.state = "closed";
  socket.channels.delete(channel.topic);
  need(session).settlePending(socket, (push) => push.channel === channel);
}
