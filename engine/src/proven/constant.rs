//! [`Constant`]: text of the program.

use crate::value::{Attribute, Dyn};
use alloc::{borrow::Cow, string::String};

/// A text that is part of the program: what decides what an element may do takes no other. `sandbox`, `allow`,
/// `integrity`, `rel`, `form`, `formmethod`, `enctype`, `crossorigin`, `referrerpolicy`, the `type` of a script
/// and the like are such attributes.
///
/// ```
/// use slotwise::{Constant, View, h};
/// const APART: Constant = Constant::new("noopener");
/// let apart = true;
/// let view = h! { <a href="/" rel={apart.then_some(APART)}>x</a> };
/// assert_eq!(view.to_html(), r#"<a href="/" rel="noopener">x</a>"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Constant(pub(super) Cow<'static, str>);

impl Constant {
    /// This text.
    pub const fn new(text: &'static str) -> Constant {
        Constant(Cow::Borrowed(text))
    }

    /// A text that somebody has looked at, such as a hash that was read at the start. `reason` says why no
    /// user decides it, for those who search a program for calls of this function.
    pub fn reviewed(text: impl Into<String>, reason: &'static str) -> Constant {
        let _ = reason;
        Constant(Cow::Owned(text.into()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Attribute for Constant {
    fn attribute(&self) -> Dyn<'_> {
        Dyn::Str(&self.0)
    }
}
