//! [`Park`]: sessions whose connection dropped, until their client comes back or its time is up.

use super::connection::Session;
use super::sender::{Line, Mailbox};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

/// All sessions of an endpoint that may be resumed, those that are connected included.
#[derive(Default)]
pub(crate) struct Park(Mutex<Table>);

#[derive(Default)]
struct Table {
    /// Never used twice, so that a message to a session that is gone reaches no other.
    last_number: u64,
    known: HashMap<u64, Known>,
    /// By the end of their time.
    parked: BTreeMap<(Duration, u64), Session>,
}

struct Known {
    seed: u64,
    place: Place,
    /// Of the last join that wanted it. A connection that is dead and does not know it wants nothing back from
    /// the one that came after it.
    ticket: u64,
}

enum Place {
    Connected(Weak<Line>),
    Parked(Duration),
}

/// Where a session is that a client wants back.
pub(crate) enum Found {
    Here(Box<Session>),
    /// In another connection, which was told to give it up.
    Elsewhere,
    Nowhere,
}

impl Park {
    fn lock(&self) -> MutexGuard<'_, Table> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn next_number(&self) -> u64 {
        let mut table = self.lock();
        table.last_number += 1;
        table.last_number
    }

    /// A session that may be resumed is in a connection.
    pub(crate) fn connected(&self, line: &Arc<Line>, seed: u64) {
        let place = Place::Connected(Arc::downgrade(line));
        self.lock().know(line.number, seed, place);
    }

    /// A session is gone.
    pub(crate) fn forget(&self, number: u64) {
        self.lock().known.remove(&number);
    }

    /// Keeps a session until then. Beyond `most` the oldest ends.
    pub(crate) fn put(&self, session: Session, seed: u64, until: Duration, most: usize) {
        let number = session.number();
        let mut table = self.lock();
        table.know(number, seed, Place::Parked(until));
        table.parked.insert((until, number), session);
        let mut ended = Vec::new();
        while table.parked.len() > most {
            ended.extend(table.parked.pop_first());
        }
        end(table, ended);
    }

    /// Ends those whose time is up.
    pub(crate) fn sweep(&self, now: Duration) {
        let mut table = self.lock();
        let mut ended = Vec::new();
        while table
            .parked
            .first_key_value()
            .is_some_and(|((until, _), _)| *until <= now)
        {
            ended.extend(table.parked.pop_first());
        }
        end(table, ended);
    }

    /// Ends the session of a browser that waits longest; `false` if none waits.
    pub(crate) fn end_one_of(&self, browser: &str) -> bool {
        let mut table = self.lock();
        let is_its =
            |session: &Session| session.seat.as_ref().is_some_and(|s| &*s.owner == browser);
        let mut parked = table.parked.iter();
        let found = parked.find(|(_, session)| is_its(session));
        let Some(key) = found.map(|(key, _)| *key) else {
            return false;
        };
        let ended = table.parked.remove(&key).map(|session| (key, session));
        end(table, ended.into_iter().collect());
        true
    }

    /// How many are parked.
    pub(crate) fn len(&self) -> usize {
        self.lock().parked.len()
    }

    /// Takes a session out, or has the connection that holds it give it up and tell who asks. `is_key` says
    /// whether the client's key was made with a seed, and `ticket` is the number of its join.
    pub(crate) fn take(
        &self,
        number: u64,
        ticket: u64,
        now: Duration,
        asks: Option<&Arc<dyn Mailbox>>,
        is_key: impl FnOnce(u64) -> bool,
    ) -> Found {
        self.sweep(now);
        let mut table = self.lock();
        let Some(known) = table.known.get_mut(&number) else {
            return Found::Nowhere;
        };
        if !is_key(known.seed) || ticket < known.ticket {
            return Found::Nowhere;
        }
        known.ticket = ticket;
        match &known.place {
            Place::Parked(until) => {
                let key = (*until, number);
                let session = table.parked.remove(&key);
                session.map_or(Found::Nowhere, |session| Found::Here(Box::new(session)))
            }
            Place::Connected(line) => {
                let line = line.upgrade();
                drop(table);
                match (line, asks) {
                    (Some(line), Some(asks)) if line.claim(asks) => Found::Elsewhere,
                    _ => Found::Nowhere,
                }
            }
        }
    }
}

impl Table {
    fn know(&mut self, number: u64, seed: u64, place: Place) {
        let ticket = self.known.get(&number).map_or(0, |known| known.ticket);
        let known = Known {
            seed,
            place,
            ticket,
        };
        self.known.insert(number, known);
    }
}

/// Views are told of their end when the table is free again.
fn end(mut table: MutexGuard<'_, Table>, ended: Vec<((Duration, u64), Session)>) {
    for ((_, number), _) in &ended {
        table.known.remove(number);
    }
    drop(table);
    drop(ended);
}
