//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-q4GWeLzt4Qo0/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-q4GWeLzt4Qo0/navigate.js", include_str!("../assets/navigate.js")),
    ("client-q4GWeLzt4Qo0/session.js", include_str!("../assets/session.js")),
    ("client-q4GWeLzt4Qo0/interaction.js", include_str!("../assets/interaction.js")),
    ("client-q4GWeLzt4Qo0/special.js", include_str!("../assets/special.js")),
    ("client-q4GWeLzt4Qo0/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-q4GWeLzt4Qo0/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-q4GWeLzt4Qo0/latency.js", include_str!("../assets/latency.js")),
    ("client-q4GWeLzt4Qo0/messages.js", include_str!("../assets/messages.js")),
    ("client-q4GWeLzt4Qo0/arrive.js", include_str!("../assets/arrive.js")),
    ("client-q4GWeLzt4Qo0/portal.js", include_str!("../assets/portal.js")),
    ("client-q4GWeLzt4Qo0/recover.js", include_str!("../assets/recover.js")),
    ("client-q4GWeLzt4Qo0/uploads.js", include_str!("../assets/uploads.js")),
    ("client-q4GWeLzt4Qo0/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-q4GWeLzt4Qo0/fallback.js", include_str!("../assets/fallback.js")),
    ("client-q4GWeLzt4Qo0/viewport.js", include_str!("../assets/viewport.js")),
    ("client-q4GWeLzt4Qo0/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-q4GWeLzt4Qo0/hooks.js", include_str!("../assets/hooks.js")),
    ("client-q4GWeLzt4Qo0/imperative.js", include_str!("../assets/imperative.js")),
    ("client-q4GWeLzt4Qo0/islands.js", include_str!("../assets/islands.js")),
    ("client-q4GWeLzt4Qo0/edits.js", include_str!("../assets/edits.js")),
    ("client-q4GWeLzt4Qo0/mend.js", include_str!("../assets/mend.js")),
    ("client-q4GWeLzt4Qo0/stream.js", include_str!("../assets/stream.js")),
    ("client-q4GWeLzt4Qo0/commands.js", include_str!("../assets/commands.js")),
    ("client-q4GWeLzt4Qo0/dev.js", include_str!("../assets/dev.js")),
];
