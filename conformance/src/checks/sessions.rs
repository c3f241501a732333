//! Joined views, and what they answer.

use crate::check::{Failure, checks, ensure, expect};
use crate::client::{event, expect_ok, expect_refused};
use crate::site::Site;
use serde_json::{Value, json};
use std::time::Duration;

checks! {
    Each join: "a join gives the tree of the view";
    Each heartbeat: "a heartbeat is answered, before a join too";
    Each patch: "an event is answered by what it changed";
    Each nothing_changed: "an event that changes nothing is answered by no patch";
    Each unknown_event: "an event that the view lacks is refused, and the session goes on";
    Each wrong_fields: "so are events with missing, ill-typed and unknown fields";
    Each unknown_topic: "frames for a topic that is not joined are refused";
    Each leave: "a session that was left answers no more";
    Each second_join: "a second join of a topic takes the place of the first";
    Each two_views: "two views on one connection keep apart";
    Each unasked: "what changes by itself is sent by itself";
    Each crash: "a view that panics ends alone, and its client is told";
    Each crashes: "a view that panics again and again is not mounted for ever";
}

async fn join(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    let reply = client.join_ok(&page).await?;
    let response = &reply["response"];
    expect("the dialect", &response["dialect"], &json!("native"))?;
    ensure(response["rendered"].is_array(), || {
        format!("found {response}, expected `rendered`")
    })
}

async fn heartbeat(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    for reference in ["1", "2"] {
        client
            .send(&json!([null, reference, "phoenix", "heartbeat", {}]))
            .await?;
        let reply = client.reply(reference).await?;
        expect("the reply", reply, json!({"status": "ok", "response": {}}))?;
    }
    Ok(())
}

async fn patch(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let reply = client.event("add", json!({"text": "tea & <b>"})).await?;
    expect_ok(&reply)?;
    expect(
        "the reply of the view",
        &reply["response"]["reply"],
        &json!(1),
    )?;
    let patch = reply["response"]["diff"].to_string();
    ensure(patch.contains("tea & <b>"), || {
        format!("found the patch {patch}")
    })
}

async fn nothing_changed(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let reply = client.event("any", json!({"a": "b"})).await?;
    expect("the reply", reply, json!({"status": "ok", "response": {}}))
}

async fn unknown_event(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    for name in ["", "unknown", "__proto__", "add ", "Add"] {
        expect_refused(&client.event(name, json!({})).await?, "event")?;
    }
    client.goes_on().await
}

async fn wrong_fields(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    for (name, value) in [
        ("add", json!({})),
        ("add", json!({"text": "x", "more": "y"})),
        ("fill", json!({"bytes": "-1"})),
        ("fill", json!({"bytes": "many"})),
        ("crash", json!({"really": "yes"})),
    ] {
        expect_refused(&client.event(name, value).await?, "event")?;
    }
    client.goes_on().await
}

async fn unknown_topic(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let topic = std::mem::replace(&mut client.topic, "lv:phx-other".to_owned());
    for event in ["event", "phx_leave", "live_patch", "unknown"] {
        expect_refused(&client.ask(event, json!({})).await?, "unmatched topic")?;
    }
    client.topic = topic;
    client.goes_on().await
}

async fn leave(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    expect_ok(&client.ask("phx_leave", json!({})).await?)?;
    let reply = client.event("any", json!({})).await?;
    expect_refused(&reply, "unmatched topic")
}

async fn second_join(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    client.join_ok(&page).await?;
    let first = client.join_ref.clone();
    client.event("add", json!({"text": "x"})).await?;
    client.join_ok(&page).await?;
    let second = std::mem::replace(&mut client.join_ref, first);
    let reply = client.event("any", json!({})).await?;
    expect_refused(&reply, "unmatched topic")?;
    // Nor does a late leave end what came after it.
    expect_ok(&client.ask("phx_leave", json!({})).await?)?;
    client.join_ref = second;
    let reply = client.event("add", json!({"text": "x"})).await?;
    expect(
        "lines of a view that is new",
        &reply["response"]["reply"],
        &json!(1),
    )
}

async fn two_views(site: Site) -> Result<(), Failure> {
    let one = site.page("/probe/one").await?;
    let two = site.page_for("/probe/two", &one.cookie).await?;
    let mut client = site.connect(&one).await?;
    client.join_ok(&one).await?;
    let (first_topic, first_ref) = (client.topic.clone(), client.join_ref.clone());
    client.join_ok(&two).await?;
    for lines in 1..=3 {
        let reply = client.event("add", json!({"text": "x"})).await?;
        expect(
            "lines of the second",
            &reply["response"]["reply"],
            &json!(lines),
        )?;
    }
    (client.topic, client.join_ref) = (first_topic, first_ref);
    let reply = client.event("add", json!({"text": "x"})).await?;
    expect("lines of the first", &reply["response"]["reply"], &json!(1))
}

async fn unasked(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    expect_ok(&client.event("later", json!({})).await?)?;
    let frame = client.next_frame().await?;
    expect("the event", &frame[3], &json!("diff"))?;
    expect("the reference", &frame[1], &Value::Null)?;
    ensure(frame[4]["d"].to_string().contains("later"), || {
        format!("found {frame}, expected the line `later`")
    })
}

async fn crash(site: Site) -> Result<(), Failure> {
    let one = site.page("/probe/one").await?;
    let two = site.page_for("/probe/two", &one.cookie).await?;
    let mut client = site.connect(&one).await?;
    client.join_ok(&one).await?;
    let (first_topic, first_ref) = (client.topic.clone(), client.join_ref.clone());
    client.join_ok(&two).await?;
    client.push("event", event("crash", json!({}))).await?;
    let frame = client.next_frame().await?;
    expect("the event", &frame[3], &json!("phx_error"))?;
    expect("the topic", &frame[2], &json!(client.topic))?;
    expect("what is told", &frame[4], &json!({}))?;
    (client.topic, client.join_ref) = (first_topic, first_ref);
    client.goes_on().await?;
    client.join_ok(&two).await?;
    client.goes_on().await
}

async fn crashes(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    for _ in 0..3 {
        client.join_ok(&page).await?;
        client.push("event", event("crash", json!({}))).await?;
        let frame = client.next_frame().await?;
        expect("the event", &frame[3], &json!("phx_error"))?;
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    client.join_refused(&page, "crashed").await
}
