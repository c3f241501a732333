//! A real server on a port of its own, and clients that behave well and badly.

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use slotwise::session::{Limits, Secret, SessionMap};
use slotwise::{Live, LiveView, RawEvent, Sender, Tracked, View, h};
use slotwise_axum::{App, Asset};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_tungstenite::tungstenite::{self, Message, client::IntoClientRequest};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

/// All who are in the room.
struct Room {
    members: Mutex<Vec<Sender<String>>>,
    left: mpsc::UnboundedSender<String>,
}

struct Chat {
    name: Tracked<String>,
    lines: Tracked<Vec<String>>,
    room: Arc<Room>,
}

impl LiveView for Chat {
    type Event = RawEvent;
    type Info = String;

    fn mount(cx: &mut Live<Self>) -> Self {
        let room = cx.state::<Room>().unwrap();
        if cx.connected() {
            room.members.lock().unwrap().push(cx.sender());
        }
        let id = cx.params().get("id").unwrap_or("no room").to_owned();
        if id == "locked" {
            cx.put_flash("error", "It is locked.");
            cx.redirect("/rooms/open");
        }
        if id == "broken" {
            panic!("as the test wishes");
        }
        if id == "titled" {
            cx.set_title("A title");
        }
        let id = cx.flash().get("error").unwrap_or(id);
        Chat {
            name: cx.session().get("name").map_or(id, str::to_owned).into(),
            lines: vec![].into(),
            room,
        }
    }

    fn handle_event(&mut self, event: RawEvent, cx: &mut Live<Self>) {
        let text = event.value("text").unwrap_or_default();
        match event.name.as_str() {
            "say" => {
                let mut members = self.room.members.lock().unwrap();
                members.retain(|member| member.send(text.to_owned()));
            }
            "name" => {
                cx.put_session("name", text);
                *self.name = text.to_owned();
            }
            "soon" => cx.send_after(Duration::from_millis(20), text.to_owned()),
            "panic" => panic!("as the test wishes"),
            "fetch" => {
                let wait = tokio::time::sleep(Duration::from_millis(20));
                let text = text.to_owned();
                let fetch = async move {
                    wait.await;
                    assert_ne!(text, "panic", "as the test wishes");
                    text
                };
                cx.start_async("fetch", fetch, |chat, fetched, _| {
                    let line = fetched.unwrap_or_else(|error| error.to_string());
                    chat.lines.push(line);
                });
            }
            _ => {}
        }
    }

    fn handle_info(&mut self, info: String, _: &mut Live<Self>) {
        self.lines.push(info);
    }

    fn render(&self) -> impl View {
        h! { <h1>{@name}</h1><p :for={line in @lines}>{line}</p> }
    }

    fn terminate(&mut self) {
        let _ = self.room.left.send(self.name.to_string());
    }
}

struct Server {
    address: SocketAddr,
    left: mpsc::UnboundedReceiver<String>,
}

impl Server {
    async fn start() -> Server {
        Server::start_with(1, |app| app).await
    }

    async fn start_with(secret: u8, change: fn(App) -> App) -> Server {
        let (left, left_receiver) = mpsc::unbounded_channel();
        let room = Arc::new(Room {
            members: Mutex::default(),
            left,
        });
        let app = App::new(Secret::new(&[secret; 32]).unwrap())
            .title("Chat & more")
            .state(room)
            .view::<Chat>("/")
            .view::<Chat>("/rooms/{id}")
            .stylesheet(Asset::new("/app.css", "text/css", "p { margin: 0 }"))
            .hooks(Asset::new(
                "/hooks.js",
                "text/javascript",
                "export default {}",
            ));
        let router = change(app).into_router();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        Server {
            address,
            left: left_receiver,
        }
    }

    /// The response to a GET: head and body.
    async fn get(&self, path: &str, headers: &str) -> (String, String) {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n{headers}\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut response = String::new();
        stream.read_to_string(&mut response).await.unwrap();
        let (head, body) = response.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    async fn page(&self, path: &str) -> Page {
        let (head, body) = self.get(path, "").await;
        let cookie = between(&head, "set-cookie: ", ";");
        Page {
            csrf: between(&body, r#"name="csrf-token" content=""#, "\""),
            id: between(&body, r#"<div id=""#, "\""),
            token: between(&body, r#"data-phx-session=""#, "\""),
            cookie,
            head,
            body,
        }
    }

    /// The status of an attempt to connect, and the socket if it is one.
    async fn connect(&self, origin: Option<&str>, cookie: &str, csrf: &str) -> Result<Socket, u16> {
        let url = format!(
            "ws://{}/live/websocket?_csrf_token={csrf}&vsn=2.0.0",
            self.address
        );
        let mut request = url.into_client_request().unwrap();
        if let Some(origin) = origin {
            request
                .headers_mut()
                .insert("origin", origin.parse().unwrap());
        }
        request
            .headers_mut()
            .insert("cookie", cookie.parse().unwrap());
        match tokio_tungstenite::connect_async(request).await {
            Ok((stream, _)) => Ok(Socket(stream)),
            Err(tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    async fn connect_as(&self, page: &Page) -> Socket {
        let origin = format!("http://{}", self.address);
        let socket = self.connect(Some(&origin), &page.cookie, &page.csrf).await;
        socket.unwrap_or_else(|status| panic!("refused: {status}"))
    }

    /// A socket with a joined view.
    async fn joined(&self, path: &str) -> Socket {
        let page = self.page(path).await;
        let mut socket = self.connect_as(&page).await;
        let reply = socket.join(&page.id, &page.token).await;
        assert_eq!(reply[4]["status"], "ok", "{reply}");
        socket
    }

    async fn next_left(&mut self) -> String {
        let left = tokio::time::timeout(Duration::from_secs(5), self.left.recv());
        left.await.expect("somebody leaves").unwrap()
    }
}

struct Page {
    head: String,
    body: String,
    cookie: String,
    csrf: String,
    id: String,
    token: String,
}

struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    async fn send(&mut self, frame: Value) {
        self.0.send(Message::text(frame.to_string())).await.unwrap();
    }

    /// The next frame; `None` if the socket is closed.
    async fn next(&mut self) -> Option<Value> {
        let next = tokio::time::timeout(Duration::from_secs(5), self.0.next());
        match next.await.expect("the server says something") {
            Some(Ok(Message::Text(text))) => Some(serde_json::from_str(&text).unwrap()),
            Some(Ok(Message::Close(_)) | Err(_)) | None => None,
            Some(Ok(other)) => panic!("{other:?}"),
        }
    }

    async fn ask(&mut self, frame: Value) -> Value {
        self.send(frame).await;
        self.next().await.expect("an answer")
    }

    async fn join(&mut self, id: &str, token: &str) -> Value {
        let payload = json!({"dialect": "native", "session": token});
        let topic = format!("lv:{id}");
        self.ask(json!(["1", "1", topic, "phx_join", payload]))
            .await
    }

    async fn event(&mut self, id: &str, name: &str, text: &str) -> Value {
        self.ask(event(id, name, text)).await
    }
}

fn event(id: &str, name: &str, text: &str) -> Value {
    let payload = json!({"type": "click", "event": name, "value": {"text": text}});
    json!(["1", "2", format!("lv:{id}"), "event", payload])
}

fn between(text: &str, start: &str, end: &str) -> String {
    let at = text
        .find(start)
        .unwrap_or_else(|| panic!("no {start:?} in {text}"));
    let rest = &text[at + start.len()..];
    rest[..rest.find(end).unwrap()].to_owned()
}

#[tokio::test]
async fn a_page_and_its_files() {
    let server = Server::start().await;
    let page = server.page("/rooms/blue%20one").await;
    assert!(page.head.starts_with("HTTP/1.1 200"), "{}", page.head);
    for header in [
        "content-type: text/html; charset=utf-8",
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        "; Path=/; HttpOnly; SameSite=Lax\r\n",
    ] {
        assert!(page.head.contains(header), "{header} in {}", page.head);
    }
    let nonce = between(&page.head, "'nonce-", "'");
    let policy = format!(
        "content-security-policy: default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; frame-ancestors 'none'\r\n"
    );
    assert!(page.head.contains(&policy), "{policy} in {}", page.head);
    let nonces = page.body.matches(&format!(r#" nonce="{nonce}""#)).count();
    let modules = page.body.matches(r#"<link rel="modulepreload""#).count();
    assert_eq!(nonces, page.body.matches("<script").count() + modules);
    assert_ne!(nonce, between(&server.page("/").await.head, "'nonce-", "'"));
    assert!(
        page.body.starts_with("<!doctype html>") && page.body.contains("<html lang=\"en\">"),
        "{}",
        page.body
    );
    assert!(
        page.body
            .contains(r#"<title data-default="Chat &amp; more">Chat &amp; more</title>"#)
    );
    let (id, token) = (&page.id, &page.token);
    let content = format!(
        r#"<body><div id="{id}" data-phx-main data-phx-session="{token}" data-phx-static=""><h1>blue one</h1></div></body>"#
    );
    assert!(page.body.contains(&content), "{}", page.body);

    let css = between(&page.body, r#"rel="stylesheet" href=""#, "\"");
    let (head, body) = server.get(&css, "").await;
    assert!(
        head.contains("immutable") && head.contains("text/css"),
        "{head}"
    );
    assert_eq!(body, "p { margin: 0 }");

    let start = between(&page.body, r#"<script type="module" src=""#, "\"");
    let (_, start) = server.get(&start, "").await;
    assert!(
        start.contains(r#"connect({ url: "/live/websocket", hooks });"#),
        "{start}"
    );
    let entry = between(&start, r#"import { connect } from ""#, "\"");
    let (folder, _) = entry.rsplit_once('/').expect("the client has a folder");
    let (head, client) = server.get(&entry, "").await;
    assert!(head.contains("text/javascript; charset=utf-8"), "{head}");
    assert!(client.contains("connect"));
    let parts: Vec<_> = client.split(r#"import("./"#).skip(1).collect();
    assert!(!parts.is_empty());
    for part in parts {
        let name = part.split('"').next().unwrap_or_default();
        let (head, _) = server.get(&format!("{folder}/{name}"), "").await;
        assert!(
            head.contains("200 OK") && head.contains("immutable"),
            "{name}: {head}"
        );
    }

    let (head, body) = server
        .get("/", &format!("cookie: {}\r\n", page.cookie))
        .await;
    assert!(!head.contains("set-cookie"), "the cookie stays: {head}");
    assert!(body.contains(&format!(r#"content="{}""#, page.csrf)));
}

#[tokio::test]
async fn shapes_are_a_file_that_stays() {
    let server = Server::start().await;
    let page = server.page("/").await;
    assert!(!page.head.contains("preload"), "nobody knows them yet");
    let mut socket = server.connect_as(&page).await;
    let payload = json!({"dialect": "native", "session": page.token, "served": true});
    let topic = format!("lv:{}", page.id);
    let reply = socket
        .ask(json!(["1", "1", topic, "phx_join", payload]))
        .await;
    let response = &reply[4]["response"];
    assert_eq!(response["outline"][0], 0, "{reply}");
    let path = format!("/live/shapes/{}", response["shapes"].as_str().unwrap());
    let (head, body) = server.get(&path, "").await;
    assert!(
        head.contains("immutable") && head.contains("application/json"),
        "{head}"
    );
    assert!(body.starts_with(r#"{"0":[["h1""#), "{body}");

    let link = format!("link: <{path}>; rel=preload; as=fetch; crossorigin\r\n");
    let page = server.page("/").await;
    assert!(page.head.contains(&link), "{}", page.head);
    let (head, _) = server.get("/live/shapes/another", "").await;
    assert!(head.starts_with("HTTP/1.1 404"), "{head}");
}

#[tokio::test]
async fn join_event_and_timer() {
    let server = Server::start().await;
    let page = server.page("/").await;
    let mut socket = server.connect_as(&page).await;
    let reply = socket.join(&page.id, &page.token).await;
    assert_eq!(reply[4]["response"]["dialect"], "native");
    assert_eq!(
        reply[4]["response"]["rendered"][1],
        json!([0, "no room", ""])
    );

    let reply = socket.event(&page.id, "name", "Ada").await;
    assert_eq!(reply[4]["response"]["diff"], json!([0, "Ada"]));
    assert!(reply[4]["response"]["token"].is_string());

    let reply = socket.event(&page.id, "soon", "tea").await;
    assert_eq!(reply[4]["response"], json!({}));
    let push = socket.next().await.unwrap();
    assert_eq!(push[3], "diff");
    assert!(push[4]["d"].to_string().contains("tea"));

    let beat = socket
        .ask(json!([null, "9", "phoenix", "heartbeat", {}]))
        .await;
    assert_eq!(beat[4]["status"], "ok");
}

#[tokio::test]
async fn strangers_are_refused() {
    let server = Server::start().await;
    let page = server.page("/").await;
    let other = server.page("/").await;
    let own = format!("http://{}", server.address);
    let (own, cookie, csrf) = (Some(own.as_str()), page.cookie.as_str(), page.csrf.as_str());
    let status = async |origin, cookie, csrf| {
        let socket = server.connect(origin, cookie, csrf).await;
        socket.map_or_else(|status| status, |_| 101)
    };
    assert_eq!(status(own, cookie, csrf).await, 101);
    assert_eq!(status(None, cookie, csrf).await, 403);
    assert_eq!(status(Some("http://evil.example"), cookie, csrf).await, 403);
    assert_eq!(status(Some("null"), cookie, csrf).await, 403);
    assert_eq!(status(own, cookie, "forged").await, 403);
    assert_eq!(status(own, cookie, "").await, 403);
    assert_eq!(status(own, cookie, &other.csrf).await, 403);
    assert_eq!(status(own, "a=b", csrf).await, 403);
    // What is no WebSocket at all.
    let (head, _) = server.get("/live/websocket", "").await;
    assert!(head.starts_with("HTTP/1.1 403"), "{head}");
}

#[tokio::test]
async fn an_origin_can_be_allowed() {
    let server = Server::start_with(1, |app| app.allow_origin("https://www.example.com")).await;
    let page = server.page("/").await;
    let origin = Some("https://www.example.com");
    assert!(
        server
            .connect(origin, &page.cookie, &page.csrf)
            .await
            .is_ok()
    );
}

#[tokio::test]
async fn a_forged_token_is_unauthorized() {
    let server = Server::start().await;
    let page = server.page("/").await;
    let mut socket = server.connect_as(&page).await;
    let mut forged = page.token.clone();
    forged.pop();
    for token in [forged.as_str(), "", "a.b"] {
        let reply = socket.join(&page.id, token).await;
        assert_eq!(reply[4]["response"]["reason"], "unauthorized", "{token}");
    }
    let reply = socket.join("phx-other", &page.token).await;
    assert_eq!(reply[4]["response"]["reason"], "unauthorized");
    let reply = socket.event(&page.id, "x", "").await;
    assert_eq!(reply[4]["response"]["reason"], "unmatched topic");
}

#[tokio::test]
async fn too_large_or_binary_frames_close() {
    let mut server = Server::start().await;
    let large = Message::text("x".repeat(64 * 1024 + 1));
    let not_text = Message::binary(vec![1, 2, 3]);
    let garbage = Message::text("garbage");
    for message in [large, not_text, garbage] {
        let mut socket = server.joined("/rooms/a").await;
        let _ = socket.0.send(message).await;
        assert_eq!(socket.next().await, None);
        assert_eq!(server.next_left().await, "a");
    }
}

#[tokio::test]
async fn a_restart_turns_no_page_away() {
    let before = Server::start().await;
    let page = before.page("/rooms/a").await;
    let after = Server::start().await;
    let mut socket = after.connect_as(&page).await;
    let reply = socket.join(&page.id, &page.token).await;
    assert_eq!(reply[4]["response"]["rendered"][1], json!([0, "a", ""]));

    let stranger = Server::start_with(2, |app| app).await;
    let own = format!("http://{}", stranger.address);
    let refused = stranger.connect(Some(&own), &page.cookie, &page.csrf).await;
    assert_eq!(refused.err(), Some(403));
}

#[tokio::test]
async fn what_one_says_all_hear() {
    let server = Server::start().await;
    let page = server.page("/").await;
    let mut speaker = server.connect_as(&page).await;
    speaker.join(&page.id, &page.token).await;
    let mut listener = server.joined("/").await;
    speaker.send(event(&page.id, "say", "hello")).await;
    let heard = listener.next().await.unwrap();
    assert_eq!(heard[3], "diff");
    assert!(heard[4].to_string().contains("hello"), "{heard}");
    // The speaker gets a reply, and hears it too.
    let reply = speaker.next().await.unwrap();
    assert_eq!(reply[3], "phx_reply");
    assert!(
        speaker.next().await.unwrap()[4]
            .to_string()
            .contains("hello")
    );
}

#[tokio::test]
async fn a_view_is_terminated_when_its_socket_goes_away() {
    let mut server = Server::start().await;
    let mut polite = server.joined("/rooms/polite").await;
    polite.0.close(None).await.unwrap();
    assert_eq!(server.next_left().await, "polite");
    let rude = server.joined("/rooms/rude").await;
    drop(rude);
    assert_eq!(server.next_left().await, "rude");
}

#[tokio::test]
async fn silence_closes() {
    let mut server = Server::start_with(1, |app| {
        app.limits(Limits {
            idle: Duration::from_millis(300),
            ..Limits::default()
        })
    })
    .await;
    let mut socket = server.joined("/rooms/silent").await;
    assert_eq!(socket.next().await, None);
    assert_eq!(server.next_left().await, "silent");
}

#[tokio::test]
async fn a_panic_ends_one_session() {
    let mut server = Server::start().await;
    let page = server.page("/rooms/unlucky").await;
    let mut socket = server.connect_as(&page).await;
    socket.join(&page.id, &page.token).await;
    let mut other = server.joined("/rooms/lucky").await;
    socket.send(event(&page.id, "panic", "")).await;
    let crash = socket.next().await.unwrap();
    assert_eq!((&crash[3], &crash[4]), (&json!("phx_error"), &json!({})));
    assert_eq!(server.next_left().await, "unlucky");
    let again = socket.join(&page.id, &page.token).await;
    assert_eq!(again[4]["status"], "ok", "on the same connection");
    let beat = other
        .ask(json!([null, "9", "phoenix", "heartbeat", {}]))
        .await;
    assert_eq!(beat[4]["status"], "ok");
}

#[tokio::test]
async fn a_page_that_leads_elsewhere() {
    let server = Server::start().await;
    let (head, _) = server.get("/rooms/locked", "").await;
    assert!(head.starts_with("HTTP/1.1 302"), "{head}");
    assert!(head.contains("location: /rooms/open\r\n"), "{head}");
    assert!(
        head.contains("; Path=/; Max-Age=60; SameSite=Lax"),
        "{head}"
    );
    let flash = between(&head, "set-cookie: ", ";");
    let cookie = format!("cookie: {flash}\r\n");
    let (head, body) = server.get("/rooms/open", &cookie).await;
    assert!(body.contains("<h1>It is locked.</h1>"), "{body}");
    assert!(
        head.contains("set-cookie: __phoenix_flash__=; Path=/; Max-Age=0"),
        "{head}"
    );
    let (head, body) = server
        .get("/rooms/open", "cookie: __phoenix_flash__=x.y\r\n")
        .await;
    assert!(
        head.contains("Max-Age=0") && body.contains("<h1>open</h1>"),
        "{body}"
    );
}

#[tokio::test]
async fn a_page_that_panics_is_an_error() {
    let server = Server::start().await;
    let (head, _) = server.get("/rooms/broken", "").await;
    assert!(head.starts_with("HTTP/1.1 500"), "{head}");
    let (head, _) = server.get("/rooms/fine", "").await;
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
}

#[tokio::test]
async fn a_page_has_the_title_of_its_view() {
    let server = Server::start().await;
    let (_, body) = server.get("/rooms/titled", "").await;
    assert!(body.contains(">A title</title>"), "{body}");
}

#[tokio::test]
async fn tasks_are_run_and_their_results_shown() {
    let server = Server::start().await;
    let page = server.page("/rooms/a").await;
    let mut socket = server.connect_as(&page).await;
    socket.join(&page.id, &page.token).await;
    for (text, shown) in [("tea", "tea"), ("panic", "it panicked")] {
        let reply = socket.event(&page.id, "fetch", text).await;
        assert_eq!(reply[4]["response"], json!({}));
        let push = socket.next().await.unwrap();
        assert_eq!(push[3], "diff");
        assert!(push[4]["d"].to_string().contains(shown), "{push}");
    }
}

#[tokio::test]
async fn a_client_that_does_not_read_is_closed() {
    let mut server =
        Server::start_with(1, |app| app.send_timeout(Duration::from_millis(500))).await;
    let page = server.page("/rooms/talker").await;
    let mut talker = server.connect_as(&page).await;
    talker.join(&page.id, &page.token).await;
    let _deaf = server.joined("/rooms/deaf").await;
    // More than the buffers of both ends hold.
    let line = "x".repeat(60_000);
    let talk = async {
        loop {
            talker.send(event(&page.id, "say", &line)).await;
            while talker.next().await.unwrap()[3] != "phx_reply" {}
        }
    };
    let left = tokio::time::timeout(Duration::from_secs(30), server.left.recv());
    let left =
        tokio::select! { left = left => left, () = talk => unreachable!("the talker goes on") };
    assert_eq!(left.unwrap().as_deref(), Some("deaf"));
}

#[tokio::test]
async fn the_session_can_begin_with_what_the_request_says() {
    let server = Server::start_with(1, |app| {
        app.session(|parts| {
            let mut session = SessionMap::default();
            if let Some(user) = parts.headers.get("x-user") {
                session.put("name", user.to_str().unwrap_or_default());
            }
            session
        })
    })
    .await;
    let (_, body) = server.get("/", "x-user: Grace\r\n").await;
    assert!(body.contains("<h1>Grace</h1>"), "{body}");
}

#[tokio::test]
async fn joins_are_limited_by_the_address_that_the_server_tells() {
    let joins = async |address: SocketAddr| {
        let mut taken = 0;
        for _ in 0..4 {
            let server = Server {
                address,
                left: mpsc::unbounded_channel().1,
            };
            let page = server.page("/rooms/a").await;
            let mut socket = server.connect_as(&page).await;
            let reply = socket.join(&page.id, &page.token).await;
            taken += usize::from(reply[4]["status"] == "ok");
        }
        taken
    };
    let few = |app: App| app.join_burst(2).joins_per_second(1).grace(Duration::ZERO);
    let unknown = Server::start_with(1, few).await;
    assert_eq!(joins(unknown.address).await, 4, "nobody tells addresses");

    let room = Arc::new(Room {
        members: Mutex::default(),
        left: mpsc::unbounded_channel().0,
    });
    let app = App::new(Secret::new(&[1; 32]).unwrap()).state(room);
    let router = app
        .joins_per_second(1)
        .join_burst(2)
        .view::<Chat>("/rooms/{id}");
    let service = router
        .into_router()
        .into_make_service_with_connect_info::<SocketAddr>();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, service).await });
    let taken = joins(address).await;
    assert!((2..4).contains(&taken), "{taken} of 4");
}
