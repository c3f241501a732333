//! What a form is made of: the traits behind the types of its fields.

use super::errors::Step;
use super::field::{Field, Name};
use super::tree::Node;

/// One part of a form: a field, a form within it, or a list of such.
pub trait Part {
    /// Takes what the client says of this part. What it says nothing of stays as it is.
    ///
    /// `anew`: the form was put back, so what the client remembers as used was used before.
    fn read(&mut self, parent: &Node<'_>, key: &str, anew: bool);

    /// The field at the end of a path.
    fn find(&mut self, path: &[Step<'_>]) -> Option<&mut Field>;

    /// Visits all fields.
    fn each(&self, visit: &mut dyn FnMut(&Field));

    /// Visits all fields, to change them.
    fn each_mut(&mut self, visit: &mut dyn FnMut(&mut Field));

    /// Adds what a browser would send of this part.
    fn write(&self, pairs: &mut Vec<(String, String)>);
}

/// A [`Part`] with its type.
pub trait State: Part {
    /// What it holds.
    type Value;

    /// The part with a value, or blank.
    fn new(name: Name, value: Option<&Self::Value>) -> Self;

    /// What it holds now. With `stand_ins` also if some of it cannot be read, as long as there is something to
    /// stand in for that.
    fn value(&self, stand_ins: bool) -> Option<Self::Value>;
}

/// All parts of a struct, as `#[derive(FormData)]` makes them.
pub trait FieldSet {
    /// The struct.
    type Value;

    /// Its parts, with a value or blank.
    fn new(name: &Name, value: Option<&Self::Value>) -> Self;

    /// See [`State::value`].
    fn value(&self, stand_ins: bool) -> Option<Self::Value>;

    /// The parts.
    fn parts(&self) -> Vec<&dyn Part>;

    /// The parts by their names.
    fn parts_mut(&mut self) -> Vec<(&'static str, &mut dyn Part)>;
}

pub(super) fn read(set: &mut impl FieldSet, node: &Node<'_>, anew: bool) {
    for (key, part) in set.parts_mut() {
        part.read(node, key, anew);
    }
}

pub(super) fn find<'s>(set: &'s mut impl FieldSet, path: &[Step<'_>]) -> Option<&'s mut Field> {
    let (Step::Field(name), rest) = path.split_first()? else {
        return None;
    };
    let mut parts = set.parts_mut().into_iter();
    parts.find(|(key, _)| key == name)?.1.find(rest)
}

pub(super) fn each(set: &impl FieldSet, visit: &mut dyn FnMut(&Field)) {
    for part in set.parts() {
        part.each(visit);
    }
}

pub(super) fn each_mut(set: &mut impl FieldSet, visit: &mut dyn FnMut(&mut Field)) {
    for (_, part) in set.parts_mut() {
        part.each_mut(visit);
    }
}

pub(super) fn write(set: &impl FieldSet, pairs: &mut Vec<(String, String)>) {
    for part in set.parts() {
        part.write(pairs);
    }
}
