//! Charts that a script draws: hooks that follow the page, widgets that follow events, answers from the server.

use crate::shared::Dice;
use serde_json::json;
use slotwise::session::{Event, Live, LiveView};
use slotwise::{Tracked, View, h};

/// The state behind one tab.
pub struct Charts {
    /// Degrees at noon, a day each.
    days: Tracked<Vec<i32>>,
    title: Tracked<&'static str>,
    dice: Dice,
}

/// What users do, and what the chart asks.
#[derive(Event)]
pub enum ChartsEvent {
    /// Another day is measured.
    Measure,
    /// Only so many of the last days stay.
    Keep {
        days: usize,
    },
    Rename,
    /// The chart wants to know more about a day; answered with `{ text }`.
    Explain {
        day: usize,
    },
}

const FEWEST: usize = 5;
const MOST: usize = 60;
const TITLES: [&str; 2] = ["Degrees at noon", "Noon, in degrees"];

impl LiveView for Charts {
    type Event = ChartsEvent;
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        cx.set_title("Charts");
        let mut charts = Charts {
            days: vec![12].into(),
            title: TITLES[0].into(),
            dice: Dice::new(1871),
        };
        for _ in 1..20 {
            charts.measure();
        }
        charts.tell_gauge(cx);
        charts
    }

    fn handle_event(&mut self, event: ChartsEvent, cx: &mut Live<Self>) {
        match event {
            ChartsEvent::Measure => self.measure(),
            ChartsEvent::Keep { days } => self.resize(days.clamp(FEWEST, MOST)),
            ChartsEvent::Rename => {
                let other = TITLES.into_iter().find(|title| *title != *self.title);
                *self.title = other.unwrap_or(TITLES[0]);
            }
            ChartsEvent::Explain { day } => cx.reply(json!({ "text": self.explain(day) })),
        }
        self.tell_gauge(cx);
    }

    fn render(&self) -> impl View {
        h! {
            <main class="app charts">
              <header>
                <h1>Charts</h1>
                <a class="back" href="/">Gallery</a>
              </header>
              <section class="panel" aria-labelledby="chart-title">
                <h2 id="chart-title">{@title}</h2>
                <div class="chart" id="chart" phx-hook="Chart" phx-update="ignore" data-points={numbers(&@days)} data-label={@title}></div>
                <p class="explained" id="explained" role="status" phx-update="ignore">Point at a day, or choose one with the arrow keys.</p>
                <form class="bar" phx-change="keep">
                  <label>Days <input type="range" id="keep" name="days" min={FEWEST} max={MOST} value={@days.len()} phx-debounce="50"></label>
                  <output id="count">{@days.len()}</output>
                  <button type="button" phx-click="measure">Measure</button>
                  <button type="button" class="quiet" phx-click="rename">Rename</button>
                </form>
              </section>
              <section class="panel" aria-labelledby="gauge-title">
                <h2 id="gauge-title">Today</h2>
                <div class="gauge" id="gauge" phx-hook="Gauge" phx-update="ignore"></div>
                <p class="soft">A widget that has never heard of slotwise. The server pushes events to its hook.</p>
              </section>
              <p class="offline" role="status">{"Connection lost. Trying again…"}</p>
            </main>
        }
    }
}

impl Charts {
    /// A day that is much like the one before it.
    fn measure(&mut self) {
        let last = self.days.last().copied().unwrap_or_default();
        let step = self.dice.roll(7) as i32 - 3;
        let surplus = (self.days.len() + 1).saturating_sub(MOST);
        self.days.drain(..surplus);
        self.days.push((last + step).clamp(-10, 35));
    }

    fn resize(&mut self, days: usize) {
        while self.days.len() < days {
            self.measure();
        }
        let surplus = self.days.len() - days;
        self.days.drain(..surplus);
    }

    fn explain(&self, day: usize) -> String {
        let Some(degrees) = self.days.get(day) else {
            return "No such day.".to_owned();
        };
        let mean = self.days.iter().sum::<i32>() as f64 / self.days.len() as f64;
        let (difference, way) = match f64::from(*degrees) - mean {
            difference if difference < 0.0 => (-difference, "below"),
            difference => (difference, "above"),
        };
        format!(
            "Day {}: {degrees} degrees, {difference:.1} {way} the mean.",
            day + 1
        )
    }

    fn tell_gauge(&self, cx: &mut Live<Self>) {
        let today = self.days.last();
        cx.push_event("gauge", json!({ "value": today }));
    }
}

fn numbers(days: &[i32]) -> String {
    let texts: Vec<String> = days.iter().map(i32::to_string).collect();
    texts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_come_and_go_within_bounds() {
        let mut charts = Charts {
            days: vec![34, 36, 20].into(),
            title: TITLES[0].into(),
            dice: Dice::new(5),
        };
        assert_eq!(charts.explain(0), "Day 1: 34 degrees, 4.0 above the mean.");
        assert_eq!(charts.explain(9), "No such day.");
        charts.resize(MOST);
        charts.measure();
        assert_eq!(charts.days.len(), MOST);
        let newest = *charts.days.last().unwrap();
        charts.resize(FEWEST);
        assert_eq!(
            (charts.days.len(), *charts.days.last().unwrap()),
            (FEWEST, newest)
        );
    }
}
