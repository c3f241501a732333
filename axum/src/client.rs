//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-WdjnP0xO3ixU/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-WdjnP0xO3ixU/navigate.js", include_str!("../assets/navigate.js")),
    ("client-WdjnP0xO3ixU/session.js", include_str!("../assets/session.js")),
    ("client-WdjnP0xO3ixU/interaction.js", include_str!("../assets/interaction.js")),
    ("client-WdjnP0xO3ixU/special.js", include_str!("../assets/special.js")),
    ("client-WdjnP0xO3ixU/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-WdjnP0xO3ixU/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-WdjnP0xO3ixU/latency.js", include_str!("../assets/latency.js")),
    ("client-WdjnP0xO3ixU/messages.js", include_str!("../assets/messages.js")),
    ("client-WdjnP0xO3ixU/arrive.js", include_str!("../assets/arrive.js")),
    ("client-WdjnP0xO3ixU/portal.js", include_str!("../assets/portal.js")),
    ("client-WdjnP0xO3ixU/recover.js", include_str!("../assets/recover.js")),
    ("client-WdjnP0xO3ixU/uploads.js", include_str!("../assets/uploads.js")),
    ("client-WdjnP0xO3ixU/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-WdjnP0xO3ixU/fallback.js", include_str!("../assets/fallback.js")),
    ("client-WdjnP0xO3ixU/viewport.js", include_str!("../assets/viewport.js")),
    ("client-WdjnP0xO3ixU/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-WdjnP0xO3ixU/hooks.js", include_str!("../assets/hooks.js")),
    ("client-WdjnP0xO3ixU/imperative.js", include_str!("../assets/imperative.js")),
    ("client-WdjnP0xO3ixU/islands.js", include_str!("../assets/islands.js")),
    ("client-WdjnP0xO3ixU/edits.js", include_str!("../assets/edits.js")),
    ("client-WdjnP0xO3ixU/mend.js", include_str!("../assets/mend.js")),
    ("client-WdjnP0xO3ixU/stream.js", include_str!("../assets/stream.js")),
    ("client-WdjnP0xO3ixU/commands.js", include_str!("../assets/commands.js")),
    ("client-WdjnP0xO3ixU/dev.js", include_str!("../assets/dev.js")),
];
