//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-JZ5PD34Q.js", include_str!("../assets/slotwise-JZ5PD34Q.js")),
    ("adopt-HYKKBAFU.js", include_str!("../assets/adopt-HYKKBAFU.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("uploads-TLI24H76.js", include_str!("../assets/uploads-TLI24H76.js")),
    ("recover-PJR5SZ3Z.js", include_str!("../assets/recover-PJR5SZ3Z.js")),
    ("loading-bar-JTUOT573.js", include_str!("../assets/loading-bar-JTUOT573.js")),
    ("document-patch-C5BSTQQP.js", include_str!("../assets/document-patch-C5BSTQQP.js")),
    ("latency-U6O6YMRA.js", include_str!("../assets/latency-U6O6YMRA.js")),
    ("trigger-action-PSPLEHWN.js", include_str!("../assets/trigger-action-PSPLEHWN.js")),
    ("dev-O6UDH564.js", include_str!("../assets/dev-O6UDH564.js")),
    ("fallback-ENZW26CP.js", include_str!("../assets/fallback-ENZW26CP.js")),
    ("imperative-MQTGF67U.js", include_str!("../assets/imperative-MQTGF67U.js")),
    ("islands-WZAUXTBZ.js", include_str!("../assets/islands-WZAUXTBZ.js")),
    ("messages-ZH5I4LZZ.js", include_str!("../assets/messages-ZH5I4LZZ.js")),
    ("arrive-I3AFA5X7.js", include_str!("../assets/arrive-I3AFA5X7.js")),
    ("navigate-RWDBA2LS.js", include_str!("../assets/navigate-RWDBA2LS.js")),
    ("edits-SJN7OWTT.js", include_str!("../assets/edits-SJN7OWTT.js")),
    ("reconcile-RPUB4JJH.js", include_str!("../assets/reconcile-RPUB4JJH.js")),
    ("stream-GCZAJ6P3.js", include_str!("../assets/stream-GCZAJ6P3.js")),
    ("commands-HH4ER5U3.js", include_str!("../assets/commands-HH4ER5U3.js")),
    ("viewport-C74OBUDS.js", include_str!("../assets/viewport-C74OBUDS.js")),
    ("focus-wrap-KZLQJMSB.js", include_str!("../assets/focus-wrap-KZLQJMSB.js")),
];
