//! What nodes of the tree are to the content model.
//!
//! Takes nodes, gives kinds. `check` and `lower` both ask here, so that they agree; what may stand
//! where is for `slotwise_html::content`.

use crate::chain::is_html_blank;
use crate::format_args::{self, Formatted, Piece};
use crate::ir::{Code, Span};
use crate::literal;
use crate::references::{self, Place};
use crate::tree::{Attribute, Element};
use slotwise_html::Namespace;
use slotwise_html::content::{Kind, kind};
use slotwise_html::elements::parsed_name;

/// The kind of an element of a markup language.
pub(crate) fn element(element: &Element, namespace: Namespace) -> Kind {
    let name = parsed_name(&element.name.text, namespace);
    match &*name {
        // "In foreign content": with these it is HTML's.
        "font"
            if ["color", "face", "size"]
                .iter()
                .any(|name| may_have(element, name)) =>
        {
            Kind::Phrase
        }
        _ => kind(&name, namespace),
    }
}

/// Whether the element has an attribute of this name, or a set of attributes that may have it.
pub(crate) fn may_have(element: &Element, attribute: &str) -> bool {
    element.attributes.iter().any(|known| match known {
        Attribute::Named(name, _) => name.text.eq_ignore_ascii_case(attribute),
        Attribute::Spread(_) => true,
        Attribute::Nameless(_) => false,
    })
}

/// The kind of a text of the template.
pub(crate) fn text(text: &str, span: Span) -> Kind {
    shown(&references::decode(&text[span.start..span.end], Place::Text).text)
}

/// The kind of what a hole shows.
pub(crate) fn hole(code: &Code) -> Kind {
    if let Some(value) = literal::value(&code.text) {
        return shown(&value);
    }
    let Formatted::Pieces(pieces) = format_args::formatted(code) else {
        return Kind::Unknown;
    };
    let is_text = |piece: &Piece| matches!(piece, Piece::Static(text) if !is_html_blank(text));
    match pieces.iter().any(is_text) {
        true => Kind::Text,
        false => Kind::Unknown,
    }
}

/// The kind of a text, references decoded.
pub(crate) fn shown(text: &str) -> Kind {
    match is_html_blank(text) {
        true => Kind::Blank,
        false => Kind::Text,
    }
}
