//! Templates of so many slots that they are compared in parts: what is sent is right whatever comes, goes and comes back,
//! and what did not change is not evaluated.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::Config;
use slotwise::{Tracked, View, component, h};
use slotwise_tests::judge::Judge;
use slotwise_tests::watch::{Watch, Word, word};

macro_rules! page {
    ($($field:ident)*) => {
        #[derive(Clone)]
        struct Page {
            $($field: Tracked<u8>,)*
            open: Tracked<bool>,
            names: Tracked<Vec<String>>,
            rows: Tracked<Vec<Tracked<u8>>>,
            plain: u8,
        }

        impl Page {
            fn new() -> Page {
                Page {
                    $($field: 0.into(),)*
                    open: true.into(),
                    names: vec!["a".to_owned()].into(),
                    rows: vec![1.into(), 2.into(), 3.into()].into(),
                    plain: 0,
                }
            }

            fn fields(&mut self) -> Vec<&mut Tracked<u8>> {
                vec![$(&mut self.$field,)*]
            }
        }
    };
}
page!(a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9);

#[component]
fn sum(of: u8, and: u8) -> impl View {
    h! { <b>{@of}{@and}{u16::from(*@of) + u16::from(*@and)}</b> }
}

impl Page {
    /// Parts of all kinds of slots, in a page, within a branch, and within rows that have no keys.
    fn view(&self) -> impl View {
        let outside = self.plain;
        h! {
            <p title={@a0} class={["x", ("on", *@open)]}>{@a1}{@a2}{@a3}{@a4}{@a5}{@a6}{@a7}{@a8}{@a9}{@b0.to_string()}{@b1}{@b2}</p>
            <p>{@b3}{@b4}{@b5}{@b6}{@b7}{@b8}{@b9}{@c0}{@c1}{@c2}{@c3}{@c4}{@c5}<.sum of={*@c6} and={*@a0} />{@c7}{@c8}</p>
            <ul><li :for={name in @names}>{name}{@c9}</li></ul>{outside}{@a1.max(3)}{@c9}
            <div :if={@open} id={format!("d{}", @c9)}>
                {@a1}{@a2}{@a3}{@a4}{@a5}{@a6}{@a7}{@a8}{@a9}{@b0}{@b1}{@b2}{@b3}{@b4}{@b5}{@b6}{@b7}{@b8}{@b9}
                {@c0}{@c1}{@c2}{@c3}{@c4}{@c5}{@c6}{@c7}{@c8}{@c9}{self.plain}{@a0}{@a1}{@a2}
            </div>
            <section :for={row in @rows}>{#if @open}
                {row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}
                {row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{row}{@a0}
            {/if}</section>
        }
    }
}

#[derive(Clone, Debug)]
enum Change {
    Field(Index, u8),
    Swap(Index, Index),
    Open(bool),
    Name(Index, String),
    Names(usize),
    Insert(Index, u8),
    Remove(Index),
    Plain(u8),
    Touch(Index),
    /// Remember this state.
    Keep,
    /// Go back to the state that was remembered.
    Undo,
}

impl Change {
    fn any() -> impl Strategy<Value = Change> {
        use Change::*;
        let index = any::<Index>;
        prop_oneof![
            6 => (index(), 0_u8..3).prop_map(|(field, value)| Field(field, value)),
            3 => (index(), index()).prop_map(|(a, b)| Swap(a, b)),
            1 => any::<bool>().prop_map(Open),
            1 => (index(), "[ab<]{0,9}").prop_map(|(row, name)| Name(row, name)),
            1 => (0_usize..4).prop_map(Names),
            1 => (index(), 0_u8..5).prop_map(|(row, value)| Insert(row, value)),
            1 => index().prop_map(Remove),
            1 => (0_u8..3).prop_map(Plain),
            1 => index().prop_map(Touch),
            1 => Just(Keep),
            1 => Just(Undo),
        ]
    }

    fn apply(&self, page: &mut Page, kept: &mut Page) {
        let (fields, rows) = (page.fields().len(), page.rows.len());
        match self {
            Change::Field(field, value) => **page.fields()[field.index(fields)] = *value,
            Change::Swap(a, b) => {
                let (a, b) = (a.index(fields), b.index(fields));
                let mut all = page.fields();
                if let Ok([a, b]) = all.get_disjoint_mut([a, b]) {
                    std::mem::swap(*a, *b);
                }
            }
            Change::Open(open) => *page.open = *open,
            Change::Name(row, name) => {
                if let Some(known) = page.names.get_mut(row.index(4)) {
                    known.clone_from(name);
                }
            }
            Change::Names(len) => page.names.resize(*len, "new".to_owned()),
            Change::Insert(row, value) => {
                page.rows.insert(row.index(rows + 1), Tracked::new(*value));
            }
            Change::Remove(row) if rows > 0 => drop(page.rows.remove(row.index(rows))),
            Change::Remove(_) => {}
            Change::Plain(plain) => page.plain = *plain,
            Change::Touch(field) => page.fields()[field.index(fields)].touch(),
            Change::Keep => *kept = page.clone(),
            Change::Undo => *page = kept.clone(),
        }
    }
}

proptest! {
    #![proptest_config(Config { cases: 200, failure_persistence: None, ..Config::default() })]

    #[test]
    fn parts_stay_in_step(
        changes in prop::collection::vec(prop::collection::vec(Change::any(), 1..4), 1..16),
    ) {
        let mut page = Page::new();
        let mut kept = page.clone();
        let mut judge = Judge::default();
        judge.step(&page.view()).map_err(TestCaseError::fail)?;
        for changes in &changes {
            changes.iter().for_each(|change| change.apply(&mut page, &mut kept));
            judge.step(&page.view()).map_err(|error| TestCaseError::fail(format!("{changes:?}: {error}")))?;
        }
    }
}

#[derive(Clone)]
struct Words {
    first: Tracked<Word>,
    last: Tracked<Word>,
    other: Tracked<Word>,
}

impl Words {
    /// `first` is read in the first part alone, `last` in the last, `other` in both.
    fn view(&self) -> impl View {
        h! {
            {@first.as_str()}{@other.as_str()}{1}{2}{3}{4}{@first.name}{@first.name}{@first.name}{@first.name}{@first.name}{@first.name}
            {@first.name}{@first.name}{@first.name}{@first.name}{@first.name}{@first.name}{@first.name}{@first.name}{@first.name}
            {@first.name}{@first.name}{@first.name}{@first.name}{@first.name}{@first.name}{@first.name}{@first.name}{@first.name}
            {@last.name}{@last.name}{@last.name}{@last.name}{@last.name}{@last.name}{@last.name}{@last.name}{@last.name}{@last.name}
            {@last.name}{@last.name}{@last.name}{@last.name}{@last.name}{@last.name}{@last.name}{@other.as_str()}{@last.as_str()}
        }
    }
}

#[test]
fn only_what_changed_is_evaluated() {
    let mut page = Words {
        first: word("first"),
        last: word("last"),
        other: word("other"),
    };
    let mut watch = Watch::new(&page.view());
    watch.check(&page.view(), &[]);
    page.first.text = "new".to_owned();
    watch.check(&page.view(), &["first"]);
    page.last.text = "new".to_owned();
    watch.check(&page.view(), &["last"]);
    page.other.text = "new".to_owned();
    watch.check(&page.view(), &["other", "other"]);
    std::mem::swap(&mut page.first, &mut page.last);
    watch.check(&page.view(), &["last", "first"]);
    watch.check(&page.view(), &[]);
}
