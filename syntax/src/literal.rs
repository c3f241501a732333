//! The value of a Rust string literal.
//!
//! Takes the literal as written, gives its characters, each with its place in the source. It knows
//! plain and raw strings; byte and C strings are not text.

/// The characters of the plain or raw string literal that `token` is, with their byte offsets in
/// it. `None` for anything else, and for escapes that Rust would reject.
pub(crate) fn chars(token: &str) -> Option<Vec<(usize, char)>> {
    if let Some(raw) = token.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let content = raw.get(hashes..raw.len().checked_sub(hashes)?)?;
        let content = content.strip_prefix('"')?.strip_suffix('"')?;
        let closes_early = content.contains(&format!("\"{}", &raw[..hashes]));
        let closed = raw[raw.len() - hashes..].bytes().all(|byte| byte == b'#');
        let chars = content.char_indices();
        return (closed && !closes_early)
            .then(|| without_cr(chars.map(|(at, char)| (at + hashes + 2, char))));
    }
    let content = token.strip_prefix('"')?.strip_suffix('"')?;
    unescaped(content)
}

/// The text of the string literal that `token` is.
pub(crate) fn value(token: &str) -> Option<String> {
    Some(chars(token)?.into_iter().map(|(_, char)| char).collect())
}

/// Rust reads CR LF in its source as LF.
fn without_cr(chars: impl Iterator<Item = (usize, char)>) -> Vec<(usize, char)> {
    let mut kept: Vec<(usize, char)> = Vec::new();
    for (at, char) in chars {
        match kept.last_mut() {
            Some(last) if char == '\n' && last.1 == '\r' => last.1 = '\n',
            _ => kept.push((at, char)),
        }
    }
    kept
}

fn unescaped(content: &str) -> Option<Vec<(usize, char)>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(char) = content[at..].chars().next() {
        let rest = &content[at..];
        let (value, length) = match char {
            '\\' => escape(rest)?,
            '"' => return None,
            '\r' if rest.starts_with("\r\n") => (Some('\n'), 2),
            _ => (Some(char), char.len_utf8()),
        };
        out.extend(value.map(|value| (at + 1, value)));
        at += length;
    }
    Some(out)
}

/// The character (none for a line continued) and the length of the escape at the start of `rest`.
fn escape(rest: &str) -> Option<(Option<char>, usize)> {
    let simple = |char| Some((Some(char), 2));
    match rest.as_bytes().get(1)? {
        b'n' => simple('\n'),
        b'r' => simple('\r'),
        b't' => simple('\t'),
        b'0' => simple('\0'),
        b'\\' => simple('\\'),
        b'"' => simple('"'),
        b'\'' => simple('\''),
        b'x' => {
            let code = u8::from_str_radix(rest.get(2..4)?, 16).ok()?;
            code.is_ascii().then_some((Some(code as char), 4))
        }
        b'u' => {
            let digits = rest.get(2..)?.strip_prefix('{')?;
            let length = digits.find('}')?;
            let code = u32::from_str_radix(&digits[..length].replace('_', ""), 16).ok()?;
            Some((Some(char::from_u32(code)?), length + 4))
        }
        b'\n' | b'\r' => {
            let blanks = rest[1..].trim_start_matches([' ', '\t', '\n', '\r']);
            Some((None, rest.len() - blanks.len()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(token: &str, expected: Option<&str>) {
        assert_eq!(value(token).as_deref(), expected, "{token}");
    }

    #[test]
    fn values() {
        check(r#""Don't {x}""#, Some("Don't {x}"));
        check(r#""""#, Some(""));
        check(
            r#""\n\r\t\0\\\"\'\x41\u{20AC}\u{1_0}""#,
            Some("\n\r\t\0\\\"'A€\u{10}"),
        );
        check("\"a\\\n   b\r\nc\"", Some("ab\nc"));
        check(r##"r#"a\n"b"#"##, Some("a\\n\"b"));
        check(r#"r"a""#, Some("a"));
        check("r#\"a\r\nb\"#", Some("a\nb"));
    }

    #[test]
    fn what_is_no_string() {
        for token in [
            "a",
            "r",
            "r#a",
            "r#",
            "'a'",
            "b\"a\"",
            "\"a",
            "\"",
            r#""a" + "b""#,
            r#""\q""#,
            r#""\x80""#,
            r#""\u{D800}""#,
            r#""a\""#,
            r##"r#"a"# + r#"b"#"##,
        ] {
            check(token, None);
        }
    }

    #[test]
    fn places() {
        assert_eq!(chars(r#""\na""#), Some(vec![(1, '\n'), (3, 'a')]));
        assert_eq!(chars(r##"r#"é{"#"##), Some(vec![(3, 'é'), (5, '{')]));
    }
}
