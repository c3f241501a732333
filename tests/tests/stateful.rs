//! Stateful components: how they are called, how long they live, and what of a change goes over the wire.

use slotwise::{Components, Slot, Slots, Tracked, View, component, h};
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
