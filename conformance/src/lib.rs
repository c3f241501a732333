//! Black-box checks for a server of live views: an adapter that passes them keeps what `docs/sessions.md` and
//! `docs/wire-native.md` promise to clients.
//!
//! An adapter's tests serve the view [`Probe`] and run the checks:
//!
//! | the server | |
//! |---|---|
//! | signs with | [`SECRET`] |
//! | serves [`Probe`] at | `/probe/{id}` |
//! | gives its views | an `Arc<`[`Control`]`>` |
//! | has the limits | [`limits`] |
//! | lets a client take one frame in | [`SEND_TIMEOUT`] |
//! | takes the address of a client from | the header `x-forwarded-for`, so that checks do not slow each other down |
//! | has its WebSocket at | `/live/websocket` |
//! | and, if it has one, its event stream at | `/live/stream` |
//!
//! ```no_run
//! # async fn run() -> Result<(), String> {
//! let report = slotwise_conformance::run("http://127.0.0.1:4000").await?;
//! println!("{report}");
//! assert!(report.is_passed());
//! # Ok(())
//! # }
//! ```
//! The command `slotwise-conformance http://127.0.0.1:4000` does the same. What is asked of the server is bounded: a
//! few thousand frames, and some megabytes for the one check that does not read.

#![warn(missing_docs)]

mod check;
mod checks;
mod client;
mod http;
mod random;
mod report;
mod site;
mod views;

pub use report::{Outcome, Report, Run};
pub use views::{Control, Probe, SECRET, SEND_TIMEOUT, limits};

/// Runs all checks on the server at an address such as `http://127.0.0.1:4000`.
///
/// # Errors
/// If that is no such address, or no server answers there.
pub async fn run(base: &str) -> Result<Report, String> {
    run_only(base, "").await
}

/// Runs the checks whose name holds a text.
///
/// # Errors
/// As [`run`].
pub async fn run_only(base: &str, name: &str) -> Result<Report, String> {
    report::run(base, name).await
}
