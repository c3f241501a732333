//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-L5VFNC6S.js", include_str!("../assets/slotwise-L5VFNC6S.js")),
    ("navigate-3NEX3RTL.js", include_str!("../assets/navigate-3NEX3RTL.js")),
    ("interaction-IYJO3YWY.js", include_str!("../assets/interaction-IYJO3YWY.js")),
    ("adopt-556SYWWR.js", include_str!("../assets/adopt-556SYWWR.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("arrive-TJ5Z2H2E.js", include_str!("../assets/arrive-TJ5Z2H2E.js")),
    ("recover-QLOIVY7E.js", include_str!("../assets/recover-QLOIVY7E.js")),
    ("trouble-OXFL3RU2.js", include_str!("../assets/trouble-OXFL3RU2.js")),
    ("uploads-FN5GY6GE.js", include_str!("../assets/uploads-FN5GY6GE.js")),
    ("loading-bar-T3EBV6L2.js", include_str!("../assets/loading-bar-T3EBV6L2.js")),
    ("document-patch-XSPOH2A4.js", include_str!("../assets/document-patch-XSPOH2A4.js")),
    ("viewport-3X6VTSZO.js", include_str!("../assets/viewport-3X6VTSZO.js")),
    ("focus-wrap-PWNAEF5D.js", include_str!("../assets/focus-wrap-PWNAEF5D.js")),
    ("hooks-OYQ5PJ6T.js", include_str!("../assets/hooks-OYQ5PJ6T.js")),
    ("imperative-2QIOXLSM.js", include_str!("../assets/imperative-2QIOXLSM.js")),
    ("islands-N73YY5CV.js", include_str!("../assets/islands-N73YY5CV.js")),
    ("latency-625N36DX.js", include_str!("../assets/latency-625N36DX.js")),
    ("messages-JPW76GMA.js", include_str!("../assets/messages-JPW76GMA.js")),
    ("edits-5FT63HMX.js", include_str!("../assets/edits-5FT63HMX.js")),
    ("reconcile-3UZURCJP.js", include_str!("../assets/reconcile-3UZURCJP.js")),
    ("stream-4DCNRBUM.js", include_str!("../assets/stream-4DCNRBUM.js")),
    ("commands-JCNDKQMS.js", include_str!("../assets/commands-JCNDKQMS.js")),
    ("dev-4JMBADU2.js", include_str!("../assets/dev-4JMBADU2.js")),
    ("fallback-ZOGQXK3P.js", include_str!("../assets/fallback-ZOGQXK3P.js")),
];
