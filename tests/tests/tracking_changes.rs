//! Ways in which values change, come back and change places, and what each makes a patch evaluate.
//!
//! The units themselves are in `tracking.rs`.

use slotwise::{Slot, Tracked, View, component, h};
use slotwise_tests::watch::{Watch, Word, asked, word};
use std::cell::RefCell;
use std::mem;

#[derive(Clone)]
struct Pair {
    a: Tracked<Word>,
    b: Tracked<Word>,
}

impl Pair {
    fn new() -> Pair {
        Pair {
            a: word("a"),
            b: word("b"),
        }
    }

    fn view(&self) -> impl View {
        h! { <p>{@a.as_str()}</p><p>{@b.as_str()}</p> }
    }
}

#[test]
fn many_changes_before_a_patch_are_one() {
    let mut page = Pair::new();
    let mut watch = Watch::new(&page.view());
    for letter in ["x", "y", "z"] {
        page.a.text.push_str(letter);
    }
    watch.check(&page.view(), &["a"]);
}

#[test]
fn replaced_and_put_back() {
    let mut page = Pair::new();
    let mut watch = Watch::new(&page.view());
    let old = mem::replace(&mut page.a, word("new"));
    watch.check(&page.view(), &["new"]);
    let new = mem::replace(&mut page.a, old);
    watch.check(&page.view(), &["a"]);
    let old = mem::replace(&mut page.a, new);
    page.a = old;
    watch.check(&page.view(), &[]);
}

#[test]
fn a_clone_at_another_place() {
    let mut page = Pair::new();
    let mut watch = Watch::new(&page.view());
    page.b = page.a.clone();
    watch.check(&page.view(), &["a"]);
    // It is that version until one of the two changes.
    page.a = page.b.clone();
    watch.check(&page.view(), &[]);
    page.b.text.push('!');
    watch.check(&page.view(), &["a"]);
    page.a.text.push('!');
    mem::swap(&mut page.a, &mut page.b);
    watch.check(&page.view(), &["a", "a"]);
}

#[test]
fn exchanged_with_another_page() {
    let (mut page, mut other) = (Pair::new(), Pair::new());
    let mut watch = Watch::new(&page.view());
    mem::swap(&mut page.a, &mut other.a);
    watch.check(&page.view(), &["a"]);
    mem::swap(&mut page, &mut other);
    watch.check(&page.view(), &["a", "b"]);
}

#[test]
fn each_mirror_has_seen_what_it_has_seen() {
    let mut page = Pair::new();
    let (mut first, mut second) = (Watch::new(&page.view()), Watch::new(&page.view()));
    page.a.text.push('!');
    first.check(&page.view(), &["a"]);
    page.b.text.push('!');
    first.check(&page.view(), &["b"]);
    second.check(&page.view(), &["a", "b"]);
}

struct Rows {
    rows: Tracked<Vec<Tracked<Cells>>>,
}

#[derive(Clone)]
struct Cells {
    place: usize,
    name: Word,
    note: Tracked<Word>,
}

impl Rows {
    fn new() -> Rows {
        let cells = |(place, name)| Cells {
            place,
            name: Word::new(name),
            note: word("note"),
        };
        let rows = ["a", "b", "c"].into_iter().enumerate();
        Rows {
            rows: Tracked::new(rows.map(|row| cells(row).into()).collect()),
        }
    }

    fn by_place(&self) -> impl View {
        h! { <p :for={r in @rows} :key={r.place}>{r.name.as_str()}<i>{r.note.as_str()}</i></p> }
    }

    fn by_index(&self) -> impl View {
        h! { {#for (i, r) in @rows.iter().enumerate(); i}<p title={i}>{r.name.as_str()}</p>{/for} }
    }
}

/// Keys that stay where they are, while rows change places under them.
#[test]
fn reordered_under_keys_that_are_places() {
    let mut page = Rows::new();
    let mut watch = Watch::new(&page.by_place());
    page.rows.swap(0, 2);
    let [first, .., last] = &mut page.rows[..] else {
        unreachable!("there are three")
    };
    mem::swap(&mut first.place, &mut last.place);
    watch.check(&page.by_place(), &["c", "note", "a", "note"]);
}

/// The item is a pair, which is as old as the list.
#[test]
fn reordered_under_an_index() {
    let mut page = Rows::new();
    let mut watch = Watch::new(&page.by_index());
    page.rows.swap(0, 2);
    watch.check(&page.by_index(), &["c", "b", "a"]);
}

/// A field that is not tracked is as old as its row, one that is has a stamp of its own.
#[test]
fn fields_of_a_row() {
    let mut page = Rows::new();
    let mut watch = Watch::new(&page.by_place());
    page.rows[1].name.text.push('!');
    watch.check(&page.by_place(), &["b", "note"]);
    page.rows[1].note.text.push('!');
    watch.check(&page.by_place(), &["b", "note"]);
    let saved = page.rows[0].clone();
    page.rows[0].note.text.push('!');
    page.rows[0] = saved;
    watch.check(&page.by_place(), &[]);
}

struct Profile {
    user: Tracked<User>,
    plain: User,
}

struct User {
    name: Tracked<Word>,
    home: Tracked<Place>,
}

struct Place {
    city: Word,
    street: Word,
}

impl Profile {
    fn new() -> Profile {
        let user = || User {
            name: word("name"),
            home: Tracked::new(Place {
                city: Word::new("city"),
                street: Word::new("street"),
            }),
        };
        Profile {
            user: user().into(),
            plain: user(),
        }
    }

    fn tracked(&self) -> impl View {
        h! { <p>{@user.name.as_str()}</p><p title={@user.home.city.as_str()}>{@user.home.street.as_str()}</p> }
    }

    fn plain(&self) -> impl View {
        h! { <p>{@plain.name.as_str()}</p><p>{@plain.home.city.as_str()}</p> }
    }
}

#[test]
fn nested_fields() {
    let mut page = Profile::new();
    let mut watch = Watch::new(&page.tracked());
    page.user.home.city.text.push('!');
    watch.check(&page.tracked(), &["name", "city", "street"]);
    page.user.name.text.push('!');
    watch.check(&page.tracked(), &["name", "city", "street"]);
    page.plain.name.text.push('!');
    watch.check(&page.tracked(), &[]);
}

#[test]
fn tracked_fields_of_a_plain_one() {
    let mut page = Profile::new();
    let mut watch = Watch::new(&page.plain());
    page.plain.name.text.push('!');
    watch.check_always(&page.plain(), &["name", "city"]);
}

impl Pair {
    fn bound(&self) -> impl View {
        h! {
            <p>
                {#let both = (@a.as_str(), @b.as_str().len())}
                <i title={both.0.trim()}>{both.1 + 1}</i>
                {#let short = both.0.is_empty()}<b class={[("short", short)]}>{@b.as_str()}</b>
            </p>
            {@b.is_empty().to_string()}
        }
    }
}

#[test]
fn computed_names() {
    let mut page = Pair::new();
    let mut watch = Watch::new(&page.bound());
    page.a.text.clear();
    watch.check(&page.bound(), &["a", "b"]);
    page.b.text.push('!');
    watch.check(&page.bound(), &["a", "b", "b", "b"]);
}

impl Pair {
    fn classes(&self) -> impl View {
        h! { <p class={["x", @a.as_str(), ("y", @b.is_empty())]} title={@b.as_str()} data={[("x", @a.as_str())]}>z</p> }
    }
}

/// A list of classes is one unit, a map of attributes another.
#[test]
fn class_lists_and_maps() {
    let mut page = Pair::new();
    let mut watch = Watch::new(&page.classes());
    page.a.text = "other".to_owned();
    watch.check(&page.classes(), &["a", "b", "a"]);
    page.b.text.clear();
    watch.check(&page.classes(), &["a", "b", "b"]);
}

#[component]
fn outer(first: &Word, second: &Word, inner_block: Slot<&str>) -> impl View {
    h! { <.inner word={@first}>{@inner_block(@second.as_str())}</.inner><i>{@second.as_str()}</i> }
}

#[component]
fn inner(word: &Word, inner_block: Slot) -> impl View {
    h! { <b>{@word.as_str()}</b>{@inner_block} }
}

impl Pair {
    fn passed_on(&self) -> impl View {
        h! { <.outer first={@a} second={@b} :let={text}><u title={@a.as_str()}>{text.trim()}</u></.outer> }
    }
}

#[test]
fn props_content_and_arguments_through_two_components() {
    let mut page = Pair::new();
    let mut watch = Watch::new(&page.passed_on());
    page.a.text.push('!');
    watch.check(&page.passed_on(), &["a", "b", "a"]);
    page.b.text.push('!');
    watch.check(&page.passed_on(), &["b", "b"]);
}

#[component]
fn labelled(word: &Word, label: &dyn Fn(&Word) -> String) -> impl View {
    h! { <i title={@label(&@word)}>{@word.as_str()}</i> }
}

impl Pair {
    fn called(&self, add: &dyn Fn(&Word) -> String) -> impl View {
        h! { <p title={add(&@a)}>{@b.as_str()}</p> }
    }

    fn handed_on(&self, add: &dyn Fn(&Word) -> String) -> impl View {
        h! { <.labelled word={@a} label={add} />{@b.as_str()} }
    }
}

/// What a closure reads is unknown, so what calls it is evaluated each time; what stands beside it is not.
#[test]
fn closures_from_outside() {
    let mut page = Pair::new();
    let suffix = Word::new("suffix");
    let add = |word: &Word| word.text.clone() + suffix.as_str();
    let mut watch = Watch::new(&page.called(&add));
    watch.check_always(&page.called(&add), &["suffix"]);
    page.b.text.push('!');
    assert_eq!(watch.patch(&page.called(&add)), ["suffix", "b"]);

    let mut watch = Watch::new(&page.handed_on(&add));
    watch.check_always(&page.handed_on(&add), &["suffix"]);
    page.a.text.push('!');
    assert_eq!(watch.patch(&page.handed_on(&add)), ["suffix", "a"]);
}

/// Changes behind a shared reference.
struct Shared {
    name: &'static str,
    text: RefCell<String>,
}

impl Shared {
    fn len(&self) -> usize {
        asked(self.name);
        self.text.borrow().len()
    }
}

struct Cached {
    total: Tracked<Shared>,
    rows: Tracked<Vec<Tracked<Shared>>>,
}

impl Cached {
    fn view(&self) -> impl View {
        h! { <p>{@total.len()}</p><i :for={r in @rows} :key={r.name}>{r.len()}</i> }
    }
}

#[test]
fn interior_mutability_is_seen_when_touched() {
    let shared = |name: &'static str| {
        let text = RefCell::new(name.to_owned());
        Tracked::new(Shared { name, text })
    };
    let mut page = Cached {
        total: shared("total"),
        rows: Tracked::new(vec![shared("a"), shared("b")]),
    };
    let mut watch = Watch::new(&page.view());
    page.total.text.borrow_mut().push('!');
    assert!(!watch.mirror.patch(&page.view(), &mut String::new()));
    page.total.touch();
    watch.check(&page.view(), &["total"]);
    page.rows[1].text.borrow_mut().push('!');
    page.rows[1].touch();
    watch.check(&page.view(), &["b"]);
    // The list alone: its rows are as they were.
    page.rows.touch();
    watch.check(&page.view(), &[]);
}
