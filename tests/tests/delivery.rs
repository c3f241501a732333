//! Connections that drop: nothing is lost, nothing is done twice, and only who had a session gets it back.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use slotwise::session::{
    Connection, Counts, Endpoint, Input, Limits, Message, Outcome, Output, PageRequest, Secret,
    Sender,
};
use slotwise::{HashKey, Live, LiveView, RawEvent, Tracked, View, h};
use slotwise_tests::native;
use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const START: Duration = Duration::from_secs(1_800_000_000);
const TOPIC: &str = "lv:phx-AAAAAAAAAAAAAAAA";

/// What happens to it, line by line.
struct Book {
    count: Tracked<u64>,
    lines: Tracked<Vec<String>>,
    shelf: Arc<Shelf>,
}

#[derive(Default)]
struct Shelf {
    /// Of the books that are connected, the last one last.
    senders: Mutex<Vec<Sender<String>>>,
    terminated: Mutex<u64>,
}

impl LiveView for Book {
    type Event = RawEvent;
    type Info = String;

    fn mount(cx: &mut Live<Self>) -> Self {
        let shelf = cx.state::<Shelf>().unwrap();
        if cx.connected() {
            shelf.senders.lock().unwrap().push(cx.sender());
        }
        Book {
            count: 0.into(),
            lines: vec![].into(),
            shelf,
        }
    }

    fn handle_event(&mut self, event: RawEvent, cx: &mut Live<Self>) {
        let id = event.value("id").unwrap_or_default().to_owned();
        *self.count += 1;
        match event.name.as_str() {
            "write" => self.lines.push(format!("{id} {}", "x".repeat(1_000))),
            "task" => cx.start_async(&id.clone(), async move { id }, |book, id, _| {
                book.lines.push(id.unwrap());
            }),
            "later" => cx.send_after(Duration::from_secs(2), id),
            "clear" => self.lines.clear(),
            "ring" => cx.push_event("ring", &id),
            "leave" => cx.redirect("/elsewhere"),
            "quiet" => *self.count -= 1,
            _ => cx.reply(&id),
        }
    }

    fn handle_info(&mut self, info: String, _: &mut Live<Self>) {
        self.lines.push(info);
    }

    fn render(&self) -> impl View {
        h! { <h1 title={*@count}>{*@count} lines</h1><p :for={line in @lines}>{line}</p> }
    }

    fn terminate(&mut self) {
        *self.shelf.terminated.lock().unwrap() += 1;
    }
}

/// One socket of the server's.
struct Socket {
    connection: Connection,
    infos: Arc<Mutex<Vec<Message>>>,
    outcomes: Vec<Outcome>,
}

/// A client, a server, and what is on the wire.
struct World {
    endpoint: Arc<Endpoint>,
    shelf: Arc<Shelf>,
    /// The last one is the client's; those before it are dead, but may not know it.
    sockets: Vec<Socket>,
    up: VecDeque<String>,
    down: VecDeque<String>,
    now: Duration,
    client: Client,
}

/// What `js-client/src/delivery.js` does.
#[derive(Default)]
struct Client {
    token: String,
    page: native::Client,
    key: Option<String>,
    applied: u64,
    handed: u64,
    last_ref: u64,
    join_ref: String,
    is_joining: bool,
    is_joined: bool,
    /// Number, reference and payload.
    waiting: Vec<(u64, String, Value)>,
    /// What each event was answered.
    answers: Vec<(u64, Value)>,
    rung: Vec<String>,
    mounts: u64,
    /// The server wants to know what has come.
    is_asked: bool,
}

impl World {
    fn new(limits: Limits) -> World {
        let shelf = Arc::<Shelf>::default();
        let endpoint = Endpoint::new(Secret::new(&[1; 32]).unwrap())
            .with_view::<Book>("book")
            .with_state(shelf.clone())
            .with_limits(limits);
        let page = endpoint.first_page("book", PageRequest::default(), START);
        let client = Client {
            token: page.unwrap().token().to_owned(),
            ..Client::default()
        };
        let mut world = World {
            endpoint: Arc::new(endpoint),
            shelf,
            sockets: Vec::new(),
            up: VecDeque::new(),
            down: VecDeque::new(),
            now: START,
            client,
        };
        world.connect();
        world
    }

    fn joined(limits: Limits) -> World {
        let mut world = World::new(limits);
        world.settle();
        assert_eq!(world.client.mounts, 1);
        world
    }

    /// A socket that the server has accepted, and the join on it.
    fn connect(&mut self) {
        let infos = Arc::new(Mutex::new(Vec::new()));
        let put = infos.clone();
        let mailbox = move |message| {
            put.lock().unwrap().push(message);
            true
        };
        let seed = self.sockets.len() as u64;
        let connection = Connection::new(
            self.endpoint.clone(),
            HashKey::new(seed),
            Arc::new(mailbox),
            self.now,
        );
        self.sockets.push(Socket {
            connection,
            infos,
            outcomes: Vec::new(),
        });
        let join = self.client.join();
        self.up.push_back(join);
    }

    /// What is under way is lost.
    fn drop_wire(&mut self) {
        self.up.clear();
        self.down.clear();
        self.client.is_joined = false;
    }

    fn reconnect(&mut self) {
        self.drop_wire();
        self.connect();
    }

    /// The server learns that the socket before the current one is gone.
    fn close_dead(&mut self) {
        let dead = self.sockets.len() - 1;
        for socket in &mut self.sockets[..dead] {
            socket.connection.handle(Input::Closed, self.now);
        }
    }

    fn close(&mut self) {
        self.drop_wire();
        let socket = self.sockets.last_mut().unwrap();
        socket.connection.handle(Input::Closed, self.now);
    }

    fn server_reads(&mut self, twice: bool) {
        let Some(frame) = self.up.pop_front() else {
            return;
        };
        let socket = self.sockets.last_mut().unwrap();
        for _ in 0..=u8::from(twice) {
            socket.connection.handle(Input::Frame(&frame), self.now);
        }
    }

    /// Infos, ends of tasks and timers come; then the server writes.
    fn server_works(&mut self) {
        let last = self.sockets.len() - 1;
        for (at, socket) in self.sockets.iter_mut().enumerate() {
            let infos = std::mem::take(&mut *socket.infos.lock().unwrap());
            for message in infos {
                socket.connection.handle(Input::Info(message), self.now);
            }
            for outcome in std::mem::take(&mut socket.outcomes) {
                socket.connection.handle(Input::Async(outcome), self.now);
            }
            if socket
                .connection
                .poll_timeout()
                .is_some_and(|at| at <= self.now)
            {
                socket.connection.handle(Input::Timeout, self.now);
            }
            while let Some(output) = socket.connection.poll() {
                match output {
                    Output::Send(frame) if at == last => self.down.push_back(frame),
                    Output::Spawn(task) => socket.outcomes.push(run(task)),
                    Output::Send(_) | Output::Close(_) => {}
                }
            }
        }
    }

    fn client_reads(&mut self, twice: bool) {
        let Some(frame) = self.down.pop_front() else {
            return;
        };
        for _ in 0..=u8::from(twice) {
            self.up.extend(self.client.read(&frame));
        }
    }

    fn event(&mut self, name: &str) -> u64 {
        let (number, frame) = self.client.event(name);
        self.up.extend(frame);
        number
    }

    fn info(&self, text: &str) -> bool {
        let senders = self.shelf.senders.lock().unwrap();
        senders
            .last()
            .is_some_and(|sender| sender.send(text.to_owned()))
    }

    /// Until nothing is under way.
    fn settle(&mut self) {
        for _ in 0..10 {
            self.server_works();
            while !self.up.is_empty() || !self.down.is_empty() {
                self.server_reads(false);
                self.server_works();
                self.client_reads(false);
            }
        }
    }

    fn html(&mut self) -> String {
        let socket = self.sockets.last_mut().unwrap();
        socket.connection.html(TOPIC).unwrap()
    }

    fn terminated(&self) -> u64 {
        *self.shelf.terminated.lock().unwrap()
    }

    fn counts(&self) -> Counts {
        self.endpoint.counts()
    }
}

fn run(task: slotwise::session::Task) -> Outcome {
    let mut task = std::pin::pin!(task);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match task.as_mut().poll(&mut context) {
        std::task::Poll::Ready(outcome) => outcome,
        std::task::Poll::Pending => panic!("it is ready at once"),
    }
}

impl Client {
    fn next_ref(&mut self) -> String {
        self.last_ref += 1;
        self.last_ref.to_string()
    }

    fn join(&mut self) -> String {
        self.join_ref = self.next_ref();
        self.is_joining = true;
        let resume = match &self.key {
            Some(key) => json!({"key": key, "n": self.applied}),
            None => json!(true),
        };
        let payload = json!({"dialect": "native", "session": self.token, "resume": resume});
        json!([self.join_ref, self.join_ref, TOPIC, "phx_join", payload]).to_string()
    }

    /// The number of an event, and its frame if it can be sent.
    fn event(&mut self, name: &str) -> (u64, Option<String>) {
        self.handed += 1;
        let (number, reference) = (self.handed, self.next_ref());
        let payload = json!({"type": "click", "event": name, "value": {"id": number.to_string()}, "m": number});
        self.waiting
            .push((number, reference.clone(), payload.clone()));
        let frame = self.is_joined.then(|| self.frame(&reference, &payload));
        (number, frame)
    }

    fn frame(&self, reference: &str, payload: &Value) -> String {
        let mut payload = payload.clone();
        payload["ack"] = self.applied.into();
        json!([self.join_ref, reference, TOPIC, "event", payload]).to_string()
    }

    /// Takes a frame; what is sent in turn.
    fn read(&mut self, frame: &str) -> Vec<String> {
        let frame: Value = serde_json::from_str(frame).unwrap();
        assert_eq!(frame[2], TOPIC);
        let payload = &frame[4];
        if frame[1] == json!(self.join_ref) {
            if !std::mem::take(&mut self.is_joining) {
                return Vec::new();
            }
            assert_eq!(payload["status"], "ok", "{frame}");
            return self.joined(&payload["response"]);
        }
        if frame[0] != json!(self.join_ref) || !self.is_joined {
            return Vec::new();
        }
        match frame[3].as_str().unwrap() {
            "phx_reply" => {
                let response = &payload["response"];
                let at = self
                    .waiting
                    .iter()
                    .position(|(_, reference, _)| frame[1] == json!(reference));
                if self.take(response, "diff")
                    && let Some(at) = at
                {
                    let (number, ..) = self.waiting.remove(at);
                    self.answers.push((number, response.clone()));
                }
            }
            _ => {
                self.take(payload, "d");
            }
        }
        let is_asked = std::mem::take(&mut self.is_asked);
        is_asked
            .then(|| self.acknowledgement())
            .into_iter()
            .collect()
    }

    fn acknowledgement(&self) -> String {
        let payload = json!({"ack": self.applied});
        json!([self.join_ref, null, TOPIC, "ack", payload]).to_string()
    }

    /// Applies a message, if it is new.
    fn take(&mut self, message: &Value, patch: &str) -> bool {
        if let Some(number) = message["n"].as_u64() {
            if number <= self.applied {
                return false;
            }
            assert_eq!(number, self.applied + 1, "none is missing");
            self.applied = number;
            self.is_asked |= message["ack"] == json!(true);
        }
        if let Some(patch) = message.get(patch) {
            self.page.apply(&patch.to_string()).unwrap();
        }
        for event in message["e"].as_array().into_iter().flatten() {
            self.rung.push(event[1].as_str().unwrap().to_owned());
        }
        true
    }

    fn joined(&mut self, response: &Value) -> Vec<String> {
        self.is_joined = true;
        let Some(handled) = response["resumed"].as_u64() else {
            self.mounts += 1;
            self.page = native::Client::default();
            self.page.apply(&response["rendered"].to_string()).unwrap();
            self.applied = 0;
            self.handed = 0;
            self.waiting.clear();
            self.key = response["resume"].as_str().map(str::to_owned);
            return Vec::new();
        };
        let unhandled = self.waiting.iter().filter(|(number, ..)| *number > handled);
        unhandled
            .map(|(_, reference, payload)| self.frame(reference, payload))
            .collect()
    }
}

#[derive(Clone, Debug)]
enum Step {
    Event(&'static str),
    Info,
    ServerReads {
        twice: bool,
    },
    ServerWorks,
    ClientReads {
        twice: bool,
    },
    /// The connection drops with all that is under way; whether the server learns of it first.
    Drop {
        server_knows: bool,
    },
    CloseDead,
    Wait,
}

const EVENTS: &[&str] = &[
    "write", "write", "task", "later", "clear", "ring", "reply", "quiet",
];

fn step(events: &'static [&'static str]) -> impl Strategy<Value = Step> {
    let name = prop::sample::select(events);
    let twice = || prop::bool::weighted(0.2);
    prop_oneof![
        4 => name.prop_map(Step::Event),
        2 => Just(Step::Info),
        6 => twice().prop_map(|twice| Step::ServerReads { twice }),
        6 => Just(Step::ServerWorks),
        6 => twice().prop_map(|twice| Step::ClientReads { twice }),
        2 => any::<bool>().prop_map(|server_knows| Step::Drop { server_knows }),
        1 => Just(Step::CloseDead),
        1 => Just(Step::Wait),
    ]
}

/// Does the steps with a limit; how often there was no room for a patch.
fn check_drops(steps: &[Step], outbox: usize) -> u64 {
    let limits = Limits {
        outbox,
        ..Limits::default()
    };
    let mut world = World::joined(limits);
    let (mut names, mut infos) = (Vec::new(), 0);
    for step in steps {
        match step {
            Step::Event(name) => {
                names.push(*name);
                assert_eq!(world.event(name), names.len() as u64);
            }
            Step::Info => {
                infos += 1;
                assert!(world.info(&format!("info {infos}")));
            }
            Step::ServerReads { twice } => world.server_reads(*twice),
            Step::ServerWorks => world.server_works(),
            Step::ClientReads { twice } => world.client_reads(*twice),
            Step::Drop { server_knows } => {
                if *server_knows {
                    world.close();
                }
                world.reconnect();
            }
            Step::CloseDead => world.close_dead(),
            // Connections that are dead are asked for their sessions, and not waited for longer than that.
            Step::Wait if world.now < START + Duration::from_secs(4) => {
                world.now += Duration::from_secs(1);
            }
            Step::Wait => {}
        }
    }
    world.reconnect();
    world.settle();
    world.now += Duration::from_secs(3);
    world.settle();
    let html = world.html();
    let client = &world.client;
    assert_eq!(
        (client.mounts, world.terminated()),
        (1, 0),
        "it is the same session"
    );
    assert_eq!(client.page.to_html().unwrap(), html);
    let mut answered: Vec<u64> = client.answers.iter().map(|(number, _)| *number).collect();
    assert_eq!(answered.len(), names.len(), "each event was answered once");
    answered.sort_unstable();
    assert!(answered.iter().copied().eq(1..=names.len() as u64));
    let quiet = names.iter().filter(|name| **name == "quiet").count();
    let count = format!("{} lines</h1>", names.len() - quiet);
    assert!(html.contains(&count), "each event was handled once");
    let of = |wanted: &'static str| {
        let numbered = names.iter().zip(1_u64..);
        numbered
            .filter(move |(name, _)| **name == wanted)
            .map(|(_, number)| number)
    };
    assert!(
        client
            .rung
            .iter()
            .cloned()
            .eq(of("ring").map(|number| number.to_string()))
    );
    for (number, response) in &client.answers {
        if names[*number as usize - 1] == "reply" {
            assert_eq!(response["reply"], number.to_string());
        }
    }
    if !names.contains(&"clear") {
        let place = |text: String| {
            let places: Vec<usize> = html.match_indices(&text).map(|(at, _)| at).collect();
            assert_eq!(places.len(), 1, "{text}");
            places[0]
        };
        assert!(
            of("write")
                .map(|id| place(format!("<p>{id} xx")))
                .is_sorted()
        );
        assert!(
            (1..=infos)
                .map(|info| place(format!("<p>info {info}</p>")))
                .is_sorted()
        );
        for id in of("task").chain(of("later")) {
            place(format!("<p>{id}</p>"));
        }
    }
    world.counts().overflows
}

/// Checks lives of up to so many steps; how often there was no room for a patch.
fn check_lives(events: &'static [&'static str], most_steps: usize, outbox: usize) -> u64 {
    let config = ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let overflows = Cell::new(0);
    let steps = prop::collection::vec(step(events), 0..most_steps);
    let result = TestRunner::new(config).run(&steps, |steps| {
        overflows.set(overflows.get() + check_drops(&steps, outbox));
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}\n{error:?}");
    }
    overflows.get()
}

#[test]
fn nothing_is_lost_or_done_twice() {
    assert_eq!(check_lives(EVENTS, 80, Limits::default().outbox), 0);
}

#[test]
fn what_has_no_room_comes_as_one_patch() {
    // Room for a few long lines, or for the bare answers to all events.
    const CROWDED: &[&str] = &["write", "write", "write", "task", "later", "ring", "reply"];
    let overflows = check_lives(CROWDED, 150, 6_000);
    assert!(overflows > 40, "{overflows}");
}

#[test]
fn a_reply_to_who_lacks_nothing_is_tiny() {
    let mut world = World::joined(Limits::default());
    world.close();
    assert_eq!(world.endpoint.parked(), 1);
    world.reconnect();
    world.server_reads(false);
    world.server_works();
    let expected =
        format!(r#"["2","2","{TOPIC}","phx_reply",{{"status":"ok","response":{{"resumed":0}}}}]"#);
    assert_eq!(world.down, [expected]);
    assert_eq!(world.endpoint.parked(), 0);
}

#[test]
fn what_is_missed_comes_as_it_was() {
    let mut world = World::joined(Limits::default());
    world.event("write");
    world.event("reply");
    while !world.up.is_empty() {
        world.server_reads(false);
    }
    world.info("info");
    world.server_works();
    let missed: Vec<String> = world.down.iter().cloned().collect();
    assert_eq!(missed.len(), 3);
    world.close();
    world.reconnect();
    world.server_reads(false);
    world.server_works();
    assert!(world.down.pop_front().unwrap().contains(r#"{"resumed":2}"#));
    let again: Vec<String> = missed
        .iter()
        .map(|frame| frame.replacen("\"1\"", "\"4\"", 1))
        .collect();
    assert_eq!(world.down, again);
}

/// A page whose client reads nothing, with more lines than fit.
fn crowded(more: &str) -> World {
    let mut world = World::joined(Limits {
        outbox: 2_000,
        ..Limits::default()
    });
    for _ in 0..8 {
        world.event("write");
        world.server_reads(false);
    }
    world.event(more);
    world.server_reads(false);
    world.server_works();
    world
}

#[test]
fn answers_come_without_the_patch_that_has_no_room() {
    let mut world = crowded("ring");
    let patches = world
        .down
        .iter()
        .filter(|frame| frame.contains(r#""diff""#));
    assert_eq!((patches.count(), world.down.len()), (2, 9));
    world.close();
    world.reconnect();
    world.settle();
    let html = world.html();
    let client = &world.client;
    assert_eq!((client.mounts, client.answers.len()), (1, 9));
    assert_eq!(client.rung, ["9"]);
    assert_eq!(client.page.to_html().unwrap(), html);
    // The join, two answers with patches, and one for all the rest.
    let counts = world.counts();
    assert_eq!((counts.patches, counts.overflows), (4, 1));
}

#[test]
fn a_reply_comes_at_once_and_a_departure_too() {
    let world = crowded("reply");
    assert!(world.down.back().unwrap().contains(r#"{"reply":"9","n":9"#));
    let world = crowded("leave");
    assert!(
        world
            .down
            .back()
            .unwrap()
            .contains(r#""redirect":{"to":"/elsewhere"}"#)
    );
}

#[test]
fn what_is_kept_is_bounded_however_much_changes() {
    let outbox = 20_000;
    for (infos, frames) in [(10, 10), (1_000, 18), (10_000, 18)] {
        let mut world = World::joined(Limits {
            outbox,
            ..Limits::default()
        });
        for _ in 0..infos {
            assert!(world.info(&"x".repeat(1_000)));
            world.server_works();
        }
        assert_eq!(world.down.len(), frames, "{infos}");
        // It reads all that, says so, and has one patch for the rest.
        while !world.down.is_empty() {
            world.client_reads(false);
        }
        while !world.up.is_empty() {
            world.server_reads(false);
        }
        world.server_works();
        assert_eq!(world.down.len(), usize::from(infos > frames), "{infos}");
        world.settle();
        assert_eq!(world.client.page.to_html().unwrap(), world.html());
        assert_eq!(world.client.mounts, 1);
    }
}

#[test]
fn a_client_that_acknowledges_nothing_is_mounted_afresh() {
    let mut world = World::joined(Limits {
        outbox: 2_000,
        event_burst: 1_000,
        ..Limits::default()
    });
    for _ in 0..1_000 {
        world.event("ring");
        world.server_reads(false);
        world.server_works();
    }
    let counts = world.counts();
    assert_eq!((counts.unacknowledged, world.terminated()), (1, 1));
    assert!(counts.events < 50, "{counts:?}");
    world.reconnect();
    world.settle();
    assert_eq!(world.client.mounts, 2);
    assert_eq!(world.counts().refused_resumes, 1);
}

#[test]
fn a_client_that_makes_no_room_is_given_up() {
    for (late, ended) in [(89_999, 0), (90_000, 1), (149_999, 1)] {
        let mut world = crowded("write");
        let heartbeat = json!([null, "h", "phoenix", "heartbeat", {}]);
        world.now += Duration::from_secs(60);
        world.up.push_back(heartbeat.to_string());
        world.server_reads(false);
        world.now = START + Duration::from_millis(late);
        world.server_works();
        let counts = world.counts();
        let found = (world.terminated(), counts.unacknowledged, counts.silences);
        assert_eq!(found, (ended, ended, 0), "{late}");
    }
}

#[test]
fn who_makes_room_in_time_goes_on() {
    let mut world = crowded("write");
    for _ in 0..3 {
        world.now += Duration::from_secs(60);
        let acknowledge = json!([world.client.join_ref, null, TOPIC, "ack", {"ack": u64::MAX}]);
        world.up.push_back(acknowledge.to_string());
        world.server_reads(false);
        world.server_works();
        for _ in 0..3 {
            world.info(&"x".repeat(2_000));
            world.server_works();
        }
    }
    assert_eq!((world.terminated(), world.counts().unacknowledged), (0, 0));
}

#[test]
fn the_grace_ends() {
    for (late, mounts) in [(59_999, 1), (60_000, 2), (600_000, 2)] {
        let mut world = World::joined(Limits::default());
        world.event("write");
        world.settle();
        world.close();
        world.now += Duration::from_millis(late);
        world.endpoint.sweep(world.now);
        world.endpoint.sweep(world.now);
        let ended = mounts - 1;
        assert_eq!(
            (world.terminated(), world.endpoint.parked()),
            (ended, usize::from(ended == 0))
        );
        assert_eq!(world.info("too late?"), ended == 0);
        world.reconnect();
        world.settle();
        assert_eq!((world.client.mounts, world.terminated()), (mounts, ended));
        assert_eq!(world.counts().refused_resumes, ended);
    }
}

#[test]
fn without_a_sweep_an_old_session_does_not_come_back_either() {
    let mut world = World::joined(Limits::default());
    world.close();
    world.now += Duration::from_secs(60);
    world.reconnect();
    world.settle();
    assert_eq!((world.client.mounts, world.terminated()), (2, 1));
}

#[test]
fn so_many_are_parked_and_no_more() {
    for (most, clients) in [(3, 3), (3, 4), (3, 100), (0, 1)] {
        let mut world = World::joined(Limits {
            parked: most,
            ..Limits::default()
        });
        world.close();
        for _ in 1..clients {
            world.client.key = None;
            world.now += Duration::from_millis(1);
            world.reconnect();
            world.settle();
            world.close();
        }
        assert_eq!(world.endpoint.parked(), most.min(clients));
        assert_eq!(world.terminated() as usize, clients - most.min(clients));
        let senders = world.shelf.senders.lock().unwrap();
        let alive: Vec<bool> = senders.iter().map(Sender::is_alive).collect();
        assert!(alive.is_sorted(), "the oldest go first");
    }
}

#[test]
fn so_much_waits_and_no_more() {
    for (infos, mounts) in [(1_024, 1), (1_025, 2), (100_000, 2)] {
        let mut world = World::joined(Limits::default());
        world.close();
        let taken = (0..infos).filter(|_| world.info("line")).count();
        assert_eq!(taken, if mounts == 1 { infos } else { 1_024 });
        world.reconnect();
        world.settle();
        assert_eq!(
            (world.client.mounts, world.terminated()),
            (mounts, mounts - 1)
        );
        let lines = world.html().matches("<p>").count();
        assert_eq!(lines, if mounts == 1 { infos } else { 0 });
    }
}

#[test]
fn a_session_that_overflowed_its_connection_does_not_come_back() {
    let shelf = Arc::<Shelf>::default();
    let endpoint = Endpoint::new(Secret::new(&[1; 32]).unwrap())
        .with_view::<Book>("book")
        .with_state(shelf.clone());
    let page = endpoint
        .first_page("book", PageRequest::default(), START)
        .unwrap();
    let full = |_: Message| false;
    let mut connection =
        Connection::new(Arc::new(endpoint), HashKey::new(1), Arc::new(full), START);
    let token = page.token();
    let join = json!(["1", "1", TOPIC, "phx_join", {"dialect": "native", "session": token, "resume": true}]);
    connection.handle(Input::Frame(&join.to_string()), START);
    assert!(!shelf.senders.lock().unwrap()[0].send("lost".to_owned()));
    connection.handle(Input::Closed, START);
    assert_eq!(*shelf.terminated.lock().unwrap(), 1);
}

#[test]
fn only_the_right_key_opens() {
    let check = |change: fn(&mut Client, &str), status: &str| {
        let mut world = World::joined(Limits::default());
        let key = world.client.key.clone().unwrap();
        world.close();
        change(&mut world.client, &key);
        world.connect();
        world.server_reads(false);
        world.server_works();
        let reply = world.down.pop_front().unwrap();
        assert!(reply.contains(status), "{reply}");
        assert!(!reply.contains("resumed"), "{reply}");
        assert_eq!(
            (world.endpoint.parked(), world.terminated()),
            (1, 0),
            "it is still there"
        );
    };
    let fresh = r#""rendered":"#;
    check(|client, key| client.key = Some(format!("{key}A")), fresh);
    check(|client, key| client.key = Some(format!("1{key}")), fresh);
    check(
        |client, key| client.key = Some(key.replacen('.', ".A", 1)),
        fresh,
    );
    check(
        |client, key| client.key = Some(key.split_inclusive('.').next().unwrap().to_owned()),
        fresh,
    );
    check(
        |client, _| client.key = Some("18446744073709551615.x".to_owned()),
        fresh,
    );
    check(
        |client, _| client.key = Some("one.x".to_owned()),
        "malformed",
    );
    check(|client, _| client.key = Some(String::new()), "malformed");
}

#[test]
fn a_key_is_for_its_page() {
    let mut world = World::joined(Limits::default());
    world.close();
    let request = PageRequest {
        random: [1; 12],
        ..PageRequest::default()
    };
    let page = world.endpoint.first_page("book", request, START).unwrap();
    let (topic, token) = (format!("lv:{}", page.id()), page.token());
    let resume = json!({"key": world.client.key, "n": 0});
    let join = json!(["1", "1", topic, "phx_join", {"dialect": "native", "session": token, "resume": resume}]);
    let mut connection = Connection::new(
        world.endpoint.clone(),
        HashKey::new(9),
        Arc::new(|_: Message| true),
        START,
    );
    connection.handle(Input::Frame(&join.to_string()), START);
    let Some(Output::Send(reply)) = connection.poll() else {
        panic!("no reply")
    };
    assert!(
        reply.contains(r#""rendered""#) && !reply.contains("resumed"),
        "{reply}"
    );
    assert_eq!(
        (world.endpoint.parked(), world.counts().refused_resumes),
        (1, 1)
    );
}

#[test]
fn numbers_that_were_never_sent_open_nothing() {
    for (applied, mounts) in [(1, 1), (2, 2), (u64::MAX, 2)] {
        let mut world = World::joined(Limits::default());
        world.event("write");
        world.settle();
        world.close();
        world.client.applied = applied;
        world.reconnect();
        world.settle();
        assert_eq!(world.client.mounts, mounts, "{applied}");
    }
}

#[test]
fn a_dead_connection_gives_its_session_up() {
    let mut world = World::joined(Limits::default());
    world.event("write");
    world.server_reads(false);
    world.reconnect();
    world.server_reads(false);
    world.settle();
    assert_eq!(
        (
            world.client.mounts,
            world.client.answers.len(),
            world.terminated()
        ),
        (1, 1, 0)
    );
    assert_eq!(world.sockets[0].connection.html(TOPIC), None);
}

#[test]
fn the_last_join_gets_the_session() {
    let mut world = World::joined(Limits::default());
    for _ in 0..2 {
        world.reconnect();
        world.server_reads(false);
    }
    let now = world.now;
    let infos = std::mem::take(&mut *world.sockets[0].infos.lock().unwrap());
    for message in infos {
        world.sockets[0]
            .connection
            .handle(Input::Info(message), now);
    }
    assert_eq!(world.endpoint.parked(), 1);
    // It is asked first, but its client has another connection since.
    world.sockets[1].connection.handle(Input::Timeout, now);
    assert_eq!(world.endpoint.parked(), 1);
    world.settle();
    assert_eq!((world.endpoint.parked(), world.client.mounts), (0, 1));
    assert_eq!(world.client.page.to_html().unwrap(), world.html());
}

#[test]
fn one_that_does_not_answer_is_not_waited_for_long() {
    let mut world = World::joined(Limits::default());
    let asked = world.now;
    world.reconnect();
    world.server_reads(false);
    // Nobody looks after the first connection.
    let socket = world.sockets.last_mut().unwrap();
    assert_eq!(socket.connection.poll(), None);
    assert_eq!(
        socket.connection.poll_timeout(),
        Some(asked + Duration::from_secs(5))
    );
    socket
        .connection
        .handle(Input::Timeout, asked + Duration::from_secs(5));
    let Some(Output::Send(reply)) = socket.connection.poll() else {
        panic!("no reply")
    };
    assert!(reply.contains(r#""rendered":"#), "{reply}");
}

#[test]
fn a_task_that_was_not_started_yet_starts_in_the_next_connection() {
    let mut world = World::joined(Limits::default());
    world.event("task");
    world.server_reads(false);
    // It is not asked what there is to do.
    world.close();
    world.reconnect();
    world.settle();
    assert!(world.html().contains("<p>1</p>"));
}

#[test]
fn an_answer_that_leads_elsewhere_is_not_lost() {
    let mut world = World::joined(Limits::default());
    world.event("later");
    world.event("leave");
    world.server_reads(false);
    world.server_reads(false);
    world.event("write");
    world.server_reads(false);
    world.info("nobody listens");
    world.server_works();
    world.now += Duration::from_secs(10);
    world.server_works();
    world.close();
    world.reconnect();
    world.settle();
    let answers: Vec<&Value> = world
        .client
        .answers
        .iter()
        .map(|(_, answer)| answer)
        .collect();
    assert_eq!(answers[1]["redirect"]["to"], "/elsewhere");
    assert_eq!(answers[2]["reason"], "unmatched topic");
    assert_eq!(
        (answers.len(), world.client.mounts, world.terminated()),
        (3, 1, 0)
    );
    let socket = world.sockets.last().unwrap();
    assert!(
        socket.connection.poll_timeout() > Some(world.now),
        "no timer is due"
    );
    let leave = json!([world.client.join_ref, "9", TOPIC, "phx_leave", {}]);
    world.up.push_back(leave.to_string());
    world.server_reads(false);
    assert_eq!((world.terminated(), world.endpoint.parked()), (1, 0));
}

#[test]
fn events_that_come_too_fast_are_refused() {
    for (events, refused) in [(100, 0), (101, 1), (100_000, 99_900)] {
        let mut world = World::joined(Limits {
            outbox: usize::MAX,
            ..Limits::default()
        });
        for _ in 0..events {
            world.event("write");
            world.server_reads(false);
        }
        assert_eq!(world.counts().throttled_events, refused);
        assert_eq!(world.html().matches("<p>").count() as u64, events - refused);
        world.server_works();
        let last = world.down.pop_back().unwrap();
        assert_eq!(
            last.contains(r#""reason":"too many events""#),
            refused > 0,
            "{last}"
        );
    }
}

#[test]
fn events_of_too_many_values_are_refused() {
    for (fields, refused) in [(512, 0), (513, 1), (15_000, 1)] {
        let mut world = World::joined(Limits::default());
        let value = vec!["a="; fields].join("&");
        let event = json!({"type": "form", "event": "write", "value": value, "m": 1});
        let frame = json!([world.client.join_ref, "9", TOPIC, "event", event]);
        world.up.push_back(frame.to_string());
        world.server_reads(false);
        assert_eq!(world.counts().crowded_events, refused, "{fields}");
        assert_eq!(world.html().matches("<p>").count() as u64, 1 - refused);
        world.server_works();
        let reply = world.down.pop_back().unwrap();
        assert_eq!(
            reply.contains(r#""reason":"too many fields""#),
            refused > 0,
            "{reply}"
        );
    }
}

#[test]
fn who_leaves_is_gone() {
    let mut world = World::joined(Limits::default());
    let leave = json!([world.client.join_ref, "9", TOPIC, "phx_leave", {}]);
    world.up.push_back(leave.to_string());
    world.server_reads(false);
    assert_eq!((world.terminated(), world.endpoint.parked()), (1, 0));
    world.close();
    assert_eq!((world.terminated(), world.endpoint.parked()), (1, 0));
}

#[test]
fn dropping_a_connection_ends_its_sessions() {
    let mut world = World::joined(Limits::default());
    world.sockets.clear();
    assert_eq!((world.terminated(), world.endpoint.parked()), (1, 0));
}
