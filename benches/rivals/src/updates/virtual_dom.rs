//! dioxus 0.7: a component a row, whose props are compared by pointer; edits written as dioxus-liveview does.
//!
//! An update marks the root as changed and renders what follows from that. Where each row is a signal, only the
//! row that was set is rendered.

use super::{Client, Named, Page, states};
use ::dioxus::prelude::*;
use dioxus_interpreter_js::MutationState;
use slotwise_benches::workload::{Side, State};
use slotwise_benches::{chat, dashboard, table};
use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

/// What a root shows.
struct Shown<S>(Rc<RefCell<Rc<S>>>);

impl<S> Clone for Shown<S> {
    fn clone(&self) -> Self {
        Shown(self.0.clone())
    }
}

impl<S: 'static> Shown<S> {
    fn new(state: Rc<S>) -> Self {
        Shown(Rc::new(RefCell::new(state)))
    }

    fn here() -> Rc<S> {
        use_context::<Shown<S>>().0.borrow().clone()
    }
}

/// A prop that is equal only to itself.
struct Shared<T>(Rc<T>);

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(self.0.clone())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Items of the state after; those that are as before are shared with it.
fn shared<T: Clone>(
    before: &[Shared<T>],
    items: &[T],
    same: impl Fn(&T, &T) -> bool,
) -> Vec<Shared<T>> {
    let known = |item: &T| before.iter().find(|known| same(known, item)).cloned();
    items
        .iter()
        .map(|item| known(item).unwrap_or_else(|| Shared(Rc::new(item.clone()))))
        .collect()
}

/// A client that shows one of two states.
struct Dom<S> {
    dom: VirtualDom,
    shown: Shown<S>,
    states: [Rc<S>; 2],
    edits: MutationState,
}

impl<S: 'static> Dom<S> {
    fn new(app: fn() -> Element, states: [S; 2]) -> Self {
        let states = states.map(Rc::new);
        let shown = Shown::new(states[0].clone());
        let mut dom = VirtualDom::new(app).with_root_context(shown.clone());
        let mut edits = MutationState::default();
        dom.rebuild(&mut edits);
        edits.export_memory();
        Dom {
            dom,
            shown,
            states,
            edits,
        }
    }
}

impl<S: 'static> Client for Dom<S> {
    fn go(&mut self, side: Side, out: &mut Vec<u8>) {
        *self.shown.0.borrow_mut() = self.states[side as usize].clone();
        self.dom.mark_dirty(ScopeId::APP);
        self.dom.render_immediate(&mut self.edits);
        self.edits.write_memory_into(out);
    }

    fn html(&self) -> String {
        dioxus_ssr::render(&self.dom)
    }
}

fn named(name: &str, client: impl Client + 'static) -> Named {
    (name.to_owned(), Box::new(client))
}

fn page<S: 'static>(app: fn() -> Element, state: S) -> (&'static str, Page) {
    let shown = Shown::new(Rc::new(state));
    let page = move |out: &mut String| {
        let mut dom = VirtualDom::new(app).with_root_context(shown.clone());
        dom.rebuild_in_place();
        out.push_str(&dioxus_ssr::render(&dom));
    };
    ("dioxus", Box::new(page))
}

struct Table {
    title: String,
    rows: Vec<Shared<table::Row>>,
    selected: u32,
}

impl Table {
    fn of(table: &table::plain::Table, before: &[Shared<table::Row>]) -> Table {
        let same = |a: &table::Row, b: &table::Row| a.id == b.id && a.cells() == b.cells();
        let rows = shared(before, &table.rows, same);
        Table {
            title: table.title.clone(),
            rows,
            selected: table.selected,
        }
    }

    fn both(operation: &str) -> [Table; 2] {
        let [before, after] = states::<table::plain::Table>(operation);
        let before = Table::of(&before, &[]);
        let after = Table::of(&after, &before.rows);
        [before, after]
    }
}

#[component]
fn Row(row: Shared<table::Row>, selected: bool) -> Element {
    rsx! {
        tr { id: "row-{row.id}", class: if selected { "sel" },
            td { "{row.c1}" } td { "{row.c2}" } td { "{row.c3}" } td { "{row.c4}" }
            td { "{row.c5}" } td { "{row.c6}" } td { "{row.c7}" } td { "{row.c8}" }
        }
    }
}

fn table_app() -> Element {
    let table = Shown::<Table>::here();
    rsx! {
        div {
            h1 { "{table.title}" }
            table { tbody {
                for row in &table.rows {
                    Row { key: "{row.id}", row: row.clone(), selected: row.id == table.selected }
                }
            } }
        }
    }
}

type Signals = Rc<RefCell<Vec<Signal<Shared<table::Row>>>>>;

#[component]
fn SignalRow(row: Signal<Shared<table::Row>>, selected: bool) -> Element {
    let row = row.read();
    rsx! {
        tr { id: "row-{row.id}", class: if selected { "sel" },
            td { "{row.c1}" } td { "{row.c2}" } td { "{row.c3}" } td { "{row.c4}" }
            td { "{row.c5}" } td { "{row.c6}" } td { "{row.c7}" } td { "{row.c8}" }
        }
    }
}

fn signals_app() -> Element {
    let table = Shown::<Table>::here();
    let rows = use_hook(|| {
        let rows: Vec<_> = table
            .rows
            .iter()
            .map(|row| Signal::new(row.clone()))
            .collect();
        *consume_context::<Signals>().borrow_mut() = rows.clone();
        rows
    });
    rsx! {
        div {
            h1 { "{table.title}" }
            table { tbody {
                for row in rows {
                    SignalRow { key: "{row.peek().id}", row, selected: row.peek().id == table.selected }
                }
            } }
        }
    }
}

/// A client that sets one signal.
struct OneSignal {
    dom: VirtualDom,
    signal: Signal<Shared<table::Row>>,
    rows: [Shared<table::Row>; 2],
    edits: MutationState,
}

impl OneSignal {
    fn new(states: [Table; 2]) -> OneSignal {
        let [before, after] = states;
        let changed = before
            .rows
            .iter()
            .zip(&after.rows)
            .position(|(before, after)| before != after);
        let changed = changed.expect("a row changes");
        let rows = [before.rows[changed].clone(), after.rows[changed].clone()];
        let signals = Signals::default();
        let dom = VirtualDom::new(signals_app).with_root_context(Shown::new(Rc::new(before)));
        let mut dom = dom.with_root_context(signals.clone());
        let mut edits = MutationState::default();
        dom.rebuild(&mut edits);
        edits.export_memory();
        let signal = signals.borrow()[changed];
        OneSignal {
            dom,
            signal,
            rows,
            edits,
        }
    }
}

impl Client for OneSignal {
    fn go(&mut self, side: Side, out: &mut Vec<u8>) {
        let (mut signal, row) = (self.signal, self.rows[side as usize].clone());
        self.dom.in_scope(ScopeId::APP, || signal.set(row));
        self.dom.render_immediate(&mut self.edits);
        self.edits.write_memory_into(out);
    }

    fn html(&self) -> String {
        dioxus_ssr::render(&self.dom)
    }
}

pub(crate) fn table(operation: &str) -> Vec<Named> {
    let mut clients = vec![named("dioxus", Dom::new(table_app, Table::both(operation)))];
    if operation == "change_1_cell" {
        clients.push(named(
            "dioxus, a signal a row",
            OneSignal::new(Table::both(operation)),
        ));
    }
    clients
}

pub(crate) fn table_page() -> (&'static str, Page) {
    page(table_app, Table::of(&table::plain::Table::first(), &[]))
}

struct Chat {
    chat: chat::plain::Chat,
    messages: Vec<Shared<chat::Message>>,
}

impl Chat {
    fn of(chat: chat::plain::Chat, before: &[Shared<chat::Message>]) -> Chat {
        let same = |a: &chat::Message, b: &chat::Message| a.id == b.id && a.text == b.text;
        let messages = shared(before, &chat.messages, same);
        Chat { chat, messages }
    }
}

#[component]
fn Message(message: Shared<chat::Message>, mine: bool) -> Element {
    let mine = if mine { "mine" } else { "" };
    let first = message.user.chars().next().map(String::from);
    rsx! {
        li { id: "msg-{message.id}", class: "msg {mine}",
            span { class: "avatar", {first} }
            b { class: "author", "{message.user}" }
            time { "{message.time}" }
            p { class: "body", "{message.text}" }
        }
    }
}

fn chat_app() -> Element {
    let state = Shown::<Chat>::here();
    let Chat { chat, messages } = &*state;
    let typing = chat.typing.join(", ");
    rsx! {
        div { class: "chat", id: "chat",
            header {
                h1 { "#{chat.room}" }
                span { class: "count", "{chat.users.len()} online" }
            }
            ul { class: "messages", id: "messages",
                for message in messages {
                    Message { key: "{message.id}", message: message.clone(), mine: message.user == chat.me }
                }
            }
            if !chat.typing.is_empty() {
                p { class: "typing", "{typing} typing..." }
            }
            aside { class: "users",
                ul {
                    for user in &chat.users {
                        li { key: "{user.name}", class: if user.online { "user online" } else { "user " }, "{user.name}" }
                    }
                }
            }
            form { "phx-submit": "send", "phx-change": "typing",
                input { name: "text", value: "{chat.draft}", autocomplete: "off" }
                button { "Send" }
            }
        }
    }
}

pub(crate) fn chat(operation: &str) -> Vec<Named> {
    let [before, after] = states::<chat::plain::Chat>(operation);
    let before = Chat::of(before, &[]);
    let after = Chat::of(after, &before.messages);
    vec![named("dioxus", Dom::new(chat_app, [before, after]))]
}

pub(crate) fn chat_page() -> (&'static str, Page) {
    page(chat_app, Chat::of(chat::plain::Chat::first(), &[]))
}

fn dashboard_app() -> Element {
    let dashboard = Shown::<dashboard::plain::Dashboard>::here();
    rsx! {
        for (i, metric) in dashboard.metrics().into_iter().enumerate() {
            div { key: "{i}", class: "metric", id: "m{i}",
                span { class: "name", "Metric {i}" }
                b { class: "value", "{metric}" }
            }
        }
    }
}

pub(crate) fn dashboard(operation: &str) -> Vec<Named> {
    let states = states::<dashboard::plain::Dashboard>(operation);
    vec![named("dioxus", Dom::new(dashboard_app, states))]
}
