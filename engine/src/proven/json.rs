//! [`JsonScript`]: data for a script.

use alloc::{
    boxed::Box,
    string::{String, ToString},
};
use core::fmt;
use serde::Serialize;

/// The content of a `<script type="application/json">` or `application/ld+json`, which a script of the page
/// reads: any value that can be serialized.
///
/// ```
/// use slotwise::{JsonScript, View, h};
/// let data = JsonScript::new(&[("name", "</script>")])?;
/// let view = h! { <script type="application/json">{data}</script> };
/// assert_eq!(
///     view.to_html(),
///     r#"<script type="application/json">[["name","\u003c/script\u003e"]]</script>"#,
/// );
/// # Ok::<(), slotwise::NotJson>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonScript(pub(super) Box<str>);

impl JsonScript {
    /// The value as JSON, without any character that means something in HTML or ends a line in JavaScript.
    ///
    /// # Errors
    ///
    /// If the value cannot be JSON: a key of a map is no text, or its `Serialize` fails.
    pub fn new<T: Serialize + ?Sized>(value: &T) -> Result<JsonScript, NotJson> {
        let json = serde_json::to_string(value).map_err(|error| NotJson(error.to_string()))?;
        Ok(JsonScript::of_json(&json))
    }

    /// Of a text that is JSON.
    pub(crate) fn of_json(json: &str) -> JsonScript {
        JsonScript(escaped(json).into_boxed_str())
    }

    /// The JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Outside of its strings JSON has none of these characters.
fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for char in json.chars() {
        match char {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            char => out.push(char),
        }
    }
    out
}

/// A value that is no JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotJson(String);

impl fmt::Display for NotJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not JSON: {}", self.0)
    }
}

impl core::error::Error for NotJson {}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::collections::BTreeMap;

    #[test]
    fn what_means_something_in_html_is_escaped() {
        let value = "<!--<script>&\u{2028}\u{2029}\"\\\0é";
        let json = JsonScript::new(value).unwrap();
        assert!(
            !json
                .as_str()
                .contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\0'])
        );
        assert_eq!(
            serde_json::from_str::<String>(json.as_str()).unwrap(),
            value
        );
    }

    #[test]
    fn what_is_no_json_is_an_error() {
        let error = JsonScript::new(&BTreeMap::from([((1, 2), 3)])).unwrap_err();
        assert!(error.to_string().starts_with("not JSON: "));
    }
}
