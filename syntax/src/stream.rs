//! What a template says of a stream: where its rows stand, and what they are called.
//!
//! ```html
//! <ul id="log" phx-update="stream"><li :for={(id, line) in @lines} id={id}>{line}</li></ul>
//! ```
//! A `:for` right inside such an element walks a stream; each row is one element with the id that the pattern
//! names first.

use crate::identifier::is_identifier;
use crate::ir::Code;
use crate::literal;
use crate::tree::{Element, Kind, Value};
use slotwise_html::Namespace;

/// Whether the rows right inside this element are those of a stream.
pub(crate) fn is_stream(text: &str, element: &Element) -> bool {
    let is_stream = |value: &Value| match value {
        Value::Text(span) => &text[span.start..span.end] == "stream",
        Value::Hole(code) => literal::value(&code.text).is_some_and(|text| text == "stream"),
        _ => false,
    };
    let mut named = element.named();
    matches!(element.kind, Kind::Html(namespace) if namespace != Namespace::Nodes)
        && named
            .any(|(name, value)| name.text.eq_ignore_ascii_case("phx-update") && is_stream(value))
}

/// What the pattern of a row calls its id: the first name of a pair.
pub(crate) fn id_of(pattern: &Code) -> Option<&str> {
    let (id, _) = pattern.text.strip_prefix('(')?.split_once(',')?;
    Some(id.trim()).filter(|id| is_identifier(id))
}
