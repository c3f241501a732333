//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-J7YA7PIF.js", include_str!("../assets/slotwise-J7YA7PIF.js")),
    ("adopt-ZXJBBTCD.js", include_str!("../assets/adopt-ZXJBBTCD.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("recover-OWCY6NKC.js", include_str!("../assets/recover-OWCY6NKC.js")),
    ("edits-SJILVRTA.js", include_str!("../assets/edits-SJILVRTA.js")),
    ("reconcile-3HZAODJ3.js", include_str!("../assets/reconcile-3HZAODJ3.js")),
    ("stream-FSKNAJ4H.js", include_str!("../assets/stream-FSKNAJ4H.js")),
    ("commands-3DIIZN3D.js", include_str!("../assets/commands-3DIIZN3D.js")),
    ("messages-S2JSX6N4.js", include_str!("../assets/messages-S2JSX6N4.js")),
    ("navigate-MGR4FMDV.js", include_str!("../assets/navigate-MGR4FMDV.js")),
];
