//! Temporary values: what a client shows, whatever is done and whenever it is sent; and that the server forgets them.

use proptest::prelude::*;
use proptest::test_runner::Config;
use slotwise::session::{Endpoint, Event, Live, LiveView, Secret};
use slotwise::{
    Components, Cx, Dialect, Dyn, HashKey, Hole, Mirror, Patcher, Slot, Temporary, Tracked, View,
    component, h,
};
use slotwise_live_test::LiveTest;
use slotwise_tests::{native, phoenix};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A value that is a view.
struct Report {
    name: String,
    lines: Vec<u32>,
}

impl View for Report {
    fn visit(&self, cx: &mut Cx<'_>) {
        let view = h! { <h3>{self.name}</h3><em :for={line in self.lines}>{line}</em> };
        view.visit(cx);
    }
}

impl Hole for Report {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

struct Row {
    id: u32,
    text: String,
    memo: Temporary<String>,
}

/// Has one of its own.
struct Panel {
    n: Tracked<u32>,
    news: Temporary<u32>,
}

#[component]
impl Panel {
    fn mount() -> Self {
        Panel {
            n: 0.into(),
            news: Temporary::default(),
        }
    }

    fn render(&self, inner_block: Slot) -> impl View {
        h! { <aside title={@n}>{@news}<u>{@inner_block}</u></aside> }
    }
}

#[component]
fn card(text: &Temporary<String>, inner_block: Slot) -> impl View {
    h! { <section><h2>{@text}</h2>{@inner_block}</section> }
}

struct Page {
    title: Tracked<String>,
    open: Tracked<bool>,
    panels: Tracked<Vec<u32>>,
    note: Temporary<String>,
    report: Temporary<Report>,
    rows: Tracked<Vec<Row>>,
}

impl Page {
    fn view(&self) -> impl View {
        h! {
            <main title={@title}>
                <p>{@note}</p>
                {#if @open}
                    <.card text={@note}>{@note}</.card>
                {/if}
                <.Panel :for={id in @panels} :key={id} id={*id}>{@note}</.Panel>
                <ul><li :for={row in @rows} :key={row.id}><b>{row.text}</b><i>{row.memo}</i></li></ul>
                <div>{@report}</div>
            </main>
        }
    }
}

#[derive(Clone, Debug)]
enum Change {
    Rename,
    Toggle,
    Note(u32),
    ClearNote,
    /// Another value in its field.
    OtherNote(u32),
    Report(u32, Vec<u32>),
    AddRow(usize, u32),
    RemoveRow(usize),
    Turn,
    Memo(usize, u32),
    RowText(usize),
    Panels(Vec<u32>),
    News(u32, u32),
    Count(u32),
    /// The client gets all anew.
    Join,
}

fn change() -> impl Strategy<Value = Change> {
    let at = 0..5usize;
    let number = 0..100u32;
    let panels = prop::collection::btree_set(0..3u32, 0..3);
    prop_oneof![
        Just(Change::Rename),
        Just(Change::Toggle),
        number.clone().prop_map(Change::Note),
        Just(Change::ClearNote),
        number.clone().prop_map(Change::OtherNote),
        (number.clone(), prop::collection::vec(0..3u32, 0..4))
            .prop_map(|(name, lines)| Change::Report(name, lines)),
        (at.clone(), 0..6u32).prop_map(|(at, id)| Change::AddRow(at, id)),
        at.clone().prop_map(Change::RemoveRow),
        Just(Change::Turn),
        (at.clone(), number.clone()).prop_map(|(at, text)| Change::Memo(at, text)),
        at.prop_map(Change::RowText),
        panels.prop_map(|panels| Change::Panels(panels.into_iter().collect())),
        (0..3u32, number).prop_map(|(id, news)| Change::News(id, news)),
        (0..3u32).prop_map(Change::Count),
        prop::bool::weighted(0.3).prop_map(|join| if join { Change::Join } else { Change::Rename }),
    ]
}

/// A temporary value the obvious way.
#[derive(Clone, Default)]
struct Twin {
    serial: u32,
    held: Option<String>,
}

/// Where a value is shown.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Top,
    Card,
    CardBlock,
    Report,
    Row(u32),
    Panel(u32),
    PanelBlock(u32),
}

/// What the page shows, by a map from places to texts.
#[derive(Default)]
struct Reference {
    serial: u32,
    title: String,
    open: bool,
    note: Twin,
    report: Twin,
    rows: Vec<(u32, String, Twin)>,
    panels: Vec<u32>,
    /// What they count, and what they show: of those that a patch has met.
    instances: BTreeMap<u32, (u32, Twin)>,
    /// What the client showed last, and of which value.
    shown: BTreeMap<Place, (u32, String)>,
}

impl Reference {
    fn twin(&mut self, held: Option<String>) -> Twin {
        self.serial += 1;
        let serial = self.serial;
        Twin { serial, held }
    }

    /// The HTML after the next patch; what it shows is forgotten.
    fn patch(&mut self) -> String {
        for id in self.panels.clone() {
            let news = self.twin(None);
            self.instances.entry(id).or_insert((0, news));
        }
        self.instances.retain(|id, _| self.panels.contains(id));
        let before = std::mem::take(&mut self.shown);
        let shown = &mut self.shown;
        let mut show = |place: Place, twin: &Twin| {
            let kept = before
                .get(&place)
                .filter(|(serial, _)| *serial == twin.serial);
            let text = match (&twin.held, kept) {
                (Some(held), _) => held.clone(),
                (None, Some((_, text))) => text.clone(),
                (None, None) => String::new(),
            };
            shown.insert(place, (twin.serial, text.clone()));
            text
        };
        let mut html = format!(
            r#"<main title="{}"><p>{}</p>"#,
            self.title,
            show(Place::Top, &self.note)
        );
        if self.open {
            let (text, block) = (
                show(Place::Card, &self.note),
                show(Place::CardBlock, &self.note),
            );
            html += &format!("<section><h2>{text}</h2>{block}</section>");
        }
        for (id, (n, news)) in &self.instances {
            let (news, block) = (
                show(Place::Panel(*id), news),
                show(Place::PanelBlock(*id), &self.note),
            );
            html += &format!(r#"<aside title="{n}">{news}<u>{block}</u></aside>"#);
        }
        html += "<ul>";
        for (id, text, memo) in &self.rows {
            html += &format!(
                "<li><b>{text}</b><i>{}</i></li>",
                show(Place::Row(*id), memo)
            );
        }
        html += &format!(
            "</ul><div>{}</div></main>",
            show(Place::Report, &self.report)
        );
        self.note.held = None;
        self.report.held = None;
        self.rows.iter_mut().for_each(|row| row.2.held = None);
        self.instances
            .values_mut()
            .for_each(|panel| panel.1.held = None);
        html
    }
}

/// A client of one dialect.
enum Client {
    Native(native::Client),
    Phoenix(phoenix::Client),
}

impl Client {
    fn new(dialect: Dialect) -> Client {
        match dialect {
            Dialect::Native => Client::Native(native::Client::default()),
            Dialect::Phoenix => Client::Phoenix(phoenix::Client::default()),
        }
    }

    fn apply(&mut self, patch: &str) -> Result<(), String> {
        match self {
            Client::Native(client) => client.apply(patch),
            Client::Phoenix(client) => client.apply(patch),
        }
    }

    fn html(&self) -> Result<String, String> {
        match self {
            Client::Native(client) => client.to_html(),
            Client::Phoenix(client) => client.to_html(),
        }
    }
}

/// Without the lines that the template is written in.
fn joined(html: &str) -> String {
    html.lines().map(str::trim).collect()
}

/// Some are so long that what changed in them is sent.
fn note(number: u32) -> String {
    match number % 3 {
        0 => format!("note {number}{}", " and so on".repeat(40)),
        _ => format!("note {number}"),
    }
}

/// The page, its client, and the reference.
struct Play {
    dialect: Dialect,
    page: Page,
    reference: Reference,
    components: Components,
    patcher: Patcher,
    mirror: Mirror,
    client: Client,
}

impl Play {
    fn new(dialect: Dialect) -> Play {
        Play {
            dialect,
            page: Page {
                title: String::new().into(),
                open: false.into(),
                panels: vec![].into(),
                note: Temporary::default(),
                report: Temporary::default(),
                rows: vec![].into(),
            },
            reference: Reference::default(),
            components: Components::new(),
            patcher: Patcher::new(),
            mirror: Mirror::new(dialect, HashKey::new(1)),
            client: Client::new(dialect),
        }
    }

    fn change(&mut self, change: &Change) {
        let (page, reference) = (&mut self.page, &mut self.reference);
        match change {
            Change::Rename => {
                page.title.push('t');
                reference.title.push('t');
            }
            Change::Toggle => {
                *page.open = !*page.open;
                reference.open = !reference.open;
            }
            Change::Note(number) => {
                page.note.set(note(*number));
                reference.note.held = Some(note(*number));
            }
            Change::ClearNote => {
                page.note.clear();
                reference.note = reference.twin(None);
            }
            Change::OtherNote(number) => {
                page.note = Temporary::new(note(*number));
                reference.note = reference.twin(Some(note(*number)));
            }
            Change::Report(name, lines) => {
                page.report.set(Report {
                    name: name.to_string(),
                    lines: lines.clone(),
                });
                let lines: String = lines
                    .iter()
                    .map(|line| format!("<em>{line}</em>"))
                    .collect();
                reference.report.held = Some(format!("<h3>{name}</h3>{lines}"));
            }
            Change::AddRow(at, id) => {
                if page.rows.iter().any(|row| row.id == *id) {
                    return;
                }
                let (at, text) = ((*at).min(page.rows.len()), format!("row {id}"));
                let memo = Temporary::new(format!("memo {id}"));
                let twin = reference.twin(Some(format!("memo {id}")));
                reference.rows.insert(at, (*id, text.clone(), twin));
                page.rows.insert(
                    at,
                    Row {
                        id: *id,
                        text,
                        memo,
                    },
                );
            }
            Change::RemoveRow(at) if *at < page.rows.len() => {
                page.rows.remove(*at);
                reference.rows.remove(*at);
            }
            Change::Turn => {
                page.rows.reverse();
                reference.rows.reverse();
            }
            Change::Memo(at, text) if *at < page.rows.len() => {
                page.rows[*at].memo.set(text.to_string());
                reference.rows[*at].2.held = Some(text.to_string());
            }
            Change::RowText(at) if *at < page.rows.len() => {
                page.rows[*at].text.push('r');
                reference.rows[*at].1.push('r');
            }
            Change::RemoveRow(_) | Change::Memo(..) | Change::RowText(_) => {}
            Change::Panels(ids) => {
                *page.panels = ids.clone();
                reference.panels = ids.clone();
            }
            Change::News(id, news) => {
                if self
                    .components
                    .update(*id, |panel: &mut Panel| panel.news.set(*news))
                    && let Some(panel) = reference.instances.get_mut(id)
                {
                    panel.1.held = Some(news.to_string());
                }
            }
            Change::Count(id) => {
                if self
                    .components
                    .update(*id, |panel: &mut Panel| *panel.n += 1)
                    && let Some(panel) = reference.instances.get_mut(id)
                {
                    panel.0 += 1;
                }
            }
            Change::Join => {
                self.mirror = Mirror::new(self.dialect, HashKey::new(1));
                self.client = Client::new(self.dialect);
                reference.shown.clear();
            }
        }
    }

    /// Sends what changed; gives the patch.
    fn patch(&mut self) -> Result<String, String> {
        let (view, mut patch) = (self.page.view(), String::new());
        let (components, mirror) = (&mut self.components, &mut self.mirror);
        if components.patch(&mut self.patcher, mirror, &view, &mut patch) {
            self.client.apply(&patch)?;
        }
        let (shown, due) = (joined(&self.client.html()?), self.reference.patch());
        if shown != due {
            return Err(format!("{patch}\nshown: {shown}\ndue:   {due}"));
        }
        let mut again = String::new();
        if components.patch(&mut self.patcher, mirror, &view, &mut again) {
            return Err(format!("patched again without a change: {again}"));
        }
        if self.page.note.is_held() || self.page.rows.iter().any(|row| row.memo.is_held()) {
            return Err("what was shown is held".to_owned());
        }
        Ok(patch)
    }
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::with_cases(1500) })]

    #[test]
    fn clients_show_what_was_set_last(
        steps in prop::collection::vec(prop::collection::vec(change(), 0..6), 1..12),
    ) {
        for dialect in [Dialect::Native, Dialect::Phoenix] {
            let mut play = Play::new(dialect);
            for changes in &steps {
                changes.iter().for_each(|change| play.change(change));
                play.patch().map_err(TestCaseError::fail)?;
            }
        }
    }
}

#[test]
fn a_patch_has_the_value_once() {
    let mut play = Play::new(Dialect::Native);
    play.patch().expect("the page");
    play.change(&Change::Note(7));
    assert_eq!(
        play.patch().expect("set"),
        r#"[0,"note 7"]"#.replace('0', "1")
    );
    play.change(&Change::Rename);
    assert_eq!(play.patch().expect("renamed"), r#"[0,"t"]"#);
    // A place that comes later has nothing to show; once it is set, all have.
    play.change(&Change::Toggle);
    let opened = play.patch().expect("opened");
    assert!(!opened.contains("note"), "{opened}");
    play.change(&Change::Note(8));
    let set = play.patch().expect("set again");
    assert_eq!(set.matches("note 8").count(), 3, "{set}");
}

/// A value that counts how often it is evaluated, and tells when it is dropped.
struct Counted(Arc<AtomicU32>);

impl View for Counted {
    fn visit(&self, cx: &mut Cx<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
        cx.value(Dyn::Int(1));
    }
}

impl Hole for Counted {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

#[test]
fn it_is_evaluated_once_and_dropped() {
    struct Shown {
        title: Tracked<u32>,
        value: Temporary<Counted>,
    }
    impl Shown {
        fn view(&self) -> impl View {
            h! { <p title={@title}>{@value}</p> }
        }
    }
    let count = Arc::new(AtomicU32::new(0));
    let mut shown = Shown {
        title: 0.into(),
        value: Temporary::new(Counted(count.clone())),
    };
    let mut mirror = Mirror::new(Dialect::Native, HashKey::new(1));
    for _ in 0..3 {
        *shown.title += 1;
        mirror.patch(&shown.view(), &mut String::new());
        assert_eq!(count.load(Ordering::Relaxed), 1);
        assert_eq!(Arc::strong_count(&count), 1);
    }
}

/// A client that was served the page takes it over; the value is forgotten then.
#[test]
fn a_served_page_is_taken_over() {
    let mut play = Play::new(Dialect::Native);
    for change in [
        Change::Note(7),
        Change::Report(1, vec![2, 3]),
        Change::AddRow(0, 4),
    ] {
        play.change(&change);
    }
    let view = play.page.view();
    let (html, due) = (play.components.to_html(&view), play.reference.patch());
    assert_eq!(joined(&html), due);
    assert!(play.page.note.is_held());
    let (mut outline, mut patch) = (String::new(), String::new());
    let key = HashKey::new(1);
    let mut mirror = play
        .components
        .adopt(&mut play.patcher, key, &view, &mut outline);
    assert!(!play.page.note.is_held());
    assert!(
        !play
            .components
            .patch(&mut play.patcher, &mut mirror, &view, &mut patch)
    );
    drop(view);
    play.change(&Change::Rename);
    let view = play.page.view();
    play.components
        .patch(&mut play.patcher, &mut mirror, &view, &mut patch);
    assert_eq!(patch, r#"[0,"t"]"#);
}

/// It stands by itself, or in place of something else.
#[test]
fn it_may_be_all_of_a_view() {
    for dialect in [Dialect::Native, Dialect::Phoenix] {
        let mut value = Temporary::new("a".to_owned());
        let (mut mirror, mut client) =
            (Mirror::new(dialect, HashKey::new(1)), Client::new(dialect));
        let mut show = |value: &Temporary<String>| {
            let mut patch = String::new();
            if mirror.patch(value, &mut patch) {
                client.apply(&patch).expect("a patch");
            }
            client.html().expect("a page")
        };
        assert_eq!(show(&value), "a");
        assert_eq!(show(&value), "a");
        value.set("b".to_owned());
        assert_eq!(show(&value), "b");
        value.clear();
        assert_eq!(show(&value), "");
    }
}

/// A row without a key that moved may show nothing, and never what another one showed.
#[test]
fn rows_without_keys_show_nothing_of_others() {
    struct Rows {
        memos: Tracked<Vec<(u32, Temporary<String>)>>,
    }
    impl Rows {
        fn view(&self) -> impl View {
            h! { <ul><li :for={memo in @memos} title={memo.0}>{memo.1}</li></ul> }
        }
    }
    let memo = |number: u32| (number, Temporary::new(format!("memo {number}")));
    for dialect in [Dialect::Native, Dialect::Phoenix] {
        let mut rows = Rows {
            memos: (0..6).map(memo).collect::<Vec<_>>().into(),
        };
        let (mut mirror, mut client) =
            (Mirror::new(dialect, HashKey::new(1)), Client::new(dialect));
        let mut show = |rows: &Rows, shown: &[u32]| {
            let mut patch = String::new();
            if mirror.patch(&rows.view(), &mut patch) {
                client.apply(&patch).expect("a patch");
            }
            let html = client.html().expect("a page");
            for (number, _) in rows.memos.iter() {
                let row = |text: &str| format!(r#"<li title="{number}">{text}</li>"#);
                let full = html.contains(&row(&format!("memo {number}")));
                assert!(full || html.contains(&row("")), "{html}");
                assert!(full || !shown.contains(number), "{html}");
            }
        };
        show(&rows, &[0, 1, 2, 3, 4, 5]);
        rows.memos.push(memo(6));
        show(&rows, &[0, 1, 2, 3, 4, 5, 6]);
        rows.memos.pop();
        rows.memos[2].1.set("memo 2".to_owned());
        show(&rows, &[0, 1, 2, 3, 4, 5]);
        rows.memos.swap(1, 4);
        show(&rows, &[]);
        rows.memos.remove(0);
        show(&rows, &[]);
        rows.memos.insert(2, memo(9));
        show(&rows, &[9]);
        rows.memos.reverse();
        show(&rows, &[]);
    }
}

/// A view whose report is loaded when asked for.
struct Desk {
    count: Tracked<u32>,
    report: Temporary<Report>,
}

#[derive(Event)]
enum DeskEvent {
    Load,
    Up,
}

impl LiveView for Desk {
    type Event = DeskEvent;
    type Info = ();

    fn mount(_: &mut Live<Self>) -> Self {
        Desk {
            count: 0.into(),
            report: Temporary::new(report("first")),
        }
    }

    fn handle_event(&mut self, event: DeskEvent, _: &mut Live<Self>) {
        match event {
            DeskEvent::Load => self.report.set(report("loaded")),
            DeskEvent::Up => *self.count += 1,
        }
    }

    fn render(&self) -> impl View {
        h! { <button phx-click="up">{@count}</button><a phx-click="load">Load</a><div>{@report}</div> }
    }
}

fn report(name: &str) -> Report {
    Report {
        name: name.to_owned(),
        lines: vec![1, 2],
    }
}

#[test]
fn a_session_forgets_what_it_sent() {
    let secret = Secret::new(&[7; 32]).expect("long enough");
    let test = LiveTest::new(Endpoint::new(secret).with_view::<Desk>("/"));
    let mut desk = test.get("/").connect();
    desk.assert_html_contains("<div><h3>first</h3><em>1</em><em>2</em></div>");
    desk.element("button").click();
    desk.assert_html_contains("<div><h3>first</h3><em>1</em><em>2</em></div>");
    assert_eq!(desk.last_patch(), Some("[0,1]"));
    let fresh = desk.fresh_html().expect("a session");
    assert!(fresh.ends_with("<div></div>"), "{fresh}");
    desk.element("a").click();
    desk.assert_html_contains("<div><h3>loaded</h3>");
    // Another page of it mounts its own.
    let mut again = test.get("/").connect();
    again.assert_html_contains("<div><h3>first</h3>");
}
