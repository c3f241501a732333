//! Long values in the native dialect: what to keep of the one before, what to leave out, what to put in.
//!
//! ```text
//! ["",24,-5,"quick"]     keeps 24 units, leaves out 5, puts in a text, keeps the rest
//! ```

use super::json;
use crate::chunks::{self, Chunks};
use crate::long::Content;
use crate::memo::Secrets;
use crate::sequence::gaps;
use alloc::{string::String, vec::Vec};

/// Writes what turns `old` into `new`, whose text is `text` if it is one. `false`: the whole value is shorter.
pub(super) fn write(
    secrets: &Secrets,
    old: &Content,
    new: &Content,
    text: &str,
    out: &mut String,
) -> bool {
    let whole = match (old, new) {
        (Content::Text(old), Content::Text(new)) => {
            let new = Text {
                chunks: new,
                pieces: chunks::split(text).collect(),
            };
            texts(old, None, &new, out);
            text.len() + "\"\"".len()
        }
        #[cfg(feature = "raw-html")]
        (Content::Markup(old), Content::Markup(new)) => {
            super::markup::edits(secrets, old, new, out);
            new.json().len()
        }
        #[cfg(feature = "raw-html")]
        _ => return false,
    };
    let _ = secrets;
    out.len() < whole
}

/// A text with its chunks.
struct Text<'t> {
    chunks: &'t Chunks,
    pieces: Vec<&'t str>,
}

/// A text that is shorter, in bytes, is searched for one change alone.
#[cfg(feature = "raw-html")]
const SHORT: usize = 64;

/// Writes what turns one text into another, both at hand.
#[cfg(feature = "raw-html")]
pub(super) fn known_texts(secrets: &Secrets, old: &str, new: &str, out: &mut String) {
    if old.len() < SHORT || new.len() < SHORT {
        let mut edits = Edits::begin(out);
        edits.replace_known(old, new);
        return edits.end();
    }
    let (old_chunks, new_chunks) = (Chunks::of(secrets, old), Chunks::of(secrets, new));
    let new = Text {
        chunks: &new_chunks,
        pieces: chunks::split(new).collect(),
    };
    let pieces: Vec<&str> = chunks::split(old).collect();
    texts(&old_chunks, Some(&pieces), &new, out);
}

/// `pieces`: of the old text, if they are at hand.
#[cfg_attr(not(feature = "raw-html"), allow(unused_variables))]
fn texts(old: &Chunks, pieces: Option<&[&str]>, new: &Text<'_>, out: &mut String) {
    let mut edits = Edits::begin(out);
    for gap in gaps(&old.hashes, &new.chunks.hashes) {
        let kept = gap.old.end..gap.old.end + gap.kept;
        match pieces {
            #[cfg(feature = "raw-html")]
            Some(pieces) => {
                edits.replace_known(&pieces[gap.old].concat(), &new.pieces[gap.new].concat());
            }
            _ => {
                edits.leave_out(old.units(gap.old));
                edits.put_text(&new.pieces[gap.new].concat());
            }
        }
        edits.keep(old.units(kept));
    }
    edits.end();
}

/// Items of edits, as they come.
pub(super) struct Edits<'o> {
    pub(super) out: &'o mut String,
    /// Not written yet; one of them is 0.
    kept: usize,
    left_out: usize,
}

impl<'o> Edits<'o> {
    pub(super) fn begin(out: &'o mut String) -> Self {
        out.push_str("[\"\"");
        Edits {
            out,
            kept: 0,
            left_out: 0,
        }
    }

    pub(super) fn keep(&mut self, count: usize) {
        if count > 0 {
            self.write_left_out();
            self.kept += count;
        }
    }

    pub(super) fn leave_out(&mut self, count: usize) {
        if count > 0 {
            self.write_kept();
            self.left_out += count;
        }
    }

    /// Puts in a text or node that is JSON already. It stands before what is left out there.
    #[cfg(feature = "raw-html")]
    pub(super) fn put(&mut self, json: &str) {
        self.write_kept();
        self.out.push(',');
        self.out.push_str(json);
    }

    /// Writes all that comes before edits of the next node, and their comma.
    #[cfg(feature = "raw-html")]
    pub(super) fn begin_change(&mut self) {
        self.write_kept();
        self.write_left_out();
        self.out.push(',');
    }

    /// What is not mentioned stays.
    pub(super) fn end(mut self) {
        self.write_left_out();
        self.out.push(']');
    }

    fn put_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.write_kept();
            self.out.push(',');
            json::string(text, self.out);
        }
    }

    /// Replaces a text but for what it has in common with the new one at both ends.
    #[cfg(feature = "raw-html")]
    fn replace_known(&mut self, old: &str, new: &str) {
        let is_equal = |(old, new): &(char, char)| old == new;
        let chars = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
            pairs
                .take_while(is_equal)
                .map(|(char, _)| char.len_utf8())
                .sum()
        };
        let prefix = chars(&mut old.chars().zip(new.chars()));
        let (rest, new) = (&old[prefix..], &new[prefix..]);
        let suffix = chars(&mut rest.chars().rev().zip(new.chars().rev()));
        self.keep(chunks::units(&old[..prefix]));
        self.leave_out(chunks::units(&rest[..rest.len() - suffix]));
        self.put_text(&new[..new.len() - suffix]);
        self.keep(chunks::units(&rest[rest.len() - suffix..]));
    }

    fn write_kept(&mut self) {
        let kept = core::mem::take(&mut self.kept);
        if kept > 0 {
            self.out.push(',');
            json::integer(kept as i64, self.out);
        }
    }

    fn write_left_out(&mut self) {
        let left_out = core::mem::take(&mut self.left_out);
        if left_out > 0 {
            self.out.push(',');
            json::integer(-(left_out as i64), self.out);
        }
    }
}
