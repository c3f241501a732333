//! Slots: 07xx.

use super::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::ir::Span;
use crate::tree::Name;

pub(crate) fn slot_outside(name: &Name) -> Diagnostic {
    let message = format!("`<{}>` stands in no component", name.text);
    diagnostic("SW0701", name.span, message)
        .help("put it right between the tags of the component whose slot it fills")
}

pub(crate) fn slot_too_deep(name: &Name, component: &Name) -> Diagnostic {
    let message = format!("`<{}>` is not a child of `<{}>`", name.text, component.text);
    diagnostic("SW0702", name.span, message)
        .second(component.span, "the component is here")
        .help("put it right between the component's tags; `:if` and `:for` go on the entry itself")
}

pub(crate) fn slot_name(name: &Name) -> Diagnostic {
    let message = format!("`<{}>` names no slot", name.text);
    diagnostic("SW0703", name.span, message)
        .help("write `<:name>`, the name being a Rust identifier")
}

pub(crate) fn reserved_slot(name: &Name) -> Diagnostic {
    diagnostic(
        "SW0704",
        name.span,
        "`inner_block` is no name for a slot entry",
    )
    .help("what stands between the component's tags beside slot entries is `inner_block`")
}

pub(crate) fn not_on_a_slot(name: &Name) -> Diagnostic {
    let message = format!("`{}` on a slot entry", name.text);
    diagnostic("SW0705", name.span, message).help(match &*name.text {
        ":key" => "the component keys its rows; leave it out",
        _ => "write `:if={!..}` with the opposite condition",
    })
}

pub(crate) fn let_on_a_slot(span: Span) -> Diagnostic {
    diagnostic("SW0706", span, "`let` in the `:if` of a slot entry")
        .help("write `:for={pattern in option}`: an `Option` is walked once or not at all")
}

pub(crate) fn let_on_an_element(name: &Name) -> Diagnostic {
    diagnostic("SW0707", name.span, "`:let` on an element").help(
        "it names what a component hands to its content; elsewhere write `{#let name = value}`",
    )
}

pub(crate) fn let_without_content(name: &Name) -> Diagnostic {
    diagnostic("SW0708", name.span, "`:let` without content to use it")
        .help("write the content between the tags, or leave `:let` out")
}
