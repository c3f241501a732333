//! [`Connection`]: one client's socket, without the socket.
//!
//! Frames are answered in order. A change that no frame asked for makes its session *dirty*, and is
//! written only when the adapter can send (`poll`): a client that is slow gets fewer, larger patches.

use super::components;
use super::endpoint::Endpoint;
use super::event::Event;
use super::frame::{Address, Frame, FrameError};
use super::params::Params;
use super::running::Running;
use super::sender::{Alive, Mailbox, Message};
use super::token::Token;
use crate::{Dialect, HashKey, Mirror, Patcher};
use serde_json::Value;
use std::collections::VecDeque;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The release whose wire format the phoenix dialect speaks.
const LIVEVIEW_VERSION: &str = r#""1.2.12""#;

/// Reasons of a refusal.
mod reason {
    pub(super) const MALFORMED: &str = "malformed";
    pub(super) const UNAUTHORIZED: &str = "unauthorized";
    pub(super) const UNMATCHED: &str = "unmatched topic";
    pub(super) const TOO_MANY: &str = "too many sessions";
}

/// What an adapter tells a [`Connection`].
#[derive(Debug)]
pub enum Input<'i> {
    /// A text frame came.
    Frame(&'i str),
    /// A message that a [`Sender`](super::Sender) gave to the [`Mailbox`].
    Info(Message),
    /// The time that [`Connection::poll_timeout`] named has come. An early call does no harm.
    Timeout,
    /// The socket is gone.
    Closed,
}

/// What a [`Connection`] wants of its adapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Send this text frame.
    Send(String),
    /// Close the socket. Nothing comes after it.
    Close,
}

/// One client's connection and the sessions in it.
///
/// ```
/// use slotwise::{HashKey, View, h};
/// use slotwise::session::*;
/// use std::sync::Arc;
/// use std::time::Duration;
///
/// # struct Hello;
/// # impl LiveView for Hello {
/// #     type Info = ();
/// #     fn mount(_: &mut Live<()>) -> Self { Hello }
/// #     fn render(&self) -> impl View { h! { <p>Hello</p> } }
/// # }
/// let now = Duration::from_secs(1_800_000_000);
/// let endpoint = Endpoint::new(Secret::new(&[7; 32]).unwrap()).with_view::<Hello>("hello");
/// let page = endpoint.first_page("hello", PageRequest::default(), now).unwrap();
///
/// let mailbox = |_: Message| false; // an adapter has a queue here
/// let mut connection = Connection::new(Arc::new(endpoint), HashKey::new(1), Arc::new(mailbox), now);
/// let (id, token) = (page.id(), page.token());
/// let join = format!(r#"["1","1","lv:{id}","phx_join",{{"dialect":"native","session":"{token}"}}]"#);
/// connection.handle(Input::Frame(&join), now);
/// let Some(Output::Send(reply)) = connection.poll() else { panic!() };
/// assert!(reply.ends_with(r#"{"rendered":[{"0":[["p",[],"Hello"]]},[0]],"dialect":"native"}}]"#));
/// assert_eq!(connection.poll(), None);
/// ```
///
/// Dropping it ends its sessions, as [`Input::Closed`] does. Panics of views are not caught: drop
/// the connection after one.
pub struct Connection {
    endpoint: Arc<Endpoint>,
    mailbox: Arc<dyn Mailbox>,
    key: HashKey,
    patcher: Patcher,
    sessions: Vec<Session>,
    /// The number of the last session; never used twice, so that a message to a session that is
    /// gone reaches no other.
    last_session: u64,
    replies: VecDeque<Output>,
    now: Duration,
    last_frame: Duration,
    open: bool,
}

impl Connection {
    /// A connection that was just opened. Take a random seed for `key`.
    pub fn new(
        endpoint: Arc<Endpoint>,
        key: HashKey,
        mailbox: Arc<dyn Mailbox>,
        now: Duration,
    ) -> Connection {
        Connection {
            endpoint,
            mailbox,
            key,
            patcher: Patcher::new(),
            sessions: Vec::new(),
            last_session: 0,
            replies: VecDeque::new(),
            now,
            last_frame: now,
            open: true,
        }
    }

    /// Takes in what happened. `now` is the time since the Unix epoch and never goes back.
    pub fn handle(&mut self, input: Input<'_>, now: Duration) {
        if !self.open {
            return;
        }
        self.now = now;
        match input {
            Input::Frame(text) => {
                self.last_frame = now;
                self.text(text);
            }
            Input::Info(message) => self.info(message),
            Input::Timeout => self.timeout(),
            Input::Closed => self.end(),
        }
    }

    /// What is to be done now; ask until there is nothing more, then again after the next
    /// [`Connection::handle`]. Ask only when the socket can take it: what is not asked for yet is
    /// merged with what changes meanwhile.
    pub fn poll(&mut self) -> Option<Output> {
        self.replies
            .pop_front()
            .or_else(|| self.push().map(Output::Send))
    }

    /// When [`Input::Timeout`] is due, as a time since the Unix epoch. `None` once it is closed.
    pub fn poll_timeout(&self) -> Option<Duration> {
        let idle = self.last_frame.saturating_add(self.endpoint.limits.idle);
        let timers = self.sessions.iter().filter_map(|s| s.view.deadline());
        self.open.then(|| timers.fold(idle, Duration::min))
    }

    /// The HTML of the session on a topic, rendered afresh. What was sent so far shows this once
    /// [`Connection::poll`] has nothing more to say; tests compare the two.
    pub fn html(&mut self, topic: &str) -> Option<String> {
        let mut sessions = self.sessions.iter_mut();
        let session = sessions.find(|s| s.address.topic == topic)?;
        Some(session.view.html())
    }

    fn text(&mut self, text: &str) {
        match Frame::decode(text, self.endpoint.limits.frame_bytes) {
            Ok(frame) => {
                let reply = self
                    .frame(&frame)
                    .unwrap_or_else(|reason| frame.address.refusal(reason));
                self.replies.push_back(Output::Send(reply));
            }
            Err(FrameError::WrongShape) => {
                let reply = Address::default().refusal(reason::MALFORMED);
                self.replies.push_back(Output::Send(reply));
            }
            Err(FrameError::TooLong | FrameError::TooDeep | FrameError::NotAnArray) => self.close(),
        }
    }

    /// The reply to a frame, or the reason of its refusal.
    fn frame(&mut self, frame: &Frame) -> Result<String, &'static str> {
        let address = &frame.address;
        if address.topic == "phoenix" {
            return match frame.event.as_str() {
                "heartbeat" => Ok(address.reply(|out| out.push_str("{}"))),
                _ => Err(reason::MALFORMED),
            };
        }
        if frame.event == "phx_join" {
            return self.join(frame);
        }
        let at = self
            .sessions
            .iter()
            .position(|session| session.address.topic == address.topic)
            .ok_or(reason::UNMATCHED)?;
        let current = address.join_ref == self.sessions[at].address.join_ref;
        match frame.event.as_str() {
            "phx_leave" => {
                // One that comes late, from before the last join, has nothing left to do.
                if current {
                    self.sessions.remove(at);
                }
                Ok(address.reply(|out| out.push_str("{}")))
            }
            "event" if current => {
                let event = Event::of_payload(&frame.payload).ok_or(reason::MALFORMED)?;
                let target = components::target(&frame.payload).ok_or(reason::MALFORMED)?;
                let session = &mut self.sessions[at];
                session.view.common().now = self.now;
                match target {
                    Some(component) => session.view.component_event(component, &event),
                    None => session.view.event(&event),
                }
                Ok(self.reply(Kind::Reply, at, address))
            }
            "cids_will_destroy" if current => {
                components::numbers(&frame.payload).ok_or(reason::MALFORMED)?;
                Ok(address.reply(|out| out.push_str("{}")))
            }
            "cids_destroyed" if current => {
                let common = self.sessions[at].view.common();
                let gone = components::destroyed(&frame.payload, common);
                let gone = gone.ok_or(reason::MALFORMED)?;
                Ok(address.reply(|out| out.push_str(&gone)))
            }
            "event" | "cids_will_destroy" | "cids_destroyed" => Err(reason::UNMATCHED),
            _ => Err(reason::MALFORMED),
        }
    }

    fn join(&mut self, frame: &Frame) -> Result<String, &'static str> {
        let address = &frame.address;
        let request = self.join_request(frame)?;
        self.sessions
            .retain(|session| session.address.topic != address.topic);
        if self.sessions.len() >= self.endpoint.limits.sessions {
            return Err(reason::TOO_MANY);
        }
        self.last_session += 1;
        let alive = Arc::new(Alive);
        let link = (self.mailbox.clone(), self.last_session, alive.clone());
        let JoinRequest {
            token,
            dialect,
            query,
        } = request;
        let view = self
            .endpoint
            .mount(&token, query, self.now, Some(link))
            .ok_or(reason::UNAUTHORIZED)?;
        let session = Session {
            number: self.last_session,
            address: Address {
                message_ref: None,
                ..address.clone()
            },
            dialect,
            mirror: Mirror::new(dialect, self.key),
            token,
            view,
            dirty: false,
            _alive: alive,
        };
        self.sessions.push(session);
        Ok(self.reply(Kind::Join, self.sessions.len() - 1, address))
    }

    /// What a client that joins asks for, if it may.
    fn join_request(&self, frame: &Frame) -> Result<JoinRequest, &'static str> {
        let Frame {
            address, payload, ..
        } = frame;
        let id = address.topic.strip_prefix("lv:").ok_or(reason::UNMATCHED)?;
        let dialect = match payload.get("dialect") {
            None => Dialect::Phoenix,
            Some(name) if name == "native" => Dialect::Native,
            Some(_) => return Err(reason::MALFORMED),
        };
        let token = text(payload, "session").ok_or(reason::MALFORMED)?;
        let Endpoint { secret, limits, .. } = &*self.endpoint;
        let token = secret
            .verify(token, self.now, limits.token_age)
            .ok()
            .filter(|token| token.id == id)
            .ok_or(reason::UNAUTHORIZED)?;
        let url = text(payload, "url").or_else(|| text(payload, "redirect"));
        Ok(JoinRequest {
            token,
            dialect,
            query: url.map(Params::from_url).unwrap_or_default(),
        })
    }

    /// The reply to a frame for the session at a position.
    fn reply(&mut self, kind: Kind, at: usize, address: &Address) -> String {
        let writing = Writing {
            patcher: &mut self.patcher,
            endpoint: &self.endpoint,
            now: self.now,
        };
        self.sessions[at].reply(kind, address, writing)
    }

    fn info(&mut self, message: Message) {
        let number = message.session;
        if let Some(session) = self.sessions.iter_mut().find(|s| s.number == number) {
            session.view.common().now = self.now;
            session.view.info(message.info);
            session.dirty = true;
        }
    }

    fn timeout(&mut self) {
        if self.now >= self.last_frame.saturating_add(self.endpoint.limits.idle) {
            return self.close();
        }
        for session in &mut self.sessions {
            session.view.common().now = self.now;
            session.dirty |= session.view.timeout();
        }
    }

    /// The next patch that no frame asked for.
    fn push(&mut self) -> Option<String> {
        let dirty = self.sessions.iter_mut().filter(|session| session.dirty);
        for session in dirty {
            let writing = Writing {
                patcher: &mut self.patcher,
                endpoint: &self.endpoint,
                now: self.now,
            };
            let frame = session.push(writing);
            if frame.is_some() {
                return frame;
            }
        }
        None
    }

    fn close(&mut self) {
        self.end();
        self.replies.push_back(Output::Close);
    }

    fn end(&mut self) {
        self.open = false;
        self.replies.clear();
        self.sessions.clear();
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("sessions", &self.sessions.len())
            .field("open", &self.open)
            .finish_non_exhaustive()
    }
}

fn text<'p>(payload: &'p Value, name: &str) -> Option<&'p str> {
    payload.get(name)?.as_str()
}

/// What a client asks for when it joins.
struct JoinRequest {
    token: Token,
    dialect: Dialect,
    query: Params,
}

/// A joined view.
struct Session {
    number: u64,
    /// Where its pushes go.
    address: Address,
    dialect: Dialect,
    mirror: Mirror,
    token: Token,
    view: Box<dyn Running>,
    /// Something happened since the last patch.
    dirty: bool,
    _alive: Arc<Alive>,
}

/// What a message needs beside its session.
struct Writing<'c> {
    patcher: &'c mut Patcher,
    endpoint: &'c Endpoint,
    now: Duration,
}

/// The kinds of messages; their bodies differ.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Join,
    Reply,
    Push,
}

impl Session {
    fn reply(&mut self, kind: Kind, address: &Address, writing: Writing<'_>) -> String {
        address.reply(|out| {
            self.body(kind, writing, out);
        })
    }

    /// A `diff` frame, if there is anything to say.
    fn push(&mut self, writing: Writing<'_>) -> Option<String> {
        let address = self.address.clone();
        let mut said = false;
        let frame = address.frame("diff", |out| said = self.body(Kind::Push, writing, out));
        said.then_some(frame)
    }

    /// Writes what is new as a JSON object; `false` if nothing is.
    fn body(&mut self, kind: Kind, writing: Writing<'_>, out: &mut String) -> bool {
        self.dirty = false;
        match self.dialect {
            Dialect::Native => self.native_body(kind, writing, out),
            Dialect::Phoenix => self.phoenix_body(kind, writing, out),
        }
    }

    fn native_body(&mut self, kind: Kind, writing: Writing<'_>, out: &mut String) -> bool {
        out.push('{');
        let start = out.len();
        out.push_str(match kind {
            Kind::Join => r#""rendered":"#,
            Kind::Reply => r#""diff":"#,
            Kind::Push => r#""d":"#,
        });
        if !self.view.patch(writing.patcher, &mut self.mirror, out) {
            out.truncate(start);
        }
        if kind == Kind::Join {
            member("dialect", r#""native""#, out);
        }
        self.token_member(writing.endpoint, writing.now, out);
        self.events_member(out);
        let said = out.len() > start;
        out.push('}');
        said
    }

    fn phoenix_body(&mut self, kind: Kind, writing: Writing<'_>, out: &mut String) -> bool {
        if kind == Kind::Push {
            // The official client would take a token for a part of the page: it waits for a reply.
            return self.phoenix_diff(writing.patcher, out);
        }
        out.push('{');
        let start = out.len();
        out.push_str(match kind {
            Kind::Join => r#""rendered":"#,
            Kind::Reply | Kind::Push => r#""diff":"#,
        });
        if !self.phoenix_diff(writing.patcher, out) {
            out.truncate(start);
        }
        if kind == Kind::Join {
            member("liveview_version", LIVEVIEW_VERSION, out);
        }
        self.token_member(writing.endpoint, writing.now, out);
        out.push('}');
        true
    }

    /// The diff with the pushed events inside.
    fn phoenix_diff(&mut self, patcher: &mut Patcher, out: &mut String) -> bool {
        let mut said = self.view.patch(patcher, &mut self.mirror, out);
        if !said {
            out.push_str("{}");
        }
        if !self.view.common().pushed.is_empty() {
            out.pop();
            self.events_member(out);
            out.push('}');
            said = true;
        }
        said
    }

    fn token_member(&mut self, endpoint: &Endpoint, now: Duration, out: &mut String) {
        let common = self.view.common();
        if std::mem::take(&mut common.session_changed) {
            self.token.session.clone_from(&common.session);
            self.token.issued_at = now;
            // A token needs no escaping.
            let token = format!("\"{}\"", endpoint.secret.sign(&self.token));
            member("token", &token, out);
        }
    }

    fn events_member(&mut self, out: &mut String) {
        let pushed = std::mem::take(&mut self.view.common().pushed);
        if !pushed.is_empty() {
            member("e", &format!("[{}]", pushed.join(",")), out);
        }
    }
}

/// Writes a member of the JSON object at the end of `out`.
fn member(name: &str, json: &str, out: &mut String) {
    if !out.ends_with('{') {
        out.push(',');
    }
    out.push('"');
    out.push_str(name);
    out.push_str("\":");
    out.push_str(json);
}

impl Drop for Session {
    fn drop(&mut self) {
        // A second panic, say of a poisoned lock, would end the process.
        if !std::thread::panicking() {
            self.view.terminate();
        }
    }
}
