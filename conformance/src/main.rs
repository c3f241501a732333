//! `slotwise-conformance http://127.0.0.1:4000`: runs the checks on a server.

use std::process::ExitCode;

const USAGE: &str = "\
Checks a server of slotwise's live views from outside.

usage: slotwise-conformance [--only TEXT] ADDRESS

  ADDRESS      the server, as http://127.0.0.1:4000; what it has to serve is in the documentation of the
               crate slotwise-conformance, and `cargo run -p slotwise-axum --example conformance` serves it
  --only TEXT  only the checks whose name holds the text
  --help       this text

It prints a table, and ends with 1 if a check failed. The last check has the server end its connections.
";

struct Options {
    address: String,
    only: String,
}

/// Reads the command line; `None`: only the usage is wanted.
fn options(mut arguments: impl Iterator<Item = String>) -> Result<Option<Options>, String> {
    let (mut address, mut only) = (None, String::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--help" | "-h" => return Ok(None),
            "--only" => only = arguments.next().ok_or("`--only` needs a text")?,
            other if other.starts_with('-') => return Err(format!("unknown option `{other}`")),
            _ if address.is_none() => address = Some(argument),
            other => return Err(format!("one address is enough, found `{other}`")),
        }
    }
    let address = address.ok_or("the address of a server is missing")?;
    Ok(Some(Options { address, only }))
}

#[tokio::main]
async fn main() -> ExitCode {
    let options = match options(std::env::args().skip(1)) {
        Ok(Some(options)) => options,
        Ok(None) => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        Err(problem) => {
            eprint!("{problem}\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match slotwise_conformance::run_only(&options.address, &options.only).await {
        Ok(report) => {
            println!("{report}");
            if report.is_passed() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::from(2)
        }
    }
}
