//! Streams the obvious way: what a page holds of one ([`Batch`]), and a page that has one, in a component with state
//! that comes and goes.

use proptest::prelude::*;
use slotwise::{Components, Insert, Slot, Stream, Tracked, View, component, h};
pub use slotwise_live_test::batch::{Batch, Insertion, id_of};

/// An item: its number, and what it says.
#[derive(Clone, Debug)]
pub struct Item {
    /// What its id is made of.
    pub id: u8,
    /// Shown as it is.
    pub text: String,
    /// Shown in a list of its own.
    pub tags: Vec<u8>,
}

/// Something that a program does to a stream.
#[derive(Clone, Debug)]
pub enum Operation {
    /// Inserts an item: where, with which limit, and whether only as an update.
    Insert(Item, Option<usize>, Option<i64>, bool),
    /// Deletes an item by its number.
    Delete(u8),
    /// Replaces all by items.
    Reset(Vec<Item>),
}

impl Operation {
    /// Any of them, on a few ids.
    pub fn any() -> impl Strategy<Value = Operation> {
        let insert = (
            item(),
            prop::option::of(0..6usize),
            prop::option::of(-4..4i64),
            prop::bool::weighted(0.2),
        );
        prop_oneof![
            6 => insert.prop_map(|(item, at, limit, update)| {
                Operation::Insert(item, at, limit, update)
            }),
            2 => (0..9u8).prop_map(Operation::Delete),
            1 => prop::collection::vec(item(), 0..5).prop_map(Operation::Reset),
        ]
    }
}

fn item() -> impl Strategy<Value = Item> {
    let tags = prop::collection::vec(0..3u8, 0..3);
    (0..9u8, "[a-c<&]{0,2}", tags).prop_map(|(id, text, tags)| Item { id, text, tags })
}

/// Counts, and has a slot.
struct Tally {
    n: Tracked<u32>,
}

#[component]
impl Tally {
    fn mount(start: u32) -> Self {
        Tally { n: start.into() }
    }

    fn render(&self, inner_block: Slot) -> impl View {
        h! { <section title={@n}>{@inner_block}{#if *@n > 2}<em>many</em>{/if}</section> }
    }
}

/// A page with a stream, and what a client is to hold of that.
pub struct Page {
    /// Its heading, which rows read too.
    pub title: String,
    /// Whether the stream is shown, and the component around it.
    pub open: bool,
    /// What the component counts.
    pub tally: u32,
    /// The stream.
    pub items: Stream<Item>,
    batch: Batch<Item>,
    held: Vec<(String, Item)>,
    /// The stream has had rows, since it is shown.
    begun: bool,
    /// What was done last was sent: the stream forgets it when something else is done.
    sent: bool,
}

impl Default for Page {
    fn default() -> Self {
        Page {
            title: String::new(),
            open: true,
            tally: 0,
            items: Stream::new(|item| id(item.id)),
            batch: Batch::default(),
            held: Vec::new(),
            begun: false,
            sent: false,
        }
    }
}

fn id(number: u8) -> String {
    format!("i{number}")
}

impl Page {
    /// Does it to the stream.
    pub fn apply(&mut self, operation: &Operation) {
        if std::mem::take(&mut self.sent) {
            self.batch = Batch::default();
        }
        match operation {
            Operation::Insert(item, at, limit, update_only) => {
                let mut insert = Insert::new(item.clone());
                if let Some(at) = at {
                    insert = insert.at(*at);
                }
                if let Some(limit) = limit {
                    insert = insert.limit(*limit as isize);
                }
                if *update_only {
                    insert = insert.update_only();
                }
                self.items.insert(insert);
                self.note(item, *at, *limit, *update_only);
            }
            Operation::Delete(number) => {
                self.items.delete_by_id(&id(*number));
                let id = id(*number);
                self.batch.inserts.retain(|insert| insert.id != id);
                if !self.batch.reset {
                    self.batch.deletes.push(id);
                }
            }
            Operation::Reset(items) => {
                self.items.reset(items.iter().cloned());
                self.batch = Batch {
                    reset: true,
                    ..Batch::default()
                };
                for item in items {
                    self.note(item, None, None, false);
                }
            }
        }
    }

    fn note(&mut self, item: &Item, at: Option<usize>, limit: Option<i64>, update_only: bool) {
        let Batch {
            reset,
            deletes,
            inserts,
        } = &mut self.batch;
        let id = id(item.id);
        match inserts.iter().position(|insert| insert.id == id) {
            Some(before) if update_only || !inserts[before].update_only => {
                inserts[before].row = item.clone();
                return;
            }
            Some(before) => _ = inserts.remove(before),
            None if update_only && (*reset || deletes.contains(&id)) => return,
            None => {}
        }
        inserts.push(Insertion {
            id,
            row: item.clone(),
            at,
            limit,
            update_only,
        });
    }

    /// The page as it is, with what is held of the stream.
    pub fn view(&self) -> impl View {
        h! {
            <main>
              <h1>{&*self.title}</h1>
              {#if self.open}
                <.Tally id="tally" start={self.tally}>
                  <ul id="items" phx-update="stream">
                    <li :for={(id, item) in self.items} id={id}>
                      {#if item.id > 4}<b>{item.text}</b>{#else}{item.text}{/if}
                      <i :for={tag in item.tags}>{tag}</i>
                    </li>
                  </ul>
                </.Tally>
              {#else}
                <p>closed</p>
              {/if}
            </main>
        }
    }

    /// Has the component, if it is shown, count as the page does.
    pub fn count(&self, components: &mut Components) {
        components.update("tally", |tally: &mut Tally| *tally.n = self.tally);
    }

    /// What a client shows after the next patch, and the patch alone: the official client makes a page of that
    /// before it puts the rows where they belong.
    pub fn shown(&mut self) -> (String, String) {
        if !self.open {
            // A client that is shown it anew gets what is held then.
            self.begun = false;
            self.held.clear();
            return (self.showing(Vec::new()), self.showing(Vec::new()));
        }
        let was_sent = std::mem::replace(&mut self.sent, true) && self.begun;
        let batch = match was_sent {
            true => Batch::default(),
            false => self.batch.clone(),
        };
        let inserted: Vec<Item> = batch
            .inserts
            .iter()
            .map(|insert| insert.row.clone())
            .collect();
        batch.apply(&mut self.held);
        let held: Vec<Item> = self.held.iter().map(|(_, item)| item.clone()).collect();
        let sent = match self.begun {
            true => inserted,
            // The first rows come as they stand.
            false => held.clone(),
        };
        self.begun |= !held.is_empty();
        (self.showing(held), self.showing(sent))
    }

    fn showing(&self, items: Vec<Item>) -> String {
        let mut page = Page {
            title: self.title.clone(),
            open: self.open,
            tally: self.tally,
            ..Page::default()
        };
        page.items.extend(items);
        page.view().to_html()
    }
}
