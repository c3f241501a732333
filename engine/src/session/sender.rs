//! [`Sender`]: how the rest of the program reaches a session.

use super::broker::Waits;
use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Weak};

/// An info on its way to a session, of a type that only the session knows. An adapter carries it
/// from [`Mailbox::deliver`] to [`Input::Info`](super::Input::Info).
pub struct Message {
    pub(crate) session: u64,
    info: Box<dyn Any + Send>,
    /// There if a broker counts what waits.
    waits: Option<Waits>,
}

impl Message {
    /// The info, for which nobody waits any more.
    pub(crate) fn into_info(self) -> Box<dyn Any + Send> {
        drop(self.waits);
        self.info
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}

/// Where a connection gets its messages; given by the adapter. Any such closure is one.
pub trait Mailbox: Send + Sync + 'static {
    /// Puts a message into the queue of the connection, without waiting. `false`: the connection is
    /// gone, or is so far behind that it has to go.
    fn deliver(&self, message: Message) -> bool;
}

impl<F: Fn(Message) -> bool + Send + Sync + 'static> Mailbox for F {
    fn deliver(&self, message: Message) -> bool {
        self(message)
    }
}

/// Delivers infos to one session, from any thread. Clones reach the same session.
///
/// It does not keep the session alive. Where many sessions hear the same, they subscribe at a
/// [`Broker`](super::Broker), which sees to those that are slow or gone.
pub struct Sender<I> {
    target: Option<Target>,
    info: PhantomData<fn(I)>,
}

#[derive(Clone)]
struct Target {
    mailbox: Arc<dyn Mailbox>,
    session: u64,
    alive: Weak<Alive>,
}

/// Exists as long as its session.
pub(crate) struct Alive;

impl<I: Send + 'static> Sender<I> {
    /// Of a session that is not connected: nothing arrives.
    pub(crate) fn nowhere() -> Self {
        Sender {
            target: None,
            info: PhantomData,
        }
    }

    pub(crate) fn to(mailbox: Arc<dyn Mailbox>, session: u64, alive: &Arc<Alive>) -> Self {
        Sender {
            target: Some(Target {
                mailbox,
                session,
                alive: Arc::downgrade(alive),
            }),
            info: PhantomData,
        }
    }

    /// Sends an info, which comes to `handle_info` soon. `false`: the session is gone, or was never
    /// connected.
    pub fn send(&self, info: I) -> bool {
        self.deliver(info, None)
    }

    /// As [`Sender::send`]; `waits` is dropped when the session takes the info.
    pub(crate) fn send_waiting(&self, info: I, waits: Waits) -> bool {
        self.deliver(info, Some(waits))
    }

    fn deliver(&self, info: I, waits: Option<Waits>) -> bool {
        self.target.as_ref().is_some_and(|target| {
            target.alive.strong_count() > 0
                && target.mailbox.deliver(Message {
                    session: target.session,
                    info: Box::new(info),
                    waits,
                })
        })
    }

    /// Whether the session is still there.
    pub fn is_alive(&self) -> bool {
        self.target
            .as_ref()
            .is_some_and(|target| target.alive.strong_count() > 0)
    }
}

impl<I> Clone for Sender<I> {
    fn clone(&self) -> Self {
        Sender {
            target: self.target.clone(),
            info: PhantomData,
        }
    }
}

impl<I> fmt::Debug for Sender<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender")
            .field(
                "session",
                &self.target.as_ref().map(|target| target.session),
            )
            .finish_non_exhaustive()
    }
}
