//! What the mirror keeps of a long text: hashes of its chunks, an eighth to a quarter of its bytes.
//!
//! A chunk ends where the text says so, not after so many bytes: behind four bytes that a fixed function
//! picks, one time in 32, of a chunk that has grown long one time in 8. So a change leaves all chunks but a
//! few as they were, wherever they move.
//!
//! ```text
//! "..the quick brown | fox jumps over the lazy | dog.."     hashes [h1, h2, h3]     units [.., 24, ..]
//! ```

use crate::memo::Secrets;
use alloc::{boxed::Box, vec::Vec};

/// The chunks of one text. Lengths are in UTF-16 units, as those of a client are.
#[derive(Clone, Debug)]
pub(crate) struct Chunks {
    pub(crate) hashes: Box<[u64]>,
    units: Box<[u32]>,
}

const SHORTEST: usize = 32;
const LONG: usize = 80;
const LONGEST: usize = 256;

impl Chunks {
    pub(crate) fn of(secrets: &Secrets, text: &str) -> Chunks {
        let (hashes, units): (Vec<u64>, Vec<u32>) = split(text)
            .map(|chunk| (secrets.hash(chunk.as_bytes()), units(chunk) as u32))
            .unzip();
        Chunks {
            hashes: hashes.into(),
            units: units.into(),
        }
    }

    /// UTF-16 units of some chunks.
    pub(crate) fn units(&self, chunks: core::ops::Range<usize>) -> usize {
        self.units[chunks].iter().map(|units| *units as usize).sum()
    }

    /// Bytes of memory beside itself.
    pub(crate) fn size(&self) -> usize {
        self.hashes.len() * (size_of::<u64>() + size_of::<u32>())
    }
}

/// A text chunk by chunk.
pub(crate) fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    core::iter::from_fn(move || {
        let (chunk, behind) = rest.split_at(end_of_first(rest));
        rest = behind;
        (!chunk.is_empty()).then_some(chunk)
    })
}

fn end_of_first(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_end = |end: &usize| {
        let times = if *end < LONG { 32 } else { 8 };
        let is_picked = |last| picked(last).is_multiple_of(times);
        (*end >= LONGEST || bytes[..*end].last_chunk().is_some_and(is_picked))
            && text.is_char_boundary(*end)
    };
    (SHORTEST..bytes.len()).find(is_end).unwrap_or(bytes.len())
}

fn picked(last: &[u8; 4]) -> u32 {
    u32::from_le_bytes(*last).wrapping_mul(0x9E37_79B1) >> 27
}

/// Length of a text in UTF-16 units.
pub(crate) fn units(text: &str) -> usize {
    let begins = |byte: &&u8| **byte & 0xC0 != 0x80;
    let is_astral = |byte: &&u8| **byte >= 0xF0;
    let bytes = text.as_bytes().iter();
    bytes.clone().filter(begins).count() + bytes.filter(is_astral).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memo::HashKey;
    use alloc::{format, string::String};

    fn prose(words: usize) -> String {
        (0..words)
            .map(|n| format!("word{} é🦀 ", n * n % 7919))
            .collect()
    }

    #[test]
    fn chunks_are_the_text() {
        for text in ["", "a", &prose(1000), &"🦀".repeat(1000), &"a".repeat(1000)] {
            assert_eq!(split(text).collect::<String>(), text);
            assert!(split(text).all(|chunk| chunk.len() <= LONGEST + 3));
            let chunks = Chunks::of(&Secrets::new(HashKey::new(1)), text);
            let count = chunks.hashes.len();
            assert_eq!(chunks.units(0..count), text.encode_utf16().count());
        }
    }

    #[test]
    fn an_insertion_changes_few_chunks() {
        let (old, secrets) = (prose(5000), Secrets::new(HashKey::new(1)));
        let at = old.char_indices().nth(30_000).map_or(0, |(at, _)| at);
        let new = format!("{}inserted {}", &old[..at], &old[at..]);
        let (old, new) = (Chunks::of(&secrets, &old), Chunks::of(&secrets, &new));
        let lost = old.hashes.iter().filter(|hash| !new.hashes.contains(hash));
        let lost = lost.count();
        assert!(lost <= 5, "{lost} of {}", old.hashes.len());
        assert!(old.size() * 4 < old.units(0..old.hashes.len()));
    }
}
