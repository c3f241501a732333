//! Rendering to text, all engines in one run; that they write the same is checked first.

use criterion::{Criterion, criterion_group, criterion_main};
use rivals::ENGINES;
use slotwise::View;
use slotwise_benches::{big_table, teams};
use std::hint::black_box;

fn render(criterion: &mut Criterion) {
    let (table, season) = (big_table::numbers(), teams::season());
    let (mut table_html, mut teams_html) = (String::new(), String::new());
    big_table::by_hand(&table, &mut table_html);
    teams::by_hand(&season, &mut teams_html);
    for engine in ENGINES {
        assert!((engine.big_table)(&table) == table_html, "{}", engine.name);
        assert!((engine.teams)(&season) == teams_html, "{}", engine.name);
        criterion.bench_function(&format!("big_table/{}", engine.name), |bencher| {
            bencher.iter(|| (engine.big_table)(black_box(&table)));
        });
        criterion.bench_function(&format!("teams/{}", engine.name), |bencher| {
            bencher.iter(|| (engine.teams)(black_box(&season)));
        });
    }
}

/// Into a buffer that is used again.
fn render_again(criterion: &mut Criterion) {
    let (table, season) = (big_table::numbers(), teams::season());
    let mut out = String::with_capacity(200_000);
    let mut bench = |name: &str, write: &mut dyn FnMut(&mut String)| {
        criterion.bench_function(name, |bencher| {
            bencher.iter(|| {
                out.clear();
                write(&mut out);
                black_box(out.len())
            });
        });
    };
    bench("big_table/slotwise, reused buffer", &mut |out| {
        big_table::view(black_box(&table)).render(out).expect("not deep");
    });
    bench("big_table/by_hand, reused buffer", &mut |out| {
        big_table::by_hand(black_box(&table), out);
    });
    bench("teams/slotwise, reused buffer", &mut |out| {
        teams::view(black_box(&season)).render(out).expect("not deep");
    });
    bench("teams/by_hand, reused buffer", &mut |out| {
        teams::by_hand(black_box(&season), out);
    });
}

criterion_group!(benches, render, render_again);
criterion_main!(benches);
