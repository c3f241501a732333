//! Names as Rust has them.
//!
//! Takes text, says whether it is a name. It knows the keywords; it does not normalise Unicode.

/// Whether `text` is one identifier (a keyword counts).
pub(crate) fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic())
        && chars.all(is_word_char)
        && text != "_"
}

/// Whether `char` may stand in an identifier or number.
pub(crate) fn is_word_char(char: char) -> bool {
    char == '_' || char.is_alphanumeric()
}

/// The name of a prop as a Rust identifier, if it can be one.
pub(crate) fn prop_name(name: &str) -> Option<String> {
    match name.strip_prefix("r#") {
        Some(raw) => (is_identifier(raw) && !NEVER_RAW.contains(&raw)).then(|| name.into()),
        None if KEYWORDS.contains(&name) => Some(format!("r#{name}")),
        None => (is_identifier(name) && !NEVER_RAW.contains(&name)).then(|| name.into()),
    }
}

/// Whether an attribute of this name goes to an element and is no prop: `phx-click`, `aria-label`,
/// `data-id` and the like.
pub(crate) fn is_passed_on(name: &str) -> bool {
    ["phx-", "aria-", "data-"]
        .iter()
        .any(|family| name.len() > family.len() && name.starts_with(family))
}

const NEVER_RAW: [&str; 4] = ["self", "Self", "super", "crate"];

#[rustfmt::skip]
const KEYWORDS: [&str; 48] = [
    "as", "async", "await", "break", "const", "continue", "dyn", "else", "enum", "extern", "false",
    "fn", "for", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref",
    "return", "static", "struct", "trait", "true", "type", "unsafe", "use", "where", "while",
    "abstract", "become", "box", "do", "final", "gen", "macro", "override", "priv", "try",
    "typeof", "unsized", "virtual", "yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_props() {
        let same = ["title", "_a", "r#type", "été", "a1"];
        for name in same {
            assert_eq!(prop_name(name).as_deref(), Some(name));
        }
        assert_eq!(prop_name("type").as_deref(), Some("r#type"));
        for name in ["", "1a", "_", "a-b", "self", "r#self", "a.b", "@a"] {
            assert_eq!(prop_name(name), None, "{name}");
        }
    }
}
