//! [`Shared`]: a value that many views show, and who is told when it changes. In-process, like the chat's rooms.

use slotwise::session::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// The value has changed: look at it again.
pub struct Changed;

/// A value, and the sessions that are told when it changes.
pub struct Shared<T> {
    value: Mutex<T>,
    watchers: Mutex<Vec<Sender<Changed>>>,
}

impl<T: Send + 'static> Shared<T> {
    pub fn new(value: T) -> Arc<Shared<T>> {
        Arc::new(Shared {
            value: Mutex::new(value),
            watchers: Mutex::default(),
        })
    }

    /// A value that changes by itself, a step each `period`, as long as anybody watches.
    pub fn ticking(value: T, period: Duration, step: fn(&mut T)) -> Arc<Shared<T>> {
        let shared = Shared::new(value);
        let weak = Arc::downgrade(&shared);
        thread::spawn(move || {
            loop {
                thread::sleep(period);
                let Some(shared) = weak.upgrade() else { return };
                if shared.is_watched() {
                    shared.change(step);
                }
            }
        });
        shared
    }

    pub fn read<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&lock(&self.value))
    }

    /// Changes the value, then tells all who watch it.
    pub fn change<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        let result = change(&mut lock(&self.value));
        lock(&self.watchers).retain(|watcher| watcher.send(Changed));
        result
    }

    /// From now on this session is told. Read the value after this, so that no change is missed.
    pub fn watch(&self, watcher: Sender<Changed>) {
        lock(&self.watchers).push(watcher);
    }

    fn is_watched(&self) -> bool {
        let mut watchers = lock(&self.watchers);
        watchers.retain(Sender::is_alive);
        !watchers.is_empty()
    }
}

/// Changes are plain assignments, so a panic in one leaves a value that can still be shown.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What happens in the examples by chance: numbers that look random and are the same in each run (xorshift64).
pub struct Dice(u64);

impl Dice {
    /// Any number but 0 does.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.max(1))
    }

    /// A number below `sides`, or 0.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % sides.max(1)
    }

    pub fn pick<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.roll(all.len())).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dice_show_all_sides() {
        let mut dice = Dice::new(7);
        let mut seen = [0; 6];
        for _ in 0..600 {
            seen[dice.roll(6)] += 1;
        }
        assert!(
            seen.iter().all(|count| (60..140).contains(count)),
            "{seen:?}"
        );
        assert_eq!(dice.roll(0), 0);
    }
}
