//! The table, for people and for machines.

use crate::measure::{Resident, Size};
use serde_json::{Value, json};

/// The most that one chat's mirror is to take.
const GOAL: usize = 4_600;

pub(crate) fn json(sizes: &[Size], resident: &Resident) -> String {
    let sizes = sizes.iter().map(|size| {
        json!({
            "workload": size.workload,
            "when": size.when,
            "bytes": size.bytes,
            "slack": size.slack,
            "bytes_per_row": size.per_row,
            "goal": size.goal,
        })
    });
    let value = json!({
        "mirrors": sizes.collect::<Value>(),
        "resident": { "mirrors": resident.mirrors, "bytes": resident.bytes, "bytes_per_mirror": each(resident) },
    });
    format!("{value:#}")
}

pub(crate) fn table(sizes: &[Size], resident: &Resident) -> String {
    let mut out = String::from(
        "| mirror of           |     bytes | slack % | a row | goal    | met |\n\
         |---------------------|----------:|--------:|------:|--------:|-----|\n",
    );
    for size in sizes {
        let name = format!("{}, {}", size.workload, size.when);
        let slack = size.slack as f64 / size.bytes as f64 * 100.0;
        let per_row = size
            .per_row
            .map_or("-".to_owned(), |bytes| format!("{bytes:.1}"));
        let goal = size.goal.map_or("-".to_owned(), |goal| goal.to_string());
        let met = size.goal.map_or("", |goal| met(size.bytes, goal));
        out += &format!(
            "| {name:19} | {:9} | {slack:7.1} | {per_row:>5} | {goal:>7} | {met:3} |\n",
            size.bytes
        );
    }
    let name = format!("{} chats, each", resident.mirrors);
    let each = each(resident);
    out += &format!(
        "| {name:19} | {each:9} |         |       | {GOAL:7} | {:3} |\n",
        met(each, GOAL)
    );
    out + "\nThe last line is resident memory.\n"
}

fn each(resident: &Resident) -> usize {
    resident.bytes / resident.mirrors.max(1)
}

fn met(bytes: usize, goal: usize) -> &'static str {
    if bytes <= goal { "yes" } else { "no" }
}
