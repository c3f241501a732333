//! Slot entries: where they stand, and what stands in their tags; `:let`.

use super::Checker;
use crate::chain::is_between;
use crate::identifier::is_identifier;
use crate::ir::Code;
use crate::messages;
use crate::scan::{self, Kind as Token};
use crate::tree::{Element, Kind, Name, Node, Value};

/// The innermost component around a node.
#[derive(Clone)]
pub(super) struct Enclosing {
    name: Name,
    /// The node is its child.
    direct: bool,
}

impl Checker<'_, '_> {
    /// A slot entry and the special attributes in its tag.
    pub(super) fn slot_entry(&mut self, entry: &Element) {
        let name = &entry.name;
        let slot = name.text.trim_start_matches(':');
        match &self.enclosing {
            _ if slot == "inner_block" => self.report(messages::reserved_slot(name)),
            _ if !is_identifier(slot) => self.report(messages::slot_name(name)),
            None => self.report(messages::slot_outside(name)),
            Some(Enclosing {
                name: component,
                direct: false,
            }) => {
                let diagnostic = messages::slot_too_deep(name, component);
                self.report(diagnostic);
            }
            Some(_) => {}
        }
        for (name, value) in entry.named() {
            match (&*name.text, value) {
                (":key" | ":else" | ":else-if", _) => self.report(messages::not_on_a_slot(name)),
                (":if", Value::Hole(code)) if binds(code) => {
                    self.report(messages::let_on_a_slot(code.span));
                }
                _ => {}
            }
        }
    }

    /// Checks the content of an element or, without one, of a block.
    pub(super) fn inside(&mut self, element: Option<&Element>, content: &[Node]) {
        let inside = match (element, &self.enclosing) {
            (Some(element), _) if element.kind == Kind::Component => Some(Enclosing {
                name: element.name.clone(),
                direct: true,
            }),
            (_, Some(around)) => Some(Enclosing {
                name: around.name.clone(),
                direct: false,
            }),
            (_, None) => None,
        };
        let around = std::mem::replace(&mut self.enclosing, inside);
        self.nodes(content);
        self.enclosing = around;
    }

    /// `:let`, which stands on components with content and on slot entries.
    pub(super) fn slot_let(&mut self, element: &Element, name: &Name) {
        if matches!(element.kind, Kind::Html(_)) {
            return self.report(messages::let_on_an_element(name));
        }
        let shown = |node: &Node| !is_between(self.text, node) && !is_entry(node);
        if !element.children.iter().any(shown) {
            self.report(messages::let_without_content(name));
        }
    }
}

fn is_entry(node: &Node) -> bool {
    matches!(node, Node::Element(element) if element.kind == Kind::SlotEntry)
}

/// Whether a condition begins with `let`.
fn binds(code: &Code) -> bool {
    let mut tokens = scan::tokens(&code.text).filter(|token| token.kind != Token::Blank);
    tokens
        .next()
        .is_some_and(|first| &code.text[first.start..first.end] == "let")
}
