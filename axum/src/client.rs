//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-L333laCHXw6r/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-L333laCHXw6r/session.js", include_str!("../assets/session.js")),
    ("client-L333laCHXw6r/interaction.js", include_str!("../assets/interaction.js")),
    ("client-L333laCHXw6r/navigate.js", include_str!("../assets/navigate.js")),
    ("client-L333laCHXw6r/adopt.js", include_str!("../assets/adopt.js")),
    ("client-L333laCHXw6r/special.js", include_str!("../assets/special.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-L333laCHXw6r/uploads.js", include_str!("../assets/uploads.js")),
    ("client-L333laCHXw6r/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-L333laCHXw6r/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-L333laCHXw6r/islands.js", include_str!("../assets/islands.js")),
    ("client-L333laCHXw6r/latency.js", include_str!("../assets/latency.js")),
    ("client-L333laCHXw6r/messages.js", include_str!("../assets/messages.js")),
    ("client-L333laCHXw6r/arrive.js", include_str!("../assets/arrive.js")),
    ("client-L333laCHXw6r/portal.js", include_str!("../assets/portal.js")),
    ("client-L333laCHXw6r/recover.js", include_str!("../assets/recover.js")),
    ("client-L333laCHXw6r/commands.js", include_str!("../assets/commands.js")),
    ("client-L333laCHXw6r/dev.js", include_str!("../assets/dev.js")),
    ("client-L333laCHXw6r/fallback.js", include_str!("../assets/fallback.js")),
    ("client-L333laCHXw6r/viewport.js", include_str!("../assets/viewport.js")),
    ("client-L333laCHXw6r/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-L333laCHXw6r/hooks.js", include_str!("../assets/hooks.js")),
    ("client-L333laCHXw6r/imperative.js", include_str!("../assets/imperative.js")),
    ("client-L333laCHXw6r/edits.js", include_str!("../assets/edits.js")),
    ("client-L333laCHXw6r/ignoring.js", include_str!("../assets/ignoring.js")),
    ("client-L333laCHXw6r/reconcile.js", include_str!("../assets/reconcile.js")),
    ("client-L333laCHXw6r/repair.js", include_str!("../assets/repair.js")),
    ("client-L333laCHXw6r/spread.js", include_str!("../assets/spread.js")),
    ("client-L333laCHXw6r/stream.js", include_str!("../assets/stream.js")),
];
