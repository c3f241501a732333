//! Tags: 01xx.

use super::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::ir::Span;
use crate::tree::Name;

pub(crate) fn never_closed(name: &str, open: Span) -> Diagnostic {
    diagnostic("SW0101", open, format!("`<{name}>` is never closed"))
        .help(format!("add `</{name}>`"))
}

pub(crate) fn closed_too_late(name: &str, open: Span, closing: &Name) -> Diagnostic {
    never_closed(name, open).second(closing.span, comes_first(closing))
}

/// `closing` has its delimiters, `</p>` or `{/if}`.
pub(super) fn comes_first(closing: &Name) -> String {
    format!("`{}` comes first", closing.text)
}

pub(crate) fn mismatched(found: &Name, expected: &str, open: Span) -> Diagnostic {
    let message = format!("found `</{}>`, expected `</{expected}>`", found.text);
    diagnostic("SW0102", found.span, message)
        .second(open, "opened here")
        .help(format!("write `</{expected}>`"))
}

pub(crate) fn stray_closing(found: &Name) -> Diagnostic {
    let message = format!("`</{}>` closes nothing", found.text);
    diagnostic("SW0103", found.span, message)
        .help(format!("remove it, or open `<{}>` before", found.text))
}

pub(crate) fn void_closed(found: &Name) -> Diagnostic {
    let message = format!("`<{}>` has no content and no closing tag", found.text);
    diagnostic("SW0104", found.span, message).help("remove the closing tag")
}

pub(crate) fn tag_not_ended(span: Span) -> Diagnostic {
    diagnostic("SW0105", span, "this tag is not ended, expected `>`").help("add `>`")
}

pub(crate) fn unexpected_in_tag(span: Span, found: char) -> Diagnostic {
    diagnostic(
        "SW0106",
        span,
        format!("found `{found}` in a tag, expected an attribute or `>`"),
    )
    .help(match found {
        '=' => "write the name of an attribute before it",
        '"' | '\'' => "quotes belong to a value, as in `name=\"..\"`",
        _ => "remove it",
    })
}

pub(crate) fn closing_with_attributes(span: Span) -> Diagnostic {
    diagnostic(
        "SW0107",
        span,
        "a closing tag holds only a name, expected `>`",
    )
    .help("put attributes on the opening tag")
}

pub(crate) fn tag_in_text_only(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        "SW0108",
        span,
        format!("`<{name}>` holds only text, found `<`"),
    )
    .help("write `&lt;` for the character")
}

pub(crate) fn too_deep(span: Span, limit: usize) -> Diagnostic {
    diagnostic(
        "SW0109",
        span,
        format!("tags and blocks are nested more than {limit} deep"),
    )
    .help("move a part into a component")
}

pub(crate) fn comment_in_script(span: Span) -> Diagnostic {
    diagnostic(
        "SW0110",
        span,
        "`<!--` changes where browsers end a `<script>`",
    )
    .help("write `<\\!--` in a string, or move the script into a file of its own")
}

pub(crate) fn markup_in_foreign_text(span: Span, name: &str) -> Diagnostic {
    let message = format!("inside `<svg>` browsers read markup in a `<{name}>`");
    diagnostic("SW0111", span, message).help(format!("move the `<{name}>` out of the `<svg>`"))
}

pub(crate) fn element_name(name: &Name) -> Diagnostic {
    let message = format!("`<{}>` cannot be an element's name", name.text);
    diagnostic("SW0112", name.span, message)
        .help("a name begins with a letter and goes on with letters, digits, `-`, `_`, `.` or `:`")
}
