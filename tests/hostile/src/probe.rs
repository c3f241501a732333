//! A page full of what users and scripts may change, with buttons by which the server changes something beside it.

use slotwise::session::{Live, LiveView};
use slotwise::{Event, Tracked, View, h};

/// Two rows of the same things, without ids of their own, as templates have them.
pub(crate) struct Probe {
    count: Tracked<u64>,
    news: Tracked<bool>,
    rows: Tracked<Vec<&'static str>>,
}

#[derive(Event)]
pub(crate) enum ProbeEvent {
    /// Changes a text elsewhere.
    Count,
    /// Shows or hides something in front of the things.
    News,
    /// Turns the rows round.
    Turn,
}

impl LiveView for Probe {
    type Event = ProbeEvent;
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Probe {
        Probe {
            count: 0.into(),
            news: false.into(),
            rows: vec!["one", "two"].into(),
        }
    }

    fn handle_event(&mut self, event: ProbeEvent, _: &mut Live<Self>) {
        match event {
            ProbeEvent::Count => *self.count += 1,
            ProbeEvent::News => *self.news = !*self.news,
            ProbeEvent::Turn => self.rows.reverse(),
        }
    }

    fn render(&self) -> impl View {
        h! {
            <p id="count" phx-click="count">{@count}</p>
            <p id="news" phx-click="news">news</p>
            <p id="turn" phx-click="turn">turn</p>
            <ul>
              <li :for={row in @rows} :key={row} id={*row}>
                {#if *self.news}<section>news <input value="n"></section>{/if}
                <section><input class="typed" value="served"><input class="focused" value="served"><textarea>served</textarea></section>
                <section><input class="box" type="checkbox"><select><option>first</option><option>second</option></select></section>
                <section><details><summary>more</summary>text</details><dialog>text</dialog><div class="pop" popover>text</div></section>
                <section><b class="marked">text</b><div class="widget"></div><div class="scroll"><p>tall</p></div></section>
                <section><div id={format!("left-{row}")} phx-update="ignore"></div></section>
                <section><iframe src="/values"></iframe><i class="moving">moving</i></section>
                <section><p class="words">some words</p></section>
              </li>
            </ul>
        }
    }
}
