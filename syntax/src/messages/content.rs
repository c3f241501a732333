//! Content where a browser would not leave it: codes 06xx.

use super::diagnostic;
use crate::check::Found;
use crate::diagnostic::Diagnostic;
use crate::ir::Span;
use crate::tree::Element;
use slotwise_html::content::Fault;

pub(crate) fn content_inside(fault: Fault, found: Found, around: &Element) -> Diagnostic {
    let (what, outer) = (label(found), &around.name.text);
    let message = format!("{what} cannot stand in `<{outer}>`: {}", fault.reason());
    diagnostic(code(fault), found.span, message)
        .second(around.open, "opened here")
        .help(fault.help())
}

pub(crate) fn content_beside(fault: Fault, found: Found, first: Found) -> Diagnostic {
    let (what, other) = (label(found), label(first));
    let message = format!("{what} cannot stand beside {other}: {}", fault.reason());
    diagnostic(code(fault), found.span, message)
        .second(first.span, format!("{other} is here"))
        .help(fault.help())
}

pub(crate) fn content_alone(fault: Fault, found: Found) -> Diagnostic {
    let message = format!("{} cannot stand here: {}", label(found), fault.reason());
    diagnostic(code(fault), found.span, message).help(fault.help())
}

fn label(found: Found) -> String {
    match found.name {
        Some(name) => format!("`<{name}>`"),
        None => "text".to_owned(),
    }
}

fn code(fault: Fault) -> &'static str {
    match fault {
        Fault::EndsP => "SW0601",
        Fault::ItemInItem => "SW0602",
        Fault::DefinitionInDefinition => "SW0603",
        Fault::HeadingInHeading => "SW0604",
        Fault::LinkInLink => "SW0605",
        Fault::NobrInNobr => "SW0606",
        Fault::ButtonInButton => "SW0607",
        Fault::FormInForm => "SW0608",
        Fault::SelectInSelect => "SW0609",
        Fault::InputInSelect => "SW0610",
        Fault::EndsOption => "SW0611",
        Fault::EndedInSelect => "SW0612",
        Fault::RubyPart => "SW0613",
        Fault::TablePart => "SW0614",
        Fault::MissingTableBody => "SW0615",
        Fault::MissingRow => "SW0616",
        Fault::MissingColgroup => "SW0617",
        Fault::ElementInTable => "SW0618",
        Fault::TextInTable => "SW0619",
        Fault::InColgroup => "SW0620",
        Fault::InHead => "SW0621",
        Fault::InHtml => "SW0622",
        Fault::InFrameset => "SW0623",
        Fault::InDocument => "SW0624",
        Fault::PagePart => "SW0625",
        Fault::Image => "SW0626",
        Fault::Plaintext => "SW0627",
        Fault::EndsForeign => "SW0628",
        Fault::MathInText => "SW0629",
        Fault::Mixed => "SW0630",
    }
}

pub(crate) fn late_doctype(span: Span) -> Diagnostic {
    diagnostic(
        "SW0631",
        span,
        "browsers leave out a doctype that is not first",
    )
    .help("put it first, or remove it")
}

pub(crate) fn old_doctype(span: Span) -> Diagnostic {
    diagnostic(
        "SW0632",
        span,
        "browsers show a page of this doctype as they did long ago",
    )
    .help("write `<!DOCTYPE html>`")
}

pub(crate) fn missing_in_page(span: Span, around: &str, name: &str) -> Diagnostic {
    let message = format!("`{around}` without `<{name}>`: browsers put one there");
    diagnostic("SW0633", span, message).help(format!("write `<{name}>` and `</{name}>`"))
}

pub(crate) fn order_in_page(found: &Element, before: &Element) -> Diagnostic {
    let (name, other) = (&found.name.text, &before.name.text);
    let message = format!("`<{name}>` after `<{other}>`: browsers leave it out");
    diagnostic("SW0634", found.open, message)
        .second(before.open, format!("`<{other}>` is here"))
        .help("a page is one `<html>`, which holds one `<head>` and then one `<body>`")
}

pub(crate) fn conditional_in_page(found: &Element) -> Diagnostic {
    let name = &found.name.text;
    let message = format!("`<{name}>` in a condition: browsers open one even if there is none");
    diagnostic("SW0636", found.open, message).help("put the condition inside of it")
}

pub(crate) fn annotation_by_encoding(element: &Element) -> Diagnostic {
    let message = "by `encoding` browsers choose the language inside an `<annotation-xml>`";
    diagnostic("SW0635", element.open, message).help("remove the attribute, or the elements inside")
}
