//! Stamps: how the engine knows, without looking at it, that a value did not change.
//!
//! A [`Stamp`] names one version of a value. [`Tracked`](crate::Tracked) takes a new one at every
//! mutable access, so two equal stamps mean equal values; different stamps mean nothing. The stamp
//! of an expression is an ordered mix of the stamps it reads, begun with the number of the place in
//! the source where it stands. A sum or an exclusive or would go stale when two fields are swapped.

use crate::each::Each;
use crate::history::History;
use alloc::{boxed::Box, rc::Rc, sync::Arc};
use core::array;
use core::num::NonZeroU64;
use core::sync::atomic::{AtomicU64, Ordering};

static NEXT: AtomicU64 = AtomicU64::new(1);

/// Up to so many inputs are mixed one after another.
const FEW: usize = 8;

/// More of them in so many polynomials.
const LANES: usize = 4;

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

    /// Whether this word of the mirror is that of this stamp, and tells that nothing changed.
    #[inline]
    pub(crate) fn is_known(self, word: u64) -> bool {
        word == self.0 | 0x80 && self != Stamp::ALWAYS
    }

    /// Of what cannot be tracked: it is never equal to an earlier version.
    pub const ALWAYS: Stamp = Stamp(0);

    /// A stamp no value has had yet.
    pub fn fresh() -> Stamp {
        Version::fresh().stamp()
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
        if inputs.len() > FEW {
            return Stamp::mix_many(site, inputs);
        }
        let mut word = fold(site ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93);
        for input in inputs {
            if *input == Stamp::ALWAYS {
                return Stamp::ALWAYS;
            }
            word = fold(word ^ input.0, 0xA076_1D64_78BD_642F).wrapping_add(word.rotate_left(23));
        }
        Stamp(word.max(1))
    }

    /// Likewise, for the parts of a template: of the inputs of one, or of all of them. Straight code of two instructions
    /// an input, of which half multiply, as the processor has but one unit for that. Each step gives different sums for
    /// different ones before, so one input that is another always gives another stamp.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn of_parts<const N: usize>(site: u64, inputs: [Stamp; N]) -> Stamp {
        let (mut sum, mut is_tracked) = (site, true);
        for (i, input) in inputs.into_iter().enumerate() {
            is_tracked &= input != Stamp::ALWAYS;
            sum = match i % 2 {
                0 => sum.rotate_left(29),
                _ => sum.wrapping_mul(0xA076_1D64_78BD_642F),
            };
            sum = sum.wrapping_add(input.0);
        }
        match is_tracked {
            true => Stamp(sum.max(1)),
            false => Stamp::ALWAYS,
        }
    }

    /// Each product above waits for the one before. Here every fourth input makes a polynomial of its own, so that four
    /// are multiplied at once, and the four are mixed. One input that is another always gives another polynomial.
    #[inline(never)]
    fn mix_many(site: u64, inputs: &[Stamp]) -> Stamp {
        let (all, rest) = inputs.as_chunks::<LANES>();
        let mut last = [Stamp(1); LANES];
        last[..rest.len()].copy_from_slice(rest);
        let mut sums = [inputs.len() as u64; LANES];
        for inputs in all.iter().chain([&last]) {
            if inputs.contains(&Stamp::ALWAYS) {
                return Stamp::ALWAYS;
            }
            sums = array::from_fn(|lane| {
                let sum = sums[lane].wrapping_mul(0xD6E8_FEB8_6659_FD93);
                sum.wrapping_add(inputs[lane].0)
            });
        }
        Stamp::mix(site, &sums.map(|sum| Stamp(sum.max(1))))
    }

    /// This stamp, or another one if this is [`Stamp::ALWAYS`].
    #[inline]
    pub fn or(self, other: Stamp) -> Stamp {
        if self == Stamp::ALWAYS { other } else { self }
    }
}

/// The stamp of a value that has one: never [`Stamp::ALWAYS`], so that rustc need not ask for that.
#[derive(Clone, Copy)]
pub(crate) struct Version(NonZeroU64);

impl Version {
    /// One that no value has had yet.
    #[inline]
    pub(crate) fn fresh() -> Version {
        // Times an odd constant: still unique and never 0, and the low bits mean nothing, so that
        // the mirror may keep one of them for itself.
        let number = NEXT
            .fetch_add(1, Ordering::Relaxed)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        Version(NonZeroU64::new(number).unwrap_or(NonZeroU64::MIN))
    }

    #[inline]
    pub(crate) fn stamp(self) -> Stamp {
        Stamp(self.0.get())
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

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{collections::BTreeSet, vec::Vec};

    #[test]
    fn a_mix_tells_what_changed_or_changed_places() {
        let first: Vec<Stamp> = (0..100).map(|_| Stamp::fresh()).collect();
        let mix = |inputs: &[Stamp]| Stamp::mix(7, inputs).0;
        let mut known = BTreeSet::from([Stamp::mix(8, &first).0]);
        for len in 0..first.len() {
            assert!(known.insert(mix(&first[..len])));
        }
        assert!(known.insert(mix(&first)));
        for a in 0..first.len() {
            let mut changed = first.clone();
            changed[a] = Stamp::fresh();
            assert!(known.insert(mix(&changed)));
            for b in 0..a {
                let mut swapped = first.clone();
                swapped.swap(a, b);
                assert!(known.insert(mix(&swapped)));
            }
            changed[a] = Stamp::ALWAYS;
            assert_eq!(mix(&changed), Stamp::ALWAYS.0);
        }
    }
}
