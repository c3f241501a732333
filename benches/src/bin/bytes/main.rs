//! The bytes of every update, beside LiveView's and the goals: the patch alone, without a frame.
//!
//! ```text
//! updates() ──┐
//! join ───────┼── measure::rows ──> Row { workload, operation, dialect, bytes } ── report ──> a table
//! corpus ─────┘
//! ```

mod measure;
mod report;

use clap::Parser;

/// Counts the bytes of every update of the workloads in both dialects, of joins, and of the updates of the
/// conformance corpus.
///
/// Only the patch is counted, not the frame around it. The shapes of templates are known in the native
/// dialect; where a first patch brings one, there is a row `first time` with it. `join` is what a client is sent
/// that was served the page as HTML: its outline; the shapes are a file that it keeps. `join, not served` is the
/// whole tree with its shapes. `reconnect` is the whole payload for a client that comes back in time and lacks nothing. LiveView's
/// figures are of 1.2.10; `needs` is what its format needs when nothing is sent that the client knows.
/// For `corpus` only the ported cases are counted, LiveView's bytes too.
#[derive(Parser)]
#[command(name = "bytes")]
struct Options {
    /// Print an array of {"workload", "operation", "dialect", "bytes"} instead of a table
    #[arg(long)]
    json: bool,
}

fn main() {
    let options = Options::parse();
    let rows = measure::rows();
    match options.json {
        true => println!("{}", report::json(&rows)),
        false => print!("{}", report::table(&rows)),
    }
}
