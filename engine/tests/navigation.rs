//! The life of sessions, driven by scripted frames: navigation, flash, hooks, tasks, crashes, typed events.

#![cfg(feature = "session")]

use serde_json::{Value, json};
use slotwise::session::{
    AsyncError, AsyncResult, Connection, Endpoint, Flash, Input, LiveSession, NoPage, Outcome,
    Output, PageRequest, Params, Secret, SessionMap, Socket, Task,
};
use slotwise::{Event, HashKey, Live, LiveView, Tracked, View, h};
use std::future::Future;
use std::ops::ControlFlow;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

const START: Duration = Duration::from_secs(1_800_000_000);
const TOPIC: &str = "lv:phx-AAAAAAAAAAAAAAAA";

/// A view that goes where it is told.
struct Room {
    id: Tracked<String>,
    tab: Tracked<String>,
    found: Tracked<AsyncResult<u32>>,
    said: Tracked<String>,
    flash: Flash,
}

#[derive(Event)]
enum RoomEvent {
    Patch { to: String },
    Replace { to: String },
    Navigate { to: String },
    Login { user: String },
    Redirect { to: String },
    External { to: String },
    Flash { text: String, to: Option<String> },
    Title { text: String },
    Ask { number: u32 },
    Find { mode: String },
    Stop,
    Work { text: String },
    Detach { hook: String },
    Loop,
    Panic,
}

impl LiveView for Room {
    type Event = RoomEvent;
    type Info = String;

    fn mount(cx: &mut Live<Self>) -> Self {
        let computed = cx.reuse("counted", |socket| {
            let counter = socket.state::<AtomicU32>().unwrap();
            counter.fetch_add(1, Ordering::Relaxed)
        });
        if let Some(to) = cx.params().get("mount_to").map(str::to_owned) {
            cx.put_flash("info", "moved on");
            cx.redirect(&to);
        }
        if let Some(tab) = cx.connect_params().get("flash").map(str::to_owned) {
            cx.put_flash("info", &tab);
        }
        if cx.params().get("boom").is_some() {
            panic!("as the test wishes");
        }
        cx.send_after(Duration::from_secs(1), "patch".to_owned());
        cx.attach_info_hook("quiet", |info, _| match info.as_str() {
            "patch" => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        });
        Room {
            id: Tracked::default(),
            tab: Tracked::default(),
            found: Tracked::default(),
            said: format!("{computed}").into(),
            flash: cx.flash(),
        }
    }

    fn handle_params(&mut self, params: &Params, cx: &mut Live<Self>) {
        *self.id = params.get("id").unwrap_or("none").to_owned();
        *self.tab = params.get("tab").unwrap_or("none").to_owned();
        match params.get("go") {
            Some("on") => cx.push_patch("?go=there"),
            Some("loop") => cx.push_patch("?go=loop"),
            _ => {}
        }
    }

    fn handle_event(&mut self, event: RoomEvent, cx: &mut Live<Self>) {
        match event {
            RoomEvent::Patch { to } => cx.push_patch(&to),
            RoomEvent::Replace { to } => cx.replace_patch(&to),
            RoomEvent::Navigate { to } => cx.push_navigate(&to),
            RoomEvent::Login { user } => {
                cx.put_session("user", &user);
                cx.push_navigate("/rooms");
            }
            RoomEvent::Redirect { to } => cx.redirect(&to),
            RoomEvent::External { to } => cx.redirect_external(&to),
            RoomEvent::Flash { text, to } => {
                cx.put_flash("info", &text);
                if let Some(to) = to {
                    cx.push_navigate(&to);
                }
            }
            RoomEvent::Title { text } => cx.set_title(&text),
            RoomEvent::Ask { number } => cx.reply(json!({ "double": number * 2 })),
            RoomEvent::Find { mode } => {
                let future = async move {
                    match mode.as_str() {
                        "fail" => Err("nothing there"),
                        "panic" => panic!("a task panics"),
                        "wait" => std::future::pending().await,
                        _ => Ok(7),
                    }
                };
                cx.assign_async("find", |room| &mut room.found, future);
            }
            RoomEvent::Stop => cx.cancel_async("find"),
            RoomEvent::Work { text } => {
                let future = async move {
                    assert!(!text.is_empty(), "nothing to do");
                    text
                };
                cx.start_async("work", future, |room, result, _| {
                    *room.said = result.unwrap_or_else(|error| error.to_string());
                });
            }
            RoomEvent::Detach { hook } => cx.detach_hook(&hook),
            RoomEvent::Loop => cx.push_patch("?go=loop"),
            RoomEvent::Panic => panic!("as the test wishes"),
        }
    }

    fn handle_info(&mut self, info: String, cx: &mut Live<Self>) {
        *self.said = info;
        cx.push_patch("?tab=timer");
    }

    fn render(&self) -> impl View {
        h! {
            <h1>{@id}/{@tab}</h1><p>{@said}</p>
            <b>{#match @found}
                {#case AsyncResult::Ok(n)}ok {n}
                {#case AsyncResult::Loading(last)}loading {last}
                {#case AsyncResult::Failed(error, last)}{error.to_string()} {last}
            {/match}</b>
            <i>{self.flash.get("info")}</i>
        }
    }
}

/// One that panics as it ends, once a client is connected.
struct Brittle(bool);

impl LiveView for Brittle {
    type Event = ();
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        Brittle(cx.connected())
    }

    fn render(&self) -> impl View {
        h! { <p>brittle</p> }
    }

    fn terminate(&mut self) {
        panic!("as the test wishes");
    }
}

impl Drop for Brittle {
    fn drop(&mut self) {
        assert!(!self.0, "as the test wishes");
    }
}

/// Another one.
struct Lobby;

impl LiveView for Lobby {
    type Event = ();
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        if let Some(user) = cx.assigned::<User>() {
            let title = format!("Lobby of {}", user.0);
            cx.set_title(&title);
        }
        Lobby
    }

    fn render(&self) -> impl View {
        h! { <p>lobby</p> }
    }
}

struct User(String);

fn require_user(socket: &mut Socket) -> ControlFlow<()> {
    match socket.session().get("user").map(str::to_owned) {
        Some(user) => {
            socket.assign(User(user));
            ControlFlow::Continue(())
        }
        None => {
            socket.put_flash("error", "log in");
            socket.redirect("/login");
            ControlFlow::Break(())
        }
    }
}

fn count_events(socket: &mut Socket) -> ControlFlow<()> {
    socket.attach_event_hook("count", |event, socket| {
        let counter = socket.state::<AtomicU32>().unwrap();
        counter.fetch_add(100, Ordering::Relaxed);
        if event.name == "swallowed" {
            socket.reply("by a hook");
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    });
    socket.attach_params_hook("tab", |params, socket| {
        if let Some(tab) = params.get("tab") {
            let tab = format!("tab {tab}");
            socket.set_title(&tab);
        }
        ControlFlow::Continue(())
    });
    ControlFlow::Continue(())
}

/// Keeps from the view what failed, and tells its client of all that ended and of each render.
fn watch(socket: &mut Socket) -> ControlFlow<()> {
    socket.attach_async_hook("work", |task, result, socket| {
        let text = result.ok().and_then(|value| value.downcast_ref::<String>());
        let error = result.err().map(ToString::to_string);
        socket.push_event(task, json!([text, error]));
        match result {
            Ok(_) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    socket.attach_after_render_hook("renders", |socket| {
        let renders = socket.assigned::<u32>().copied().unwrap_or(0) + 1;
        socket.assign(renders);
        socket.push_event("rendered", renders);
    });
    ControlFlow::Continue(())
}

/// Leads elsewhere where that is of no use.
fn restless(socket: &mut Socket) -> ControlFlow<()> {
    socket.attach_after_render_hook("restless", |socket| socket.push_navigate("/lobby"));
    ControlFlow::Continue(())
}

fn endpoint() -> Endpoint {
    let hooked = LiveSession::new("hooked")
        .on_mount(require_user)
        .on_mount(count_events);
    Endpoint::new(Secret::new(&[1; 32]).unwrap())
        .with_view::<Room>("/rooms/{id}")
        .with_view::<Room>("/rooms")
        .with_view::<Lobby>("/lobby")
        .with_view::<Brittle>("/brittle")
        .with_live_session(hooked.view::<Room>("/my/{id}").view::<Lobby>("/my/lobby"))
        .with_live_session(
            LiveSession::new("watched")
                .on_mount(watch)
                .view::<Room>("/watched"),
        )
        .with_live_session(
            LiveSession::new("restless")
                .on_mount(restless)
                .view::<Room>("/restless"),
        )
        .with_live_session(
            LiveSession::new("closed")
                .on_mount(|_| ControlFlow::Break(()))
                .view::<Lobby>("/closed"),
        )
        .with_state(Arc::new(AtomicU32::new(0)))
}

struct Client {
    endpoint: Arc<Endpoint>,
    connection: Connection,
    tasks: Vec<Task>,
    now: Duration,
    dialect: &'static str,
}

fn user() -> SessionMap {
    let mut session = SessionMap::default();
    session.put("user", "Ada");
    session
}

impl Client {
    fn new(dialect: &'static str) -> Client {
        Client::of(endpoint(), dialect)
    }

    fn of(endpoint: Endpoint, dialect: &'static str) -> Client {
        let endpoint = Arc::new(endpoint);
        let key = HashKey::new(1);
        let connection = Connection::new(endpoint.clone(), key, Arc::new(|_| true), START);
        Client {
            endpoint,
            connection,
            tasks: Vec::new(),
            now: START,
            dialect,
        }
    }

    fn page(&self, name: &str, path: &[(&str, &str)], uri: &str) -> Result<String, NoPage> {
        let (location, query) = uri.split_once('?').unwrap_or((uri, ""));
        let request = PageRequest {
            location: location.to_owned(),
            query: query.to_owned(),
            path: path.iter().copied().collect(),
            session: user(),
            ..PageRequest::default()
        };
        let page = self.endpoint.first_page(name, request, self.now)?;
        Ok(page.token().to_owned())
    }

    /// In `/rooms/7`.
    fn joined(dialect: &'static str) -> Client {
        let mut client = Client::new(dialect);
        let token = client
            .page("/rooms/{id}", &[("id", "7")], "/rooms/7")
            .unwrap();
        let reply = client.join(json!({"session": token, "url": "http://localhost/rooms/7"}));
        assert_eq!(reply["status"], "ok", "{reply}");
        client
    }

    fn outputs(&mut self) -> Vec<Value> {
        let mut frames = Vec::new();
        while let Some(output) = self.connection.poll() {
            match output {
                Output::Send(text) => frames.push(serde_json::from_str(&text).unwrap()),
                Output::Spawn(task) => self.tasks.push(task),
                Output::Close(_) => frames.push(json!("close")),
            }
        }
        frames
    }

    fn send(&mut self, event: &str, payload: Value) -> Vec<Value> {
        let frame = json!(["1", "1", TOPIC, event, payload]).to_string();
        self.connection.handle(Input::Frame(&frame), self.now);
        self.outputs()
    }

    /// The payload of the one reply to a frame.
    fn ask(&mut self, event: &str, payload: Value) -> Value {
        let mut frames = self.send(event, payload);
        assert_eq!(frames.len(), 1, "{frames:?}");
        assert_eq!(frames[0][3], "phx_reply", "{frames:?}");
        frames.remove(0)[4].take()
    }

    fn join(&mut self, mut payload: Value) -> Value {
        if self.dialect == "native" {
            payload["dialect"] = "native".into();
        }
        self.ask("phx_join", payload)
    }

    fn event(&mut self, name: &str, value: Value) -> Value {
        let payload = json!({"type": "click", "event": name, "value": value});
        self.ask("event", payload)["response"].take()
    }

    /// What the page shows, without tags.
    fn shown(&mut self) -> String {
        let html = self.connection.html(TOPIC).expect("a session");
        let text: String = html
            .split('<')
            .filter_map(|part| part.split_once('>'))
            .map(|(_, text)| format!("{text} "))
            .collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Polls what was started once, and hands back what is done.
    fn run_tasks(&mut self) -> Vec<Value> {
        for mut task in std::mem::take(&mut self.tasks) {
            match poll(&mut task) {
                Some(outcome) => self.connection.handle(Input::Async(outcome), self.now),
                None => self.tasks.push(task),
            }
        }
        self.outputs()
    }
}

fn poll(task: &mut Task) -> Option<Outcome> {
    match pin!(task).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => Some(outcome),
        Poll::Pending => None,
    }
}

const DIALECTS: [&str; 2] = ["native", "phoenix"];

#[test]
fn params_come_after_mount_and_with_each_patch() {
    for dialect in DIALECTS {
        let mut client = Client::joined(dialect);
        assert_eq!(client.shown(), "7/none 0 loading");
        // A link.
        let reply = client.ask(
            "live_patch",
            json!({"url": "http://localhost/rooms/8?tab=people#x"}),
        );
        assert_eq!(client.shown(), "8/people 0 loading");
        assert!(
            reply["response"]["diff"].to_string().contains("people"),
            "{reply}"
        );
        assert_eq!(
            reply["response"].get("live_patch"),
            None,
            "the client is there already"
        );
        // The view itself.
        let reply = client.event("patch", json!({"to": "?tab=files"}));
        assert_eq!(
            reply["live_patch"],
            json!({"to": "/rooms/8?tab=files", "kind": "push"})
        );
        assert_eq!(client.shown(), "8/files 0 loading");
        let reply = client.event("replace", json!({"to": "/rooms"}));
        assert_eq!(
            reply["live_patch"],
            json!({"to": "/rooms", "kind": "replace"})
        );
        assert_eq!(client.shown(), "none/none 0 loading");
        // One patch leads to the next.
        let reply = client.ask("live_patch", json!({"url": "/rooms/9?go=on"}));
        assert_eq!(reply["response"]["live_patch"]["to"], "/rooms/9?go=there");
    }
}

#[test]
fn a_patch_that_nobody_asked_for_comes_before_its_diff() {
    for dialect in DIALECTS {
        let mut client = Client::joined(dialect);
        client.now += Duration::from_secs(1);
        client.connection.handle(Input::Timeout, client.now);
        let frames = client.outputs();
        let events: Vec<_> = frames.iter().map(|frame| &frame[3]).collect();
        assert_eq!(events, ["live_patch", "diff"]);
        assert_eq!(
            frames[0][4],
            json!({"to": "/rooms/7?tab=timer", "kind": "push"})
        );
        assert_eq!(client.shown(), "7/timer patch loading");
    }
}

#[test]
fn addresses_of_others_are_dropped_and_counted() {
    for to in [
        "//evil.com",
        "https://evil.com",
        "/\\evil.com",
        "/\n/evil.com",
        "rooms",
        "",
    ] {
        for event in ["patch", "replace", "navigate", "redirect"] {
            let mut client = Client::joined("native");
            assert_eq!(
                client.event(event, json!({"to": to})),
                json!({}),
                "{event} {to}"
            );
            assert_eq!(client.endpoint.counts().refused_addresses, 1);
        }
    }
    let mut client = Client::joined("native");
    assert_eq!(
        client.event("external", json!({"to": "javascript:x"})),
        json!({})
    );
    let left = client.event("external", json!({"to": "https://example.com/"}));
    assert_eq!(left, json!({"redirect": {"to": "https://example.com/"}}));
}

#[test]
fn patches_without_an_end_end() {
    let mut client = Client::joined("native");
    let reply = client.event("loop", json!({}));
    assert_eq!(reply["live_patch"]["to"], "/rooms/7?go=loop");
    assert_eq!(client.endpoint.counts().refused_addresses, 1);
}

#[test]
fn leaving_ends_the_session() {
    for dialect in DIALECTS {
        for (event, to, expected) in [
            ("redirect", "/lobby", json!({"redirect": {"to": "/lobby"}})),
            (
                "navigate",
                "/lobby",
                json!({"live_redirect": {"to": "/lobby", "kind": "push"}}),
            ),
            // No view of this kind is there.
            (
                "patch",
                "/lobby",
                json!({"live_redirect": {"to": "/lobby", "kind": "push"}}),
            ),
            (
                "replace",
                "/other",
                json!({"live_redirect": {"to": "/other", "kind": "replace"}}),
            ),
        ] {
            let mut client = Client::joined(dialect);
            assert_eq!(client.event(event, json!({"to": to})), expected);
            assert_eq!(client.connection.html(TOPIC), None);
        }
        // A link of the page's.
        let mut client = Client::joined(dialect);
        let reply = client.ask("live_patch", json!({"url": "http://localhost/lobby"}));
        assert_eq!(reply["response"], json!({"link_redirect": true}));
        let reply = client.ask("live_patch", json!({"url": 7}));
        assert_eq!(reply["response"]["reason"], "malformed");
    }
}

#[test]
fn another_view_is_joined_over_the_same_connection() {
    for dialect in DIALECTS {
        let mut client = Client::new(dialect);
        let token = client
            .page("/rooms/{id}", &[("id", "7")], "/rooms/7")
            .unwrap();
        client.join(json!({"session": token}));
        let gone = client.event("flash", json!({"text": "bye", "to": "/rooms/8"}));
        let flash = gone["live_redirect"]["flash"].as_str().expect("a flash");
        let join =
            json!({"session": token, "flash": flash, "redirect": "http://localhost/rooms/8"});
        let reply = client.join(join);
        assert_eq!(reply["status"], "ok", "{reply}");
        assert_eq!(client.shown(), "8/none 1 loading bye");
        // The new token is that of the new view.
        let token = reply["response"]["token"].as_str().unwrap().to_owned();
        client.join(json!({"session": token}));
        assert_eq!(client.shown(), "8/none 2 loading");

        let lobby = client.join(json!({"session": token, "redirect": "http://localhost/lobby"}));
        assert_eq!(lobby["status"], "ok");
        assert_eq!(client.connection.html(TOPIC).unwrap(), "<p>lobby</p>");
        // Other live sessions, and what is no view, are pages to be loaded.
        for url in ["/my/lobby", "/nowhere", "//evil.com"] {
            let refused = client.join(json!({"session": token, "redirect": url}));
            assert_eq!(
                refused["response"],
                json!({"reason": "unauthorized"}),
                "{url}"
            );
        }
    }
}

#[test]
fn what_the_session_remembers_goes_along() {
    let mut client = Client::joined("native");
    let gone = client.event("login", json!({"user": "Grace"}));
    let token = gone["live_redirect"]["token"].as_str().expect("a token");
    assert_eq!(
        client.join(json!({"session": token, "redirect": "/rooms"}))["status"],
        "ok"
    );
    let secret = client.endpoint.secret();
    let token = secret.verify(token, START, Duration::from_secs(1)).unwrap();
    assert_eq!(token.session.get("user"), Some("Grace"));
}

#[test]
fn a_first_page_can_lead_elsewhere() {
    let client = Client::new("native");
    let query = "/rooms/7?mount_to=/rooms/8";
    let Err(NoPage::Redirect { to, flash }) = client.page("/rooms/{id}", &[("id", "7")], query)
    else {
        panic!("a redirect");
    };
    assert_eq!(to, "/rooms/8");
    let request = PageRequest {
        location: "/rooms/8".to_owned(),
        flash,
        ..PageRequest::default()
    };
    let endpoint = &client.endpoint;
    let page = endpoint
        .first_page("/rooms", request.clone(), START)
        .unwrap();
    assert!(
        page.to_html().contains("<i>moved on</i>"),
        "{}",
        page.to_html()
    );
    let late = endpoint.first_page("/rooms", request, START + Duration::from_secs(61));
    assert!(!late.unwrap().to_html().contains("moved on"));
    // A patch is a redirect, too.
    let patch = client.page("/rooms", &[], "/rooms?go=on");
    assert!(matches!(patch, Err(NoPage::Redirect { to, .. }) if to == "/rooms?go=there"));
    assert_eq!(client.page("/closed", &[], "/closed"), Err(NoPage::Refused));
    assert_eq!(
        client.page("/rooms", &[], "/rooms?boom=1"),
        Err(NoPage::Crashed)
    );
}

#[test]
fn a_join_can_lead_elsewhere() {
    for dialect in DIALECTS {
        let mut client = Client::new(dialect);
        let token = client.page("/rooms", &[], "/rooms").unwrap();
        let reply =
            client.join(json!({"session": token, "url": "http://localhost/rooms?mount_to=/lobby"}));
        assert_eq!(reply["status"], "error");
        assert_eq!(reply["response"]["redirect"]["to"], "/lobby");
        assert!(reply["response"]["redirect"]["flash"].is_string());
        assert_eq!(client.connection.html(TOPIC), None);
    }
}

#[test]
fn flash_is_shown_once() {
    let mut client = Client::new("native");
    let Err(NoPage::Redirect { flash, .. }) = client.page("/rooms", &[], "/rooms?mount_to=/rooms")
    else {
        panic!("a redirect");
    };
    let request = PageRequest {
        location: "/rooms".to_owned(),
        flash,
        ..PageRequest::default()
    };
    let page = client
        .endpoint
        .first_page("/rooms", request, START)
        .unwrap();
    let token = page.token().to_owned();
    let join = |mounts: u32| json!({"session": token, "params": {"_mounts": mounts}});
    client.join(join(0));
    assert!(client.shown().ends_with("moved on"));
    // Not again when the connection comes back.
    client.join(join(1));
    assert!(!client.shown().ends_with("moved on"));

    let reply = client.event("flash", json!({"text": "saved"}));
    assert!(reply.to_string().contains("saved"), "{reply}");
    let reply = client.event("lv:clear-flash", json!({"key": "error"}));
    assert_eq!(reply, json!({}));
    client.event("lv:clear-flash", json!({"key": "info"}));
    assert!(!client.shown().contains("saved"));
    client.event("flash", json!({"text": "again"}));
    client.ask("live_patch", json!({"url": "/rooms?tab=2"}));
    assert!(!client.shown().contains("again"), "the address changed");
    // A forged one is none.
    client.join(json!({"session": token, "flash": token, "params": {"_mounts": 1}}));
    assert!(!client.shown().contains("moved on"));
}

#[test]
fn what_the_page_gives_to_connect() {
    for dialect in DIALECTS {
        let mut client = Client::new(dialect);
        let token = client.page("/rooms", &[], "/rooms").unwrap();
        let mut shown = |params: Value| {
            client.join(json!({"session": token, "params": params}));
            client.shown()
        };
        assert!(shown(json!({"flash": "a text"})).ends_with("a text"));
        assert!(shown(json!({"flash": 7.5})).ends_with("7.5"));
        assert!(shown(json!({"flash": true})).ends_with("true"));
        for params in [
            json!({}),
            json!({"flash": ["a text"]}),
            json!({"flash": null}),
            json!({"_flash": "a text"}),
            json!({"a": "x".repeat(5000), "flash": "x".repeat(5000)}),
            json!("flash"),
        ] {
            assert!(shown(params).ends_with("loading"));
        }
    }
}

#[test]
fn title_and_reply() {
    let mut native = Client::joined("native");
    assert_eq!(
        native.event("title", json!({"text": "a \"b\""})),
        json!({"title": "a \"b\""})
    );
    assert_eq!(native.event("title", json!({"text": "a \"b\""})), json!({}));
    assert_eq!(
        native.event("ask", json!({"number": 4})),
        json!({"reply": {"double": 8}})
    );
    let mut phoenix = Client::joined("phoenix");
    assert_eq!(
        phoenix.event("title", json!({"text": "a"})),
        json!({"diff": {"t": "a"}})
    );
    assert_eq!(
        phoenix.event("ask", json!({"number": 4})),
        json!({"diff": {"r": {"double": 8}}})
    );
}

#[test]
fn wrong_events_are_refused_and_counted() {
    for dialect in DIALECTS {
        let mut client = Client::joined(dialect);
        for (name, value) in [
            ("nothing", json!({})),
            ("ask", json!({})),
            ("ask", json!({"number": "many"})),
            ("ask", json!({"number": 1, "other": 2})),
        ] {
            let payload = json!({"type": "click", "event": name, "value": value});
            let reply = client.ask("event", payload);
            assert_eq!(
                reply,
                json!({"status": "error", "response": {"reason": "event"}})
            );
        }
        assert_eq!(client.endpoint.counts().refused_events, 4);
        client.event("ask", json!({"number": "1", "value": "", "_target": "x"}));
    }
}

#[test]
fn hooks_of_a_mount() {
    let mut client = Client::new("native");
    let request = PageRequest {
        location: "/my/lobby".to_owned(),
        ..PageRequest::default()
    };
    let refused = client
        .endpoint
        .first_page("/my/lobby", request.clone(), START);
    assert!(matches!(refused, Err(NoPage::Redirect { to, flash: Some(_) }) if to == "/login"));
    let request = PageRequest {
        session: user(),
        ..request
    };
    let page = client
        .endpoint
        .first_page("/my/lobby", request, START)
        .unwrap();
    assert_eq!(page.title(), Some("Lobby of Ada"));
    let reply = client.join(json!({"session": page.token()}));
    assert_eq!(reply["response"]["title"], "Lobby of Ada");
    // From one to the other, past the same hooks.
    let reply = client.join(json!({"session": page.token(), "redirect": "/my/room?tab=x"}));
    assert_eq!(reply["response"]["title"], "tab x");
    assert_eq!(
        client.event("swallowed", json!({})),
        json!({"reply": "by a hook"})
    );
    client.event("ask", json!({"number": 1}));
    let reply = client.ask("live_patch", json!({"url": "/my/room?tab=y"}));
    assert_eq!(reply["response"]["title"], "tab y");
}

/// The events for the client in a message of either dialect.
fn pushed(message: &Value) -> &Value {
    let diff = message.get("diff").or(message.get("rendered"));
    let inside = diff.and_then(|diff| diff.get("e"));
    inside.unwrap_or(&message["e"])
}

#[test]
fn hooks_of_tasks() {
    for dialect in DIALECTS {
        let mut client = Client::new(dialect);
        let token = client.page("/watched", &[], "/watched").unwrap();
        client.join(json!({"session": token}));
        client.event("work", json!({"text": "done"}));
        let frames = client.run_tasks();
        assert_eq!(pushed(&frames[0][4])[0], json!(["work", ["done", null]]));
        assert_eq!(client.shown(), "none/none done loading");
        client.event("work", json!({"text": ""}));
        let frames = client.run_tasks();
        let failed = json!(["work", [null, "it panicked: nothing to do"]]);
        assert_eq!(pushed(&frames[0][4])[0], failed);
        assert_eq!(client.shown(), "none/none done loading", "it was kept back");
        // What goes to a field goes past them.
        client.event("find", json!({"mode": "fail"}));
        let frames = client.run_tasks();
        assert_eq!(pushed(&frames[0][4])[0][0], "rendered");
        assert_eq!(client.shown(), "none/none done nothing there");
        client.event("detach", json!({"hook": "work"}));
        client.event("work", json!({"text": ""}));
        client.run_tasks();
        let shown = client.shown();
        assert!(shown.contains("it panicked: nothing to do"), "{shown}");
    }
}

#[test]
fn hooks_after_renders() {
    for dialect in DIALECTS {
        let mut client = Client::new(dialect);
        let token = client.page("/watched", &[], "/watched").unwrap();
        let reply = client.join(json!({"session": token, "url": "/watched"}));
        let rendered = |n: u32| json!([["rendered", n]]);
        assert_eq!(pushed(&reply["response"]), &rendered(1));
        let reply = client.event("ask", json!({"number": 1}));
        assert_eq!(pushed(&reply), &rendered(2), "without a patch, too");
        client.now += Duration::from_secs(1);
        client.connection.handle(Input::Timeout, client.now);
        let frames = client.outputs();
        assert_eq!(pushed(&frames[1][4]), &rendered(3), "unasked");
        assert_eq!(client.outputs(), [Value::Null; 0], "not over and over");
        let reply = client.event("detach", json!({"hook": "renders"}));
        assert_eq!(pushed(&reply), &Value::Null);
    }
}

#[test]
fn a_hook_after_a_render_leads_nowhere() {
    for dialect in DIALECTS {
        let mut client = Client::new(dialect);
        let token = client.page("/restless", &[], "/restless").unwrap();
        let reply = client.join(json!({"session": token}));
        assert_eq!(reply["status"], "ok", "{reply}");
        client.event("ask", json!({"number": 1}));
        assert_eq!(client.outputs(), [Value::Null; 0]);
        assert_eq!(client.endpoint.counts().refused_addresses, 2);
        // The view itself goes where it likes.
        let left = client.event("navigate", json!({"to": "/lobby"}));
        assert_eq!(left["live_redirect"]["to"], "/lobby");
    }
}

#[test]
fn a_first_page_leaves_what_it_worked_out() {
    let mut client = Client::new("native");
    let token = client.page("/rooms", &[], "/rooms").unwrap();
    client.join(json!({"session": token}));
    assert!(client.shown().starts_with("none/none 0 "));
    // Once; and not for those who come late.
    client.join(json!({"session": token}));
    assert!(client.shown().starts_with("none/none 1 "));
    let token = client.page("/rooms", &[], "/rooms").unwrap();
    client.now += Duration::from_secs(31);
    client.join(json!({"session": token}));
    assert!(client.shown().starts_with("none/none 3 "));
}

#[test]
fn tasks() {
    for dialect in DIALECTS {
        let mut client = Client::joined(dialect);
        client.event("find", json!({"mode": "ok"}));
        assert_eq!(client.tasks.len(), 1);
        let frames = client.run_tasks();
        assert_eq!(frames[0][3], "diff");
        assert_eq!(client.shown(), "7/none 0 ok 7");
        // What was there stays while it is loaded again.
        client.event("find", json!({"mode": "fail"}));
        assert_eq!(client.shown(), "7/none 0 loading 7");
        client.run_tasks();
        assert_eq!(client.shown(), "7/none 0 nothing there 7");
        client.event("find", json!({"mode": "panic"}));
        client.run_tasks();
        assert_eq!(client.shown(), "7/none 0 it panicked: a task panics 7");
        assert_eq!(client.endpoint.counts().crashes, 0);
    }
}

#[test]
fn tasks_that_nobody_wants_end() {
    let mut client = Client::joined("native");
    type End = fn(&mut Client);
    let ends: [End; 3] = [
        |client| drop(client.event("stop", json!({}))),
        |client| drop(client.event("find", json!({"mode": "wait"}))),
        |client| drop(client.ask("phx_leave", json!({}))),
    ];
    for end in ends {
        client.event("find", json!({"mode": "wait"}));
        let mut task = client.tasks.remove(0);
        assert!(poll(&mut task).is_none());
        end(&mut client);
        let outcome = poll(&mut task).expect("it ends");
        let cancelled = format!("{outcome:?}");
        assert!(cancelled.contains("is_ok: false"), "{cancelled}");
        client.connection.handle(Input::Async(outcome), client.now);
        assert_eq!(client.outputs(), [Value::Null; 0]);
        client.tasks.clear();
    }
    assert_eq!(AsyncError::Cancelled.to_string(), "it was cancelled");
}

#[test]
fn a_panic_ends_one_session() {
    for dialect in DIALECTS {
        let mut client = Client::new(dialect);
        let token = client.page("/rooms", &[], "/rooms").unwrap();
        let join = json!({"session": token});
        for _ in 0..3 {
            assert_eq!(client.join(join.clone())["status"], "ok");
            let frames = client.send(
                "event",
                json!({"type": "click", "event": "panic", "value": {}}),
            );
            assert_eq!(frames, [json!(["1", null, TOPIC, "phx_error", {}])]);
            assert_eq!(client.connection.html(TOPIC), None);
        }
        assert_eq!(client.endpoint.counts().crashes, 3);
        let refused = client.join(join.clone());
        assert_eq!(
            refused,
            json!({"status": "error", "response": {"reason": "crashed"}})
        );
        let heartbeat = json!([null, "9", "phoenix", "heartbeat", {}]).to_string();
        client
            .connection
            .handle(Input::Frame(&heartbeat), client.now);
        assert_eq!(
            client.outputs()[0][4]["status"],
            "ok",
            "the connection lives on"
        );
        client.now += Duration::from_secs(60);
        assert_eq!(client.join(join)["status"], "ok");
    }
}

#[test]
fn a_view_that_panics_as_it_ends_takes_no_other_along() {
    for dialect in DIALECTS {
        let mut client = Client::joined(dialect);
        let request = PageRequest {
            location: "/brittle".to_owned(),
            random: [1; 12],
            ..PageRequest::default()
        };
        let page = client
            .endpoint
            .first_page("/brittle", request, START)
            .unwrap();
        let topic = format!("lv:{}", page.id());
        let mut ask = |event: &str| {
            let frame = json!(["2", "2", topic, event, {"session": page.token()}]).to_string();
            client.connection.handle(Input::Frame(&frame), START);
            client.outputs()[0][4]["status"].take()
        };
        assert_eq!(
            [ask("phx_join"), ask("phx_join"), ask("phx_leave")],
            ["ok"; 3]
        );
        assert_eq!(client.connection.html(&topic), None);
        client.event("patch", json!({"to": "?tab=here"}));
        assert_eq!(client.shown(), "7/here 0 loading");
    }
}

#[test]
fn developers_are_told_why() {
    let mut client = Client::of(endpoint().with_dev(true), "native");
    let token = client.page("/rooms", &[], "/rooms").unwrap();
    let joined = client.join(json!({"session": token, "sums": true}));
    assert_eq!(joined["response"]["view"], "/rooms");
    assert!(joined["response"]["sum"].is_u64(), "{joined}");
    let event = |name: &str| json!({"type": "click", "event": name, "value": {}});
    let refused = &client.send("event", event("nobody"))[0][4]["response"];
    assert_eq!(refused["reason"], "event");
    assert!(
        refused["why"]
            .as_str()
            .is_some_and(|why| why.contains("nobody")),
        "{refused}"
    );
    let tree = &client.send("tree", json!({}))[0][4]["response"];
    assert_eq!(tree["rendered"], joined["response"]["rendered"]);
    let frames = client.send("event", event("panic"));
    let crash = json!({"crash": {"view": "/rooms", "message": "as the test wishes"}});
    assert_eq!(frames, [json!(["1", null, TOPIC, "phx_error", crash])]);
}

#[test]
fn others_are_not() {
    let mut client = Client::new("native");
    let token = client.page("/rooms", &[], "/rooms").unwrap();
    let joined = client.join(json!({"session": token, "sums": true}));
    for name in ["sum", "view", "faults"] {
        assert!(joined["response"].get(name).is_none(), "{joined}");
    }
    let refused = client.send(
        "event",
        json!({"type": "click", "event": "nobody", "value": {}}),
    );
    assert_eq!(refused[0][4]["response"], json!({"reason": "event"}));
    let refused = client.send("tree", json!({}));
    assert_eq!(refused[0][4]["response"], json!({"reason": "malformed"}));
}

#[test]
fn a_panic_of_a_mount_is_a_crash() {
    let mut client = Client::new("native");
    let token = client.page("/rooms", &[], "/rooms").unwrap();
    let payload = json!({"session": token, "url": "http://localhost/rooms?boom=1"});
    let frames = client.send("phx_join", payload);
    assert_eq!(frames, [json!(["1", null, TOPIC, "phx_error", {}])]);
}
