//! What may happen to the state: everything that Rust lets one do to it.

use crate::random::Random;
use crate::state::{Given, Item, Mode, Page, Row, Set};
use slotwise::Tracked;
use slotwise_tests::stream::{Log, Operation};
use std::mem::swap;
use std::rc::Rc;

/// A change; its numbers choose among what is there, modulo.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Change {
    pub kind: Kind,
    pub a: usize,
    pub b: usize,
    pub c: usize,
}

macro_rules! kinds {
    ($($kind:ident)*) => {
        /// What is done.
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[allow(missing_docs)]
        pub enum Kind { $($kind),* }

        const KINDS: &[Kind] = &[$(Kind::$kind),*];
    };
}

kinds! {
    Nothing Touch SetText SetTitle PushText SwapTexts SetNum AddNum ToggleFlag SetMaybe TakeMaybe SetMode
    SwapModes PushWord PopWord RotateWords SortWords SetSet SwapSets SetPlainText SetPlainNum TogglePlain
    SetPlainMaybe SetPlainMode InsertRow RemoveRow ReviveRow SwapRows ReverseRows RotateRows SortRows
    RetainRows TruncateRows ReplaceRows ClearRows EditRow EditRowMaybe EditNote EditCount SwapNotes
    SwapInRows NoteToText PushItem RemoveItem SwapItems EditItem ItemsBetween ItemsReversed ItemsCloned
    RowBetween RowToOthers RowFromOthers SwapLists OthersInPlain InsertLoose RemoveLoose EditLoose SwapLoose
    InsertPlain RemovePlain EditPlain ReversePlain Save Restore RestoreRows RestoreRow RestoreText
    InsertLog ReplaceLog DeleteLog ResetLog InsertFeed DeleteFeed SwapLogs
}

impl Change {
    /// Any change.
    pub fn any(random: &mut Random) -> Change {
        Change {
            kind: *random.pick(KINDS),
            a: random.below(1 << 16),
            b: random.below(1 << 16),
            c: random.below(1 << 16),
        }
    }
}

const TEXTS: [&str; 12] = [
    "",
    "a",
    "b",
    "a b",
    "<&\"'>",
    "żółw",
    "\nline\r\n",
    " ",
    "seven77",
    "eight888",
    "</p><b>",
    "a text that is a good deal longer than all the others",
];

const NUMBERS: [i64; 8] = [0, 1, 2, 3, -1, 7, 1 << 53, i64::MIN];

fn text(number: usize) -> String {
    TEXTS[number % TEXTS.len()].to_owned()
}

fn maybe(number: usize) -> Option<String> {
    number.is_multiple_of(2).then(|| text(number / 2))
}

fn number(number: usize) -> i64 {
    NUMBERS[number % NUMBERS.len()]
}

fn mode(number: usize) -> Mode {
    match number % 4 {
        0 => Mode::Idle,
        1 => Mode::Named(text(number / 4)),
        _ => Mode::Busy((number / 4 % 5) as i64),
    }
}

fn set(number: usize) -> Set {
    let all = [
        ("title", Given::Text("<of the set>")),
        ("hidden", Given::Bare),
        ("class", Given::Text("of-set")),
        ("data-x", Given::Int(7)),
        ("lang", Given::Absent),
        ("title", Given::Absent),
    ];
    let chosen = |place: &usize| number >> place & 1 == 1;
    let pairs: Vec<_> = (0..all.len())
        .filter(chosen)
        .map(|place| all[place])
        .collect();
    Set::new(&pairs)
}

/// The state with what happened to it before.
pub struct History {
    /// The state.
    pub page: Page,
    saved: Vec<Page>,
    removed: Vec<Tracked<Row>>,
    next_id: i64,
}

impl History {
    /// A first state by chance.
    pub fn new(random: &mut Random) -> History {
        let mut any = || random.below(1 << 16);
        let page = Page {
            text: text(any()).into(),
            title: text(any()).into(),
            num: number(any()).into(),
            flag: (any() % 2 == 0).into(),
            maybe: maybe(any()).into(),
            mode: mode(any()).into(),
            words: Vec::new().into(),
            set: set(any()).into(),
            rows: Vec::new().into(),
            loose: Vec::new().into(),
            others: Vec::new(),
            plain_rows: Vec::new(),
            plain_text: text(any()),
            plain_num: number(any()),
            plain_flag: any() % 2 == 0,
            plain_maybe: maybe(any()),
            plain_mode: mode(any()),
            plain_set: set(any()),
            log: Log::new(Row::dom_id),
            feed: Log::new(Row::dom_id).into(),
        };
        let mut history = History {
            saved: vec![page.clone()],
            removed: Vec::new(),
            page,
            next_id: 0,
        };
        for _ in 0..random.below(5) {
            let row = history.row(random.below(1 << 16));
            history.page.rows.push(row.into());
        }
        for _ in 0..random.below(4) {
            let row = history.row(random.below(1 << 16));
            history.page.plain_rows.push(row.clone());
            history.page.loose.push(row.clone());
            history.page.others.push(row.into());
        }
        for _ in 0..random.below(4) {
            let insert = history.insert(random.below(1 << 16), 1, 1);
            history.page.log.apply(insert);
        }
        history
    }

    fn id(&mut self) -> i64 {
        self.next_id += 1;
        self.next_id
    }

    fn item(&mut self, a: usize) -> Item {
        Item {
            id: self.id(),
            text: text(a),
            on: a.is_multiple_of(3),
        }
    }

    fn row(&mut self, a: usize) -> Row {
        let items = (0..a % 3).map(|i| self.item(a / 3 + i).into()).collect();
        Row {
            id: self.id(),
            name: text(a / 5),
            on: a.is_multiple_of(2),
            maybe: maybe(a / 7),
            note: text(a / 11).into(),
            count: number(a / 13).into(),
            items,
            tags: Rc::new(self.tags(a)),
        }
    }

    fn tags(&mut self, a: usize) -> Log<Item> {
        let mut tags = Log::new(|item: &Item| format!("i{}", item.id));
        tags.apply(Operation::Reset(
            (0..a % 3).map(|i| self.item(a + i)).collect(),
        ));
        tags
    }

    /// A row of a stream, of a few ids.
    fn streamed(&mut self, a: usize) -> Row {
        Row {
            id: (a % 7) as i64,
            ..self.row(a / 7)
        }
    }

    fn insert(&mut self, a: usize, b: usize, c: usize) -> Operation<Row> {
        Operation::Insert {
            item: self.streamed(a),
            at: (!b.is_multiple_of(3)).then_some(b / 3 % 5),
            limit: c.is_multiple_of(3).then_some((c / 3 % 9) as i64 - 4),
            update_only: c.is_multiple_of(7),
        }
    }

    /// Does it.
    pub fn apply(&mut self, change: &Change) {
        let Change { kind, a, b, c } = *change;
        match kind {
            Kind::Save => self.saved.push(self.page.clone()),
            Kind::Restore => {
                // Of streams there is no way back: what was sent is forgotten.
                let mut page = self.saved[a % self.saved.len()].clone();
                swap(&mut page.log, &mut self.page.log);
                swap(&mut page.feed, &mut self.page.feed);
                self.page = page;
            }
            Kind::RestoreRows => self.page.rows = self.saved[a % self.saved.len()].rows.clone(),
            Kind::RestoreText => self.page.text = self.saved[a % self.saved.len()].title.clone(),
            Kind::RestoreRow => {
                let old = self.saved[a % self.saved.len()].rows.clone().into_inner();
                if let (Some(at), Some(from)) = (at(b, &self.page.rows), at(c, &old)) {
                    self.page.rows[at] = old[from].clone();
                }
            }
            Kind::InsertRow => {
                let row = self.row(a).into();
                let at = b % (self.page.rows.len() + 1);
                self.page.rows.insert(at, row);
            }
            Kind::RemoveRow => {
                if let Some(at) = at(a, &self.page.rows) {
                    let row = self.page.rows.remove(at);
                    self.removed.push(row);
                }
            }
            Kind::ReviveRow => {
                if let Some(from) = at(a, &self.removed) {
                    let row = self.removed.swap_remove(from);
                    let at = b % (self.page.rows.len() + 1);
                    self.page.rows.insert(at, row);
                }
            }
            Kind::ReplaceRows => {
                let rows = (0..a % 4).map(|i| self.row(b + i).into()).collect();
                self.page.rows = Tracked::new(rows);
            }
            Kind::InsertLog => {
                for i in 0..1 + a % 3 {
                    let insert = self.insert(a / 3 + i, b / 2 + i, c);
                    self.page.log.apply(insert);
                }
            }
            Kind::ReplaceLog => {
                let row = self.streamed(a);
                self.page.log.apply(Operation::Delete(row));
                let insert = self.insert(a, b, 1);
                self.page.log.apply(insert);
            }
            Kind::DeleteLog => {
                let row = self.streamed(a);
                self.page.log.apply(Operation::Delete(row));
            }
            Kind::ResetLog => {
                let rows = (0..a % 4).map(|i| self.streamed(b + i)).collect();
                self.page.log.apply(Operation::Reset(rows));
            }
            Kind::InsertFeed => {
                let insert = self.insert(a, b, c);
                self.page.feed.apply(insert);
            }
            Kind::DeleteFeed => {
                let row = self.streamed(a);
                self.page.feed.apply(Operation::Delete(row));
            }
            Kind::SwapLogs => swap(&mut self.page.log, &mut *self.page.feed),
            Kind::InsertLoose => {
                let row = self.row(a);
                let at = b % (self.page.loose.len() + 1);
                self.page.loose.insert(at, row);
            }
            Kind::InsertPlain => {
                let row = self.row(a);
                let at = b % (self.page.plain_rows.len() + 1);
                self.page.plain_rows.insert(at, row);
            }
            Kind::PushItem => {
                let item = self.item(a).into();
                if let Some(row) = some(b, &mut self.page.rows) {
                    let at = c % (row.items.len() + 1);
                    row.items.insert(at, item);
                }
            }
            _ => values(&mut self.page, change),
        }
        if let Kind::RowBetween | Kind::RowToOthers | Kind::RowFromOthers = kind {
            between(&mut self.page, change);
        }
        rows(&mut self.page, change);
    }
}

impl Row {
    fn dom_id(&self) -> String {
        format!("r{}", self.id)
    }
}

fn at<T>(number: usize, list: &[T]) -> Option<usize> {
    number.checked_rem(list.len())
}

fn some<T>(number: usize, list: &mut [T]) -> Option<&mut T> {
    let at = at(number, list)?;
    list.get_mut(at)
}

/// Two elements exchanged.
fn exchange<T>(list: &mut [T], a: usize, b: usize) {
    if let (Some(a), Some(b)) = (at(a, list), at(b, list)) {
        list.swap(a, b);
    }
}

/// Changes of fields that are no rows.
fn values(page: &mut Page, Change { kind, a, b, .. }: &Change) {
    let (a, b) = (*a, *b);
    match kind {
        Kind::Touch => match a % 3 {
            0 => page.text.touch(),
            1 => page.rows.touch(),
            _ => page.rows.iter_mut().for_each(|row| row.touch()),
        },
        Kind::SetText => *page.text = text(a),
        Kind::SetTitle => page.title = text(a).into(),
        Kind::PushText => page.text.push_str(["x", "<", "\r"][a % 3]),
        Kind::SwapTexts => swap(&mut page.text, &mut page.title),
        Kind::SetNum => *page.num = number(a),
        Kind::AddNum => *page.num = page.num.wrapping_add(1),
        Kind::ToggleFlag => *page.flag = !*page.flag,
        Kind::SetMaybe => *page.maybe = maybe(a),
        Kind::TakeMaybe => page.plain_maybe = page.maybe.take(),
        Kind::SetMode => *page.mode = mode(a),
        Kind::SwapModes => swap(&mut *page.mode, &mut page.plain_mode),
        Kind::PushWord => page.words.insert(0, text(a)),
        Kind::PopWord => drop(page.words.pop()),
        Kind::RotateWords if !page.words.is_empty() => page.words.rotate_left(1),
        Kind::SortWords => page.words.sort(),
        Kind::SetSet => *page.set = set(a),
        Kind::SwapSets => swap(&mut *page.set, &mut page.plain_set),
        Kind::SetPlainText => page.plain_text = text(a),
        Kind::SetPlainNum => page.plain_num = number(a),
        Kind::TogglePlain => page.plain_flag = !page.plain_flag,
        Kind::SetPlainMaybe => page.plain_maybe = maybe(a),
        Kind::SetPlainMode => page.plain_mode = mode(b),
        _ => {}
    }
}

/// Changes of rows.
fn rows(page: &mut Page, Change { kind, a, b, c }: &Change) {
    let (a, b, c) = (*a, *b, *c);
    let all = &mut page.rows;
    match kind {
        Kind::SwapRows => exchange(all, a, b),
        Kind::ReverseRows => all.reverse(),
        Kind::RotateRows if !all.is_empty() => {
            let by = a % all.len();
            all.rotate_left(by);
        }
        Kind::SortRows if a.is_multiple_of(2) => all.sort_by(|x, y| x.name.cmp(&y.name)),
        Kind::SortRows => all.sort_by_key(|row| row.id),
        Kind::RetainRows => {
            let mut place = 0;
            all.retain(|_| {
                place += 1;
                a >> (place % 5) & 1 == 0
            });
        }
        Kind::TruncateRows => all.truncate(a % 4),
        Kind::ClearRows if a.is_multiple_of(4) => all.clear(),
        Kind::EditRow => {
            if let Some(row) = some(a, all) {
                row.name = text(b);
                row.on = c.is_multiple_of(2);
            }
        }
        Kind::EditRowMaybe => {
            if let Some(row) = some(a, all) {
                row.maybe = maybe(b);
            }
        }
        Kind::EditNote => {
            if let Some(row) = some(a, all) {
                *row.note = text(b);
            }
        }
        Kind::EditCount => {
            if let Some(row) = some(a, all) {
                *row.count = number(b);
            }
        }
        Kind::SwapNotes => {
            let (a, b) = (at(a, all), at(b, all));
            if let (Some(a), Some(b)) = (a, b)
                && let Ok([one, other]) = all.get_disjoint_mut([a, b])
            {
                swap(&mut one.note, &mut other.note);
            }
        }
        Kind::SwapInRows => {
            let (a, b) = (at(a, all), at(b, all));
            if let (Some(a), Some(b)) = (a, b)
                && let Ok([one, other]) = all.get_disjoint_mut([a, b])
            {
                swap(&mut **one, &mut **other);
            }
        }
        Kind::NoteToText => {
            if let Some(row) = some(a, all) {
                swap(&mut row.note, &mut page.text);
            }
        }
        Kind::RemoveItem => {
            if let Some(row) = some(a, all)
                && let Some(at) = at(b, &row.items)
            {
                row.items.remove(at);
            }
        }
        Kind::SwapItems => {
            if let Some(row) = some(a, all) {
                exchange(&mut row.items, b, c);
            }
        }
        Kind::EditItem => {
            if let Some(row) = some(a, all)
                && let Some(item) = some(b, &mut row.items)
            {
                item.text = text(c);
                item.on = !item.on;
            }
        }
        Kind::ItemsBetween => {
            let (a, b) = (at(a, all), at(b, all));
            if let (Some(a), Some(b)) = (a, b)
                && let Ok([one, other]) = all.get_disjoint_mut([a, b])
            {
                swap(&mut one.items, &mut other.items);
            }
        }
        Kind::ItemsReversed => {
            if let Some(row) = some(a, all) {
                row.items.reverse();
            }
        }
        Kind::ItemsCloned => {
            if let (Some(a), Some(b)) = (at(a, all), at(b, all)) {
                all[b].items = all[a].items.clone();
            }
        }
        Kind::SwapLists => {
            swap(&mut *page.rows, &mut page.others);
        }
        Kind::OthersInPlain => page.others.reverse(),
        Kind::RemoveLoose => {
            if let Some(at) = at(a, &page.loose) {
                page.loose.remove(at);
            }
        }
        Kind::EditLoose => {
            if let Some(row) = some(a, &mut page.loose) {
                row.name = text(b);
            }
        }
        Kind::SwapLoose => exchange(&mut page.loose, a, b),
        Kind::RemovePlain => {
            if let Some(at) = at(a, &page.plain_rows) {
                page.plain_rows.remove(at);
            }
        }
        Kind::EditPlain => {
            if let Some(row) = some(a, &mut page.plain_rows) {
                row.name = text(b);
                *row.note = text(c);
            }
        }
        Kind::ReversePlain => page.plain_rows.reverse(),
        _ => {}
    }
}

/// Rows that change their list.
fn between(page: &mut Page, Change { kind, a, b, .. }: &Change) {
    match kind {
        Kind::RowToOthers => page.others.extend(page.rows.pop()),
        Kind::RowFromOthers => {
            let row = page.others.pop();
            page.rows.extend(row);
        }
        _ => {
            if let (Some(a), Some(b)) = (at(*a, &page.rows), at(*b, &page.others)) {
                swap(&mut page.rows[a], &mut page.others[b]);
            }
        }
    }
}
