//! Who asks for too much, and who does not read.

use crate::check::{Failure, PATIENCE, checks, ensure, expect};
use crate::client::{Client, event, expect_ok};
use crate::site::Site;
use crate::views::limits;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

checks! {
    Each flood_of_events: "events that come too fast are refused, those before and after are not";
    Each flood_of_joins: "joins of an address that come too fast are refused, those of others are not";
    Each connections_of_an_address: "the connections of an address are bounded, and each that ends makes room";
    Each sessions_of_a_connection: "the sessions of a connection are bounded";
    Each sessions_of_a_browser: "the sessions of a cookie are bounded over all its connections";
    Each slow_reader: "a client that does not read is closed, and nobody else waits for it";
}

/// How many were taken, and how many were refused for a reason.
#[derive(Default)]
struct Tally {
    taken: usize,
    refused: usize,
}

impl Tally {
    fn count(&mut self, reply: &Value, reason: &str) -> Result<(), Failure> {
        match reply["response"]["reason"].as_str() {
            None => {
                self.taken += 1;
                expect_ok(reply)
            }
            Some(found) => {
                self.refused += 1;
                expect("the reason", found, reason)
            }
        }
    }

    /// Whether as many were taken as may be in a time.
    fn check(&self, burst: u32, per_second: u32, time: Duration) -> Result<(), Failure> {
        let (least, rate) = (burst as usize, f64::from(per_second));
        let most = least + (time.as_secs_f64() * rate) as usize + 1;
        ensure((least..=most).contains(&self.taken), || {
            format!("{} were taken, expected {least} to {most}", self.taken)
        })?;
        ensure(self.refused > 0, || "none was refused".to_owned())
    }
}

async fn flood_of_events(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let start = Instant::now();
    let mut frames = Vec::new();
    for _ in 0..1_000 {
        let reference = client.next_ref();
        let payload = event("any", json!({}));
        let frame = json!([client.join_ref, reference, client.topic, "event", payload]);
        frames.push((reference, frame.to_string()));
    }
    let mut tally = Tally::default();
    // So few at a time that neither side has to wait for the other to read.
    for chunk in frames.chunks(50) {
        let texts: Vec<&str> = chunk.iter().map(|(_, text)| text.as_str()).collect();
        client.send_many(&texts).await?;
        for (reference, _) in chunk {
            tally.count(&client.reply(reference).await?, "too many events")?;
        }
    }
    tally.check(
        limits().event_burst,
        limits().events_per_second,
        start.elapsed(),
    )?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    client.goes_on().await
}

async fn flood_of_joins(site: Site) -> Result<(), Failure> {
    let start = Instant::now();
    let mut tally = Tally::default();
    for _ in 0..5 {
        let page = site.page("/probe/a").await?;
        let mut client = site.connect(&page).await?;
        for _ in 0..40 {
            tally.count(&client.join(&page).await?, "too many joins")?;
        }
    }
    tally.check(
        limits().join_burst,
        limits().joins_per_second,
        start.elapsed(),
    )?;
    let elsewhere = Site {
        address: format!("{}.1", site.address.replace("198.18.", "10.")),
        ..site
    };
    elsewhere.joined("/probe/a").await.map(drop)
}

async fn connections_of_an_address(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut clients = Vec::new();
    for _ in 0..limits().connections_per_address {
        clients.push(site.connect(&page).await?);
    }
    let refused = Client::open(&site, &site.opening(&page)).await?;
    expect("the status of one more", refused.err(), Some(429))?;
    unhurried(&site, 1).connect(&page).await?;
    drop(clients);
    let start = Instant::now();
    while let Err(failure) = site.connect(&page).await {
        ensure(start.elapsed() < PATIENCE, || failure)?;
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

/// A site whose joins nothing else limits.
fn unhurried(site: &Site, number: usize) -> Site {
    Site {
        address: format!("{}.{number}", site.address.replace("198.18.", "10.")),
        ..site.clone()
    }
}

async fn sessions_of_a_connection(site: Site) -> Result<(), Failure> {
    let first = site.page("/probe/a").await?;
    let mut client = site.connect(&first).await?;
    client.join_ok(&first).await?;
    for _ in 1..limits().sessions {
        let page = site.page_for("/probe/a", &first.cookie).await?;
        client.join_ok(&page).await?;
    }
    let page = site.page_for("/probe/a", &first.cookie).await?;
    client.join_refused(&page, "too many sessions").await?;
    // Instead of one that is there one may come.
    client.join_ok(&first).await.map(drop)
}

async fn sessions_of_a_browser(site: Site) -> Result<(), Failure> {
    let first = site.page("/probe/a").await?;
    let mut clients = Vec::new();
    for number in 0..limits().sessions_per_browser {
        let page = site.page_for("/probe/a", &first.cookie).await?;
        let mut client = unhurried(&site, number % 5).connect(&page).await?;
        client.join_ok(&page).await?;
        clients.push(client);
    }
    let page = site.page_for("/probe/a", &first.cookie).await?;
    let mut client = unhurried(&site, 5).connect(&page).await?;
    client.join_refused(&page, "too many sessions").await?;
    let other = unhurried(&site, 6).joined("/probe/a").await;
    other.map_err(|failure| format!("another browser: {failure}"))?;
    if let Some(mut last) = clients.pop() {
        expect_ok(&last.ask("phx_leave", json!({})).await?)?;
    }
    client.join_ok(&page).await.map(drop)
}

async fn slow_reader(site: Site) -> Result<(), Failure> {
    let id = format!("deaf-{}", site.address);
    let mut deaf = site.joined(&format!("/probe/{id}")).await?;
    let mut other = site.joined("/probe/other").await?;
    // Each is answered by a million bytes, so that all are more than the buffers of both ends hold.
    let mut frames = Vec::new();
    for _ in 0..40 {
        let payload = event("fill", json!({"bytes": "1000000"}));
        let reference = deaf.next_ref();
        let frame = json!([deaf.join_ref, reference, deaf.topic, "event", payload]);
        frames.push(frame.to_string());
    }
    let frames: Vec<&str> = frames.iter().map(String::as_str).collect();
    deaf.send_many(&frames).await?;
    let start = Instant::now();
    loop {
        let reply = other.event("ended", json!({"id": id})).await?;
        expect_ok(&reply)?;
        if reply["response"]["reply"] == json!(true) {
            return other.goes_on().await;
        }
        ensure(start.elapsed() < 3 * PATIENCE, || {
            "it is still connected, long after it stopped reading".to_owned()
        })?;
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}
