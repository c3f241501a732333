//! Cuts a `format!` into its literal pieces and its arguments.
//!
//! Takes code, gives pieces, or says that the call must stay whole: that is so whenever cutting
//! might change what is shown or how often something is evaluated. rustc judges a call that stays
//! whole, so nothing is reported here.

use crate::ir::{Code, Span};
use crate::scan::{self, Kind};
use crate::{identifier, literal, tree};

/// What a piece of code is, seen as a `format!`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Formatted {
    /// Something else.
    No,
    /// A `format!` that cannot be cut.
    Whole,
    /// Its pieces in order, which join to the same text.
    Pieces(Vec<Piece>),
}

/// A part of a formatted text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text, unescaped.
    Static(String),
    /// An expression shown by its `Display`.
    Argument(Code),
}

/// Reads `code` as a call of `format!` or `format_args!`.
pub(crate) fn formatted(code: &Code) -> Formatted {
    match arguments(code) {
        None => Formatted::No,
        Some(arguments) => pieces(&arguments).map_or(Formatted::Whole, Formatted::Pieces),
    }
}

/// The arguments of the macro call, the format string first.
fn arguments(code: &Code) -> Option<Vec<Code>> {
    let (path, rest) = code.text.split_once('!')?;
    let path: String = path.split_whitespace().collect();
    let path = path.strip_prefix("::").unwrap_or(&path);
    if !matches!(
        path,
        "format"
            | "format_args"
            | "std::format"
            | "std::format_args"
            | "alloc::format"
            | "core::format_args"
    ) {
        return None;
    }
    let brackets = rest.trim_start();
    let inside = scan::inside_brackets(brackets)?;
    let offset = code.text.len() - brackets.len();
    let inside = tree::part(code, offset + inside.start, offset + inside.end);
    let items = scan::split_list(&inside.text).unwrap_or_default();
    let item = |range: std::ops::Range<usize>| tree::part(&inside, range.start, range.end);
    Some(items.into_iter().map(item).collect())
}

/// The pieces, if each argument is used and none but a plain path more than once.
fn pieces(arguments: &[Code]) -> Option<Vec<Piece>> {
    let (format, arguments) = arguments.split_first()?;
    let arguments: Vec<Argument> = arguments.iter().map(Argument::new).collect();
    let mut uses = vec![0_usize; arguments.len()];
    let mut pieces = Vec::new();
    let mut next = 0..;
    for part in parts(format)? {
        pieces.push(match part {
            Part::Text(text) => Piece::Static(text),
            Part::Placeholder(name) => match index(&name.text, &arguments, &mut next)? {
                Some(index) => {
                    *uses.get_mut(index)? += 1;
                    Piece::Argument(arguments[index].value.clone())
                }
                None => Piece::Argument(name),
            },
        });
    }
    let fits = |(argument, &uses): (&Argument, &usize)| {
        uses == 1 || (uses > 1 && is_simple_path(&argument.value.text))
    };
    arguments.iter().zip(&uses).all(fits).then_some(pieces)
}

/// Which argument a placeholder names; `Some(None)` for a variable, `None` if it has a format.
fn index(
    name: &str,
    arguments: &[Argument],
    next: &mut std::ops::RangeFrom<usize>,
) -> Option<Option<usize>> {
    if name.is_empty() {
        Some(next.next())
    } else if name.bytes().all(|byte| byte.is_ascii_digit()) {
        name.parse().ok().map(Some)
    } else if identifier::is_identifier(name) {
        Some(
            arguments
                .iter()
                .position(|argument| argument.name == Some(name)),
        )
    } else {
        None
    }
}

/// An argument after the format string: `value` or `name = value`.
struct Argument<'c> {
    name: Option<&'c str>,
    value: Code,
}

impl<'c> Argument<'c> {
    fn new(code: &'c Code) -> Argument<'c> {
        let text = &code.text;
        let mut tokens = scan::tokens(text).filter(|token| token.kind != Kind::Blank);
        let named = match (tokens.next(), tokens.next(), tokens.next()) {
            (Some(word), Some(equals), Some(after))
                if word.kind == Kind::Word
                    && equals.kind == Kind::Punct(b'=')
                    && !(after.kind == Kind::Punct(b'=') && after.start == equals.end) =>
            {
                Some((&text[word.start..word.end], after.start))
            }
            _ => None,
        };
        match named {
            Some((name, start)) => Argument {
                name: Some(name),
                value: tree::part(code, start, text.len()),
            },
            None => Argument {
                name: None,
                value: code.clone(),
            },
        }
    }
}

/// A part of a format string.
enum Part {
    Text(String),
    /// What stands between the braces.
    Placeholder(Code),
}

/// The parts of the format string; `None` if it is not a literal or not well formed.
fn parts(format: &Code) -> Option<Vec<Part>> {
    let chars = literal::chars(&format.text)?;
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut at = 0;
    while let Some(&(_, char)) = chars.get(at) {
        let doubled = chars.get(at + 1).is_some_and(|&(_, next)| next == char);
        match char {
            '{' | '}' if doubled => {
                text.push(char);
                at += 2;
            }
            '{' => {
                let length = chars[at..].iter().position(|&(_, char)| char == '}')?;
                if !text.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                }
                parts.push(Part::Placeholder(name(
                    format,
                    &chars[at + 1..=at + length],
                )));
                at += length + 1;
            }
            '}' => return None,
            _ => {
                text.push(char);
                at += 1;
            }
        }
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    Some(parts)
}

/// The name in a placeholder, given its characters and the closing brace.
fn name(format: &Code, chars: &[(usize, char)]) -> Code {
    let (_, name) = chars.split_last().unwrap_or((&(0, '}'), &[]));
    let place = |index: usize| format.span.start + chars.get(index).map_or(0, |&(at, _)| at);
    Code {
        text: name.iter().map(|&(_, char)| char).collect(),
        span: Span {
            start: place(0),
            end: place(name.len()),
        },
    }
}

/// Whether `text` is a path or field access, which may be evaluated twice without a difference.
fn is_simple_path(text: &str) -> bool {
    scan::tokens(text).all(|token| {
        matches!(
            token.kind,
            Kind::Word | Kind::Blank | Kind::Punct(b'.' | b':' | b'@')
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces joined by `|`, arguments in `<..>`.
    fn check(text: &str, expected: &str) {
        let code = tree::code_at(text, 0, text.len());
        let shown = match formatted(&code) {
            Formatted::No => "NO".to_owned(),
            Formatted::Whole => "WHOLE".to_owned(),
            Formatted::Pieces(pieces) => pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Static(text) => text.clone(),
                    Piece::Argument(code) => {
                        assert_eq!(&text[code.span.start..code.span.end], code.text);
                        format!("<{}>", code.text)
                    }
                })
                .collect::<Vec<_>>()
                .join("|"),
        };
        assert_eq!(shown, expected, "{text}");
    }

    #[test]
    fn cut() {
        check(r#"format!("u{}-{x}", a.id)"#, "u|<a.id>|-|<x>");
        check(r#"format_args!("{}{}", f(1, 2), b,)"#, "<f(1, 2)>|<b>");
        check(r#"std::format!("{1}{0}", a, b)"#, "<b>|<a>");
        check(r#"format!("{n} {}", a(), n = b())"#, "<b()>| |<a()>");
        check(r#"format!("{{{}}}", a == b)"#, "{|<a == b>|}");
        check(r#"format!["plain"]"#, "plain");
        check(r#"format!("")"#, "");
        check(r##"format!(r#"\{é}"#)"##, r"\|<é>");
        check(r#"format!("{0} {0}", @a.b)"#, "<@a.b>| |<@a.b>");
        check(r#"format!("\n{x}")"#, "\n|<x>");
    }

    #[test]
    fn kept_whole() {
        for text in [
            r#"format!("{:?}", a)"#,
            r#"format!("{x:>3}")"#,
            r#"format!("{0} {0}", a())"#,
            r#"format!("{}", a, b)"#,
            r#"format!("{}")"#,
            r#"format!("{")"#,
            r#"format!("}")"#,
            r#"format!(LITERAL)"#,
            r#"format!()"#,
            r#"format!("{a.b}")"#,
            r#"format!("{_}")"#,
        ] {
            check(text, "WHOLE");
        }
    }

    #[test]
    fn something_else() {
        for text in [
            "a",
            r#"format!("{}", a).len()"#,
            r#"my::format!("")"#,
            r#"println!("a")"#,
            r#"format!"a""#,
        ] {
            check(text, "NO");
        }
    }
}
