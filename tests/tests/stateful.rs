//! Stateful components: how they are called, how long they live, and what of a change goes over the wire.

use slotwise::{Components, Slot, Slots, Stream, Tracked, View, component, h};
use slotwise_tests::judge::Judge;
use std::sync::atomic::{AtomicU32, Ordering};

struct Counter {
    label: Tracked<String>,
    n: Tracked<u32>,
}

#[component]
impl Counter {
    /// Counts from a number on.
    fn mount(label: &str, #[prop(default = 1)] start: u32) -> Self {
        Counter {
            label: label.to_owned().into(),
            n: start.into(),
        }
    }

    fn update(&mut self, label: &str) {
        *self.label = label.to_owned();
    }

    fn render(&self) -> impl View {
        h! { <button phx-target={@myself} title={@label}>{@n}</button> }
    }
}

mod rows {
    use slotwise::{Tracked, View, component, h};

    pub(super) struct Row {
        id: u32,
        cells: Tracked<Vec<String>>,
    }

    #[component(in = "tbody")]
    impl Row {
        pub(super) fn mount(id: u32, cells: Vec<String>) -> Self {
            Row {
                id,
                cells: cells.into(),
            }
        }

        fn render(&self) -> impl View {
            h! { <tr id={format!("r{}", self.id)}><td :for={cell in @cells}>{cell}</td></tr> }
        }
    }
}

struct Panel {
    open: Tracked<bool>,
}

#[component]
impl Panel {
    const CLOSED: &str = "closed";

    fn mount() -> Self {
        Panel { open: true.into() }
    }

    fn render(&self, #[slot(label: &str)] tab: Slots, inner_block: Slot<u32>) -> impl View {
        h! {
            <div>
                <i :for={tab in @tab} title={tab.label}>{tab}</i>
                {#if @open}{@inner_block(7)}{#else}{Self::CLOSED}{/if}
            </div>
        }
    }
}

struct Page {
    title: Tracked<String>,
    counts: Tracked<Vec<u32>>,
}

impl Page {
    fn new() -> Page {
        Page {
            title: "T".to_owned().into(),
            counts: vec![7, 8].into(),
        }
    }

    fn view(&self) -> impl View {
        h! {
            <.Counter id="a" label={@title} />
            <.Counter :for={n in @counts} :key={n} id={*n} label="row" start={*n} />
            <table><tbody><rows::Row id={3} cells={vec!["x".to_owned()]} /></tbody></table>
        }
    }
}

/// What both dialects say at each step; the judge has checked that both clients show it.
#[track_caller]
fn step(judge: &mut Judge, view: &dyn View, phoenix: &str, native: &str) {
    let step = judge.step(view).expect("the clients stay in step");
    assert_eq!(
        (&*step.phoenix, &*step.native),
        (phoenix, native),
        "{}",
        step.html
    );
}

#[test]
fn they_show_what_they_mount() {
    let mut page = Page::new();
    let html = page.view().to_html();
    assert!(
        html.starts_with(r#"<button phx-target="1" title="T">1</button>"#),
        "{html}"
    );
    assert!(
        html.contains(r#"title="row">7</button><button phx-target="3" title="row">8</button>"#)
    );
    assert!(html.ends_with(r#"<table><tbody><tr id="r3"><td>x</td></tr></tbody></table>"#));

    let mut judge = Judge::default();
    judge.step(&page.view()).expect("the page");
    assert_eq!(judge.step(&page.view()).expect("no patch").native, "");
    page.title.push('!');
    page.counts.swap(0, 1);
    judge.step(&page.view()).expect("followed and moved");
    page.counts.clear();
    judge.step(&page.view()).expect("none left");
    assert_eq!(judge.components.len(), 2);
}

/// Without a place to live in they are mounted for the visit.
#[test]
fn they_live_in_components_or_for_one_visit() {
    let page = Page::new();
    let mut components = Components::new();
    components.to_html(&page.view());
    assert!(components.update("a", |counter: &mut Counter| *counter.n = 9));
    assert!(!components.update("b", |counter: &mut Counter| *counter.n = 9));
    assert!(components.to_html(&page.view()).contains(">9</button>"));
    assert!(!page.view().to_html().contains(">9</button>"));
    assert_eq!(
        components.get::<Counter>("a").map(|counter| *counter.n),
        Some(9)
    );
}

struct Two {
    a: Tracked<String>,
    b: Tracked<String>,
    both: Tracked<bool>,
}

impl Two {
    fn view(&self) -> impl View {
        h! { <p><.Counter id="a" label={@a} /><.Counter :if={@both} id="b" label={@b} start={5} /></p> }
    }
}

#[test]
fn only_what_changed_is_sent() {
    let mut two = Two {
        a: "A".to_owned().into(),
        b: "A".to_owned().into(),
        both: true.into(),
    };
    let mut judge = Judge::default();
    judge.step(&two.view()).expect("the page");
    let up = |counter: &mut Counter| *counter.n += 1;
    assert!(judge.components.update("b", up));
    step(
        &mut judge,
        &two.view(),
        r#"{"c":{"2":{"2":"6"}}}"#,
        r#"[1,0,2,6]"#,
    );
    assert!(judge.components.update("a", up));
    step(
        &mut judge,
        &two.view(),
        r#"{"c":{"1":{"2":"2"}}}"#,
        r#"[0,2,2]"#,
    );
    step(&mut judge, &two.view(), "", "");
    // A prop that `update` follows; the state stays.
    two.a.push('!');
    step(
        &mut judge,
        &two.view(),
        r#"{"c":{"1":{"1":" title=\"A!\""}}}"#,
        r#"[0,1,"A!"]"#,
    );
    // One that is gone is mounted anew, under another number.
    *two.both = false;
    step(&mut judge, &two.view(), r#"{"1":""}"#, r#"[1,""]"#);
    assert_eq!(judge.components.len(), 1);
    *two.both = true;
    let back = judge.step(&two.view()).expect("back");
    assert!(
        back.html
            .ends_with(r#"<button phx-target="3" title="A">5</button></p>"#)
    );
}

#[test]
fn what_did_not_change_is_not_rendered() {
    struct Quiet {
        n: Tracked<u32>,
    }

    static TIMES: AtomicU32 = AtomicU32::new(0);

    #[component]
    impl Quiet {
        fn mount() -> Self {
            Quiet { n: 0.into() }
        }

        fn render(&self) -> impl View {
            TIMES.fetch_add(1, Ordering::Relaxed);
            h! { <b><.Counter id="in" label="l" />{@n}</b> }
        }
    }

    let title = Tracked::new("t".to_owned());
    let view = h! { <p>{title.len()}<.Quiet id="q" /></p> };
    let mut judge = Judge::default();
    judge.step(&view).expect("the page");
    let times = TIMES.load(Ordering::Relaxed);
    step(&mut judge, &view, "", "");
    // HTML is always rendered; the four patches had nothing to do.
    assert_eq!(TIMES.load(Ordering::Relaxed), times + 1);
    // What is within is met all the same.
    assert!(
        judge
            .components
            .update("in", |counter: &mut Counter| *counter.n = 4)
    );
    step(
        &mut judge,
        &view,
        r#"{"c":{"2":{"2":"4"}}}"#,
        r#"[1,0,2,4]"#,
    );
    assert_eq!(judge.components.len(), 2);
}

#[test]
fn slots_are_the_callers() {
    struct Caller {
        body: Tracked<String>,
        label: Tracked<String>,
    }
    impl Caller {
        fn view(&self) -> impl View {
            h! {
                <.Panel id="p" :let={n}>
                    <:tab label={@label}>tab</:tab>
                    <u>{@body} {n}</u><.Counter id="in" label={@label} />
                </.Panel>
            }
        }
    }
    let mut caller = Caller {
        body: "B".to_owned().into(),
        label: "L".to_owned().into(),
    };
    let mut judge = Judge::default();
    let html = &judge.step(&caller.view()).expect("the page").html;
    assert!(
        html.contains(r#"<i title="L">tab</i>"#) && html.contains("<u>B 7</u>"),
        "{html}"
    );
    caller.body.push('!');
    let html = &judge.step(&caller.view()).expect("the body").html;
    assert!(html.contains("<u>B! 7</u>"), "{html}");
    caller.label.push('!');
    let html = &judge.step(&caller.view()).expect("the label").html;
    assert!(
        html.contains(r#"<i title="L!">"#) && html.contains(r#"title="L!">1<"#),
        "{html}"
    );
    assert!(
        judge
            .components
            .update("p", |panel: &mut Panel| *panel.open = false)
    );
    let html = &judge.step(&caller.view()).expect("closed").html;
    assert!(html.contains("closed") && !html.contains("<u>"), "{html}");
    assert_eq!(judge.components.len(), 1);
}

#[test]
fn one_type_and_id_is_one_instance() {
    struct Both(Tracked<bool>, Tracked<bool>);
    impl Both {
        fn view(&self) -> impl View {
            h! { <p>{#if *self.0}<.Counter id="a" label="1" />{/if}<b><.Counter :if={*self.1} id="a" label="2" /></b></p> }
        }
    }
    let mut both = Both(true.into(), true.into());
    let mut judge = Judge::default();
    let html = judge.step(&both.view()).expect("the page").html.clone();
    assert_eq!(
        html,
        r#"<p><button phx-target="1" title="1">1</button><b></b></p>"#
    );
    let fault = judge.components.fault().expect("a fault");
    assert!(fault.component.ends_with("Counter") && fault.id == "a".into());
    *both.0 = false;
    let html = judge
        .step(&both.view())
        .expect("the other one")
        .html
        .clone();
    assert_eq!(
        html,
        r#"<p><b><button phx-target="1" title="2">1</button></b></p>"#
    );
    assert_eq!(judge.components.fault(), None);
    *both.0 = true;
    judge.step(&both.view()).expect("back");
}

/// An instance that calls itself is met within itself.
#[test]
fn recursion_ends() {
    struct Snake {}
    #[component]
    impl Snake {
        fn mount() -> Self {
            Snake {}
        }

        fn render(&self) -> impl View {
            h! { <b><.Snake id="s" /></b> }
        }
    }
    let mut judge = Judge::default();
    let html = &judge.step(&h! { <.Snake id="s" /> }).expect("once").html;
    assert_eq!(html, "<b></b>");
    assert!(judge.components.fault().is_some());
}

struct Outer {
    open: Tracked<bool>,
}

#[component]
impl Outer {
    fn mount() -> Self {
        Outer { open: true.into() }
    }

    fn render(&self) -> impl View {
        h! { <div><.boxed><.Counter :if={@open} id="in" label="l" /></.boxed></div> }
    }
}

#[component]
fn boxed(inner_block: Slot) -> impl View {
    h! { <section>{@inner_block}</section> }
}

/// It renders the page anew where a message is more than components, and then leaves out each root that the
/// message does not name.
#[test]
fn the_official_client_finds_what_changed() {
    let mut title = Tracked::new("t".to_owned());
    let mut judge = Judge::default();
    let view = |title: &Tracked<String>| {
        let title = title.clone();
        h! { <p>{title.as_str()}</p><.boxed><.Counter id="out" label="l" /><.Outer id="o" /></.boxed> }
    };
    let up = |counter: &mut Counter| *counter.n += 1;
    judge.step(&view(&title)).expect("the page");
    for both in [false, true, false] {
        for id in ["in", "out"] {
            if both {
                title.push('!');
            }
            judge.components.update(id, up);
            let step = judge.step(&view(&title)).expect("a step");
            assert_eq!(
                step.phoenix.starts_with(r#"{"c":"#),
                !both,
                "{}",
                step.phoenix
            );
        }
    }
    judge
        .components
        .update("o", |outer: &mut Outer| *outer.open = false);
    judge.step(&view(&title)).expect("closed");
    let wrong = slotwise_tests::node::official_differs(&[&judge]);
    assert!(wrong.is_empty(), "{}", wrong[0].1);
    let wrong = slotwise_tests::node::ours_differs(&[&judge]);
    assert!(wrong.is_empty(), "{}", wrong[0].1);
}

mod tags {
    use slotwise::{View, component, h};

    pub(super) struct Tag {
        name: String,
    }

    #[component]
    impl Tag {
        pub(super) fn mount(name: &str) -> Self {
            let name = name.to_owned();
            Tag { name }
        }

        fn render(&self) -> impl View {
            h! { <b>{self.name.as_str()}</b> }
        }
    }
}

mod rooms {
    use slotwise::{Stream, View, component, h};

    /// A stream of its own.
    pub(super) struct Room {
        pub(super) lines: Stream<String>,
    }

    #[component]
    impl Room {
        pub(super) fn mount(first: String) -> Self {
            let mut lines = Stream::new(|line: &String| format!("l-{line}"));
            lines.insert(first);
            Room { lines }
        }

        fn render(&self) -> impl View {
            h! { <ul id="lines" phx-update="stream"><li :for={(id, line) in @lines} id={id}>{line}</li></ul> }
        }
    }
}

/// Another instance in its place has a stream of its own: none of the rows of the one before are left.
#[test]
fn another_instance_brings_its_own_stream() {
    use rooms::Room;
    let in_place = |room: &'static str| {
        h! { <main><.Room id={room} first={room.to_owned()} /></main> }
    };
    let shown = |lines: &[&str]| {
        let rows = lines.iter();
        let rows: String = rows
            .map(|line| format!(r#"<li id="l-{line}">{line}</li>"#))
            .collect();
        format!(r#"<main><ul id="lines" phx-update="stream">{rows}</ul></main>"#)
    };
    let mut judge = Judge::default();
    judge.step_to(&in_place("a"), shown(&["a"])).unwrap();
    let another = |room: &mut Room| room.lines.insert("more".to_owned());
    assert!(judge.components.update("a", another));
    judge
        .step_to(&in_place("a"), shown(&["a", "more"]))
        .unwrap();
    judge.step_to(&in_place("b"), shown(&["b"])).unwrap();
    judge.step_to(&in_place("a"), shown(&["a"])).unwrap();
}

mod panels {
    use slotwise::{Slot, Stream, View, component, h};

    /// What is around something.
    pub(super) struct Panel {}

    #[component]
    impl Panel {
        pub(super) fn mount() -> Self {
            Panel {}
        }

        fn render(&self, inner_block: Slot) -> impl View {
            h! { <section>{@inner_block}</section> }
        }
    }

    pub(super) struct Page {
        pub(super) ids: Vec<u32>,
        pub(super) lines: Stream<&'static str>,
    }

    impl Page {
        pub(super) fn view(&self) -> impl View {
            h! {
                <.Panel :for={id in &self.ids} :key={id} id={*id}><ul id={format!("l-{id}")} phx-update="stream"><li :for={(id, line) in @lines} id={id}>{line}</li></ul></.Panel>
            }
        }
    }
}

/// An instance whose tree begins as a copy of another one's stands in an element of its own, to which no row was
/// sent. It was thought to have those of the other.
#[test]
fn a_copy_of_a_tree_has_no_rows_of_streams() {
    let mut page = panels::Page {
        ids: vec![1],
        lines: slotwise::Stream::new(|line: &&str| (*line).to_owned()),
    };
    let mut judge = Judge::default();
    let panel = |id: u32, lines: &[&str]| {
        let row = |line: &&str| format!(r#"<li id="{line}">{line}</li>"#);
        let rows: String = lines.iter().map(row).collect();
        format!(r#"<section><ul id="l-{id}" phx-update="stream">{rows}</ul></section>"#)
    };
    page.lines.insert("a");
    judge.step_to(&page.view(), panel(1, &["a"])).unwrap();
    page.ids = vec![1, 2];
    let both = panel(1, &["a"]) + &panel(2, &["a"]);
    judge.step_to(&page.view(), both).unwrap();
    page.lines.insert("b");
    let both = panel(1, &["a", "b"]) + &panel(2, &["a", "b"]);
    judge.step_to(&page.view(), both).unwrap();
    page.ids = vec![3];
    judge.step_to(&page.view(), panel(3, &["b"])).unwrap();
}

/// A row that shows instances is never found by what it shows: looking would have to mount them. With a row
/// between, those after it are other instances' rows, and what they show follows.
#[test]
fn rows_without_keys_show_the_instances_of_their_calls() {
    let view = |names: &'static [&'static str]| {
        h! {
            <ul><li :for={name in names}>{name}<b>x</b><.Counter id={*name} label={name} start={1} /></li></ul>
        }
    };
    let orders: [&[&str]; 5] = [
        &["a", "b", "c", "d", "e", "f"],
        &["z", "a", "b", "c", "d", "e", "f"],
        &["f", "z", "a", "b", "c", "d", "e"],
        &["z", "a", "c", "d", "e"],
        &["e", "a", "z"],
    ];
    let mut judge = Judge::default();
    for order in orders {
        judge.step(&view(order)).unwrap();
        assert_eq!(judge.components.len(), order.len());
        assert!(
            judge
                .components
                .update("a", |counter: &mut Counter| *counter.n += 1)
        );
    }
    let counted = judge.components.get::<Counter>("a");
    assert_eq!(counted.map(|counter| *counter.n), Some(6));
}

/// The row of a stream is forgotten once it is sent, and so is an instance in it.
#[test]
fn a_row_of_a_stream_shows_an_instance_once() {
    let mut names = Stream::new(|name: &&str| format!("row-{name}"));
    let mut judge = Judge::default();
    let mut rows = String::new();
    for name in ["a", "b", "c"] {
        names.insert(name);
        let stream = &names;
        let view = h! {
            <ul id="names" phx-update="stream"><li :for={(id, name) in stream} id={id}><tags::Tag id={*name} name={name} /></li></ul>
        };
        rows += &format!(r#"<li id="row-{name}"><b>{name}</b></li>"#);
        let shown = format!(r#"<ul id="names" phx-update="stream">{rows}</ul>"#);
        judge.step_to(&view, shown).unwrap();
    }
    assert!(judge.components.is_empty());
}

mod boards {
    use slotwise::{Tracked, View, component, h};

    /// A row: its key, its note, and a list in it.
    pub(super) type Row = (u32, Option<String>, Vec<bool>);

    /// Lists whose rows hold blocks and lists.
    pub(super) struct Board {
        pub(super) rows: Tracked<Vec<Row>>,
    }

    #[component]
    impl Board {
        pub(super) fn mount(rows: Vec<Row>) -> Self {
            Board { rows: rows.into() }
        }

        fn render(&self) -> impl View {
            h! {
                <section>
                  <p :for={(id, note, marks) in @rows} :key={id}>
                    {#if let Some(note) = note}<em class="note">{note}</em>{/if}
                    {#for mark in marks}{#if *mark}<strong class="mark">yes</strong>{#else}<s class="mark">no</s>{/if}{/for}
                  </p>
                </section>
            }
        }
    }
}

/// The official client reads statics in a list of a component from the table of that list alone, and copies a
/// component before it reads tables.
#[test]
fn lists_in_components_have_tables_of_their_own() {
    use boards::{Board, Row};
    let row = |id: u32| -> Row {
        let note = (!id.is_multiple_of(3)).then(|| format!("note {id}"));
        (id, note, vec![id.is_multiple_of(2), true, false])
    };
    let mut title = Tracked::new("t".to_owned());
    let mut judge = Judge::default();
    let view = |title: &Tracked<String>, boards: &[(&'static str, u32)]| {
        let (title, boards) = (title.clone(), boards.to_vec());
        h! {
            <h1>{title.as_str()}</h1>
            <div :for={(id, rows) in &boards} :key={id}><.Board id={*id} rows={(0..*rows).map(row).collect()} /></div>
        }
    };
    let one = judge.step(&view(&title, &[("a", 6)])).expect("the page");
    for statics in ["class=\\\"note\\\"", "<strong class", "<s class"] {
        assert_eq!(one.phoenix.matches(statics).count(), 1, "{}", one.phoenix);
    }
    let boards = [("a", 6), ("b", 5), ("c", 7), ("d", 0)];
    for shown in [1, 3, 4, 2, 4, 0, 4] {
        title.push('!');
        judge.step(&view(&title, &boards[..shown])).expect("boards");
    }
    for turn in 0..12 {
        for (at, (id, _)) in boards.iter().enumerate() {
            judge.components.update(*id, |board: &mut Board| {
                let new = 10 + turn;
                match (turn as usize + at) % 4 {
                    0 => board.rows.extend([row(new), row(new + 20), row(new + 40)]),
                    1 => board.rows.reverse(),
                    2 => {
                        for (_, note, marks) in board.rows.iter_mut() {
                            *note = note.is_none().then(|| format!("later {turn}"));
                            marks.push(turn.is_multiple_of(3_u32));
                        }
                    }
                    _ => board.rows.truncate(3),
                }
            });
        }
        if turn.is_multiple_of(3) {
            title.push('?');
        }
        judge.step(&view(&title, &boards)).expect("a turn");
    }
    let wrong = slotwise_tests::node::official_differs(&[&judge]);
    assert!(wrong.is_empty(), "{}", wrong[0].1);
    let wrong = slotwise_tests::node::ours_differs(&[&judge]);
    assert!(wrong.is_empty(), "{}", wrong[0].1);
}
