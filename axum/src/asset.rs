//! [`Asset`]: a file that is part of the program.

use axum::body::Bytes;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};
use slotwise::{Constant, ResourceUrl};

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

    /// An asset whose path has a hash of its content already.
    pub(crate) fn hashed(path: String, content_type: &'static str, content: &'static str) -> Asset {
        Asset {
            url: path,
            content_type,
            content: content.into(),
        }
    }

    /// The address it is served under.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What goes into `integrity` of an element that loads it: the hash of its content.
    ///
    /// ```
    /// use slotwise_axum::Asset;
    /// let js = Asset::new("/app.js", "text/javascript", "");
    /// assert!(js.integrity().starts_with("sha384-OLBgp1Gs"));
    /// ```
    pub fn integrity(&self) -> String {
        format!("sha384-{}", STANDARD.encode(Sha384::digest(&self.content)))
    }
}

/// A script of a page: where it is, and what it has to be.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Script {
    /// For `src`, or `href` of a link that loads it in advance.
    pub url: ResourceUrl,
    /// For `integrity`: a browser runs nothing else that it finds there.
    pub integrity: Constant,
}

impl From<&Asset> for Script {
    fn from(asset: &Asset) -> Script {
        let reason = "served by this program";
        Script {
            url: ResourceUrl::reviewed(asset.url(), reason),
            integrity: Constant::reviewed(asset.integrity(), reason),
        }
    }
}
