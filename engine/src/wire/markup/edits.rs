//! What turns some markup into other markup: nodes that are equal stay, elements of one name and texts are
//! changed where they stand, the rest goes and comes.

use super::super::edits::{Edits, known_texts};
use super::super::json;
use super::{Kind, Markup};
use crate::memo::Secrets;
use crate::sequence::gaps;
use alloc::{string::String, vec::Vec};

/// Writes the edits.
pub(in crate::wire) fn edits(secrets: &Secrets, old: &Markup, new: &Markup, out: &mut String) {
    let comparison = Comparison { secrets, old, new };
    let mut edits = Edits::begin(out);
    comparison.children(&old.children(None), &new.children(None), &mut edits);
    edits.end();
}

struct Comparison<'m> {
    secrets: &'m Secrets,
    old: &'m Markup,
    new: &'m Markup,
}

impl Comparison<'_> {
    fn children(&self, old: &[usize], new: &[usize], edits: &mut Edits<'_>) {
        let hashes = |markup: &Markup, nodes: &[usize]| -> Vec<u64> {
            let hash = |node: &usize| self.secrets.hash(markup.node(*node).as_bytes());
            nodes.iter().map(hash).collect()
        };
        for gap in gaps(&hashes(self.old, old), &hashes(self.new, new)) {
            self.unequal(&old[gap.old], &new[gap.new], edits);
            edits.keep(gap.kept);
        }
    }

    /// Nodes of which none is equal to another of its place.
    fn unequal(&self, old: &[usize], new: &[usize], edits: &mut Edits<'_>) {
        let kinds = |markup: &Markup, nodes: &[usize], side: u64| -> Vec<u64> {
            let kinds = nodes.iter().map(|node| match markup.kind(*node) {
                Kind::Text => 0,
                Kind::Element(name) => self.secrets.hash(name.as_bytes()) | 1,
                // As no other.
                Kind::Whole => (*node as u64) << 2 | side << 1,
            });
            kinds.collect()
        };
        for gap in gaps(&kinds(self.old, old, 0), &kinds(self.new, new, 1)) {
            edits.leave_out(gap.old.len());
            for node in &new[gap.new.clone()] {
                edits.put(self.new.node(*node));
            }
            let (old, new) = (&old[gap.old.end..], &new[gap.new.end..]);
            for (old, new) in old.iter().zip(new).take(gap.kept) {
                self.change(*old, *new, edits);
            }
        }
    }

    /// A node that may become the other one; if that is longer than the other one, it is replaced.
    fn change(&self, old: usize, new: usize, edits: &mut Edits<'_>) {
        if self.old.node(old) == self.new.node(new) {
            return edits.keep(1);
        }
        let whole = self.new.node(new);
        edits.begin_change();
        let start = edits.out.len();
        match self.new.kind(new) {
            Kind::Text => {
                let (old, new) = (self.old.text(old), self.new.text(new));
                known_texts(self.secrets, &old, &new, edits.out);
            }
            _ => self.element(old, new, edits.out),
        }
        if edits.out.len() - start > whole.len() + "-1,".len() {
            edits.out.truncate(start - 1);
            edits.leave_out(1);
            edits.put(whole);
        }
    }

    fn element(&self, old: usize, new: usize, out: &mut String) {
        let mut edits = Edits::begin(out);
        let attributes = self.new.attributes(new);
        if self.old.attributes(old) != attributes {
            json::comma(edits.out);
            edits.out.push('[');
            edits.out.push_str(attributes);
            edits.out.push(']');
        }
        let (old, new) = (self.old.children(Some(old)), self.new.children(Some(new)));
        self.children(&old, &new, &mut edits);
        edits.end();
    }
}
