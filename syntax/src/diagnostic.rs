//! A mistake in a template, and how it is shown.
//!
//! Takes places and texts from `messages`, gives data for a macro or text for a person. It knows
//! no rule of the language.

use crate::ir::Span;
use std::fmt::Write;

/// How bad a mistake is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The template does not compile.
    Error,
    /// It compiles, but is hardly what was meant.
    Warning,
}

/// One mistake: what was found, what was expected, and one thing to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Whether the template compiles nevertheless.
    pub level: Level,
    /// A stable name, such as `SW0101`.
    pub code: &'static str,
    /// Where it is.
    pub span: Span,
    /// Lower case, without a full stop.
    pub message: String,
    /// A second place and what it has to do with the mistake, such as "opened here".
    pub second: Option<(Span, String)>,
    /// One thing to try.
    pub help: Option<String>,
}

/// The diagnostic as text: its message with line and column, the lines and carets below them.
///
/// `text` is the template it came from. Lines and columns count from 1, columns in characters.
///
/// ```
/// let text = "<p>\n  <b>x\n</p>";
/// let compiled = slotwise_syntax::compile(text);
/// assert_eq!(
///     slotwise_syntax::excerpt(text, &compiled.diagnostics[0]),
///     "SW0101: `<b>` is never closed (line 2, column 3)\n\
///      2 |   <b>x\n  |   ^^^\n\
///      3 | </p>\n  | ---- `</p>` comes first\n\
///      help: add `</b>`",
/// );
/// ```
pub fn excerpt(text: &str, diagnostic: &Diagnostic) -> String {
    let first = Line::at(text, diagnostic.span);
    let mut out = format!(
        "{}: {} (line {}, column {})",
        diagnostic.code, diagnostic.message, first.number, first.column
    );
    let second = diagnostic
        .second
        .as_ref()
        .map(|(span, label)| (Line::at(text, *span), label));
    let numbers = [
        Some(first.number),
        second.as_ref().map(|(line, _)| line.number),
    ];
    let width = numbers
        .iter()
        .flatten()
        .max()
        .map_or(0, |n| n.to_string().len());
    first.show(width, '^', "", &mut out);
    if let Some((line, label)) = second {
        line.show(width, '-', label, &mut out);
    }
    if let Some(help) = &diagnostic.help {
        let _ = write!(out, "\nhelp: {help}");
    }
    out
}

/// Line and column of a byte of a text, both counted from 1, the column in characters.
///
/// ```
/// assert_eq!(slotwise_syntax::line_and_column("a\nbc{d}", 4), (2, 3));
/// ```
pub fn line_and_column(text: &str, byte: usize) -> (usize, usize) {
    let end = byte;
    let line = Line::at(text, Span { start: byte, end });
    (line.number, line.column)
}

/// A line of the text with a marked part.
struct Line<'t> {
    number: usize,
    column: usize,
    /// Characters marked, at least one.
    marked: usize,
    text: &'t str,
}

impl<'t> Line<'t> {
    fn at(text: &'t str, span: Span) -> Line<'t> {
        let start = floor_boundary(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = floor_boundary(text, span.end).clamp(start, line_end);
        Line {
            number: text[..start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            marked: text[start..end].chars().count().max(1),
            text: text[line_start..line_end].trim_end(),
        }
    }

    fn show(&self, width: usize, mark: char, label: &str, out: &mut String) {
        // Tabs stay tabs, so that the marks stand below what they mark.
        let indent: String = self
            .text
            .chars()
            .map(|char| if char == '\t' { char } else { ' ' })
            .chain(std::iter::repeat(' '))
            .take(self.column - 1)
            .collect();
        let marks = mark.to_string().repeat(self.marked);
        let space = if label.is_empty() { "" } else { " " };
        let (number, text) = (self.number, self.text);
        let _ = write!(
            out,
            "\n{number:>width$} | {text}\n{:>width$} | {indent}{marks}{space}{label}",
            ""
        );
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn carets_stand_below() {
        let diagnostic = Diagnostic {
            level: Level::Error,
            code: "SW0000",
            span: Span { start: 4, end: 6 },
            message: "a message".into(),
            second: None,
            help: None,
        };
        assert_eq!(
            excerpt("é\n\té!\r\n", &diagnostic),
            "SW0000: a message (line 2, column 2)\n2 | \té!\n  | \t^"
        );
        assert!(excerpt("", &diagnostic).starts_with("SW0000: a message (line 1, column 1)"));
    }
}
