//! Templates as data, and pages made of them: what `h!` could have made and a good deal more.
//!
//! ```text
//! Spec { element, [(Attribute, lazy), (Text, eager)] }   <e-0{a0}>t{1}</e-0>
//! Content::Block(0, [Scalar, List { rows }])             an instance of it
//! ```
//! A [`Page`] is a [`View`]: it walks its content through the engine's public entry points. A stamp is
//! the hash of what is read, so equal stamps mean equal content, also in a slot, list or row that
//! comes back; salt makes stamps differ where the content does not, or is [`Stamp::ALWAYS`].
//!
//! A page has streams. They stand in slots of their own, `<x-log>{2}</x-log>`, where a scalar says which one is shown.

use crate::judge::Judge;
use crate::stream::{self, Log, Operation, Part};
use proptest::prelude::*;
use slotwise::__private::{Call, frag};
use slotwise::{
    Attrs, ComponentId, Components, Context, Cx, Dyn, Hole, Html, Myself, SlotKind, Spread, Stamp,
    Stateful, Template, View,
};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

/// A template of a [`Family`].
#[derive(Clone, Debug)]
struct Spec {
    /// Slots stand in an element; else there is only text.
    element: bool,
    single_root: bool,
    slots: Vec<Place>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    kind: Kind,
    lazy: bool,
    /// Static text comes before a slot between tags.
    text: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Attribute,
    Value,
    /// One an element: nothing here decides between two.
    Spread,
    Text,
    Stream,
}

/// The templates of one page.
pub type Family = Vec<&'static Template>;

/// A slot's content with what is done to its stamp.
#[derive(Clone, Debug, Hash)]
struct Cell {
    salt: u8,
    content: Content,
}

#[derive(Clone, Debug, Hash)]
enum Content {
    None,
    Scalar(Scalar),
    /// A template by number, and its values; missing ones are nothing.
    Block(u8, Vec<Cell>),
    List(List),
    Live(Live),
}

/// A call of a component with state.
#[derive(Clone, Debug, Hash)]
struct Live {
    /// Which of two types it has.
    other: bool,
    id: u8,
    /// What an instance is mounted with, and follows.
    prop: Box<Cell>,
    slot: Box<Cell>,
}

/// An instance: what it was given last, or was told to show since, in one of two templates.
struct Instance<const OTHER: bool> {
    family: Family,
    shown: Cell,
    template: bool,
}

/// A row of a stream, in the template that its place has.
#[derive(Clone, Debug)]
struct Item {
    id: u8,
    cells: Vec<Cell>,
}

impl Item {
    fn dom_id(&self) -> String {
        format!("i{}", self.id)
    }
}

/// The streams of a page: some that change, and one that does not, which stands in their rows.
#[derive(Clone, Debug)]
struct Logs {
    changing: Vec<Log<Item>>,
    still: Vec<Log<Item>>,
}

impl<const OTHER: bool> Stateful for Instance<OTHER> {}

#[derive(Clone, Debug, Hash)]
struct List {
    template: u8,
    keyed: bool,
    /// Written at the end of each text in the rows: what they read beside themselves.
    outer: u8,
    salt: u8,
    rows: Vec<Row>,
}

#[derive(Clone, Debug, Hash)]
struct Row {
    key: u8,
    salt: u8,
    cells: Vec<Cell>,
}

#[derive(Clone, Debug, Hash)]
enum Scalar {
    Text(u8),
    Display(u8),
    Int(i64),
    Bool(bool),
    Char(char),
    /// In quarters.
    Float(i8),
    /// One bit for each of the names, or for each attribute of a spread.
    Classes(u8),
    Html(u8),
}

/// The last value of salt stands for [`Stamp::ALWAYS`].
const ALWAYS: u8 = 3;

/// Few, so that some are called twice.
const LIVE_IDS: u8 = 2;

const TEXTS: [&str; 9] = [
    "",
    "a",
    "b",
    "seven77",
    "eight888",
    "<&\"'>",
    "żó\nł",
    "\r\n",
    "a text of more than a few bytes",
];

/// A spread for each set of three attributes.
static SPREADS: LazyLock<Vec<Spread<'static>>> = LazyLock::new(|| (0..8).map(spread).collect());

/// Markup that is parsed the same everywhere.
static MARKUP: LazyLock<Vec<Html>> = LazyLock::new(|| {
    let all = [
        "",
        "a",
        "<b>a</b>",
        "a<i class=\"c\" hidden>&lt;b</i>\n<!--c-->d",
        "<br><template><u>a</u></template>",
    ];
    all.map(|markup| Html::reviewed(markup, "a constant"))
        .into()
});

fn spread(mask: u8) -> Spread<'static> {
    let mut attrs = Attrs::new();
    if mask & 1 != 0 {
        attrs = attrs.set("x", TEXTS[usize::from(mask) + 1]);
    }
    if mask & 2 != 0 {
        attrs = attrs.set("y", true).set("no", false);
    }
    if mask & 4 != 0 {
        attrs = attrs.set("data-z", String::from("z")).set("x", mask);
    }
    Spread {
        set: Some(Box::leak(Box::new(attrs))),
        ..Spread::default()
    }
}

/// What a list at the root stands in.
static FRAME: Template = Template::new(
    &["", ""],
    &[SlotKind {
        context: Context::Text,
        lazy: true,
    }],
    "[0]",
    0xF4A3E,
    false,
);

const LAZY_TEXT: SlotKind = SlotKind {
    context: Context::Text,
    lazy: true,
};

const VALUE: SlotKind = SlotKind {
    context: Context::Value,
    lazy: false,
};

/// The templates of instances: what they show, their number, and what their caller put between the tags.
static LIVE: [Template; 2] = [
    Template::new(
        &["<e-1 n=\"", "\">", "", "</e-1>"],
        &[VALUE, LAZY_TEXT, LAZY_TEXT],
        "[[\"e-1\",[\"n\",[\"\",0,\"\"]],1,2]]",
        0x117E_0001,
        true,
    ),
    Template::new(
        &["<e-2>", "<i>", "</i></e-2>"],
        &[LAZY_TEXT, LAZY_TEXT],
        "[[\"e-2\",[],0,[\"i\",[],1]]]",
        0x117E_0002,
        true,
    ),
];

/// What stands before a stream.
const LOG: &str = "<x-log id=\"s\" phx-update=\"stream\">";

/// The rows of streams, by whether the slot's number is even: their id comes first.
static ITEMS: [Template; 2] = [
    Template::new(
        &["<x-row id=\"", "\">", "", "</x-row>"],
        &[VALUE, LAZY_TEXT, LAZY_TEXT],
        "[[\"x-row\",[\"id\",[\"\",0,\"\"]],1,2]]",
        0x57EA_0001,
        true,
    ),
    Template::new(
        &["<x-row id=\"", "\"><b>", "</b>t", "</x-row>"],
        &[
            VALUE,
            SlotKind {
                lazy: false,
                ..LAZY_TEXT
            },
            LAZY_TEXT,
        ],
        "[[\"x-row\",[\"id\",[\"\",0,\"\"]],[\"b\",[],1],\"t\",2]]",
        0x57EA_0002,
        true,
    ),
];

/// A page: a view made of data.
#[derive(Clone, Debug)]
pub struct Page {
    family: Family,
    root: Cell,
    logs: Logs,
    /// What is done to an instance before it is shown.
    update: Option<LiveUpdate>,
}

/// What is done to an instance.
#[derive(Clone, Debug)]
pub struct LiveUpdate {
    other: bool,
    id: u8,
    shown: Cell,
    template: bool,
}

/// What may happen to a page. Numbers are taken modulo what is there.
#[derive(Clone, Debug)]
pub enum Step {
    Nothing,
    Replace(ReplacedRoot),
    /// Gives some cell other content.
    Edit(u16, EditedCell),
    Rows(u16, RowsStep),
    /// Has some call name another instance.
    Rename(u16, u8),
    /// Tells some instance something, and gives some cell other content or not.
    Live(LiveUpdate, Option<(u16, EditedCell)>),
    /// Does something to streams, and gives some cell other content or not.
    Streams(Vec<StreamStep>, Option<(u16, EditedCell)>),
    /// Back to the page of an earlier step.
    Return(u8),
}

/// The new content of the root.
#[derive(Clone, Debug)]
pub struct ReplacedRoot(Cell);

/// The new content of a cell.
#[derive(Clone, Debug)]
pub struct EditedCell(Cell);

/// What is done to one of the streams.
#[derive(Clone, Debug)]
pub struct StreamStep(usize, Operation<Item>);

/// What may happen to the rows of a list.
#[derive(Clone, Debug)]
pub struct RowsStep(RowsChange);

#[derive(Clone, Debug)]
enum RowsChange {
    Swap(u8, u8),
    Remove(u8),
    Insert(u8, Row),
    Rotate(u8),
    Reverse,
    Keep(u8),
    Outer(u8),
    Key(u8, u8),
}

/// A page and what happens to it.
pub fn runs(steps: usize) -> impl Strategy<Value = (Page, Vec<Step>)> {
    let family = prop::collection::vec(spec(), 2..6);
    let family = family.prop_map(|specs| specs.iter().map(Spec::leak).collect());
    let page = (family, root(), logs()).prop_map(|(family, root, logs)| Page {
        family,
        root,
        logs,
        update: None,
    });
    (page, prop::collection::vec(step(), steps - 1))
}

/// Judges the page after each step, the first one included; gives the last, too.
pub fn play(mut page: Page, steps: &[Step]) -> Result<(Judge, Page), String> {
    let mut judge = Judge::default();
    judge.step(&page)?;
    let mut roots = vec![page.root.clone()];
    for step in steps {
        page.apply(step, &mut roots);
        page.act(&mut judge.components);
        judge.step(&page)?;
    }
    Ok((judge, page))
}

/// The page after each step, the first one included, for whom there may be no streams.
pub fn pages_without_streams(mut page: Page, steps: &[Step]) -> Vec<Page> {
    page.logs.changing.clear();
    let mut roots = vec![page.root.clone()];
    let mut pages = vec![page.clone()];
    for step in steps {
        page.apply(step, &mut roots);
        pages.push(page.clone());
    }
    pages
}

fn logs() -> impl Strategy<Value = Logs> {
    let log = |items: Vec<Operation<Item>>| {
        let mut log = Log::new(Item::dom_id);
        items.into_iter().for_each(|item| log.apply(item));
        log
    };
    let changing = prop::collection::vec(Operation::any(item(1)), 0..4).prop_map(log);
    let still = prop::collection::vec(Operation::any(item(0)), 1..4).prop_map(log);
    (prop::collection::vec(changing, 2), still).prop_map(|(changing, still)| Logs {
        changing,
        still: vec![still],
    })
}

fn item(depth: u32) -> impl Strategy<Value = Item> + Clone {
    let cells = prop::collection::vec(still(depth), 0..4);
    (0..9u8, cells).prop_map(|(id, cells)| Item { id, cells })
}

fn spec() -> impl Strategy<Value = Spec> {
    let kind = prop_oneof![
        1 => Just(Kind::Attribute),
        1 => Just(Kind::Value),
        1 => Just(Kind::Spread),
        4 => Just(Kind::Text),
        2 => Just(Kind::Stream),
    ];
    let place = (kind, any::<bool>(), any::<bool>()).prop_map(|(kind, lazy, text)| Place {
        kind,
        lazy,
        text,
    });
    let slots = prop::collection::vec(place, 0..4);
    (prop::bool::weighted(0.7), any::<bool>(), slots).prop_map(|(element, single_root, slots)| {
        Spec {
            element,
            single_root,
            slots,
        }
    })
}

fn step() -> impl Strategy<Value = Step> {
    let rows = prop_oneof![
        (any::<u8>(), any::<u8>()).prop_map(|(a, b)| RowsChange::Swap(a, b)),
        any::<u8>().prop_map(RowsChange::Remove),
        (any::<u8>(), row(cell(1))).prop_map(|(at, row)| RowsChange::Insert(at, row)),
        any::<u8>().prop_map(RowsChange::Rotate),
        Just(RowsChange::Reverse),
        any::<u8>().prop_map(RowsChange::Keep),
        (0..3u8).prop_map(RowsChange::Outer),
        (any::<u8>(), 0..6u8).prop_map(|(at, key)| RowsChange::Key(at, key)),
    ];
    let rows = rows.prop_map(RowsStep);
    let stream = (0..2usize, Operation::any(item(1)));
    let stream = stream.prop_map(|(number, operation)| StreamStep(number, operation));
    let streams = prop::collection::vec(stream, 1..6);
    prop_oneof![
        1 => Just(Step::Nothing),
        1 => root().prop_map(ReplacedRoot).prop_map(Step::Replace),
        6 => (any::<u16>(), cell(1).prop_map(EditedCell)).prop_map(|(at, cell)| Step::Edit(at, cell)),
        6 => (any::<u16>(), rows).prop_map(|(at, rows)| Step::Rows(at, rows)),
        4 => (live_update(), prop::option::of((any::<u16>(), cell(1).prop_map(EditedCell))))
            .prop_map(|(update, edit)| Step::Live(update, edit)),
        5 => (streams, prop::option::weighted(0.3, (any::<u16>(), cell(1).prop_map(EditedCell))))
            .prop_map(|(streams, edit)| Step::Streams(streams, edit)),
        2 => (any::<u16>(), 0..LIVE_IDS).prop_map(|(at, id)| Step::Rename(at, id)),
        2 => any::<u8>().prop_map(Step::Return),
    ]
}

fn live_update() -> impl Strategy<Value = LiveUpdate> {
    (
        any::<bool>(),
        0..LIVE_IDS,
        cell(1),
        prop::bool::weighted(0.3),
    )
        .prop_map(|(other, id, shown, template)| LiveUpdate {
            other,
            id,
            shown,
            template,
        })
}

fn root() -> impl Strategy<Value = Cell> {
    prop_oneof![
        1 => cell(0),
        9 => (0..ALWAYS + 1, 0..6u8, prop::collection::vec(cell(2), 0..4)).prop_map(
            |(salt, template, cells)| Cell { salt, content: Content::Block(template, cells) },
        ),
    ]
}

fn cell(depth: u32) -> BoxedStrategy<Cell> {
    cells(depth, true)
}

/// One without instances of components.
fn still(depth: u32) -> BoxedStrategy<Cell> {
    cells(depth, false)
}

fn cells(depth: u32, has_live: bool) -> BoxedStrategy<Cell> {
    let salt = prop_oneof![6 => Just(0), 2 => 1..ALWAYS, 2 => Just(ALWAYS)];
    let leaf = prop_oneof![
        1 => Just(Content::None),
        4 => scalar().prop_map(Content::Scalar),
    ];
    let content = match depth {
        0 => leaf.boxed(),
        _ => prop_oneof![
            4 => leaf,
            2 => (0..6u8, prop::collection::vec(cells(depth - 1, has_live), 0..4))
                .prop_map(|(template, cells)| Content::Block(template, cells)),
            4 => list(cells(depth - 1, has_live)).prop_map(Content::List),
            if has_live { 4 } else { 0 } => live(depth - 1).prop_map(Content::Live),
        ]
        .boxed(),
    };
    (salt, content)
        .prop_map(|(salt, content)| Cell { salt, content })
        .boxed()
}

fn list(cell: BoxedStrategy<Cell>) -> impl Strategy<Value = List> {
    let rows = prop::collection::vec(row(cell), 0..5);
    (0..6u8, any::<bool>(), 0..3u8, 0..ALWAYS + 1, rows).prop_map(
        |(template, keyed, outer, salt, rows)| List {
            template,
            keyed,
            outer,
            salt,
            rows,
        },
    )
}

fn live(depth: u32) -> impl Strategy<Value = Live> {
    // Often one in which something can stand.
    let block = (0..6u8, prop::collection::vec(cell(depth), 1..4));
    let block = block.prop_map(|(template, cells)| Cell {
        salt: 0,
        content: Content::Block(template, cells),
    });
    let slot = prop_oneof![cell(depth), block];
    (any::<bool>(), 0..LIVE_IDS, cell(depth), slot).prop_map(|(other, id, prop, slot)| Live {
        other,
        id,
        prop: Box::new(prop),
        slot: Box::new(slot),
    })
}

fn row(cell: BoxedStrategy<Cell>) -> impl Strategy<Value = Row> {
    let salt = prop_oneof![6 => Just(0), 2 => 1..ALWAYS, 2 => Just(ALWAYS)];
    (0..6u8, salt, prop::collection::vec(cell, 0..4)).prop_map(|(key, salt, cells)| Row {
        key,
        salt,
        cells,
    })
}

fn scalar() -> impl Strategy<Value = Scalar> {
    prop_oneof![
        6 => (0..TEXTS.len() as u8).prop_map(Scalar::Text),
        1 => (0..TEXTS.len() as u8).prop_map(Scalar::Display),
        2 => prop::sample::select(vec![0, 1, -7, (1 << 53) - 1, 1 << 53, -(1 << 53), i64::MIN])
            .prop_map(Scalar::Int),
        2 => any::<bool>().prop_map(Scalar::Bool),
        1 => prop::sample::select(vec!['a', '1', '<', 'ł']).prop_map(Scalar::Char),
        1 => (-4..5i8).prop_map(Scalar::Float),
        2 => (0..8u8).prop_map(Scalar::Classes),
        1 => (0..MARKUP.len() as u8).prop_map(Scalar::Html),
    ]
}

impl Spec {
    /// The template's table; it is never freed.
    fn leak(&self) -> &'static Template {
        let mut slots = self.slots.clone();
        if !self.element {
            let in_tag = slots.iter_mut().filter(|slot| !slot.kind.is_content());
            in_tag.for_each(|slot| slot.kind = Kind::Text);
        }
        let spreads = slots.iter_mut().filter(|slot| slot.kind == Kind::Spread);
        spreads.skip(1).for_each(|slot| slot.kind = Kind::Attribute);
        slots.sort_by_key(|slot| slot.kind.is_content());
        let (mut statics, mut text) = (Vec::new(), String::new());
        let (mut attributes, mut nodes) = (Vec::new(), Vec::new());
        let mut in_tag = self.element;
        if in_tag {
            text += "<e-0";
        }
        for (number, slot) in slots.iter().enumerate() {
            if slot.kind.is_content() && in_tag {
                text.push('>');
                in_tag = false;
            }
            match slot.kind {
                Kind::Attribute => attributes.push(format!("\"a{number}\",{number}")),
                Kind::Spread => attributes.push(format!("\"..\",{number}")),
                Kind::Value => {
                    text += &format!(" v{number}=\"x");
                    attributes.push(format!("\"v{number}\",[\"x\",{number},\"y\"]"));
                }
                Kind::Text => {
                    if slot.text {
                        text.push('t');
                        nodes.push("\"t\"".to_owned());
                    }
                    nodes.push(number.to_string());
                }
                Kind::Stream => {
                    text += LOG;
                    let attributes = "\"id\",\"s\",\"phx-update\",\"stream\"";
                    nodes.push(format!("[\"x-log\",[{attributes}],{number}]"));
                }
            }
            statics.push(std::mem::take(&mut text));
            match slot.kind {
                Kind::Value => text += "y\"",
                Kind::Stream => text += "</x-log>",
                _ => {}
            }
        }
        if self.element {
            text += if in_tag { "></e-0>" } else { "</e-0>" };
            let children = nodes
                .iter()
                .map(|node| format!(",{node}"))
                .collect::<String>();
            nodes = vec![format!("[\"e-0\",[{}]{children}]", attributes.join(","))];
        } else if slots.is_empty() {
            text.push('t');
            nodes.push("\"t\"".to_owned());
        }
        statics.push(text);
        let kinds: Vec<SlotKind> = slots.iter().enumerate().map(Place::slot_kind).collect();
        let shape = format!("[{}]", nodes.join(","));
        let lazy: Vec<bool> = slots.iter().map(|slot| slot.lazy).collect();
        let fingerprint = hash(&(&statics, &shape, lazy));
        let statics: Vec<&str> = statics.into_iter().map(|text| &*text.leak()).collect();
        Box::leak(Box::new(Template::new(
            statics.leak(),
            kinds.leak(),
            shape.leak(),
            fingerprint,
            self.element && self.single_root,
        )))
    }
}

impl Kind {
    /// It stands between tags.
    fn is_content(self) -> bool {
        matches!(self, Kind::Text | Kind::Stream)
    }
}

impl Place {
    fn slot_kind((number, slot): (usize, &Place)) -> SlotKind {
        let context = match slot.kind {
            Kind::Attribute => Context::Attribute(String::leak(format!("a{number}"))),
            Kind::Value => Context::Value,
            Kind::Spread => Context::Spread,
            Kind::Text | Kind::Stream => Context::Text,
        };
        SlotKind {
            context,
            lazy: slot.lazy,
        }
    }
}

/// Changes.
impl Cell {
    fn edit(&mut self, number: u16, new: &Cell) {
        self.at(number, |_| true, &mut |cell| *cell = new.clone());
    }

    fn change_rows(&mut self, number: u16, change: &RowsChange) {
        let is_list = |cell: &Cell| matches!(cell.content, Content::List(_));
        self.at(number, is_list, &mut |cell| {
            if let Content::List(list) = &mut cell.content {
                list.change(change);
            }
        });
    }

    fn rename(&mut self, number: u16, id: u8) {
        let is_live = |cell: &Cell| matches!(cell.content, Content::Live(_));
        self.at(number, is_live, &mut |cell| {
            if let Content::Live(live) = &mut cell.content {
                live.id = id;
            }
        });
    }

    /// Changes one of those that are meant.
    fn at(&mut self, number: u16, is: fn(&Cell) -> bool, change: &mut dyn FnMut(&mut Cell)) {
        let mut count = 0;
        self.walk(&mut |cell| count += usize::from(is(cell)));
        let Some(chosen) = usize::from(number).checked_rem(count) else {
            return;
        };
        let (mut at, mut done) = (0, false);
        self.walk(&mut |cell| {
            if !done && is(cell) {
                done = at == chosen;
                at += 1;
                if done {
                    change(cell);
                }
            }
        });
    }

    /// This cell and all below.
    fn walk(&mut self, visit: &mut dyn FnMut(&mut Cell)) {
        visit(self);
        match &mut self.content {
            Content::None | Content::Scalar(_) => {}
            Content::Block(_, cells) => cells.iter_mut().for_each(|cell| cell.walk(visit)),
            Content::Live(live) => {
                live.prop.walk(visit);
                live.slot.walk(visit);
            }
            Content::List(list) => {
                let cells = list.rows.iter_mut().flat_map(|row| &mut row.cells);
                cells.for_each(|cell| cell.walk(visit));
            }
        }
    }
}

impl List {
    fn change(&mut self, change: &RowsChange) {
        let rows = &mut self.rows;
        let len = rows.len();
        let at = |number: u8| usize::from(number) % len;
        match change {
            RowsChange::Outer(outer) => self.outer = *outer,
            RowsChange::Insert(number, row) => {
                rows.insert(usize::from(*number) % (len + 1), row.clone());
            }
            _ if len == 0 => {}
            RowsChange::Swap(a, b) => rows.swap(at(*a), at(*b)),
            RowsChange::Remove(number) => drop(rows.remove(at(*number))),
            RowsChange::Rotate(by) => rows.rotate_left(at(*by)),
            RowsChange::Reverse => rows.reverse(),
            RowsChange::Keep(mask) => {
                let mut bits = (0..8).cycle().map(|bit| mask >> bit & 1 == 1);
                rows.retain(|_| bits.next() == Some(true));
            }
            RowsChange::Key(number, key) => rows[at(*number)].key = *key,
        }
    }
}

/// What cells are shown with.
#[derive(Clone, Copy)]
struct Scene<'p> {
    family: &'p Family,
    /// Those that may be shown, and those in their rows; an instance has none.
    logs: &'p [Log<Item>],
    still: &'p [Log<Item>],
}

impl Scene<'_> {
    fn template(&self, number: u8) -> &'static Template {
        self.family[usize::from(number) % self.family.len()]
    }

    /// Of all that a cell may read of streams.
    fn version(&self) -> u64 {
        hash(&self.logs.iter().map(Log::version).collect::<Vec<_>>())
    }
}

/// A cell in its place.
struct Shown<'p> {
    scene: Scene<'p>,
    cell: &'p Cell,
    context: Context,
    slot: usize,
    /// The rows of the stream that stands here.
    items: Option<&'static Template>,
    /// What the rows around it read beside themselves.
    around: &'p str,
    /// The text of a scalar that is one.
    text: String,
    names: Vec<Option<&'static str>>,
}

fn within<T>(name: impl ToString, run: impl FnOnce() -> T) -> T {
    stream::within(Part::Named(name.to_string()), run)
}

impl Hole for Page {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

impl View for Page {
    fn stamp(&self) -> Stamp {
        stamp(self.root.salt, &(&self.root, self.scene().version()))
    }

    fn visit(&self, cx: &mut Cx<'_>) {
        let root = Shown::new(self.scene(), &self.root, Context::Text, "");
        match &self.root.content {
            Content::List(_) => within("frame", || cx.block(&FRAME, &[Dyn::View(&root)])),
            _ => root.visit(cx),
        }
    }
}

impl<'p> Shown<'p> {
    fn new(scene: Scene<'p>, cell: &'p Cell, context: Context, around: &'p str) -> Self {
        let (mut text, mut names) = (String::new(), Vec::new());
        match &cell.content {
            Content::Scalar(Scalar::Text(number) | Scalar::Display(number)) => {
                text = format!("{}{around}", TEXTS[usize::from(*number)]);
            }
            Content::Scalar(Scalar::Classes(mask)) => {
                let all = ["one", "two", "three"].into_iter().enumerate();
                names = all
                    .map(|(bit, name)| (mask >> bit & 1 == 1).then_some(name))
                    .collect();
            }
            _ => {}
        }
        Shown {
            scene,
            cell,
            context,
            slot: 0,
            items: None,
            around,
            text,
            names,
        }
    }

    /// The stream that stands here.
    fn log(&self) -> Option<&'p Log<Item>> {
        let number = match self.cell.content {
            Content::Scalar(Scalar::Text(number) | Scalar::Display(number)) => usize::from(number),
            Content::Scalar(_) => 0,
            _ => return None,
        };
        let number = number.checked_rem(self.scene.logs.len())?;
        Some(&self.scene.logs[number])
    }

    /// Its value, if it is to be given as one.
    fn value(&self) -> Option<Dyn<'_>> {
        if self.items.is_some() {
            return None;
        }
        if self.context == Context::Spread {
            return Some(match &self.cell.content {
                Content::Scalar(Scalar::Classes(mask)) => Dyn::Attrs(&SPREADS[usize::from(*mask)]),
                Content::Scalar(Scalar::Text(number)) => {
                    Dyn::Attrs(&SPREADS[usize::from(number % 8)])
                }
                _ => Dyn::None,
            });
        }
        Some(match &self.cell.content {
            Content::Scalar(scalar) => match scalar {
                Scalar::Text(_) => Dyn::Str(&self.text),
                Scalar::Display(_) => Dyn::Display(&self.text),
                Scalar::Int(number) => Dyn::Int(*number),
                Scalar::Bool(flag) => Dyn::Bool(*flag),
                Scalar::Char(char) => Dyn::Char(*char),
                Scalar::Float(quarters) => Dyn::Float(f64::from(*quarters) / 4.0),
                Scalar::Classes(_) => Dyn::Classes(&self.names),
                Scalar::Html(number) => Dyn::Html(&MARKUP[usize::from(*number)]),
            },
            Content::None => Dyn::None,
            _ if self.context != Context::Text => Dyn::None,
            _ => return None,
        })
    }
}

impl Hole for Shown<'_> {
    fn hole(&self) -> Dyn<'_> {
        Dyn::View(self)
    }
}

impl View for Shown<'_> {
    fn stamp(&self) -> Stamp {
        let read = (self.cell, self.around, self.scene.version());
        stamp(self.cell.salt, &read)
    }

    fn visit(&self, cx: &mut Cx<'_>) {
        if let Some(value) = self.value() {
            return cx.value(value);
        }
        if let Some(row) = self.items {
            return within(self.slot, || match self.log() {
                Some(log) => self.visit_log(row, log, cx),
                None => {
                    stream::show_nothing();
                    cx.none();
                }
            });
        }
        within(self.slot, || match &self.cell.content {
            Content::Block(number, cells) => {
                let template = self.scene.template(*number);
                within(template.fingerprint, || {
                    with_values(self.scene, template, cells, self.around, &mut |values| {
                        cx.block(template, values);
                    });
                });
            }
            Content::List(list) => self.visit_list(list, cx),
            Content::Live(live) => match live.other {
                true => self.visit_live::<true>(live, cx),
                false => self.visit_live::<false>(live, cx),
            },
            _ => cx.none(),
        });
    }
}

impl Page {
    fn scene(&self) -> Scene<'_> {
        Scene {
            family: &self.family,
            logs: &self.logs.changing,
            still: &self.logs.still,
        }
    }

    /// Goes on to the next state; `roots` are those that there were.
    fn apply(&mut self, step: &Step, roots: &mut Vec<Cell>) {
        self.update = None;
        match step {
            Step::Nothing => {}
            Step::Replace(root) => self.root = root.0.clone(),
            Step::Edit(number, cell) => self.root.edit(*number, &cell.0),
            Step::Rows(number, change) => self.root.change_rows(*number, &change.0),
            Step::Rename(number, id) => self.root.rename(*number, *id),
            Step::Live(update, _) => self.update = Some(update.clone()),
            Step::Streams(streams, _) => {
                for StreamStep(number, operation) in streams {
                    if let Some(log) = self.logs.changing.get_mut(*number) {
                        log.apply(operation.clone());
                    }
                }
            }
            Step::Return(number) => self.root = roots[*number as usize % roots.len()].clone(),
        }
        if let Step::Live(_, Some((number, cell))) | Step::Streams(_, Some((number, cell))) = step {
            self.root.edit(*number, &cell.0);
        }
        roots.push(self.root.clone());
    }

    /// Does what is done before the page is shown.
    fn act(&self, components: &mut Components) {
        if let Some(update) = &self.update {
            match update.other {
                true => update.act::<true>(components),
                false => update.act::<false>(components),
            }
        }
    }
}

impl LiveUpdate {
    fn act<const OTHER: bool>(&self, components: &mut Components) {
        components.update(self.id, |instance: &mut Instance<OTHER>| {
            instance.shown = self.shown.clone();
            instance.template = self.template;
        });
    }
}

impl<const OTHER: bool> Instance<OTHER> {
    fn show(&self, number: Myself, slot: &dyn View, cx: &mut Cx<'_>) {
        let scene = Scene {
            family: &self.family,
            logs: &[],
            still: &[],
        };
        let shown = Shown::new(scene, &self.shown, Context::Text, "");
        let template = &LIVE[usize::from(self.template)];
        let values = [
            Dyn::Int(i64::from(number.number())),
            Dyn::View(&shown),
            Dyn::View(slot),
        ];
        let values = &values[3 - template.slots.len()..];
        within(template.fingerprint, || cx.block(template, values));
    }
}

impl Shown<'_> {
    fn visit_live<const OTHER: bool>(&self, live: &Live, cx: &mut Cx<'_>) {
        let slot = Shown {
            // What its instance shows by itself stands in the first.
            slot: 1,
            ..Shown::new(self.scene, &live.slot, Context::Text, self.around)
        };
        let call = &Call::<Instance<OTHER>> {
            view: self,
            id: &ComponentId::from(live.id),
            props: stamp(live.prop.salt, &live.prop),
            slots: slot.stamp(),
            mount: &|| Instance {
                family: self.scene.family.clone(),
                shown: Cell::clone(&live.prop),
                template: false,
            },
            update: Some(&|instance| instance.shown = Cell::clone(&live.prop)),
            show: &|instance, number, cx| instance.show(number, &slot, cx),
        };
        let instance = Part::Instance(format!("{OTHER} {}", live.id));
        stream::within(instance, || cx.component(call));
    }

    fn visit_log(&self, row: &'static Template, log: &Log<Item>, cx: &mut Cx<'_>) {
        log.show(|id, item| {
            let row = frag(Stamp::ALWAYS, |cx: &mut Cx<'_>| {
                self.with_item(row, id, item, &mut |values| cx.block(row, values));
            });
            row.to_html()
        });
        stream::unrecorded(|| {
            let mut rows = cx.stream(row, &log.stream);
            while let Some(inserted) = rows.next() {
                let (id, item) = inserted.entry();
                self.with_item(row, id, item, &mut |values| {
                    cx.stream_row(row, &mut rows, &inserted, values);
                });
            }
            cx.end_stream(row, &log.stream, rows);
        });
    }

    fn with_item(
        &self,
        row: &'static Template,
        id: &str,
        item: &Item,
        then: &mut dyn FnMut(&[Dyn<'_>]),
    ) {
        let scene = Scene {
            logs: self.scene.still,
            still: &[],
            ..self.scene
        };
        with_values(scene, row, &item.cells, self.around, &mut |values| {
            let mut values = values.to_vec();
            values[0] = Dyn::Str(id);
            then(&values);
        });
    }

    fn visit_list(&self, list: &List, cx: &mut Cx<'_>) {
        let template = self.scene.template(list.template);
        let around = format!(
            "{}{}",
            self.around,
            ["", "*", "**"][usize::from(list.outer)]
        );
        let version = self.scene.version();
        within(format!("{} {}", template.fingerprint, list.keyed), || {
            cx.list(template, stamp(list.salt, &(&around, version)));
            for (index, row) in list.rows.iter().enumerate() {
                let stamp = stamp(row.salt, &(row, version));
                let changed = match list.keyed {
                    true => cx.row_by_key(&row.key, stamp),
                    false => cx.row_by_index(stamp),
                };
                if changed {
                    stream::within(list.part(index), || {
                        with_values(self.scene, template, &row.cells, &around, &mut |values| {
                            cx.row(template, values);
                        });
                    });
                }
            }
            cx.end_list();
        });
    }
}

impl List {
    /// The way to a row.
    fn part(&self, index: usize) -> Part {
        let key = self.rows[index].key;
        let equal = self.rows.iter().filter(|row| row.key == key);
        match (self.keyed, equal.count()) {
            (false, _) => Part::Index(index),
            (true, 1) => Part::Named(key.to_string()),
            (true, _) => Part::Any,
        }
    }
}

fn with_values(
    scene: Scene<'_>,
    template: &Template,
    cells: &[Cell],
    around: &str,
    then: &mut dyn FnMut(&[Dyn<'_>]),
) {
    let nothing = Cell {
        salt: 0,
        content: Content::None,
    };
    let shown: Vec<Shown<'_>> = template
        .slots
        .iter()
        .enumerate()
        .map(|(slot, kind)| Shown {
            slot,
            items: template.statics[slot]
                .ends_with(LOG)
                .then(|| &ITEMS[slot % 2]),
            ..Shown::new(
                scene,
                cells.get(slot).unwrap_or(&nothing),
                kind.context,
                around,
            )
        })
        .collect();
    let values: Vec<Dyn<'_>> = shown
        .iter()
        .zip(template.slots)
        .map(|(shown, kind)| match shown.value() {
            Some(value) if !kind.lazy => value,
            _ => Dyn::View(shown),
        })
        .collect();
    then(&values);
}

fn stamp(salt: u8, read: &impl Hash) -> Stamp {
    match salt {
        ALWAYS => Stamp::ALWAYS,
        salt => Stamp::mix(hash(&(salt, read)), &[]),
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
