//! [`Client`]: frames over either way to connect.

use crate::check::{Failure, PATIENCE, Problem, ensure, expect};
use crate::http::{self, Streaming, find};
use crate::site::{Opening, Page, Site};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::{self, Message, client::IntoClientRequest};

/// A way to connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wire {
    WebSocket,
    Stream,
}

pub(crate) struct Client {
    link: Link,
    last_ref: u64,
    pub(crate) join_ref: String,
    pub(crate) topic: String,
    /// Of the session, if it can be had back.
    pub(crate) key: Option<String>,
}

enum Link {
    WebSocket(Box<WebSocketStream<TcpStream>>),
    Stream(Box<EventStream>),
}

struct EventStream {
    host: String,
    /// Where frames go.
    path: String,
    headers: Vec<(&'static str, String)>,
    response: Streaming,
}

/// What comes from a server.
#[derive(Debug, PartialEq)]
pub(crate) enum Heard {
    Frame(Value),
    /// With the code, if one was said.
    Closed(Option<u16>),
    Pong(Vec<u8>),
}

impl Client {
    /// A connection, or the status of a refusal.
    pub(crate) async fn open(
        site: &Site,
        opening: &Opening,
    ) -> Result<Result<Client, u16>, Failure> {
        let query = format!("?_csrf_token={}&vsn={}", opening.csrf, opening.version);
        let mut headers = vec![
            ("cookie", opening.cookie.clone()),
            ("x-forwarded-for", site.address.clone()),
        ];
        if let Some(origin) = &opening.origin {
            headers.push(("origin", origin.clone()));
        }
        let opened = match site.wire {
            Wire::WebSocket => web_socket(&site.host, &query, &headers).await?,
            Wire::Stream => event_stream(&site.host, &query, headers).await?,
        };
        Ok(opened.map(|link| Client {
            link,
            last_ref: 0,
            join_ref: String::new(),
            topic: String::new(),
            key: None,
        }))
    }

    /// Sends what may be no frame at all.
    pub(crate) async fn send_text(&mut self, text: &str) -> Result<(), Failure> {
        self.send_bytes(text.as_bytes()).await
    }

    /// Sends what may be no text at all. That the server does not take it is no failure: it may have closed.
    pub(crate) async fn send_bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        match &mut self.link {
            Link::WebSocket(socket) => {
                use tungstenite::protocol::frame::Frame;
                use tungstenite::protocol::frame::coding::{Data, OpCode};
                let frame = Frame::message(bytes.to_vec(), OpCode::Data(Data::Text), true);
                let send = socket.send(Message::Frame(frame));
                let _ = timeout(PATIENCE, send).await.problem("sending")?;
            }
            Link::Stream(stream) => {
                stream.post(bytes).await?;
            }
        }
        Ok(())
    }

    /// Sends frames at once.
    pub(crate) async fn send_many(&mut self, frames: &[&str]) -> Result<(), Failure> {
        if let Link::Stream(_) = &self.link {
            return self.send_text(&frames.join("\n")).await;
        }
        for frame in frames {
            self.send_text(frame).await?;
        }
        Ok(())
    }

    pub(crate) async fn send(&mut self, frame: &Value) -> Result<(), Failure> {
        self.send_text(&frame.to_string()).await
    }

    /// Sends a message of a WebSocket.
    pub(crate) async fn send_message(&mut self, message: Message) -> Result<(), Failure> {
        match &mut self.link {
            Link::WebSocket(socket) => socket.send(message).await.problem("sending"),
            Link::Stream(_) => Err("this check is for WebSockets alone".to_owned()),
        }
    }

    /// Sends the beginning of a frame, and then nothing more.
    pub(crate) async fn half_a_frame(&mut self) -> Result<(), Failure> {
        use tokio::io::AsyncWriteExt;
        match &mut self.link {
            // A text of 126 bytes or more, masked; the length is cut off.
            Link::WebSocket(socket) => {
                let written = socket.get_mut().write_all(&[0x81, 0xfe, 0x01]).await;
                written.problem("sending")
            }
            Link::Stream(stream) => {
                let connected = TcpStream::connect(&stream.host).await;
                let mut request = connected.problem("connecting")?;
                let head = format!("POST {} HTTP/1.1\r\nhost: {}\r\n", stream.path, stream.host);
                request.write_all(head.as_bytes()).await.problem("sending")
            }
        }
    }

    /// What comes next.
    pub(crate) async fn next(&mut self) -> Result<Heard, Failure> {
        let next = async {
            match &mut self.link {
                Link::WebSocket(socket) => of_web_socket(socket).await,
                Link::Stream(stream) => stream.next().await,
            }
        };
        let late = "the server says nothing";
        timeout(PATIENCE, next).await.map_err(|_| late.to_owned())?
    }

    /// What comes within a while, if anything does.
    pub(crate) async fn next_within(&mut self, time: Duration) -> Result<Option<Heard>, Failure> {
        timeout(time, self.next()).await.ok().transpose()
    }

    pub(crate) async fn next_frame(&mut self) -> Result<Value, Failure> {
        match self.next().await? {
            Heard::Frame(frame) => Ok(frame),
            other => Err(format!("found {other:?}, expected a frame")),
        }
    }

    /// Waits until the server closes; the code, if it says one.
    pub(crate) async fn closed(&mut self) -> Result<Option<u16>, Failure> {
        loop {
            if let Heard::Closed(code) = self.next().await? {
                return Ok(code);
            }
        }
    }

    /// Waits until the server closes, with this code if it says one: where data is on its way, TCP may lose it.
    pub(crate) async fn closed_with(&mut self, code: u16) -> Result<(), Failure> {
        let found = self.closed().await?;
        ensure(found.is_none_or(|found| found == code), || {
            format!("the close code: found {found:?}, expected {code}")
        })
    }

    pub(crate) fn next_ref(&mut self) -> String {
        self.last_ref += 1;
        self.last_ref.to_string()
    }

    /// Sends a frame on the topic; its reference.
    pub(crate) async fn push(&mut self, event: &str, payload: Value) -> Result<String, Failure> {
        let reference = self.next_ref();
        let frame = json!([self.join_ref, reference, self.topic, event, payload]);
        self.send(&frame).await?;
        Ok(reference)
    }

    /// The payload of the reply to a reference; other frames are passed over.
    pub(crate) async fn reply(&mut self, reference: &str) -> Result<Value, Failure> {
        loop {
            let mut frame = self.next_frame().await?;
            if frame[3] == "phx_reply" && frame[1] == reference {
                return Ok(frame[4].take());
            }
        }
    }

    pub(crate) async fn ask(&mut self, event: &str, payload: Value) -> Result<Value, Failure> {
        let reference = self.push(event, payload).await?;
        self.reply(&reference).await
    }

    /// Joins a page with more members of the payload.
    pub(crate) async fn join_with(&mut self, page: &Page, more: Value) -> Result<Value, Failure> {
        let mut payload = json!({"dialect": "native", "session": page.token});
        if let (Value::Object(payload), Value::Object(more)) = (&mut payload, more) {
            payload.extend(more);
        }
        self.topic = page.topic();
        self.join_ref = (self.last_ref + 1).to_string();
        let reply = self.ask("phx_join", payload).await?;
        let key = reply["response"]["resume"].as_str();
        self.key = key.map(str::to_owned).or(self.key.take());
        Ok(reply)
    }

    pub(crate) async fn join(&mut self, page: &Page) -> Result<Value, Failure> {
        self.join_with(page, json!({})).await
    }

    pub(crate) async fn join_ok(&mut self, page: &Page) -> Result<Value, Failure> {
        let reply = self.join(page).await?;
        expect_ok(&reply)?;
        Ok(reply)
    }

    /// Whether a join is refused for a reason.
    pub(crate) async fn join_refused(&mut self, page: &Page, reason: &str) -> Result<(), Failure> {
        let reply = self.join(page).await?;
        expect_refused(&reply, reason)
    }

    /// An event with its values.
    pub(crate) async fn event(&mut self, name: &str, value: Value) -> Result<Value, Failure> {
        self.ask("event", event(name, value)).await
    }

    /// Whether it still answers.
    pub(crate) async fn goes_on(&mut self) -> Result<(), Failure> {
        let reply = self.event("any", json!({})).await?;
        expect_ok(&reply)
    }
}

/// The payload of an event.
pub(crate) fn event(name: &str, value: Value) -> Value {
    json!({"type": "click", "event": name, "value": value})
}

pub(crate) fn expect_ok(reply: &Value) -> Result<(), Failure> {
    ensure(reply["status"] == "ok", || {
        format!("found {reply}, expected the status ok")
    })
}

pub(crate) fn expect_refused(reply: &Value, reason: &str) -> Result<(), Failure> {
    expect(
        "the reason of the refusal",
        &reply["response"]["reason"],
        &json!(reason),
    )
}

async fn web_socket(
    host: &str,
    query: &str,
    headers: &[(&'static str, String)],
) -> Result<Result<Link, u16>, Failure> {
    let url = format!("ws://{host}/live/websocket{query}");
    let mut request = url.into_client_request().problem("the address")?;
    for (name, value) in headers {
        let value = value.parse().problem("a header")?;
        request.headers_mut().insert(*name, value);
    }
    let stream = TcpStream::connect(host).await.problem("connecting")?;
    let connect = tokio_tungstenite::client_async(request, stream);
    match timeout(PATIENCE, connect)
        .await
        .problem("opening the WebSocket")?
    {
        Ok((socket, _)) => Ok(Ok(Link::WebSocket(Box::new(socket)))),
        Err(tungstenite::Error::Http(response)) => Ok(Err(response.status().as_u16())),
        Err(error) => Err(format!("opening the WebSocket: {error}")),
    }
}

async fn of_web_socket(socket: &mut WebSocketStream<TcpStream>) -> Result<Heard, Failure> {
    loop {
        match socket.next().await {
            Some(Ok(Message::Text(text))) => return Ok(Heard::Frame(parse(&text)?)),
            Some(Ok(Message::Close(frame))) => {
                return Ok(Heard::Closed(frame.map(|frame| frame.code.into())));
            }
            Some(Ok(Message::Pong(data))) => return Ok(Heard::Pong(data.to_vec())),
            Some(Ok(Message::Ping(_))) => {}
            Some(Ok(other)) => return Err(format!("found {other:?}, expected a text")),
            Some(Err(_)) | None => return Ok(Heard::Closed(None)),
        }
    }
}

fn parse(text: &str) -> Result<Value, Failure> {
    let frame: Value = serde_json::from_str(text).problem("a frame is no JSON")?;
    ensure(
        frame.as_array().is_some_and(|items| items.len() == 5),
        || format!("found {frame}, expected an array of five"),
    )?;
    Ok(frame)
}

async fn event_stream(
    host: &str,
    query: &str,
    headers: Vec<(&'static str, String)>,
) -> Result<Result<Link, u16>, Failure> {
    let borrowed: Vec<(&str, &str)> = headers.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let path = format!("/live/stream{query}");
    let response = http::start(host, "POST", &path, &borrowed, b"").await?;
    if response.head.status != 200 {
        return Ok(Err(response.head.status));
    }
    let mut stream = EventStream {
        host: host.to_owned(),
        path: String::new(),
        headers,
        response,
    };
    let (name, key) = timeout(PATIENCE, stream.next_event())
        .await
        .problem("the stream begins with nothing")??
        .ok_or("the stream ended before it began")?;
    expect("the first event of a stream", name.as_str(), "open")?;
    stream.path = format!("/live/stream/{key}{query}");
    Ok(Ok(Link::Stream(Box::new(stream))))
}

impl EventStream {
    /// The status of a request with frames.
    async fn post(&self, body: &[u8]) -> Result<u16, Failure> {
        let headers = self.headers.iter();
        let headers: Vec<(&str, &str)> = headers.map(|(n, v)| (*n, v.as_str())).collect();
        // The server may close before it has read everything.
        let response = http::request(&self.host, "POST", &self.path, &headers, body).await;
        Ok(response.map_or(0, |response| response.status))
    }

    /// Name and data of the next event; `None` at the end.
    async fn next_event(&mut self) -> Result<Option<(String, String)>, Failure> {
        loop {
            let text = &mut self.response.text;
            let Some(end) = find(text, b"\n\n") else {
                if !self.response.more().await.unwrap_or(false) {
                    return Ok(None);
                }
                continue;
            };
            let event: Vec<u8> = text.drain(..end + 2).collect();
            let event = String::from_utf8(event).problem("an event is no text")?;
            let (mut name, mut data) = (String::new(), Vec::new());
            for line in event.lines().filter(|line| !line.is_empty()) {
                match line.split_once(':') {
                    Some(("event", value)) => name = value.trim_start().to_owned(),
                    Some(("data", value)) => data.push(value.trim_start().to_owned()),
                    Some(("", _)) => {}
                    _ => return Err(format!("found {line:?} in a stream of events")),
                }
            }
            if !data.is_empty() {
                return Ok(Some((name, data.join("\n"))));
            }
        }
    }

    async fn next(&mut self) -> Result<Heard, Failure> {
        let Some((name, data)) = self.next_event().await? else {
            return Ok(Heard::Closed(None));
        };
        match name.as_str() {
            "" => Ok(Heard::Frame(parse(&data)?)),
            "close" => {
                let said: Value = serde_json::from_str(&data).problem("why it closed")?;
                let code = said["code"].as_u64();
                Ok(Heard::Closed(code.and_then(|code| code.try_into().ok())))
            }
            _ => Err(format!("found the event {name:?} in the stream")),
        }
    }
}
