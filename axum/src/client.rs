//! The files of the client. Written by `npm run build` in `js-client`.

/// The module that pages import, and what nearly every page needs soon.
#[rustfmt::skip]
pub(crate) const FIRST: &[(&str, &str)] = &[
    ("slotwise-Z3TDX4VF.js", include_str!("../assets/slotwise-Z3TDX4VF.js")),
    ("adopt-FTEQBUKY.js", include_str!("../assets/adopt-FTEQBUKY.js")),
];

/// What is imported when it is needed.
#[rustfmt::skip]
pub(crate) const LATER: &[(&str, &str)] = &[
    ("edits-XCXQP4HQ.js", include_str!("../assets/edits-XCXQP4HQ.js")),
    ("reconcile-6OESSVUZ.js", include_str!("../assets/reconcile-6OESSVUZ.js")),
    ("stream-WOMNRLIF.js", include_str!("../assets/stream-WOMNRLIF.js")),
];
