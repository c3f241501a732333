//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-53ygRsI68VeT/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-53ygRsI68VeT/navigate.js", include_str!("../assets/navigate.js")),
    ("client-53ygRsI68VeT/session.js", include_str!("../assets/session.js")),
    ("client-53ygRsI68VeT/interaction.js", include_str!("../assets/interaction.js")),
    ("client-53ygRsI68VeT/special.js", include_str!("../assets/special.js")),
    ("client-53ygRsI68VeT/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-53ygRsI68VeT/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-53ygRsI68VeT/messages.js", include_str!("../assets/messages.js")),
    ("client-53ygRsI68VeT/arrive.js", include_str!("../assets/arrive.js")),
    ("client-53ygRsI68VeT/portal.js", include_str!("../assets/portal.js")),
    ("client-53ygRsI68VeT/recover.js", include_str!("../assets/recover.js")),
    ("client-53ygRsI68VeT/uploads.js", include_str!("../assets/uploads.js")),
    ("client-53ygRsI68VeT/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-53ygRsI68VeT/fallback.js", include_str!("../assets/fallback.js")),
    ("client-53ygRsI68VeT/viewport.js", include_str!("../assets/viewport.js")),
    ("client-53ygRsI68VeT/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-53ygRsI68VeT/hooks.js", include_str!("../assets/hooks.js")),
    ("client-53ygRsI68VeT/imperative.js", include_str!("../assets/imperative.js")),
    ("client-53ygRsI68VeT/islands.js", include_str!("../assets/islands.js")),
    ("client-53ygRsI68VeT/latency.js", include_str!("../assets/latency.js")),
    ("client-53ygRsI68VeT/edits.js", include_str!("../assets/edits.js")),
    ("client-53ygRsI68VeT/mend.js", include_str!("../assets/mend.js")),
    ("client-53ygRsI68VeT/stream.js", include_str!("../assets/stream.js")),
    ("client-53ygRsI68VeT/commands.js", include_str!("../assets/commands.js")),
    ("client-53ygRsI68VeT/dev.js", include_str!("../assets/dev.js")),
];
