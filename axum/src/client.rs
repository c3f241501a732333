//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-GHD4BO2M.js", include_str!("../assets/slotwise-GHD4BO2M.js")),
    ("adopt-F3EY5P46.js", include_str!("../assets/adopt-F3EY5P46.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("islands-FT64KSNL.js", include_str!("../assets/islands-FT64KSNL.js")),
    ("messages-YFPOZPS7.js", include_str!("../assets/messages-YFPOZPS7.js")),
    ("arrive-HIV3URFQ.js", include_str!("../assets/arrive-HIV3URFQ.js")),
    ("navigate-A62QFQZU.js", include_str!("../assets/navigate-A62QFQZU.js")),
    ("recover-H2HC4B7W.js", include_str!("../assets/recover-H2HC4B7W.js")),
    ("uploads-TRVYKA7V.js", include_str!("../assets/uploads-TRVYKA7V.js")),
    ("loading-bar-BCOJU2RJ.js", include_str!("../assets/loading-bar-BCOJU2RJ.js")),
    ("edits-KNPVC2IM.js", include_str!("../assets/edits-KNPVC2IM.js")),
    ("reconcile-P2ARGLHS.js", include_str!("../assets/reconcile-P2ARGLHS.js")),
    ("stream-JTBTXKTI.js", include_str!("../assets/stream-JTBTXKTI.js")),
    ("commands-Z62DJELS.js", include_str!("../assets/commands-Z62DJELS.js")),
    ("dev-U2W5K5OK.js", include_str!("../assets/dev-U2W5K5OK.js")),
    ("fallback-YOKLBHXS.js", include_str!("../assets/fallback-YOKLBHXS.js")),
];
