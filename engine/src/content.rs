//! What a row shows, as one word: from the mirror, or from a view that is visited for it. By this word rows
//! without keys are found again.
//!
//! ```text
//! <tr id={id}><td :for={c in cells}>{c}</td></tr>
//! row       "r1"  and the cells "a", "b"
//! hashed    "r1"  row of td, "a"  row of td, "b"  end of the list
//! ```
//! Both take the words of values as the mirror has them and templates by their fingerprints, so what is hashed
//! differs if, and only if, what is shown does. Stamps and keys are not shown.

use crate::memo::{self, EMPTY, NONE, Secrets, Word};
use crate::mirror::{Mirror, Node};
use crate::stamp::{Stamp, fold};
use crate::template::Template;
use crate::value::Dyn;
use alloc::string::String;

/// What cannot be compared, in a mirror and in a view: two words that differ, so that no row with it is found.
const HELD: u64 = 0x5107_0000_0000_0003;
const VIEWED: u64 = 0x5107_0000_0000_0004;

/// A hash of words, one after another.
#[derive(Clone, Copy)]
pub(crate) struct Content {
    number: u64,
    word: u64,
}

impl Content {
    pub(crate) fn new(secrets: &Secrets) -> Content {
        Content {
            number: secrets.number(),
            word: 0,
        }
    }

    fn add(&mut self, word: u64) {
        self.word = fold(self.word ^ word ^ self.number, 0xA076_1D64_78BD_642F);
    }

    /// What is held equals nothing of a view, nor another one that is held.
    fn add_held(&mut self, node: u32) {
        self.add(HELD);
        self.add(u64::from(node));
    }

    fn row(&mut self, row: &Template) {
        self.add(!row.fingerprint);
    }

    /// A list without rows is nothing.
    fn end_list(&mut self, has_rows: bool) {
        self.add(if has_rows { EMPTY } else { NONE });
    }

    pub(crate) fn finish(self) -> u64 {
        self.word
    }
}

impl Mirror {
    /// What a row of these words shows.
    pub(crate) fn content(&self, secrets: &Secrets, row: &Template, words: &[Word]) -> u64 {
        let mut content = Content::new(secrets);
        self.add_words(&mut content, row, words);
        content.finish()
    }

    fn add_words(&self, content: &mut Content, template: &Template, words: &[Word]) {
        let mut words = words.iter();
        for kind in template.slots {
            if let Some(word) = words.nth(usize::from(kind.lazy)) {
                self.add_word(content, *word);
            }
        }
    }

    fn add_word(&self, content: &mut Content, word: Word) {
        let Some(node) = memo::node(word) else {
            return content.add(word);
        };
        match self.node(node) {
            Node::Block { shape, words } => {
                let template = self.shapes[*shape as usize];
                content.add(template.fingerprint);
                self.add_words(content, template, &words[template.parts.len()..]);
            }
            Node::List(list) => {
                let row = self.shapes[list.shape as usize];
                for at in 0..list.rows.keys.len() {
                    content.row(row);
                    self.add_words(content, row, &list.rows.words[at * row.words..]);
                }
                content.end_list(!list.rows.keys.is_empty());
            }
            #[cfg(feature = "edits")]
            Node::Long(long) => content.add(long.word),
            Node::Stream(_) | Node::Component(_) => content.add_held(node),
            #[cfg(feature = "session")]
            Node::Temporary { .. } => content.add_held(node),
            Node::Root(_) | Node::Free { .. } => unreachable!("a word names a live block or list"),
        }
    }
}

/// What a visit found out.
#[derive(Clone, Copy)]
pub(crate) struct Shown {
    pub(crate) content: u64,
    /// It depends on more than stamps tell of.
    pub(crate) is_ambient: bool,
}

/// A visit that finds out what a row shows, and leaves no trace.
pub(crate) struct Survey<'s> {
    secrets: &'s Secrets,
    text: &'s mut String,
    content: Content,
    /// The slot being visited has not got its value yet.
    waiting: bool,
    /// The list being visited had rows.
    has_rows: bool,
    /// Something was visited that no stamp tells of.
    ambient: bool,
}

impl<'s> Survey<'s> {
    pub(crate) fn new(secrets: &'s Secrets, text: &'s mut String) -> Self {
        Survey {
            secrets,
            text,
            content: Content::new(secrets),
            waiting: false,
            has_rows: false,
            ambient: false,
        }
    }

    pub(crate) fn note(&mut self, stamp: Stamp) {
        self.ambient |= stamp == Stamp::ALWAYS;
    }

    /// Every row is looked at.
    pub(crate) fn next_row(&mut self, stamp: Stamp) -> bool {
        self.note(stamp);
        true
    }

    pub(crate) fn enter_slot(&mut self) {
        self.waiting = true;
    }

    /// A view that gave nothing is nothing.
    pub(crate) fn leave_slot(&mut self) {
        self.value(&Dyn::None);
    }

    /// `false`: the slot has its value already.
    pub(crate) fn enter_block(&mut self, template: &Template) -> bool {
        if self.waiting {
            self.content.add(template.fingerprint);
        }
        core::mem::take(&mut self.waiting)
    }

    /// The value of the slot being visited.
    pub(crate) fn value(&mut self, value: &Dyn<'_>) {
        if core::mem::take(&mut self.waiting) {
            self.scalar(value);
        }
    }

    /// A slot whose value is at hand.
    pub(crate) fn scalar(&mut self, value: &Dyn<'_>) {
        self.content
            .add(memo::of_value(self.secrets, value, self.text));
    }

    /// Something that cannot be compared is in the slot being visited.
    pub(crate) fn incomparable(&mut self) {
        self.waiting = false;
        self.content.add(VIEWED);
    }

    pub(crate) fn begin_list(&mut self) {
        self.waiting = false;
        self.has_rows = false;
    }

    pub(crate) fn begin_row(&mut self, row: &Template) {
        self.content.row(row);
    }

    pub(crate) fn leave_row(&mut self) {
        self.has_rows = true;
    }

    pub(crate) fn end_list(&mut self) {
        self.content.end_list(self.has_rows);
    }

    pub(crate) fn finish(self) -> Shown {
        Shown {
            content: self.content.finish(),
            is_ambient: self.ambient,
        }
    }
}
