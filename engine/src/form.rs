//! Forms: what was typed, what it means and what is wrong with it, together.
//!
//! ```text
//! user[name]=Ada&user[skills][0][level]=x      what a client sends, by phx-change or phx-submit
//! tree ──> Node { name: "Ada", skills: { 0: { level: "x" } } }
//! form.read ──> fields: "Ada" is a String; "x" stays as typed, and is no whole number
//! rules ──> errors by path: "skills[0].name" is required
//! form.name, form.skills: fields for a template, with the errors of those that were used
//! ```
//! `#[derive(FormData)]` makes the fields of a struct; [`Form`] holds them; `components` shows them. Whatever a
//! client sends, a form stays within bounds: [`MAX_ROWS`] entries in a list, 16 brackets in a name.

mod components;
mod errors;
mod field;
#[cfg(feature = "garde")]
mod garde;
mod group;
mod part;
mod rows;
mod tree;
mod value;

pub use components::{add_button, error, form, input, inputs_for, row_button};
pub use errors::{Errors, FieldError};
pub use field::{Field, Input};
#[cfg(feature = "garde")]
pub use garde::garde;
pub use group::Group;
pub use rows::{MAX_ROWS, Row, Rows};
/// Makes a struct the data of a [`Form`], whose fields are then fields of the form.
///
/// ```
/// use slotwise::form::{Form, FormData};
///
/// #[derive(Clone, FormData)]
/// struct User {
///     #[form(skip)]
///     id: u64,
///     name: String,
///     age: Option<u8>,
///     admin: bool,
///     tags: Vec<String>,
///     #[form(nested)]
///     skills: Vec<Skill>,
/// }
///
/// #[derive(Clone, FormData)]
/// struct Skill {
///     name: String,
///     #[form(default = 5)]
///     level: u8,
/// }
///
/// let form = Form::<User>::blank();
/// assert_eq!(form.name.name(), "user[name]");
/// assert_eq!(form.tags.name(), "user[tags][]");
/// assert!(form.skills.is_empty());
/// ```
///
/// | | |
/// |---|---|
/// | a field | its type is a [`FieldValue`] |
/// | `#[form(nested)]` | its type is a struct that derives `FormData`, or a `Vec` of such: [`Group`], [`Rows`] |
/// | `#[form(skip)]` | not in the form: what a client sends does not change it. In a blank form it is the type's default |
/// | `#[form(default = 5)]` | its value in a blank form, and in an entry that is added |
/// | `#[form(name = "account")]` on the struct | what the form is called, instead of the struct's name in small letters |
/// | `#[form(max_rows = 50)]` on the struct | how many of them a list may have, instead of [`MAX_ROWS`] |
pub use slotwise_macros::FormData;
pub use value::{FieldValue, Text};

use crate::session::Params;
use crate::stamp::{Stamp, Stamped};
use field::Name;
use part::FieldSet;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use tree::Node;

/// What `#[derive(FormData)]` expands to.
#[doc(hidden)]
pub mod __private {
    pub use super::field::{Kept, Name};
    pub use super::group::Nested;
    pub use super::part::{FieldSet, Part, State};
}

/// A struct that a [`Form`] holds; derived.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no fields of a form",
    label = "expected a struct that derives `FormData`, or a `Vec` of such",
    note = "a single value, such as text or a number, is a field without `#[form(nested)]`"
)]
pub trait FormData: Clone {
    /// What its form is called: `user`.
    const NAME: &'static str;

    /// How many of them a list may have: [`MAX_ROWS`], or what `#[form(max_rows = 50)]` says. Others are left out, and
    /// the list has the error [`FieldError::TooMany`].
    const MAX_ROWS: usize = MAX_ROWS;

    /// Its fields in a form.
    type Fields: FieldSet<Value = Self>;
}

type Rules<T> = Arc<dyn Fn(&T, &mut Errors) + Send + Sync>;

/// A form: the texts as they were typed, the value that they say, and the errors.
///
/// It derefs to its fields, so `form.name` is the [`Input`] of the field `name`.
///
/// ```
/// use slotwise::form::{Errors, Form, FormData};
/// use slotwise::session::Params;
///
/// #[derive(Clone, Debug, PartialEq, FormData)]
/// struct User { name: String, age: u8 }
///
/// fn rules(user: &User, errors: &mut Errors) {
///     if user.name.is_empty() { errors.add("name", "is required") }
///     if user.age < 18 { errors.add("age", "must be 18 or more") }
/// }
///
/// let mut form = Form::<User>::blank().with_rules(rules);
/// form.validate(&Params::from_query("user[_unused_name]=&user[name]=&user[age]=9"));
/// assert!(form.name.errors().is_empty()); // nobody has used it yet
/// assert_eq!(form.age.errors()[0].to_string(), "must be 18 or more");
///
/// assert!(form.submit(&Params::from_query("user[name]=&user[age]=x")).is_err());
/// assert_eq!(form.name.errors()[0].to_string(), "is required");
/// assert_eq!(form.age.errors()[0].to_string(), "must be a whole number");
/// assert_eq!(form.age.value(), "x");
///
/// let user = form.submit(&Params::from_query("user[name]=Ada&user[age]=36"));
/// assert_eq!(user, Ok(User { name: "Ada".into(), age: 36 }));
/// ```
pub struct Form<T: FormData> {
    name: String,
    fields: T::Fields,
    errors: Vec<FieldError>,
    initial: Option<T>,
    rules: Option<Rules<T>>,
    /// It was put back, so what the client remembers as used was used before.
    anew: bool,
    stamp: Stamp,
}

/// A form was sent that has errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invalid;

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the form has errors")
    }
}

impl std::error::Error for Invalid {}

impl<T: FormData> Form<T> {
    /// A form with the texts of a value.
    pub fn new(value: T) -> Form<T> {
        Form::of(T::NAME.to_owned(), Some(value), None)
    }

    /// A form without texts, but those of `#[form(default = ..)]`.
    pub fn blank() -> Form<T> {
        Form::of(T::NAME.to_owned(), None, None)
    }

    /// Calls it something else, so that a page can have two of the kind. Goes back to how it began.
    ///
    /// ```
    /// # use slotwise::form::{Form, FormData};
    /// # #[derive(Clone, FormData)] struct User { name: String }
    /// let form = Form::<User>::blank().named("friend");
    /// assert_eq!(form.name.id(), "friend_name");
    /// ```
    pub fn named(self, name: &str) -> Form<T> {
        Form::of(name.to_owned(), self.initial, self.rules)
    }

    /// Rules that say what is wrong with a value; they are asked at each change.
    ///
    /// They are asked as well if some fields cannot be read: numbers are then 0, texts empty, lists empty, and
    /// what they say of such a field is left out. Only where a type of one's own, [`Text`], has nothing to stand
    /// in, they are not.
    pub fn with_rules(self, rules: impl Fn(&T, &mut Errors) + Send + Sync + 'static) -> Form<T> {
        let rules = Some(Arc::new(rules) as Rules<T>);
        Form { rules, ..self }
    }

    fn of(name: String, initial: Option<T>, rules: Option<Rules<T>>) -> Form<T> {
        Form {
            fields: T::Fields::new(&Name::of_form(&name), initial.as_ref()),
            name,
            errors: Vec::new(),
            initial,
            rules,
            anew: false,
            stamp: Stamp::fresh(),
        }
    }

    /// What it is called, which is its id, too: `user`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Takes a change: what `phx-change` sent.
    pub fn validate(&mut self, params: &Params) {
        self.stamp = Stamp::fresh();
        let node = Node::of_form(params, &self.name);
        part::read(&mut self.fields, &node, self.anew);
        self.judge();
    }

    /// Takes what `phx-submit` sent; the value if there are no errors. From now on all errors are shown.
    ///
    /// # Errors
    /// Some field cannot be read, or a rule says so.
    pub fn submit(&mut self, params: &Params) -> Result<T, Invalid> {
        self.validate(params);
        part::each_mut(&mut self.fields, &mut |field| field.used = true);
        self.value().filter(|_| self.is_valid()).ok_or(Invalid)
    }

    /// Adds an error that something else than the rules has found, until the next change. The path is as for
    /// [`Errors::add`].
    ///
    /// ```
    /// # use slotwise::form::{Form, FormData};
    /// # use slotwise::session::Params;
    /// # #[derive(Clone, FormData)] struct User { name: String }
    /// let mut form = Form::<User>::blank();
    /// if form.submit(&Params::from_query("user[name]=Ada")).is_ok() {
    ///     form.error("name", "is taken");
    /// }
    /// assert_eq!(form.name.errors()[0].to_string(), "is taken");
    /// ```
    pub fn error(&mut self, path: &str, error: impl Into<FieldError>) {
        self.stamp = Stamp::fresh();
        let steps = errors::steps(path).unwrap_or_default();
        match part::find(&mut self.fields, &steps) {
            Some(field) => field.complain(error.into()),
            None => self.errors.push(error.into()),
        }
    }

    /// Goes back to how it began.
    pub fn reset(&mut self) {
        self.fields = T::Fields::new(&Name::of_form(&self.name), self.initial.as_ref());
        self.errors.clear();
        self.anew = true;
        self.stamp = Stamp::fresh();
    }

    /// The value, if all fields can be read; rules may have something against it.
    pub fn value(&self) -> Option<T> {
        self.fields.value(false)
    }

    /// The errors of no field.
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether there are no errors, shown or not. The rules are asked by [`validate`](Self::validate) and
    /// [`submit`](Self::submit) alone.
    pub fn is_valid(&self) -> bool {
        let mut valid = self.errors.is_empty();
        part::each(&self.fields, &mut |field| {
            valid &= field.all_errors().is_empty()
        });
        valid
    }

    /// What a browser would send of the form as it is, for tests of a view.
    ///
    /// ```
    /// # use slotwise::form::{Form, FormData};
    /// # #[derive(Clone, FormData)] struct User { name: String }
    /// let form = Form::new(User { name: "Ada".into() });
    /// assert_eq!(form.params().get("user[name]"), Some("Ada"));
    /// ```
    pub fn params(&self) -> Params {
        let mut pairs = Vec::new();
        part::write(&self.fields, &mut pairs);
        pairs.into_iter().collect()
    }

    /// Asks the rules.
    fn judge(&mut self) {
        self.errors.clear();
        part::each_mut(&mut self.fields, &mut Field::forget);
        let (Some(rules), Some(value)) = (&self.rules, self.fields.value(true)) else {
            return;
        };
        let mut errors = Errors::default();
        rules(&value, &mut errors);
        for (path, error) in errors.0 {
            self.error(&path, error);
        }
    }
}

impl<T: FormData> Deref for Form<T> {
    type Target = T::Fields;

    fn deref(&self) -> &T::Fields {
        &self.fields
    }
}

impl<T: FormData> Stamped for Form<T> {
    fn stamp(&self) -> Stamp {
        self.stamp
    }
}
