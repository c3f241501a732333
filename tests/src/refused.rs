//! Whether a template with a hole for text compiles.

use slotwise_syntax::ir::{Context, Slot};
use slotwise_syntax::{Level, compile};

/// What the compiler says.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// The template does not compile, by these codes.
    Refused(Vec<&'static str>),
    /// It compiles, and no value gets in: the braces are characters of its HTML, which is this.
    NoHole(String),
    /// It compiles, and takes text.
    Accepted,
}

/// What the compiler says to a template whose holes are `{v}`, with any text for `v`.
///
/// A hole `name={v}` whose slot asks for a type of its own takes no text either. There the compiler also has to
/// refuse `name={format!("{v}")}`, which can be nothing but text; that rustc refuses a `String` in the first
/// is shown by the fixtures in `ui`.
pub fn verdict(template: &str) -> Verdict {
    let codes = errors(template);
    if !codes.is_empty() {
        return Verdict::Refused(codes);
    }
    let compiled = compile(template).template;
    match &compiled.slots[..] {
        [] => Verdict::NoHole(compiled.statics.concat()),
        slots if slots.iter().any(takes_text) => Verdict::Accepted,
        _ => match errors(&template.replace("={v}", "={format!(\"{v}\")}")) {
            codes if codes.is_empty() => Verdict::Accepted,
            codes => Verdict::Refused(codes),
        },
    }
}

/// The codes of all errors.
pub fn errors(template: &str) -> Vec<&'static str> {
    let diagnostics = compile(template).diagnostics;
    let errors = diagnostics.iter().filter(|one| one.level == Level::Error);
    errors.map(|one| one.code).collect()
}

fn takes_text(slot: &Slot) -> bool {
    matches!(
        slot.context,
        Context::Text
            | Context::PlainText
            | Context::Attribute(_)
            | Context::Url(..)
            | Context::Style(..)
            | Context::Value
            | Context::UrlValue(_)
            | Context::StyleValue(_)
            | Context::Spread
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts() {
        assert_eq!(verdict("<p title={v}>x</p>"), Verdict::Accepted);
        assert_eq!(
            verdict("<script>go({v})</script>"),
            Verdict::NoHole("<script>go({v})</script>".to_owned())
        );
        for template in ["<p onclick={v}>x</p>", "<script src={v}></script>"] {
            assert!(
                matches!(verdict(template), Verdict::Refused(_)),
                "{template}"
            );
        }
    }
}
