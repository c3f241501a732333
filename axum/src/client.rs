//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-gXE3nyEGcJGU/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-gXE3nyEGcJGU/navigate.js", include_str!("../assets/navigate.js")),
    ("client-gXE3nyEGcJGU/session.js", include_str!("../assets/session.js")),
    ("client-gXE3nyEGcJGU/interaction.js", include_str!("../assets/interaction.js")),
    ("client-gXE3nyEGcJGU/special.js", include_str!("../assets/special.js")),
    ("client-gXE3nyEGcJGU/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-gXE3nyEGcJGU/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-gXE3nyEGcJGU/messages.js", include_str!("../assets/messages.js")),
    ("client-gXE3nyEGcJGU/arrive.js", include_str!("../assets/arrive.js")),
    ("client-gXE3nyEGcJGU/portal.js", include_str!("../assets/portal.js")),
    ("client-gXE3nyEGcJGU/recover.js", include_str!("../assets/recover.js")),
    ("client-gXE3nyEGcJGU/uploads.js", include_str!("../assets/uploads.js")),
    ("client-gXE3nyEGcJGU/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-gXE3nyEGcJGU/fallback.js", include_str!("../assets/fallback.js")),
    ("client-gXE3nyEGcJGU/viewport.js", include_str!("../assets/viewport.js")),
    ("client-gXE3nyEGcJGU/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-gXE3nyEGcJGU/hooks.js", include_str!("../assets/hooks.js")),
    ("client-gXE3nyEGcJGU/imperative.js", include_str!("../assets/imperative.js")),
    ("client-gXE3nyEGcJGU/islands.js", include_str!("../assets/islands.js")),
    ("client-gXE3nyEGcJGU/latency.js", include_str!("../assets/latency.js")),
    ("client-gXE3nyEGcJGU/edits.js", include_str!("../assets/edits.js")),
    ("client-gXE3nyEGcJGU/mend.js", include_str!("../assets/mend.js")),
    ("client-gXE3nyEGcJGU/stream.js", include_str!("../assets/stream.js")),
    ("client-gXE3nyEGcJGU/commands.js", include_str!("../assets/commands.js")),
    ("client-gXE3nyEGcJGU/dev.js", include_str!("../assets/dev.js")),
];
