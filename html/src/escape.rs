//! Escaping of text for the two places where HTML takes any text: between tags, and in quotes.
//!
//! Takes any string, appends to a buffer of the caller. Beyond `&`, `<`, `>` and the quotes, NUL
//! becomes U+FFFD (a parser drops or replaces it, depending on the place) and CR becomes `&#13;`
//! (a parser turns a bare one into LF), so what a browser reads back is what was given.
//!
//! One loop over the bytes, one look into a table each, and a copy of all that needs nothing.
//! A search for the next of several bytes with vector instructions was left out: values are
//! mostly shorter than one vector.

use alloc::string::String;

/// Appends `value` so that it reads as text between tags.
///
/// ```
/// let mut out = String::from("<p>");
/// slotwise_html::escape_text("a & \"b\"", &mut out);
/// assert_eq!(out, "<p>a &amp; \"b\"");
/// ```
#[inline]
pub fn escape_text(value: &str, out: &mut String) {
    escape(value, &TEXT, out);
}

/// Appends `value` so that it reads as part of an attribute's value in quotes of either kind.
///
/// ```
/// let mut out = String::new();
/// slotwise_html::escape_attribute("a & \"b\"", &mut out);
/// assert_eq!(out, "a &amp; &quot;b&quot;");
/// ```
#[inline]
pub fn escape_attribute(value: &str, out: &mut String) {
    escape(value, &ATTRIBUTE, out);
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
    TEXT[byte as usize]
}

/// What stands for `byte` in a quoted attribute value, or `None` if it stands for itself.
///
/// ```
/// use slotwise_html::escape::attribute_escape;
/// assert_eq!(attribute_escape(b'\''), Some("&#39;"));
/// ```
#[inline]
pub const fn attribute_escape(byte: u8) -> Option<&'static str> {
    ATTRIBUTE[byte as usize]
}

type Table = [Option<&'static str>; 256];

static TEXT: Table = text_table();
static ATTRIBUTE: Table = attribute_table();

const fn text_table() -> Table {
    let mut table = [None; 256];
    table[b'&' as usize] = Some("&amp;");
    table[b'<' as usize] = Some("&lt;");
    table[b'>' as usize] = Some("&gt;");
    table[b'\0' as usize] = Some("\u{FFFD}");
    table[b'\r' as usize] = Some("&#13;");
    table
}

const fn attribute_table() -> Table {
    let mut table = text_table();
    table[b'"' as usize] = Some("&quot;");
    table[b'\'' as usize] = Some("&#39;");
    table
}

#[inline]
fn escape(value: &str, table: &Table, out: &mut String) {
    let mut copied = 0;
    for (at, &byte) in value.as_bytes().iter().enumerate() {
        // Only ASCII bytes have an entry, so both cuts fall between characters.
        if let Some(escaped) = table[byte as usize] {
            out.push_str(&value[copied..at]);
            out.push_str(escaped);
            copied = at + 1;
        }
    }
    out.push_str(&value[copied..]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

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

    fn check(value: &str) {
        let (mut text, mut attribute) = (String::from(">"), String::from(">"));
        escape_text(value, &mut text);
        escape_attribute(value, &mut attribute);
        assert_eq!(text[1..], naive(value, false), "text {value:?}");
        assert_eq!(attribute[1..], naive(value, true), "attribute {value:?}");
    }

    #[test]
    fn every_char_below_1000() {
        for char in (0..1000).filter_map(char::from_u32) {
            check(&char.to_string());
        }
    }

    #[test]
    fn random_strings_agree_with_the_naive_version() {
        let alphabet = [
            '&', '<', '>', '"', '\'', '\0', '\r', '\n', 'a', 'é', '€', '😀',
        ];
        let mut seed = 1_u64;
        for length in 0..2000 {
            let value: String = (0..length % 40)
                .map(|_| {
                    seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1);
                    alphabet[(seed >> 33) as usize % alphabet.len()]
                })
                .collect();
            check(&value);
        }
    }
}
