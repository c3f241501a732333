//! [`Sender`]: how the rest of the program reaches a session.

use super::broker::Waits;
use super::park::Park;
use super::tasks::Outcome;
use std::any::Any;
use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// That something waits for a session. An adapter carries it from [`Mailbox::deliver`] to
/// [`Input::Info`](super::Input::Info).
pub struct Message {
    pub(crate) session: u64,
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
    line: Option<Arc<Line>>,
    info: PhantomData<fn(I)>,
}

impl<I: Send + 'static> Sender<I> {
    /// Of a session that is not connected: nothing arrives.
    pub(crate) fn nowhere() -> Self {
        Sender {
            line: None,
            info: PhantomData,
        }
    }

    pub(crate) fn to(line: Arc<Line>) -> Self {
        Sender {
            line: Some(line),
            info: PhantomData,
        }
    }

    pub(crate) fn line(&self) -> Option<Arc<Line>> {
        self.line.clone()
    }

    /// Sends an info, which comes to `handle_info` soon, or when the client is back. `false`: the session is
    /// gone, or was never connected.
    pub fn send(&self, info: I) -> bool {
        self.deliver(info, None)
    }

    /// As [`Sender::send`]; `waits` is dropped when the session takes the info.
    pub(crate) fn send_waiting(&self, info: I, waits: Waits) -> bool {
        self.deliver(info, Some(waits))
    }

    fn deliver(&self, info: I, waits: Option<Waits>) -> bool {
        let line = self.line.as_ref();
        line.is_some_and(|line| line.put(Waiting::Info(Box::new(info), waits)))
    }

    /// Whether the session is still there.
    pub fn is_alive(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.is_open())
    }
}

impl<I> Clone for Sender<I> {
    fn clone(&self) -> Self {
        Sender {
            line: self.line.clone(),
            info: PhantomData,
        }
    }
}

impl<I> fmt::Debug for Sender<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender")
            .field("session", &self.line.as_ref().map(|line| line.number))
            .finish_non_exhaustive()
    }
}

/// How much may wait for a session that is parked.
pub(crate) const MOST_WAITING: usize = 1024;

/// What reaches a session from inside the program.
pub(crate) enum Waiting {
    /// The second is there if a broker counts what waits.
    Info(Box<dyn Any + Send>, Option<Waits>),
    Outcome(Outcome),
    /// What it shows with others has changed.
    Changed,
}

/// The way to a session, wherever it is: in a connection, which is woken, or parked. What waits for it stays
/// here, so that nothing is lost or overtaken when it moves.
pub(crate) struct Line {
    pub(crate) number: u64,
    state: Mutex<State>,
}

struct State {
    end: End,
    waiting: VecDeque<Waiting>,
    /// A connection whose client wants the session back.
    claimant: Option<Arc<dyn Mailbox>>,
}

/// Where a line leads.
enum End {
    Connection(Arc<dyn Mailbox>),
    Park,
    Nowhere,
}

impl Line {
    pub(crate) fn new(number: u64, mailbox: Arc<dyn Mailbox>) -> Line {
        let state = State {
            end: End::Connection(mailbox),
            waiting: VecDeque::new(),
            claimant: None,
        };
        Line {
            number,
            state: Mutex::new(state),
        }
    }

    /// Every change is one step, so a panic leaves nothing half done.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// `false`: the session is gone, or is so far behind that it has to go.
    pub(crate) fn put(&self, waiting: Waiting) -> bool {
        let mut state = self.lock();
        match &state.end {
            End::Nowhere => false,
            End::Park if state.waiting.len() < MOST_WAITING => {
                state.waiting.push_back(waiting);
                true
            }
            End::Park => {
                drop(state);
                self.close();
                false
            }
            End::Connection(mailbox) => {
                let mailbox = mailbox.clone();
                state.waiting.push_back(waiting);
                drop(state);
                self.wake(&mailbox)
            }
        }
    }

    /// Not under the lock: a mailbox is the adapter's.
    fn wake(&self, mailbox: &Arc<dyn Mailbox>) -> bool {
        let session = self.number;
        if mailbox.deliver(Message { session }) {
            return true;
        }
        let is_there =
            matches!(&self.lock().end, End::Connection(now) if Arc::ptr_eq(now, mailbox));
        if is_there {
            self.close();
        }
        // If it has moved, what waits went with it.
        !is_there
    }

    /// What has waited longest.
    pub(crate) fn take(&self) -> Option<Waiting> {
        self.lock().waiting.pop_front()
    }

    pub(crate) fn is_open(&self) -> bool {
        !matches!(self.lock().end, End::Nowhere)
    }

    /// What comes waits from now on. `false` if something was lost already.
    pub(crate) fn park(&self) -> bool {
        let mut state = self.lock();
        if matches!(state.end, End::Nowhere) || state.waiting.len() > MOST_WAITING {
            return false;
        }
        state.end = End::Park;
        true
    }

    /// Leads to a connection again; how much waits, of which it was not told.
    pub(crate) fn connect(&self, mailbox: Arc<dyn Mailbox>) -> usize {
        let mut state = self.lock();
        if !matches!(state.end, End::Nowhere) {
            state.end = End::Connection(mailbox);
        }
        state.claimant = None;
        state.waiting.len()
    }

    /// Asks the connection to park the session and to tell `claimant`. `false` if there is none to ask.
    pub(crate) fn claim(&self, claimant: &Arc<dyn Mailbox>) -> bool {
        let mut state = self.lock();
        let mailbox = match &state.end {
            End::Connection(mailbox) => mailbox.clone(),
            // It is on its way.
            End::Park => return true,
            End::Nowhere => return false,
        };
        let is_first = state.claimant.is_none();
        state.claimant = Some(claimant.clone());
        drop(state);
        !is_first || self.wake(&mailbox)
    }

    pub(crate) fn is_claimed(&self) -> bool {
        self.lock().claimant.is_some()
    }

    /// Tells who wanted the session that there is an answer.
    pub(crate) fn answer_claim(&self) {
        let claimant = self.lock().claimant.take();
        if let Some(claimant) = claimant {
            let session = self.number;
            claimant.deliver(Message { session });
        }
    }

    /// Nothing gets through any more.
    pub(crate) fn close(&self) {
        let mut state = self.lock();
        state.end = End::Nowhere;
        let waiting = std::mem::take(&mut state.waiting);
        // What it holds may send to this session as it is dropped.
        drop(state);
        drop(waiting);
    }
}

/// Exists as long as its session; then the line is closed.
pub(crate) struct Alive {
    pub(crate) line: Arc<Line>,
    pub(crate) park: Weak<Park>,
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.line.close();
        if let Some(park) = self.park.upgrade() {
            park.forget(self.line.number);
        }
        self.line.answer_claim();
    }
}
