//! The cookie: a random id of the browser, to which CSRF tokens belong.

use crate::clock::{hex, random};
use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use slotwise::session::Flash;

const NAME: &str = "_slotwise";
const BYTES: usize = 16;

/// The id in the cookie of a request.
pub(crate) fn id(headers: &HeaderMap) -> Option<&str> {
    values(headers, NAME).find(|value| is_id(value))
}

/// The token of messages that another page has left for this one.
pub(crate) fn flash(headers: &HeaderMap) -> Option<&str> {
    values(headers, Flash::COOKIE).find(|value| !value.is_empty())
}

fn values<'h>(headers: &'h HeaderMap, name: &'static str) -> impl Iterator<Item = &'h str> {
    let lines = headers.get_all(COOKIE).into_iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(move |(known, _)| *known == name)
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

/// The header that leaves a token of messages for the next page. Scripts may read it: the client writes such
/// cookies, too, and nothing in them is secret from who sees the page.
pub(crate) fn set_flash(token: &str, https: bool) -> String {
    let secure = if https { "; Secure" } else { "" };
    format!(
        "{}={token}; Path=/; Max-Age=60; SameSite=Lax{secure}",
        Flash::COOKIE
    )
}

/// The header that takes the messages away.
pub(crate) fn delete_flash() -> String {
    format!("{}=; Path=/; Max-Age=0; SameSite=Lax", Flash::COOKIE)
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
