//! The examples of the documents, as documentation tests.

#[doc = include_str!("../../docs/templates.md")]
pub mod templates {}

#[doc = include_str!("../../docs/tracking.md")]
pub mod tracking {}
