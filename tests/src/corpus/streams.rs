//! Streams. The states say nothing of them: what is done before each is here, as the corpus tells it.

use super::{Case, Page, State, case};
use crate::json::{FromJson, assign};
use crate::stream::{Batch, Insertion};
use serde_json::Value;
use slotwise::{Insert, Stream, Tracked, View, h};

pub(super) const CASES: &[Case] = &[
    case::<Basic>("stream_basic"),
    case::<WithOther>("stream_with_other"),
    case::<NestedIf>("stream_nested_if"),
];

#[derive(Clone)]
struct Item {
    id: u32,
    name: String,
}

/// A stream, and what a client holds of it.
struct Items {
    stream: Stream<Item>,
    batch: Batch<Item>,
    held: Vec<(String, Item)>,
    /// The number of the state.
    state: usize,
}

impl Items {
    fn new() -> Items {
        Items {
            stream: Stream::new(dom_id),
            batch: Batch::default(),
            held: Vec::new(),
            state: 0,
        }
    }

    /// Goes to the next state; gives its number. LiveView forgets at once what it has sent.
    fn next(&mut self) -> usize {
        self.stream.flush();
        self.state += 1;
        self.state
    }

    /// A stream of all that a client holds after the next patch.
    fn all(&mut self) -> Stream<Item> {
        std::mem::take(&mut self.batch).apply(&mut self.held);
        let mut all = Stream::new(dom_id);
        all.extend(self.held.iter().map(|(_, item)| item.clone()));
        all
    }

    fn insert(&mut self, id: u32, name: &str, at: Option<usize>, limit: Option<i64>) {
        let item = Item {
            id,
            name: name.to_owned(),
        };
        let mut insert = Insert::new(item.clone());
        if let Some(at) = at {
            insert = insert.at(at);
        }
        if let Some(limit) = limit {
            insert = insert.limit(limit as isize);
        }
        self.stream.insert(insert);
        self.batch.inserts.push(Insertion {
            id: dom_id(&item),
            row: item,
            at,
            limit,
            update_only: false,
        });
    }

    fn add(&mut self, ids: &[u32], limit: Option<i64>) {
        for id in ids {
            self.insert(*id, &format!("item {id}"), None, limit);
        }
    }
}

fn dom_id(item: &Item) -> String {
    format!("items-{}", item.id)
}

struct Basic(Items);

impl State for Basic {
    fn first(_: &Value) -> Self {
        let mut items = Items::new();
        items.add(&[1, 2], None);
        Basic(items)
    }

    fn assign(&mut self, _: &Value) {
        let items = &mut self.0;
        match items.next() {
            1 => items.add(&[3], None),
            2 => items.insert(0, "zero", Some(0), None),
            3 => {
                items.stream.delete_by_id("items-2");
                items.batch.deletes.push("items-2".to_owned());
            }
            4 => items.insert(1, "ONE", None, None),
            _ => {
                items.stream.reset::<Item>([]);
                items.batch.reset = true;
                items.add(&[9], None);
            }
        }
    }
}

fn basic(items: &Stream<Item>) -> impl View {
    h!(r#"<ul id="s" phx-update="stream"><li :for={(id, i) in items} id={id}>{i.name}</li></ul>"#)
}

impl Page for Basic {
    fn view(&self) -> impl View {
        basic(&self.0.stream)
    }

    fn shown(&mut self) -> Option<String> {
        Some(basic(&self.0.all()).to_html())
    }
}

struct WithOther {
    t: Tracked<i64>,
    items: Items,
}

impl State for WithOther {
    fn first(state: &Value) -> Self {
        let mut items = Items::new();
        items.add(&[1], None);
        let t = FromJson::from_json(&state["t"]);
        WithOther {
            t: Tracked::new(t),
            items,
        }
    }

    fn assign(&mut self, state: &Value) {
        assign(&mut self.t, &state["t"]);
        match self.items.next() {
            1 => {}
            2 => self.items.add(&[2], Some(1)),
            _ => self.items.add(&[3, 4, 5], Some(-2)),
        }
    }
}

impl Page for WithOther {
    fn view(&self) -> impl View {
        let (t, items) = (&self.t, &self.items.stream);
        h!(
            r#"<div><h1>{t}</h1><ul id="s" phx-update="stream"><li :for={(id, i) in items} id={id}>{i.name} {t}</li></ul></div>"#
        )
    }

    /// A row keeps the `t` with which it was inserted.
    fn shown(&mut self) -> Option<String> {
        let (t, items) = (*self.t, &mut self.items);
        for insert in &mut items.batch.inserts {
            insert.row.name += &format!(" {t}");
        }
        items.all();
        let rows = items.held.iter();
        let rows: String = rows
            .map(|(id, item)| format!(r#"<li id="{id}">{}</li>"#, item.name))
            .collect();
        Some(format!(
            r#"<div><h1>{t}</h1><ul id="s" phx-update="stream">{rows}</ul></div>"#
        ))
    }
}

struct NestedIf(Items);

impl State for NestedIf {
    fn first(_: &Value) -> Self {
        let mut items = Items::new();
        items.add(&[1, 2, 3], None);
        NestedIf(items)
    }

    fn assign(&mut self, _: &Value) {
        match self.0.next() {
            1 => self.0.add(&[4], None),
            _ => self.0.insert(1, "again", None, None),
        }
    }
}

fn nested_if(items: &Stream<Item>) -> impl View {
    h!(
        r#"<ul id="s" phx-update="stream"><li :for={(id, i) in items} id={id}>{#if i.id > 2}<b>{i.name}</b>{#else}{i.name}{/if}</li></ul>"#
    )
}

impl Page for NestedIf {
    fn view(&self) -> impl View {
        nested_if(&self.0.stream)
    }

    fn shown(&mut self) -> Option<String> {
        Some(nested_if(&self.0.all()).to_html())
    }
}
