//! First pages, and the files that go with them.

use crate::check::{Failure, checks, ensure, expect};
use crate::http::{self, Response};
use crate::site::Site;
use serde_json::json;

checks! {
    Http page: "a first page is HTML with a view, a token and a csrf token";
    Http page_is_not_kept: "no cache keeps a first page, and its type is not guessed";
    Http page_has_a_policy: "the policy of a page has a fresh nonce, which all its scripts have, and lets nothing else run";
    Http page_sets_a_cookie: "a browser that is new gets a cookie that scripts cannot read and other sites do not send";
    Http page_keeps_the_cookie: "a browser that has a cookie keeps it, and the csrf token fits it";
    Http pages_differ: "two pages have different ids, tokens and cookies";
    Http page_escapes: "what stands in the address does not become markup";
    Http head: "HEAD answers as GET does, without a body";
    Http wrong_method: "other methods than GET and HEAD are not allowed on a page";
    Http unknown_page: "an address of no view is not found";
    Http encoding: "a body is as its content-encoding says, and varies by what is accepted if there is one";
    WebSocket shapes: "the shapes that an outline speaks of are a file that never changes";
    Http unknown_shapes: "shapes that nobody knows are not found, and that is not kept";
}

async fn get(site: &Site, path: &str) -> Result<Response, Failure> {
    let response = site.get(path, &[]).await?;
    expect("the status", response.status, 200)?;
    Ok(response)
}

fn holds(response: &Response, name: &str, part: &str) -> Result<(), Failure> {
    let found = response.header(name);
    ensure(found.is_some_and(|found| found.contains(part)), || {
        format!("the header {name}: found {found:?}, expected `{part}` in it")
    })
}

async fn page(site: Site) -> Result<(), Failure> {
    let response = get(&site, "/probe/a").await?;
    holds(&response, "content-type", "text/html; charset=utf-8")?;
    let body = response.body.to_ascii_lowercase();
    ensure(body.starts_with("<!doctype html>"), || {
        "found no doctype at the start".to_owned()
    })?;
    ensure(body.contains("data-phx-main"), || {
        "found no element with `data-phx-main`".to_owned()
    })?;
    site.page("/probe/a").await.map(drop)
}

async fn page_is_not_kept(site: Site) -> Result<(), Failure> {
    let response = get(&site, "/probe/a").await?;
    holds(&response, "cache-control", "no-store")?;
    holds(&response, "x-content-type-options", "nosniff")
}

/// The nonce in the policy of a page.
fn nonce(response: &Response) -> Result<String, Failure> {
    let policy = response
        .header("content-security-policy")
        .unwrap_or_default();
    let nonce = policy
        .split('\'')
        .find_map(|part| part.strip_prefix("nonce-"));
    let nonce = nonce.ok_or_else(|| format!("found no nonce in the policy {policy:?}"))?;
    Ok(nonce.to_owned())
}

async fn page_has_a_policy(site: Site) -> Result<(), Failure> {
    let response = get(&site, "/probe/a").await?;
    for part in [
        "default-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ] {
        holds(&response, "content-security-policy", part)?;
    }
    let policy = response
        .header("content-security-policy")
        .unwrap_or_default();
    for part in ["unsafe-inline", "unsafe-eval", "script-src *"] {
        ensure(!policy.contains(part), || {
            format!("found `{part}` in the policy")
        })?;
    }
    let nonce_of_this = nonce(&response)?;
    ensure(nonce_of_this.len() >= 22, || {
        format!("found the nonce {nonce_of_this:?}, expected 128 bits")
    })?;
    let with = format!(" nonce=\"{nonce_of_this}\"");
    for script in response.body.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap_or_default();
        ensure(tag.contains(&with), || {
            format!("found `<script{tag}>` without the nonce")
        })?;
    }
    let other = nonce(&get(&site, "/probe/a").await?)?;
    ensure(other != nonce_of_this, || {
        "found the same nonce twice".to_owned()
    })
}

async fn page_sets_a_cookie(site: Site) -> Result<(), Failure> {
    let response = get(&site, "/probe/a").await?;
    let cookie = response.header("set-cookie").unwrap_or_default();
    let value = cookie
        .split(';')
        .next()
        .and_then(|pair| pair.split_once('='));
    let length = value.map_or(0, |(_, value)| value.len());
    ensure(length >= 22, || {
        format!("found the cookie {cookie:?}, expected 128 bits")
    })?;
    let cookie = cookie.to_ascii_lowercase();
    for flag in ["httponly", "path=/"] {
        ensure(cookie.contains(flag), || {
            format!("found {cookie:?}, expected `{flag}`")
        })?;
    }
    ensure(
        cookie.contains("samesite=lax") || cookie.contains("samesite=strict"),
        || format!("found {cookie:?}, expected `SameSite=Lax` or `Strict`"),
    )
}

async fn page_keeps_the_cookie(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let response = site.get("/probe/a", &[("cookie", &page.cookie)]).await?;
    let name = page.cookie.split('=').next().unwrap_or_default().to_owned();
    ensure(
        !response.all("set-cookie").any(|set| set.starts_with(&name)),
        || "found a new cookie in place of the known one".to_owned(),
    )?;
    let again = site.page_for("/probe/a", &page.cookie).await?;
    site.connect(&again).await.map(drop)
}

async fn pages_differ(site: Site) -> Result<(), Failure> {
    let (one, other) = (site.page("/probe/a").await?, site.page("/probe/a").await?);
    let same = [
        ("id", one.id == other.id),
        ("token", one.token == other.token),
        ("cookie", one.cookie == other.cookie),
        ("csrf token", one.csrf == other.csrf),
    ];
    for (what, same) in same {
        ensure(!same, || format!("two pages have the same {what}"))?;
    }
    Ok(())
}

async fn page_escapes(site: Site) -> Result<(), Failure> {
    let path = "/probe/%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%22%27%26";
    let response = get(&site, path).await?;
    ensure(!response.body.contains("<img"), || {
        "found `<img` in the page".to_owned()
    })?;
    ensure(response.body.contains("&lt;img"), || {
        "found no `&lt;img` in the page, expected what stands in the address".to_owned()
    })
}

async fn head(site: Site) -> Result<(), Failure> {
    let response = http::request(&site.host, "HEAD", "/probe/a", &[], b"").await?;
    expect("the status", response.status, 200)?;
    holds(&response, "content-type", "text/html")?;
    holds(&response, "cache-control", "no-store")?;
    expect("the body", response.body.as_str(), "")
}

async fn wrong_method(site: Site) -> Result<(), Failure> {
    for method in ["POST", "PUT", "DELETE", "PATCH"] {
        let response = http::request(&site.host, method, "/probe/a", &[], b"").await?;
        expect(method, response.status, 405)?;
    }
    Ok(())
}

async fn unknown_page(site: Site) -> Result<(), Failure> {
    for path in ["/probe", "/probe/a/b", "/nowhere", "/probe/%ff/..%2f"] {
        let status = site.get(path, &[]).await?.status;
        ensure((400..500).contains(&status), || {
            format!("{path}: found the status {status}, expected 404")
        })?;
    }
    Ok(())
}

async fn encoding(site: Site) -> Result<(), Failure> {
    let plain = get(&site, "/probe/a").await?;
    expect(
        "without accept-encoding",
        plain.header("content-encoding"),
        None::<&str>,
    )?;
    let accepted = [("accept-encoding", "gzip, br, zstd")];
    let response = site.get("/probe/a", &accepted).await?;
    match response.header("content-encoding") {
        None => ensure(response.body.contains("data-phx-main"), || {
            "found a body that is no page, and no content-encoding".to_owned()
        }),
        Some(encoding) => {
            ensure(accepted[0].1.contains(encoding), || {
                format!("found the encoding {encoding}, which was not accepted")
            })?;
            holds(&response, "vary", "accept-encoding")
        }
    }
}

async fn shapes(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    let reply = client.join_with(&page, json!({"served": true})).await?;
    let response = &reply["response"];
    ensure(response["outline"].is_array(), || {
        format!("found {reply}, expected an outline for who was served the page")
    })?;
    let name = response["shapes"].as_str().unwrap_or_default();
    let file = get(&site, &format!("/live/shapes/{name}")).await?;
    holds(&file, "content-type", "application/json")?;
    holds(&file, "cache-control", "immutable")?;
    let shapes: Result<serde_json::Value, _> = serde_json::from_str(&file.body);
    ensure(shapes.is_ok_and(|shapes| shapes.is_object()), || {
        format!("found {:?}, expected an object of shapes", file.body)
    })
}

async fn unknown_shapes(site: Site) -> Result<(), Failure> {
    let response = site.get("/live/shapes/AAAAAAAAAAAAAAAAAAAAAA", &[]).await?;
    expect("the status", response.status, 404)?;
    let kept = response.header("cache-control").unwrap_or_default();
    ensure(!kept.contains("immutable"), || {
        format!("found cache-control: {kept}, expected that it is not kept")
    })
}
