//! Closing tags: which element they close, and what was meant if they close none.
//!
//! A closing tag without an element may be a slip of the pen for the one expected here, or be too
//! much. What follows tells: it is kept at the innermost element until that one ends.

use super::{Block, Open, Parser, What};
use crate::messages;
use crate::tree::{End, Kind, Name, Node, Word};
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
        let inside = self.innermost_block().map_or(0, |block| block + 1);
        let mut branch = self.open[inside..].iter();
        let Some(index) = branch.rposition(|open| matches(open, &name.text)) else {
            return self.close_nothing(name, inside);
        };
        let closing = Name {
            text: format!("</{}>", name.text),
            span: name.span,
        };
        while self.open.len() > inside + index + 1 {
            self.abandon(Some(&closing));
        }
        if let Some(open) = self.open.last_mut()
            && let What::Element { stray, .. } = &mut open.what
            && let Some(stray) = stray.take()
        {
            self.report(messages::stray_closing(&stray));
        }
        self.pop(End::Closed);
    }

    /// A closing tag that closes nothing in the branch that begins at `inside` of what is open.
    fn close_nothing(&mut self, name: Name, inside: usize) {
        let lower = name.text.to_ascii_lowercase();
        let abandoned = self.abandoned.iter().position(|other| *other == name.text);
        let mut around = self.open[..inside].iter();
        let outer = around.rposition(|open| matches(open, &name.text));
        if self.namespace() == Namespace::Html && elements::is_void(&lower) {
            self.report(messages::void_closed(&name));
        } else if let Some(index) = abandoned {
            self.abandoned.remove(index);
        } else if let Some(index) = outer {
            self.cross(name, index, inside - 1);
        } else {
            match self.open.last_mut().map(|open| &mut open.what) {
                Some(What::Element {
                    stray: stray @ None,
                    ..
                }) => *stray = Some(name),
                _ => self.report(messages::stray_closing(&name)),
            }
        }
    }

    /// Keeps a closing tag in `block` for the element `outer` around it.
    fn cross(&mut self, name: Name, outer: usize, block: usize) {
        let open = &mut self.open[outer];
        open.quiet = true;
        let What::Element { element, .. } = &open.what else {
            return;
        };
        let span = element.open;
        if let What::Block { crossing, .. } = &mut self.open[block].what {
            crossing.push((name, span));
        }
    }

    /// Ends the elements and blocks in the branch of the block at `index`, which ends by `closing`.
    pub(super) fn end_branch(&mut self, index: usize, closing: &Name) {
        while self.open.len() > index + 1 {
            self.explain_crossing(index);
            self.abandon(Some(closing));
        }
        let Some(open) = self.open.last_mut() else {
            return;
        };
        self.depth -= std::mem::take(&mut open.bindings);
        let What::Block {
            block, crossing, ..
        } = &mut open.what
        else {
            return;
        };
        let word = label(block).to_owned();
        for (name, outer) in std::mem::take(crossing) {
            if !self.gave_up() {
                self.report(messages::crossing(&name, outer, &word));
            }
        }
    }

    /// A tag that crosses the block at `index` was meant for the innermost element, if that is in
    /// the same branch and came before.
    fn explain_crossing(&mut self, index: usize) {
        if self.innermost_block() != Some(index) {
            return;
        }
        let (around, inside) = self.open.split_at_mut(index + 1);
        if let What::Block { crossing, .. } = &mut around[index].what
            && let Some(Open {
                what:
                    What::Element {
                        element,
                        stray: stray @ None,
                    },
                ..
            }) = inside.last_mut()
            && let Some(found) = crossing
                .iter()
                .position(|(name, _)| name.span > element.open)
        {
            *stray = Some(crossing.remove(found).0);
        }
    }

    /// Ends the innermost element or block, whose end is missing. `closing`, with its delimiters,
    /// stands where it should have been, or the text ends there.
    fn abandon(&mut self, closing: Option<&Name>) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let (diagnostic, abandoned) = match &mut open.what {
            What::Element { element, stray } => {
                let (name, span) = (&element.name.text, element.open);
                let diagnostic = match (stray.take(), closing) {
                    (Some(stray), _) => messages::mismatched(&stray, name, span),
                    (None, Some(closing)) => messages::closed_too_late(name, span, closing),
                    (None, None) => messages::never_closed(name, span),
                };
                (diagnostic, name.clone())
            }
            What::Block {
                block,
                stray,
                crossing,
            } => {
                let (word, span) = (label(block), block.open());
                let crossing = crossing.first().map(|(name, _)| Name {
                    text: format!("</{}>", name.text),
                    span: name.span,
                });
                let diagnostic = match (stray.take(), crossing.as_ref().or(closing)) {
                    (Some(stray), _) => messages::block_mismatched(&stray, word, span),
                    (None, Some(first)) => messages::block_closed_too_late(word, span, first),
                    (None, None) => messages::block_never_closed(word, span),
                };
                (diagnostic, format!("{{/{word}}}"))
            }
        };
        let quiet = open.quiet;
        if !quiet {
            self.report(diagnostic);
        }
        if closing.is_some() {
            self.abandoned.push(abandoned);
        }
        self.pop(End::Missing);
    }

    pub(super) fn pop(&mut self, end: End) {
        let Some(open) = self.open.pop() else { return };
        self.depth -= 1 + open.bindings;
        self.push(match open.what {
            What::Element { mut element, .. } => {
                element.end = end;
                Node::Element(Box::new(element))
            }
            What::Block { block, .. } => Node::Block(Box::new(block)),
        });
    }

    /// Ends all that is open.
    pub(super) fn end_of_text(&mut self) {
        let quiet = self.gave_up();
        self.diagnostics.extend(self.too_deep.take());
        while !self.open.is_empty() {
            if quiet {
                self.pop(End::Missing);
            } else {
                self.abandon(None);
            }
        }
    }
}

/// The word of a block, for messages.
fn label(block: &Block) -> &str {
    match block.word {
        Word::Unknown => &block.written,
        word => word.text(),
    }
}

/// HTML's names mean the same in any case; all others as written.
fn matches(open: &Open, name: &str) -> bool {
    match &open.what {
        What::Element { element, .. } => match element.kind {
            Kind::Html(Namespace::Html) => element.name.text.eq_ignore_ascii_case(name),
            _ => element.name.text == name,
        },
        What::Block { .. } => false,
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
