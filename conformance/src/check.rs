//! [`Check`]: what is asked of a server, and what a failure says.

use crate::site::Site;
use std::fmt::{Debug, Display};
use std::pin::Pin;
use std::time::Duration;

/// How long a server may take for anything.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// What was found, and what was expected.
pub(crate) type Failure = String;

pub(crate) type Checked = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

/// One thing that is asked of a server.
pub(crate) struct Check {
    pub(crate) name: &'static str,
    /// What has to hold, as a sentence.
    pub(crate) asks: &'static str,
    pub(crate) over: Over,
    pub(crate) run: fn(Site) -> Checked,
}

/// How a client connects in a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// Not at all, or in a way of its own.
    Http,
    /// By a WebSocket alone.
    WebSocket,
    /// In each way that there is.
    Each,
    /// The server ends: after all others.
    End,
}

/// A table of checks.
macro_rules! checks {
    ($($over:ident $name:ident: $asks:literal;)*) => {
        pub(crate) const CHECKS: &[crate::check::Check] = &[$(crate::check::Check {
            name: stringify!($name),
            asks: $asks,
            over: crate::check::Over::$over,
            run: |site| Box::pin($name(site)),
        }),*];
    };
}
pub(crate) use checks;

/// Makes a failure of an error.
pub(crate) trait Problem<T> {
    fn problem(self, doing: &str) -> Result<T, Failure>;
}

impl<T, E: Display> Problem<T> for Result<T, E> {
    fn problem(self, doing: &str) -> Result<T, Failure> {
        self.map_err(|error| format!("{doing}: {error}"))
    }
}

/// Whether something is as it has to be.
pub(crate) fn expect<T: PartialEq<U> + Debug, U: Debug>(
    what: &str,
    found: T,
    expected: U,
) -> Result<(), Failure> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{what}: found {found:?}, expected {expected:?}"))
}

/// Whether something holds.
pub(crate) fn ensure(holds: bool, failure: impl FnOnce() -> String) -> Result<(), Failure> {
    if holds { Ok(()) } else { Err(failure()) }
}
