//! Tree to layout tree.
//!
//! Takes a tree without mistakes, whose nodes stand in the text without gaps, and goes along the
//! text with it: comments inside tags and the places of closing tags are not in the tree.

use super::blanks;
use super::code::{Braces, columns};
use super::layout::{Attribute, Body, Branch, Content, Element, Form, FormKind, Item, Role};
use crate::chain;
use crate::ir::{Code, Span};
use crate::scan::{self, HoleEnd};
use crate::tree::{self, Block, End, FORMATTED, Kind, Node, Value, Word};
use slotwise_html::{Namespace, display, elements};

/// The layout tree of `nodes`, which are all of `text`.
pub(super) fn read<'t>(text: &'t str, nodes: &[Node]) -> Content<'t> {
    Reader { text, at: 0 }.content(nodes)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Reader<'t> {
    fn written(&self, span: Span) -> &'t str {
        &self.text[span.start..span.end]
    }

    /// Goes to `end`; gives what it went past.
    fn take_to(&mut self, end: usize) -> &'t str {
        let taken = &self.text[self.at..end];
        self.at = end;
        taken
    }

    /// Goes past the next `end`.
    fn take_past(&mut self, end: &str) -> &'t str {
        let rest = &self.text[self.at..];
        let length = rest.find(end).map_or(rest.len(), |at| at + end.len());
        self.take_to(self.at + length)
    }

    fn content(&mut self, nodes: &[Node]) -> Content<'t> {
        let mut content = Content::default();
        let mut left = nodes;
        while let [node, after @ ..] = left {
            left = after;
            let start = self.at;
            match node {
                Node::Text(span) => content.push_text(self.take_to(span.end)),
                node => {
                    let item = self.item(node);
                    if !is_switch(&item, "fmt: off") {
                        content.push(item);
                        continue;
                    }
                    left = self.past_switch(after);
                    let kept = &self.text[start..self.at];
                    let end = kept.trim_ascii_end().len();
                    let mut between = after[..after.len() - left.len()].iter();
                    content.push(
                        match between.all(|node| chain::is_between(self.text, node)) {
                            true => Item::Hidden(&kept[..end]),
                            false => Item::Kept(&kept[..end]),
                        },
                    );
                    content.push_blanks(&kept[end..]);
                }
            }
        }
        content
    }

    /// Goes past all up to `{!-- fmt: on --}`; gives what is left behind it.
    fn past_switch<'n>(&mut self, nodes: &'n [Node]) -> &'n [Node] {
        for (index, node) in nodes.iter().enumerate() {
            if is_switch(&self.item(node), "fmt: on") {
                return &nodes[index + 1..];
            }
        }
        &[]
    }

    fn item(&mut self, node: &Node) -> Item<'t> {
        match node {
            Node::Text(span) | Node::Raw(span) => Item::Word(self.take_to(span.end)),
            Node::Hole(code) => Item::Hole(self.braces("{", code)),
            Node::Hidden => Item::Hidden(self.take_past("--}")),
            Node::Comment { whole, .. } => Item::Comment(self.take_to(whole.end)),
            Node::Doctype(span) => Item::Doctype(self.take_to(span.end)),
            Node::Element(element) => Item::Element(Box::new(self.element(element))),
            Node::Block(block) => Item::Form(self.form(block)),
            Node::Let(binding) => {
                Item::Let(self.head(Word::Let, binding.span, binding.code.as_ref()))
            }
        }
    }

    /// `{code}`, which begins here.
    fn braces(&mut self, lead: &'static str, code: &Code) -> Braces<'t> {
        let before = &self.text[self.at..code.span.start];
        self.at = code.span.end;
        self.take_past("}");
        Braces {
            lead,
            code: self.written(code.span),
            begins_at: before.rfind('\n').map(|at| columns(&before[at + 1..])),
        }
    }

    /// `{#word code}` at `span`.
    fn head(&mut self, word: Word, span: Span, code: Option<&Code>) -> Braces<'t> {
        self.at = span.end;
        Braces {
            lead: match word {
                Word::If => "{#if ",
                Word::ElseIf => "{#else if ",
                Word::Else => "{#else",
                Word::For => "{#for ",
                Word::Match => "{#match ",
                Word::Case => "{#case ",
                Word::Let => "{#let ",
                Word::Unknown => "{#",
            },
            code: code.map_or("", |code| self.written(code.span)),
            begins_at: None,
        }
    }

    fn form(&mut self, block: &Block) -> Form<'t> {
        let branches = block.branches.iter();
        let branches = branches.map(|branch| Branch {
            head: self.head(branch.word, branch.span, branch.code.as_ref()),
            content: self.content(&branch.children),
        });
        let branches: Vec<Branch<'_>> = branches.collect();
        // `{/if}`
        self.at = match scan::hole_end(self.text, self.at + 1) {
            HoleEnd::At(end) => end + 1,
            _ => self.text.len(),
        };
        Form {
            kind: match block.word {
                Word::For => FormKind::For,
                Word::Match => FormKind::Match,
                _ => FormKind::If,
            },
            is_blocky: blanks::are_blocky(&branches),
            takes_lines: blanks::take_lines(&branches),
            branches,
            flat: None,
        }
    }

    fn element(&mut self, element: &tree::Element) -> Element<'t> {
        self.at = element.name.span.end;
        let attributes = self.attributes(&element.attributes);
        self.at = element.open.end;
        let name = element.name.text.to_ascii_lowercase();
        Element {
            name: self.written(element.name.span),
            attributes,
            role: match element.kind {
                Kind::Html(namespace) => Role::Element(display::display(&name, namespace)),
                Kind::Component => Role::Component,
                Kind::SlotEntry => Role::SlotEntry,
            },
            vanishes: element.directives().make_a_slot() || chain::link(element).is_some(),
            link: chain::link(element),
            body: match element.end {
                End::Void => Body::Void,
                End::SelfClosed => Body::SelfClosed,
                End::Closed | End::Missing => self.body(element, &name),
            },
            flat: None,
        }
    }

    fn body(&mut self, element: &tree::Element, name: &str) -> Body<'t> {
        let start = self.at;
        let content = self.content(&element.children);
        let end = self.at;
        self.take_past(">");
        let kept = matches!(element.kind, Kind::Html(Namespace::Html))
            && (display::keeps_blanks(name) || elements::is_raw_text(name))
            || matches!(element.children[..], [Node::Raw(_)])
            || element.named().any(|(name, _)| name.text == FORMATTED);
        match kept {
            true => Body::Kept(&self.text[start..end]),
            false => Body::Content(content),
        }
    }

    fn attributes(&mut self, attributes: &[tree::Attribute]) -> Vec<Attribute<'t>> {
        let mut read = Vec::new();
        for attribute in attributes {
            self.hidden_in_tag(&mut read);
            read.push(self.attribute(attribute));
        }
        self.hidden_in_tag(&mut read);
        read
    }

    fn hidden_in_tag(&mut self, read: &mut Vec<Attribute<'t>>) {
        loop {
            let rest = &self.text[self.at..];
            self.at += rest.len() - rest.trim_ascii_start().len();
            if !self.text[self.at..].starts_with("{!--") {
                return;
            }
            read.push(Attribute::Hidden(self.take_past("--}")));
        }
    }

    fn attribute(&mut self, attribute: &tree::Attribute) -> Attribute<'t> {
        match attribute {
            tree::Attribute::Named(name, value) => {
                self.at = name.span.end;
                let name = self.written(name.span);
                match value {
                    Value::Bare | Value::Broken => Attribute::Bare(name),
                    Value::Text(span) => {
                        self.at = span.end + 1;
                        Attribute::Text(name, self.written(*span))
                    }
                    Value::Hole(code) => Attribute::Hole(name, self.braces("{", code)),
                }
            }
            tree::Attribute::Spread(code) => Attribute::Nameless(self.braces("{..", code)),
            tree::Attribute::Nameless(code) => Attribute::Nameless(self.braces("{", code)),
        }
    }
}

/// Whether `item` is `{!-- word --}`.
fn is_switch(item: &Item<'_>, word: &str) -> bool {
    let inside = |text: &str| {
        let text = text.strip_prefix("{!--")?.strip_suffix("--}")?;
        Some(text.trim() == word)
    };
    matches!(item, Item::Hidden(text) if inside(text) == Some(true))
}
