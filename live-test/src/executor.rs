//! Runs tasks to their end, on the thread of the test.

use slotwise::session::{Outcome, Task};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// What comes of the first task that ends; the others stay. `None` if none does within `patience`.
pub(crate) fn first_outcome(tasks: &mut Vec<Task>, patience: Duration) -> Option<Outcome> {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let start = Instant::now();
    loop {
        for at in 0..tasks.len() {
            if let Poll::Ready(outcome) = Pin::new(&mut tasks[at]).poll(&mut context) {
                tasks.remove(at);
                return Some(outcome);
            }
        }
        thread::park_timeout(patience.checked_sub(start.elapsed())?);
    }
}
