//! Times of several engines on a busy machine: they take turns, so what else it does hits all alike.

use std::time::{Duration, Instant};

/// Does something and says what of the time counts.
pub type Turn<'a> = Box<dyn FnMut() -> Duration + 'a>;

/// The least time of each.
pub fn least(turns: usize, all: &mut [Turn<'_>]) -> Vec<Duration> {
    let mut least = vec![Duration::MAX; all.len()];
    for turn in 0..turns {
        for i in 0..all.len() {
            let at = (turn + i) % all.len();
            least[at] = least[at].min(all[at]());
        }
    }
    least
}

/// The mean time of some repetitions, for what is too short for the clock.
pub fn mean(repeats: u32, mut step: impl FnMut()) -> Duration {
    let start = Instant::now();
    (0..repeats).for_each(|_| step());
    start.elapsed() / repeats
}

/// Times as a row of a table: those of the first engine, and how often it fits in those of the others.
pub fn row(name: &str, times: &[Duration]) -> String {
    let seconds: Vec<f64> = times.iter().map(Duration::as_secs_f64).collect();
    let ratios = seconds
        .iter()
        .map(|time| format!(" {} |", digits(time / seconds[0])));
    format!(
        "| {name} | {} |{}",
        digits(seconds[0] * 1e6),
        ratios.skip(1).collect::<String>()
    )
}

/// Three of them that count.
fn digits(number: f64) -> String {
    let behind = (2 - number.max(0.01).log10().floor() as i32).max(0);
    format!("{number:.*}", behind as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_its_least_time() {
        let times = |of: [u64; 3]| -> Turn<'_> {
            let mut of = of.into_iter();
            Box::new(move || Duration::from_nanos(of.next().expect("three turns")))
        };
        let least = least(3, &mut [times([2, 1, 3]), times([7, 9, 8])]);
        assert_eq!(least, [1, 7].map(Duration::from_nanos));
    }

    #[test]
    fn a_row_has_ratios() {
        let times = [200, 500, 30_000].map(Duration::from_nanos);
        assert_eq!(row("a", &times), "| a | 0.200 | 2.50 | 150 |");
    }
}
