//! The template as it is written: a tree that points into the text.
//!
//! Made by `parse`, read by `check` and `lower`. Nothing is decoded, folded or left out, so a
//! formatter can work on it. It knows names and places, not what they mean.
//!
//! ```html
//! <p class="a">{x}</p>
//! ```
//! becomes
//! ```text
//! Element { name: "p", attributes: [class = Text("a")], children: [Hole("x")], end: Closed }
//! ```

mod block;

pub(crate) use block::{Binding, Block, Branch, Word, binding, case, each};

use crate::ir::{Code, Span};
use crate::scan;
use slotwise_html::Namespace;

/// On an element: braces in its content are text. For the compiler only, like [`FORMATTED`].
pub(crate) const VERBATIM: &str = "phx-no-curly-interpolation";

/// On an element: a formatter leaves its content as it is.
pub(crate) const FORMATTED: &str = "phx-no-format";

/// All of a template.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) nodes: Vec<Node>,
}

/// What stands between tags.
#[derive(Debug)]
pub(crate) enum Node {
    /// Text with references (`&amp;`) in it.
    Text(Span),
    /// The body of a raw-text element: no references, no holes.
    Raw(Span),
    /// `{expr}`
    Hole(Code),
    /// `{!-- .. --}`
    Hidden,
    /// `<!-- .. -->`
    Comment {
        /// With its delimiters.
        whole: Span,
        /// Between them.
        text: Span,
    },
    /// `<!DOCTYPE html>`
    Doctype(Span),
    /// `<name ..>` and what follows up to its end.
    Element(Box<Element>),
    /// `{#if ..}` and what follows up to its end.
    Block(Box<Block>),
    /// `{#let ..}`; its scope is what follows among the siblings.
    Let(Binding),
}

/// A tag with its content.
#[derive(Debug)]
pub(crate) struct Element {
    /// As written: `div`, `.card`, `ui::card`, `:header`.
    pub(crate) name: Name,
    pub(crate) kind: Kind,
    pub(crate) attributes: Vec<Attribute>,
    /// The opening tag.
    pub(crate) open: Span,
    pub(crate) end: End,
    pub(crate) children: Vec<Node>,
}

/// What a tag stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An element of a markup language.
    Html(Namespace),
    /// A call of a function.
    Component,
    /// `<:name>`
    SlotEntry,
}

/// How an element ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// It has no content and needs no closing tag.
    Void,
    /// `/>`
    SelfClosed,
    /// A closing tag.
    Closed,
    /// Its closing tag is missing; reported by the parser.
    Missing,
}

/// A name and its place.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) text: String,
    pub(crate) span: Span,
}

/// What stands inside a tag.
#[derive(Debug)]
pub(crate) enum Attribute {
    /// `name`, `name="text"`, `name={expr}`
    Named(Name, Value),
    /// `{..expr}`; the code is `expr`
    Spread(Code),
    /// `{expr}` without a name
    Nameless(Code),
}

/// The value of an attribute.
#[derive(Debug)]
pub(crate) enum Value {
    /// No `=`.
    Bare,
    /// What stands between the quotes.
    Text(Span),
    /// `{expr}`
    Hole(Code),
    /// Something that the parser has reported.
    Broken,
}

/// The special attributes of an element that are written with braces.
#[derive(Debug, Default)]
pub(crate) struct Directives<'t> {
    pub(crate) condition: Option<&'t Code>,
    pub(crate) each: Option<&'t Code>,
    pub(crate) key: Option<&'t Code>,
    /// `:let`
    pub(crate) binding: Option<&'t Code>,
}

impl Directives<'_> {
    /// Whether the tag becomes a slot of its own.
    pub(crate) fn make_a_slot(&self) -> bool {
        self.condition.is_some() || self.each.is_some()
    }
}

impl Element {
    /// Its attributes that have a name, special ones included.
    pub(crate) fn named(&self) -> impl Iterator<Item = (&Name, &Value)> {
        self.attributes
            .iter()
            .filter_map(|attribute| match attribute {
                Attribute::Named(name, value) => Some((name, value)),
                _ => None,
            })
    }

    /// The first `:if` or else `:else-if`, `:for` and `:key`.
    pub(crate) fn directives(&self) -> Directives<'_> {
        let first = |wanted: &str| {
            self.named().find_map(|(name, value)| match value {
                Value::Hole(code) if name.text == wanted => Some(code),
                _ => None,
            })
        };
        Directives {
            condition: first(":if").or_else(|| first(":else-if")),
            each: first(":for").filter(|code| scan::split_in(&code.text).is_some()),
            key: first(":key"),
            binding: first(":let"),
        }
    }

    /// Whether it is written out in place: neither a component nor under `:if` or `:for`.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self.kind, Kind::Html(_)) && !self.directives().make_a_slot()
    }

    fn codes(&self, codes: &mut Vec<Code>) {
        for attribute in &self.attributes {
            match attribute {
                Attribute::Named(name, _) if name.text == ":let" => {}
                Attribute::Named(name, Value::Hole(code)) => codes.push(evaluated(name, code)),
                Attribute::Named(..) => {}
                Attribute::Spread(code) | Attribute::Nameless(code) => codes.push(code.clone()),
            }
        }
        collect(&self.children, codes);
    }
}

/// Whether an attribute of this name is one for the browser.
pub(crate) fn goes_out(name: &Name) -> bool {
    !name.text.starts_with(':') && name.text != VERBATIM && name.text != FORMATTED
}

impl Tree {
    /// Every expression, in the order of the text; no patterns, but those in a condition.
    pub(crate) fn codes(&self) -> Vec<Code> {
        let mut codes = Vec::new();
        collect(&self.nodes, &mut codes);
        codes
    }
}

fn collect(nodes: &[Node], codes: &mut Vec<Code>) {
    for node in nodes {
        match node {
            Node::Hole(code) => codes.push(code.clone()),
            Node::Element(element) => element.codes(codes),
            Node::Block(block) => block.codes(codes),
            Node::Let(binding) => binding.codes(codes),
            _ => {}
        }
    }
}

/// The part of an attribute's code that is an expression.
fn evaluated(name: &Name, code: &Code) -> Code {
    match scan::split_in(&code.text) {
        Some((_, iter)) if name.text.starts_with(':') => part(code, iter.start, iter.end),
        _ => code.clone(),
    }
}

/// The code at `start..end` of the template, blanks around it left out.
pub(crate) fn code_at(text: &str, start: usize, end: usize) -> Code {
    let whole = Code {
        text: text[start..end].to_owned(),
        span: Span { start, end },
    };
    part(&whole, 0, end - start)
}

/// The part of `code` at `start..end` of its text, blanks around it left out.
pub(crate) fn part(code: &Code, start: usize, end: usize) -> Code {
    let written = &code.text[start..end];
    let text = written.trim();
    let start = code.span.start + start + (written.len() - written.trim_start().len());
    Code {
        text: text.to_owned(),
        span: Span {
            start,
            end: start + text.len(),
        },
    }
}
