//! Rows whose values are all at hand: those that are what they were are passed over without being opened.

use super::Differ;
use crate::known::Known;
use crate::mirror::Rows;
use crate::stamp::Stamp;

impl Differ<'_> {
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
    ) -> Option<Known<'_, WORDS>> {
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
        Some(Known {
            words: words.get(position * WORDS..)?.first_chunk()?,
            secrets: self.secrets,
            text: self.text,
            stamp,
            stood: stamps.get_mut(position)?,
            len: &mut matching.len,
            ambient: &mut scope.ambient,
        })
    }
}
