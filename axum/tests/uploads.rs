//! Uploads on a real server: what is on the disk, and when it is gone.

#![cfg(target_os = "linux")]

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use slotwise::session::{Limits, Secret, Upload, UploadOptions, live_file_input};
use slotwise::{Event, Live, LiveView, Tracked, View, h};
use slotwise_axum::App;
use std::io::Read;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use tokio_tungstenite::tungstenite::{Message, client::IntoClientRequest};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream};

struct Desk {
    files: Upload,
    taken: Tracked<Vec<String>>,
}

#[derive(Event)]
enum DeskEvent {
    Cancel { file: String },
    Save,
    Crash,
}

impl LiveView for Desk {
    type Event = DeskEvent;
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        let files = cx.allow_upload("files", UploadOptions::new().max_entries(100));
        Desk {
            files,
            taken: vec![].into(),
        }
    }

    fn handle_event(&mut self, event: DeskEvent, _: &mut Live<Self>) {
        match event {
            DeskEvent::Cancel { file } => assert!(self.files.cancel(&file)),
            DeskEvent::Save => {
                for mut file in self.files.consume() {
                    let mut text = String::new();
                    file.file.read_to_string(&mut text).unwrap();
                    self.taken.push(text);
                }
            }
            DeskEvent::Crash => panic!("as the test wishes"),
        }
    }

    fn render(&self) -> impl View {
        h! { <form phx-change="save"><.live_file_input upload={@files} /></form><p :for={text in @taken}>{text}</p> }
    }
}

/// A server, and a folder of its own for uploads.
struct Server {
    address: SocketAddr,
    folder: tempfile::TempDir,
    serving: JoinHandle<()>,
}

impl Server {
    async fn start(change: impl FnOnce(App) -> App) -> Server {
        let folder = tempfile::tempdir().unwrap();
        let app = App::new(Secret::new(&[1; 32]).unwrap()).view::<Desk>("/");
        let router = change(app.upload_dir(folder.path())).into_router();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Server {
            address,
            folder,
            serving,
        }
    }

    async fn client(&self) -> Client {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request = format!(
            "GET / HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut page = String::new();
        stream.read_to_string(&mut page).await.unwrap();
        let csrf = between(&page, r#"name="csrf-token" content=""#, "\"");
        let url = format!(
            "ws://{}/live/websocket?_csrf_token={csrf}&vsn=2.0.0",
            self.address
        );
        let mut request = url.into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert(
            "origin",
            format!("http://{}", self.address).parse().unwrap(),
        );
        headers.insert(
            "cookie",
            between(&page, "set-cookie: ", ";").parse().unwrap(),
        );
        let (socket, _) = tokio_tungstenite::connect_async(request).await.unwrap();
        let mut client = Client {
            socket,
            topic: format!("lv:{}", between(&page, r#"<div id=""#, "\"")),
            token: between(&page, r#"data-phx-session=""#, "\""),
            reference: 0,
        };
        let payload = json!({"dialect": "native", "session": client.token, "resume": true});
        client.ask("phx_join", payload).await;
        client
    }

    /// The files in its folder that this process has open, with their names.
    fn files(&self) -> Vec<PathBuf> {
        let opened = std::fs::read_dir("/proc/self/fd").unwrap();
        let targets = opened.filter_map(|entry| std::fs::read_link(entry.ok()?.path()).ok());
        let named = std::fs::read_dir(self.folder.path()).unwrap();
        let named = named.map(|entry| entry.unwrap().path());
        let is_here = |path: &PathBuf| path.parent() == Some(self.folder.path());
        targets.filter(is_here).chain(named).collect()
    }

    /// Waits until there are so many.
    async fn has_files(&self, count: usize) {
        for _ in 0..500 {
            if self.files().len() == count {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{:?}, not {count}", self.files());
    }
}

struct Client {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    topic: String,
    token: String,
    reference: u32,
}

impl Client {
    /// The reply to a frame.
    async fn ask(&mut self, event: &str, payload: Value) -> Value {
        let topic = self.topic.clone();
        self.ask_on(&topic, "1", event, payload).await
    }

    async fn ask_on(&mut self, topic: &str, join_ref: &str, event: &str, payload: Value) -> Value {
        self.reference += 1;
        let reference = self.reference.to_string();
        let frame = json!([join_ref, reference, topic, event, payload]);
        self.socket
            .send(Message::text(frame.to_string()))
            .await
            .unwrap();
        self.reply(&reference).await
    }

    async fn reply(&mut self, reference: &str) -> Value {
        loop {
            let next = tokio::time::timeout(Duration::from_secs(5), self.socket.next());
            let Some(Ok(Message::Text(text))) = next.await.expect("an answer") else {
                panic!("the socket is closed");
            };
            let frame: Value = serde_json::from_str(&text).unwrap();
            if frame[1] == reference {
                return frame[4].clone();
            }
        }
    }

    async fn event(&mut self, name: &str, value: Value) -> Value {
        self.ask(
            "event",
            json!({"type": "click", "event": name, "value": value}),
        )
        .await
    }

    fn upload(&self) -> String {
        format!("{}-upload-files", &self.topic["lv:".len()..])
    }

    /// Asks for a file of this size to be allowed, and opens it.
    async fn begin(&mut self, reference: &str, size: u64) -> Value {
        let entries =
            json!([{"ref": reference, "name": "a.txt", "size": size, "type": "text/plain"}]);
        let payload = json!({"ref": self.upload(), "entries": entries});
        let allowed = self.ask("allow_upload", payload).await["response"].take();
        let token = allowed["entries"][reference].clone();
        if token.is_null() {
            return allowed;
        }
        self.ask_on(
            &format!("lvu:{reference}"),
            "f",
            "phx_join",
            json!({"token": token}),
        )
        .await
    }

    async fn chunk(&mut self, reference: &str, bytes: &[u8]) -> Value {
        self.reference += 1;
        let message = self.reference.to_string();
        let topic = format!("lvu:{reference}");
        let texts = ["f", &message, &topic, "chunk"];
        let mut frame = vec![0];
        frame.extend(texts.iter().map(|text| text.len() as u8));
        frame.extend(texts.iter().flat_map(|text| text.bytes()));
        frame.extend_from_slice(bytes);
        self.socket.send(Message::binary(frame)).await.unwrap();
        self.reply(&message).await
    }

    /// One file as a whole, and a half of another.
    async fn midway(&mut self) {
        self.begin("0", 5).await;
        assert_eq!(self.chunk("0", b"whole").await["response"]["offset"], 5);
        self.begin("1", 10).await;
        assert_eq!(self.chunk("1", b"half a").await["response"]["offset"], 6);
    }
}

fn between(text: &str, start: &str, end: &str) -> String {
    let at = text
        .find(start)
        .unwrap_or_else(|| panic!("no {start:?} in {text}"));
    let rest = &text[at + start.len()..];
    rest[..rest.find(end).unwrap()].to_owned()
}

#[tokio::test]
async fn a_file_is_stored_and_gone_when_it_was_taken() {
    let server = Server::start(|app| app).await;
    let mut client = server.client().await;
    client.midway().await;
    assert_eq!(server.files().len(), 2);
    // They have no names that anybody could find.
    assert_eq!(std::fs::read_dir(server.folder.path()).unwrap().count(), 0);
    let reply = client.event("save", json!({})).await;
    assert!(reply.to_string().contains("whole"), "{reply}");
    server.has_files(1).await;
    assert_eq!(client.chunk("1", b"file").await["response"]["offset"], 10);
    let reply = client.event("save", json!({})).await;
    assert!(reply.to_string().contains("half afile"), "{reply}");
    server.has_files(0).await;
}

#[tokio::test]
async fn cancelled_files_are_gone() {
    let server = Server::start(|app| app).await;
    let mut client = server.client().await;
    client.midway().await;
    client.event("cancel", json!({"file": "1"})).await;
    server.has_files(1).await;
    client.event("cancel", json!({"file": "0"})).await;
    server.has_files(0).await;
    assert_eq!(
        client.chunk("1", b"more").await["response"]["reason"],
        "unknown upload"
    );
}

#[tokio::test]
async fn files_are_gone_with_their_view() {
    let server = Server::start(|app| app).await;
    let mut client = server.client().await;
    client.midway().await;
    client.ask("phx_leave", json!({})).await;
    server.has_files(0).await;
}

#[tokio::test]
async fn files_are_gone_after_a_crash() {
    let server = Server::start(|app| app).await;
    let mut client = server.client().await;
    client.midway().await;
    let payload = json!({"type": "click", "event": "crash", "value": {}});
    let frame = json!(["1", "x", client.topic, "event", payload]);
    client
        .socket
        .send(Message::text(frame.to_string()))
        .await
        .unwrap();
    server.has_files(0).await;
}

#[tokio::test]
async fn files_wait_for_their_client_as_long_as_their_session_does() {
    let limits = Limits {
        grace: Duration::from_millis(800),
        ..Limits::default()
    };
    let server = Server::start(|app| app.limits(limits)).await;
    let mut client = server.client().await;
    client.midway().await;
    drop(client);
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(server.files().len(), 2);
    server.has_files(0).await;
}

#[test]
fn files_are_gone_with_the_server() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(async {
        let server = Server::start(|app| app).await;
        let mut client = server.client().await;
        client.midway().await;
        assert_eq!(server.files().len(), 2);
        server.serving.abort();
        server
    });
    drop(runtime);
    assert_eq!(server.files(), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn what_an_app_says_bounds_them() {
    let server = Server::start(|app| app.upload_bytes(10).uploads(2)).await;
    let mut client = server.client().await;
    let refused = client.begin("0", 11).await;
    assert_eq!(refused["error"], json!([["0", "too_large"]]));
    client.event("cancel", json!({"file": "0"})).await;
    assert_eq!(client.begin("1", 10).await["response"]["offset"], 0);
    assert_eq!(client.begin("2", 10).await["response"]["offset"], 0);
    assert_eq!(client.begin("3", 10).await["error"], json!([["3", "busy"]]));
    assert_eq!(
        client.chunk("1", &[b'x'; 11]).await["response"]["reason"],
        "more bytes than announced"
    );
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_a_failure_of_the_file() {
    let server = Server::start(|app| app.upload_dir(Path::new("/nowhere/at/all"))).await;
    let mut client = server.client().await;
    client.begin("0", 5).await;
    assert_eq!(
        client.chunk("0", b"whole").await["response"]["reason"],
        "failed"
    );
}
