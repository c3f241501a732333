//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-ZYLY5ZCZ.js", include_str!("../assets/slotwise-ZYLY5ZCZ.js")),
    ("special-CMECBEOF.js", include_str!("../assets/special-CMECBEOF.js")),
    ("adopt-R67UZ2XF.js", include_str!("../assets/adopt-R67UZ2XF.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("arrive-6J7RG4G6.js", include_str!("../assets/arrive-6J7RG4G6.js")),
    ("navigate-NUBY5XZB.js", include_str!("../assets/navigate-NUBY5XZB.js")),
    ("recover-AXLOGSYZ.js", include_str!("../assets/recover-AXLOGSYZ.js")),
    ("uploads-VXLFPFSH.js", include_str!("../assets/uploads-VXLFPFSH.js")),
    ("loading-bar-LYKCTMVZ.js", include_str!("../assets/loading-bar-LYKCTMVZ.js")),
    ("document-patch-RLKGVFQO.js", include_str!("../assets/document-patch-RLKGVFQO.js")),
    ("focus-wrap-SPYAMFUR.js", include_str!("../assets/focus-wrap-SPYAMFUR.js")),
    ("trigger-action-S7UE7T3P.js", include_str!("../assets/trigger-action-S7UE7T3P.js")),
    ("dev-EZ5STHIS.js", include_str!("../assets/dev-EZ5STHIS.js")),
    ("fallback-6OLAXXKG.js", include_str!("../assets/fallback-6OLAXXKG.js")),
    ("imperative-ZF5YUMRT.js", include_str!("../assets/imperative-ZF5YUMRT.js")),
    ("islands-PPUMRDMO.js", include_str!("../assets/islands-PPUMRDMO.js")),
    ("latency-3TKCUBRS.js", include_str!("../assets/latency-3TKCUBRS.js")),
    ("messages-WFFSD5KM.js", include_str!("../assets/messages-WFFSD5KM.js")),
    ("edits-OQ4M3WRO.js", include_str!("../assets/edits-OQ4M3WRO.js")),
    ("mend-ICAIY37A.js", include_str!("../assets/mend-ICAIY37A.js")),
    ("stream-DLR7QALU.js", include_str!("../assets/stream-DLR7QALU.js")),
    ("commands-76SGLPOM.js", include_str!("../assets/commands-76SGLPOM.js")),
    ("viewport-5OFT775I.js", include_str!("../assets/viewport-5OFT775I.js")),
];
