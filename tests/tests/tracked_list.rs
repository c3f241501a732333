//! [`TrackedList`]: what mirrors of any age are sent is right, and rows that were not touched are not looked at.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::Config;
use slotwise::{
    Dialect, Each, HashKey, History, Mirror, Stamp, Stamped, Tracked, TrackedList, View, component,
    h,
};
use slotwise_tests::judge::Judge;
use std::cell::{Cell, RefCell};
use std::mem;

#[derive(Clone, Debug)]
struct Row {
    id: u8,
    text: String,
    tags: TrackedList<u8>,
}

impl Row {
    fn new(id: u8) -> Row {
        Row {
            id,
            text: format!("row {id}"),
            tags: (0..id % 3).collect(),
        }
    }
}

/// Two lists, so that rows and lists can change places.
#[derive(Clone, Debug)]
struct Page {
    lists: Tracked<[TrackedList<Row>; 2]>,
    first: TrackedList<Row>,
    second: TrackedList<Row>,
    unit: Tracked<u8>,
    plain: u8,
}

#[component]
fn tags(list: &TrackedList<u8>, unit: u8) -> impl View {
    h! { <b :for={tag in @list}>{**tag + *@unit}</b> }
}

thread_local! {
    static AMBIENT: Cell<u8> = const { Cell::new(0) };
}

/// Reads more than its caller can know.
#[component]
fn ambient(text: &str) -> impl View {
    let ambient = AMBIENT.get();
    h! { <s>{@text} {ambient}</s> }
}

impl Page {
    fn new(rows: u8) -> Page {
        let list = || (0..rows).map(Row::new).collect::<TrackedList<_>>();
        Page {
            lists: Tracked::new([list(), list()]),
            first: list(),
            second: list(),
            unit: 0.into(),
            plain: 0,
        }
    }

    fn view(&self) -> impl View {
        h! {
            <ul><li :for={r in @first} :key={r.id}>{r.text} {r.text.len()} <i :for={t in r.tags}>{t}</i></li></ul>
            <ul><li :for={r in @first} title={r.text}>{r.id}<i :for={t in r.tags} :key={**t}>{**t + *@unit}</i></li></ul>
            <ul>{#for r in &self.second; r.id}<li>{r.text} {@unit}</li>{#else}none{/for}</ul>
            <ul>{#for r in @second}{r.text}{#else}none {@unit}{/for}</ul>
            <ul><li :for={r in @first} :key={r.id}><.tags list={&r.tags} unit={@unit} /></li></ul>
            <ul><li :for={r in @second} :key={r.id}><.ambient text={r.text.as_str()} /></li></ul>
            <ul><li :for={r in @second} :key={r.id}>{r.text} {self.plain}</li></ul>
            <ul><li :for={r in @first} :if={r.id % 2 == 0} :key={r.id}>{r.text}</li></ul>
            <ul><li :for={r in @first} :key={r.id + self.plain}>{r.text}</li></ul>
            <ul><li :for={(i, r) in @first.iter().enumerate()}>{i} {r.text}</li></ul>
            <ul><li :for={_ in @second}>row</li></ul>
            {#if *@unit & 1 == 0}<ul><li :for={r in @first}>{r.text}</li></ul>{#else}<ul><li :for={r in @second}>{r.text}</li></ul>{/if}
            <ol :for={list in @lists}><li :for={r in list} :key={r.id}>{r.text}</li></ol>
        }
    }

    fn list(&mut self, list: usize) -> &mut TrackedList<Row> {
        match list {
            0 => &mut self.first,
            1 => &mut self.second,
            list => &mut self.lists[list - 2],
        }
    }

    fn two(&mut self) -> (&mut TrackedList<Row>, &mut TrackedList<Row>) {
        (&mut self.first, &mut self.second)
    }
}

/// What happens to one list.
#[derive(Clone, Debug)]
enum Change {
    Text(Index),
    Key(Index, u8),
    GetMut(Index),
    Last,
    Touch(Index),
    Swap(Index, Index),
    Push(u8),
    Pop,
    Truncate(Index),
    Insert(Index, u8),
    Remove(Index),
    Extend(Vec<u8>),
    Clear,
    Sort,
    Reverse,
    Retain,
    All,
    Many(Index),
    Tags(Index, Box<TagChange>),
}

/// What happens to the list of a row.
#[derive(Clone, Debug)]
enum TagChange {
    Change(Index),
    Push(u8),
    Pop,
    Swap(Index, Index),
    Exchange(Index),
    Copy(Index),
}

#[derive(Clone, Debug)]
enum Step {
    Change(usize, Change),
    Unit,
    Plain,
    Ambient,
    /// Lists, or rows of them, change places.
    Exchange,
    ExchangeRows(Index, Index),
    CopyList,
    /// The page, or a row of it, is what it was.
    Save,
    Restore,
    RestoreList,
    RestoreRow(Index),
    /// One of the clients gets a patch.
    Visit(usize),
}

fn change() -> impl Strategy<Value = Change> {
    use Change::*;
    let row = any::<Index>;
    let tags = prop_oneof![
        3 => row().prop_map(TagChange::Change),
        1 => (0..5u8).prop_map(TagChange::Push),
        1 => Just(TagChange::Pop),
        1 => (row(), row()).prop_map(|(a, b)| TagChange::Swap(a, b)),
        1 => row().prop_map(TagChange::Exchange),
        1 => row().prop_map(TagChange::Copy),
    ];
    prop_oneof![
        6 => row().prop_map(Text),
        3 => (row(), 0..9u8).prop_map(|(row, id)| Key(row, id)),
        1 => row().prop_map(GetMut),
        1 => Just(Last),
        1 => row().prop_map(Touch),
        3 => (row(), row()).prop_map(|(a, b)| Swap(a, b)),
        3 => (0..9u8).prop_map(Push),
        2 => Just(Pop),
        1 => row().prop_map(Truncate),
        2 => (row(), 0..9u8).prop_map(|(row, id)| Insert(row, id)),
        2 => row().prop_map(Remove),
        1 => prop::collection::vec(0..9u8, 0..4).prop_map(Extend),
        1 => Just(Clear),
        1 => Just(Sort),
        1 => Just(Reverse),
        1 => Just(Retain),
        1 => Just(All),
        1 => row().prop_map(Many),
        6 => (row(), tags).prop_map(|(row, tags)| Tags(row, Box::new(tags))),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    use Step::*;
    prop_oneof![
        12 => (0..4usize, change()).prop_map(|(list, change)| Change(list, change)),
        1 => Just(Unit),
        1 => Just(Plain),
        1 => Just(Ambient),
        1 => Just(Exchange),
        1 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| ExchangeRows(a, b)),
        1 => Just(CopyList),
        1 => Just(Save),
        1 => Just(Restore),
        1 => Just(RestoreList),
        1 => any::<Index>().prop_map(RestoreRow),
        8 => (0..3usize).prop_map(Visit),
    ]
}

impl Change {
    fn apply(&self, list: &mut TrackedList<Row>) {
        use Change::*;
        let len = list.len();
        match self {
            Push(id) => list.push(Row::new(*id)),
            Insert(row, id) => list.insert(row.index(len + 1), Row::new(*id)),
            Extend(ids) => list.extend(ids.iter().map(|id| Row::new(*id))),
            Truncate(row) => list.truncate(row.index(len + 1)),
            Pop => drop(list.pop()),
            Last => list
                .last_mut()
                .into_iter()
                .for_each(|row| row.text.push('$')),
            Clear => list.clear(),
            Sort => list.sort_by_key(|row| row.id),
            Reverse => list.reverse(),
            Retain => list.retain(|row| row.id % 4 != 1),
            All => list.iter_mut().for_each(|row| row.text.push('*')),
            _ if len == 0 => {}
            Text(row) => list[row.index(len)].text.push('!'),
            Key(row, id) => list[row.index(len)].id = *id,
            GetMut(row) => assert!(list.get_mut(row.index(len)).is_some()),
            Touch(row) => list[row.index(len)].touch(),
            Swap(a, b) => list.swap(a.index(len), b.index(len)),
            Remove(row) => drop(list.remove(row.index(len))),
            Many(row) => (0..70).for_each(|_| list[row.index(len)].text.push('.')),
            Tags(row, tags) => tags.apply(list, row.index(len)),
        }
    }
}

impl TagChange {
    fn apply(&self, list: &mut TrackedList<Row>, row: usize) {
        let rows = list.len();
        let tags = &mut list[row].tags;
        let len = tags.len();
        match self {
            TagChange::Push(tag) => tags.push(*tag),
            TagChange::Pop => drop(tags.pop()),
            TagChange::Exchange(other) => {
                let mut taken = mem::take(tags);
                mem::swap(&mut taken, &mut list[other.index(rows)].tags);
                list[row].tags = taken;
            }
            TagChange::Copy(other) => list[row].tags = list[other.index(rows)].tags.clone(),
            _ if len == 0 => {}
            TagChange::Change(tag) => *tags[tag.index(len)] += 1,
            TagChange::Swap(a, b) => tags.swap(a.index(len), b.index(len)),
        }
    }
}

impl Step {
    fn apply(&self, page: &mut Page, saved: &mut Page, judges: &mut [Judge]) -> Result<(), String> {
        match self {
            Step::Change(list, change) => change.apply(page.list(*list)),
            Step::Unit => *page.unit += 1,
            Step::Plain => page.plain += 1,
            Step::Ambient => AMBIENT.set(AMBIENT.get().wrapping_add(1)),
            Step::Exchange => mem::swap(&mut page.first, &mut page.second),
            Step::ExchangeRows(a, b) => {
                let (first, second) = page.two();
                let (a, b) = (a.index(first.len() + 1), b.index(second.len() + 1));
                if let (Some(a), Some(b)) = (first.get_mut(a), second.get_mut(b)) {
                    mem::swap(a, b);
                }
            }
            Step::CopyList => page.second = page.first.clone(),
            Step::Save => *saved = page.clone(),
            Step::Restore => *page = saved.clone(),
            Step::RestoreList => page.first = saved.first.clone(),
            Step::RestoreRow(row) => {
                let row = row.index(page.first.len() + 1);
                if let (Some(row), Some(saved)) = (page.first.get_mut(row), saved.first.get(row)) {
                    row.clone_from(saved);
                }
            }
            Step::Visit(judge) => {
                judges[*judge].step(&page.view())?;
            }
        }
        Ok(())
    }
}

fn play(rows: u8, steps: &[Step]) -> Result<(), String> {
    let mut page = Page::new(rows);
    let mut saved = page.clone();
    let mut judges = [(); 3].map(|()| Judge::default());
    for step in steps {
        step.apply(&mut page, &mut saved, &mut judges)?;
    }
    for judge in &mut judges {
        judge.step(&page.view())?;
    }
    Ok(())
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn clients_of_any_age_stay_in_step(
        rows in 0..6u8,
        steps in prop::collection::vec(step(), 1..40),
    ) {
        play(rows, &steps).map_err(TestCaseError::fail)?;
    }
}

thread_local! {
    /// What was walked, and what was evaluated: `3` for the row there, `text 3`, `key 3`.
    static SEEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn seen(what: String) {
    SEEN.with_borrow_mut(|seen| seen.push(what));
}

/// A list that writes down which of its rows are walked.
struct Walked(TrackedList<Word>);

#[derive(Clone)]
struct Word(usize);

/// `as_str` and `count` are methods that change tracking trusts.
impl Word {
    fn as_str(&self) -> String {
        seen(format!("text {}", self.0));
        self.0.to_string()
    }

    fn count(&self) -> usize {
        seen(format!("key {}", self.0));
        self.0 % 1000
    }
}

struct Walk<'w>(usize, std::slice::Iter<'w, Tracked<Word>>);

impl<'w> Iterator for Walk<'w> {
    type Item = &'w Tracked<Word>;

    fn next(&mut self) -> Option<Self::Item> {
        self.nth(0)
    }

    fn nth(&mut self, rows: usize) -> Option<Self::Item> {
        let row = self.1.nth(rows)?;
        self.0 += rows + 1;
        seen((self.0 - 1).to_string());
        Some(row)
    }
}

impl Each for Walked {
    type Iter<'w> = Walk<'w>;

    fn each(&self) -> Walk<'_> {
        Walk(0, self.0.iter())
    }

    fn history(&self) -> Option<History<'_>> {
        Each::history(&self.0)
    }
}

impl Stamped for Walked {
    fn stamp(&self) -> Stamp {
        self.0.stamp()
    }
}

/// A page with one list, and its client.
struct Watched {
    list: Walked,
    unit: Tracked<u8>,
    mirror: Mirror,
}

impl Watched {
    fn new(len: usize) -> Watched {
        let mut watched = Watched {
            list: Walked((0..len).map(Word).collect()),
            unit: 0.into(),
            mirror: Mirror::new(Dialect::Native, HashKey::new(1)),
        };
        watched.mirror = watched.joined();
        watched
    }

    fn view(&self) -> impl View {
        h! { <p>{@unit}</p><p :for={w in @list} :key={w.count()}>{w.as_str()}</p> }
    }

    fn joined(&self) -> Mirror {
        let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
        self.patch(&mut mirror);
        mirror
    }

    fn patch(&self, mirror: &mut Mirror) -> Vec<String> {
        SEEN.take();
        mirror.patch(&self.view(), &mut String::new());
        SEEN.take()
    }

    /// What the next patch walks and evaluates.
    #[track_caller]
    fn check(&mut self, expected: &[&str]) {
        let mut mirror = self.mirror.clone();
        assert_eq!(self.patch(&mut mirror), expected);
        assert!(self.patch(&mut mirror).is_empty(), "without a change");
        self.mirror = mirror;
    }

    /// Whether the next patch walks rows one by one.
    fn walks_all(&self, mirror: &mut Mirror) -> bool {
        self.patch(mirror).iter().any(|seen| seen == "0")
    }
}

#[test]
fn only_touched_rows_are_walked() {
    let mut page = Watched::new(1000);
    page.list.0[700].0 = 2700;
    page.check(&["700", "key 2700", "text 2700"]);
    page.list.0[700].touch();
    page.list.0[30].touch();
    page.list.0[700].touch();
    page.check(&["30", "key 30", "text 30", "700", "key 2700", "text 2700"]);
    // Borrowed, and left as they were.
    page.list.0.get_mut(5);
    page.list.0.get_mut(6);
    page.check(&["5", "6"]);
    *page.unit += 1;
    page.check(&[]);
}

#[test]
fn rows_that_come_and_go_at_the_end_are_all_that_is_walked() {
    let mut page = Watched::new(900);
    page.list.0.push(Word(900));
    page.check(&["900", "key 900", "text 900"]);
    page.list.0.extend([Word(901), Word(902)]);
    page.check(&["901", "key 901", "text 901", "902", "key 902", "text 902"]);
    page.list.0.pop();
    page.check(&[]);
    page.list.0.truncate(500);
    page.list.0[7].touch();
    page.check(&["7", "key 7", "text 7"]);
    page.list.0.insert(499, Word(500));
    page.check(&["499", "key 500", "text 500", "500"]);
    page.list.0.remove(499);
    page.check(&["499", "key 499"]);
    page.list.0.swap(3, 498);
    // From the first that does not stand where it stood, all are looked at; keys are asked of those that do not
    // follow the one they followed.
    assert_eq!(page.patch(&mut page.mirror.clone()).len(), 500 - 3 + 4);
}

#[test]
fn clients_of_any_age_walk_what_they_missed() {
    let mut page = Watched::new(100);
    let mut old = page.mirror.clone();
    for row in [40, 60] {
        page.list.0[row].touch();
        let text = |row| ["", "key ", "text "].map(|what| format!("{what}{row}"));
        let mut mirror = page.mirror.clone();
        assert_eq!(page.patch(&mut mirror), text(row));
        page.mirror = mirror;
    }
    assert_eq!(page.patch(&mut old.clone()).len(), 6);
    // Another list that comes from the same version.
    let mut copy = page.list.0.clone();
    copy[10].touch();
    page.list.0[20].touch();
    mem::swap(&mut copy, &mut page.list.0);
    page.check(&["10", "key 10", "text 10"]);
    mem::swap(&mut copy, &mut page.list.0);
    assert!(page.walks_all(&mut page.mirror.clone()));
    for _ in 0..64 {
        page.list.0[30].touch();
    }
    assert!(page.walks_all(&mut old));
}

#[test]
fn what_the_journal_cannot_tell_is_found_by_stamps() {
    let mut page = Watched::new(100);
    page.list.0.iter_mut().for_each(|_| {});
    let walked = page.patch(&mut page.mirror.clone());
    assert_eq!(
        walked,
        (0..100).map(|row| row.to_string()).collect::<Vec<_>>()
    );
}
