//! Components with state in a session: events that are theirs, and the frames about what the client took away.

#![cfg(feature = "session")]

use slotwise::session::{
    ComponentCx, Connection, Endpoint, Input, Message, Output, PageRequest, Secret,
};
use slotwise::{Event, HashKey, Live, LiveView, Tracked, View, component, h};
use std::sync::Arc;
use std::time::Duration;

const NOW: Duration = Duration::from_secs(1_800_000_000);

struct Counter {
    n: Tracked<i64>,
}

#[component]
impl Counter {
    fn mount(start: i64) -> Self {
        Counter { n: start.into() }
    }

    fn handle_event(&mut self, event: &Event, cx: &mut ComponentCx<'_>) {
        match event.name.as_str() {
            "up" => *self.n += 1,
            "ring" => cx.push_event("rung", &[("by", &cx.myself().number().to_string())]),
            "other" => {
                cx.send_update("b", |other: &mut Counter| *other.n += 10);
                // It is being told something itself.
                assert!(!cx.send_update("a", |own: &mut Counter| *own.n = -1));
            }
            _ => {}
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
    type Info = ();

    fn mount(_: &mut Live<()>) -> Self {
        Board { both: true.into() }
    }

    fn handle_event(&mut self, event: &Event, cx: &mut Live<()>) {
        match event.name.as_str() {
            "both" => *self.both = !*self.both,
            _ => _ = cx.send_update("a", |counter: &mut Counter| *counter.n = 100),
        }
    }

    fn render(&self) -> impl View {
        h! { <p><.Counter id="a" start={1} /><.Counter :if={@both} id="b" start={5} /></p> }
    }
}

struct Client {
    connection: Connection,
    topic: String,
}

impl Client {
    /// Joins; gives the reply too.
    fn join(dialect: &str) -> (Client, String) {
        let secret = Secret::new(&[1; 32]).expect("long enough");
        let endpoint = Endpoint::new(secret).with_view::<Board>("board");
        let page = endpoint
            .first_page("board", PageRequest::default(), NOW)
            .expect("a view of this name");
        assert!(
            page.to_html()
                .contains(r#"<b phx-click="up" phx-target="2">5</b>"#)
        );
        let (topic, token) = (format!("lv:{}", page.id()), page.token());
        let mailbox = Arc::new(|_: Message| false);
        let connection = Connection::new(Arc::new(endpoint), HashKey::new(1), mailbox, NOW);
        let payload = format!(r#"{{{dialect}"session":"{token}"}}"#);
        let mut client = Client { connection, topic };
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
    assert_eq!(client.event("none", "1"), "ok {}}");
    assert_eq!(
        client.event("ring", "2"),
        r#"ok {"e":[["rung",{"by":"2"}]]}}"#
    );
    assert_eq!(client.event("other", "1"), r#"ok {"diff":[1,0,1,16]}}"#);
    assert_eq!(client.event("up", "null"), r#"ok {"diff":[0,1,100]}}"#);
    assert_eq!(
        client.html(),
        r#"<p><b phx-target="1">100</b><b phx-target="2">16</b></p>"#
    );
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
    // Back before the client has taken it away: another one, in full.
    let back = r#"ok {"diff":{"1":{"0":3,"s":["",""]},"c":{"3":{"s":-1,"0":" phx-target=\"3\"","1":"5"}}}}}"#;
    assert_eq!(client.event("both", "null"), back);
    assert_eq!(
        client.send("cids_destroyed", r#"{"cids":[2,3,1]}"#),
        r#"ok {"cids":[2]}}"#
    );
    assert_eq!(
        client.html(),
        r#"<p><b phx-target="1">1</b><b phx-target="3">5</b></p>"#
    );
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
