//! Rendering to text, all engines in one run; that they write the same is checked first.
//!
//! With `-- ratios`, only a table of least times, all in turn: ours in microseconds, the others divided by that.

use criterion::Criterion;
use rivals::render::{ENGINES, Engine};
use rivals::turns::{Turn, least, mean, row};
use slotwise::View;
use slotwise_benches::teams::Season;
use slotwise_benches::{big_table, teams};
use std::hint::black_box;
use std::time::Duration;

/// What is rendered; all engines make the same of it.
fn data() -> (Vec<Vec<u32>>, Season) {
    let (table, season) = (big_table::numbers(), teams::season());
    let (mut table_html, mut teams_html) = (String::new(), String::new());
    big_table::by_hand(&table, &mut table_html);
    teams::by_hand(&season, &mut teams_html);
    for engine in ENGINES {
        assert!((engine.big_table)(&table) == table_html, "{}", engine.name);
        assert!((engine.teams)(&season) == teams_html, "{}", engine.name);
    }
    (table, season)
}

fn render(criterion: &mut Criterion) {
    let (table, season) = data();
    for engine in ENGINES {
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
        big_table::view(black_box(&table))
            .render(out)
            .expect("not deep");
    });
    bench("big_table/by_hand, reused buffer", &mut |out| {
        big_table::by_hand(black_box(&table), out);
    });
    bench("teams/slotwise, reused buffer", &mut |out| {
        teams::view(black_box(&season))
            .render(out)
            .expect("not deep");
    });
    bench("teams/by_hand, reused buffer", &mut |out| {
        teams::by_hand(black_box(&season), out);
    });
}

/// How often each takes its turn.
const TURNS: usize = 1_000;

/// Least times of all in one run, each beside ours.
fn ratios() {
    let (table, season) = data();
    let table_times = times(|engine| {
        Box::new(|| mean(1, || drop(black_box((engine.big_table)(black_box(&table))))))
    });
    let teams_times = times(|engine| {
        Box::new(|| mean(100, || drop(black_box((engine.teams)(black_box(&season))))))
    });
    let names = ENGINES
        .iter()
        .map(|engine| engine.name)
        .collect::<Vec<_>>()
        .join(" | ");
    println!("| | {names} |\n|---|{}", "---:|".repeat(ENGINES.len()));
    println!(
        "{}\n{}",
        row("big_table", &table_times),
        row("teams", &teams_times)
    );
}

fn times<'a>(turn: impl Fn(&'static Engine) -> Turn<'a>) -> Vec<Duration> {
    least(TURNS, &mut ENGINES.iter().map(turn).collect::<Vec<_>>())
}

fn main() {
    if std::env::args().any(|arg| arg == "ratios") {
        return ratios();
    }
    let mut criterion = Criterion::default().configure_from_args();
    render(&mut criterion);
    render_again(&mut criterion);
    criterion.final_summary();
}
