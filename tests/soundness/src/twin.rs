//! A template rendered the obvious way from its tree and the state: no patches, no stamps, nothing of the
//! engine.
//!
//! Names stand for values in an environment; a component gets one of its own, and content keeps that of the
//! place where it was written.

use crate::state::{Given, Item, Mode, Page, Row, Set, shout};
use crate::tree::{
    Attribute, Call, Class, Component, Cond, Element, Entry, Expr, Handed, Matched, Node, Pattern,
    Prop, Source, Stream, Template,
};
use slotwise_tests::stream::{Log, Part, within};
use std::cell::RefCell;
use std::collections::HashSet;

#[derive(Clone)]
enum Value<'t> {
    Text(String),
    Int(i64),
    Bool(bool),
    Maybe(Option<Box<Value<'t>>>),
    List(Vec<Value<'t>>),
    Mode(Mode),
    Row(&'t Row),
    Item(&'t Item),
    Attributes(Named),
    Log(&'t Log<Row>),
    Tags(&'t Log<Item>),
    Content(Box<Content<'t>>),
}

#[derive(Clone)]
struct Content<'t> {
    label: Value<'t>,
    names: &'t [String],
    nodes: &'t [Node],
    around: Names<'t>,
}

type Names<'t> = Vec<(String, Value<'t>)>;

/// Attributes with their values, of which `true` is bare and nothing is absent.
type Named = Vec<(String, Option<Option<String>>)>;

struct Twin<'t> {
    components: &'t [Component],
    /// The ids of counters so far.
    shown: RefCell<HashSet<String>>,
}

/// The HTML of the template.
pub fn html(template: &Template, page: &Page) -> String {
    let twin = Twin {
        components: &template.components,
        shown: RefCell::default(),
    };
    let mut out = String::new();
    within(named("page"), || {
        twin.nodes(&template.body, &names_of(page), &mut out)
    });
    out
}

fn named(name: impl ToString) -> Part {
    Part::Named(name.to_string())
}

fn text(text: &str) -> Value<'static> {
    Value::Text(text.to_owned())
}

fn maybe(value: Option<&str>) -> Value<'static> {
    Value::Maybe(value.map(|value| Box::new(text(value))))
}

fn set(set: &Set) -> Value<'static> {
    let value = |given: &Given| match given {
        Given::Absent => None,
        Given::Bare => Some(None),
        Given::Text(text) => Some(Some((*text).to_owned())),
        Given::Int(int) => Some(Some(int.to_string())),
    };
    let pairs = set.pairs.iter();
    Value::Attributes(
        pairs
            .map(|(name, given)| ((*name).to_owned(), value(given)))
            .collect(),
    )
}

fn rows<'t>(rows: impl Iterator<Item = &'t Row>) -> Value<'t> {
    Value::List(rows.map(Value::Row).collect())
}

fn names_of(page: &Page) -> Names<'_> {
    let all = [
        ("@text", text(&page.text)),
        ("@title", text(&page.title)),
        ("@num", Value::Int(*page.num)),
        ("@flag", Value::Bool(*page.flag)),
        ("@maybe", maybe(page.maybe.as_deref())),
        ("@mode", Value::Mode((*page.mode).clone())),
        (
            "@words",
            Value::List(page.words.iter().map(|word| text(word)).collect()),
        ),
        ("@set", set(&page.set)),
        ("@rows", rows(page.rows.iter().map(|row| &**row))),
        ("@loose", rows(page.loose.iter())),
        ("@others", rows(page.others.iter().map(|row| &**row))),
        ("@plain_rows", rows(page.plain_rows.iter())),
        ("@plain_text", text(&page.plain_text)),
        ("@plain_num", Value::Int(page.plain_num)),
        ("@plain_flag", Value::Bool(page.plain_flag)),
        ("@plain_maybe", maybe(page.plain_maybe.as_deref())),
        ("@plain_mode", Value::Mode(page.plain_mode.clone())),
        ("@plain_set", set(&page.plain_set)),
        ("@log", Value::Log(&page.log)),
        ("@feed", Value::Log(&page.feed)),
        ("local_text", text(&page.text)),
        ("local_num", Value::Int(page.plain_num)),
    ];
    all.map(|(name, value)| (name.to_owned(), value)).into()
}

/// The value of a path: a name and the fields behind it.
fn look_up<'t>(path: &str, names: &Names<'t>) -> Value<'t> {
    let mut parts = path.split('.');
    let name = parts.next().unwrap_or_default();
    let found = names.iter().rev().find(|(known, _)| known == name);
    let (_, value) = found.unwrap_or_else(|| panic!("nothing is called {name}"));
    parts.fold(value.clone(), field)
}

fn field<'t>(value: Value<'t>, name: &str) -> Value<'t> {
    match (value, name) {
        (Value::Row(row), "id") => Value::Int(row.id),
        (Value::Row(row), "name") => text(&row.name),
        (Value::Row(row), "on") => Value::Bool(row.on),
        (Value::Row(row), "maybe") => maybe(row.maybe.as_deref()),
        (Value::Row(row), "note") => text(&row.note),
        (Value::Row(row), "count") => Value::Int(*row.count),
        (Value::Row(row), "items") => {
            Value::List(row.items.iter().map(|item| Value::Item(item)).collect())
        }
        (Value::Row(row), "tags") => Value::Tags(&row.tags),
        (log @ (Value::Log(_) | Value::Tags(_)), "stream") => log,
        (Value::Item(item), "id") => Value::Int(item.id),
        (Value::Item(item), "text") => text(&item.text),
        (Value::Item(item), "on") => Value::Bool(item.on),
        (Value::Content(content), "label") => content.label,
        _ => panic!("there is no field {name}"),
    }
}

impl<'t> Value<'t> {
    fn text(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Int(int) => int.to_string(),
            Value::Bool(value) => value.to_string(),
            Value::Maybe(value) => value.as_ref().map(|value| value.text()).unwrap_or_default(),
            _ => panic!("that is no text"),
        }
    }

    fn int(&self) -> i64 {
        match self {
            Value::Int(int) => *int,
            _ => panic!("that is no number"),
        }
    }

    fn list(self) -> Vec<Value<'t>> {
        match self {
            Value::List(list) => list,
            Value::Maybe(value) => value.into_iter().map(|value| *value).collect(),
            _ => panic!("that is no list"),
        }
    }

    fn len(&self) -> usize {
        match self {
            Value::Text(text) => text.len(),
            Value::List(list) => list.len(),
            _ => panic!("that has no length"),
        }
    }

    fn attribute(&self) -> Option<Option<String>> {
        match self {
            Value::Bool(bare) => bare.then_some(None),
            Value::Maybe(value) => value.as_ref().and_then(|value| value.attribute()),
            value => Some(Some(value.text())),
        }
    }
}

fn expr<'t>(expr: &Expr, names: &Names<'t>) -> Value<'t> {
    match expr {
        Expr::Path(path) | Expr::Copied(_, path) | Expr::AsDeref(path) => look_up(path, names),
        Expr::Method(path, name) => {
            let value = look_up(path, names).text();
            Value::Text(match *name {
                "trim" => value.trim().to_owned(),
                "to_uppercase" => value.to_uppercase(),
                "to_string" => value,
                _ => panic!("there is no method {name}"),
            })
        }
        Expr::Len(path) => Value::Int(look_up(path, names).len() as i64),
        Expr::Modulo(path, by) => Value::Int(look_up(path, names).int().rem_euclid(*by)),
        Expr::UnwrapOr(path, none) => match look_up(path, names) {
            Value::Maybe(None) => text(none),
            value => value,
        },
        Expr::Shout(path) => Value::Text(shout(&look_up(path, names).text())),
        Expr::Literal(literal) => text(literal),
        Expr::Choice(condition, yes, no) => text(if cond(condition, &mut names.clone()) {
            yes
        } else {
            no
        }),
        Expr::Format(pieces) => {
            let piece = |(before, value): &(&str, Expr)| {
                format!("{before}{}", self::expr(value, names).text())
            };
            Value::Text(pieces.iter().map(piece).collect())
        }
        Expr::ThenSome(path, then) => {
            maybe(matches!(look_up(path, names), Value::Bool(true)).then_some(*then))
        }
        Expr::Truth(condition) => Value::Bool(cond(condition, &mut names.clone())),
    }
}

/// Whether it holds, and the names that it binds.
fn cond<'t>(condition: &Cond, names: &mut Names<'t>) -> bool {
    match condition {
        Cond::Flag(_, path) => matches!(look_up(path, names), Value::Bool(true)),
        Cond::Empty(path) => look_up(path, names).len() == 0,
        Cond::Modulo(path, by, rest) => look_up(path, names).int().rem_euclid(*by) == *rest,
        Cond::Longer(path, than) => look_up(path, names).len() > *than,
        Cond::IsSome(path) => matches!(look_up(path, names), Value::Maybe(Some(_))),
        Cond::Not(inner) => !cond(inner, names),
        Cond::And(one, other) => cond(one, names) && cond(other, names),
        Cond::Let(name, source) => {
            let first = items(source, names).into_iter().next();
            let bound = first.map(|values| names.push((name.clone(), values[0].clone())));
            bound.is_some()
        }
    }
}

/// What a loop goes through: for each turn a value for each name.
fn items<'t>(source: &Source, names: &Names<'t>) -> Vec<Vec<Value<'t>>> {
    let list = |path: &str| look_up(path, names).list();
    let one = |value: Value<'t>| vec![value];
    match source {
        Source::Path(path) | Source::Iter(path) => list(path).into_iter().map(one).collect(),
        Source::First(path) => list(path).into_iter().take(1).map(one).collect(),
        Source::Last(path) | Source::Rev(path) => list(path).into_iter().rev().map(one).collect(),
        Source::Skip(path) => list(path).into_iter().skip(1).map(one).collect(),
        Source::Enumerate(path) => {
            let numbered = (0..).map(Value::Int).zip(list(path));
            numbered
                .map(|(number, value)| vec![number, value])
                .collect()
        }
        Source::Zip(a, b) => list(a)
            .into_iter()
            .zip(list(b))
            .map(|(a, b)| vec![a, b])
            .collect(),
        Source::Range(path) => {
            let end = look_up(path, names).int().rem_euclid(4);
            (0..end).map(Value::Int).map(one).collect()
        }
    }
}

/// Names with some more.
fn with<'t>(names: &Names<'t>, new: &[String], values: Vec<Value<'t>>) -> Names<'t> {
    let mut names = names.clone();
    names.extend(new.iter().cloned().zip(values));
    names
}

impl<'t> Twin<'t> {
    fn nodes(&self, nodes: &'t [Node], names: &Names<'t>, out: &mut String) {
        for (place, node) in nodes.iter().enumerate() {
            within(named(place), || self.node(node, names, out));
        }
    }

    fn node(&self, node: &'t Node, names: &Names<'t>, out: &mut String) {
        match node {
            Node::Text(text) => *out += text,
            Node::Comment(text) => *out += &format!("<!-- {text} -->"),
            Node::Hole(value) => escape(&expr(value, names).text(), out),
            Node::Element(element) => self.element(element, names, out),
            Node::If {
                branches,
                otherwise,
                ..
            } => {
                for (branch, (condition, body)) in branches.iter().enumerate() {
                    let mut names = names.clone();
                    if cond(condition, &mut names) {
                        return within(named(branch), || self.nodes(body, &names, out));
                    }
                }
                self.nodes(otherwise.as_deref().unwrap_or_default(), names, out);
            }
            Node::Match { on, cases } => {
                let value = match on {
                    Matched::Mode(path) | Matched::Maybe(path) => look_up(path, names),
                    Matched::Modulo(path, by) => {
                        Value::Int(look_up(path, names).int().rem_euclid(*by))
                    }
                };
                let mut cases = cases.iter().enumerate();
                let matched = cases
                    .find_map(|(case, (pattern, body))| Some((case, fits(pattern, &value)?, body)));
                let (case, bound, body) = matched.unwrap_or_else(|| panic!("no case matches"));
                let mut names = names.clone();
                names.extend(bound);
                within(named(case), || self.nodes(body, &names, out));
            }
            Node::Let(name, value, rest) => {
                let names = with(names, std::slice::from_ref(name), vec![expr(value, names)]);
                self.nodes(rest, &names, out);
            }
            Node::For {
                names: new,
                items,
                filter,
                key,
                body,
                otherwise,
                ..
            } => {
                let turns: Vec<Names<'t>> = self::items(items, names)
                    .into_iter()
                    .map(|values| with(names, new, values))
                    .filter(|names| {
                        filter
                            .as_ref()
                            .is_none_or(|filter| cond(filter, &mut names.clone()))
                    })
                    .collect();
                for (turn, part) in turns.iter().zip(rows_of(&turns, key.as_deref())) {
                    within(part, || self.nodes(body, turn, out));
                }
                if turns.is_empty() {
                    let otherwise = otherwise.as_deref().unwrap_or_default();
                    within(named("else"), || self.nodes(otherwise, names, out));
                }
            }
            Node::Call(call) => self.call(call, names, out),
            Node::Stream(stream) => self.stream(stream, names, out),
            Node::Counter(id, label, start, inner) => {
                let id = expr(id, names).text();
                // Who is shown already is nothing in another place.
                if !self.shown.borrow_mut().insert(id.clone()) {
                    return;
                }
                let start = start.as_ref().map_or(1, |start| expr(start, names).int());
                let mut title = String::new();
                escape(&expr(label, names).text(), &mut title);
                *out += &format!("<section title=\"{title}\">{start}");
                within(Part::Instance(id), || self.nodes(inner, names, out));
                *out += "</section>";
            }
            Node::Slot(name, handed) => self.slot(look_up(name, names), handed, names, out),
            Node::IfEmpty(name, empty, given) => match look_up(name, names) {
                Value::Maybe(None) => within(named("empty"), || self.nodes(empty, names, out)),
                _ => within(named("given"), || self.nodes(given, names, out)),
            },
        }
    }

    /// The slot's content with the names that its caller gave to what it is handed.
    fn slot(&self, slot: Value<'t>, handed: &Handed, names: &Names<'t>, out: &mut String) {
        let content = match slot {
            Value::Content(content) => content,
            Value::Maybe(Some(content)) => return self.slot(*content, handed, names, out),
            _ => return,
        };
        let int = |path: &str| Value::Int(look_up(path, names).int().rem_euclid(9));
        let values = match handed {
            Handed::Nothing => Vec::new(),
            Handed::Int(path) => vec![int(path)],
            Handed::Row(path) => vec![look_up(path, names)],
            Handed::Pair(row, number) => vec![look_up(row, names), int(number)],
        };
        let names = with(&content.around, content.names, values);
        // Which content it is, of the entries that may be shown here.
        let part = named(format!("{:p}", content.nodes));
        within(part, || self.nodes(content.nodes, &names, out));
    }

    fn stream(&self, stream: &'t Stream, names: &Names<'t>, out: &mut String) {
        *out += "<x-log phx-update=\"stream\"";
        self.attributes(&stream.attributes, names, out);
        self.nodes(&stream.beside, names, out);
        let row = |id: &'t str, item: Value<'t>| {
            let names = with(names, &stream.names, vec![text(id), item]);
            let mut out = format!("<x-row id=\"{id}\"");
            self.attributes(&stream.row, &names, &mut out);
            self.nodes(&stream.body, &names, &mut out);
            out + "</x-row>"
        };
        *out += &match look_up(&stream.stream, names) {
            Value::Log(log) => log.show(|id, item| row(id, Value::Row(item))),
            Value::Tags(tags) => tags.show(|id, item| row(id, Value::Item(item))),
            _ => panic!("{} is no stream", stream.stream),
        };
        *out += "</x-log>";
    }

    fn call(&self, call: &'t Call, names: &Names<'t>, out: &mut String) {
        let component = &self.components[call.component];
        let mut own: Names<'t> = Vec::new();
        for prop in &component.props {
            let given = call.props.iter().find(|(name, _)| name == prop);
            let value = match (given, prop) {
                (Some((_, value)), _) => expr(value, names),
                (None, Prop::Tone) => text("none"),
                (None, Prop::N) => Value::Int(0),
                (None, Prop::On) => Value::Bool(false),
                (None, _) => Value::Maybe(None),
            };
            own.push((prop.name().to_owned(), value.clone()));
            own.push((format!("@{}", prop.name()), value));
        }
        let mut rest = Named::new();
        call.rest
            .iter()
            .for_each(|attribute| set_attribute(attribute, names, &mut rest));
        own.push(("@rest".to_owned(), Value::Attributes(rest)));
        let content = |label, names: &'t [String], nodes, around: &Names<'t>| {
            let around = around.clone();
            Value::Content(Box::new(Content {
                label,
                names,
                nodes,
                around,
            }))
        };
        let given = !call.inner.is_empty();
        let inner = given.then(|| Box::new(content(text(""), &call.names, &call.inner, names)));
        own.push(("@inner_block".to_owned(), Value::Maybe(inner)));
        let mut entries = Vec::new();
        for entry in &call.entries {
            for around in turns(entry, names) {
                entries.push(content(
                    expr(&entry.label, &around),
                    &entry.names,
                    &entry.body,
                    &around,
                ));
            }
        }
        own.push(("@entry".to_owned(), Value::List(entries)));
        self.nodes(&component.body, &own, out);
    }

    fn element(&self, element: &'t Element, names: &Names<'t>, out: &mut String) {
        *out += &format!("<{}", element.tag);
        self.attributes(&element.attributes, names, out);
        match element.tag {
            "br" | "input" => return,
            // The first line feed is dropped.
            "pre" | "textarea" => out.push('\n'),
            _ => {}
        }
        self.nodes(&element.children, names, out);
        *out += &format!("</{}>", element.tag);
    }

    /// Those of a tag, with its end.
    fn attributes(&self, attributes: &[Attribute], names: &Names<'t>, out: &mut String) {
        let mut named = Named::new();
        attributes
            .iter()
            .for_each(|attribute| set_attribute(attribute, names, &mut named));
        for (name, value) in named {
            match value {
                Some(Some(value)) => {
                    *out += &format!(" {name}=\"");
                    escape(&value, out);
                    out.push('"');
                }
                Some(None) => *out += &format!(" {name}"),
                None => {}
            }
        }
        out.push('>');
    }
}

/// The way to each row.
fn rows_of(turns: &[Names<'_>], key: Option<&str>) -> Vec<Part> {
    let Some(key) = key else {
        return (0..turns.len()).map(Part::Index).collect();
    };
    let keys: Vec<String> = turns
        .iter()
        .map(|names| look_up(key, names).text())
        .collect();
    let part = |key: &String| match keys.iter().filter(|other| *other == key).count() {
        1 => named(key),
        _ => Part::Any,
    };
    keys.iter().map(part).collect()
}

/// The names of each turn of an entry.
fn turns<'t>(entry: &Entry, names: &Names<'t>) -> Vec<Names<'t>> {
    let all = match &entry.each {
        None => vec![names.clone()],
        Some((name, path)) => {
            let items = look_up(path, names).list().into_iter();
            items
                .map(|item| with(names, std::slice::from_ref(name), vec![item]))
                .collect()
        }
    };
    let shown = |names: &Names<'t>| match &entry.condition {
        Some(condition) => cond(condition, &mut names.clone()),
        None => true,
    };
    all.into_iter().filter(shown).collect()
}

/// The names that the pattern binds, if it fits.
fn fits<'t>(pattern: &Pattern, value: &Value<'t>) -> Option<Names<'t>> {
    match (pattern, value) {
        (Pattern::Idle, Value::Mode(Mode::Idle))
        | (Pattern::None, Value::Maybe(None))
        | (Pattern::Rest, _) => Some(Vec::new()),
        (Pattern::Busy(name, least), Value::Mode(Mode::Busy(n)))
            if least.is_none_or(|least| *n >= least) =>
        {
            Some(vec![(name.clone(), Value::Int(*n))])
        }
        (Pattern::Named(name), Value::Mode(Mode::Named(named))) => {
            Some(vec![(name.clone(), text(named))])
        }
        (Pattern::Some(name), Value::Maybe(Some(value))) => {
            Some(vec![(name.clone(), (**value).clone())])
        }
        (Pattern::Int(int), Value::Int(value)) if int == value => Some(Vec::new()),
        _ => None,
    }
}

/// The last to name an attribute decides it; parts of a style are joined.
fn set_attribute(attribute: &Attribute, names: &Names<'_>, named: &mut Named) {
    let mut put = |name: &str, value: Option<Option<String>>| {
        named.retain(|(known, _)| known != name);
        named.push((name.to_owned(), value));
    };
    match attribute {
        Attribute::Static(name, value) => put(name, Some(Some((*value).to_owned()))),
        Attribute::Bare(name) => put(name, Some(None)),
        Attribute::Dynamic(name, value) => put(name, expr(value, names).attribute()),
        Attribute::Classes(classes) => put("class", Some(Some(class_list(classes, names)))),
        Attribute::Style(name, value) => {
            let known = named.iter().find(|(known, _)| known == "style");
            let before = known
                .and_then(|(_, value)| value.clone().flatten())
                .map(|text| text.trim_end_matches(';').to_owned() + ";");
            let value = expr(value, names).text();
            let style = format!("{}{name}:{value}px;", before.unwrap_or_default());
            named.retain(|(known, _)| known != "style");
            named.push(("style".to_owned(), Some(Some(style))));
        }
        Attribute::Spread(path) => match look_up(path, names) {
            Value::Attributes(all) => all.into_iter().for_each(|(name, value)| put(&name, value)),
            _ => panic!("{path} is no set of attributes"),
        },
        Attribute::Data(pairs) => {
            for (key, value) in pairs {
                put(&format!("data-{key}"), expr(value, names).attribute());
            }
        }
    }
}

/// The words alone: how many blanks stand between them says nothing.
fn class_list(classes: &[Class], names: &Names<'_>) -> String {
    let name = |class: &Class| match class {
        Class::Name(name) => (*name).to_owned(),
        Class::If(name, condition) if cond(condition, &mut names.clone()) => (*name).to_owned(),
        Class::If(..) => String::new(),
        Class::Maybe(value) => expr(value, names).text(),
    };
    let all: Vec<String> = classes.iter().map(name).collect();
    let words: Vec<&str> = all
        .iter()
        .flat_map(|name| name.split_ascii_whitespace())
        .collect();
    words.join(" ")
}

fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match char {
            '&' => *out += "&amp;",
            '<' => *out += "&lt;",
            '"' => *out += "&quot;",
            '\r' => *out += "&#13;",
            char => out.push(char),
        }
    }
}
