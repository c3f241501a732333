//! Frames, and what are none.

use crate::check::{Failure, checks, ensure, expect};
use crate::client::{Client, Heard, Wire, expect_ok, expect_refused};
use crate::random::Random;
use crate::site::Site;
use crate::views::limits;
use serde_json::{Value, json};
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

checks! {
    Each longest_frame: "a frame as long as the limit is taken";
    Each too_long: "a longer one closes the connection, code 1009";
    Each far_too_long: "so does one that is a thousand times as long, without being kept";
    Each deepest_frame: "a frame nested as deeply as the limit is taken";
    Each too_deep: "a deeper one closes the connection, code 1008, and so does one that never ends";
    Each most_keys: "a frame with as many keys as the limit is taken";
    Each too_many_keys: "one with more closes the connection, code 1008";
    Each too_many_fields: "an event with too many values is refused, and the session goes on";
    Each garbage: "texts that are no frames close the connection, and nothing worse";
    Each wrong_shapes: "arrays that are no frames are malformed, and the connection goes on";
    Each not_utf8: "bytes that are no text close the connection";
    WebSocket binary: "a binary frame closes the connection, code 1003";
    WebSocket fragments: "a frame in fragments is one frame, with a ping among them";
    WebSocket long_in_fragments: "fragments are bounded together";
    WebSocket ping: "a ping is answered with its bytes";
    WebSocket empty_text: "an empty text closes the connection";
}

/// An event with these members beside.
fn with(client: &mut Client, more: &str) -> (String, String) {
    let reference = client.next_ref();
    let (join, topic) = (&client.join_ref, &client.topic);
    let frame = format!(
        r#"["{join}","{reference}","{topic}","event",{{"type":"click","event":"any","value":{{}},"more":{more}}}]"#
    );
    (reference, frame)
}

async fn taken(client: &mut Client, more: &str) -> Result<(), Failure> {
    let (reference, frame) = with(client, more);
    client.send_text(&frame).await?;
    expect_ok(&client.reply(&reference).await?)
}

async fn closes(site: &Site, more: &str, code: u16) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let (_, frame) = with(&mut client, more);
    client.send_text(&frame).await?;
    client.closed_with(code).await
}

/// A text that makes the frame this long.
fn text(client: &mut Client, bytes: usize) -> String {
    let (reference, frame) = with(client, "\"\"");
    // The next reference may be longer.
    let longer = (reference.parse::<u64>().unwrap_or(0) + 1)
        .to_string()
        .len()
        - reference.len();
    format!("\"{}\"", "x".repeat(bytes - frame.len() - longer))
}

async fn longest_frame(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let text = text(&mut client, limits().frame_bytes);
    taken(&mut client, &text).await
}

async fn too_long(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let text = text(&mut client, limits().frame_bytes + 1);
    closes(&site, &text, 1009).await
}

async fn far_too_long(site: Site) -> Result<(), Failure> {
    let text = format!("\"{}\"", "x".repeat(1_000 * limits().frame_bytes));
    let mut client = site.joined("/probe/a").await?;
    let (_, frame) = with(&mut client, &text);
    // That it cannot be sent to its end is as good.
    if client.send_text(&frame).await.is_ok() {
        client.closed_with(1009).await?;
    }
    site.joined("/probe/a").await?.goes_on().await
}

fn nested(depth: usize) -> String {
    // Within the frame and its payload.
    format!("{}{}", "[".repeat(depth - 2), "]".repeat(depth - 2))
}

async fn deepest_frame(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    taken(&mut client, &nested(limits().depth)).await
}

async fn too_deep(site: Site) -> Result<(), Failure> {
    closes(&site, &nested(limits().depth + 1), 1008).await?;
    closes(&site, &"[".repeat(60_000), 1008).await?;
    closes(&site, &"{\"a\":".repeat(10_000), 1008).await
}

fn keys(most: usize) -> String {
    // Four are the event's own.
    let keys: Vec<String> = (4..most).map(|key| format!("\"{key}\":0")).collect();
    format!("{{{}}}", keys.join(","))
}

async fn most_keys(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    taken(&mut client, &keys(limits().keys)).await
}

async fn too_many_keys(site: Site) -> Result<(), Failure> {
    closes(&site, &keys(limits().keys + 1), 1008).await
}

async fn too_many_fields(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let fields = |number: usize| {
        let fields = (0..number).map(|name| (format!("f{name}"), json!("")));
        Value::Object(fields.collect())
    };
    expect_ok(&client.event("any", fields(limits().fields)).await?)?;
    let reply = client.event("any", fields(limits().fields + 1)).await?;
    expect_refused(&reply, "too many fields")?;
    client.goes_on().await
}

async fn garbage(site: Site) -> Result<(), Failure> {
    let mut random = Random::new(2);
    let letters: Vec<char> = "[]{}\",:\\01ae \u{e9}\u{1f600}\u{0}".chars().collect();
    let page = site.page("/probe/a").await?;
    for round in 0..16 {
        let length = 1 + random.below(40);
        let letter = |_| letters[random.below(letters.len())];
        let text: String = (0..length).map(letter).collect();
        let parses = serde_json::from_str::<Value>(&text).is_ok_and(|value| value.is_array());
        if parses {
            continue;
        }
        let mut client = site.connect(&page).await?;
        client.send_text(&text).await?;
        match client.next().await? {
            Heard::Closed(_) => {}
            other => return Err(format!("round {round}: {text:?}: found {other:?}")),
        }
    }
    site.joined("/probe/a").await?.goes_on().await
}

async fn wrong_shapes(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    for text in [
        "[]",
        "[1]",
        r#"[null,null,"t","e"]"#,
        r#"[null,null,"t","e",{},1]"#,
        r#"[1,"1","t","e",{}]"#,
        r#"[null,{},"t","e",{}]"#,
        r#"[null,null,null,"e",{}]"#,
        r#"[null,null,"t",[],{}]"#,
        r#"[null,"1","phoenix","unknown",{}]"#,
    ] {
        client.send_text(text).await?;
        let mut frame = client.next_frame().await?;
        expect(text, &frame[3], &json!("phx_reply"))?;
        expect_refused(&frame[4].take(), "malformed")?;
    }
    for payload in [
        json!(null),
        json!([]),
        json!("x"),
        json!({"type": 1, "event": "any"}),
    ] {
        expect_refused(&client.ask("event", payload).await?, "malformed")?;
    }
    client.goes_on().await
}

async fn not_utf8(site: Site) -> Result<(), Failure> {
    let page = site.page("/probe/a").await?;
    for bytes in [
        &b"[\"\xff\"]"[..],
        b"\xc3\x28",
        b"\xed\xa0\x80",
        b"\x00\x80",
    ] {
        let mut client = site.connect(&page).await?;
        client.send_bytes(bytes).await?;
        client.closed().await?;
    }
    site.joined("/probe/a").await?.goes_on().await
}

async fn binary(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    client.send_message(Message::binary(vec![1, 2, 3])).await?;
    client.closed_with(1003).await
}

fn fragment(text: &str, is_first: bool, is_last: bool) -> Message {
    let kind = if is_first { Data::Text } else { Data::Continue };
    let bytes = text.as_bytes().to_vec();
    Message::Frame(Frame::message(bytes, OpCode::Data(kind), is_last))
}

async fn fragments(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let (reference, frame) = with(&mut client, "0");
    let (start, rest) = frame.split_at(9);
    let (middle, end) = rest.split_at(rest.len() / 2);
    client.send_message(fragment(start, true, false)).await?;
    client.send_message(fragment(middle, false, false)).await?;
    client.send_message(Message::Ping(vec![7].into())).await?;
    client.send_message(fragment(end, false, true)).await?;
    expect(
        "the answer to the ping",
        client.next().await?,
        Heard::Pong(vec![7]),
    )?;
    expect_ok(&client.reply(&reference).await?)
}

async fn long_in_fragments(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    let part = "x".repeat(16 * 1024);
    for number in 0..40 {
        if client
            .send_message(fragment(&part, number == 0, false))
            .await
            .is_err()
        {
            break;
        }
    }
    client.closed_with(1009).await
}

async fn ping(site: Site) -> Result<(), Failure> {
    let mut client = site.joined("/probe/a").await?;
    for bytes in [vec![], vec![0, 255], vec![1; 125]] {
        client
            .send_message(Message::Ping(bytes.clone().into()))
            .await?;
        expect("the answer", client.next().await?, Heard::Pong(bytes))?;
    }
    // One that nobody asked for changes nothing.
    client.send_message(Message::Pong(vec![9].into())).await?;
    client.goes_on().await
}

async fn empty_text(site: Site) -> Result<(), Failure> {
    ensure(site.wire == Wire::WebSocket, || {
        "for WebSockets alone".to_owned()
    })?;
    let mut client = site.joined("/probe/a").await?;
    client.send_message(Message::text("")).await?;
    let closed = client.next_within(Duration::from_secs(10)).await?;
    ensure(matches!(closed, Some(Heard::Closed(_))), || {
        format!("found {closed:?}, expected that it closes")
    })
}
