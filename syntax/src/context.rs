//! What an attribute of an element is, and where in an address its holes stand.
//!
//! `check` and `lower` ask here, so that what is reported and what is written are of one mind.

use crate::format_args::Piece;
use crate::ir::Type;
use crate::literal;
use crate::references::{self, Place};
use crate::tree::{Element, Kind, Value};
use slotwise_html::Namespace;
use slotwise_html::attributes::{AttributeContext, attribute_context, is_name_for_data};
use slotwise_html::url::{Part, Position, Unsound};

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
        AttributeContext::Animation
            if !attribute.eq_ignore_ascii_case("attributename")
                && fixed("attributename").is_some_and(is_harmless_target) =>
        {
            AttributeContext::Plain
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

/// Whether an animation of this attribute may have any values.
fn is_harmless_target(name: String) -> bool {
    is_name_for_data(&name) && attribute_context("", &name) == AttributeContext::Plain
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

/// The type that a value has to have which is the whole of such an attribute.
pub(crate) fn type_of(context: AttributeContext) -> Option<Type> {
    match context {
        AttributeContext::Resource => Some(Type::ResourceUrl),
        AttributeContext::Nonce => Some(Type::Nonce),
        AttributeContext::Command => Some(Type::Command),
        AttributeContext::Hook => Some(Type::Hook),
        AttributeContext::Target => Some(Type::Target),
        _ => None,
    }
}

/// The beginning of a value that holds addresses.
pub(crate) fn addresses(context: AttributeContext) -> Option<Position> {
    match context {
        AttributeContext::Url | AttributeContext::Resource => Some(Position::address()),
        AttributeContext::UrlList => Some(Position::list()),
        _ => None,
    }
}

/// The parts of the address in which the arguments stand, in order; and the first thing that is wrong.
pub(crate) fn parts(mut position: Position, pieces: &[Piece]) -> (Vec<Part>, Option<Unsound>) {
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
                    // Nothing is left of a value there that could mean something.
                    parts.push(Part::Component);
                    Some(why)
                }
            },
        };
        fault = fault.or(unsound);
    }
    (parts, fault)
}
