/**
 * Value of a binding -> commands: a closed list of names, each with the arguments it takes.
 *
 *     [["show", { "to": "#menu", "time": 200 }], ["push", { "event": "opened" }]]
 *
 * A list with anything else in it is refused as a whole, before any of it has run.
 */

/** @typedef {[name: string, args: any]} Command */

/** A list of commands that does not fit. Nothing of it was run. */
export class CommandError extends Error {
  /**
   * @param {"json" | "unknown-command" | "arguments" | "attribute" | "too-deep" | "selector"} code
   * @param {string} message
   */
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.name = "CommandError";
    this.code = code;
  }
}

/** @typedef {(value: any) => boolean} Check */

/** @type {Check} */
const isText = (value) => typeof value === "string";
/** @type {Check} */
const isFlag = (value) => typeof value === "boolean";
/** @type {Check} */
const isTime = (value) => Number.isFinite(value) && value >= 0;
/** @type {Check} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** @type {Check} */
const isTexts = (value) => Array.isArray(value) && value.every(isText);
/** @type {Check} */
const isNames = (value) => isTexts(value) && value.every((/** @type {string} */ name) => /^[^\t\n\f\r ]+$/.test(name));
/** Classes that run, that it starts from and that it ends in. @type {Check} */
const isTransition = (value) => Array.isArray(value) && value.length === 3 && value.every(isNames);
/** @type {Check} */
const isTarget = (value) => isText(value) || Number.isSafeInteger(value);
/** @type {Check} */
const isPlace = (value) => isText(value) ||
  (isObject(value) && Object.keys(value).length === 1 && isText(value.inner ?? value.closest));
/** @param {number} least @param {number} most @returns {Check} */
const isPair = (least, most) => (value) => isTexts(value) && value.length >= least && value.length <= most;

const timed = { time: isTime, blocking: isFlag };
const classes = { "names!": isNames, transition: isTransition, ...timed };
const showing = { display: isText, transition: isTransition, ...timed };
const address = { "href!": isText, replace: isFlag };

/** The arguments of each command beside `to`; a `!` marks what it cannot do without. @type {Record<string, Record<string, Check>>} */
const COMMANDS = {
  push: { "event!": isText, value: isObject, target: isTarget, loading: isText, page_loading: isFlag },
  show: showing,
  hide: showing,
  toggle: { display: isText, ins: isTransition, outs: isTransition, ...timed },
  add_class: classes,
  remove_class: classes,
  toggle_class: classes,
  transition: { "transition!": isTransition, ...timed },
  set_attr: { "attr!": isPair(2, 2) },
  remove_attr: { "attr!": isText },
  toggle_attr: { "attr!": isPair(2, 3) },
  ignore_attrs: { "attrs!": isTexts },
  focus: {},
  focus_first: {},
  push_focus: {},
  pop_focus: {},
  exec: { "attr!": isText },
  dispatch: { "event!": isText, detail: isObject, bubbles: isFlag, blocking: isFlag },
  navigate: address,
  patch: address,
};

/**
 * @param {string} text
 * @returns {Command[]}
 * @throws {CommandError}
 */
export function decodeCommands(text) {
  let list;
  try {
    list = JSON.parse(text);
  } catch {
    throw new CommandError("json", "commands are a list in JSON");
  }
  for (const command of list) checkCommand(command);
  return list;
}

/** @param {unknown} command */
function checkCommand(command) {
  const [name, args] = Array.isArray(command) && command.length === 2 ? command : [];
  if (!isText(name) || !Object.hasOwn(COMMANDS, name)) {
    throw new CommandError("unknown-command", `there is no command ${JSON.stringify(name)}`);
  }
  if (!isObject(args)) throw new CommandError("arguments", `\`${name}\` has no arguments`);
  const checks = COMMANDS[name];
  const given = new Set(Object.keys(args));
  // `to` and `null` for what is not there: as LiveView's own lists have them.
  if (given.delete("to") && args.to !== null && !isPlace(args.to)) refuse(name, "to");
  for (const [written, check] of Object.entries(checks)) {
    const key = written.replace("!", "");
    const value = args[key] ?? null;
    given.delete(key);
    if (value === null ? written !== key : !check(value)) refuse(name, key);
  }
  for (const key of given) refuse(name, key);
}

/** @param {string} name @param {string} key @returns {never} */
function refuse(name, key) {
  throw new CommandError("arguments", `\`${key}\` of \`${name}\` is not what it should be`);
}
