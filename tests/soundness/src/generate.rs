//! Templates by chance: any composition of what the language has that it accepts.
//!
//! What is in scope is known with its kind, so that every expression has a type that fits its place.

use crate::random::Random;
use crate::tree::{
    Argument, Attribute, Call, Class, Component, Cond, Element, Entry, Expr, Handed, Matched, Node,
    Path, Pattern, Prop, Source, Stream, Template,
};

/// What a path gives.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Text,
    /// With the stars that a value takes.
    Int,
    Bool(usize),
    Maybe,
    Words,
    /// Rows of [`slotwise::Tracked`].
    Rows,
    PlainRows,
    Row,
    PlainRow,
    Items,
    Item,
    Mode,
    Set,
    /// A stream of rows.
    Log,
    /// A stream of items to which nothing happens.
    Tags,
    Slot(Argument),
    Entries(Argument),
    Entry(Argument),
}

#[derive(Clone, Debug)]
struct Known {
    path: Path,
    kind: Kind,
}

/// What may stand in a place.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    /// Anything.
    Flow,
    /// No blocks of text in here.
    Phrase,
    /// No tags in here.
    Text,
}

struct Generator<'r> {
    random: &'r mut Random,
    /// Components that may be called, with their numbers.
    callable: Vec<(usize, Signature)>,
    /// How many nodes may still be made.
    budget: usize,
    names: usize,
    scope: Vec<Known>,
    /// In the row of a stream: there is nothing in it that has a state.
    in_stream: bool,
    /// Something that has a state was made.
    has_state: bool,
}

#[derive(Clone)]
struct Signature {
    props: Vec<Prop>,
    rest: bool,
    inner: Option<Argument>,
    entries: Option<Argument>,
    has_state: bool,
}

/// The template of a number.
pub fn template(seed: u64, number: u64) -> Template {
    let mut random = Random::new(seed, number * 2);
    let count = random.weighted(&[3, 3, 2]);
    let (mut components, mut callable) = (Vec::new(), Vec::new());
    for number in 0..count {
        let (component, has_state) = component(&mut random, &callable);
        let signature = Signature {
            props: component.props.clone(),
            rest: component.rest,
            inner: component.inner,
            entries: component.entries,
            has_state,
        };
        components.push(component);
        callable.push((number, signature));
    }
    let string = random.percent(15);
    let budget = 6 + random.below(18);
    let mut generator = Generator::new(&mut random, callable, budget);
    generator.scope = page();
    let body = generator.nodes(Place::Flow, 0);
    Template {
        string,
        components,
        body,
    }
}

/// The state.
fn page() -> Vec<Known> {
    let all = [
        ("@text", Kind::Text),
        ("@title", Kind::Text),
        ("@num", Kind::Int),
        ("@flag", Kind::Bool(1)),
        ("@maybe", Kind::Maybe),
        ("@mode", Kind::Mode),
        ("@words", Kind::Words),
        ("@set", Kind::Set),
        ("@rows", Kind::Rows),
        ("@rows", Kind::Rows),
        ("@loose", Kind::PlainRows),
        ("@others", Kind::Rows),
        ("@plain_rows", Kind::PlainRows),
        ("@plain_text", Kind::Text),
        ("@plain_num", Kind::Int),
        ("@plain_flag", Kind::Bool(0)),
        ("@plain_maybe", Kind::Maybe),
        ("@plain_mode", Kind::Mode),
        ("@plain_set", Kind::Set),
        ("@log.stream", Kind::Log),
        ("@feed.stream", Kind::Log),
        ("local_text", Kind::Text),
        ("local_num", Kind::Int),
    ];
    all.map(|(path, kind)| known(path, kind)).into()
}

fn known(path: &str, kind: Kind) -> Known {
    Known {
        path: path.to_owned(),
        kind,
    }
}

const ARGUMENTS: [Argument; 4] = [
    Argument::Nothing,
    Argument::Int,
    Argument::Row,
    Argument::Pair,
];

/// A component, and whether something in it has a state.
fn component(random: &mut Random, callable: &[(usize, Signature)]) -> (Component, bool) {
    let optional = [
        Prop::Text,
        Prop::Tone,
        Prop::Owned,
        Prop::N,
        Prop::On,
        Prop::Maybe,
        Prop::Rows,
    ];
    let mut props: Vec<Prop> = optional
        .into_iter()
        .filter(|prop| *prop == Prop::Tone || random.percent(45))
        .collect();
    let has_log = random.percent(20);
    props.extend(has_log.then_some(Prop::Log));
    let inner = random.percent(55).then(|| *random.pick(&ARGUMENTS));
    let entries = random.percent(40).then(|| *random.pick(&ARGUMENTS));
    let handed = [inner, entries];
    let needs = |all: &[Argument]| {
        handed
            .iter()
            .flatten()
            .any(|argument| all.contains(argument))
    };
    let needed = [
        (Prop::N, needs(&[Argument::Int, Argument::Pair])),
        (Prop::Rows, needs(&[Argument::Row, Argument::Pair])),
    ];
    for (prop, needed) in needed {
        if needed && !props.contains(&prop) {
            props.push(prop);
        }
    }
    let rest = random.percent(35);
    let mut scope = Vec::new();
    for prop in &props {
        let kind = match prop {
            Prop::Text | Prop::Tone | Prop::Owned => Kind::Text,
            Prop::N => Kind::Int,
            Prop::On => Kind::Bool(1),
            Prop::Maybe => Kind::Maybe,
            Prop::Rows => Kind::Rows,
            Prop::Log => Kind::Log,
        };
        scope.push(known(&format!("@{}", prop.name()), kind));
        if *prop == Prop::Text {
            scope.push(known("text", kind));
        }
    }
    // Twice, so that they are shown.
    for _ in 0..2 {
        scope.extend(inner.map(|argument| known("@inner_block", Kind::Slot(argument))));
        scope.extend(entries.map(|argument| known("@entry", Kind::Entries(argument))));
    }
    if rest {
        scope.push(known("@rest", Kind::Set));
    }
    let budget = 3 + random.below(8);
    let mut generator = Generator::new(random, callable.to_vec(), budget);
    generator.scope = scope;
    let mut body = generator.nodes(Place::Flow, 0);
    if rest {
        let attributes = generator.attributes(Some("@rest"));
        let children = generator.nodes(Place::Phrase, 3);
        body.push(Node::Element(Element {
            tag: "span",
            attributes,
            children,
        }));
    }
    // A slot that is handed a row is shown once for each.
    if let Some(argument) = inner {
        let slot = generator.shown_slot("@inner_block", argument, 1);
        body.push(slot);
    }
    let has_state = has_log || generator.has_state;
    let component = Component {
        props,
        rest,
        inner,
        entries,
        body,
    };
    (component, has_state)
}

const WORDS: [&str; 6] = [
    "x",
    "a b",
    "Fish & chips",
    "&lt;i&gt;",
    "more",
    "(and so on)",
];

impl<'r> Generator<'r> {
    fn new(random: &'r mut Random, callable: Vec<(usize, Signature)>, budget: usize) -> Self {
        Generator {
            random,
            callable,
            budget,
            names: 0,
            scope: Vec::new(),
            in_stream: false,
            has_state: false,
        }
    }

    fn name(&mut self, letter: char) -> String {
        self.names += 1;
        format!("{letter}{}", self.names)
    }

    /// A path of such a kind.
    fn find(&mut self, fits: impl Fn(Kind) -> bool) -> Option<Known> {
        let is_there = |kind| !(self.in_stream && has_state(kind));
        let all = self.scope.iter();
        let all: Vec<&Known> = all
            .filter(|known| fits(known.kind) && is_there(known.kind))
            .collect();
        // What was bound last is of most interest.
        let recent = all.len().saturating_sub(6);
        let from = if self.random.percent(50) { recent } else { 0 };
        match all[from..] {
            [] => None,
            ref some => Some((*self.random.pick(some)).clone()),
        }
    }

    fn path(&mut self, kind: Kind) -> Option<Path> {
        self.find(|known| known == kind).map(|known| known.path)
    }

    /// A path of text; there is always one.
    fn text(&mut self) -> Path {
        self.path(Kind::Text)
            .expect("a page has texts, and a component has a tone")
    }

    /// Runs with more names in scope.
    fn with<T>(&mut self, new: Vec<Known>, run: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.scope.len();
        self.scope.extend(new);
        let made = run(self);
        self.scope.truncate(before);
        made
    }

    fn nodes(&mut self, place: Place, depth: usize) -> Vec<Node> {
        let count = match depth {
            0 => 2 + self.random.below(4),
            _ => 1 + self.random.weighted(&[4, 3, 1]),
        };
        let mut nodes = Vec::new();
        for _ in 0..count {
            if place != Place::Text && depth < 5 && self.budget > 0 && self.random.percent(6) {
                nodes.push(self.binding(place, depth));
                return nodes;
            }
            nodes.push(self.node(place, depth));
        }
        nodes
    }

    fn node(&mut self, place: Place, depth: usize) -> Node {
        let leaf = self.budget == 0 || depth >= 5 || place == Place::Text;
        self.budget = self.budget.saturating_sub(1);
        let flow = usize::from(place == Place::Flow);
        let weights = match leaf {
            true => [3, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            false => [2, 6, 8, 4, 2, 6, 6 * flow, 2 * flow, 4 * flow, 1, 3 * flow],
        };
        let made = match self.random.weighted(&weights) {
            0 => Some(Node::Text(self.random.pick::<&str>(&WORDS))),
            2 => Some(Node::Element(self.element(place, depth))),
            3 => Some(self.choice(place, depth)),
            4 => self.matching(place, depth),
            5 => self.repeat(place, depth),
            6 => self.call(depth),
            7 => self.counter(depth),
            8 => self.slot(place, depth),
            9 => Some(Node::Comment("a comment")),
            10 => self.stream(depth),
            _ => None,
        };
        match made {
            Some(node) => node,
            None => Node::Hole(self.shown()),
        }
    }

    /// A tag or a call for `:if` and `:for`.
    fn tag(&mut self, place: Place, depth: usize) -> Vec<Node> {
        let call = place == Place::Flow && self.random.percent(30);
        let call = call.then(|| self.call(depth)).flatten();
        let node = call.unwrap_or_else(|| Node::Element(self.element(place, depth)));
        vec![node]
    }

    fn element(&mut self, place: Place, depth: usize) -> Element {
        let tag = match place {
            Place::Flow => *self.random.pick(&[
                "div", "section", "p", "ul", "table", "pre", "textarea", "span", "b", "input",
                "br", "svg", "a", "template", "div", "select",
            ]),
            _ => *self
                .random
                .pick(&["span", "b", "i", "em", "input", "br", "textarea", "span"]),
        };
        let attributes = match tag {
            "svg" | "select" => Vec::new(),
            _ => {
                let spread = self
                    .random
                    .percent(15)
                    .then(|| self.path(Kind::Set))
                    .flatten();
                self.attributes(spread.as_deref())
            }
        };
        let children = match tag {
            "br" | "input" => Vec::new(),
            "textarea" | "a" => self.nodes(Place::Text, depth + 1),
            "div" | "section" | "template" => self.nodes(Place::Flow, depth + 1),
            "ul" => self.children("li", Place::Flow, depth),
            "select" => self.children("option", Place::Text, depth),
            "table" => {
                let rows = self.table_rows(depth);
                vec![bare("tbody", rows)]
            }
            "svg" => {
                let attributes = vec![
                    Attribute::Dynamic("cx", self.int()),
                    Attribute::Static("r", "1"),
                ];
                vec![Node::Element(Element {
                    tag: "circle",
                    attributes,
                    children: Vec::new(),
                })]
            }
            _ => self.nodes(Place::Phrase, depth + 1),
        };
        Element {
            tag,
            attributes,
            children,
        }
    }

    /// Children of one tag: by a loop, a choice and one that is always there.
    fn children(&mut self, tag: &'static str, inside: Place, depth: usize) -> Vec<Node> {
        let mut children = Vec::new();
        let looped = self.looped(|generator| {
            let attributes = generator.attributes(None);
            let children = generator.nodes(inside, depth + 2);
            vec![Node::Element(Element {
                tag,
                attributes,
                children,
            })]
        });
        children.extend(looped);
        if self.random.percent(40) {
            let branches = vec![(
                self.plain_cond(),
                vec![bare(tag, self.nodes(inside, depth + 2))],
            )];
            let tags = self.random.percent(50);
            children.push(Node::If {
                branches,
                otherwise: None,
                tags,
            });
        }
        if self.random.percent(30) {
            let place = self.random.below(children.len() + 1);
            let nodes = self.nodes(inside, depth + 2);
            children.insert(place, bare(tag, nodes));
        }
        children
    }

    fn table_rows(&mut self, depth: usize) -> Vec<Node> {
        let looped = self.looped(|generator| {
            let attributes = generator.attributes(None);
            let mut children = vec![bare("td", generator.nodes(Place::Flow, depth + 3))];
            if generator.random.percent(50) {
                children.push(bare("td", vec![Node::Hole(generator.shown())]));
            }
            vec![Node::Element(Element {
                tag: "tr",
                attributes,
                children,
            })]
        });
        looped.into_iter().collect()
    }

    fn attributes(&mut self, spread: Option<&str>) -> Vec<Attribute> {
        let mut all = Vec::new();
        for name in [
            "title",
            "lang",
            "hidden",
            "data-x",
            "class",
            "id",
            "style",
            "aria-label",
        ] {
            if !self.random.percent(12) {
                continue;
            }
            match name {
                "hidden" => {
                    let bool = self.find(|kind| matches!(kind, Kind::Bool(_)));
                    all.push(match bool {
                        Some(bool) => Attribute::Dynamic(name, Expr::Path(bool.path)),
                        None => Attribute::Bare(name),
                    });
                }
                "class" if self.random.percent(70) => all.push(self.classes()),
                "id" => {
                    let pieces = vec![("i-", self.int())];
                    all.push(Attribute::Dynamic(name, Expr::Format(pieces)));
                }
                "style" => {
                    if self.random.percent(40) {
                        all.push(Attribute::Static(name, "top: 0"));
                    }
                    all.push(Attribute::Style("width", self.int()));
                    if self.random.percent(40) {
                        all.push(Attribute::Style("height", self.int()));
                    }
                }
                _ if self.random.percent(20) => all.push(Attribute::Static(name, "said")),
                _ => all.push(Attribute::Dynamic(name, self.attribute())),
            }
        }
        let has = |all: &[Attribute], wanted: &str| {
            all.iter().any(|attribute| matches!(attribute, Attribute::Dynamic(name, _) | Attribute::Static(name, _) if *name == wanted))
        };
        if !has(&all, "data-x") && self.random.percent(8) {
            let keys = ["x", "y"].into_iter();
            let pairs = keys
                .map(|key| (key, Expr::Method(self.text(), "trim")))
                .collect();
            all.push(Attribute::Data(pairs));
        }
        if let Some(path) = spread {
            let place = self.random.below(all.len() + 1);
            all.insert(place, Attribute::Spread(path.to_owned()));
        }
        all
    }

    fn classes(&mut self) -> Attribute {
        let mut classes = vec![Class::Name("always")];
        if self.random.percent(70) {
            classes.push(Class::If("often", self.plain_cond()));
        }
        if let Some(path) = self.path(Kind::Maybe)
            && self.random.percent(50)
        {
            classes.push(Class::Maybe(Expr::AsDeref(path)));
        }
        if self.random.percent(30) {
            classes.push(Class::Maybe(Expr::Method(self.text(), "trim")));
        }
        if let Some(bool) = self.find(|kind| matches!(kind, Kind::Bool(_)))
            && self.random.percent(30)
        {
            classes.push(Class::Maybe(Expr::ThenSome(bool.path, "then")));
        }
        Attribute::Classes(classes)
    }

    /// What may be an attribute's value.
    fn attribute(&mut self) -> Expr {
        match self.path(Kind::Maybe) {
            Some(path) if self.random.percent(30) => Expr::AsDeref(path),
            _ => self.shown(),
        }
    }

    /// A number as an `i64`.
    fn int(&mut self) -> Expr {
        let by = 2 + self.random.below(8) as i64;
        match self.path(Kind::Int) {
            Some(path) => Expr::Modulo(path, by),
            None => Expr::Len(self.text()),
        }
    }

    fn method(&mut self) -> Expr {
        let path = self.text();
        Expr::Method(
            path,
            self.random
                .pick::<&str>(&["trim", "to_uppercase", "to_string"]),
        )
    }

    /// What may be in a hole.
    fn shown(&mut self) -> Expr {
        let simple = |kind| matches!(kind, Kind::Text | Kind::Int | Kind::Bool(_) | Kind::Maybe);
        let lists = |kind| {
            matches!(
                kind,
                Kind::Words | Kind::Rows | Kind::PlainRows | Kind::Items
            )
        };
        let made = match self.random.weighted(&[8, 3, 2, 1, 2, 2, 1, 2, 1]) {
            0 => self.find(simple).map(|known| Expr::Path(known.path)),
            1 => Some(self.method()),
            2 => Some(self.int()),
            3 => Some(Expr::Shout(self.text())),
            4 => Some(Expr::Choice(self.plain_cond(), "yes", "no")),
            5 => Some(Expr::Format(vec![
                ("a-", Expr::Path(self.text())),
                ("/", self.int()),
            ])),
            6 => Some(Expr::Len(self.text())),
            7 => self
                .path(Kind::Maybe)
                .map(|path| Expr::UnwrapOr(path, "none")),
            _ => self.find(lists).map(|known| Expr::Len(known.path)),
        };
        made.unwrap_or(Expr::Literal("a literal"))
    }

    /// A condition that binds nothing.
    fn plain_cond(&mut self) -> Cond {
        let made = match self.random.weighted(&[6, 2, 3, 2, 2, 2, 1]) {
            0 => self.find(|kind| matches!(kind, Kind::Bool(_))).map(flag),
            1 => self.path(Kind::Text).map(Cond::Empty),
            2 => self.path(Kind::Int).map(|path| Cond::Modulo(path, 2, 1)),
            3 => self.path(Kind::Text).map(|path| Cond::Longer(path, 3)),
            4 => self.path(Kind::Maybe).map(Cond::IsSome),
            5 => Some(Cond::Not(Box::new(self.plain_cond()))),
            _ => {
                let (one, other) = (self.plain_cond(), self.plain_cond());
                Some(Cond::And(Box::new(one), Box::new(other)))
            }
        };
        made.unwrap_or_else(|| Cond::Longer(self.text(), 2))
    }

    /// A condition of a block, and what it binds.
    fn binding_cond(&mut self) -> (Cond, Vec<Known>) {
        if !self.random.percent(35) {
            return (self.plain_cond(), Vec::new());
        }
        let Some(source) = self.find(|kind| {
            matches!(
                kind,
                Kind::Maybe | Kind::Rows | Kind::PlainRows | Kind::Words | Kind::Items
            )
        }) else {
            return (self.plain_cond(), Vec::new());
        };
        let (name, path) = (self.name('v'), source.path);
        let item = item_kind(source.kind);
        let from = match (source.kind, self.random.percent(50)) {
            (Kind::Maybe, _) => Source::Path(path),
            (_, true) => Source::First(path),
            (_, false) => Source::Last(path),
        };
        let bound = fields(&name, item);
        let mut cond = Cond::Let(name, from);
        if self.random.percent(25) {
            let more = self.with(bound.clone(), |generator| generator.plain_cond());
            cond = Cond::And(Box::new(cond), Box::new(more));
        }
        (cond, bound)
    }

    fn choice(&mut self, place: Place, depth: usize) -> Node {
        let tags = self.random.percent(40);
        let body = |generator: &mut Self| match tags {
            true => generator.tag(place, depth + 1),
            false => generator.nodes(place, depth + 1),
        };
        let mut branches = Vec::new();
        for _ in 0..1 + self.random.weighted(&[5, 2, 1]) {
            let (cond, bound) = self.binding_cond();
            let nodes = self.with(bound, body);
            branches.push((cond, nodes));
        }
        let otherwise = self.random.percent(60).then(|| body(self));
        Node::If {
            branches,
            otherwise,
            tags,
        }
    }

    fn matching(&mut self, place: Place, depth: usize) -> Option<Node> {
        let known = self.find(|kind| matches!(kind, Kind::Mode | Kind::Int | Kind::Maybe))?;
        let (on, patterns) = match known.kind {
            Kind::Mode => {
                let (busy, guarded, named) = (self.name('n'), self.name('n'), self.name('s'));
                let int = |name: &str| vec![self::known(name, Kind::Int)];
                let mut patterns = vec![
                    (Pattern::Idle, Vec::new()),
                    (Pattern::Busy(guarded.clone(), Some(3)), int(&guarded)),
                    (Pattern::Busy(busy.clone(), None), int(&busy)),
                    (
                        Pattern::Named(named.clone()),
                        vec![self::known(&named, Kind::Text)],
                    ),
                ];
                if self.random.percent(40) {
                    patterns.truncate(1 + self.random.below(3));
                    patterns.push((Pattern::Rest, Vec::new()));
                }
                (Matched::Mode(known.path), patterns)
            }
            Kind::Int => {
                let patterns = [Pattern::Int(0), Pattern::Int(1), Pattern::Rest];
                let patterns = patterns.map(|pattern| (pattern, Vec::new()));
                (Matched::Modulo(known.path, 3), patterns.into())
            }
            _ => {
                let name = self.name('s');
                let some = (
                    Pattern::Some(name.clone()),
                    vec![self::known(&name, Kind::Text)],
                );
                (
                    Matched::Maybe(known.path),
                    vec![some, (Pattern::None, Vec::new())],
                )
            }
        };
        let mut cases = Vec::new();
        for (pattern, bound) in patterns {
            let nodes = self.with(bound, |generator| generator.nodes(place, depth + 1));
            cases.push((pattern, nodes));
        }
        Some(Node::Match { on, cases })
    }

    fn binding(&mut self, place: Place, depth: usize) -> Node {
        let (value, kind) = match self.random.percent(60) {
            true => (self.method(), Kind::Text),
            false => (self.int(), Kind::Int),
        };
        let name = self.name('l');
        let bound = vec![known(&name, kind)];
        let rest = self.with(bound, |generator| generator.nodes(place, depth));
        Node::Let(name, value, rest)
    }

    fn repeat(&mut self, place: Place, depth: usize) -> Option<Node> {
        let by_tag = self.random.percent(50);
        let mut looped = self.looped(|generator| match by_tag {
            true => generator.tag(place, depth + 1),
            false => generator.nodes(place, depth + 1),
        })?;
        if let Node::For {
            filter,
            otherwise,
            tag,
            ..
        } = &mut looped
            && !by_tag
        {
            *tag = false;
            *filter = None;
            *otherwise = self
                .random
                .percent(40)
                .then(|| self.nodes(place, depth + 1));
        }
        Some(looped)
    }

    /// A loop whose body is made with its item in scope: by a tag, with no `{#else}`.
    fn looped(&mut self, body: impl FnOnce(&mut Self) -> Vec<Node>) -> Option<Node> {
        let list = self.find(|kind| {
            matches!(
                kind,
                Kind::Rows | Kind::PlainRows | Kind::Words | Kind::Items | Kind::Int
            )
        })?;
        let item = item_kind(list.kind);
        let (name, number) = (self.name('r'), self.name('i'));
        let mut names = vec![name.clone()];
        let mut bound = fields(&name, item);
        let path = list.path;
        let items = match (list.kind, self.random.weighted(&[8, 1, 1, 2, 1])) {
            (Kind::Int, _) => Source::Range(path),
            (_, 1) => Source::Rev(path),
            (_, 2) => Source::Skip(path),
            (_, 3) => {
                names.insert(0, number.clone());
                bound.push(known(&number, Kind::Int));
                Source::Enumerate(path)
            }
            (_, 4) => match self.path(Kind::Words) {
                Some(words) => {
                    names.push(number.clone());
                    bound.push(known(&number, Kind::Text));
                    Source::Zip(path, words)
                }
                None => Source::Path(path),
            },
            _ => Source::Path(path),
        };
        let key = match item {
            Kind::Row | Kind::PlainRow | Kind::Item if self.random.percent(60) => {
                Some(format!("{name}.id"))
            }
            // Those of several may be equal.
            Kind::Row | Kind::PlainRow if self.random.percent(25) => Some(format!("{name}.name")),
            Kind::Text if self.random.percent(30) => Some(name.clone()),
            _ => None,
        };
        let filtered = self.random.percent(25);
        let filter = self.with(bound.clone(), |generator| {
            filtered.then(|| generator.plain_cond())
        });
        let body = self.with(bound, body);
        Some(Node::For {
            names,
            items,
            filter,
            key,
            body,
            otherwise: None,
            tag: true,
        })
    }

    fn stream(&mut self, depth: usize) -> Option<Node> {
        let known = self.find(|kind| matches!(kind, Kind::Log | Kind::Tags))?;
        let is_no_id = |attribute: &Attribute| !matches!(attribute, Attribute::Dynamic("id", _));
        let mut attributes = self.attributes(None);
        attributes.retain(is_no_id);
        let id = Expr::Format(vec![("log-", self.int())]);
        attributes.push(Attribute::Dynamic("id", id));
        let mut beside = Vec::new();
        if self.random.percent(30) {
            let attributes = self.attributes(None);
            let children = self.nodes(Place::Text, depth + 1);
            beside.push(Node::Element(Element {
                tag: "b",
                attributes,
                children,
            }));
        }
        let names = [self.name('d'), self.name('r')];
        let mut bound = vec![self::known(&names[0], Kind::Text)];
        bound.extend(fields(&names[1], item_kind(known.kind)));
        let was_in_stream = std::mem::replace(&mut self.in_stream, true);
        let (row, body) = self.with(bound, |generator| {
            let mut row = generator.attributes(None);
            row.retain(is_no_id);
            (row, generator.nodes(Place::Flow, depth + 1))
        });
        self.in_stream = was_in_stream;
        Some(Node::Stream(Stream {
            attributes,
            beside,
            names,
            stream: known.path,
            row,
            body,
        }))
    }

    fn counter(&mut self, depth: usize) -> Option<Node> {
        if self.in_stream {
            return None;
        }
        self.has_state = true;
        let label = Expr::Path(self.text());
        let id = Expr::Format(vec![("c-", self.int())]);
        let start = self.random.percent(70).then(|| self.int());
        let start = start.filter(|start| matches!(start, Expr::Modulo(..)));
        let inner = match self.random.percent(50) {
            true => self.nodes(Place::Flow, depth + 1),
            false => Vec::new(),
        };
        Some(Node::Counter(id, label, start, inner))
    }

    fn slot(&mut self, place: Place, depth: usize) -> Option<Node> {
        let known =
            self.find(|kind| matches!(kind, Kind::Slot(_) | Kind::Entries(_) | Kind::Entry(_)))?;
        match known.kind {
            Kind::Slot(argument) => {
                let shown = self.shown_slot(&known.path, argument, depth);
                if self.random.percent(50) {
                    return Some(shown);
                }
                let empty = self.nodes(place, depth + 1);
                Some(Node::IfEmpty(known.path, empty, vec![shown]))
            }
            Kind::Entry(argument) => Some(self.shown_slot(&known.path, argument, depth)),
            Kind::Entries(argument) => {
                let name = self.name('e');
                let bound = vec![
                    self::known(&name, Kind::Entry(argument)),
                    self::known(&format!("{name}.label"), Kind::Text),
                ];
                let tag = self.random.percent(60);
                let body = self.with(bound, |generator| {
                    let mut nodes = vec![generator.shown_slot(&name, argument, depth + 1)];
                    if generator.random.percent(60) {
                        nodes.insert(0, Node::Hole(Expr::Path(format!("{name}.label"))));
                    }
                    if !tag {
                        return nodes;
                    }
                    let attributes = generator.attributes(None);
                    vec![Node::Element(Element {
                        tag: "div",
                        attributes,
                        children: nodes,
                    })]
                });
                Some(Node::For {
                    names: vec![name],
                    items: Source::Path(known.path),
                    filter: None,
                    key: None,
                    body,
                    otherwise: None,
                    tag,
                })
            }
            _ => None,
        }
    }

    /// A slot with what it is handed; for a row, a loop if none is in scope.
    fn shown_slot(&mut self, name: &str, argument: Argument, depth: usize) -> Node {
        let slot = |handed| Node::Slot(name.to_owned(), handed);
        let int = self.path(Kind::Int).unwrap_or_else(|| "@n".to_owned());
        let handed = |row: Path| match argument {
            Argument::Pair => Handed::Pair(row, int.clone()),
            _ => Handed::Row(row),
        };
        match argument {
            Argument::Nothing => slot(Handed::Nothing),
            Argument::Int => slot(Handed::Int(int)),
            Argument::Row | Argument::Pair => match self.path(Kind::Row) {
                // Within a tuple it has to live as long as the component: `@rows.iter()` gives that.
                Some(row) if depth > 1 && argument == Argument::Row => slot(handed(row)),
                _ => {
                    let row = self.name('r');
                    let key = self.random.percent(60).then(|| format!("{row}.id"));
                    Node::For {
                        names: vec![row.clone()],
                        items: Source::Iter("@rows".to_owned()),
                        filter: None,
                        key,
                        body: vec![slot(handed(row))],
                        otherwise: None,
                        tag: false,
                    }
                }
            },
        }
    }

    fn call(&mut self, depth: usize) -> Option<Node> {
        if self.callable.is_empty() {
            return None;
        }
        let (component, signature) = self.random.pick(&self.callable).clone();
        if self.in_stream && signature.has_state {
            return None;
        }
        self.has_state |= signature.has_state;
        let mut props = Vec::new();
        for prop in signature.props {
            let required = matches!(prop, Prop::Text | Prop::Owned | Prop::Rows | Prop::Log);
            if required || self.random.percent(75) {
                props.push((prop, self.given(prop)?));
            }
        }
        let rest = match signature.rest && self.random.percent(60) {
            true => {
                let spread = self
                    .random
                    .percent(30)
                    .then(|| self.path(Kind::Set))
                    .flatten();
                let mut rest = self.attributes(spread.as_deref());
                rest.retain(|attribute| {
                    !matches!(
                        attribute,
                        Attribute::Style(..)
                            | Attribute::Data(_)
                            | Attribute::Classes(_)
                            | Attribute::Static("style", _)
                    )
                });
                rest
            }
            false => Vec::new(),
        };
        let (mut names, mut inner) = (Vec::new(), Vec::new());
        if let Some(argument) = signature.inner
            && self.random.percent(85)
        {
            (names, inner) = self.content(argument, depth);
        }
        let mut entries = Vec::new();
        if let Some(argument) = signature.entries {
            for _ in 0..self.random.below(4) {
                entries.push(self.entry(argument, depth));
            }
        }
        Some(Node::Call(Call {
            component,
            props,
            rest,
            entries,
            inner,
            names,
        }))
    }

    /// Content of a slot and the names of what it is handed.
    fn content(&mut self, argument: Argument, depth: usize) -> (Vec<String>, Vec<Node>) {
        let (row, int) = (self.name('r'), self.name('n'));
        let mut bound = Vec::new();
        let mut names = Vec::new();
        if matches!(argument, Argument::Row | Argument::Pair) {
            // A tuple of a reference and a number is handed as a reference to both.
            bound.extend(fields(
                &row,
                if argument == Argument::Row {
                    Kind::Row
                } else {
                    Kind::PlainRow
                },
            ));
            names.push(row);
        }
        if matches!(argument, Argument::Int | Argument::Pair) {
            bound.push(known(&int, Kind::Int));
            names.push(int);
        }
        if self.random.percent(15) {
            names.clear();
            bound.clear();
        }
        let nodes = self.with(bound, |generator| generator.nodes(Place::Flow, depth + 1));
        (names, nodes)
    }

    fn entry(&mut self, argument: Argument, depth: usize) -> Entry {
        let each = self
            .random
            .percent(30)
            .then(|| self.path(Kind::Rows))
            .flatten();
        let each = each.map(|path| (self.name('r'), path));
        let bound = each
            .as_ref()
            .map(|(name, _)| fields(name, Kind::Row))
            .unwrap_or_default();
        self.with(bound, |generator| {
            let label = match generator.random.percent(70) {
                true => Expr::Path(generator.text()),
                false => Expr::Literal("label"),
            };
            let condition = generator.random.percent(35).then(|| generator.plain_cond());
            let (names, body) = generator.content(argument, depth);
            Entry {
                label,
                condition,
                each,
                names,
                body,
            }
        })
    }

    /// A value for a prop.
    fn given(&mut self, prop: Prop) -> Option<Expr> {
        Some(match prop {
            Prop::Text | Prop::Tone => match self.random.below(5) {
                0 | 1 => Expr::Path(self.text()),
                2 => Expr::Method(self.text(), "to_uppercase"),
                3 => Expr::Format(vec![("t-", Expr::Path(self.text()))]),
                _ => Expr::Literal("literal"),
            },
            Prop::Owned => match self.random.below(3) {
                0 => Expr::Method(self.text(), "to_uppercase"),
                1 => Expr::Method(self.text(), "trim"),
                _ => Expr::Literal("literal"),
            },
            Prop::N => match self.int() {
                int @ Expr::Modulo(..) => int,
                _ => return None,
            },
            Prop::On => Expr::Truth(self.plain_cond()),
            Prop::Maybe => Expr::AsDeref(self.path(Kind::Maybe)?),
            Prop::Rows => Expr::Path(self.path(Kind::Rows)?),
            Prop::Log => Expr::Path(self.path(Kind::Log)?),
        })
    }
}

fn bare(tag: &'static str, children: Vec<Node>) -> Node {
    Node::Element(Element {
        tag,
        attributes: Vec::new(),
        children,
    })
}

fn flag(known: Known) -> Cond {
    match known.kind {
        Kind::Bool(stars) => Cond::Flag(stars, known.path),
        _ => unreachable!("it is asked for truth values"),
    }
}

/// Whether it is what somebody else made, or changes.
fn has_state(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Log | Kind::Slot(_) | Kind::Entries(_) | Kind::Entry(_)
    )
}

fn item_kind(list: Kind) -> Kind {
    match list {
        Kind::Rows => Kind::Row,
        Kind::PlainRows | Kind::Log => Kind::PlainRow,
        Kind::Items | Kind::Tags => Kind::Item,
        Kind::Int => Kind::Int,
        _ => Kind::Text,
    }
}

/// A name and the fields of what it stands for.
fn fields(name: &str, kind: Kind) -> Vec<Known> {
    let fields: &[(&str, Kind)] = match kind {
        Kind::Row | Kind::PlainRow => &[
            ("id", Kind::Int),
            ("name", Kind::Text),
            ("on", Kind::Bool(0)),
            ("maybe", Kind::Maybe),
            ("note", Kind::Text),
            ("count", Kind::Int),
            ("items", Kind::Items),
            ("tags.stream", Kind::Tags),
        ],
        Kind::Item => &[
            ("id", Kind::Int),
            ("text", Kind::Text),
            ("on", Kind::Bool(0)),
        ],
        _ => &[],
    };
    let mut all = vec![known(name, kind)];
    all.extend(
        fields
            .iter()
            .map(|(field, kind)| known(&format!("{name}.{field}"), *kind)),
    );
    all
}
