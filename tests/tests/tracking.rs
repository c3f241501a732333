//! What a patch evaluates: nothing whose inputs did not change, anything else once.

use slotwise::session::{AsyncError, AsyncResult, async_result};
use slotwise::{AttributeSet, Attrs, Slot, Slots, Tracked, View, component, h};
use slotwise_tests::watch::{Watch, Word, asked, word};

#[derive(Clone)]
struct Units {
    hole: Tracked<Word>,
    attribute: Tracked<Word>,
    class: Tracked<Word>,
    condition: Tracked<Word>,
    inside: Tracked<Word>,
    format: Tracked<Word>,
}

impl Units {
    fn new() -> Units {
        Units {
            hole: word("hole"),
            attribute: word("attribute"),
            class: word("class"),
            condition: word("condition"),
            inside: word("inside"),
            format: word("format"),
        }
    }

    fn view(&self) -> impl View {
        h! {
            <p title={@attribute.as_str()} class={["x", @class.as_str()]} id={format!("a-{}", @format.as_str())}>
                {@hole.as_str()}<b :if={!@condition.is_empty()}>{@inside.as_str()}</b>
            </p>
        }
    }
}

#[test]
fn each_unit_alone() {
    let mut page = Units::new();
    let mut watch = Watch::new(&page.view());
    watch.check(&page.view(), &[]);
    page.hole.text = "other".to_owned();
    watch.check(&page.view(), &["hole"]);
    page.attribute.text = "other".to_owned();
    watch.check(&page.view(), &["attribute"]);
    page.class.text = "other".to_owned();
    watch.check(&page.view(), &["class"]);
    page.format.text = "other".to_owned();
    watch.check(&page.view(), &["format"]);
    page.inside.text = "other".to_owned();
    // The condition belongs to the unit that holds its content.
    watch.check(&page.view(), &["condition", "inside"]);
    page.condition.text = "other".to_owned();
    watch.check(&page.view(), &["condition"]);
    page.condition.text = String::new();
    watch.check(&page.view(), &["condition"]);
    page.inside.text = "unseen".to_owned();
    watch.check(&page.view(), &["condition"]);
    page.condition.text = "seen".to_owned();
    watch.check(&page.view(), &["condition", "inside"]);
}

#[test]
fn equal_value_is_evaluated_and_not_sent() {
    let mut page = Units::new();
    let mut watch = Watch::new(&page.view());
    page.hole = word("hole");
    assert_eq!(watch.patch(&page.view()), ["hole"]);
    let mut out = String::new();
    page.hole = word("hole");
    assert!(!watch.mirror.patch(&page.view(), &mut out));
    assert_eq!(out, "");
}

#[test]
fn undo_by_an_older_clone() {
    let mut page = Units::new();
    let mut watch = Watch::new(&page.view());
    let saved = page.clone();
    page.hole.text = "other".to_owned();
    watch.check(&page.view(), &["hole"]);
    page = saved.clone();
    watch.check(&page.view(), &["hole"]);
    page.hole.text = "one".to_owned();
    page = saved;
    watch.check(&page.view(), &[]);
}

struct Pair {
    a: Tracked<Word>,
    b: Tracked<Word>,
}

impl Pair {
    fn view(&self) -> impl View {
        h! { <p>{@a.as_str()}, {@b.as_str()}</p><i :if={@a.as_str() < @b.as_str()}>less</i> }
    }

    fn twice(&self) -> impl View {
        h! { <p>{@a.as_str()}</p><p>{@a.as_str()}</p><p>{@b.as_str()}</p> }
    }

    fn cards(&self) -> impl View {
        h! { <.card word={@a}>{@b.as_str()}</.card><.card word={@b} /> }
    }
}

#[component]
fn card(word: &Word, inner_block: Slot) -> impl View {
    h! { <h2>{@word.as_str()}</h2>{@inner_block} }
}

fn pair() -> Pair {
    Pair {
        a: word("a"),
        b: word("b"),
    }
}

#[test]
fn two_fields_exchanged() {
    let mut page = pair();
    let mut watch = Watch::new(&page.view());
    std::mem::swap(&mut page.a, &mut page.b);
    watch.check(&page.view(), &["b", "a", "b", "a"]);
    std::mem::swap(&mut page.a, &mut page.b);
    watch.check(&page.view(), &["a", "b", "a", "b"]);
}

#[test]
fn same_text_at_two_places() {
    let mut page = pair();
    let mut watch = Watch::new(&page.twice());
    page.a.text = "other".to_owned();
    watch.check(&page.twice(), &["a", "a"]);
    page.b.text = "other".to_owned();
    watch.check(&page.twice(), &["b"]);
}

#[test]
fn two_instances_of_a_component() {
    let mut page = pair();
    let mut watch = Watch::new(&page.cards());
    page.a.text = "other".to_owned();
    watch.check(&page.cards(), &["a"]);
    // Content of the first, prop of the second.
    page.b.text = "other".to_owned();
    watch.check(&page.cards(), &["b", "b"]);
    std::mem::swap(&mut page.a, &mut page.b);
    watch.check(&page.cards(), &["b", "a", "a"]);
}

struct Rows {
    rows: Tracked<Vec<Tracked<Word>>>,
    around: Tracked<Word>,
}

impl Rows {
    fn new() -> Rows {
        Rows {
            rows: Tracked::new(["a", "b", "c", "d"].map(word).into()),
            around: word("around"),
        }
    }

    fn keyed(&self) -> impl View {
        h! { <ul><li :for={r in @rows} :key={r.name}>{r.as_str()}<i>{@around.as_str()}</i></li></ul> }
    }

    fn by_index(&self) -> impl View {
        h! { <ul><li :for={r in @rows}>{r.as_str()}</li></ul> }
    }

    fn filtered(&self) -> impl View {
        h! { <ul><li :for={r in @rows} :if={r.text != "-"}>{r.as_str()}</li></ul> }
    }

    fn nested(&self) -> impl View {
        h! { <ul><li :for={r in @rows} :key={r.name}><b :for={o in @rows}>{o.as_str()}</b></li></ul> }
    }
}

#[test]
fn only_the_changed_row() {
    let mut page = Rows::new();
    let mut watch = Watch::new(&page.keyed());
    page.rows[2].text = "other".to_owned();
    watch.check(&page.keyed(), &["c"]);
    page.around.text = "other".to_owned();
    watch.check(&page.keyed(), &["around"; 4]);
    page.rows.swap(0, 3);
    watch.check(&page.keyed(), &[]);
    page.rows.insert(1, word("new"));
    watch.check(&page.keyed(), &["new", "around"]);
    page.rows.remove(0);
    watch.check(&page.keyed(), &[]);
    // Back under its old key and stamp, but the client has lost it.
    page.rows.push(word("d"));
    watch.check(&page.keyed(), &["d", "around"]);
}

#[test]
fn rows_by_index_reordered() {
    let mut page = Rows::new();
    let mut watch = Watch::of_rows_without_keys(&page.by_index());
    page.rows.swap(1, 2);
    watch.check(&page.by_index(), &[]);
    page.rows.remove(0);
    watch.check(&page.by_index(), &[]);
    page.rows.insert(1, word("new"));
    watch.check(&page.by_index(), &["new"]);
    page.rows.pop();
    watch.check(&page.by_index(), &[]);
}

#[test]
fn filtered_rows_by_index() {
    let mut page = Rows::new();
    let mut watch = Watch::of_rows_without_keys(&page.filtered());
    page.rows[1].text = "-".to_owned();
    // The rows after it are found again where they stand now.
    watch.check(&page.filtered(), &[]);
    page.rows[0].text = "other".to_owned();
    watch.check(&page.filtered(), &["a"]);
    // How many rows come is not known here, so the new one is taken for a change of the one in its place.
    page.rows[1].text = "b".to_owned();
    watch.check(&page.filtered(), &["b", "c", "d"]);
}

#[test]
fn a_list_in_rows_of_the_same_collection() {
    let mut page = Rows::new();
    let mut watch = Watch::new(&page.nested());
    page.rows[1].text = "other".to_owned();
    watch.check(&page.nested(), &["b"; 4]);
}

struct Plain {
    words: Tracked<Vec<Word>>,
}

impl Plain {
    fn view(&self) -> impl View {
        h! { <ul><li :for={w in @words} :key={w.name}>{w.as_str()}</li></ul> }
    }
}

/// Items without a stamp of their own have that of the collection and their position.
#[test]
fn untracked_items() {
    let mut page = Plain {
        words: Tracked::new(["a", "b"].map(Word::new).into()),
    };
    let mut watch = Watch::new(&page.view());
    page.words[1].text = "other".to_owned();
    watch.check(&page.view(), &["a", "b"]);
    page.words.swap(0, 1);
    watch.check(&page.view(), &["b", "a"]);
}

#[test]
fn captured_locals_and_calls_are_always_evaluated() {
    let local = Word::new("local");
    let page = pair();
    let view = || {
        fn called(word: &Word) -> String {
            word.as_str().to_owned()
        }
        let (local, page) = (&local, &page);
        h! { <p title={local.as_str()}>{called(&page.a)}</p> }
    };
    let mut watch = Watch::new(&view());
    watch.check_always(&view(), &["local", "a"]);
}

impl Pair {
    /// A call may read anything; so may a method that is not on the list.
    fn shout(&self) -> String {
        self.a.as_str().to_uppercase()
    }

    fn called(&self) -> impl View {
        h! { <p>{self.shout()}</p><p>{@b.as_str()}</p> }
    }
}

#[test]
fn only_the_call_is_always_evaluated() {
    let mut page = pair();
    let mut watch = Watch::new(&page.called());
    watch.check_always(&page.called(), &["a"]);
    page.b.text = "other".to_owned();
    assert_eq!(watch.patch(&page.called()), ["a", "b"]);
}

impl Pair {
    /// All kinds of expressions that are understood, each reading `a` once.
    fn understood(&self) -> impl View {
        h! {
            <p title={@a.as_str() == "a"} class={["x", @a.as_str().trim(), ("y", @a.is_empty())]}>
                {if @b.text.len() > 100 { @a.as_str() } else { "short" }}
                {@a.as_str().len() + 1}{-(@a.as_str().len() as i64)}{(@a.as_str(), 1).0}
                {[@a.as_str()][0]}{@a.as_str().chars().filter(|c| *c == 'a').count()}
                {format!("{}-{}", @a.as_str(), @a.text)}
            </p>
            {@b.as_str()}
        }
    }
}

#[test]
fn expressions_that_are_understood() {
    let mut page = pair();
    let mut watch = Watch::new(&page.understood());
    watch.check(&page.understood(), &[]);
    page.b.text = "other".to_owned();
    watch.check(&page.understood(), &["b"]);
    page.a.text = "other".to_owned();
    watch.check(&page.understood(), &["a"; 9]);
}

/// A set that notes when it is read.
#[derive(Clone)]
struct Noted(Attrs<'static>);

impl AttributeSet for Noted {
    fn attribute_set(&self) -> Option<&Attrs<'_>> {
        asked("set");
        Some(&self.0)
    }
}

struct Tag {
    class: Tracked<Word>,
    set: Tracked<Noted>,
    color: Tracked<Word>,
    map: Tracked<Word>,
    title: Tracked<Word>,
}

impl Tag {
    fn view(&self) -> impl View {
        h! {
            <p class={@class.as_str()} {..@set} style:color={@color.as_str()} data={[("x", @map.as_str())]}
               title={@title.as_str()}>x</p>
        }
    }
}

/// Spreads, maps, declarations of styles and attributes that give way are units of their own.
#[test]
fn units_of_attributes() {
    let mut tag = Tag {
        class: word("class"),
        set: Tracked::new(Noted(Attrs::new().set("id", "i"))),
        color: word("color"),
        map: word("map"),
        title: word("title"),
    };
    let mut watch = Watch::new(&tag.view());
    watch.check(&tag.view(), &[]);
    tag.title.text = "other".to_owned();
    watch.check(&tag.view(), &["title"]);
    tag.color.text = "red".to_owned();
    watch.check(&tag.view(), &["color"]);
    // Whether the class is there is up to the set, and what of the set is there up to the map.
    tag.class.text = "other".to_owned();
    watch.check(&tag.view(), &["set", "class"]);
    tag.map.text = "other".to_owned();
    watch.check(&tag.view(), &["set", "map", "map"]);
    tag.set.0 = Attrs::new().set("class", "theirs").set("data-x", "theirs");
    watch.check(&tag.view(), &["set", "set", "map"]);
    tag.class.text = "third".to_owned();
    watch.check(&tag.view(), &["set"]);
    tag.set.0 = Attrs::new();
    watch.check(&tag.view(), &["set", "class", "set", "map"]);
}

#[component]
fn grid(rows: &[Tracked<Word>], #[slot(label: &str)] col: Slots<Tracked<Word>>) -> impl View {
    h! {
        <ul>{#for row in @rows; row.name}<li :for={col in @col} title={col.label}>{col(row)}</li>{/for}</ul>
    }
}

#[component]
fn twice(word: &Tracked<Word>, inner_block: Slot<Tracked<Word>>) -> impl View {
    h! { <b>{@inner_block(@word)}</b><i>{@inner_block(@word)}</i> }
}

impl Rows {
    fn grid(&self) -> impl View {
        h! {
            <.grid rows={@rows}>
                <:col label="x" :let={word}>{word.as_str()}</:col>
                <:col label={@around.as_str()} :let={word}>{word.as_str()}{@around.as_str()}</:col>
            </.grid>
        }
    }

    fn entries(&self) -> impl View {
        h! {
            <.grid rows={@rows}>
                <:col :for={other in @rows} label={other.name} :let={word}>{other.as_str()}{word.name}</:col>
            </.grid>
        }
    }

    fn twice(&self) -> impl View {
        h! { <.twice word={@around} :let={word}>{word.as_str()}{@rows.len()}</.twice> }
    }
}

#[test]
fn slot_content_and_what_it_is_handed() {
    let mut page = Rows::new();
    let mut watch = Watch::new(&page.grid());
    page.rows[2].text = "other".to_owned();
    watch.check(&page.grid(), &["around", "c", "c"]);
    page.around.text = "other".to_owned();
    watch.check(&page.grid(), &["around"; 5]);
    page.rows.swap(0, 1);
    watch.check(&page.grid(), &["around"]);
    page.rows.push(word("new"));
    watch.check(&page.grid(), &["around", "new", "new", "around"]);
}

#[test]
fn slot_entries_of_a_loop() {
    let mut page = Rows::new();
    page.rows.truncate(2);
    let mut watch = Watch::new(&page.entries());
    page.rows[1].text = "other".to_owned();
    watch.check(&page.entries(), &["b", "b"]);
    page.rows.swap(0, 1);
    watch.check(&page.entries(), &["b", "a", "b", "a"]);
}

#[test]
fn a_slot_shown_twice() {
    let mut page = Rows::new();
    let mut watch = Watch::new(&page.twice());
    page.around.text = "other".to_owned();
    watch.check(&page.twice(), &["around", "around"]);
    page.rows.pop();
    watch.check(&page.twice(), &[]);
}

#[component]
fn with_statement(word: &Word) -> impl View {
    let name = word.name;
    h! { <i title={name}>{@word.as_str()}</i> }
}

fn default_word() -> Option<&'static str> {
    asked("default");
    None
}

#[component]
fn with_default(word: &Word, #[prop(default = default_word())] other: Option<&str>) -> impl View {
    h! { <i title={@other}>{@word.as_str()}</i> }
}

struct Generic<T> {
    value: T,
}

impl Generic<Tracked<Word>> {
    fn known(&self) -> impl View {
        h! { <p>{@value.as_str()}</p> }
    }
}

impl<T: std::ops::Deref<Target = Word>> Generic<T> {
    fn unknown(&self) -> impl View {
        h! { <p>{@value.as_str()}</p> }
    }
}

impl Rows {
    fn beside_a_local(&self, local: &Word) -> impl View {
        h! { <ul><li :for={r in @rows}>{r.as_str()}{local.as_str()}</li></ul> }
    }

    fn components(&self) -> impl View {
        h! { <.with_statement word={@around} /><.with_default word={@around} /> }
    }
}

#[test]
fn components_that_are_always_evaluated() {
    let page = Rows::new();
    let mut watch = Watch::new(&page.components());
    watch.check_always(&page.components(), &["default"]);
}

#[test]
fn a_field_of_generic_type() {
    let page = Generic { value: word("a") };
    Watch::new(&page.known()).check(&page.known(), &[]);
    Watch::new(&page.unknown()).check_always(&page.unknown(), &["a"]);
}

/// The rows are visited, but what is in them is asked one by one.
#[test]
fn rows_that_read_a_local() {
    let (page, local) = (Rows::new(), Word::new("local"));
    let view = || page.beside_a_local(&local);
    Watch::new(&view()).check_always(&view(), &["local"; 4]);
}

struct Report {
    around: Tracked<Word>,
    report: Tracked<AsyncResult<Word>>,
}

impl Report {
    fn view(&self) -> impl View {
        h! {
            <h1>{@around.as_str()}</h1>
            <.async_result assign={@report} :let={report}>
                <:loading>wait for {@around.as_str()}</:loading>
                <:failed :let={error}>{error.to_string()}</:failed>
                <p>{report.as_str()}</p>
            </.async_result>
        }
    }
}

#[test]
fn what_is_loaded_is_asked_for_when_it_comes() {
    let mut page = Report {
        around: word("around"),
        report: Tracked::default(),
    };
    let mut watch = Watch::new(&page.view());
    watch.check(&page.view(), &[]);
    page.around.text = "other".to_owned();
    watch.check(&page.view(), &["around", "around"]);
    page.report.finish(Ok(Word::new("report")));
    watch.check(&page.view(), &["report"]);
    page.around.text = "third".to_owned();
    watch.check(&page.view(), &["around"]);
    page.report.start();
    watch.check(&page.view(), &["report"]);
    page.report.finish(Err(AsyncError::Cancelled));
    watch.check(&page.view(), &["report"]);
}
