//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-TGJTY7OL.js", include_str!("../assets/slotwise-TGJTY7OL.js")),
    ("adopt-JELF7ZDI.js", include_str!("../assets/adopt-JELF7ZDI.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("islands-C2ZYJVCP.js", include_str!("../assets/islands-C2ZYJVCP.js")),
    ("messages-UE42RKTX.js", include_str!("../assets/messages-UE42RKTX.js")),
    ("arrive-FCABILMT.js", include_str!("../assets/arrive-FCABILMT.js")),
    ("navigate-4WLZSWAJ.js", include_str!("../assets/navigate-4WLZSWAJ.js")),
    ("recover-S2S37KU5.js", include_str!("../assets/recover-S2S37KU5.js")),
    ("uploads-XFPEUYKC.js", include_str!("../assets/uploads-XFPEUYKC.js")),
    ("loading-bar-57AXTNSH.js", include_str!("../assets/loading-bar-57AXTNSH.js")),
    ("edits-XRASBIEK.js", include_str!("../assets/edits-XRASBIEK.js")),
    ("reconcile-XIAYW45R.js", include_str!("../assets/reconcile-XIAYW45R.js")),
    ("stream-JCX2DQAP.js", include_str!("../assets/stream-JCX2DQAP.js")),
    ("commands-D256NPK3.js", include_str!("../assets/commands-D256NPK3.js")),
    ("dev-MWD4WTHQ.js", include_str!("../assets/dev-MWD4WTHQ.js")),
    ("fallback-IQ5655RO.js", include_str!("../assets/fallback-IQ5655RO.js")),
];
