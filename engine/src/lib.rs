//! slotwise: a template compiler and HTML diff engine. The server owns the state; templates are
//! split when compiled into statics and slots; only the slots that changed cross the wire.
//!
//! ```
//! use slotwise::{Dialect, HashKey, Mirror, Tracked, View, h};
//!
//! struct Page {
//!     title: Tracked<String>,
//!     names: Tracked<Vec<String>>,
//! }
//!
//! impl Page {
//!     fn render(&self) -> impl View {
//!         h! {
//!             <h1>{@title}</h1>
//!             <ul><li :for={name in @names} :key={name}>{name}</li></ul>
//!         }
//!     }
//! }
//!
//! let mut page = Page { title: "Friends".to_string().into(), names: vec!["Ada".to_string()].into() };
//! assert!(page.render().to_html().starts_with("<h1>Friends</h1>"));
//!
//! let mut mirror = Mirror::new(Dialect::Native, HashKey::new(7));
//! let mut patch = String::new();
//! mirror.patch(&page.render(), &mut patch); // the whole tree
//!
//! patch.clear();
//! page.names.push("Grace".to_string());
//! mirror.patch(&page.render(), &mut patch);
//! assert_eq!(patch, r#"[1,[1,["Grace"]]]"#);
//! ```
//!
//! The core takes no socket, no clock and no runtime; without the default feature `session` it is
//! `no_std` with `alloc`.

#![warn(missing_docs)]
#![cfg_attr(not(feature = "session"), no_std)]

extern crate alloc;
// So that what the macros expand to means the same in here.
extern crate self as slotwise;

mod compare;
mod component;
mod context;
mod diff;
mod each;
mod keys;
mod memo;
mod mirror;
mod render;
mod rows;
mod stamp;
mod template;
mod tracked;
mod value;
mod view;
mod wire;

pub use component::{Prop, Slot};
pub use context::Cx;
pub use diff::Patcher;
pub use each::Each;
pub use memo::HashKey;
pub use mirror::{Dialect, Mirror};
pub use slotwise_macros::{component, h};
pub use stamp::{Stamp, Stamped};
pub use template::{Context, SlotKind, Template};
pub use tracked::Tracked;
pub use value::{Attribute, Class, Condition, Dyn, Hole};
pub use view::{Frag, View};

/// What `h!` and `#[component]` expand to; not for writing by hand.
#[doc(hidden)]
pub mod __private {
    pub use crate::component::Given;
    pub use crate::stamp::{Probe, Untracked, item};
    pub use crate::value::{Displayed, Piece};
    pub use crate::view::frag;
    pub use core;

    #[doc(hidden)]
    pub mod alloc {
        pub use alloc::format;
    }
}
