//! States out of JSON: the values of a corpus in the types that a Rust program would give them.

use serde_json::Value;
use slotwise::{AttrValue, Attribute, Attrs, Css, Dyn, Hole, Html, Tracked};
use std::fmt;

/// A type that a JSON value can be read as.
pub trait FromJson {
    /// Panics if `json` does not fit: the corpus and the case do not match.
    fn from_json(json: &Value) -> Self;
}

/// Gives a field its value of the next state; as in LiveView, an equal value is no change.
pub fn assign<T: FromJson + PartialEq>(field: &mut Tracked<T>, json: &Value) {
    let value = T::from_json(json);
    if **field != value {
        **field = value;
    }
}

/// What Elixir would take for any text: numbers, strings, `true`, `nil`.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    Nil,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
}

/// A float in Elixir's notation: never without its fraction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ElixirFloat(f64);

impl FromJson for String {
    fn from_json(json: &Value) -> Self {
        json.as_str().expect("a string").to_owned()
    }
}

impl FromJson for bool {
    fn from_json(json: &Value) -> Self {
        json.as_bool().expect("a bool")
    }
}

impl FromJson for i64 {
    fn from_json(json: &Value) -> Self {
        json.as_i64().expect("an integer")
    }
}

impl FromJson for i128 {
    fn from_json(json: &Value) -> Self {
        match json {
            Value::String(digits) => digits.parse().expect("an integer in digits"),
            json => i128::from(i64::from_json(json)),
        }
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &Value) -> Self {
        (!json.is_null()).then(|| T::from_json(json))
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn from_json(json: &Value) -> Self {
        json.as_array()
            .expect("an array")
            .iter()
            .map(T::from_json)
            .collect()
    }
}

impl<A: FromJson, B: FromJson> FromJson for (A, B) {
    fn from_json(json: &Value) -> Self {
        (A::from_json(&json[0]), B::from_json(&json[1]))
    }
}

impl FromJson for Scalar {
    fn from_json(json: &Value) -> Self {
        match json {
            Value::Null => Scalar::Nil,
            Value::Bool(flag) => Scalar::Bool(*flag),
            Value::Number(number) => match number.as_i64() {
                Some(integer) => Scalar::Int(integer),
                None => Scalar::Float(number.as_f64().expect("a number")),
            },
            Value::String(text) => Scalar::Text(text.clone()),
            json => panic!("{json} is no scalar"),
        }
    }
}

impl FromJson for Html {
    fn from_json(json: &Value) -> Self {
        Html::reviewed(String::from_json(json), "a corpus of this crate")
    }
}

impl FromJson for Css {
    fn from_json(json: &Value) -> Self {
        Css::reviewed(String::from_json(json), "a case of the corpus")
    }
}

/// A keyword list; one within it gives names that begin with its own.
impl FromJson for Attrs<'static> {
    fn from_json(json: &Value) -> Self {
        let mut attrs = Attrs::new();
        for (name, value) in Vec::<(String, Value)>::from_json(json) {
            set(&mut attrs, name, &value);
        }
        attrs
    }
}

impl FromJson for Value {
    fn from_json(json: &Value) -> Self {
        json.clone()
    }
}

fn set(attrs: &mut Attrs<'static>, name: String, value: &Value) {
    let value: AttrValue<'static> = match value {
        Value::Array(names) if name == "class" => {
            let names = names.iter().filter_map(Value::as_str);
            names.collect::<Vec<_>>().join(" ").into()
        }
        Value::Array(_) => {
            for (key, value) in Vec::<(String, Value)>::from_json(value) {
                set(attrs, format!("{name}-{}", key.replace('_', "-")), &value);
            }
            return;
        }
        Value::Null => (&None::<&str>).into(),
        Value::Bool(flag) => (*flag).into(),
        Value::Number(_) => i64::from_json(value).into(),
        value => String::from_json(value).into(),
    };
    attrs
        .try_set(&name, value)
        .expect("the corpus has no other names");
}

impl Hole for Scalar {
    fn hole(&self) -> Dyn<'_> {
        match self {
            Scalar::Nil => Dyn::None,
            Scalar::Bool(flag) => flag.hole(),
            Scalar::Int(integer) => integer.hole(),
            Scalar::Float(float) => float.hole(),
            Scalar::Text(text) => text.hole(),
        }
    }
}

impl Attribute for Scalar {
    fn attribute(&self) -> Dyn<'_> {
        self.hole()
    }
}

impl Scalar {
    /// As a whole style, which is not there if it is `nil` or `false`, and empty if it is `true`.
    pub fn style(&self) -> Option<Css> {
        match self {
            Scalar::Text(text) => Some(Css::reviewed(text, "a case of the corpus")),
            Scalar::Nil | Scalar::Bool(false) => None,
            Scalar::Bool(true) => Some(Css::constant("")),
            scalar => panic!("{scalar:?} is no style"),
        }
    }
}

impl FromJson for ElixirFloat {
    fn from_json(json: &Value) -> Self {
        ElixirFloat(json.as_f64().expect("a number"))
    }
}

impl fmt::Display for ElixirFloat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:?}", self.0);
        match text.split_once('e') {
            Some((digits, exponent)) if !digits.contains('.') => write!(f, "{digits}.0e{exponent}"),
            _ => f.write_str(&text),
        }
    }
}

impl Hole for ElixirFloat {
    fn hole(&self) -> Dyn<'_> {
        Dyn::Display(self)
    }
}
