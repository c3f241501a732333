//! [`LiveView`], which users write, and [`Live`], what its functions get of the session.

use super::endpoint::State;
use super::event::Event;
use super::frame::write_string;
use super::params::{Params, SessionMap};
use super::sender::Sender;
use crate::{Components, View};
use std::sync::Arc;
use std::time::Duration;

/// A page, or part of one, whose state lives on the server.
///
/// ```
/// use slotwise::{Tracked, View, h};
/// use slotwise::session::{Event, Live, LiveView};
///
/// struct Counter { count: Tracked<i64> }
///
/// impl LiveView for Counter {
///     type Info = ();
///
///     fn mount(_: &mut Live<()>) -> Self {
///         Counter { count: 0.into() }
///     }
///
///     fn handle_event(&mut self, event: &Event, _: &mut Live<()>) {
///         match event.name.as_str() {
///             "up" => *self.count += 1,
///             "down" => *self.count -= 1,
///             _ => {}
///         }
///     }
///
///     fn render(&self) -> impl View {
///         h! { <button phx-click="down">-</button> {@count} <button phx-click="up">+</button> }
///     }
/// }
/// ```
pub trait LiveView: Sized + Send + 'static {
    /// What reaches the view from outside: broadcasts and timers. `()` for none.
    type Info: Send + 'static;

    /// Makes the view: once for the first page, where `cx.connected()` is false and the view is
    /// dropped as soon as it is rendered, and again for each connection.
    fn mount(cx: &mut Live<Self::Info>) -> Self;

    /// The user did something.
    fn handle_event(&mut self, event: &Event, cx: &mut Live<Self::Info>) {
        let _ = (event, cx);
    }

    /// An info came, from a [`Sender`] or a timer.
    fn handle_info(&mut self, info: Self::Info, cx: &mut Live<Self::Info>) {
        let _ = (info, cx);
    }

    /// What the page shows now.
    fn render(&self) -> impl View;

    /// The session ends: the user left or the connection is gone. Called once for each connected
    /// mount, also after a panic if the adapter catches it, as `slotwise-axum` does.
    fn terminate(&mut self) {}
}

/// What a view's functions know of their session and can ask of it.
pub struct Live<I> {
    pub(crate) common: Common,
    pub(crate) sender: Sender<I>,
    pub(crate) timers: Vec<Timer<I>>,
}

/// The part of a [`Live`] that does not depend on the type of infos.
pub(crate) struct Common {
    pub(crate) connected: bool,
    pub(crate) now: Duration,
    pub(crate) params: Params,
    pub(crate) session: SessionMap,
    pub(crate) session_changed: bool,
    /// `[name, payload]` each, JSON.
    pub(crate) pushed: Vec<String>,
    pub(crate) state: Arc<State>,
    pub(crate) components: Components,
}

pub(crate) struct Timer<I> {
    pub(crate) at: Duration,
    pub(crate) info: I,
}

impl<I: Send + 'static> Live<I> {
    /// Whether a client is connected; not so while the first page is made.
    pub fn connected(&self) -> bool {
        self.common.connected
    }

    /// What the session remembers across connections.
    pub fn session(&self) -> &SessionMap {
        &self.common.session
    }

    /// Remembers a text across connections; the client gets a new token with its next message.
    /// `false`, and nothing changed, if the session would grow beyond [`SessionMap::MAX_BYTES`].
    pub fn put_session(&mut self, name: &str, value: &str) -> bool {
        if self.session().get(name) == Some(value) {
            return true;
        }
        let done = self.common.session.put(name, value);
        self.common.session_changed |= done;
        done
    }

    /// Forgets a text of the session.
    pub fn remove_session(&mut self, name: &str) {
        self.common.session_changed |= self.common.session.remove(name);
    }

    /// The parameters in the path and in the query of the page's address. Those of the query are
    /// the user's to choose.
    pub fn params(&self) -> &Params {
        &self.common.params
    }

    /// A value that the endpoint was given for all views, by its type.
    pub fn state<T: Send + Sync + 'static>(&self) -> Option<Arc<T>> {
        self.common.state.get()
    }

    /// Time since the Unix epoch, by a clock that does not go back.
    pub fn now(&self) -> Duration {
        self.common.now
    }

    /// Delivers infos to this session from anywhere. While the first page is made it leads nowhere.
    pub fn sender(&self) -> Sender<I> {
        self.sender.clone()
    }

    /// Sends an info to this session after `delay`. Does nothing while the first page is made.
    pub fn send_after(&mut self, delay: Duration, info: I) {
        if self.connected() {
            let at = self.now().saturating_add(delay);
            self.timers.push(Timer { at, info });
        }
    }

    /// Sends an event to the client, with texts by name. Its hooks get it, and `window` as
    /// `phx:<name>`. Does nothing while the first page is made.
    pub fn push_event(&mut self, name: &str, payload: &[(&str, &str)]) {
        self.common.push_event(name, payload);
    }
}

impl Common {
    /// See [`Live::push_event`].
    pub(crate) fn push_event(&mut self, name: &str, payload: &[(&str, &str)]) {
        if !self.connected {
            return;
        }
        let mut text = String::from("[");
        write_string(name, &mut text);
        let mut separator = ",{";
        for (key, value) in payload {
            text.push_str(separator);
            write_string(key, &mut text);
            text.push(':');
            write_string(value, &mut text);
            separator = ",";
        }
        text.push_str(if payload.is_empty() { ",{}]" } else { "}]" });
        self.pushed.push(text);
    }
}
