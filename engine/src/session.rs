//! Live sessions: a view on the server, a page in the browser, frames between them.
//!
//! Nothing in here owns a socket, a clock, a task or a source of randomness. An *adapter* (such as
//! `slotwise-axum`) feeds bytes, times and random bytes in and carries frames out:
//!
//! ```text
//! GET /chat     Endpoint::first_page(name, request, now) -> FirstPage     a view for the layout
//! WebSocket     Endpoint::admit(peer), then Connection::new(endpoint, key, mailbox, now).with_peer(peer)
//!   text frame    connection.handle(Input::Frame(text), now)
//!   binary frame  connection.handle(Input::Bytes(bytes), now)
//!   Sender::send  mailbox.deliver(message) .. connection.handle(Input::Info(message), now)
//!   timer         connection.poll_timeout() .. connection.handle(Input::Timeout, now)
//!   while writable: connection.poll() -> Output::Send(text) | Output::Spawn(task) | Output::Close
//!   task.await    in a task of its own .. connection.handle(Input::Async(outcome), now)
//! ```
//! `now` is always the time since the Unix epoch, by a clock that never goes back: timers are
//! measured with it and tokens are dated with it.

mod broker;
mod checksum;
mod components;
mod connection;
mod counters;
mod delivery;
mod endpoint;
mod event;
mod flash;
mod frame;
mod group;
mod hooks;
mod limits;
mod live;
mod live_session;
mod lookup;
mod member;
mod navigation;
mod observe;
mod params;
mod park;
mod peers;
mod rate;
mod reuse;
mod running;
mod sender;
mod shapes;
mod socket;
mod tasks;
mod token;
mod upload;

pub use broker::{Broker, Heard, LocalBroker, Subscriber, Subscription};
pub use components::ComponentCx;
pub use connection::{Connection, Input, Output};
pub use counters::Counts;
pub use endpoint::{Endpoint, FirstPage, NoPage, PageRequest};
pub use event::{Event, EventError, EventField, EventPayload, RawEvent};
pub use flash::Flash;
pub use group::SharedView;
pub use limits::{CloseReason, Limits, Reason};
pub use live::{Live, LiveView};
pub use live_session::LiveSession;
pub use lookup::Events;
pub use params::{Params, SessionMap};
pub use peers::{Admission, Peer};
pub use sender::{Mailbox, Message, Sender};
pub use slotwise_macros::Event;
pub use socket::Socket;
pub use tasks::{AsyncError, AsyncResult, Outcome, Task, async_result};
pub use token::{Secret, SecretTooShort, Token, TokenError};
pub use upload::{
    Appended, MemoryStore, Upload, UploadEntry, UploadError, UploadFile, UploadOptions,
    UploadStore, Uploaded, live_file_input, live_img_preview,
};
