//! What may be the value of a style declaration when it comes from data.
//!
//! Takes a text, gives a yes or no; where it may stand the text of a template decides, see [`Position`]. Nothing is escaped: a value that could end its declaration, begin a
//! comment or load something has no honest reading as a width or a colour.

mod position;

pub use position::{BLOCKED, Part, Position, Unsound, filter};

/// Whether `name` may be written before the colon of a declaration: letters, digits and dashes of
/// ASCII, beginning with a letter or a dash.
///
/// ```
/// use slotwise_html::style::is_property;
/// assert!(is_property("width") && is_property("--gap-2") && is_property("-webkit-mask"));
/// assert!(!is_property("") && !is_property("2d") && !is_property("a:b") && !is_property("--"));
/// ```
pub fn is_property(name: &str) -> bool {
    let goes_on = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    name.starts_with(|char: char| char.is_ascii_alphabetic() || char == '-')
        && name.bytes().all(goes_on)
        && name.bytes().any(|byte| byte != b'-')
}

/// Whether `value` stays one value that loads nothing, whatever stands around it.
///
/// Left out are the empty value, `;{}"'<>\@`, control characters, comments, brackets without their
/// partner, and the functions that fetch or run something.
///
/// ```
/// use slotwise_html::style::is_value;
/// assert!(is_value("calc(100% - (2 * var(--gap)))"));
/// assert!(!is_value("red; position: fixed"));
/// assert!(!is_value("URL(//example.com)"));
/// ```
pub fn is_value(value: &str) -> bool {
    !value.trim().is_empty()
        && !value.contains(is_forbidden)
        && !value.contains("/*")
        && is_balanced(value)
        && !calls_forbidden(value)
}

/// What ends a declaration, quotes, escapes or begins a rule.
fn is_forbidden(char: char) -> bool {
    matches!(char, ';' | '{' | '}' | '"' | '\'' | '<' | '>' | '\\' | '@') || char.is_control()
}

/// Whether every bracket has its partner, at most 64 deep.
fn is_balanced(value: &str) -> bool {
    // One bit a bracket that is open, 1 for a round one.
    let (mut open, mut depth) = (0_u64, 0);
    for byte in value.bytes() {
        match byte {
            b'(' | b'[' if depth == 64 => return false,
            b'(' | b'[' => {
                open = open << 1 | u64::from(byte == b'(');
                depth += 1;
            }
            b')' | b']' if depth == 0 || (open & 1 == 1) != (byte == b')') => return false,
            b')' | b']' => {
                open >>= 1;
                depth -= 1;
            }
            _ => {}
        }
    }
    depth == 0
}

/// Whether a function is called that fetches or runs something.
fn calls_forbidden(value: &str) -> bool {
    let bytes = value.as_bytes();
    let mut brackets = (0..bytes.len()).filter(|at| bytes[*at] == b'(');
    brackets.any(|at| fetches(&bytes[..at]))
}

/// Whether what stands before a bracket ends like the name of a function that fetches or runs something.
fn fetches(before: &[u8]) -> bool {
    const NAMES: [&[u8]; 7] = [
        b"url",
        b"src",
        b"image",
        b"image-set",
        b"element",
        b"url-prefix",
        b"expression",
    ];
    NAMES.iter().any(|name| {
        let from = before.len().checked_sub(name.len());
        from.is_some_and(|from| before[from..].eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let plain = [
            "0",
            "12px",
            "#fa3",
            "red",
            "1.5rem auto",
            "rgb(1 2 3 / 50%)",
            "calc((1px + 2px) * 3)",
            "var(--x, 1px)",
            "[full-start] 1fr [full-end]",
            "1px solid, 2px",
            "10px !important",
            "Käse",
            "translate(1px, 2px) rotate(3deg)",
            "curl",
            "(max(1px, 2px))",
        ];
        let refused = [
            "",
            " ",
            "red;",
            "red}",
            "{",
            "\"a\"",
            "'",
            "</style>",
            "a>b",
            "\\75rl(x)",
            "url(x)",
            "UrL(x)",
            "a URL( x )",
            "curl(x)",
            "src(x)",
            "image-set(x)",
            "-webkit-image-set(x)",
            "expression(x)",
            "eXpression(x)",
            "-moz-element(x)",
            "/* x",
            "a/**/b",
            "@import x",
            "a\nb",
            "a\u{85}b",
            "a\0",
            "(",
            ")",
            "a(b",
            "a)(b",
            "(a]",
            "[(])",
            "rgb(1,2,3))",
        ];
        for value in plain {
            assert!(is_value(value), "{value:?}");
        }
        for value in refused {
            assert!(!is_value(value), "{value:?}");
        }
        assert!(is_value(
            &(alloc::string::String::from("(").repeat(64) + &")".repeat(64))
        ));
        assert!(!is_value(
            &(alloc::string::String::from("(").repeat(65) + &")".repeat(65))
        ));
    }

    #[test]
    fn properties() {
        for name in ["color", "--x", "-webkit-box", "grid-area", "--1"] {
            assert!(is_property(name), "{name:?}");
        }
        for name in ["", "-", "--", "1a", "a b", "a_b", "é", "a;b", "a:"] {
            assert!(!is_property(name), "{name:?}");
        }
    }
}
