//! Conformance corpora and properties of slotwise.
//!
//! ```text
//! a view ── to_html ─────────────────────────────> HTML ─┐
//! a view ── Mirror::patch ──> patches ── merge ──> HTML ─┴─ equal, in both dialects
//! ```
//! [`phoenix`] and [`native`] are the obvious readings of the two formats and judge the engine;
//! [`judge`] runs one view through both. [`corpus`], [`chat`], [`stream`] and [`generate`] are what is judged.
//!
//! ```text
//! a view of a hostile value ── html5ever ──> acts (nothing), difference (one text or one attribute)
//! a template with a hole    ── compile ────> refused
//! ```
//! [`acts`], [`difference`] and [`refused`] judge what values do; [`escape`], [`places`] with the values of
//! [`hostile`], [`templates`] of any text and [`probes`] are judged.
//!
//! [`watch`] judges what a patch evaluates.

pub mod acts;
pub mod attributes;
pub mod chat;
pub mod corpus;
pub mod difference;
#[cfg(doctest)]
pub mod docs;
pub mod escape;
pub mod generate;
pub mod hostile;
pub mod json;
pub mod judge;
pub mod node;
pub mod phoenix;
pub mod places;
pub mod probes;
pub mod refused;
pub mod stream;
pub mod style;
pub mod templates;
pub mod tree;
pub mod watch;

pub use slotwise_live_test::native;
