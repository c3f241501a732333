//! Sessions driven by scripted frames.

#![cfg(feature = "session")]

use serde_json::{Value, json};
use slotwise::session::{
    Connection, Endpoint, Input, Limits, Message, NoPage, Output, PageRequest, Secret, SessionMap,
};
use slotwise::{HashKey, Live, LiveView, RawEvent, Sender, Tracked, View, h};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const START: Duration = Duration::from_secs(1_800_000_000);

/// A view that does what events tell it.
struct Board {
    name: Tracked<String>,
    lines: Tracked<Vec<String>>,
    hall: Arc<Hall>,
}

/// What all boards share.
#[derive(Default)]
struct Hall {
    senders: Mutex<Vec<Sender<String>>>,
    /// What happened, in order.
    log: Mutex<Vec<String>>,
}

impl Hall {
    fn log(&self, line: impl Into<String>) {
        self.log.lock().unwrap().push(line.into());
    }
}

impl LiveView for Board {
    type Event = RawEvent;
    type Info = String;

    fn mount(cx: &mut Live<Self>) -> Self {
        let hall = cx.state::<Hall>().unwrap();
        let query = cx.params().get("q").unwrap_or("-");
        hall.log(format!("mount {} {query}", cx.connected()));
        hall.senders.lock().unwrap().push(cx.sender());
        cx.send_after(Duration::from_secs(1), "mounted a second ago".to_owned());
        Board {
            name: cx
                .session()
                .get("name")
                .unwrap_or("nobody")
                .to_owned()
                .into(),
            lines: vec![].into(),
            hall,
        }
    }

    fn handle_event(&mut self, event: RawEvent, cx: &mut Live<Self>) {
        let text = event.value("text").unwrap_or_default();
        match event.name.as_str() {
            "add" => self.lines.push(text.to_owned()),
            "name" => {
                cx.put_session("name", text);
                *self.name = text.to_owned();
            }
            "later" => cx.send_after(Duration::from_secs(5), text.to_owned()),
            "ring" => cx.push_event("ring", json!({"tone": text, "by": "\"me\""})),
            "ring bare" => cx.push_event("ring", json!({})),
            "ring first" => cx.push_event_first("ring", json!({})),
            _ => {}
        }
    }

    fn handle_info(&mut self, info: String, cx: &mut Live<Self>) {
        match info.strip_prefix("session ") {
            Some(text) => {
                cx.put_session("info", text);
            }
            None => self.lines.push(info),
        }
    }

    fn render(&self) -> impl View {
        h! { <h1>{@name}</h1><p :for={line in @lines}>{line}</p> }
    }

    fn terminate(&mut self) {
        self.hall.log(format!("terminate {}", *self.name));
    }
}

fn secret(byte: u8) -> Secret {
    Secret::new(&[byte; 32]).unwrap()
}

fn endpoint(hall: &Arc<Hall>) -> Endpoint {
    Endpoint::new(secret(1))
        .with_view::<Board>("board")
        .with_state(hall.clone())
}

/// A connection with its queue of messages.
struct Client {
    hall: Arc<Hall>,
    endpoint: Arc<Endpoint>,
    connection: Connection,
    queue: Arc<Mutex<Vec<Message>>>,
    now: Duration,
}

impl Client {
    fn new(hall: Arc<Hall>, endpoint: Endpoint) -> Client {
        let endpoint = Arc::new(endpoint);
        let queue = Arc::new(Mutex::new(Vec::new()));
        let put = queue.clone();
        let mailbox = move |message| {
            put.lock().unwrap().push(message);
            true
        };
        let connection =
            Connection::new(endpoint.clone(), HashKey::new(1), Arc::new(mailbox), START);
        Client {
            hall,
            endpoint,
            connection,
            queue,
            now: START,
        }
    }

    fn start() -> Client {
        let hall = Arc::default();
        let endpoint = endpoint(&hall);
        Client::new(hall, endpoint)
    }

    /// A token for the element `phx-AAAAAAAAAAAAAAAA`.
    fn token(&self) -> String {
        let request = PageRequest::default();
        let page = self.endpoint.first_page("board", request, START).unwrap();
        assert_eq!(format!("lv:{}", page.id()), TOPIC);
        page.token().to_owned()
    }

    /// What was logged since the last call.
    fn log(&self) -> String {
        std::mem::take(&mut *self.hall.log.lock().unwrap()).join("; ")
    }

    fn outputs(&mut self) -> Vec<String> {
        let outputs = std::iter::from_fn(|| self.connection.poll());
        let text = |output| match output {
            Output::Send(text) => text,
            Output::Spawn(task) => format!("{task:?}"),
            Output::Close(_) => "close".to_owned(),
        };
        outputs.map(text).collect()
    }

    /// What is sent after an input.
    fn after(&mut self, input: Input<'_>) -> Vec<String> {
        self.connection.handle(input, self.now);
        self.outputs()
    }

    /// The one answer to a frame.
    fn say(&mut self, frame: &str) -> String {
        let mut answers = self.after(Input::Frame(frame));
        assert_eq!(answers.len(), 1, "{frame} {answers:?}");
        answers.remove(0)
    }

    fn join(&mut self, token: &str, members: &str) -> String {
        self.say(&format!(
            r#"["1","1","{TOPIC}","phx_join",{{"session":"{token}"{members}}}]"#
        ))
    }

    fn joined(dialect: &str) -> Client {
        let mut client = Client::start();
        let token = client.token();
        let reply = client.join(&token, dialect);
        assert!(reply.contains(r#""status":"ok""#), "{reply}");
        client
    }

    fn event(&mut self, name: &str, text: &str) -> String {
        let frame = format!(
            r#"["1","2","{TOPIC}","event",{{"type":"click","event":"{name}","value":{{"text":"{text}"}}}}]"#
        );
        response(&self.say(&frame))
    }

    /// What is sent after the messages in the queue.
    fn deliver(&mut self) -> Vec<String> {
        for message in std::mem::take(&mut *self.queue.lock().unwrap()) {
            self.connection.handle(Input::Info(message), self.now);
        }
        self.outputs()
    }
}

const TOPIC: &str = "lv:phx-AAAAAAAAAAAAAAAA";
const NATIVE: &str = r#","dialect":"native""#;
const PHOENIX: &str = "";

/// The response of an ok reply.
fn response(reply: &str) -> String {
    let start = r#"{"status":"ok","response":"#;
    let at = reply
        .find(start)
        .unwrap_or_else(|| panic!("no ok: {reply}"));
    reply[at + start.len()..]
        .strip_suffix("}]")
        .unwrap()
        .to_owned()
}

#[test]
fn the_first_page() {
    let client = Client::start();
    let html = |query: &str| {
        let request = PageRequest {
            query: query.to_owned(),
            session: [("name", "Ada")].into_iter().fold(
                SessionMap::default(),
                |mut map, (name, value)| {
                    map.put(name, value);
                    map
                },
            ),
            ..PageRequest::default()
        };
        let page = client.endpoint.first_page("board", request, START).unwrap();
        (page.to_html(), page.token().to_owned())
    };
    let (html, token) = html("q=a%20b");
    let expected = format!(
        r#"<div id="phx-AAAAAAAAAAAAAAAA" data-phx-main data-phx-session="{token}" data-phx-static=""><h1>Ada</h1></div>"#
    );
    assert_eq!(html, expected);
    assert_eq!(client.log(), "mount false a b");
    // A view that was never connected gets nothing and is not told to end.
    assert!(!client.hall.senders.lock().unwrap()[0].send("hello".to_owned()));
    let none = client
        .endpoint
        .first_page("bored", PageRequest::default(), START);
    assert_eq!(none.unwrap_err(), NoPage::UnknownView);
}

#[test]
fn native_frames() {
    let mut client = Client::start();
    let token = client.token();
    let reply = client.join(
        &token,
        r#","dialect":"native","url":"http://localhost/board?q=7#x""#,
    );
    assert!(client.log().ends_with("mount true 7"));
    let start = format!(r#"["1","1","{TOPIC}","phx_reply","#);
    assert!(reply.starts_with(&start), "{reply}");
    let response = response(&reply);
    assert!(response.starts_with(r#"{"rendered":[{"0":["#), "{response}");
    assert!(response.ends_with(r#"],"dialect":"native"}"#), "{response}");

    assert_eq!(client.event("nothing", ""), "{}");
    assert_eq!(
        client.event("ring", "low"),
        r#"{"e":[["ring",{"by":"\"me\"","tone":"low"}]]}"#
    );
    assert_eq!(client.event("ring bare", ""), r#"{"e":[["ring",{}]]}"#);
    assert_eq!(
        client.event("ring first", ""),
        r#"{"e":[["ring",{},true]]}"#
    );
    let named = client.event("name", "Ada");
    assert!(
        named.starts_with(r#"{"diff":[0,"Ada"],"token":""#),
        "{named}"
    );
    assert!(!client.event("name", "Ada").contains("token"));
}

#[test]
fn phoenix_frames() {
    let mut client = Client::start();
    let token = client.token();
    let response = response(&client.join(&token, PHOENIX));
    assert!(
        response.starts_with(r#"{"rendered":{"0":"nobody","1":"","#),
        "{response}"
    );
    assert!(
        response.ends_with(r#"},"liveview_version":"1.2.12"}"#),
        "{response}"
    );

    assert_eq!(client.event("nothing", ""), "{}");
    let ring = client.event("ring", "low");
    assert_eq!(
        ring,
        r#"{"diff":{"e":[["ring",{"by":"\"me\"","tone":"low"}]]}}"#
    );
    let named = client.event("name", "Ada");
    assert!(
        named.starts_with(r#"{"diff":{"0":"Ada"},"token":""#),
        "{named}"
    );

    // Events and a change in one diff.
    client.hall.senders.lock().unwrap()[1].send("hello".to_owned());
    client
        .connection
        .handle(Input::Info(client.queue.lock().unwrap().remove(0)), START);
    let both = client.event("ring bare", "");
    assert!(both.starts_with(r#"{"diff":{"1":{"#), "{both}");
    assert!(both.ends_with(r#","e":[["ring",{}]]}}"#), "{both}");
}

#[test]
fn infos() {
    for (dialect, payload) in [(NATIVE, r#"{"d":[{"1":"#), (PHOENIX, r#"{"1":{"#)] {
        let mut client = Client::joined(dialect);
        let sender = client.hall.senders.lock().unwrap()[1].clone();
        assert!(sender.is_alive());
        assert!(sender.send("one".to_owned()));
        assert!(sender.clone().send("two".to_owned()));
        // Both are in one patch, because nobody asked for the first alone.
        let sent = client.deliver();
        let start = format!(r#"["1",null,"{TOPIC}","diff",{payload}"#);
        assert_eq!(sent.len(), 1);
        assert!(sent[0].starts_with(&start), "{sent:?}");
        assert!(sent[0].contains("one") && sent[0].contains("two"));
        assert_eq!(client.deliver(), [""; 0]);
    }
}

#[test]
fn a_token_goes_with_a_native_diff_and_waits_for_a_phoenix_reply() {
    let mut native = Client::joined(NATIVE);
    native.hall.senders.lock().unwrap()[1].send("session x".to_owned());
    let sent = native.deliver();
    assert!(sent[0].contains(r#""diff",{"token":""#), "{sent:?}");

    let mut phoenix = Client::joined(PHOENIX);
    phoenix.hall.senders.lock().unwrap()[1].send("session x".to_owned());
    assert_eq!(phoenix.deliver(), [""; 0]);
    let reply = phoenix.event("nothing", "");
    assert!(reply.starts_with(r#"{"token":""#), "{reply}");
}

#[test]
fn a_new_token_brings_the_session_to_the_next_join() {
    let mut client = Client::joined(NATIVE);
    let named = client.event("name", "Ada");
    let (_, token) = named.split_once(r#""token":""#).unwrap();
    let token = token.strip_suffix(r#""}"#).unwrap().to_owned();
    client.log();
    let reply = client.join(&token, NATIVE);
    assert!(reply.contains(r#""Ada""#), "{reply}");
    assert_eq!(client.log(), "terminate Ada; mount true -");
    // Another process with the same secret takes it as well; one with another secret does not.
    let mut other = Client::start();
    assert!(other.join(&token, NATIVE).contains(r#""Ada""#));
    let hall = Arc::default();
    let stranger = Endpoint::new(secret(2))
        .with_view::<Board>("board")
        .with_state(Arc::clone(&hall));
    let mut stranger = Client::new(hall, stranger);
    assert!(stranger.join(&token, NATIVE).contains("unauthorized"));
}

#[test]
fn timers() {
    let mut client = Client::joined(NATIVE);
    let second = Duration::from_secs(1);
    assert_eq!(client.connection.poll_timeout(), Some(START + second));
    // Too early: nothing.
    assert_eq!(client.after(Input::Timeout), [""; 0]);
    client.now += second;
    let sent = client.after(Input::Timeout);
    assert!(sent[0].contains("mounted a second ago"), "{sent:?}");
    client.event("later", "tea");
    assert_eq!(
        client.connection.poll_timeout(),
        Some(client.now + 5 * second)
    );
    client.now += 7 * second;
    assert!(client.after(Input::Timeout)[0].contains("tea"));
    assert_eq!(client.after(Input::Timeout), [""; 0]);
}

#[test]
fn silence_closes() {
    let mut client = Client::joined(NATIVE);
    client.now += Duration::from_secs(60);
    client.after(Input::Timeout);
    let beat = client.say(r#"[null,"9","phoenix","heartbeat",{}]"#);
    assert_eq!(
        beat,
        r#"[null,"9","phoenix","phx_reply",{"status":"ok","response":{}}]"#
    );
    client.now += Duration::from_secs(89);
    assert_eq!(client.after(Input::Timeout), [""; 0]);
    client.now += Duration::from_secs(1);
    assert_eq!(client.connection.poll_timeout(), Some(client.now));
    assert_eq!(client.after(Input::Timeout), ["close"]);
    assert!(client.log().ends_with("terminate nobody"));
    assert_eq!(client.connection.poll_timeout(), None);
}

#[test]
fn every_way_to_end_terminates_once() {
    type End = fn(&mut Client);
    let ends: [(&str, End); 5] = [
        ("closed", |client| {
            client.after(Input::Closed);
        }),
        ("left", |client| {
            let reply = client.say(&format!(r#"["1","5","{TOPIC}","phx_leave",{{}}]"#));
            assert_eq!(response(&reply), "{}");
        }),
        ("garbage", |client| {
            assert_eq!(client.after(Input::Frame("{")), ["close"])
        }),
        ("joined again", |client| {
            let token = client.token();
            client.join(&token, NATIVE);
            client
                .hall
                .log
                .lock()
                .unwrap()
                .retain(|line| line.starts_with("terminate"));
        }),
        ("dropped", |client| {
            let hall = client.hall.clone();
            let endpoint = endpoint(&hall);
            *client = Client::new(hall, endpoint);
        }),
    ];
    for (name, end) in ends {
        let mut client = Client::joined(NATIVE);
        client.log();
        let sender = client.hall.senders.lock().unwrap()[1].clone();
        end(&mut client);
        assert_eq!(client.log(), "terminate nobody", "{name}");
        assert!(!sender.send("anybody?".to_owned()), "{name}");
        assert!(!sender.is_alive());
    }
}

#[test]
fn a_message_to_a_session_that_is_gone_reaches_no_other() {
    let mut client = Client::joined(NATIVE);
    let sender = client.hall.senders.lock().unwrap()[1].clone();
    assert!(sender.send("late".to_owned()));
    let token = client.token();
    client.join(&token, NATIVE);
    assert_eq!(client.deliver(), [""; 0]);
}

#[test]
fn a_leave_from_before_the_last_join_does_nothing() {
    let mut client = Client::joined(NATIVE);
    let token = client.token();
    client.say(&format!(
        r#"["7","7","{TOPIC}","phx_join",{{"session":"{token}","dialect":"native"}}]"#
    ));
    client.say(&format!(r#"["1","8","{TOPIC}","phx_leave",{{}}]"#));
    let event = |join: &str| {
        format!(r#"["{join}","9","{TOPIC}","event",{{"type":"click","event":"x","value":{{}}}}]"#)
    };
    assert!(client.say(&event("7")).contains(r#""ok""#));
    assert!(client.say(&event("1")).contains("unmatched topic"));
}

#[test]
fn hostile_frames_are_refused() {
    fn check(frame: &str, expected: &[&str]) {
        let mut client = Client::joined(NATIVE);
        let answers = client.after(Input::Frame(frame));
        assert_eq!(answers, expected, "{frame}");
    }
    let refused = |start: &str, reason: &str| {
        format!(r#"[{start},"phx_reply",{{"status":"error","response":{{"reason":"{reason}"}}}}]"#)
    };
    let close = ["close"];
    for garbage in ["", "x", "{}", "[", "\"\"", "[1", "\u{0}"] {
        check(garbage, &close);
    }
    check(&"[".repeat(60_000), &close);
    check(
        &format!(
            r#"[null,null,"t","e",{{"a":{}{}}}]"#,
            "[".repeat(40),
            "]".repeat(40)
        ),
        &close,
    );
    check(
        &format!(
            r#"["1","2","{TOPIC}","event",{{"a":"{}"}}]"#,
            "x".repeat(64 * 1024)
        ),
        &close,
    );
    check("[]", &[&refused(r#"null,null,"""#, "malformed")]);
    check(
        r#"[1,"2","t","e",{}]"#,
        &[&refused(r#"null,null,"""#, "malformed")],
    );
    check(
        r#"["1","2","other","event",{}]"#,
        &[&refused(r#""1","2","other""#, "unmatched topic")],
    );
    check(
        r#"["1","2","other","phx_join",{}]"#,
        &[&refused(r#""1","2","other""#, "unmatched topic")],
    );
    check(
        r#"["1","2","lv:x","event",{}]"#,
        &[&refused(r#""1","2","lv:x""#, "unmatched topic")],
    );
    check(
        r#"[null,"2","phoenix","phx_join",{}]"#,
        &[&refused(r#"null,"2","phoenix""#, "malformed")],
    );
    let here = format!(r#""1","2","{TOPIC}""#);
    for (event, payload, reason) in [
        ("event", "null", "malformed"),
        ("event", "[]", "malformed"),
        ("event", r#"{"type":"click"}"#, "malformed"),
        ("event", r#"{"type":1,"event":"x"}"#, "malformed"),
        (
            "event",
            r#"{"type":"click","event":"x","value":[1]}"#,
            "malformed",
        ),
        ("other", "{}", "malformed"),
        ("phx_join", "null", "malformed"),
        ("phx_join", r#"{"session":7}"#, "malformed"),
        ("phx_join", r#"{"session":"x","dialect":7}"#, "malformed"),
        ("phx_join", r#"{"session":"x"}"#, "unauthorized"),
        ("phx_join", r#"{"session":"."}"#, "unauthorized"),
        ("phx_join", r#"{"session":"e30.e30"}"#, "unauthorized"),
    ] {
        check(
            &format!("[{here},\"{event}\",{payload}]"),
            &[&refused(&here, reason)],
        );
    }
}

#[test]
fn a_token_is_for_one_element_and_for_a_while() {
    let mut client = Client::start();
    let token = client.token();
    let other = format!(r#"["1","1","lv:phx-other","phx_join",{{"session":"{token}"}}]"#);
    assert!(client.say(&other).contains("unauthorized"));
    let two_weeks = Duration::from_secs(14 * 24 * 60 * 60);
    client.now += two_weeks;
    assert!(client.join(&token, NATIVE).contains(r#""ok""#));
    client.now += Duration::from_secs(1);
    assert!(client.join(&token, NATIVE).contains("unauthorized"));
}

#[test]
fn parameters_of_the_path_are_signed_and_win() {
    let mut client = Client::start();
    let request = PageRequest {
        query: "q=query".to_owned(),
        path: [("q", "path")].into_iter().collect(),
        ..PageRequest::default()
    };
    let page = client.endpoint.first_page("board", request, START);
    let members = r#","url":"http://localhost/path?q=other""#;
    client.join(page.unwrap().token(), members);
    assert_eq!(client.log(), "mount false path; mount true path");
}

#[test]
fn sessions_in_one_connection_are_bounded() {
    let hall = Arc::default();
    let limits = Limits {
        sessions: 2,
        ..Limits::default()
    };
    let endpoint = endpoint(&hall).with_limits(limits);
    let mut client = Client::new(hall, endpoint);
    let mut join = |byte: u8| {
        let request = PageRequest {
            random: [byte; 12],
            ..PageRequest::default()
        };
        let page = client.endpoint.first_page("board", request, START).unwrap();
        let (id, token) = (page.id(), page.token());
        client.say(&format!(
            r#"["1","1","lv:{id}","phx_join",{{"session":"{token}"}}]"#
        ))
    };
    assert!(join(1).contains(r#""ok""#));
    assert!(join(2).contains(r#""ok""#));
    assert!(join(3).contains("too many sessions"));
    assert!(join(2).contains(r#""ok""#));
}

#[test]
fn nothing_happens_after_the_end() {
    let mut client = Client::joined(NATIVE);
    client.after(Input::Closed);
    let token = client.token();
    let join = format!(r#"["1","1","{TOPIC}","phx_join",{{"session":"{token}"}}]"#);
    assert_eq!(client.after(Input::Frame(&join)), [""; 0]);
    assert_eq!(client.after(Input::Timeout), [""; 0]);
}

proptest::proptest! {
    /// Whatever comes, a connection answers or closes; it does not panic.
    #[test]
    fn any_text_is_taken(
        text in r#"(\["[01]","2","(lv:phx-AAAAAAAAAAAAAAAA|phoenix|x)","(event|phx_join|phx_leave|x)",)?(\PC{0,30}|(\[|\{|"|:|,|1|null){0,12})\]?"#
    ) {
        let mut client = Client::joined(NATIVE);
        let answers = client.after(Input::Frame(&text));
        proptest::prop_assert_eq!(answers.len(), 1);
    }
}

const SERVED: &str = r#","dialect":"native","served":true"#;

#[test]
fn who_was_served_the_page_gets_its_outline() {
    let mut client = Client::start();
    let token = client.token();
    let reply: Value = serde_json::from_str(&response(&client.join(&token, SERVED))).unwrap();
    assert_eq!(reply["outline"], json!([0, 1, 0]), "{reply}");
    assert_eq!(reply.get("rendered"), None);
    let name = reply["shapes"].as_str().unwrap();
    let shapes = client.endpoint.shapes(name).unwrap();
    assert_eq!(&*shapes, r#"{"0":[["h1",[],0],1]}"#);
    assert_eq!(client.endpoint.shapes("another"), None);

    // The mirror is that of a client that has the tree.
    assert_eq!(
        client.event("add", "x"),
        r#"{"diff":[{"1":[["p",[],0]]},1,[-2,"x"]]}"#
    );

    let request = PageRequest::default();
    let page = client.endpoint.first_page("board", request, START);
    assert_eq!(page.unwrap().shapes(), Some(name));
}

#[test]
fn a_page_that_changed_since_is_sent_whole() {
    let rendered = |reply: String| reply.contains(r#""rendered":["#);
    let mut client = Client::start();
    let token = client.token();
    // Another client may show anything.
    assert!(rendered(client.join(&token, NATIVE)));

    // The name is part of the page, and of the token that comes with it; but not what is shown.
    let mut client = Client::start();
    let token = client.token();
    client.join(&token, SERVED);
    let changed: Value = serde_json::from_str(&client.event("name", "Ada")).unwrap();
    let token = changed["token"].as_str().unwrap();
    assert!(rendered(client.join(token, SERVED)));

    // One that has been joined before shows what came since.
    let mut client = Client::start();
    let token = client.token();
    let again = r#","dialect":"native","served":true,"params":{"_mounts":1}"#;
    assert!(rendered(client.join(&token, again)));
}
