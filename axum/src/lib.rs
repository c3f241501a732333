//! Serves slotwise's live views with axum.
//!
//! ```no_run
//! use slotwise::{Event, Live, LiveView, Tracked, View, h};
//! use slotwise_axum::App;
//!
//! struct Counter { count: Tracked<i64> }
//!
//! #[derive(Event)]
//! enum CounterEvent { Up }
//!
//! impl LiveView for Counter {
//!     type Event = CounterEvent;
//!     type Info = ();
//!     fn mount(_: &mut Live<Self>) -> Self { Counter { count: 0.into() } }
//!     fn handle_event(&mut self, _: CounterEvent, _: &mut Live<Self>) { *self.count += 1; }
//!     fn render(&self) -> impl View { h! { <button phx-click="up">{@count}</button> } }
//! }
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn std::error::Error>> {
//!     let secret = slotwise_axum::secret_from_env_or_file(".slotwise-secret")?;
//!     let router = App::new(secret).title("Counter").view::<Counter>("/").into_router();
//!     let listener = tokio::net::TcpListener::bind("127.0.0.1:4000").await?;
//!     // With the address of each client, by which joins are limited.
//!     let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
//!     Ok(axum::serve(listener, service).await?)
//! }
//! ```
//!
//! It is a crate beside the engine and not a feature of it: the engine's manifest stays free of
//! crates that do I/O, and what is here uses the engine's public API only, so an adapter for another
//! server can do all that this one does. What it adds to the state machines of
//! [`slotwise::session`] is what they leave out: sockets, clocks, random bytes, cookies, headers.

#![warn(missing_docs)]

mod admission;
mod app;
mod asset;
mod client;
mod clock;
mod cookie;
mod driver;
mod headers;
mod layout;
mod limits;
mod observe;
mod page;
mod policy;
mod secret;
mod shutdown;
mod socket;
mod stream;
mod upload;

pub use app::App;
pub use asset::{Asset, Script};
pub use layout::{DefaultLayout, Layout, Page, live_title, page_head};
pub use page::page;
pub use secret::{SecretError, secret_from_env_or_file};
pub use shutdown::Shutdown;
