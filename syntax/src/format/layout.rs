//! The layout tree: what stands in a template and the gaps between.
//!
//! Made by `read`, completed by `blanks`, read by `print`.
//!
//! ```html
//! <p>Hello {name}!</p>
//! ```
//! becomes
//! ```text
//! Element { name: "p", body: Content { items: [Word "Hello", Hole "name", Word "!"],
//!                                      gaps:  [free, blank, tight, free] } }
//! ```

use super::code::Braces;
use crate::chain::Link;
use slotwise_html::display::Display;

/// Siblings.
pub(super) struct Content<'t> {
    pub(super) items: Vec<Item<'t>>,
    /// Before, between and after the items: always one more than those.
    pub(super) gaps: Vec<Gap>,
    /// The width on one line; `None` if there must be a line break. Set by `blanks`.
    pub(super) flat: Option<usize>,
}

/// The place between two neighbours, or between one and the edge of the content.
#[derive(Clone, Copy, Default)]
pub(super) struct Gap {
    /// There is a blank.
    pub(super) blank: bool,
    /// How many line breaks the author put here.
    pub(super) lines: usize,
    /// Blanks may come and go. Set by `blanks`.
    pub(super) free: bool,
    /// A line must end here. Set by `blanks`.
    pub(super) breaks: bool,
}

impl Gap {
    /// Whether a line may end here.
    pub(super) fn may_break(self) -> bool {
        self.blank || self.free
    }
}

/// What stands between gaps.
pub(super) enum Item<'t> {
    /// Text without blanks.
    Word(&'t str),
    /// `{expr}`
    Hole(Braces<'t>),
    /// `{#let ..}`
    Let(Braces<'t>),
    /// `{!-- .. --}`
    Hidden(&'t str),
    /// `<!-- .. -->`
    Comment(&'t str),
    Doctype(&'t str),
    /// All from `{!-- fmt: off --}` on.
    Kept(&'t str),
    Element(Box<Element<'t>>),
    Form(Form<'t>),
}

/// A tag with its content.
pub(super) struct Element<'t> {
    pub(super) name: &'t str,
    pub(super) attributes: Vec<Attribute<'t>>,
    pub(super) role: Role,
    /// It has `:if`, `:for` or `:else`.
    pub(super) vanishes: bool,
    pub(super) link: Option<Link>,
    pub(super) body: Body<'t>,
    /// Likewise.
    pub(super) flat: Option<usize>,
}

/// What a tag is to its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Element(Display),
    Component,
    SlotEntry,
}

/// What follows an opening tag.
pub(super) enum Body<'t> {
    Void,
    SelfClosed,
    /// Content in which every blank counts, as written.
    Kept(&'t str),
    Content(Content<'t>),
}

/// What stands inside a tag.
pub(super) enum Attribute<'t> {
    Bare(&'t str),
    Text(&'t str, &'t str),
    Hole(&'t str, Braces<'t>),
    /// `{..expr}` or `{expr}`
    Nameless(Braces<'t>),
    /// `{!-- .. --}`
    Hidden(&'t str),
}

/// `{#if ..}` .. `{/if}` and its like.
pub(super) struct Form<'t> {
    pub(super) kind: FormKind,
    pub(super) branches: Vec<Branch<'t>>,
    /// It shows block-level elements or nothing.
    pub(super) is_blocky: bool,
    /// Likewise, and it does show something.
    pub(super) takes_lines: bool,
    pub(super) flat: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FormKind {
    If,
    For,
    Match,
}

/// A form in braces and what follows it.
pub(super) struct Branch<'t> {
    pub(super) head: Braces<'t>,
    pub(super) content: Content<'t>,
}

impl Default for Content<'_> {
    fn default() -> Self {
        Content {
            items: Vec::new(),
            gaps: vec![Gap::default()],
            flat: None,
        }
    }
}

impl<'t> Content<'t> {
    pub(super) fn push(&mut self, item: Item<'t>) {
        self.items.push(item);
        self.gaps.push(Gap::default());
    }

    /// Text between tags: words, and blanks for the gaps.
    pub(super) fn push_text(&mut self, text: &'t str) {
        let mut rest = text;
        while !rest.is_empty() {
            let words = rest.trim_ascii_start();
            self.push_blanks(&rest[..rest.len() - words.len()]);
            let length = words
                .find(|char: char| char.is_ascii_whitespace())
                .unwrap_or(words.len());
            let (word, after) = words.split_at(length);
            if !word.is_empty() {
                self.push(Item::Word(word));
            }
            rest = after;
        }
    }

    pub(super) fn push_blanks(&mut self, blanks: &str) {
        if let Some(gap) = self.gaps.last_mut() {
            gap.blank |= !blanks.is_empty();
            gap.lines += blanks.matches('\n').count();
        }
    }
}

impl Item<'_> {
    /// The width on one line; `None` if there must be a line break.
    pub(super) fn flat(&self) -> Option<usize> {
        match self {
            Item::Word(text) => Some(width(text)),
            Item::Hidden(text) | Item::Comment(text) | Item::Doctype(text) | Item::Kept(text) => {
                one_line(text)
            }
            Item::Hole(braces) | Item::Let(braces) => braces.flat(),
            Item::Element(element) => element.flat,
            Item::Form(form) => form.flat,
        }
    }
}

impl FormKind {
    pub(super) fn end(self) -> &'static str {
        match self {
            FormKind::If => "{/if}",
            FormKind::For => "{/for}",
            FormKind::Match => "{/match}",
        }
    }
}

/// Columns that a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().count()
}

/// The width of a text if it has no line break.
pub(super) fn one_line(text: &str) -> Option<usize> {
    (!text.contains('\n')).then(|| width(text))
}
