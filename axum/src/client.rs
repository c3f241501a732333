//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-XNUEGYrRUjE9/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-XNUEGYrRUjE9/session.js", include_str!("../assets/session.js")),
    ("client-XNUEGYrRUjE9/interaction.js", include_str!("../assets/interaction.js")),
    ("client-XNUEGYrRUjE9/navigate.js", include_str!("../assets/navigate.js")),
    ("client-XNUEGYrRUjE9/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-XNUEGYrRUjE9/uploads.js", include_str!("../assets/uploads.js")),
    ("client-XNUEGYrRUjE9/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-XNUEGYrRUjE9/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-XNUEGYrRUjE9/islands.js", include_str!("../assets/islands.js")),
    ("client-XNUEGYrRUjE9/latency.js", include_str!("../assets/latency.js")),
    ("client-XNUEGYrRUjE9/messages.js", include_str!("../assets/messages.js")),
    ("client-XNUEGYrRUjE9/arrive.js", include_str!("../assets/arrive.js")),
    ("client-XNUEGYrRUjE9/portal.js", include_str!("../assets/portal.js")),
    ("client-XNUEGYrRUjE9/recover.js", include_str!("../assets/recover.js")),
    ("client-XNUEGYrRUjE9/commands.js", include_str!("../assets/commands.js")),
    ("client-XNUEGYrRUjE9/dev.js", include_str!("../assets/dev.js")),
    ("client-XNUEGYrRUjE9/fallback.js", include_str!("../assets/fallback.js")),
    ("client-XNUEGYrRUjE9/viewport.js", include_str!("../assets/viewport.js")),
    ("client-XNUEGYrRUjE9/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-XNUEGYrRUjE9/hooks.js", include_str!("../assets/hooks.js")),
    ("client-XNUEGYrRUjE9/imperative.js", include_str!("../assets/imperative.js")),
    ("client-XNUEGYrRUjE9/edits.js", include_str!("../assets/edits.js")),
    ("client-XNUEGYrRUjE9/guard.js", include_str!("../assets/guard.js")),
    ("client-XNUEGYrRUjE9/ignoring.js", include_str!("../assets/ignoring.js")),
    ("client-XNUEGYrRUjE9/reconcile.js", include_str!("../assets/reconcile.js")),
    ("client-XNUEGYrRUjE9/repair.js", include_str!("../assets/repair.js")),
    ("client-XNUEGYrRUjE9/spread.js", include_str!("../assets/spread.js")),
    ("client-XNUEGYrRUjE9/stream.js", include_str!("../assets/stream.js")),
];
