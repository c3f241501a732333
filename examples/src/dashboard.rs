//! An operations dashboard: 200 numbers that change five times a second, and are rendered once for all who look.
//! Who pauses it goes on alone.

use crate::shared::{Changed, Dice, Shared};
use slotwise::session::{Event, Live, LiveView, SharedView};
use slotwise::{Tracked, View, h};
use std::sync::Arc;
use std::time::Duration;

/// The state behind all tabs, and behind one that was paused.
#[derive(Clone)]
pub struct Dashboard {
    fleet: Arc<Shared<Fleet>>,
    loads: Tracked<Vec<u8>>,
    paused: Tracked<bool>,
}

/// What users do.
#[derive(Event)]
pub enum DashboardEvent {
    Pause,
}

/// What is measured: the load of each machine, in percent.
pub struct Fleet {
    loads: Vec<u8>,
    dice: Dice,
}

const MACHINES: usize = 200;
const PERIOD: Duration = Duration::from_millis(200);
/// Loads from here on are worth a look, and those are bad.
const WARM: u8 = 75;
const HOT: u8 = 90;

/// The machines of the gallery.
pub fn measure() -> Arc<Shared<Fleet>> {
    Shared::ticking(Fleet::default(), PERIOD, Fleet::step)
}

impl Default for Fleet {
    fn default() -> Fleet {
        let mut dice = Dice::new(90_125);
        let loads = (0..MACHINES).map(|_| 20 + dice.roll(60) as u8).collect();
        Fleet { loads, dice }
    }
}

impl Fleet {
    /// Each load goes up or down a little.
    fn step(&mut self) {
        for load in &mut self.loads {
            let (up, down) = (self.dice.roll(5) as u8, self.dice.roll(5) as u8);
            *load = (*load + up).saturating_sub(down).min(100);
        }
    }
}

impl LiveView for Dashboard {
    type Event = DashboardEvent;
    type Info = Changed;

    fn mount(cx: &mut Live<Self>) -> Self {
        cx.set_title("Operations");
        let fleet = cx
            .state::<Shared<Fleet>>()
            .expect("the program gives a fleet to its views");
        fleet.watch(cx.sender());
        let loads = cx.reuse("loads", |_| fleet.read(|fleet| fleet.loads.clone()));
        Dashboard {
            fleet,
            loads: loads.into(),
            paused: false.into(),
        }
    }

    fn handle_event(&mut self, DashboardEvent::Pause: DashboardEvent, _: &mut Live<Self>) {
        *self.paused = !*self.paused;
        self.look();
    }

    fn handle_info(&mut self, Changed: Changed, _: &mut Live<Self>) {
        self.look();
    }

    fn render(&self) -> impl View {
        h! {
            <main class="app dashboard">
              <header>
                <h1>Operations</h1>
                <a class="back" href="/">Gallery</a>
              </header>
              <div class="bar">
                <dl class="figures">
                  <div><dt>Machines</dt><dd>{@loads.len()}</dd></div>
                  <div><dt>Mean load</dt><dd id="mean">{mean(&@loads)} %</dd></div>
                  <div><dt>Highest</dt><dd>{@loads.iter().max()} %</dd></div>
                  <div><dt>{HOT} % or more</dt><dd>{count_hot(&@loads)}</dd></div>
                </dl>
                <button id="pause" phx-click="pause" aria-pressed={@paused.to_string()}>Pause</button>
              </div>
              <p class="visually-hidden" role="status">{if *@paused { "Paused" } else { "Numbers change five times a second" }}</p>
              <ul class="machines" aria-label="Load of each machine, in percent">
                <li :for={(machine, load) in @loads.iter().enumerate()} class={["machine", heat(*load)]}><span>m{machine + 1}</span> <b>{load}</b></li>
              </ul>
              <p class="offline" role="status">{"Connection lost. Trying again…"}</p>
            </main>
        }
    }
}

impl SharedView for Dashboard {
    fn leave(&mut self, cx: &mut Live<Self>) {
        self.fleet.watch(cx.sender());
        self.look();
    }
}

impl Dashboard {
    fn look(&mut self) {
        if !*self.paused {
            *self.loads = self.fleet.read(|fleet| fleet.loads.clone());
        }
    }
}

fn heat(load: u8) -> Option<&'static str> {
    match load {
        HOT.. => Some("hot"),
        WARM.. => Some("warm"),
        _ => None,
    }
}

fn mean(loads: &[u8]) -> usize {
    let sum: usize = loads.iter().map(|load| usize::from(*load)).sum();
    sum / loads.len().max(1)
}

fn count_hot(loads: &[u8]) -> usize {
    loads.iter().filter(|load| **load >= HOT).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loads_stay_percents() {
        let mut fleet = Fleet::default();
        let before = fleet.loads.clone();
        for _ in 0..1_000 {
            fleet.step();
        }
        assert_ne!(fleet.loads, before);
        assert!(fleet.loads.iter().all(|load| *load <= 100));
        assert_eq!(
            (mean(&[]), mean(&[1, 2, 3]), count_hot(&[90, 91])),
            (0, 2, 2)
        );
    }
}
