//! First HTML and updates of the workloads, with tracked and with plain data.

use criterion::{Criterion, criterion_group, criterion_main};
use slotwise::Dialect;
use slotwise_benches::client::Client;
use slotwise_benches::update;
use slotwise_benches::workload::{Case, Data, Side};
use std::hint::black_box;
use std::time::{Duration, Instant};

const UPDATES: &[(&str, &str)] = &[
    ("table", "change_1_cell"),
    ("table", "no_change"),
    ("table", "no_change, rows touched"),
    ("table", "swap_100_900"),
    ("table", "prepend"),
    ("table", "delete_first"),
    ("table_slots", "change_1_cell"),
    ("chat", "append_1"),
    ("form", "change_1_value"),
    ("dashboard", "change_1"),
    ("static50k", "change_1"),
];

fn first_html(criterion: &mut Criterion) {
    for workload in ["table", "static50k", "chat"] {
        let case = update(Data::Tracked, workload, "no_change");
        let mut out = String::new();
        case.states.by_hand(Side::Before, &mut out);
        let by_hand = out.clone();
        criterion.bench_function(&format!("first_html/{workload}/by hand"), |bencher| {
            bencher.iter(|| {
                out.clear();
                case.states.by_hand(Side::Before, &mut out);
                black_box(out.len())
            });
        });
        criterion.bench_function(&format!("first_html/{workload}/slotwise"), |bencher| {
            bencher.iter(|| {
                out.clear();
                case.states.render(Side::Before, &mut out);
                black_box(out.len())
            });
        });
        assert_eq!(out, by_hand);
        criterion.bench_function(&format!("first_html/{workload}/memcpy"), |bencher| {
            bencher.iter(|| {
                out.clear();
                out.push_str(black_box(&by_hand));
                black_box(out.len())
            });
        });
    }
}

fn updates(criterion: &mut Criterion) {
    for (workload, operation) in UPDATES {
        for data in [Data::Tracked, Data::Plain] {
            for (name, dialect) in [("phoenix", Dialect::Phoenix), ("native", Dialect::Native)] {
                let case = update(data, workload, operation);
                let name = format!("{workload}/{operation}/{}, {name}", data.name());
                let mut client = Client::joined(dialect, &case);
                criterion.bench_function(&name, |bencher| {
                    bencher.iter_custom(|times| time(&mut client, &case, times));
                });
            }
        }
    }
}

/// Only the way forth counts, not the way back.
fn time(client: &mut Client, case: &Case, times: u64) -> Duration {
    let mut total = Duration::ZERO;
    for _ in 0..times {
        client.go(case, Side::Before);
        let start = Instant::now();
        black_box(client.go(case, Side::After));
        total += start.elapsed();
    }
    total
}

/// What of the times of updates is the clock's.
fn clock(criterion: &mut Criterion) {
    criterion.bench_function("clock", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| Instant::now().elapsed()).sum());
    });
}

fn settings() -> Criterion {
    Criterion::default()
        .sample_size(30)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_millis(1_000))
}

criterion_group!(name = benches; config = settings(); targets = clock, first_html, updates);
criterion_main!(benches);
