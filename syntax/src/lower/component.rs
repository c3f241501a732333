//! Calls of components: props, the default slot and slot entries.

use super::{Lower, Trim, each, line_feeds};
use crate::chain::is_between;
use crate::format_args::{self, Formatted};
use crate::ir::{Code, Component, Content, Dynamic, Entry, Prop, PropValue, Type};
use crate::references::{self, Place};
use crate::tree::{self, Attribute, Element, Kind, Name, Node, Value};
use crate::{context, identifier, literal};
use slotwise_html::attributes::attribute_context;
use slotwise_html::content::Place as Around;

impl Lower<'_> {
    pub(super) fn component(&mut self, element: &Element) {
        let name = &element.name;
        let path = match name.text.strip_prefix('.') {
            Some(_) => tree::code_at(self.text, name.span.start + 1, name.span.end),
            None => tree::code_at(self.text, name.span.start, name.span.end),
        };
        let entries = element.children.iter().filter_map(entry);
        let call = Component {
            path,
            props: self.props(element),
            inner: self.content(element),
            entries: entries.map(|entry| self.entry(entry)).collect(),
        };
        self.text_slot(Dynamic::Component(Box::new(call)));
    }

    fn entry(&self, element: &Element) -> Entry {
        let directives = element.directives();
        let name = &element.name;
        let mut slot = tree::code_at(self.text, name.span.start + 1, name.span.end);
        slot.text = identifier::prop_name(&slot.text).unwrap_or(slot.text);
        Entry {
            name: slot,
            condition: directives.condition.cloned(),
            each: directives.each.and_then(each),
            props: self.props(element),
            content: self.content(element),
        }
    }

    /// The children that are no slot entries, if they are more than blanks.
    fn content(&self, element: &Element) -> Option<Content> {
        let children = &element.children;
        let mut shown = children.iter().filter(|node| entry(node).is_none());
        if shown.all(|node| is_between(self.text, node)) {
            return None;
        }
        Some(Content {
            binding: element.directives().binding.cloned(),
            body: super::template(self.text, children, Trim::default(), Around::UNKNOWN),
        })
    }

    fn props(&self, element: &Element) -> Vec<Prop> {
        let props = element
            .attributes
            .iter()
            .filter_map(|attribute| match attribute {
                Attribute::Named(name, value) => self.prop(name, value),
                Attribute::Spread(code) => Some(Prop::Spread(code.clone())),
                Attribute::Nameless(_) => None,
            });
        props.collect()
    }

    fn prop(&self, name: &Name, value: &Value) -> Option<Prop> {
        let value = match value {
            Value::Bare => PropValue::True,
            Value::Text(span) => {
                let text = line_feeds(&self.text[span.start..span.end]);
                PropValue::Literal(references::decode(&text, Place::Attribute).text)
            }
            Value::Hole(code) => PropValue::Expr(code.clone()),
            Value::Broken => return None,
        };
        let code = |text: String| Code {
            text,
            span: name.span,
        };
        if identifier::is_passed_on(&name.text) {
            let (value, kind) = passed_on(&name.text, value);
            return Some(Prop::Attribute(code(name.text.clone()), value, kind));
        }
        let field = identifier::prop_name(&name.text)?;
        Some(Prop::Named(code(field), value))
    }
}

/// The value of an attribute that goes on to an element, and the type that it has to have. A text made of parts
/// is a mistake where a type is asked for, and reported as that alone.
fn passed_on(name: &str, value: PropValue) -> (PropValue, Option<Type>) {
    let PropValue::Expr(code) = value else {
        return (value, None);
    };
    if let Some(text) = literal::value(&code.text) {
        return (PropValue::Literal(text), None);
    }
    let kind = context::type_of(attribute_context("", name));
    let is_whole = format_args::formatted(&code) == Formatted::No;
    (PropValue::Expr(code), kind.filter(|_| is_whole))
}

/// The slot entry that a child of a component is.
pub(super) fn entry(node: &Node) -> Option<&Element> {
    match node {
        Node::Element(element) if element.kind == Kind::SlotEntry => Some(element),
        _ => None,
    }
}
