//! The recorded numbers: `benches/record/instructions.json`, and the compiler whose code took them.
//!
//! ```text
//! { "rustc": "rustc 1.95.0 (..)", "instructions": { "teams": 993, .. } }
//! ```

use serde_json::{Map, Value, json};
use std::io;
use std::path::PathBuf;

/// One path.
pub(crate) struct Count {
    pub(crate) path: String,
    pub(crate) instructions: u64,
}

/// All paths.
pub(crate) struct Record {
    /// What `rustc --version` says. Another compiler makes other code.
    pub(crate) rustc: String,
    pub(crate) counts: Vec<Count>,
}

/// The compiler of this program.
pub(crate) const RUSTC: &str = env!("RUSTC_VERSION");

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("record/instructions.json")
}

pub(crate) fn json(counted: &Record) -> String {
    let counts = counted.counts.iter();
    let pairs = counts.map(|count| (count.path.clone(), count.instructions.into()));
    let instructions = Value::Object(pairs.collect::<Map<_, _>>());
    format!(
        "{:#}",
        json!({ "rustc": counted.rustc, "instructions": instructions })
    )
}

pub(crate) fn write(counted: &Record) -> io::Result<()> {
    let file = file();
    std::fs::create_dir_all(file.parent().expect("it is in a folder"))?;
    std::fs::write(file, json(counted) + "\n")
}

pub(crate) fn read() -> io::Result<Record> {
    let record = serde_json::from_str(&std::fs::read_to_string(file())?)?;
    parsed(&record).ok_or(io::Error::other("the record is not what was written"))
}

fn parsed(record: &Value) -> Option<Record> {
    let counts = record["instructions"].as_object()?.iter();
    let counts = counts.map(|(path, count)| {
        Some(Count {
            path: path.clone(),
            instructions: count.as_u64()?,
        })
    });
    Some(Record {
        rustc: record["rustc"].as_str()?.to_owned(),
        counts: counts.collect::<Option<_>>()?,
    })
}

fn recorded(path: &str, record: &Record) -> Option<u64> {
    let count = record.counts.iter().find(|count| count.path == path)?;
    Some(count.instructions)
}

/// Paths that take more than 3 % above their record, or have none.
pub(crate) fn slower<'a>(counted: &'a Record, record: &Record) -> Vec<&'a str> {
    let slower = counted
        .counts
        .iter()
        .filter(|count| match recorded(&count.path, record) {
            Some(before) => count.instructions * 100 > before * 103,
            None => true,
        });
    slower.map(|count| count.path.as_str()).collect()
}

pub(crate) fn table(counted: &Record, record: &Record) -> String {
    let mut out = String::from("| path | instructions | of the record |\n|---|---:|---:|\n");
    for Count { path, instructions } in &counted.counts {
        let of_record = recorded(path, record).map_or("-".to_owned(), |before| {
            format!("{:.3}", *instructions as f64 / before.max(1) as f64)
        });
        out += &format!("| {path} | {instructions} | {of_record} |\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(counts: &[(&str, u64)]) -> Record {
        let count = |(path, instructions): &(&str, u64)| Count {
            path: path.to_string(),
            instructions: *instructions,
        };
        Record {
            rustc: "rustc 1.0.0".to_owned(),
            counts: counts.iter().map(count).collect(),
        }
    }

    #[test]
    fn three_percent_are_let_pass() {
        let before = record(&[("a", 1000), ("b", 1000), ("c", 1000)]);
        let now = record(&[("a", 1030), ("b", 1031), ("c", 500), ("new", 1)]);
        assert_eq!(slower(&now, &before), ["b", "new"]);
    }

    #[test]
    fn what_is_written_is_read() {
        let record = record(&[("a", 1000), ("b", 7)]);
        let written = serde_json::from_str(&json(&record)).expect("it is JSON");
        let read = parsed(&written).expect("it is a record");
        assert_eq!(json(&read), json(&record));
        assert!(
            parsed(&json!({ "rustc": "rustc 1.0.0", "instructions": { "a": "many" } })).is_none()
        );
    }

    #[test]
    fn the_record_is_of_all_paths() {
        let recorded = read().expect("there is a record");
        let mut paths: Vec<_> = recorded
            .counts
            .iter()
            .map(|count| count.path.as_str())
            .collect();
        let mut known = crate::paths::PATHS.to_vec();
        paths.sort_unstable();
        known.sort_unstable();
        assert_eq!(paths, known);
    }
}
