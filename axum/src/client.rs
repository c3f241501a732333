//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-sPNnxPCSlGSQ/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-sPNnxPCSlGSQ/session.js", include_str!("../assets/session.js")),
    ("client-sPNnxPCSlGSQ/interaction.js", include_str!("../assets/interaction.js")),
    ("client-sPNnxPCSlGSQ/navigate.js", include_str!("../assets/navigate.js")),
    ("client-sPNnxPCSlGSQ/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-sPNnxPCSlGSQ/uploads.js", include_str!("../assets/uploads.js")),
    ("client-sPNnxPCSlGSQ/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-sPNnxPCSlGSQ/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-sPNnxPCSlGSQ/islands.js", include_str!("../assets/islands.js")),
    ("client-sPNnxPCSlGSQ/latency.js", include_str!("../assets/latency.js")),
    ("client-sPNnxPCSlGSQ/messages.js", include_str!("../assets/messages.js")),
    ("client-sPNnxPCSlGSQ/arrive.js", include_str!("../assets/arrive.js")),
    ("client-sPNnxPCSlGSQ/portal.js", include_str!("../assets/portal.js")),
    ("client-sPNnxPCSlGSQ/recover.js", include_str!("../assets/recover.js")),
    ("client-sPNnxPCSlGSQ/commands.js", include_str!("../assets/commands.js")),
    ("client-sPNnxPCSlGSQ/dev.js", include_str!("../assets/dev.js")),
    ("client-sPNnxPCSlGSQ/fallback.js", include_str!("../assets/fallback.js")),
    ("client-sPNnxPCSlGSQ/viewport.js", include_str!("../assets/viewport.js")),
    ("client-sPNnxPCSlGSQ/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-sPNnxPCSlGSQ/hooks.js", include_str!("../assets/hooks.js")),
    ("client-sPNnxPCSlGSQ/imperative.js", include_str!("../assets/imperative.js")),
    ("client-sPNnxPCSlGSQ/edits.js", include_str!("../assets/edits.js")),
    ("client-sPNnxPCSlGSQ/ignoring.js", include_str!("../assets/ignoring.js")),
    ("client-sPNnxPCSlGSQ/reconcile.js", include_str!("../assets/reconcile.js")),
    ("client-sPNnxPCSlGSQ/repair.js", include_str!("../assets/repair.js")),
    ("client-sPNnxPCSlGSQ/special.js", include_str!("../assets/special.js")),
    ("client-sPNnxPCSlGSQ/spread.js", include_str!("../assets/spread.js")),
    ("client-sPNnxPCSlGSQ/stream.js", include_str!("../assets/stream.js")),
];
