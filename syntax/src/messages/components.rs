//! Components: 04xx.

use super::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::tree::Name;

pub(crate) fn component_name(name: &Name) -> Diagnostic {
    let message = format!("`<{}>` names no component", name.text);
    diagnostic("SW0401", name.span, message)
        .help("write `<.name>` for a function in scope, `<path::name>` for one elsewhere")
}

pub(crate) fn slot_entry(name: &Name) -> Diagnostic {
    diagnostic("SW0402", name.span, "named slots are not supported yet")
        .help("pass it as a prop or as the component's children")
}

pub(crate) fn prop_name(name: &Name) -> Diagnostic {
    let message = format!(
        "`{}` is no name of a prop, expected a Rust identifier",
        name.text
    );
    diagnostic("SW0403", name.span, message)
}
