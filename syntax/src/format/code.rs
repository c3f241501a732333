//! Rust in braces: kept token for token, moved as a whole.
//!
//! An expression of several lines keeps their indentation among each other. The author's choice
//! whether it begins on the line of its brace is kept as well.

use super::layout::{one_line, width};
use crate::scan::{self, Kind};

/// The indentation of what stands deeper in Rust.
const INDENT: usize = 4;

/// `{..}`
pub(super) struct Braces<'t> {
    /// The brace and what belongs to it: `{`, `{..`, `{#if `.
    pub(super) lead: &'static str,
    /// Without blanks around it; may be empty.
    pub(super) code: &'t str,
    /// How far in the code stands, if it begins on a line of its own.
    pub(super) begins_at: Option<usize>,
}

/// A line of an expression.
pub(super) struct Line<'t> {
    /// How far in it begins.
    pub(super) indent: usize,
    /// Without the blanks before it. It has line breaks where a literal or comment has.
    pub(super) text: &'t str,
}

impl<'t> Braces<'t> {
    pub(super) fn flat(&self) -> Option<usize> {
        let code = one_line(self.code).filter(|_| !self.ends_in_line_comment())?;
        Some(width(self.lead) + code + 1)
    }

    /// Columns up to the first line break.
    pub(super) fn first_line(&self) -> usize {
        let first = self.code.lines().next().unwrap_or_default();
        match self.begins_at {
            Some(_) if self.flat().is_none() => width(self.lead.trim_end()),
            _ => width(self.lead) + width(first),
        }
    }

    fn ends_in_line_comment(&self) -> bool {
        self.code.contains("//")
            && scan::tokens(self.code).last().is_some_and(|token| {
                token.kind == Kind::Blank && self.code[token.start..].starts_with("//")
            })
    }

    /// The lines as they are to stand behind a line that is indented by `indent`; the first one goes
    /// on behind the brace unless its indentation is given.
    pub(super) fn lines(&self, indent: usize) -> (Option<usize>, Vec<Line<'t>>) {
        let mut lines = lines(self.code);
        let from = usize::from(self.begins_at.is_none());
        if let (Some(first), Some(at)) = (lines.first_mut(), self.begins_at) {
            first.indent = at;
        }
        let moved = &mut lines[from..];
        let written = moved.iter().filter(|line| !line.text.is_empty());
        let least = written.map(|line| line.indent).min().unwrap_or(0);
        let outermost = |line: &&Line<'_>| !line.text.is_empty() && line.indent == least;
        let closes = from == 1
            && moved
                .iter()
                .filter(outermost)
                .all(|line| line.text.starts_with([')', ']', '}']));
        let base = if closes { indent } else { indent + INDENT };
        for line in moved {
            line.indent = (base + line.indent).saturating_sub(least);
        }
        (self.begins_at.map(|_| base), lines)
    }

    /// Whether the closing brace stands on a line of its own, if the code is not on one line.
    pub(super) fn ends_on_own_line(&self) -> bool {
        self.begins_at.is_some() || self.ends_in_line_comment()
    }
}

/// Cuts an expression into lines, but not within literals and comments.
fn lines(code: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut start, mut indent) = (0, 0);
    for token in scan::tokens(code) {
        let text = &code[token.start..token.end];
        let is_blank = token.kind == Kind::Blank && text.trim().is_empty();
        if let Some(last) = text.rfind('\n').filter(|_| is_blank) {
            let line = &code[start..token.start];
            lines.push(Line { indent, text: line });
            let empty = text.matches('\n').count() - 1;
            lines.extend((0..empty).map(|_| Line {
                indent: 0,
                text: "",
            }));
            indent = columns(&text[last + 1..]);
            start = token.end;
        }
    }
    let text = &code[start..];
    lines.push(Line { indent, text });
    lines
}

/// How far in `blanks` lead; a tab counts as one indentation.
pub(super) fn columns(blanks: &str) -> usize {
    let column = |char| if char == '\t' { INDENT } else { 1 };
    blanks.chars().map(column).sum()
}
