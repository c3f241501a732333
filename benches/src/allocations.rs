//! What updates allocate once all scratch has grown: a table in docs/performance.md, by operation.

use crate::client::Client;
use crate::updates;
use crate::workload::{Case, Data, Side};
use slotwise::Dialect;

const HEAD: &str = "\
| workload | operation | tracked, phoenix | tracked, native | plain, phoenix | plain, native |
|---|---|---:|---:|---:|---:|
";

/// How often an update takes memory from the allocator, after a few of them to and fro.
fn allocations(case: &Case, dialect: Dialect) -> u64 {
    let mut client = Client::joined(dialect, case);
    for _ in 0..3 {
        client.go(case, Side::After);
        client.go(case, Side::Before);
    }
    let counted = allocation_counter::measure(|| {
        client.go(case, Side::After);
    });
    counted.count_total
}

/// What is known to be taken: the texts that expressions of the page itself make, its `row_id` for each row and its
/// `join` of who types.
///
/// In the native dialect a new row without a key is visited twice: for what it shows, then to be sent.
fn known(workload: &str, operation: &str, dialect: Dialect) -> u64 {
    match (workload, operation) {
        ("table_slots", "prepend") => 1_001 + u64::from(dialect == Dialect::Native),
        ("table_slots", "delete") => 999,
        ("table_slots", _) => 1_000,
        ("chat", "typing_on" | "typing_change") => 1,
        _ => 0,
    }
}

fn row(tracked: &Case, plain: &Case) -> String {
    let (workload, operation) = (tracked.workload, tracked.operation);
    let counts = [tracked, plain].map(|case| {
        [Dialect::Phoenix, Dialect::Native].map(|dialect| {
            let count = allocations(case, dialect);
            assert_eq!(
                count,
                known(workload, operation, dialect),
                "{workload}, {operation}: the engine takes more"
            );
            count
        })
    });
    let [[a, b], [c, d]] = counts;
    format!("| {workload} | {operation} | {a} | {b} | {c} | {d} |\n")
}

#[test]
fn allocations_are_as_documented() {
    let (tracked, plain): (Vec<_>, Vec<_>) = updates()
        .into_iter()
        .partition(|case| case.data == Data::Tracked);
    let rows = tracked
        .iter()
        .zip(&plain)
        .map(|(tracked, plain)| row(tracked, plain));
    let table: String = std::iter::once(HEAD.to_owned()).chain(rows).collect();
    crate::documented::check("allocations", &table);
}
