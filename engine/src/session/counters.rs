//! What an endpoint counts: what it did, and what was refused and had no other way to be told.

use std::sync::atomic::{AtomicU64, Ordering};

/// How often something was done, refused or went wrong, in all connections of an endpoint; see
/// [`Endpoint::counts`](super::Endpoint::counts).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Joins with a token that holds: a view is mounted for each, unless a hook refuses.
    pub joins: u64,
    /// Joins with a token that does not hold, is too old, or is for a view that hooks refuse.
    pub unauthorized_joins: u64,
    /// Sessions that clients had back after their connections dropped.
    pub resumes: u64,
    /// Events that came for a view, those that were refused included.
    pub events: u64,
    /// Renders of views: as HTML, and to be compared with what a client has.
    pub renders: u64,
    /// Patches that were written.
    pub patches: u64,
    /// The bytes of all patches.
    pub patch_bytes: u64,
    /// Frames that were given to adapters.
    pub frames_sent: u64,
    /// The bytes of these frames.
    pub bytes_sent: u64,
    /// Events of an unknown name, or with wrong fields.
    pub refused_events: u64,
    /// Events that came too fast for [`Limits::events_per_second`](super::Limits::events_per_second).
    pub throttled_events: u64,
    /// Addresses that a view wanted to go to and that are not of this server, and patches without an end.
    pub refused_addresses: u64,
    /// Payloads of a view that are no JSON.
    pub refused_payloads: u64,
    /// Sessions that a client wanted back and that it has no right to, or that are not there any more.
    pub refused_resumes: u64,
    /// Frames that were longer than [`Limits::frame_bytes`](super::Limits::frame_bytes).
    pub long_frames: u64,
    /// Frames nested more deeply than [`Limits::depth`](super::Limits::depth).
    pub deep_frames: u64,
    /// Frames with more keys than [`Limits::keys`](super::Limits::keys).
    pub crowded_frames: u64,
    /// Frames that are no text, or no JSON array of the form that frames have.
    pub garbage_frames: u64,
    /// Events with more values than [`Limits::fields`](super::Limits::fields).
    pub crowded_events: u64,
    /// Joins that came too fast for [`Limits::joins_per_second`](super::Limits::joins_per_second).
    pub throttled_joins: u64,
    /// Connections beyond [`Limits::connections_per_address`](super::Limits::connections_per_address).
    pub refused_connections: u64,
    /// Joins beyond [`Limits::sessions`](super::Limits::sessions) or
    /// [`Limits::sessions_per_browser`](super::Limits::sessions_per_browser).
    pub refused_sessions: u64,
    /// How often a session that had something to show was not rendered, as its
    /// [`Limits::outbox`](super::Limits::outbox) was full.
    pub overflows: u64,
    /// Connections that were closed because that did not change, or because replies came to as much again.
    pub unacknowledged: u64,
    /// Connections that were closed after [`Limits::idle`](super::Limits::idle).
    pub silences: u64,
    /// Values of first pages that went before their session came, as there were more than
    /// [`Limits::reused`](super::Limits::reused).
    pub dropped_values: u64,
    /// Bytes of uploads that came.
    pub upload_bytes: u64,
    /// Files that were not allowed: of a wrong size or kind, or too many.
    pub refused_uploads: u64,
    /// Parts of uploads that came out of turn, were too large or too many, or were not what was announced.
    pub refused_chunks: u64,
    /// Patches of views that show two components of one type and `id`, see
    /// [`RepeatedComponent`](crate::RepeatedComponent).
    pub repeated_components: u64,
    /// Panics of views.
    pub crashes: u64,
}

/// The same, being counted.
#[derive(Default)]
pub(crate) struct Counters {
    pub(crate) joins: Counter,
    pub(crate) unauthorized_joins: Counter,
    pub(crate) resumes: Counter,
    pub(crate) events: Counter,
    pub(crate) renders: Counter,
    pub(crate) patches: Counter,
    pub(crate) patch_bytes: Counter,
    pub(crate) frames_sent: Counter,
    pub(crate) bytes_sent: Counter,
    pub(crate) refused_events: Counter,
    pub(crate) throttled_events: Counter,
    pub(crate) refused_addresses: Counter,
    pub(crate) refused_payloads: Counter,
    pub(crate) refused_resumes: Counter,
    pub(crate) long_frames: Counter,
    pub(crate) deep_frames: Counter,
    pub(crate) crowded_frames: Counter,
    pub(crate) garbage_frames: Counter,
    pub(crate) crowded_events: Counter,
    pub(crate) throttled_joins: Counter,
    pub(crate) refused_connections: Counter,
    pub(crate) refused_sessions: Counter,
    pub(crate) overflows: Counter,
    pub(crate) unacknowledged: Counter,
    pub(crate) silences: Counter,
    pub(crate) dropped_values: Counter,
    pub(crate) upload_bytes: Counter,
    pub(crate) refused_uploads: Counter,
    pub(crate) refused_chunks: Counter,
    pub(crate) repeated_components: Counter,
    pub(crate) crashes: Counter,
}

#[derive(Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self) {
        self.add_all(1);
    }

    pub(crate) fn add_all(&self, amount: usize) {
        self.0.fetch_add(amount as u64, Ordering::Relaxed);
    }

    fn read(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Counters {
    pub(crate) fn read(&self) -> Counts {
        Counts {
            joins: self.joins.read(),
            unauthorized_joins: self.unauthorized_joins.read(),
            resumes: self.resumes.read(),
            events: self.events.read(),
            renders: self.renders.read(),
            patches: self.patches.read(),
            patch_bytes: self.patch_bytes.read(),
            frames_sent: self.frames_sent.read(),
            bytes_sent: self.bytes_sent.read(),
            refused_events: self.refused_events.read(),
            throttled_events: self.throttled_events.read(),
            refused_addresses: self.refused_addresses.read(),
            refused_payloads: self.refused_payloads.read(),
            refused_resumes: self.refused_resumes.read(),
            long_frames: self.long_frames.read(),
            deep_frames: self.deep_frames.read(),
            crowded_frames: self.crowded_frames.read(),
            garbage_frames: self.garbage_frames.read(),
            crowded_events: self.crowded_events.read(),
            throttled_joins: self.throttled_joins.read(),
            refused_connections: self.refused_connections.read(),
            refused_sessions: self.refused_sessions.read(),
            overflows: self.overflows.read(),
            unacknowledged: self.unacknowledged.read(),
            silences: self.silences.read(),
            dropped_values: self.dropped_values.read(),
            upload_bytes: self.upload_bytes.read(),
            refused_uploads: self.refused_uploads.read(),
            refused_chunks: self.refused_chunks.read(),
            repeated_components: self.repeated_components.read(),
            crashes: self.crashes.read(),
        }
    }
}
