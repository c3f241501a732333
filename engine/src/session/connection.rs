//! [`Connection`]: one client's socket, without the socket.
//!
//! Frames are answered in order. A change that no frame asked for makes its session *dirty*, and is
//! written only when the adapter can send (`poll`): a client that is slow gets fewer, larger patches.

use super::checksum::checksum;
use super::components;
use super::delivery::{Delivery, REPLY, reason_json};
use super::endpoint::{Endpoint, Mounting, NotMounted};
use super::event::{EventError, RawEvent};
use super::frame::{Address, Frame, FrameError, write_string};
use super::limits::{CloseReason, Reason};
use super::lookup::Events;
use super::navigation::{Departure, How, of_client};
use super::observe;
use super::params::{Params, SessionMap};
use super::park::Found;
use super::peers::{Peer, Seat};
use super::rate::Rate;
use super::running::{Guarded, Running};
use super::sender::{Alive, Line, Mailbox, Message, Waiting};
use super::socket::{Place, Socket};
use super::tasks::{Outcome, Task};
use super::token::Token;
use crate::{Dialect, HashKey, Mirror, Myself, Patcher};
use serde_json::{Value, json};
use std::any::Any;
use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

mod uploads;

/// The release whose wire format the phoenix dialect speaks.
const LIVEVIEW_VERSION: &str = r#""1.2.12""#;

/// A view that crashed so often within [`CRASHES_WITHIN`] is not mounted again for this client until some time
/// has passed.
const MOST_CRASHES: usize = 3;
const CRASHES_WITHIN: Duration = Duration::from_secs(60);

/// How long a client waits for another connection to give its session up.
const PATIENCE: Duration = Duration::from_secs(5);

/// The event by which the official client takes a message out.
const CLEAR_FLASH: &str = "lv:clear-flash";

/// What an adapter tells a [`Connection`].
#[derive(Debug)]
pub enum Input<'i> {
    /// A text frame came.
    Frame(&'i str),
    /// A frame came that cannot be taken, or the server ends: the connection is to be closed.
    Close(CloseReason),
    /// A binary frame came: a part of an upload.
    Bytes(&'i [u8]),
    /// A message that a [`Sender`](super::Sender) gave to the [`Mailbox`].
    Info(Message),
    /// A [`Task`] has ended.
    Async(Outcome),
    /// The time that [`Connection::poll_timeout`] named has come. An early call does no harm.
    Timeout,
    /// The socket is gone. Sessions whose clients may come back wait for them, see
    /// [`Limits::grace`](super::Limits::grace); an [`Input::Async`] that comes later still reaches them.
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
    Close(CloseReason),
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
/// Dropping it ends its sessions; after [`Input::Closed`], those whose clients cannot come back. A panic of a view ends its session and no other:
/// the client gets `phx_error` and joins again. After three within a minute the join is refused for the reason
/// `crashed`. (A program that is compiled with `panic = "abort"` ends instead.)
pub struct Connection {
    endpoint: Arc<Endpoint>,
    mailbox: Arc<dyn Mailbox>,
    peer: Peer,
    key: HashKey,
    patcher: Patcher,
    sessions: Vec<Session>,
    /// Joins of clients whose sessions are in other connections still, and how long they wait.
    awaiting: Vec<(Frame, Attempt)>,
    /// The topics of sessions that crashed lately, and when.
    crashes: Vec<(String, Duration)>,
    /// Why the event at hand was refused, for developers.
    why: Option<String>,
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
            peer: Peer::default(),
            key,
            patcher: Patcher::new(),
            sessions: Vec::new(),
            awaiting: Vec::new(),
            crashes: Vec::new(),
            why: None,
            replies: VecDeque::new(),
            now,
            last_frame: now,
            open: true,
        }
    }

    /// Says who is at the other end, so that what it has in all its connections is bounded.
    #[must_use]
    pub fn with_peer(mut self, peer: Peer) -> Connection {
        self.peer = peer;
        self
    }

    /// Takes in what happened. `now` is the time since the Unix epoch and never goes back.
    pub fn handle(&mut self, input: Input<'_>, now: Duration) {
        if !self.open {
            if let Input::Async(outcome) = input {
                outcome.forward();
            }
            return;
        }
        self.now = now;
        match input {
            Input::Frame(text) => {
                self.last_frame = now;
                self.text(text);
            }
            Input::Close(reason) => self.close(reason),
            Input::Bytes(bytes) => {
                self.last_frame = now;
                self.bytes(bytes);
            }
            Input::Info(message) => self.look(message.session),
            Input::Async(outcome) => self.finish(outcome),
            Input::Timeout => self.timeout(),
            Input::Closed => self.end(),
        }
        self.join_awaiting();
        self.part_with_the_slow();
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
        let running = self.sessions.iter().filter(|session| !session.left);
        let timers = running.filter_map(|session| session.view.deadline());
        let awaiting = self.awaiting.iter().map(|(_, attempt)| attempt.until);
        let sessions = self.sessions.iter();
        let lost = sessions.filter_map(|session| session.lost_at(&self.endpoint));
        let all = timers.chain(awaiting).chain(lost);
        self.open.then(|| all.fold(idle, Duration::min))
    }

    /// The HTML of the session on a topic, rendered afresh. What was sent so far shows this once
    /// [`Connection::poll`] has nothing more to say; tests compare the two.
    pub fn html(&mut self, topic: &str) -> Option<String> {
        let mut sessions = self.sessions.iter_mut();
        let session = sessions.find(|s| s.address.topic == topic)?;
        Some(session.view.html())
    }

    /// The events of a component with state that the session on a topic shows, by the number that `phx-target` has.
    pub fn component_events(&mut self, topic: &str, component: u32) -> Option<Events> {
        let mut sessions = self.sessions.iter_mut();
        let session = sessions.find(|s| s.address.topic == topic)?;
        session.view.socket().components.events(component)
    }

    fn text(&mut self, text: &str) {
        match Frame::decode(text, &self.endpoint.limits) {
            Ok(frame) => {
                let reply = self.frame(&frame);
                self.answer(&frame.address, reply);
            }
            Err(error) => self.no_frame(&error),
        }
    }

    /// What came is no frame.
    fn no_frame(&mut self, error: &FrameError) {
        if let Some(reason) = error.close_reason() {
            return self.close(reason);
        }
        observe::refused(Reason::Malformed);
        self.endpoint.shared().counters.garbage_frames.add();
        let reply = Address::default().refusal(Reason::Malformed.as_str());
        self.replies.push_back(Output::Send(reply));
    }

    fn answer(&mut self, address: &Address, reply: Result<String, Refusal>) {
        let reply = match reply {
            Ok(reply) => Some(reply),
            Err(Refusal::Reason(reason)) => {
                observe::refused(reason);
                if reason == Reason::Unauthorized {
                    self.endpoint.shared().counters.unauthorized_joins.add();
                }
                Some(address.refusal(reason.as_str()))
            }
            Err(Refusal::Left(departure)) => Some(self.left(address, &departure)),
            Err(Refusal::Crashed | Refusal::Silent) => None,
        };
        self.replies.extend(reply.map(Output::Send));
    }

    /// The reply to a frame.
    fn frame(&mut self, frame: &Frame) -> Result<String, Refusal> {
        let address = &frame.address;
        if address.topic == "phoenix" {
            return match frame.event.as_str() {
                "heartbeat" => {
                    self.acknowledge_all(&frame.payload);
                    Ok(address.reply(|out| out.push_str("{}")))
                }
                _ => Err(Reason::Malformed.into()),
            };
        }
        if address.topic.starts_with(uploads::TOPIC) {
            return self.upload_frame(frame);
        }
        if frame.event == "phx_join" {
            let attempt = Attempt {
                ticket: self.endpoint.park.next_number(),
                until: self.now.saturating_add(PATIENCE),
            };
            return self.join(frame, attempt);
        }
        let at = self
            .sessions
            .iter()
            .position(|session| session.address.topic == address.topic)
            .ok_or(Reason::UnmatchedTopic)?;
        let current = address.join_ref == self.sessions[at].address.join_ref;
        match frame.event.as_str() {
            "phx_leave" => {
                // One that comes late, from before the last join, has nothing left to do.
                if current {
                    self.sessions.remove(at);
                }
                Ok(address.reply(|out| out.push_str("{}")))
            }
            "event" | "live_patch" | "tree" | "allow_upload" if current => self.act(at, frame),
            "progress" if current => self.progress(at, frame),
            "ack" if current => {
                self.sessions[at].receive(frame);
                Err(Refusal::Silent)
            }
            "cids_will_destroy" if current => {
                components::numbers(&frame.payload).ok_or(Reason::Malformed)?;
                Ok(address.reply(|out| out.push_str("{}")))
            }
            "cids_destroyed" if current => {
                let socket = self.sessions[at].view.socket();
                let gone = components::destroyed(&frame.payload, socket);
                let gone = gone.ok_or(Reason::Malformed)?;
                Ok(address.reply(|out| out.push_str(&gone)))
            }
            "event" | "live_patch" | "tree" | "allow_upload" | "progress" | "cids_will_destroy"
            | "cids_destroyed" => Err(Reason::UnmatchedTopic.into()),
            _ => Err(Reason::Malformed.into()),
        }
    }

    /// The reply to what a user did, which is done once however often the frame comes.
    fn act(&mut self, at: usize, frame: &Frame) -> Result<String, Refusal> {
        let address = &frame.address;
        if let Some(reply) = self.sessions[at].receive(frame) {
            return Ok(reply);
        }
        // Patches that all members of a group get come first: the reply has one of its own.
        let number = self.sessions[at].number();
        let missed = self.call(at, Session::catch_up)?;
        self.replies.extend(missed.into_iter().map(Output::Send));
        let at = self.position(number).ok_or(Reason::UnmatchedTopic)?;
        let session = &mut self.sessions[at];
        let limits = &self.endpoint.limits;
        let (per_second, burst) = (limits.events_per_second, limits.event_burst);
        let result = if session.left {
            Err(Reason::UnmatchedTopic.into())
        } else if !session.rate.take(self.now, per_second, burst) {
            self.endpoint.shared().counters.throttled_events.add();
            Err(Reason::TooManyEvents.into())
        } else if frame.event == "event" {
            RawEvent::of_payload(&frame.payload)
                .zip(components::target(&frame.payload))
                .ok_or(Reason::Malformed.into())
                .and_then(|(event, target)| {
                    let event = self.bounded(event)?;
                    uploads::choose(&frame.payload, self.sessions[at].view.socket())?;
                    self.event(at, target, event, address)
                })
        } else if frame.event == "allow_upload" {
            self.allow_upload(at, frame)
        } else if frame.event == "tree" {
            self.tree(at, address)
        } else {
            text(&frame.payload, "url")
                .and_then(of_client)
                .ok_or(Reason::Malformed.into())
                .and_then(|uri| self.live_patch(at, uri, address))
        };
        match result {
            Err(Refusal::Reason(reason)) => Ok(self.refuse(number, reason, address)),
            result => result,
        }
    }

    /// An event, if it has no more values than it may.
    fn bounded(&self, event: RawEvent) -> Result<RawEvent, Refusal> {
        if event.values().iter().count() <= self.endpoint.limits.fields {
            return Ok(event);
        }
        self.endpoint.shared().counters.crowded_events.add();
        Err(Reason::TooManyFields.into())
    }

    /// A refusal that comes as surely as a reply.
    fn refuse(&mut self, number: u64, reason: Reason, address: &Address) -> String {
        observe::refused(reason);
        let mut json = reason_json(reason.as_str());
        if let Some(why) = self.why.take() {
            json.pop();
            member("why", &json!(why).to_string(), &mut json);
            json.push('}');
        }
        let mut sessions = self.sessions.iter_mut();
        let session = sessions.find(|session| session.number() == number);
        match session.and_then(|session| session.delivery.as_mut()) {
            Some(delivery) => delivery.send(REPLY, address, false, json),
            None => address.error(|out| out.push_str(&json)),
        }
    }

    /// A heartbeat tells how far each session's messages have come.
    fn acknowledge_all(&mut self, payload: &Value) {
        let Some(numbers) = payload.get("ack").and_then(Value::as_object) else {
            return;
        };
        for session in &mut self.sessions {
            let number = numbers.get(&session.address.topic).and_then(Value::as_u64);
            if let (Some(delivery), Some(number)) = (&mut session.delivery, number) {
                delivery.acknowledge(number);
            }
        }
    }

    /// An event for the view, or for a component of it.
    fn event(
        &mut self,
        at: usize,
        target: Option<Myself>,
        event: RawEvent,
        address: &Address,
    ) -> Result<String, Refusal> {
        let view = &self.sessions[at].view.socket().place.route;
        let names = self.endpoint.event_names(view);
        let counters = &self.endpoint.shared().counters;
        let _span = observe::event(counters, view, names, (&event.kind, &event.name));
        let reply = self.call(at, |session, writing| {
            let view = &mut session.view;
            match target {
                _ if event.name == CLEAR_FLASH => view.socket().flash.clear(event.value("key")),
                Some(component) => view.component_event(component, event)?,
                None => view.event(event)?,
            }
            Ok::<_, EventError>(session.reply(Kind::Reply, address, writing))
        })?;
        reply.map_err(|error| {
            self.endpoint.shared().counters.refused_events.add();
            self.why = self.endpoint.dev.then(|| error.to_string());
            Reason::Event.into()
        })
    }

    /// The whole tree once more, for a client in development that does not show what it should.
    fn tree(&mut self, at: usize, address: &Address) -> Result<String, Refusal> {
        if !self.endpoint.dev || self.sessions[at].dialect != Dialect::Native {
            return Err(Reason::Malformed.into());
        }
        self.call(at, |session, writing| {
            session.answer(address, |session, out| session.tree(writing, out))
        })
    }

    fn live_patch(&mut self, at: usize, uri: String, address: &Address) -> Result<String, Refusal> {
        self.call(at, |session, writing| {
            if session.view.patch_to(uri) {
                session.reply(Kind::Reply, address, writing)
            } else {
                // The client navigates instead.
                session.answer(address, |_, out| out.push_str(r#"{"link_redirect":true}"#))
            }
        })
    }

    fn join(&mut self, frame: &Frame, attempt: Attempt) -> Result<String, Refusal> {
        let address = &frame.address;
        let request = self.join_request(frame)?;
        self.awaiting
            .retain(|(awaiting, _)| awaiting.address.topic != address.topic);
        let returning = self.returning(frame, &request, attempt)?;
        self.sessions
            .retain(|session| session.address.topic != address.topic);
        if self.sessions.len() + self.awaiting.len() >= self.endpoint.limits.sessions {
            return Err(self.no_seat());
        }
        if let Some((session, number)) = returning {
            return self.resume(session, number, address);
        }
        if self.crashes_of(&address.topic) >= MOST_CRASHES {
            return Err(Reason::Crashed.into());
        }
        let seat = self.admitted()?;
        let counters = &self.endpoint.shared().counters;
        let _span = observe::join(counters, &request.place.route, request.dialect);
        let park = &self.endpoint.park;
        let line = Arc::new(Line::new(park.next_number(), self.mailbox.clone()));
        let alive = Alive {
            line: line.clone(),
            park: Arc::downgrade(park),
        };
        let JoinRequest {
            mut token,
            dialect,
            place,
            flash,
            is_first,
            is_redirect,
            shown,
            resume,
            sums,
            connect_params,
        } = request;
        let route = place.route.clone();
        let mounting = Mounting {
            token: &token,
            place,
            flash,
            is_first,
            now: self.now,
            link: Some(line.clone()),
            connect_params,
        };
        let push_address = Address {
            message_ref: None,
            ..address.clone()
        };
        let mounted = catch_unwind(AssertUnwindSafe(|| self.endpoint.mount(mounting)));
        let mut view = match mounted {
            Ok(Ok(view)) => Guarded::new(view),
            Ok(Err(NotMounted::Unknown | NotMounted::Refused)) => {
                return Err(Reason::Unauthorized.into());
            }
            Ok(Err(NotMounted::Left(departure))) => return Err(Refusal::Left(departure)),
            Err(panic) => {
                self.crashed(&push_address, &route, &*panic);
                return Err(Refusal::Crashed);
            }
        };
        // The client's token is that of the view that it has left.
        view.socket().session_changed |= is_redirect;
        if dialect == Dialect::Phoenix {
            view.socket().components.keep_gone();
        }
        token.flash = SessionMap::default();
        token.shown = None;
        let delivery = resume.map(|_| {
            self.endpoint.park.connected(&line, self.key.seed());
            Delivery::new(self.key.seed(), self.endpoint.limits.outbox)
        });
        let session = Session {
            address: push_address,
            dialect,
            mirror: Mirror::new(dialect, self.key),
            token,
            view,
            shown,
            sums,
            dirty: false,
            left: false,
            delivery,
            waits_since: None,
            rate: Rate::default(),
            unspawned: Vec::new(),
            alive,
            seat,
        };
        self.sessions.push(session);
        let at = self.sessions.len() - 1;
        self.call(at, |session, writing| {
            session.reply(Kind::Join, address, writing)
        })
    }

    /// Whether this peer may have one more session, and its seat.
    fn admitted(&self) -> Result<Option<Seat<Arc<str>>>, Refusal> {
        let Endpoint { limits, park, .. } = &*self.endpoint;
        let shared = self.endpoint.shared();
        let (per_second, burst) = (limits.joins_per_second, limits.join_burst);
        if let Some(address) = self.peer.address
            && !shared.peers.join(address, self.now, per_second, burst)
        {
            shared.counters.throttled_joins.add();
            return Err(Reason::TooManyJoins.into());
        }
        let Some(browser) = &self.peer.browser else {
            return Ok(None);
        };
        let (seats, most) = (&shared.peers.sessions, limits.sessions_per_browser);
        let sit = || seats.take(browser, most);
        // One that waits for its client, and may wait in vain, is worth less than one that has it.
        let seat = sit().or_else(|| park.end_one_of(browser).then(sit).flatten());
        seat.map(Some).ok_or_else(|| self.no_seat())
    }

    fn no_seat(&self) -> Refusal {
        self.endpoint.shared().counters.refused_sessions.add();
        Reason::TooManySessions.into()
    }

    /// The session that a client wants back, with the number of the last message that the client has.
    fn returning(
        &mut self,
        frame: &Frame,
        request: &JoinRequest,
        attempt: Attempt,
    ) -> Result<Option<(Session, u64)>, Refusal> {
        let Some(Resume::Back { number, mac, last }) = &request.resume else {
            return Ok(None);
        };
        let (secret, page) = (&self.endpoint.secret, &request.token.id);
        let is_key = |seed| secret.is_resume_mac(*number, page, seed, mac);
        let is_it = |session: &Session| {
            session.number() == *number && session.delivery.as_ref().is_some_and(|d| is_key(d.seed))
        };
        let found = match self.sessions.iter().position(is_it) {
            // The same frame again: it was answered.
            Some(at) if self.sessions[at].address.join_ref == frame.address.join_ref => {
                return Err(Refusal::Silent);
            }
            Some(at) => Found::Here(Box::new(self.sessions.remove(at))),
            None => {
                let asks = (self.now < attempt.until).then_some(&self.mailbox);
                let park = &self.endpoint.park;
                park.take(*number, attempt.ticket, self.now, asks, is_key)
            }
        };
        match found {
            Found::Here(session) if session.can_resume(*last) => {
                return Ok(Some((*session, *last)));
            }
            Found::Elsewhere if self.awaiting.len() < self.endpoint.limits.sessions => {
                self.awaiting.push((frame.clone(), attempt));
                return Err(Refusal::Silent);
            }
            Found::Here(_) | Found::Elsewhere | Found::Nowhere => {}
        }
        self.endpoint.shared().counters.refused_resumes.add();
        Ok(None)
    }

    /// Goes on with a session where its client has left off.
    fn resume(
        &mut self,
        mut session: Session,
        last: u64,
        address: &Address,
    ) -> Result<String, Refusal> {
        session.address = Address {
            message_ref: None,
            ..address.clone()
        };
        let line = session.alive.line.clone();
        if let Some(delivery) = &session.delivery {
            self.endpoint.park.connected(&line, delivery.seed);
        }
        let waiting = line.connect(self.mailbox.clone());
        let unspawned = std::mem::take(&mut session.unspawned);
        self.replies
            .extend(unspawned.into_iter().map(Output::Spawn));
        session.view.socket().uploads.touch(self.now);
        self.sessions.push(session);
        let at = self.sessions.len() - 1;
        let frames = self.call(at, |session, writing| {
            session.resumed(last, address, &writing)
        })?;
        self.replies.extend(frames.into_iter().map(Output::Send));
        for _ in 0..waiting {
            self.look(line.number);
        }
        Err(Refusal::Silent)
    }

    /// Joins that waited for a session try again.
    fn join_awaiting(&mut self) {
        for (frame, attempt) in std::mem::take(&mut self.awaiting) {
            let reply = self.join(&frame, attempt);
            self.answer(&frame.address, reply);
        }
    }

    /// What a client that joins asks for, if it may.
    fn join_request(&self, frame: &Frame) -> Result<JoinRequest, Reason> {
        let Frame {
            address, payload, ..
        } = frame;
        let id = address
            .topic
            .strip_prefix("lv:")
            .ok_or(Reason::UnmatchedTopic)?;
        let dialect = match payload.get("dialect") {
            None => Dialect::Phoenix,
            Some(name) if name == "native" => Dialect::Native,
            Some(_) => return Err(Reason::Malformed),
        };
        let token = text(payload, "session").ok_or(Reason::Malformed)?;
        let Endpoint { secret, limits, .. } = &*self.endpoint;
        let token = secret
            .verify(token, self.now, limits.token_age)
            .ok()
            .filter(|token| token.id == id)
            .ok_or(Reason::Unauthorized)?;
        let redirect = text(payload, "redirect");
        let place = match redirect {
            Some(url) => of_client(url)
                .and_then(|uri| self.endpoint.shared().place_in_session(&token.view, uri))
                .ok_or(Reason::Unauthorized)?,
            None => self.place(&token, text(payload, "url")),
        };
        let is_first = redirect.is_none() && mounts(payload) == 0;
        let flash = text(payload, "flash")
            .and_then(|flash| self.endpoint.flash_of(flash, self.now))
            .or_else(|| is_first.then(|| token.flash.clone()));
        let resume = match payload.get("resume") {
            Some(resume) if dialect == Dialect::Native => {
                Some(Resume::of_payload(resume).ok_or(Reason::Malformed)?)
            }
            _ => None,
        };
        let wants_sums = payload.get("sums") == Some(&Value::Bool(true));
        Ok(JoinRequest {
            resume,
            sums: self.endpoint.dev && wants_sums && dialect == Dialect::Native,
            place,
            dialect,
            flash: flash.unwrap_or_default(),
            is_first,
            is_redirect: redirect.is_some(),
            shown: token.shown.filter(|_| is_first && served(payload)),
            token,
            connect_params: connect_params(payload),
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
        if let Err(panic) = &result {
            let mut session = self.sessions.remove(at);
            let address = session.address.clone();
            let route = session.view.socket().place.route.clone();
            drop(session);
            // What it was about to write is half done.
            self.patcher = Patcher::new();
            self.crashed(&address, &route, &**panic);
            return result.map_err(|_| Refusal::Crashed);
        }
        let started = self.sessions[at].view.take_started();
        self.replies.extend(started.into_iter().map(Output::Spawn));
        self.answer_uploads(at);
        // What is kept for a client is kept until it has gone where it was told to go.
        if self.sessions[at].left && self.sessions[at].delivery.is_none() {
            self.sessions.remove(at);
        }
        result.map_err(|_| Refusal::Crashed)
    }

    fn crashed(&mut self, address: &Address, route: &str, panic: &(dyn Any + Send)) {
        observe::crashed(&self.endpoint.shared().counters, route);
        let now = self.now;
        self.crashes
            .retain(|(_, at)| now.saturating_sub(*at) < CRASHES_WITHIN);
        self.crashes.push((address.topic.clone(), now));
        let told = match self.endpoint.dev {
            true => json!({ "crash": { "view": route, "message": message_of(panic) } }),
            false => json!({}),
        };
        let frame = address.frame("phx_error", |out| out.push_str(&told.to_string()));
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

    /// Something waits for a session. If it has moved, that has moved with it.
    fn look(&mut self, number: u64) {
        let Some(at) = self.position(number) else {
            return;
        };
        let line = self.sessions[at].alive.line.clone();
        if line.is_claimed() {
            let session = self.sessions.remove(at);
            self.leave(session);
            line.answer_claim();
            return;
        }
        match line.take() {
            Some(Waiting::Info(info, waits)) => {
                // Nobody waits for it any more.
                drop(waits);
                self.tell(number, |view| view.info(info));
            }
            Some(Waiting::Outcome(outcome)) => self.finish(outcome),
            Some(Waiting::Changed) => self.tell(number, |view| view.changed()),
            None => {}
        }
    }

    fn finish(&mut self, outcome: Outcome) {
        match self.position(outcome.session) {
            Some(_) => self.tell(outcome.session, |view| view.finish(outcome)),
            None => outcome.forward(),
        }
    }

    fn position(&self, number: u64) -> Option<usize> {
        self.sessions
            .iter()
            .position(|session| session.number() == number)
    }

    /// Tells a session, if it is still there, of something that no frame asked for.
    fn tell(&mut self, number: u64, tell: impl FnOnce(&mut dyn Running)) {
        if let Some(at) = self.position(number) {
            // A crash has been told.
            let _ = self.call(at, |session, _| {
                if session.left {
                    return;
                }
                tell(&mut *session.view);
                session.dirty = true;
            });
        }
    }

    fn timeout(&mut self) {
        self.endpoint.sweep(self.now);
        if self.now >= self.last_frame.saturating_add(self.endpoint.limits.idle) {
            return self.close(CloseReason::Silent);
        }
        // A session may end while it is told: those before it keep their positions.
        for at in (0..self.sessions.len()).rev() {
            let _ = self.call(at, |session, _| {
                session.dirty |= !session.left && session.view.timeout();
            });
        }
    }

    /// Writes the next message that no frame asked for.
    fn push(&mut self) {
        while let Some(at) = self.sessions.iter().position(|s| s.dirty && s.has_room()) {
            match self.call(at, |session, writing| session.push(writing)) {
                Ok(None) => {}
                Ok(Some(frame)) => return self.replies.push_back(Output::Send(frame)),
                Err(_) => return,
            }
        }
    }

    /// Clients that do not make room in their outboxes, though something waits for it, lose these sessions.
    fn part_with_the_slow(&mut self) {
        let (now, endpoint) = (self.now, self.endpoint.clone());
        for session in &mut self.sessions {
            session.watch(&endpoint, now);
        }
        let is_lost = |session: &Session| session.is_lost(&endpoint, now);
        if self.open && self.sessions.iter().any(is_lost) {
            self.sessions.retain(|session| !is_lost(session));
            self.close(CloseReason::Unacknowledged);
        }
    }

    fn close(&mut self, reason: CloseReason) {
        observe::closed(&self.endpoint.shared().counters, reason);
        self.end();
        self.replies.push_back(Output::Close(reason));
    }

    fn end(&mut self) {
        self.open = false;
        self.awaiting.clear();
        for output in std::mem::take(&mut self.replies) {
            if let Output::Spawn(task) = output {
                match self.position(task.session) {
                    Some(at) => self.sessions[at].unspawned.push(task),
                    None => task.give_up().forward(),
                }
            }
        }
        for session in std::mem::take(&mut self.sessions) {
            self.leave(session);
        }
    }

    /// A session without its connection waits for the client, if that can come back.
    fn leave(&self, session: Session) {
        let Some(delivery) = &session.delivery else {
            return;
        };
        let (seed, limits) = (delivery.seed, &self.endpoint.limits);
        if session.alive.line.park() {
            let until = self.now.saturating_add(limits.grace);
            self.endpoint.park.put(session, seed, until, limits.parked);
        }
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

/// What a panic says.
fn message_of(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("a panic without a message")
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

/// What the page's script says of the client: texts, numbers and truths by name, as far as they are few. Names that
/// begin with `_` are the client's own.
fn connect_params(payload: &Value) -> Params {
    let params = payload.get("params").and_then(Value::as_object);
    let mut left = SessionMap::MAX_BYTES;
    let pairs = params.into_iter().flatten().filter_map(|(name, value)| {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(_) | Value::Bool(_) => value.to_string(),
            _ => return None,
        };
        left = left.checked_sub(name.len() + text.len())?;
        (!name.starts_with('_')).then_some((name.as_str(), text))
    });
    pairs.collect()
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
    Reason(Reason),
    /// The view that was to be joined leads elsewhere.
    Left(Departure),
    /// The view panicked, of which the client has been told.
    Crashed,
    /// Nothing is to be said, or not yet.
    Silent,
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Refusal {
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
    /// There if the client can go on after the connection dropped.
    resume: Option<Resume>,
    /// It compares what it shows with checksums.
    sums: bool,
    /// What the page's script gave to `connect`.
    connect_params: Params,
}

/// A join that may have to wait.
#[derive(Clone, Copy)]
struct Attempt {
    /// Later joins have higher ones.
    ticket: u64,
    /// How long it waits.
    until: Duration,
}

/// What a client says of the session that it had.
enum Resume {
    /// It had none.
    New,
    Back {
        number: u64,
        mac: String,
        /// The number of the last message that it has.
        last: u64,
    },
}

impl Resume {
    /// `true`, or `{"key":"1.<mac>","n":7}`.
    fn of_payload(payload: &Value) -> Option<Resume> {
        if payload == &Value::Bool(true) {
            return Some(Resume::New);
        }
        let (number, mac) = text(payload, "key")?.split_once('.')?;
        Some(Resume::Back {
            number: number.parse().ok()?,
            mac: mac.to_owned(),
            last: payload.get("n")?.as_u64()?,
        })
    }
}

/// A joined view.
pub(crate) struct Session {
    /// Where its pushes go.
    address: Address,
    dialect: Dialect,
    mirror: Mirror,
    token: Token,
    view: Guarded,
    /// The hash of the HTML that the client shows, until it has joined.
    shown: Option<u64>,
    /// The client compares what it shows with checksums.
    sums: bool,
    /// Something happened since the last patch.
    dirty: bool,
    /// The client was told to go elsewhere: nothing happens here any more.
    left: bool,
    /// There if the client can go on after the connection dropped.
    delivery: Option<Delivery>,
    /// Since when there is something to show and no room for it.
    waits_since: Option<Duration>,
    rate: Rate,
    /// Started, and not given to an adapter before the connection dropped.
    unspawned: Vec<Task>,
    alive: Alive,
    /// What its browser has of the endpoint, if that is known.
    pub(crate) seat: Option<Seat<Arc<str>>>,
}

/// What a message needs beside its session.
struct Writing<'c> {
    patcher: &'c mut Patcher,
    endpoint: &'c Endpoint,
    now: Duration,
}

impl Writing<'_> {
    /// For one more message.
    fn again(&mut self) -> Writing<'_> {
        Writing {
            patcher: self.patcher,
            endpoint: self.endpoint,
            now: self.now,
        }
    }
}

/// The kinds of messages; their bodies differ.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Join,
    Reply,
    Push,
}

impl Session {
    pub(crate) fn number(&self) -> u64 {
        self.alive.line.number
    }

    /// Rendered afresh.
    fn html(&mut self) -> String {
        let Socket { shared, place, .. } = self.view.socket();
        let _span = observe::render(&shared.counters, &place.route);
        self.view.html()
    }

    /// It is rendered and compared from here on.
    fn diffing(&mut self) -> observe::Entered {
        let Socket { shared, place, .. } = self.view.socket();
        observe::diff(&shared.counters, &place.route)
    }

    fn reply(&mut self, kind: Kind, address: &Address, writing: Writing<'_>) -> String {
        if kind == Kind::Reply {
            return self.answer(address, |session, out| {
                session.body(kind, writing, out);
            });
        }
        let secret = &writing.endpoint.secret;
        let delivery = self.delivery.as_ref();
        let key = delivery.map(|d| secret.resume_key(self.number(), &self.token.id, d.seed));
        address.reply(|out| {
            self.body(kind, writing, out);
            if let Some(key) = key {
                out.pop();
                member("resume", &format!("\"{key}\""), out);
                out.push('}');
            }
        })
    }

    /// A reply: `write` writes its response.
    fn answer(
        &mut self,
        address: &Address,
        write: impl FnOnce(&mut Session, &mut String),
    ) -> String {
        if self.delivery.is_none() {
            return address.reply(|out| write(self, out));
        }
        let mut json = String::new();
        write(self, &mut json);
        self.message(REPLY, address, json)
    }

    fn message(&mut self, event: &'static str, address: &Address, json: String) -> String {
        match &mut self.delivery {
            Some(delivery) => delivery.send(event, address, true, json),
            None => address.frame(event, |out| out.push_str(&json)),
        }
    }

    /// The next frame, if there is anything to say.
    fn push(&mut self, writing: Writing<'_>) -> Option<String> {
        let address = self.address.clone();
        if let Some((name, json)) = self.departure(&writing) {
            return Some(self.message(name, &address, json));
        }
        if let Some(json) = self.moved() {
            return Some(self.message("live_patch", &address, json));
        }
        let mut json = String::new();
        let said = self.body(Kind::Push, writing, &mut json);
        said.then(|| self.message("diff", &address, json))
    }

    /// The frames of patches that are made already.
    fn catch_up(&mut self, mut writing: Writing<'_>) -> Vec<String> {
        let mut frames = Vec::new();
        while !self.left && self.view.is_behind() {
            frames.extend(self.push(writing.again()));
        }
        frames
    }

    /// Takes in the numbers that come with a frame. The reply, if it was handled before.
    fn receive(&mut self, frame: &Frame) -> Option<String> {
        let delivery = self.delivery.as_mut()?;
        delivery.receive(&frame.payload, &frame.address)
    }

    /// Whether a client that has all messages up to this one can go on.
    fn can_resume(&self, last: u64) -> bool {
        let delivery = self.delivery.as_ref();
        delivery.is_some_and(|d| d.has_all_after(last)) && self.alive.line.is_open()
    }

    /// Whether it may be rendered: its client is not too far behind.
    fn has_room(&self) -> bool {
        self.delivery.as_ref().is_none_or(Delivery::has_room)
    }

    /// Looks whether something waits for room.
    fn watch(&mut self, endpoint: &Endpoint, now: Duration) {
        if self.has_room() {
            self.waits_since = None;
        } else if self.dirty && self.waits_since.is_none() {
            self.waits_since = Some(now);
            endpoint.shared().counters.overflows.add();
        }
    }

    /// When it has waited for too long.
    fn lost_at(&self, endpoint: &Endpoint) -> Option<Duration> {
        let since = self.waits_since?;
        Some(since.saturating_add(endpoint.limits.idle))
    }

    fn is_lost(&self, endpoint: &Endpoint, now: Duration) -> bool {
        self.delivery.as_ref().is_some_and(Delivery::is_overfull)
            || self.lost_at(endpoint).is_some_and(|at| at <= now)
    }

    /// The reply to the join of a client that comes back, and what it lacks.
    fn resumed(&mut self, last: u64, address: &Address, writing: &Writing<'_>) -> Vec<String> {
        let counters = &writing.endpoint.shared().counters;
        let span = observe::resume(counters, &self.view.socket().place.route);
        let Some(delivery) = &mut self.delivery else {
            return Vec::new();
        };
        delivery.acknowledge(last);
        let response = format!("{{\"resumed\":{}}}", delivery.handled);
        let mut frames = vec![address.reply(|out| out.push_str(&response))];
        frames.extend(delivery.missed(address));
        observe::resumed(&span, frames.len() - 1);
        frames
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
        if kind == Kind::Reply && !self.has_room() {
            self.dirty = true;
            return self.bare_body(out);
        }
        self.dirty = false;
        let said = match self.dialect {
            Dialect::Native => self.native_body(kind, writing, out),
            Dialect::Phoenix => self.phoenix_body(kind, writing, out),
        };
        self.dirty |= self.view.is_behind();
        said
    }

    /// The answer to a client that is too far behind: the patch, and what is told before or after it, wait.
    fn bare_body(&mut self, out: &mut String) -> bool {
        out.push('{');
        if let Some(json) = self.view.socket().reply.take() {
            member("reply", &json, out);
        }
        out.push('}');
        true
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
            let (patch, span) = (out.len(), self.diffing());
            if self.view.patch(writing.patcher, &mut self.mirror, out) {
                let counters = &writing.endpoint.shared().counters;
                observe::diffed(span, counters, writing.patcher, out.len() - patch);
            } else {
                out.truncate(start);
            }
        }
        self.view.socket().rendered();
        if kind == Kind::Join {
            member("dialect", r#""native""#, out);
        }
        if self.sums && out.len() > start {
            self.dev_members(kind, &mut writing, out);
        }
        self.token_member(writing.endpoint, writing.now, out);
        self.told_members(["e", "title", "reply"], out);
        self.moved_member(out);
        let said = out.len() > start;
        out.push('}');
        said
    }

    /// What is wrong with the view, and the checksum of what the client shows now.
    fn dev_members(&mut self, kind: Kind, writing: &mut Writing<'_>, out: &mut String) {
        let Writing { patcher, .. } = writing;
        let of_patch = patcher.fault().map(|fault| fault.to_string());
        let socket = self.view.socket();
        let of_components = socket.components.fault().map(ToString::to_string);
        let faults: Vec<String> = of_patch.into_iter().chain(of_components).collect();
        if !faults.is_empty() {
            member("faults", &json!(faults).to_string(), out);
        }
        if kind == Kind::Join {
            member("view", &json!(socket.place.route).to_string(), out);
        }
        if self.mirror.has_temporary() {
            // What the client shows the server does not know.
            return;
        }
        let (mut mirror, mut tree) = (Mirror::new(Dialect::Native, self.mirror.key), String::new());
        self.view.patch(patcher, &mut mirror, &mut tree);
        if let Some(sum) = checksum(&tree) {
            member("sum", &sum.to_string(), out);
        }
    }

    /// Writes the whole tree, as if nothing had been sent.
    fn tree(&mut self, writing: Writing<'_>, out: &mut String) {
        self.mirror = Mirror::new(self.dialect, self.mirror.key);
        out.push_str(r#"{"rendered":"#);
        self.view.patch(writing.patcher, &mut self.mirror, out);
        out.push('}');
    }

    /// Writes an outline, if the client shows what is rendered now.
    fn adopt(&mut self, writing: &mut Writing<'_>, out: &mut String) -> bool {
        let Writing {
            patcher, endpoint, ..
        } = writing;
        let shown = self.shown.take();
        if shown.is_none() || shown != Some(endpoint.page_hash(&self.html())) {
            return false;
        }
        out.push_str(r#""outline":"#);
        let (patch, span) = (out.len(), self.diffing());
        self.mirror = self.view.adopt(patcher, self.mirror.key(), out);
        observe::diffed(
            span,
            &endpoint.shared().counters,
            patcher,
            out.len() - patch,
        );
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
        let (patch, span) = (out.len(), self.diffing());
        let mut said = self.view.patch(writing.patcher, &mut self.mirror, out);
        if said {
            let counters = &writing.endpoint.shared().counters;
            observe::diffed(span, counters, writing.patcher, out.len() - patch);
        } else {
            out.push_str("{}");
        }
        self.view.socket().rendered();
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
