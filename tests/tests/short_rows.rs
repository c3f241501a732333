//! Rows whose values are all at hand, which code of their own compares: of any data, with keys and without, what is
//! sent is right, and what did not change is not evaluated.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::Config;
use slotwise::{Dialect, HashKey, Mirror, Tracked, View, h};
use slotwise_tests::judge::Judge;
use std::cell::Cell;

#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: u8,
    text: String,
    number: i64,
    part: f64,
    flag: Option<bool>,
}

impl Row {
    fn new(id: u8) -> Row {
        Row {
            id,
            text: TEXTS[usize::from(id) % TEXTS.len()].to_owned(),
            number: i64::from(id),
            part: f64::from(id) / 4.0,
            flag: [None, Some(true), Some(false)][usize::from(id) % 3],
        }
    }
}

/// Of each length that has words of its own kind, and those that differ in one byte.
const TEXTS: &[&str] = &[
    "",
    "a",
    "ab",
    "abc",
    "abcd",
    "abxd",
    "abcde",
    "abcdef",
    "abcdefg",
    "abcxefg",
    "abcdefgh",
    "a long text, <escaped>",
    "4",
    "true",
];

/// The same rows as plain data, in a tracked list and as tracked items.
#[derive(Clone, Debug)]
struct Page {
    plain: Vec<Row>,
    list: Tracked<Vec<Row>>,
    items: Tracked<Vec<Tracked<Row>>>,
    unit: Tracked<u8>,
    ambient: u8,
}

impl Page {
    fn new(rows: u8) -> Page {
        let mut page = Page {
            plain: (0..rows).map(Row::new).collect(),
            list: Tracked::new(Vec::new()),
            items: Tracked::new(Vec::new()),
            unit: 3.into(),
            ambient: 0,
        };
        *page.list = page.plain.clone();
        *page.items = page.plain.iter().cloned().map(Tracked::new).collect();
        page
    }

    fn view(&self) -> impl View {
        let ambient = self.ambient;
        h! {
            <ul><li :for={r in @plain} :key={r.id} id={format!("a{}", r.id)}>{r.text}{r.number}{r.part}</li></ul>
            <ul><li :for={r in @plain} title={r.text} class={(r.id == @unit).then_some("on")}>{r.flag}</li></ul>
            <ul><li :for={r in @plain} :key={r.text}>{r.text.to_uppercase()}{r.id + ambient}</li></ul>
            <ul><li :for={r in @list} :key={r.id} hidden={r.flag}>{r.text}{r.text.trim()}</li></ul>
            <ul><li :for={r in @list}>{r.text}{@unit.to_string()}{ambient}</li></ul>
            <ul><li :for={r in @list.iter().rev()}>{r.text}</li></ul>
            <ul><li :for={(i, r) in @list.iter().enumerate()} :if={r.id != @unit}>{i}{r.text}</li></ul>
            <ul><li :for={r in @items} :key={r.id}>{r.text}{r.number == 4}{@unit.to_string()}</li></ul>
            <ul><li :for={r in @items}>{r.text}{ambient}{r.number.max(2)}</li></ul>
        }
    }

    /// Changes the rows of all lists.
    fn change(&mut self, change: impl Fn(&mut Vec<Row>)) {
        change(&mut self.plain);
        self.list = self.plain.clone().into();
        let mut known = self.items.to_vec();
        let mut take = |row: &Row| match known.iter().position(|item| **item == *row) {
            Some(at) => known.swap_remove(at),
            None => row.clone().into(),
        };
        *self.items = self.plain.iter().map(&mut take).collect();
    }
}

#[derive(Clone, Debug)]
enum Change {
    Text(Index, Index),
    Number(Index, i64),
    Flag(Index, Option<bool>),
    Part(Index, f64),
    Insert(Index, u8),
    Remove(Index),
    Swap(Index, Index),
    Unit(u8),
    Ambient(u8),
    /// New versions of what there is.
    Touch,
    Nothing,
}

impl Change {
    fn any() -> impl Strategy<Value = Change> {
        use Change::*;
        let index = any::<Index>;
        let number = prop_oneof![
            0_i64..5,
            Just(i64::MIN),
            Just(i64::MAX),
            Just(1 << 55),
            Just(-1)
        ];
        prop_oneof![
            4 => (index(), index()).prop_map(|(row, text)| Text(row, text)),
            2 => (index(), number).prop_map(|(row, number)| Number(row, number)),
            1 => (index(), any::<Option<bool>>()).prop_map(|(row, flag)| Flag(row, flag)),
            1 => (index(), 0_u8..4).prop_map(|(row, part)| Part(row, f64::from(part))),
            2 => (index(), 0_u8..30).prop_map(|(at, id)| Insert(at, id)),
            2 => index().prop_map(Remove),
            2 => (index(), index()).prop_map(|(a, b)| Swap(a, b)),
            1 => (0_u8..6).prop_map(Unit),
            1 => (0_u8..3).prop_map(Ambient),
            1 => Just(Touch),
            1 => Just(Nothing),
        ]
    }

    fn apply(&self, page: &mut Page) {
        let len = page.plain.len();
        match self {
            Change::Unit(unit) => page.unit = (*unit).into(),
            Change::Ambient(ambient) => page.ambient = *ambient,
            Change::Insert(at, id) => {
                let at = at.index(len + 1);
                page.change(|rows| rows.insert(at, Row::new(*id)));
            }
            Change::Touch => page.change(|_| {}),
            Change::Nothing => {}
            _ if len == 0 => {}
            Change::Text(row, text) => {
                page.change(|rows| rows[row.index(len)].text = text.get(TEXTS).to_string());
            }
            Change::Number(row, number) => {
                page.change(|rows| rows[row.index(len)].number = *number)
            }
            Change::Flag(row, flag) => page.change(|rows| rows[row.index(len)].flag = *flag),
            Change::Part(row, part) => page.change(|rows| rows[row.index(len)].part = *part),
            Change::Remove(row) => page.change(|rows| drop(rows.remove(row.index(len)))),
            Change::Swap(a, b) => page.change(|rows| rows.swap(a.index(len), b.index(len))),
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 300, failure_persistence: None, ..Config::default() })]

    #[test]
    fn short_rows_stay_in_step(
        rows in 0_u8..8,
        changes in prop::collection::vec(prop::collection::vec(Change::any(), 1..3), 1..12),
    ) {
        let mut page = Page::new(rows);
        let mut judge = Judge::default();
        judge.step(&page.view()).map_err(TestCaseError::fail)?;
        for changes in &changes {
            changes.iter().for_each(|change| change.apply(&mut page));
            judge.step(&page.view()).map_err(|error| TestCaseError::fail(format!("{changes:?}: {error}")))?;
        }
    }
}

thread_local! {
    static ASKED: Cell<u32> = const { Cell::new(0) };
}

#[derive(Clone)]
struct Word(u8, &'static str);

impl Word {
    /// On the list of methods that tracking trusts; counts its calls.
    fn as_str(&self) -> &str {
        ASKED.set(ASKED.get() + 1);
        self.1
    }
}

struct Words {
    list: Tracked<Vec<Word>>,
    items: Tracked<Vec<Tracked<Word>>>,
    unit: Tracked<Word>,
}

impl Words {
    fn view(&self) -> impl View {
        h! {
            <b :for={word in @list} :key={word.0}>{word.as_str()}</b>
            <i :for={word in @items} :key={word.0}>{word.1}{word.as_str()}{@unit.as_str()}</i>
        }
    }
}

/// How often a patch asks for words.
fn asked(mirror: &mut Mirror, words: &Words) -> u32 {
    ASKED.set(0);
    mirror.patch(&words.view(), &mut String::new());
    ASKED.get()
}

#[test]
fn what_may_have_changed_is_evaluated_once() {
    for dialect in [Dialect::Native, Dialect::Phoenix] {
        let list = [Word(0, "a"), Word(1, "b"), Word(2, "c")];
        let mut words = Words {
            items: list.clone().map(Tracked::new).to_vec().into(),
            list: list.to_vec().into(),
            unit: Word(3, "x").into(),
        };
        let mut mirror = Mirror::new(dialect, HashKey::new(1));
        assert_eq!(asked(&mut mirror, &words), 9);
        assert_eq!(asked(&mut mirror, &words), 0);
        words.unit = Word(3, "y").into();
        assert_eq!(asked(&mut mirror, &words), 3);
        *words.items[1] = Word(1, "z");
        assert_eq!(asked(&mut mirror, &words), 1);
        words.list[1] = Word(1, "z");
        assert_eq!(asked(&mut mirror, &words), 3);
        let _ = &mut *words.list;
        assert_eq!(asked(&mut mirror, &words), 3);
    }
}
