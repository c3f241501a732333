//! Values of attributes that plain text cannot be: [`ResourceUrl`] and [`Nonce`].

use crate::component::Prop;
use crate::tracked::Tracked;
use crate::value::{Attribute, Dyn};
use alloc::{
    borrow::Cow,
    boxed::Box,
    rc::Rc,
    string::{String, ToString},
    sync::Arc,
};
use core::fmt;

/// The address of something that gets the rights of the page: the `src` of a script or a frame, the `href`
/// of a stylesheet or of `<base>`, the `data` of an object, what an SVG `<use>` shows. Text is not taken there.
///
/// An address whose holes are all behind its `?` or `#` needs no such value: `format!("/app.js?v={version}")`
/// may stand there.
///
/// ```
/// use slotwise::{ResourceUrl, View, h};
/// let script = ResourceUrl::constant("/app.js");
/// let view = h! { <script src={script}></script> };
/// assert_eq!(view.to_html(), r#"<script src="/app.js"></script>"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceUrl(Cow<'static, str>);

impl ResourceUrl {
    /// An address that is part of the program.
    pub const fn constant(address: &'static str) -> ResourceUrl {
        ResourceUrl(Cow::Borrowed(address))
    }

    /// An address that somebody has looked at. `reason` says why it leads nowhere but where it should, for
    /// those who search a program for calls of this function. What users wrote must never come here as it is.
    pub fn reviewed(address: impl Into<String>, reason: &'static str) -> ResourceUrl {
        let _ = reason;
        ResourceUrl(Cow::Owned(address.into()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Attribute for ResourceUrl {
    fn attribute(&self) -> Dyn<'_> {
        Dyn::Str(&self.0)
    }
}

/// The `nonce` of a script or a style: base64, as a Content-Security-Policy has it.
///
/// ```
/// use slotwise::{Nonce, View, h};
/// let nonce = Nonce::new("3q2+7w==")?;
/// let view = h! { <script nonce={nonce}>go()</script> };
/// assert_eq!(view.to_html(), r#"<script nonce="3q2+7w==">go()</script>"#);
/// # Ok::<(), slotwise::NotANonce>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nonce(Box<str>);

impl Nonce {
    /// A nonce of this text, which has to be fresh for each page, of a good source of randomness.
    ///
    /// # Errors
    ///
    /// If the text is not `base64-value` of Content Security Policy.
    pub fn new(text: &str) -> Result<Nonce, NotANonce> {
        let digits = text.trim_end_matches('=');
        let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
        let is_base64 = !digits.is_empty() && digits.bytes().all(is_digit);
        match is_base64 && text.len() - digits.len() <= 2 {
            true => Ok(Nonce(text.into())),
            false => Err(NotANonce(text.to_string())),
        }
    }
}

/// A text that is no [`Nonce`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotANonce(String);

impl fmt::Display for NotANonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not base64, as a nonce is", self.0)
    }
}

impl core::error::Error for NotANonce {}

/// What may stand in `src={..}` of a script and the like: [`ResourceUrl`], references to it and options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the address of what gets the rights of the page",
    label = "expected `ResourceUrl`",
    note = "write `ResourceUrl::constant(\"/app.js\")`, or `ResourceUrl::reviewed(address, \"why it is safe\")` for one that is made at run time"
)]
pub trait ResourceAttribute {
    /// The value, borrowed.
    fn resource(&self) -> Dyn<'_>;
}

/// What may stand in `nonce={..}`: [`Nonce`], references to it and options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a nonce",
    label = "expected `Nonce`",
    note = "write `Nonce::new(text)?`"
)]
pub trait NonceAttribute {
    /// The value, borrowed.
    fn nonce(&self) -> Dyn<'_>;
}

impl ResourceAttribute for ResourceUrl {
    fn resource(&self) -> Dyn<'_> {
        Dyn::Str(&self.0)
    }
}

impl NonceAttribute for Nonce {
    fn nonce(&self) -> Dyn<'_> {
        Dyn::Str(&self.0)
    }
}

impl<T: ResourceAttribute> ResourceAttribute for Option<T> {
    fn resource(&self) -> Dyn<'_> {
        self.as_ref().map_or(Dyn::None, T::resource)
    }
}

impl<T: NonceAttribute> NonceAttribute for Option<T> {
    fn nonce(&self) -> Dyn<'_> {
        self.as_ref().map_or(Dyn::None, T::nonce)
    }
}

macro_rules! through {
    ($([$($generics:tt)*] $pointer:ty;)*) => {$(
        impl<$($generics)* ResourceAttribute> ResourceAttribute for $pointer {
            fn resource(&self) -> Dyn<'_> {
                (**self).resource()
            }
        }
        impl<$($generics)* NonceAttribute> NonceAttribute for $pointer {
            fn nonce(&self) -> Dyn<'_> {
                (**self).nonce()
            }
        }
    )*};
}
through! {
    [T: ?Sized +] &T;
    [T: ?Sized +] &mut T;
    [T: ?Sized +] Box<T>;
    [T: ?Sized +] Rc<T>;
    [T: ?Sized +] Arc<T>;
    [T:] Tracked<T>;
    [T:] Prop<T>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonces() {
        for text in ["a", "3q2+7w==", "a-_/=", "AAAAAAAAAAAAAAAAAAAAAA"] {
            assert!(Nonce::new(text).is_ok(), "{text}");
        }
        for text in ["", "=", "a===", "a b", "a\"", "a=b", "é"] {
            assert!(Nonce::new(text).is_err(), "{text}");
        }
    }
}
