//! The plot: a panel for each chart and measure, both axes logarithmic.

use crate::measure::{Chart, Point};
use crate::report::Measure;
use slotwise::{View, h};

const WIDTH: f64 = 420.0;
const HEIGHT: f64 = 300.0;
/// Room for the axes' numbers, and below for the names of the lines.
const LEFT: f64 = 60.0;
const TOP: f64 = 30.0;
const LEGEND: f64 = 16.0;

const COLORS: [&str; 10] = [
    "#1b6ca8", "#d1495b", "#2e933c", "#8f5fb0", "#e08e1b", "#3aa6a6", "#7a5c43", "#555555",
    "#c2438c", "#8aa02c",
];

/// A panel and where it stands.
struct Panel<'a> {
    chart: &'a Chart,
    measure: Measure,
    left: f64,
    top: f64,
    /// The logarithms at the ends of the axes.
    x: (f64, f64),
    y: (f64, f64),
}

pub(crate) fn svg(charts: &[Chart]) -> String {
    let lines = charts
        .iter()
        .map(|chart| chart.series.len())
        .max()
        .unwrap_or(0);
    let row = HEIGHT + TOP + 40.0 + LEGEND * lines as f64;
    let (width, height) = (2.0 * (WIDTH + LEFT + 20.0), row * charts.len() as f64);
    let panels = charts.iter().enumerate().flat_map(|(i, chart)| {
        Measure::ALL
            .into_iter()
            .enumerate()
            .map(move |(j, measure)| {
                let left = j as f64 * (WIDTH + LEFT + 20.0) + LEFT;
                Panel::new(chart, measure, left, i as f64 * row + TOP)
            })
    });
    let panels: Vec<_> = panels.collect();
    let view = h! {
        <svg xmlns="http://www.w3.org/2000/svg" viewBox={format!("0 0 {width} {height}")} font-family="sans-serif" font-size="12">
          <rect width="100%" height="100%" fill="white" />
          {#for panel in panels.iter()}{panel.view()}{/for}
        </svg>
    };
    view.to_html() + "\n"
}

impl<'a> Panel<'a> {
    fn new(chart: &'a Chart, measure: Measure, left: f64, top: f64) -> Panel<'a> {
        let points = || chart.series.iter().flat_map(|series| &series.points);
        Panel {
            chart,
            measure,
            left,
            top,
            x: decades(points().map(|point| point.size.into())),
            y: decades(points().map(|point| measure.of(point))),
        }
    }

    fn view(&self) -> impl View {
        let Panel {
            chart,
            measure,
            left,
            top,
            ..
        } = self;
        let title = format!("{} by {}", measure.name(), chart.size);
        let (bottom, right) = (top + HEIGHT, left + WIDTH);
        let columns = ticks(self.x).map(|power| (power, self.across(f64::from(power))));
        let rows = ticks(self.y).map(|power| (power, self.up(f64::from(power))));
        let (columns, rows): (Vec<_>, Vec<_>) = (columns.collect(), rows.collect());
        h! {
            <text x={left} y={top - 10.0} font-weight="bold">{title}</text>
            {#for (power, x) in columns.iter()}
            <line x1={x} y1={top} x2={x} y2={bottom} stroke="#ddd" /><text x={x} y={bottom + 16.0} text-anchor="middle">{decimal(*power)}</text>
            {/for}
            {#for (power, y) in rows.iter()}
            <line x1={left} y1={y} x2={right} y2={y} stroke="#ddd" /><text x={left - 6.0} y={y + 4.0} text-anchor="end">{decimal(*power)}</text>
            {/for}
            {#for (i, series) in chart.series.iter().enumerate()}
            <polyline points={self.line(&series.points)} fill="none" stroke={COLORS[i % COLORS.len()]} stroke-width="2" />
            <text x={left} y={bottom + 36.0 + LEGEND * i as f64} fill={COLORS[i % COLORS.len()]}>{format!("{}: size^{:.2}", series.name, series.exponent(*measure))}</text>
            {/for}
        }
    }

    fn line(&self, points: &[Point]) -> String {
        let place = |point: &Point| {
            let x = self.across(f64::from(point.size).log10());
            format!(
                "{x:.1},{:.1}",
                self.up(self.measure.of(point).max(1e-9).log10())
            )
        };
        points.iter().map(place).collect::<Vec<_>>().join(" ")
    }

    fn across(&self, logarithm: f64) -> f64 {
        self.left + WIDTH * (logarithm - self.x.0) / (self.x.1 - self.x.0)
    }

    fn up(&self, logarithm: f64) -> f64 {
        let share = (logarithm - self.y.0) / (self.y.1 - self.y.0);
        self.top + HEIGHT * (1.0 - share.clamp(0.0, 1.0))
    }
}

/// The powers of ten around some numbers; what is not above 0 has none.
fn decades(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    let powers = numbers.filter(|number| *number > 0.0).map(f64::log10);
    let (low, high) = powers.fold((f64::MAX, f64::MIN), |(low, high), power| {
        (low.min(power), high.max(power))
    });
    let (low, high) = (low.floor(), high.ceil());
    if low < high { (low, high) } else { (0.0, 1.0) }
}

fn ticks((low, high): (f64, f64)) -> impl Iterator<Item = i32> {
    low as i32..=high as i32
}

fn decimal(power: i32) -> String {
    match power {
        ..0 => format!("{:.*}", power.unsigned_abs() as usize, 10_f64.powi(power)),
        _ => 10_u64.pow(power.unsigned_abs()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_at_powers_of_ten() {
        assert_eq!(decades([3.0, 40.0, 0.0].into_iter()), (0.0, 2.0));
        assert_eq!(decades([0.02, 0.5].into_iter()), (-2.0, 0.0));
        assert_eq!(decades([0.0].into_iter()), (0.0, 1.0));
        assert_eq!([-2, 0, 3].map(decimal), ["0.01", "1", "1000"]);
    }
}
