//! How time and bytes of updates grow with the rows of a table and with the slots of a page.
//!
//! ```text
//! rows::series, slots::series ──> Series { name, points: (size, microseconds, bytes) }
//! fit::exponent ──> y ~ size^exponent       report ──> tables      plot ──> SVG
//! ```

mod fit;
mod measure;
mod plot;
mod report;
mod slots;

use clap::Parser;
use std::path::PathBuf;
use std::process::ExitCode;

/// Measures how updates grow: of a table with 10 to 1,000,000 rows, and of a page with 10 to 10,000 slots.
///
/// Times are the least of some, in microseconds, and of what the thread had of the processor where they are long; bytes are those of the patch in the native dialect. The
/// exponent e of a line says that it grows as size^e, fitted to the logarithms of all its points but the first.
#[derive(Parser)]
#[command(name = "growth")]
struct Options {
    /// The most rows; sizes are powers of ten
    #[arg(long, default_value_t = 1_000_000)]
    rows: u32,
    /// Write a plot to this file
    #[arg(long)]
    svg: Option<PathBuf>,
    /// Print JSON instead of tables
    #[arg(long)]
    json: bool,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let charts = [measure::rows(options.rows), measure::slots()];
    match options.json {
        true => println!("{}", report::json(&charts)),
        false => print!("{}", report::tables(&charts)),
    }
    let Some(path) = options.svg else {
        return ExitCode::SUCCESS;
    };
    if let Err(problem) = std::fs::write(&path, plot::svg(&charts)) {
        eprintln!("{}: {problem}", path.display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
