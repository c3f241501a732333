//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-qDkAKInM4GtZ/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-qDkAKInM4GtZ/interaction.js", include_str!("../assets/interaction.js")),
    ("client-qDkAKInM4GtZ/navigate.js", include_str!("../assets/navigate.js")),
    ("client-qDkAKInM4GtZ/session.js", include_str!("../assets/session.js")),
    ("client-qDkAKInM4GtZ/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-qDkAKInM4GtZ/uploads.js", include_str!("../assets/uploads.js")),
    ("client-qDkAKInM4GtZ/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-qDkAKInM4GtZ/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-qDkAKInM4GtZ/islands.js", include_str!("../assets/islands.js")),
    ("client-qDkAKInM4GtZ/latency.js", include_str!("../assets/latency.js")),
    ("client-qDkAKInM4GtZ/messages.js", include_str!("../assets/messages.js")),
    ("client-qDkAKInM4GtZ/arrive.js", include_str!("../assets/arrive.js")),
    ("client-qDkAKInM4GtZ/recover.js", include_str!("../assets/recover.js")),
    ("client-qDkAKInM4GtZ/commands.js", include_str!("../assets/commands.js")),
    ("client-qDkAKInM4GtZ/dev.js", include_str!("../assets/dev.js")),
    ("client-qDkAKInM4GtZ/fallback.js", include_str!("../assets/fallback.js")),
    ("client-qDkAKInM4GtZ/viewport.js", include_str!("../assets/viewport.js")),
    ("client-qDkAKInM4GtZ/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-qDkAKInM4GtZ/hooks.js", include_str!("../assets/hooks.js")),
    ("client-qDkAKInM4GtZ/imperative.js", include_str!("../assets/imperative.js")),
    ("client-qDkAKInM4GtZ/edits.js", include_str!("../assets/edits.js")),
    ("client-qDkAKInM4GtZ/guard.js", include_str!("../assets/guard.js")),
    ("client-qDkAKInM4GtZ/ignoring.js", include_str!("../assets/ignoring.js")),
    ("client-qDkAKInM4GtZ/reconcile.js", include_str!("../assets/reconcile.js")),
    ("client-qDkAKInM4GtZ/repair.js", include_str!("../assets/repair.js")),
    ("client-qDkAKInM4GtZ/spread.js", include_str!("../assets/spread.js")),
    ("client-qDkAKInM4GtZ/stream.js", include_str!("../assets/stream.js")),
];
