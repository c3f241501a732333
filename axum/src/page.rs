//! The first page of a view, and pages without one.

use crate::app::Shared;
use crate::layout::{Layout, Page};
use crate::{clock, cookie, headers, policy};
use axum::body::Body;
use axum::extract::{RawPathParams, Request};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, Response, StatusCode};
use slotwise::session::PageRequest;
use slotwise::{Nonce, View};

/// Mounts the view called `name`, unconnected, and puts it into the layout.
pub(crate) fn serve<L: Layout>(
    shared: &Shared<L>,
    name: &str,
    params: &RawPathParams,
    request: Request,
) -> Response<Body> {
    let fresh = policy::fresh(shared.settings.policy);
    let (Ok(random), Ok(new_id), Some((nonce, policy))) =
        (clock::random(), cookie::new_id(), fresh)
    else {
        return no_random_bytes();
    };
    let (parts, _) = request.into_parts();
    let settings = &shared.settings;
    let page_request = PageRequest {
        query: parts.uri.query().unwrap_or_default().to_owned(),
        path: params.iter().collect(),
        session: (settings.session)(&parts),
        random,
    };
    let Some(content) = shared.endpoint.first_page(name, page_request, clock::now()) else {
        return headers::of_refusal(StatusCode::NOT_FOUND, "no such view");
    };
    let known_id = cookie::id(&parts.headers);
    let page = Page {
        title: settings.title.clone(),
        lang: settings.lang.clone(),
        csrf: shared
            .endpoint
            .secret()
            .csrf_token(known_id.unwrap_or(&new_id)),
        stylesheets: settings.stylesheets.clone(),
        scripts: settings.scripts.clone(),
        nonce,
        content,
    };
    let mut response = headers::of_page(shared.layout.render(&page).to_html(), policy);
    if known_id.is_none()
        && let Ok(value) = HeaderValue::try_from(cookie::set(&new_id, settings.https))
    {
        response.headers_mut().insert(SET_COOKIE, value);
    }
    response
}

/// A page that shows no live view, under the headers of those that do. `html` is given the nonce for its
/// scripts.
///
/// ```
/// use axum::Router;
/// use axum::routing::get;
/// use slotwise::{View, h};
/// use slotwise_axum::page;
///
/// async fn about() -> axum::response::Response {
///     page(|nonce| h! {
///         <!doctype html>
///         <html lang="en">
///             <head><title>About</title><script src="/about.js" nonce={nonce}></script></head>
///             <body><p>"We"</p></body>
///         </html>
///     }.to_html())
/// }
/// let router: Router = Router::new().route("/about", get(about));
/// # let _ = router;
/// ```
pub fn page(html: impl FnOnce(&Nonce) -> String) -> Response<Body> {
    match policy::fresh(policy::STRICT) {
        Some((nonce, policy)) => headers::of_page(html(&nonce), policy),
        None => no_random_bytes(),
    }
}

fn no_random_bytes() -> Response<Body> {
    headers::of_refusal(StatusCode::INTERNAL_SERVER_ERROR, "no random bytes")
}
