//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-S5HX4SCW.js", include_str!("../assets/slotwise-S5HX4SCW.js")),
    ("adopt-TSTGNUZG.js", include_str!("../assets/adopt-TSTGNUZG.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("recover-YQ4ICI5T.js", include_str!("../assets/recover-YQ4ICI5T.js")),
    ("edits-G5VDNYT2.js", include_str!("../assets/edits-G5VDNYT2.js")),
    ("reconcile-QKTKVFGB.js", include_str!("../assets/reconcile-QKTKVFGB.js")),
    ("stream-LVRXYEJI.js", include_str!("../assets/stream-LVRXYEJI.js")),
    ("commands-G6VGD563.js", include_str!("../assets/commands-G6VGD563.js")),
    ("messages-LNCI3LOH.js", include_str!("../assets/messages-LNCI3LOH.js")),
    ("navigate-JTGE2NO3.js", include_str!("../assets/navigate-JTGE2NO3.js")),
];
