//! [`Rows`]: a list of forms within a form, whose entries come, go and change places.
//!
//! ```text
//! user[skills][4][name]=Rust      the entry with the index 4
//! user[skills_sort][]=4           its place among the others; what is no number, such as `new`, is a new entry
//! user[skills_drop][]=4           it goes
//! user[skills_up][]=4             it changes places with the one before it, by `skills_down` with the next
//! ```
//! An entry keeps its index for life, wherever it moves, and no index is used twice. So the names and ids of
//! its controls never change, and a change that the client sent before it heard of the last one does no harm:
//! an entry that was removed does not come back, and one that it does not know yet stays.

use super::FormData;
use super::errors::{FieldError, Step};
use super::field::{Field, Name};
use super::part::{self, FieldSet, Part, State};
use super::tree::Node;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

/// How many entries a list may have, unless their type says otherwise: see [`FormData::MAX_ROWS`].
pub const MAX_ROWS: usize = 1_000;

/// Greater indices are none.
const GREATEST: u32 = 999_999_999;

/// A list of forms within a form. It derefs to a [`Field`] for what is wrong with the list itself.
///
/// ```
/// use slotwise::form::{Form, FormData};
/// use slotwise::session::Params;
///
/// #[derive(Clone, Debug, PartialEq, FormData)]
/// struct Skill { name: String }
///
/// #[derive(Clone, FormData)]
/// struct User { #[form(nested)] skills: Vec<Skill> }
///
/// let mut form = Form::new(User { skills: vec![] });
/// form.validate(&Params::from_query("user[skills_sort][]=new"));
/// let skill = form.skills.iter().next().unwrap();
/// assert_eq!(skill.name.name(), "user[skills][0][name]");
/// ```
pub struct Rows<T: FormData> {
    field: Field,
    name: Name,
    rows: Vec<Row<T>>,
    /// Above all indices so far.
    next: u32,
}

/// An entry of [`Rows`]; it derefs to its fields.
pub struct Row<T: FormData> {
    index: u32,
    /// The list's name: `user[skills`, for `_drop][]` and the like.
    stem: String,
    /// The client has not heard of it yet.
    pending: bool,
    fields: T::Fields,
}

impl<T: FormData> Rows<T> {
    /// The entries, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Row<T>> {
        self.rows.iter()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The name of a control that adds an entry, or says where one stands: `user[skills_sort][]`.
    pub fn sort_name(&self) -> String {
        beside(stem(&self.name), "sort")
    }

    /// The name of a control that removes an entry: `user[skills_drop][]`.
    pub fn drop_name(&self) -> String {
        beside(stem(&self.name), "drop")
    }

    fn row(&self, index: u32, value: Option<&T>) -> Row<T> {
        Row {
            index,
            stem: stem(&self.name).to_owned(),
            pending: false,
            fields: T::Fields::new(&self.name.child(&index.to_string()), value),
        }
    }

    fn add(&mut self) -> Row<T> {
        let row = self.row(self.next, None);
        self.next += 1;
        Row {
            pending: true,
            ..row
        }
    }
}

fn stem(name: &Name) -> &str {
    name.path.strip_suffix(']').unwrap_or(&name.path)
}

fn beside(stem: &str, what: &str) -> String {
    format!("{stem}_{what}][]")
}

impl<T: FormData> Row<T> {
    /// What tells it from the others for as long as it lives.
    pub fn index(&self) -> u32 {
        self.index
    }

    /// The name of a control that says where it stands: `user[skills_sort][]`, with its index as the value.
    pub fn sort_name(&self) -> String {
        beside(&self.stem, "sort")
    }

    /// The name of a control that removes it: `user[skills_drop][]`, with its index as the value.
    pub fn drop_name(&self) -> String {
        beside(&self.stem, "drop")
    }

    /// The name of a control that moves it to the front by one: `user[skills_up][]`.
    pub fn up_name(&self) -> String {
        beside(&self.stem, "up")
    }

    /// The name of a control that moves it to the back by one: `user[skills_down][]`.
    pub fn down_name(&self) -> String {
        beside(&self.stem, "down")
    }
}

impl<T: FormData> Deref for Rows<T> {
    type Target = Field;

    fn deref(&self) -> &Field {
        &self.field
    }
}

impl<T: FormData> Deref for Row<T> {
    type Target = T::Fields;

    fn deref(&self) -> &T::Fields {
        &self.fields
    }
}

impl<T: FormData> Part for Rows<T> {
    fn read(&mut self, parent: &Node<'_>, key: &str, anew: bool) {
        let Some(change) = Change::of(parent, key) else {
            return;
        };
        let order = change.order(&self.rows, self.next);
        self.field.accept();
        self.field.used |= change.is_visible() || order.refused;
        if order.refused {
            self.field.refuse(FieldError::TooMany { most: T::MAX_ROWS });
        }
        let mut rows: BTreeMap<u32, Row<T>> = std::mem::take(&mut self.rows)
            .into_iter()
            .map(|row| (row.index, row))
            .collect();
        for place in order.places {
            let mut row = match place {
                Place::Given(index) => {
                    self.next = self.next.max(index + 1);
                    rows.remove(&index).unwrap_or_else(|| self.row(index, None))
                }
                Place::New => self.add(),
            };
            if let Place::Given(index) = place
                && let Some(node) = change.given.get(&index)
            {
                row.pending = false;
                part::read(&mut row.fields, node, anew);
            }
            self.rows.push(row);
        }
        let mut used = false;
        let Rows { rows, field, .. } = self;
        rows.iter()
            .for_each(|row| part::each(&row.fields, &mut |field| used |= field.used));
        field.used |= used;
    }

    fn find(&mut self, path: &[Step<'_>]) -> Option<&mut Field> {
        match path {
            [] => Some(&mut self.field),
            [Step::Entry(at), rest @ ..] => part::find(&mut self.rows.get_mut(*at)?.fields, rest),
            [Step::Field(_), ..] => None,
        }
    }

    fn each(&self, visit: &mut dyn FnMut(&Field)) {
        visit(&self.field);
        for row in &self.rows {
            part::each(&row.fields, visit);
        }
    }

    fn each_mut(&mut self, visit: &mut dyn FnMut(&mut Field)) {
        visit(&mut self.field);
        for row in &mut self.rows {
            part::each_mut(&mut row.fields, visit);
        }
    }

    fn write(&self, pairs: &mut Vec<(String, String)>) {
        for row in &self.rows {
            pairs.push((row.sort_name(), row.index.to_string()));
            part::write(&row.fields, pairs);
        }
        pairs.push((self.drop_name(), String::new()));
    }
}

impl<T: FormData> State for Rows<T> {
    type Value = Vec<T>;

    fn new(name: Name, value: Option<&Vec<T>>) -> Rows<T> {
        let field = Field::new(name.clone(), false);
        let mut rows = Rows {
            field,
            name,
            rows: Vec::new(),
            next: 0,
        };
        for value in value.into_iter().flatten() {
            let row = rows.row(rows.next, Some(value));
            rows.rows.push(row);
            rows.next += 1;
        }
        rows
    }

    fn value(&self, stand_ins: bool) -> Option<Vec<T>> {
        let rows = self.rows.iter();
        rows.map(|row| row.fields.value(stand_ins)).collect()
    }
}

/// What a client says of a list.
struct Change<'n, 'p> {
    given: BTreeMap<u32, &'n Node<'p>>,
    sort: &'n [&'p str],
    dropped: BTreeSet<u32>,
    up: Vec<u32>,
    down: Vec<u32>,
}

/// An entry where it will stand.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Given(u32),
    New,
}

struct Order {
    places: Vec<Place>,
    /// There were more than may be.
    refused: bool,
}

impl<'n, 'p> Change<'n, 'p> {
    /// `None` if the form does not show the list.
    fn of(parent: &'n Node<'p>, key: &str) -> Option<Change<'n, 'p>> {
        let node = parent.child(key);
        let [sort, dropped, up, down] =
            ["_sort", "_drop", "_up", "_down"].map(|name| parent.beside(key, name));
        if node.is_none() && [sort, dropped, up, down].iter().all(Option::is_none) {
            return None;
        }
        let entries = node.into_iter().flat_map(Node::children);
        let numbers = |texts: Option<&[&str]>| {
            texts
                .unwrap_or_default()
                .iter()
                .filter_map(|t| index(t))
                .collect()
        };
        Some(Change {
            given: entries
                .filter_map(|(key, node)| Some((index(key)?, node)))
                .collect(),
            sort: sort.unwrap_or_default(),
            dropped: dropped
                .unwrap_or_default()
                .iter()
                .filter_map(|text| index(text))
                .collect(),
            up: numbers(up),
            down: numbers(down),
        })
    }

    /// Whether the user did something to the list itself.
    fn is_visible(&self) -> bool {
        let adds = self.sort.iter().any(|text| adds(text));
        adds || !(self.dropped.is_empty() && self.up.is_empty() && self.down.is_empty())
    }

    /// The entries that there are from now on, in order: those that are not sorted first, as in Ecto, then as
    /// sorted, then those that the client does not know yet.
    fn order<T: FormData>(&self, rows: &[Row<T>], next: u32) -> Order {
        let there: BTreeSet<u32> = rows.iter().map(|row| row.index).collect();
        // An index that was given out, and is no longer there, was removed.
        let lives = |index: &u32| {
            !self.dropped.contains(index) && (*index >= next || there.contains(index))
        };
        let mut given: BTreeSet<u32> = self.given.keys().copied().filter(lives).collect();
        let sorted: BTreeSet<u32> = self.sort.iter().filter_map(|text| index(text)).collect();
        let unsorted = given.difference(&sorted).map(|index| Place::Given(*index));
        let mut places: Vec<Place> = unsorted.collect();
        for text in self.sort {
            match index(text) {
                Some(index) if given.remove(&index) => places.push(Place::Given(index)),
                None if adds(text) => places.push(Place::New),
                _ => {}
            }
        }
        let unknown = rows
            .iter()
            .filter(|row| row.pending && !self.given.contains_key(&row.index) && lives(&row.index));
        // Before what was added just now.
        let end = places
            .iter()
            .rposition(|place| *place != Place::New)
            .map_or(0, |at| at + 1);
        places.splice(end..end, unknown.map(|row| Place::Given(row.index)));
        self.moves(&mut places);
        let refused = places.len() > T::MAX_ROWS;
        places.truncate(T::MAX_ROWS);
        Order { places, refused }
    }

    fn moves(&self, places: &mut [Place]) {
        let at = |places: &[Place], index: &u32| {
            places
                .iter()
                .position(|place| *place == Place::Given(*index))
        };
        for index in &self.up {
            if let Some(at @ 1..) = at(places, index) {
                places.swap(at - 1, at);
            }
        }
        for index in &self.down {
            if let Some(at) = at(places, index)
                && at + 1 < places.len()
            {
                places.swap(at, at + 1);
            }
        }
    }
}

/// The index that a text is, as the server writes it.
fn index(text: &str) -> Option<u32> {
    let index = text.parse().ok().filter(|index| *index <= GREATEST)?;
    (text == "0" || !text.starts_with(['0', '+'])).then_some(index)
}

/// Whether a text among the indices stands for a new entry.
fn adds(text: &str) -> bool {
    !text.is_empty() && !text.bytes().all(|byte| byte.is_ascii_digit())
}
