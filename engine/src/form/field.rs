//! [`Field`]: the texts and the errors of one field. [`Input`]: a field with its type.

use super::errors::{FieldError, Step};
use super::part::{Part, State};
use super::tree::Node;
use super::value::FieldValue;
use std::ops::Deref;

/// What a part of a form is called: `user_skills_0`, `user[skills][0]`.
#[derive(Clone, Debug)]
pub struct Name {
    pub(super) id: String,
    pub(super) path: String,
}

impl Name {
    pub(super) fn of_form(name: &str) -> Name {
        Name {
            id: name.to_owned(),
            path: name.to_owned(),
        }
    }

    /// The name of a part in here.
    pub fn child(&self, key: &str) -> Name {
        Name {
            id: format!("{}_{key}", self.id),
            path: format!("{}[{key}]", self.path),
        }
    }
}

/// One field as a template shows it: its name, its texts as they were typed, its errors.
#[derive(Clone, Debug)]
pub struct Field {
    id: String,
    name: String,
    texts: Vec<String>,
    errors: Vec<FieldError>,
    /// The first error says that the texts cannot be read, so nothing else is said.
    pub(super) unread: bool,
    pub(super) used: bool,
}

impl Field {
    pub(super) fn new(name: Name, many: bool) -> Field {
        let list = if many { "[]" } else { "" };
        Field {
            id: name.id,
            name: name.path + list,
            texts: Vec::new(),
            errors: Vec::new(),
            unread: false,
            used: false,
        }
    }

    /// The id of its control: `user_skills_0_name`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The name of its control: `user[skills][0][name]`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text as it was typed, or that of the value; empty if there is none.
    pub fn value(&self) -> &str {
        self.texts.last().map_or("", String::as_str)
    }

    /// All texts, for a select of several.
    pub fn values(&self) -> &[String] {
        &self.texts
    }

    /// Whether one of the texts is this one: an option that is chosen.
    pub fn has(&self, text: &str) -> bool {
        self.texts.iter().any(|one| one == text)
    }

    /// Whether a checkbox is checked.
    pub fn is_checked(&self) -> bool {
        bool::decode(&self.texts) == Ok(true)
    }

    /// The errors to show: none as long as nobody has used the field.
    pub fn errors(&self) -> &[FieldError] {
        if self.used { &self.errors } else { &[] }
    }

    /// The errors, shown or not.
    pub fn all_errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether the user has used the field, or sent the form.
    pub fn is_used(&self) -> bool {
        self.used
    }

    pub(super) fn refuse(&mut self, error: FieldError) {
        self.errors = vec![error];
        self.unread = true;
    }

    pub(super) fn accept(&mut self) {
        self.errors.clear();
        self.unread = false;
    }

    /// Drops what rules have said.
    pub(super) fn forget(&mut self) {
        if !self.unread {
            self.errors.clear();
        }
    }

    /// What a rule says of what could be read.
    pub(super) fn complain(&mut self, error: FieldError) {
        if !self.unread {
            self.errors.push(error);
        }
    }
}

/// A [`Field`] that holds a `T`.
#[derive(Clone, Debug)]
pub struct Input<T> {
    field: Field,
    value: Option<T>,
}

impl<T: FieldValue> Input<T> {
    /// The value of the texts, if they say one.
    ///
    /// ```
    /// # use slotwise::form::{Form, FormData};
    /// #[derive(Clone, FormData)]
    /// struct Skill { level: u8 }
    /// let form = Form::new(Skill { level: 3 });
    /// assert_eq!(form.level.parsed(), Some(&3));
    /// assert_eq!(form.level.value(), "3");
    /// ```
    pub fn parsed(&self) -> Option<&T> {
        self.value.as_ref()
    }

    fn take(&mut self, texts: Vec<String>) {
        match T::decode(&texts) {
            Ok(value) => {
                self.value = Some(value);
                self.field.accept();
            }
            Err(error) => {
                self.value = None;
                self.field.refuse(error);
            }
        }
        self.field.texts = texts;
    }
}

impl<T> Deref for Input<T> {
    type Target = Field;

    fn deref(&self) -> &Field {
        &self.field
    }
}

impl<T: FieldValue> Part for Input<T> {
    fn read(&mut self, parent: &Node<'_>, key: &str, anew: bool) {
        let Some(given) = parent.child(key).map(Node::values) else {
            return;
        };
        let texts: Vec<&str> = match T::MANY {
            true => given.iter().copied().filter(|t| !t.is_empty()).collect(),
            // The last one: that of a checkbox comes behind the hidden one.
            false => given.last().copied().into_iter().collect(),
        };
        if given.is_empty() {
            return;
        }
        self.field.used = match anew {
            true => self.field.used || self.field.texts != texts,
            false => !parent.is_unused(key),
        };
        self.take(texts.into_iter().map(str::to_owned).collect());
    }

    fn find(&mut self, path: &[Step<'_>]) -> Option<&mut Field> {
        // An entry of a list of texts has no field of its own.
        let is_here = path.is_empty() || T::MANY && matches!(path, [Step::Entry(_)]);
        is_here.then_some(&mut self.field)
    }

    fn each(&self, visit: &mut dyn FnMut(&Field)) {
        visit(&self.field);
    }

    fn each_mut(&mut self, visit: &mut dyn FnMut(&mut Field)) {
        visit(&mut self.field);
    }

    fn write(&self, pairs: &mut Vec<(String, String)>) {
        let Field { name, texts, .. } = &self.field;
        if T::MANY {
            pairs.push((name.clone(), String::new()));
        }
        pairs.extend(texts.iter().map(|text| (name.clone(), text.clone())));
    }
}

impl<T: FieldValue> State for Input<T> {
    type Value = T;

    fn new(name: Name, value: Option<&T>) -> Input<T> {
        let field = Field::new(name, T::MANY);
        let mut input = Input { field, value: None };
        let blank = || if T::MANY { vec![] } else { vec![String::new()] };
        input.take(value.map_or_else(blank, T::encode));
        input
    }

    fn value(&self, stand_ins: bool) -> Option<T> {
        let stand_in = || if stand_ins { T::stand_in() } else { None };
        self.value.clone().or_else(stand_in)
    }
}

/// What stays as it is, whatever a client sends: `#[form(skip)]`.
#[derive(Clone, Debug)]
pub struct Kept<T>(T);

impl<T> Deref for Kept<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> Part for Kept<T> {
    fn read(&mut self, _: &Node<'_>, _: &str, _: bool) {}

    fn find(&mut self, _: &[Step<'_>]) -> Option<&mut Field> {
        None
    }

    fn each(&self, _: &mut dyn FnMut(&Field)) {}

    fn each_mut(&mut self, _: &mut dyn FnMut(&mut Field)) {}

    fn write(&self, _: &mut Vec<(String, String)>) {}
}

impl<T: Clone + Default> State for Kept<T> {
    type Value = T;

    fn new(_: Name, value: Option<&T>) -> Kept<T> {
        Kept(value.cloned().unwrap_or_default())
    }

    fn value(&self, _: bool) -> Option<T> {
        Some(self.0.clone())
    }
}
