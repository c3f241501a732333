//! Reads Rust just well enough to know where an expression ends and where it may be cut.
//!
//! Takes text, gives byte ranges. It knows literals, comments, lifetimes and brackets, so that a
//! brace in a string ends nothing; it knows no grammar. Whatever it is given, it goes forward.

use crate::identifier::is_word_char;
use std::ops::Range;

/// A piece of Rust text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Blanks and comments.
    Blank,
    /// A string, byte string or character.
    Literal,
    /// A literal or comment that is never closed; the last token.
    Unended,
    /// An identifier, keyword or number.
    Word,
    /// `'a`
    Lifetime,
    /// `(`, `[` or `{`
    Open(u8),
    /// `)`, `]` or `}`
    Close(u8),
    /// Any other character; for one that is not ASCII, its first byte.
    Punct(u8),
}

/// Where a hole ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HoleEnd {
    /// The byte of its closing brace.
    At(usize),
    /// Likewise, but the bracket at `open` is not closed before.
    Unbalanced { at: usize, open: usize },
    /// There is no closing brace.
    Never,
}

/// The pieces of `text`, without gaps.
pub(crate) fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (kind, length) = first_token(&text[at..])?;
        let start = at;
        at += length;
        Some(Token {
            kind,
            start,
            end: at,
        })
    })
}

/// The end of the hole whose content begins at `start`.
pub(crate) fn hole_end(text: &str, start: usize) -> HoleEnd {
    let mut open: Vec<(u8, usize)> = Vec::new();
    for token in tokens(&text[start..]) {
        let at = start + token.start;
        match token.kind {
            Kind::Open(bracket) => open.push((bracket, at)),
            Kind::Close(bracket) => match open.last() {
                None if bracket == b'}' => return HoleEnd::At(at),
                Some(&(opened, _)) if closing(opened) == bracket => {
                    open.pop();
                }
                Some(&(_, open_at)) if bracket == b'}' => {
                    // A brace outranks other brackets: `{f(}` ends here.
                    match open.iter().rposition(|&(opened, _)| opened == b'{') {
                        Some(brace) => open.truncate(brace),
                        None => return HoleEnd::Unbalanced { at, open: open_at },
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    HoleEnd::Never
}

/// The items of a list, cut at its commas; a comma at the end is allowed.
///
/// `None` if an item is empty or if there is a `;`, as in `[x; 3]`.
pub(crate) fn split_list(text: &str) -> Option<Vec<Range<usize>>> {
    let mut items = Vec::new();
    let mut item = ItemState::default();
    let mut start = 0;
    for token in tokens(text) {
        if item.is_between(token) {
            match token.kind {
                Kind::Punct(b';') => return None,
                Kind::Punct(b',') => {
                    if !item.begun {
                        return None;
                    }
                    items.push(start..token.start);
                    start = token.end;
                    item = ItemState::default();
                    continue;
                }
                _ => {}
            }
        }
        item.read(token);
    }
    if item.begun {
        items.push(start..text.len());
    }
    Some(items)
}

/// Pattern and iterated expression of `pattern in expr`.
pub(crate) fn split_in(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut depth = 0_usize;
    for token in tokens(text) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            Kind::Word if depth == 0 && &text[token.start..token.end] == "in" => {
                let (pattern, iter) = (0..token.start, token.end..text.len());
                let empty = |range: &Range<usize>| is_blank(&text[range.clone()]);
                return (!empty(&pattern) && !empty(&iter)).then_some((pattern, iter));
            }
            _ => {}
        }
    }
    None
}

/// Head and key of `head; key`.
pub(crate) fn split_key(text: &str) -> (Range<usize>, Option<Range<usize>>) {
    split_at(text, |token, _| token.kind == Kind::Punct(b';'))
}

/// Pattern and guard of `pattern if guard`.
pub(crate) fn split_guard(text: &str) -> (Range<usize>, Option<Range<usize>>) {
    split_at(text, |token, written| {
        token.kind == Kind::Word && written == "if"
    })
}

/// What stands before and after the first token outside of brackets that `cuts`.
fn split_at(
    text: &str,
    cuts: impl Fn(Token, &str) -> bool,
) -> (Range<usize>, Option<Range<usize>>) {
    let mut depth = 0_usize;
    for token in tokens(text) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            _ if depth == 0 && cuts(token, &text[token.start..token.end]) => {
                return (0..token.start, Some(token.end..text.len()));
            }
            _ => {}
        }
    }
    (0..text.len(), None)
}

/// Pattern and value of `pattern = value`. The pattern may hold a range `1..=5` and a type, in which
/// a `=` stands between angles.
pub(crate) fn split_let(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (mut depth, mut angles) = (0_usize, 0_usize);
    // Where the last sign ends that goes together with a `=` right after it.
    let mut joined = None;
    for token in tokens(text) {
        let before = &text[..token.start];
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            Kind::Punct(b'<') => angles += 1,
            Kind::Punct(b'>') if before.ends_with(['-', '=']) => {}
            Kind::Punct(b'>') if angles > 0 => angles -= 1,
            Kind::Punct(b'>' | b'!') => joined = Some(token.end),
            Kind::Punct(b'=') if angles == 0 => {
                let goes_on = text[token.end..].starts_with(['=', '>']);
                if goes_on {
                    joined = Some(token.end);
                } else if joined != Some(token.start) && !before.ends_with("..") {
                    return Some((0..token.start, token.end..text.len()));
                }
            }
            _ => {}
        }
    }
    None
}

/// What stands between the brackets, if `text` is one pair of brackets and what they hold.
pub(crate) fn inside_brackets(text: &str) -> Option<Range<usize>> {
    let mut open = Vec::new();
    for token in tokens(text) {
        match token.kind {
            Kind::Open(bracket) => open.push(bracket),
            Kind::Close(bracket) => {
                if closing(open.pop()?) != bracket {
                    return None;
                }
                if open.is_empty() {
                    return (token.end == text.len()).then_some(1..token.start);
                }
            }
            _ if open.is_empty() => return None,
            _ => {}
        }
    }
    None
}

/// Whether there is nothing but blanks and comments.
pub(crate) fn is_blank(text: &str) -> bool {
    tokens(text).all(|token| token.kind == Kind::Blank)
}

/// What `split_list` remembers inside one item.
#[derive(Default)]
struct ItemState {
    /// Something but blanks was read.
    begun: bool,
    depth: usize,
    /// Depth of `<..>` after `::` or at the start of the item, where it must be generic.
    angles: usize,
    /// Between the bars of a closure's parameters.
    parameters: bool,
    last: Option<u8>,
}

impl ItemState {
    /// Whether a comma here would end the item.
    fn is_between(&self, token: Token) -> bool {
        matches!(token.kind, Kind::Punct(_))
            && self.depth == 0
            && self.angles == 0
            && !self.parameters
    }

    fn read(&mut self, token: Token) {
        match token.kind {
            Kind::Blank => return,
            Kind::Open(_) => self.depth += 1,
            Kind::Close(_) => self.depth = self.depth.saturating_sub(1),
            Kind::Punct(b'<') if self.angles > 0 || !self.begun || self.last == Some(b':') => {
                self.angles += 1;
            }
            Kind::Punct(b'>') if !matches!(self.last, Some(b'-' | b'=')) => {
                self.angles = self.angles.saturating_sub(1);
            }
            Kind::Punct(b'|') if self.depth == 0 && (!self.begun || self.parameters) => {
                self.parameters = !self.parameters;
            }
            _ => {}
        }
        self.begun = true;
        self.last = match token.kind {
            Kind::Punct(byte) => Some(byte),
            _ => None,
        };
    }
}

fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn first_token(rest: &str) -> Option<(Kind, usize)> {
    let first = rest.chars().next()?;
    if let Some(end) = blank_end(rest).or_else(|| literal_end(rest)) {
        return Some(match end {
            Ended::Blank(length) => (Kind::Blank, length),
            Ended::Literal(length) => (Kind::Literal, length),
            Ended::Never => (Kind::Unended, rest.len()),
        });
    }
    if is_word_char(first) {
        return Some((Kind::Word, word_length(rest)));
    }
    let kind = match first {
        '\'' if rest[1..].starts_with(is_word_char) => {
            return Some((Kind::Lifetime, 1 + word_length(&rest[1..])));
        }
        '(' | '[' | '{' => Kind::Open(first as u8),
        ')' | ']' | '}' => Kind::Close(first as u8),
        _ => Kind::Punct(rest.as_bytes()[0]),
    };
    Some((kind, first.len_utf8()))
}

fn word_length(rest: &str) -> usize {
    rest.find(|char| !is_word_char(char)).unwrap_or(rest.len())
}

/// The length of a blank or literal that was looked for.
enum Ended {
    Blank(usize),
    Literal(usize),
    Never,
}

fn blank_end(rest: &str) -> Option<Ended> {
    if rest.starts_with(char::is_whitespace) {
        let length = rest
            .find(|char: char| !char.is_whitespace())
            .unwrap_or(rest.len());
        Some(Ended::Blank(length))
    } else if rest.starts_with("//") {
        Some(Ended::Blank(rest.find('\n').unwrap_or(rest.len())))
    } else if rest.starts_with("/*") {
        Some(block_comment_end(rest))
    } else {
        None
    }
}

/// Block comments nest in Rust.
fn block_comment_end(rest: &str) -> Ended {
    let bytes = rest.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while at + 1 < bytes.len() {
        match &bytes[at..at + 2] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return Ended::Blank(at);
        }
    }
    Ended::Never
}

fn literal_end(rest: &str) -> Option<Ended> {
    let after = |prefix: &str| rest.strip_prefix(prefix).map(|rest| (prefix.len(), rest));
    for (length, rest) in ["r", "br", "cr"].into_iter().filter_map(after) {
        if let Some(end) = raw_string_end(rest) {
            return Some(shifted(end, length));
        }
    }
    for (length, rest) in ["", "b", "c"].into_iter().filter_map(after) {
        if rest.starts_with('"') {
            return Some(shifted(quoted_end(rest, b'"'), length));
        }
    }
    if rest.starts_with("b'") {
        return Some(shifted(quoted_end(&rest[1..], b'\''), 1));
    }
    let char = rest.strip_prefix('\'')?;
    let content = char.chars().next()?;
    if content == '\\' {
        return Some(quoted_end(rest, b'\''));
    }
    let length = 1 + content.len_utf8();
    rest[length..]
        .starts_with('\'')
        .then_some(Ended::Literal(length + 1))
}

fn shifted(end: Ended, by: usize) -> Ended {
    match end {
        Ended::Literal(length) => Ended::Literal(length + by),
        other => other,
    }
}

/// The end of `"..."` or `'...'` with escapes, quotes included.
fn quoted_end(rest: &str, quote: u8) -> Ended {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == quote => return Ended::Literal(at + 1),
            _ => at += 1,
        }
    }
    Ended::Never
}

/// The end of `#"..."#`, that is a raw string without its prefix; `None` if it is none.
fn raw_string_end(rest: &str) -> Option<Ended> {
    let hashes = rest.bytes().take_while(|&byte| byte == b'#').count();
    let content = rest[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", &rest[..hashes]);
    Some(match content.find(&close) {
        Some(length) => Ended::Literal(hashes + 1 + length + close.len()),
        None => Ended::Never,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `¦` marks where the hole's closing brace is.
    fn check_hole(marked: &str) {
        let expected = marked.find('¦').map_or(HoleEnd::Never, HoleEnd::At);
        let text = marked.replace('¦', "");
        assert_eq!(hole_end(&text, 0), expected, "{text}");
    }

    #[test]
    fn holes_end_at_their_own_brace() {
        check_hole("a¦} b}");
        check_hole("S { x: [1, (2)] }.x¦}}");
        check_hole(r#""}" ¦}"#);
        check_hole(r#""\"}" ¦}"#);
        check_hole(r##"r#"}"}"# ¦}"##);
        check_hole(r#"br"}" ¦}"#);
        check_hole(r#"c"}" ¦}"#);
        check_hole(r"'}' ¦}");
        check_hole(r"b'}' ¦}");
        check_hole(r"'\'' ¦}");
        check_hole(r"'\u{7d}' ¦}");
        check_hole("f::<'a>(x)¦}'}");
        check_hole("/* } /* } */ } */ x¦}");
        check_hole("x // }\n¦}");
        check_hole("r#type¦}");
        check_hole("'é'¦}'");
        check_hole("a");
        check_hole("\"}");
        check_hole("/* }");
        check_hole("{ a }");
    }

    #[test]
    fn a_brace_outranks_other_brackets() {
        assert_eq!(hole_end("f(}", 0), HoleEnd::Unbalanced { at: 2, open: 1 });
        assert_eq!(hole_end("{ ( } }", 0), HoleEnd::At(6));
        assert_eq!(hole_end(")}", 0), HoleEnd::At(1));
    }

    fn check_list(text: &str, expected: &[&str]) {
        let items = split_list(text).map(|items| {
            items
                .into_iter()
                .map(|range| text[range].trim().to_owned())
                .collect::<Vec<_>>()
        });
        let expected = (expected != ["NONE"]).then(|| {
            expected
                .iter()
                .map(|&item| item.to_owned())
                .collect::<Vec<_>>()
        });
        assert_eq!(items, expected, "{text}");
    }

    #[test]
    fn lists_are_cut_at_their_own_commas() {
        check_list("", &[]);
        check_list("a, b ,", &["a", "b"]);
        check_list(
            r#"f(a, b), [c, d], "e, f", 'g'"#,
            &["f(a, b)", "[c, d]", r#""e, f""#, "'g'"],
        );
        check_list("f::<A, B>(x), y", &["f::<A, B>(x)", "y"]);
        check_list("<A as B<C, D>>::e(), f", &["<A as B<C, D>>::e()", "f"]);
        check_list("a < b, c > d", &["a < b", "c > d"]);
        check_list("|a, b| a, c", &["|a, b| a", "c"]);
        check_list("a || b, c", &["a || b", "c"]);
        check_list("x; 3", &["NONE"]);
        check_list("a,, b", &["NONE"]);
        check_list(", a", &["NONE"]);
    }

    #[test]
    fn for_heads_are_cut_at_in() {
        let split = |text: &'static str| split_in(text).map(|(a, b)| (&text[a], &text[b]));
        assert_eq!(split("x in xs"), Some(("x ", " xs")));
        assert_eq!(split("(i, x) in a(|y| y)"), Some(("(i, x) ", " a(|y| y)")));
        assert_eq!(split("inner in xs"), Some(("inner ", " xs")));
        assert_eq!(split("xs"), None);
        assert_eq!(split("x in "), None);
        assert_eq!(split("in xs"), None);
    }

    #[test]
    fn heads_of_blocks_are_cut() {
        let key = |text: &'static str| {
            let (head, key) = split_key(text);
            (&text[head], key.map(|key| &text[key]))
        };
        assert_eq!(key("x in xs; x.id"), ("x in xs", Some(" x.id")));
        assert_eq!(key("x in [a; 2]"), ("x in [a; 2]", None));
        assert_eq!(key("x in f(';');"), ("x in f(';')", Some("")));
        let guard = |text: &'static str| {
            let (pattern, guard) = split_guard(text);
            (&text[pattern], guard.map(|guard| &text[guard]))
        };
        assert_eq!(guard("A | B if x"), ("A | B ", Some(" x")));
        assert_eq!(guard("\" if \""), ("\" if \"", None));
        assert_eq!(
            guard("a if if b { c } else { d }"),
            ("a ", Some(" if b { c } else { d }"))
        );
        assert_eq!(guard("iffy"), ("iffy", None));
    }

    #[test]
    fn bindings_are_cut_at_their_own_sign() {
        let split = |text: &'static str| split_let(text).map(|(a, b)| (&text[a], &text[b]));
        assert_eq!(split("a = b"), Some(("a ", " b")));
        assert_eq!(split("a=-b == c"), Some(("a", "-b == c")));
        assert_eq!(split("1..=5 = x"), Some(("1..=5 ", " x")));
        assert_eq!(split("'a'..='z'=x"), Some(("'a'..='z'", "x")));
        assert_eq!(split("S { a, .. } = b"), Some(("S { a, .. } ", " b")));
        assert_eq!(
            split("[a, ..] = |x| x => 1"),
            Some(("[a, ..] ", " |x| x => 1"))
        );
        assert_eq!(split("a: Vec<u8>=b"), Some(("a: Vec<u8>", "b")));
        assert_eq!(
            split("a: B<dyn I<T = u8>, fn() -> c> = d <= e"),
            Some(("a: B<dyn I<T = u8>, fn() -> c> ", " d <= e"))
        );
        for text in [
            "a == b", "a <= b", "a >= b", "a != b", "a => b", "a", "", "(a = b)",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }

    #[test]
    fn one_pair_of_brackets() {
        assert_eq!(inside_brackets("[a, (b)]"), Some(1..7));
        assert_eq!(inside_brackets("[a][b]"), None);
        assert_eq!(inside_brackets("[a"), None);
        assert_eq!(inside_brackets("a"), None);
    }
}
