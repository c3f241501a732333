//! [`Reuse`]: what a first page worked out, kept for a moment for the session that follows.

use std::any::Any;
use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Values by page and key, oldest first. A page that nobody connects to leaves its values until they are too old
/// or too many.
#[derive(Default)]
pub(crate) struct Reuse(Mutex<VecDeque<Kept>>);

struct Kept {
    page: String,
    key: &'static str,
    since: Duration,
    value: Box<dyn Any + Send>,
}

/// How long a client may take to connect.
const AGE: Duration = Duration::from_secs(30);

impl Reuse {
    /// Gives how many others went before their time, as there were more than `most`.
    pub(crate) fn keep(
        &self,
        page: &str,
        key: &'static str,
        now: Duration,
        most: usize,
        value: Box<dyn Any + Send>,
    ) -> usize {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back(Kept {
            page: page.to_owned(),
            key,
            since: now,
            value,
        });
        while kept.front().is_some_and(|kept| is_old(kept, now)) {
            kept.pop_front();
        }
        let beyond = kept.len().saturating_sub(most);
        kept.drain(..beyond);
        beyond
    }

    pub(crate) fn take(&self, page: &str, key: &str, now: Duration) -> Option<Box<dyn Any + Send>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept
            .iter()
            .rposition(|kept| kept.page == page && kept.key == key)?;
        let kept = kept.remove(at)?;
        (!is_old(&kept, now)).then_some(kept.value)
    }
}

fn is_old(kept: &Kept, now: Duration) -> bool {
    now.saturating_sub(kept.since) > AGE
}
