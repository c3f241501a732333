//! Components with state in a session: events that are theirs, and the frames about what the client took away.

#![cfg(feature = "session")]

use slotwise::session::{
    ComponentCx, Connection, Endpoint, Event, Input, Live, LiveView, Message, Output, PageRequest,
    RawEvent, Secret,
};
use slotwise::{Components, HashKey, Patcher, Tracked, View, component, h};
use std::sync::Arc;
use std::time::Duration;

const NOW: Duration = Duration::from_secs(1_800_000_000);

struct Counter {
    n: Tracked<i64>,
}

#[derive(Event)]
enum CounterEvent {
    Up { by: Option<i64> },
    Ring,
    Other,
    Crash,
}

#[component]
impl Counter {
    fn mount(start: i64) -> Self {
        Counter { n: start.into() }
    }

    fn handle_event(&mut self, event: CounterEvent, cx: &mut ComponentCx<'_>) {
        match event {
            CounterEvent::Up { by } => *self.n += by.unwrap_or(1),
            CounterEvent::Ring => {
                let by = cx.myself().number();
                cx.push_event("rung", serde_json::json!({ "by": by }));
            }
            CounterEvent::Other => {
                cx.send_update("b", |other: &mut Counter| *other.n += 10);
                // It is being told something itself.
                assert!(!cx.send_update("a", |own: &mut Counter| *own.n = -1));
            }
            CounterEvent::Crash => panic!("crashed on purpose"),
        }
    }

    fn render(&self) -> impl View {
        h! { <b phx-click="up" phx-target={@myself}>{@n}</b> }
    }
}

struct Board {
    both: Tracked<bool>,
}

impl LiveView for Board {
    type Event = RawEvent;
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Self {
        Board { both: true.into() }
    }

    fn handle_event(&mut self, event: RawEvent, cx: &mut Live<Self>) {
        match event.name.as_str() {
            "both" => *self.both = !*self.both,
            _ => _ = cx.send_update("a", |counter: &mut Counter| *counter.n = 100),
        }
    }

    fn render(&self) -> impl View {
        h! { <p><.Counter id="a" start={1} /><.Counter :if={@both} id="b" start={5} /></p> }
    }
}

/// Shows more each time it is brought up to date.
struct Visits {
    n: Tracked<u32>,
}

#[component]
impl Visits {
    fn mount(name: &str) -> Self {
        let _ = name;
        Visits { n: 1.into() }
    }

    fn update(&mut self, name: &str) {
        let _ = name;
        *self.n += 1;
    }

    fn render(&self) -> impl View {
        h! { <i>{@n}</i> }
    }
}

struct Client {
    endpoint: Arc<Endpoint>,
    connection: Connection,
    topic: String,
}

impl Client {
    /// Joins; gives the reply too.
    fn join(dialect: &str) -> (Client, String) {
        Client::join_to::<Board>(dialect)
    }

    fn join_to<V: LiveView>(dialect: &str) -> (Client, String) {
        let secret = Secret::new(&[1; 32]).expect("long enough");
        let endpoint = Endpoint::new(secret).with_view::<V>("board");
        let page = endpoint
            .first_page("board", PageRequest::default(), NOW)
            .expect("a view of this name");
        let (topic, token) = (format!("lv:{}", page.id()), page.token());
        let mailbox = Arc::new(|_: Message| false);
        let endpoint = Arc::new(endpoint);
        let connection = Connection::new(endpoint.clone(), HashKey::new(1), mailbox, NOW);
        let payload = format!(r#"{{{dialect}"session":"{token}"}}"#);
        let mut client = Client {
            endpoint,
            connection,
            topic,
        };
        let reply = client.send("phx_join", &payload);
        (client, reply)
    }

    /// The response to a frame.
    fn send(&mut self, event: &str, payload: &str) -> String {
        let frame = format!(r#"["1","2","{}","{event}",{payload}]"#, self.topic);
        self.connection.handle(Input::Frame(&frame), NOW);
        let Some(Output::Send(reply)) = self.connection.poll() else {
            panic!("no reply to {frame}")
        };
        assert_eq!(self.connection.poll(), None);
        let (_, payload) = reply.split_once(r#""phx_reply","#).expect("a reply");
        let payload = payload.trim_end_matches(']');
        payload.replace(r#"{"status":"ok","response":"#, "ok ")
    }

    fn event(&mut self, name: &str, cid: &str) -> String {
        let payload = format!(r#"{{"type":"click","event":"{name}","value":{{}},"cid":{cid}}}"#);
        self.send("event", &payload)
    }

    fn html(&mut self) -> String {
        let html = self.connection.html(&self.topic).expect("a session");
        html.replace(" phx-click=\"up\"", "")
    }
}

#[test]
fn events_reach_one_instance() {
    let (mut client, _) = Client::join(r#""dialect":"native","#);
    assert_eq!(client.event("up", "2"), r#"ok {"diff":[1,0,1,6]}}"#);
    assert_eq!(client.event("up", "1"), r#"ok {"diff":[0,1,2]}}"#);
    assert_eq!(
        client.event("ring", "2"),
        r#"ok {"e":[["rung",{"by":2}]]}}"#
    );
    assert_eq!(client.event("other", "1"), r#"ok {"diff":[1,0,1,16]}}"#);
    assert_eq!(client.event("up", "null"), r#"ok {"diff":[0,1,100]}}"#);
    assert_eq!(
        client.html(),
        r#"<p><b phx-target="1">100</b><b phx-target="2">16</b></p>"#
    );
}

#[test]
fn what_is_no_event_of_the_component_is_an_error() {
    let (mut client, _) = Client::join(r#""dialect":"native","#);
    let error = r#"{"status":"error","response":{"reason":"event"}}"#;
    assert_eq!(client.event("none", "1"), error);
    let ill_typed = r#"{"type":"click","event":"up","value":{"by":"one"},"cid":1}"#;
    assert_eq!(client.send("event", ill_typed), error);
    let typed = r#"{"type":"click","event":"up","value":{"by":"3"},"cid":1}"#;
    assert_eq!(client.send("event", typed), r#"ok {"diff":[0,1,4]}}"#);
}

#[test]
fn a_panic_in_a_component_ends_the_session_of_its_view() {
    let (mut client, _) = Client::join(r#""dialect":"native","#);
    let payload = r#"{"type":"click","event":"crash","value":{},"cid":1}"#;
    let frame = format!(r#"["1","2","{}","event",{payload}]"#, client.topic);
    client.connection.handle(Input::Frame(&frame), NOW);
    let Some(Output::Send(told)) = client.connection.poll() else {
        panic!("nothing was said")
    };
    assert!(told.contains("phx_error"), "{told}");
    assert_eq!(client.connection.html(&client.topic), None);
}

#[test]
fn a_served_page_is_adopted_with_its_components() {
    let (mut client, reply) = Client::join(r#""dialect":"native","served":true,"#);
    assert!(reply.contains(r#"ok {"outline":[0,"#), "{reply}");
    assert_eq!(client.event("up", "2"), r#"ok {"diff":[1,0,1,6]}}"#);
}

/// What is adopted is what was hashed, though `name` cannot be tracked and `update` runs at each visit.
#[test]
fn adopting_brings_nothing_up_to_date() {
    let (mut components, mut patcher) = (Components::new(), Patcher::new());
    let (mut outline, mut patch) = (String::new(), String::new());
    let name = String::from("a");
    let view = h! { <p><.Visits id="v" name={&name} /></p> };
    assert_eq!(components.to_html(&view), "<p><i>1</i></p>");
    let key = HashKey::new(1);
    let mut mirror = components.adopt(&mut patcher, key, &view, &mut outline);
    let shown = components.get::<Visits>("v").map(|visits| *visits.n);
    assert_eq!(shown, Some(1));
    assert!(components.patch(&mut patcher, &mut mirror, &view, &mut patch));
    assert_eq!(patch, "[0,0,2]");
}

#[test]
fn phoenix_frames() {
    let (mut client, reply) = Client::join("");
    assert!(
        reply.contains(r#""c":{"1":{"#) && reply.contains(r#""2":{"s":1,"#),
        "{reply}"
    );
    assert_eq!(
        client.event("up", "2"),
        r#"ok {"diff":{"c":{"2":{"1":"6"}}}}}"#
    );
    assert_eq!(client.event("both", "null"), r#"ok {"diff":{"1":""}}}"#);
    assert_eq!(
        client.send("cids_will_destroy", r#"{"cids":[2]}"#),
        "ok {}}"
    );
    // Back before the client has taken it away: it is as it was, and sent in full.
    let back = r#"ok {"diff":{"1":{"0":2,"s":["",""]},"c":{"2":{"s":-1,"0":" phx-target=\"2\"","1":"6"}}}}}"#;
    assert_eq!(client.event("both", "null"), back);
    assert_eq!(
        client.send("cids_destroyed", r#"{"cids":[2,3,1]}"#),
        r#"ok {"cids":[3]}}"#
    );
    assert_eq!(
        client.html(),
        r#"<p><b phx-target="1">1</b><b phx-target="2">6</b></p>"#
    );
}

#[test]
fn what_the_client_took_away_comes_back_as_another_one() {
    let (mut client, _) = Client::join("");
    client.event("up", "2");
    client.event("both", "null");
    client.send("cids_will_destroy", r#"{"cids":[2]}"#);
    // It is nobody's to be told, and not shown.
    assert_eq!(client.event("up", "2"), "ok {}}");
    assert_eq!(
        client.send("cids_destroyed", r#"{"cids":[2]}"#),
        r#"ok {"cids":[2]}}"#
    );
    client.event("both", "null");
    assert_eq!(
        client.html(),
        r#"<p><b phx-target="1">1</b><b phx-target="3">5</b></p>"#
    );
}

#[test]
fn a_client_that_never_tells_is_not_waited_for() {
    struct Many {
        from: u32,
    }
    impl LiveView for Many {
        type Event = RawEvent;
        type Info = ();
        fn mount(_: &mut Live<Self>) -> Self {
            Many { from: 0 }
        }
        fn handle_event(&mut self, event: RawEvent, _: &mut Live<Self>) {
            self.from = event.value("from").unwrap_or_default().parse().unwrap();
        }
        fn render(&self) -> impl View {
            h! { <p><.Told :for={id in self.from..self.from + 100} id={id} /></p> }
        }
    }
    let (mut client, _) = Client::join_to::<Many>("");
    let mut show = |from: u32| {
        let payload = format!(r#"{{"type":"click","event":"show","value":{{"from":"{from}"}}}}"#);
        client.send("event", &payload)
    };
    DROPPED.set(0);
    for from in [100, 200, 300, 400] {
        show(from);
    }
    assert_eq!(DROPPED.get(), 400 - 128);
    // The first of those that are kept, and the last of those that are not.
    assert!(show(272).contains(r#""0":273"#));
    assert!(show(171).contains(r#""0":501"#));
}

thread_local! {
    static DROPPED: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Counts those that are dropped.
struct Told {}

#[component]
impl Told {
    fn mount() -> Self {
        Told {}
    }

    fn render(&self) -> impl View {
        h! { <i>told</i> }
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        DROPPED.set(DROPPED.get() + 1);
    }
}

/// Shows a component twice, if it is told to.
struct Twice {
    ids: Tracked<[u32; 2]>,
}

impl LiveView for Twice {
    type Event = RawEvent;
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Self {
        Twice { ids: [1, 2].into() }
    }

    fn handle_event(&mut self, event: RawEvent, _: &mut Live<Self>) {
        *self.ids = match event.name.as_str() {
            "twice" => [3, 3],
            _ => [1, 2],
        };
    }

    fn render(&self) -> impl View {
        h! { <p><.Told :for={id in @ids.iter()} id={*id} /></p> }
    }
}

#[test]
fn a_repeated_component_is_counted_and_the_page_goes_on() {
    for dialect in ["", r#""dialect":"native","#] {
        let (mut client, _) = Client::join_to::<Twice>(dialect);
        let mut show = |name: &str| {
            client.event(name, "null");
            let html = client.html();
            (html, client.endpoint.counts().repeated_components)
        };
        assert_eq!(show("once"), ("<p><i>told</i><i>told</i></p>".into(), 0));
        assert_eq!(show("twice"), ("<p><i>told</i></p>".into(), 1));
        assert_eq!(show("once"), ("<p><i>told</i><i>told</i></p>".into(), 1));
        assert_eq!(show("twice"), ("<p><i>told</i></p>".into(), 2));
    }
}

#[test]
fn what_is_gone_or_malformed_does_nothing() {
    let (mut client, _) = Client::join(r#""dialect":"native","#);
    for gone in ["0", "3", "4294967295"] {
        assert_eq!(client.event("up", gone), "ok {}}");
    }
    for wrong in ["-1", "1.5", "\"1\"", "4294967296", "[]", "true"] {
        assert!(client.event("up", wrong).contains("malformed"), "{wrong}");
    }
    for wrong in [
        "{}",
        "[]",
        r#"{"cids":1}"#,
        r#"{"cids":["1"]}"#,
        r#"{"cids":[-1]}"#,
    ] {
        for event in ["cids_will_destroy", "cids_destroyed"] {
            assert!(client.send(event, wrong).contains("malformed"), "{wrong}");
        }
    }
    assert_eq!(
        client.html(),
        r#"<p><b phx-target="1">1</b><b phx-target="2">5</b></p>"#
    );
}
