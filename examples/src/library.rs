//! A library: a shelf and its books, two views that one goes between over one connection.

use slotwise::session::{AsyncResult, Event, Flash, Live, LiveView, Params, async_result};
use slotwise::{Cmd, Tracked, View, component, h, link};
use std::convert::Infallible;

/// A book that the library has.
#[derive(Clone, Copy)]
struct Title {
    id: u32,
    name: &'static str,
    genre: &'static str,
    about: &'static str,
}

const TITLES: [Title; 4] = [
    Title {
        id: 1,
        name: "Emma",
        genre: "novel",
        about: "A young woman makes matches for others.",
    },
    Title {
        id: 2,
        name: "Middlemarch",
        genre: "novel",
        about: "A town, its marriages and its money.",
    },
    Title {
        id: 3,
        name: "Leaves of Grass",
        genre: "poems",
        about: "A man sings of himself and of all others.",
    },
    Title {
        id: 4,
        name: "Faust",
        genre: "drama",
        about: "A scholar makes a bad bargain.",
    },
];
const GENRES: [&str; 3] = ["novel", "poems", "drama"];

/// All books, or those of the genre that the address names.
pub struct Shelf {
    genre: Tracked<String>,
    flash: Flash,
}

impl LiveView for Shelf {
    type Event = ();
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        cx.set_title("Library");
        Shelf {
            genre: Tracked::default(),
            flash: cx.flash(),
        }
    }

    fn handle_params(&mut self, params: &Params, _: &mut Live<Self>) {
        *self.genre = params.get("genre").unwrap_or_default().to_owned();
    }

    fn render(&self) -> impl View {
        let shown = |title: &&Title| self.genre.is_empty() || *self.genre == title.genre;
        let titles: Vec<&Title> = TITLES.iter().filter(shown).collect();
        h! {
            <main class="library" id="shelf">
              <h1>Library</h1>
              <.message flash={self.flash.get("info")} kind="info" />
              <.message flash={self.flash.get("error")} kind="error" />
              <nav aria-label="Genres">
                <.link patch="/library">all</.link>
                {#for genre in GENRES} <.link patch={format!("/library?genre={genre}")}>{genre}</.link>{/for}
              </nav>
              <ul>
                <li :for={title in titles} :key={title.id}><.link navigate={format!("/library/{}", title.id)}>{title.name}</.link></li>
              </ul>
            </main>
        }
    }
}

/// One book.
pub struct Book {
    title: Title,
    about: Tracked<AsyncResult<&'static str>>,
    flash: Flash,
}

/// What one does with a book.
#[derive(Event)]
pub enum BookEvent {
    Borrow,
    Remember,
}

impl LiveView for Book {
    type Event = BookEvent;
    type Info = ();

    fn mount(cx: &mut Live<Self>) -> Self {
        let id = cx.params().get("id").and_then(|id| id.parse().ok());
        let title = TITLES.iter().find(|title| Some(title.id) == id);
        match title {
            Some(title) => cx.set_title(title.name),
            None => {
                cx.put_flash("error", "There is no such book.");
                cx.push_navigate("/library");
            }
        }
        let title = *title.unwrap_or(&TITLES[0]);
        let look_up = async move { Ok::<_, Infallible>(title.about) };
        cx.assign_async("about", |book| &mut book.about, look_up);
        Book {
            title,
            about: Tracked::default(),
            flash: cx.flash(),
        }
    }

    fn handle_event(&mut self, event: BookEvent, cx: &mut Live<Self>) {
        match event {
            BookEvent::Borrow => {
                let text = format!("{} is yours for two weeks.", self.title.name);
                cx.put_flash("info", &text);
                cx.push_navigate("/library");
            }
            BookEvent::Remember => {
                cx.put_flash("info", "Remembered.");
            }
        }
    }

    fn render(&self) -> impl View {
        h! {
            <main class="library" id="book">
              <h1>{self.title.name}</h1>
              <.message flash={self.flash.get("info")} kind="info" />
              <p class="about" aria-live="polite">
                <.async_result assign={@about} :let={about}>
                  <:loading>{"One moment…"}</:loading>
                  <:failed :let={error}>{error.to_string()}</:failed>
                  {about}
                </.async_result>
              </p>
              <button phx-click="borrow">Borrow</button>
              <button phx-click="remember">Remember</button>
              <.link navigate="/library">Back to the shelf</.link>
            </main>
        }
    }
}

/// A message that goes away when it is clicked.
#[component]
fn message(flash: Option<String>, kind: &str) -> impl View {
    h! {
        {#if let Some(text) = @flash}
          <p class="flash" role="status" phx-click={Cmd::push("lv:clear-flash")} phx-value-key={@kind}>{text}</p>
        {/if}
    }
}
