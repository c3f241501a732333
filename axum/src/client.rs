//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-TJPftiGrOgdq/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-TJPftiGrOgdq/navigate.js", include_str!("../assets/navigate.js")),
    ("client-TJPftiGrOgdq/session.js", include_str!("../assets/session.js")),
    ("client-TJPftiGrOgdq/interaction.js", include_str!("../assets/interaction.js")),
    ("client-TJPftiGrOgdq/special.js", include_str!("../assets/special.js")),
    ("client-TJPftiGrOgdq/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-TJPftiGrOgdq/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-TJPftiGrOgdq/messages.js", include_str!("../assets/messages.js")),
    ("client-TJPftiGrOgdq/arrive.js", include_str!("../assets/arrive.js")),
    ("client-TJPftiGrOgdq/portal.js", include_str!("../assets/portal.js")),
    ("client-TJPftiGrOgdq/recover.js", include_str!("../assets/recover.js")),
    ("client-TJPftiGrOgdq/uploads.js", include_str!("../assets/uploads.js")),
    ("client-TJPftiGrOgdq/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-TJPftiGrOgdq/fallback.js", include_str!("../assets/fallback.js")),
    ("client-TJPftiGrOgdq/viewport.js", include_str!("../assets/viewport.js")),
    ("client-TJPftiGrOgdq/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-TJPftiGrOgdq/hooks.js", include_str!("../assets/hooks.js")),
    ("client-TJPftiGrOgdq/imperative.js", include_str!("../assets/imperative.js")),
    ("client-TJPftiGrOgdq/islands.js", include_str!("../assets/islands.js")),
    ("client-TJPftiGrOgdq/latency.js", include_str!("../assets/latency.js")),
    ("client-TJPftiGrOgdq/edits.js", include_str!("../assets/edits.js")),
    ("client-TJPftiGrOgdq/mend.js", include_str!("../assets/mend.js")),
    ("client-TJPftiGrOgdq/stream.js", include_str!("../assets/stream.js")),
    ("client-TJPftiGrOgdq/commands.js", include_str!("../assets/commands.js")),
    ("client-TJPftiGrOgdq/dev.js", include_str!("../assets/dev.js")),
];
