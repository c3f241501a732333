//! Names that nothing has, and ids that more than one element has: some of the codes 01xx and 02xx.

use super::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::ir::Span;
use crate::tree::Name;

pub(crate) fn unknown_element(name: &Name, near: &str) -> Diagnostic {
    let message = format!("no element is named `<{}>`", name.text);
    diagnostic("SW0131", name.span, message)
        .help(format!(
            "did you mean `<{near}>`? an element of your own has a dash in its name"
        ))
        .warning()
}

pub(crate) fn component_as_element(name: &Name) -> Diagnostic {
    let message = format!(
        "`<{}>` is an element, and HTML has none of that name",
        name.text
    );
    diagnostic("SW0132", name.span, message)
        .help(format!(
            "for a component write `<.{}>`; an element of your own has a dash in its name",
            name.text
        ))
        .warning()
}

pub(crate) fn id_given_twice(span: Span, id: &str, first: Span) -> Diagnostic {
    diagnostic("SW0231", span, format!("the id `{id}` is given twice"))
        .second(first, "first given here")
        .help("give each element an id of its own")
}

pub(crate) fn id_in_loop(span: Span, id: &str, each: Span) -> Diagnostic {
    let message = format!("every turn of a loop gives the id `{id}`");
    diagnostic("SW0232", span, message)
        .second(each, "this loop")
        .help(format!(
            "make it differ: `id={{format!(\"{id}-{{}}\", ..)}}`"
        ))
}

pub(crate) fn unknown_binding(name: &Name, near: Option<&str>) -> Diagnostic {
    let message = format!("unknown binding `{}`", name.text);
    diagnostic("SW0233", name.span, message).help(match near {
        Some("phx-value-") => "write `phx-value-name`, with a name".to_owned(),
        Some(near) => format!("did you mean `{near}`?"),
        None => "for an attribute of your own write `data-` before its name".to_owned(),
    })
}

pub(crate) fn unknown_attribute(name: &Name, near: &str) -> Diagnostic {
    let message = format!("HTML has no attribute `{}`", name.text);
    diagnostic("SW0234", name.span, message)
        .help(format!("did you mean `{near}`?"))
        .warning()
}

pub(crate) fn unknown_aria(name: &Name, near: Option<&str>) -> Diagnostic {
    let message = format!("WAI-ARIA has no attribute `{}`", name.text);
    let help = match near {
        Some(near) => format!("did you mean `aria-{near}`?"),
        None => "remove it, or write `data-` for `aria-`".to_owned(),
    };
    diagnostic("SW0235", name.span, message)
        .help(help)
        .warning()
}
