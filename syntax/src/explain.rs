//! What each code of a diagnostic means: why it is a mistake, and the same done right.
//!
//! Data, in a file a family as in `messages`. It is written for `docs/errors.md` and for editors;
//! the compiler does not read it.

mod attributes;
mod blocks;
mod components;
mod content;
mod rust;
mod slots;
mod special;
mod tags;
mod text;

/// What a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The code, such as `SW0101`.
    pub code: &'static str,
    /// The mistake in a few words, lower case, with code in backticks.
    pub title: &'static str,
    /// Why it is one, and what a browser or Rust would make of it: a few sentences.
    pub why: &'static str,
    /// A template that gives this code, first of all.
    pub wrong: &'static str,
    /// The same without a mistake.
    pub right: &'static str,
}

/// Codes that no mistake has any more. They are not given again.
pub const RETIRED: &[&str] = &["SW0007", "SW0207", "SW0402"];

const FAMILIES: [&[Explanation]; 9] = [
    text::EXPLANATIONS,
    tags::EXPLANATIONS,
    attributes::EXPLANATIONS,
    special::EXPLANATIONS,
    components::EXPLANATIONS,
    blocks::EXPLANATIONS,
    content::EXPLANATIONS,
    slots::EXPLANATIONS,
    rust::EXPLANATIONS,
];

/// All codes that a diagnostic can have, in their order.
///
/// ```
/// let codes: Vec<_> = slotwise_syntax::explanations().map(|explanation| explanation.code).collect();
/// assert_eq!(codes[0], "SW0001");
/// assert!(codes.is_sorted());
/// ```
pub fn explanations() -> impl Iterator<Item = &'static Explanation> {
    FAMILIES.into_iter().flatten()
}

/// What a code means; `None` for one that is not in use.
///
/// ```
/// use slotwise_syntax::{compile, explain};
///
/// let explanation = explain("SW0204").unwrap();
/// assert_eq!(explanation.title, "an attribute is given twice");
/// assert_eq!(compile(explanation.wrong).diagnostics[0].code, "SW0204");
/// assert!(compile(explanation.right).diagnostics.is_empty());
/// ```
pub fn explain(code: &str) -> Option<&'static Explanation> {
    explanations().find(|explanation| explanation.code == code)
}
