//! Instructions of the hot paths, counted by valgrind: the same on a busy machine as on an idle one.
//!
//! ```text
//! instructions                          this program, which calls valgrind on itself for each path
//! instructions --path P --times N       the path, N times
//! (count for 12 times - count for 2) / 10     one time, without what happens once
//! ```

mod paths;
mod record;
mod valgrind;

use clap::Parser;
use std::process::ExitCode;

/// Counts the instructions of the hot paths under valgrind and compares them with the recorded numbers.
///
/// Fails if a path takes more than 3 % above its record; if that was taken with another compiler, nothing is
/// compared. Needs valgrind.
#[derive(Parser)]
#[command(name = "instructions")]
struct Options {
    /// Write the numbers to benches/record/instructions.json instead of comparing
    #[arg(long)]
    update: bool,
    /// Print the numbers as JSON instead of a table
    #[arg(long)]
    json: bool,
    /// Only take this path, without counting
    #[arg(long, requires = "times")]
    path: Option<String>,
    /// How often to take it
    #[arg(long)]
    times: Option<u32>,
}

fn main() -> ExitCode {
    let options = Options::parse();
    if let (Some(path), Some(times)) = (&options.path, options.times) {
        return match paths::take(path, times) {
            true => ExitCode::SUCCESS,
            false => failed(&format!("there is no path `{path}`")),
        };
    }
    let counted = match valgrind::count_all() {
        Ok(counted) => counted,
        Err(problem) => return failed(&problem.to_string()),
    };
    if options.update {
        return match record::write(&counted) {
            Ok(()) => ExitCode::SUCCESS,
            Err(problem) => failed(&problem.to_string()),
        };
    }
    let recorded = match record::read() {
        Ok(recorded) => recorded,
        Err(problem) => return failed(&format!("{problem}; `--update` writes the record")),
    };
    match options.json {
        true => println!("{}", record::json(&counted)),
        false => print!("{}", record::table(&counted, &recorded)),
    }
    if counted.rustc != recorded.rustc {
        eprintln!(
            "not compared: this is {}, the record was taken with {}",
            counted.rustc, recorded.rustc
        );
        return ExitCode::SUCCESS;
    }
    let slower = record::slower(&counted, &recorded);
    match slower.is_empty() {
        true => ExitCode::SUCCESS,
        false => failed(&format!(
            "more than 3 % above the record: {}",
            slower.join(", ")
        )),
    }
}

fn failed(problem: &str) -> ExitCode {
    eprintln!("{problem}");
    ExitCode::FAILURE
}
