//! What every template shows: one struct with tracked and plain fields of all kinds.

use slotwise::{AttributeSet, Attrs, Slot, Tracked, View, component, h};
use slotwise_tests::stream::Log;
use std::rc::Rc;

/// The state.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Page {
    pub text: Tracked<String>,
    pub title: Tracked<String>,
    pub num: Tracked<i64>,
    pub flag: Tracked<bool>,
    pub maybe: Tracked<Option<String>>,
    pub mode: Tracked<Mode>,
    pub words: Tracked<Vec<String>>,
    pub set: Tracked<Set>,
    /// Rows with stamps in a list with one.
    pub rows: Tracked<Vec<Tracked<Row>>>,
    /// Rows without stamps in a list with one.
    pub loose: Tracked<Vec<Row>>,
    /// Rows with stamps in a list without.
    pub others: Vec<Tracked<Row>>,
    pub plain_rows: Vec<Row>,
    pub plain_text: String,
    pub plain_num: i64,
    pub plain_flag: bool,
    pub plain_maybe: Option<String>,
    pub plain_mode: Mode,
    pub plain_set: Set,
    pub log: Log<Row>,
    pub feed: Tracked<Log<Row>>,
}

/// A row, with more rows in it.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Row {
    pub id: i64,
    pub name: String,
    pub on: bool,
    pub maybe: Option<String>,
    pub note: Tracked<String>,
    pub count: Tracked<i64>,
    pub items: Vec<Tracked<Item>>,
    /// To these nothing ever happens.
    pub tags: Rc<Log<Item>>,
}

/// A row of a row.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub struct Item {
    pub id: i64,
    pub text: String,
    pub on: bool,
}

/// One of several.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Mode {
    Idle,
    Busy(i64),
    Named(String),
}

/// Attributes for a spread, also in a form that can be walked.
#[derive(Clone, Debug)]
pub struct Set {
    /// Names and values; of `None` the attribute is absent.
    pub pairs: Vec<(&'static str, Given)>,
    attrs: Attrs<'static>,
}

/// The value of an attribute in a [`Set`].
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Given {
    Absent,
    Bare,
    Text(&'static str),
    Int(i64),
}

impl Set {
    /// The attributes in this order.
    pub fn new(pairs: &[(&'static str, Given)]) -> Set {
        let add = |attrs: Attrs<'static>, (name, given): &(&'static str, Given)| match *given {
            Given::Absent => attrs.set(name, &None::<&str>),
            Given::Bare => attrs.set(name, true),
            Given::Text(text) => attrs.set(name, text),
            Given::Int(int) => attrs.set(name, int),
        };
        Set {
            pairs: pairs.to_vec(),
            attrs: pairs.iter().fold(Attrs::new(), add),
        }
    }
}

impl AttributeSet for Set {
    fn attribute_set(&self) -> Option<&Attrs<'_>> {
        Some(&self.attrs)
    }
}

/// A function whose call cannot be tracked.
pub fn shout(text: &str) -> String {
    format!("{}!", text.to_uppercase())
}

/// A component with state of its own, and a slot.
pub struct Counter {
    label: Tracked<String>,
    start: Tracked<i64>,
}

#[component]
impl Counter {
    /// Shows its props.
    pub fn mount(label: &str, #[prop(default = 1)] start: i64) -> Self {
        Counter {
            label: label.to_owned().into(),
            start: start.into(),
        }
    }

    /// Goes on showing them.
    fn update(&mut self, label: &str, start: i64) {
        *self.label = label.to_owned();
        *self.start = start;
    }

    fn render(&self, inner_block: Slot) -> impl View {
        h! { <section title={@label}>{@start}{@inner_block}</section> }
    }
}
