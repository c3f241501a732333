//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-T5QKH2YC.js", include_str!("../assets/slotwise-T5QKH2YC.js")),
    ("adopt-ITCB7T6N.js", include_str!("../assets/adopt-ITCB7T6N.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("islands-OUBVDDA6.js", include_str!("../assets/islands-OUBVDDA6.js")),
    ("messages-TMUOPSBM.js", include_str!("../assets/messages-TMUOPSBM.js")),
    ("arrive-7FXLHWRI.js", include_str!("../assets/arrive-7FXLHWRI.js")),
    ("navigate-TNLTV53T.js", include_str!("../assets/navigate-TNLTV53T.js")),
    ("recover-NWQ52XSL.js", include_str!("../assets/recover-NWQ52XSL.js")),
    ("uploads-CU4E56NH.js", include_str!("../assets/uploads-CU4E56NH.js")),
    ("loading-bar-UKHAQQZ2.js", include_str!("../assets/loading-bar-UKHAQQZ2.js")),
    ("edits-OWKJ2RVI.js", include_str!("../assets/edits-OWKJ2RVI.js")),
    ("reconcile-5QVWKYZ6.js", include_str!("../assets/reconcile-5QVWKYZ6.js")),
    ("stream-REVGMW3V.js", include_str!("../assets/stream-REVGMW3V.js")),
    ("commands-HIL5CLY7.js", include_str!("../assets/commands-HIL5CLY7.js")),
    ("dev-XUQOPEW6.js", include_str!("../assets/dev-XUQOPEW6.js")),
    ("fallback-7PBT55IK.js", include_str!("../assets/fallback-7PBT55IK.js")),
];
