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

fn change_1_cell(criterion: &mut Criterion) {
    for (name, dialect) in [("phoenix", Dialect::Phoenix), ("native", Dialect::Native)] {
        let mut page = Table::new(1_000);
        let (mut mirror, mut patcher) = joined(dialect, &page);
        let mut out = String::new();
        let mut odd = false;
        criterion.bench_function(&format!("table/change_1_cell/{name}"), |bencher| {
            bencher.iter(|| {
                odd = !odd;
                let cell = &mut page.rows[500].c4;
                cell.clear();
                cell.push_str(if odd { "changed" } else { "r501c4" });
                out.clear();
                patcher.patch(&mut mirror, &page.render(), &mut out)
            });
        });
    }
}

fn change_1_cell_plain(criterion: &mut Criterion) {
    let mut page = Table::new(1_000);
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    let mut patcher = Patcher::new();
    let mut out = String::new();
    patcher.patch(&mut mirror, &page.render_plain(), &mut out);
    let mut odd = false;
    criterion.bench_function("table/change_1_cell/native, plain data", |bencher| {
        bencher.iter(|| {
            odd = !odd;
            let cell = &mut page.rows[500].c4;
            cell.clear();
            cell.push_str(if odd { "changed" } else { "r501c4" });
            out.clear();
            patcher.patch(&mut mirror, &page.render_plain(), &mut out)
        });
    });
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

criterion_group!(
    benches,
    first_html,
    change_1_cell,
    change_1_cell_plain,
    prepend
);
criterion_main!(benches);
