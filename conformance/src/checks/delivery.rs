//! What was lost comes again, and what comes twice is done once.

use crate::check::{Failure, checks, ensure, expect};
use crate::client::{Client, event, expect_ok};
use crate::random::Random;
use crate::site::{Page, Site};
use crate::views::limits;
use serde_json::{Value, json};
use std::collections::BTreeMap;

checks! {
    Each resume: "a client that comes back has its session, and the messages that it missed, as they were";
    Each losses: "frames lost at random either way: each event is done once, each message comes whole";
    Each event_twice: "an event that comes twice is done once, and answered twice alike";
    Each old_event: "an event whose answer was acknowledged is not done again";
    Each unacknowledged: "who acknowledges nothing has no more patches until it does, and then one";
    Each future_ack: "an acknowledgement of what was never sent does no harm";
    Each forged_key: "a key that the server did not make opens no session";
    Each key_elsewhere: "the key of one page opens no session for another";
    Each key_of_the_future: "who says to have more than was sent begins anew";
    Each two_writers: "of two connections that want a session the last one has it, alone";
    Each join_twice: "the same join of who comes back, twice, does not disturb";
}

const RESUME: &str = "resume";

/// A page and a connection whose session can be had back.
async fn joined(site: &Site) -> Result<(Page, Client), Failure> {
    let page = site.page("/probe/a").await?;
    let mut client = site.connect(&page).await?;
    expect_ok(&client.join_with(&page, json!({RESUME: true})).await?)?;
    ensure(client.key.is_some(), || {
        "the join has no key to come back".to_owned()
    })?;
    Ok((page, client))
}

/// Another connection, which wants the session of a key back.
async fn back(site: &Site, page: &Page, key: &str, last: u64) -> Result<(Client, Value), Failure> {
    let mut client = site.connect(page).await?;
    let more = json!({RESUME: {"key": key, "n": last}});
    let reply = client.join_with(page, more).await?;
    expect_ok(&reply)?;
    Ok((client, reply))
}

fn numbered(number: u64) -> Value {
    let mut payload = event("add", json!({"text": format!("line {number}")}));
    payload["m"] = number.into();
    payload
}

fn key_of(client: &Client) -> String {
    client.key.clone().unwrap_or_default()
}

async fn resume(site: Site) -> Result<(), Failure> {
    let (page, mut client) = joined(&site).await?;
    let mut said = Vec::new();
    for number in 1..=3 {
        said.push(client.ask("event", numbered(number)).await?);
    }
    let key = key_of(&client);
    drop(client);
    let (mut client, reply) = back(&site, &page, &key, 1).await?;
    expect(
        "the events that were handled",
        &reply["response"]["resumed"],
        &json!(3),
    )?;
    for reply in &said[1..] {
        let frame = client.next_frame().await?;
        expect("a message that was missed", &frame[4], reply)?;
        expect("its join reference", &frame[0], &json!(client.join_ref))?;
    }
    let reply = client.ask("event", numbered(4)).await?;
    expect("the lines", &reply["response"]["reply"], &json!(4))
}

async fn losses(site: Site) -> Result<(), Failure> {
    const EVENTS: u64 = 20;
    let (page, mut client) = joined(&site).await?;
    let key = key_of(&client);
    let mut random = Random::new(3);
    let mut messages: BTreeMap<u64, Value> = BTreeMap::new();
    let (mut applied, mut answered, mut rounds) = (0, 0, 0);
    while answered < EVENTS {
        rounds += 1;
        ensure(rounds < 400, || {
            format!("only {answered} events were answered")
        })?;
        // Some are sent, some of their answers are read, and the connection drops.
        let until = EVENTS.min(answered + 1 + random.below(4) as u64);
        for number in answered + 1..=until {
            client.push("event", numbered(number)).await?;
        }
        for _ in 0..random.below(5) {
            if answered == until {
                break;
            }
            let frame = client.next_frame().await?;
            let Some(number) = frame[4]["response"]["n"].as_u64() else {
                return Err(format!("found {frame}, expected a number"));
            };
            let payload = &frame[4]["response"];
            let known = messages.entry(number).or_insert_with(|| payload.clone());
            expect("a message that comes again", &*known, payload)?;
            if number == applied + 1 {
                applied = number;
                answered = answered.max(payload["reply"].as_u64().unwrap_or(0));
            }
        }
        drop(client);
        let reply;
        (client, reply) = back(&site, &page, &key, applied).await?;
        let handled = reply["response"]["resumed"].as_u64();
        let handled = handled.ok_or_else(|| format!("found {reply}, expected the session"))?;
        while applied < handled {
            let frame = client.next_frame().await?;
            let payload = &frame[4]["response"];
            expect(
                "the number of what was missed",
                &payload["n"],
                &json!(applied + 1),
            )?;
            applied += 1;
            answered = answered.max(payload["reply"].as_u64().unwrap_or(0));
        }
    }
    expect("messages", applied, EVENTS)?;
    let reply = client.ask("event", numbered(EVENTS + 1)).await?;
    expect("the lines", &reply["response"]["reply"], &json!(EVENTS + 1))
}

async fn event_twice(site: Site) -> Result<(), Failure> {
    let (_, mut client) = joined(&site).await?;
    let frame =
        |client: &Client| json!([client.join_ref, "77", client.topic, "event", numbered(1)]);
    let first = frame(&client);
    client.send(&first).await?;
    let reply = client.reply("77").await?;
    for _ in 0..3 {
        client.send(&first).await?;
        expect("the answer again", client.reply("77").await?, reply.clone())?;
    }
    let reply = client.ask("event", numbered(2)).await?;
    expect("the lines", &reply["response"]["reply"], &json!(2))
}

async fn old_event(site: Site) -> Result<(), Failure> {
    let (_, mut client) = joined(&site).await?;
    client.ask("event", numbered(1)).await?;
    client.push("ack", json!({"ack": 1})).await?;
    let reply = client.ask("event", numbered(1)).await?;
    expect("the answer", reply, json!({"status": "ok", "response": {}}))?;
    let reply = client.ask("event", numbered(2)).await?;
    expect("the lines", &reply["response"]["reply"], &json!(2))
}

async fn unacknowledged(site: Site) -> Result<(), Failure> {
    let (_, mut client) = joined(&site).await?;
    for number in 1..=4 {
        let mut payload = event("fill", json!({"bytes": limits().outbox.to_string()}));
        payload["m"] = number.into();
        let reply = client.ask("event", payload).await?;
        let response = &reply["response"];
        let has_patch = response.get("diff").is_some();
        expect("whether there is a patch", has_patch, number == 1)?;
        expect(
            "whether it asks for an acknowledgement",
            &response["ack"],
            &json!(true),
        )?;
    }
    client.push("ack", json!({"ack": 4})).await?;
    let frame = client.next_frame().await?;
    expect("the event of all the rest", &frame[3], &json!("diff"))?;
    expect("its number", &frame[4]["n"], &json!(5))?;
    client.push("ack", json!({"ack": 5})).await?;
    let reply = client.ask("event", numbered(5)).await?;
    expect("the number of the next", &reply["response"]["n"], &json!(6))
}

async fn future_ack(site: Site) -> Result<(), Failure> {
    let (_, mut client) = joined(&site).await?;
    for ack in [
        json!(7),
        json!(u64::MAX),
        json!(-1),
        json!(1.5),
        json!("1"),
        json!([]),
    ] {
        client.push("ack", json!({"ack": ack})).await?;
        let acks = json!({client.topic.clone(): ack});
        client
            .send(&json!([null, "9", "phoenix", "heartbeat", {"ack": acks}]))
            .await?;
        client.reply("9").await?;
    }
    for number in 1..=3 {
        let reply = client.ask("event", numbered(number)).await?;
        expect("the lines", &reply["response"]["reply"], &json!(number))?;
    }
    Ok(())
}

/// Whether a key is answered by a view that is new.
async fn anew(site: &Site, page: &Page, key: &str, last: u64) -> Result<(), Failure> {
    let (mut client, reply) = back(site, page, key, last).await?;
    let response = &reply["response"];
    expect("the session of another", &response["resumed"], &Value::Null)?;
    ensure(response["rendered"].is_array(), || {
        format!("found {reply}, expected the tree")
    })?;
    let reply = client.ask("event", numbered(1)).await?;
    expect("the lines", &reply["response"]["reply"], &json!(1))
}

async fn forged_key(site: Site) -> Result<(), Failure> {
    let (page, mut client) = joined(&site).await?;
    client.ask("event", numbered(1)).await?;
    let key = key_of(&client);
    let (number, mac) = key
        .split_once('.')
        .ok_or_else(|| format!("found the key {key:?}"))?;
    let changed: String = mac.chars().rev().collect();
    let next = number.parse::<u64>().map_or(1, |number| number + 1);
    for forged in [
        format!("{number}."),
        format!("{number}.{changed}"),
        format!("{next}.{mac}"),
        format!("{}.{mac}", u64::MAX),
    ] {
        let other = site.page_for("/probe/a", &page.cookie).await?;
        anew(&site, &other, &forged, 0).await?;
    }
    expect_ok(&client.ask("event", numbered(2)).await?)
}

async fn key_elsewhere(site: Site) -> Result<(), Failure> {
    let (_, mut client) = joined(&site).await?;
    client.ask("event", numbered(1)).await?;
    let other = site.page("/probe/a").await?;
    anew(&site, &other, &key_of(&client), 0).await?;
    expect_ok(&client.ask("event", numbered(2)).await?)
}

async fn key_of_the_future(site: Site) -> Result<(), Failure> {
    let (page, mut client) = joined(&site).await?;
    client.ask("event", numbered(1)).await?;
    let key = key_of(&client);
    drop(client);
    anew(&site, &page, &key, 1_000).await
}

async fn two_writers(site: Site) -> Result<(), Failure> {
    let (page, mut first) = joined(&site).await?;
    first.ask("event", numbered(1)).await?;
    let key = key_of(&first);
    let (mut second, reply) = back(&site, &page, &key, 1).await?;
    expect(
        "the events that were handled",
        &reply["response"]["resumed"],
        &json!(1),
    )?;
    let reply = first.ask("event", numbered(2)).await?;
    crate::client::expect_refused(&reply, "unmatched topic")?;
    let reply = second.ask("event", numbered(2)).await?;
    expect("the lines", &reply["response"]["reply"], &json!(2))
}

async fn join_twice(site: Site) -> Result<(), Failure> {
    let (page, client) = joined(&site).await?;
    let key = key_of(&client);
    drop(client);
    let (mut client, _) = back(&site, &page, &key, 0).await?;
    let resume = json!({"key": key, "n": 0});
    let payload = json!({"dialect": "native", "session": page.token, RESUME: resume});
    let join = json!([
        client.join_ref,
        client.join_ref,
        client.topic,
        "phx_join",
        payload
    ]);
    client.send(&join).await?;
    let reply = client.ask("event", numbered(1)).await?;
    expect("the lines", &reply["response"]["reply"], &json!(1))
}
