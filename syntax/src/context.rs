//! What an attribute of an element is, and where in an address or a style its holes stand.
//!
//! `parse`, `check` and `lower` ask here, so that what is reported and what is written are of one mind.

use crate::format_args::Piece;
use crate::ir::{Context, Type};
use crate::literal;
use crate::references::{self, Place};
use crate::tree::{Element, Kind, Value};
use slotwise_html::Namespace;
use slotwise_html::attributes::{AttributeContext, attribute_context, is_name_for_data};
use slotwise_html::{style, url};

/// What a stylesheet, a script or a preload of one is not: such a link gives nothing rights.
const HARMLESS_LINKS: [&str; 12] = [
    "alternate",
    "apple-touch-icon",
    "author",
    "bookmark",
    "canonical",
    "help",
    "icon",
    "license",
    "me",
    "next",
    "prev",
    "search",
];

/// The context of an attribute of this name; `text` is that of the template.
pub(crate) fn of(text: &str, element: &Element, attribute: &str) -> AttributeContext {
    if element.kind == Kind::Html(Namespace::Nodes) {
        return AttributeContext::Plain;
    }
    let tag = element.name.text.to_ascii_lowercase();
    let fixed = |name: &str| fixed(text, element, name);
    let context = attribute_context(&tag, attribute);
    match context {
        AttributeContext::Resource
            if tag == "link" && fixed("rel").is_some_and(is_harmless_link) =>
        {
            AttributeContext::Url
        }
        AttributeContext::Animation => {
            let target = fixed("attributename").filter(|name| is_name_for_data(name));
            target.map_or(context, |name| animated(attribute, &name))
        }
        AttributeContext::Plain
            if tag == "meta"
                && attribute.eq_ignore_ascii_case("content")
                && has(element, "http-equiv")
                && fixed("http-equiv")
                    .is_none_or(|name| name.trim().eq_ignore_ascii_case("refresh")) =>
        {
            AttributeContext::Fixed
        }
        context => context,
    }
}

fn is_harmless_link(rel: String) -> bool {
    let harmless = |name: &str| {
        HARMLESS_LINKS
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
    };
    !rel.trim().is_empty() && rel.split_ascii_whitespace().all(harmless)
}

/// What an attribute of an animation is that writes into the attribute `target`. `values` are several.
fn animated(attribute: &str, target: &str) -> AttributeContext {
    let is = |name: &str| attribute.eq_ignore_ascii_case(name);
    match attribute_context("", target) {
        AttributeContext::Plain if !is("attributename") => AttributeContext::Plain,
        AttributeContext::Paint if is("to") || is("from") || is("by") => AttributeContext::Paint,
        _ => AttributeContext::Animation,
    }
}

fn has(element: &Element, attribute: &str) -> bool {
    element
        .named()
        .any(|(name, _)| name.text.eq_ignore_ascii_case(attribute))
}

/// The value of an attribute if it is text.
fn fixed(text: &str, element: &Element, attribute: &str) -> Option<String> {
    let (_, value) = element
        .named()
        .find(|(name, _)| name.text.eq_ignore_ascii_case(attribute))?;
    match value {
        Value::Text(span) => {
            Some(references::decode(&text[span.start..span.end], Place::Attribute).text)
        }
        Value::Hole(code) => literal::value(&code.text),
        Value::Bare | Value::Broken => None,
    }
}

/// Whether `element` is a script that a browser does not run, but keeps as JSON.
pub(crate) fn is_data(text: &str, element: &Element) -> bool {
    let is_json = |value: String| {
        let value = value.trim();
        ["application/json", "application/ld+json"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(value))
    };
    element.kind == Kind::Html(Namespace::Html)
        && element.name.text.eq_ignore_ascii_case("script")
        && fixed(text, element, "type").is_some_and(is_json)
}

/// Where in a value the next hole stands.
pub(crate) enum Position {
    Address(url::Position),
    Style(style::Position),
}

/// Why a hole, or a text behind one, is not sound where it stands.
#[derive(Clone, Copy)]
pub(crate) enum Unsound {
    Address(url::Unsound),
    Style(style::Unsound),
}

impl Position {
    fn text(&mut self, text: &str) -> Result<(), Unsound> {
        match self {
            Position::Address(position) => position.text(text).map_err(Unsound::Address),
            Position::Style(position) => position.text(text).map_err(Unsound::Style),
        }
    }

    fn hole(&mut self) -> Result<Context, Unsound> {
        match self {
            Position::Address(position) => {
                let part = position.hole().map_err(Unsound::Address)?;
                Ok(Context::UrlValue(part))
            }
            Position::Style(position) => {
                let part = position.hole().map_err(Unsound::Style)?;
                Ok(Context::StyleValue(part))
            }
        }
    }

    fn end(&self) -> Result<(), Unsound> {
        match self {
            Position::Address(position) => position.end().map_err(Unsound::Address),
            Position::Style(_) => Ok(()),
        }
    }

    /// What nothing is left of that could mean something.
    fn harmless(&self) -> Context {
        match self {
            Position::Address(_) => Context::UrlValue(url::Part::Component),
            Position::Style(_) => Context::StyleValue(style::Part::Piece),
        }
    }
}

/// The type that a value has to have which is the whole of such an attribute.
pub(crate) fn type_of(context: AttributeContext) -> Option<Type> {
    match context {
        AttributeContext::Resource => Some(Type::ResourceUrl),
        AttributeContext::Nonce => Some(Type::Nonce),
        AttributeContext::Fixed => Some(Type::Constant),
        AttributeContext::Document => Some(Type::Html),
        AttributeContext::Command => Some(Type::Command),
        AttributeContext::Hook => Some(Type::Hook),
        AttributeContext::Target => Some(Type::Target),
        _ => None,
    }
}

/// The beginning of a value in whose parts different things may stand.
pub(crate) fn position(context: AttributeContext) -> Option<Position> {
    match context {
        AttributeContext::Url | AttributeContext::Resource => {
            Some(Position::Address(url::Position::address()))
        }
        AttributeContext::UrlList => Some(Position::Address(url::Position::list())),
        AttributeContext::Style => Some(Position::Style(style::Position::declarations())),
        AttributeContext::Paint => Some(Position::Style(style::Position::value())),
        _ => None,
    }
}

/// The contexts of the arguments, in order; and the first thing that is wrong.
pub(crate) fn parts(mut position: Position, pieces: &[Piece]) -> (Vec<Context>, Option<Unsound>) {
    let (mut parts, mut fault) = (Vec::new(), None);
    for piece in pieces {
        let unsound = match piece {
            Piece::Static(text) => position.text(text).err(),
            Piece::Argument(_) => match position.hole() {
                Ok(part) => {
                    parts.push(part);
                    None
                }
                Err(why) => {
                    parts.push(position.harmless());
                    Some(why)
                }
            },
        };
        fault = fault.or(unsound);
    }
    (parts, fault.or(position.end().err()))
}
