//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-5mfxgdDKCDMn/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-5mfxgdDKCDMn/navigate.js", include_str!("../assets/navigate.js")),
    ("client-5mfxgdDKCDMn/session.js", include_str!("../assets/session.js")),
    ("client-5mfxgdDKCDMn/interaction.js", include_str!("../assets/interaction.js")),
    ("client-5mfxgdDKCDMn/special.js", include_str!("../assets/special.js")),
    ("client-5mfxgdDKCDMn/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-5mfxgdDKCDMn/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-5mfxgdDKCDMn/latency.js", include_str!("../assets/latency.js")),
    ("client-5mfxgdDKCDMn/messages.js", include_str!("../assets/messages.js")),
    ("client-5mfxgdDKCDMn/arrive.js", include_str!("../assets/arrive.js")),
    ("client-5mfxgdDKCDMn/portal.js", include_str!("../assets/portal.js")),
    ("client-5mfxgdDKCDMn/recover.js", include_str!("../assets/recover.js")),
    ("client-5mfxgdDKCDMn/uploads.js", include_str!("../assets/uploads.js")),
    ("client-5mfxgdDKCDMn/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-5mfxgdDKCDMn/fallback.js", include_str!("../assets/fallback.js")),
    ("client-5mfxgdDKCDMn/viewport.js", include_str!("../assets/viewport.js")),
    ("client-5mfxgdDKCDMn/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-5mfxgdDKCDMn/hooks.js", include_str!("../assets/hooks.js")),
    ("client-5mfxgdDKCDMn/imperative.js", include_str!("../assets/imperative.js")),
    ("client-5mfxgdDKCDMn/islands.js", include_str!("../assets/islands.js")),
    ("client-5mfxgdDKCDMn/edits.js", include_str!("../assets/edits.js")),
    ("client-5mfxgdDKCDMn/mend.js", include_str!("../assets/mend.js")),
    ("client-5mfxgdDKCDMn/stream.js", include_str!("../assets/stream.js")),
    ("client-5mfxgdDKCDMn/commands.js", include_str!("../assets/commands.js")),
    ("client-5mfxgdDKCDMn/dev.js", include_str!("../assets/dev.js")),
];
