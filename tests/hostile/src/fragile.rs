//! `/fragile`: a view with the faults that developers make.

use slotwise::session::{Event, Live, LiveView};
use slotwise::{Tracked, View, h};

pub(crate) struct Fragile {
    count: Tracked<u32>,
    keys: Tracked<Vec<u32>>,
}

#[derive(Event)]
pub(crate) enum FragileEvent {
    Count,
    /// Two rows get one key.
    Repeat,
    Panic,
}

impl LiveView for Fragile {
    type Event = FragileEvent;
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Self {
        Fragile {
            count: 0.into(),
            keys: vec![1, 2, 3].into(),
        }
    }

    fn handle_event(&mut self, event: FragileEvent, _: &mut Live<Self>) {
        match event {
            FragileEvent::Count => *self.count += 1,
            FragileEvent::Repeat => *self.keys = vec![3, 1, 1],
            FragileEvent::Panic => panic!("the count was {}", *self.count),
        }
    }

    fn render(&self) -> impl View {
        h! {
            <main>
              <h1 tabindex="-1">Fragile</h1>
              <p id="count" class={format!("n{}", @count)}>{@count}</p>
              <ul><li :for={key in @keys} :key={key}>{key}</li></ul>
              <input id="typed" name="typed" value="">
              <div id="own" phx-update="ignore">own</div>
              <button id="up" phx-click="count">Count</button>
              <button id="repeat" phx-click="repeat">Repeat</button>
              <button id="panic" phx-click="panic">Panic</button>
              <button id="unknown" phx-click="nobody">Unknown</button>
            </main>
        }
    }
}
