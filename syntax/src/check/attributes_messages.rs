//! What there is to say about sets of attributes and parts of styles: codes SW0230 to SW0239.

use crate::diagnostic::Diagnostic;
use crate::ir::Span;
use crate::tree::Name;

fn diagnostic(
    code: &'static str,
    span: Span,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic {
        code,
        span,
        message: message.into(),
        second: None,
        help: Some(help.into()),
    }
}

pub(super) fn spread_of_nothing(span: Span) -> Diagnostic {
    diagnostic(
        "SW0230",
        span,
        "a spread of nothing, expected a set of attributes",
        "write `{..attrs}`, with `attrs` made by `Attrs::new()`",
    )
}

pub(super) fn spread_on_script(span: Span) -> Diagnostic {
    diagnostic(
        "SW0231",
        span,
        "a spread on `<script>` could decide what runs",
        "write each attribute by name",
    )
}

pub(super) fn style_property(name: &Name, property: &str) -> Diagnostic {
    diagnostic(
        "SW0232",
        name.span,
        format!("`{property}` is not the name of a style property"),
        "expected letters, digits and dashes, as in `style:max-width` and `style:--gap`",
    )
}

pub(super) fn style_without_value(name: &Name) -> Diagnostic {
    diagnostic(
        "SW0233",
        name.span,
        format!("`{}` has no value", name.text),
        format!("write `{}={{..}}`", name.text),
    )
}

pub(super) fn style_value(name: &Name) -> Diagnostic {
    diagnostic(
        "SW0234",
        name.span,
        format!(
            "the value of `{}` is not one that loads nothing and ends where it ends",
            name.text
        ),
        "leave out quotes, `;`, `url(..)` and the like, or write all of it into `style=\"..\"`",
    )
}
