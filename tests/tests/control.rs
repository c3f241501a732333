//! Branches, matches, bindings and loops: what they show, what they send, what they evaluate.

use proptest::collection::vec;
use proptest::prelude::*;
use slotwise::{Tracked, View, h};
use slotwise_tests::judge::Judge;
use std::cell::Cell;

#[derive(Clone)]
enum Mode {
    Idle,
    Busy(u32),
    Named { name: String },
}

/// A number and a label.
type Item = (u32, Option<String>);

#[derive(Clone)]
struct Page {
    on: Tracked<bool>,
    count: Tracked<i64>,
    user: Tracked<Option<String>>,
    mode: Tracked<Mode>,
    items: Tracked<Vec<Tracked<Item>>>,
    least: Tracked<u32>,
}

impl Page {
    fn new() -> Page {
        Page {
            on: false.into(),
            count: 0.into(),
            user: None.into(),
            mode: Mode::Idle.into(),
            items: Vec::new().into(),
            least: 0.into(),
        }
    }

    fn view(&self) -> impl View {
        h! {
            <div>
                <p :if={@on}>on {@count}</p>
                <p :else-if={@count > 5}>many {@count}</p>
                <i :else>few</i>
                {#if let Some(user) = @user}Hello {user}{#else if *@count == 3}three{#else}nobody{/if}
                {#match @mode}
                    {#case Mode::Idle}idle
                    {#case Mode::Busy(n) if *n > 9}<b>very busy: {n}</b>
                    {#case Mode::Busy(n)}busy: {n}
                    {#case Mode::Named { name }}<em title={name}>{name.len()}</em>
                {/match}
                <ul>
                    {#for item in @items; item.0}
                        {#let (id, label) = &**item}
                        <li :if={*id >= @least} id={format!("i{id}")}>{#if let Some(label) = label}{label}{#else}-{/if}</li>
                    {#else}<li>none</li>{/for}
                </ul>
                {#let double: i64 = *@count * 2}<u>{double}</u> {double + 1}
            </div>
        }
    }
}

fn item(id: u32, label: Option<&str>) -> Tracked<Item> {
    Tracked::new((id, label.map(str::to_owned)))
}

/// What may happen to a page.
const CHANGES: [fn(&mut Page); 20] = [
    |_| {},
    |page| *page.count = 3,
    |page| *page.count = 6,
    |page| *page.on = true,
    |page| *page.count = 7,
    |page| *page.user = Some("Ada".into()),
    |page| *page.user = Some("<Grace>".into()),
    |page| *page.mode = Mode::Busy(1),
    |page| *page.mode = Mode::Busy(2),
    |page| *page.mode = Mode::Busy(10),
    |page| {
        *page.mode = Mode::Named {
            name: "x & y".into(),
        }
    },
    |page| {
        page.items
            .extend([item(1, Some("a")), item(2, None), item(3, Some("c"))]);
    },
    |page| {
        if let Some(item) = page.items.get_mut(1) {
            item.1 = Some("b".into());
        }
    },
    |page| *page.least = 2,
    |page| page.items.reverse(),
    |page| page.items.truncate(2),
    |page| page.items.clear(),
    |page| *page.user = None,
    |page| *page.on = false,
    |page| *page = Page::new(),
];

#[test]
fn every_state_is_what_a_fresh_render_gives() {
    let mut page = Page::new();
    let mut judge = Judge::default();
    let first = judge.step(&page.view()).unwrap().html.clone();
    assert!(
        first.contains("<i>few</i>") && first.contains("nobody") && first.contains("<li>none</li>")
    );
    for (step, change) in CHANGES.into_iter().enumerate() {
        change(&mut page);
        let shown = judge.step(&page.view());
        shown.unwrap_or_else(|error| panic!("step {step}: {error}"));
    }
}

proptest! {
    #[test]
    fn any_order_of_changes_is_followed(steps in vec(0..CHANGES.len(), 1..30)) {
        let mut page = Page::new();
        let mut saved = page.clone();
        let mut judge = Judge::default();
        for (at, step) in steps.into_iter().enumerate() {
            CHANGES[step](&mut page);
            // Now and then an older clone comes back, with its stamps.
            if at % 7 == 6 {
                std::mem::swap(&mut page, &mut saved);
            }
            prop_assert_eq!(judge.step(&page.view()).err(), None);
        }
    }
}

#[test]
fn the_first_branch_that_holds_is_shown() {
    let show =
        |a: bool, b: bool| h! { <p :if={a}>a</p> <p :else-if={b}>b</p> <p :else>c</p> }.to_html();
    assert_eq!(show(true, true), "<p>a</p>");
    assert_eq!(show(false, true), "<p>b</p>");
    assert_eq!(show(false, false), "<p>c</p>");
}

#[test]
fn a_chain_of_lets_holds_or_not() {
    let show =
        |a: Option<u8>, b: u8| h! { {#if let Some(x) = a && *x > b}{x}{#else}no{/if} }.to_html();
    assert_eq!(show(Some(3), 2), "3");
    assert_eq!(show(Some(3), 3), "no");
    assert_eq!(show(None, 0), "no");
}

#[test]
fn blocks_nest_in_any_order() {
    let rows = [vec![1, 2], vec![], vec![3]];
    let view = h! {
        {#for (i, row) in rows.iter().enumerate()}{#match row.len()}{#case 0}<hr>{#case n}{#let next = n + i}{#for x in row}{#if x % 2 == 0}e{#else}<b>{x}:{next}</b>{/if}{/for}{/match}{#else}empty{/for}
    };
    assert_eq!(view.to_html(), "<b>1:2</b>e<hr><b>3:3</b>");
}

struct Chained {
    name: Option<String>,
    title: Tracked<Option<String>>,
    open: Tracked<bool>,
}

impl Chained {
    fn view(&self) -> impl View {
        h! {
            {#if let Some(name) = @name && !name.is_empty()}{name}{/if}
            {#if @open && let Some(title) = @title && title.len() > 1}{title}{#else}no{/if}
        }
    }
}

/// As without a chain, a place is borrowed, through `Tracked` too, and conditions may be `Tracked`.
#[test]
fn what_is_matched_in_a_chain_is_borrowed() {
    let mut page = Chained {
        name: Some("Ada".to_owned()),
        title: Some("ab".to_owned()).into(),
        open: true.into(),
    };
    let mut judge = Judge::default();
    let mut shown = |page: &Chained| {
        let step = judge.step(&page.view()).map(|step| step.html.clone());
        step.map(|html| html.split_whitespace().collect::<String>())
    };
    assert_eq!(shown(&page).as_deref(), Ok("Adaab"));
    *page.open = false;
    assert_eq!(shown(&page).as_deref(), Ok("Adano"));
}

thread_local! {
    static EVALUATED: Cell<u32> = const { Cell::new(0) };
}

/// A text whose length counts how often it is asked for.
#[derive(Clone)]
struct Counting(&'static str);

impl Counting {
    fn len(&self) -> usize {
        EVALUATED.set(EVALUATED.get() + 1);
        self.0.len()
    }
}

fn evaluated(work: impl FnOnce()) -> u32 {
    EVALUATED.set(0);
    work();
    EVALUATED.get()
}

struct Tracking {
    a: Tracked<Option<Counting>>,
    b: Tracked<u32>,
    items: Tracked<Vec<Counting>>,
}

impl Tracking {
    fn view(&self) -> impl View {
        h! {
            {#if let Some(a) = @a}<p>{a.len()} {@b}</p>{/if}
            {#match @a}{#case Some(a)}<p>{a.len()}</p>{#case None}none{/match}
            {#let first = @items}<p>{first.len()}</p>
            {#for item in @items}<p>{item.len()} {@b}</p>{#else}none{/for}
        }
    }
}

/// The mirror alone is asked: a judge renders too.
#[test]
fn what_is_bound_inherits_from_where_it_comes() {
    use slotwise::{Dialect, HashKey, Mirror};
    let mut page = Tracking {
        a: Some(Counting("abc")).into(),
        b: 1.into(),
        items: vec![Counting("x"), Counting("yz")].into(),
    };
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    let mut patch = |page: &Tracking| {
        evaluated(|| {
            mirror.patch(&page.view(), &mut String::new());
        })
    };
    assert_eq!(patch(&page), 4);
    assert_eq!(patch(&page), 0);
    *page.b = 2;
    assert_eq!(
        patch(&page),
        0,
        "another value in the same branches changed"
    );
    page.a.touch();
    assert_eq!(patch(&page), 2);
    page.items[1] = Counting("y");
    assert_eq!(
        patch(&page),
        2,
        "items that are not tracked are as old as their list"
    );
}
