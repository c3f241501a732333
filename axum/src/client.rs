//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-KLlkTT4fehEg/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-KLlkTT4fehEg/navigate.js", include_str!("../assets/navigate.js")),
    ("client-KLlkTT4fehEg/session.js", include_str!("../assets/session.js")),
    ("client-KLlkTT4fehEg/interaction.js", include_str!("../assets/interaction.js")),
    ("client-KLlkTT4fehEg/special.js", include_str!("../assets/special.js")),
    ("client-KLlkTT4fehEg/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-KLlkTT4fehEg/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-KLlkTT4fehEg/latency.js", include_str!("../assets/latency.js")),
    ("client-KLlkTT4fehEg/messages.js", include_str!("../assets/messages.js")),
    ("client-KLlkTT4fehEg/arrive.js", include_str!("../assets/arrive.js")),
    ("client-KLlkTT4fehEg/portal.js", include_str!("../assets/portal.js")),
    ("client-KLlkTT4fehEg/recover.js", include_str!("../assets/recover.js")),
    ("client-KLlkTT4fehEg/uploads.js", include_str!("../assets/uploads.js")),
    ("client-KLlkTT4fehEg/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-KLlkTT4fehEg/fallback.js", include_str!("../assets/fallback.js")),
    ("client-KLlkTT4fehEg/viewport.js", include_str!("../assets/viewport.js")),
    ("client-KLlkTT4fehEg/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-KLlkTT4fehEg/hooks.js", include_str!("../assets/hooks.js")),
    ("client-KLlkTT4fehEg/imperative.js", include_str!("../assets/imperative.js")),
    ("client-KLlkTT4fehEg/islands.js", include_str!("../assets/islands.js")),
    ("client-KLlkTT4fehEg/edits.js", include_str!("../assets/edits.js")),
    ("client-KLlkTT4fehEg/mend.js", include_str!("../assets/mend.js")),
    ("client-KLlkTT4fehEg/stream.js", include_str!("../assets/stream.js")),
    ("client-KLlkTT4fehEg/commands.js", include_str!("../assets/commands.js")),
    ("client-KLlkTT4fehEg/dev.js", include_str!("../assets/dev.js")),
];
