//! The least time of an update or a rendering, where criterion's many samples would take too long.

use crate::client::Client;
use crate::workload::{Case, Side};
use std::hint::black_box;
use std::time::{Duration, Instant};

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
    let start = Instant::now();
    black_box(client.go(case, Side::After));
    start.elapsed()
}
