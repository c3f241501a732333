//! Attributes of elements.

use super::{Lower, line_feeds, without_nul};
use crate::format_args::{self, Formatted, Piece};
use crate::ir::{Code, Context, Dynamic};
use crate::references::{self, Place};
use crate::tree::{self, Element, Value};
use crate::{literal, scan};
use slotwise_html::{Namespace, attributes, escape_attribute};

/// A part of an attribute's value.
enum Part {
    Static(String),
    Slot(Dynamic),
}

impl Lower<'_> {
    pub(super) fn attributes(&mut self, element: &Element, namespace: Namespace) {
        for (name, value) in element.written() {
            self.attribute(&attributes::parsed_name(&name.text, namespace), value);
        }
    }

    fn attribute(&mut self, name: &str, value: &Value) {
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
                let decoded = references::decode(&line_feeds(written), Place::Attribute);
                self.shape.attribute(name, &decoded.text);
            }
            Value::Hole(code) => match parts(name, code) {
                Some(parts) => self.parts(name, parts),
                None => {
                    let context = Context::Attribute(name.to_owned());
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
                Part::Slot(dynamic) => {
                    self.slot(Context::Value, dynamic);
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

/// The parts of a value that is always there; `None` if the value decides whether it is.
fn parts(name: &str, code: &Code) -> Option<Vec<Part>> {
    if let Some(text) = literal::value(&code.text) {
        return Some(vec![Part::Static(text)]);
    }
    let whole = || Some(vec![Part::Slot(Dynamic::Expr(code.clone()))]);
    match format_args::formatted(code) {
        Formatted::Pieces(pieces) => return Some(pieces.into_iter().map(Part::from).collect()),
        Formatted::Whole => return whole(),
        Formatted::No => {}
    }
    match name {
        "class" => class_list(code).or_else(whole),
        "style" => whole(),
        _ => None,
    }
}

impl From<Piece> for Part {
    fn from(piece: Piece) -> Part {
        match piece {
            Piece::Static(text) => Part::Static(text),
            Piece::Argument(code) => Part::Slot(Dynamic::Format(code)),
        }
    }
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
        Part::Slot(Dynamic::Classes(dynamic)),
    ])
}
