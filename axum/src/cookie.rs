//! The cookie: a random id of the browser, to which CSRF tokens belong.

use crate::clock::{hex, random};
use axum::http::HeaderMap;
use axum::http::header::COOKIE;

const NAME: &str = "_slotwise";
const BYTES: usize = 16;

/// The id in the cookie of a request.
pub(crate) fn id(headers: &HeaderMap) -> Option<&str> {
    let lines = headers.get_all(COOKIE).into_iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| *name == NAME && is_id(value))
        .map(|(_, value)| value)
}

fn is_id(text: &str) -> bool {
    text.len() == 2 * BYTES && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

pub(crate) fn new_id() -> Result<String, getrandom::Error> {
    Ok(hex(&random::<BYTES>()?))
}

/// The header that sets the cookie.
pub(crate) fn set(id: &str, https: bool) -> String {
    let secure = if https { "; Secure" } else { "" };
    format!("{NAME}={id}; Path=/; HttpOnly; SameSite=Lax{secure}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, expected: Option<&str>) {
        let mut headers = HeaderMap::new();
        headers.insert(COOKIE, header.parse().unwrap());
        assert_eq!(id(&headers), expected, "{header}");
    }

    #[test]
    fn the_id_is_found() {
        let id = "0123456789abcdef0123456789abcdef";
        check(&format!("a=b; _slotwise={id}; c=d"), Some(id));
        check(&format!("_slotwise=short;_slotwise={id}"), Some(id));
        check(&format!("x_slotwise={id}"), None);
        check("_slotwise=", None);
        check(";;=", None);
    }
}
