//! [`Rate`]: how often something may happen.

use std::time::Duration;

/// A bucket that fills with time: `burst` at once, then `per_second`.
#[derive(Default)]
pub(crate) struct Rate {
    /// When the bucket is full again.
    full: Duration,
}

impl Rate {
    /// Whether it may happen now; then it has.
    pub(crate) fn take(&mut self, now: Duration, per_second: u32, burst: u32) -> bool {
        let one = Duration::from_secs(1) / per_second.max(1);
        let full = self.full.max(now).saturating_add(one);
        let may = full.saturating_sub(now) <= one * burst;
        if may {
            self.full = full;
        }
        may
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn so_many_at_once_and_so_many_a_second() {
        let mut rate = Rate::default();
        let mut now = Duration::from_secs(1_800_000_000);
        let mut taken =
            |now: Duration, times: u32| (0..times).filter(|_| rate.take(now, 50, 100)).count();
        assert_eq!(taken(now, 100), 100);
        assert_eq!(taken(now, 1), 0);
        assert_eq!(taken(now, 100_000), 0);
        now += Duration::from_millis(20);
        assert_eq!(taken(now, 1_000), 1);
        now += Duration::from_secs(1);
        assert_eq!(taken(now, 1_000), 50);
        now += Duration::from_secs(1_000);
        assert_eq!(taken(now, 1_000), 100);
        assert!(!Rate::default().take(now, 50, 0));
    }
}
