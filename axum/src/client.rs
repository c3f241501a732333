//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-7GCGRZMH.js", include_str!("../assets/slotwise-7GCGRZMH.js")),
    ("special-MTGI4KHK.js", include_str!("../assets/special-MTGI4KHK.js")),
    ("adopt-E6G6T5X3.js", include_str!("../assets/adopt-E6G6T5X3.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("arrive-ZE7LPEZZ.js", include_str!("../assets/arrive-ZE7LPEZZ.js")),
    ("navigate-JVJYIEJV.js", include_str!("../assets/navigate-JVJYIEJV.js")),
    ("recover-6LY2XM2H.js", include_str!("../assets/recover-6LY2XM2H.js")),
    ("uploads-VKJXKN2Z.js", include_str!("../assets/uploads-VKJXKN2Z.js")),
    ("loading-bar-CWUDF6BT.js", include_str!("../assets/loading-bar-CWUDF6BT.js")),
    ("document-patch-4SFDPSGX.js", include_str!("../assets/document-patch-4SFDPSGX.js")),
    ("focus-wrap-2R6GU5WB.js", include_str!("../assets/focus-wrap-2R6GU5WB.js")),
    ("trigger-action-B7TY2SDT.js", include_str!("../assets/trigger-action-B7TY2SDT.js")),
    ("dev-7URG7GJT.js", include_str!("../assets/dev-7URG7GJT.js")),
    ("fallback-TANINJFN.js", include_str!("../assets/fallback-TANINJFN.js")),
    ("imperative-37OXQWJI.js", include_str!("../assets/imperative-37OXQWJI.js")),
    ("islands-XFVKVTOK.js", include_str!("../assets/islands-XFVKVTOK.js")),
    ("latency-T6EI35UE.js", include_str!("../assets/latency-T6EI35UE.js")),
    ("messages-7AZLLLWB.js", include_str!("../assets/messages-7AZLLLWB.js")),
    ("edits-IM72DETE.js", include_str!("../assets/edits-IM72DETE.js")),
    ("mend-PNFVVEJK.js", include_str!("../assets/mend-PNFVVEJK.js")),
    ("stream-LXDZY4CQ.js", include_str!("../assets/stream-LXDZY4CQ.js")),
    ("commands-DRF4P4HL.js", include_str!("../assets/commands-DRF4P4HL.js")),
    ("viewport-J7CCDVDL.js", include_str!("../assets/viewport-J7CCDVDL.js")),
];
