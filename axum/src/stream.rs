//! An event stream and requests, as a [`Transport`] for networks that let no WebSocket through.
//!
//! ```text
//! POST /live/stream?_csrf_token=..&vsn=2.0.0    the stream is the answer, as long as the connection is open
//!   event: open        data: <key>
//!   data: <frame>                               in order
//!   event: close       data: {"code":1009,"reason":".."}
//!   :                                           now and then, to see who is still there
//! POST /live/stream/<key>?_csrf_token=..        frames, one a line, or as `application/octet-stream` a binary one;
//!                                               one request after the other
//! ```
//! Both are requests of `POST`, with which browsers send their origin, which they do not with `GET`. A request that
//! fails ends the connection for the client, which opens another one: what was lost and what came twice their
//! numbers tell, as with any connection.

use crate::admission;
use crate::app::Shared;
use crate::clock::{self, hex};
use crate::driver::{self, Driver, Gone, Incoming, Transport};
use crate::headers;
use axum::body::{self, Body, Bytes};
use axum::extract::Request;
use axum::extract::ws::Utf8Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use axum::http::{Response, StatusCode};
use futures_util::stream;
use slotwise::session::{CloseReason, Peer};
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Interval, MissedTickBehavior, interval, timeout};

/// Silence after which a comment is sent, so that nobody between takes the connection for dead.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
/// Frames that wait for a connection; requests with more wait.
const WAITING_FRAMES: usize = 16;
const BINARY: &str = "application/octet-stream";

/// All open streams by their keys.
#[derive(Default)]
pub(crate) struct Streams(Mutex<HashMap<String, Open>>);

struct Open {
    browser: Option<Arc<str>>,
    frames: mpsc::Sender<Incoming>,
}

impl Streams {
    /// Every change is one step, so a panic leaves nothing half done.
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Open>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the frames for a stream go that this browser has opened.
    fn frames(&self, key: &str, peer: &Peer) -> Option<mpsc::Sender<Incoming>> {
        let streams = self.lock();
        let open = streams
            .get(key)
            .filter(|open| open.browser == peer.browser)?;
        Some(open.frames.clone())
    }
}

/// What a driver has of a stream.
struct EventStream {
    key: String,
    streams: Arc<Streams>,
    incoming: mpsc::Receiver<Incoming>,
    events: mpsc::Sender<Bytes>,
    keep_alive: Interval,
}

/// Opens a stream.
pub(crate) async fn open<L>(shared: Arc<Shared<L>>, parts: Parts) -> Response<Body> {
    let (peer, admission) = match admission::connect(&shared.endpoint, &shared.settings, &parts) {
        Ok(admitted) => admitted,
        Err((status, text)) => return headers::of_refusal(status, text),
    };
    let endpoint = shared.endpoint.clone();
    let browser = peer.browser.clone();
    let driver = Driver::new(endpoint.clone(), &shared.settings, (peer, admission));
    let (Ok(key), Ok(driver)) = (clock::random::<16>(), driver) else {
        return headers::of_refusal(StatusCode::INTERNAL_SERVER_ERROR, "no random bytes");
    };
    let key = hex(&key);
    let (frames, incoming) = mpsc::channel(WAITING_FRAMES);
    // What is on its way to the client is one frame: more wait where they can still be merged.
    let (events, receiver) = mpsc::channel(1);
    let _ = events.try_send(event("open", &key));
    let open = Open { browser, frames };
    shared.streams.lock().insert(key.clone(), open);
    let mut keep_alive = interval(KEEP_ALIVE);
    keep_alive.set_missed_tick_behavior(MissedTickBehavior::Delay);
    keep_alive.reset();
    let transport = EventStream {
        key,
        streams: shared.streams.clone(),
        incoming,
        events,
        keep_alive,
    };
    tokio::spawn(driver::serve(endpoint, driver, transport));
    let body = stream::unfold(receiver, async |mut receiver: mpsc::Receiver<Bytes>| {
        let event = receiver.recv().await?;
        Some((Ok::<_, Infallible>(event), receiver))
    });
    headers::of_events(Body::from_stream(body))
}

/// Takes frames for a stream.
pub(crate) async fn take<L>(
    shared: Arc<Shared<L>>,
    key: String,
    request: Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let refuse = headers::of_refusal;
    let peer = match admission::admit(&shared.endpoint, &shared.settings, &parts) {
        Ok(peer) => peer,
        Err((status, text)) => return refuse(status, text),
    };
    let Some(frames) = shared.streams.frames(&key, &peer) else {
        return refuse(StatusCode::NOT_FOUND, "no such stream any more");
    };
    let most = shared.endpoint.limits().frame_bytes;
    let patience = shared.settings.send_timeout;
    let Ok(read) = timeout(patience, body::to_bytes(body, most)).await else {
        return refuse(StatusCode::REQUEST_TIMEOUT, "the frames do not come");
    };
    let Ok(read) = read else {
        let too_long = Incoming::Refused(CloseReason::FrameTooLong);
        let _ = timeout(patience, frames.send(too_long)).await;
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "the frames are too long");
    };
    let is_binary = parts
        .headers
        .get(CONTENT_TYPE)
        .is_some_and(|is| is == BINARY);
    let incoming = match Utf8Bytes::try_from(read.clone()) {
        _ if is_binary => vec![Incoming::Bytes(read)],
        Ok(text) => text
            .lines()
            .map(|line| Incoming::Frame(line.into()))
            .collect(),
        Err(_) => {
            let no_text = Incoming::Refused(CloseReason::NotText);
            let _ = timeout(patience, frames.send(no_text)).await;
            return refuse(StatusCode::BAD_REQUEST, "the frames are no text");
        }
    };
    let deliver = async {
        for incoming in incoming {
            frames.send(incoming).await?;
        }
        Ok::<_, mpsc::error::SendError<Incoming>>(())
    };
    match timeout(patience, deliver).await {
        Ok(Ok(())) => refuse(StatusCode::NO_CONTENT, ""),
        Ok(Err(_)) => refuse(StatusCode::NOT_FOUND, "no such stream any more"),
        Err(_) => refuse(StatusCode::SERVICE_UNAVAILABLE, "the frames are not taken"),
    }
}

/// An event of a stream. A frame has no line breaks; should it, they are breaks between tokens.
fn event(name: &str, data: &str) -> Bytes {
    let mut text = String::with_capacity(data.len() + 32);
    if !name.is_empty() {
        text.push_str(&format!("event: {name}\n"));
    }
    for line in data.lines() {
        text.push_str(&format!("data: {line}\n"));
    }
    text.push('\n');
    text.into()
}

impl Transport for EventStream {
    async fn recv(&mut self) -> Incoming {
        tokio::select! {
            incoming = self.incoming.recv() => incoming.unwrap_or(Incoming::Gone),
            () = self.events.closed() => Incoming::Gone,
            _ = self.keep_alive.tick() => {
                // Who has something to read needs no sign of life.
                let _ = self.events.try_send(Bytes::from_static(b":\n\n"));
                Incoming::Nothing
            }
        }
    }

    async fn send(&mut self, text: String) -> Result<(), Gone> {
        self.events.send(event("", &text)).await.map_err(|_| Gone)
    }

    async fn close(&mut self, reason: Option<CloseReason>) {
        let (code, text) = reason.map_or((1000, ""), |reason| (reason.code(), reason.as_str()));
        let data = format!(r#"{{"code":{code},"reason":"{text}"}}"#);
        let _ = self.events.send(event("close", &data)).await;
    }
}

impl Drop for EventStream {
    fn drop(&mut self) {
        self.streams.lock().remove(&self.key);
    }
}
