//! Templates by `h!` whose holes read their state in many ways: whatever is skipped, what is shown is
//! what would be rendered.

use proptest::prelude::*;
use proptest::test_runner::Config;
use slotwise::{Slot, Tracked, View, component, h};
use slotwise_tests::judge::Judge;

struct Page {
    a: Tracked<String>,
    b: Tracked<String>,
    option: Tracked<Option<String>>,
    n: Tracked<usize>,
    m: Tracked<usize>,
    rows: Tracked<Vec<Tracked<Row>>>,
}

#[derive(Clone)]
struct Row {
    id: usize,
    text: String,
    tags: Vec<String>,
}

#[component]
fn inner(title: &str, inner_block: Slot) -> impl View {
    h! { <i title={@title}>{@inner_block}</i> }
}

#[component]
fn outer(title: &str, inner_block: Slot) -> impl View {
    h! { <div><.inner title={@title}>{@inner_block}</.inner>{@inner_block}</div> }
}

#[component]
fn only_if(on: bool, inner_block: Slot) -> impl View {
    h! { <div><b :if={@on}>{@inner_block}</b></div> }
}

#[component]
fn lines(rows: &[Tracked<Row>], extra: usize) -> impl View {
    h! {
        <p :for={r in @rows} :key={r.id}>
            {r.text.len() + *@extra}<.inner title={&r.text}>{@extra}{r.id}</.inner>
        </p>
    }
}

impl Page {
    fn new() -> Page {
        Page {
            a: Tracked::new("x".to_owned()),
            b: Tracked::new("y".to_owned()),
            option: Tracked::default(),
            n: Tracked::new(1),
            m: Tracked::new(2),
            rows: Tracked::new((0..4).map(row).collect()),
        }
    }

    fn components(&self) -> impl View {
        h! {
            <.outer title={@a}>{@b}<.outer title={@b}>{@a.len()}</.outer></.outer>
            <.only_if on={@a.len() > 2}>{@b.to_uppercase()}</.only_if>
            <.lines rows={@rows} extra={*@n} />
            <ul>
                <.inner :for={r in @rows} :key={r.id} :if={r.id != *@n} title={&r.text}>
                    {r.id}{@a.as_str()}<b :for={t in r.tags.iter().filter(|t| t.len() > *@m)}>{t}{r.id}</b>
                </.inner>
            </ul>
        }
    }

    fn lists(&self) -> impl View {
        h! {
            <p :for={(i, r) in @rows.iter().enumerate()} :if={i % 2 == 0} data-x={i + *@n}>
                {i}{r.text}{@rows[i].text.as_str()}
            </p>
            <p :for={r in @rows.iter().rev().take(*@n)}>{r.text.as_str()}</p>
            <p :for={length in @rows.iter().map(|r| r.text.len())}>{length}</p>
            <p :for={x in 0..*@n}>{x}<b :for={y in x..*@m}>{x * y}</b></p>
            <p :for={x in @option}>{x}</p>
            {(0..*@n).map(|i| h! { <u>{i}{@a}</u> }).collect::<Vec<_>>()}
        }
    }

    fn expressions(&self) -> impl View {
        h! {
            <title>{@a}</title><textarea>{@b}</textarea>
            {format!("{:>1$}|{:.*}", @a, *@m, 1.5)}
            {@rows.iter().map(|r| r.text.clone()).collect::<Vec<_>>().join("-")}
            {@rows.get(*@n).map(|r| r.text.as_str()).unwrap_or("none")}
            {if @a.is_empty() { @b.as_str() } else { @option.as_deref().unwrap_or("z") }}
            {(*@n > 1).then_some(h! { <s>{@b}</s> })}
            {match *@m { 0 => "none", 1 => "one", _ => "many" }}
            <p title={@option} class={["x", @option.as_deref().unwrap_or(""), ("y", *@n == *@m)]}
                data-z={(@a.len() > 2).then_some("z")}></p>
            <a href={format!("/{}/{}", @a, @b)}>&#38;{";"}a&amp;{@a}</a>
        }
    }

    fn change(&mut self, change: &Change) {
        let len = self.rows.len();
        match *change {
            Change::A(text) => *self.a = text.to_owned(),
            Change::B(text) => *self.b = text.to_owned(),
            Change::Option(ref text) => *self.option = text.map(str::to_owned),
            Change::N(n) => *self.n = n,
            Change::M(m) => *self.m = m,
            Change::SwapTexts => std::mem::swap(&mut self.a, &mut self.b),
            Change::SwapNumbers => std::mem::swap(&mut self.n, &mut self.m),
            Change::Push(id) if len < 6 => self.rows.push(row(id)),
            _ if len == 0 => {}
            Change::Push(at) => self.rows.truncate(at),
            Change::Swap(from, to) => self.rows.swap(from % len, to % len),
            Change::Remove(at) => drop(self.rows.remove(at % len)),
            Change::Text(at) => self.rows[at % len].text.push('+'),
            Change::Tags(at) => drop(self.rows[at % len].tags.pop()),
            Change::Again(at) => {
                let again = self.rows[at % len].clone();
                self.rows.push(again);
            }
        }
    }
}

fn row(id: usize) -> Tracked<Row> {
    Tracked::new(Row {
        id,
        text: format!("row {id}"),
        tags: ["a", "bb", "ccc"].map(str::to_owned).into(),
    })
}

#[derive(Clone, Debug)]
enum Change {
    A(&'static str),
    B(&'static str),
    Option(Option<&'static str>),
    N(usize),
    M(usize),
    /// With their stamps.
    SwapTexts,
    SwapNumbers,
    Push(usize),
    Remove(usize),
    Swap(usize, usize),
    Text(usize),
    Tags(usize),
    /// A row comes twice, under one key and one stamp.
    Again(usize),
}

fn change() -> impl Strategy<Value = Change> {
    let text = || prop::sample::select(vec!["", "x", "\nlong\r\n", "<\0&>", "&lt"]);
    prop_oneof![
        text().prop_map(Change::A),
        text().prop_map(Change::B),
        prop::option::of(text()).prop_map(Change::Option),
        (0..4usize).prop_map(Change::N),
        (0..4usize).prop_map(Change::M),
        Just(Change::SwapTexts),
        Just(Change::SwapNumbers),
        (0..6usize).prop_map(Change::Push),
        (0..6usize).prop_map(Change::Remove),
        (0..6usize, 0..6usize).prop_map(|(from, to)| Change::Swap(from, to)),
        (0..6usize).prop_map(Change::Text),
        (0..6usize).prop_map(Change::Tags),
        (0..6usize).prop_map(Change::Again),
    ]
}

proptest! {
    #![proptest_config(Config { cases: 60, failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_is_skipped_did_not_change(changes in prop::collection::vec(change(), 1..20)) {
        let mut page = Page::new();
        let mut judges: [Judge; 3] = Default::default();
        let mut check = |page: &Page| -> Result<(), String> {
            judges[0].step(&page.components())?;
            judges[1].step(&page.lists())?;
            judges[2].step(&page.expressions()).map(drop)
        };
        check(&page).map_err(TestCaseError::fail)?;
        for change in &changes {
            page.change(change);
            check(&page).map_err(TestCaseError::fail)?;
        }
    }
}
