//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-FDEMPTTX.js", include_str!("../assets/slotwise-FDEMPTTX.js")),
    ("navigate-JNKLFKLE.js", include_str!("../assets/navigate-JNKLFKLE.js")),
    ("trouble-QGZIPBSB.js", include_str!("../assets/trouble-QGZIPBSB.js")),
    ("interaction-GPCFDPQV.js", include_str!("../assets/interaction-GPCFDPQV.js")),
    ("adopt-GWXBGNEF.js", include_str!("../assets/adopt-GWXBGNEF.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("arrive-JPRC3YCN.js", include_str!("../assets/arrive-JPRC3YCN.js")),
    ("recover-3JLJOENU.js", include_str!("../assets/recover-3JLJOENU.js")),
    ("uploads-SOKGP7D5.js", include_str!("../assets/uploads-SOKGP7D5.js")),
    ("loading-bar-QFZZPGZZ.js", include_str!("../assets/loading-bar-QFZZPGZZ.js")),
    ("document-patch-2AVLFBC5.js", include_str!("../assets/document-patch-2AVLFBC5.js")),
    ("viewport-KJPECQTP.js", include_str!("../assets/viewport-KJPECQTP.js")),
    ("focus-wrap-JBWDLHWI.js", include_str!("../assets/focus-wrap-JBWDLHWI.js")),
    ("hooks-CPXJALJD.js", include_str!("../assets/hooks-CPXJALJD.js")),
    ("imperative-7R43JMGF.js", include_str!("../assets/imperative-7R43JMGF.js")),
    ("islands-CP2IBCPV.js", include_str!("../assets/islands-CP2IBCPV.js")),
    ("latency-6WMFEWGM.js", include_str!("../assets/latency-6WMFEWGM.js")),
    ("messages-34CUSJAZ.js", include_str!("../assets/messages-34CUSJAZ.js")),
    ("edits-IPWIQ4LB.js", include_str!("../assets/edits-IPWIQ4LB.js")),
    ("reconcile-2O35CQT7.js", include_str!("../assets/reconcile-2O35CQT7.js")),
    ("stream-TJUIN6MX.js", include_str!("../assets/stream-TJUIN6MX.js")),
    ("commands-EQ6PB22H.js", include_str!("../assets/commands-EQ6PB22H.js")),
    ("dev-RFNNJ6FR.js", include_str!("../assets/dev-RFNNJ6FR.js")),
    ("fallback-7IKY6QOB.js", include_str!("../assets/fallback-7IKY6QOB.js")),
];
