//! Other engines on the workloads of the benchmarks, ours beside them.
//!
//! ```text
//! render    template engines: data ──> HTML
//! updates   engines that keep a page up to date: two states ──> what goes over the wire
//! turns     all take turns, and the least time of each counts
//! ```
//! A workspace of its own, so that nobody builds them who does not compare. That all write the same is checked
//! before anything is timed.

pub mod render;
pub mod turns;
pub mod updates;
