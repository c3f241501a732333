//! What is told of sessions, and that nothing secret is among it.

use slotwise::session::{
    Connection, Endpoint, Input, Message, Output, PageRequest, Peer, RawEvent, Secret, SessionMap,
};
use slotwise::{Event, HashKey, Live, LiveView, Tracked, View, component, h};
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Metadata, Subscriber};

const START: Duration = Duration::from_secs(1_800_000_000);
const SECRET: &str = "hunter2";
const ADDRESS: &str = "192.0.2.77";
const COOKIE: &str = "0123456789abcdef";

/// Writes down all that it is told.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!(" {field}={value:?}"));
    }
}

impl Log {
    fn write(&self, metadata: &Metadata<'_>, record: impl FnOnce(&mut Line)) {
        let mut line = Line(format!("{} {}", metadata.target(), metadata.name()));
        record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.write(span.metadata(), |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line("record".to_owned());
        values.record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        self.write(event.metadata(), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// A view that shows, remembers and says whatever it is told.
struct Vault {
    text: Tracked<String>,
    locks: Tracked<Vec<String>>,
}

struct Lock {}

#[component]
impl Lock {
    fn mount() -> Self {
        Lock {}
    }

    fn render(&self) -> impl View {
        h! { <i>locked</i> }
    }
}

#[derive(Event)]
enum VaultEvent {
    Open { password: String },
    Repeat { password: String },
    Crash { password: String },
}

impl LiveView for Vault {
    type Event = VaultEvent;
    type Info = String;

    fn mount(cx: &mut Live<Self>) -> Self {
        cx.attach_event_hook("all", |event: &RawEvent, _| {
            assert!(event.value("password").is_some());
            std::ops::ControlFlow::Continue(())
        });
        Vault {
            text: cx.params().get("id").unwrap_or_default().to_owned().into(),
            locks: Tracked::default(),
        }
    }

    fn handle_event(&mut self, event: VaultEvent, cx: &mut Live<Self>) {
        match event {
            VaultEvent::Open { password } => {
                cx.put_session("password", &password);
                cx.put_flash("info", &password);
                cx.set_title(&password);
                cx.push_event("opened", &password);
                cx.push_patch(&format!("?password={password}"));
                *self.text = format!("{password}!");
            }
            VaultEvent::Repeat { password } => *self.locks = vec![password.clone(), password],
            VaultEvent::Crash { password } => panic!("{password}"),
        }
    }

    fn render(&self) -> impl View {
        h! { <p>{@text}</p><.Lock :for={id in @locks.iter()} id={id.clone()} /> }
    }
}

#[test]
fn nothing_secret_is_told() {
    let log = Log::default();
    let endpoint = Endpoint::new(Secret::new(&[7; 32]).unwrap()).with_view::<Vault>("/vault/{id}");
    let endpoint = Arc::new(endpoint);
    let secrets = tracing::subscriber::with_default(log.clone(), || visit(&endpoint));

    let lines = log.lines();
    for expected in [
        "slotwise join view=\"/vault/{id}\" dialect=Native",
        "slotwise event view=\"/vault/{id}\" kind=\"click\" name=\"open\"",
        "slotwise event view=\"/vault/{id}\" kind=\"other\" name=\"other\"",
    ] {
        assert!(
            lines.iter().any(|line| line == expected),
            "{expected}: {lines:#?}"
        );
    }
    for expected in [
        "bytes=",
        "reason=\"event\"",
        "reason=\"unmatched topic\"",
        "message=crashed",
        "message=repeated view=\"/vault/{id}\" component=\"observe::Lock\"",
        "slotwise diff view=\"/vault/{id}\"",
        "slotwise render view=\"/vault/{id}\"",
        "slotwise resume view=\"/vault/{id}\"",
        "record missed=1",
        "record slots=1",
        "record bytes=",
        "reason=\"the frame is no JSON array\"",
        "message=send",
    ] {
        assert!(
            lines.iter().any(|line| line.contains(expected)),
            "{expected}: {lines:#?}"
        );
    }
    let [token, key] = &secrets;
    assert!(token.len() > 40 && key.len() > 20);
    for secret in [
        SECRET, "password", "lv:", "Ada", ADDRESS, COOKIE, token, key,
    ] {
        assert!(
            lines.iter().all(|line| !line.contains(secret)),
            "{secret}: {lines:#?}"
        );
    }

    let counts = endpoint.counts();
    assert_eq!(
        (
            counts.joins,
            counts.events,
            counts.refused_events,
            counts.crashes
        ),
        (1, 4, 1, 1)
    );
    assert_eq!((counts.patches, counts.repeated_components), (3, 1));
    assert_eq!(counts.renders, 1 + counts.patches, "the first page, too");
    assert!(counts.patch_bytes > 0 && counts.patch_bytes < counts.bytes_sent);
}

/// A visit full of secrets; counts what was sent. Gives the token and the key of the session.
fn visit(endpoint: &Arc<Endpoint>) -> [String; 2] {
    let mut session = SessionMap::default();
    assert!(session.put("user", "Ada") && session.put("key", SECRET));
    let request = PageRequest {
        location: format!("/vault/{SECRET}"),
        query: format!("password={SECRET}"),
        path: [("id", SECRET)].into_iter().collect(),
        session,
        ..PageRequest::default()
    };
    let page = endpoint.first_page("/vault/{id}", request, START).unwrap();
    let mailbox = Arc::new(|_: Message| false);
    let peer = Peer {
        address: ADDRESS.parse().ok(),
        browser: Some(COOKIE.into()),
    };
    let connect = || {
        let connection = Connection::new(endpoint.clone(), HashKey::new(1), mailbox.clone(), START);
        connection.with_peer(peer.clone())
    };
    let mut connection = connect();
    let mut key = String::new();
    let topic = format!("lv:{}", page.id());
    let mut sent = (0, 0);
    let mut send = |topic: &str, event: &str, mut payload: serde_json::Value| {
        if event == "back" {
            connection.handle(Input::Closed, START);
            connection = connect();
            payload["resume"] = serde_json::json!({"key": key, "n": 1});
        }
        let event = if event == "back" { "phx_join" } else { event };
        let frame = serde_json::json!(["1", "1", topic, event, payload]).to_string();
        connection.handle(Input::Frame(&frame), START);
        while let Some(output) = connection.poll() {
            if let Output::Send(text) = output {
                sent = (sent.0 + 1, sent.1 + text.len() as u64);
                let frame: serde_json::Value = serde_json::from_str(&text).unwrap();
                if let Some(new) = frame[4]["response"]["resume"].as_str() {
                    key = new.to_owned();
                }
            }
        }
    };
    let url = format!("http://localhost/vault/{SECRET}?password={SECRET}");
    send(
        &topic,
        "phx_join",
        serde_json::json!({"session": page.token(), "dialect": "native", "url": url, "resume": true}),
    );
    let value = serde_json::json!({ "password": SECRET });
    send(
        &topic,
        "event",
        serde_json::json!({"type": "click", "event": "open", "value": value}),
    );
    send(
        &topic,
        "event",
        serde_json::json!({"type": SECRET, "event": SECRET, "value": value}),
    );
    send(
        &topic,
        "back",
        serde_json::json!({"session": page.token(), "dialect": "native"}),
    );
    send(
        &format!("lv:{SECRET}"),
        "event",
        serde_json::json!({"type": "click", "event": "open"}),
    );
    send(&topic, SECRET, serde_json::json!({}));
    send(
        &topic,
        "event",
        serde_json::json!({"type": "click", "event": "repeat", "value": value}),
    );
    send(
        &topic,
        "event",
        serde_json::json!({"type": "click", "event": "crash", "value": value}),
    );
    let mut garbage = connect();
    garbage.handle(Input::Frame(SECRET), START);
    let counts = endpoint.counts();
    assert_eq!((counts.frames_sent, counts.bytes_sent), sent);
    assert_eq!(counts.resumes, 1);
    [page.token().to_owned(), key]
}
