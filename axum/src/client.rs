//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-WCM4INKI.js", include_str!("../assets/slotwise-WCM4INKI.js")),
    ("adopt-AEHQJMT6.js", include_str!("../assets/adopt-AEHQJMT6.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("navigate-BBO6U4CG.js", include_str!("../assets/navigate-BBO6U4CG.js")),
    ("recover-AI2D6W67.js", include_str!("../assets/recover-AI2D6W67.js")),
    ("uploads-KQEVQMXY.js", include_str!("../assets/uploads-KQEVQMXY.js")),
    ("loading-bar-57N5LV4L.js", include_str!("../assets/loading-bar-57N5LV4L.js")),
    ("document-patch-QSF2N7YZ.js", include_str!("../assets/document-patch-QSF2N7YZ.js")),
    ("trigger-action-GELRPS4K.js", include_str!("../assets/trigger-action-GELRPS4K.js")),
    ("dev-C7BSYYQX.js", include_str!("../assets/dev-C7BSYYQX.js")),
    ("fallback-SDKE3LZJ.js", include_str!("../assets/fallback-SDKE3LZJ.js")),
    ("imperative-66Y2W45C.js", include_str!("../assets/imperative-66Y2W45C.js")),
    ("islands-ROBLPUUL.js", include_str!("../assets/islands-ROBLPUUL.js")),
    ("latency-OLMZKJ5B.js", include_str!("../assets/latency-OLMZKJ5B.js")),
    ("messages-2DJ7NKAK.js", include_str!("../assets/messages-2DJ7NKAK.js")),
    ("arrive-37PXQQVZ.js", include_str!("../assets/arrive-37PXQQVZ.js")),
    ("edits-AHOCUFWB.js", include_str!("../assets/edits-AHOCUFWB.js")),
    ("reconcile-3BCFUSOM.js", include_str!("../assets/reconcile-3BCFUSOM.js")),
    ("stream-Q6T2JUUT.js", include_str!("../assets/stream-Q6T2JUUT.js")),
    ("commands-WSWD7MDD.js", include_str!("../assets/commands-WSWD7MDD.js")),
    ("viewport-OB6QLENI.js", include_str!("../assets/viewport-OB6QLENI.js")),
    ("focus-wrap-4RAM4GME.js", include_str!("../assets/focus-wrap-4RAM4GME.js")),
];
