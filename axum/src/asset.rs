//! [`Asset`]: a file that is part of the program.

use axum::body::Bytes;
use sha2::{Digest, Sha256};

/// A file that is part of the program, served under an address with a hash of its content, so that
/// browsers may keep it for ever.
///
/// ```
/// use slotwise_axum::Asset;
/// let css = Asset::new("/app.css", "text/css", "body { margin: 0 }");
/// assert_eq!(css.url(), "/app-997faceca2605a98.css");
/// ```
#[derive(Clone, Debug)]
pub struct Asset {
    url: String,
    pub(crate) content_type: &'static str,
    pub(crate) content: Bytes,
}

impl Asset {
    /// An asset of this path, content type and content (text or bytes, static or owned), mostly `include_str!("app.css")` or
    /// `include_bytes!("logo.png").as_slice()`.
    pub fn new(path: &str, content_type: &'static str, content: impl Into<Bytes>) -> Asset {
        let content: Bytes = content.into();
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
