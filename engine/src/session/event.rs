//! Events: what a user did, as text from outside ([`RawEvent`]) and as a view's own type ([`Event`]).
//!
//! ```text
//! {"type":"form","event":"send_message","value":"message=hi"}
//!     RawEvent { name: "send_message", kind: "form", values: [("message", "hi")] }
//!     ChatEvent::SendMessage { message: "hi" }
//! ```

use super::params::Params;
use serde_json::Value;
use std::fmt;

/// The events of a view: a type that is made of what comes from the client. Mostly an enum with
/// `#[derive(Event)]`.
///
/// ```
/// use slotwise::session::{Event, EventError, RawEvent};
///
/// #[derive(Event, Debug, PartialEq)]
/// enum ListEvent {
///     /// `phx-submit="add"`; the fields are those of the form.
///     Add { title: String, count: Option<u32>, tag: Vec<String> },
///     /// `phx-click="clear-all"`.
///     #[event("clear-all")]
///     Clear,
/// }
///
/// assert_eq!(ListEvent::NAMES, ["add", "clear-all"]);
/// let add = RawEvent::form("add", "title=Milk&count=&tag=a&tag=b&_target=title");
/// let tag = vec!["a".to_owned(), "b".to_owned()];
/// assert_eq!(ListEvent::decode(add), Ok(ListEvent::Add { title: "Milk".to_owned(), count: None, tag }));
/// assert_eq!(ListEvent::decode(RawEvent::click("clear-all", &[])), Ok(ListEvent::Clear));
/// let wrong = ListEvent::decode(RawEvent::form("add", "title=Milk&count=many")).unwrap_err();
/// assert_eq!(wrong.to_string(), "`count` of the event `add` is ill-typed: expected a whole number");
/// ```
///
/// A variant is named as in `snake_case`, or as `#[event("..")]` says, and so are its fields, whose types are
/// [`EventField`]s. A variant with one field without a name, `Save(T)`, takes all values as an
/// [`EventPayload`]. What a client sends along by itself is left alone: `value`, `key` and names that begin
/// with `_`. Anything else that is missing, ill-typed or unknown is an [`EventError`]: the view is not told
/// of it, the client gets an error, and the session goes on.
#[diagnostic::on_unimplemented(
    message = "found `{Self}`, expected the events of a view",
    note = "try `#[derive(Event)]` on an enum, `RawEvent` for whatever comes, or `()` for no events"
)]
pub trait Event: Sized + 'static {
    /// The names of all events; none where any name is taken.
    const NAMES: &'static [&'static str];

    /// Makes the event of what came.
    ///
    /// # Errors
    /// If there is no such event, or a value is missing, ill-typed or unknown.
    fn decode(raw: RawEvent) -> Result<Self, EventError>;
}

/// Any event, as it came.
impl Event for RawEvent {
    const NAMES: &'static [&'static str] = &[];

    fn decode(raw: RawEvent) -> Result<RawEvent, EventError> {
        Ok(raw)
    }
}

/// No event at all.
impl Event for () {
    const NAMES: &'static [&'static str] = &[];

    fn decode(raw: RawEvent) -> Result<(), EventError> {
        Err(EventError::UnknownEvent { event: raw.name })
    }
}

/// Why something that came is no event of a view.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EventError {
    /// The view has no event of this name.
    UnknownEvent {
        /// The name.
        event: String,
    },
    /// A field did not come.
    Missing {
        /// The event.
        event: String,
        /// The field.
        field: String,
    },
    /// A field's value is none of its type.
    IllTyped {
        /// The event.
        event: String,
        /// The field.
        field: String,
        /// What its type takes.
        expected: &'static str,
    },
    /// A value came that the event has no field for.
    UnknownField {
        /// The event.
        event: String,
        /// The name of the value.
        field: String,
    },
}

impl fmt::Display for EventError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EventError::UnknownEvent { event } => write!(f, "there is no event `{event}`"),
            EventError::Missing { event, field } => {
                write!(f, "`{field}` of the event `{event}` is missing")
            }
            EventError::IllTyped {
                event,
                field,
                expected,
            } => write!(
                f,
                "`{field}` of the event `{event}` is ill-typed: expected {expected}"
            ),
            EventError::UnknownField { event, field } => {
                write!(f, "the event `{event}` has no field `{field}`")
            }
        }
    }
}

impl std::error::Error for EventError {}

/// What all values of an event together make: the content of a variant `Save(T)`.
///
/// ```
/// use slotwise::session::{Event, Params, RawEvent};
/// #[derive(Event)]
/// enum FormEvent { Save(Params) }
/// let FormEvent::Save(values) = FormEvent::decode(RawEvent::form("save", "a=1")).unwrap();
/// assert_eq!(values.get("a"), Some("1"));
/// ```
#[diagnostic::on_unimplemented(
    message = "found `{Self}`, expected what all values of an event make",
    note = "try `Params`, or fields with names: `Save {{ id: u32 }}`"
)]
pub trait EventPayload: Sized {
    /// Makes it of the event.
    ///
    /// # Errors
    /// If a value is missing, ill-typed or unknown.
    fn of_event(raw: RawEvent) -> Result<Self, EventError>;
}

impl EventPayload for Params {
    fn of_event(raw: RawEvent) -> Result<Params, EventError> {
        Ok(raw.values)
    }
}

/// A type that a field of an event may have: text, numbers, `bool`, and `Option` and `Vec` of these.
///
/// Of several values the last one counts, as a hidden field before a checkbox expects; a `Vec` takes all. An
/// `Option` is `None` where nothing came, or an empty text that its type does not take. A `bool` is false
/// where nothing came: a checkbox that is not checked sends nothing.
///
/// ```
/// use slotwise::session::EventField;
/// struct Even(u32);
/// impl EventField for Even {
///     const EXPECTED: &'static str = "an even number";
///     fn of_values(values: &[&str]) -> Option<Even> {
///         u32::of_values(values).filter(|n| n % 2 == 0).map(Even)
///     }
/// }
/// assert_eq!(Even::of_values(&["4"]).map(|even| even.0), Some(4));
/// assert!(Even::of_values(&["5"]).is_none());
/// ```
#[diagnostic::on_unimplemented(
    message = "found `{Self}`, expected a type that a field of an event may have",
    note = "these are text, numbers, `bool`, and `Option` and `Vec` of them: try `String`, or implement `EventField`"
)]
pub trait EventField: Sized {
    /// What is taken, for messages.
    const EXPECTED: &'static str;

    /// Makes it of the values of its name, of which there may be none.
    fn of_values(values: &[&str]) -> Option<Self>;
}

macro_rules! parsed {
    ($($type:ty, $expected:literal;)*) => {$(
        impl EventField for $type {
            const EXPECTED: &'static str = $expected;

            fn of_values(values: &[&str]) -> Option<Self> {
                values.last()?.trim().parse().ok()
            }
        }
    )*};
}
parsed! {
    u8, "a whole number from 0 to 255";
    u16, "a whole number from 0 to 65535";
    u32, "a whole number";
    u64, "a whole number";
    usize, "a whole number";
    i8, "a whole number from -128 to 127";
    i16, "a whole number from -32768 to 32767";
    i32, "a whole number";
    i64, "a whole number";
    isize, "a whole number";
}

macro_rules! finite {
    ($($type:ty)*) => {$(
        impl EventField for $type {
            const EXPECTED: &'static str = "a number";

            fn of_values(values: &[&str]) -> Option<Self> {
                values.last()?.trim().parse().ok().filter(|number: &$type| number.is_finite())
            }
        }
    )*};
}
finite!(f32 f64);

impl EventField for String {
    const EXPECTED: &'static str = "text";

    fn of_values(values: &[&str]) -> Option<String> {
        values.last().map(|text| (*text).to_owned())
    }
}

impl EventField for bool {
    const EXPECTED: &'static str = "`true`, `false`, `on` or nothing";

    fn of_values(values: &[&str]) -> Option<bool> {
        match values.last() {
            None | Some(&"false") => Some(false),
            Some(&("true" | "on")) => Some(true),
            Some(_) => None,
        }
    }
}

impl<T: EventField> EventField for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn of_values(values: &[&str]) -> Option<Option<T>> {
        let Some(last) = values.last() else {
            return Some(None);
        };
        match T::of_values(values) {
            None if !last.is_empty() => None,
            value => Some(value),
        }
    }
}

impl<T: EventField> EventField for Vec<T> {
    const EXPECTED: &'static str = T::EXPECTED;

    fn of_values(values: &[&str]) -> Option<Vec<T>> {
        values.iter().map(|value| T::of_values(&[value])).collect()
    }
}

/// What a user did, as it came: a click, a changed or sent form, a key.
///
/// ```
/// use slotwise::session::RawEvent;
/// let event = RawEvent::form("save", "title=Milk+%26+honey&_target=title");
/// assert_eq!(event.name, "save");
/// assert_eq!(event.value("title"), Some("Milk & honey"));
/// assert_eq!(event.value("_target"), Some("title"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RawEvent {
    /// The name that the template gives: `save` for `phx-submit="save"`.
    pub name: String,
    /// What happened: `click`, `form`, `keyup`, ...
    pub kind: String,
    values: Params,
}

impl RawEvent {
    /// A form that was changed or sent, for tests of a view.
    pub fn form(name: &str, urlencoded: &str) -> RawEvent {
        RawEvent {
            name: name.to_owned(),
            kind: "form".to_owned(),
            values: Params::from_query(urlencoded),
        }
    }

    /// A click on an element with such `phx-value-*`, for tests of a view.
    pub fn click(name: &str, values: &[(&str, &str)]) -> RawEvent {
        RawEvent {
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

    /// A field of an event; for what `#[derive(Event)]` expands to.
    #[doc(hidden)]
    pub fn field<T: EventField>(&self, field: &str) -> Result<T, EventError> {
        let values: Vec<&str> = self.values.get_all(field).collect();
        let (event, name) = (|| self.name.clone(), || field.to_owned());
        T::of_values(&values).ok_or_else(|| match values.is_empty() {
            true => EventError::Missing {
                event: event(),
                field: name(),
            },
            false => EventError::IllTyped {
                event: event(),
                field: name(),
                expected: T::EXPECTED,
            },
        })
    }

    /// Refuses values that are none of these fields; for what `#[derive(Event)]` expands to.
    #[doc(hidden)]
    pub fn only(&self, fields: &[&str]) -> Result<(), EventError> {
        let sent_along = |name: &str| matches!(name, "value" | "key") || name.starts_with('_');
        let mut names = self.values.iter().map(|(name, _)| name);
        match names.find(|name| !fields.contains(name) && !sent_along(name)) {
            None => Ok(()),
            Some(name) => Err(EventError::UnknownField {
                event: self.name.clone(),
                field: name.to_owned(),
            }),
        }
    }

    /// The event of a frame's payload, if that has the form of one.
    pub(crate) fn of_payload(payload: &Value) -> Option<RawEvent> {
        let kind = payload.get("type")?.as_str()?;
        let values = match payload.get("value") {
            None | Some(Value::Null) => Params::default(),
            Some(Value::String(text)) if kind == "form" => Params::from_query(text),
            Some(Value::Object(members)) => {
                let mut values = Params::default();
                for (name, value) in members {
                    push_values(name, value, &mut values);
                }
                values
            }
            Some(other) => [("value", scalar(other)?)].into_iter().collect(),
        };
        Some(RawEvent {
            name: payload.get("event")?.as_str()?.to_owned(),
            kind: kind.to_owned(),
            values,
        })
    }
}

/// A list is its name repeated; what is deeper is left out.
fn push_values(name: &str, value: &Value, values: &mut Params) {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    for text in items.iter().filter_map(scalar) {
        values.push(name, text);
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
        let click = json!({"type": "click", "event": "go", "value": {"id": 7, "on": true, "key": "a", "ids": [1, 2, [3]], "deep": {"a": 1}}});
        let click = RawEvent::of_payload(&click).unwrap();
        assert_eq!((click.kind.as_str(), click.name.as_str()), ("click", "go"));
        assert_eq!(click.value("id"), Some("7"));
        assert_eq!(click.value("on"), Some("true"));
        assert_eq!(click.value("key"), Some("a"));
        assert_eq!(click.field::<Vec<u8>>("ids"), Ok(vec![1, 2]));
        assert_eq!(click.value("deep"), None);

        let form = json!({"type": "form", "event": "go", "value": "a=1&a=2&_target=a"});
        let form = RawEvent::of_payload(&form).unwrap();
        assert_eq!(form.value("a"), Some("2"));
        assert_eq!(form.value("_target"), Some("a"));

        let hook = json!({"type": "hook", "event": "go", "value": "text"});
        assert_eq!(
            RawEvent::of_payload(&hook).unwrap().value("value"),
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
            assert_eq!(RawEvent::of_payload(&wrong), None, "{wrong}");
        }
    }

    #[derive(crate::Event, Debug, PartialEq)]
    enum Any {
        Typed {
            number: i8,
            share: f64,
            flag: bool,
            maybe: Option<u16>,
            #[event("user[name]")]
            name: String,
        },
        Bare,
        All(Params),
    }

    fn check(query: &str, expected: Result<Any, &str>) {
        let decoded = Any::decode(RawEvent::form("typed", query));
        assert_eq!(
            decoded.map_err(|error| error.to_string()),
            expected.map_err(str::to_owned),
            "{query}"
        );
    }

    #[test]
    fn fields() {
        let typed = |flag, maybe| {
            Ok(Any::Typed {
                number: -7,
                share: 0.5,
                flag,
                maybe,
                name: String::new(),
            })
        };
        let rest = "number=-7&share=.5&user[name]=";
        check(rest, typed(false, None));
        check(&format!("{rest}&maybe=&flag=on"), typed(true, None));
        check(
            &format!("{rest}&maybe=3&flag=true&flag=false"),
            typed(false, Some(3)),
        );
        check(
            &format!("{rest}&_target=number&_unused_flag=&_csrf_token=x&value=&key=a"),
            typed(false, None),
        );
        check(
            "number=200&share=1&user[name]=",
            Err(
                "`number` of the event `typed` is ill-typed: expected a whole number from -128 to 127",
            ),
        );
        check(
            "number=1&share=inf&user[name]=",
            Err("`share` of the event `typed` is ill-typed: expected a number"),
        );
        check(
            "number=1&share=1",
            Err("`user[name]` of the event `typed` is missing"),
        );
        check(
            &format!("{rest}&maybe=x"),
            Err(
                "`maybe` of the event `typed` is ill-typed: expected a whole number from 0 to 65535",
            ),
        );
        check(
            &format!("{rest}&other=x"),
            Err("the event `typed` has no field `other`"),
        );
    }

    #[test]
    fn variants() {
        assert_eq!(Any::NAMES, ["typed", "bare", "all"]);
        assert_eq!(Any::decode(RawEvent::click("bare", &[])), Ok(Any::Bare));
        let unknown = Any::decode(RawEvent::click("bare", &[("id", "1")]));
        assert_eq!(
            unknown.unwrap_err().to_string(),
            "the event `bare` has no field `id`"
        );
        let all = Any::decode(RawEvent::click("all", &[("id", "1")]));
        assert_eq!(all, Ok(Any::All([("id", "1")].into_iter().collect())));
        for name in ["", "Bare", "other"] {
            let unknown = Any::decode(RawEvent::click(name, &[]));
            assert!(matches!(unknown, Err(EventError::UnknownEvent { .. })));
        }
        assert!(<() as Event>::decode(RawEvent::click("x", &[])).is_err());
    }
}
