//! The Content-Security-Policy of a page, and the nonce that goes with it.
//!
//! ```text
//! "script-src 'nonce-{nonce}'"  ── fresh ──>  header  script-src 'nonce-5f1c..'
//!                                             Nonce   for <script nonce={..}>
//! ```

use crate::clock::{hex, random};
use axum::http::HeaderValue;
use slotwise::Nonce;

/// Only scripts that the page's own template names, and what these import; styles from files of this origin
/// only; and no string ever becomes markup or code.
pub(crate) const STRICT: &str = "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; \
    style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; require-trusted-types-for 'script'; \
    trusted-types 'none'; base-uri 'none'; frame-ancestors 'none'";

/// What stands for the nonce in a policy.
const PLACE: &str = "{nonce}";

/// A nonce for one response and its policy; `None` if the operating system has no random bytes to give.
pub(crate) fn fresh(policy: &str) -> Option<(Nonce, HeaderValue)> {
    let text = hex(&random::<16>().ok()?);
    let header = HeaderValue::try_from(policy.replace(PLACE, &text)).ok()?;
    Some((Nonce::new(&text).ok()?, header))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_response_has_a_nonce_of_its_own() {
        let (one, header) = fresh(STRICT).unwrap();
        let (other, _) = fresh(STRICT).unwrap();
        assert_ne!(one, other);
        let header = header.to_str().unwrap();
        let nonce = header
            .split('\'')
            .find_map(|part| part.strip_prefix("nonce-"));
        let nonce = nonce.unwrap();
        assert_eq!((nonce.len(), Nonce::new(nonce)), (32, Ok(one)));
        assert!(!header.contains(PLACE));
    }
}
