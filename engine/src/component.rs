//! Props: what the struct and the builder of a `#[component]` are made of.

use crate::stamp::{Stamp, Stamped};
use core::fmt;
use core::ops::Deref;

/// A prop with the stamp of the expression that the caller gave for it.
#[derive(Clone, Copy, Debug)]
pub struct Prop<T> {
    value: T,
    stamp: Stamp,
}

impl<T> Prop<T> {
    /// A prop; `stamp` is that of the caller's expression.
    pub fn new(value: T, stamp: Stamp) -> Self {
        Prop { value, stamp }
    }

    /// Adds to the value what has this stamp.
    #[doc(hidden)]
    pub fn change(&mut self, stamp: Stamp, change: impl FnOnce(&mut T)) {
        change(&mut self.value);
        self.stamp = Stamp::mix(6, &[self.stamp, stamp]);
    }
}

impl<T> Deref for Prop<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Stamped for Prop<T> {
    #[inline]
    fn stamp(&self) -> Stamp {
        self.stamp
    }
}

// In a `format!` that is no hole, such as one that is given to another component.
impl<T: fmt::Display> fmt::Display for Prop<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

// `@n > 3` and `@name == "Ada"` compare the value, from either side.
crate::compare::with_plain_values!(Prop);

/// A prop that was given; the builder of a component asks it of each prop it cannot do without.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a required prop is not given: `{Self}`",
    label = "this component needs one more prop"
)]
pub trait Given<T> {
    fn take(self) -> Prop<T>;
}

impl<T> Given<T> for Prop<T> {
    fn take(self) -> Prop<T> {
        self
    }
}

/// A slot that was filled; the builder asks it of each slot that is required.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a required slot is not filled: `{Self}`",
    label = "this component needs content for one more slot"
)]
pub trait IsFilled {}

/// In the place of a slot's name once it was filled.
#[doc(hidden)]
pub struct Full;

impl IsFilled for Full {}

/// What may be given for a `#[prop(into)]` of type `T`.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot become the prop's type `{T}`",
    label = "a value of this type is not `Clone + Into<{T}>`"
)]
pub trait IntoProp<T> {
    fn into_prop(self) -> T;
}

impl<T, V: Clone + Into<T>> IntoProp<T> for &V {
    fn into_prop(self) -> T {
        self.clone().into()
    }
}

impl<'v, T: From<&'v str>> IntoProp<T> for &'v str {
    fn into_prop(self) -> T {
        self.into()
    }
}

/// What a component that passes nothing on would have to take.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "this component passes no attributes on",
    label = "it takes its props and nothing else",
    note = "a component that has `#[prop(rest)] rest: Attrs` takes global attributes, and shows them by `{{..@rest}}`"
)]
pub trait PassedOn {}
