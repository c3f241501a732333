//! Block forms as they are written: `{#if}`, `{#for}`, `{#match}`, `{#let}` and their branches.

use super::{Node, part};
use crate::ir::{Code, Span};
use crate::scan;

/// `{#if ..}` .. `{/if}` and its like.
#[derive(Debug)]
pub(crate) struct Block {
    /// `If`, `For`, `Match` or `Unknown`.
    pub(crate) word: Word,
    /// The word that is written, which may be a slip of the pen.
    pub(crate) written: String,
    /// The opening form and those that follow it, at least one.
    pub(crate) branches: Vec<Branch>,
}

/// A form in braces and what follows it.
#[derive(Debug)]
pub(crate) struct Branch {
    pub(crate) word: Word,
    /// The braces.
    pub(crate) span: Span,
    /// What follows the word; if something must and does not, the parser has reported it.
    pub(crate) code: Option<Code>,
    pub(crate) children: Vec<Node>,
}

/// `{#let pattern = value}`
#[derive(Debug)]
pub(crate) struct Binding {
    /// The braces.
    pub(crate) span: Span,
    /// `pattern = value`; if there is none, the parser has reported it.
    pub(crate) code: Option<Code>,
}

/// The word of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Word {
    If,
    ElseIf,
    Else,
    For,
    Match,
    Case,
    Let,
    /// A word that means nothing, reported by the parser.
    Unknown,
}

impl Word {
    const KNOWN: [Word; 7] = [
        Word::If,
        Word::ElseIf,
        Word::Else,
        Word::For,
        Word::Match,
        Word::Case,
        Word::Let,
    ];

    pub(crate) fn text(self) -> &'static str {
        match self {
            Word::If => "if",
            Word::ElseIf => "else if",
            Word::Else => "else",
            Word::For => "for",
            Word::Match => "match",
            Word::Case => "case",
            Word::Let => "let",
            Word::Unknown => "",
        }
    }

    pub(crate) fn of(text: &str) -> Option<Word> {
        Word::KNOWN.into_iter().find(|word| word.text() == text)
    }

    /// Whether it opens what `{/word}` closes.
    pub(crate) fn has_an_end(self) -> bool {
        matches!(self, Word::If | Word::For | Word::Match)
    }
}

impl Block {
    /// The braces that open it.
    pub(crate) fn open(&self) -> Span {
        self.branches[0].span
    }

    pub(super) fn codes(&self, codes: &mut Vec<Code>) {
        for branch in &self.branches {
            if let Some(code) = &branch.code {
                match (branch.word, each(code)) {
                    (Word::For, Some(each)) => {
                        codes.push(each.iter);
                        codes.extend(each.key);
                    }
                    (Word::Case, _) => codes.extend(case(code).guard),
                    _ => codes.push(code.clone()),
                }
            }
            super::collect(&branch.children, codes);
        }
    }
}

impl Binding {
    pub(super) fn codes(&self, codes: &mut Vec<Code>) {
        if let Some(code) = &self.code {
            codes.push(binding(code).map_or_else(|| code.clone(), |(_, value)| value));
        }
    }
}

/// The parts of `pattern in iter; key`.
pub(crate) struct Each {
    pub(crate) pattern: Code,
    pub(crate) iter: Code,
    pub(crate) key: Option<Code>,
}

/// Cuts what follows `{#for`.
pub(crate) fn each(code: &Code) -> Option<Each> {
    let (head, key) = scan::split_key(&code.text);
    let head = part(code, head.start, head.end);
    let (pattern, iter) = scan::split_in(&head.text)?;
    Some(Each {
        pattern: part(&head, pattern.start, pattern.end),
        iter: part(&head, iter.start, iter.end),
        key: key.and_then(|key| filled(part(code, key.start, key.end))),
    })
}

/// The parts of `pattern if guard`.
pub(crate) struct Case {
    pub(crate) pattern: Option<Code>,
    pub(crate) guard: Option<Code>,
}

/// Cuts what follows `{#case`.
pub(crate) fn case(code: &Code) -> Case {
    let (pattern, guard) = scan::split_guard(&code.text);
    Case {
        pattern: filled(part(code, pattern.start, pattern.end)),
        guard: guard.and_then(|guard| filled(part(code, guard.start, guard.end))),
    }
}

/// Cuts what follows `{#let` into pattern and value.
pub(crate) fn binding(code: &Code) -> Option<(Code, Code)> {
    let (pattern, value) = scan::split_let(&code.text)?;
    let pattern = filled(part(code, pattern.start, pattern.end))?;
    let value = filled(part(code, value.start, value.end))?;
    Some((pattern, value))
}

fn filled(code: Code) -> Option<Code> {
    (!scan::is_blank(&code.text)).then_some(code)
}
