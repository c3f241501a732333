//! The clock and the random bytes that sessions are given.

use std::sync::OnceLock;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// When this process first asked: the time since the Unix epoch and the instant.
static START: OnceLock<(Duration, Instant)> = OnceLock::new();

fn start() -> (Duration, Instant) {
    *START.get_or_init(|| {
        let epoch = SystemTime::now().duration_since(UNIX_EPOCH);
        (epoch.unwrap_or_default(), Instant::now())
    })
}

/// Time since the Unix epoch. Does not go back when somebody sets the clock.
pub(crate) fn now() -> Duration {
    let (epoch, instant) = start();
    epoch + instant.elapsed()
}

/// The instant that [`now`] calls `time`. One too far away to be an instant is a day from now.
pub(crate) fn instant(time: Duration) -> Instant {
    let (epoch, instant) = start();
    let at = instant.checked_add(time.saturating_sub(epoch));
    at.unwrap_or_else(|| Instant::now() + Duration::from_secs(24 * 60 * 60))
}

/// Random bytes.
///
/// # Errors
/// If the operating system has none to give.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], getrandom::Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
