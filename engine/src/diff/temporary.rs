//! The temporary value of a slot: what the client shows stays, unless there is something else to show.

use super::{At, Differ, Place};
use crate::memo;
use crate::temporary::{Forget, Showing};
use crate::value::Dyn;
use std::sync::Arc;

/// What the visit of a temporary value goes back to.
pub(crate) struct TemporaryScope {
    ambient_before: bool,
}

impl Differ<'_> {
    /// Begins the temporary value of the slot being visited. `None`: there is nothing to compare.
    pub(crate) fn enter_temporary(
        &mut self,
        showing: &Showing<'_>,
        held: impl FnOnce() -> Arc<dyn Forget>,
    ) -> Option<TemporaryScope> {
        let Place { at, .. } = self.place;
        let old = *self.mirror.word(at.node, at.word);
        let known = memo::node(old).filter(|node| self.mirror.temporary(*node).is_some());
        if showing.held.is_none() {
            let kept = known.filter(|_| !self.whole);
            match kept.and_then(|node| self.mirror.temporary(node)) {
                Some(identity) if *identity == showing.identity => self.waiting = false,
                _ => self.value(&Dyn::None),
            }
            return None;
        }
        if !core::mem::take(&mut self.waiting) {
            return None;
        }
        self.forgotten.push(held());
        let node = match known {
            Some(node) => node,
            // What stood there is what it is compared with.
            None => {
                let node = self.mirror.new_temporary(showing.identity, old);
                *self.mirror.word(at.node, at.word) = memo::of_node(node);
                node
            }
        };
        if let Some(identity) = self.mirror.temporary(node) {
            *identity = showing.identity;
        }
        self.place.at = At { node, word: 0 };
        self.waiting = true;
        Some(TemporaryScope {
            ambient_before: self.ambient,
        })
    }

    pub(crate) fn leave_temporary(&mut self, scope: TemporaryScope) {
        if self.waiting {
            self.value(&Dyn::None);
        }
        // What it reads makes no difference once it is sent.
        self.ambient = scope.ambient_before;
    }
}
