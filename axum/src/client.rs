//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-CPACSQ7V.js", include_str!("../assets/slotwise-CPACSQ7V.js")),
    ("adopt-KZLJOUP7.js", include_str!("../assets/adopt-KZLJOUP7.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("navigate-K7R5M5H7.js", include_str!("../assets/navigate-K7R5M5H7.js")),
    ("recover-FZMBG3ZC.js", include_str!("../assets/recover-FZMBG3ZC.js")),
    ("uploads-VUVRUHEF.js", include_str!("../assets/uploads-VUVRUHEF.js")),
    ("loading-bar-HDPCFMRI.js", include_str!("../assets/loading-bar-HDPCFMRI.js")),
    ("document-patch-ESZW77UG.js", include_str!("../assets/document-patch-ESZW77UG.js")),
    ("trigger-action-HQYGCZXN.js", include_str!("../assets/trigger-action-HQYGCZXN.js")),
    ("dev-O6W7N3DR.js", include_str!("../assets/dev-O6W7N3DR.js")),
    ("fallback-JZF7M2PU.js", include_str!("../assets/fallback-JZF7M2PU.js")),
    ("imperative-XGZDP2JG.js", include_str!("../assets/imperative-XGZDP2JG.js")),
    ("islands-MTE4ANTX.js", include_str!("../assets/islands-MTE4ANTX.js")),
    ("latency-AQ27NENR.js", include_str!("../assets/latency-AQ27NENR.js")),
    ("messages-QTBO3BQX.js", include_str!("../assets/messages-QTBO3BQX.js")),
    ("arrive-A7NVDSCA.js", include_str!("../assets/arrive-A7NVDSCA.js")),
    ("edits-CVQ7P35S.js", include_str!("../assets/edits-CVQ7P35S.js")),
    ("reconcile-YVLSXVZU.js", include_str!("../assets/reconcile-YVLSXVZU.js")),
    ("stream-ERUD4PAQ.js", include_str!("../assets/stream-ERUD4PAQ.js")),
    ("commands-56VSHY5D.js", include_str!("../assets/commands-56VSHY5D.js")),
    ("viewport-4GEO633P.js", include_str!("../assets/viewport-4GEO633P.js")),
    ("focus-wrap-JOL2AQ7J.js", include_str!("../assets/focus-wrap-JOL2AQ7J.js")),
];
