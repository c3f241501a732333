//! [`Limits`]: what one client can ask for, and what becomes of who asks for more.
//!
//! Takes numbers from the program, gives names to what went beyond them: a [`Reason`] where a frame is refused and
//! the connection goes on, a [`CloseReason`] where it does not. What is counted is in [`Counts`](super::Counts).

use std::fmt;
use std::time::Duration;

/// Bounds on what one client can ask for; `docs/sessions.md` has what happens beyond each.
///
/// ```
/// use slotwise::session::Limits;
/// let limits = Limits { fields: 2_000, ..Limits::default() };
/// assert_eq!((limits.fields, limits.keys), (2_000, 1_024));
/// ```
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a frame; 64 KiB.
    pub frame_bytes: usize,
    /// Brackets within brackets in a frame; 32, and 120 at most.
    pub depth: usize,
    /// Keys of all objects in a frame; 1,024.
    pub keys: usize,
    /// Values in an event; 512.
    pub fields: usize,
    /// Events of a session in a second; 50.
    pub events_per_second: u32,
    /// Events of a session at once; 100.
    pub event_burst: u32,
    /// Joins of an address in a second; 5. Those that go on with their session are not among them.
    pub joins_per_second: u32,
    /// Joins of an address at once; 20.
    pub join_burst: u32,
    /// Connections of an address at once; 1,000. Many users may be behind one.
    pub connections_per_address: usize,
    /// Sessions in one connection; 16.
    pub sessions: usize,
    /// Sessions of one browser, told by its cookie; 20.
    pub sessions_per_browser: usize,
    /// Bytes of messages that are kept for a client until it says that it has them; 256 KiB. With more of them a
    /// session is not rendered: what changes meanwhile comes in one patch.
    pub outbox: usize,
    /// How long a session waits for its client after the connection dropped; 60 seconds.
    pub grace: Duration,
    /// Sessions that wait so, in all; 10,000. The oldest goes first.
    pub parked: usize,
    /// Values that first pages leave for the sessions that follow, in all; 1,024. See
    /// [`Socket::reuse`](super::Socket::reuse).
    pub reused: usize,
    /// Bytes that one uploaded file may have, whatever a view allows; 64 MiB.
    pub upload_bytes: u64,
    /// Uploaded files at once, in all connections, that are on their way or not yet taken by their views; 1,000.
    pub uploads: usize,
    /// Age of a token; two weeks.
    pub token_age: Duration,
    /// Silence after which a connection is closed; 90 seconds. Clients send a heartbeat every 30. A client that makes no
    /// room in its full [outbox](Limits::outbox) for so long is silent, too.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            frame_bytes: 64 * 1024,
            depth: 32,
            keys: 1024,
            fields: 512,
            events_per_second: 50,
            event_burst: 100,
            joins_per_second: 5,
            join_burst: 20,
            connections_per_address: 1_000,
            sessions: 16,
            sessions_per_browser: 20,
            outbox: 256 * 1024,
            grace: Duration::from_secs(60),
            parked: 10_000,
            reused: 1024,
            upload_bytes: 64 * 1024 * 1024,
            uploads: 1_000,
            token_age: Duration::from_secs(14 * 24 * 60 * 60),
            idle: Duration::from_secs(90),
        }
    }
}

/// Why a frame was refused, by the text that the client is told.
///
/// ```
/// use slotwise::session::Reason;
/// assert_eq!(Reason::TooManyEvents.to_string(), "too many events");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// It is not of the form that its event has.
    Malformed,
    /// A token that does not hold, or a view that its hooks refuse.
    Unauthorized,
    /// No session is joined under this topic.
    UnmatchedTopic,
    /// Beyond [`Limits::connections_per_address`].
    TooManyConnections,
    /// Beyond [`Limits::sessions`] or [`Limits::sessions_per_browser`].
    TooManySessions,
    /// Beyond [`Limits::joins_per_second`].
    TooManyJoins,
    /// No event of the view.
    Event,
    /// Beyond [`Limits::events_per_second`].
    TooManyEvents,
    /// Beyond [`Limits::fields`].
    TooManyFields,
    /// The view panicked too often.
    Crashed,
    /// No file is expected under this token or on this topic: it is over, was cancelled, or never was.
    UnknownUpload,
    /// A chunk of a file came before the last one was acknowledged.
    ChunkOutOfTurn,
    /// More bytes than a chunk may have, or none.
    ChunkSize,
    /// More bytes than the file was said to have.
    TooManyBytes,
    /// The file ended, for a reason that its user is shown.
    UploadFailed,
}

impl Reason {
    /// The text on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Reason::Malformed => "malformed",
            Reason::Unauthorized => "unauthorized",
            Reason::UnmatchedTopic => "unmatched topic",
            Reason::TooManyConnections => "too many connections",
            Reason::TooManySessions => "too many sessions",
            Reason::TooManyJoins => "too many joins",
            Reason::Event => "event",
            Reason::TooManyEvents => "too many events",
            Reason::TooManyFields => "too many fields",
            Reason::Crashed => "crashed",
            Reason::UnknownUpload => "unknown upload",
            Reason::ChunkOutOfTurn => "chunk out of turn",
            Reason::ChunkSize => "chunk of the wrong size",
            Reason::TooManyBytes => "more bytes than announced",
            Reason::UploadFailed => "failed",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why a connection is closed.
///
/// ```
/// use slotwise::session::CloseReason;
/// assert_eq!(CloseReason::FrameTooLong.code(), 1009);
/// assert_eq!(CloseReason::FrameTooLong.to_string(), "the frame is too long");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CloseReason {
    /// Beyond [`Limits::frame_bytes`].
    FrameTooLong,
    /// Beyond [`Limits::depth`].
    FrameTooDeep,
    /// Beyond [`Limits::keys`].
    TooManyKeys,
    /// A frame is no JSON array.
    NotAnArray,
    /// A frame is no text, nor a part of an upload.
    NotText,
    /// Beyond [`Limits::idle`].
    Silent,
    /// Messages beyond [`Limits::outbox`] were not acknowledged for too long, or came to as much again.
    Unacknowledged,
    /// The server ends, or this part of it. The client comes back.
    GoingAway,
}

impl CloseReason {
    /// The close code of WebSockets that says the same.
    pub const fn code(self) -> u16 {
        match self {
            CloseReason::Silent => 1000,
            CloseReason::GoingAway => 1001,
            CloseReason::NotText => 1003,
            CloseReason::NotAnArray => 1007,
            CloseReason::FrameTooDeep | CloseReason::TooManyKeys | CloseReason::Unacknowledged => {
                1008
            }
            CloseReason::FrameTooLong => 1009,
        }
    }

    /// The text that goes along with the code.
    pub const fn as_str(self) -> &'static str {
        match self {
            CloseReason::FrameTooLong => "the frame is too long",
            CloseReason::FrameTooDeep => "the frame is nested too deeply",
            CloseReason::TooManyKeys => "the frame has too many keys",
            CloseReason::NotAnArray => "the frame is no JSON array",
            CloseReason::NotText => "the frame is no text",
            CloseReason::Silent => "nothing was said for too long",
            CloseReason::Unacknowledged => "too much was not acknowledged",
            CloseReason::GoingAway => "the server ends",
        }
    }
}

impl fmt::Display for CloseReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
