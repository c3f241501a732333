//! [`Asset`]: a file that is part of the program.

use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// A file that is part of the program, served under an address with a hash of its content, so that
/// browsers may keep it for ever.
///
/// ```
/// use slotwise_axum::Asset;
/// let css = Asset::new("/app.css", "text/css", "body { margin: 0 }");
/// assert_eq!(css.url(), "/app-b8aa8ad4bf6b5af8.css");
/// ```
#[derive(Clone, Debug)]
pub struct Asset {
    url: String,
    pub(crate) content_type: &'static str,
    pub(crate) content: Cow<'static, [u8]>,
}

impl Asset {
    /// An asset of this path, content type and content, mostly `include_str!("app.css")` or
    /// `include_bytes!("logo.png").as_slice()`.
    pub fn new(path: &str, content_type: &'static str, content: impl IntoContent) -> Asset {
        let content = content.into_content();
        let hash = crate::clock::hex(&Sha256::digest(&content)[..8]);
        let name_at = path.rfind('/').map_or(0, |slash| slash + 1);
        let url = match path[name_at..].rfind('.') {
            Some(dot) => {
                let (name, extension) = path.split_at(name_at + dot);
                format!("{name}-{hash}{extension}")
            }
            None => format!("{path}-{hash}"),
        };
        Asset {
            url,
            content_type,
            content,
        }
    }

    /// The address it is served under.
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// What the content of an [`Asset`] may be given as: text or bytes, static or owned.
pub trait IntoContent {
    #[doc(hidden)]
    fn into_content(self) -> Cow<'static, [u8]>;
}

impl IntoContent for &'static str {
    fn into_content(self) -> Cow<'static, [u8]> {
        self.as_bytes().into()
    }
}

impl IntoContent for &'static [u8] {
    fn into_content(self) -> Cow<'static, [u8]> {
        self.into()
    }
}

impl IntoContent for String {
    fn into_content(self) -> Cow<'static, [u8]> {
        self.into_bytes().into()
    }
}

impl IntoContent for Vec<u8> {
    fn into_content(self) -> Cow<'static, [u8]> {
        self.into()
    }
}
