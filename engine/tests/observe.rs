//! What is told of sessions, and that nothing secret is among it.

use slotwise::session::{
    Connection, Endpoint, Input, Message, Output, PageRequest, RawEvent, Secret, SessionMap,
};
use slotwise::{Event, HashKey, Live, LiveView, Tracked, View, h};
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Metadata, Subscriber};

const START: Duration = Duration::from_secs(1_800_000_000);
const SECRET: &str = "hunter2";

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
}

#[derive(Event)]
enum VaultEvent {
    Open { password: String },
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
            VaultEvent::Crash { password } => panic!("{password}"),
        }
    }

    fn render(&self) -> impl View {
        h! { <p>{@text}</p> }
    }
}

#[test]
fn nothing_secret_is_told() {
    let log = Log::default();
    let endpoint = Endpoint::new(Secret::new(&[7; 32]).unwrap()).with_view::<Vault>("/vault/{id}");
    let endpoint = Arc::new(endpoint);
    tracing::subscriber::with_default(log.clone(), || visit(&endpoint));

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
        "message=diff",
        "message=send",
    ] {
        assert!(
            lines.iter().any(|line| line.contains(expected)),
            "{expected}: {lines:#?}"
        );
    }
    for secret in [SECRET, "password", "lv:", "Ada"] {
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
        (1, 3, 1, 1)
    );
    assert_eq!(counts.patches, 2);
    assert!(counts.patch_bytes > 0 && counts.patch_bytes < counts.bytes_sent);
}

/// A visit full of secrets; counts what was sent.
fn visit(endpoint: &Arc<Endpoint>) {
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
    let mut connection = Connection::new(endpoint.clone(), HashKey::new(1), mailbox, START);
    let topic = format!("lv:{}", page.id());
    let mut sent = (0, 0);
    let mut send = |topic: &str, event: &str, payload: serde_json::Value| {
        let frame = serde_json::json!(["1", "1", topic, event, payload]).to_string();
        connection.handle(Input::Frame(&frame), START);
        while let Some(output) = connection.poll() {
            if let Output::Send(text) = output {
                sent = (sent.0 + 1, sent.1 + text.len() as u64);
            }
        }
    };
    let url = format!("http://localhost/vault/{SECRET}?password={SECRET}");
    send(
        &topic,
        "phx_join",
        serde_json::json!({"session": page.token(), "dialect": "native", "url": url}),
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
        &format!("lv:{SECRET}"),
        "event",
        serde_json::json!({"type": "click", "event": "open"}),
    );
    send(&topic, SECRET, serde_json::json!({}));
    send(
        &topic,
        "event",
        serde_json::json!({"type": "click", "event": "crash", "value": value}),
    );
    let counts = endpoint.counts();
    assert_eq!((counts.frames_sent, counts.bytes_sent), sent);
}
