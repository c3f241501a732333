/**
 * What a session needs when it goes on: events on their way, connections that break, joins that fail or come again. It
 * is asked for along with the page, as without a connection nothing can be had any more.
 */

export { joinedAgain } from "./again.js";
export { acknowledgeSoon, answered, deliver, joinAgain, numberToTell, pause, push, pushEvent, takesEvents } from "./deliver.js";
export {
  closeSocket, connectionLost, joinFailed, joinSoon, leaveAll, opened, settlePending, watchOpening,
} from "./reconnect.js";
export { joinAfresh, mismatched, mountPage, patchRefused, refused, viewDown, viewNotJoined, watchLeaving } from "./trouble.js";
