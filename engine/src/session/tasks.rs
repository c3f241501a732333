//! Work that takes time: a future of a view, run by the adapter, and what it came to.
//!
//! ```text
//! cx.start_async("load", future, done)     Output::Spawn(task)
//! adapter: outcome = task.await            in a task of its runtime
//! Input::Async(outcome)                    done(view, result, cx)
//! ```
//! The future is polled inside [`Task`], which sees to panics and to cancelling, so an adapter has nothing to do
//! but await it, on whatever runtime it has.

mod components;

use super::sender::{Line, Waiting};
use std::any::Any;
use std::fmt;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

pub use components::async_result;

type Value = Box<dyn Any + Send>;

/// A future that a view started, for the adapter to run: await it in a task of its own and give what comes
/// of it to [`Input::Async`](super::Input::Async). It ends early, by itself, when it is not wanted any more.
pub struct Task {
    pub(crate) session: u64,
    line: Option<Arc<Line>>,
    pub(crate) number: u64,
    future: Pin<Box<dyn Future<Output = Value> + Send>>,
    cancel: Arc<Cancel>,
}

/// What came of a [`Task`].
pub struct Outcome {
    pub(crate) session: u64,
    line: Option<Arc<Line>>,
    pub(crate) number: u64,
    pub(crate) result: Result<Value, AsyncError>,
}

impl Outcome {
    /// Takes it to where its session is now: for adapters whose connection is gone by the time a task ends.
    pub fn forward(mut self) {
        if let Some(line) = self.line.take() {
            line.put(Waiting::Outcome(self));
        }
    }
}

/// Why there is no result of something that took time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AsyncError {
    /// It says so itself.
    Failed(String),
    /// Its code panicked; the message, if there was one.
    Panicked(String),
    /// It was cancelled.
    Cancelled,
}

impl fmt::Display for AsyncError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AsyncError::Failed(reason) => f.write_str(reason),
            AsyncError::Panicked(reason) => write!(f, "it panicked: {reason}"),
            AsyncError::Cancelled => f.write_str("it was cancelled"),
        }
    }
}

impl std::error::Error for AsyncError {}

/// Something that is loaded while the page is shown already; see [`Live::assign_async`](super::Live::assign_async).
///
/// What was loaded before stays to be shown while it is loaded again, or after that failed.
///
/// ```
/// use slotwise::session::{AsyncError, AsyncResult};
/// let mut name = AsyncResult::Ok("Ada");
/// name.start();
/// assert!(name.is_loading());
/// assert_eq!(name.ok(), Some(&"Ada"));
/// name.finish(Err(AsyncError::Failed("no answer".to_owned())));
/// assert_eq!(name, AsyncResult::Failed(AsyncError::Failed("no answer".to_owned()), Some("Ada")));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AsyncResult<T> {
    /// It is not there yet; what there was before.
    Loading(Option<T>),
    /// It is there.
    Ok(T),
    /// It did not come; what there was before.
    Failed(AsyncError, Option<T>),
}

impl<T> Default for AsyncResult<T> {
    fn default() -> Self {
        AsyncResult::Loading(None)
    }
}

impl<T> AsyncResult<T> {
    /// The last value that came.
    pub fn ok(&self) -> Option<&T> {
        match self {
            AsyncResult::Ok(value) => Some(value),
            AsyncResult::Loading(last) | AsyncResult::Failed(_, last) => last.as_ref(),
        }
    }

    /// Whether it is being loaded, for the first time or again.
    pub fn is_loading(&self) -> bool {
        matches!(self, AsyncResult::Loading(_))
    }

    /// Why the last attempt failed.
    pub fn error(&self) -> Option<&AsyncError> {
        match self {
            AsyncResult::Failed(error, _) => Some(error),
            _ => None,
        }
    }

    /// It is loaded from now on.
    pub fn start(&mut self) {
        *self = AsyncResult::Loading(self.take());
    }

    /// It came, or failed.
    pub fn finish(&mut self, result: Result<T, AsyncError>) {
        *self = match result {
            Ok(value) => AsyncResult::Ok(value),
            Err(error) => AsyncResult::Failed(error, self.take()),
        };
    }

    fn take(&mut self) -> Option<T> {
        match std::mem::take(self) {
            AsyncResult::Ok(value) => Some(value),
            AsyncResult::Loading(last) | AsyncResult::Failed(_, last) => last,
        }
    }
}

/// Whether a task is still wanted, shared by both ends.
#[derive(Default)]
struct Cancel(Mutex<Wanted>);

#[derive(Default)]
struct Wanted {
    cancelled: bool,
    waker: Option<Waker>,
}

impl Cancel {
    /// Every change is one step, so a panic leaves nothing half done.
    fn lock(&self) -> MutexGuard<'_, Wanted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The session's end of a task: dropped, the task is cancelled.
pub(crate) struct Handle(Arc<Cancel>);

impl Drop for Handle {
    fn drop(&mut self) {
        let mut wanted = self.0.lock();
        wanted.cancelled = true;
        if let Some(waker) = wanted.waker.take() {
            drop(wanted);
            waker.wake();
        }
    }
}

impl Task {
    pub(crate) fn new<T: Send + 'static>(
        line: Option<Arc<Line>>,
        number: u64,
        future: impl Future<Output = T> + Send + 'static,
    ) -> (Task, Handle) {
        let cancel = Arc::new(Cancel::default());
        let task = Task {
            session: line.as_ref().map_or(0, |line| line.number),
            line,
            number,
            future: Box::pin(async move { Box::new(future.await) as Value }),
            cancel: cancel.clone(),
        };
        (task, Handle(cancel))
    }

    /// Nobody will run it.
    pub(crate) fn give_up(mut self) -> Outcome {
        self.ended(Err(AsyncError::Cancelled))
    }

    fn outcome(&mut self, result: Result<Value, AsyncError>) -> Poll<Outcome> {
        Poll::Ready(self.ended(result))
    }

    fn ended(&mut self, result: Result<Value, AsyncError>) -> Outcome {
        // What is not wanted any more does not keep what it holds until the adapter drops it.
        self.future = Box::pin(std::future::pending());
        Outcome {
            session: self.session,
            line: self.line.take(),
            number: self.number,
            result,
        }
    }
}

impl Future for Task {
    type Output = Outcome;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        let mut wanted = self.cancel.lock();
        let cancelled = wanted.cancelled;
        if !cancelled {
            wanted.waker = Some(context.waker().clone());
        }
        drop(wanted);
        if cancelled {
            return self.outcome(Err(AsyncError::Cancelled));
        }
        let polled = catch_unwind(AssertUnwindSafe(|| self.future.as_mut().poll(context)));
        match polled {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(value)) => self.outcome(Ok(value)),
            Err(panic) => self.outcome(Err(AsyncError::Panicked(message(&*panic)))),
        }
    }
}

/// What a panic says.
fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("no message").to_owned()
}

impl PartialEq for Task {
    fn eq(&self, other: &Task) -> bool {
        (self.session, self.number) == (other.session, other.number)
    }
}

impl Eq for Task {}

impl fmt::Debug for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Task")
            .field("session", &self.session)
            .field("number", &self.number)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outcome")
            .field("session", &self.session)
            .field("number", &self.number)
            .field("is_ok", &self.result.is_ok())
            .finish_non_exhaustive()
    }
}
