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
  dynamic turn group inserted shown skips begun seen sources reorder schemes operations canon layouts isMarkup
  reported written removed updateOnly deletes inserts byId edits unread said walk kept arrived coming owners plain alone wakes
  container page channel delivery views gate socket joinRef joinedAt heartbeatRef heartbeatTimer openedAt
  openTimer reconnectTimer lastRef lastEvent onReceived onFrame onUnopened unopened onJoinStart onJoinError onJoin
  onMessage onReply onDown onPause onLate onSend onJoined onShown onFailed joinPayload acknowledgement acknowledged
  applied replies settle worked served mounts arrival handlers attempts pending wanted told delays announced isGone
  pushHook held waiting client connection channels hasHooks timer visits awaited patching recovering
`;

/** What modules export that are loaded later, and is called so nowhere else. The build renames the exports, too. */
const LATER = `
  joinedAgain answered deliver joinAgain numberToTell takesEvents closeSocket connectionLost joinFailed joinSoon leaveAll
  opened settlePending watchOpening joinAfresh mismatched mountPage patchRefused viewDown viewNotJoined watchLeaving
  acknowledgeSoon pushFromHook removeLater targetsOf controlsOf markUsed serializeForm usedNames formValues followLink
  keepScroll writeTitle mountHooks afterHooks beforeHooks callHooks destroyHooks adoptPage loadShapes decodeMarkup
  decodeEdits decodeStream decodeChange runCommands holdSticky chooseTransport beginWithStream simulateLatency
  pushNow componentOf refocus patchWhenTold showLoading teleport sweep checkSpread finishLayout unpinned isSafeAddress patchedWithin reconcileBlock
  reconcileRoot correctText handle visit follow watch chooseFiles
`;

/** Not those that stand for something in frames: `payload.e`. */
const LETTERS = [..."abcfghijklopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** @type {Record<string, string>} */
export const privateNames = shortNames(NAMES);

/** @type {Record<string, string>} */
export const laterNames = Object.fromEntries(Object.entries(shortNames(NAMES + LATER)).filter(([name]) => !(name in privateNames)));

/** Options for esbuild, for single modules and for bundles. */
export const renaming = renamed(privateNames);
export const bundleRenaming = renamed({ ...privateNames, ...laterNames });

/** @param {Record<string, string>} names */
function renamed(names) {
  return { mangleProps: new RegExp(`^(?:${Object.keys(names).join("|")})$`), mangleCache: names };
}

/** @param {string} names */
function shortNames(names) {
  return Object.fromEntries(names.trim().split(/\s+/).map((name, index) => [name, shortName(index)]));
}

/** @param {number} index */
function shortName(index) {
  const [first, second] = [Math.floor(index / LETTERS.length), index % LETTERS.length];
  return (first ? LETTERS[first - 1] : "") + LETTERS[second];
}
