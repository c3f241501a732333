//! Islands: charts of Svelte and stars of Preact in a page that the server renders.

use crate::shared::Dice;
use serde::Serialize;
use serde_json::json;
use slotwise::session::{Event, Live, LiveView};
use slotwise::{Tracked, View, h, island};

/// The state behind one tab.
pub struct Islands {
    stations: Tracked<Vec<Tracked<Station>>>,
    given: Tracked<u32>,
    times: u32,
    /// Whether the island that fails is shown.
    broken: Tracked<bool>,
    dice: Dice,
}

/// Where it is measured; what its chart is given.
#[derive(Serialize)]
pub struct Station {
    station: u32,
    place: &'static str,
    /// Degrees at noon, a day each.
    days: Vec<i32>,
    picked: Option<usize>,
}

/// What users do on the page and in its islands.
#[derive(Event)]
pub enum IslandsEvent {
    /// Another day is measured at a station.
    Measure { station: u32 },
    /// A chart's day was picked.
    Pick { station: u32, day: usize },
    /// The last station becomes the first.
    Turn,
    /// A station is taken down.
    Remove { station: u32 },
    /// Stars were given; answered with `{ text }`.
    Rate { stars: u32 },
    /// Shows an island that fails, or hides it.
    Break,
}

const MOST_DAYS: usize = 12;
const MOST_STARS: u32 = 5;

impl LiveView for Islands {
    type Event = IslandsEvent;
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        cx.set_title("Islands");
        let mut dice = Dice::new(1861);
        let places = ["Brno", "Graz", "Lviv"];
        let stations = (1..).zip(places).map(|(station, place)| {
            let days = (0..6).map(|_| dice.roll(25) as i32 - 4).collect();
            Tracked::new(Station {
                station,
                place,
                days,
                picked: None,
            })
        });
        Islands {
            stations: Tracked::new(stations.collect()),
            given: 0.into(),
            times: 0,
            broken: false.into(),
            dice,
        }
    }

    fn handle_event(&mut self, event: IslandsEvent, cx: &mut Live<Self>) {
        match event {
            IslandsEvent::Measure { station } => {
                let degrees = self.dice.roll(25) as i32 - 4;
                self.change(station, |station| {
                    let surplus = (station.days.len() + 1).saturating_sub(MOST_DAYS);
                    station.days.drain(..surplus);
                    station.days.push(degrees);
                });
            }
            IslandsEvent::Pick { station, day } => {
                self.change(station, |station| {
                    station.picked = (station.picked != Some(day)).then_some(day);
                });
            }
            IslandsEvent::Turn => {
                if !self.stations.is_empty() {
                    self.stations.rotate_right(1);
                }
            }
            IslandsEvent::Remove { station } => {
                self.stations.retain(|other| other.station != station);
            }
            IslandsEvent::Rate { stars } => {
                *self.given = stars.min(MOST_STARS);
                self.times += 1;
                cx.push_event("thanks", json!({ "times": self.times }));
                cx.reply(json!({ "text": format!("Thank you for {} stars.", *self.given) }));
            }
            IslandsEvent::Break => *self.broken = !*self.broken,
        }
    }

    fn render(&self) -> impl View {
        h! {
            <main class="app islands">
              <header>
                <h1>Islands</h1>
                <a class="back" href="/">Gallery</a>
              </header>
              <div id="stations">
                <section class="panel" :for={station in @stations} :key={station.station} id={format!("station-{}", station.station)} aria-label={station.place}>
                  <.island name="Chart" id={format!("chart-{}", station.station)} props={station}><p>{station.days.len()} days in {station.place}</p></.island>
                  <p class="bar">
                    <button type="button" phx-click="measure" phx-value-station={station.station}>Measure</button>
                    <button type="button" class="quiet" phx-click="remove" phx-value-station={station.station}>Remove</button>
                  </p>
                  <p class="picked">{station.told()}</p>
                </section>
              </div>
              <section class="panel" aria-label="More">
                <.island name="Rating" id="rating" props={json!({ "label": "How do you like it?", "given": *@given, "most": MOST_STARS })} />
                <.island :if={*@broken} name="Broken" id="broken" props={json!({})}><p>This stands for an island that fails.</p></.island>
                <p class="bar">
                  <button type="button" phx-click="turn">Turn</button>
                  <button type="button" class="quiet" phx-click="break">Break</button>
                </p>
              </section>
              <p class="offline" role="status">{"Connection lost. Trying again…"}</p>
            </main>
        }
    }
}

impl Islands {
    fn change(&mut self, number: u32, change: impl FnOnce(&mut Station)) {
        let mut stations = self.stations.iter_mut();
        if let Some(station) = stations.find(|station| station.station == number) {
            change(station);
        }
    }
}

impl Station {
    fn told(&self) -> String {
        match self.picked.and_then(|day| Some((day, self.days.get(day)?))) {
            Some((day, degrees)) => format!("Day {}: {degrees} degrees.", day + 1),
            None => "No day is picked.".to_owned(),
        }
    }
}
