//! [`Connection`]: one client's socket, without the socket.
//!
//! Frames are answered in order. A change that no frame asked for makes its session *dirty*, and is
//! written only when the adapter can send (`poll`): a client that is slow gets fewer, larger patches.

use super::endpoint::{Endpoint, Mounting, NotMounted};
use super::event::RawEvent;
use super::frame::{Address, Frame, FrameError, write_string};
use super::navigation::{Departure, How, of_client};
use super::observe;
use super::params::SessionMap;
use super::running::Running;
use super::sender::{Alive, Mailbox, Message};
use super::socket::Place;
use super::tasks::{Outcome, Task};
use super::token::Token;
use crate::{Dialect, HashKey, Mirror, Patcher};
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
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
    pub(super) const EVENT: &str = "event";
    pub(super) const CRASHED: &str = "crashed";
}

/// A view that crashed so often within [`CRASHES_WITHIN`] is not mounted again for this client until some time
/// has passed.
const MOST_CRASHES: usize = 3;
const CRASHES_WITHIN: Duration = Duration::from_secs(60);

/// The event by which the official client takes a message out.
const CLEAR_FLASH: &str = "lv:clear-flash";

/// What an adapter tells a [`Connection`].
#[derive(Debug)]
pub enum Input<'i> {
    /// A text frame came.
    Frame(&'i str),
    /// A message that a [`Sender`](super::Sender) gave to the [`Mailbox`].
    Info(Message),
    /// A [`Task`] has ended.
    Async(Outcome),
    /// The time that [`Connection::poll_timeout`] named has come. An early call does no harm.
    Timeout,
    /// The socket is gone.
    Closed,
}

/// What a [`Connection`] wants of its adapter.
#[derive(Debug, PartialEq, Eq)]
pub enum Output {
    /// Send this text frame.
    Send(String),
    /// Await this beside the connection, and give what comes of it to [`Input::Async`].
    Spawn(Task),
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
/// #     type Event = ();
/// #     type Info = ();
/// #     fn mount(_: &mut Live<Self>) -> Self { Hello }
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
/// Dropping it ends its sessions, as [`Input::Closed`] does. A panic of a view ends its session and no other:
/// the client gets `phx_error` and joins again. After three within a minute the join is refused for the reason
/// `crashed`. (A program that is compiled with `panic = "abort"` ends instead.)
pub struct Connection {
    endpoint: Arc<Endpoint>,
    mailbox: Arc<dyn Mailbox>,
    key: HashKey,
    patcher: Patcher,
    sessions: Vec<Session>,
    /// The number of the last session; never used twice, so that a message to a session that is
    /// gone reaches no other.
    last_session: u64,
    /// The topics of sessions that crashed lately, and when.
    crashes: Vec<(String, Duration)>,
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
            crashes: Vec::new(),
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
            Input::Info(message) => {
                self.tell(message.session, |view| view.info(message.into_info()));
            }
            Input::Async(outcome) => {
                self.tell(outcome.session, |view| view.finish(outcome));
            }
            Input::Timeout => self.timeout(),
            Input::Closed => self.end(),
        }
    }

    /// What is to be done now; ask until there is nothing more, then again after the next
    /// [`Connection::handle`]. Ask only when the socket can take it: what is not asked for yet is
    /// merged with what changes meanwhile.
    pub fn poll(&mut self) -> Option<Output> {
        if self.replies.is_empty() {
            self.push();
        }
        let output = self.replies.pop_front();
        if let Some(Output::Send(text)) = &output {
            observe::send(&self.endpoint.shared().counters, text.len());
        }
        output
    }

    /// When [`Input::Timeout`] is due, as a time since the Unix epoch. `None` once it is closed.
    pub fn poll_timeout(&self) -> Option<Duration> {
        let idle = self.last_frame.saturating_add(self.endpoint.limits.idle);
        let timers = self.sessions.iter().filter_map(|s| s.view.deadline());
        self.open.then(|| timers.fold(idle, Duration::min))
    }

    /// The HTML of the session on a topic, rendered afresh. What was sent so far shows this once
    /// [`Connection::poll`] has nothing more to say; tests compare the two.
    pub fn html(&self, topic: &str) -> Option<String> {
        let session = self.sessions.iter().find(|s| s.address.topic == topic)?;
        Some(session.view.html())
    }

    fn text(&mut self, text: &str) {
        match Frame::decode(text, self.endpoint.limits.frame_bytes) {
            Ok(frame) => {
                let reply = match self.frame(&frame) {
                    Ok(reply) => Some(reply),
                    Err(Refusal::Reason(reason)) => {
                        observe::refused(reason);
                        Some(frame.address.refusal(reason))
                    }
                    Err(Refusal::Left(departure)) => Some(self.left(&frame.address, &departure)),
                    Err(Refusal::Crashed) => None,
                };
                self.replies.extend(reply.map(Output::Send));
            }
            Err(FrameError::WrongShape) => {
                let reply = Address::default().refusal(reason::MALFORMED);
                self.replies.push_back(Output::Send(reply));
            }
            Err(FrameError::TooLong | FrameError::TooDeep | FrameError::NotAnArray) => self.close(),
        }
    }

    /// The reply to a frame.
    fn frame(&mut self, frame: &Frame) -> Result<String, Refusal> {
        let address = &frame.address;
        if address.topic == "phoenix" {
            return match frame.event.as_str() {
                "heartbeat" => Ok(address.reply(|out| out.push_str("{}"))),
                _ => Err(reason::MALFORMED.into()),
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
                let event = RawEvent::of_payload(&frame.payload).ok_or(reason::MALFORMED)?;
                self.event(at, event, address)
            }
            "live_patch" if current => {
                let url = text(&frame.payload, "url").ok_or(reason::MALFORMED)?;
                let uri = of_client(url).ok_or(reason::MALFORMED)?;
                self.live_patch(at, uri, address)
            }
            "event" | "live_patch" => Err(reason::UNMATCHED.into()),
            _ => Err(reason::MALFORMED.into()),
        }
    }

    fn event(&mut self, at: usize, event: RawEvent, address: &Address) -> Result<String, Refusal> {
        let view = &self.sessions[at].view.socket().place.route;
        let names = self.endpoint.event_names(view);
        let counters = &self.endpoint.shared().counters;
        let _span = observe::event(counters, view, names, (&event.kind, &event.name));
        let reply = self.call(at, |session, writing| {
            if event.name == CLEAR_FLASH {
                session.view.socket().flash.clear(event.value("key"));
            } else {
                session.view.event(event).ok()?;
            }
            Some(session.reply(Kind::Reply, address, writing))
        })?;
        reply.ok_or_else(|| {
            self.endpoint.shared().counters.refused_events.add();
            reason::EVENT.into()
        })
    }

    fn live_patch(&mut self, at: usize, uri: String, address: &Address) -> Result<String, Refusal> {
        self.call(at, |session, writing| {
            if session.view.patch_to(uri) {
                session.reply(Kind::Reply, address, writing)
            } else {
                // The client navigates instead.
                address.reply(|out| out.push_str(r#"{"link_redirect":true}"#))
            }
        })
    }

    fn join(&mut self, frame: &Frame) -> Result<String, Refusal> {
        let address = &frame.address;
        let request = self.join_request(frame)?;
        self.sessions
            .retain(|session| session.address.topic != address.topic);
        if self.sessions.len() >= self.endpoint.limits.sessions {
            return Err(reason::TOO_MANY.into());
        }
        if self.crashes_of(&address.topic) >= MOST_CRASHES {
            return Err(reason::CRASHED.into());
        }
        let counters = &self.endpoint.shared().counters;
        let _span = observe::join(counters, &request.place.route, request.dialect);
        self.last_session += 1;
        let alive = Arc::new(Alive);
        let JoinRequest {
            mut token,
            dialect,
            place,
            flash,
            is_first,
            is_redirect,
            shown,
        } = request;
        let route = place.route.clone();
        let mounting = Mounting {
            token: &token,
            place,
            flash,
            is_first,
            now: self.now,
            link: Some((self.mailbox.clone(), self.last_session, alive.clone())),
        };
        let push_address = Address {
            message_ref: None,
            ..address.clone()
        };
        let mounted = catch_unwind(AssertUnwindSafe(|| self.endpoint.mount(mounting)));
        let mut view = match mounted {
            Ok(Ok(view)) => view,
            Ok(Err(NotMounted::Unknown | NotMounted::Refused)) => {
                return Err(reason::UNAUTHORIZED.into());
            }
            Ok(Err(NotMounted::Left(departure))) => return Err(Refusal::Left(departure)),
            Err(_) => {
                self.crashed(&push_address, &route);
                return Err(Refusal::Crashed);
            }
        };
        // The client's token is that of the view that it has left.
        view.socket().session_changed |= is_redirect;
        token.flash = SessionMap::default();
        token.shown = None;
        let session = Session {
            number: self.last_session,
            address: push_address,
            dialect,
            mirror: Mirror::new(dialect, self.key),
            token,
            view,
            shown,
            dirty: false,
            left: false,
            _alive: alive,
        };
        self.sessions.push(session);
        let at = self.sessions.len() - 1;
        self.call(at, |session, writing| {
            session.reply(Kind::Join, address, writing)
        })
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
        let redirect = text(payload, "redirect");
        let place = match redirect {
            Some(url) => of_client(url)
                .and_then(|uri| self.endpoint.shared().place_in_session(&token.view, uri))
                .ok_or(reason::UNAUTHORIZED)?,
            None => self.place(&token, text(payload, "url")),
        };
        let is_first = redirect.is_none() && mounts(payload) == 0;
        let flash = text(payload, "flash")
            .and_then(|flash| self.endpoint.flash_of(flash, self.now))
            .or_else(|| is_first.then(|| token.flash.clone()));
        Ok(JoinRequest {
            place,
            dialect,
            flash: flash.unwrap_or_default(),
            is_first,
            is_redirect: redirect.is_some(),
            shown: token.shown.filter(|_| is_first && served(payload)),
            token,
        })
    }

    /// Where the view of a token is, at an address of its own or else where it was when the token was signed.
    fn place(&self, token: &Token, url: Option<&str>) -> Place {
        let base = Place::new(&token.view, String::new(), token.path.clone());
        let there = url.and_then(of_client);
        there
            .and_then(|uri| self.endpoint.shared().place_beside(&base, uri))
            .unwrap_or(base)
    }

    /// Calls the view of the session at a position. If it panics the session is over, and the client is told.
    fn call<T>(
        &mut self,
        at: usize,
        run: impl FnOnce(&mut Session, Writing<'_>) -> T,
    ) -> Result<T, Refusal> {
        let session = &mut self.sessions[at];
        session.view.socket().now = self.now;
        let writing = Writing {
            patcher: &mut self.patcher,
            endpoint: &self.endpoint,
            now: self.now,
        };
        let result = catch_unwind(AssertUnwindSafe(|| run(session, writing)));
        if result.is_err() {
            let mut session = self.sessions.remove(at);
            let address = session.address.clone();
            let route = session.view.socket().place.route.clone();
            drop(session);
            // What it was about to write is half done.
            self.patcher = Patcher::new();
            self.crashed(&address, &route);
            return result.map_err(|_| Refusal::Crashed);
        }
        let started = self.sessions[at].view.take_started();
        self.replies.extend(started.into_iter().map(Output::Spawn));
        if self.sessions[at].left {
            self.sessions.remove(at);
        }
        result.map_err(|_| Refusal::Crashed)
    }

    fn crashed(&mut self, address: &Address, route: &str) {
        observe::crashed(&self.endpoint.shared().counters, route);
        let now = self.now;
        self.crashes
            .retain(|(_, at)| now.saturating_sub(*at) < CRASHES_WITHIN);
        self.crashes.push((address.topic.clone(), now));
        let frame = address.frame("phx_error", |out| out.push_str("{}"));
        self.replies.push_back(Output::Send(frame));
    }

    /// How often the view of a topic crashed lately.
    fn crashes_of(&self, topic: &str) -> usize {
        let lately = |at: Duration| self.now.saturating_sub(at) < CRASHES_WITHIN;
        let crashes = self.crashes.iter();
        crashes
            .filter(|(crashed, at)| crashed == topic && lately(*at))
            .count()
    }

    /// The reply to a join that leads elsewhere.
    fn left(&self, address: &Address, departure: &Departure) -> String {
        address.error(|out| {
            let (name, json) = leaving(departure, &self.endpoint, self.now);
            out.push('{');
            member(name, &json, out);
            out.push('}');
        })
    }

    /// Tells a session, if it is still there, of something that no frame asked for.
    fn tell(&mut self, number: u64, tell: impl FnOnce(&mut dyn Running)) {
        let at = self.sessions.iter().position(|s| s.number == number);
        if let Some(at) = at {
            // A crash has been told.
            let _ = self.call(at, |session, _| {
                tell(&mut *session.view);
                session.dirty = true;
            });
        }
    }

    fn timeout(&mut self) {
        if self.now >= self.last_frame.saturating_add(self.endpoint.limits.idle) {
            return self.close();
        }
        // A session may end while it is told: those before it keep their positions.
        for at in (0..self.sessions.len()).rev() {
            let _ = self.call(at, |session, _| session.dirty |= session.view.timeout());
        }
    }

    /// Writes the next message that no frame asked for.
    fn push(&mut self) {
        while let Some(at) = self.sessions.iter().position(|session| session.dirty) {
            match self.call(at, |session, writing| session.push(writing)) {
                Ok(None) => {}
                Ok(Some(frame)) => return self.replies.push_back(Output::Send(frame)),
                Err(_) => return,
            }
        }
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

/// How often the client has mounted this view before, by its own account.
fn mounts(payload: &Value) -> u64 {
    let mounts = payload
        .get("params")
        .and_then(|params| params.get("_mounts"));
    mounts.and_then(Value::as_u64).unwrap_or(0)
}

/// Whether the client shows the page as it was served.
fn served(payload: &Value) -> bool {
    payload.get("served").and_then(Value::as_bool) == Some(true)
}

/// What is said of a view that is left, by its name: a member of a reply, or an event of its own.
fn leaving(departure: &Departure, endpoint: &Endpoint, now: Duration) -> (&'static str, String) {
    let mut json = json!({ "to": departure.to });
    if let Some(flash) = endpoint.flash_token(&departure.flash, now) {
        json["flash"] = flash.into();
    }
    let name = match departure.how {
        How::Page => "redirect",
        How::Live(history) => {
            json["kind"] = history.name().into();
            "live_redirect"
        }
    };
    (name, json.to_string())
}

/// Why a frame has no reply of the usual kind.
enum Refusal {
    Reason(&'static str),
    /// The view that was to be joined leads elsewhere.
    Left(Departure),
    /// The view panicked, of which the client has been told.
    Crashed,
}

impl From<&'static str> for Refusal {
    fn from(reason: &'static str) -> Refusal {
        Refusal::Reason(reason)
    }
}

/// What a client asks for when it joins.
struct JoinRequest {
    token: Token,
    dialect: Dialect,
    place: Place,
    flash: SessionMap,
    is_first: bool,
    /// It comes from another view.
    is_redirect: bool,
    /// The hash of the HTML that the client shows.
    shown: Option<u64>,
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
    /// The hash of the HTML that the client shows, until it has joined.
    shown: Option<u64>,
    /// Something happened since the last patch.
    dirty: bool,
    /// The client was told to go elsewhere: the session is over.
    left: bool,
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

    /// The next frame, if there is anything to say.
    fn push(&mut self, writing: Writing<'_>) -> Option<String> {
        let address = self.address.clone();
        if let Some((name, json)) = self.departure(&writing) {
            return Some(address.frame(name, |out| out.push_str(&json)));
        }
        if let Some(json) = self.moved() {
            return Some(address.frame("live_patch", |out| out.push_str(&json)));
        }
        let mut said = false;
        let frame = address.frame("diff", |out| said = self.body(Kind::Push, writing, out));
        said.then_some(frame)
    }

    /// Where the view is left for, if it is; then this is the last that is said.
    fn departure(&mut self, writing: &Writing<'_>) -> Option<(&'static str, String)> {
        let departure = self.view.socket().departure()?;
        self.left = true;
        self.dirty = false;
        let (name, mut json) = leaving(&departure, writing.endpoint, writing.now);
        if self.dialect == Dialect::Native && departure.how != How::Page {
            // What the session remembers goes along to the next view.
            json.pop();
            self.token_member(writing.endpoint, writing.now, &mut json);
            json.push('}');
        }
        Some((name, json))
    }

    /// The address that the view has given itself.
    fn moved(&mut self) -> Option<String> {
        let socket = self.view.socket();
        let kind = socket.moved.take()?.name();
        Some(json!({ "to": socket.place.uri, "kind": kind }).to_string())
    }

    /// Writes what is new as a JSON object; `false` if nothing is.
    fn body(&mut self, kind: Kind, writing: Writing<'_>, out: &mut String) -> bool {
        if let Some((name, json)) = self.departure(&writing) {
            out.push('{');
            member(name, &json, out);
            out.push('}');
            return true;
        }
        self.dirty = false;
        match self.dialect {
            Dialect::Native => self.native_body(kind, writing, out),
            Dialect::Phoenix => self.phoenix_body(kind, writing, out),
        }
    }

    fn native_body(&mut self, kind: Kind, mut writing: Writing<'_>, out: &mut String) -> bool {
        out.push('{');
        let start = out.len();
        if !self.adopt(&mut writing, out) {
            out.push_str(match kind {
                Kind::Join => r#""rendered":"#,
                Kind::Reply => r#""diff":"#,
                Kind::Push => r#""d":"#,
            });
            let patch = out.len();
            if self.view.patch(writing.patcher, &mut self.mirror, out) {
                observe::diff(&writing.endpoint.shared().counters, out.len() - patch);
            } else {
                out.truncate(start);
            }
        }
        if kind == Kind::Join {
            member("dialect", r#""native""#, out);
        }
        self.token_member(writing.endpoint, writing.now, out);
        self.told_members(["e", "title", "reply"], out);
        self.moved_member(out);
        let said = out.len() > start;
        out.push('}');
        said
    }

    /// Writes an outline, if the client shows what is rendered now.
    fn adopt(&mut self, writing: &mut Writing<'_>, out: &mut String) -> bool {
        let Writing {
            patcher, endpoint, ..
        } = writing;
        let shown = self.shown.take();
        if shown.is_none() || shown != Some(endpoint.page_hash(&self.view.html())) {
            return false;
        }
        out.push_str(r#""outline":"#);
        let patch = out.len();
        self.mirror = self.view.adopt(patcher, self.mirror.key(), out);
        observe::diff(&endpoint.shared().counters, out.len() - patch);
        let route = &self.view.socket().place.route;
        let name = endpoint.shared().shapes.name(route, &self.mirror);
        member("shapes", &format!("\"{name}\""), out);
        true
    }

    fn phoenix_body(&mut self, kind: Kind, mut writing: Writing<'_>, out: &mut String) -> bool {
        if kind == Kind::Push {
            // The official client would take a token for a part of the page: it waits for a reply.
            return self.phoenix_diff(&mut writing, out);
        }
        out.push('{');
        let start = out.len();
        out.push_str(match kind {
            Kind::Join => r#""rendered":"#,
            Kind::Reply | Kind::Push => r#""diff":"#,
        });
        if !self.phoenix_diff(&mut writing, out) {
            out.truncate(start);
        }
        if kind == Kind::Join {
            member("liveview_version", LIVEVIEW_VERSION, out);
        }
        self.token_member(writing.endpoint, writing.now, out);
        self.moved_member(out);
        out.push('}');
        true
    }

    /// The diff with events, title and reply inside.
    fn phoenix_diff(&mut self, writing: &mut Writing<'_>, out: &mut String) -> bool {
        let patch = out.len();
        let mut said = self.view.patch(writing.patcher, &mut self.mirror, out);
        if said {
            observe::diff(&writing.endpoint.shared().counters, out.len() - patch);
        } else {
            out.push_str("{}");
        }
        out.pop();
        let end = out.len();
        self.told_members(["e", "t", "r"], out);
        said |= out.len() > end;
        out.push('}');
        said
    }

    fn token_member(&mut self, endpoint: &Endpoint, now: Duration, out: &mut String) {
        let socket = self.view.socket();
        if std::mem::take(&mut socket.session_changed) {
            self.token.view.clone_from(&socket.place.route);
            self.token.path.clone_from(&socket.place.path);
            self.token.session.clone_from(&socket.session);
            self.token.issued_at = now;
            // A token needs no escaping.
            let token = format!("\"{}\"", endpoint.secret.sign(&self.token));
            member("token", &token, out);
        }
    }

    /// The pushed events, the title and the reply, by the names they have in the dialect.
    fn told_members(&mut self, [events, title, reply]: [&str; 3], out: &mut String) {
        let socket = self.view.socket();
        let pushed = std::mem::take(&mut socket.pushed);
        if !pushed.is_empty() {
            member(events, &format!("[{}]", pushed.join(",")), out);
        }
        if std::mem::take(&mut socket.title_changed) {
            let mut text = String::new();
            write_string(socket.title.as_deref().unwrap_or_default(), &mut text);
            member(title, &text, out);
        }
        if let Some(json) = socket.reply.take() {
            member(reply, &json, out);
        }
    }

    fn moved_member(&mut self, out: &mut String) {
        if let Some(json) = self.moved() {
            member("live_patch", &json, out);
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
            let _ = catch_unwind(AssertUnwindSafe(|| self.view.terminate()));
        }
    }
}
