//! Addresses: [`Url`], [`Srcset`] and [`ResourceUrl`].

use super::Proven;
use crate::value::{Attribute, Dyn, Hole};
use alloc::{
    borrow::Cow,
    string::{String, ToString},
};
use core::fmt::{self, Write};
use slotwise_html::url::{self, Part};

/// An address that goes into `href` and the like as it is. Text may stand there too: it is filtered.
///
/// ```
/// use slotwise::{Url, View, h};
/// let pixel = Url::reviewed("data:image/gif;base64,R0lGODlhAQABAAAAACw=", "an image of the program");
/// let next = Url::parse("/posts?page=2")?;
/// assert_eq!(
///     h! { <a href={next}><img src={pixel} alt=""></a> }.to_html(),
///     "<a href=\"/posts?page=2\"><img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" alt=\"\"></a>",
/// );
/// assert!(Url::parse("javascript:alert(1)").is_err());
/// # Ok::<(), slotwise::BlockedUrl>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Url(Cow<'static, str>);

impl Url {
    /// An address without a scheme, or of `http`, `https`, `mailto`, `tel` or `sms`, as browsers read it.
    ///
    /// # Errors
    ///
    /// If it has another scheme.
    pub fn parse(text: &str) -> Result<Url, BlockedUrl> {
        match url::is_allowed(text) {
            true => Ok(Url(Cow::Owned(text.to_string()))),
            false => Err(BlockedUrl(text.to_string())),
        }
    }

    /// An address that is part of the program.
    pub const fn constant(address: &'static str) -> Url {
        Url(Cow::Borrowed(address))
    }

    /// An address that somebody has looked at. `reason` says why it runs nothing, for those who search a
    /// program for calls of this function. What users wrote must never come here as it is.
    pub fn reviewed(address: impl Into<String>, reason: &'static str) -> Url {
        let _ = reason;
        Url(Cow::Owned(address.into()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Attribute for Url {
    fn attribute(&self) -> Dyn<'_> {
        Dyn::Proven(Proven::url(&self.0))
    }
}

impl Hole for Url {
    fn hole(&self) -> Dyn<'_> {
        Dyn::Str(&self.0)
    }
}

impl AsRef<str> for Url {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that is no [`Url`]: its scheme may run something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockedUrl(String);

impl fmt::Display for BlockedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schemes = url::SCHEMES.join(", ");
        write!(f, "the scheme of {:?} is none of {schemes}", self.0)
    }
}

impl core::error::Error for BlockedUrl {}

/// The images of a `srcset`, each with what it is for. Text may stand there too: each address in it is
/// filtered, but its commas and blanks are those of the list.
///
/// ```
/// use slotwise::{Srcset, View, h};
/// let images = Srcset::new().width("/a,b.png", 480).density("/c d.png", 1.5).width("javascript:x", 9);
/// assert_eq!(
///     h! { <img srcset={images} alt=""> }.to_html(),
///     r#"<img srcset="/a%2Cb.png 480w, /c%20d.png 1.5x, about:invalid#blocked 9w" alt="">"#,
/// );
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Srcset(String);

impl Srcset {
    /// No images.
    pub fn new() -> Srcset {
        Srcset::default()
    }

    /// The images of a text in the form of the attribute; an address whose scheme may run something becomes
    /// `about:invalid#blocked`.
    pub fn parse(text: &str) -> Srcset {
        Srcset(url::filter(Part::List, text).into_owned())
    }

    /// One more image, of this width in pixels.
    #[must_use]
    pub fn width(self, address: &str, pixels: u32) -> Srcset {
        self.image(address, format_args!("{pixels}w"))
    }

    /// One more image, for screens with so many pixels to one of CSS. A number below 0, or none, is 1.
    #[must_use]
    pub fn density(self, address: &str, density: f64) -> Srcset {
        let is_density = density.is_finite() && density >= 0.0;
        self.image(
            address,
            format_args!("{}x", if is_density { density } else { 1.0 }),
        )
    }

    fn image(mut self, address: &str, descriptor: fmt::Arguments<'_>) -> Srcset {
        if !self.0.is_empty() {
            self.0.push_str(", ");
        }
        for char in url::filter(Part::Start, address).chars() {
            match char {
                ',' => self.0.push_str("%2C"),
                char if char.is_ascii_whitespace() => self.0.push_str("%20"),
                char => self.0.push(char),
            }
        }
        // A `String` takes all that is written to it.
        let _ = write!(self.0, " {descriptor}");
        self
    }

    /// The text of the attribute.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Attribute for Srcset {
    fn attribute(&self) -> Dyn<'_> {
        Dyn::Proven(Proven::srcset(&self.0))
    }
}

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
pub struct ResourceUrl(pub(super) Cow<'static, str>);

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        for text in ["", "/a", "https://a", "mailto:a@b", "?a:b"] {
            assert_eq!(Url::parse(text).unwrap().as_str(), text);
        }
        for text in ["javascript:a", " java\tscript:a", "data:image/png,a", "x:y"] {
            assert_eq!(Url::parse(text), Err(BlockedUrl(text.to_string())));
        }
    }

    #[test]
    fn srcsets() {
        let text = "/a 1x, data:b 2x";
        assert_eq!(
            Srcset::parse(text).as_str(),
            "/a 1x, about:invalid#blocked 2x"
        );
        let odd = Srcset::new()
            .density("", f64::NAN)
            .density(",\n", -1.0)
            .width("/a", 0);
        assert_eq!(odd.as_str(), " 1x, %2C%20 1x, /a 0w");
    }
}
