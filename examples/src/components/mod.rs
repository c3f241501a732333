//! A gallery of components: each in the states that it can be in, beside the controls that change them.

pub mod ui;

use slotwise::session::{Event, Live, LiveView};
use slotwise::{Tracked, View, h};
use ui::{badge, card, stars, table};

/// The state behind one tab.
pub struct Components {
    title: Tracked<String>,
    tone: Tracked<Tone>,
    wide: Tracked<bool>,
    footer: Tracked<bool>,
    hue: Tracked<Option<u16>>,
    lit: Tracked<u8>,
    planets: Tracked<Vec<Planet>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Tone {
    Plain,
    Good,
    Bad,
}

impl Tone {
    const ALL: [Tone; 3] = [Tone::Plain, Tone::Good, Tone::Bad];

    fn name(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Good => "good",
            Tone::Bad => "bad",
        }
    }
}

#[derive(Clone, Copy)]
struct Planet {
    name: &'static str,
    moons: u16,
    /// Kilometres through its middle.
    diameter: u32,
    rings: bool,
}

const PLANETS: [Planet; 4] = [
    planet("Mars", 2, 6_779, false),
    planet("Saturn", 146, 116_460, true),
    planet("Earth", 1, 12_742, false),
    planet("Uranus", 28, 50_724, true),
];

const fn planet(name: &'static str, moons: u16, diameter: u32, rings: bool) -> Planet {
    Planet {
        name,
        moons,
        diameter,
        rings,
    }
}

/// What the controls do.
#[derive(Event)]
pub enum ComponentsEvent {
    Change {
        title: String,
        tone: String,
        wide: bool,
        footer: bool,
        hue: u16,
    },
    Rate {
        stars: u8,
    },
    SortBy {
        column: String,
    },
    Clear,
}

impl LiveView for Components {
    type Event = ComponentsEvent;
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        cx.set_title("Components");
        Components {
            title: "Hello".to_owned().into(),
            tone: Tone::Plain.into(),
            wide: false.into(),
            footer: true.into(),
            hue: None.into(),
            lit: 3.into(),
            planets: PLANETS.to_vec().into(),
        }
    }

    fn handle_event(&mut self, event: ComponentsEvent, _: &mut Live<Self>) {
        match event {
            ComponentsEvent::Change {
                title,
                tone,
                wide,
                footer,
                hue,
            } => {
                *self.title = title.chars().take(60).collect();
                let known = Tone::ALL.into_iter().find(|known| known.name() == tone);
                *self.tone = known.unwrap_or(Tone::Plain);
                *self.wide = wide;
                *self.footer = footer;
                *self.hue = Some(hue.min(360));
            }
            ComponentsEvent::Rate { stars } => *self.lit = stars.min(5),
            ComponentsEvent::SortBy { column } => self.sort(&column),
            ComponentsEvent::Clear => self.planets.clear(),
        }
    }

    fn render(&self) -> impl View {
        h! {
            <main class="app components">
              <header>
                <h1>Components</h1>
                <a class="back" href="/">Gallery</a>
              </header>
              <section class="panel" aria-labelledby="cards">
                <h2 id="cards">A card: props, slots, class and style</h2>
                <form class="controls" phx-change="change">
                  <label>Header <input name="title" value={@title} maxlength="60" phx-debounce="100"></label>
                  <label>Tone <select name="tone"><option :for={tone in Tone::ALL} value={tone.name()} selected={*tone == *self.tone}>{tone.name()}</option></select></label>
                  <label>Hue <input type="range" name="hue" min="0" max="360" value={@hue.unwrap_or(220)} phx-debounce="50"></label>
                  <label class="check"><input type="checkbox" name="wide" value="true" checked={*@wide}> wide</label>
                  <label class="check"><input type="checkbox" name="footer" value="true" checked={*@footer}> footer</label>
                </form>
                {#if *@footer}
                  <.card id="shown" tone={self.tone.name()} class={@wide.then_some("wide")} hue={*@hue} data-test="card">
                    <:header>{@title}</:header>
                    <p>{"What stands between the tags of a component is its default slot."}</p>
                    <:footer :let={heading}><button aria-describedby={heading} phx-click="rate" phx-value-stars="5">Five stars</button></:footer>
                  </.card>
                {#else}
                  <.card id="shown" tone={self.tone.name()} class={@wide.then_some("wide")} hue={*@hue} data-test="card">
                    <:header>{@title}</:header>
                    <p>{"Without a footer there is no element for it."}</p>
                  </.card>
                {/if}
              </section>
              <section class="panel" aria-labelledby="ratings">
                <h2 id="ratings">Stars and badges: a slot with two arguments</h2>
                <p><.stars lit={*@lit} label="Rating" :let={(n, lit)}><span class={[("lit", *lit)]}>{if *lit { "★" } else { "☆" }}</span></.stars></p>
                <p class="bar">{#for n in 1..=5}<button class="quiet" phx-click="rate" phx-value-stars={n} aria-pressed={(n == *self.lit).to_string()}>{n}</button>{/for}</p>
                <p><.badge>plain</.badge> <.badge tone="good">in stock</.badge> <.badge tone="bad">sold out</.badge></p>
              </section>
              <section class="panel" aria-labelledby="tables">
                <h2 id="tables">A table: a column is a slot</h2>
                <p class="bar">
                  {#for column in ["name", "moons", "diameter"]}<button class="quiet" phx-click="sort_by" phx-value-column={column}>By {column}</button>{/for}
                  <button class="quiet" phx-click="clear">Clear</button>
                </p>
                <.table rows={@planets} caption="Planets">
                  <:col title="Name" :let={planet}><b>{planet.name}</b></:col>
                  <:col title="Moons" numeric :let={planet}>{planet.moons}</:col>
                  <:col title="Diameter, km" numeric :let={planet}>{planet.diameter}</:col>
                  <:col title="Rings" :let={planet}>{#if planet.rings}<.badge tone="good">yes</.badge>{#else}<.badge>no</.badge>{/if}</:col>
                  <:empty>No planets.</:empty>
                </.table>
              </section>
              <p class="offline" role="status">{"Connection lost. Trying again…"}</p>
            </main>
        }
    }
}

impl Components {
    fn sort(&mut self, column: &str) {
        *self.planets = PLANETS.to_vec();
        match column {
            "moons" => self.planets.sort_by_key(|planet| planet.moons),
            "diameter" => self.planets.sort_by_key(|planet| planet.diameter),
            _ => self.planets.sort_by_key(|planet| planet.name),
        }
    }
}
