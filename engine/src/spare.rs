//! [`Spare`]: what released nodes leave, for nodes to come.
//!
//! It is part of a patcher's scratch, not of a mirror: what comes and goes costs no memory between patches, and
//! one that is made serves whichever mirror needs it next.

use crate::memo::{EMPTY, Word};
use crate::mirror::List;
use alloc::{boxed::Box, vec, vec::Vec};

/// The longest block that is kept, in words.
const LONGEST: usize = 64;

/// How many blocks of one length are kept, and how many lists.
const EACH: usize = 64;

/// The most words of a list that is kept.
const LIST_WORDS: usize = 512;

/// Boxes of blocks by their length, and of lists.
#[derive(Default)]
pub(crate) struct Spare {
    blocks: Vec<Vec<Box<[Word]>>>,
    lists: Vec<Box<List>>,
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
                ..List::default()
            });
        };
        list.shape = shape;
        list.outer = outer;
        list
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
