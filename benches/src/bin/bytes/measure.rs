//! Counts.

use slotwise::{Components, Dialect, HashKey, Mirror, Patcher};
use slotwise_benches::article::Article;
use slotwise_benches::client::Client;
use slotwise_benches::goals::Bytes;
use slotwise_benches::reconnect::reconnect;
use slotwise_benches::updates;
use slotwise_benches::workload::{Case, Data, Side, cases};
use slotwise_tests::corpus::{ported, recorded};

/// What one update takes.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) workload: &'static str,
    pub(crate) operation: String,
    pub(crate) phoenix: Option<usize>,
    pub(crate) native: Option<usize>,
    pub(crate) liveview: Option<usize>,
    pub(crate) needs: Option<usize>,
    pub(crate) goal: Option<usize>,
}

impl Row {
    fn new(
        workload: &'static str,
        operation: &str,
        phoenix: impl Into<Option<usize>>,
        native: usize,
    ) -> Row {
        let known = Bytes::of(workload, operation);
        Row {
            workload,
            operation: operation.to_owned(),
            phoenix: phoenix.into(),
            native: Some(native),
            liveview: known.map(|known| known.liveview),
            needs: known.and_then(|known| known.needs),
            goal: known.and_then(|known| known.native),
        }
    }
}

pub(crate) fn rows() -> Vec<Row> {
    let updates = || {
        updates()
            .into_iter()
            .filter(|case| case.data == Data::Tracked)
    };
    let mut rows: Vec<Row> = updates().flat_map(|case| update(&case)).collect();
    let unchanged = updates().filter(|case| case.operation == "no_change");
    rows.extend(unchanged.flat_map(|case| joins(&case)));
    rows.extend(cases::<Article>(Data::Tracked).iter().flat_map(update));
    rows.push(corpus());
    rows
}

/// The native dialect with its shapes known, and if they were not, also with them.
fn update(case: &Case) -> Vec<Row> {
    let first = |dialect| Client::joined(dialect, case).go(case, Side::After).len();
    let mut client = Client::joined(Dialect::Native, case);
    client.go(case, Side::After);
    client.go(case, Side::Before);
    let known = client.go(case, Side::After).len();
    let row = Row::new(
        case.workload,
        case.operation,
        first(Dialect::Phoenix),
        known,
    );
    let first = first(Dialect::Native);
    let with_shapes = Row {
        operation: format!("{}, first time", case.operation),
        phoenix: None,
        native: Some(first),
        goal: None,
        ..row.clone()
    };
    match first == known {
        true => vec![row],
        false => vec![row, with_shapes],
    }
}

/// Who was served the page is sent its outline; shapes are a file of their own. Whoever was not, or comes again
/// after the server has forgotten it, is sent the whole tree; who comes in time, the payload of a reply.
fn joins(case: &Case) -> [Row; 3] {
    let whole = |dialect| Client::new(dialect).go(case, Side::Before).len();
    let (phoenix, native) = (whole(Dialect::Phoenix), whole(Dialect::Native));
    let (_, outline) = Client::served(case);
    let row = |operation, native| Row::new(case.workload, operation, phoenix, native);
    [
        row("join", outline.len()),
        row("join, not served", native),
        row("reconnect", reconnect(case.workload).len()),
    ]
}

/// The updates of all ported cases, with LiveView's bytes for the same.
fn corpus() -> Row {
    let (mut ours, mut theirs) = ([0; 2], 0);
    for recorded in recorded() {
        let Some(case) = ported().find(|case| case.name == recorded.name) else {
            continue;
        };
        theirs += recorded.diff_bytes[1..].iter().sum::<usize>();
        for (dialect, ours) in [Dialect::Phoenix, Dialect::Native]
            .into_iter()
            .zip(&mut ours)
        {
            let (mut mirror, mut patcher) = (Mirror::new(dialect, HashKey::new(1)), Patcher::new());
            let (mut state, mut patch) = (0, String::new());
            let mut components = Components::new();
            (case.run)(&recorded, &mut |view, _, act| {
                patch.clear();
                act(&mut components);
                let changed = components.patch(&mut patcher, &mut mirror, view, &mut patch);
                // LiveView sends an empty object where nothing changed.
                let empty = if dialect == Dialect::Phoenix {
                    "{}".len()
                } else {
                    0
                };
                let bytes = if changed { patch.len() } else { empty };
                *ours += if state > 0 { bytes } else { 0 };
                state += 1;
            });
        }
    }
    let [phoenix, native] = ours;
    Row {
        liveview: Some(theirs),
        needs: None,
        ..Row::new("corpus", "updates", phoenix, native)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_data_takes_the_same_bytes() {
        for dialect in [Dialect::Phoenix, Dialect::Native] {
            let patches = |data: Data| -> Vec<_> {
                let cases = updates().into_iter().filter(move |case| case.data == data);
                let patch = |case: Case| {
                    Client::joined(dialect, &case)
                        .go(&case, Side::After)
                        .to_owned()
                };
                cases.map(patch).collect()
            };
            assert_eq!(patches(Data::Plain), patches(Data::Tracked));
        }
    }

    #[test]
    fn nothing_is_sent_where_nothing_changed() {
        for row in rows() {
            let nothing = row.operation.starts_with("no_change");
            assert_eq!(
                row.native == Some(0),
                nothing,
                "{} {}",
                row.workload,
                row.operation
            );
        }
    }
}
