//! [`Known`]: the words of a row that stands where it stood, compared with its values one by one.
//!
//! Where all values of a row are at hand, `h!` asks for each in turn whether it is what it was. That becomes code for
//! those slots alone: no values are collected, and no kind of value is looked up at run time.
//!
//! ```text
//! <li :for={r in @rows} :key={r.id} title={r.title}>{r.name.trim()}</li>
//!
//! cx.short_row_by_key(&r.id, stamp, |known| {
//!     known.is(0, Attribute::attribute(&r.title))
//!         && known.is_lazy(2, Stamp::mix(7, &[stamp]), |known| known.is(2, Hole::hole(&r.name.trim())))
//! })
//! ```

use crate::memo::{self, Secrets, Word};
use crate::stamp::Stamp;
use crate::value::Dyn;
use alloc::string::String;

/// The `WORDS` words of a row.
#[doc(hidden)]
pub struct Known<'d, const WORDS: usize> {
    pub(crate) words: &'d [Word; WORDS],
    pub(crate) secrets: &'d Secrets,
    pub(crate) text: &'d mut String,
    /// Of the row that comes, and of the one that stands there.
    pub(crate) stamp: Stamp,
    pub(crate) stood: &'d mut Word,
    /// Rows of the list so far, and whether some of them are visited whatever stamps tell.
    pub(crate) len: &'d mut usize,
    pub(crate) ambient: &'d mut bool,
}

impl<const WORDS: usize> Known<'_, WORDS> {
    /// Takes the row that comes for the one that stands there.
    #[inline]
    pub(crate) fn pass(self) {
        *self.stood = self.stamp.word();
        *self.ambient |= self.stamp == Stamp::ALWAYS;
        *self.len += 1;
    }

    /// Whether this is the value that the word is of.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn is(&mut self, word: usize, value: Dyn<'_>) -> bool {
        match value {
            Dyn::View(_) => false,
            value => self.words[word] == memo::of_value(self.secrets, &value, self.text),
        }
    }

    /// Likewise of a slot with a stamp, which stands before its word.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn is_lazy(
        &mut self,
        word: usize,
        stamp: Stamp,
        is: impl FnOnce(&mut Self) -> bool,
    ) -> bool {
        match stamp {
            Stamp::ALWAYS => is(self),
            stamp => self.words[word - 1] == stamp.word(),
        }
    }

    /// Likewise of a slot that is evaluated whenever its row is visited. One with a stamp is so once, not here and again
    /// because it changed.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn is_untracked(&mut self, stamp: Stamp, is: impl FnOnce(&mut Self) -> bool) -> bool {
        stamp == Stamp::ALWAYS && is(self)
    }
}
