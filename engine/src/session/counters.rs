//! What an endpoint counts: things that were refused and had no other way to be told.

use std::sync::atomic::{AtomicU64, Ordering};

/// How often something was refused or went wrong, in all connections of an endpoint; see
/// [`Endpoint::counts`](super::Endpoint::counts).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Events of an unknown name, or with wrong fields or too many.
    pub refused_events: u64,
    /// Events that came too fast for [`Limits::events_per_second`](super::Limits::events_per_second).
    pub throttled_events: u64,
    /// Addresses that a view wanted to go to and that are not of this server, and patches without an end.
    pub refused_addresses: u64,
    /// Payloads of a view that are no JSON.
    pub refused_payloads: u64,
    /// Sessions that a client wanted back and that it has no right to, or that are not there any more.
    pub refused_resumes: u64,
    /// Panics of views.
    pub crashes: u64,
}

/// The same, being counted.
#[derive(Default)]
pub(crate) struct Counters {
    pub(crate) refused_events: Counter,
    pub(crate) throttled_events: Counter,
    pub(crate) refused_addresses: Counter,
    pub(crate) refused_payloads: Counter,
    pub(crate) refused_resumes: Counter,
    pub(crate) crashes: Counter,
}

#[derive(Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Counters {
    pub(crate) fn read(&self) -> Counts {
        Counts {
            refused_events: self.refused_events.read(),
            throttled_events: self.throttled_events.read(),
            refused_addresses: self.refused_addresses.read(),
            refused_payloads: self.refused_payloads.read(),
            refused_resumes: self.refused_resumes.read(),
            crashes: self.crashes.read(),
        }
    }
}
