//! How a list came to its present version: which of its rows were touched, one change after another.
//!
//! ```text
//! list   version 9    journal: 5 -> row 3, 7 -> row 8 and after      a version, and what was touched then
//! mirror that saw 7   rows 8 and after may have changed
//! mirror that saw 9   none
//! mirror that saw 4   the journal does not reach back: any row
//! ```
//! Versions are stamps, which no other list has had. So what a journal says of a version holds for every list
//! that was at it: clones, and lists that were swapped.

use crate::stamp::Stamp;
use alloc::{collections::VecDeque, vec::Vec};

/// Changes that a journal remembers; of 24 bytes each.
const KEPT: usize = 64;

/// The present version of a list and the last changes that led to it.
#[derive(Clone, Debug)]
pub(crate) struct Journal {
    version: Stamp,
    changes: VecDeque<Change>,
}

#[derive(Clone, Copy, Debug)]
struct Change {
    /// The version that it changed.
    before: Stamp,
    rows: Rows,
}

/// The rows that a change may have touched.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rows {
    /// This one.
    One(usize),
    /// This one and all behind it; rows came or went there.
    From(usize),
}

impl Journal {
    /// Of a first version.
    pub(crate) fn new() -> Journal {
        Journal {
            version: Stamp::fresh(),
            changes: VecDeque::new(),
        }
    }

    pub(crate) fn version(&self) -> Stamp {
        self.version
    }

    /// Begins the next version, in which these rows may be others.
    pub(crate) fn touch(&mut self, rows: Rows) {
        if let Rows::From(0) = rows {
            self.changes.clear();
        } else {
            if self.changes.len() == KEPT {
                self.changes.pop_front();
            }
            let before = self.version;
            self.changes.push_back(Change { before, rows });
        }
        self.version = Stamp::fresh();
    }

    /// What was touched since a version. `None`: the journal does not reach back so far.
    fn since(&self, version: Stamp) -> Option<impl Iterator<Item = Rows>> {
        let first = match version == self.version {
            true => self.changes.len(),
            false => {
                let changes = &mut self.changes.iter();
                changes.rposition(|change| change.before == version)?
            }
        };
        Some(self.changes.range(first..).map(|change| change.rows))
    }
}

/// How a [`TrackedList`](crate::TrackedList) came to be what it is: for [`Cx::history`](crate::Cx::history).
#[derive(Clone, Copy, Debug)]
pub struct History<'l> {
    pub(crate) journal: &'l Journal,
    /// Rows of the list.
    pub(crate) len: usize,
}

impl History<'_> {
    /// Whether the list has no rows.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(crate) fn version(&self) -> Stamp {
        self.journal.version
    }
}

/// The rows of a list that may not be what they were at the last visit.
#[derive(Default)]
pub(crate) struct Touched {
    /// Single rows, in order.
    single: Vec<usize>,
    /// The first of `single` that is not behind.
    next: usize,
    /// All rows from this one on.
    from: usize,
    /// Rows of the list, where `from` is not 0.
    len: usize,
}

/// Where the next row stands that may not be what it was.
pub(crate) enum Ahead {
    /// Here, and so may all that follow.
    All,
    /// Behind so many that are what they were.
    Behind(usize),
    /// Nowhere: up to the end of the list, whose length this is, all are what they were.
    Nowhere(usize),
}

impl Touched {
    /// Any row.
    pub(crate) fn all(&mut self) {
        self.from = 0;
    }

    /// Those that the history of a list names since the version that was visited; any row, if it does not
    /// reach back.
    pub(crate) fn since(&mut self, seen: Stamp, history: History<'_>) {
        self.all();
        let Some(touched) = history.journal.since(seen) else {
            return;
        };
        self.single.clear();
        self.next = 0;
        self.from = usize::MAX;
        self.len = history.len;
        for rows in touched {
            match rows {
                Rows::One(row) => self.single.push(row),
                Rows::From(first) => self.from = self.from.min(first),
            }
        }
        self.single.sort_unstable();
    }

    /// Whether there are rows that are what they were.
    #[inline]
    pub(crate) fn has_gaps(&self) -> bool {
        self.from > 0
    }

    /// Whether this row is known to stand where it stood, changed or not.
    pub(crate) fn stays(&self, row: usize) -> bool {
        row < self.from
    }

    /// Looks ahead from a row on.
    pub(crate) fn ahead(&mut self, row: usize) -> Ahead {
        if self.from <= row {
            return Ahead::All;
        }
        while self.single.get(self.next).is_some_and(|next| *next < row) {
            self.next += 1;
        }
        let next = self.single.get(self.next).copied();
        match next.unwrap_or(usize::MAX).min(self.from) {
            next if next < self.len => Ahead::Behind(next - row),
            _ => Ahead::Nowhere(self.len),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    /// The rows that have to be looked at.
    fn looked_at(seen: Stamp, journal: &Journal, len: usize) -> Vec<usize> {
        let mut touched = Touched::default();
        touched.since(seen, History { journal, len });
        let (mut row, mut found) = (0, Vec::new());
        while row < len {
            match touched.ahead(row) {
                Ahead::All => {}
                Ahead::Behind(rows) => row += rows,
                Ahead::Nowhere(_) => break,
            }
            found.push(row);
            row += 1;
        }
        found
    }

    #[test]
    fn each_version_has_its_own_answer() {
        let mut journal = Journal::new();
        let first = journal.version();
        journal.touch(Rows::One(7));
        let second = journal.version();
        journal.touch(Rows::One(2));
        journal.touch(Rows::One(7));
        assert_eq!(looked_at(first, &journal, 9), [2, 7]);
        assert_eq!(looked_at(second, &journal, 9), [2, 7]);
        assert_eq!(looked_at(journal.version(), &journal, 9), vec![0; 0]);
        assert_eq!(looked_at(Stamp::fresh(), &journal, 3), [0, 1, 2]);
        assert_eq!(looked_at(Stamp::ALWAYS, &journal, 3), [0, 1, 2]);
    }

    #[test]
    fn rows_that_come_and_go_touch_those_behind() {
        let mut journal = Journal::new();
        let first = journal.version();
        journal.touch(Rows::From(5));
        journal.touch(Rows::One(6));
        journal.touch(Rows::One(1));
        assert_eq!(looked_at(first, &journal, 7), [1, 5, 6]);
        assert_eq!(looked_at(first, &journal, 5), [1]);
        journal.touch(Rows::From(0));
        assert_eq!(looked_at(first, &journal, 2), [0, 1]);
    }

    #[test]
    fn a_journal_forgets_the_oldest() {
        let mut journal = Journal::new();
        let first = journal.version();
        journal.touch(Rows::One(0));
        let second = journal.version();
        for _ in 1..KEPT {
            journal.touch(Rows::One(1));
        }
        assert_eq!(looked_at(first, &journal, 3), [0, 1]);
        journal.touch(Rows::One(1));
        assert_eq!(looked_at(first, &journal, 3), [0, 1, 2]);
        assert_eq!(looked_at(second, &journal, 3), [1]);
    }
}
