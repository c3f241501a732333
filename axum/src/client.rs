//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-OL7OXac9Oy-L/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-OL7OXac9Oy-L/navigate.js", include_str!("../assets/navigate.js")),
    ("client-OL7OXac9Oy-L/trouble.js", include_str!("../assets/trouble.js")),
    ("client-OL7OXac9Oy-L/interaction.js", include_str!("../assets/interaction.js")),
    ("client-OL7OXac9Oy-L/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-OL7OXac9Oy-L/arrive.js", include_str!("../assets/arrive.js")),
    ("client-OL7OXac9Oy-L/recover.js", include_str!("../assets/recover.js")),
    ("client-OL7OXac9Oy-L/uploads.js", include_str!("../assets/uploads.js")),
    ("client-OL7OXac9Oy-L/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-OL7OXac9Oy-L/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-OL7OXac9Oy-L/viewport.js", include_str!("../assets/viewport.js")),
    ("client-OL7OXac9Oy-L/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-OL7OXac9Oy-L/hooks.js", include_str!("../assets/hooks.js")),
    ("client-OL7OXac9Oy-L/imperative.js", include_str!("../assets/imperative.js")),
    ("client-OL7OXac9Oy-L/islands.js", include_str!("../assets/islands.js")),
    ("client-OL7OXac9Oy-L/latency.js", include_str!("../assets/latency.js")),
    ("client-OL7OXac9Oy-L/messages.js", include_str!("../assets/messages.js")),
    ("client-OL7OXac9Oy-L/edits.js", include_str!("../assets/edits.js")),
    ("client-OL7OXac9Oy-L/reconcile.js", include_str!("../assets/reconcile.js")),
    ("client-OL7OXac9Oy-L/stream.js", include_str!("../assets/stream.js")),
    ("client-OL7OXac9Oy-L/commands.js", include_str!("../assets/commands.js")),
    ("client-OL7OXac9Oy-L/dev.js", include_str!("../assets/dev.js")),
    ("client-OL7OXac9Oy-L/fallback.js", include_str!("../assets/fallback.js")),
];
