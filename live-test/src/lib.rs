//! Drives live views in tests, without a browser and without a socket.
//!
//! ```
//! use slotwise::session::{Endpoint, Event, Live, LiveView, Secret};
//! use slotwise::{Tracked, View, h};
//! use slotwise_live_test::LiveTest;
//!
//! struct Counter { count: Tracked<i64> }
//!
//! #[derive(Event)]
//! enum CounterEvent { Up, Add { by: i64 } }
//!
//! impl LiveView for Counter {
//!     type Event = CounterEvent;
//!     type Info = ();
//!     fn mount(_: &mut Live<Self>) -> Self { Counter { count: 0.into() } }
//!     fn handle_event(&mut self, event: CounterEvent, _: &mut Live<Self>) {
//!         match event {
//!             CounterEvent::Up => *self.count += 1,
//!             CounterEvent::Add { by } => *self.count += by,
//!         }
//!     }
//!     fn render(&self) -> impl View {
//!         h! {
//!             <button phx-click="up">{@count}</button>
//!             <form id="add" phx-submit="add"><input name="by" value="1"></form>
//!         }
//!     }
//! }
//!
//! let endpoint = Endpoint::new(Secret::new(&[7; 32]).unwrap()).with_view::<Counter>("/");
//! let mut page = LiveTest::new(endpoint).get("/").connect();
//! page.element("button").click();
//! assert_eq!(page.last_patch(), Some("[0,1]"));
//! page.form("#add").change([("by", "41")]).submit();
//! assert_eq!(page.element("button").text(), "42");
//! page.assert_events_known();
//! ```
//!
//! A page is a real [`Connection`](slotwise::session::Connection): frames go in as a client writes them, patches
//! come out in the native dialect, and the page shows what [`native`] makes of these. What a user does is looked
//! up in the HTML that is shown, as the client does it.
//!
//! ```text
//! get(uri)          Endpoint::first_page, as often as it redirects     LiveTest
//! connect()         phx_join                                           Page, client.rs
//! element().click() the binding's event, with the values of the HTML   element.rs, binding.rs
//! form().change()   the fields of the HTML, and what was typed         form.rs, controls.rs
//! file_input()      what is said of files, and their bytes             upload.rs
//! ```
//! What cannot be done (no such element, a field that is not there, an event that the view refuses) panics, at the
//! line of the test, and says what there is.

#![warn(missing_docs)]

pub mod batch;
mod binding;
mod client;
mod controls;
mod dom;
mod element;
mod executor;
mod form;
mod known;
mod live_test;
pub mod native;
mod near;
mod page;
mod upload;

pub use controls::FieldValue;
pub use element::Element;
pub use form::Form;
pub use known::UnknownEvent;
pub use live_test::LiveTest;
pub use page::Page;
pub use upload::{ChosenFile, FileInput};
