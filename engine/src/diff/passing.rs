//! Rows that are what they were are passed over without being opened: what is asked of the mirror for that, and told.

use super::Differ;
use crate::history::Ahead;
use crate::memo::{EMPTY, Word};
use crate::passing::{Passed, Passing, Values};
use crate::stamp::Stamp;

impl Differ<'_> {
    /// How many of the next rows are what they were, told by the list's history. `None`: all of them are.
    #[inline]
    pub(crate) fn untouched(&mut self) -> Option<usize> {
        let matching = &mut *self.scope().matching;
        if !matching.touched.has_gaps() {
            return Some(0);
        }
        match matching.touched.ahead(matching.len) {
            Ahead::All => Some(0),
            Ahead::Behind(rows) => {
                matching.len += rows;
                Some(rows)
            }
            Ahead::Nowhere(len) => {
                matching.len = len;
                None
            }
        }
    }

    /// Begins to pass over rows, of which so many are to come, if that is known: by stamps, and by what their values
    /// are.
    #[cfg_attr(debug_assertions, inline)]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn pass<const WORDS: usize>(&mut self, left: Option<usize>) -> Passing<'_, WORDS> {
        let touched = self.touched();
        let moves_rows = self.encoder.moves_rows_without_keys();
        let Some(scope) = self.lists.last_mut() else {
            unreachable!("rows come within a list")
        };
        let matching = &mut *scope.matching;
        let (aside, first) = (matching.aside, matching.len);
        let stays = !(moves_rows && matching.speaks_for_moves(left));
        let (keys, stamps, words) = match scope.node {
            Some(node) if touched.is_none() => matching.old_rows(self.mirror.list(node)),
            _ => Default::default(),
        };
        let len = keys.len();
        let (stamps, words) = (&mut stamps[..len], &words.as_chunks().0[..len]);
        let values = Values {
            keys,
            words,
            secrets: self.secrets,
            text: self.text,
            first,
            stays,
        };
        Passing {
            stamps,
            touched: touched.unwrap_or(EMPTY),
            outer_same: scope.outer_same,
            values: (!aside).then_some(values),
            secrets: Some(self.secrets),
            left,
            ..Passing::default()
        }
    }

    /// Likewise, by stamps alone.
    #[inline]
    pub(crate) fn pass_by_stamp(&mut self, left: Option<usize>) -> Passing<'_, 0> {
        let touched = self.touched();
        let Some(scope) = self.lists.last_mut() else {
            unreachable!("rows come within a list")
        };
        let (_, stamps, _) = match scope.node {
            Some(node) if scope.outer_same && touched.is_none() => {
                scope.matching.old_rows(self.mirror.list(node))
            }
            _ => Default::default(),
        };
        Passing {
            stamps,
            touched: touched.unwrap_or(EMPTY),
            outer_same: scope.outer_same,
            secrets: Some(self.secrets),
            left,
            ..Passing::default()
        }
    }

    /// The stamp of the old row in the next place, if the list's history tells that the next is that, touched or not.
    #[inline]
    fn touched(&mut self) -> Option<Word> {
        let Some(scope) = self.lists.last_mut() else {
            unreachable!("rows come within a list")
        };
        let matching = &*scope.matching;
        match scope.node {
            Some(node) if matching.touched.stays(matching.len) => {
                let stamp = matching.stamps(self.mirror.list(node)).first();
                Some(stamp.copied().unwrap_or(EMPTY))
            }
            _ => None,
        }
    }

    /// Takes over the old rows that were passed over.
    #[inline]
    pub(crate) fn passed(&mut self, passed: Passed) {
        let scope = self.scope();
        let matching = &mut *scope.matching;
        matching.stamps_tell |= passed.by_stamp;
        matching.ahead = passed.left.map(|left| left.saturating_sub(passed.rows + 1));
        scope.ambient |= passed.ambient;
        match matching.aside && passed.rows > 0 {
            true => self.keep_following(passed.rows),
            false => matching.len += passed.rows,
        }
    }

    /// The row behind those that were passed over; `true`: it has to be compared.
    #[inline]
    pub(crate) fn row_with_key(&mut self, passed: Passed, key: u64, stamp: Stamp) -> bool {
        self.passed(passed);
        self.next_row(key, stamp)
    }

    /// Likewise of a row without a key.
    #[inline]
    pub(crate) fn row_by_place(&mut self, passed: Passed, stamp: Stamp) -> bool {
        self.passed(passed);
        self.next_row_by_index(stamp)
    }
}
