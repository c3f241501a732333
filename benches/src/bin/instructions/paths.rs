//! The paths by name, and taking one.

use slotwise::{Dialect, View};
use slotwise_benches::client::Client;
use slotwise_benches::table::Touched;
use slotwise_benches::workload::{Case, Data, Side};
use slotwise_benches::{big_table, teams, update};
use slotwise_html::{escape_attribute, escape_text};
use std::hint::black_box;

/// `workload/operation/data/dialect`, or one of those without an update.
pub(crate) const PATHS: &[&str] = &[
    "table/first_html",
    "table/first_html/by hand",
    "table/change_1_cell/tracked/native",
    "table/change_1_cell/tracked/phoenix",
    "table/change_1_cell/TrackedList/1000 rows",
    "table/change_1_cell/TrackedList/100000 rows",
    "table/change_1_cell/plain/native",
    "table/no_change/tracked/native",
    "table/no_change, rows touched/tracked/native",
    "table/no_change/plain/native",
    "table/swap_100_900/tracked/native",
    "table/prepend/tracked/native",
    "table/prepend/tracked/phoenix",
    "chat/append_1/tracked/native",
    "form/change_1_value/tracked/native",
    "dashboard/change_1/tracked/native",
    "big_table",
    "big_table/by hand",
    "teams",
    "teams/by hand",
    "escape_text/4 kB",
    "escape_attribute/4 kB",
];

/// Takes a path some times; `false` if there is none of that name.
pub(crate) fn take(path: &str, times: u32) -> bool {
    match path.split('/').collect::<Vec<_>>()[..] {
        ["table", "change_1_cell", "TrackedList", rows] => {
            let rows = rows.trim_end_matches(" rows").parse();
            let case = Touched::change_1_cell(rows.expect("a number of rows"));
            go_to_and_fro(&case, Dialect::Native, times);
        }
        [workload, operation, data, dialect] => {
            let data = if data == "plain" {
                Data::Plain
            } else {
                Data::Tracked
            };
            let dialect = if dialect == "native" {
                Dialect::Native
            } else {
                Dialect::Phoenix
            };
            go_to_and_fro(&update(data, workload, operation), dialect, times);
        }
        ["table", "first_html", ..] => first_html(path.ends_with("by hand"), times),
        ["big_table", ..] => {
            let table = big_table::numbers();
            match path.ends_with("by hand") {
                true => repeat(times, |out| big_table::by_hand(&table, out)),
                false => repeat(times, |out| {
                    big_table::view(&table).render(out).expect("not deep")
                }),
            }
        }
        ["teams", ..] => {
            let season = teams::season();
            match path.ends_with("by hand") {
                true => repeat(times, |out| teams::by_hand(&season, out)),
                false => repeat(times, |out| {
                    teams::view(&season).render(out).expect("not deep")
                }),
            }
        }
        ["escape_text", _] => escape(escape_text, times),
        ["escape_attribute", _] => escape(escape_attribute, times),
        _ => return false,
    }
    true
}

/// 4 kB with something to escape in every 64 bytes.
fn prose() -> String {
    "Lorem ipsum dolor sit amet, consectetur <adipiscing> elit, \"sed\".".repeat(64)
}

fn escape(escape: fn(&str, &mut String), times: u32) {
    let prose = prose();
    repeat(times, |out| escape(black_box(&prose), out));
}

fn repeat(times: u32, mut write: impl FnMut(&mut String)) {
    let mut out = String::new();
    for _ in 0..times {
        out.clear();
        write(&mut out);
        black_box(&out);
    }
}

fn first_html(by_hand: bool, times: u32) {
    let case = update(Data::Tracked, "table", "no_change");
    match by_hand {
        true => repeat(times, |out| case.states.by_hand(Side::Before, out)),
        false => repeat(times, |out| case.states.render(Side::Before, out)),
    }
}

/// Two updates a time, forth and back, so the count is of both.
fn go_to_and_fro(case: &Case, dialect: Dialect, times: u32) {
    let mut client = Client::joined(dialect, case);
    for _ in 0..times {
        black_box(client.go(case, Side::After));
        black_box(client.go(case, Side::Before));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_paths_can_be_taken() {
        for path in PATHS {
            assert!(take(path, 1), "{path}");
        }
        assert!(!take("nowhere", 1));
    }
}
