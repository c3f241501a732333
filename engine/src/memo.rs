//! What the mirror keeps of a value: one word.
//!
//! ```text
//! low byte   meaning                       upper 7 bytes
//! 0          nothing was ever written      0
//! 1          none                          0
//! 2          a block, list, or long value  its number in the arena
//! 3          a bool                        0 or 1
//! 4          an integer of 56 bits         the integer
//! 5          a character                   the character
//! 6          markup                        56 bits of a keyed hash
//! 7          a component beside the page   its number
//! 8 + n      n <= 7 bytes of text          the first three bytes and the last four; up to three, the text
//! 16..=255   anything else                 56 bits of a keyed hash
//! ```
//! The low byte of a hash is drawn from the hash too, so 63.9 bits of it are compared. Values are
//! hashed, not what is written for them: an unchanged value is never formatted or escaped.

use crate::each::Key;
use crate::proven::Proven;
use crate::render;
use crate::stamp::fold;
use crate::template::Context;
use crate::value::Dyn;
use alloc::string::String;
use core::fmt::{self, Write};
use core::hash::Hasher;
use rapidhash::v3::{RapidSecrets, rapidhash_v3_seeded};

/// The key under which a mirror hashes values. Take a random seed, so that nobody can choose two
/// values of equal hash; mirrors that share rendering share the key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct HashKey {
    seed: u64,
}

impl HashKey {
    /// The key that belongs to a seed.
    pub const fn new(seed: u64) -> Self {
        HashKey { seed }
    }

    /// For other secrets of the same connection.
    #[cfg(feature = "session")]
    pub(crate) const fn seed(&self) -> u64 {
        self.seed
    }
}

/// Without the key: who knows it can choose values of equal hash.
impl fmt::Debug for HashKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HashKey").finish_non_exhaustive()
    }
}

/// What a key stands for: nine times its size, so a mirror has the key alone, and who patches makes these, some
/// 140 instructions where mirrors of different keys take turns.
pub(crate) struct Secrets {
    key: HashKey,
    secrets: RapidSecrets,
    number: u64,
}

impl Secrets {
    pub(crate) fn new(key: HashKey) -> Self {
        let secrets = RapidSecrets::seed(key.seed);
        Secrets {
            key,
            number: rapidhash_v3_seeded(b"number", &secrets),
            secrets,
        }
    }

    pub(crate) fn key(&self) -> HashKey {
        self.key
    }

    /// A number that only the holder of the key knows.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    pub(crate) fn hash(&self, bytes: &[u8]) -> u64 {
        rapidhash_v3_seeded(bytes, &self.secrets)
    }

    /// The hash of the key of a row.
    #[inline]
    pub(crate) fn hash_of_key<K: Key + ?Sized>(&self, key: &K) -> u64 {
        let mut hasher = KeyHasher {
            secrets: self,
            word: 0,
        };
        key.hash(&mut hasher);
        hasher.finish()
    }
}

/// Hashes the keys of rows under the mirror's key.
struct KeyHasher<'m> {
    secrets: &'m Secrets,
    word: u64,
}

impl Hasher for KeyHasher<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.write_u64(self.secrets.hash(bytes));
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.word = fold(
            self.word ^ number ^ self.secrets.number(),
            0xA076_1D64_78BD_642F,
        );
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn finish(&self) -> u64 {
        self.word
    }
}

/// A word of the mirror.
pub(crate) type Word = u64;

pub(crate) const EMPTY: Word = 0;
pub(crate) const NONE: Word = 1;
const NODE: u64 = 2;
const BOOL: u64 = 3;
const INT: u64 = 4;
const CHAR: u64 = 5;
#[cfg(feature = "raw-html")]
const MARKUP: u64 = 6;
const COMPONENT: u64 = 7;
const TEXT: u64 = 8;
const HASH: u64 = 16;

/// The word of a nested block or list, or of a long value.
pub(crate) fn of_node(node: u32) -> Word {
    u64::from(node) << 8 | NODE
}

/// The word of a component whose tree stands elsewhere.
pub(crate) fn of_component(number: u32) -> Word {
    u64::from(number) << 8 | COMPONENT
}

/// The node of a word.
pub(crate) fn node(word: Word) -> Option<u32> {
    (word & 0xFF == NODE).then_some((word >> 8) as u32)
}

/// Whether the word is of a node, or of markup that is none.
pub(crate) fn is_nodes(word: Word) -> bool {
    #[cfg(feature = "raw-html")]
    if word & 0xFF == MARKUP {
        return true;
    }
    node(word).is_some()
}

/// The word of a value. `scratch` is used for values that have to be formatted.
#[inline(always)]
pub(crate) fn of_value(secrets: &Secrets, value: &Dyn<'_>, scratch: &mut String) -> Word {
    match *value {
        Dyn::Str(text) => of_text(secrets, text),
        Dyn::Int(number) => of_int(secrets, number),
        Dyn::None => NONE,
        _ => of_other(secrets, value, scratch),
    }
}

/// Whether this is the word of a value of the most frequent kinds; `false` for all others.
#[inline(always)]
pub(crate) fn is_of_text_or_int(secrets: &Secrets, value: &Dyn<'_>, word: Word) -> bool {
    // One question after another: a `match` would work out first which of all kinds it is.
    if let Dyn::Str(text) = *value {
        is_of_text(secrets, text, word)
    } else if let Dyn::Int(number) = *value {
        // Of the numbers that are hashed, `false`.
        word & 0xFF == INT && word as i64 >> 8 == number
    } else {
        false
    }
}

#[inline(never)]
fn of_other(secrets: &Secrets, value: &Dyn<'_>, scratch: &mut String) -> Word {
    match *value {
        Dyn::None | Dyn::View(_) => NONE,
        Dyn::Str(text) => of_text(secrets, text),
        // Turned, as the same text without the proof is shown otherwise.
        Dyn::Proven(Proven { text, kind }) => {
            of_hash(secrets.hash(text.as_bytes()).rotate_left(16 + kind as u32))
        }
        Dyn::Int(number) => of_int(secrets, number),
        Dyn::Bool(flag) => u64::from(flag) << 8 | BOOL,
        Dyn::Char(char) => u64::from(char) << 8 | CHAR,
        Dyn::Float(number) => of_hash(!secrets.hash(&number.to_bits().to_le_bytes())),
        Dyn::Display(display) => {
            scratch.clear();
            let _ = write!(scratch, "{display}");
            of_text(secrets, scratch)
        }
        Dyn::Classes(items) => {
            scratch.clear();
            for name in render::class_names(items) {
                scratch.push_str(name);
                scratch.push(' ');
            }
            of_text(secrets, scratch)
        }
        Dyn::Attrs(_) => {
            scratch.clear();
            render::value(scratch, &Context::Spread, value, false);
            of_text(secrets, scratch)
        }
        #[cfg(feature = "raw-html")]
        Dyn::Html(html) => secrets.hash(html.as_str().as_bytes()) & !0xFF | MARKUP,
    }
}

/// Whether this is the word of a text. It is compared twice, so that the frequent way goes straight on.
#[inline(always)]
pub(crate) fn is_of_text(secrets: &Secrets, text: &str, word: Word) -> bool {
    match of_short_text(text.as_bytes()) {
        Some(short) => word == short,
        None => word == of_other_text(secrets, text.as_bytes()),
    }
}

#[inline(always)]
fn of_text(secrets: &Secrets, text: &str) -> Word {
    let bytes = text.as_bytes();
    of_short_text(bytes).unwrap_or_else(|| of_other_text(secrets, bytes))
}

/// The word of a text of 4 to 7 bytes. The first three bytes and the last four are all of it, so that no shift depends
/// on its length.
#[inline(always)]
fn of_short_text(bytes: &[u8]) -> Option<Word> {
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) if bytes.len() <= 7 => {
            let low = u32::from_le_bytes(*first) << 8 | (TEXT as u32 + bytes.len() as u32);
            Some(u64::from(low) | u64::from(u32::from_le_bytes(*last)) << 32)
        }
        _ => None,
    }
}

/// Out of line, so that what compares short text has all registers for itself.
#[inline(never)]
fn of_other_text(secrets: &Secrets, bytes: &[u8]) -> Word {
    let word = match *bytes {
        [] => 0,
        [a] => u64::from(a),
        [a, b] => u64::from(u16::from_le_bytes([a, b])),
        [a, b, c] => u64::from(u32::from_le_bytes([a, b, c, 0])),
        _ => return of_hash(secrets.hash(bytes)),
    };
    word << 8 | (TEXT + bytes.len() as u64)
}

#[inline]
fn of_int(secrets: &Secrets, number: i64) -> Word {
    let shifted = number << 8;
    if shifted >> 8 == number {
        shifted as u64 | INT
    } else {
        of_long_int(secrets, number)
    }
}

/// Turned, so that it is not the word of a text of the same bytes.
#[cold]
fn of_long_int(secrets: &Secrets, number: i64) -> Word {
    of_hash(secrets.hash(&number.to_le_bytes()).rotate_left(32))
}

fn of_hash(hash: u64) -> Word {
    let low = hash & 0xFF;
    let low = if low < HASH {
        low + (hash >> 8 & 0x7F) + HASH
    } else {
        low
    };
    hash & !0xFF | low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proven::ProvenKind;

    fn word(value: Dyn<'_>) -> Word {
        of_value(&Secrets::new(HashKey::new(1)), &value, &mut String::new())
    }

    fn proven(text: &str, kind: ProvenKind) -> Dyn<'_> {
        Dyn::Proven(Proven { text, kind })
    }

    #[test]
    fn different_values_have_different_words() {
        let values = [
            Dyn::None,
            Dyn::Bool(false),
            Dyn::Bool(true),
            Dyn::Int(0),
            Dyn::Int(-1),
            Dyn::Int(1),
            Dyn::Int(i64::MAX),
            Dyn::Int(i64::MIN),
            Dyn::Str(""),
            Dyn::Str("\0"),
            Dyn::Str("1"),
            Dyn::Str("1234567"),
            Dyn::Str("12345678"),
            proven("12345678", ProvenKind::Url),
            proven("12345678", ProvenKind::Srcset),
            Dyn::Char('1'),
            Dyn::Float(1.0),
            Dyn::Float(-0.0),
            Dyn::Float(0.0),
        ];
        let words: alloc::vec::Vec<Word> = values.into_iter().map(word).collect();
        for (i, a) in words.iter().enumerate() {
            assert!(node(*a).is_none() && *a != EMPTY);
            assert!(
                !words[..i].contains(a),
                "value {i} has the word of an earlier one"
            );
        }
    }

    #[test]
    fn a_word_has_all_of_a_short_text() {
        let mut texts = alloc::vec![String::new()];
        let mut of_length = texts.clone();
        for _ in 0..7 {
            let longer = |end| {
                of_length
                    .iter()
                    .map(move |text| alloc::format!("{text}{end}"))
            };
            of_length = longer('a').chain(longer('\0')).collect();
            texts.extend_from_slice(&of_length);
        }
        let words: alloc::collections::BTreeSet<Word> =
            texts.iter().map(|text| word(Dyn::Str(text))).collect();
        assert_eq!(words.len(), texts.len());
    }

    #[test]
    fn equal_text_has_equal_words() {
        assert_eq!(
            word(Dyn::Display(&"some long text")),
            word(Dyn::Str("some long text"))
        );
    }

    #[test]
    fn a_hash_never_looks_like_a_node() {
        for i in 0..100_000_u32 {
            let word = word(Dyn::Str(&alloc::format!("a longer text {i}")));
            assert!(word & 0xFF >= HASH);
        }
    }

    #[test]
    fn nodes_come_back() {
        assert_eq!(node(of_node(u32::MAX)), Some(u32::MAX));
    }
}
