//! The first page of a view, and pages without one.

use crate::app::Shared;
use crate::layout::{Layout, Page};
use crate::{clock, cookie, headers, observe, policy};
use axum::body::Body;
use axum::extract::{RawPathParams, Request};
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, Response, StatusCode};
use slotwise::session::{NoPage, PageRequest};
use slotwise::{Nonce, View};
use std::panic::{AssertUnwindSafe, catch_unwind};

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
    let flash = cookie::flash(&parts.headers);
    let page_request = PageRequest {
        location: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        path: params.iter().collect(),
        session: (settings.session)(&parts),
        flash: flash.map(str::to_owned),
        random,
    };
    let made = observe::timed("page", || {
        shared.endpoint.first_page(name, page_request, clock::now())
    });
    let content = match made {
        Ok(content) => content,
        Err(no_page) => return instead(no_page, settings.https),
    };
    let known_id = cookie::id(&parts.headers);
    let page = Page {
        route: name.to_owned(),
        title: content.title().unwrap_or(&settings.title).to_owned(),
        lang: settings.lang.clone(),
        csrf: shared
            .endpoint
            .secret()
            .csrf_token(known_id.unwrap_or(&new_id)),
        stylesheets: settings.stylesheets.clone(),
        scripts: settings.scripts.clone(),
        imports: settings.imports.clone(),
        nonce,
        content,
    };
    let html = catch_unwind(AssertUnwindSafe(|| shared.layout.render(&page).to_html()));
    let Ok(html) = html else {
        return instead(NoPage::Crashed, settings.https);
    };
    let mut response = headers::of_page(html, policy);
    if let Some(name) = page.content.shapes() {
        headers::preload_shapes(&mut response, &settings.shapes_path, name);
    }
    if known_id.is_none() {
        set_cookie(&mut response, cookie::set(&new_id, settings.https));
    }
    if flash.is_some() {
        set_cookie(&mut response, cookie::delete_flash());
    }
    response
}

/// What is answered where there is no page.
fn instead(no_page: NoPage, https: bool) -> Response<Body> {
    let (status, text) = match no_page {
        NoPage::Redirect { to, flash } => return redirect(&to, flash, https),
        NoPage::UnknownView => (StatusCode::NOT_FOUND, "no such view"),
        NoPage::Refused => (StatusCode::FORBIDDEN, "not allowed"),
        _ => (StatusCode::INTERNAL_SERVER_ERROR, "the page crashed"),
    };
    headers::of_refusal(status, text)
}

fn redirect(to: &str, flash: Option<String>, https: bool) -> Response<Body> {
    let Ok(location) = HeaderValue::try_from(to) else {
        return headers::of_refusal(StatusCode::INTERNAL_SERVER_ERROR, "no such address");
    };
    let mut response = headers::of_refusal(StatusCode::FOUND, "");
    response.headers_mut().insert(LOCATION, location);
    if let Some(flash) = flash {
        set_cookie(&mut response, cookie::set_flash(&flash, https));
    }
    response
}

fn set_cookie(response: &mut Response<Body>, cookie: String) {
    if let Ok(value) = HeaderValue::try_from(cookie) {
        response.headers_mut().append(SET_COOKIE, value);
    }
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
