//! What is wrong with a tree that is well formed.
//!
//! Takes the tree, gives diagnostics. It changes nothing, and `lower` does not rely on it: each
//! makes the best of a faulty template.

mod attributes;
mod block;
mod chain;
mod content;
mod ids;
mod names;
mod slots;
mod stream;

pub(crate) use content::{Found, check as content_at};

use crate::chain::is_between;
use crate::context;
use crate::diagnostic::Diagnostic;
use crate::format_args::{self, Formatted};
use crate::ir::Span;
use crate::near::nearest;
use crate::references::{self, FaultKind, Place as Where};
use crate::tree::{Attribute, Element, Kind, Name, Node, Tree, Value};
use crate::{identifier, literal, messages, scan};
use slotwise_html::Namespace;
use slotwise_html::attributes::AttributeContext;
use slotwise_html::content::Place;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

const SPECIAL: [&str; 6] = [":if", ":else-if", ":else", ":for", ":key", ":let"];

/// Adds all mistakes in `tree` to `diagnostics`.
pub(crate) fn check(text: &str, tree: &Tree, root: Namespace, diagnostics: &mut Vec<Diagnostic>) {
    let mut checker = Checker {
        text,
        diagnostics,
        enclosing: None,
    };
    checker.nodes(&tree.nodes);
    if root == Namespace::Html {
        content::check(text, tree, Place::UNKNOWN, diagnostics);
        ids::check(text, tree, diagnostics);
    }
}

struct Checker<'t, 'd> {
    text: &'t str,
    diagnostics: &'d mut Vec<Diagnostic>,
    /// The component around what is being checked.
    enclosing: Option<slots::Enclosing>,
}

impl Checker<'_, '_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn nodes(&mut self, nodes: &[Node]) {
        let mut before = None;
        for node in nodes {
            match node {
                Node::Text(span) => self.references(*span, Where::Text),
                Node::Element(element) => {
                    if element.kind != Kind::SlotEntry {
                        self.link(element, before);
                    }
                    self.element(element);
                }
                Node::Block(block) => self.block(block),
                Node::Let(binding) => self.binding(binding),
                _ => {}
            }
            if !is_between(self.text, node) {
                before = match node {
                    Node::Element(element) => Some(&**element),
                    _ => None,
                };
            }
        }
    }

    fn element(&mut self, element: &Element) {
        let name = &element.name;
        match element.kind {
            Kind::Component if !is_component(&name.text) => {
                self.report(messages::component_name(name));
            }
            Kind::Html(_) if !is_element(&name.text) => self.report(messages::element_name(name)),
            Kind::Html(namespace) => self.element_slip(name, namespace),
            Kind::SlotEntry => self.slot_entry(element),
            _ => {}
        }
        for attribute in &element.attributes {
            match attribute {
                Attribute::Named(name, value) => self.attribute(element, name, value),
                Attribute::Spread(code) => self.spread(element, code),
                Attribute::Nameless(code) => self.report(messages::nameless(code.span)),
            }
        }
        self.duplicates(element);
        self.stream(element);
        self.inside(Some(element), &element.children);
    }

    fn duplicates(&mut self, element: &Element) {
        let mut first = BTreeMap::new();
        for (name, _) in element.named() {
            let key = match element.kind {
                Kind::Html(_) => name.text.to_ascii_lowercase(),
                _ => name.text.clone(),
            };
            match first.entry(key) {
                Entry::Vacant(entry) => _ = entry.insert(name.span),
                Entry::Occupied(entry) => self.report(messages::given_twice(name, *entry.get())),
            }
        }
    }

    fn attribute(&mut self, element: &Element, name: &Name, value: &Value) {
        if let Value::Text(span) = value {
            self.references(*span, Where::Attribute);
        }
        if name.text.starts_with(':') {
            return self.special(element, name, value);
        }
        match element.kind {
            Kind::Html(Namespace::Nodes) => {}
            Kind::Html(namespace) => {
                self.context(element, name, value);
                self.style(name, value);
                self.attribute_slip(element, name, namespace);
            }
            _ if identifier::is_passed_on(&name.text) => {
                self.context(element, name, value);
                self.attribute_slip(element, name, Namespace::Html);
            }
            _ if identifier::prop_name(&name.text).is_none() => {
                self.report(messages::prop_name(name));
            }
            _ => {}
        }
    }

    /// No value may come to where no escaper is sound.
    fn context(&mut self, element: &Element, name: &Name, value: &Value) {
        let Value::Hole(code) = value else { return };
        if literal::value(&code.text).is_some() {
            return;
        }
        match context::of(self.text, element, &name.text) {
            AttributeContext::Script => self.report(messages::refused_event(name)),
            AttributeContext::Static => self.report(messages::fixed(name, code.span, element)),
            AttributeContext::Animation => self.report(messages::animation(name, code.span)),
            AttributeContext::Document | AttributeContext::Fixed | AttributeContext::Nonce
                if format_args::formatted(code) == Formatted::No => {}
            AttributeContext::Document => self.report(messages::refused_document(name)),
            AttributeContext::Fixed => self.report(messages::made_fixed(name, code.span, element)),
            AttributeContext::Nonce => self.report(messages::nonce(name, code.span)),
            AttributeContext::Reserved => self.report(messages::reserved(name, code.span)),
            context if context.is_binding() => self.binding_value(name, code, context),
            context => self.parts(name, code, context),
        }
    }

    fn special(&mut self, element: &Element, name: &Name, value: &Value) {
        if !SPECIAL.contains(&&*name.text) {
            let near = match &*name.text {
                ":elseif" | ":elsif" | ":elif" => Some(":else-if"),
                other => nearest(other, &SPECIAL),
            };
            return self.report(messages::unknown_special(name, near));
        }
        let given = |wanted: &str| element.named().any(|(name, _)| name.text == wanted);
        if name.text == ":let" {
            self.slot_let(element, name);
        }
        if name.text == ":key" && !given(":for") {
            self.report(messages::key_without_for(name));
        }
        match value {
            Value::Bare if name.text == ":else" => {}
            Value::Hole(_) | Value::Text(_) if name.text == ":else" => {
                self.report(messages::else_with_value(name));
            }
            Value::Bare | Value::Text(_) => self.report(messages::special_without_braces(name)),
            Value::Hole(code) if name.text == ":for" && scan::split_in(&code.text).is_none() => {
                self.report(messages::for_without_in(code));
            }
            Value::Hole(_) | Value::Broken => {}
        }
    }

    fn references(&mut self, span: Span, place: Where) {
        let text = &self.text[span.start..span.end];
        for fault in references::decode(text, place).faults {
            let written = &text[fault.range.clone()];
            let span = Span {
                start: span.start + fault.range.start,
                end: span.start + fault.range.end,
            };
            self.report(match fault.kind {
                FaultKind::Unknown => messages::unknown_reference(span, written),
                FaultKind::NoSemicolon => messages::reference_without_semicolon(span, written),
                FaultKind::NoCharacter => messages::no_character(span, written),
            });
        }
    }
}

/// Whether a parser and a DOM take `name` as an element's.
fn is_element(name: &str) -> bool {
    let goes_on =
        |char: char| char.is_ascii_alphanumeric() || "-_.:".contains(char) || !char.is_ascii();
    name.starts_with(|char: char| char.is_ascii_alphabetic()) && name.chars().all(goes_on)
}

/// Whether `name` is `.card` or `ui::card`.
fn is_component(name: &str) -> bool {
    match name.strip_prefix('.') {
        Some(name) => identifier::is_identifier(name),
        None => {
            let path = name.strip_prefix("::").unwrap_or(name);
            path.split("::").all(identifier::is_identifier)
        }
    }
}
