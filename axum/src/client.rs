//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-Jb4eXt4NZ1jO/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-Jb4eXt4NZ1jO/navigate.js", include_str!("../assets/navigate.js")),
    ("client-Jb4eXt4NZ1jO/session.js", include_str!("../assets/session.js")),
    ("client-Jb4eXt4NZ1jO/interaction.js", include_str!("../assets/interaction.js")),
    ("client-Jb4eXt4NZ1jO/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-Jb4eXt4NZ1jO/arrive.js", include_str!("../assets/arrive.js")),
    ("client-Jb4eXt4NZ1jO/recover.js", include_str!("../assets/recover.js")),
    ("client-Jb4eXt4NZ1jO/uploads.js", include_str!("../assets/uploads.js")),
    ("client-Jb4eXt4NZ1jO/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-Jb4eXt4NZ1jO/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-Jb4eXt4NZ1jO/viewport.js", include_str!("../assets/viewport.js")),
    ("client-Jb4eXt4NZ1jO/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-Jb4eXt4NZ1jO/hooks.js", include_str!("../assets/hooks.js")),
    ("client-Jb4eXt4NZ1jO/imperative.js", include_str!("../assets/imperative.js")),
    ("client-Jb4eXt4NZ1jO/islands.js", include_str!("../assets/islands.js")),
    ("client-Jb4eXt4NZ1jO/latency.js", include_str!("../assets/latency.js")),
    ("client-Jb4eXt4NZ1jO/messages.js", include_str!("../assets/messages.js")),
    ("client-Jb4eXt4NZ1jO/edits.js", include_str!("../assets/edits.js")),
    ("client-Jb4eXt4NZ1jO/reconcile.js", include_str!("../assets/reconcile.js")),
    ("client-Jb4eXt4NZ1jO/stream.js", include_str!("../assets/stream.js")),
    ("client-Jb4eXt4NZ1jO/commands.js", include_str!("../assets/commands.js")),
    ("client-Jb4eXt4NZ1jO/dev.js", include_str!("../assets/dev.js")),
    ("client-Jb4eXt4NZ1jO/fallback.js", include_str!("../assets/fallback.js")),
];
