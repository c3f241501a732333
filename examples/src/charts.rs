//! Charts that a script draws: hooks that follow the page, widgets that follow events, answers from the server.

use crate::shared::Dice;
use serde_json::json;
use slotwise::session::{Event, Live, LiveView};
use slotwise::{Tracked, View, h};
use std::sync::Arc;

/// The state behind one tab.
pub struct Charts {
    /// Degrees at noon, a day each.
    days: Tracked<Vec<i32>>,
    title: Tracked<&'static str>,
    dice: Dice,
    /// How many days were measured, those that are not kept any more among them.
    measured: usize,
    /// Measured, and not told to the widget yet.
    news: Vec<i32>,
    plot: Option<Arc<Plot>>,
}

/// Where the module of the widget is served.
pub struct Plot {
    /// Its address.
    pub module: String,
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
        let mut charts = Charts::new(12, 1871);
        charts.plot = cx.state::<Plot>();
        charts.resize(20);
        charts.tell_widget(cx);
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
        self.tell_widget(cx);
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
              <section class="panel" aria-labelledby="record-title">
                <h2 id="record-title">All days</h2>
                <div class="record" id="record" phx-hook="Record" phx-update="ignore" data-module={self.module()}></div>
                <p class="soft">uPlot, a widget that has never heard of slotwise. The server pushes each day to its hook, and forgets it.</p>
              </section>
              <p class="offline" role="status">{"Connection lost. Trying again…"}</p>
            </main>
        }
    }
}

impl Charts {
    /// One day.
    fn new(degrees: i32, seed: u64) -> Charts {
        Charts {
            days: vec![degrees].into(),
            title: TITLES[0].into(),
            dice: Dice::new(seed),
            measured: 1,
            news: vec![degrees],
            plot: None,
        }
    }

    fn module(&self) -> Option<&str> {
        self.plot.as_ref().map(|plot| plot.module.as_str())
    }

    /// A day that is much like the one before it.
    fn measure(&mut self) {
        let last = self.days.last().copied().unwrap_or_default();
        let step = self.dice.roll(7) as i32 - 3;
        let surplus = (self.days.len() + 1).saturating_sub(MOST);
        self.days.drain(..surplus);
        let degrees = (last + step).clamp(-10, 35);
        self.days.push(degrees);
        self.news.push(degrees);
        self.measured += 1;
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

    fn tell_widget(&mut self, cx: &mut Live<Self>) {
        let degrees = std::mem::take(&mut self.news);
        let first = self.measured - degrees.len() + 1;
        if !degrees.is_empty() {
            cx.push_event("measured", json!({ "first": first, "degrees": degrees }));
        }
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
        let mut charts = Charts::new(34, 5);
        *charts.days = vec![34, 36, 20];
        assert_eq!(charts.explain(0), "Day 1: 34 degrees, 4.0 above the mean.");
        assert_eq!(charts.explain(9), "No such day.");
        charts.resize(MOST);
        charts.measure();
        assert_eq!(charts.days.len(), MOST);
        assert_eq!(charts.news.len(), charts.measured, "each is told");
        let newest = *charts.days.last().unwrap();
        charts.resize(FEWEST);
        assert_eq!(
            (charts.days.len(), *charts.days.last().unwrap()),
            (FEWEST, newest)
        );
    }
}
