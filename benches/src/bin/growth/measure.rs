//! Measures.

use crate::slots::{Page, SIZES};
use slotwise::Dialect;
use slotwise_benches::client::Client;
use slotwise_benches::table::{Touched, plain, row, tracked};
use slotwise_benches::timing::{forth, least, time};
use slotwise_benches::workload::{Case, Data, Side, State};
use std::hint::black_box;
use std::time::Duration;

/// What grows with one size.
pub(crate) struct Chart {
    /// What the size is: `rows` or `slots`.
    pub(crate) size: &'static str,
    pub(crate) series: Vec<Series>,
}

/// One operation at all sizes.
pub(crate) struct Series {
    pub(crate) name: &'static str,
    pub(crate) points: Vec<Point>,
}

#[derive(Clone, Copy)]
pub(crate) struct Point {
    pub(crate) size: u32,
    pub(crate) microseconds: f64,
    pub(crate) bytes: usize,
}

/// An operation on a state of a size.
type Make = fn(u32) -> Case;

const FIRST_HTML: &str = "first HTML";

const ROWS: &[(&str, Make)] = &[
    (FIRST_HTML, |rows| table(rows, |_| {})),
    ("change 1 cell", |rows| {
        table(rows, |table| {
            let middle = table.rows.len() / 2;
            table.rows[middle].c4 = "changed".to_string();
        })
    }),
    ("change 1 cell, TrackedList", Touched::change_1_cell),
    ("change 1 cell, plain data", |rows| {
        let before = plain::Table::new(rows);
        let mut after = before.clone();
        after.rows[rows as usize / 2].c4 = "changed".to_string();
        Case::between(Data::Plain, "", before, after)
    }),
    ("prepend", |rows| {
        table(rows, |table| table.rows.insert(0, row(0).into()))
    }),
    ("append", |rows| {
        table(rows, |table| {
            let id = table.rows.len() as u32 + 1;
            table.rows.push(row(id).into());
        })
    }),
    ("append, TrackedList", Touched::append),
    ("delete in the middle", |rows| {
        table(rows, |table| {
            let middle = table.rows.len() / 2;
            table.rows.remove(middle);
        })
    }),
    ("reverse", |rows| table(rows, |table| table.rows.reverse())),
    ("change a title", |rows| {
        table(rows, |table| table.title = "Table 2".to_string().into())
    }),
];

const SLOTS: &[(&str, Make)] = &[
    (FIRST_HTML, |slots| page(slots, |_| {})),
    ("change 1 slot", |slots| {
        page(slots, |page| {
            let middle = page.numbers.len() / 2;
            page.numbers[middle] += 1;
        })
    }),
    ("change all slots", |slots| {
        page(slots, |page| {
            page.numbers.iter_mut().for_each(|number| *number += 1)
        })
    }),
    ("no change", |slots| page(slots, |_| {})),
];

fn table(rows: u32, apply: fn(&mut tracked::Table)) -> Case {
    between(tracked::Table::new(rows), apply)
}

fn page(slots: u32, apply: fn(&mut Page)) -> Case {
    between(Page::new(slots), apply)
}

fn between<S: State>(before: S, apply: fn(&mut S)) -> Case {
    let mut after = before.clone();
    apply(&mut after);
    Case::between(Data::Tracked, "", before, after)
}

pub(crate) fn rows(most: u32) -> Chart {
    let sizes = (1..)
        .map(|power| 10_u32.pow(power))
        .take_while(|rows| *rows <= most);
    chart("rows", ROWS, &sizes.collect::<Vec<_>>())
}

pub(crate) fn slots() -> Chart {
    chart("slots", SLOTS, SIZES)
}

fn chart(size: &'static str, operations: &[(&'static str, Make)], sizes: &[u32]) -> Chart {
    let series = operations.iter().map(|(name, make)| {
        let points = sizes.iter().map(|of| {
            eprintln!("{name}, {of} {size}");
            point(name, &make(*of), *of)
        });
        Series {
            name,
            points: points.collect(),
        }
    });
    Chart {
        size,
        series: series.collect(),
    }
}

fn point(name: &str, case: &Case, size: u32) -> Point {
    let budget = Duration::from_millis(400);
    let (least_time, bytes) = if name == FIRST_HTML {
        let mut out = String::new();
        let least_time = least(budget, || first_html(case, &mut out));
        (least_time, out.len())
    } else {
        let mut client = Client::joined(Dialect::Native, case);
        let least_time = least(budget, || forth(&mut client, case));
        client.go(case, Side::Before);
        (least_time, client.go(case, Side::After).len())
    };
    Point {
        size,
        microseconds: least_time.as_secs_f64() * 1e6,
        bytes,
    }
}

fn first_html(case: &Case, out: &mut String) -> Duration {
    out.clear();
    time(|| case.states.render(Side::Before, black_box(out)))
}
