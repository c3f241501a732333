//! JSON text, alone or escaped for HTML in the same pass.

#[cfg(feature = "raw-html")]
use alloc::borrow::Cow;
use alloc::string::String;
use slotwise_html::escape::{attribute_escape, text_escape};

/// What to write for each byte that cannot stand as it is.
pub(super) struct Escapes([Option<&'static str>; 256]);

/// Plain text in a JSON string.
pub(super) static PLAIN: Escapes = Escapes::plain();
/// Text between tags in a JSON string.
pub(super) static TEXT: Escapes = Escapes::html(false);
/// Text inside the quotes of an attribute in a JSON string.
pub(super) static ATTRIBUTE: Escapes = Escapes::html(true);

impl Escapes {
    const fn plain() -> Self {
        let mut table = [None; 256];
        let mut byte = 0;
        while byte < 256 {
            table[byte] = json_escape(byte as u8);
            byte += 1;
        }
        Escapes(table)
    }

    /// HTML comes first: what it escapes needs nothing more in JSON.
    const fn html(in_attribute: bool) -> Self {
        let mut table = Escapes::plain().0;
        let mut byte = 0;
        while byte < 256 {
            let escape = match in_attribute {
                true => attribute_escape(byte as u8),
                false => text_escape(byte as u8),
            };
            if escape.is_some() {
                table[byte] = escape;
            }
            byte += 1;
        }
        Escapes(table)
    }

    /// Writes `text` escaped; runs that need none are copied at once.
    pub(super) fn write(&self, text: &str, out: &mut String) {
        let mut from = 0;
        for (at, byte) in text.bytes().enumerate() {
            if let Some(escape) = self.0[byte as usize] {
                // Only ASCII bytes are escaped, so both ends are ends of characters.
                out.push_str(&text[from..at]);
                out.push_str(escape);
                from = at + 1;
            }
        }
        out.push_str(&text[from..]);
    }
}

const fn json_escape(byte: u8) -> Option<&'static str> {
    const CONTROLS: [&str; 32] = [
        "\\u0000", "\\u0001", "\\u0002", "\\u0003", "\\u0004", "\\u0005", "\\u0006", "\\u0007",
        "\\b", "\\t", "\\n", "\\u000b", "\\f", "\\r", "\\u000e", "\\u000f", "\\u0010", "\\u0011",
        "\\u0012", "\\u0013", "\\u0014", "\\u0015", "\\u0016", "\\u0017", "\\u0018", "\\u0019",
        "\\u001a", "\\u001b", "\\u001c", "\\u001d", "\\u001e", "\\u001f",
    ];
    match byte {
        // As in HTML: a page cannot hold this character.
        0 => Some("\u{FFFD}"),
        1..32 => Some(CONTROLS[byte as usize]),
        b'"' => Some("\\\""),
        b'\\' => Some("\\\\"),
        _ => None,
    }
}

pub(super) fn plain(text: &str, out: &mut String) {
    PLAIN.write(text, out);
}

pub(super) fn text(text: &str, out: &mut String) {
    TEXT.write(text, out);
}

pub(super) fn attribute(text: &str, out: &mut String) {
    ATTRIBUTE.write(text, out);
}

/// A JSON string.
pub(crate) fn string(text: &str, out: &mut String) {
    out.push('"');
    plain(text, out);
    out.push('"');
}

/// What [`plain`] wrote, as it was.
#[cfg(feature = "raw-html")]
pub(super) fn unescaped(written: &str) -> Cow<'_, str> {
    let Some((begin, mut rest)) = written.split_once('\\') else {
        return Cow::Borrowed(written);
    };
    let mut text = String::from(begin);
    loop {
        let code = rest.get(..1).unwrap_or_default();
        let escape = if code == "u" { 5 } else { code.len() };
        text.push(match code {
            "b" => '\u{8}',
            "f" => '\u{C}',
            "n" => '\n',
            "r" => '\r',
            "t" => '\t',
            "u" => {
                let digits = rest.get(1..escape).unwrap_or_default();
                let code = u32::from_str_radix(digits, 16).ok();
                code.and_then(char::from_u32).unwrap_or('\u{FFFD}')
            }
            code => code.chars().next().unwrap_or('\\'),
        });
        rest = rest.get(escape..).unwrap_or_default();
        match rest.split_once('\\') {
            Some((plain, escaped)) => {
                text.push_str(plain);
                rest = escaped;
            }
            None => {
                text.push_str(rest);
                return Cow::Owned(text);
            }
        }
    }
}

/// An integer.
pub(crate) fn integer(number: i64, out: &mut String) {
    out.push_str(itoa::Buffer::new().format(number));
}

/// A comma, unless a `[` or `{` was just opened.
pub(crate) fn comma(out: &mut String) {
    if !matches!(out.as_bytes().last(), None | Some(b'[' | b'{')) {
        out.push(',');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(escapes: &Escapes, text: &str) -> String {
        let mut out = String::new();
        escapes.write(text, &mut out);
        out
    }

    #[cfg(feature = "raw-html")]
    #[test]
    fn what_was_written_is_read_back() {
        let controls: String = ('\u{1}'..='\u{1f}').collect();
        for text in ["", "a", "\\", "\"a\\\\\"", "\n\\n", "é\\u🦀\"", &controls] {
            assert_eq!(unescaped(&written(&PLAIN, text)), text);
        }
    }

    #[test]
    fn html_is_escaped_before_json() {
        assert_eq!(
            written(&TEXT, "<a \"b\"> & \n\\é"),
            r#"&lt;a \"b\"&gt; &amp; \n\\é"#
        );
        assert_eq!(written(&ATTRIBUTE, "<\"'>"), "&lt;&quot;&#39;&gt;");
        assert_eq!(written(&PLAIN, "<\"\u{1}\u{7f}"), "<\\\"\\u0001\u{7f}");
    }
}
