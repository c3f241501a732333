//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("client-xGc5MjGiyEat/slotwise.js", include_str!("../assets/slotwise.js")),
    ("client-xGc5MjGiyEat/navigate.js", include_str!("../assets/navigate.js")),
    ("client-xGc5MjGiyEat/session.js", include_str!("../assets/session.js")),
    ("client-xGc5MjGiyEat/interaction.js", include_str!("../assets/interaction.js")),
    ("client-xGc5MjGiyEat/special.js", include_str!("../assets/special.js")),
    ("client-xGc5MjGiyEat/adopt.js", include_str!("../assets/adopt.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("client-xGc5MjGiyEat/loading-bar.js", include_str!("../assets/loading-bar.js")),
    ("client-xGc5MjGiyEat/latency.js", include_str!("../assets/latency.js")),
    ("client-xGc5MjGiyEat/messages.js", include_str!("../assets/messages.js")),
    ("client-xGc5MjGiyEat/arrive.js", include_str!("../assets/arrive.js")),
    ("client-xGc5MjGiyEat/portal.js", include_str!("../assets/portal.js")),
    ("client-xGc5MjGiyEat/recover.js", include_str!("../assets/recover.js")),
    ("client-xGc5MjGiyEat/uploads.js", include_str!("../assets/uploads.js")),
    ("client-xGc5MjGiyEat/document-patch.js", include_str!("../assets/document-patch.js")),
    ("client-xGc5MjGiyEat/fallback.js", include_str!("../assets/fallback.js")),
    ("client-xGc5MjGiyEat/viewport.js", include_str!("../assets/viewport.js")),
    ("client-xGc5MjGiyEat/focus-wrap.js", include_str!("../assets/focus-wrap.js")),
    ("client-xGc5MjGiyEat/hooks.js", include_str!("../assets/hooks.js")),
    ("client-xGc5MjGiyEat/imperative.js", include_str!("../assets/imperative.js")),
    ("client-xGc5MjGiyEat/islands.js", include_str!("../assets/islands.js")),
    ("client-xGc5MjGiyEat/edits.js", include_str!("../assets/edits.js")),
    ("client-xGc5MjGiyEat/mend.js", include_str!("../assets/mend.js")),
    ("client-xGc5MjGiyEat/stream.js", include_str!("../assets/stream.js")),
    ("client-xGc5MjGiyEat/commands.js", include_str!("../assets/commands.js")),
    ("client-xGc5MjGiyEat/dev.js", include_str!("../assets/dev.js")),
];
