//! Text, holes, comments and character references: 00xx.

use super::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::ir::Span;

pub(crate) fn nul(span: Span) -> Diagnostic {
    diagnostic("SW0001", span, "a NUL character cannot stand in HTML").help("remove it")
}

pub(crate) fn lone_carriage_return(span: Span) -> Diagnostic {
    diagnostic("SW0002", span, "a carriage return without a line feed")
        .help("end lines with a line feed; for the character itself write `&#13;`")
}

pub(crate) fn hole_never_closed(span: Span) -> Diagnostic {
    diagnostic("SW0003", span, "this hole is never closed")
        .help("add `}`; for a brace in text write `{\"{\"}`")
}

pub(crate) fn bracket_never_closed(span: Span, bracket: char, hole: Span) -> Diagnostic {
    diagnostic(
        "SW0004",
        span,
        format!("`{bracket}` is not closed before the end of the hole"),
    )
    .second(hole, "in this hole")
    .help(format!("add `{}`", closing(bracket)))
}

fn closing(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

pub(crate) fn empty_hole(span: Span) -> Diagnostic {
    diagnostic("SW0005", span, "empty hole, expected an expression")
        .help("write an expression, or `{!-- --}` for a comment")
}

pub(crate) fn lone_brace(span: Span) -> Diagnostic {
    diagnostic("SW0006", span, "`}` without `{`").help("for a brace in text write `{\"}\"}`")
}

/// `after` is what stands behind the `<`.
pub(crate) fn lone_angle(span: Span, after: &str) -> Diagnostic {
    diagnostic("SW0008", span, "`<` begins no tag here").help(match after.as_bytes().first() {
        Some(b'%') => "write `{expr}` for a value, `{#if ..}` and `{#for ..}` for the rest, `{!-- --}` for a comment",
        Some(b'#') => "a slot is shown by `{@inner_block}`, or by `{@name}` if it has a name",
        _ => "write `&lt;` for the character; a tag's name follows `<` without a blank",
    })
}

pub(crate) fn hidden_never_closed(span: Span) -> Diagnostic {
    diagnostic("SW0009", span, "this comment is never closed").help("add `--}`")
}

pub(crate) fn comment_never_closed(span: Span) -> Diagnostic {
    diagnostic("SW0010", span, "this comment is never closed").help("add `-->`")
}

pub(crate) fn ambiguous_comment(span: Span) -> Diagnostic {
    diagnostic(
        "SW0011",
        span,
        "browsers end the comment here, though it does not look so",
    )
    .help("begin a comment by `<!-- ` and end it by ` -->`")
}

pub(crate) fn declaration(span: Span) -> Diagnostic {
    diagnostic(
        "SW0012",
        span,
        "expected a comment, a tag or, outside of tags, `<!DOCTYPE html>`",
    )
    .help("for the character `<` write `&lt;`")
}

pub(crate) fn unknown_reference(span: Span, written: &str) -> Diagnostic {
    diagnostic(
        "SW0013",
        span,
        format!("HTML has no character named `{written}`"),
    )
    .help(format!(
        "for the text itself write `&amp;{}`",
        &written[1..]
    ))
}

pub(crate) fn reference_without_semicolon(span: Span, written: &str) -> Diagnostic {
    diagnostic(
        "SW0014",
        span,
        format!("browsers read `{written}` as a character, even without `;`"),
    )
    .help(format!(
        "write `{written};` for it, `&amp;{}` for the text",
        &written[1..]
    ))
}

pub(crate) fn no_character(span: Span, written: &str) -> Diagnostic {
    diagnostic(
        "SW0015",
        span,
        format!("`{written}` is not the number of a character"),
    )
    .help("write the character's Unicode number, such as `&#x20AC;`")
}

/// `element` is the name in lower case.
pub(crate) fn hole_in_raw_text(span: Span, element: &str) -> Diagnostic {
    let message = format!("braces in `<{element}>` are text, a value there cannot be escaped");
    diagnostic("SW0016", span, message).help(match element {
        "script" => {
            "for data write `<script type=\"application/json\">{json}</script>` with a `JsonScript`, \
             for code `<script src={address}>` with a `ResourceUrl`"
        }
        "style" => {
            "write `style:name={value}` or `style={css}` with a `Css` on the elements themselves, \
             or link a stylesheet"
        }
        _ => "put the value outside of it",
    })
}
