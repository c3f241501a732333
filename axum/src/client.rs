//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-0Z3EDwJExDvF/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-0Z3EDwJExDvF/session.js", include_str!("../assets/session.js")),
    ("client-0Z3EDwJExDvF/interaction.js", include_str!("../assets/interaction.js")),
    ("client-0Z3EDwJExDvF/special.js", include_str!("../assets/special.js")),
    ("client-0Z3EDwJExDvF/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-0Z3EDwJExDvF/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-0Z3EDwJExDvF/latency.js", include_str!("../assets/latency.js")),
    ("client-0Z3EDwJExDvF/messages.js", include_str!("../assets/messages.js")),
    ("client-0Z3EDwJExDvF/arrive.js", include_str!("../assets/arrive.js")),
    ("client-0Z3EDwJExDvF/navigate.js", include_str!("../assets/navigate.js")),
    ("client-0Z3EDwJExDvF/portal.js", include_str!("../assets/portal.js")),
    ("client-0Z3EDwJExDvF/recover.js", include_str!("../assets/recover.js")),
    ("client-0Z3EDwJExDvF/uploads.js", include_str!("../assets/uploads.js")),
    ("client-0Z3EDwJExDvF/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-0Z3EDwJExDvF/fallback.js", include_str!("../assets/fallback.js")),
    ("client-0Z3EDwJExDvF/viewport.js", include_str!("../assets/viewport.js")),
    ("client-0Z3EDwJExDvF/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-0Z3EDwJExDvF/hooks.js", include_str!("../assets/hooks.js")),
    ("client-0Z3EDwJExDvF/imperative.js", include_str!("../assets/imperative.js")),
    ("client-0Z3EDwJExDvF/islands.js", include_str!("../assets/islands.js")),
    ("client-0Z3EDwJExDvF/edits.js", include_str!("../assets/edits.js")),
    ("client-0Z3EDwJExDvF/mend.js", include_str!("../assets/mend.js")),
    ("client-0Z3EDwJExDvF/stream.js", include_str!("../assets/stream.js")),
    ("client-0Z3EDwJExDvF/commands.js", include_str!("../assets/commands.js")),
    ("client-0Z3EDwJExDvF/dev.js", include_str!("../assets/dev.js")),
];
