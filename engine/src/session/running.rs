//! A mounted view with its context, behind one trait for all types of views.

use super::event::{Event, EventError, RawEvent};
use super::live::{Live, LiveView, Timer};
use super::navigation::{Departure, History, How};
use super::params::SessionMap;
use super::sender::{Line, Sender};
use super::socket::{Socket, Wish};
use super::tasks::{Outcome, Task};
use crate::{HashKey, Mirror, Myself, Patcher};
use std::any::Any;
use std::ops::{Deref, DerefMut};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::panicking;
use std::time::Duration;

/// A mounted view of any type. What calls the view's functions may panic, and then it is of no more use.
pub(crate) trait Running: Send {
    fn socket(&mut self) -> &mut Socket;
    fn event(&mut self, event: RawEvent) -> Result<(), EventError>;
    /// An event for the component of a number.
    fn component_event(&mut self, component: Myself, event: RawEvent) -> Result<(), EventError>;
    /// The user goes to an address; false if it leads to another view.
    fn patch_to(&mut self, uri: String) -> bool;
    /// An info of the view's type; another one is left alone.
    fn info(&mut self, info: Box<dyn Any + Send>);
    /// What it shows with others has changed.
    fn changed(&mut self) {}
    /// Whether there are patches already that the client has not got.
    fn is_behind(&self) -> bool {
        false
    }
    /// A task of this view has ended.
    fn finish(&mut self, outcome: Outcome);
    /// What was started since the last call.
    fn take_started(&mut self) -> Vec<Task>;
    /// When the next timer is due.
    fn deadline(&self) -> Option<Duration>;
    /// Handles the timers that are due; `false` if none is.
    fn timeout(&mut self) -> bool;
    /// The HTML of now; what is too deep is left out, as in patches.
    fn html(&mut self) -> String;
    fn patch(&mut self, patcher: &mut Patcher, mirror: &mut Mirror, out: &mut String) -> bool;
    /// The first patch of a client that was served what [`Running::html`] gave just now: the outline.
    fn adopt(&mut self, patcher: &mut Patcher, key: HashKey, out: &mut String) -> Mirror;
    fn terminate(&mut self);
}

/// A mounted view until its end. That may panic, as it is user code, and harms no other session.
pub(crate) struct Guarded(Option<Box<dyn Running>>);

impl Guarded {
    pub(crate) fn new(view: Box<dyn Running>) -> Guarded {
        Guarded(Some(view))
    }
}

impl Deref for Guarded {
    type Target = dyn Running;

    fn deref(&self) -> &Self::Target {
        self.0.as_deref().unwrap_or_else(|| ended())
    }
}

impl DerefMut for Guarded {
    fn deref_mut(&mut self) -> &mut Self::Target {
        self.0.as_deref_mut().unwrap_or_else(|| ended())
    }
}

fn ended() -> ! {
    unreachable!("it is there until it is dropped")
}

impl Drop for Guarded {
    fn drop(&mut self) {
        // A second panic, say of a poisoned lock, would end the process.
        if let Some(mut view) = self.0.take().filter(|_| !panicking()) {
            let _ = catch_unwind(AssertUnwindSafe(|| view.terminate()));
            let _ = catch_unwind(AssertUnwindSafe(|| drop(view)));
        }
    }
}

/// Makes a view of one type, see [`mount`].
pub(crate) type Mount = fn(Socket, Link) -> Result<Box<dyn Running>, Departure>;

/// Where the sender of a new session leads.
pub(crate) type Link = Option<Arc<Line>>;

/// A view that patches itself so often without an end would do so for ever.
const MOST_PATCHES: usize = 20;

pub(crate) fn mount<V: LiveView>(
    socket: Socket,
    link: Link,
) -> Result<Box<dyn Running>, Departure> {
    let sender = link.map_or_else(Sender::nowhere, Sender::to);
    Ok(Box::new(Mounted::<V>::new(Live::new(socket, sender))?))
}

pub(crate) struct Mounted<V: LiveView> {
    pub(crate) view: V,
    pub(crate) live: Live<V>,
}

impl<V: LiveView> Mounted<V> {
    /// Mounts a view, which may lead elsewhere at once.
    pub(crate) fn new(mut live: Live<V>) -> Result<Self, Departure> {
        let connected = live.socket.connected;
        let view = V::mount(&mut live);
        let mut mounted = Mounted { view, live };
        mounted.run_later();
        if mounted.live.socket.wish.is_none() {
            mounted.arrive();
        }
        mounted.settle();
        match mounted.live.socket.departure() {
            Some(departure) => {
                if connected {
                    mounted.view.terminate();
                }
                Err(departure)
            }
            None => Ok(mounted),
        }
    }

    fn arrive(&mut self) {
        let params = self.live.socket.place.params.clone();
        if self.live.socket.lets_params(&params) {
            self.view.handle_params(&params, &mut self.live);
        }
        self.run_later();
    }

    pub(crate) fn handle_event(&mut self, event: V::Event) {
        self.view.handle_event(event, &mut self.live);
        self.settle();
    }

    /// Does what one of the view's functions has asked for.
    pub(crate) fn settle(&mut self) {
        self.run_later();
        for _ in 0..MOST_PATCHES {
            let socket = &mut self.live.socket;
            match socket.wish.take() {
                Some(Wish::Patch(to, _)) if !socket.connected => {
                    socket.wish = Some(leave(to, How::Page));
                }
                Some(Wish::Patch(to, history)) => {
                    if socket.go(to.clone()) {
                        let first = socket.moved.filter(|moved| *moved == History::Push);
                        socket.moved = first.or(Some(history));
                        self.arrive();
                    } else {
                        socket.wish = Some(leave(to, How::Live(history)));
                    }
                }
                other => {
                    socket.wish = other;
                    return;
                }
            }
        }
        self.live.socket.wish = None;
        self.live.socket.shared.counters.refused_addresses.add();
    }

    fn run_later(&mut self) {
        for later in std::mem::take(&mut self.live.later) {
            later(&mut self.view);
        }
    }

    fn handle_info(&mut self, info: V::Info) {
        if self.live.lets_info(&info) {
            self.view.handle_info(info, &mut self.live);
        }
        self.settle();
    }
}

fn leave(to: String, how: How) -> Wish {
    let flash = SessionMap::default();
    Wish::Leave(Departure { to, how, flash })
}

impl<V: LiveView> Running for Mounted<V> {
    fn socket(&mut self) -> &mut Socket {
        &mut self.live.socket
    }

    fn event(&mut self, event: RawEvent) -> Result<(), EventError> {
        self.live.socket.flash.begin();
        if self.live.socket.lets_event(&event) {
            self.handle_event(V::Event::decode(event)?);
        } else {
            self.settle();
        }
        Ok(())
    }

    fn component_event(&mut self, component: Myself, event: RawEvent) -> Result<(), EventError> {
        self.live.socket.flash.begin();
        self.live.socket.component_event(component, event)?;
        self.settle();
        Ok(())
    }

    fn patch_to(&mut self, uri: String) -> bool {
        self.live.socket.flash.begin();
        let went = self.live.socket.go(uri);
        if went {
            self.arrive();
            self.settle();
        }
        went
    }

    fn info(&mut self, info: Box<dyn Any + Send>) {
        self.live.socket.flash.begin();
        if let Ok(info) = info.downcast() {
            self.handle_info(*info);
        }
    }

    fn finish(&mut self, outcome: Outcome) {
        self.live.socket.flash.begin();
        if let Some(done) = self.live.finished(outcome.number) {
            done(&mut self.view, outcome.result, &mut self.live);
            self.settle();
        }
    }

    fn take_started(&mut self) -> Vec<Task> {
        self.live.write_uploads();
        std::mem::take(&mut self.live.started)
    }

    fn deadline(&self) -> Option<Duration> {
        let timers = self.live.timers.iter().map(|timer| timer.at);
        timers.chain(self.live.socket.uploads.deadline()).min()
    }

    fn timeout(&mut self) -> bool {
        self.live.socket.flash.begin();
        let now = self.live.socket.now;
        // Taken out first: a timer that is set meanwhile waits for the next round.
        let mut due: Vec<Timer<V::Info>> = self
            .live
            .timers
            .extract_if(.., |timer| timer.at <= now)
            .collect();
        due.sort_by_key(|timer| timer.at);
        let any = self.live.socket.uploads.expire(now) | !due.is_empty();
        for timer in due {
            self.handle_info(timer.info);
        }
        any
    }

    fn html(&mut self) -> String {
        self.live.socket.components.to_html(&self.view.render())
    }

    fn patch(&mut self, patcher: &mut Patcher, mirror: &mut Mirror, out: &mut String) -> bool {
        let components = &mut self.live.socket.components;
        components.patch(patcher, mirror, &self.view.render(), out)
    }

    fn adopt(&mut self, patcher: &mut Patcher, key: HashKey, out: &mut String) -> Mirror {
        let components = &mut self.live.socket.components;
        components.adopt(patcher, key, &self.view.render(), out)
    }

    fn terminate(&mut self) {
        self.view.terminate();
    }
}
