//! The checks, by what they look at.

use crate::check::Check;

mod closing;
mod delivery;
mod floods;
mod frames;
mod opening;
mod pages;
mod sessions;
mod tokens;

/// All checks, in the order of the report.
pub(crate) fn all() -> impl Iterator<Item = &'static Check> {
    let groups = [
        pages::CHECKS,
        opening::CHECKS,
        tokens::CHECKS,
        frames::CHECKS,
        sessions::CHECKS,
        floods::CHECKS,
        delivery::CHECKS,
        closing::CHECKS,
    ];
    groups.into_iter().flatten()
}
