//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-z2y2DyH9es66/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-z2y2DyH9es66/navigate.js", include_str!("../assets/navigate.js")),
    ("client-z2y2DyH9es66/session.js", include_str!("../assets/session.js")),
    ("client-z2y2DyH9es66/interaction.js", include_str!("../assets/interaction.js")),
    ("client-z2y2DyH9es66/special.js", include_str!("../assets/special.js")),
    ("client-z2y2DyH9es66/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-z2y2DyH9es66/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-z2y2DyH9es66/latency.js", include_str!("../assets/latency.js")),
    ("client-z2y2DyH9es66/messages.js", include_str!("../assets/messages.js")),
    ("client-z2y2DyH9es66/arrive.js", include_str!("../assets/arrive.js")),
    ("client-z2y2DyH9es66/portal.js", include_str!("../assets/portal.js")),
    ("client-z2y2DyH9es66/recover.js", include_str!("../assets/recover.js")),
    ("client-z2y2DyH9es66/uploads.js", include_str!("../assets/uploads.js")),
    ("client-z2y2DyH9es66/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-z2y2DyH9es66/fallback.js", include_str!("../assets/fallback.js")),
    ("client-z2y2DyH9es66/viewport.js", include_str!("../assets/viewport.js")),
    ("client-z2y2DyH9es66/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-z2y2DyH9es66/hooks.js", include_str!("../assets/hooks.js")),
    ("client-z2y2DyH9es66/imperative.js", include_str!("../assets/imperative.js")),
    ("client-z2y2DyH9es66/islands.js", include_str!("../assets/islands.js")),
    ("client-z2y2DyH9es66/edits.js", include_str!("../assets/edits.js")),
    ("client-z2y2DyH9es66/mend.js", include_str!("../assets/mend.js")),
    ("client-z2y2DyH9es66/stream.js", include_str!("../assets/stream.js")),
    ("client-z2y2DyH9es66/commands.js", include_str!("../assets/commands.js")),
    ("client-z2y2DyH9es66/dev.js", include_str!("../assets/dev.js")),
];
