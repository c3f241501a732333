//! The table, for people and for machines.

use crate::measure::Row;
use serde_json::{Value, json};

pub(crate) fn json(rows: &[Row]) -> String {
    let objects = rows.iter().flat_map(|row| {
        let dialects = [("phoenix", row.phoenix), ("native", row.native)];
        dialects.into_iter().filter_map(|(dialect, bytes)| {
            let (workload, operation) = (row.workload, &row.operation);
            Some(json!({ "workload": workload, "operation": operation, "dialect": dialect, "bytes": bytes? }))
        })
    });
    format!("{:#}", objects.collect::<Value>())
}

pub(crate) fn table(rows: &[Row]) -> String {
    let mut out = String::from(
        "| workload    | operation                | LiveView |  needs | phoenix | native |  goal | met |\n\
         |-------------|--------------------------|---------:|-------:|--------:|-------:|------:|-----|\n",
    );
    for row in rows {
        let number = |number: Option<usize>| number.map_or("-".to_owned(), |n| n.to_string());
        out += &format!(
            "| {:11} | {:24} | {:>8} | {:>6} | {:>7} | {:>6} | {:>5} | {:3} |\n",
            row.workload,
            row.operation,
            number(row.liveview),
            number(row.needs),
            number(row.phoenix),
            number(row.native),
            number(row.goal),
            met(row),
        );
    }
    out
}

fn met(row: &Row) -> &'static str {
    match (row.native, row.goal) {
        (Some(native), Some(goal)) if native <= goal => "yes",
        (Some(_), Some(_)) => "no",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn bytes_are_as_documented() {
        let table = super::table(&crate::measure::rows());
        slotwise_benches::documented::check("bytes", &table);
    }
}
