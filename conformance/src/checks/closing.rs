//! How connections end.

use crate::check::{Failure, checks, ensure, expect};
use crate::client::{Client, Wire};
use crate::site::Site;
use crate::views::limits;
use serde_json::json;
use std::time::{Duration, Instant};
use tokio_tungstenite::tungstenite::Message;

checks! {
    Each silence: "who says nothing for too long is closed, code 1000, however the connection looks";
    Each heartbeats_hold: "who sends heartbeats is not";
    WebSocket goodbye: "a close is answered by a close";
    Each vanished: "a client that vanishes in the middle of a frame harms nobody";
    End drain: "a server that ends tells its clients, code 1001, and takes no more";
}

async fn silence(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let start = Instant::now();
    let code = client.closed().await?;
    expect("the code", code, Some(1000))?;
    let idle = limits().idle;
    ensure(start.elapsed() + Duration::from_millis(100) >= idle, || {
        format!("it closed after {:?}, expected {idle:?}", start.elapsed())
    })
}

async fn heartbeats_hold(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let start = Instant::now();
    while start.elapsed() < limits().idle * 5 / 4 {
        client
            .send(&json!([null, "9", "phoenix", "heartbeat", {}]))
            .await?;
        client.reply("9").await?;
        tokio::time::sleep(limits().idle / 4).await;
    }
    client.goes_on().await
}

async fn goodbye(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    client.send_message(Message::Close(None)).await?;
    client.closed().await.map(drop)
}

async fn vanished(site: Site) -> Result<(), Failure> {
    let mut other = site.joined("/probe/other").await?;
    for _ in 0..5 {
        let mut client = site.joined("/probe/a").await?;
        // The beginning of a frame whose rest never comes.
        let half = client.half_a_frame();
        let _ = tokio::time::timeout(Duration::from_millis(200), half).await;
        drop(client);
    }
    other.goes_on().await
}

async fn drain(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    client.join_ok(&page).await?;
    let mut others = vec![site.joined("/probe/b").await?];
    let stream = Site {
        wire: Wire::Stream,
        ..site.clone()
    };
    if let Ok(other) = stream.joined("/probe/c").await {
        others.push(other);
    }
    let reply = client.event("drain", json!({})).await?;
    if reply["response"]["reply"] == json!(false) {
        return Ok(());
    }
    for client in others.iter_mut().chain([&mut client]) {
        expect("the code", client.closed().await?, Some(1001))?;
    }
    match Client::open(&site, &site.opening(&page)).await {
        Ok(Ok(_)) => Err("a client was let in afterwards".to_owned()),
        Ok(Err(status)) => expect("the status", status, 503),
        // It is gone already.
        Err(_) => Ok(()),
    }
}
