//! [`Tracked`]: a value that knows whether it changed.

use crate::stamp::{Stamp, Stamped, Version};
use core::fmt;
use core::ops::{Deref, DerefMut};

/// A value with a [`Stamp`] that is renewed on every mutable access.
///
/// Fields of a view's state are `Tracked`, so that a template skips what reads only unchanged ones.
/// A clone keeps the stamp: it is the same version. Costs 8 bytes beside the value, and one atomic
/// addition per mutable access.
///
/// What changes behind a shared reference (`Cell`, `Mutex`, atomics) is not seen: call
/// [`Tracked::touch`] after such a change.
///
/// For the rows of a long list there is [`TrackedList`](crate::TrackedList).
///
/// ```
/// use slotwise::Tracked;
/// let mut name = Tracked::new(String::from("Ada"));
/// name.push('!');
/// assert_eq!(name.len(), 4);
/// *name = String::from("Grace");
/// ```
pub struct Tracked<T> {
    version: Version,
    value: T,
}

impl<T> Tracked<T> {
    /// A first version of `value`.
    pub fn new(value: T) -> Self {
        Tracked {
            version: Version::fresh(),
            value,
        }
    }

    /// Says that the value changed in a way that mutable access did not show.
    pub fn touch(&mut self) {
        self.version = Version::fresh();
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Stamped for Tracked<T> {
    #[inline]
    fn stamp(&self) -> Stamp {
        self.version.stamp()
    }
}

impl<T> Deref for Tracked<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Tracked<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        self.touch();
        &mut self.value
    }
}

impl<T: Clone> Clone for Tracked<T> {
    fn clone(&self) -> Self {
        Tracked {
            version: self.version,
            value: self.value.clone(),
        }
    }
}

impl<T: Default> Default for Tracked<T> {
    fn default() -> Self {
        Tracked::new(T::default())
    }
}

impl<T> From<T> for Tracked<T> {
    fn from(value: T) -> Self {
        Tracked::new(value)
    }
}

impl<T: fmt::Debug> fmt::Debug for Tracked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: fmt::Display> fmt::Display for Tracked<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

/// As the value itself.
#[cfg(any(feature = "json", feature = "session"))]
impl<T: serde::Serialize> serde::Serialize for Tracked<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: PartialEq<U>, U> PartialEq<Tracked<U>> for Tracked<T> {
    fn eq(&self, other: &Tracked<U>) -> bool {
        self.value == other.value
    }
}

impl<T: PartialOrd<U>, U> PartialOrd<Tracked<U>> for Tracked<T> {
    fn partial_cmp(&self, other: &Tracked<U>) -> Option<core::cmp::Ordering> {
        self.value.partial_cmp(&other.value)
    }
}

// `@n > 3` and `@name == "Ada"` compare the value, from either side.
crate::compare::with_plain_values!(Tracked);
