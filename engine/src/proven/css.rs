//! [`Css`]: all of a style.

use alloc::{
    borrow::Cow,
    string::{String, ToString},
};
use core::fmt;
use slotwise_html::style::{is_property, is_value};

/// All of a `style={..}`, where text is not taken. A single declaration needs no such value:
/// `style:width={..}` takes text.
///
/// ```
/// use slotwise::{Css, View, h};
/// let css = Css::new().set("width", "3px").set("color", "red; top: 0").set("--gap", 2);
/// assert_eq!(h! { <p style={css}>x</p> }.to_html(), r#"<p style="width:3px;--gap:2;">x</p>"#);
/// const WIDE: Css = Css::constant("width: 100%");
/// assert_eq!(h! { <p style={WIDE}>x</p> }.to_html(), r#"<p style="width: 100%">x</p>"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Css(pub(super) Cow<'static, str>);

impl Css {
    /// No declarations.
    pub const fn new() -> Css {
        Css(Cow::Borrowed(""))
    }

    /// Declarations that are part of the program.
    pub const fn constant(declarations: &'static str) -> Css {
        Css(Cow::Borrowed(declarations))
    }

    /// Declarations that somebody has looked at. `reason` says why they load nothing and cover nothing, for
    /// those who search a program for calls of this function. What users wrote must never come here as it is.
    pub fn reviewed(declarations: impl Into<String>, reason: &'static str) -> Css {
        let _ = reason;
        Css(Cow::Owned(declarations.into()))
    }

    /// One more declaration, filtered as that of `style:property={value}` is: it is left out if the property
    /// is no name, or if the value could do more than be one.
    #[must_use]
    pub fn set(mut self, property: &str, value: impl fmt::Display) -> Css {
        let value = value.to_string();
        if is_property(property) && is_value(&value) {
            let text = self.0.to_mut();
            if !matches!(text.trim_end().as_bytes().last(), None | Some(b';')) {
                text.push(';');
            }
            text.extend([property, ":", &value, ";"]);
        }
        self
    }

    /// The declarations.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
