//! Counting by valgrind's callgrind.

use crate::paths::PATHS;
use crate::record::{Count, RUSTC, Record};
use std::io;
use std::process::Command;
use std::thread;

/// Of 2 and of 12 times only what 10 times take is left.
const FEW: u32 = 2;
const MANY: u32 = 12;

pub(crate) fn count_all() -> io::Result<Record> {
    let counted = PATHS.iter().map(|path| {
        eprintln!("{path}");
        let (few, many) = thread::scope(|scope| {
            let few = scope.spawn(|| count(path, FEW));
            let many = count(path, MANY);
            (few.join().expect("it does not panic"), many)
        });
        // Updates are taken forth and back.
        let each = if path.matches('/').count() == 3 { 2 } else { 1 };
        let instructions = many?.saturating_sub(few?) / u64::from(MANY - FEW) / each;
        Ok(Count {
            path: (*path).to_owned(),
            instructions,
        })
    });
    Ok(Record {
        rustc: RUSTC.to_owned(),
        counts: counted.collect::<io::Result<_>>()?,
    })
}

/// The instructions of this program on that path.
fn count(path: &str, times: u32) -> io::Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args(["--path", path, "--times", &times.to_string()])
        .output()
        .map_err(|error| io::Error::other(format!("valgrind: {error}")))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let collected = collected(&said).filter(|_| output.status.success());
    collected.ok_or_else(|| io::Error::other(format!("valgrind failed:\n{said}")))
}

/// The number in `==123== Collected : 4567`.
fn collected(said: &str) -> Option<u64> {
    let (_, behind) = said.split_once("Collected :")?;
    behind.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_is_read() {
        assert_eq!(
            collected("==9== Events    : Ir\n==9== Collected : 4567\n==9==\n"),
            Some(4567)
        );
        assert_eq!(collected("==9== no such thing"), None);
    }
}
