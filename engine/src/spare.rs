//! [`Spare`]: what released nodes leave, for nodes to come.
//!
//! It is part of a patcher's scratch, not of a mirror: what comes and goes costs no memory between patches, and
//! one that is made serves whichever mirror needs it next.

use crate::memo::{EMPTY, Word};
use crate::mirror::{List, Rows};
use crate::stamp::Stamp;
use alloc::{boxed::Box, vec, vec::Vec};

/// The longest block that is kept, in words.
const LONGEST: usize = 64;

/// How many blocks of one length are kept, and how many lists.
const EACH: usize = 64;

/// The most words of a list that is kept.
const LIST_WORDS: usize = 512;

/// How many rows that lists are made in are kept: one for each list within another.
const NESTED: usize = 8;

/// Boxes of blocks by their length, and of lists.
#[derive(Default)]
pub(crate) struct Spare {
    blocks: Vec<Vec<Box<[Word]>>>,
    /// In the boxes that nodes hold: these are what is kept.
    #[allow(clippy::vec_box)]
    lists: Vec<Box<List>>,
    /// Where new lists are made.
    rows: Vec<Rows>,
}

impl Spare {
    /// The words of a new block.
    pub(crate) fn block(&mut self, words: usize) -> Box<[Word]> {
        match self.blocks.get_mut(words).and_then(Vec::pop) {
            Some(mut block) => {
                block.fill(EMPTY);
                block
            }
            None => vec![EMPTY; words].into(),
        }
    }

    /// A new list.
    pub(crate) fn list(&mut self, shape: u32, outer: u64) -> Box<List> {
        let Some(mut list) = self.lists.pop() else {
            return Box::new(List {
                shape,
                outer,
                seen: Stamp::ALWAYS,
                rows: self.rows.pop().unwrap_or_default(),
            });
        };
        list.shape = shape;
        list.outer = outer;
        list.seen = Stamp::ALWAYS;
        list
    }

    /// Gives the rows of a new list memory of their own, as much as they need; where they were made serves the
    /// next list. To cut what has grown would leave holes between the mirrors of a process.
    pub(crate) fn settle(&mut self, rows: &mut Rows) {
        if rows.is_full() {
            return;
        }
        let own = rows.clone();
        let mut made_in = core::mem::replace(rows, own);
        if self.rows.len() < NESTED {
            made_in.clear();
            self.rows.push(made_in);
        }
    }

    /// Takes the words of a block that is no more.
    pub(crate) fn keep_block(&mut self, block: Box<[Word]>) {
        if block.len() > LONGEST {
            return;
        }
        if self.blocks.len() <= block.len() {
            self.blocks.resize_with(block.len() + 1, Vec::new);
        }
        let same = &mut self.blocks[block.len()];
        if same.len() < EACH {
            same.push(block);
        }
    }

    /// Takes a list that is no more.
    pub(crate) fn keep_list(&mut self, mut list: Box<List>) {
        if self.lists.len() < EACH && list.rows.words.capacity() <= LIST_WORDS {
            list.rows.clear();
            self.lists.push(list);
        }
    }
}
