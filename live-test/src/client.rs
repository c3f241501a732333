//! The client: frames for a [`Connection`], and what it shows of the answers.

use crate::executor::first_outcome;
use crate::native;
use serde_json::Value;
use serde_json::value::RawValue;
use slotwise::HashKey;
use slotwise::session::{Connection, Endpoint, Events, Input, Message, Outcome, Output, Task};
use std::collections::BTreeMap;
use std::sync::{Arc, mpsc};
use std::time::Duration;

/// What is written is waited for so long.
const PATIENCE: Duration = Duration::from_secs(5);
/// Clients send a sign of life so often.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// A joined view.
pub(crate) struct Client {
    connection: Connection,
    mail: mpsc::Receiver<Message>,
    topic: String,
    token: String,
    references: u64,
    joined: String,
    shown: native::Client,
    pub(crate) now: Duration,
    heartbeat: Duration,
    pub(crate) tasks: Vec<Task>,
    /// What was told since the page last took it.
    pub(crate) told: Told,
    response: Value,
}

/// What messages said beside frames.
#[derive(Default)]
pub(crate) struct Told {
    pub(crate) patches: Vec<String>,
    pub(crate) title: Option<String>,
    pub(crate) events: Vec<(String, Value)>,
    pub(crate) reply: Option<Value>,
    /// The address changed.
    pub(crate) moved: Option<String>,
    pub(crate) leave: Option<Leave>,
}

/// Where a view is left for.
pub(crate) enum Leave {
    /// Another view of this connection.
    View {
        to: String,
        flash: Option<String>,
    },
    Page {
        to: String,
        flash: Option<String>,
    },
}

/// What a frame was answered.
pub(crate) enum Answer {
    Done,
    /// A reason, or where to go instead.
    Refused(BTreeMap<String, Value>),
    /// By a patch of the address: another view is there.
    Elsewhere,
}

type Members = BTreeMap<String, Box<RawValue>>;
type Frame = (Option<String>, Option<String>, String, String, Members);
type Problem = String;

impl Client {
    pub(crate) fn new(endpoint: Arc<Endpoint>, id: &str, token: &str, now: Duration) -> Client {
        let (sender, mail) = mpsc::channel();
        let mailbox = move |message| sender.send(message).is_ok();
        Client {
            connection: Connection::new(endpoint, HashKey::new(1), Arc::new(mailbox), now),
            mail,
            topic: format!("lv:{id}"),
            token: token.to_owned(),
            references: 0,
            joined: String::new(),
            shown: native::Client::default(),
            now,
            heartbeat: now,
            tasks: Vec::new(),
            told: Told::default(),
            response: Value::Null,
        }
    }

    /// Joins the view of the page; `redirect` comes from another one.
    pub(crate) fn join(
        &mut self,
        url: &str,
        redirect: bool,
        flash: Option<String>,
    ) -> Result<Answer, Problem> {
        let mut payload = serde_json::json!({
            "dialect": "native", "session": self.token, "params": {"_mounts": u8::from(redirect)},
        });
        payload[if redirect { "redirect" } else { "url" }] = url.into();
        if let Some(flash) = flash {
            payload["flash"] = flash.into();
        }
        self.shown = native::Client::default();
        self.tasks.clear();
        self.joined = (self.references + 1).to_string();
        self.send("phx_join", &payload)
    }

    /// Sends a frame and takes in all that comes of it.
    pub(crate) fn send(&mut self, event: &str, payload: &Value) -> Result<Answer, Problem> {
        let (topic, joined) = (self.topic.clone(), self.joined.clone());
        self.send_on(&topic, &joined, event, payload)
    }

    fn send_on(
        &mut self,
        topic: &str,
        joined: &str,
        event: &str,
        payload: &Value,
    ) -> Result<Answer, Problem> {
        self.references += 1;
        let reference = self.references.to_string();
        let frame = serde_json::json!([joined, reference, topic, event, payload]);
        self.connection
            .handle(Input::Frame(&frame.to_string()), self.now);
        let answer = self.receive(Some(&reference))?;
        answer.ok_or_else(|| format!("the server did not answer `{event}`"))
    }

    /// What the last reply said.
    pub(crate) fn last_response(&mut self) -> Value {
        self.response.take()
    }

    /// Opens the channel of a file.
    pub(crate) fn open_file(&mut self, file: &str, token: &Value) -> Result<Answer, Problem> {
        let payload = serde_json::json!({ "token": token });
        self.send_on(
            &format!("lvu:{file}"),
            &format!("f{file}"),
            "phx_join",
            &payload,
        )
    }

    /// Sends a part of a file, and has it stored.
    pub(crate) fn send_chunk(&mut self, file: &str, bytes: &[u8]) -> Result<Answer, Problem> {
        self.references += 1;
        let reference = self.references.to_string();
        let topic = format!("lvu:{file}");
        let texts = [&format!("f{file}"), &reference, &topic, "chunk"];
        let mut frame = vec![0];
        frame.extend(texts.iter().map(|text| text.len() as u8));
        frame.extend(texts.iter().flat_map(|text| text.bytes()));
        frame.extend_from_slice(bytes);
        let tasks = self.tasks.len();
        self.connection.handle(Input::Bytes(&frame), self.now);
        let mut answer = self.receive(Some(&reference))?;
        // All that a part of a file starts is that it is written.
        let mut writes = self.tasks.split_off(tasks);
        while let Some(outcome) = first_outcome(&mut writes, PATIENCE) {
            self.connection.handle(Input::Async(outcome), self.now);
            answer = self.receive(Some(&reference))?.or(answer);
            if writes.is_empty() {
                break;
            }
        }
        answer.ok_or_else(|| "the file was not stored".to_owned())
    }

    /// Takes in the infos that wait.
    pub(crate) fn read_mail(&mut self) -> Result<(), Problem> {
        while let Ok(message) = self.mail.try_recv() {
            self.connection.handle(Input::Info(message), self.now);
            self.receive(None)?;
        }
        Ok(())
    }

    pub(crate) fn finish(&mut self, outcome: Outcome) -> Result<(), Problem> {
        self.connection.handle(Input::Async(outcome), self.now);
        self.receive(None).map(drop)
    }

    /// Lets time pass, up to the next thing that happens by itself; false once it is `end`.
    pub(crate) fn pass(&mut self, end: Duration) -> Result<bool, Problem> {
        let heartbeat = self.heartbeat + HEARTBEAT;
        let timer = self.connection.poll_timeout().unwrap_or(Duration::MAX);
        let next = heartbeat.min(timer);
        if next > end {
            self.now = end;
            return Ok(false);
        }
        self.now = next.max(self.now);
        if next == heartbeat {
            self.heartbeat = next;
            self.beat()?;
        } else {
            self.connection.handle(Input::Timeout, self.now);
            self.receive(None)?;
        }
        Ok(true)
    }

    fn beat(&mut self) -> Result<(), Problem> {
        self.references += 1;
        let reference = self.references.to_string();
        let frame = serde_json::json!([null, reference, "phoenix", "heartbeat", {}]);
        self.connection
            .handle(Input::Frame(&frame.to_string()), self.now);
        self.receive(Some(&reference)).map(drop)
    }

    /// What the patches make.
    pub(crate) fn html(&self) -> Result<String, Problem> {
        self.shown.to_html()
    }

    /// The events of a component that is shown.
    pub(crate) fn component_events(&mut self, number: u64) -> Option<Events> {
        let number = u32::try_from(number).ok()?;
        self.connection.component_events(&self.topic, number)
    }

    /// The same, rendered afresh by the view; without what it has forgotten.
    pub(crate) fn fresh_html(&mut self) -> Option<String> {
        self.connection.html(&self.topic)
    }

    /// Takes in what the connection has to say; gives the answer to a frame.
    fn receive(&mut self, reference: Option<&str>) -> Result<Option<Answer>, Problem> {
        let mut answer = None;
        while let Some(output) = self.connection.poll() {
            match output {
                Output::Send(text) => {
                    if let Some(given) = self.frame(&text, reference)? {
                        answer = Some(given);
                    }
                }
                Output::Spawn(task) => self.tasks.push(task),
                Output::Close(reason) => {
                    return Err(format!("the server closed the connection: {reason}"));
                }
            }
        }
        Ok(answer)
    }

    fn frame(&mut self, text: &str, reference: Option<&str>) -> Result<Option<Answer>, Problem> {
        let wrong = |error| format!("{text} is no frame: {error}");
        let (_, answered, topic, event, payload): Frame =
            serde_json::from_str(text).map_err(wrong)?;
        let is_of_file = topic.starts_with("lvu:");
        if topic != self.topic && topic != "phoenix" && !is_of_file {
            return Ok(None);
        }
        match event.as_str() {
            "phx_reply" if answered.as_deref() == reference => self.reply(&payload).map(Some),
            "phx_reply" => Ok(None),
            _ if is_of_file => Ok(None),
            "diff" => self.take(&payload).map(|()| None),
            "phx_error" => Err("the view panicked".to_owned()),
            _ => {
                let json = serde_json::to_string(&payload).map_err(|error| error.to_string())?;
                let json = RawValue::from_string(json).map_err(|error| error.to_string())?;
                self.take(&Members::from([(event, json)])).map(|()| None)
            }
        }
    }

    fn reply(&mut self, payload: &Members) -> Result<Answer, Problem> {
        let response = payload.get("response").map_or("{}", |raw| raw.get());
        self.response = serde_json::from_str(response).unwrap_or_default();
        if payload
            .get("status")
            .is_none_or(|status| status.get() != "\"ok\"")
        {
            let refused = serde_json::from_str(response).map_err(|error| error.to_string())?;
            return Ok(Answer::Refused(refused));
        }
        let response: Members =
            serde_json::from_str(response).map_err(|error| error.to_string())?;
        if response.contains_key("link_redirect") {
            return Ok(Answer::Elsewhere);
        }
        self.take(&response)?;
        Ok(Answer::Done)
    }

    /// Takes in what a message says.
    fn take(&mut self, members: &Members) -> Result<(), Problem> {
        for (name, raw) in members {
            let json = || serde_json::from_str::<Value>(raw.get()).unwrap_or_default();
            let text = |member: &str| json()[member].as_str().map(str::to_owned);
            match name.as_str() {
                "rendered" | "diff" | "d" => self.patch(raw.get())?,
                "token" => self.token = json().as_str().unwrap_or_default().to_owned(),
                "title" => self.told.title = json().as_str().map(str::to_owned),
                "reply" => self.told.reply = Some(json()),
                "e" => self.told.events.extend(pushed(&json())),
                "live_patch" => self.told.moved = text("to"),
                "live_redirect" => {
                    if let Some(token) = text("token") {
                        self.token = token;
                    }
                    let (to, flash) = (text("to").unwrap_or_default(), text("flash"));
                    self.told.leave = Some(Leave::View { to, flash });
                }
                "redirect" => {
                    let (to, flash) = (text("to").unwrap_or_default(), text("flash"));
                    self.told.leave = Some(Leave::Page { to, flash });
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn patch(&mut self, patch: &str) -> Result<(), Problem> {
        let wrong = |problem| format!("the patch {patch} does not fit the page: {problem}");
        self.shown.apply(patch).map_err(wrong)?;
        self.told.patches.push(patch.to_owned());
        Ok(())
    }
}

/// Events for hooks: `[[name, payload], ..]`.
fn pushed(events: &Value) -> Vec<(String, Value)> {
    let events = events.as_array().map_or(&[][..], Vec::as_slice);
    let named = events.iter().map(|event| {
        let name = event[0].as_str().unwrap_or_default();
        (name.to_owned(), event[1].clone())
    });
    named.collect()
}
