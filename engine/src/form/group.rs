//! [`Group`]: a form within a form, and which types may be one.

use super::FormData;
use super::errors::Step;
use super::field::{Field, Name};
use super::part::{self, FieldSet, Part, State};
use super::rows::Rows;
use super::tree::Node;
use std::ops::Deref;

/// What may be `#[form(nested)]`: a struct that is [`FormData`], or a `Vec` of such.
pub trait Nested: Sized {
    /// How a form holds it.
    type State: State<Value = Self>;
}

impl<T: FormData> Nested for T {
    type State = Group<T>;
}

impl<T: FormData> Nested for Vec<T> {
    type State = Rows<T>;
}

/// A form within a form; it derefs to its fields.
///
/// ```
/// use slotwise::form::{Form, FormData};
///
/// #[derive(Clone, FormData)]
/// struct Place { town: String }
///
/// #[derive(Clone, FormData)]
/// struct User { #[form(nested)] home: Place }
///
/// let form = Form::new(User { home: Place { town: "London".into() } });
/// assert_eq!(form.home.town.name(), "user[home][town]");
/// ```
pub struct Group<T: FormData>(T::Fields);

impl<T: FormData> Deref for Group<T> {
    type Target = T::Fields;

    fn deref(&self) -> &T::Fields {
        &self.0
    }
}

impl<T: FormData> Part for Group<T> {
    fn read(&mut self, parent: &Node<'_>, key: &str, anew: bool) {
        if let Some(node) = parent.child(key) {
            part::read(&mut self.0, node, anew);
        }
    }

    fn find(&mut self, path: &[Step<'_>]) -> Option<&mut Field> {
        part::find(&mut self.0, path)
    }

    fn each(&self, visit: &mut dyn FnMut(&Field)) {
        part::each(&self.0, visit);
    }

    fn each_mut(&mut self, visit: &mut dyn FnMut(&mut Field)) {
        part::each_mut(&mut self.0, visit);
    }

    fn write(&self, pairs: &mut Vec<(String, String)>) {
        part::write(&self.0, pairs);
    }
}

impl<T: FormData> State for Group<T> {
    type Value = T;

    fn new(name: Name, value: Option<&T>) -> Group<T> {
        Group(T::Fields::new(&name, value))
    }

    fn value(&self, stand_ins: bool) -> Option<T> {
        self.0.value(stand_ins)
    }
}
