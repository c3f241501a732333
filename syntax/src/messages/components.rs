//! Components: 04xx.

use super::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::identifier;
use crate::tree::Name;

pub(crate) fn component_name(name: &Name) -> Diagnostic {
    let message = format!("`<{}>` names no component", name.text);
    diagnostic("SW0401", name.span, message)
        .help("write `<.name>` for a function in scope, `<path::name>` for one elsewhere")
}

pub(crate) fn prop_name(name: &Name) -> Diagnostic {
    let message = format!(
        "`{}` is no name of a prop, expected a Rust identifier",
        name.text
    );
    let underscored = name.text.replace('-', "_");
    let help = match identifier::prop_name(&underscored) {
        Some(_) => format!(
            "name the prop `{underscored}`; attributes are for the elements in the component"
        ),
        None => "give the prop another name".to_owned(),
    };
    diagnostic("SW0403", name.span, message).help(help)
}
