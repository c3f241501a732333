//! Uploads driven by scripted frames, into a store that counts what it holds.

#![cfg(feature = "session")]

use proptest::prelude::*;
use serde_json::{Value, json};
use slotwise::session::{
    Appended, Connection, Endpoint, Event, Input, Limits, Message, Outcome, Output, PageRequest,
    Secret, Task, Upload, UploadError, UploadFile, UploadOptions, UploadStore, live_file_input,
};
use slotwise::{HashKey, Live, LiveView, Tracked, View, h};
use std::future::Future;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

const START: Duration = Duration::from_secs(1_800_000_000);
const TOPIC: &str = "lv:phx-AAAAAAAAAAAAAAAA";
const ID: &str = "phx-AAAAAAAAAAAAAAAA-upload-files";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR and so on";

/// A view that does with its uploads what events tell it.
struct Desk {
    files: Upload,
    taken: Tracked<Vec<String>>,
    kept: Arc<Kept>,
}

/// What the test gives to the view, and sees of it.
#[derive(Default)]
struct Kept {
    options: Mutex<UploadOptions>,
    seen: Mutex<Option<Upload>>,
    progress: Mutex<Vec<u8>>,
}

#[derive(Event)]
enum DeskEvent {
    Change,
    Cancel { file: String },
    Save,
    Crash,
}

impl LiveView for Desk {
    type Event = DeskEvent;
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        let kept = cx.state::<Kept>().unwrap();
        let files = cx.allow_upload("files", kept.options.lock().unwrap().clone());
        cx.on_upload(&files, |desk, entry, _| {
            desk.kept.progress.lock().unwrap().push(entry.progress)
        });
        *kept.seen.lock().unwrap() = Some(files.clone());
        Desk {
            files,
            taken: vec![].into(),
            kept,
        }
    }

    fn handle_event(&mut self, event: DeskEvent, _: &mut Live<Self>) {
        match event {
            DeskEvent::Change => {}
            DeskEvent::Cancel { file } => {
                self.files.cancel(&file);
            }
            DeskEvent::Save => {
                for mut uploaded in self.files.consume() {
                    let mut bytes = Vec::new();
                    uploaded.file.read_to_end(&mut bytes).unwrap();
                    let taken = format!("{} {}", uploaded.entry.name, bytes.len());
                    self.taken.push(taken);
                }
            }
            DeskEvent::Crash => panic!("as the test wishes"),
        }
    }

    fn render(&self) -> impl View {
        h! {
            <form phx-change="change" phx-submit="save">
              <.live_file_input upload={@files} />
              <p :for={entry in @files.entries()}>{&entry.name} {entry.progress}</p>
            </form>
            <b :for={taken in @taken}>{taken}</b>
        }
    }
}

/// Keeps files in memory, and counts them and the bytes that are on their way.
#[derive(Clone, Default)]
struct Counting {
    files: Arc<AtomicUsize>,
    pending: Arc<AtomicUsize>,
    fails: Arc<Mutex<bool>>,
}

struct Counted(Cursor<Vec<u8>>, Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.1.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

impl UploadStore for Counting {
    fn append(&self, file: Option<Box<dyn UploadFile>>, bytes: Vec<u8>) -> Appended {
        let store = self.clone();
        store.pending.fetch_add(bytes.len(), Ordering::Relaxed);
        Box::pin(async move {
            store.pending.fetch_sub(bytes.len(), Ordering::Relaxed);
            if *store.fails.lock().unwrap() {
                return Err(io::Error::other("the disk is full"));
            }
            let mut file = file.unwrap_or_else(|| {
                store.files.fetch_add(1, Ordering::Relaxed);
                Box::new(Counted(Cursor::new(Vec::new()), store.files.clone()))
            });
            file.write_all(&bytes)?;
            Ok(file)
        })
    }
}

/// A client, its connection and what its adapter would do.
struct Client {
    endpoint: Arc<Endpoint>,
    connection: Connection,
    kept: Arc<Kept>,
    store: Counting,
    tasks: Vec<Task>,
    frames: Vec<Value>,
    token: String,
    /// With which the session is had back.
    key: Value,
    now: Duration,
    reference: u64,
}

fn connection(endpoint: &Arc<Endpoint>, seed: u64) -> Connection {
    let mailbox = |_: Message| true;
    Connection::new(
        endpoint.clone(),
        HashKey::new(seed),
        Arc::new(mailbox),
        START,
    )
}

impl Client {
    fn new(options: UploadOptions, limits: Limits) -> Client {
        let (kept, store) = (Arc::new(Kept::default()), Counting::default());
        *kept.options.lock().unwrap() = options;
        let endpoint = Endpoint::new(Secret::new(&[1; 32]).unwrap())
            .with_view::<Desk>("desk")
            .with_state(kept.clone())
            .with_upload_store(Arc::new(store.clone()))
            .with_limits(limits);
        let page = endpoint
            .first_page("desk", PageRequest::default(), START)
            .unwrap();
        assert!(
            page.to_html()
                .contains(&format!(r#"<input type="file" id="{ID}" name="files""#))
        );
        let endpoint = Arc::new(endpoint);
        let mut client = Client {
            connection: connection(&endpoint, 1),
            token: page.token().to_owned(),
            endpoint,
            kept,
            store,
            tasks: Vec::new(),
            frames: Vec::new(),
            key: Value::Null,
            now: START,
            reference: 0,
        };
        let mut joined = client.join(json!({"dialect": "native", "resume": true}));
        client.key = joined["response"]["resume"].take();
        client
    }

    fn with(options: UploadOptions) -> Client {
        Client::new(options, Limits::default())
    }

    fn join(&mut self, mut payload: Value) -> Value {
        payload["session"] = self.token.clone().into();
        let frame = json!(["1", "1", TOPIC, "phx_join", payload]).to_string();
        self.handle(Input::Frame(&frame));
        self.answer("1")
    }

    fn handle(&mut self, input: Input<'_>) {
        self.connection.handle(input, self.now);
        while let Some(output) = self.connection.poll() {
            match output {
                Output::Send(text) => self.frames.push(serde_json::from_str(&text).unwrap()),
                Output::Spawn(task) => self.tasks.push(task),
                Output::Close(_) => self.frames.push(json!("closed")),
            }
        }
    }

    /// The payload of the reply to a frame, if it came.
    fn reply(&mut self, reference: &str) -> Option<Value> {
        let is_it = |frame: &Value| frame[1] == reference && frame[3] == "phx_reply";
        let at = self.frames.iter().position(is_it)?;
        Some(self.frames.remove(at)[4].take())
    }

    fn answer(&mut self, reference: &str) -> Value {
        let reply = self.reply(reference);
        reply.unwrap_or_else(|| panic!("no answer to {reference}: {:?}", self.frames))
    }

    fn send(&mut self, topic: &str, join_ref: &str, event: &str, payload: Value) -> Option<Value> {
        self.reference += 1;
        let reference = format!("r{}", self.reference);
        let frame = json!([join_ref, reference, topic, event, payload]).to_string();
        self.handle(Input::Frame(&frame));
        self.reply(&reference)
    }

    fn push(&mut self, event: &str, payload: Value) -> Value {
        self.send(TOPIC, "1", event, payload).unwrap()
    }

    fn event(&mut self, name: &str, value: Value) -> Value {
        self.push(
            "event",
            json!({"type": "click", "event": name, "value": value}),
        )
    }

    fn choose(&mut self, files: &[(&str, &str, u64)]) {
        let entries = entries(files);
        let mut uploads = json!({});
        uploads[ID] = entries;
        let payload = json!({"type": "form", "event": "change", "value": "", "uploads": uploads});
        assert_eq!(self.push("event", payload)["status"], "ok");
    }

    fn allow(&mut self, files: &[(&str, &str, u64)]) -> Value {
        let payload = json!({"ref": ID, "entries": entries(files)});
        let mut reply = self.push("allow_upload", payload);
        assert_eq!(reply["status"], "ok");
        reply["response"].take()
    }

    fn open(&mut self, reference: &str, token: &Value) -> Option<Value> {
        let topic = format!("lvu:{reference}");
        self.send(
            &topic,
            &format!("j{reference}"),
            "phx_join",
            json!({"token": token}),
        )
    }

    /// A chosen and opened file.
    fn begun(options: UploadOptions, file: (&str, &str, u64)) -> Client {
        let mut client = Client::with(options);
        client.begin(file);
        client
    }

    fn begin(&mut self, file: (&str, &str, u64)) {
        self.choose(&[file]);
        let allowed = self.allow(&[file]);
        let opened = self.open(file.0, &allowed["entries"][file.0]);
        assert_eq!(
            opened.unwrap(),
            json!({"status": "ok", "response": {"offset": 0}})
        );
    }

    /// Sends bytes; the answer comes when they are stored.
    fn chunk(&mut self, reference: &str, bytes: &[u8]) -> String {
        self.reference += 1;
        let message = format!("r{}", self.reference);
        let texts = [
            &format!("j{reference}"),
            &message,
            &format!("lvu:{reference}"),
            "chunk",
        ];
        let mut frame = vec![0];
        frame.extend(texts.iter().map(|text| text.len() as u8));
        for text in texts {
            frame.extend_from_slice(text.as_bytes());
        }
        frame.extend_from_slice(bytes);
        self.handle(Input::Bytes(&frame));
        message
    }

    /// Runs the tasks, and gives what comes of them to the connection.
    fn store(&mut self) {
        for outcome in self.stored() {
            self.handle(Input::Async(outcome));
        }
    }

    fn stored(&mut self) -> Vec<Outcome> {
        let run = |task: Task| match pin!(task).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(outcome) => outcome,
            Poll::Pending => panic!("the store is always ready"),
        };
        self.tasks.drain(..).map(run).collect()
    }

    /// Sends bytes and stores them.
    fn store_chunk(&mut self, reference: &str, bytes: &[u8]) -> Value {
        let message = self.chunk(reference, bytes);
        self.store();
        self.answer(&message)
    }

    fn upload(&self) -> Upload {
        self.kept.seen.lock().unwrap().clone().unwrap()
    }

    fn errors(&self, at: usize) -> Vec<UploadError> {
        self.upload().entries()[at].errors.clone()
    }

    fn html(&mut self) -> String {
        self.connection.html(TOPIC).unwrap()
    }

    /// How many files there are, and how many places are taken.
    fn files(&self) -> (usize, usize) {
        (
            self.store.files.load(Ordering::Relaxed),
            self.endpoint.uploads(),
        )
    }
}

fn entries(files: &[(&str, &str, u64)]) -> Value {
    let entries = files.iter().map(|(reference, name, size)| {
        json!({"ref": reference, "name": name, "size": size, "type": "", "last_modified": 7, "relative_path": ""})
    });
    entries.collect()
}

fn ok(offset: u64) -> Value {
    json!({"status": "ok", "response": {"offset": offset}})
}

fn refused(reason: &str) -> Value {
    json!({"status": "error", "response": {"reason": reason}})
}

fn some() -> UploadOptions {
    UploadOptions::new()
        .max_entries(3)
        .max_file_size(100)
        .chunk_size(40)
}

#[test]
fn a_file_comes_in_chunks_one_at_a_time() {
    let mut client = Client::begun(some(), ("0", "a.bin", 100));
    assert!(client.html().contains(r#"data-phx-active-refs="0" data-phx-done-refs="" data-phx-preflighted-refs="0" data-phx-error-refs="""#));
    let first = client.chunk("0", &[1; 40]);
    assert_eq!(client.reply(&first), None, "it is not stored yet");
    client.store();
    assert_eq!(client.answer(&first), ok(40));
    assert!(client.html().contains("a.bin 40"), "{}", client.html());
    assert_eq!(client.store_chunk("0", &[2; 40]), ok(80));
    assert!(!client.upload().is_done());
    assert_eq!(client.store_chunk("0", &[3; 20]), ok(100));
    assert!(client.upload().is_done());
    assert!(client.html().contains(r#"data-phx-done-refs="0""#));
    assert_eq!(*client.kept.progress.lock().unwrap(), [40, 80, 100]);
    assert_eq!(client.files(), (1, 1));
    client.event("save", json!({}));
    assert!(client.html().contains("<b>a.bin 100</b>"));
    assert!(client.html().contains(r#"data-phx-active-refs="""#));
    assert_eq!(client.files(), (0, 0));
    assert_eq!(client.endpoint.counts().upload_bytes, 100);
}

#[test]
fn what_is_said_of_a_file_is_checked_before_it_comes() {
    let mut client = Client::with(some().accept([".png", "audio/*"]));
    let files = [
        ("0", "a.png", 100),
        ("1", "a.png", 101),
        ("2", "a.gif", 1),
        ("3", "a.png", 0),
        ("4", "a.png", 100_000),
    ];
    client.choose(&files);
    let too_large = UploadError::TooLarge { most: 100 };
    let wanted = [
        vec![],
        vec![too_large.clone()],
        vec![UploadError::NotAccepted],
        vec![UploadError::Empty],
        vec![too_large],
    ];
    let found: Vec<_> = client
        .upload()
        .entries()
        .into_iter()
        .map(|entry| entry.errors)
        .collect();
    assert_eq!(found, wanted);
    let reasons = json!([
        ["1", "too_large"],
        ["2", "not_accepted"],
        ["3", "empty"],
        ["4", "too_large"]
    ]);
    assert_eq!(client.allow(&files)["error"], reasons);
    for file in ["1", "2", "3", "4"] {
        client.event("cancel", json!({"file": file}));
    }
    let allowed = client.allow(&files[..1]);
    assert_eq!(allowed["config"]["chunk_size"], 40);
    assert!(allowed["entries"]["0"].is_string());
    assert_eq!(client.files(), (0, 1));
}

#[test]
fn there_are_not_more_files_than_there_may_be() {
    let mut client = Client::with(some());
    let names: Vec<String> = (0..1_000).map(|n| n.to_string()).collect();
    let files: Vec<(&str, &str, u64)> = names.iter().map(|name| (name.as_str(), "a", 1)).collect();
    client.choose(&files[..3]);
    assert_eq!(client.upload().errors(), []);
    client.choose(&files[..4]);
    assert_eq!(client.upload().errors(), [UploadError::TooMany { most: 3 }]);
    assert_eq!(
        client.allow(&files[..4])["error"],
        json!([[ID, "too_many_files"]])
    );
    client.event("cancel", json!({"file": "1"}));
    assert_eq!(client.upload().errors(), []);
    for some in files.chunks(100) {
        client.choose(some);
    }
    assert_eq!(client.upload().entries().len(), 64);
    assert_eq!(client.upload().errors(), [UploadError::TooMany { most: 3 }]);
    assert_eq!(client.files(), (0, 0));
}

#[test]
fn where_one_may_be_chosen_another_takes_its_place() {
    let mut client = Client::with(UploadOptions::new());
    client.choose(&[("0", "a", 10)]);
    client.begin(("1", "b", 10));
    let names: Vec<String> = client
        .upload()
        .entries()
        .into_iter()
        .map(|entry| entry.name)
        .collect();
    assert_eq!(names, ["b"]);
    client.store_chunk("1", b"12345");
    client.choose(&[("2", "c", 10)]);
    assert_eq!(client.files(), (0, 0));
    let closed = json!(["j1", null, "lvu:1", "phx_close", {}]);
    assert!(client.frames.contains(&closed), "{:?}", client.frames);
}

#[test]
fn at_once_those_that_may() {
    let mut client = Client::with(some().auto(true).accept([".png"]));
    let files = [
        ("0", "a.png", 1),
        ("1", "a.gif", 1),
        ("2", "b.png", 1),
        ("3", "c.png", 1),
        ("4", "d.png", 1),
    ];
    client.choose(&files);
    let allowed = client.allow(&files);
    let tokens: Vec<&String> = allowed["entries"].as_object().unwrap().keys().collect();
    assert_eq!(tokens, ["0", "2", "3"]);
}

#[test]
fn the_first_bytes_say_what_it_is() {
    let mut client = Client::begun(some(), ("0", "a.png", PNG.len() as u64));
    assert_eq!(client.store_chunk("0", PNG), ok(PNG.len() as u64));
    // However they are cut.
    client.begin(("1", "b.png", PNG.len() as u64));
    for (at, byte) in PNG.iter().enumerate() {
        assert_eq!(client.store_chunk("1", &[*byte]), ok(at as u64 + 1));
    }
    assert!(client.upload().is_done());
    client.begin(("2", "c.png", 100));
    assert_eq!(client.store_chunk("2", b"#!/bin/sh"), ok(9));
    assert_eq!(
        client.store_chunk("2", b"\nrm everything"),
        refused("failed")
    );
    assert_eq!(client.errors(2), [UploadError::WrongContent]);
    assert_eq!(client.store_chunk("2", b"more"), refused("unknown upload"));
    assert_eq!(client.files(), (2, 2));
}

#[test]
fn what_no_client_of_ours_does_ends_its_file() {
    let begun = || Client::begun(some(), ("0", "a", 100));
    let interrupted = [UploadError::Interrupted];

    let mut client = begun();
    assert_eq!(
        client.store_chunk("0", &[0; 41]),
        refused("chunk of the wrong size")
    );
    assert_eq!(
        (client.errors(0), client.files()),
        (interrupted.to_vec(), (0, 0))
    );

    let mut client = begun();
    assert_eq!(
        client.store_chunk("0", &[]),
        refused("chunk of the wrong size")
    );

    let mut client = begun();
    for offset in [40, 80] {
        assert_eq!(client.store_chunk("0", &[0; 40]), ok(offset));
    }
    assert_eq!(
        client.store_chunk("0", &[0; 21]),
        refused("more bytes than announced")
    );
    assert_eq!(
        (client.errors(0), client.files()),
        (interrupted.to_vec(), (0, 0))
    );

    let mut client = begun();
    let first = client.chunk("0", &[0; 10]);
    let second = client.chunk("0", &[0; 10]);
    assert_eq!(client.answer(&second), refused("chunk out of turn"));
    client.store();
    assert_eq!((client.reply(&first), client.files()), (None, (0, 0)));
    assert_eq!(client.endpoint.counts().refused_chunks, 1);

    let mut client = begun();
    assert_eq!(client.store_chunk("1", b"x"), refused("unknown upload"));
    for token in [
        json!("1.1.phx"),
        json!(""),
        json!("9.1.x"),
        json!(null),
        json!(7),
    ] {
        let reply = client.open("9", &token).unwrap();
        assert_eq!(reply["status"], "error", "{token}");
    }
    let other = client.push("allow_upload", json!({"ref": "another", "entries": []}));
    assert_eq!(other["response"]["reason"], "unknown upload");
    for payload in [
        json!({"ref": ID}),
        json!({"ref": ID, "entries": [{"ref": "a,b"}]}),
    ] {
        let reply = client.push("allow_upload", payload);
        assert_eq!(reply["response"]["reason"], "malformed");
    }
    // None of it has done harm to the file.
    assert_eq!(client.store_chunk("0", &[0; 10]), ok(10));
}

#[test]
fn a_binary_frame_that_is_none_closes_the_connection() {
    for frame in [
        &b""[..],
        b"\x02\0\0\0\0",
        b"\0\x09\0\0\0a",
        &vec![0; 64 * 1024 + 1],
    ] {
        let mut client = Client::with(some());
        client.handle(Input::Bytes(frame));
        assert_eq!(client.frames.last(), Some(&json!("closed")));
    }
}

#[test]
fn a_store_that_fails_ends_the_file() {
    let mut client = Client::begun(some(), ("0", "a", 100));
    assert_eq!(client.store_chunk("0", &[0; 40]), ok(40));
    *client.store.fails.lock().unwrap() = true;
    assert_eq!(client.store_chunk("0", &[0; 40]), refused("failed"));
    assert_eq!(client.errors(0), [UploadError::NotStored]);
    assert_eq!(client.files(), (0, 0));
}

#[test]
fn files_at_once_are_bounded_in_all() {
    let limits = Limits {
        uploads: 2,
        ..Limits::default()
    };
    let mut client = Client::new(some().max_entries(1_000).auto(true), limits);
    let names: Vec<String> = (0..1_000).map(|n| n.to_string()).collect();
    let files: Vec<(&str, &str, u64)> = names.iter().map(|name| (name.as_str(), "a", 1)).collect();
    client.choose(&files[..2]);
    assert_eq!(
        client.allow(&files[..2])["entries"]
            .as_object()
            .unwrap()
            .len(),
        2
    );
    client.choose(&files[..3]);
    assert_eq!(client.allow(&files[2..3])["error"], json!([["2", "busy"]]));
    assert_eq!(client.errors(2), [UploadError::Busy]);
    assert_eq!(client.endpoint.counts().refused_uploads, 1);
    for some in files[3..].chunks(100) {
        client.choose(some);
        client.allow(some);
    }
    assert_eq!(client.files(), (0, 2));
    assert!(client.endpoint.counts().refused_uploads > 100);
    client.event("cancel", json!({"file": "0"}));
    client.choose(&[("again", "a", 1)]);
    assert!(client.allow(&[("again", "a", 1)])["entries"]["again"].is_string());
}

#[test]
fn a_view_allows_no_more_than_its_endpoint() {
    let limits = Limits {
        upload_bytes: 50,
        frame_bytes: 4_000,
        ..Limits::default()
    };
    let mut client = Client::new(some().chunk_size(1 << 20), limits);
    client.choose(&[("0", "a", 50), ("1", "a", 51), ("2", "a", 50_000)]);
    assert_eq!(client.errors(0), []);
    for (at, file) in [(2, "2"), (1, "1")] {
        assert_eq!(client.errors(at), [UploadError::TooLarge { most: 50 }]);
        client.event("cancel", json!({"file": file}));
    }
    assert_eq!(client.endpoint.counts().refused_uploads, 2);
    assert_eq!(
        client.allow(&[("0", "a", 50)])["config"]["chunk_size"],
        4_000 - 1_025
    );
}

/// A client with a half of one file and the whole of another, and a chunk under way.
fn midway() -> Client {
    let mut client = Client::begun(some(), ("0", "a", 100));
    client.begin(("1", "b", 10));
    client.store_chunk("1", &[0; 10]);
    client.store_chunk("0", &[0; 40]);
    assert_eq!(client.files(), (2, 2));
    client.chunk("0", &[0; 40]);
    client
}

#[test]
fn files_are_gone_when_they_are_cancelled() {
    let mut client = midway();
    client.event("cancel", json!({"file": "0"}));
    client.event("cancel", json!({"file": "1"}));
    client.store();
    assert_eq!(client.files(), (0, 0));
    assert_eq!(client.store_chunk("0", &[0; 20]), refused("unknown upload"));
}

#[test]
fn files_are_gone_when_the_view_is_left() {
    let mut client = midway();
    client.push("phx_leave", json!({}));
    client.store();
    assert_eq!(client.files(), (0, 0));
}

#[test]
fn files_are_gone_when_the_view_crashes() {
    let mut client = midway();
    assert_eq!(
        client.send(
            TOPIC,
            "1",
            "event",
            json!({"type": "click", "event": "crash", "value": {}})
        ),
        None
    );
    client.store();
    assert_eq!(client.files(), (0, 0));
}

#[test]
fn files_are_gone_when_their_client_does_not_come_back() {
    let mut client = midway();
    client.handle(Input::Closed);
    assert_eq!(client.files().1, 2);
    client.endpoint.sweep(client.now + Duration::from_secs(59));
    assert_eq!(client.files().1, 2);
    client.endpoint.sweep(client.now + Duration::from_secs(60));
    client.stored().into_iter().for_each(Outcome::forward);
    assert_eq!(client.files(), (0, 0));
}

#[test]
fn files_are_gone_with_the_server() {
    let Client {
        endpoint,
        connection,
        store,
        tasks,
        kept,
        ..
    } = midway();
    drop((tasks, connection, endpoint));
    assert_eq!(store.files.load(Ordering::Relaxed), 0);
    // Somebody holds the upload itself still.
    assert_eq!(kept.seen.lock().unwrap().as_ref().unwrap().entries(), []);
}

#[test]
fn files_are_gone_when_nothing_comes_of_them() {
    let mut client = midway();
    client.store();
    let deadline = client.connection.poll_timeout().unwrap();
    assert_eq!(deadline, START + Duration::from_secs(30));
    client.now = deadline;
    client.handle(Input::Timeout);
    assert_eq!(client.errors(0), [UploadError::Interrupted]);
    assert_eq!(
        client.files(),
        (1, 1),
        "the one that is there as a whole stays"
    );
}

#[test]
fn what_is_stored_is_not_sent_again_after_a_drop() {
    let mut client = midway();
    let page = client.upload();
    client.handle(Input::Closed);
    client.stored().into_iter().for_each(Outcome::forward);
    client.connection = connection(&client.endpoint, 2);
    let joined = client.join(json!({"dialect": "native", "resume": {"key": client.key, "n": 0}}));
    assert_eq!(joined["status"], "ok", "{joined}");
    assert!(joined["response"]["resumed"].is_u64(), "{joined}");
    assert_eq!(page.entries()[0].progress, 80);
    let token = client.allow(&[("0", "a", 100)])["entries"]["0"].clone();
    assert_eq!(client.open("0", &token).unwrap(), ok(80));
    assert_eq!(client.store_chunk("0", &[0; 20]), ok(100));
    assert!(page.is_done());
}

#[test]
fn a_client_that_was_away_for_long_has_its_time_anew() {
    let mut client = midway();
    client.store();
    client.handle(Input::Closed);
    client.now += Duration::from_secs(59);
    client.connection = connection(&client.endpoint, 2);
    client.join(json!({"dialect": "native", "resume": {"key": client.key, "n": 0}}));
    client.handle(Input::Timeout);
    assert_eq!(client.errors(0), []);
    client.now += Duration::from_secs(30);
    client.handle(Input::Timeout);
    assert_eq!(client.errors(0), [UploadError::Interrupted]);
}

#[test]
fn the_official_clients_failure_fails_the_file() {
    let mut client = midway();
    client.store();
    let payload = |progress: Value| json!({"ref": ID, "entry_ref": "0", "progress": progress});
    assert_eq!(client.push("progress", payload(json!(50)))["status"], "ok");
    assert_eq!(client.errors(0), []);
    assert_eq!(
        client.push("progress", payload(json!({"error": "x"})))["status"],
        "ok"
    );
    assert_eq!(client.errors(0), [UploadError::Interrupted]);
    assert_eq!(client.push("progress", json!({}))["status"], "error");
    // Of one that is not there nothing is said.
    let gone = json!({"ref": ID, "entry_ref": "77", "progress": {"error": "x"}});
    assert_eq!(client.push("progress", gone)["status"], "ok");
}

/// What a client may do in any order.
#[derive(Clone, Debug)]
enum Act {
    Choose(u8, u64),
    Allow(u8),
    Open(u8),
    Chunk(u8, usize),
    Store,
    Cancel(u8),
    Leave(u8),
    Save,
    Wait(u64),
}

fn act() -> impl Strategy<Value = Act> {
    let file = 0u8..6;
    prop_oneof![
        (file.clone(), 0u64..130).prop_map(|(file, size)| Act::Choose(file, size)),
        file.clone().prop_map(Act::Allow),
        file.clone().prop_map(Act::Open),
        (file.clone(), 0usize..45).prop_map(|(file, bytes)| Act::Chunk(file, bytes)),
        (file.clone(), 40usize..41).prop_map(|(file, bytes)| Act::Chunk(file, bytes)),
        Just(Act::Store),
        file.clone().prop_map(Act::Cancel),
        file.prop_map(Act::Leave),
        Just(Act::Save),
        (0u64..40).prop_map(Act::Wait),
    ]
}

proptest! {
    #[test]
    fn in_any_order_nothing_panics_and_nothing_is_kept_beyond_the_bounds(
        acts in prop::collection::vec(act(), 1..120),
        auto: bool,
    ) {
        let limits = Limits {
            uploads: 4,
            events_per_second: 1_000_000,
            event_burst: 1_000_000,
            idle: Duration::from_secs(1_000_000),
            ..Limits::default()
        };
        let mut client = Client::new(some().auto(auto), limits);
        let mut tokens: Vec<Value> = vec![json!("1.1.x"); 6];
        for act in acts {
            match act {
                Act::Choose(file, size) => client.choose(&[(&file.to_string(), "a", size)]),
                Act::Allow(file) => {
                    let name = file.to_string();
                    let token = client.allow(&[(&name, "a", 50)])["entries"][&name].take();
                    if token.is_string() {
                        tokens[usize::from(file)] = token;
                    }
                }
                Act::Open(file) => {
                    client.open(&file.to_string(), &tokens[usize::from(file)]);
                }
                Act::Chunk(file, bytes) => {
                    client.chunk(&file.to_string(), &vec![0; bytes]);
                }
                Act::Store => client.store(),
                Act::Cancel(file) => {
                    client.event("cancel", json!({"file": file.to_string()}));
                }
                Act::Leave(file) => {
                    client.send(&format!("lvu:{file}"), &format!("j{file}"), "phx_leave", json!({}));
                }
                Act::Save => {
                    client.event("save", json!({}));
                }
                Act::Wait(seconds) => {
                    client.now += Duration::from_secs(seconds);
                    client.handle(Input::Timeout);
                }
            }
            let (files, places) = client.files();
            prop_assert!(places <= 4);
            // One that was cancelled while it was written is counted until that is done.
            prop_assert!(files <= places + client.tasks.len());
            prop_assert!(client.upload().entries().len() <= 64);
            for entry in client.upload().entries() {
                prop_assert!(entry.progress <= 100);
                prop_assert_eq!(entry.is_done, entry.progress == 100);
            }
            let fresh = client.html();
            prop_assert!(fresh.contains("data-phx-upload-ref"));
        }
        client.push("phx_leave", json!({}));
        client.store();
        prop_assert_eq!(client.files(), (0, 0));
    }
}
