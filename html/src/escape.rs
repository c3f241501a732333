//! Escaping of text for the two places where HTML takes any text: between tags, and in quotes.
//!
//! Takes any string, appends to a buffer of the caller. Beyond `&`, `<`, `>` and the quotes, NUL
//! becomes U+FFFD (a parser drops or replaces it, depending on the place) and CR becomes `&#13;`
//! (a parser turns a bare one into LF), so what a browser reads back is what was given.
//!
//! One scan, and a copy of all that needs nothing; by length: under 8 bytes as one word, under 16 as
//! two, from there 16 bytes at a time in a loop that rustc turns into vectors. What it
//! compiles to and how fast it is stands in docs/performance.md.

use alloc::string::String;

/// Appends `value` so that it reads as text between tags.
///
/// ```
/// let mut out = String::from("<p>");
/// slotwise_html::escape_text("a & \"b\"", &mut out);
/// assert_eq!(out, "<p>a &amp; \"b\"");
/// ```
pub fn escape_text(value: &str, out: &mut String) {
    escape::<Text>(value, out);
}

/// Appends `value` so that it reads as part of an attribute's value in quotes of either kind.
///
/// ```
/// let mut out = String::new();
/// slotwise_html::escape_attribute("a & \"b\"", &mut out);
/// assert_eq!(out, "a &amp; &quot;b&quot;");
/// ```
pub fn escape_attribute(value: &str, out: &mut String) {
    escape::<Attribute>(value, out);
}

/// Whether [`escape_text`] copies `value` as it is.
///
/// ```
/// use slotwise_html::escape::is_plain_text;
/// assert!(is_plain_text("\"a\""));
/// assert!(!is_plain_text("a & b"));
/// ```
#[inline]
pub fn is_plain_text(value: &str) -> bool {
    is_plain::<Text>(value)
}

/// Whether [`escape_attribute`] copies `value` as it is.
///
/// ```
/// use slotwise_html::escape::is_plain_attribute;
/// assert!(is_plain_attribute("a"));
/// assert!(!is_plain_attribute("\"a\""));
/// ```
#[inline]
pub fn is_plain_attribute(value: &str) -> bool {
    is_plain::<Attribute>(value)
}

/// What stands for `byte` between tags, or `None` if it stands for itself.
///
/// ```
/// use slotwise_html::escape::text_escape;
/// assert_eq!(text_escape(b'<'), Some("&lt;"));
/// assert_eq!(text_escape(b'"'), None);
/// ```
#[inline]
pub const fn text_escape(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\0' => Some("\u{FFFD}"),
        b'\r' => Some("&#13;"),
        _ => None,
    }
}

/// What stands for `byte` in a quoted attribute value, or `None` if it stands for itself.
///
/// ```
/// use slotwise_html::escape::attribute_escape;
/// assert_eq!(attribute_escape(b'\''), Some("&#39;"));
/// ```
#[inline]
pub const fn attribute_escape(byte: u8) -> Option<&'static str> {
    match byte {
        b'"' => Some("&quot;"),
        b'\'' => Some("&#39;"),
        _ => text_escape(byte),
    }
}

/// What is escaped in one place, told three ways that have to agree.
trait Place {
    /// One byte, with a branch or two.
    fn escapes(byte: u8) -> bool;

    /// One of 16 bytes that become one vector, so without a branch.
    fn escapes_lane(byte: u8) -> bool;

    /// The high bit of each byte of a word that is escaped.
    fn marks(word: u64) -> u64;
}

enum Text {}

enum Attribute {}

impl Place for Text {
    #[inline(always)]
    fn escapes(byte: u8) -> bool {
        text_escape(byte).is_some()
    }

    #[inline(always)]
    fn escapes_lane(byte: u8) -> bool {
        // `<` and `>` differ in bit 1 alone.
        (byte | 2 == b'>') | (byte == b'&') | (byte == b'\0') | (byte == b'\r')
    }

    #[inline(always)]
    fn marks(word: u64) -> u64 {
        let others = differing(word | each(2), b'>')
            & differing(word, b'&')
            & differing(word, b'\0')
            & differing(word, b'\r');
        !others & each(0x80)
    }
}

impl Place for Attribute {
    #[inline(always)]
    fn escapes(byte: u8) -> bool {
        attribute_escape(byte).is_some()
    }

    #[inline(always)]
    fn escapes_lane(byte: u8) -> bool {
        // `&` and `'` differ in bit 0 alone.
        (byte | 2 == b'>')
            | (byte | 1 == b'\'')
            | (byte == b'"')
            | (byte == b'\0')
            | (byte == b'\r')
    }

    #[inline(always)]
    fn marks(word: u64) -> u64 {
        let others = differing(word | each(2), b'>')
            & differing(word | each(1), b'\'')
            & differing(word, b'"')
            & differing(word, b'\0')
            & differing(word, b'\r');
        !others & each(0x80)
    }
}

#[inline(always)]
fn escape<P: Place>(value: &str, out: &mut String) {
    match value.len() {
        0..8 => escape_bytes::<P>(value, out),
        8..16 => escape_two_words::<P>(value, out),
        _ => escape_vectors::<P>(value, out),
    }
}

#[inline(always)]
fn escape_bytes<P: Place>(value: &str, out: &mut String) {
    match is_plain_word::<P>(value.as_bytes()) {
        true => out.push_str(value),
        false => escape_bytewise::<P>(value, out),
    }
}

fn escape_bytewise<P: Place>(value: &str, out: &mut String) {
    match value.bytes().position(P::escapes) {
        Some(at) => escape_bytes_from::<P>(at, value, out),
        None => push_short(value, out),
    }
}

#[inline(always)]
fn is_plain<P: Place>(value: &str) -> bool {
    let bytes = value.as_bytes();
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk())
        && bytes.len() <= 16
    {
        return P::marks(u64::from_le_bytes(*first)) | P::marks(u64::from_le_bytes(*last)) == 0;
    }
    match bytes.len() {
        0..8 => is_plain_word::<P>(bytes),
        _ => is_plain_in_vectors::<P>(bytes),
    }
}

/// Whether fewer than eight bytes need nothing: they are put together to a word, some of them twice.
#[inline(always)]
fn is_plain_word<P: Place>(bytes: &[u8]) -> bool {
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return P::marks(u64::from(first) | u64::from(last) << 32) == 0;
    }
    match *bytes {
        [] => true,
        [one] => !P::escapes(one),
        [first, .., last] => {
            let middle = bytes[bytes.len() / 2];
            let word = u64::from_le_bytes([first, middle, last, last, last, last, last, last]);
            P::marks(word) == 0
        }
    }
}

#[inline(never)]
fn is_plain_in_vectors<P: Place>(bytes: &[u8]) -> bool {
    let (chunks, rest) = bytes.as_chunks();
    chunks.iter().all(|chunk| lane_marks::<P>(*chunk) == 0)
        && !rest.iter().any(|&byte| P::escapes(byte))
}

/// Beside the scan, not in it: most values never get here, and keep their registers.
#[inline(never)]
fn escape_bytes_from<P: Place>(first: usize, value: &str, out: &mut String) {
    let mut copied = escape_at(first, value, 0, out);
    while let Some(gap) = value.as_bytes()[copied..]
        .iter()
        .position(|&byte| P::escapes(byte))
    {
        copied = escape_at(copied + gap, value, copied, out);
    }
    push_short(&value[copied..], out);
}

/// The first eight bytes and the last, which may overlap.
#[inline(always)]
fn escape_two_words<P: Place>(value: &str, out: &mut String) {
    let bytes = value.as_bytes();
    let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) else {
        return escape_bytewise::<P>(value, out);
    };
    let low = P::marks(u64::from_le_bytes(*first));
    let high = match bytes.len() {
        8 => 0,
        length => P::marks(u64::from_le_bytes(*last)) >> (8 * (16 - length)),
    };
    if low | high == 0 {
        return out.push_str(value);
    }
    escape_short(bits(low) | bits(high) << 8, value, out);
}

/// All of a value of less than 16 bytes. Beside the scan, not in it, as above.
#[inline(never)]
fn escape_short(bits: u64, value: &str, out: &mut String) {
    let copied = escape_bits(bits, 0, value, 0, out);
    push_short(&value[copied..], out);
}

#[inline(never)]
fn escape_vectors<P: Place>(value: &str, out: &mut String) {
    let bytes = value.as_bytes();
    let Some(last) = bytes.last_chunk() else {
        return escape_bytewise::<P>(value, out);
    };
    let (mut at, mut copied) = (0, 0);
    while at + 16 < bytes.len()
        && let Some(chunk) = bytes[at..].first_chunk()
    {
        let marks = lane_marks::<P>(*chunk);
        if marks != 0 {
            copied = escape_marked(marks, at, value, copied, out);
        }
        at += 16;
    }
    // The last 16 bytes, of which some may have been seen.
    let marks = lane_marks::<P>(*last);
    if marks != 0 {
        let seen = at + 16 - bytes.len();
        copied = escape_marked(marks >> (8 * seen), at, value, copied, out);
    }
    out.push_str(&value[copied..]);
}

/// The high bit of each byte that is escaped. One integer, as rustc keeps to vectors only if no
/// half of it is looked at here.
#[inline(always)]
fn lane_marks<P: Place>(mut bytes: [u8; 16]) -> u128 {
    for byte in &mut bytes {
        *byte = u8::from(P::escapes_lane(*byte)).wrapping_neg();
    }
    u128::from_le_bytes(bytes) & u128::from_le_bytes([0x80; 16])
}

/// Copies and escapes up to the last of the `marks` of the 16 bytes from `start`; what comes
/// next has not been copied.
#[inline(never)]
fn escape_marked(marks: u128, start: usize, value: &str, copied: usize, out: &mut String) -> usize {
    let bits = bits(marks as u64) | bits((marks >> 64) as u64) << 8;
    escape_bits(bits, start, value, copied, out)
}

/// Likewise, with a bit for each byte.
#[inline(always)]
fn escape_bits(
    mut bits: u64,
    start: usize,
    value: &str,
    mut copied: usize,
    out: &mut String,
) -> usize {
    while bits != 0 {
        copied = escape_at(start + bits.trailing_zeros() as usize, value, copied, out);
        bits &= bits - 1;
    }
    copied
}

/// A bit for each of eight bytes, from its high bit.
#[inline(always)]
fn bits(marks: u64) -> u64 {
    // Each bit of the factor moves another one into the top byte.
    (marks >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Copies up to `at` and escapes what is there.
#[inline(always)]
fn escape_at(at: usize, value: &str, copied: usize, out: &mut String) -> usize {
    // Only ASCII bytes are escaped, so both cuts fall between characters.
    push_short(&value[copied..at], out);
    push_escape(value.as_bytes()[at], out);
    at + 1
}

/// A copy of a length that is known is a store or two; any other is a call, which costs more than these
/// few bytes.
#[inline(always)]
fn push_short(text: &str, out: &mut String) {
    match text.len() {
        0 => {}
        1 => out.push_str(&text[..1]),
        2 => out.push_str(&text[..2]),
        3 => out.push_str(&text[..3]),
        4 => out.push_str(&text[..4]),
        5 => out.push_str(&text[..5]),
        6 => out.push_str(&text[..6]),
        7 => out.push_str(&text[..7]),
        _ => out.push_str(text),
    }
}

/// Pushes what [`attribute_escape`] says: as constants of known length these become plain stores,
/// and save a seventh of the time where there is much to escape.
#[inline(always)]
fn push_escape(byte: u8, out: &mut String) {
    match byte {
        b'&' => out.push_str("&amp;"),
        b'<' => out.push_str("&lt;"),
        b'>' => out.push_str("&gt;"),
        b'"' => out.push_str("&quot;"),
        b'\'' => out.push_str("&#39;"),
        b'\r' => out.push_str("&#13;"),
        _ => out.push('\u{FFFD}'),
    }
}

/// The high bit of each byte that is not `byte`; the other bits mean nothing.
#[inline(always)]
const fn differing(word: u64, byte: u8) -> u64 {
    let difference = word ^ each(byte);
    // The sum reaches the high bit if a lower one is set, and never carries into the next byte.
    ((difference & each(0x7f)) + each(0x7f)) | difference
}

/// `byte` in all eight places.
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::{format, vec, vec::Vec};

    /// The obvious version that judges the other.
    fn naive(value: &str, quotes: bool) -> String {
        value
            .chars()
            .map(|char| match char {
                '&' => "&amp;".to_string(),
                '<' => "&lt;".to_string(),
                '>' => "&gt;".to_string(),
                '\0' => "\u{FFFD}".to_string(),
                '\r' => "&#13;".to_string(),
                '"' if quotes => "&quot;".to_string(),
                '\'' if quotes => "&#39;".to_string(),
                other => other.to_string(),
            })
            .collect()
    }

    /// What `escape_of` makes of it, byte by byte.
    fn bytewise(value: &str, escape_of: fn(u8) -> Option<&'static str>) -> Vec<u8> {
        let bytes = value.bytes();
        bytes
            .flat_map(|byte| match escape_of(byte) {
                Some(escaped) => escaped.as_bytes().to_vec(),
                None => vec![byte],
            })
            .collect()
    }

    fn check(value: &str) {
        let (mut text, mut attribute) = (String::from(">"), String::from(">"));
        escape_text(value, &mut text);
        escape_attribute(value, &mut attribute);
        assert_eq!(text[1..], naive(value, false), "text {value:?}");
        assert_eq!(attribute[1..], naive(value, true), "attribute {value:?}");
        assert_eq!(text.as_bytes()[1..], bytewise(value, text_escape));
        assert_eq!(attribute.as_bytes()[1..], bytewise(value, attribute_escape));
        assert_eq!(is_plain_text(value), text[1..] == *value);
        assert_eq!(is_plain_attribute(value), attribute[1..] == *value);
    }

    #[test]
    fn every_char_below_1000() {
        for char in (0..1000).filter_map(char::from_u32) {
            check(&char.to_string());
        }
    }

    /// Neighbours in a word must not carry into each other.
    #[test]
    fn every_pair_of_ascii_characters() {
        for left in '\0'..='\x7f' {
            for right in '\0'..='\x7f' {
                let before = &"abcdefgh"[..(left as usize + right as usize) % 8];
                check(&format!("{before}{left}{right}é, to the next word"));
            }
        }
    }

    /// All strings of up to three of these, at each place of each word and vector.
    #[test]
    fn every_short_string_at_every_place() {
        let alphabet = ["&", "<", "\"", "'", "\0", "\r", "a", "é", "😀"];
        let longer = |all: &[String]| -> Vec<String> {
            all.iter()
                .flat_map(|start| alphabet.map(|char| format!("{start}{char}")))
                .collect()
        };
        let mut values = vec![String::new()];
        for _ in 0..=3 {
            for value in &values {
                for before in 0..=17 {
                    check(&format!("{}{value}", &"-".repeat(before)));
                    check(&format!("{value}{}", &"-".repeat(before)));
                }
            }
            values = longer(&values);
        }
    }

    #[test]
    fn random_strings_agree_with_the_naive_version() {
        let alphabet = [
            '&', '<', '>', '"', '\'', '\0', '\r', '\n', 'a', 'é', '€', '😀',
        ];
        let mut seed = 1_u64;
        for length in 0..2000 {
            let value: String = (0..length % 80)
                .map(|_| {
                    seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1);
                    alphabet[(seed >> 33) as usize % alphabet.len()]
                })
                .collect();
            check(&value);
        }
    }
}
