//! Matching rows without keys: by what they show, and by place where that is new.
//!
//! Rows are compared in place as long as nothing speaks for a move: that the list has another length, or that a
//! row is what another was. From then on each row is looked for among the old ones, by its stamp, which costs no
//! visit, or by its [content](crate::content):
//!
//! ```text
//! old  a b c d      new  x a b' c d     one row more
//! x    not known, nothing like a, and the list grows     new
//! a    known                                             old row 0
//! b'   not known, but like b, which follows a            old row 1, changed
//! c    known                                             old row 2
//! ```
//! A changed row takes the old one that follows the last. If that was wrong, the row that would have been found
//! there is sent whole: no change costs more than that, nor do others follow from it.

use crate::keys::KeyIndex;
use crate::memo::{EMPTY, Secrets};
use crate::mirror::{List, Mirror};
use crate::rows::{Matching, Origin};
use crate::stamp::Stamp;
use crate::template::Template;
use alloc::vec::Vec;

/// How many rows are looked for by their stamp alone, which takes a look at all stamps each time.
const LOOKS: usize = 4;

/// What is known of the old rows of a list without keys.
#[derive(Default)]
pub(crate) struct Moves {
    /// Something speaks for a move.
    sought: bool,
    /// What the old rows show; none yet, if the next two are not filled.
    contents: Vec<u64>,
    by_content: KeyIndex,
    /// The stamps the old rows had; none if they have none.
    stamps: Vec<u64>,
    by_stamp: KeyIndex,
    /// How often a stamp was looked for without a sign of moves.
    looks: usize,
    /// Rows that are new.
    new: usize,
}

impl Moves {
    pub(crate) fn begin(&mut self) {
        self.sought = false;
        self.looks = 0;
        self.contents.clear();
        self.stamps.clear();
        self.new = 0;
    }

    pub(crate) fn are_sought(&self) -> bool {
        self.sought
    }
}

/// The next row, without a key.
impl Matching {
    /// Whether the next row may be one that stood elsewhere: there are old rows that are not behind, and no
    /// history tells that it stays.
    pub(crate) fn may_move(&self) -> bool {
        match self.aside {
            true => self.moves.sought,
            false => self.len < self.old_len && !self.touched.stays(self.len),
        }
    }

    /// Whether the length of the list, or the stamp of one of the first rows that changed, speaks for a move.
    pub(crate) fn is_moved(&mut self, list: &List, stamp: Stamp) -> bool {
        if self.has_other_length() {
            return true;
        }
        if stamp == Stamp::ALWAYS || self.moves.looks == LOOKS {
            return false;
        }
        self.moves.looks += 1;
        self.stamps(list)[1..].contains(&stamp.word())
    }

    fn has_other_length(&self) -> bool {
        self.ahead
            .is_some_and(|ahead| self.len + 1 + ahead != self.old_len)
    }

    /// Whether something speaks for a move, as far as that is known before the next of so many rows came.
    pub(crate) fn speaks_for_moves(&self, left: Option<usize>) -> bool {
        self.moves.sought || left.is_some_and(|left| self.len + left != self.old_len)
    }

    /// Looks for each row from now on.
    pub(crate) fn seek_moves(
        &mut self,
        mirror: &Mirror,
        secrets: &Secrets,
        node: u32,
        row: &Template,
    ) {
        if self.moves.sought {
            return;
        }
        self.know_contents(mirror, secrets, node, row);
        let rows = mirror.rows(node);
        let moves = &mut self.moves;
        moves.sought = true;
        if rows.stamps[self.len] != EMPTY {
            moves.stamps.extend_from_slice(&rows.stamps[..self.old_len]);
            moves.by_stamp.build(&moves.stamps, self.len);
        }
    }

    fn know_contents(&mut self, mirror: &Mirror, secrets: &Secrets, node: u32, row: &Template) {
        let moves = &mut self.moves;
        if !moves.contents.is_empty() {
            return;
        }
        let words = &mirror.rows(node).words;
        moves.contents.resize(self.len, 0);
        let content =
            |at: usize| mirror.content(secrets, row, &words[at * self.width..][..self.width]);
        moves.contents.extend((self.len..self.old_len).map(content));
        moves.by_content.build(&moves.contents, self.len);
    }

    /// Whether a row that shows this was among those that were not behind when one was first looked for.
    pub(crate) fn was_shown(
        &mut self,
        mirror: &Mirror,
        secrets: &Secrets,
        node: u32,
        row: &Template,
        content: u64,
    ) -> bool {
        self.know_contents(mirror, secrets, node, row);
        self.moves.by_content.has(&self.moves.contents, content)
    }

    /// The old row of this stamp, or the one that follows if it shows the same: who only exchanges equal rows
    /// changes nothing.
    pub(crate) fn find_stamp(&mut self, stamp: Stamp) -> Option<usize> {
        if stamp == Stamp::ALWAYS || self.moves.stamps.is_empty() {
            return None;
        }
        let old = loop {
            let Moves {
                by_stamp, stamps, ..
            } = &mut self.moves;
            let old = by_stamp.take(stamps, stamp.word())?;
            if !self.is_taken(old) {
                break old;
            }
        };
        self.stamps_tell = true;
        let contents = &self.moves.contents;
        let same = |next: &usize| contents[*next] == contents[old];
        Some(self.following().filter(same).unwrap_or(old))
    }

    /// The old row that shows this: the one that follows, if it does.
    pub(crate) fn find_content(&mut self, content: u64) -> Option<usize> {
        if let Some(next) = self.following()
            && self.moves.contents[next] == content
        {
            return Some(next);
        }
        loop {
            let Moves {
                by_content,
                contents,
                ..
            } = &mut self.moves;
            let old = by_content.take(contents, content)?;
            if !self.is_taken(old) {
                return Some(old);
            }
        }
    }

    /// Where a row comes from that shows what no old row shows that is left. It follows an old one, which it may
    /// be like.
    pub(crate) fn place_changed(
        &self,
        content: Option<u64>,
        following: usize,
        is_like: bool,
    ) -> Origin {
        let grows = self
            .ahead
            .is_some_and(|ahead| self.len + 1 + ahead > self.old_len + self.moves.new);
        // The old row was taken for another: to take the next one for this would go on so.
        let was_taken =
            content.is_some_and(|content| self.moves.by_content.has(&self.moves.contents, content));
        match !was_taken && (is_like || !grows) {
            true => Origin::Kept(following),
            false => Origin::New,
        }
    }

    /// Makes room for the next row, which comes from there.
    pub(crate) fn put(&mut self, list: &mut List, origin: Origin) {
        let key = self.len as u64;
        if !self.aside {
            if origin == Origin::Kept(self.len) {
                list.rows.keys[self.len] = key;
                return;
            }
            self.set_aside(list);
        }
        match origin {
            Origin::Kept(old) => self.push_old(list, key, old),
            Origin::New | Origin::Unknown => {
                self.push_new(list, key);
                self.moves.new += 1;
            }
        }
    }

    /// The old row behind the last, if it was not taken.
    pub(crate) fn following(&self) -> Option<usize> {
        let next = match self.aside {
            true => self.next,
            false => self.len,
        };
        (next < self.old_len && !self.is_taken(next)).then_some(next)
    }

    fn is_taken(&self, old: usize) -> bool {
        match self.aside {
            true => self.taken[old],
            false => old < self.len,
        }
    }

    /// The words of an old row.
    pub(crate) fn old_words<'l>(&'l self, list: &'l List, old: usize) -> &'l [u64] {
        let rows = if self.aside { &self.old } else { &list.rows };
        &rows.words[old * self.width..][..self.width]
    }
}
