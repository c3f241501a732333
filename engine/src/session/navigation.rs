//! Where a session goes: addresses of this server, patterns of paths, and leaving for another page.

use super::params::{Params, SessionMap};
use percent_encoding::percent_decode_str;

/// A path with a query, of this server: `/rooms/7?tab=people`. Nothing that a browser reads as another host.
///
/// ```text
/// "/rooms/7"     itself
/// "?tab=people"  with the path of `base`
/// "//evil.com", "/\evil.com", "https://..", "javascript:..", "/a\nb"   None
/// ```
pub(crate) fn local(to: &str, base: &str) -> Option<String> {
    // Browsers drop tabs and line ends before they read an address, and take `\` for `/`.
    if to.chars().any(|c| c.is_control() || c == '\\' || c == ' ') {
        return None;
    }
    match to.as_bytes() {
        [b'?', ..] => Some(format!("{}{to}", split(base).0)),
        [b'/', b'/', ..] => None,
        [b'/', ..] => Some(to.to_owned()),
        _ => None,
    }
}

/// An absolute address by HTTP.
pub(crate) fn external(to: &str) -> Option<String> {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| to.strip_prefix(scheme))?;
    let fine = |c: char| !c.is_control() && c != '\\' && c != ' ';
    (rest.starts_with(|c: char| c.is_alphanumeric() || c == '[') && to.chars().all(fine))
        .then(|| to.to_owned())
}

/// The path and the query of an address as a client sends it, with or without its origin.
pub(crate) fn of_client(url: &str) -> Option<String> {
    let url = url.split('#').next().unwrap_or_default();
    let local_part = match url.split_once("://") {
        Some((scheme, rest)) if !scheme.contains(['/', '?']) => {
            rest.find(['/', '?']).map_or("/", |at| &rest[at..])
        }
        _ => url,
    };
    local(local_part, "/")
}

/// The path and the query, without `?` and fragment.
pub(crate) fn split(uri: &str) -> (&str, &str) {
    let uri = uri.split('#').next().unwrap_or_default();
    uri.split_once('?').unwrap_or((uri, ""))
}

/// The parameters in a path, if it fits a pattern of axum, such as `/rooms/{id}` or `/files/{*path}`.
pub(crate) fn matched(pattern: &str, path: &str) -> Option<Params> {
    let mut params = Params::default();
    let mut rest = path.strip_prefix('/')?;
    let mut parts = pattern.strip_prefix('/')?.split('/').peekable();
    while let Some(part) = parts.next() {
        if let Some(name) = placeholder(part).and_then(|name| name.strip_prefix('*')) {
            let value = decoded(rest)?;
            return (!value.is_empty()).then(|| {
                params.push(name, value);
                params
            });
        }
        let (segment, behind) = match rest.split_once('/') {
            Some((segment, behind)) => (segment, Some(behind)),
            None => (rest, None),
        };
        match placeholder(part) {
            Some(name) => {
                let value = decoded(segment).filter(|value| !value.is_empty())?;
                params.push(name, value);
            }
            None if part == segment => {}
            None => return None,
        }
        match (behind, parts.peek().is_some()) {
            (Some(behind), true) => rest = behind,
            (None, false) => return Some(params),
            _ => return None,
        }
    }
    None
}

/// Patterns that fit the same path are tried in this order: those that begin with more text first.
pub(crate) fn specificity(pattern: &str) -> Vec<u8> {
    let rank = |part: &str| match placeholder(part) {
        None => 0,
        Some(name) if !name.starts_with('*') => 1,
        Some(_) => 2,
    };
    pattern.split('/').map(rank).collect()
}

fn placeholder(part: &str) -> Option<&str> {
    part.strip_prefix('{')?.strip_suffix('}')
}

fn decoded(text: &str) -> Option<String> {
    Some(percent_decode_str(text).decode_utf8().ok()?.into_owned())
}

/// A session leaves its view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Departure {
    pub(crate) to: String,
    pub(crate) how: How,
    pub(crate) flash: SessionMap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// The client loads a page.
    Page,
    /// The client joins another view over the same connection.
    Live(History),
}

/// What becomes of the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum History {
    Push,
    Replace,
}

impl History {
    pub(crate) fn name(self) -> &'static str {
        match self {
            History::Push => "push",
            History::Replace => "replace",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_server() {
        let check = |to: &str, expected: Option<&str>| {
            assert_eq!(local(to, "/here?x=1").as_deref(), expected, "{to:?}");
        };
        for fine in ["/", "/a/b?c=d#e", "/a:b", "/a?to=https://b.com//"] {
            check(fine, Some(fine));
        }
        check("?tab=2", Some("/here?tab=2"));
        for wrong in [
            "",
            "a",
            "//evil.com",
            "/\\evil.com",
            "\\/evil.com",
            "/\t/evil.com",
            "\t//evil.com",
            "/a\nb",
            " //evil.com",
            "https://evil.com",
            "javascript:alert(1)",
        ] {
            check(wrong, None);
        }
        for wrong in [
            "javascript:x",
            "ftp://a",
            "https:///a",
            "http://\\a",
            "https://a b",
            "/a",
        ] {
            assert_eq!(external(wrong), None, "{wrong}");
        }
        assert!(external("https://example.com/a?b").is_some());
    }

    #[test]
    fn what_clients_send() {
        let check = |url: &str, expected: Option<&str>| {
            assert_eq!(of_client(url).as_deref(), expected, "{url}");
        };
        check("http://localhost:4000/a?b=1#c", Some("/a?b=1"));
        check("http://localhost", Some("/"));
        check("http://localhost?a", Some("/?a"));
        check("/a?to=http://b", Some("/a?to=http://b"));
        check("http://localhost//evil.com", None);
        check("x", None);
    }

    #[test]
    fn patterns() {
        let check = |pattern: &str, path: &str, expected: Option<&[(&str, &str)]>| {
            let expected = expected.map(|pairs| pairs.iter().copied().collect::<Params>());
            assert_eq!(matched(pattern, path), expected, "{pattern} {path}");
        };
        check("/", "/", Some(&[]));
        check("/", "/a", None);
        check("/a", "/a", Some(&[]));
        check("/a", "/a/", None);
        check("/a/{id}", "/a/b%20c", Some(&[("id", "b c")]));
        check("/a/{id}", "/a/", None);
        check("/a/{id}", "/a/b/c", None);
        check("/a/{id}/{n}", "/a/b/c", Some(&[("id", "b"), ("n", "c")]));
        check("/f/{*path}", "/f/a/b", Some(&[("path", "a/b")]));
        check("/f/{*path}", "/f/", None);
        check("/a/{id}", "/a/%ff", None);
        check("name", "/name", None);
        let mut patterns = ["/{*x}", "/{id}", "/new", "/{id}/edit"];
        patterns.sort_by_key(|pattern| specificity(pattern));
        assert_eq!(patterns, ["/new", "/{id}", "/{id}/edit", "/{*x}"]);
    }
}
