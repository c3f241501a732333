//! Closing tags: which element they close, and what was meant if they close none.
//!
//! A closing tag without an element may be a slip of the pen for the one expected here, or be too
//! much. What follows tells: it is kept at the innermost element until that one ends.

use super::{MAX_DEPTH, Open, Parser};
use crate::messages;
use crate::tree::{End, Kind, Name, Node};
use slotwise_html::{Namespace, elements};

impl Parser<'_> {
    /// Whether a closing tag of `name` stands here.
    pub(super) fn closes(&self, name: &str) -> bool {
        self.rest()
            .strip_prefix("</")
            .is_some_and(|rest| ends_raw_text(rest, name))
    }

    /// Where the closing tag of the raw-text element `name` stands.
    pub(super) fn raw_text_end(&self, name: &str) -> Option<usize> {
        let found = |(at, _): &(usize, &str)| ends_raw_text(&self.rest()[at + 2..], name);
        let (at, _) = self.rest().match_indices("</").find(found)?;
        Some(self.at + at)
    }

    pub(super) fn closing_tag(&mut self) {
        let start = self.at;
        self.at += 2;
        let text = self.tag_name();
        self.skip_blanks();
        if self.rest().starts_with('>') {
            self.at += 1;
        } else {
            let junk = self.at;
            let rest = self.rest();
            let end = rest.find(['<', '>']).unwrap_or(rest.len());
            self.at += end + usize::from(rest[end..].starts_with('>'));
            let span = self.span_from(start);
            self.report(if end == 0 || self.text[junk..].is_empty() {
                messages::tag_not_ended(span)
            } else {
                messages::closing_with_attributes(span)
            });
        }
        let span = self.span_from(start);
        self.close(Name { text, span });
    }

    fn close(&mut self, name: Name) {
        let Some(index) = self.open.iter().rposition(|open| matches(open, &name.text)) else {
            return self.close_nothing(name);
        };
        while self.open.len() > index + 1 {
            self.abandon(Some(&name));
        }
        if let Some(stray) = self.open[index].stray.take() {
            self.report(messages::stray_closing(&stray));
        }
        self.pop(End::Closed);
    }

    fn close_nothing(&mut self, name: Name) {
        let lower = name.text.to_ascii_lowercase();
        let abandoned = self.abandoned.iter().position(|other| *other == name.text);
        if self.namespace() == Namespace::Html && elements::is_void(&lower) {
            self.report(messages::void_closed(&name));
        } else if let Some(index) = abandoned {
            self.abandoned.remove(index);
        } else {
            match self.open.last_mut() {
                Some(open) if open.stray.is_none() => open.stray = Some(name),
                _ => self.report(messages::stray_closing(&name)),
            }
        }
    }

    /// Ends the innermost element, whose closing tag is missing.
    fn abandon(&mut self, closing: Option<&Name>) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let stray = open.stray.take();
        let (name, span) = (open.element.name.text.clone(), open.element.open);
        self.report(match (stray, closing) {
            (Some(stray), _) => messages::mismatched(&stray, &name, span),
            (None, Some(closing)) => messages::closed_too_late(&name, span, closing),
            (None, None) => messages::never_closed(&name, span),
        });
        if closing.is_some() {
            self.abandoned.push(name);
        }
        self.pop(End::Missing);
    }

    fn pop(&mut self, end: End) {
        if let Some(mut open) = self.open.pop() {
            open.element.end = end;
            self.push(Node::Element(Box::new(open.element)));
        }
    }

    /// Ends all that is open.
    pub(super) fn end_of_text(&mut self) {
        let quiet = self.gave_up();
        if self.open.len() > MAX_DEPTH {
            let span = self.open[MAX_DEPTH].element.open;
            self.report(messages::too_deep(span, MAX_DEPTH));
        }
        while !self.open.is_empty() {
            if quiet {
                self.pop(End::Missing);
            } else {
                self.abandon(None);
            }
        }
    }
}

/// HTML's names mean the same in any case; all others as written.
fn matches(open: &Open, name: &str) -> bool {
    match open.element.kind {
        Kind::Html(Namespace::Html) => open.element.name.text.eq_ignore_ascii_case(name),
        _ => open.element.name.text == name,
    }
}

/// Whether `rest`, which follows `</`, is the end of the raw-text element `name`
/// ("RAWTEXT end tag name state").
fn ends_raw_text(rest: &str, name: &str) -> bool {
    let named = rest
        .get(..name.len())
        .is_some_and(|found| found.eq_ignore_ascii_case(name));
    named && rest[name.len()..].starts_with([' ', '\t', '\n', '\r', '\x0C', '/', '>'])
}
