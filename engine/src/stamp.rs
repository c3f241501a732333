//! Stamps: how the engine knows, without looking at it, that a value did not change.
//!
//! A [`Stamp`] names one version of a value. [`Tracked`](crate::Tracked) takes a new one at every
//! mutable access, so two equal stamps mean equal values; different stamps mean nothing. The stamp
//! of an expression is an ordered mix of the stamps it reads, begun with the number of the place in
//! the source where it stands. A sum or an exclusive or would go stale when two fields are swapped.

use crate::each::Each;
use crate::history::History;
use alloc::{boxed::Box, rc::Rc, sync::Arc};
use core::sync::atomic::{AtomicU64, Ordering};

static NEXT: AtomicU64 = AtomicU64::new(1);

/// One version of a value, or [`Stamp::ALWAYS`].
///
/// Stamps are unique in the process, not ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp(pub(crate) u64);

impl Stamp {
    /// As a word of the mirror: never that of a nested node, and that of an empty word only for
    /// [`Stamp::ALWAYS`].
    #[inline]
    pub(crate) fn word(self) -> u64 {
        if self == Stamp::ALWAYS {
            0
        } else {
            self.0 | 0x80
        }
    }

    /// Of what cannot be tracked: it is never equal to an earlier version.
    pub const ALWAYS: Stamp = Stamp(0);

    /// A stamp no value has had yet.
    pub fn fresh() -> Stamp {
        // Times an odd constant: still unique and never 0, and the low bits mean nothing, so that
        // the mirror may keep one of them for itself.
        Stamp(
            NEXT.fetch_add(1, Ordering::Relaxed)
                .wrapping_mul(0x9E37_79B9_7F4A_7C15),
        )
    }

    /// The stamp of an expression at the place `site` that reads values with the stamps `inputs`.
    /// One untracked input makes the whole untracked.
    ///
    /// ```
    /// use slotwise::Stamp;
    /// let (a, b) = (Stamp::fresh(), Stamp::fresh());
    /// assert_eq!(Stamp::mix(7, &[a, b]), Stamp::mix(7, &[a, b]));
    /// assert_ne!(Stamp::mix(7, &[a, b]), Stamp::mix(7, &[b, a]));
    /// assert_eq!(Stamp::mix(7, &[a, Stamp::ALWAYS]), Stamp::ALWAYS);
    /// ```
    #[inline]
    pub fn mix(site: u64, inputs: &[Stamp]) -> Stamp {
        let mut word = fold(site ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93);
        for input in inputs {
            if *input == Stamp::ALWAYS {
                return Stamp::ALWAYS;
            }
            word = fold(word ^ input.0, 0xA076_1D64_78BD_642F).wrapping_add(word.rotate_left(23));
        }
        Stamp(word.max(1))
    }

    /// This stamp, or another one if this is [`Stamp::ALWAYS`].
    #[inline]
    pub fn or_else(self, other: impl FnOnce() -> Stamp) -> Stamp {
        if self == Stamp::ALWAYS { other() } else { self }
    }
}

/// The stamp of the item at `position` of a collection that is not tracked by itself.
#[doc(hidden)]
#[inline]
pub fn item(collection: Stamp, position: u64) -> Stamp {
    Stamp::mix(position, &[collection])
}

/// The two halves of a 128-bit product, folded: each bit of the result depends on all bits of `a`.
#[inline]
pub(crate) fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product >> 64) as u64 ^ product as u64
}

/// A value that knows its stamp. See [`Tracked`](crate::Tracked).
pub trait Stamped {
    /// The stamp of the present version.
    fn stamp(&self) -> Stamp;
}

macro_rules! stamped_through {
    ($($pointer:ty),*) => {$(
        impl<T: Stamped + ?Sized> Stamped for $pointer {
            fn stamp(&self) -> Stamp {
                (**self).stamp()
            }
        }
    )*};
}
stamped_through!(&T, &mut T, Box<T>, Rc<T>, Arc<T>);

/// Finds the stamp of a value whose type a macro cannot know, and likewise the history of a list.
///
/// The inherent method exists only for [`Stamped`] types, or for those of [`Each`], and wins over [`Untracked`]'s, which
/// exists for all. In generic code, where the bound is not known, the fallback is taken: always
/// evaluating is slow, never wrong.
#[doc(hidden)]
pub struct Probe<'a, T: ?Sized>(pub &'a T);

impl<T: Stamped + ?Sized> Probe<'_, T> {
    #[doc(hidden)]
    #[inline]
    pub fn stamp(&self) -> Stamp {
        self.0.stamp()
    }
}

impl<'a, T: Each + ?Sized> Probe<'a, T> {
    #[doc(hidden)]
    #[inline]
    pub fn history(&self) -> Option<History<'a>> {
        self.0.history()
    }
}

/// The fallback of [`Probe`].
#[doc(hidden)]
pub trait Untracked {
    #[doc(hidden)]
    #[inline]
    fn stamp(&self) -> Stamp {
        Stamp::ALWAYS
    }

    #[doc(hidden)]
    #[inline]
    fn history(&self) -> Option<History<'_>> {
        None
    }
}

impl<T: ?Sized> Untracked for Probe<'_, T> {}
