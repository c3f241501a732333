//! Character references: `&amp;`, `&#65;`, `&#x41;`.
//!
//! Takes text between tags or in quotes, gives what a browser reads there, and the references
//! that cannot be right. It is the one place that knows how they are written
//! (HTML standard, "Character reference state").

use std::ops::Range;

/// Where the text stands; browsers read `&copy=` differently there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Text,
    Attribute,
}

/// Text as a browser reads it.
#[derive(Debug, Default)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) faults: Vec<Fault>,
    /// A bare `&` that might become a reference together with what follows the text.
    pub(crate) open_ampersand: Option<usize>,
}

/// A reference that is not right.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) range: Range<usize>,
    pub(crate) kind: FaultKind,
}

/// What is wrong with a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// No such name.
    Unknown,
    /// Browsers take it without its `;`, which is seldom meant.
    NoSemicolon,
    /// Not the number of a character.
    NoCharacter,
}

/// Decodes all references in `source`; faulty ones are kept as written.
pub(crate) fn decode(source: &str, place: Place) -> Decoded {
    let mut decoded = Decoded::default();
    let mut at = 0;
    while let Some(found) = source[at..].find('&') {
        let start = at + found;
        decoded.text.push_str(&source[at..start]);
        let (reference, length) = first_reference(&source[start..], place);
        at = start + length;
        let written = &source[start..at];
        match reference {
            Reference::Text(text) => decoded.text.push_str(&text),
            Reference::Bare => {
                decoded.text.push_str(written);
                decoded.open_ampersand = (at == source.len()).then_some(start);
            }
            Reference::Faulty(kind) => {
                decoded.text.push_str(written);
                let range = start..at;
                decoded.faults.push(Fault { range, kind });
            }
        }
    }
    decoded.text.push_str(&source[at..]);
    decoded
}

enum Reference {
    Text(String),
    /// An ampersand that begins no reference.
    Bare,
    Faulty(FaultKind),
}

/// What the `&` at the start of `rest` begins, and how many bytes belong to it.
fn first_reference(rest: &str, place: Place) -> (Reference, usize) {
    match rest[1..].strip_prefix('#') {
        Some(number) => numeric(number),
        None => named(rest, place),
    }
}

fn numeric(rest: &str) -> (Reference, usize) {
    let (digits, radix, prefix) = match rest.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 3),
        None => (rest, 10, 2),
    };
    let count = digits
        .bytes()
        .take_while(|b| (*b as char).is_digit(radix))
        .count();
    if count == 0 {
        return (Reference::Bare, prefix);
    }
    if !digits[count..].starts_with(';') {
        return (Reference::Faulty(FaultKind::NoSemicolon), prefix + count);
    }
    let code = u32::from_str_radix(&digits[..count], radix).unwrap_or(u32::MAX);
    let reference = match numbered(code) {
        Some(char) => Reference::Text(char.to_string()),
        None => Reference::Faulty(FaultKind::NoCharacter),
    };
    (reference, prefix + count + 1)
}

/// The character of a number; those of C1 mean Windows-1252, as the standard has it.
fn numbered(code: u32) -> Option<char> {
    match code {
        0 => None,
        0x80..=0x9F => Some(WINDOWS_1252[code as usize - 0x80]),
        _ => char::from_u32(code),
    }
}

fn named(rest: &str, place: Place) -> (Reference, usize) {
    let run = rest[1..]
        .bytes()
        .take_while(u8::is_ascii_alphanumeric)
        .count();
    let end = 1 + run;
    if run > 0 && rest[end..].starts_with(';') {
        let reference = match lookup(&rest[..=end]) {
            Some(text) => Reference::Text(text.to_owned()),
            None => Reference::Faulty(FaultKind::Unknown),
        };
        return (reference, end + 1);
    }
    let legacy = (2..=end).rev().find(|&end| lookup(&rest[..end]).is_some());
    match (legacy, place) {
        (Some(length), Place::Text) => (Reference::Faulty(FaultKind::NoSemicolon), length),
        (Some(length), Place::Attribute) if length == end && !rest[end..].starts_with('=') => {
            (Reference::Faulty(FaultKind::NoSemicolon), length)
        }
        _ => (Reference::Bare, end),
    }
}

/// The characters of a name with its `&` and, but for legacy ones, its `;`.
fn lookup(name: &str) -> Option<&'static str> {
    entities::ENTITIES
        .iter()
        .find(|entity| entity.entity == name)
        .map(|entity| entity.characters)
}

#[rustfmt::skip]
static WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expected: &str) {
        let decoded = decode(source, Place::Text);
        assert_eq!(decoded.text, expected, "{source}");
        assert_eq!(decoded.faults, [], "{source}");
    }

    fn check_fault(source: &str, place: Place, written: &str, kind: FaultKind) {
        let [fault] = &decode(source, place).faults[..] else {
            panic!("{source}: not exactly one fault");
        };
        assert_eq!(
            (&source[fault.range.clone()], fault.kind),
            (written, kind),
            "{source}"
        );
    }

    #[test]
    fn decoded() {
        check("a &amp; b &lt;&#65;&#x1F600;", "a & b <A😀");
        check("&NotEqualTilde;", "≂̸");
        check("&#128;&#x9F;", "€Ÿ");
        check("a & b && &; &# &#x; &nosuch", "a & b && &; &# &#x; &nosuch");
    }

    #[test]
    fn faults() {
        check_fault("x &nosuch; y", Place::Text, "&nosuch;", FaultKind::Unknown);
        check_fault("&copyright", Place::Text, "&copy", FaultKind::NoSemicolon);
        check_fault("&copy", Place::Attribute, "&copy", FaultKind::NoSemicolon);
        check_fault("&#65 ", Place::Text, "&#65", FaultKind::NoSemicolon);
        for number in ["&#0;", "&#xD800;", "&#x110000;", "&#99999999999;"] {
            check_fault(number, Place::Text, number, FaultKind::NoCharacter);
        }
    }

    #[test]
    fn legacy_names_in_addresses() {
        let decoded = decode("?a=1&copy=2&amplify", Place::Attribute);
        assert_eq!(decoded.text, "?a=1&copy=2&amplify");
        assert_eq!(decoded.faults, []);
    }

    #[test]
    fn an_ampersand_at_the_end_is_open() {
        let open = |source| decode(source, Place::Text).open_ampersand;
        assert_eq!(open("a &"), Some(2));
        assert_eq!(open("a &am"), Some(2));
        assert_eq!(open("&#"), Some(0));
        assert_eq!(open("& "), None);
        assert_eq!(open("&x &amp;"), None);
    }
}
