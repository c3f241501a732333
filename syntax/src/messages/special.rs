//! Special attributes, `:if` to `:key`: 03xx.

use super::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::ir::{Code, Span};
use crate::tree::Name;

pub(crate) fn unknown_special(name: &Name, near: Option<&str>) -> Diagnostic {
    let known = "special attributes are `:if`, `:else-if`, `:else`, `:for`, `:key` and `:let`";
    diagnostic(
        "SW0301",
        name.span,
        format!("unknown special attribute `{}`", name.text),
    )
    .help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => known.to_owned(),
    })
}

pub(crate) fn special_without_braces(name: &Name) -> Diagnostic {
    let name_text = &name.text;
    diagnostic(
        "SW0302",
        name.span,
        format!("`{name_text}` takes an expression in braces"),
    )
    .help(format!("write `{name_text}={{..}}`"))
}

pub(crate) fn key_without_for(name: &Name) -> Diagnostic {
    diagnostic("SW0303", name.span, "`:key` without `:for`")
        .help("put it on the tag that has `:for={pattern in items}`")
}

pub(crate) fn for_without_in(code: &Code) -> Diagnostic {
    diagnostic("SW0304", code.span, "expected `pattern in items`").help(
        match code.text.contains("<-") {
            true => "write `in` for `<-`",
            false => "write it as in `:for={item in &items}`",
        },
    )
}

pub(crate) fn else_with_value(name: &Name) -> Diagnostic {
    diagnostic("SW0305", name.span, "`:else` takes no value")
        .help("for a condition write `:else-if={..}`")
}

pub(crate) fn else_without_if(name: &Name) -> Diagnostic {
    let message = format!("`{}` without an `:if` before it", name.text);
    diagnostic("SW0306", name.span, message).help(
        "put it right after a tag with `:if`; only white space and `{!-- --}` may stand between",
    )
}

pub(crate) fn else_after_else(name: &Name, last: Span) -> Diagnostic {
    diagnostic(
        "SW0307",
        name.span,
        format!("`{}` after `:else`", name.text),
    )
    .second(last, "nothing is left after this")
    .help("put `:else` last, once")
}

pub(crate) fn else_beside(name: &Name, other: &Name) -> Diagnostic {
    let message = format!("`{}` and `{}` on the same tag", name.text, other.text);
    diagnostic("SW0308", name.span, message)
        .second(other.span, format!("`{}` is here", other.text))
        .help(match &*other.text {
            ":for" => "put the `:for` on a tag inside",
            _ => "write only `:else-if={..}`",
        })
}

pub(crate) fn else_after_for(name: &Name, each: Span) -> Diagnostic {
    let message = format!("`{}` after a tag with `:for`", name.text);
    diagnostic("SW0309", name.span, message)
        .second(each, "an `:if` beside this picks items")
        .help("for what to show without items write `{#for ..}` .. `{#else}` .. `{/for}`")
}

pub(crate) fn stream_without_id(update: &Name) -> Diagnostic {
    diagnostic(
        "SW0310",
        update.span,
        "`phx-update=\"stream\"` on an element without an `id`",
    )
    .help("give it an `id` that no other element of the page has")
}

pub(crate) fn stream_pattern(pattern: &Code) -> Diagnostic {
    let message = format!(
        "expected `(id, item)` for a row of a stream, found `{}`",
        pattern.text
    );
    diagnostic("SW0311", pattern.span, message)
        .help("write it as in `:for={(id, item) in @items}`, and `id={id}` on the same tag")
}

pub(crate) fn stream_row_without_id(at: Span, id: &str) -> Diagnostic {
    let message = format!("a row of a stream without `id={{{id}}}`");
    diagnostic("SW0312", at, message).help(format!("write `id={{{id}}}` on the tag of the row"))
}

pub(crate) fn component_as_stream_row(name: &Name, id: &str) -> Diagnostic {
    let message = format!(
        "a row of a stream has to be an element, found `<{}>`",
        name.text
    );
    diagnostic("SW0312", name.span, message).help(format!(
        "put it inside an element with the `:for` and `id={{{id}}}`"
    ))
}

pub(crate) fn beside_stream(name: &Name, each: Span) -> Diagnostic {
    let message = format!("`{}` on a row of a stream", name.text);
    diagnostic("SW0313", name.span, message)
        .second(
            each,
            "the rows of a stream are what was inserted, by their ids",
        )
        .help(match &*name.text {
            ":if" => "leave it out, and insert what shall be shown",
            _ => "leave it out",
        })
}

pub(crate) fn block_in_stream(span: Span) -> Diagnostic {
    diagnostic(
        "SW0314",
        span,
        "`{#for}` right inside an element with `phx-update=\"stream\"`",
    )
    .help("write `:for={(id, item) in ..}` and `id={id}` on the tag of the row")
}
