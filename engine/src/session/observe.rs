//! What is told of sessions to whoever watches: counts, and with the feature `tracing` spans and events.
//!
//! | span or event | fields |
//! |---|---|
//! | `join` | `view`, `dialect` |
//! | `event` | `view`, `kind`, `name` |
//! | `render` | `view`: its HTML |
//! | `diff` | `view`; `slots` and `bytes` of the patch, if it came to one |
//! | `resume` | `view`, how many messages it `missed` |
//! | `send` | `bytes` of the frame |
//! | `refused`, `closed`, `crashed` | `reason`; `reason`; `view` |
//! | `repeated` | `view`, the type of the `component` |
//!
//! No value of a user is among them, and no name that a client made up: views are told by the names they are
//! registered under, events by those that the view has. No clock is read: how long a span takes its subscriber
//! measures, and an adapter what it calls.

use super::counters::Counters;
use super::limits::{CloseReason, Reason};
use crate::{Dialect, Patcher, RepeatedComponent};

#[cfg(feature = "tracing")]
pub(crate) type Entered = tracing::span::EnteredSpan;
/// Nobody watches.
#[cfg(not(feature = "tracing"))]
pub(crate) struct Entered;

/// A client joins a view.
pub(crate) fn join(counters: &Counters, view: &str, dialect: Dialect) -> Entered {
    counters.joins.add();
    #[cfg(feature = "tracing")]
    return tracing::info_span!(target: "slotwise", "join", view, ?dialect).entered();
    #[cfg(not(feature = "tracing"))]
    {
        let _ = (view, dialect);
        Entered
    }
}

/// An event comes for a view that has events of these names.
pub(crate) fn event(
    counters: &Counters,
    view: &str,
    names: &[&'static str],
    (kind, name): (&str, &str),
) -> Entered {
    /// The kinds that clients send.
    const KINDS: [&str; 8] = [
        "click", "form", "hook", "keydown", "keyup", "focus", "blur", "uploads",
    ];
    counters.events.add();
    let known = |names: &[&'static str], name: &str| {
        let mut names = names.iter();
        names.find(|known| **known == name).copied()
    };
    let kind = known(&KINDS, kind).unwrap_or("other");
    let name = known(names, name).unwrap_or("other");
    #[cfg(feature = "tracing")]
    return tracing::info_span!(target: "slotwise", "event", view, kind, name).entered();
    #[cfg(not(feature = "tracing"))]
    {
        let _ = (view, kind, name);
        Entered
    }
}

/// The HTML of a view is rendered.
pub(crate) fn render(counters: &Counters, view: &str) -> Entered {
    counters.renders.add();
    #[cfg(feature = "tracing")]
    return tracing::debug_span!(target: "slotwise", "render", view).entered();
    #[cfg(not(feature = "tracing"))]
    {
        let _ = view;
        Entered
    }
}

/// A view is rendered and compared with what its client has.
pub(crate) fn diff(counters: &Counters, view: &str) -> Entered {
    counters.renders.add();
    #[cfg(feature = "tracing")]
    {
        use tracing::field::Empty;
        tracing::debug_span!(target: "slotwise", "diff", view, slots = Empty, bytes = Empty)
            .entered()
    }
    #[cfg(not(feature = "tracing"))]
    {
        let _ = view;
        Entered
    }
}

/// It came to a patch of so many bytes.
pub(crate) fn diffed(span: Entered, counters: &Counters, patcher: &Patcher, bytes: usize) {
    counters.patches.add();
    counters.patch_bytes.add_all(bytes);
    #[cfg(feature = "tracing")]
    span.record("slots", patcher.slots()).record("bytes", bytes);
    #[cfg(not(feature = "tracing"))]
    let _ = (span, patcher);
}

/// A view that was rendered shows a component twice. Its id may be a user's.
pub(crate) fn repeated(counters: &Counters, view: &str, repeated: &RepeatedComponent) {
    counters.repeated_components.add();
    #[cfg(feature = "tracing")]
    tracing::error!(target: "slotwise", view, component = repeated.component, "repeated");
    #[cfg(not(feature = "tracing"))]
    let _ = (view, repeated);
}

/// A client has its session back.
pub(crate) fn resume(counters: &Counters, view: &str) -> Entered {
    counters.resumes.add();
    #[cfg(feature = "tracing")]
    {
        use tracing::field::Empty;
        tracing::info_span!(target: "slotwise", "resume", view, missed = Empty).entered()
    }
    #[cfg(not(feature = "tracing"))]
    {
        let _ = view;
        Entered
    }
}

/// It is sent so many messages again.
pub(crate) fn resumed(span: &Entered, missed: usize) {
    #[cfg(feature = "tracing")]
    span.record("missed", missed);
    #[cfg(not(feature = "tracing"))]
    let _ = (span, missed);
}

/// A frame goes to the adapter.
pub(crate) fn send(counters: &Counters, bytes: usize) {
    counters.frames_sent.add();
    counters.bytes_sent.add_all(bytes);
    #[cfg(feature = "tracing")]
    tracing::debug!(target: "slotwise", bytes, "send");
}

/// A frame was refused, for one of a few reasons.
pub(crate) fn refused(reason: Reason) {
    #[cfg(feature = "tracing")]
    tracing::info!(target: "slotwise", reason = reason.as_str(), "refused");
    #[cfg(not(feature = "tracing"))]
    let _ = reason;
}

/// A connection is closed.
pub(crate) fn closed(counters: &Counters, reason: CloseReason) {
    match reason {
        CloseReason::FrameTooLong => counters.long_frames.add(),
        CloseReason::FrameTooDeep => counters.deep_frames.add(),
        CloseReason::TooManyKeys => counters.crowded_frames.add(),
        CloseReason::NotAnArray | CloseReason::NotText => counters.garbage_frames.add(),
        CloseReason::Silent => counters.silences.add(),
        CloseReason::Unacknowledged => counters.unacknowledged.add(),
        CloseReason::GoingAway => {}
    }
    #[cfg(feature = "tracing")]
    tracing::info!(target: "slotwise", reason = reason.as_str(), "closed");
}

/// A view panicked.
pub(crate) fn crashed(counters: &Counters, view: &str) {
    counters.crashes.add();
    #[cfg(feature = "tracing")]
    tracing::error!(target: "slotwise", view, "crashed");
    #[cfg(not(feature = "tracing"))]
    let _ = view;
}
