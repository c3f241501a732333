//! Long values: what changed in them is sent, if that is shorter than the value.

use super::{At, Differ};
use crate::long::Long;
use crate::memo::{self, Word};
use crate::mirror::Dialect;
use crate::template::Context;
use crate::value::Dyn;

impl Differ<'_> {
    /// Lets go of what the mirror kept of the value before, keeps what it needs of a long one, and sends the
    /// difference of two. `false`: the new value is still to be sent.
    #[inline(never)]
    pub(super) fn renew(
        &mut self,
        at: At,
        slot: usize,
        context: Context,
        value: &Dyn<'_>,
        old: Word,
        new: Word,
    ) -> bool {
        let known = self.mirror.long(old);
        if known.is_some_and(|known| known.word == new) && !self.whole {
            // It is what it was.
            *self.mirror.word(at.node, at.word) = old;
            return true;
        }
        let long = match self.mirror.dialect {
            Dialect::Native => Long::of(self.secrets, context, value, self.text, new),
            Dialect::Phoenix => None,
        };
        let is_sent = match (known, &long) {
            (Some(known), Some((long, text))) if !self.whole => {
                self.encoder.edits(slot, self.secrets, known, long, text)
            }
            _ => false,
        };
        self.mirror.release(old, self.spare);
        if let Some((long, _)) = long {
            let node = self.mirror.new_long(long);
            *self.mirror.word(at.node, at.word) = memo::of_node(node);
        }
        is_sent
    }
}
