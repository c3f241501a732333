//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-25dA6cplhRSF/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-25dA6cplhRSF/session.js", include_str!("../assets/session.js")),
    ("client-25dA6cplhRSF/interaction.js", include_str!("../assets/interaction.js")),
    ("client-25dA6cplhRSF/special.js", include_str!("../assets/special.js")),
    ("client-25dA6cplhRSF/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-25dA6cplhRSF/trigger-action.js", include_str!("../assets/trigger-action.js")),
    ("client-25dA6cplhRSF/uploads.js", include_str!("../assets/uploads.js")),
    ("client-25dA6cplhRSF/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-25dA6cplhRSF/islands.js", include_str!("../assets/islands.js")),
    ("client-25dA6cplhRSF/latency.js", include_str!("../assets/latency.js")),
    ("client-25dA6cplhRSF/messages.js", include_str!("../assets/messages.js")),
    ("client-25dA6cplhRSF/arrive.js", include_str!("../assets/arrive.js")),
    ("client-25dA6cplhRSF/navigate.js", include_str!("../assets/navigate.js")),
    ("client-25dA6cplhRSF/portal.js", include_str!("../assets/portal.js")),
    ("client-25dA6cplhRSF/recover.js", include_str!("../assets/recover.js")),
    ("client-25dA6cplhRSF/dev.js", include_str!("../assets/dev.js")),
    ("client-25dA6cplhRSF/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-25dA6cplhRSF/fallback.js", include_str!("../assets/fallback.js")),
    ("client-25dA6cplhRSF/viewport.js", include_str!("../assets/viewport.js")),
    ("client-25dA6cplhRSF/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-25dA6cplhRSF/hooks.js", include_str!("../assets/hooks.js")),
    ("client-25dA6cplhRSF/imperative.js", include_str!("../assets/imperative.js")),
    ("client-25dA6cplhRSF/edits.js", include_str!("../assets/edits.js")),
    ("client-25dA6cplhRSF/mend.js", include_str!("../assets/mend.js")),
    ("client-25dA6cplhRSF/stream.js", include_str!("../assets/stream.js")),
    ("client-25dA6cplhRSF/commands.js", include_str!("../assets/commands.js")),
    ("client-25dA6cplhRSF/component.js", include_str!("../assets/component.js")),
];
