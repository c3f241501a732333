//! What a server under test serves, and how it is set up.

use slotwise::session::{Event, Limits, Live, LiveView};
use slotwise::{Tracked, View, h};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What a server under test signs with. It is known to everybody: for tests alone.
pub const SECRET: [u8; 32] = *b"slotwise-conformance, in public!";

/// How long a client of a server under test may take to accept a frame.
pub const SEND_TIMEOUT: Duration = Duration::from_secs(2);

/// The limits of a server under test: the defaults, but for less patience, and fewer connections.
pub fn limits() -> Limits {
    Limits {
        idle: Duration::from_secs(15),
        connections_per_address: 50,
        ..Limits::default()
    }
}

/// What the checks have the server do, and what they ask it.
#[derive(Default)]
pub struct Control {
    /// The ids of views that have ended.
    ended: Mutex<BTreeSet<String>>,
    drain: Option<Box<dyn Fn() + Send + Sync>>,
}

impl Control {
    /// Nothing.
    pub fn new() -> Control {
        Control::default()
    }

    /// How the server is told to end: to take no more connections, and to close those that it has. Without it that is
    /// not checked.
    #[must_use]
    pub fn with_drain(mut self, drain: impl Fn() + Send + Sync + 'static) -> Control {
        self.drain = Some(Box::new(drain));
        self
    }

    fn ended(&self) -> MutexGuard<'_, BTreeSet<String>> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let drain = self.drain.is_some();
        f.debug_struct("Control").field("drain", &drain).finish()
    }
}

/// The view that the checks look at: it does what events tell it.
pub struct Probe {
    id: String,
    text: Tracked<String>,
    lines: Tracked<Vec<String>>,
    control: Option<Arc<Control>>,
}

/// The events of a [`Probe`].
#[derive(Event)]
pub enum ProbeEvent {
    /// One more line; the reply has how many there are.
    Add {
        /// The line.
        text: String,
    },
    /// A text of this length in place of the one before, all of it different.
    Fill {
        /// Its bytes, a million at most.
        bytes: usize,
    },
    /// A line that comes a moment later, unasked.
    Later,
    /// Any values.
    Any(slotwise::session::Params),
    /// The reply has whether a view of this id has ended.
    Ended {
        /// The id in its address.
        id: String,
    },
    /// Panics.
    Crash,
    /// Has the server end. The reply has whether it will.
    Drain,
}

impl LiveView for Probe {
    type Event = ProbeEvent;
    type Info = String;

    fn mount(cx: &mut Live<Self>) -> Self {
        Probe {
            id: cx.params().get("id").unwrap_or_default().to_owned(),
            text: String::new().into(),
            lines: vec![].into(),
            control: cx.state::<Control>(),
        }
    }

    fn handle_event(&mut self, event: ProbeEvent, cx: &mut Live<Self>) {
        match event {
            ProbeEvent::Add { text } => {
                self.lines.push(text);
                cx.reply(self.lines.len());
            }
            ProbeEvent::Fill { bytes } => {
                let other = if self.text.starts_with('a') { "b" } else { "a" };
                *self.text = other.repeat(bytes.min(1_000_000));
            }
            ProbeEvent::Later => cx.send_after(Duration::from_millis(50), "later".to_owned()),
            ProbeEvent::Any(_) => {}
            ProbeEvent::Ended { id } => {
                let control = self.control.as_ref();
                cx.reply(control.is_some_and(|control| control.ended().contains(&id)));
            }
            ProbeEvent::Crash => panic!("as the check wishes"),
            ProbeEvent::Drain => {
                let control = self.control.as_ref();
                let drain = control.and_then(|control| control.drain.as_ref());
                cx.reply(drain.is_some());
                if let Some(drain) = drain {
                    drain();
                }
            }
        }
    }

    fn handle_info(&mut self, info: String, _: &mut Live<Self>) {
        self.lines.push(info);
    }

    fn render(&self) -> impl View {
        h! { <h1>{&self.id}</h1><p>{@text}</p><ul><li :for={line in @lines}>{line}</li></ul> }
    }

    fn terminate(&mut self) {
        if let Some(control) = &self.control {
            control.ended().insert(self.id.clone());
        }
    }
}

impl fmt::Debug for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Probe")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
