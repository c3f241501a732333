//! [`Each`]: what `:for={item in place}` can walk without taking it.

use crate::component::Prop;
use crate::history::History;
use crate::slot::{Entry, Slots};
use crate::tracked::Tracked;
use crate::tracked_list::TrackedList;
use alloc::collections::{BTreeMap, BTreeSet, VecDeque};
use alloc::{boxed::Box, rc::Rc, sync::Arc, vec::Vec};
use core::hash::Hash;
use core::ops::{Range, RangeInclusive};

/// A collection that a template may walk again and again: `:for={row in @rows}` borrows it.
///
/// For anything else write an expression that makes an iterator, such as `:for={row in rows.iter()}`.
#[diagnostic::on_unimplemented(
    message = "a template cannot walk `{Self}`",
    label = "expected a collection",
    note = "write an expression that makes an iterator, such as `rows.iter()`; a `Stream` is walked right inside an element with `phx-update=\"stream\"`"
)]
pub trait Each {
    /// The borrowing iterator.
    type Iter<'a>: Iterator
    where
        Self: 'a;

    /// Begins to walk.
    fn each(&self) -> Self::Iter<'_>;

    /// How the collection came to be what it is, if it knows: a [`TrackedList`] does, and what passes all of
    /// its rows on in its order.
    fn history(&self) -> Option<History<'_>> {
        None
    }
}

/// What may stand in `:key={..}`: anything that can be hashed, such as text and integers. Rows of equal keys
/// are the same row to a client.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the key of a row: a key is what tells rows apart, such as text or an integer",
    label = "expected something with `Hash`"
)]
pub trait Key: Hash {}

impl<K: Hash + ?Sized> Key for K {}

macro_rules! each {
    ($([$($generics:tt)*] $type:ty => $iter:ty, |$this:ident| $make:expr;)*) => {$(
        impl<$($generics)*> Each for $type {
            type Iter<'a> = $iter where Self: 'a;

            fn each(&self) -> Self::Iter<'_> {
                let $this = self;
                $make
            }
        }
    )*};
}
each! {
    [T] [T] => core::slice::Iter<'a, T>, |this| this.iter();
    [T, const N: usize] [T; N] => core::slice::Iter<'a, T>, |this| this.iter();
    [T] Vec<T> => core::slice::Iter<'a, T>, |this| this.iter();
    [T] VecDeque<T> => alloc::collections::vec_deque::Iter<'a, T>, |this| this.iter();
    [T] Option<T> => core::option::Iter<'a, T>, |this| this.iter();
    [T] BTreeSet<T> => alloc::collections::btree_set::Iter<'a, T>, |this| this.iter();
    [K, V] BTreeMap<K, V> => alloc::collections::btree_map::Iter<'a, K, V>, |this| this.iter();
    ['s, T, A: ?Sized] Slots<'s, T, A> => core::slice::Iter<'a, Entry<'s, T, A>>, |this| this.iter();
}

macro_rules! each_through {
    ($([$($bound:tt)*] $type:ty;)*) => {$(
        impl<T: $($bound)*> Each for $type {
            type Iter<'a> = T::Iter<'a> where Self: 'a;

            fn each(&self) -> Self::Iter<'_> {
                (**self).each()
            }

            fn history(&self) -> Option<History<'_>> {
                (**self).history()
            }
        }
    )*};
}
each_through! {
    [Each + ?Sized] &T;
    [Each + ?Sized] Box<T>;
    [Each + ?Sized] Rc<T>;
    [Each + ?Sized] Arc<T>;
    [Each] Tracked<T>;
    [Each] Prop<T>;
}

impl<T> Each for TrackedList<T> {
    type Iter<'a>
        = core::slice::Iter<'a, Tracked<T>>
    where
        Self: 'a;

    fn each(&self) -> Self::Iter<'_> {
        self.iter()
    }

    fn history(&self) -> Option<History<'_>> {
        Some(TrackedList::history(self))
    }
}

macro_rules! each_range {
    ($($number:ty)*) => {$(
        impl Each for Range<$number> {
            type Iter<'a> = Range<$number>;

            fn each(&self) -> Self::Iter<'_> {
                self.clone()
            }
        }
        impl Each for RangeInclusive<$number> {
            type Iter<'a> = RangeInclusive<$number>;

            fn each(&self) -> Self::Iter<'_> {
                self.clone()
            }
        }
    )*};
}
each_range!(u8 u16 u32 u64 usize i8 i16 i32 i64 isize);

#[cfg(feature = "session")]
impl<K, V, S> Each for std::collections::HashMap<K, V, S> {
    type Iter<'a>
        = std::collections::hash_map::Iter<'a, K, V>
    where
        Self: 'a;

    fn each(&self) -> Self::Iter<'_> {
        self.iter()
    }
}

#[cfg(feature = "session")]
impl<T, S> Each for std::collections::HashSet<T, S> {
    type Iter<'a>
        = std::collections::hash_set::Iter<'a, T>
    where
        Self: 'a;

    fn each(&self) -> Self::Iter<'_> {
        self.iter()
    }
}
