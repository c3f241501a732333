/**
 * Names that only the client itself knows, and what they become in what is served: `block.dynamics` -> `block.d`.
 *
 * A name stands here only if every property of that name is the client's own, in all modules: nothing of the DOM, of a
 * frame, of options, hooks or tools that others see is called so. All bundles use this one table, so modules that are
 * loaded later agree. Quoted names stay: `{ "edits": .. }`. Tests are run on renamed modules too
 * (`npm run test:renamed`).
 *
 * The most frequent names come first, for they get one letter.
 */
const NAMES = `
  dynamics context parts rows pieces cursor shape namespace layout ignored model fresh anchor shapes depth
  dynamic group inserted shown skips begun seen sources reorder schemes operations shapeCache canon layouts isMarkup
  reported written removed updateOnly deletes inserts byId edits unread said walk lead
  container page channel delivery views gate socket joinRef joinedAt heartbeatRef heartbeatTimer openedAt
  openTimer reconnectTimer lastRef lastEvent onReceived onFrame onUnopened unopened onJoinStart onJoinError onJoin
  onMessage onReply onDown onPause onLate onSend onJoined onShown onFailed joinPayload acknowledgement acknowledged
  applied replies settle worked served mounts arrival handlers attempts pending wanted told delays announced isGone
  pushHook held waiting client connection channels hasHooks timer visits awaited
`;

/** Not those that stand for something in frames: `payload.e`. */
const LETTERS = [..."abcfghijklopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** @type {Record<string, string>} */
export const privateNames = Object.fromEntries(NAMES.trim().split(/\s+/).map((name, index) => [name, shortName(index)]));

/** Options for esbuild. */
export const renaming = {
  mangleProps: new RegExp(`^(?:${Object.keys(privateNames).join("|")})$`),
  mangleCache: privateNames,
};

/** @param {number} index */
function shortName(index) {
  const [first, second] = [Math.floor(index / LETTERS.length), index % LETTERS.length];
  return (first ? LETTERS[first - 1] : "") + LETTERS[second];
}
