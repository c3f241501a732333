//! Soundness of what the macro makes: random templates are written as Rust source, compiled, shown to clients
//! over random changes of a state, and judged.
//!
//! ```text
//! a seed ── generate ──> tree ── source ──> h! { .. } ── rustc ──> views ── judge ──> HTML ─┐
//!                        tree ── twin ────────────────────────────────────────────────> HTML ─┴─ equal
//! ```
//! `tests/soundness/run --help` says how it is run.

pub mod changes;
pub mod generate;
pub mod play;
pub mod random;
pub mod source;
pub mod state;
pub mod tree;
pub mod twin;
