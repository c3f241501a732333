//! [`FieldValue`]: which types a field may have, and what their texts are.

use super::errors::FieldError;
use std::fmt::Display;
use std::num::IntErrorKind;
use std::str::FromStr;

/// A type that one field of a form holds: text, numbers, `bool` (a checkbox), `Option`s of them (empty is
/// `None`), `Vec`s of them (a select of several) and types of one's own that are [`Text`].
pub trait FieldValue: Clone {
    /// Whether the field has several texts at once, and a name that ends with `[]`.
    const MANY: bool = false;

    /// The value of the texts that a browser sends: one, or any number if there are [`MANY`](Self::MANY).
    ///
    /// # Errors
    /// The texts say no such value.
    fn decode(texts: &[String]) -> Result<Self, FieldError>;

    /// The texts of the value.
    fn encode(&self) -> Vec<String>;

    /// What stands in for a value that cannot be read, so that rules can judge the other fields.
    fn stand_in() -> Option<Self> {
        None
    }
}

/// A type of one's own that a field holds, by its [`FromStr`] and [`Display`]; the former's error is shown.
///
/// ```
/// use slotwise::form::{Form, FormData, Text};
/// use slotwise::session::Params;
/// use std::{fmt, str::FromStr};
///
/// #[derive(Clone, Debug, PartialEq)]
/// enum Role { Admin, Guest }
///
/// impl FromStr for Role {
///     type Err = &'static str;
///     fn from_str(text: &str) -> Result<Role, &'static str> {
///         match text {
///             "admin" => Ok(Role::Admin),
///             "guest" => Ok(Role::Guest),
///             _ => Err("must be admin or guest"),
///         }
///     }
/// }
///
/// impl fmt::Display for Role {
///     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
///         f.write_str(match self { Role::Admin => "admin", Role::Guest => "guest" })
///     }
/// }
///
/// impl Text for Role {}
///
/// #[derive(Clone, FormData)]
/// struct User { role: Role }
///
/// let mut form = Form::new(User { role: Role::Guest });
/// form.validate(&Params::from_query("user[role]=boss"));
/// assert_eq!(form.role.value(), "boss");
/// assert_eq!(form.role.errors()[0].to_string(), "must be admin or guest");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a field of a form",
    label = "a value of this type has no text that a browser sends",
    note = "text, numbers, `bool`, `Option`s and `Vec`s of them can; for a type with `FromStr` and `Display` implement \
            `slotwise::form::Text`; a struct that derives `FormData` needs `#[form(nested)]`"
)]
pub trait Text: Clone + FromStr<Err: Display> + Display {
    /// See [`FieldValue::stand_in`].
    fn stand_in() -> Option<Self> {
        None
    }
}

impl<T: Text> FieldValue for T {
    fn decode(texts: &[String]) -> Result<T, FieldError> {
        let text = some(texts).ok_or(FieldError::Missing)?;
        text.parse()
            .map_err(|error: T::Err| FieldError::from(error.to_string()))
    }

    fn encode(&self) -> Vec<String> {
        vec![self.to_string()]
    }

    fn stand_in() -> Option<T> {
        <T as Text>::stand_in()
    }
}

/// The text that counts, blanks at its ends left out, unless there is none.
fn some(texts: &[String]) -> Option<&str> {
    let text = texts.last()?.trim();
    (!text.is_empty()).then_some(text)
}

impl FieldValue for String {
    fn decode(texts: &[String]) -> Result<String, FieldError> {
        Ok(texts.last().cloned().unwrap_or_default())
    }

    fn encode(&self) -> Vec<String> {
        vec![self.clone()]
    }

    fn stand_in() -> Option<String> {
        Some(String::new())
    }
}

/// A checkbox sends `true` or, by a hidden field before it, `false`; a browser left alone sends `on`.
impl FieldValue for bool {
    fn decode(texts: &[String]) -> Result<bool, FieldError> {
        let text = texts.last().map_or("", String::as_str);
        Ok(matches!(text, "true" | "on" | "1"))
    }

    fn encode(&self) -> Vec<String> {
        vec![self.to_string()]
    }

    fn stand_in() -> Option<bool> {
        Some(false)
    }
}

macro_rules! whole_numbers {
    ($($type:ty),*) => {$(
        impl FieldValue for $type {
            fn decode(texts: &[String]) -> Result<$type, FieldError> {
                let text = some(texts).ok_or(FieldError::Missing)?;
                text.parse::<$type>().map_err(|error| {
                    use IntErrorKind::{NegOverflow, PosOverflow};
                    // -1 is no digit to a type without a sign.
                    let is_whole = matches!(error.kind(), NegOverflow | PosOverflow) || text.parse::<i128>().is_ok();
                    match is_whole {
                        true => FieldError::OutOfRange {
                            least: i128::try_from(<$type>::MIN).unwrap_or(i128::MIN),
                            most: i128::try_from(<$type>::MAX).unwrap_or(i128::MAX),
                        },
                        false => FieldError::NotAWholeNumber,
                    }
                })
            }

            fn encode(&self) -> Vec<String> {
                vec![self.to_string()]
            }

            fn stand_in() -> Option<$type> {
                Some(0)
            }
        }
    )*};
}
whole_numbers!(
    u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize
);

macro_rules! floats {
    ($($type:ty),*) => {$(
        /// Finite numbers; `inf` and `nan` are none.
        impl FieldValue for $type {
            fn decode(texts: &[String]) -> Result<$type, FieldError> {
                let text = some(texts).ok_or(FieldError::Missing)?;
                let number = text.parse::<$type>().ok().filter(|number| number.is_finite());
                number.ok_or(FieldError::NotANumber)
            }

            fn encode(&self) -> Vec<String> {
                vec![self.to_string()]
            }

            fn stand_in() -> Option<$type> {
                Some(0.0)
            }
        }
    )*};
}
floats!(f32, f64);

/// Nothing but blanks is `None`.
impl<T: FieldValue> FieldValue for Option<T> {
    fn decode(texts: &[String]) -> Result<Option<T>, FieldError> {
        match some(texts) {
            None => Ok(None),
            Some(_) => T::decode(texts).map(Some),
        }
    }

    fn encode(&self) -> Vec<String> {
        match self {
            None => vec![String::new()],
            Some(value) => value.encode(),
        }
    }

    fn stand_in() -> Option<Option<T>> {
        Some(None)
    }
}

/// All texts that are not empty: a hidden empty one is how a browser says that nothing is chosen.
impl<T: FieldValue> FieldValue for Vec<T> {
    const MANY: bool = true;

    fn decode(texts: &[String]) -> Result<Vec<T>, FieldError> {
        let each = texts.iter().filter(|text| !text.is_empty());
        each.map(|text| T::decode(std::slice::from_ref(text)))
            .collect()
    }

    fn encode(&self) -> Vec<String> {
        self.iter().flat_map(T::encode).collect()
    }

    fn stand_in() -> Option<Vec<T>> {
        Some(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<T: FieldValue>(text: &str) -> Result<T, FieldError> {
        T::decode(&[text.to_owned()])
    }

    #[test]
    fn texts_become_values_or_say_why_not() {
        assert_eq!(read::<u8>(" 7 "), Ok(7));
        assert_eq!(read::<u8>(""), Err(FieldError::Missing));
        assert_eq!(read::<u8>("x"), Err(FieldError::NotAWholeNumber));
        assert_eq!(read::<u8>("1.5"), Err(FieldError::NotAWholeNumber));
        let range = FieldError::OutOfRange {
            least: 0,
            most: 255,
        };
        assert_eq!(read::<u8>("256"), Err(range.clone()));
        assert_eq!(read::<u8>("-1"), Err(range.clone()));
        assert_eq!(read::<u8>(&"9".repeat(100)), Err(range));
        assert_eq!(read::<i64>("-5"), Ok(-5));
        assert_eq!(read::<f64>("1e3"), Ok(1000.0));
        for text in ["inf", "nan", "1e999", "x"] {
            assert_eq!(read::<f64>(text), Err(FieldError::NotANumber));
        }
        assert_eq!(read::<String>(" a "), Ok(" a ".to_owned()));
        assert_eq!(read::<Option<u8>>(" "), Ok(None));
        assert_eq!(read::<Option<u8>>("x"), Err(FieldError::NotAWholeNumber));
        assert_eq!(read::<bool>("true"), Ok(true));
        assert_eq!(read::<bool>("false"), Ok(false));
        assert_eq!(bool::decode(&[]), Ok(false));
        let texts = ["", "a", "b"].map(str::to_owned);
        assert_eq!(Vec::<String>::decode(&texts), Ok(texts[1..].to_vec()));
    }
}
