//! A template as Rust source.
//!
//! ```text
//! Node::If { branches: [(Flag("@flag"), [Text("a")])], .. }   h! { {#if @flag}a{/if} }
//! ```

use crate::tree::{
    Argument, Attribute, Call, Class, Component, Cond, Element, Entry, Expr, Handed, Matched, Node,
    Pattern, Prop, Source, Stream, Template,
};
use std::fmt::Write;

/// A module with a function `show` that shows the template to whom it is given.
pub fn module(template: &Template) -> String {
    let mut out = String::from(
        "use slotwise::{Attrs, Slot, Slots, Stream, Tracked, View, component, h};\n\
         use slotwise_soundness::state::{Counter, Mode, Page, Row, shout};\n\n",
    );
    for (number, component) in template.components.iter().enumerate() {
        out += &self::component(number, component);
    }
    let body = nodes(&template.body);
    let body = match template.string {
        true => format!("h!(r##\"{body}\"##)"),
        false => format!("h! {{ {body} }}"),
    };
    out + &format!(
        "trait Shown {{ fn shown(&self, show: &mut dyn FnMut(&dyn View)); }}\n\n\
         impl Shown for Page {{\n    fn shown(&self, show: &mut dyn FnMut(&dyn View)) {{\n        \
         let (local_text, local_num) = (&self.text, self.plain_num);\n        \
         show(&{body})\n    }}\n}}\n\n\
         pub fn show(page: &Page, show: &mut dyn FnMut(&dyn View)) {{\n    page.shown(show)\n}}\n"
    )
}

fn component(number: usize, component: &Component) -> String {
    let mut parameters: Vec<String> = component
        .props
        .iter()
        .map(|prop| parameter(*prop))
        .collect();
    if component.rest {
        parameters.push("#[prop(rest)] rest: Attrs".to_owned());
    }
    if let Some(argument) = component.inner {
        parameters.push(format!("inner_block: Slot{}", handed_type(argument)));
    }
    if let Some(argument) = component.entries {
        let fields = handed_type(argument);
        parameters.push(format!("#[slot(label: &str)] entry: Slots{fields}"));
    }
    let parameters = parameters.join(", ");
    let body = nodes(&component.body);
    format!("#[component]\nfn c{number}({parameters}) -> impl View {{\n    h! {{ {body} }}\n}}\n\n")
}

fn parameter(prop: Prop) -> String {
    let (before, type_of) = match prop {
        Prop::Text => ("", "&str"),
        Prop::Tone => ("#[prop(default = \"none\")] ", "&str"),
        Prop::Owned => ("#[prop(into)] ", "String"),
        Prop::N => ("#[prop(default)] ", "i64"),
        Prop::On => ("#[prop(default)] ", "bool"),
        Prop::Maybe => ("#[prop(default)] ", "Option<&str>"),
        Prop::Rows => ("", "&[Tracked<Row>]"),
        Prop::Log => ("", "&Stream<Row>"),
    };
    format!("{before}{}: {type_of}", prop.name())
}

impl Prop {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Prop::Text => "text",
            Prop::Tone => "tone",
            Prop::Owned => "owned",
            Prop::N => "n",
            Prop::On => "on",
            Prop::Maybe => "maybe",
            Prop::Rows => "rows",
            Prop::Log => "log",
        }
    }
}

fn handed_type(argument: Argument) -> &'static str {
    match argument {
        Argument::Nothing => "",
        Argument::Int => "<i64>",
        Argument::Row => "<Tracked<Row>>",
        Argument::Pair => "<(&Tracked<Row>, i64)>",
    }
}

fn nodes(all: &[Node]) -> String {
    all.iter().map(|node| self::node(node, "")).collect()
}

/// A node; `control` stands in its tag.
fn node(node: &Node, control: &str) -> String {
    match node {
        Node::Text(text) => (*text).to_owned(),
        Node::Comment(text) => format!("<!-- {text} -->"),
        Node::Hole(expr) => format!("{{{}}}", self::expr(expr)),
        Node::Element(element) => self::element(element, control),
        Node::If {
            branches,
            otherwise,
            tags,
        } => match tags {
            true => if_tags(branches, otherwise.as_deref()),
            false => if_block(branches, otherwise.as_deref()),
        },
        Node::Match { on, cases } => {
            let on = match on {
                Matched::Mode(path) | Matched::Maybe(path) => path.clone(),
                Matched::Modulo(path, by) => format!("{path}.rem_euclid({by})"),
            };
            let case = |(pattern, body): &(Pattern, Vec<Node>)| {
                format!("{{#case {}}}{}", self::pattern(pattern), nodes(body))
            };
            format!(
                "{{#match {on}}}{}{{/match}}",
                cases.iter().map(case).collect::<String>()
            )
        }
        Node::Let(name, value, rest) => {
            format!("{{#let {name} = {}}}{}", self::expr(value), nodes(rest))
        }
        Node::For { tag: true, .. } => for_tag(node),
        Node::For { .. } => for_block(node),
        Node::Call(call) => self::call(call, control),
        Node::Counter(id, label, start, inner) => {
            let start = start
                .as_ref()
                .map(|start| format!(" start={{{}}}", self::expr(start)));
            let (id, label) = (self::expr(id), self::expr(label));
            let start = start.unwrap_or_default();
            let inner = nodes(inner);
            format!("<.Counter{control} id={{{id}}} label={{{label}}}{start}>{inner}</.Counter>")
        }
        Node::Stream(stream) => self::stream(stream),
        Node::Slot(name, handed) => match handed {
            Handed::Nothing => format!("{{{name}}}"),
            Handed::Int(path) => format!("{{{name}({})}}", by_value(path)),
            Handed::Row(path) => format!("{{{name}({path})}}"),
            Handed::Pair(row, int) => format!("{{{name}({row}, {})}}", by_value(int)),
        },
        Node::IfEmpty(name, empty, given) => format!(
            "{{#if {name}.is_empty()}}{}{{#else}}{}{{/if}}",
            nodes(empty),
            nodes(given)
        ),
    }
}

/// A number of whatever type, as an `i64`.
fn by_value(path: &str) -> String {
    format!("{path}.rem_euclid(9) as i64")
}

fn if_tags(branches: &[(Cond, Vec<Node>)], otherwise: Option<&[Node]>) -> String {
    let mut out = String::new();
    for (number, (cond, body)) in branches.iter().enumerate() {
        let keyword = if number == 0 { ":if" } else { ":else-if" };
        let control = format!(" {keyword}={{{}}}", self::cond(cond, false));
        out += &node(&body[0], &control);
    }
    out + &otherwise
        .map(|body| node(&body[0], " :else"))
        .unwrap_or_default()
}

fn if_block(branches: &[(Cond, Vec<Node>)], otherwise: Option<&[Node]>) -> String {
    let mut out = String::new();
    for (number, (cond, body)) in branches.iter().enumerate() {
        let keyword = if number == 0 { "#if" } else { "#else if" };
        let _ = write!(
            out,
            "{{{keyword} {}}}{}",
            self::cond(cond, false),
            nodes(body)
        );
    }
    if let Some(body) = otherwise {
        out += &format!("{{#else}}{}", nodes(body));
    }
    out + "{/if}"
}

fn names(all: &[String]) -> String {
    match all {
        [one] => one.clone(),
        all => format!("({})", all.join(", ")),
    }
}

fn for_tag(node: &Node) -> String {
    let Node::For {
        names,
        items,
        filter,
        key,
        body,
        ..
    } = node
    else {
        unreachable!("it is called for these alone");
    };
    let mut control = format!(" :for={{{} in {}}}", self::names(names), source(items));
    if let Some(filter) = filter {
        control += &format!(" :if={{{}}}", cond(filter, false));
    }
    if let Some(key) = key {
        control += &format!(" :key={{{key}}}");
    }
    self::node(&body[0], &control)
}

fn for_block(node: &Node) -> String {
    let Node::For {
        names,
        items,
        key,
        body,
        otherwise,
        ..
    } = node
    else {
        unreachable!("it is called for these alone");
    };
    let key = key
        .as_ref()
        .map(|key| format!("; {key}"))
        .unwrap_or_default();
    let otherwise = otherwise
        .as_ref()
        .map(|body| format!("{{#else}}{}", nodes(body)));
    format!(
        "{{#for {} in {}{key}}}{}{}{{/for}}",
        self::names(names),
        source(items),
        nodes(body),
        otherwise.unwrap_or_default()
    )
}

fn element(element: &Element, control: &str) -> String {
    let attributes = attributes(&element.attributes);
    let tag = element.tag;
    match tag {
        "br" | "input" => format!("<{tag}{control}{attributes}>"),
        _ => format!(
            "<{tag}{control}{attributes}>{}</{tag}>",
            nodes(&element.children)
        ),
    }
}

fn stream(stream: &Stream) -> String {
    let [id, item] = &stream.names;
    format!(
        "<x-log phx-update=\"stream\"{}>{}<x-row :for={{({id}, {item}) in {}}} id={{{id}}}{}>{}</x-row></x-log>",
        attributes(&stream.attributes),
        nodes(&stream.beside),
        stream.stream,
        attributes(&stream.row),
        nodes(&stream.body)
    )
}

fn attributes(all: &[Attribute]) -> String {
    let text = |attribute: &Attribute| match attribute {
        Attribute::Static(name, value) => format!(" {name}=\"{value}\""),
        Attribute::Bare(name) => format!(" {name}"),
        Attribute::Dynamic(name, value) => format!(" {name}={{{}}}", expr(value)),
        Attribute::Classes(classes) => {
            let classes: Vec<String> = classes.iter().map(class).collect();
            format!(" class={{[{}]}}", classes.join(", "))
        }
        Attribute::Style(name, value) => {
            format!(" style:{name}={{format!(\"{{}}px\", {})}}", expr(value))
        }
        Attribute::Spread(path) => format!(" {{..{path}}}"),
        Attribute::Data(pairs) => {
            let pair = |(key, value): &(&str, Expr)| format!("({key:?}, {})", expr(value));
            let pairs: Vec<String> = pairs.iter().map(pair).collect();
            format!(" data={{[{}]}}", pairs.join(", "))
        }
    };
    all.iter().map(text).collect()
}

fn class(class: &Class) -> String {
    match class {
        Class::Name(name) => format!("{name:?}"),
        Class::If(name, cond) => format!("({name:?}, {})", self::cond(cond, true)),
        Class::Maybe(value) => expr(value),
    }
}

fn call(call: &Call, control: &str) -> String {
    let prop = |(prop, value): &(Prop, Expr)| match (prop, value) {
        (Prop::On, Expr::Truth(Cond::Not(_))) => format!(" on={{{}}}", expr(value)),
        (prop, Expr::Literal(text)) => format!(" {}={text:?}", prop.name()),
        (prop, value) => format!(" {}={{{}}}", prop.name(), expr(value)),
    };
    let props: String = call.props.iter().map(prop).collect();
    let names = bound(&call.names);
    let entries: String = call.entries.iter().map(entry).collect();
    format!(
        "<.c{0}{control}{props}{1}{names}>{entries}{2}</.c{0}>",
        call.component,
        attributes(&call.rest),
        nodes(&call.inner)
    )
}

fn bound(names: &[String]) -> String {
    match names {
        [] => String::new(),
        names => format!(" :let={{{}}}", self::names(names)),
    }
}

fn entry(entry: &Entry) -> String {
    let each = entry
        .each
        .as_ref()
        .map(|(name, path)| format!(" :for={{{name} in {path}}}"));
    let condition = entry
        .condition
        .as_ref()
        .map(|cond| format!(" :if={{{}}}", self::cond(cond, false)));
    format!(
        "<:entry{}{} label={{{}}}{}>{}</:entry>",
        each.unwrap_or_default(),
        condition.unwrap_or_default(),
        expr(&entry.label),
        bound(&entry.names),
        nodes(&entry.body)
    )
}

fn pattern(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Idle => "Mode::Idle".to_owned(),
        Pattern::Busy(name, None) => format!("Mode::Busy({name})"),
        Pattern::Busy(name, Some(least)) => format!("Mode::Busy({name}) if *{name} >= {least}"),
        Pattern::Named(name) => format!("Mode::Named({name})"),
        Pattern::Int(int) => int.to_string(),
        Pattern::Some(name) => format!("Some({name})"),
        Pattern::None => "None".to_owned(),
        Pattern::Rest => "_".to_owned(),
    }
}

fn expr(expr: &Expr) -> String {
    match expr {
        Expr::Path(path) => path.clone(),
        Expr::Copied(stars, path) => "*".repeat(*stars) + path,
        Expr::Method(path, name) => format!("{path}.{name}()"),
        Expr::Len(path) => format!("{path}.len()"),
        Expr::Modulo(path, by) => format!("{path}.rem_euclid({by}) as i64"),
        Expr::UnwrapOr(path, text) => format!("{path}.as_deref().unwrap_or({text:?})"),
        Expr::AsDeref(path) => format!("{path}.as_deref()"),
        Expr::Shout(path) => format!("shout(&{path})"),
        Expr::Literal(text) => format!("{text:?}"),
        Expr::Choice(cond, yes, no) => {
            format!(
                "if {} {{ {yes:?} }} else {{ {no:?} }}",
                self::cond(cond, true)
            )
        }
        Expr::Format(pieces) => {
            let format: String = pieces
                .iter()
                .map(|(text, _)| format!("{text}{{}}"))
                .collect();
            let values: Vec<String> = pieces.iter().map(|(_, value)| self::expr(value)).collect();
            format!("format!({format:?}, {})", values.join(", "))
        }
        Expr::ThenSome(path, text) => format!("{path}.then_some({text:?})"),
        Expr::Truth(cond) => self::cond(cond, true),
    }
}

/// A condition; a `plain` one has to be a `bool` to Rust.
fn cond(cond: &Cond, plain: bool) -> String {
    match cond {
        Cond::Flag(stars, path) if plain => "*".repeat(*stars) + path,
        Cond::Flag(_, path) => path.clone(),
        Cond::Empty(path) => format!("{path}.is_empty()"),
        Cond::Modulo(path, by, rest) => format!("{path}.rem_euclid({by}) == {rest}"),
        Cond::Longer(path, than) => format!("{path}.len() > {than}"),
        Cond::IsSome(path) => format!("{path}.is_some()"),
        Cond::Not(inner) => format!("!({})", self::cond(inner, true)),
        Cond::And(one, other) => {
            format!("{} && {}", self::cond(one, true), self::cond(other, true))
        }
        Cond::Let(name, source) => format!("let Some({name}) = {}", self::source(source)),
    }
}

fn source(source: &Source) -> String {
    match source {
        Source::Path(path) => path.clone(),
        Source::Iter(path) => format!("{path}.iter()"),
        Source::First(path) => format!("{path}.first()"),
        Source::Last(path) => format!("{path}.last()"),
        Source::Rev(path) => format!("{path}.iter().rev()"),
        Source::Skip(path) => format!("{path}.iter().skip(1)"),
        Source::Enumerate(path) => format!("{path}.iter().enumerate()"),
        Source::Zip(one, other) => format!("{one}.iter().zip({other}.iter())"),
        Source::Range(path) => format!("0..{path}.rem_euclid(4)"),
    }
}
