//! [`Report`]: which checks passed, as a table.

use crate::check::{Check, Over};
use crate::checks;
use crate::client::Wire;
use crate::http;
use crate::site::Site;
use std::fmt;
use std::sync::Arc;
use tokio::task::JoinSet;

/// What came of all checks.
#[derive(Clone, Debug)]
pub struct Report {
    /// One for each check and way to connect, in order.
    pub runs: Vec<Run>,
}

/// What came of a check.
#[derive(Clone, Debug)]
pub struct Run {
    /// The name of the check.
    pub name: &'static str,
    /// How it connected.
    pub over: &'static str,
    /// What has to hold.
    pub asks: &'static str,
    /// Whether it does.
    pub outcome: Outcome,
}

/// How a check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It holds.
    Passed,
    /// What was found, and what was expected.
    Failed(String),
    /// Why it was not asked.
    Skipped(&'static str),
}

impl Report {
    /// Whether no check failed.
    pub fn is_passed(&self) -> bool {
        !self
            .runs
            .iter()
            .any(|run| matches!(run.outcome, Outcome::Failed(_)))
    }

    fn count(&self, which: fn(&Outcome) -> bool) -> usize {
        self.runs.iter().filter(|run| which(&run.outcome)).count()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for run in &self.runs {
            let (mark, more) = match &run.outcome {
                Outcome::Passed => ("ok", ""),
                Outcome::Failed(failure) => ("FAILED", failure.as_str()),
                Outcome::Skipped(why) => ("-", *why),
            };
            writeln!(f, "{mark:6} {:26} {:9} {}", run.name, run.over, run.asks)?;
            if !more.is_empty() {
                writeln!(f, "       {more}")?;
            }
        }
        write!(
            f,
            "{} passed, {} failed, {} not asked",
            self.count(|outcome| *outcome == Outcome::Passed),
            self.count(|outcome| matches!(outcome, Outcome::Failed(_))),
            self.count(|outcome| matches!(outcome, Outcome::Skipped(_))),
        )
    }
}

/// So many checks run at a time.
const AT_ONCE: usize = 4;

const NO_STREAM: &str = "the server has no event stream";

pub(crate) async fn run(base: &str, name: &str) -> Result<Report, String> {
    let host = base
        .strip_prefix("http://")
        .map(|host| host.trim_end_matches('/'));
    let host = host.filter(|host| !host.is_empty() && !host.contains('/'));
    let host = host.ok_or_else(|| {
        format!("`{base}` is no address of a server, expected one as `http://127.0.0.1:4000`")
    })?;
    let probe = http::request(host, "POST", "/live/stream", &[], b"").await;
    let has_stream = probe
        .map_err(|failure| format!("{base}: {failure}"))?
        .status
        != 404;

    let chosen = || checks::all().filter(|check| check.name.contains(name));
    let early = planned(
        host,
        chosen().filter(|check| check.over != Over::End),
        has_stream,
    );
    let mut runs = at_once(early).await;
    let late = chosen().filter(|check| check.over == Over::End);
    for (number, check, site) in planned(host, late, has_stream) {
        runs.push((runs.len() + number, run_one(check, site).await));
    }
    runs.sort_by_key(|(number, _)| *number);
    let runs = runs.into_iter().map(|(_, run)| run).collect();
    let mut report = Report { runs };
    if !has_stream {
        for check in chosen().filter(|check| check.over == Over::Each) {
            report.runs.push(Run {
                name: check.name,
                over: over(check, Wire::Stream),
                asks: check.asks,
                outcome: Outcome::Skipped(NO_STREAM),
            });
        }
    }
    Ok(report)
}

type Planned = (usize, &'static Check, Site);

/// Each check with each way to connect.
fn planned(
    host: &str,
    checks: impl Iterator<Item = &'static Check>,
    has_stream: bool,
) -> Vec<Planned> {
    let wires = |check: &Check| match check.over {
        Over::Each if has_stream => &[Wire::WebSocket, Wire::Stream][..],
        _ => &[Wire::WebSocket][..],
    };
    let each = checks.flat_map(|check| wires(check).iter().map(move |wire| (check, *wire)));
    let site = |number: usize, wire| Site {
        host: host.to_owned(),
        wire,
        // Addresses that are set aside for measurements.
        address: format!("198.18.{}.{}", std::process::id() % 250, number),
    };
    let each = each.enumerate();
    each.map(|(number, (check, wire))| (number, check, site(number, wire)))
        .collect()
}

async fn at_once(planned: Vec<Planned>) -> Vec<(usize, Run)> {
    let permits = Arc::new(tokio::sync::Semaphore::new(AT_ONCE));
    let mut tasks = JoinSet::new();
    for (number, check, site) in planned {
        let permits = permits.clone();
        tasks.spawn(async move {
            let _permit = permits.acquire_owned().await;
            (number, run_one(check, site).await)
        });
    }
    tasks.join_all().await
}

async fn run_one(check: &'static Check, site: Site) -> Run {
    let over = over(check, site.wire);
    let outcome = match (check.run)(site).await {
        Ok(()) => Outcome::Passed,
        Err(failure) => Outcome::Failed(failure),
    };
    Run {
        name: check.name,
        over,
        asks: check.asks,
        outcome,
    }
}

fn over(check: &Check, wire: Wire) -> &'static str {
    match (check.over, wire) {
        (Over::Http, _) => "http",
        (_, Wire::WebSocket) => "websocket",
        (_, Wire::Stream) => "stream",
    }
}
