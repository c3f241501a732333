//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-qwga-DHxl7dN/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-qwga-DHxl7dN/navigate.js", include_str!("../assets/navigate.js")),
    ("client-qwga-DHxl7dN/session.js", include_str!("../assets/session.js")),
    ("client-qwga-DHxl7dN/interaction.js", include_str!("../assets/interaction.js")),
    ("client-qwga-DHxl7dN/special.js", include_str!("../assets/special.js")),
    ("client-qwga-DHxl7dN/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-qwga-DHxl7dN/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-qwga-DHxl7dN/latency.js", include_str!("../assets/latency.js")),
    ("client-qwga-DHxl7dN/messages.js", include_str!("../assets/messages.js")),
    ("client-qwga-DHxl7dN/arrive.js", include_str!("../assets/arrive.js")),
    ("client-qwga-DHxl7dN/portal.js", include_str!("../assets/portal.js")),
    ("client-qwga-DHxl7dN/recover.js", include_str!("../assets/recover.js")),
    ("client-qwga-DHxl7dN/uploads.js", include_str!("../assets/uploads.js")),
    ("client-qwga-DHxl7dN/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-qwga-DHxl7dN/fallback.js", include_str!("../assets/fallback.js")),
    ("client-qwga-DHxl7dN/viewport.js", include_str!("../assets/viewport.js")),
    ("client-qwga-DHxl7dN/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-qwga-DHxl7dN/hooks.js", include_str!("../assets/hooks.js")),
    ("client-qwga-DHxl7dN/imperative.js", include_str!("../assets/imperative.js")),
    ("client-qwga-DHxl7dN/islands.js", include_str!("../assets/islands.js")),
    ("client-qwga-DHxl7dN/edits.js", include_str!("../assets/edits.js")),
    ("client-qwga-DHxl7dN/mend.js", include_str!("../assets/mend.js")),
    ("client-qwga-DHxl7dN/stream.js", include_str!("../assets/stream.js")),
    ("client-qwga-DHxl7dN/commands.js", include_str!("../assets/commands.js")),
    ("client-qwga-DHxl7dN/dev.js", include_str!("../assets/dev.js")),
];
