//! Who may connect, and who that is: the same for each way to connect.

use crate::app::Settings;
use crate::{cookie, headers};
use axum::extract::ConnectInfo;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use slotwise::session::{Admission, Endpoint, Params, Peer, Reason};
use std::net::{IpAddr, SocketAddr};

/// What a request is answered that may not connect.
pub(crate) type Refusal = (StatusCode, &'static str);

/// Whom a request comes from that wants one more connection, if it may have that.
pub(crate) fn connect(
    endpoint: &Endpoint,
    settings: &Settings,
    parts: &Parts,
) -> Result<(Peer, Admission), Refusal> {
    let peer = admit(endpoint, settings, parts)?;
    let admission = endpoint.admit(&peer);
    let refused = |reason: Reason| (StatusCode::TOO_MANY_REQUESTS, reason.as_str());
    Ok((peer, admission.map_err(refused)?))
}

/// Whom a request comes from, if it may ask for anything.
pub(crate) fn admit(
    endpoint: &Endpoint,
    settings: &Settings,
    parts: &Parts,
) -> Result<Peer, Refusal> {
    if !headers::is_own_origin(&parts.headers, &settings.origins) {
        let text = "the origin is missing or foreign";
        return Err((StatusCode::FORBIDDEN, text));
    }
    let query = Params::from_query(parts.uri.query().unwrap_or_default());
    let id = cookie::id(&parts.headers).filter(|id| {
        let csrf = query.get("_csrf_token");
        csrf.is_some_and(|csrf| endpoint.secret().is_csrf_token(id, csrf))
    });
    let Some(id) = id else {
        let text = "the csrf token does not fit the cookie";
        return Err((StatusCode::FORBIDDEN, text));
    };
    if query.get("vsn") != Some("2.0.0") {
        return Err((StatusCode::BAD_REQUEST, "only `vsn=2.0.0` is spoken here"));
    }
    if settings.shutdown.is_begun() {
        return Err((StatusCode::SERVICE_UNAVAILABLE, "the server ends"));
    }
    Ok(Peer {
        address: address(settings, parts),
        browser: Some(id.into()),
    })
}

/// The address of the client, if it is known.
fn address(settings: &Settings, parts: &Parts) -> Option<IpAddr> {
    match &settings.address_header {
        Some(name) => forwarded(parts.headers.get_all(name).into_iter().next_back()?),
        None => {
            let info = parts.extensions.get::<ConnectInfo<SocketAddr>>();
            info.map(|ConnectInfo(address)| address.ip())
        }
    }
}

/// The last address of a list, with a port or without.
fn forwarded(value: &HeaderValue) -> Option<IpAddr> {
    let last = value.to_str().ok()?.rsplit(',').next()?.trim();
    let with_port = || last.parse().ok().map(|address: SocketAddr| address.ip());
    last.parse().ok().or_else(with_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &'static str, expected: Option<&str>) {
        let expected = expected.map(|address| address.parse().unwrap());
        assert_eq!(forwarded(&HeaderValue::from_static(header)), expected);
    }

    #[test]
    fn the_last_address_counts() {
        check("192.0.2.1", Some("192.0.2.1"));
        check("10.0.0.1, 192.0.2.1", Some("192.0.2.1"));
        check("192.0.2.1:4000", Some("192.0.2.1"));
        check("2001:db8::1", Some("2001:db8::1"));
        check("[2001:db8::1]:4000", Some("2001:db8::1"));
        check("unknown", None);
        check("192.0.2.1,", None);
        check("", None);
    }
}
