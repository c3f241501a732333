//! The stream of a slot: what is held of it is sent to a mirror that saw the version before; nothing is
//! compared, and of the rows nothing is remembered.

use super::{At, Differ, Place};
use crate::memo;
use crate::stream::{Inserts, Placing, Removals, Stream};
use crate::template::Template;

/// A stream whose rows are coming.
#[derive(Clone, Copy)]
pub(crate) struct StreamScope {
    shape: u32,
    reference: u32,
    /// The client has no stream in this slot.
    is_new: bool,
    /// The client has another stream there.
    is_other: bool,
    /// Rows so far.
    len: usize,
    /// The mood before the stream.
    whole_before: bool,
    ambient_before: bool,
}

impl StreamScope {
    /// What goes before rows come.
    fn removals<T>(self, stream: &Stream<T>) -> Removals<'_> {
        match self.is_other {
            true => Removals {
                reset: true,
                deletes: &[],
            },
            false => stream.removals(),
        }
    }

    /// The rows that come.
    fn inserts<T>(self, stream: &Stream<T>) -> Inserts<'_, T> {
        match self.is_new || self.is_other {
            true => stream.rows(),
            false => stream.operations(),
        }
    }
}

impl Differ<'_> {
    /// Begins the stream of the slot being visited; gives the rows to write.
    pub(crate) fn begin_stream<'s, T>(
        &mut self,
        row: &'static Template,
        stream: &'s Stream<T>,
    ) -> Inserts<'s, T> {
        self.waiting = false;
        stream.mark_sent();
        let Place { at, slot, .. } = self.place;
        let old = *self.mirror.word(at.node, at.word);
        let version = stream.version();
        let known = match memo::node(old) {
            Some(node) if !self.whole => self.mirror.stream_of(node, row),
            _ => None,
        };
        let is_new = known.is_none();
        let mut is_other = false;
        let (shape, reference, unseen) = match known {
            Some(known) => {
                let seen = core::mem::replace(&mut known.seen, version);
                let before = core::mem::replace(&mut known.identity, stream.identity());
                is_other = before != stream.identity();
                if !is_other && (seen == version || stream.has_nothing()) {
                    return Inserts::nothing();
                }
                (known.shape, known.reference, false)
            }
            None if stream.rows().next().is_none() => {
                self.waiting = true;
                self.value(&crate::value::Dyn::None);
                return Inserts::nothing();
            }
            None => {
                self.mirror.release(old, self.spare);
                let (shape, unseen) = self.mirror.shape(row);
                let (node, reference) = self.mirror.new_stream(shape, stream);
                *self.mirror.word(at.node, at.word) = memo::of_node(node);
                (shape, reference, unseen)
            }
        };
        let scope = StreamScope {
            shape,
            reference,
            is_new,
            is_other,
            len: 0,
            whole_before: core::mem::replace(&mut self.whole, true),
            ambient_before: self.ambient,
        };
        match is_new {
            true => self.encoder.begin_stream(slot, row, shape, unseen),
            false => self.encoder.enter_stream(slot, scope.removals(stream)),
        }
        let mut inserts = scope.inserts(stream);
        inserts.scope = Some(scope);
        inserts
    }

    /// The first word of the next row, which is there only while it is written.
    pub(crate) fn begin_stream_row(
        &mut self,
        row: &'static Template,
        scope: &mut StreamScope,
        placing: Placing,
    ) -> At {
        let StreamScope { is_new, len, .. } = *scope;
        self.encoder.begin_stream_row(len, placing, is_new);
        scope.len += 1;
        let node = self.mirror.new_block(scope.shape, row.words, self.spare);
        At { node, word: 0 }
    }

    pub(crate) fn end_stream_row(&mut self, row: At) {
        self.mirror.release(memo::of_node(row.node), self.spare);
        self.encoder.end_stream_row();
    }

    pub(crate) fn end_stream<T>(
        &mut self,
        row: &'static Template,
        scope: StreamScope,
        stream: &Stream<T>,
    ) {
        let StreamScope { is_new, len, .. } = scope;
        let rows = scope.inserts(stream);
        let mut rows = rows.map(|insert| (insert.id, insert.placing));
        match is_new {
            true => self
                .encoder
                .end_stream(row, scope.reference, len, &mut rows),
            false => {
                let removals = scope.removals(stream);
                self.encoder
                    .leave_stream(scope.reference, len, &mut rows, removals);
            }
        }
        self.whole = scope.whole_before;
        // What rows read makes no difference once they are sent.
        self.ambient = scope.ambient_before;
    }
}
