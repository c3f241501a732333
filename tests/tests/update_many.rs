//! Components that are updated together: how often, in which passes, and that nothing else tells them from those that
//! load what they show alone.

use proptest::prelude::*;
use proptest::test_runner::Config;
use slotwise::{
    Components, Dialect, HashKey, Mirror, Patcher, Slot, Stream, Tracked, View, component, h,
};
use slotwise_tests::judge::Judge;
use std::cell::RefCell;

/// What stands in for a database.
fn name_of(id: u32) -> String {
    format!("name {id}")
}

thread_local! {
    /// How many instances each call of `update_many` got, since it was asked last.
    static CALLS: RefCell<Vec<(&'static str, usize)>> = const { RefCell::new(Vec::new()) };
}

fn note(component: &'static str, instances: usize) {
    CALLS.with_borrow_mut(|calls| calls.push((component, instances)));
}

fn calls() -> Vec<(&'static str, usize)> {
    CALLS.take()
}

/// Loads its name with others.
struct Row {
    user: Tracked<u32>,
    name: Tracked<String>,
    clicks: Tracked<u32>,
}

#[component]
impl Row {
    fn mount(user: u32) -> Self {
        Row {
            user: user.into(),
            name: Tracked::default(),
            clicks: Tracked::default(),
        }
    }

    fn update(&mut self, user: u32) {
        *self.user = user;
    }

    fn update_many(rows: &mut [&mut Self]) {
        note("row", rows.len());
        for row in rows {
            *row.name = name_of(*row.user);
        }
    }

    fn render(&self, inner_block: Slot) -> impl View {
        h! { <div title={@name}>{@clicks}{@inner_block}<.Cell id={*@user} of={*@user} /></div> }
    }
}

/// What is within a row.
struct Cell {
    of: u32,
    name: String,
}

#[component]
impl Cell {
    fn mount(of: u32) -> Self {
        Cell {
            of,
            name: String::new(),
        }
    }

    fn update(&mut self, of: u32) {
        self.of = of;
    }

    fn update_many(cells: &mut [&mut Self]) {
        note("cell", cells.len());
        for cell in cells {
            cell.name = name_of(cell.of);
        }
    }

    fn render(&self) -> impl View {
        h! { <b>{self.name.as_str()}</b> }
    }
}

/// The same as [`Row`], each for itself.
mod alone {
    use super::name_of;
    use slotwise::{Slot, Tracked, View, component, h};

    pub(super) struct Row {
        user: Tracked<u32>,
        name: Tracked<String>,
        pub(super) clicks: Tracked<u32>,
    }

    #[component]
    impl Row {
        pub(super) fn mount(user: u32) -> Self {
            Row {
                user: user.into(),
                name: name_of(user).into(),
                clicks: Tracked::default(),
            }
        }

        fn update(&mut self, user: u32) {
            *self.user = user;
            *self.name = name_of(user);
        }

        fn render(&self, inner_block: Slot) -> impl View {
            h! { <div title={@name}>{@clicks}{@inner_block}<.Cell id={*@user} of={*@user} /></div> }
        }
    }

    pub(super) struct Cell {
        name: String,
    }

    #[component]
    impl Cell {
        pub(super) fn mount(of: u32) -> Self {
            Cell { name: name_of(of) }
        }

        fn update(&mut self, of: u32) {
            self.name = name_of(of);
        }

        fn render(&self) -> impl View {
            h! { <b>{self.name.as_str()}</b> }
        }
    }
}

/// A component with state that loads nothing.
struct Panel {
    open: Tracked<bool>,
}

#[component]
impl Panel {
    fn mount() -> Self {
        Panel { open: true.into() }
    }

    fn render(&self, inner_block: Slot) -> impl View {
        h! { <div>{#if @open}{@inner_block}{/if}</div> }
    }
}

#[component]
fn boxed(inner_block: Slot) -> impl View {
    h! { <section>{@inner_block}</section> }
}

fn rows(users: impl IntoIterator<Item = u32>) -> Vec<(u32, u32)> {
    users.into_iter().map(|user| (user, user)).collect()
}

struct Table {
    rows: Tracked<Vec<(u32, u32)>>,
}

impl Table {
    fn of(users: impl IntoIterator<Item = u32>) -> Table {
        let rows = rows(users).into();
        Table { rows }
    }

    fn view(&self) -> impl View {
        h! { <main><.Row :for={(id, user) in @rows} :key={id} id={*id} user={*user}>of</.Row></main> }
    }
}

#[test]
fn a_hundred_are_updated_in_one_call() {
    let mut table = Table::of(0..100);
    let mut judge = Judge::default();
    calls();
    let html = Components::new().to_html(&table.view());
    assert_eq!(calls(), [("row", 100), ("cell", 100)]);
    assert!(
        html.contains(r#"<div title="name 99">0of<b>name 99</b></div>"#),
        "{html}"
    );

    judge.step(&table.view()).expect("the page");
    calls();
    judge.step(&table.view()).expect("nothing new");
    assert_eq!(calls(), []);
    // Two that are new, and one that is another's.
    table.rows.extend([(100, 100), (101, 101)]);
    table.rows[50].1 = 500;
    let html = &judge.step(&table.view()).expect("more").html;
    assert!(html.contains(r#"<div title="name 500">0of<b>name 500</b></div>"#));
    assert_eq!(calls(), [("row", 102), ("cell", 102)]);
    // An event changes the state, which loads nothing.
    judge.components.update(7, |row: &mut Row| *row.clicks += 1);
    judge.step(&table.view()).expect("clicked");
    assert_eq!(calls(), []);
}

/// The first patch of a client that was not served the page.
#[test]
fn a_patch_updates_in_one_call_too() {
    for dialect in [Dialect::Native, Dialect::Phoenix] {
        let (mut components, mut patcher) = (Components::new(), Patcher::new());
        let mut mirror = Mirror::new(dialect, HashKey::new(1));
        let mut table = Table::of([]);
        let mut patch = String::new();
        components.patch(&mut patcher, &mut mirror, &table.view(), &mut patch);
        calls();
        *table.rows = rows(0..40);
        assert!(components.patch(&mut patcher, &mut mirror, &table.view(), &mut patch));
        assert_eq!(calls(), [("row", 40), ("cell", 40)]);
    }
}

#[test]
fn wherever_they_stand_they_are_updated_together() {
    struct Everywhere {
        all: Tracked<Vec<u32>>,
    }
    impl Everywhere {
        fn view(&self) -> impl View {
            h! {
                <main>
                    <.Row id={0} user={0} />
                    <.boxed><.Row :for={n in @all} id={*n} user={*n} /></.boxed>
                    <.Row id={4} user={4}><.Row id={5} user={5} /></.Row>
                    {#match @all.len()}{#case 3}<.Row id={6} user={6} />{#case _}none{/match}
                    <.Panel id="panel"><.Row id={7} user={7} /></.Panel>
                </main>
            }
        }
    }
    let everywhere = Everywhere {
        all: vec![1, 2, 3].into(),
    };
    calls();
    let mut judge = Judge::default();
    judge.step(&everywhere.view()).expect("the page");
    // For HTML, and for an outline of instances of its own; nothing for the patches.
    let once = [("row", 7), ("cell", 7), ("row", 1), ("cell", 1)];
    assert_eq!(calls(), [once, once].concat());
}

/// In a patch the first one is found while the first panel is being shown, whose others no walk sees.
#[test]
fn within_others_all_but_the_first_ones_come_together() {
    struct Panels {
        panels: Tracked<Vec<u32>>,
    }
    impl Panels {
        fn view(&self) -> impl View {
            h! {
                <main>
                    <.Panel :for={panel in @panels} :key={panel} id={*panel}>
                        <.Row :for={n in 0..3} id={panel * 10 + n} user={panel * 10 + n} />
                    </.Panel>
                </main>
            }
        }
    }
    let panels = vec![1, 2, 3].into();
    let panels = Panels { panels };
    calls();
    let html = Components::new().to_html(&panels.view());
    assert_eq!(html.matches("<b>name").count(), 9);
    assert_eq!(calls(), [("row", 9), ("cell", 9)]);
    // A patch is not written twice.
    Mirror::new(Dialect::Native, HashKey::new(1)).patch(&panels.view(), &mut String::new());
    let alone = [("row", 1), ("cell", 1)];
    let together = [("row", 7), ("cell", 6), ("cell", 1)];
    assert_eq!(calls(), [&together[..], &alone, &alone].concat());
}

/// Of the second call of one instance nothing is shown.
#[test]
fn an_instance_is_updated_once() {
    let view = h! { <main><.Row id="a" user={1} /><.Row id="a" user={2} /><.Row id="b" user={2} /></main> };
    calls();
    let mut components = Components::new();
    let html = components.to_html(&view);
    assert_eq!(
        html,
        r#"<main><div title="name 1">0<b>name 1</b></div><div title="name 2">0<b>name 2</b></div></main>"#
    );
    assert_eq!(calls(), [("row", 2), ("cell", 2)]);
    assert!(
        components
            .fault()
            .is_some_and(|fault| fault.id == "a".into())
    );
}

/// In patches: they are sent once, so nothing looks ahead for them.
#[test]
fn rows_of_a_stream_are_updated_one_by_one() {
    let mut users = Stream::new(|user: &u32| format!("u{user}"));
    users.extend([1, 2]);
    let view = h! { <ul id="users" phx-update="stream"><li :for={(id, user) in users} id={id}><.Row id={*user} user={*user} /></li></ul> };
    calls();
    let html = Components::new().to_html(&view);
    assert!(
        html.contains(r#"<li id="u2"><div title="name 2">0<b>name 2</b></div></li>"#),
        "{html}"
    );
    assert_eq!(calls(), [("row", 2), ("cell", 2)]);
    Mirror::new(Dialect::Native, HashKey::new(1)).patch(&view, &mut String::new());
    assert_eq!(calls(), [("row", 1), ("cell", 1), ("row", 1), ("cell", 1)]);
}

/// What a page shows; the same of components that load together and of others.
#[derive(Clone, Debug)]
struct Page {
    title: Tracked<String>,
    rows: Tracked<Vec<(u32, u32)>>,
    unkeyed: Tracked<Vec<u32>>,
    open: Tracked<bool>,
}

#[derive(Clone, Debug)]
enum Change {
    Rename,
    Rows(Vec<(u32, u32)>),
    Unkeyed(Vec<u32>),
    Toggle,
    Panel,
    Click(u32),
}

fn change() -> impl Strategy<Value = Change> {
    let rows = prop::collection::btree_map(0..8u32, 0..20u32, 0..6);
    let rows = rows.prop_map(|rows| rows.into_iter().collect::<Vec<_>>());
    let order = (rows, any::<bool>()).prop_map(|(mut rows, turned)| {
        if turned {
            rows.reverse();
        }
        Change::Rows(rows)
    });
    prop_oneof![
        1 => Just(Change::Rename),
        4 => order,
        2 => prop::collection::vec(20..30u32, 0..4).prop_map(Change::Unkeyed),
        2 => Just(Change::Toggle),
        1 => Just(Change::Panel),
        2 => (0..8u32).prop_map(Change::Click),
    ]
}

impl Page {
    fn change(&mut self, change: &Change) {
        match change {
            Change::Rename => self.title.push('!'),
            Change::Rows(rows) => *self.rows = rows.clone(),
            Change::Unkeyed(users) => *self.unkeyed = users.clone(),
            Change::Toggle => *self.open = !*self.open,
            Change::Panel | Change::Click(_) => {}
        }
    }

    fn together(&self) -> impl View {
        h! {
            <main title={@title}>
                <.Row :for={(id, user) in @rows} :key={id} id={*id} user={*user}>{@title.len()}</.Row>
                {#if @open}
                    <.Panel id="panel">
                        <.Row id="in" user={@rows.len() as u32} />
                        <section :for={user in @unkeyed}><.Row id={*user} user={*user} /></section>
                    </.Panel>
                {/if}
            </main>
        }
    }

    fn alone(&self) -> impl View {
        h! {
            <main title={@title}>
                <alone::Row :for={(id, user) in @rows} :key={id} id={*id} user={*user}>{@title.len()}</alone::Row>
                {#if @open}
                    <.Panel id="panel">
                        <alone::Row id="in" user={@rows.len() as u32} />
                        <section :for={user in @unkeyed}><alone::Row id={*user} user={*user} /></section>
                    </.Panel>
                {/if}
            </main>
        }
    }
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(300) })]

    #[test]
    fn they_show_what_others_show(changes in prop::collection::vec(change(), 1..10)) {
        let mut page = Page {
            title: "t".to_owned().into(),
            rows: rows(0..3).into(),
            unkeyed: vec![20].into(),
            open: true.into(),
        };
        let (mut together, mut alone) = (Judge::default(), Judge::default());
        for change in changes {
            page.change(&change);
            for judge in [&mut together, &mut alone] {
                if let Change::Panel = change {
                    judge.components.update("panel", |panel: &mut Panel| *panel.open = !*panel.open);
                }
            }
            if let Change::Click(id) = change {
                together.components.update(id, |row: &mut Row| *row.clicks += 1);
                alone.components.update(id, |row: &mut alone::Row| *row.clicks += 1);
            }
            let fail = TestCaseError::fail;
            let shown = together.step(&page.together()).map_err(fail)?;
            let other = alone.step(&page.alone()).map_err(fail)?;
            prop_assert_eq!(&shown.html, &other.html);
            prop_assert_eq!(shown.native.is_empty(), other.native.is_empty());
        }
    }
}
