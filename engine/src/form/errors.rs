//! [`FieldError`], what is wrong with a field, and [`Errors`], where rules put theirs.

use std::borrow::Cow;
use std::fmt;

/// What is wrong with a field. Its text goes behind the field's name: "must be a number".
///
/// ```
/// use slotwise::form::FieldError;
/// assert_eq!(FieldError::Missing.to_string(), "is required");
/// assert_eq!(FieldError::from("is taken").to_string(), "is taken");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldError {
    /// Nothing was given where something has to be.
    Missing,
    /// The text is no number.
    NotANumber,
    /// The text is no whole number.
    NotAWholeNumber,
    /// A number of the right kind that the type cannot hold.
    OutOfRange {
        /// The least that it can.
        least: i128,
        /// The most, as long as that is an `i128`.
        most: i128,
    },
    /// A list has more entries than it may.
    TooMany {
        /// How many it may have.
        most: usize,
    },
    /// What a rule, or a type of the program's own, says.
    Message(Cow<'static, str>),
}

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FieldError::Missing => f.write_str("is required"),
            FieldError::NotANumber => f.write_str("must be a number"),
            FieldError::NotAWholeNumber => f.write_str("must be a whole number"),
            FieldError::OutOfRange { least, most } => write!(f, "must be from {least} to {most}"),
            FieldError::TooMany { most } => write!(f, "may have {most} entries at most"),
            FieldError::Message(text) => f.write_str(text),
        }
    }
}

impl From<&'static str> for FieldError {
    fn from(text: &'static str) -> Self {
        FieldError::Message(text.into())
    }
}

impl From<String> for FieldError {
    fn from(text: String) -> Self {
        FieldError::Message(text.into())
    }
}

/// Where the rules of a form put what they find: errors by the paths of their fields.
#[derive(Debug, Default)]
pub struct Errors(pub(super) Vec<(String, FieldError)>);

impl Errors {
    /// Adds an error to a field: `name`, or `skills[0].level` in a list, whose entries are counted from 0 as in
    /// the value. Of a path that leads nowhere, such as `""`, it is an error of the form.
    pub fn add(&mut self, path: impl Into<String>, error: impl Into<FieldError>) {
        self.0.push((path.into(), error.into()));
    }
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'p> {
    /// A field, by its name.
    Field(&'p str),
    /// An entry of a list, by its position.
    Entry(usize),
}

/// The steps of `skills[0].level`.
pub(super) fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let mut steps = Vec::new();
    for piece in path.split('.') {
        let (field, entries) = match piece.find('[') {
            Some(at) => piece.split_at(at),
            None => (piece, ""),
        };
        steps.push(Step::Field(field));
        if !entries.is_empty() {
            let inner = entries.strip_prefix('[')?.strip_suffix(']')?;
            for position in inner.split("][") {
                steps.push(Step::Entry(position.parse().ok()?));
            }
        }
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_apart() {
        use Step::{Entry, Field};
        assert_eq!(steps("name"), Some(vec![Field("name")]));
        let level = vec![Field("skills"), Entry(0), Field("level")];
        assert_eq!(steps("skills[0].level"), Some(level));
        assert_eq!(steps("a[1][2]"), Some(vec![Field("a"), Entry(1), Entry(2)]));
        assert_eq!(steps("a.b"), Some(vec![Field("a"), Field("b")]));
        for wrong in [
            "a[",
            "a[]",
            "a[x]",
            "a[0",
            "a[-1]",
            "a[99999999999999999999]",
        ] {
            assert_eq!(steps(wrong), None, "{wrong}");
        }
    }
}
