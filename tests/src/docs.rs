//! The examples of the documents, as documentation tests.

#[doc = include_str!("../../docs/templates.md")]
pub mod templates {}

#[doc = include_str!("../../docs/sessions.md")]
pub mod sessions {}

#[doc = include_str!("../../docs/uploads.md")]
pub mod uploads {}

#[doc = include_str!("../../docs/testing.md")]
pub mod testing {}

#[doc = include_str!("../../docs/tracking.md")]
pub mod tracking {}

#[doc = include_str!("../../docs/from-heex.md")]
pub mod from_heex {}

#[doc = include_str!("../../docs/from-surface.md")]
pub mod from_surface {}

#[doc = include_str!("../../docs/forms.md")]
pub mod forms {}

#[doc = include_str!("../../docs/islands.md")]
pub mod islands {}
