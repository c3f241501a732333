//! Sets of attributes and parts of styles.

use super::Checker;
use crate::context::Unsound;
use crate::format_args::{self, Formatted};
use crate::ir::{Code, Context};
use crate::references::{self, Place};
use crate::tree::{Element, Kind, Name, Value};
use crate::{context, literal, messages};
use slotwise_html::attributes::{AttributeContext, has_rights};
use slotwise_html::url::Part;
use slotwise_html::{Namespace, style};

impl Checker<'_, '_> {
    pub(super) fn spread(&mut self, element: &Element, code: &Code) {
        match element.kind {
            Kind::Html(_) if code.text.is_empty() => {
                self.report(messages::spread_of_nothing(code.span))
            }
            Kind::Html(Namespace::Nodes) => {}
            Kind::Html(_) if has_rights(&element.name.text) => {
                self.report(messages::spread_with_rights(code.span, &element.name.text));
            }
            _ => {}
        }
    }

    /// No value may get out of the part of an address or a style in which it stands.
    pub(super) fn parts(&mut self, name: &Name, code: &Code, context: AttributeContext) {
        let Some(position) = context::position(context) else {
            return;
        };
        let harmless = Context::UrlValue(Part::Component);
        let is_resource = context == AttributeContext::Resource;
        match format_args::formatted(code) {
            Formatted::Pieces(pieces) => match context::parts(position, &pieces) {
                (_, Some(Unsound::Address(why))) => {
                    self.report(messages::unsound_address(name, code.span, why));
                }
                (_, Some(Unsound::Style(why))) => {
                    self.report(messages::unsound_style(name, code.span, why));
                }
                (parts, None) if is_resource && parts.iter().any(|part| *part != harmless) => {
                    self.report(messages::resource(name, code.span));
                }
                _ => {}
            },
            Formatted::Whole if is_resource => self.report(messages::resource(name, code.span)),
            _ => {}
        }
    }

    /// No text made of parts is a command, a hook or a target.
    pub(super) fn binding_value(&mut self, name: &Name, code: &Code, context: AttributeContext) {
        if format_args::formatted(code) != Formatted::No {
            self.report(messages::binding_of_parts(name, code.span, context));
        }
    }

    /// `style:property`.
    pub(super) fn style(&mut self, name: &Name, value: &Value) {
        let Some(property) = name.text.strip_prefix("style:") else {
            return;
        };
        if !style::is_property(property) {
            self.report(messages::style_property(name, property));
        }
        let literal = match value {
            Value::Bare => return self.report(messages::style_without_value(name)),
            Value::Text(span) => {
                let written = &self.text[span.start..span.end];
                Some(references::decode(written, Place::Attribute).text)
            }
            Value::Hole(code) => literal::value(&code.text),
            Value::Broken => None,
        };
        if literal.is_some_and(|text| !style::is_value(&text)) {
            self.report(messages::style_value(name));
        }
    }
}
