//! How long things take, by the clock of this adapter: the engine reads none. With the feature `tracing`.

use std::time::{Duration, Instant};

/// Calls the engine.
pub(crate) fn timed<T>(what: &'static str, call: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = call();
    took(what, start.elapsed());
    result
}

/// Tells how long something took.
pub(crate) fn took(what: &'static str, time: Duration) {
    #[cfg(feature = "tracing")]
    tracing::debug!(target: "slotwise_axum", what, micros = time.as_micros() as u64, "took");
    #[cfg(not(feature = "tracing"))]
    let _ = (what, time);
}

/// The span of a connection, around all that it does.
#[cfg(feature = "tracing")]
pub(crate) fn connection<F: Future>(serving: F) -> tracing::instrument::Instrumented<F> {
    use tracing::Instrument as _;
    serving.instrument(tracing::info_span!(target: "slotwise_axum", "connection"))
}

/// Nobody watches.
#[cfg(not(feature = "tracing"))]
pub(crate) fn connection<F: Future>(serving: F) -> F {
    serving
}
