//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-DUGZ4Hfa52zZ/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-DUGZ4Hfa52zZ/navigate.js", include_str!("../assets/navigate.js")),
    ("client-DUGZ4Hfa52zZ/session.js", include_str!("../assets/session.js")),
    ("client-DUGZ4Hfa52zZ/interaction.js", include_str!("../assets/interaction.js")),
    ("client-DUGZ4Hfa52zZ/special.js", include_str!("../assets/special.js")),
    ("client-DUGZ4Hfa52zZ/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-DUGZ4Hfa52zZ/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-DUGZ4Hfa52zZ/latency.js", include_str!("../assets/latency.js")),
    ("client-DUGZ4Hfa52zZ/messages.js", include_str!("../assets/messages.js")),
    ("client-DUGZ4Hfa52zZ/arrive.js", include_str!("../assets/arrive.js")),
    ("client-DUGZ4Hfa52zZ/portal.js", include_str!("../assets/portal.js")),
    ("client-DUGZ4Hfa52zZ/recover.js", include_str!("../assets/recover.js")),
    ("client-DUGZ4Hfa52zZ/uploads.js", include_str!("../assets/uploads.js")),
    ("client-DUGZ4Hfa52zZ/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-DUGZ4Hfa52zZ/fallback.js", include_str!("../assets/fallback.js")),
    ("client-DUGZ4Hfa52zZ/viewport.js", include_str!("../assets/viewport.js")),
    ("client-DUGZ4Hfa52zZ/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-DUGZ4Hfa52zZ/hooks.js", include_str!("../assets/hooks.js")),
    ("client-DUGZ4Hfa52zZ/imperative.js", include_str!("../assets/imperative.js")),
    ("client-DUGZ4Hfa52zZ/islands.js", include_str!("../assets/islands.js")),
    ("client-DUGZ4Hfa52zZ/edits.js", include_str!("../assets/edits.js")),
    ("client-DUGZ4Hfa52zZ/mend.js", include_str!("../assets/mend.js")),
    ("client-DUGZ4Hfa52zZ/stream.js", include_str!("../assets/stream.js")),
    ("client-DUGZ4Hfa52zZ/commands.js", include_str!("../assets/commands.js")),
    ("client-DUGZ4Hfa52zZ/dev.js", include_str!("../assets/dev.js")),
];
