//! Sets of attributes and parts of styles.

use super::Checker;
use crate::ir::Code;
use crate::references::{self, Place};
use crate::tree::{Element, Kind, Name, Value};
use crate::{literal, messages};
use slotwise_html::style;

impl Checker<'_, '_> {
    pub(super) fn spread(&mut self, element: &Element, code: &Code) {
        match element.kind {
            Kind::Html(_) if code.text.is_empty() => {
                self.report(messages::spread_of_nothing(code.span))
            }
            // The address of a script decides what runs.
            Kind::Html(_) if element.name.text.eq_ignore_ascii_case("script") => {
                self.report(messages::spread_on_script(code.span));
            }
            _ => {}
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
