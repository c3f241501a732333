//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-CCOMCQFO.js", include_str!("../assets/slotwise-CCOMCQFO.js")),
    ("adopt-JPKYBNY4.js", include_str!("../assets/adopt-JPKYBNY4.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("navigate-JH67LPIC.js", include_str!("../assets/navigate-JH67LPIC.js")),
    ("recover-VPF4FPPI.js", include_str!("../assets/recover-VPF4FPPI.js")),
    ("uploads-RR5BDQKC.js", include_str!("../assets/uploads-RR5BDQKC.js")),
    ("loading-bar-A7XURZTH.js", include_str!("../assets/loading-bar-A7XURZTH.js")),
    ("document-patch-INEOG5PE.js", include_str!("../assets/document-patch-INEOG5PE.js")),
    ("trigger-action-7FIK6LRG.js", include_str!("../assets/trigger-action-7FIK6LRG.js")),
    ("dev-DXHI5GRJ.js", include_str!("../assets/dev-DXHI5GRJ.js")),
    ("fallback-SRTSEWYF.js", include_str!("../assets/fallback-SRTSEWYF.js")),
    ("imperative-BPAGREA2.js", include_str!("../assets/imperative-BPAGREA2.js")),
    ("islands-DNXTFD6E.js", include_str!("../assets/islands-DNXTFD6E.js")),
    ("latency-VEWHNPNN.js", include_str!("../assets/latency-VEWHNPNN.js")),
    ("messages-L7NHKOGK.js", include_str!("../assets/messages-L7NHKOGK.js")),
    ("arrive-XWHT7L76.js", include_str!("../assets/arrive-XWHT7L76.js")),
    ("edits-4P5Q4DEV.js", include_str!("../assets/edits-4P5Q4DEV.js")),
    ("reconcile-HF7JRQ6R.js", include_str!("../assets/reconcile-HF7JRQ6R.js")),
    ("stream-74TJN6ZD.js", include_str!("../assets/stream-74TJN6ZD.js")),
    ("commands-URAJ4I7P.js", include_str!("../assets/commands-URAJ4I7P.js")),
    ("viewport-YWM6Z66C.js", include_str!("../assets/viewport-YWM6Z66C.js")),
    ("focus-wrap-ZX77DFZC.js", include_str!("../assets/focus-wrap-ZX77DFZC.js")),
];
