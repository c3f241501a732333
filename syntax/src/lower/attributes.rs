//! Attributes of elements.
//!
//! ```text
//! <p class="a" style:x={b} {..c} id="d">
//!   class   Replaceable { "a", later: [c] }
//!   style   Replaceable { [Declaration(x, b)], later: [c] }
//!   c       Spread { c, without: ["id"], later: [] }
//!   id      as written
//! ```

use super::{Lower, line_feeds, without_nul};
use crate::context;
use crate::format_args::{self, Formatted, Piece};
use crate::ir::{
    AttributeValue, Code, Context, Declaration, Dynamic, Part, Replaceable, Set, Spread, Type,
};
use crate::references::{self, Place};
use crate::tree::{self, Attribute, Element, Value, goes_out};
use crate::{literal, scan};
use slotwise_html::attributes::{self, AttributeContext, attribute_context};
use slotwise_html::{Namespace, escape_attribute, style, url};

/// What is written in a tag, special attributes aside.
enum Item<'t> {
    Named(String, &'t Value, AttributeContext),
    /// All that makes up the style of an element with `style:property`.
    Style(Vec<Part>),
    Set(Set),
}

impl Item<'_> {
    /// The name that it decides, if it is one.
    fn name(&self) -> Option<&str> {
        match self {
            Item::Named(name, ..) => Some(name),
            Item::Style(_) => Some("style"),
            Item::Set(_) => None,
        }
    }
}

impl Set {
    /// Whether an attribute of this name may be in it.
    fn may_hold(&self, name: &str) -> bool {
        match self {
            Set::Attrs(_) => true,
            Set::Prefixed(prefix, _) => name.starts_with(prefix),
        }
    }

    /// Whether both may have attributes of one name.
    fn may_meet(&self, other: &Set) -> bool {
        match (self, other) {
            (Set::Prefixed(prefix, _), Set::Prefixed(other, _)) => prefix == other,
            _ => true,
        }
    }
}

/// Whether a set may decide an attribute of this name. No set has what only a template may say, text or
/// markup; so a client knows beforehand where it must leave the page alone.
fn is_replaceable(name: &str) -> bool {
    !attribute_context("", name).is_never_in_sets()
}

impl Lower<'_> {
    pub(super) fn attributes(&mut self, element: &Element, namespace: Namespace) {
        let items = self.items(element, namespace);
        for (at, item) in items.iter().enumerate() {
            let after = &items[at + 1..];
            let later = |may: &dyn Fn(&Set) -> bool| -> Vec<Set> {
                let sets = after.iter().filter_map(|item| match item {
                    Item::Set(set) if may(set) => Some(set.clone()),
                    _ => None,
                });
                sets.collect()
            };
            let name = match item {
                Item::Set(set) => {
                    let fixed = items[..at]
                        .iter()
                        .filter(|item| item.name().is_some_and(|name| !is_replaceable(name)));
                    let names = after.iter().chain(fixed).filter_map(Item::name);
                    let without = names.filter(|name| set.may_hold(name));
                    self.spread(Spread {
                        set: set.clone(),
                        without: without.map(str::to_owned).collect(),
                        later: later(&|other| other.may_meet(set)),
                    });
                    continue;
                }
                Item::Named(name, ..) => name,
                Item::Style(_) => "style",
            };
            let later = later(&|set| is_replaceable(name) && set.may_hold(name));
            match item {
                item if !later.is_empty() => self.replaceable(name, item, later),
                Item::Named(name, value, context) => self.attribute(name, value, *context),
                Item::Style(parts) => self.parts(name, parts.clone()),
                Item::Set(_) => {}
            }
        }
    }

    fn items<'e>(&self, element: &'e Element, namespace: Namespace) -> Vec<Item<'e>> {
        let rules = namespace != Namespace::Nodes;
        let is_part = |name: &str| rules && name.starts_with("style:");
        let styled = element.named().any(|(name, _)| is_part(&name.text));
        let mut style = Vec::new();
        let mut items = Vec::new();
        for attribute in &element.attributes {
            let (name, value) = match attribute {
                Attribute::Spread(code) if !code.text.is_empty() => {
                    items.push(Item::Set(Set::Attrs(code.clone())));
                    continue;
                }
                Attribute::Named(name, value) if goes_out(name) => (name, value),
                _ => continue,
            };
            let parsed = attributes::parsed_name(&name.text, namespace);
            if is_part(&name.text) || styled && parsed == "style" {
                self.style(name.text.strip_prefix("style:"), value, &mut style);
                // It stands where its last part is written, so that this part decides.
                items.retain(|item| !matches!(item, Item::Style(_)));
                items.push(Item::Style(style.clone()));
            } else if rules && let Some(set) = map(&element.name.text, &parsed, value) {
                items.push(Item::Set(set));
            } else if !matches!(value, Value::Broken) {
                let context = context::of(self.text, element, &parsed);
                items.push(Item::Named(parsed, value, context));
            }
        }
        items
    }

    /// Adds the parts of `style=..` or of one property.
    fn style(&self, property: Option<&str>, value: &Value, style: &mut Vec<Part>) {
        let literal = match value {
            Value::Text(span) => Some(self.decoded(*span)),
            Value::Hole(code) => literal::value(&code.text),
            Value::Bare | Value::Broken => return,
        };
        match (property, literal, value) {
            (Some(property), Some(text), _) => {
                style.push(Part::Static(format!("{property}:{text};")));
            }
            (None, Some(text), _) => {
                let text = text.trim().trim_end_matches(';');
                if !text.is_empty() {
                    style.push(Part::Static(format!("{text};")));
                }
            }
            (Some(property), None, Value::Hole(value)) => {
                let declaration = Dynamic::Declaration(Declaration {
                    property: property.to_owned(),
                    value: value.clone(),
                });
                style.push(Part::Slot(Context::Value, declaration));
            }
            (None, None, Value::Hole(code)) => {
                let parts = parts("style", AttributeContext::Style, code);
                style.extend(parts.into_iter().flatten());
                style.push(Part::Static(";".to_owned()));
            }
            _ => {}
        }
    }

    fn spread(&mut self, spread: Spread) {
        let slot = self.slot(Context::Spread, Dynamic::Spread(spread));
        self.shape.attribute_slot("..", slot);
    }

    fn replaceable(&mut self, name: &str, item: &Item<'_>, later: Vec<Set>) {
        let plain = Context::Attribute(name.to_owned());
        let (value, context) = match item {
            Item::Style(parts) => (AttributeValue::Parts(parts.clone()), plain),
            Item::Named(_, Value::Text(span), _) => {
                let parts = vec![Part::Static(self.decoded(*span))];
                (AttributeValue::Parts(parts), plain)
            }
            // Parts pass their filters one by one.
            Item::Named(_, Value::Hole(code), context) => match parts(name, *context, code) {
                Some(parts) => (AttributeValue::Parts(parts), plain),
                None => (AttributeValue::Expr(code.clone()), whole(name, *context)),
            },
            _ => (AttributeValue::True, plain),
        };
        let slot = self.slot(context, Dynamic::Replaceable(Replaceable { value, later }));
        self.shape.attribute_slot(name, slot);
    }

    fn decoded(&self, span: crate::ir::Span) -> String {
        let written = line_feeds(&self.text[span.start..span.end]);
        references::decode(&written, Place::Attribute).text
    }

    fn attribute(&mut self, name: &str, value: &Value, context: AttributeContext) {
        match value {
            Value::Broken => {}
            Value::Bare => {
                self.push_name(name);
                self.shape.attribute(name, "");
            }
            Value::Text(span) => {
                let text = self.text;
                let written = &text[span.start..span.end];
                self.push_name(name);
                let quoted = format!("=\"{}\"", written.replace('"', "&quot;"));
                self.out.push_str(&quoted);
                let decoded = self.decoded(*span);
                self.shape.attribute(name, &decoded);
            }
            Value::Hole(code) => match parts(name, context, code) {
                Some(parts) => self.parts(name, parts),
                None => {
                    let context = whole(name, context);
                    let slot = self.slot(context, Dynamic::Expr(code.clone()));
                    self.shape.attribute_slot(name, slot);
                }
            },
        }
    }

    fn push_name(&mut self, name: &str) {
        self.out.push(' ');
        self.out.push_str(name);
    }

    /// An attribute that is always there.
    fn parts(&mut self, name: &str, parts: Vec<Part>) {
        self.push_name(name);
        self.out.push_str("=\"");
        let first_slot = self.slots.len();
        let mut pieces = vec![String::new()];
        for part in parts {
            match part {
                Part::Static(text) => {
                    escape_attribute(&text, &mut self.out);
                    if let Some(piece) = pieces.last_mut() {
                        piece.push_str(&without_nul(&text));
                    }
                }
                Part::Slot(context, dynamic) => {
                    self.slot(context, dynamic);
                    pieces.push(String::new());
                }
            }
        }
        self.out.push('"');
        match &pieces[..] {
            [text] => self.shape.attribute(name, text),
            pieces => self.shape.attribute_pieces(name, pieces, first_slot),
        }
    }
}

/// The context of a slot that is a whole attribute.
fn whole(name: &str, context: AttributeContext) -> Context {
    let name = name.to_owned();
    if let Some(typed) = context::type_of(context) {
        return Context::Typed(name, typed);
    }
    match context {
        AttributeContext::Paint => Context::Style(name, style::Part::Paint),
        AttributeContext::Url => Context::Url(name, url::Part::Start),
        AttributeContext::UrlList => Context::Url(name, url::Part::List),
        // `check` refuses a script and what only text decides.
        _ => Context::Attribute(name),
    }
}

/// Likewise of a slot that is all that stands between the quotes.
fn whole_value(name: &str, context: AttributeContext) -> Context {
    match whole(name, context) {
        Context::Url(_, part) => Context::UrlValue(part),
        Context::Style(_, part) => Context::StyleValue(part),
        Context::Typed(_, typed) => Context::TypedValue(typed),
        _ if context == AttributeContext::Style => Context::TypedValue(Type::Css),
        _ => Context::Value,
    }
}

/// The parts of a value that is always there; `None` if the value decides whether it is.
fn parts(name: &str, context: AttributeContext, code: &Code) -> Option<Vec<Part>> {
    if let Some(text) = literal::value(&code.text) {
        return Some(vec![Part::Static(text)]);
    }
    let whole = || {
        let context = whole_value(name, context);
        Some(vec![Part::Slot(context, Dynamic::Expr(code.clone()))])
    };
    match format_args::formatted(code) {
        Formatted::Pieces(pieces) => return Some(formatted(context, pieces)),
        Formatted::Whole => return whole(),
        Formatted::No => {}
    }
    match name {
        "class" => class_list(code).or_else(whole),
        "style" => whole(),
        _ => None,
    }
}

/// `data={map}` and `aria={map}`, but for the address that an `<object>` shows.
fn map(element: &str, name: &str, value: &Value) -> Option<Set> {
    let Value::Hole(code) = value else {
        return None;
    };
    let prefix = match name {
        "data" if !element.eq_ignore_ascii_case("object") => "data-",
        "aria" => "aria-",
        _ => return None,
    };
    let is_map = literal::value(&code.text).is_none();
    is_map.then(|| Set::Prefixed(prefix, code.clone()))
}

/// The pieces of a `format!`, each argument in its context.
fn formatted(context: AttributeContext, pieces: Vec<Piece>) -> Vec<Part> {
    let parts = context::position(context).map(|position| context::parts(position, &pieces).0);
    let mut parts = parts.unwrap_or_default().into_iter();
    let part = |piece| match piece {
        Piece::Static(text) => Part::Static(text),
        Piece::Argument(code) => {
            let context = parts.next().unwrap_or(Context::Value);
            Part::Slot(context, Dynamic::Format(code))
        }
    };
    pieces.into_iter().map(part).collect()
}

/// The parts of `[a, b, ..]`: leading literals, each followed by a blank, then one slot.
fn class_list(code: &Code) -> Option<Vec<Part>> {
    let brackets = code.text.strip_prefix('[')?;
    let inside = scan::inside_brackets(&code.text)?;
    let items = scan::split_list(&brackets[..inside.len()])?;
    let item = |range: &std::ops::Range<usize>| tree::part(code, range.start + 1, range.end + 1);
    let items: Vec<Code> = items.iter().map(item).collect();
    let literals: Vec<String> = items
        .iter()
        .map_while(|item| literal::value(&item.text))
        .collect();
    let dynamic = items[literals.len()..].to_vec();
    if dynamic.is_empty() {
        return Some(vec![Part::Static(literals.join(" "))]);
    }
    let leading = literals
        .iter()
        .map(|literal| format!("{literal} "))
        .collect();
    Some(vec![
        Part::Static(leading),
        Part::Slot(Context::Value, Dynamic::Classes(dynamic)),
    ])
}
