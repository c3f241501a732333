//! The templates in a file of Rust.
//!
//! Finds the calls of `h!` among the tokens, formats what is between their delimiters, and touches
//! nothing else. A template in tokens must give the same tokens afterwards, so that rustc reads it as
//! it did before; one that would not is passed over.

use crate::source::{Formatted, line_end, shift};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use slotwise_syntax::Diagnostic;
use slotwise_syntax::format::{self, Options};
use std::ops::Range;

/// The indentation of a template behind the line of its call.
const INDENT: &str = "    ";

/// Formats all templates of a file.
pub(crate) fn format(text: &str, width: usize) -> Formatted {
    let file = File {
        text,
        line_end: line_end(text),
        width,
    };
    let mut formatted = Formatted::default();
    let mut edits = Vec::new();
    match text.parse::<TokenStream>() {
        Ok(tokens) => {
            for call in calls(tokens, "h") {
                match file.edit(&call) {
                    Ok(edit) => edits.extend(edit),
                    Err(Refusal::Mistakes(mistakes)) => formatted.mistakes.extend(mistakes),
                    Err(Refusal::Note(note)) => {
                        formatted.notes.push((range(&call).start, note.to_owned()));
                    }
                }
            }
        }
        Err(error) => {
            formatted.not_rust = Some((error.span().byte_range().start, error.to_string()));
        }
    }
    // Or the places of all files read so far would be kept.
    proc_macro2::extra::invalidate_current_thread_spans();
    formatted.text = text.to_owned();
    for (range, new) in edits.into_iter().rev() {
        formatted.text.replace_range(range, &new);
    }
    formatted
}

/// The paths that a file names by `h_file!("..")`.
pub(crate) fn named_files(text: &str) -> Vec<String> {
    let Ok(tokens) = text.parse::<TokenStream>() else {
        return Vec::new();
    };
    let path = |call: Group| match only_literal(&call)?.as_str() {
        literal if literal.starts_with('"') && !literal.contains('\\') => {
            Some(literal.trim_matches('"').to_owned())
        }
        _ => None,
    };
    let paths = calls(tokens, "h_file")
        .into_iter()
        .filter_map(path)
        .collect();
    proc_macro2::extra::invalidate_current_thread_spans();
    paths
}

/// What the calls of a macro hold, in the order of the text; not those within such a call.
fn calls(tokens: TokenStream, name: &str) -> Vec<Group> {
    let mut found = Vec::new();
    find_calls(tokens, name, &mut found);
    found
}

fn find_calls(tokens: TokenStream, name: &str, found: &mut Vec<Group>) {
    let mut before = [const { None }; 2];
    for tree in tokens {
        if let TokenTree::Group(group) = &tree {
            match &before {
                [Some(TokenTree::Ident(called)), Some(TokenTree::Punct(bang))]
                    if bang.as_char() == '!' && called == name =>
                {
                    found.push(group.clone());
                }
                _ => find_calls(group.stream(), name, found),
            }
        }
        let [_, last] = before;
        before = [last, Some(tree)];
    }
}

/// From the opening to the closing delimiter.
fn range(call: &Group) -> Range<usize> {
    call.span_open().byte_range().start..call.span_close().byte_range().end
}

/// The text of the literal that a call holds and nothing else.
fn only_literal(call: &Group) -> Option<String> {
    let mut tokens = call.stream().into_iter();
    match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Literal(literal)), None) => Some(literal.to_string()),
        _ => None,
    }
}

/// Why a template is not formatted.
enum Refusal {
    Mistakes(Vec<Diagnostic>),
    Note(&'static str),
}

type Edit = (Range<usize>, String);

struct File<'t> {
    text: &'t str,
    line_end: &'static str,
    width: usize,
}

impl<'t> File<'t> {
    /// What is to be put where; `None` if nothing is to change.
    fn edit(&self, call: &Group) -> Result<Option<Edit>, Refusal> {
        let tokens: Vec<TokenTree> = call.stream().into_iter().collect();
        match &tokens[..] {
            [] => Ok(None),
            [TokenTree::Literal(literal)] => {
                let range = literal.span().byte_range();
                self.edit_string(call, range, &literal.to_string())
            }
            // Another language, and the definition of a macro: what it expands to is not known.
            [TokenTree::Ident(kind), TokenTree::Punct(end), ..]
                if kind == "nodes" && end.as_char() == ';' =>
            {
                Ok(None)
            }
            _ if has_macro_variables(call.stream()) => Ok(None),
            _ => self.edit_tokens(call),
        }
    }

    fn edit_tokens(&self, call: &Group) -> Result<Option<Edit>, Refusal> {
        let at = call.span_open().byte_range().end..call.span_close().byte_range().start;
        let blank = match call.delimiter() {
            Delimiter::Brace => " ",
            _ => "",
        };
        let new = self.laid_out(call, at.clone(), blank)?;
        let kept = new.parse::<TokenStream>().is_ok_and(|new| {
            let [old, new] = [call.stream(), new].map(|tokens| {
                let mut all = Vec::new();
                meaning(tokens, &mut all);
                all
            });
            old == new
        });
        match kept {
            true => Ok(self.change(at, new)),
            false => Err(Refusal::Note(
                "left as it is: with its lines broken otherwise it would be other tokens of Rust; \
                 text with `//` or `/*` needs the string form",
            )),
        }
    }

    fn edit_string(
        &self,
        call: &Group,
        range: Range<usize>,
        literal: &str,
    ) -> Result<Option<Edit>, Refusal> {
        // In other literals, what is written is not the template.
        if !literal.starts_with('r') {
            return Ok(None);
        }
        let count = literal
            .bytes()
            .skip(1)
            .take_while(|byte| *byte == b'#')
            .count();
        let inside = range.start + "r\"".len() + count..range.end - "\"".len() - count;
        let new = self.laid_out(call, inside, "")?;
        let mut hashes = "#".repeat(count);
        while new.contains(&format!("\"{hashes}")) {
            hashes.push('#');
        }
        Ok(self.change(range, format!("r{hashes}\"{new}\"{hashes}")))
    }

    fn change(&self, at: Range<usize>, new: String) -> Option<Edit> {
        (self.text[at.clone()] != new).then_some((at, new))
    }

    /// The template at `at` as it should be, up to its delimiters. It stays on the line that it is on,
    /// with `blank` around it, if it fits; else it is indented from the line of its call.
    fn laid_out(&self, call: &Group, at: Range<usize>, blank: &str) -> Result<String, Refusal> {
        let text = &self.text[at.clone()];
        let line = self.line_before(range(call).start);
        let indentation = &line[..line.len() - line.trim_start().len()];
        let options = Options {
            width: self.width,
            margin: format!("{indentation}{INDENT}"),
        };
        let new = format::format(text, &options).map_err(|mut mistakes| {
            mistakes
                .iter_mut()
                .for_each(|mistake| shift(mistake, at.start));
            Refusal::Mistakes(mistakes)
        })?;
        let begins = &text[..text.len() - text.trim_start().len()];
        let before = self.line_before(at.start).chars().count();
        let columns = before + new.chars().count() + 2 * blank.len() + 1;
        let stays = !begins.contains('\n') && !new.contains('\n') && columns <= self.width;
        if stays || new.is_empty() {
            return Ok(format!("{blank}{new}{blank}"));
        }
        let new = new.replace("\r\n", "\n");
        let new = format!("\n{}{new}\n{indentation}", options.margin);
        Ok(new.replace('\n', self.line_end))
    }

    /// What stands before `at` on its line.
    fn line_before(&self, at: usize) -> &'t str {
        let before = &self.text[..at];
        &before[before.rfind('\n').map_or(0, |end| end + 1)..]
    }
}

/// Whether it is part of a `macro_rules!`.
fn has_macro_variables(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Punct(punct) => punct.as_char() == '$',
        TokenTree::Group(group) => has_macro_variables(group.stream()),
        _ => false,
    })
}

/// The tokens but for what the formatter may change: the slash of a void element, the quotes of a
/// value, blanks in text within quotes.
fn meaning(tokens: TokenStream, all: &mut Vec<String>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => {
                all.push(format!("{:?}", group.delimiter()));
                meaning(group.stream(), all);
                all.push("end".to_owned());
            }
            TokenTree::Punct(punct) if punct.as_char() == '/' => {}
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                let text = text.trim_matches(['\'', '"']);
                all.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            tree => all.push(tree.to_string()),
        }
    }
}
