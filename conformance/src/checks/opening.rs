//! Who may connect.

use crate::check::{Failure, checks, ensure, expect};
use crate::client::Client;
use crate::http;
use crate::site::{Opening, Site};

checks! {
    Each own_origin: "a page of the server connects";
    Each missing_origin: "who says no origin does not connect";
    Each foreign_origin: "a page of another origin does not connect";
    Each foreign_cookie: "the csrf token has to fit the cookie";
    Each forged_csrf: "a csrf token that the server did not make is worth nothing";
    Each other_version: "a client that speaks another version does not connect";
    WebSocket no_upgrade: "a request that is no WebSocket is refused, and not by a failure of the server";
}

async fn opened(site: &Site, opening: &Opening) -> Result<u16, Failure> {
    let opened = Client::open(site, opening).await?;
    Ok(opened.err().unwrap_or(200))
}

async fn opening(site: &Site) -> Result<Opening, Failure> {
    Ok(site.opening(&site.page("/probe/a").await?))
}

async fn own_origin(site: Site) -> Result<(), Failure> {
    site.joined("/probe/a").await?.goes_on().await
}

async fn missing_origin(site: Site) -> Result<(), Failure> {
    let opening = Opening {
        origin: None,
        ..opening(&site).await?
    };
    expect("the status", opened(&site, &opening).await?, 403)
}

async fn foreign_origin(site: Site) -> Result<(), Failure> {
    let own = opening(&site).await?;
    let host = &site.host;
    let foreign = [
        "null".to_owned(),
        "http://evil.example".to_owned(),
        "http://127.0.0.1:1".to_owned(),
        format!("http://{host}.evil.example"),
        format!("http://evil.example/{host}"),
        format!("http://{host}@evil.example"),
        format!("file://{host}"),
        host.clone(),
    ];
    for origin in foreign {
        let opening = Opening {
            origin: Some(origin.clone()),
            ..own.clone()
        };
        expect(&origin, opened(&site, &opening).await?, 403)?;
    }
    Ok(())
}

async fn foreign_cookie(site: Site) -> Result<(), Failure> {
    let (own, other) = (opening(&site).await?, opening(&site).await?);
    for cookie in ["", "a=b", other.cookie.as_str()] {
        let opening = Opening {
            cookie: cookie.to_owned(),
            ..own.clone()
        };
        expect("the status", opened(&site, &opening).await?, 403)?;
    }
    Ok(())
}

async fn forged_csrf(site: Site) -> Result<(), Failure> {
    let own = opening(&site).await?;
    let mut changed = own.csrf.clone();
    let first = changed.remove(0);
    changed.insert(0, if first == 'A' { 'B' } else { 'A' });
    let shorter = &own.csrf[1..];
    for csrf in ["", "x", shorter, &changed, &format!("{}A", own.csrf)] {
        let opening = Opening {
            csrf: csrf.to_owned(),
            ..own.clone()
        };
        expect(csrf, opened(&site, &opening).await?, 403)?;
    }
    Ok(())
}

async fn other_version(site: Site) -> Result<(), Failure> {
    let own = opening(&site).await?;
    for version in ["", "1.0.0", "3.0.0"] {
        let opening = Opening {
            version,
            ..own.clone()
        };
        expect(version, opened(&site, &opening).await?, 400)?;
    }
    Ok(())
}

async fn no_upgrade(site: Site) -> Result<(), Failure> {
    let Opening {
        cookie,
        csrf,
        origin,
        ..
    } = opening(&site).await?;
    let path = format!("/live/websocket?_csrf_token={csrf}&vsn=2.0.0");
    let origin = origin.unwrap_or_default();
    let headers = [("origin", origin.as_str()), ("cookie", cookie.as_str())];
    for method in ["GET", "POST", "DELETE"] {
        let response = http::request(&site.host, method, &path, &headers, b"").await?;
        ensure((400..500).contains(&response.status), || {
            format!(
                "{method}: found the status {}, expected 4xx",
                response.status
            )
        })?;
    }
    Ok(())
}
