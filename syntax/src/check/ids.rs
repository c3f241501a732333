//! Literal `id`s that a page would have twice.
//!
//! Takes the tree, gives diagnostics. What is shown under different conditions is taken to be never
//! shown together, and the content of a `template` stands apart from the page.

use crate::diagnostic::Diagnostic;
use crate::ir::Span;
use crate::tree::{Element, Node, Tree, Value, Word};
use crate::{chain, literal, messages};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Adds the `id`s that are given twice to `diagnostics`.
pub(super) fn check(text: &str, tree: &Tree, diagnostics: &mut Vec<Diagnostic>) {
    Walk { text, diagnostics }.nodes(&tree.nodes, None);
}

struct Walk<'t, 'd> {
    text: &'t str,
    diagnostics: &'d mut Vec<Diagnostic>,
}

/// Where each `id` is given first, and whether that depends on a condition.
type Ids = BTreeMap<String, (Span, bool)>;

impl Walk<'_, '_> {
    /// The `id`s of `nodes`, which stand in the body of a loop that begins at `each`, if any.
    fn nodes(&mut self, nodes: &[Node], each: Option<Span>) -> Ids {
        let mut ids = Ids::new();
        for node in nodes {
            match node {
                Node::Element(element) => {
                    let more = self.element(element, each);
                    self.join(&mut ids, more, chain::link(element).is_some());
                }
                Node::Block(block) => {
                    let mut all = Ids::new();
                    for branch in &block.branches {
                        let each = match branch.word {
                            Word::For => Some(branch.span),
                            _ => each,
                        };
                        all.append(&mut self.nodes(&branch.children, each));
                    }
                    self.join(&mut ids, all, true);
                }
                _ => {}
            }
        }
        ids
    }

    fn element(&mut self, element: &Element, each: Option<Span>) -> Ids {
        let given = |wanted: &str| element.named().find(|(name, _)| name.text == wanted);
        let each = given(":for").map(|(name, _)| name.span).or(each);
        let mut ids = Ids::new();
        if let Some((id, span)) = self.id(element) {
            if let Some(each) = each {
                self.diagnostics.push(messages::id_in_loop(span, &id, each));
            }
            ids.insert(id, (span, false));
        }
        let is_template = element.name.text.eq_ignore_ascii_case("template");
        let more = self.nodes(&element.children, each);
        if !is_template {
            self.join(&mut ids, more, false);
        }
        ids
    }

    /// The literal `id` of an element.
    fn id(&self, element: &Element) -> Option<(String, Span)> {
        if !matches!(element.kind, crate::tree::Kind::Html(_)) {
            return None;
        }
        let mut named = element.named();
        let (name, value) = named.find(|(name, _)| name.text.eq_ignore_ascii_case("id"))?;
        let id = match value {
            Value::Text(span) => self.text[span.start..span.end].to_owned(),
            Value::Hole(code) => literal::value(&code.text)?,
            _ => return None,
        };
        Some((id, name.span))
    }

    fn join(&mut self, ids: &mut Ids, more: Ids, is_conditional: bool) {
        for (id, (span, conditional)) in more {
            let conditional = conditional || is_conditional;
            match ids.entry(id) {
                Entry::Vacant(entry) => _ = entry.insert((span, conditional)),
                Entry::Occupied(entry) => {
                    let (first, first_conditional) = *entry.get();
                    if !(conditional && first_conditional) {
                        let diagnostic = messages::id_given_twice(span, entry.key(), first);
                        self.diagnostics.push(diagnostic);
                    }
                }
            }
        }
    }
}
