//! [`Part`]: some of the slots of a large template, which are left out together if none of what they read changed.
//!
//! ```text
//! <b>{@a}</b><b>{@b}</b>.. and 198 more        16 numbers a part, the last 8
//! words   s0 .. s12   a b .. p   q r ..        a stamp for each part, then a word for each slot
//!
//! let part_0 = Stamp::of_parts(1, [a, .., p]);  ..
//! cx.block_in_parts(&PAGE, &[Part::new(part_0, &|compare| compare(&[a, .., p])), ..])
//! ```
//! A part is to its slots what a slot with a stamp is to what stands in it; its values are collected only if they have
//! to be compared.

use crate::stamp::Stamp;
use crate::value::Dyn;

/// A part of a template with what makes its values.
#[doc(hidden)]
pub struct Part<'a> {
    pub(crate) stamp: Stamp,
    pub(crate) values: Values<'a>,
}

/// Gives the values to what they are for.
type Values<'a> = &'a dyn Fn(&mut dyn FnMut(&[Dyn<'_>]));

impl<'a> Part<'a> {
    #[doc(hidden)]
    #[inline]
    pub fn new(stamp: Stamp, values: Values<'a>) -> Self {
        Part { stamp, values }
    }
}

/// Where a part of a template begins.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartStart {
    /// Its first slot.
    pub slot: usize,
    /// The first word of that, counted behind the stamps of the parts.
    pub word: usize,
}
