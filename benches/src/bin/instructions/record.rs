//! The recorded numbers: `benches/record/instructions.json`.

use serde_json::{Map, Value};
use std::io;
use std::path::PathBuf;

/// One path.
pub(crate) struct Count {
    pub(crate) path: String,
    pub(crate) instructions: u64,
}

pub(crate) type Record = Vec<Count>;

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("record/instructions.json")
}

pub(crate) fn json(counted: &Record) -> String {
    let pairs = counted
        .iter()
        .map(|count| (count.path.clone(), count.instructions.into()));
    format!("{:#}", Value::Object(pairs.collect::<Map<_, _>>()))
}

pub(crate) fn write(counted: &Record) -> io::Result<()> {
    let file = file();
    std::fs::create_dir_all(file.parent().expect("it is in a folder"))?;
    std::fs::write(file, json(counted) + "\n")
}

pub(crate) fn read() -> io::Result<Record> {
    let text = std::fs::read_to_string(file())?;
    let pairs: Map<String, Value> = serde_json::from_str(&text)?;
    let counts = pairs.into_iter().map(|(path, count)| {
        let instructions = count
            .as_u64()
            .ok_or(io::Error::other("a count is no number"))?;
        Ok(Count { path, instructions })
    });
    counts.collect()
}

fn recorded(path: &str, record: &Record) -> Option<u64> {
    let count = record.iter().find(|count| count.path == path)?;
    Some(count.instructions)
}

/// Paths that take more than 3 % above their record, or have none.
pub(crate) fn slower<'a>(counted: &'a Record, record: &Record) -> Vec<&'a str> {
    let slower = counted
        .iter()
        .filter(|count| match recorded(&count.path, record) {
            Some(before) => count.instructions * 100 > before * 103,
            None => true,
        });
    slower.map(|count| count.path.as_str()).collect()
}

pub(crate) fn table(counted: &Record, record: &Record) -> String {
    let mut out = String::from("| path | instructions | of the record |\n|---|---:|---:|\n");
    for Count { path, instructions } in counted {
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
        counts.iter().map(count).collect()
    }

    #[test]
    fn three_percent_are_let_pass() {
        let before = record(&[("a", 1000), ("b", 1000), ("c", 1000)]);
        let now = record(&[("a", 1030), ("b", 1031), ("c", 500), ("new", 1)]);
        assert_eq!(slower(&now, &before), ["b", "new"]);
    }
}
