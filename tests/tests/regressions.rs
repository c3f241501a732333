//! What was once wrong, smallest cases. Each is named after what went wrong.

use slotwise::{
    Context, Cx, Dyn, HashKey, Hole, Mirror, SlotKind, Stamp, Template, Tracked, View, component, h,
};
use slotwise_tests::judge::Judge;
use std::sync::atomic::{AtomicU32, Ordering};

struct ListAtRoot(usize);
static ROW: Template = Template::new(&["<li></li>"], &[], r#"[["li",[]]]"#, 1, false);
impl Hole for ListAtRoot {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

impl View for ListAtRoot {
    fn visit(&self, cx: &mut Cx<'_>) {
        cx.list(&ROW, Stamp::ALWAYS);
        for _ in 0..self.0 {
            if cx.row_by_index(Stamp::ALWAYS) {
                cx.row(&ROW, &[]);
            }
        }
        cx.end_list();
    }
}

/// `View::visit` may call `list` .. `end_list`, also at the root.
#[test]
fn a_list_at_the_root() {
    let mut judge = Judge::default();
    for rows in [1, 3, 0, 2] {
        judge.step(&ListAtRoot(rows)).map(drop).unwrap();
    }
}

/// `class={false}` is absent or empty, as `title={false}` is.
#[test]
fn a_class_that_is_false() {
    let (no, yes) = (false, true);
    assert_eq!(
        h! { <p title={no} class={no}>x</p> }
            .to_html()
            .replace(" class=\"\"", ""),
        "<p>x</p>"
    );
    assert!(!h! { <p class={yes}>x</p> }.to_html().contains("true"));
}

struct Direct<'a>(Option<(&'a str, Stamp)>, &'a str);
static ONE: Template = Template::new(
    &["<p>", "</p>"],
    &[SlotKind {
        context: Context::Text,
        lazy: true,
    }],
    r#"[["p",[],0]]"#,
    2,
    false,
);
struct Text<'a>(&'a str, Stamp);
impl Hole for Text<'_> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

impl View for Text<'_> {
    fn stamp(&self) -> Stamp {
        self.1
    }
    fn visit(&self, cx: &mut Cx<'_>) {
        cx.value(Dyn::Str(self.0))
    }
}
impl Hole for Direct<'_> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

impl View for Direct<'_> {
    fn visit(&self, cx: &mut Cx<'_>) {
        match self.0 {
            Some((text, stamp)) => cx.block(&ONE, &[Dyn::View(&Text(text, stamp))]),
            None => cx.block(&ONE, &[Dyn::Str(self.1)]),
        }
    }
}

/// A plain value in a lazy slot makes its old stamp mean nothing.
#[test]
fn a_lazy_slot_given_a_plain_value() {
    let stamp = Stamp::fresh();
    let mut judge = Judge::default();
    for view in [
        Direct(Some(("a", stamp)), ""),
        Direct(None, "b"),
        Direct(Some(("a", stamp)), ""),
    ] {
        judge.step(&view).map(drop).unwrap();
    }
}

static CLOCK: AtomicU32 = AtomicU32::new(0);

fn now() -> u32 {
    CLOCK.load(Ordering::Relaxed)
}

#[component]
fn clock(label: &str) -> impl View {
    h! { <p>{@label}: {now()}</p> }
}

static DATE: AtomicU32 = AtomicU32::new(0);

fn today() -> u32 {
    DATE.load(Ordering::Relaxed)
}

#[component]
fn dated(#[prop(default = today())] date: u32) -> impl View {
    h! { <p>{@date}</p> }
}

/// A default that is no literal may be another one each time.
#[test]
fn a_default_that_reads_the_clock() {
    let view = || h! { <.dated /> };
    let mut judge = Judge::default();
    judge.step(&view()).map(drop).unwrap();
    DATE.store(7, Ordering::Relaxed);
    judge.step(&view()).map(drop).unwrap();
}

/// What a component reads beside its props is evaluated at every visit, as outside of components.
#[test]
fn a_component_that_reads_more_than_its_props() {
    let view = || h! { <.clock label="now" /> };
    let mut judge = Judge::default();
    judge.step(&view()).map(drop).unwrap();
    CLOCK.store(1, Ordering::Relaxed);
    judge.step(&view()).map(drop).unwrap();
}

/// A NUL cannot stand in HTML, where it becomes U+FFFD; the native dialect must show the same.
#[test]
fn a_nul_in_a_value() {
    let mut judge = Judge::default();
    let text = "a\0b";
    let step = judge.step(&h! { <p title={text}>{text}</p> }).unwrap();
    assert!(step.html.contains("a\u{FFFD}b"));
    assert!(!step.native.contains("\\u0000"), "{}", step.native);
}

struct Padded {
    word: Tracked<Counted>,
}

struct Counted(AtomicU32);

impl Counted {
    fn len(&self) -> u32 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }
}

impl Padded {
    fn view(&self, local: u32) -> impl View {
        // The local makes the whole be visited.
        h! { <p>{format!("{:>3}", @word.len())}{local}</p> }
    }
}

/// A `format!` that cannot be taken apart is tracked by its arguments, as `track::macro_call` means to:
/// by then its path is `::slotwise::__private::alloc::format`, which it does not know.
#[test]
fn a_format_that_is_not_taken_apart_is_evaluated_always() {
    let page = Padded {
        word: Tracked::new(Counted(AtomicU32::new(0))),
    };
    let mut mirror = Mirror::new(slotwise::Dialect::Native, HashKey::new(1));
    for local in 0..3 {
        mirror.patch(&page.view(local), &mut String::new());
    }
    assert_eq!(page.word.0.load(Ordering::Relaxed), 1);
}

struct Parts;

impl Parts {
    fn part(&self) -> impl View {
        h! { <b>part</b> }
    }

    fn whole(&self) -> impl View {
        h! { <p>{self.part()}</p> }
    }
}

/// What a function returns as `impl View` is a hole.
#[test]
fn a_view_that_a_function_returns() {
    assert_eq!(Parts.whole().to_html(), "<p><b>part</b></p>");
}

struct Boxes {
    ids: Tracked<Vec<Tracked<u32>>>,
}

impl Boxes {
    fn view(&self) -> impl View {
        h! { <ul><li :for={id in @ids} :key={**id}><input></li></ul> }
    }
}

/// A row is its key's, also where nothing that it shows depends on the item.
#[test]
fn rows_that_show_nothing_of_their_items_move() {
    let ids = (0..4).map(Tracked::new).collect::<Vec<_>>();
    let mut page = Boxes { ids: ids.into() };
    let mut judge = Judge::default();
    judge.step(&page.view()).map(drop).unwrap();
    page.ids.reverse();
    assert_eq!(judge.step(&page.view()).unwrap().native, "[0,[0,-4]]");
}

/// What markup escapes stays escaped: in the phoenix dialect it was decoded, and became markup.
#[test]
fn escaped_text_in_markup_stays_text() {
    let markup = slotwise::Html::reviewed("a&lt;i&gt;&amp;amp;", "a constant");
    let mut judge = Judge::default();
    let step = judge.step(&h! { <p>{markup}</p> });
    let patch = step.map(|step| step.phoenix.clone()).expect("it is shown");
    assert!(patch.contains("a&lt;i&gt;&amp;amp;"), "{patch}");
}

/// Rows that cannot be compared are not equal: one without a key was taken for the row before it, which showed
/// another stream.
#[test]
fn rows_with_other_streams_are_not_the_same() {
    use slotwise::Stream;
    let stream = |word| {
        let mut stream = Stream::new(|word: &&str| (*word).to_owned());
        stream.insert(word);
        stream
    };
    let mut streams = Tracked::new(vec![
        Tracked::new(stream("a")),
        Tracked::new(stream("b")),
        Tracked::new(stream("c")),
    ]);
    let mut judge = Judge::default();
    for _ in 0..3 {
        let all = &streams;
        let view = h! { <b :for={one in all.iter()}><ul id={format!("l{}", all.len())} phx-update="stream"><li :for={(id, word) in one} id={id}>{word}</li></ul></b> };
        let shown = view.to_html();
        judge.step_to(&view, shown).map(drop).unwrap();
        streams.remove(0);
    }
}
