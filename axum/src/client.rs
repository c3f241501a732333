//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-SADZ23NH.js", include_str!("../assets/slotwise-SADZ23NH.js")),
    ("adopt-UUWLJ26X.js", include_str!("../assets/adopt-UUWLJ26X.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("uploads-RQXSYFWB.js", include_str!("../assets/uploads-RQXSYFWB.js")),
    ("recover-Q4STZCCT.js", include_str!("../assets/recover-Q4STZCCT.js")),
    ("loading-bar-YHAQBKNU.js", include_str!("../assets/loading-bar-YHAQBKNU.js")),
    ("document-patch-MB5B6SA2.js", include_str!("../assets/document-patch-MB5B6SA2.js")),
    ("latency-OIIBDYSA.js", include_str!("../assets/latency-OIIBDYSA.js")),
    ("trigger-action-RAF3MYO6.js", include_str!("../assets/trigger-action-RAF3MYO6.js")),
    ("dev-JIADS6KV.js", include_str!("../assets/dev-JIADS6KV.js")),
    ("fallback-R4UXI6FL.js", include_str!("../assets/fallback-R4UXI6FL.js")),
    ("imperative-SJUKAODJ.js", include_str!("../assets/imperative-SJUKAODJ.js")),
    ("islands-D4B4SMXZ.js", include_str!("../assets/islands-D4B4SMXZ.js")),
    ("messages-5U5SQK5U.js", include_str!("../assets/messages-5U5SQK5U.js")),
    ("arrive-SAYWZ4AM.js", include_str!("../assets/arrive-SAYWZ4AM.js")),
    ("navigate-JESVH5XG.js", include_str!("../assets/navigate-JESVH5XG.js")),
    ("edits-ZOIAOL7I.js", include_str!("../assets/edits-ZOIAOL7I.js")),
    ("reconcile-B7YJAHQD.js", include_str!("../assets/reconcile-B7YJAHQD.js")),
    ("stream-64EQ3K57.js", include_str!("../assets/stream-64EQ3K57.js")),
    ("commands-YE5MNW4N.js", include_str!("../assets/commands-YE5MNW4N.js")),
    ("viewport-AXITUN7S.js", include_str!("../assets/viewport-AXITUN7S.js")),
    ("focus-wrap-BIKOKAA6.js", include_str!("../assets/focus-wrap-BIKOKAA6.js")),
];
