//! Rows whose values are all at hand: those that are what they were are passed over without being opened.

use super::Differ;
use crate::known::Known;
use crate::stamp::Stamp;

impl Differ<'_> {
    /// Passes over the next row if the row of this key stands where it stood and its words are `same`. Without a key,
    /// as long as nothing speaks for a move.
    ///
    /// What rows read beside themselves, a row's stamp does not tell: if that changed, only rows without a stamp can
    /// be passed over.
    #[inline(always)]
    pub(crate) fn is_same_row<const WORDS: usize>(
        &mut self,
        key: Option<u64>,
        stamp: Stamp,
        same: impl FnOnce(&mut Known<'_, WORDS>) -> bool,
    ) -> bool {
        let Differ {
            lists,
            mirror,
            secrets,
            text,
            encoder,
            ..
        } = self;
        let Some(scope) = lists.last_mut() else {
            unreachable!("rows come within a list")
        };
        let is_untracked = stamp == Stamp::ALWAYS;
        let Some(node) = scope.node.filter(|_| is_untracked || scope.outer_same) else {
            return false;
        };
        let matching = &mut scope.matching;
        let rows = &mut mirror.list(node).rows;
        let position = matching.len;
        let stands = match key {
            Some(key) => rows.keys.get(position) == Some(&key),
            None => {
                position < rows.keys.len()
                    && !(encoder.moves_rows_without_keys() && matching.is_sign_of_moves())
            }
        };
        if !stands || matching.aside {
            return false;
        }
        let words = rows.words.get(position * WORDS..);
        let Some(words) = words.and_then(|words| words.first_chunk()) else {
            return false;
        };
        let mut known = Known {
            words,
            secrets,
            text,
        };
        if !same(&mut known) {
            return false;
        }
        rows.stamps[position] = stamp.word();
        if key.is_none() {
            rows.keys[position] = position as u64;
        }
        scope.ambient |= is_untracked;
        matching.len = position + 1;
        true
    }
}
