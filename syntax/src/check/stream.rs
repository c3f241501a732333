//! What stands right inside an element with `phx-update="stream"`.

use super::Checker;
use crate::tree::{self, Element, Kind, Node, Value, Word};
use crate::{messages, scan, stream};

impl Checker<'_, '_> {
    /// A client finds the stream and its rows by their ids.
    pub(super) fn stream(&mut self, element: &Element) {
        if !stream::is_stream(self.text, element) {
            return;
        }
        let named = |wanted: &str| {
            let mut named = element.named();
            named.find(|(name, _)| name.text.eq_ignore_ascii_case(wanted))
        };
        if let (Some((update, _)), None) = (named("phx-update"), named("id")) {
            self.report(messages::stream_without_id(update));
        }
        for node in &element.children {
            match node {
                Node::Element(row) => self.stream_row(row),
                Node::Block(block) if block.word == Word::For => {
                    self.report(messages::block_in_stream(block.open()));
                }
                _ => {}
            }
        }
    }

    fn stream_row(&mut self, row: &Element) {
        let directives = row.directives();
        let Some(each) = directives.each else {
            return;
        };
        for (name, _) in row.named() {
            if matches!(&*name.text, ":if" | ":key") {
                self.report(messages::beside_stream(name, each.span));
            }
        }
        let Some((pattern, _)) = scan::split_in(&each.text) else {
            return;
        };
        let pattern = tree::part(each, pattern.start, pattern.end);
        let Some(id) = stream::id_of(&pattern) else {
            return self.report(messages::stream_pattern(&pattern));
        };
        let is_id = |value: &Value| matches!(value, Value::Hole(code) if code.text == id);
        let mut named = row.named();
        let given = named.find(|(name, _)| name.text.eq_ignore_ascii_case("id"));
        match row.kind {
            Kind::Html(_) if given.is_some_and(|(_, value)| is_id(value)) => {}
            Kind::Html(_) => {
                let at = given.map_or(row.name.span, |(name, _)| name.span);
                self.report(messages::stream_row_without_id(at, id));
            }
            _ => self.report(messages::component_as_stream_row(&row.name, id)),
        }
    }
}
