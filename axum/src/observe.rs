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

/// The span of a frame of so many bytes, until the socket has taken it.
#[cfg(feature = "tracing")]
pub(crate) fn send<F: Future>(sending: F, bytes: usize) -> tracing::instrument::Instrumented<F> {
    use tracing::Instrument as _;
    sending.instrument(tracing::debug_span!(target: "slotwise_axum", "send", bytes))
}

/// Nobody watches.
#[cfg(not(feature = "tracing"))]
pub(crate) fn connection<F: Future>(serving: F) -> F {
    serving
}

/// Nobody watches.
#[cfg(not(feature = "tracing"))]
pub(crate) fn send<F: Future>(sending: F, _: usize) -> F {
    sending
}

#[cfg(all(test, feature = "tracing"))]
mod tests {
    use std::sync::{Arc, Mutex};
    use tracing::span::{Attributes, Id, Record};
    use tracing::{Event, Metadata, Subscriber, subscriber};

    /// Spans with their fields, and which of them were entered.
    #[derive(Clone, Default)]
    struct Spans {
        made: Arc<Mutex<Vec<String>>>,
        entered: Arc<Mutex<Vec<String>>>,
    }

    impl Subscriber for Spans {
        fn enabled(&self, _: &Metadata<'_>) -> bool {
            true
        }

        fn new_span(&self, span: &Attributes<'_>) -> Id {
            let mut made = self.made.lock().unwrap();
            made.push(format!("{}{}", span.metadata().name(), span.values()));
            Id::from_u64(made.len() as u64)
        }

        fn record(&self, _: &Id, _: &Record<'_>) {}

        fn record_follows_from(&self, _: &Id, _: &Id) {}

        fn event(&self, _: &Event<'_>) {}

        fn enter(&self, span: &Id) {
            let name = self.made.lock().unwrap()[span.into_u64() as usize - 1].clone();
            self.entered.lock().unwrap().push(name);
        }

        fn exit(&self, _: &Id) {}
    }

    #[tokio::test]
    async fn a_frame_is_sent_within_a_span_that_tells_its_bytes() {
        let spans = Spans::default();
        let watched = subscriber::set_default(spans.clone());
        super::send(async {}, 12).await;
        drop(watched);
        let entered = spans.entered.lock().unwrap();
        assert_eq!(entered.first().map(String::as_str), Some("send{bytes: 12}"));
    }
}
