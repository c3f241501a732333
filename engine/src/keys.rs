//! From the key of a row, or what stands for it, to its old position: an open-addressed table with chains, rebuilt for each
//! list that was reordered, in memory that is kept.
//!
//! Equal keys are given out in the order of their rows, each row once, so a list with repeated keys
//! is matched soundly, in linear time.

use alloc::vec::Vec;

const NO_ROW: u32 = u32::MAX;

/// Old positions by key.
#[derive(Debug, Default)]
pub(crate) struct KeyIndex {
    /// Head of the chain of each key; the length is a power of two, at most half full.
    heads: Vec<u32>,
    /// The next row of equal key, by row.
    next: Vec<u32>,
    first: usize,
}

impl KeyIndex {
    /// Indexes `keys[first..]`.
    pub(crate) fn build(&mut self, keys: &[u64], first: usize) {
        let rows = keys.len() - first;
        self.first = first;
        self.heads.clear();
        self.heads
            .resize((rows * 2).next_power_of_two().max(2), NO_ROW);
        self.next.clear();
        self.next.resize(rows, NO_ROW);
        for row in (first..keys.len()).rev() {
            let place = self.place(keys, keys[row]);
            self.next[row - first] = self.heads[place];
            self.heads[place] = row as u32;
        }
    }

    /// Whether rows of those that were indexed have equal keys. Before any is taken.
    pub(crate) fn has_equal_keys(&self) -> bool {
        self.next.iter().any(|next| *next != NO_ROW)
    }

    /// Takes the first row with this key that was not taken yet. `keys` are those of `build`.
    pub(crate) fn take(&mut self, keys: &[u64], key: u64) -> Option<usize> {
        let place = self.place(keys, key);
        let row = self.heads[place];
        if row == NO_ROW || row & TAKEN != 0 {
            return None;
        }
        let next = self.next[row as usize - self.first];
        // The last row of a chain stays as a mark: an empty place would end the probing of others.
        self.heads[place] = if next == NO_ROW { row | TAKEN } else { next };
        Some(row as usize)
    }

    /// Whether there was a row with this key, taken or not. `keys` are those of `build`.
    pub(crate) fn has(&self, keys: &[u64], key: u64) -> bool {
        self.heads[self.place(keys, key)] != NO_ROW
    }

    fn place(&self, keys: &[u64], key: u64) -> usize {
        let mask = self.heads.len() - 1;
        let mut place = crate::stamp::fold(key, 0x9E37_79B9_7F4A_7C15) as usize & mask;
        while self.heads[place] != NO_ROW && keys[(self.heads[place] & !TAKEN) as usize] != key {
            place = (place + 1) & mask;
        }
        place
    }
}

const TAKEN: u32 = 1 << 31;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_are_taken_in_order_each_once() {
        let keys = [5, 7, 5, 9, 5];
        let mut index = KeyIndex::default();
        index.build(&keys, 1);
        assert!(index.has_equal_keys());
        assert_eq!(index.take(&keys, 5), Some(2));
        assert_eq!(index.take(&keys, 9), Some(3));
        assert_eq!(index.take(&keys, 9), None);
        assert_eq!(index.take(&keys, 5), Some(4));
        assert_eq!(index.take(&keys, 5), None);
        assert_eq!(index.take(&keys, 7), Some(1));
        assert_eq!(index.take(&keys, 1), None);
    }

    #[test]
    fn equal_keys_are_told() {
        let mut index = KeyIndex::default();
        index.build(&[5, 7, 5], 1);
        assert!(!index.has_equal_keys());
        index.build(&[5, 7, 5], 0);
        assert!(index.has_equal_keys());
    }

    #[test]
    fn a_hundred_thousand_equal_keys_take_linear_time() {
        let keys = [3; 100_000];
        let mut index = KeyIndex::default();
        index.build(&keys, 0);
        assert!((0..keys.len()).all(|row| index.take(&keys, 3) == Some(row)));
    }
}
