//! [`To`]: the elements that a command is for.

use super::args::Args;
use alloc::borrow::Cow;
use alloc::string::String;

/// The elements that a command is for. A selector, wherever it comes from, can do nothing but select; one
/// that is text of the program can stand for it.
///
/// ```
/// use slotwise::{Cmd, To};
/// assert_eq!(Cmd::focus("#name"), Cmd::focus(To::css("#name")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct To(Where);

#[derive(Clone, Debug, PartialEq, Eq, Default)]
enum Where {
    #[default]
    This,
    Css(Cow<'static, str>),
    Inner(Cow<'static, str>),
    Closest(Cow<'static, str>),
}

impl To {
    /// The element with the binding.
    pub const fn this() -> To {
        To(Where::This)
    }

    /// All of the page that a selector matches.
    pub fn css(selector: impl Into<Cow<'static, str>>) -> To {
        To(Where::Css(selector.into()))
    }

    /// The element with this id, whatever is in it.
    ///
    /// ```
    /// # use slotwise::{Cmd, To};
    /// assert_eq!(Cmd::focus(To::id("a\"b")).as_str(), r#"[["focus",{"to":"[id=\"a\\\"b\"]"}]]"#);
    /// ```
    pub fn id(id: &str) -> To {
        let mut selector = String::from("[id=\"");
        for char in id.chars() {
            match char {
                '"' | '\\' => selector.extend(['\\', char]),
                '\n' => selector.push_str("\\a "),
                '\r' => selector.push_str("\\d "),
                '\x0C' => selector.push_str("\\c "),
                _ => selector.push(char),
            }
        }
        selector.push_str("\"]");
        To::css(selector)
    }

    /// Those inside of the element with the binding.
    pub fn inner(selector: impl Into<Cow<'static, str>>) -> To {
        To(Where::Inner(selector.into()))
    }

    /// The nearest around the element with the binding, or itself.
    pub fn closest(selector: impl Into<Cow<'static, str>>) -> To {
        To(Where::Closest(selector.into()))
    }

    pub(super) fn write(self, args: Args) -> Args {
        let only = |key: &str, selector: &str| Args::default().text(key, selector).finished();
        match self.0 {
            Where::This => args,
            Where::Css(selector) => args.text("to", &selector),
            Where::Inner(selector) => args.json("to", &only("inner", &selector)),
            Where::Closest(selector) => args.json("to", &only("closest", &selector)),
        }
    }
}

impl From<&'static str> for To {
    fn from(selector: &'static str) -> To {
        To::css(selector)
    }
}
