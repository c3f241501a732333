//! Each limit at its bound, one beyond it, and far beyond it: what the client is told, and what is counted.

#![cfg(feature = "session")]

use serde_json::{Value, json};
use slotwise::session::{
    CloseReason, Connection, Counts, Endpoint, Input, Limits, Message, Output, PageRequest, Peer,
    Reason, Secret,
};
use slotwise::{HashKey, Live, LiveView, RawEvent, Tracked, View, h};
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const START: Duration = Duration::from_secs(1_800_000_000);

/// Grows by what it is told.
struct Page {
    text: Tracked<String>,
}

impl LiveView for Page {
    type Event = RawEvent;
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Self {
        Page {
            text: String::new().into(),
        }
    }

    fn handle_event(&mut self, event: RawEvent, _: &mut Live<Self>) {
        self.text.push_str(event.value("text").unwrap_or_default());
    }

    fn render(&self) -> impl View {
        h! { <p>{@text}</p> }
    }
}

/// A server, and as many clients as are wanted.
struct Server {
    endpoint: Arc<Endpoint>,
    now: Duration,
    pages: u32,
}

struct Client {
    connection: Connection,
    topic: String,
}

impl Server {
    fn new(limits: Limits) -> Server {
        let secret = Secret::new(&[1; 32]).unwrap();
        let endpoint = Endpoint::new(secret).with_view::<Page>("page");
        Server {
            endpoint: Arc::new(endpoint.with_limits(limits)),
            now: START,
            pages: 0,
        }
    }

    fn counts(&self) -> Counts {
        self.endpoint.counts()
    }

    fn connect(&self, peer: Peer) -> Client {
        let mailbox = Arc::new(|_: Message| true);
        let connection = Connection::new(self.endpoint.clone(), HashKey::new(1), mailbox, self.now);
        Client {
            connection: connection.with_peer(peer),
            topic: String::new(),
        }
    }

    /// The id and the token of a first page.
    fn page(&mut self, view: &str) -> (String, String) {
        self.pages += 1;
        let mut random = [0; 12];
        random[..4].copy_from_slice(&self.pages.to_le_bytes());
        let request = PageRequest {
            random,
            ..PageRequest::default()
        };
        let page = self.endpoint.first_page(view, request, self.now).unwrap();
        (page.id().to_owned(), page.token().to_owned())
    }

    /// Joins a page of its own on a connection, and says what that was answered.
    fn join(&mut self, client: &mut Client) -> String {
        let (id, token) = self.page("page");
        client.topic = format!("lv:{id}");
        let payload = json!({"session": token, "dialect": "native", "resume": true});
        client.ask(self.now, "phx_join", payload)
    }

    fn joined(&mut self) -> Client {
        let mut client = self.connect(Peer::default());
        assert_eq!(self.join(&mut client), "ok");
        client
    }
}

impl Client {
    /// What comes of a frame: `ok`, a reason, or why the connection was closed.
    fn say(&mut self, now: Duration, frame: &str) -> String {
        self.connection.handle(Input::Frame(frame), now);
        match self.connection.poll() {
            Some(Output::Send(reply)) => {
                let reply: Value = serde_json::from_str(&reply).unwrap();
                let reason = reply[4]["response"]["reason"].as_str();
                reason.or(reply[4]["status"].as_str()).unwrap().to_owned()
            }
            Some(Output::Close(reason)) => reason.to_string(),
            other => panic!("{other:?}"),
        }
    }

    fn ask(&mut self, now: Duration, event: &str, payload: Value) -> String {
        let frame = json!(["1", "1", self.topic, event, payload]);
        self.say(now, &frame.to_string())
    }

    fn event(&mut self, now: Duration, value: Value) -> String {
        let payload = json!({"type": "click", "event": "x", "value": value});
        self.ask(now, "event", payload)
    }
}

/// A frame of a new client for each size, which is `ok` up to `most`.
fn check_frames(
    limits: Limits,
    most: usize,
    beyond: CloseReason,
    frame: fn(&Client, usize) -> String,
    count: fn(Counts) -> u64,
) {
    let mut server = Server::new(limits);
    let refused = beyond.to_string();
    for (size, expected, counted) in [
        (most, "ok", 0),
        (most + 1, refused.as_str(), 1),
        (most * 1000, refused.as_str(), 2),
    ] {
        let mut client = server.joined();
        let frame = frame(&client, size);
        assert_eq!(client.say(START, &frame), expected, "{size}");
        assert_eq!(count(server.counts()), counted, "{size}");
    }
}

/// Text so long that the frame has this size.
fn of_bytes(client: &Client, bytes: usize) -> String {
    let with = |text: &str| {
        let payload = json!({"type": "click", "event": "x", "value": {"text": text}});
        json!(["1", "1", client.topic, "event", payload]).to_string()
    };
    let frame = with(&"x".repeat(bytes - with("").len()));
    assert_eq!(frame.len(), bytes);
    frame
}

#[test]
fn bytes_of_a_frame() {
    let most = Limits::default().frame_bytes;
    let counted = |counts: Counts| counts.long_frames;
    let reason = CloseReason::FrameTooLong;
    check_frames(Limits::default(), most, reason, of_bytes, counted);
}

#[test]
fn depth_of_a_frame() {
    let of_depth = |client: &Client, depth: usize| {
        let (open, close) = ("[".repeat(depth - 2), "]".repeat(depth - 2));
        let topic = &client.topic;
        format!(
            r#"["1","1","{topic}","event",{{"type":"click","event":"x","value":{{}},"more":{open}{close}}}]"#
        )
    };
    let counted = |counts: Counts| counts.deep_frames;
    let limits = Limits::default();
    check_frames(limits, 32, CloseReason::FrameTooDeep, of_depth, counted);
}

#[test]
fn keys_of_a_frame() {
    let of_keys = |client: &Client, keys: usize| {
        let more: Vec<String> = (4..keys).map(|key| format!("\"{key}\":[0]")).collect();
        let topic = &client.topic;
        format!(
            r#"["1","1","{topic}","event",{{"type":"click","event":"x","value":{{}},"more":{{{}}}}}]"#,
            more.join(",")
        )
    };
    let limits = Limits {
        frame_bytes: usize::MAX,
        ..Limits::default()
    };
    let counted = |counts: Counts| counts.crowded_frames;
    check_frames(limits, 1024, CloseReason::TooManyKeys, of_keys, counted);
}

#[test]
fn fields_of_an_event() {
    let limits = Limits {
        frame_bytes: usize::MAX,
        keys: usize::MAX,
        ..Limits::default()
    };
    let mut server = Server::new(limits);
    let mut client = server.joined();
    let many = "too many fields";
    for (fields, expected, counted) in [(512, "ok", 0), (513, many, 1), (512_000, many, 2)] {
        let fields = (0..fields).map(|name| (name.to_string(), json!("")));
        let value = Value::Object(fields.collect());
        assert_eq!(client.event(START, value), expected);
        assert_eq!(server.counts().crowded_events, counted);
    }
    assert_eq!(client.event(START, json!({})), "ok", "the session goes on");
    assert_eq!(server.counts().refused_events, 0);
}

#[test]
fn events_of_a_session() {
    let mut server = Server::new(Limits {
        outbox: usize::MAX,
        ..Limits::default()
    });
    let mut client = server.joined();
    let mut other = server.joined();
    let mut events = |now, times: usize| {
        let answers = (0..times).map(|_| client.event(now, json!({})));
        let (taken, refused): (Vec<_>, Vec<_>) = answers.partition(|answer| answer == "ok");
        assert!(refused.iter().all(|reason| reason == "too many events"));
        taken.len()
    };
    assert_eq!(events(START, 100), 100);
    assert_eq!(server.counts().throttled_events, 0);
    assert_eq!(events(START, 1), 0);
    assert_eq!(server.counts().throttled_events, 1);
    assert_eq!(events(START, 100_000), 0);
    assert_eq!(server.counts().throttled_events, 100_001);
    assert_eq!(events(START + Duration::from_secs(1), 51), 50);
    assert_eq!(other.event(START, json!({})), "ok", "each has its own");
}

#[test]
fn joins_of_an_address() {
    let mut server = Server::new(Limits {
        sessions: usize::MAX,
        ..Limits::default()
    });
    let peer = |address: &str| Peer {
        address: Some(address.parse::<IpAddr>().unwrap()),
        browser: None,
    };
    let joins = |server: &mut Server, address: &str, times: usize| {
        let answers = (0..times).map(|_| {
            let mut client = server.connect(peer(address));
            server.join(&mut client)
        });
        let (taken, refused): (Vec<_>, Vec<_>) = answers.partition(|answer| answer == "ok");
        assert!(refused.iter().all(|reason| reason == "too many joins"));
        taken.len()
    };
    assert_eq!(joins(&mut server, "192.0.2.1", 20), 20);
    assert_eq!(server.counts().throttled_joins, 0);
    assert_eq!(joins(&mut server, "192.0.2.1", 1), 0);
    assert_eq!(server.counts().throttled_joins, 1);
    assert_eq!(joins(&mut server, "192.0.2.1", 20_000), 0);
    assert_eq!(server.counts().throttled_joins, 20_001);
    assert_eq!(joins(&mut server, "192.0.2.2", 1), 1, "another address");
    assert_eq!(joins(&mut server, "2001:db8::1", 20), 20);
    assert_eq!(joins(&mut server, "2001:db8::2", 1), 0, "the same network");
    server.now += Duration::from_secs(1);
    assert_eq!(joins(&mut server, "192.0.2.1", 100), 5);
}

#[test]
fn age_of_a_token() {
    let most = Limits::default().token_age;
    for (age, expected, counted) in [
        (most, "ok", 0),
        (most + Duration::from_secs(1), "unauthorized", 1),
        (1_000 * most, "unauthorized", 1),
    ] {
        let mut server = Server::new(Limits::default());
        let mut client = server.connect(Peer::default());
        let (id, token) = server.page("page");
        client.topic = format!("lv:{id}");
        let payload = json!({"session": token, "dialect": "native"});
        assert_eq!(client.ask(START + age, "phx_join", payload), expected);
        assert_eq!(server.counts().unauthorized_joins, counted);
    }
}

/// Counts how often it works out what it shows.
struct Slow;

impl LiveView for Slow {
    type Event = ();
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        let times = cx.state::<AtomicUsize>().unwrap();
        cx.reuse("slow", |_| times.fetch_add(1, Ordering::Relaxed));
        Slow
    }

    fn render(&self) -> impl View {
        h! { <p>slow</p> }
    }
}

#[test]
fn values_between_first_page_and_session() {
    for (most, pages, again) in [(3, 3, 0), (3, 4, 1), (3, 3_000, 2_997), (0, 1, 1)] {
        let times = Arc::new(AtomicUsize::new(0));
        let limits = Limits {
            reused: most,
            joins_per_second: u32::MAX,
            ..Limits::default()
        };
        let endpoint = Endpoint::new(Secret::new(&[1; 32]).unwrap())
            .with_view::<Slow>("slow")
            .with_state(times.clone())
            .with_limits(limits);
        let mut server = Server {
            endpoint: Arc::new(endpoint),
            now: START,
            pages: 0,
        };
        let pages: Vec<_> = (0..pages).map(|_| server.page("slow")).collect();
        let first = times.swap(0, Ordering::Relaxed);
        assert_eq!(first, pages.len());
        assert_eq!(server.counts().dropped_values, again as u64);
        for (id, token) in pages {
            let mut client = server.connect(Peer::default());
            client.topic = format!("lv:{id}");
            let payload = json!({"session": token, "dialect": "native"});
            assert_eq!(client.ask(START, "phx_join", payload), "ok");
        }
        assert_eq!(times.load(Ordering::Relaxed), again, "{first}");
    }
}

#[test]
fn connections_of_an_address() {
    let server = Server::new(Limits::default());
    let admit = |address: &str| {
        let address = Some(address.parse::<IpAddr>().unwrap());
        let browser = None;
        server.endpoint.admit(&Peer { address, browser })
    };
    let open = |times: usize| (0..times).map(|_| admit("192.0.2.1"));
    let held: Vec<_> = open(1_000).filter_map(Result::ok).collect();
    assert_eq!(
        (held.len(), server.counts().refused_connections),
        (1_000, 0)
    );
    assert_eq!(admit("192.0.2.1").unwrap_err(), Reason::TooManyConnections);
    assert_eq!(server.counts().refused_connections, 1);
    assert!(open(1_000_000).all(|answer| answer.is_err()));
    assert_eq!(server.counts().refused_connections, 1_000_001);
    assert!(admit("192.0.2.2").is_ok(), "another address");
    assert!(server.endpoint.admit(&Peer::default()).is_ok(), "none");
    drop(held);
    assert!(admit("192.0.2.1").is_ok(), "the others are closed");
}

#[test]
fn sessions_of_a_connection() {
    let mut server = Server::new(Limits::default());
    let mut client = server.connect(Peer::default());
    let mut joins = |times: usize| {
        let answers = (0..times).map(|_| server.join(&mut client));
        answers.filter(|answer| answer == "ok").count()
    };
    assert_eq!((joins(16), joins(1), joins(16_000)), (16, 0, 0));
    assert_eq!(server.counts().refused_sessions, 16_001);
}

#[test]
fn sessions_of_a_browser() {
    let mut server = Server::new(Limits::default());
    let peer = |browser: &str| Peer {
        address: None,
        browser: Some(browser.into()),
    };
    let mut held = Vec::new();
    let mut joins = |server: &mut Server, browser: &str, times: usize| {
        let mut taken = 0;
        for _ in 0..times {
            let mut client = server.connect(peer(browser));
            match server.join(&mut client).as_str() {
                "ok" => {
                    taken += 1;
                    held.push(client);
                }
                refused => assert_eq!(refused, "too many sessions"),
            }
        }
        taken
    };
    assert_eq!(joins(&mut server, "one", 20), 20);
    assert_eq!(server.counts().refused_sessions, 0);
    assert_eq!(joins(&mut server, "one", 1), 0);
    assert_eq!(joins(&mut server, "one", 20_000), 0);
    assert_eq!(server.counts().refused_sessions, 20_001);
    assert_eq!(joins(&mut server, "other", 1), 1);
    // A tab that was closed without a word waits for its client, and makes room.
    let mut closed = held.remove(0);
    closed.connection.handle(Input::Closed, server.now);
    assert_eq!(server.endpoint.parked(), 1);
    let mut late = server.connect(peer("one"));
    assert_eq!(server.join(&mut late), "ok");
    assert_eq!(server.endpoint.parked(), 0);
    assert_eq!(
        server.join(&mut server.connect(peer("one"))),
        "too many sessions"
    );
    // So does one that is left.
    assert_eq!(late.ask(server.now, "phx_leave", json!({})), "ok");
    assert_eq!(server.join(&mut server.connect(peer("one"))), "ok");
}

#[test]
fn bytes_that_are_kept() {
    let most = 1_000;
    let mut server = Server::new(Limits {
        frame_bytes: usize::MAX,
        outbox: most,
        ..Limits::default()
    });
    // A message costs more than its text; `delivery.rs` has the limit to the byte.
    for (bytes, counted) in [(most / 2, 0), (most + 1, 1), (1_000 * most, 2)] {
        let mut client = server.joined();
        assert_eq!(
            client.event(START, json!({"text": "x".repeat(bytes)})),
            "ok"
        );
        assert_eq!(client.event(START, json!({"text": "y"})), "ok");
        assert_eq!(server.counts().overflows, counted, "{bytes}");
        // What did not fit comes as soon as there is room.
        let acknowledge = json!(["1", null, client.topic, "ack", {"ack": 2}]).to_string();
        assert_eq!(client.connection.poll(), None);
        client.connection.handle(Input::Frame(&acknowledge), START);
        let patches = std::iter::from_fn(|| client.connection.poll()).count();
        assert_eq!(patches, usize::from(bytes > most), "{bytes}");
        assert_eq!(server.counts().unacknowledged, 0);
    }
}

#[test]
fn silence() {
    let idle = Limits::default().idle;
    for (time, closes) in [
        (idle - Duration::from_millis(1), false),
        (idle, true),
        (1000 * idle, true),
    ] {
        let mut server = Server::new(Limits::default());
        let mut client = server.joined();
        client.connection.handle(Input::Timeout, START + time);
        let closed = client.connection.poll() == Some(Output::Close(CloseReason::Silent));
        assert_eq!(
            (closed, server.counts().silences),
            (closes, u64::from(closes))
        );
    }
}

#[test]
fn an_adapter_can_close() {
    for (reason, code) in [
        (CloseReason::FrameTooLong, 1009),
        (CloseReason::NotText, 1003),
        (CloseReason::GoingAway, 1001),
    ] {
        let mut server = Server::new(Limits::default());
        let mut client = server.joined();
        client.connection.handle(Input::Close(reason), START);
        assert_eq!(client.connection.poll(), Some(Output::Close(reason)));
        assert_eq!(client.connection.poll(), None);
        assert_eq!(reason.code(), code);
        assert_eq!(server.endpoint.parked(), 1, "its sessions wait");
    }
}

/// `docs/sessions.md` has each limit with its default.
#[test]
fn the_table_of_limits_is_true() {
    let Limits {
        frame_bytes,
        depth,
        keys,
        fields,
        events_per_second,
        event_burst,
        joins_per_second,
        join_burst,
        connections_per_address,
        sessions,
        sessions_per_browser,
        outbox,
        grace,
        parked,
        reused,
        upload_bytes,
        uploads,
        token_age,
        idle,
    } = Limits::default();
    let kib = |bytes: usize| format!("{} KiB", bytes / 1024);
    let seconds = |time: Duration| format!("{} s", time.as_secs());
    let days = |time: Duration| format!("{} days", time.as_secs() / 86_400);
    let rows = [
        ("frame_bytes", kib(frame_bytes)),
        ("depth", depth.to_string()),
        ("keys", grouped(keys)),
        ("fields", fields.to_string()),
        ("events_per_second", events_per_second.to_string()),
        ("event_burst", event_burst.to_string()),
        ("joins_per_second", joins_per_second.to_string()),
        ("join_burst", join_burst.to_string()),
        ("connections_per_address", grouped(connections_per_address)),
        ("sessions", sessions.to_string()),
        ("sessions_per_browser", sessions_per_browser.to_string()),
        ("outbox", kib(outbox)),
        ("grace", seconds(grace)),
        ("parked", grouped(parked)),
        ("reused", grouped(reused)),
        (
            "upload_bytes",
            format!("{} MiB", upload_bytes / (1024 * 1024)),
        ),
        ("uploads", grouped(uploads)),
        ("token_age", days(token_age)),
        ("idle", seconds(idle)),
    ];
    let document = include_str!("../../docs/sessions.md");
    let start = "| limit | default | of | beyond it | counted as |\n|---|---|---|---|---|\n";
    let (_, table) = document.split_once(start).expect("the table is there");
    let table = table.split("\n\n").next().unwrap();
    let documented: Vec<(&str, &str)> = table
        .lines()
        .map(|line| {
            let mut cells = line.split('|').map(str::trim).skip(1);
            (cells.next().unwrap(), cells.next().unwrap())
        })
        .collect();
    let rows: Vec<(String, &str)> = rows
        .iter()
        .map(|(name, default)| (format!("`{name}`"), default.as_str()))
        .collect();
    let rows: Vec<(&str, &str)> = rows.iter().map(|(n, d)| (n.as_str(), *d)).collect();
    assert_eq!(documented, rows);
}

/// `1,024`.
fn grouped(number: usize) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", number / 1000, number % 1000),
    }
}
