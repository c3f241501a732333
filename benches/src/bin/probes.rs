//! How many of fifteen hostile values get out of their place.

use slotwise_tests::probes::PROBES;
use std::process::ExitCode;

const USAGE: &str = "\
Tries fifteen ways in which a value gets out of its place in a page, and tells what becomes of each: one line a
probe, with what was attempted. Exits with 1 if any value does something.

usage: probes

options:
  --help  this text

What must not compile goes to the compiler; what compiles is shown as a first page and by patches in both
dialects, and judged by what html5ever reads.
";

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        None => {}
        Some("--help" | "-h") => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Some(other) => {
            eprintln!("unknown option `{other}`\n\n{USAGE}");
            return ExitCode::from(2);
        }
    }
    let reports = PROBES.map(|probe| probe.run());
    for report in &reports {
        println!("{report}");
    }
    let count = reports.iter().filter(|report| report.is_unsafe()).count();
    println!("{count} of {} unsafe", reports.len());
    ExitCode::from(u8::from(count > 0))
}
