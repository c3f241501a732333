//! [`Nonce`]: what lets a script pass the page's policy.

use alloc::{
    boxed::Box,
    string::{String, ToString},
};
use core::fmt;

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
pub struct Nonce(pub(super) Box<str>);

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
