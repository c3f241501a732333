//! [`Known`]: the words of an old row, compared with the values of a new one, one by one.
//!
//! Where all values of a row are at hand, `h!` asks for each in turn whether it is what it was. That becomes code for
//! those slots alone: no values are collected, and no kind of value is looked up at run time.
//!
//! ```text
//! <li :for={r in @rows} :key={r.id} title={r.title}>{r.name.trim()}</li>
//!
//! cx.next_short_row(&mut rows, |r| stamp, |r, old| {
//!     let same = old.has_key(&r.id)
//!         && old.known.is(0, Attribute::attribute(&r.title))
//!         && old.known.is_lazy(2, Stamp::mix(7, &[stamp]), |known| known.is(2, Hole::hole(&r.name.trim())));
//!     (same, r)
//! })
//! ```

use crate::each::Key;
use crate::memo::{self, Secrets, Word};
use crate::stamp::Stamp;
use crate::value::Dyn;
use alloc::string::String;

/// The row that stands where the next one comes.
#[doc(hidden)]
pub struct OldRow<'d, const WORDS: usize> {
    /// What it showed.
    pub known: Known<'d, WORDS>,
    pub(crate) key: &'d mut u64,
    /// Where it stands.
    pub(crate) position: usize,
    /// Without a key, the row that comes may be this one: nothing speaks for a move.
    pub(crate) stays: bool,
    /// Of the key of the row that comes, if it was asked for.
    pub(crate) hash: Option<u64>,
}

impl<const WORDS: usize> OldRow<'_, WORDS> {
    /// Whether it has the key of the row that comes.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn has_key<K: Key + ?Sized>(&mut self, key: &K) -> bool {
        let hash = self.known.secrets.hash_of_key(key);
        self.hash = Some(hash);
        *self.key == hash
    }

    /// Whether the row that comes, which has no key, may be this one.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn has_place(&mut self) -> bool {
        *self.key = self.position as u64;
        self.stays
    }
}

/// The `WORDS` words of a row.
#[doc(hidden)]
pub struct Known<'d, const WORDS: usize> {
    pub(crate) words: &'d [Word; WORDS],
    pub(crate) secrets: &'d Secrets,
    pub(crate) text: &'d mut String,
}

impl<const WORDS: usize> Known<'_, WORDS> {
    /// Whether this is the value that the word is of.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn is(&mut self, word: usize, value: Dyn<'_>) -> bool {
        match value {
            Dyn::View(_) => false,
            Dyn::Str(text) => memo::is_of_text(self.secrets, text, self.words[word]),
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
