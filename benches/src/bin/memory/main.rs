//! What mirrors take, as they count themselves and as resident memory of this process.

mod measure;
mod report;

use clap::Parser;
use std::process::ExitCode;

/// Measures the memory of mirrors: of one chat and one table, for each of their rows, and of many chats in
/// one process.
///
/// `bytes` is what a mirror with all that it owns takes, capacity that is not used included; `slack` is how
/// much of that is not used. Resident memory is read from /proc/self/status, so Linux is needed.
#[derive(Parser)]
#[command(name = "memory")]
struct Options {
    /// How many mirrors of the chat are held at one time
    #[arg(long, default_value_t = 100_000)]
    mirrors: usize,
    /// Print JSON instead of a table
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let sizes = measure::sizes();
    match measure::resident(options.mirrors) {
        Ok(resident) if options.json => println!("{}", report::json(&sizes, &resident)),
        Ok(resident) => print!("{}", report::table(&sizes, &resident)),
        Err(problem) => {
            eprintln!("resident memory is not known: {problem}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
