//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-SD6TTACG.js", include_str!("../assets/slotwise-SD6TTACG.js")),
    ("adopt-I74PAJ7J.js", include_str!("../assets/adopt-I74PAJ7J.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("navigate-DDPYLQ3Y.js", include_str!("../assets/navigate-DDPYLQ3Y.js")),
    ("recover-AOH6YNM5.js", include_str!("../assets/recover-AOH6YNM5.js")),
    ("uploads-3AFUUTEW.js", include_str!("../assets/uploads-3AFUUTEW.js")),
    ("loading-bar-T76E5Y5Z.js", include_str!("../assets/loading-bar-T76E5Y5Z.js")),
    ("document-patch-OXIMPPXN.js", include_str!("../assets/document-patch-OXIMPPXN.js")),
    ("trigger-action-2GSKWSHC.js", include_str!("../assets/trigger-action-2GSKWSHC.js")),
    ("dev-O5EAOSFK.js", include_str!("../assets/dev-O5EAOSFK.js")),
    ("fallback-JRR6VZJV.js", include_str!("../assets/fallback-JRR6VZJV.js")),
    ("imperative-YDJKDWZM.js", include_str!("../assets/imperative-YDJKDWZM.js")),
    ("islands-CPC2R7AE.js", include_str!("../assets/islands-CPC2R7AE.js")),
    ("latency-5UNQOMTA.js", include_str!("../assets/latency-5UNQOMTA.js")),
    ("messages-2XPXHHBU.js", include_str!("../assets/messages-2XPXHHBU.js")),
    ("arrive-BLWGFVXE.js", include_str!("../assets/arrive-BLWGFVXE.js")),
    ("edits-3FSFKWIY.js", include_str!("../assets/edits-3FSFKWIY.js")),
    ("reconcile-7PRQTBTD.js", include_str!("../assets/reconcile-7PRQTBTD.js")),
    ("stream-KLGWXMJD.js", include_str!("../assets/stream-KLGWXMJD.js")),
    ("commands-ESJCGTVO.js", include_str!("../assets/commands-ESJCGTVO.js")),
    ("viewport-V274BS2H.js", include_str!("../assets/viewport-V274BS2H.js")),
    ("focus-wrap-GBXVKCKV.js", include_str!("../assets/focus-wrap-GBXVKCKV.js")),
];
