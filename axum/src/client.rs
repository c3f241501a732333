//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-Lk9ARc8qnn_q/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-Lk9ARc8qnn_q/navigate.js", include_str!("../assets/navigate.js")),
    ("client-Lk9ARc8qnn_q/session.js", include_str!("../assets/session.js")),
    ("client-Lk9ARc8qnn_q/interaction.js", include_str!("../assets/interaction.js")),
    ("client-Lk9ARc8qnn_q/special.js", include_str!("../assets/special.js")),
    ("client-Lk9ARc8qnn_q/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-Lk9ARc8qnn_q/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-Lk9ARc8qnn_q/latency.js", include_str!("../assets/latency.js")),
    ("client-Lk9ARc8qnn_q/messages.js", include_str!("../assets/messages.js")),
    ("client-Lk9ARc8qnn_q/arrive.js", include_str!("../assets/arrive.js")),
    ("client-Lk9ARc8qnn_q/portal.js", include_str!("../assets/portal.js")),
    ("client-Lk9ARc8qnn_q/recover.js", include_str!("../assets/recover.js")),
    ("client-Lk9ARc8qnn_q/uploads.js", include_str!("../assets/uploads.js")),
    ("client-Lk9ARc8qnn_q/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-Lk9ARc8qnn_q/fallback.js", include_str!("../assets/fallback.js")),
    ("client-Lk9ARc8qnn_q/viewport.js", include_str!("../assets/viewport.js")),
    ("client-Lk9ARc8qnn_q/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-Lk9ARc8qnn_q/hooks.js", include_str!("../assets/hooks.js")),
    ("client-Lk9ARc8qnn_q/imperative.js", include_str!("../assets/imperative.js")),
    ("client-Lk9ARc8qnn_q/islands.js", include_str!("../assets/islands.js")),
    ("client-Lk9ARc8qnn_q/edits.js", include_str!("../assets/edits.js")),
    ("client-Lk9ARc8qnn_q/mend.js", include_str!("../assets/mend.js")),
    ("client-Lk9ARc8qnn_q/stream.js", include_str!("../assets/stream.js")),
    ("client-Lk9ARc8qnn_q/commands.js", include_str!("../assets/commands.js")),
    ("client-Lk9ARc8qnn_q/dev.js", include_str!("../assets/dev.js")),
];
