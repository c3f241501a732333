//! [`Event`]: what a user did, as a view is told of it.

use super::params::Params;
use serde_json::Value;

/// What a user did: a click, a changed or sent form, a key.
///
/// ```
/// use slotwise::session::Event;
/// let event = Event::form("save", "title=Milk+%26+honey&_target=title");
/// assert_eq!(event.name, "save");
/// assert_eq!(event.value("title"), Some("Milk & honey"));
/// assert_eq!(event.value("_target"), Some("title"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// The name that the template gives: `save` for `phx-submit="save"`.
    pub name: String,
    /// What happened: `click`, `form`, `keyup`, ...
    pub kind: String,
    values: Params,
}

impl Event {
    /// A form that was changed or sent, for tests of a view.
    pub fn form(name: &str, urlencoded: &str) -> Event {
        Event {
            name: name.to_owned(),
            kind: "form".to_owned(),
            values: Params::from_query(urlencoded),
        }
    }

    /// A click on an element with such `phx-value-*`, for tests of a view.
    pub fn click(name: &str, values: &[(&str, &str)]) -> Event {
        Event {
            name: name.to_owned(),
            kind: "click".to_owned(),
            values: values.iter().copied().collect(),
        }
    }

    /// A field of the form, a `phx-value-*` of the element, or `key` of a key event.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.values.get(key)
    }

    /// All values that came with the event.
    pub fn values(&self) -> &Params {
        &self.values
    }

    /// The event of a frame's payload, if that has the form of one.
    pub(crate) fn of_payload(payload: &Value) -> Option<Event> {
        let kind = payload.get("type")?.as_str()?;
        let values = match payload.get("value") {
            None | Some(Value::Null) => Params::default(),
            Some(Value::String(text)) if kind == "form" => Params::from_query(text),
            Some(Value::Object(members)) => members
                .iter()
                .filter_map(|(name, value)| Some((name.as_str(), scalar(value)?)))
                .collect(),
            Some(other) => [("value", scalar(other)?)].into_iter().collect(),
        };
        Some(Event {
            name: payload.get("event")?.as_str()?.to_owned(),
            kind: kind.to_owned(),
            values,
        })
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn payloads() {
        let click = json!({"type": "click", "event": "go", "value": {"id": 7, "on": true, "key": "a", "deep": [1]}});
        let click = Event::of_payload(&click).unwrap();
        assert_eq!((click.kind.as_str(), click.name.as_str()), ("click", "go"));
        assert_eq!(click.value("id"), Some("7"));
        assert_eq!(click.value("on"), Some("true"));
        assert_eq!(click.value("key"), Some("a"));
        assert_eq!(click.value("deep"), None);

        let form = json!({"type": "form", "event": "go", "value": "a=1&a=2&_target=a"});
        let form = Event::of_payload(&form).unwrap();
        assert_eq!(form.value("a"), Some("2"));
        assert_eq!(form.value("_target"), Some("a"));

        let hook = json!({"type": "hook", "event": "go", "value": "text"});
        assert_eq!(
            Event::of_payload(&hook).unwrap().value("value"),
            Some("text")
        );

        for wrong in [
            json!(null),
            json!([]),
            json!({"event": "go", "value": {}}),
            json!({"type": "click", "event": 7, "value": {}}),
            json!({"type": 7, "event": "go"}),
            json!({"type": "click", "event": "go", "value": []}),
        ] {
            assert_eq!(Event::of_payload(&wrong), None, "{wrong}");
        }
    }
}
