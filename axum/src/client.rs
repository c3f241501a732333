//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-HZO7R4QH.js", include_str!("../assets/slotwise-HZO7R4QH.js")),
    ("adopt-NPVFFMWF.js", include_str!("../assets/adopt-NPVFFMWF.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("navigate-HML5IYR6.js", include_str!("../assets/navigate-HML5IYR6.js")),
    ("recover-7AUJ5C3F.js", include_str!("../assets/recover-7AUJ5C3F.js")),
    ("uploads-C2A2JA7B.js", include_str!("../assets/uploads-C2A2JA7B.js")),
    ("loading-bar-T5K75MW6.js", include_str!("../assets/loading-bar-T5K75MW6.js")),
    ("document-patch-Q7DBLUWJ.js", include_str!("../assets/document-patch-Q7DBLUWJ.js")),
    ("trigger-action-ODKXPX3L.js", include_str!("../assets/trigger-action-ODKXPX3L.js")),
    ("dev-MFVL2YUD.js", include_str!("../assets/dev-MFVL2YUD.js")),
    ("fallback-SIDLCLKR.js", include_str!("../assets/fallback-SIDLCLKR.js")),
    ("imperative-RXWSIHID.js", include_str!("../assets/imperative-RXWSIHID.js")),
    ("islands-JV757PYN.js", include_str!("../assets/islands-JV757PYN.js")),
    ("latency-2MUXGH6J.js", include_str!("../assets/latency-2MUXGH6J.js")),
    ("messages-TF453HTR.js", include_str!("../assets/messages-TF453HTR.js")),
    ("arrive-PXU2NMTP.js", include_str!("../assets/arrive-PXU2NMTP.js")),
    ("edits-EXSJPOXL.js", include_str!("../assets/edits-EXSJPOXL.js")),
    ("reconcile-OLJBQXET.js", include_str!("../assets/reconcile-OLJBQXET.js")),
    ("stream-HLASR6UH.js", include_str!("../assets/stream-HLASR6UH.js")),
    ("commands-K36KN54E.js", include_str!("../assets/commands-K36KN54E.js")),
    ("viewport-W4CEULI3.js", include_str!("../assets/viewport-W4CEULI3.js")),
    ("focus-wrap-J364SSDW.js", include_str!("../assets/focus-wrap-J364SSDW.js")),
];
