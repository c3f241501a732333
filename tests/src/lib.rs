//! Conformance corpora and properties of slotwise.
//!
//! ```text
//! a view ── to_html ─────────────────────────────> HTML ─┐
//! a view ── Mirror::patch ──> patches ── merge ──> HTML ─┴─ equal, in both dialects
//! ```
//! [`phoenix`] and [`native`] are the obvious readings of the two formats and judge the engine;
//! [`judge`] runs one view through both. [`corpus`], [`chat`] and [`generate`] are what is judged.

pub mod attributes;
pub mod chat;
pub mod corpus;
#[cfg(doctest)]
pub mod docs;
pub mod generate;
pub mod json;
pub mod judge;
pub mod native;
pub mod node;
pub mod phoenix;
pub mod tree;
