//! Streams the obvious way: what was done to one ([`Log`]), where a page shows them ([`Showing`]), and what a client
//! then holds ([`Held`]).
//!
//! ```text
//! insert a, b          shown in a place: a b
//! delete a, insert c   shown there again: b c      in a place that is new: c
//! ```
//! A place is the same one if the way to it is. Dialects differ in some: the phoenix one keeps what a component with
//! state shows wherever that is called, and finds rows without keys by their index. Where nobody can tell from the
//! way, a client may hold what it held of this stream in any place.
//!
//! On a page streams stand in `<x-log>`, behind what else is in there, and their rows are `<x-row>`: [`Split`]
//! relies on it.

use proptest::prelude::*;
use slotwise::{Dialect, Insert, Stream};
pub use slotwise_live_test::batch::{Batch, Insertion, id_of};
use std::cell::{Cell, RefCell};
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};

/// Something that a program does to a stream.
#[derive(Clone, Debug)]
#[allow(missing_docs)]
pub enum Operation<T> {
    Insert {
        item: T,
        at: Option<usize>,
        limit: Option<i64>,
        update_only: bool,
    },
    Delete(T),
    Reset(Vec<T>),
}

impl<T: Clone + fmt::Debug + 'static> Operation<T> {
    /// Any of them.
    pub fn any<S: Strategy<Value = T> + Clone + 'static>(
        item: S,
    ) -> impl Strategy<Value = Operation<T>> {
        let insert = (
            item.clone(),
            prop::option::of(0..6usize),
            prop::option::of(-4..4i64),
            prop::bool::weighted(0.2),
        );
        prop_oneof![
            6 => insert.prop_map(|(item, at, limit, update_only)| Operation::Insert {
                item,
                at,
                limit,
                update_only,
            }),
            2 => item.clone().prop_map(Operation::Delete),
            1 => prop::collection::vec(item, 0..4).prop_map(Operation::Reset),
        ]
    }
}

/// A stream, and what is held of it.
#[derive(Clone, Debug)]
pub struct Log<T> {
    /// The stream.
    pub stream: Stream<T>,
    dom_id: fn(&T) -> String,
    identity: u64,
    version: u64,
    batch: Batch<T>,
    /// What was done last was shown: it is forgotten when something else is done.
    sent: Cell<bool>,
}

fn fresh() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}

impl<T: Clone> Log<T> {
    /// A stream of nothing.
    pub fn new(dom_id: fn(&T) -> String) -> Log<T> {
        Log {
            stream: Stream::new(dom_id),
            dom_id,
            identity: fresh(),
            version: fresh(),
            batch: Batch::default(),
            sent: Cell::new(false),
        }
    }

    /// Tells apart what was done so far.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Does it to the stream.
    pub fn apply(&mut self, operation: Operation<T>) {
        self.version = fresh();
        if self.sent.take() {
            self.batch = Batch::default();
        }
        match operation {
            Operation::Insert {
                item,
                at,
                limit,
                update_only,
            } => {
                self.note(&item, at, limit, update_only);
                let mut insert = Insert::new(item);
                if let Some(at) = at {
                    insert = insert.at(at);
                }
                if let Some(limit) = limit {
                    insert = insert.limit(limit as isize);
                }
                if update_only {
                    insert = insert.update_only();
                }
                self.stream.insert(insert);
            }
            Operation::Delete(item) => {
                self.stream.delete(&item);
                let id = (self.dom_id)(&item);
                self.batch.inserts.retain(|insert| insert.id != id);
                if !self.batch.reset {
                    self.batch.deletes.push(id);
                }
            }
            Operation::Reset(items) => {
                self.batch = Batch {
                    reset: true,
                    ..Batch::default()
                };
                items
                    .iter()
                    .for_each(|item| self.note(item, None, None, false));
                self.stream.reset(items);
            }
        }
    }

    fn note(&mut self, item: &T, at: Option<usize>, limit: Option<i64>, update_only: bool) {
        let Batch {
            reset,
            deletes,
            inserts,
        } = &mut self.batch;
        let id = (self.dom_id)(item);
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

    /// Notes that the page that is being recorded shows the stream here, with rows like these. Gives the rows of a
    /// client that is shown it for the first time, as which it also stands in the row of another stream.
    pub fn show<'l>(&'l self, html: impl Fn(&'l str, &'l T) -> String) -> String {
        let insertion = |insert: &'l Insertion<T>| Insertion {
            row: html(&insert.id, &insert.row),
            id: insert.id.clone(),
            at: insert.at,
            limit: insert.limit,
            update_only: insert.update_only,
        };
        let inserts = unrecorded(|| self.batch.inserts.iter().map(insertion).collect());
        let showing = Showing {
            path: Vec::new(),
            identity: self.identity,
            version: self.version,
            batch: Batch {
                reset: self.batch.reset,
                deletes: self.batch.deletes.clone(),
                inserts,
            },
        };
        let rows = text(&showing.anew());
        if note(showing) {
            self.sent.set(true);
        }
        rows
    }
}

/// Notes that where a stream may stand there is none.
pub fn show_nothing() {
    note(Showing {
        path: Vec::new(),
        identity: fresh(),
        version: fresh(),
        batch: Batch::default(),
    });
}

/// Whether somebody records.
fn note(showing: Showing) -> bool {
    RECORD.with_borrow_mut(|record| {
        if let Some(Record { path, showings }) = record {
            let path = path.clone();
            showings.push(Showing { path, ..showing });
        }
        record.is_some()
    })
}

/// A part of the way to a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// One like no other beside it.
    Named(String),
    /// A row without a key.
    Index(usize),
    /// An instance of a component with state.
    Instance(String),
    /// One that cannot be told from others.
    Any,
}

/// A stream where a page shows it, with the rows that it has for whom.
#[derive(Clone, Debug)]
pub struct Showing {
    path: Vec<Part>,
    identity: u64,
    version: u64,
    batch: Batch<String>,
}

struct Record {
    path: Vec<Part>,
    showings: Vec<Showing>,
}

thread_local! {
    static RECORD: RefCell<Option<Record>> = const { RefCell::new(None) };
}

/// Runs what shows streams; gives these in their order.
pub fn record<T>(run: impl FnOnce() -> T) -> (T, Vec<Showing>) {
    RECORD.set(Some(Record {
        path: Vec::new(),
        showings: Vec::new(),
    }));
    let made = run();
    let record = RECORD.take();
    (
        made,
        record.map(|record| record.showings).unwrap_or_default(),
    )
}

/// Runs what stands in rows of streams: they are what they are once they are sent, and it makes no difference which
/// streams are in there.
pub fn unrecorded<T>(run: impl FnOnce() -> T) -> T {
    let record = RECORD.take();
    let made = run();
    RECORD.set(record);
    made
}

/// Runs what stands in a part.
pub fn within<T>(part: Part, run: impl FnOnce() -> T) -> T {
    let path = |change: &mut dyn FnMut(&mut Vec<Part>)| {
        RECORD.with_borrow_mut(|record| {
            if let Some(record) = record {
                change(&mut record.path);
            }
        });
    };
    path(&mut |path| path.push(part.clone()));
    let made = run();
    path(&mut |path| _ = path.pop());
    made
}

/// Rows by their ids.
type Rows = Vec<(String, String)>;

fn text(rows: &Rows) -> String {
    rows.iter().map(|(_, row)| row.as_str()).collect()
}

impl Showing {
    /// The way to it as a dialect goes it; `None`: nobody can tell.
    fn path(&self, dialect: Dialect) -> Option<Vec<Part>> {
        let is_instance = |part: &Part| matches!(part, Part::Instance(_));
        let instance = self.path.iter().rposition(is_instance);
        let path = match (dialect, instance) {
            // It stands beside the page, until there is another page.
            (Dialect::Phoenix, Some(at)) => [&self.path[..1], &self.path[at..]].concat(),
            _ => self.path.clone(),
        };
        let is_known = |part: &Part| match part {
            Part::Named(_) | Part::Instance(_) => true,
            Part::Index(_) => dialect == Dialect::Phoenix,
            Part::Any => false,
        };
        path.iter().all(is_known).then_some(path)
    }

    fn anew(&self) -> Rows {
        let mut rows = Rows::new();
        self.batch.clone().apply(&mut rows);
        rows
    }

    /// The rows where these stood before.
    fn after(&self, place: &Place) -> Rows {
        if place.identity != self.identity {
            return self.anew();
        }
        let mut rows = place.rows.clone();
        if place.version != self.version {
            self.batch.clone().apply(&mut rows);
        }
        rows
    }
}

/// The rows of what is rendered afresh, for whom all is new.
pub fn anew(showings: &[Showing]) -> Vec<String> {
    showings
        .iter()
        .map(|showing| text(&showing.anew()))
        .collect()
}

/// What a client holds of the streams of a page.
#[derive(Default)]
pub struct Held(Vec<Place>);

struct Place {
    path: Option<Vec<Part>>,
    identity: u64,
    version: u64,
    rows: Rows,
}

impl Held {
    /// Goes on to the next state, where the client shows these rows.
    ///
    /// # Errors
    /// With what it should show.
    pub fn step(
        &mut self,
        dialect: Dialect,
        showings: &[Showing],
        shown: &[String],
        same: fn(&str, &str) -> bool,
    ) -> Result<(), String> {
        if showings.len() != shown.len() {
            return Err(format!("{} streams of {}", shown.len(), showings.len()));
        }
        let places = showings.iter().zip(shown).map(|(showing, shown)| {
            let path = showing.path(dialect);
            let may_hold = self.may_hold(path.as_ref(), showing);
            let holds = may_hold.iter().find(|rows| same(&text(rows), shown));
            let rows = holds.ok_or_else(|| {
                let may_hold: Vec<String> = may_hold.iter().map(text).collect();
                format!("a stream shows {shown}\nand not {}", may_hold.join("\nor "))
            })?;
            Ok(Place {
                path,
                identity: showing.identity,
                version: showing.version,
                rows: rows.clone(),
            })
        });
        self.0 = places.collect::<Result<_, String>>()?;
        Ok(())
    }

    fn may_hold(&self, path: Option<&Vec<Part>>, showing: &Showing) -> Vec<Rows> {
        let is_there = |place: &&Place| path.is_some() && place.path.as_ref() == path;
        if let Some(place) = self.0.iter().find(is_there) {
            return vec![showing.after(place)];
        }
        let others = self.0.iter().map(|place| showing.after(place));
        std::iter::once(showing.anew()).chain(others).collect()
    }
}

/// A page and the rows of its streams, but for those in rows of streams.
pub struct Split {
    /// What is around the rows of each.
    around: Vec<String>,
    /// The rows of each, and what comes behind them.
    pub rows: Vec<String>,
}

impl Split {
    /// Takes HTML apart.
    pub fn new(html: &str) -> Split {
        let mut around = vec![String::new()];
        let mut rows: Vec<String> = Vec::new();
        // Rows around what is looked at.
        let mut depth = 0;
        let mut in_rows = false;
        for (at, piece) in html.split('<').enumerate() {
            let tag = if at == 0 { "" } else { "<" };
            match piece.split(['>', ' ']).next() {
                Some("x-row") => (depth, in_rows) = (depth + 1, true),
                Some("/x-row") => depth -= 1,
                Some("/x-log") if depth == 0 => {
                    around.push(String::new());
                    in_rows = false;
                }
                Some("x-log") if depth == 0 => rows.push(String::new()),
                _ => {}
            }
            let part = match in_rows {
                true => rows.last_mut(),
                false => around.last_mut(),
            };
            if let Some(part) = part {
                *part += tag;
                *part += piece;
            }
        }
        Split { around, rows }
    }

    /// What is around the rows.
    pub fn around(&self) -> String {
        self.around.concat()
    }

    /// The page with these rows.
    pub fn with(&self, rows: &[String]) -> String {
        let rows = rows.iter().map(String::as_str).chain([""]);
        let all = self.around.iter().map(String::as_str).zip(rows);
        all.flat_map(|(around, rows)| [around, rows]).collect()
    }
}
