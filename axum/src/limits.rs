//! A method of [`App`] for each of its [`Limits`](slotwise::session::Limits).

use crate::app::App;
use crate::layout::Layout;
use std::time::Duration;

macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident: $type:ty;)*) => {
        impl<L: Layout> App<L> {
            $(
                $(#[$doc])*
                pub fn $name(mut self, $name: $type) -> Self {
                    let mut limits = self.endpoint.limits().clone();
                    limits.$name = $name;
                    self.endpoint = self.endpoint.with_limits(limits);
                    self
                }
            )*
        }
    };
}

setters! {
    /// Bytes of a frame from a client, else 64 KiB.
    frame_bytes: usize;
    /// Brackets within brackets in a frame, else 32.
    depth: usize;
    /// Keys of all objects in a frame, else 1,024.
    keys: usize;
    /// Values in an event, else 512.
    fields: usize;
    /// Events of a session in a second, else 50.
    events_per_second: u32;
    /// Events of a session at once, else 100.
    event_burst: u32;
    /// Joins of an address in a second, else 5. See [`App::client_address_header`].
    joins_per_second: u32;
    /// Joins of an address at once, else 20.
    join_burst: u32;
    /// Connections of an address at once, else 1,000. See [`App::client_address_header`].
    connections_per_address: usize;
    /// Sessions in one connection, else 16.
    sessions: usize;
    /// Sessions of one cookie, else 20.
    sessions_per_browser: usize;
    /// Bytes of messages that are kept for a client until it says that it has them, else 256 KiB. With more of them a
    /// session is not rendered.
    outbox: usize;
    /// How long a session waits for its client after the connection dropped, else 60 seconds.
    grace: Duration;
    /// Sessions that wait so, in all, else 10,000.
    parked: usize;
    /// Values that first pages leave for the sessions that follow, in all, else 1,024.
    reused: usize;
    /// Bytes that one uploaded file may have, whatever a view allows, else 64 MiB.
    upload_bytes: u64;
    /// Uploaded files at once that are on their way or not yet taken by their views, else 1,000. With `upload_bytes` it
    /// bounds what they take of the disk.
    uploads: usize;
    /// Age of a token, else two weeks.
    token_age: Duration;
    /// Silence after which a connection is closed, else 90 seconds.
    idle: Duration;
}
