//! The tables, for people and for machines.

use crate::fit::exponent;
use crate::measure::{Chart, Point, Series};
use serde_json::{Value, json};

/// What is shown of a point.
#[derive(Clone, Copy)]
pub(crate) enum Measure {
    Time,
    Bytes,
}

impl Measure {
    pub(crate) const ALL: [Measure; 2] = [Measure::Time, Measure::Bytes];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Measure::Time => "µs",
            Measure::Bytes => "bytes",
        }
    }

    pub(crate) fn of(self, point: &Point) -> f64 {
        match self {
            Measure::Time => point.microseconds,
            Measure::Bytes => point.bytes as f64,
        }
    }
}

impl Series {
    /// The exponent of its growth; the smallest size has more of what does not grow.
    pub(crate) fn exponent(&self, measure: Measure) -> f64 {
        let points: Vec<_> = self
            .points
            .iter()
            .map(|point| (point.size.into(), measure.of(point)))
            .collect();
        exponent(
            points
                .get(1..)
                .filter(|rest| rest.len() > 1)
                .unwrap_or(&points),
        )
    }
}

pub(crate) fn json(charts: &[Chart]) -> String {
    let objects = charts.iter().flat_map(|chart| {
        chart.series.iter().map(|series| {
            let points = series.points.iter().map(|point| {
                json!({ "size": point.size, "microseconds": point.microseconds, "bytes": point.bytes })
            });
            json!({
                "of": chart.size,
                "operation": series.name,
                "points": points.collect::<Value>(),
                "time_exponent": series.exponent(Measure::Time),
                "bytes_exponent": series.exponent(Measure::Bytes),
            })
        })
    });
    format!("{:#}", objects.collect::<Value>())
}

pub(crate) fn tables(charts: &[Chart]) -> String {
    let tables = charts
        .iter()
        .flat_map(|chart| Measure::ALL.map(|measure| table(chart, measure)));
    tables.collect::<Vec<_>>().join("\n")
}

fn table(chart: &Chart, measure: Measure) -> String {
    let sizes = chart
        .series
        .iter()
        .take(1)
        .flat_map(|series| &series.points);
    let sizes: Vec<String> = sizes.map(|point| point.size.to_string()).collect();
    let mut out = format!(
        "| {} by {} | {} | exponent |\n",
        measure.name(),
        chart.size,
        sizes.join(" | ")
    );
    out += &format!("|---|{}\n", "---:|".repeat(sizes.len() + 1));
    for series in &chart.series {
        let cells = series.points.iter().map(|point| match measure {
            Measure::Time => microseconds(point.microseconds),
            Measure::Bytes => point.bytes.to_string(),
        });
        let cells = cells.collect::<Vec<_>>().join(" | ");
        out += &format!(
            "| {} | {cells} | {:.2} |\n",
            series.name,
            series.exponent(measure)
        );
    }
    out
}

fn microseconds(time: f64) -> String {
    match time {
        time if time < 10.0 => format!("{time:.2}"),
        time if time < 100.0 => format!("{time:.1}"),
        time => format!("{time:.0}"),
    }
}
