//! Facts of the HTML standard that compile-time checks and run-time escaping share.
//!
//! Takes names and text, gives answers out of tables. It knows nothing of templates, slots or
//! Rust code. Sections of the standard (<https://html.spec.whatwg.org>) are named at each table.
//!
//! ```
//! let mut out = String::new();
//! slotwise_html::escape_text("a < b", &mut out);
//! assert_eq!(out, "a &lt; b");
//! assert!(slotwise_html::elements::is_void("br"));
//! ```

#![warn(missing_docs)]
#![no_std]

extern crate alloc;

pub mod attributes;
pub mod content;
pub mod display;
pub mod elements;
pub mod escape;
pub mod names;
pub mod rules;
pub mod style;
pub mod url;

pub use elements::Namespace;
pub use escape::{escape_attribute, escape_text};
