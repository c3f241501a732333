//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-GEVHBYBV.js", include_str!("../assets/slotwise-GEVHBYBV.js")),
    ("adopt-WMSQLBVS.js", include_str!("../assets/adopt-WMSQLBVS.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("navigate-TTY7HRX3.js", include_str!("../assets/navigate-TTY7HRX3.js")),
    ("recover-E3HKMF55.js", include_str!("../assets/recover-E3HKMF55.js")),
    ("uploads-5QTNRKBD.js", include_str!("../assets/uploads-5QTNRKBD.js")),
    ("loading-bar-YMNHKGLI.js", include_str!("../assets/loading-bar-YMNHKGLI.js")),
    ("document-patch-FV23LMWJ.js", include_str!("../assets/document-patch-FV23LMWJ.js")),
    ("trigger-action-UEJLCXLE.js", include_str!("../assets/trigger-action-UEJLCXLE.js")),
    ("dev-PSP3FZJ7.js", include_str!("../assets/dev-PSP3FZJ7.js")),
    ("fallback-24L3SGUY.js", include_str!("../assets/fallback-24L3SGUY.js")),
    ("imperative-2YPJE3PS.js", include_str!("../assets/imperative-2YPJE3PS.js")),
    ("islands-7IX3XKYJ.js", include_str!("../assets/islands-7IX3XKYJ.js")),
    ("latency-G5S65V3K.js", include_str!("../assets/latency-G5S65V3K.js")),
    ("messages-GNK4YFBP.js", include_str!("../assets/messages-GNK4YFBP.js")),
    ("arrive-CPZAXMF6.js", include_str!("../assets/arrive-CPZAXMF6.js")),
    ("edits-4U55PRVK.js", include_str!("../assets/edits-4U55PRVK.js")),
    ("reconcile-TTMPB5G2.js", include_str!("../assets/reconcile-TTMPB5G2.js")),
    ("stream-B74ILFK5.js", include_str!("../assets/stream-B74ILFK5.js")),
    ("commands-3WJ2DWTC.js", include_str!("../assets/commands-3WJ2DWTC.js")),
    ("viewport-H2BWWH3H.js", include_str!("../assets/viewport-H2BWWH3H.js")),
    ("focus-wrap-AQRTK2N4.js", include_str!("../assets/focus-wrap-AQRTK2N4.js")),
];
