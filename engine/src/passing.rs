//! [`Passing`]: the rows of a list that are what they were are passed over, without being opened.
//!
//! Whether a row is what it was, `h!` asks where the row's type is known, in a loop of its own: for the stamp of the
//! row, and, where all values of a row are at hand, for its key and each of them in turn. That becomes code for those
//! slots alone: no values are collected, and no kind of value is looked up at run time. All else that there is to do
//! is the same for all lists, and stands here.
//!
//! ```text
//! <li :for={r in @rows} :key={r.id} title={r.title}>{r.name.trim()}</li>
//!
//! 'rows: while let Some((mut pass, first)) = cx.pass::<3, _>(&mut rows, true) {
//!     let mut next = Some(first);
//!     while let Some(r) = next {
//!         'same: {
//!             match pass.by_stamp(stamp) {
//!                 ByStamp::Unlike => {}
//!                 ByStamp::Same => break 'same,
//!                 ByStamp::LastSame => { let passed = pass.end(); cx.passed(passed); continue 'rows }
//!             }
//!             let key = pass.key(&r.id);
//!             if let Some(mut known) = pass.known(key, stamp)
//!                 && known.is(0, Attribute::attribute(&r.title))
//!                 && known.by_stamp(2, Stamp::mix(7, &[stamp])).unwrap_or_else(|| known.is(2, Hole::hole(&r.name.trim())))
//!             {
//!                 pass.over(stamp);
//!                 break 'same
//!             }
//!             let passed = pass.end();
//!             if cx.row_with_key(passed, key, stamp) { cx.row(&ROW, &[..]) }
//!             continue 'rows
//!         }
//!         next = rows.next();
//!     }
//!     let passed = pass.end();
//!     cx.passed(passed);
//!     break
//! }
//! ```

use crate::each::Key;
use crate::memo::{self, Secrets, Word};
use crate::stamp::Stamp;
use crate::value::Dyn;
use alloc::string::String;

/// The old rows that the next ones may be, one after another; none, if nothing is compared.
#[doc(hidden)]
#[derive(Default)]
pub struct Passing<'d, const WORDS: usize> {
    pub(crate) stamps: &'d mut [Word],
    /// That of the one old row that the next may be, where the list's history tells which were touched.
    pub(crate) touched: Word,
    /// What the rows read beside themselves did not change, so that a stamp tells all.
    pub(crate) outer_same: bool,
    pub(crate) values: Option<Values<'d, WORDS>>,
    pub(crate) secrets: Option<&'d Secrets>,
    /// How many rows are to come, if that is known.
    pub(crate) left: Option<usize>,
    /// Rows passed over, those of them that no stamp told of, and those of these without a stamp. All are counted, as a
    /// loop over plain data has but one counter then.
    pub(crate) same: usize,
    pub(crate) by_value: usize,
    pub(crate) untracked: usize,
}

/// What the old rows showed; as many as there are stamps.
pub(crate) struct Values<'d, const WORDS: usize> {
    pub(crate) keys: &'d mut [u64],
    pub(crate) words: &'d [[Word; WORDS]],
    pub(crate) secrets: &'d Secrets,
    pub(crate) text: &'d mut String,
    /// Where the first stands.
    pub(crate) first: usize,
    /// Without a key, the row that comes may be the one that stands there: nothing speaks for a move.
    pub(crate) stays: bool,
}

impl<const WORDS: usize> Values<'_, WORDS> {
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn known(&mut self, row: usize) -> Known<'_, WORDS> {
        Known {
            words: &self.words[row],
            secrets: self.secrets,
            text: self.text,
        }
    }
}

/// What a stamp tells of the next row.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub enum ByStamp {
    /// Nothing.
    Unlike,
    /// It was passed over.
    Same,
    /// Likewise, and the history of the list tells what comes.
    LastSame,
}

/// Rows that were passed over.
#[doc(hidden)]
#[derive(Clone, Copy)]
pub struct Passed {
    pub(crate) rows: usize,
    /// Some were known by their stamps.
    pub(crate) by_stamp: bool,
    /// Some are visited whatever stamps tell.
    pub(crate) ambient: bool,
    /// How many are to come, if that is known.
    pub(crate) left: Option<usize>,
}

impl<'d, const WORDS: usize> Passing<'d, WORDS> {
    /// Passes over the next row if its stamp is the old one's.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn by_stamp(&mut self, stamp: Stamp) -> ByStamp {
        let (is_same, found) = match self.stamps.get(self.same) {
            Some(old) => (stamp.is_known(*old) && self.outer_same, ByStamp::Same),
            None => (stamp.is_known(self.touched), ByStamp::LastSame),
        };
        self.same += usize::from(is_same);
        match is_same {
            true => found,
            false => ByStamp::Unlike,
        }
    }

    /// Whether keys are asked for.
    #[doc(hidden)]
    #[inline]
    pub fn has_keys(&self) -> bool {
        self.secrets.is_some()
    }

    /// The hash of the next row's key, if it will be asked for.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn key<K: Key + ?Sized>(&self, key: &K) -> u64 {
        match self.secrets {
            Some(secrets) => secrets.hash_of_key(key),
            None => 0,
        }
    }

    /// What is known of the old row, if the next may be that: it has its key.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn known(&mut self, key: u64, stamp: Stamp) -> Option<Known<'_, WORDS>> {
        let row = self.same;
        let values = self.standing(stamp)?;
        match values.keys[row] == key {
            true => Some(values.known(row)),
            false => None,
        }
    }

    /// Likewise of rows without keys.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn known_by_place(&mut self, stamp: Stamp) -> Option<Known<'_, WORDS>> {
        let row = self.same;
        let values = self.standing(stamp)?;
        values.keys[row] = (values.first + row) as u64;
        match values.stays {
            true => Some(values.known(row)),
            false => None,
        }
    }

    /// The values of the old row that stands in the next place, if there is one and a row of this stamp could be it.
    /// What rows read beside themselves, a row's stamp does not tell: if that changed, only rows without a stamp can
    /// be passed over.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn standing(&mut self, stamp: Stamp) -> Option<&mut Values<'d, WORDS>> {
        let row = self.same;
        let values = self.values.as_mut()?;
        let may_be = row < values.keys.len() && (stamp == Stamp::ALWAYS || self.outer_same);
        may_be.then_some(values)
    }

    /// Passes over the next row, which [`Passing::known`] is what it was.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn over(&mut self, stamp: Stamp) {
        self.stamps[self.same] = stamp.word();
        self.untracked += usize::from(stamp == Stamp::ALWAYS);
        self.same += 1;
        self.by_value += 1;
    }

    /// What was passed over, for the context.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn end(self) -> Passed {
        Passed {
            rows: self.same,
            by_stamp: self.same > self.by_value,
            ambient: self.untracked > 0,
            left: self.left,
        }
    }
}

/// The `WORDS` words of a row.
#[doc(hidden)]
pub struct Known<'d, const WORDS: usize> {
    words: &'d [Word; WORDS],
    secrets: &'d Secrets,
    text: &'d mut String,
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

    /// Whether a stamp tells that its slot is what it was: the slot's word is this one, and that of its stamp stands
    /// before it. `None`: it has to be evaluated.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn by_stamp(&self, word: usize, stamp: Stamp) -> Option<bool> {
        match stamp {
            Stamp::ALWAYS => None,
            stamp => Some(self.words[word - 1] == stamp.word()),
        }
    }

    /// Whether a slot that is evaluated whenever its row is visited is to be evaluated here: with a stamp it is once, not
    /// here and again because it changed.
    #[doc(hidden)]
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn is_untracked(&self, stamp: Stamp) -> bool {
        stamp == Stamp::ALWAYS
    }
}
