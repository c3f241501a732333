//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-HsPDZ0zR5hK5/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-HsPDZ0zR5hK5/session.js", include_str!("../assets/session.js")),
    ("client-HsPDZ0zR5hK5/interaction.js", include_str!("../assets/interaction.js")),
    ("client-HsPDZ0zR5hK5/special.js", include_str!("../assets/special.js")),
    ("client-HsPDZ0zR5hK5/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-HsPDZ0zR5hK5/trigger-action.js", include_str!("../assets/trigger-action.js")),
    ("client-HsPDZ0zR5hK5/uploads.js", include_str!("../assets/uploads.js")),
    ("client-HsPDZ0zR5hK5/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-HsPDZ0zR5hK5/islands.js", include_str!("../assets/islands.js")),
    ("client-HsPDZ0zR5hK5/latency.js", include_str!("../assets/latency.js")),
    ("client-HsPDZ0zR5hK5/messages.js", include_str!("../assets/messages.js")),
    ("client-HsPDZ0zR5hK5/arrive.js", include_str!("../assets/arrive.js")),
    ("client-HsPDZ0zR5hK5/navigate.js", include_str!("../assets/navigate.js")),
    ("client-HsPDZ0zR5hK5/portal.js", include_str!("../assets/portal.js")),
    ("client-HsPDZ0zR5hK5/recover.js", include_str!("../assets/recover.js")),
    ("client-HsPDZ0zR5hK5/dev.js", include_str!("../assets/dev.js")),
    ("client-HsPDZ0zR5hK5/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-HsPDZ0zR5hK5/fallback.js", include_str!("../assets/fallback.js")),
    ("client-HsPDZ0zR5hK5/viewport.js", include_str!("../assets/viewport.js")),
    ("client-HsPDZ0zR5hK5/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-HsPDZ0zR5hK5/hooks.js", include_str!("../assets/hooks.js")),
    ("client-HsPDZ0zR5hK5/imperative.js", include_str!("../assets/imperative.js")),
    ("client-HsPDZ0zR5hK5/edits.js", include_str!("../assets/edits.js")),
    ("client-HsPDZ0zR5hK5/mend.js", include_str!("../assets/mend.js")),
    ("client-HsPDZ0zR5hK5/stream.js", include_str!("../assets/stream.js")),
    ("client-HsPDZ0zR5hK5/commands.js", include_str!("../assets/commands.js")),
    ("client-HsPDZ0zR5hK5/component.js", include_str!("../assets/component.js")),
];
