//! [`Place`]: what a pattern of a template is matched against.

use crate::component::Prop;
use crate::tracked::Tracked;

/// A borrowed place. `get` looks through [`Tracked`] and [`Prop`], so that `{#match @state}` takes the
/// patterns of the state itself. The inherent methods win over [`Plain`]'s, which is for all else.
pub struct Place<'a, T: ?Sized>(pub &'a T);

impl<'a, T> Place<'a, Tracked<T>> {
    /// The tracked value.
    #[inline]
    pub fn get(self) -> &'a T {
        self.0
    }
}

impl<'a, T> Place<'a, &Tracked<T>> {
    /// The tracked value of an item.
    #[inline]
    pub fn get(self) -> &'a T {
        self.0
    }
}

impl<'a, T> Place<'a, Prop<T>> {
    /// The prop's value.
    #[inline]
    pub fn get(self) -> &'a T {
        self.0
    }
}

/// The fallback of [`Place`].
pub trait Plain<'a> {
    /// What lies there.
    type Value: ?Sized;

    /// The value.
    fn get(self) -> &'a Self::Value;
}

impl<'a, T: ?Sized> Plain<'a> for Place<'a, T> {
    type Value = T;

    #[inline]
    fn get(self) -> &'a T {
        self.0
    }
}
