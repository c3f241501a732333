//! The first page of a view.

use crate::app::Shared;
use crate::layout::{Layout, Page};
use crate::{clock, cookie, headers};
use axum::body::Body;
use axum::extract::{RawPathParams, Request};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, Response, StatusCode};
use slotwise::View;
use slotwise::session::PageRequest;

/// Mounts the view called `name`, unconnected, and puts it into the layout.
pub(crate) fn serve<L: Layout>(
    shared: &Shared<L>,
    name: &str,
    params: &RawPathParams,
    request: Request,
) -> Response<Body> {
    let (Ok(random), Ok(new_id)) = (clock::random(), cookie::new_id()) else {
        return headers::of_refusal(StatusCode::INTERNAL_SERVER_ERROR, "no random bytes");
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
        content,
    };
    let mut response = headers::of_page(
        shared.layout.render(&page).to_html(),
        settings.policy.clone(),
    );
    if known_id.is_none()
        && let Ok(value) = HeaderValue::try_from(cookie::set(&new_id, settings.https))
    {
        response.headers_mut().insert(SET_COOKIE, value);
    }
    response
}
