//! What an attribute of an element is, and where in an address its holes stand.
//!
//! `check` and `lower` ask here, so that what is reported and what is written are of one mind.

use crate::format_args::Piece;
use crate::tree::{Element, Kind};
use slotwise_html::Namespace;
use slotwise_html::attributes::{AttributeContext, attribute_context};
use slotwise_html::url::{Part, Position, Unsound};

/// The context of an attribute of this name.
pub(crate) fn of(element: &Element, attribute: &str) -> AttributeContext {
    match element.kind {
        Kind::Html(Namespace::Nodes) => AttributeContext::Plain,
        _ => attribute_context(&element.name.text, attribute),
    }
}

/// The beginning of a value that holds addresses.
pub(crate) fn addresses(context: AttributeContext) -> Option<Position> {
    match context {
        AttributeContext::Url => Some(Position::address()),
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
