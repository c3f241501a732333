//! The arguments of a command as JSON, key by key.

use super::To;
use crate::wire::json;
use alloc::string::{String, ToString};

/// An object that is not closed yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Args(String);

impl Default for Args {
    fn default() -> Args {
        Args("{".to_string())
    }
}

impl Args {
    /// Which elements the command is for.
    pub(super) fn to(to: impl Into<To>) -> Args {
        to.into().write(Args::default())
    }

    pub(super) fn text(mut self, key: &str, text: &str) -> Args {
        self.key(key);
        json::string(text, &mut self.0);
        self
    }

    pub(super) fn texts<'t>(mut self, key: &str, texts: impl IntoIterator<Item = &'t str>) -> Args {
        self.key(key);
        list(texts, &mut self.0);
        self
    }

    /// Classes, given as attributes have them.
    pub(super) fn classes(self, key: &str, names: &str) -> Args {
        self.texts(key, names.split_ascii_whitespace())
    }

    /// JSON as it is.
    pub(super) fn json(mut self, key: &str, value: &str) -> Args {
        self.key(key);
        self.0.push_str(value);
        self
    }

    pub(super) fn value(self, key: &str, value: impl Into<CmdValue>) -> Args {
        self.json(key, &value.into().0)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.len() == 1
    }

    pub(super) fn finished(mut self) -> String {
        self.0.push('}');
        self.0
    }

    fn key(&mut self, key: &str) {
        json::comma(&mut self.0);
        json::string(key, &mut self.0);
        self.0.push(':');
    }
}

/// Lists of classes as JSON: what runs, what it starts from, what it ends in.
pub(super) fn triple(lists: [&str; 3]) -> String {
    let mut out = "[".to_string();
    for names in lists {
        json::comma(&mut out);
        list(names.split_ascii_whitespace(), &mut out);
    }
    out.push(']');
    out
}

fn list<'t>(texts: impl IntoIterator<Item = &'t str>, out: &mut String) {
    out.push('[');
    for (at, text) in texts.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        json::string(text, out);
    }
    out.push(']');
}

/// A value that goes with an event: text, a number or a `bool`. Numbers are those of JavaScript, so an id
/// of more than 53 bits goes as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CmdValue(String);

impl From<&str> for CmdValue {
    fn from(text: &str) -> CmdValue {
        let mut out = String::new();
        json::string(text, &mut out);
        CmdValue(out)
    }
}

impl From<&String> for CmdValue {
    fn from(text: &String) -> CmdValue {
        text.as_str().into()
    }
}

impl From<String> for CmdValue {
    fn from(text: String) -> CmdValue {
        text.as_str().into()
    }
}

impl From<char> for CmdValue {
    fn from(char: char) -> CmdValue {
        (&*char.encode_utf8(&mut [0; 4])).into()
    }
}

impl From<f64> for CmdValue {
    fn from(number: f64) -> CmdValue {
        // JSON has no other numbers.
        CmdValue(match number.is_finite() {
            true => number.to_string(),
            false => "null".to_string(),
        })
    }
}

macro_rules! as_written {
    ($($type:ty),*) => {$(
        impl From<$type> for CmdValue {
            fn from(value: $type) -> CmdValue {
                CmdValue(value.to_string())
            }
        }
    )*};
}
as_written!(bool, u8, u16, u32, u64, usize, i8, i16, i32, i64, isize);
