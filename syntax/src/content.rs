//! What nodes of the tree are to the content model.
//!
//! Takes nodes, gives kinds. `check` and `lower` both ask here, so that they agree; what may stand
//! where is for `slotwise_html::content`.

use crate::chain::is_html_blank;
use crate::format_args::{self, Formatted, Piece};
use crate::ir::{Code, Span};
use crate::literal;
use crate::references::{self, Place};
use crate::tree::Element;
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
                .any(|name| has(element, name)) =>
        {
            Kind::Phrase
        }
        _ => kind(&name, namespace),
    }
}

fn has(element: &Element, attribute: &str) -> bool {
    let mut names = element.named().map(|(name, _)| &name.text);
    names.any(|name| name.eq_ignore_ascii_case(attribute))
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
