//! Rows whose values are all at hand: those that are what they were are passed over without being opened.

use super::{Differ, exact};
use crate::known::{Known, OldRow};
use crate::memo::{Secrets, Word};
use crate::mirror::Rows;
use crate::stamp::Stamp;

/// The row that stands in the next place.
pub(crate) struct Standing<'d, const WORDS: usize> {
    pub(crate) known: Known<'d, WORDS>,
    /// Of the row that comes, and of the one that stands there.
    stamp: Stamp,
    stood: &'d mut Word,
    /// Rows of the list so far, and whether some of them are visited whatever stamps tell.
    len: &'d mut usize,
    ambient: &'d mut bool,
}

impl<const WORDS: usize> Standing<'_, WORDS> {
    /// Takes the row that comes for the one that stands there.
    #[inline]
    pub(crate) fn pass(self) {
        *self.stood = self.stamp.word();
        *self.ambient |= self.stamp == Stamp::ALWAYS;
        *self.len += 1;
    }
}

impl Differ<'_> {
    /// The next of these rows that is not what stood in its place before, told by the list's history, by stamps and by
    /// values at hand: `look` tells whether a row is the old one. A loop of its own, in which all that is the same for
    /// all rows is at hand.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn next_unlike<const WORDS: usize, I: Iterator>(
        &mut self,
        rows: &mut I,
        mut stamp: impl FnMut(&I::Item) -> Stamp,
        mut look: impl FnMut(I::Item, &mut OldRow<'_, WORDS>) -> (bool, I::Item),
    ) -> Option<I::Item> {
        if let Some(found) = self.next_touched(rows, &mut stamp) {
            return found;
        }
        let Some(scope) = self.lists.last_mut() else {
            unreachable!("rows come within a list")
        };
        let (outer_same, matching) = (scope.outer_same, &mut *scope.matching);
        let (aside, first) = (matching.aside, matching.len);
        let stays = !(self.encoder.moves_rows_without_keys()
            && matching.speaks_for_moves(exact(rows.size_hint())));
        let (keys, stamps, words) = match scope.node {
            Some(node) => matching.old_rows(self.mirror.list(node)),
            None => Default::default(),
        };
        let len = keys.len();
        let (stamps, words) = (&mut stamps[..len], &words.as_chunks().0[..len]);
        let (mut same, mut by_stamp) = (0, false);
        scope.key = None;
        let found = loop {
            let mut new = Stamp::ALWAYS;
            let unlike = rows.find(|row| {
                new = stamp(row);
                let is_same = same < len && new.is_known(stamps[same]) && outer_same;
                same += usize::from(is_same);
                by_stamp |= is_same;
                !is_same
            });
            let is_untracked = new == Stamp::ALWAYS;
            let Some(row) = unlike else { break None };
            if same == len || aside || !(is_untracked || outer_same) {
                break Some(row);
            }
            let mut old = OldRow {
                known: Known {
                    words: &words[same],
                    secrets: self.secrets,
                    text: self.text,
                },
                key: &mut keys[same],
                position: first + same,
                stays,
                hash: None,
            };
            let (is_same, row) = look(row, &mut old);
            if !is_same {
                scope.key = old.hash;
                break Some(row);
            }
            stamps[same] = new.word();
            scope.ambient |= is_untracked;
            same += 1;
        };
        matching.stamps_tell |= by_stamp;
        matching.ahead = exact(rows.size_hint());
        match aside && same > 0 {
            true => self.keep_following(same),
            false => matching.len += same,
        }
        found
    }

    /// The row that [`Differ::next_unlike`] gave, whose key is asked for only if it did not see it.
    pub(crate) fn looked_row(&mut self, stamp: Stamp, key: impl FnOnce(&Secrets) -> u64) -> bool {
        let known = self.scope().key;
        let key = known.unwrap_or_else(|| key(self.secrets));
        self.next_row(key, stamp)
    }

    /// What is known of the row that stands in the next place, if the next row may be that: if it has the key, or,
    /// without one, as long as nothing speaks for a move.
    ///
    /// What rows read beside themselves, a row's stamp does not tell: if that changed, only rows without a stamp can
    /// be passed over.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn standing_row<const WORDS: usize>(
        &mut self,
        key: Option<u64>,
        stamp: Stamp,
    ) -> Option<Standing<'_, WORDS>> {
        let Some(scope) = self.lists.last_mut() else {
            unreachable!("rows come within a list")
        };
        let is_untracked = stamp == Stamp::ALWAYS;
        let node = scope.node.filter(|_| is_untracked || scope.outer_same)?;
        let matching = &mut *scope.matching;
        let Rows {
            keys,
            stamps,
            words,
        } = &mut self.mirror.list(node).rows;
        let position = matching.len;
        let standing = keys.get_mut(position)?;
        let stands = match key {
            Some(key) => *standing == key,
            None => {
                *standing = position as u64;
                !(self.encoder.moves_rows_without_keys() && matching.is_sign_of_moves())
            }
        };
        if !stands || matching.aside {
            return None;
        }
        Some(Standing {
            known: Known {
                words: words.get(position * WORDS..)?.first_chunk()?,
                secrets: self.secrets,
                text: self.text,
            },
            stamp,
            stood: stamps.get_mut(position)?,
            len: &mut matching.len,
            ambient: &mut scope.ambient,
        })
    }
}
