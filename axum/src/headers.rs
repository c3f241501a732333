//! Headers of what is served, and the origin of who connects.

use crate::asset::Asset;
use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LINK, ORIGIN,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use axum::response::IntoResponse;
use std::sync::Arc;

/// For what changes its address with its content.
const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// A page.
pub(crate) fn of_page(html: String, policy: HeaderValue) -> Response<Body> {
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, [(CONTENT_SECURITY_POLICY, policy)], html).into_response()
}

/// A file whose address changes with its content.
pub(crate) fn of_asset(asset: &Asset) -> Response<Body> {
    let headers = [
        (CACHE_CONTROL, IMMUTABLE),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    let content_type = match asset.content_type.split_once('/') {
        Some(("text", _)) if !asset.content_type.contains(';') => {
            format!("{}; charset=utf-8", asset.content_type)
        }
        _ => asset.content_type.to_owned(),
    };
    (
        headers,
        [(CONTENT_TYPE, content_type)],
        asset.content.clone(),
    )
        .into_response()
}

/// Shapes, whose name changes with them.
pub(crate) fn of_shapes(shapes: Option<Arc<str>>) -> Response<Body> {
    let Some(shapes) = shapes else {
        return of_refusal(StatusCode::NOT_FOUND, "no such shapes any more");
    };
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CACHE_CONTROL, IMMUTABLE),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, shapes.to_string()).into_response()
}

/// Asks the browser to load the shapes of a page along with it.
pub(crate) fn preload_shapes(response: &mut Response<Body>, path: &str, name: &str) {
    let link = format!("<{path}{name}>; rel=preload; as=fetch; crossorigin");
    if let Ok(link) = HeaderValue::try_from(link) {
        response.headers_mut().append(LINK, link);
    }
}

/// A stream of events, which nobody between is to keep, to change or to hold back.
pub(crate) fn of_events(body: Body) -> Response<Body> {
    let headers = [
        (CONTENT_TYPE, "text/event-stream"),
        (CACHE_CONTROL, "no-store, no-transform"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("x-accel-buffering"), "no"),
    ];
    (headers, body).into_response()
}

/// A refusal.
pub(crate) fn of_refusal(status: StatusCode, text: &'static str) -> Response<Body> {
    (status, text).into_response()
}

/// Whether a page of this server, or of an origin that is allowed, wants to connect. Browsers send
/// cookies along from any page, so a missing or foreign origin is refused.
pub(crate) fn is_own_origin(headers: &HeaderMap, allowed: &[String]) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(ORIGIN) else {
        return false;
    };
    let own = || {
        let (scheme, host) = origin.split_once("://")?;
        Some(matches!(scheme, "http" | "https") && host.eq_ignore_ascii_case(text(HOST)?))
    };
    allowed
        .iter()
        .any(|allowed| allowed.eq_ignore_ascii_case(origin))
        || own() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(origin: Option<&str>, host: Option<&str>, expected: bool) {
        let mut headers = HeaderMap::new();
        for (name, value) in [(ORIGIN, origin), (HOST, host)] {
            if let Some(value) = value {
                headers.insert(name, value.parse().unwrap());
            }
        }
        let allowed = ["https://www.example.com".to_owned()];
        assert_eq!(is_own_origin(&headers, &allowed), expected, "{headers:?}");
    }

    #[test]
    fn origins() {
        check(Some("http://localhost:4000"), Some("localhost:4000"), true);
        check(Some("https://Example.com"), Some("example.com"), true);
        check(Some("https://www.example.com"), Some("inner:80"), true);
        check(Some("http://localhost:4001"), Some("localhost:4000"), false);
        check(
            Some("https://example.com.evil.com"),
            Some("example.com"),
            false,
        );
        check(Some("file://localhost"), Some("localhost"), false);
        check(Some("null"), Some("null"), false);
        check(Some("localhost:4000"), Some("localhost:4000"), false);
        check(Some("http://localhost"), None, false);
        check(None, Some("localhost"), false);
        check(None, None, false);
    }
}
