//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-IIJ3OZVY.js", include_str!("../assets/slotwise-IIJ3OZVY.js")),
    ("adopt-PQTGO7XV.js", include_str!("../assets/adopt-PQTGO7XV.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("uploads-Y3ABLUR7.js", include_str!("../assets/uploads-Y3ABLUR7.js")),
    ("recover-45QVHCQB.js", include_str!("../assets/recover-45QVHCQB.js")),
    ("loading-bar-QGT2SXXU.js", include_str!("../assets/loading-bar-QGT2SXXU.js")),
    ("document-patch-JDK2VPMM.js", include_str!("../assets/document-patch-JDK2VPMM.js")),
    ("latency-ZVGOAMSJ.js", include_str!("../assets/latency-ZVGOAMSJ.js")),
    ("trigger-action-XR4M36KO.js", include_str!("../assets/trigger-action-XR4M36KO.js")),
    ("dev-WQDNTQJW.js", include_str!("../assets/dev-WQDNTQJW.js")),
    ("fallback-ES65NAAF.js", include_str!("../assets/fallback-ES65NAAF.js")),
    ("imperative-WLRHIRWN.js", include_str!("../assets/imperative-WLRHIRWN.js")),
    ("islands-HSBDMEYX.js", include_str!("../assets/islands-HSBDMEYX.js")),
    ("messages-CITMZXRP.js", include_str!("../assets/messages-CITMZXRP.js")),
    ("arrive-2U6S4TSG.js", include_str!("../assets/arrive-2U6S4TSG.js")),
    ("navigate-626VN537.js", include_str!("../assets/navigate-626VN537.js")),
    ("edits-GC6KJVOO.js", include_str!("../assets/edits-GC6KJVOO.js")),
    ("reconcile-CHJDV4PW.js", include_str!("../assets/reconcile-CHJDV4PW.js")),
    ("stream-YDZK55GA.js", include_str!("../assets/stream-YDZK55GA.js")),
    ("commands-ULWUEE4S.js", include_str!("../assets/commands-ULWUEE4S.js")),
    ("viewport-KLDFI6PZ.js", include_str!("../assets/viewport-KLDFI6PZ.js")),
    ("focus-wrap-ANSQFW2V.js", include_str!("../assets/focus-wrap-ANSQFW2V.js")),
];
