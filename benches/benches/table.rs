//! Rendering and patching the table workload.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use slotwise::{Dialect, HashKey, Mirror, Patcher, View};
use slotwise_benches::table::{Table, row};
use std::hint::black_box;

fn first_html(criterion: &mut Criterion) {
    let page = Table::new(1_000);
    let mut out = String::with_capacity(page.render().to_html().len());
    criterion.bench_function("table/first_html, by hand", |bencher| {
        bencher.iter(|| {
            out.clear();
            page.render_by_hand(&mut out);
            black_box(out.len())
        });
    });
    criterion.bench_function("table/first_html", |bencher| {
        bencher.iter(|| {
            out.clear();
            page.render().render(&mut out);
            black_box(out.len())
        });
    });
}

/// A mirror that has the page, and scratch that has grown.
fn joined(dialect: Dialect, page: &Table) -> (Mirror, Patcher) {
    let (mut mirror, mut patcher) = (Mirror::new(dialect, HashKey::new(1)), Patcher::new());
    patcher.patch(&mut mirror, &page.render(), &mut String::new());
    (mirror, patcher)
}

/// Changes a cell to and fro; `patch` renders and compares.
fn change_1_cell(
    criterion: &mut Criterion,
    name: &str,
    mut patch: impl FnMut(&Table, &mut String) -> bool,
) {
    let mut page = Table::new(1_000);
    let mut out = String::new();
    let mut odd = false;
    patch(&page, &mut out);
    criterion.bench_function(&format!("table/change_1_cell/{name}"), |bencher| {
        bencher.iter(|| {
            odd = !odd;
            let cell = &mut page.rows[500].c4;
            cell.clear();
            cell.push_str(if odd { "changed" } else { "r501c4" });
            out.clear();
            patch(&page, &mut out)
        });
    });
}

fn changes_of_1_cell(criterion: &mut Criterion) {
    for (name, dialect) in [("phoenix", Dialect::Phoenix), ("native", Dialect::Native)] {
        let mut mirror = Mirror::new(dialect, HashKey::new(1));
        let mut patcher = Patcher::new();
        let patch =
            |page: &Table, out: &mut String| patcher.patch(&mut mirror, &page.render(), out);
        change_1_cell(criterion, name, patch);
    }
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    let mut patcher = Patcher::new();
    let patch =
        |page: &Table, out: &mut String| patcher.patch(&mut mirror, &page.render_plain(), out);
    change_1_cell(criterion, "native, plain data", patch);
}

fn prepend(criterion: &mut Criterion) {
    for (name, dialect) in [("phoenix", Dialect::Phoenix), ("native", Dialect::Native)] {
        let page = Table::new(1_000);
        let mut longer = page.clone();
        longer.rows.insert(0, row(0));
        let (mirror, mut patcher) = joined(dialect, &page);
        let mut out = String::new();
        criterion.bench_function(&format!("table/prepend/{name}"), |bencher| {
            bencher.iter_batched_ref(
                || mirror.clone(),
                |mirror| {
                    out.clear();
                    patcher.patch(mirror, &longer.render(), &mut out)
                },
                BatchSize::LargeInput,
            );
        });
    }
}

criterion_group!(benches, first_html, changes_of_1_cell, prepend);
criterion_main!(benches);
