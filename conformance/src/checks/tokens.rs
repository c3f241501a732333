//! Who may join.

use crate::check::{Failure, Problem, checks, expect};
use crate::client::expect_ok;
use crate::random::Random;
use crate::site::{Page, Site};
use crate::views::{Probe, SECRET};
use slotwise::session::{Endpoint, PageRequest, Secret};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

checks! {
    Each forged_token: "a token that was changed anywhere is worth nothing";
    Each expired_token: "a token that is too old is worth nothing";
    Each token_elsewhere: "the token of one page does not join another";
    Each token_again: "a page that connects again joins with the token that it has";
    Each foreign_token: "a token that another server signed is worth nothing";
    Each token_of_no_view: "a token of a view that is not served is worth nothing";
    Each no_token: "a join without a token is malformed, and the connection goes on";
}

const UNAUTHORIZED: &str = "unauthorized";

async fn forged_token(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    let mut random = Random::new(1);
    for _ in 0..24 {
        let at = random.below(page.token.len());
        let other = if &page.token[at..=at] == "A" {
            "B"
        } else {
            "A"
        };
        let mut token = page.token.clone();
        // The last letter of each half has bits that say nothing.
        if at + 1 == token.len() || &token[at..=at] == "." || &token[at + 1..at + 2] == "." {
            token.truncate(at);
        } else {
            token.replace_range(at..=at, other);
        }
        let forged = Page {
            token,
            ..page.clone()
        };
        client.join_refused(&forged, UNAUTHORIZED).await?;
    }
    for token in ["", ".", "a.b", "\u{0}", "é"] {
        let token = token.to_owned();
        let forged = Page {
            token,
            ..page.clone()
        };
        client.join_refused(&forged, UNAUTHORIZED).await?;
    }
    client.join_ok(&page).await.map(drop)
}

/// The page of a server that signs with a secret, as old as this, with its view under a name.
fn signed(page: &Page, secret: &[u8], age: Duration, name: &str) -> Result<Page, Failure> {
    let secret = Secret::new(secret).problem("the secret")?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = now.problem("the clock")?.saturating_sub(age);
    let request = PageRequest {
        location: "/probe/a".to_owned(),
        path: [("id", "a")].into_iter().collect(),
        random: [7; 12],
        ..PageRequest::default()
    };
    let endpoint = Endpoint::new(secret).with_view::<Probe>(name);
    let made = endpoint.first_page(name, request, now);
    let made = made.map_err(|no_page| format!("no page was made: {no_page:?}"))?;
    Ok(Page {
        id: made.id().to_owned(),
        token: made.token().to_owned(),
        ..page.clone()
    })
}

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn expired_token(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    let sign = |age| signed(&page, &SECRET, age, "/probe/{id}");
    client.join_refused(&sign(DAY * 15)?, UNAUTHORIZED).await?;
    client.join_ok(&sign(DAY * 13)?).await.map(drop)
}

async fn token_elsewhere(site: Site) -> Result<(), Failure> {
    let (page, other) = (site.page("/probe/a").await?, site.page("/probe/b").await?);
    let mut client = site.connect(&page).await?;
    let replayed = Page {
        token: other.token,
        ..page.clone()
    };
    client.join_refused(&replayed, UNAUTHORIZED).await
}

async fn token_again(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    for _ in 0..3 {
        let mut client = site.connect(&page).await?;
        client.join_ok(&page).await?;
        let reply = client
            .event("add", serde_json::json!({"text": "x"}))
            .await?;
        expect(
            "a view that is new",
            &reply["response"]["reply"],
            &serde_json::json!(1),
        )?;
    }
    Ok(())
}

async fn foreign_token(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    let foreign = signed(&page, &[7; 32], Duration::ZERO, "/probe/{id}")?;
    client.join_refused(&foreign, UNAUTHORIZED).await
}

async fn token_of_no_view(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    let unknown = signed(&page, &SECRET, Duration::ZERO, "/not-served/{id}")?;
    client.join_refused(&unknown, UNAUTHORIZED).await
}

async fn no_token(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    for session in [
        serde_json::json!(null),
        serde_json::json!(7),
        serde_json::json!([]),
    ] {
        let more = serde_json::json!({"session": session});
        let reply = client.join_with(&page, more).await?;
        crate::client::expect_refused(&reply, "malformed")?;
    }
    expect_ok(&client.join(&page).await?)
}
