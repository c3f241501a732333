//! Live sessions: a view on the server, a page in the browser, frames between them.
//!
//! Nothing in here owns a socket, a clock, a task or a source of randomness. An *adapter* (such as
//! `slotwise-axum`) feeds bytes, times and random bytes in and carries frames out:
//!
//! ```text
//! GET /chat     Endpoint::first_page(name, request, now) -> FirstPage     a view for the layout
//! WebSocket     Connection::new(endpoint, key, mailbox, now)
//!   text frame    connection.handle(Input::Frame(text), now)
//!   Sender::send  mailbox.deliver(message) .. connection.handle(Input::Info(message), now)
//!   timer         connection.poll_timeout() .. connection.handle(Input::Timeout, now)
//!   while writable: connection.poll() -> Output::Send(text) | Output::Close
//! ```
//! `now` is always the time since the Unix epoch, by a clock that never goes back: timers are
//! measured with it and tokens are dated with it.

mod components;
mod connection;
mod endpoint;
mod event;
mod frame;
mod live;
mod params;
mod running;
mod sender;
mod token;

pub use components::ComponentCx;
pub use connection::{Connection, Input, Output};
pub use endpoint::{Endpoint, FirstPage, Limits, PageRequest};
pub use event::Event;
pub use live::{Live, LiveView};
pub use params::{Params, SessionMap};
pub use sender::{Mailbox, Message, Sender};
pub use token::{Secret, SecretTooShort, Token, TokenError};
