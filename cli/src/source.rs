//! A source as a whole: a file of Rust or a template file.

use crate::rust;
use slotwise_syntax::Diagnostic;
use slotwise_syntax::format::{self, Options};
use std::path::Path;

/// What a source is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Rust,
    Template,
}

impl Language {
    /// By the end of the file's name.
    pub(crate) fn of(path: &Path) -> Option<Language> {
        match path.extension()?.to_str()? {
            "rs" => Some(Language::Rust),
            "html" => Some(Language::Template),
            _ => None,
        }
    }
}

/// What became of a source.
#[derive(Debug, Default)]
pub(crate) struct Formatted {
    /// The source as it should be; as it was if anything is wrong with it.
    pub(crate) text: String,
    /// Mistakes in templates, their places being those in the source.
    pub(crate) mistakes: Vec<Diagnostic>,
    /// Why it cannot be read as Rust, and where.
    pub(crate) not_rust: Option<(usize, String)>,
    /// Templates that were passed over, and why.
    pub(crate) notes: Vec<(usize, String)>,
}

/// Formats a source.
pub(crate) fn format(text: &str, language: Language, width: usize) -> Formatted {
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mark = text.len() - body.len();
    let mut formatted = match language {
        Language::Rust => rust::format(body, width),
        Language::Template => format_template(body, width),
    };
    for mistake in &mut formatted.mistakes {
        shift(mistake, mark);
    }
    let notes = formatted.notes.iter_mut().map(|(at, _)| at);
    let not_rust = formatted.not_rust.iter_mut().map(|(at, _)| at);
    notes.chain(not_rust).for_each(|at| *at += mark);
    let changed = formatted.mistakes.is_empty() && formatted.not_rust.is_none();
    formatted.text = match changed {
        true => format!("{}{}", &text[..mark], formatted.text),
        false => text.to_owned(),
    };
    formatted
}

fn format_template(text: &str, width: usize) -> Formatted {
    let options = Options {
        width,
        ..Options::default()
    };
    match format::format(text, &options) {
        Ok(formatted) => Formatted {
            text: match formatted.is_empty() {
                true => formatted,
                false => formatted + line_end(text),
            },
            ..Formatted::default()
        },
        Err(mistakes) => Formatted {
            mistakes,
            ..Formatted::default()
        },
    }
}

/// How lines end in `text`.
pub(crate) fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Moves a diagnostic to where its template begins.
pub(crate) fn shift(diagnostic: &mut Diagnostic, by: usize) {
    let second = diagnostic.second.as_mut().map(|(span, _)| span);
    for span in std::iter::once(&mut diagnostic.span).chain(second) {
        span.start += by;
        span.end += by;
    }
}

/// Line and column of an offset, both from 1, columns in characters.
pub(crate) fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    (
        before.matches('\n').count() + 1,
        before[line..].chars().count() + 1,
    )
}
