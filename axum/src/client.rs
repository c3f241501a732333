//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-O3PWMHAO.js", include_str!("../assets/slotwise-O3PWMHAO.js")),
    ("special-ZVO2RTS4.js", include_str!("../assets/special-ZVO2RTS4.js")),
    ("adopt-HO6GF47Q.js", include_str!("../assets/adopt-HO6GF47Q.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("arrive-ZE3SXTUP.js", include_str!("../assets/arrive-ZE3SXTUP.js")),
    ("navigate-HRXXNTMB.js", include_str!("../assets/navigate-HRXXNTMB.js")),
    ("recover-4772BH3U.js", include_str!("../assets/recover-4772BH3U.js")),
    ("uploads-26LVH255.js", include_str!("../assets/uploads-26LVH255.js")),
    ("loading-bar-4M3PJPK6.js", include_str!("../assets/loading-bar-4M3PJPK6.js")),
    ("document-patch-V7BPICB6.js", include_str!("../assets/document-patch-V7BPICB6.js")),
    ("focus-wrap-BJT4A3AH.js", include_str!("../assets/focus-wrap-BJT4A3AH.js")),
    ("trigger-action-NKLFEZKV.js", include_str!("../assets/trigger-action-NKLFEZKV.js")),
    ("dev-Q3F2SL3J.js", include_str!("../assets/dev-Q3F2SL3J.js")),
    ("fallback-BZ6OYS7F.js", include_str!("../assets/fallback-BZ6OYS7F.js")),
    ("imperative-O6NEJMAO.js", include_str!("../assets/imperative-O6NEJMAO.js")),
    ("islands-QVCBRHJX.js", include_str!("../assets/islands-QVCBRHJX.js")),
    ("latency-V3RY62WM.js", include_str!("../assets/latency-V3RY62WM.js")),
    ("messages-75UKI47O.js", include_str!("../assets/messages-75UKI47O.js")),
    ("edits-ZEVBWLWD.js", include_str!("../assets/edits-ZEVBWLWD.js")),
    ("mend-AXJQT4PZ.js", include_str!("../assets/mend-AXJQT4PZ.js")),
    ("stream-ARSXCEUJ.js", include_str!("../assets/stream-ARSXCEUJ.js")),
    ("commands-2VKI3FB4.js", include_str!("../assets/commands-2VKI3FB4.js")),
    ("viewport-FUU5GGFC.js", include_str!("../assets/viewport-FUU5GGFC.js")),
];
