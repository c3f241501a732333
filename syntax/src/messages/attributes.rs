//! Attributes of any element: 02xx.

use super::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::ir::Span;
use crate::tree::Name;

pub(crate) fn unquoted(value: Span, written: &str) -> Diagnostic {
    diagnostic("SW0201", value, "the value of an attribute without quotes").help(format!(
        "quote it: `\"{written}\"`, or `{{{written}}}` for an expression"
    ))
}

pub(crate) fn missing_value(span: Span, name: &str) -> Diagnostic {
    diagnostic("SW0202", span, format!("`{name}=` has no value")).help(format!(
        "write `{name}=\"..\"`, `{name}={{..}}` or `{name}` alone"
    ))
}

pub(crate) fn quote_never_closed(span: Span, quote: char) -> Diagnostic {
    diagnostic("SW0203", span, "this value is never closed").help(format!("add `{quote}`"))
}

pub(crate) fn given_twice(again: &Name, first: Span) -> Diagnostic {
    diagnostic(
        "SW0204",
        again.span,
        format!("`{}` is given twice", again.text),
    )
    .second(first, "first given here")
    .help("remove one of them")
}

pub(crate) fn refused_event(name: &Name) -> Diagnostic {
    let message = format!(
        "`{}` is a script, a hole in it cannot be escaped",
        name.text
    );
    let event = name.text[2..].to_ascii_lowercase();
    diagnostic("SW0205", name.span, message).help(format!(
        "write `phx-{event}={{..}}` and handle the event in the view"
    ))
}

pub(crate) fn refused_document(name: &Name) -> Diagnostic {
    let message = format!(
        "`{}` is a whole document, a hole in it cannot be escaped",
        name.text
    );
    diagnostic("SW0206", name.span, message)
        .help("serve the document on its own and write `src={..}`")
}

pub(crate) fn spread(span: Span) -> Diagnostic {
    diagnostic("SW0207", span, "spreads are not supported yet").help("write each attribute by name")
}

pub(crate) fn nameless(span: Span) -> Diagnostic {
    diagnostic(
        "SW0208",
        span,
        "a hole in a tag needs a name, expected `name={..}`",
    )
    .help("write the name of the attribute before it")
}
