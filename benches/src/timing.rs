//! The least time of an update or a rendering, where criterion's many samples would take too long.

use crate::client::Client;
use crate::workload::{Case, Side};
use rustix::time::{ClockId, clock_gettime};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// What is shorter finds a moment in which nothing else wants the processor, and that clock is too coarse for it.
const SHORT: Duration = Duration::from_millis(2);

/// How long a step takes: by the clock, or, if it is long, by what this thread had of the processor.
pub fn time<R>(step: impl FnOnce() -> R) -> Duration {
    let on_processor = || {
        let time = clock_gettime(ClockId::ThreadCPUTime);
        Duration::try_from(time).expect("it is not negative")
    };
    let began = on_processor();
    let start = Instant::now();
    black_box(step());
    let elapsed = start.elapsed();
    match elapsed > SHORT {
        true => elapsed.min(on_processor() - began),
        false => elapsed,
    }
}

/// The least of the times that `step` returns, called for about `budget` and three times at least.
pub fn least(budget: Duration, mut step: impl FnMut() -> Duration) -> Duration {
    let start = Instant::now();
    let mut least = Duration::MAX;
    for round in 0.. {
        least = least.min(step());
        if round >= 2 && start.elapsed() > budget {
            break;
        }
    }
    least
}

/// The time of one update; the way back is not counted.
pub fn forth(client: &mut Client, case: &Case) -> Duration {
    client.go(case, Side::Before);
    time(|| {
        black_box(client.go(case, Side::After));
    })
}
