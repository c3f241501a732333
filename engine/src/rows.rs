//! Matching the rows of a list with those the client has, while they come.
//!
//! As long as keys stand where they stood, rows are compared in place. At the first that does not,
//! the old rows are set *aside* and the list is built anew from them: one copy of the words of the rows
//! that stay. A row is first compared with the old one that follows the last taken, so of rows that moved
//! together one is looked for; those whose stamps are the same are copied together. Where many are looked for,
//! the old rows are indexed by key.
//!
//! ```text
//! old keys  a b c d      new keys  a c d x
//! a  in place                                          rows: a
//! c  does not match b: old rows aside, found at 2      rows: a c      taken: a . c .
//! d  follows c                                         rows: a c d    taken: a . c d
//! x  new                                               rows: a c d x
//! end: b was not taken, its nested nodes are released
//! ```
//! How rows without keys are matched is [`Moves`]'s.

use crate::history::Touched;
use crate::keys::KeyIndex;
use crate::memo::{EMPTY, Word};
use crate::mirror::{List, Mirror, Rows};
use crate::moves::Moves;
use crate::spare::Spare;
use crate::stamp::Stamp;
use alloc::vec::Vec;

/// How many rows are looked for among the keys as they lie, before an index pays.
const LOOKS: usize = 4;

/// Where the row just begun comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The client has it, at this old position.
    Kept(usize),
    /// The client does not have it.
    New,
    /// Its values will tell.
    Unknown,
}

/// The matching of one list. Its memory is used again for the next list.
#[derive(Default)]
pub(crate) struct Matching {
    /// Rows so far.
    pub(crate) len: usize,
    pub(crate) old_len: usize,
    /// Rows that have to be looked at, as long as rows stand where they stood.
    pub(crate) touched: Touched,
    /// Rows to come behind the next, if that is known.
    pub(crate) ahead: Option<usize>,
    /// Some rows were known by their stamps, so those that were not have changed, or are new.
    pub(crate) stamps_tell: bool,
    /// Words of a row.
    pub(crate) width: usize,
    /// The old rows are in `old`, no longer in the list; those that were taken over without their stamps.
    pub(crate) aside: bool,
    pub(crate) old: Rows,
    /// Which old rows were taken over, once they are aside.
    pub(crate) taken: Vec<bool>,
    /// How many had been taken over when they were set aside.
    first: usize,
    /// How many are not taken over yet.
    left: usize,
    /// The old row behind the last that was taken over.
    pub(crate) next: usize,
    /// How many keys were looked for.
    looks: usize,
    index: KeyIndex,
    pub(crate) moves: Moves,
}

impl Matching {
    /// Begins to match against the rows of a list (or against none).
    pub(crate) fn begin(&mut self, old_len: usize, width: usize) {
        self.len = 0;
        self.old_len = old_len;
        self.width = width;
        self.ahead = None;
        self.stamps_tell = false;
        self.aside = false;
        self.touched.all();
        self.moves.begin();
    }

    /// The stamps of the rows that stood in the next places, if rows still stand where they stood.
    #[inline]
    pub(crate) fn stamps<'l>(&self, list: &'l List) -> &'l [u64] {
        match self.aside {
            true => &[],
            false => &list.rows.stamps[self.len.min(self.old_len)..self.old_len],
        }
    }

    /// Keys, stamps and words of the old rows that the next rows may be: those that stood in the next places, or those
    /// behind the last, while none was taken over.
    #[inline]
    pub(crate) fn old_rows<'m>(
        &'m mut self,
        list: &'m mut List,
    ) -> (&'m mut [u64], &'m mut [u64], &'m [Word]) {
        let (rows, first) = match self.aside {
            // Of rows without keys their place among the old ones is decided row by row.
            true if self.moves.are_sought() => return Default::default(),
            true => (&mut self.old, self.next),
            false => (&mut list.rows, self.len),
        };
        let first = first.min(self.old_len);
        (
            &mut rows.keys[first..self.old_len],
            &mut rows.stamps[first..self.old_len],
            &rows.words[first * self.width..self.old_len * self.width],
        )
    }

    /// Whether the next row stands where it stood and has the stamp it had.
    #[inline]
    pub(crate) fn is_same(&self, list: &List, key: u64, stamp: Stamp) -> bool {
        self.has_stamp(list, stamp) && list.rows.keys[self.len] == key
    }

    /// Whether the next row has the stamp of the one that stood in its place, if it still stands there.
    #[inline]
    pub(crate) fn has_stamp(&self, list: &List, stamp: Stamp) -> bool {
        self.stamps(list).first() == Some(&stamp.word()) && stamp != Stamp::ALWAYS
    }

    /// Matches the next row by its key and makes room for it at the end of the list.
    #[inline]
    pub(crate) fn row(&mut self, list: &mut List, key: u64) -> Origin {
        let is_in_place =
            !self.aside && self.len < self.old_len && list.rows.keys.get(self.len) == Some(&key);
        match is_in_place {
            true => Origin::Kept(self.len),
            false => self.moved_row(list, key),
        }
    }

    /// Likewise, if it does not stand where it stood.
    fn moved_row(&mut self, list: &mut List, key: u64) -> Origin {
        if !self.aside {
            if self.len < self.old_len {
                self.set_aside(list);
            } else {
                if self.len == self.old_len {
                    self.begin_to_grow(list);
                }
                self.push_new(list, key);
                return Origin::New;
            }
        }
        let known = match self.moves.are_sought() {
            true => None,
            false => self.find_key(key),
        };
        match known {
            Some(old) => {
                self.push_old(list, key, old);
                Origin::Kept(old)
            }
            None => {
                self.push_new(list, key);
                Origin::New
            }
        }
    }

    /// The old row of this key, once they are aside: the one that follows, if it is that.
    fn find_key(&mut self, key: u64) -> Option<usize> {
        if self.old.keys.get(self.next) == Some(&key) && !self.taken[self.next] {
            return Some(self.next);
        }
        self.looks += 1;
        if self.looks <= LOOKS {
            let keys = self.old.keys[self.first..].iter();
            let mut rows = keys.zip(&self.taken[self.first..]);
            let found = rows.position(|(known, taken)| *known == key && !taken);
            return found.map(|row| self.first + row);
        }
        if self.looks == LOOKS + 1 {
            self.index.build(&self.old.keys, self.first);
        }
        loop {
            let old = self.index.take(&self.old.keys, key)?;
            if !self.taken[old] {
                return Some(old);
            }
        }
    }

    /// Takes over an old row, once they are aside.
    pub(crate) fn push_old(&mut self, list: &mut List, key: u64, old: usize) {
        self.taken[old] = true;
        self.left -= 1;
        self.next = old + 1;
        let stamp = core::mem::replace(&mut self.old.stamps[old], EMPTY);
        list.rows.keys.push(key);
        list.rows.stamps.push(stamp);
        list.rows
            .words
            .extend_from_slice(&self.old.words[old * self.width..][..self.width]);
    }

    /// Takes over the old rows that follow, so many, once they are aside. None of them is taken over.
    pub(crate) fn push_following(&mut self, list: &mut List, rows: usize) {
        let old = self.next..self.next + rows;
        self.taken[old.clone()].fill(true);
        self.left -= rows;
        self.next = old.end;
        self.len += rows;
        let stamps = &mut self.old.stamps[old.clone()];
        list.rows.stamps.extend_from_slice(stamps);
        stamps.fill(EMPTY);
        list.rows
            .keys
            .extend_from_slice(&self.old.keys[old.clone()]);
        let words = old.start * self.width..old.end * self.width;
        list.rows.words.extend_from_slice(&self.old.words[words]);
    }

    /// Notes the stamp of the row just begun; `true`: it is the one it had.
    pub(crate) fn same_stamp(&self, list: &mut List, stamp: Stamp) -> bool {
        let known = &mut list.rows.stamps[self.len];
        let word = stamp.word();
        let same = *known == word && word != EMPTY;
        *known = word;
        same
    }

    /// Forgets the stamp of the row just ended, which depends on more than it tells of.
    pub(crate) fn forget_stamp(&self, list: &mut List) {
        list.rows.stamps[self.len] = EMPTY;
    }

    /// Whether rows of the list that has come have equal keys. Debug builds look for it where rows came or moved.
    pub(crate) fn has_equal_keys(&mut self, list: &List) -> bool {
        if !cfg!(debug_assertions) || !self.aside && self.len <= self.old_len {
            return false;
        }
        self.index.build(&list.rows.keys, 0);
        self.index.has_equal_keys()
    }

    /// Ends the list: rows that did not come are forgotten.
    pub(crate) fn end(&mut self, mirror: &mut Mirror, node: u32, spare: &mut Spare) {
        if self.aside {
            let taken = self.taken.iter().enumerate();
            let left = taken.filter(|(_, taken)| !**taken).take(self.left);
            for (row, _) in left {
                let words = &self.old.words[row * self.width..][..self.width];
                mirror.release_all(words, spare);
            }
            self.old.clear();
        } else if self.len < self.old_len {
            let mut rows = core::mem::take(&mut mirror.list(node).rows);
            mirror.release_all(&rows.words[self.len * self.width..], spare);
            rows.truncate(self.len, self.width);
            mirror.list(node).rows = rows;
        }
        if self.len != self.old_len || self.aside {
            mirror.list(node).rows.trim();
        }
    }

    /// Makes room for the first rows beyond those of a list that was there: for few, as mostly few come, and
    /// what is not used stays. A list that is new is made in scratch.
    fn begin_to_grow(&self, list: &mut List) {
        let rows = &mut list.rows;
        if self.old_len > 0 && rows.keys.len() == rows.keys.capacity() {
            rows.reserve(self.old_len / 32 + 1, self.width);
        }
    }

    pub(crate) fn push_new(&mut self, list: &mut List, key: u64) {
        list.rows.keys.push(key);
        list.rows.stamps.push(EMPTY);
        list.rows
            .words
            .resize(list.rows.words.len() + self.width, EMPTY);
    }

    pub(crate) fn set_aside(&mut self, list: &mut List) {
        self.aside = true;
        self.touched.all();
        core::mem::swap(&mut self.old, &mut list.rows);
        if list.rows.keys.capacity() < self.old_len {
            list.rows
                .reserve(self.old_len + self.old_len / 32 + 1, self.width);
        }
        list.rows.keys.extend_from_slice(&self.old.keys[..self.len]);
        list.rows
            .stamps
            .extend_from_slice(&self.old.stamps[..self.len]);
        list.rows
            .words
            .extend_from_slice(&self.old.words[..self.len * self.width]);
        self.first = self.len;
        self.left = self.old_len - self.len;
        self.next = self.len;
        self.looks = 0;
        self.taken.clear();
        self.taken.resize(self.len, true);
        self.taken.resize(self.old_len, false);
    }
}
