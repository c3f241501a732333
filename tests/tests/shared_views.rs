//! Views that are one for all who look: what they cost, and that each member shows what it would show alone.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use slotwise::session::{
    Connection, Endpoint, Input, Limits, LiveSession, Message, Outcome, Output, PageRequest,
    Secret, SessionMap, SharedView, Socket,
};
use slotwise::{Event, HashKey, Live, LiveView, Sender, Stream, Tracked, View, h};
use slotwise_tests::{native, phoenix};
use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

const START: Duration = Duration::from_secs(1_800_000_000);

/// What all see, and who sees something else.
#[derive(Clone)]
struct Board {
    lines: Tracked<Vec<String>>,
    own: Tracked<u32>,
    hall: Arc<Hall>,
}

#[derive(Default)]
struct Hall {
    senders: Mutex<Vec<Sender<String>>>,
    /// All that was said.
    lines: Mutex<Vec<String>>,
    renders: AtomicU64,
    mounts: AtomicU64,
    leaves: AtomicU64,
    ends: AtomicU64,
    /// Events that a hook handled.
    votes: AtomicU64,
}

#[derive(Event)]
enum BoardEvent {
    Own,
    Move,
}

impl Board {
    fn subscribe(&self, cx: &mut Live<Self>) {
        self.hall.senders.lock().unwrap().push(cx.sender());
    }

    fn look(&mut self) {
        *self.lines = self.hall.lines.lock().unwrap().clone();
    }
}

impl LiveView for Board {
    type Event = BoardEvent;
    type Info = String;

    fn mount(cx: &mut Live<Self>) -> Self {
        let hall = cx.state::<Hall>().unwrap();
        let mut board = Board {
            lines: vec![].into(),
            own: 0.into(),
            hall,
        };
        if cx.connected() {
            assert!(cx.session().get("user").is_none(), "a group is nobody's");
            board.hall.mounts.fetch_add(1, Relaxed);
            board.subscribe(cx);
            cx.set_title("Board");
            cx.push_event("hello", 1);
            cx.send_after(Duration::from_secs(9), "nine seconds".to_owned());
            cx.start_async("task", async { 7 }, |board: &mut Board, seven, _| {
                board.lines.push(format!("task {seven:?}"));
            });
        }
        board.look();
        board
    }

    fn handle_event(&mut self, event: BoardEvent, cx: &mut Live<Self>) {
        match event {
            BoardEvent::Own => *self.own += 1,
            BoardEvent::Move => cx.push_patch("/board?page=2"),
        }
        let user = cx.session().get("user").map(str::to_owned);
        assert_eq!(user.as_deref(), Some("Ada"), "who left is somebody");
    }

    fn handle_info(&mut self, info: String, cx: &mut Live<Self>) {
        match info.as_str() {
            "crash" => panic!("crashed on purpose"),
            "title" => cx.set_title("Another"),
            "ring" => cx.push_event("ring", 2),
            ring if ring.starts_with("ring ") => {
                cx.set_title(ring);
                cx.push_event("ring", ring["ring ".len()..].parse::<u64>().unwrap());
            }
            "elsewhere" => cx.push_navigate("/board?page=3"),
            "nine seconds" => self.lines.push(info),
            _ => self.look(),
        }
    }

    fn render(&self) -> impl View {
        self.hall.renders.fetch_add(1, Relaxed);
        h! {
            <h1 title={@own}>{@lines.len()} lines</h1>
            {#if @lines.len() > 2}<b>many</b>{/if}
            <p :for={line in @lines}>{line}</p>
        }
    }

    fn terminate(&mut self) {
        self.hall.ends.fetch_add(1, Relaxed);
    }
}

impl SharedView for Board {
    fn leave(&mut self, cx: &mut Live<Self>) {
        self.hall.leaves.fetch_add(1, Relaxed);
        self.subscribe(cx);
        self.look();
    }
}

/// Votes are counted for the session, which stays in its group.
fn count_votes(socket: &mut Socket) -> ControlFlow<()> {
    socket.attach_event_hook("votes", |event, socket| match event.name.as_str() {
        "vote" => {
            let hall = socket.state::<Hall>().unwrap();
            hall.votes.fetch_add(1, Relaxed);
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    });
    ControlFlow::Continue(())
}

/// A server and its clients.
struct World {
    endpoint: Arc<Endpoint>,
    hall: Arc<Hall>,
    clients: Vec<Client>,
    pages: u8,
    now: Duration,
}

struct Client {
    topic: String,
    token: String,
    connection: Connection,
    mail: Arc<Mutex<Vec<Message>>>,
    outcomes: Vec<Outcome>,
    shown: Shown,
    joins: u64,
    key: Option<String>,
    applied: u64,
    title: String,
    rung: Vec<u64>,
    errors: u64,
    refused: u64,
}

enum Shown {
    Native(native::Client),
    Phoenix(phoenix::Client),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Dialect {
    Native,
    Phoenix,
}

impl World {
    fn new() -> World {
        World::with_limits(Limits::default())
    }

    fn with_limits(limits: Limits) -> World {
        let hall = Arc::<Hall>::default();
        let views = LiveSession::new("")
            .on_mount(count_votes)
            .shared_view::<Board>("/board");
        let endpoint = Endpoint::new(Secret::new(&[1; 32]).unwrap())
            .with_live_session(views)
            .with_state(hall.clone())
            .with_limits(limits);
        World {
            endpoint: Arc::new(endpoint),
            hall,
            clients: Vec::new(),
            pages: 0,
            now: START,
        }
    }

    fn with(dialect: Dialect, clients: usize) -> World {
        let mut world = World::new();
        for _ in 0..clients {
            world.join(dialect, "/board");
        }
        world
    }

    /// A new client, which has joined; its number.
    fn join(&mut self, dialect: Dialect, address: &str) -> usize {
        self.pages += 1;
        let (location, query) = address.split_once('?').unwrap_or((address, ""));
        let mut session = SessionMap::default();
        session.put("user", "Ada");
        let request = PageRequest {
            location: location.to_owned(),
            query: query.to_owned(),
            session,
            random: [self.pages; 12],
            ..PageRequest::default()
        };
        let page = self
            .endpoint
            .first_page("/board", request, self.now)
            .unwrap();
        let (connection, mail) = connect(&self.endpoint, self.now);
        self.clients.push(Client {
            topic: format!("lv:{}", page.id()),
            token: page.token().to_owned(),
            connection,
            mail,
            outcomes: Vec::new(),
            shown: match dialect {
                Dialect::Native => Shown::Native(native::Client::default()),
                Dialect::Phoenix => Shown::Phoenix(phoenix::Client::default()),
            },
            joins: 0,
            key: None,
            applied: 0,
            title: String::new(),
            rung: Vec::new(),
            errors: 0,
            refused: 0,
        });
        let at = self.clients.len() - 1;
        self.clients[at].join(address, self.now);
        at
    }

    fn say(&self, line: &str) {
        self.hall.lines.lock().unwrap().push(line.to_owned());
        self.tell(line);
    }

    /// Tells all views something.
    fn tell(&self, info: &str) {
        let senders = self.hall.senders.lock().unwrap().clone();
        let alive = senders
            .into_iter()
            .filter(|sender| sender.send(info.to_owned()));
        *self.hall.senders.lock().unwrap() = alive.collect();
    }

    fn work(&mut self) {
        for at in 0..self.clients.len() {
            self.clients[at].work(self.now);
        }
    }

    /// All show what there is.
    fn check(&mut self) {
        self.work();
        self.work();
        for client in &mut self.clients {
            client.check();
        }
    }

    fn renders(&self) -> u64 {
        self.hall.renders.swap(0, Relaxed)
    }

    fn leaves(&self) -> u64 {
        self.hall.leaves.load(Relaxed)
    }

    /// A client's socket breaks; the server learns of it.
    fn drop_socket(&mut self, at: usize) {
        let client = &mut self.clients[at];
        client.connection.handle(Input::Closed, self.now);
        client.take_outputs(self.now, false);
    }

    fn reconnect(&mut self, at: usize) {
        let client = &mut self.clients[at];
        (client.connection, client.mail) = connect(&self.endpoint, self.now);
        client.join("/board", self.now);
    }
}

fn connect(endpoint: &Arc<Endpoint>, now: Duration) -> (Connection, Arc<Mutex<Vec<Message>>>) {
    let mail = Arc::<Mutex<Vec<Message>>>::default();
    let put = mail.clone();
    let mailbox = move |message| {
        put.lock().unwrap().push(message);
        true
    };
    let connection = Connection::new(endpoint.clone(), HashKey::new(3), Arc::new(mailbox), now);
    (connection, mail)
}

impl Client {
    fn join(&mut self, address: &str, now: Duration) {
        self.joins += 1;
        let mut payload =
            json!({"session": self.token, "url": format!("http://localhost{address}")});
        if matches!(self.shown, Shown::Native(_)) {
            payload["dialect"] = "native".into();
            payload["resume"] = match &self.key {
                Some(key) => json!({"key": key, "n": self.applied}),
                None => json!(true),
            };
        }
        self.send("phx_join", payload, now);
    }

    fn send(&mut self, event: &str, payload: Value, now: Duration) {
        let joins = self.joins.to_string();
        let frame = json!([joins, "9", self.topic, event, payload]).to_string();
        self.connection.handle(Input::Frame(&frame), now);
        self.take_outputs(now, true);
    }

    fn event(&mut self, name: &str, now: Duration) {
        let payload = json!({"type": "click", "event": name, "value": {}});
        self.send("event", payload, now);
    }

    /// Says what it has, until there is nothing more.
    fn acknowledge(&mut self, now: Duration) {
        let mut before = 0;
        while self.applied > before {
            before = self.applied;
            let joins = self.joins.to_string();
            let frame = json!([joins, null, self.topic, "ack", {"ack": before}]);
            let frame = frame.to_string();
            self.connection.handle(Input::Frame(&frame), now);
            self.take_outputs(now, true);
        }
    }

    /// Its connection hears what waits for it, and says what there is to say.
    fn work(&mut self, now: Duration) {
        self.hear(now);
        self.take_outputs(now, true);
    }

    fn hear(&mut self, now: Duration) {
        for message in std::mem::take(&mut *self.mail.lock().unwrap()) {
            self.connection.handle(Input::Info(message), now);
        }
        for outcome in std::mem::take(&mut self.outcomes) {
            self.connection.handle(Input::Async(outcome), now);
        }
        if self.connection.poll_timeout().is_some_and(|at| at <= now) {
            self.connection.handle(Input::Timeout, now);
        }
    }

    fn take_outputs(&mut self, now: Duration, is_read: bool) {
        while let Some(output) = self.connection.poll() {
            match output {
                Output::Send(frame) if is_read => self.read(&frame),
                Output::Send(_) => {}
                Output::Spawn(task) => {
                    let mut task = pin!(task);
                    let polled = task.as_mut().poll(&mut Context::from_waker(Waker::noop()));
                    let Poll::Ready(outcome) = polled else {
                        panic!("it is ready at once")
                    };
                    self.outcomes.push(outcome);
                }
                Output::Close(_) => panic!("closed at {now:?}"),
            }
        }
    }

    fn read(&mut self, frame: &str) {
        let frame: Value = serde_json::from_str(frame).unwrap();
        let payload = match frame[3].as_str().unwrap() {
            "phx_error" => {
                self.errors += 1;
                return;
            }
            "phx_reply" => &frame[4]["response"],
            _ => &frame[4],
        };
        self.refused += u64::from(payload.get("reason").is_some());
        if let Some(number) = payload["n"].as_u64() {
            assert_eq!(number, self.applied + 1, "none is missing");
            self.applied = number;
        }
        if let Some(key) = payload["resume"].as_str() {
            (self.key, self.applied) = (Some(key.to_owned()), 0);
        }
        match &mut self.shown {
            Shown::Native(shown) => {
                if payload.get("rendered").is_some() {
                    *shown = native::Client::default();
                }
                for name in ["rendered", "diff", "d"] {
                    if let Some(patch) = payload.get(name) {
                        shown.apply(&patch.to_string()).unwrap();
                    }
                }
                self.take_told(payload, "title");
            }
            Shown::Phoenix(shown) => {
                let is_push = frame[3] == "diff";
                let inner = [payload.get("rendered"), payload.get("diff")];
                let diff = inner.into_iter().flatten().next();
                let Some(diff) = diff.or(is_push.then_some(payload)) else {
                    return;
                };
                let mut patch = diff.clone();
                for name in ["e", "t", "r"] {
                    patch.as_object_mut().unwrap().remove(name);
                }
                shown.apply(&patch.to_string()).unwrap();
                self.take_told(diff, "t");
            }
        }
    }

    fn take_told(&mut self, message: &Value, title: &str) {
        for event in message["e"].as_array().into_iter().flatten() {
            self.rung.push(event[1].as_u64().unwrap());
        }
        if let Some(title) = message[title].as_str() {
            self.title = title.to_owned();
        }
    }

    fn html(&self) -> String {
        match &self.shown {
            Shown::Native(shown) => shown.to_html().unwrap(),
            Shown::Phoenix(shown) => shown.to_html().unwrap(),
        }
    }

    fn check(&mut self) {
        let fresh = self.connection.html(&self.topic).unwrap();
        assert_eq!(self.html(), fresh);
    }
}

#[test]
fn one_mount_one_render_and_one_comparison_serve_all() {
    for dialect in [Dialect::Native, Dialect::Phoenix] {
        let mut world = World::with(dialect, 50);
        assert_eq!(world.hall.mounts.load(Relaxed), 1);
        world.check();
        world.renders();
        for line in ["a", "b", "c", "d"] {
            world.say(line);
            world.work();
            assert_eq!(world.renders(), 1, "of all {dialect:?}");
        }
        world.check();
        assert!(world.clients[49].html().contains("<b>many</b>"));

        world.renders();
        for _ in 0..10 {
            world.join(dialect, "/board");
        }
        // Each request has a page of its own; the tree for those who join is made once.
        assert_eq!(world.renders(), 10 + 1);
        world.say("e");
        world.check();
        assert_eq!(world.leaves(), 0);
        assert_eq!(world.hall.mounts.load(Relaxed), 1);
    }
}

#[test]
fn both_dialects_share_the_view() {
    let mut world = World::with(Dialect::Native, 5);
    for _ in 0..5 {
        world.join(Dialect::Phoenix, "/board");
    }
    world.check();
    world.renders();
    world.say("a");
    world.work();
    assert_eq!((world.renders(), world.hall.mounts.load(Relaxed)), (2, 1));
    world.check();
}

#[test]
fn another_address_is_another_group() {
    let mut world = World::with(Dialect::Native, 2);
    world.join(Dialect::Native, "/board?page=2");
    assert_eq!(world.hall.mounts.load(Relaxed), 2);
    world.say("a");
    world.check();
    assert_eq!(world.leaves(), 0);
}

#[test]
fn titles_and_events_reach_all() {
    for dialect in [Dialect::Native, Dialect::Phoenix] {
        let mut world = World::with(dialect, 3);
        world.work();
        world.tell("title");
        world.tell("ring");
        world.tell("elsewhere");
        world.check();
        for client in &world.clients {
            assert_eq!(
                (client.title.as_str(), &client.rung[..]),
                ("Another", &[1, 2][..])
            );
        }
        let late = world.join(dialect, "/board");
        assert_eq!(world.clients[late].title, "Another");
    }
}

#[test]
fn tasks_and_timers_are_those_of_the_group() {
    let mut world = World::with(Dialect::Native, 3);
    world.work();
    world.now += Duration::from_secs(10);
    world.check();
    for client in &world.clients {
        assert!(
            client
                .html()
                .contains("<p>task Ok(7)</p><p>nine seconds</p>")
        );
    }
}

#[test]
fn one_that_acts_on_its_own_goes_on_alone() {
    for dialect in [Dialect::Native, Dialect::Phoenix] {
        let mut world = World::with(dialect, 3);
        world.say("a");
        world.work();
        let now = world.now;
        world.clients[1].event("own", now);
        assert!(world.clients[1].html().contains(r#"<h1 title="1">"#));
        world.say("b");
        world.check();
        assert!(world.clients[0].html().contains(r#"<h1 title="0">"#));
        assert!(world.clients[1].html().contains("<p>b</p>"));
        assert_eq!((world.leaves(), world.clients[1].errors), (1, 0));
        world.renders();
        world.say("c");
        world.work();
        assert_eq!(world.renders(), 2);
        world.clients[1].event("own", now);
        world.clients[2].event("move", now);
        world.check();
        assert_eq!(world.leaves(), 2);
    }
}

#[test]
fn what_is_not_the_views_is_no_reason_to_leave() {
    let mut world = World::with(Dialect::Native, 2);
    let now = world.now;
    world.clients[0].event("vote", now);
    world.clients[0].event("bogus", now);
    let url = json!({"url": "http://localhost/board"});
    world.clients[0].send("live_patch", url, now);
    world.clients[0].send("live_patch", json!({"url": "http://localhost/other"}), now);
    assert_eq!(world.clients[0].refused, 1);
    assert_eq!((world.hall.votes.load(Relaxed), world.leaves()), (1, 0));
    world.clients[0].send(
        "live_patch",
        json!({"url": "http://localhost/board?page=2"}),
        now,
    );
    assert_eq!(world.leaves(), 1);
    world.say("a");
    world.check();
}

#[test]
fn one_that_is_slow_leaves_with_copies() {
    for dialect in [Dialect::Native, Dialect::Phoenix] {
        for changes in [1, 7, 8, 9, 30] {
            let mut world = World::with(dialect, 3);
            world.work();
            for change in 0..changes {
                world.say(&format!("line {change}"));
                world.clients[0].work(START);
                // Its socket takes nothing.
                world.clients[1].hear(START);
            }
            world.check();
            // The last one has heard of nothing at all until now.
            assert_eq!(
                world.leaves(),
                if changes > 8 { 2 } else { 0 },
                "{changes} changes"
            );
            world.say("and now");
            world.check();
            assert!(world.clients[1].html().contains("<p>and now</p>"));
        }
    }
}

#[test]
fn one_that_acknowledges_nothing_leaves_and_loses_nothing() {
    for changes in [1, 8, 9, 10, 40] {
        // Room for one message.
        let mut world = World::with_limits(Limits {
            outbox: 1,
            ..Limits::default()
        });
        for _ in 0..2 {
            world.join(Dialect::Native, "/board");
        }
        world.work();
        for client in &mut world.clients {
            client.acknowledge(START);
        }
        for change in 0..changes {
            world.say(&format!("line {change}"));
            world.tell(&format!("ring {change}"));
            world.clients[0].work(START);
            world.clients[0].acknowledge(START);
            world.clients[1].work(START);
        }
        let leaves = u64::from(changes > 9);
        assert_eq!(world.leaves(), leaves, "{changes} changes");
        world.clients[1].acknowledge(START);
        world.check();
        let heard: Vec<u64> = [1].into_iter().chain(0..changes).collect();
        for client in &world.clients {
            assert_eq!(client.rung, heard, "{changes} changes");
            assert_eq!(client.title, format!("ring {}", changes - 1));
        }
    }
}

#[test]
fn one_that_comes_back_is_where_it_was() {
    for missed in [0, 2, 20] {
        let mut world = World::with(Dialect::Native, 2);
        world.say("a");
        world.check();
        world.drop_socket(1);
        for change in 0..missed {
            world.say(&format!("line {change}"));
            world.clients[0].work(START);
        }
        world.reconnect(1);
        assert_eq!(world.hall.mounts.load(Relaxed), 1);
        world.check();
        assert_eq!(world.leaves(), u64::from(missed > 8));
        world.say("b");
        world.check();
    }
}

#[test]
fn a_crash_ends_all_and_the_next_group_is_sound() {
    for dialect in [Dialect::Native, Dialect::Phoenix] {
        let mut world = World::with(dialect, 3);
        world.say("a");
        world.check();
        world.clients[2].event("own", START);
        world.tell("crash");
        world.work();
        let errors: Vec<u64> = world.clients.iter().map(|client| client.errors).collect();
        // The one that is alone has crashed by itself.
        assert_eq!(errors, [1, 1, 1]);
        assert_eq!(world.hall.ends.load(Relaxed), 2);
        for at in 0..3 {
            world.clients[at].key = None;
            world.clients[at].join("/board", START);
        }
        assert_eq!(world.hall.mounts.load(Relaxed), 2);
        world.say("b");
        world.check();
    }
}

#[test]
fn the_last_one_ends_it() {
    let mut world = World::with(Dialect::Phoenix, 2);
    let now = world.now;
    world.clients[0].send("phx_leave", json!({}), now);
    assert_eq!(world.hall.ends.load(Relaxed), 0);
    world.clients[1].send("phx_leave", json!({}), now);
    assert_eq!(world.hall.ends.load(Relaxed), 1);
    world.tell("anything");
    assert!(world.hall.senders.lock().unwrap().is_empty());
    world.clients.clear();
    world.join(Dialect::Phoenix, "/board");
    assert_eq!(world.hall.mounts.load(Relaxed), 2);
    world.say("a");
    world.check();
}

#[test]
fn a_served_page_is_adopted_in_the_numbering_of_the_group() {
    let mut world = World::with(Dialect::Native, 1);
    for line in ["a", "b", "c"] {
        world.say(line);
        world.work();
    }
    let late = world.join(Dialect::Native, "/board");
    // As in the group, where a shape that was there later has a higher number.
    let client = &mut world.clients[late];
    client.joins += 1;
    let payload = json!({"dialect": "native", "session": client.token, "served": true, "url": "http://localhost/board"});
    let frame = json!([
        client.joins.to_string(),
        "1",
        client.topic,
        "phx_join",
        payload
    ]);
    client
        .connection
        .handle(Input::Frame(&frame.to_string()), START);
    let Some(Output::Send(reply)) = client.connection.poll() else {
        panic!()
    };
    let reply: Value = serde_json::from_str(&reply).unwrap();
    let response = &reply[4]["response"];
    assert!(response["outline"].is_array(), "{reply}");
    let name = response["shapes"].as_str().unwrap();
    let shapes: Value = serde_json::from_str(&world.endpoint.shapes(name).unwrap()).unwrap();

    let (connection, _) = connect(&world.endpoint, START);
    client.connection = connection;
    let payload =
        json!({"dialect": "native", "session": client.token, "url": "http://localhost/board"});
    let frame = json!(["1", "1", client.topic, "phx_join", payload]).to_string();
    client.connection.handle(Input::Frame(&frame), START);
    let Some(Output::Send(reply)) = client.connection.poll() else {
        panic!()
    };
    let reply: Value = serde_json::from_str(&reply).unwrap();
    assert_eq!(reply[4]["response"]["rendered"][0], shapes);
}

/// Its stream would be empty for those who come later.
#[derive(Clone)]
struct Forgetful {
    lines: Arc<Stream<u32>>,
}

impl LiveView for Forgetful {
    type Event = ();
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Self {
        let mut lines = Stream::new(|line: &u32| format!("l{line}"));
        lines.insert(1);
        let lines = Arc::new(lines);
        Forgetful { lines }
    }

    fn render(&self) -> impl View {
        h! { <ul id="lines" phx-update="stream"><li :for={(id, line) in &*self.lines} id={id}>{line}</li></ul> }
    }
}

impl SharedView for Forgetful {
    fn leave(&mut self, _: &mut Live<Self>) {}
}

#[test]
fn what_is_forgotten_cannot_be_shared() {
    let endpoint = Endpoint::new(Secret::new(&[1; 32]).unwrap());
    let endpoint = Arc::new(endpoint.with_shared_view::<Forgetful>("/lines"));
    let request = PageRequest::default();
    let page = endpoint.first_page("/lines", request, START).unwrap();
    let (mut connection, _) = connect(&endpoint, START);
    let topic = format!("lv:{}", page.id());
    let join = json!(["1", "1", topic, "phx_join", {"session": page.token()}]);
    connection.handle(Input::Frame(&join.to_string()), START);
    let Some(Output::Send(frame)) = connection.poll() else {
        panic!("nothing was said")
    };
    assert!(frame.contains("phx_error"), "{frame}");
}

#[derive(Clone, Debug)]
enum Step {
    Join(Dialect),
    Say,
    /// What it says is what it has said.
    Nothing,
    /// A client's connection is given time.
    Work(usize),
    Hear(usize),
    Own(usize),
    Drop(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let dialect = prop_oneof![Just(Dialect::Native), Just(Dialect::Phoenix)];
    prop_oneof![
        1 => dialect.prop_map(Step::Join),
        6 => Just(Step::Say),
        1 => Just(Step::Nothing),
        8 => (0..9usize).prop_map(Step::Work),
        4 => (0..9usize).prop_map(Step::Hear),
        1 => (0..9usize).prop_map(Step::Own),
        1 => (0..9usize).prop_map(Step::Drop),
    ]
}

#[test]
fn members_show_what_they_would_show_alone() {
    let mut runner = TestRunner::deterministic();
    let steps = prop::collection::vec(step(), 1..120);
    let result = runner.run(&steps, |steps| {
        let mut world = World::with(Dialect::Native, 2);
        for step in steps {
            let clients = world.clients.len();
            match step {
                Step::Join(dialect) => _ = world.join(dialect, "/board"),
                Step::Say => world.say(&format!("line {}", clients)),
                Step::Nothing => world.tell("look"),
                Step::Work(at) => world.clients[at % clients].work(START),
                Step::Hear(at) => world.clients[at % clients].hear(START),
                Step::Own(at) => world.clients[at % clients].event("own", START),
                Step::Drop(at) => {
                    let at = at % clients;
                    if matches!(world.clients[at].shown, Shown::Native(_)) {
                        world.drop_socket(at);
                        world.reconnect(at);
                    }
                }
            }
        }
        world.check();
        Ok(())
    });
    result.unwrap();
}
