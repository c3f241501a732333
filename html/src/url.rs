//! What a value may do in an address, by where in the address it stands.
//!
//! Takes the text of a template before a hole and gives the [`Part`] of the address that the hole is in,
//! or says why none is sound; takes a value and gives it as its part lets it pass. "URL parsing" of the URL
//! standard (<https://url.spec.whatwg.org>) says how browsers read addresses.
//!
//! ```text
//! {base}/posts/{id}?tag={tag}#{place}
//! base    Start      a scheme that runs something makes it BLOCKED
//! id      Path       `?`, `#`, `%`, blanks and the like encoded; `..` is a name, not a way up
//! tag     Component  all but letters, digits and `-._~` encoded
//! place   Component
//! ```

use alloc::borrow::Cow;
use alloc::string::String;
use core::fmt::Write;

/// What stands for an address whose scheme is not allowed: it leads nowhere, and can be searched for.
pub const BLOCKED: &str = "about:invalid#blocked";

/// The schemes that an address from data may have.
pub const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "sms"];

/// Where in an address a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// At the beginning: the value is an address, or the first piece of one.
    Start,
    /// A list of addresses, as in `srcset`, or a piece of one from the beginning of an address.
    List,
    /// Between `//` and the next `/`: names of hosts, ports.
    Authority,
    /// At the beginning of that, where nothing would let browsers take the path for the host.
    Host,
    /// Behind a first `/`, where another one would begin an authority.
    Root,
    /// The path behind that.
    Path,
    /// The query or the fragment.
    Component,
}

/// Why no value may stand behind a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
    /// The text could be the beginning of a scheme.
    OpenScheme,
    /// What stands here depends on the value at the beginning: together they could make a scheme or a
    /// host.
    AfterValue,
    /// The text names a scheme that runs something or is a document itself.
    Runs,
    /// A value behind a host's name in the text could go on with it.
    OpenHost,
}

/// Where in the value of an attribute the next hole stands, text by text and hole by hole.
///
/// ```
/// use slotwise_html::url::{Part, Position};
/// let mut position = Position::address();
/// position.text("/posts/").unwrap();
/// assert_eq!(position.hole(), Ok(Part::Path));
/// position.text("?tag=").unwrap();
/// assert_eq!(position.hole(), Ok(Part::Component));
/// ```
#[derive(Clone, Debug)]
pub struct Position {
    before: Before,
    /// The text behind that, as browsers read it: no tabs and line ends, `/` for `\\`.
    text: String,
    /// The authority so far, [`HOLE`] for each value.
    authority: String,
    list: bool,
}

/// Stands for a value in the authority that is kept; no browser takes it in one.
const HOLE: char = '\0';

/// What stands before the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    /// A value at the beginning of an address.
    Value,
    /// A value in this part.
    Part(Part),
}

impl Position {
    /// At the beginning of a single address.
    pub fn address() -> Position {
        Position {
            before: Before::Nothing,
            text: String::new(),
            authority: String::new(),
            list: false,
        }
    }

    /// At the beginning of a list of addresses, as in `srcset`.
    pub fn list() -> Position {
        Position {
            list: true,
            ..Position::address()
        }
    }

    /// Goes on behind a text.
    ///
    /// # Errors
    ///
    /// [`Unsound::AfterValue`] if a value before the text and the text could make a scheme together,
    /// [`Unsound::OpenHost`] if a list goes on behind a host that a value could go on with.
    pub fn text(&mut self, text: &str) -> Result<(), Unsound> {
        for char in text.chars() {
            match char {
                char if self.list && self.ends_address(char) => {
                    let end = self.end();
                    self.before = Before::Nothing;
                    self.text.clear();
                    self.authority.clear();
                    end?;
                }
                '\t' | '\n' | '\r' => {}
                '\\' => self.text.push('/'),
                char => self.text.push(char),
            }
            if self.before == Before::Value && until_delimiter(&self.text).contains(':') {
                return Err(Unsound::AfterValue);
            }
        }
        Ok(())
    }

    /// Whether an address in a list may end here. That of a document goes on behind its comma.
    fn ends_address(&self, char: char) -> bool {
        let is_document =
            self.before == Before::Nothing && at_start(&self.text) == Err(Unsound::Runs);
        is_separator(char) && !(char == ',' && is_document)
    }

    /// The part of a hole here; then goes on behind it.
    ///
    /// # Errors
    ///
    /// If no value is sound here.
    pub fn hole(&mut self) -> Result<Part, Unsound> {
        let in_authority = self.read_authority()?;
        let part = match self.before {
            Before::Nothing => at_start(&self.text)?,
            Before::Value => after_value(&self.text)?,
            Before::Part(part) => within(part, &self.text),
        };
        let begins_host = in_authority && self.authority.is_empty();
        if in_authority {
            self.authority.push(HOLE);
        }
        self.text.clear();
        self.before = match part {
            Part::Start => Before::Value,
            part => Before::Part(part),
        };
        Ok(match part {
            Part::Start if self.list => Part::List,
            Part::Authority if begins_host => Part::Host,
            // There a comma would end the address.
            Part::Root | Part::Path if self.list => Part::Component,
            part => part,
        })
    }
}

impl Position {
    /// Ends the value.
    ///
    /// # Errors
    ///
    /// [`Unsound::OpenHost`] if a value could go on with the name of a host: `https://example.com{x}`.
    ///
    /// ```
    /// use slotwise_html::url::{Position, Unsound};
    /// let mut position = Position::address();
    /// position.text("https://example.com").unwrap();
    /// position.hole().unwrap();
    /// assert_eq!(position.end(), Err(Unsound::OpenHost));
    /// position.text(".example.com").unwrap();
    /// assert_eq!(position.end(), Ok(()));
    /// ```
    pub fn end(&self) -> Result<(), Unsound> {
        let text = self.authority_text().unwrap_or_default();
        match is_open_host(&(self.authority.clone() + until_delimiter(text))) {
            true => Err(Unsound::OpenHost),
            false => Ok(()),
        }
    }

    /// Adds to the authority what the text has of it. Whether it goes on behind the text.
    fn read_authority(&mut self) -> Result<bool, Unsound> {
        let Some(text) = self.authority_text() else {
            return Ok(false);
        };
        if until_delimiter(text).len() < text.len() {
            self.end()?;
            self.authority.clear();
            return Ok(false);
        }
        let text = String::from(text);
        self.authority.push_str(&text);
        Ok(true)
    }

    /// The text from where it is in an authority, if it gets so far.
    fn authority_text(&self) -> Option<&str> {
        let text = match self.before {
            Before::Part(Part::Authority) => return Some(&self.text),
            Before::Part(_) => return None,
            Before::Value => &self.text,
            Before::Nothing => self.text.trim_start_matches(is_control_or_blank),
        };
        let behind_slashes = |text: &'_ str| text.len() - text.trim_start_matches('/').len();
        let rest = match scheme(text) {
            Some((name, rest)) if self.before == Before::Nothing && has_host(name) => {
                return Some(&rest[behind_slashes(rest)..]);
            }
            Some((_, rest)) => rest,
            None => text,
        };
        rest.starts_with("//")
            .then(|| &rest[behind_slashes(rest)..])
    }
}

/// Whether a value ends a host of which a text has said more than where its dots are.
fn is_open_host(authority: &str) -> bool {
    let host = authority.rsplit('@').next().unwrap_or_default();
    let address_end = host.rfind(']').unwrap_or(0);
    let end = host[address_end..].find(':').map(|at| address_end + at);
    let host = &host[..end.unwrap_or(host.len())];
    host.ends_with(HOLE) && host.contains(|char| !matches!(char, HOLE | '.'))
}

/// Schemes behind which browsers always read a host.
fn has_host(scheme: &str) -> bool {
    is_one_of(scheme, &["http", "https", "ftp", "ws", "wss", "file"])
}

/// The part behind a text at the beginning of an address.
fn at_start(text: &str) -> Result<Part, Unsound> {
    let text = text.trim_start_matches(is_control_or_blank);
    if text.is_empty() {
        return Ok(Part::Start);
    }
    match scheme(text) {
        Some((name, _)) if is_one_of(name, &["javascript", "vbscript", "data"]) => {
            Err(Unsound::Runs)
        }
        Some((name, rest)) if has_host(name) => {
            Ok(within(Part::Authority, rest.trim_start_matches('/')))
        }
        Some((_, rest)) => Ok(behind_scheme(rest)),
        None if may_be_scheme(text) => Err(Unsound::OpenScheme),
        None => Ok(behind_scheme(text)),
    }
}

/// The part behind a text that begins where an authority may.
fn behind_scheme(text: &str) -> Part {
    match text.strip_prefix("//") {
        Some(text) => within(Part::Authority, text.trim_start_matches('/')),
        None if text == "/" => Part::Root,
        None => within(Part::Path, text),
    }
}

/// The part behind a value at the beginning of an address and a text.
fn after_value(text: &str) -> Result<Part, Unsound> {
    match until_delimiter(text).len() {
        end if end == text.len() => Err(Unsound::AfterValue),
        0 => Ok(behind_scheme(text)),
        end => Ok(within(Part::Path, &text[end..])),
    }
}

/// The part behind a text that begins in `part`.
fn within(part: Part, text: &str) -> Part {
    match part {
        Part::Component => Part::Component,
        _ if text.contains(['?', '#']) => Part::Component,
        Part::Authority if !text.contains('/') => Part::Authority,
        _ => Part::Path,
    }
}

/// The text before the first `/`, `?` or `#`.
fn until_delimiter(text: &str) -> &str {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    &text[..end]
}

/// The scheme of an address and what follows its colon.
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (name, rest) = text.split_once(':')?;
    may_be_scheme(name).then_some((name, rest))
}

/// Whether `text` could be a scheme, or the beginning of one.
fn may_be_scheme(text: &str) -> bool {
    text.starts_with(|char: char| char.is_ascii_alphabetic()) && text.chars().all(is_scheme_char)
}

fn is_scheme_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.')
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

/// What browsers drop at the beginning of an address.
fn is_control_or_blank(char: char) -> bool {
    char <= ' '
}

/// What may end an address in a list of them.
fn is_separator(char: char) -> bool {
    char == ',' || char.is_ascii_whitespace()
}

/// Whether an address from data may be followed: it has no scheme, or one of [`SCHEMES`].
///
/// ```
/// use slotwise_html::url::is_allowed;
/// assert!(is_allowed("/posts?next=javascript:") && is_allowed("HTTPS://example.com"));
/// assert!(!is_allowed(" java\tscript:alert(1)") && !is_allowed("data:text/html,x"));
/// ```
pub fn is_allowed(address: &str) -> bool {
    let mut read = address
        .trim_start_matches(is_control_or_blank)
        .chars()
        .filter(|char| !matches!(char, '\t' | '\n' | '\r'))
        .peekable();
    if !read.peek().is_some_and(char::is_ascii_alphabetic) {
        return true;
    }
    // No scheme that is allowed is longer.
    let mut name = [0; 8];
    let mut length = 0;
    for char in read {
        match char {
            ':' => {
                let name = &name[..length.min(name.len())];
                return SCHEMES
                    .iter()
                    .any(|scheme| scheme.as_bytes().eq_ignore_ascii_case(name));
            }
            char if !is_scheme_char(char) => return true,
            char => {
                if let Some(place) = name.get_mut(length) {
                    *place = char as u8;
                }
                length += 1;
            }
        }
    }
    true
}

/// The value as it may stand in this part of an address.
///
/// ```
/// use slotwise_html::url::{BLOCKED, Part, filter};
/// assert_eq!(filter(Part::Start, "/a?b=c"), "/a?b=c");
/// assert_eq!(filter(Part::Start, "javascript:alert(1)"), BLOCKED);
/// assert_eq!(filter(Part::Path, "a b/../c?d"), "a%20b/%252E%252E/c%3Fd");
/// assert_eq!(filter(Part::Component, "a&b=c"), "a%26b%3Dc");
/// ```
pub fn filter(part: Part, value: &str) -> Cow<'_, str> {
    match part {
        Part::Start if is_allowed(value) => Cow::Borrowed(value),
        Part::Start => Cow::Borrowed(BLOCKED),
        Part::List => list(value),
        // Browsers skip all slashes before a host. Behind a user without a name they take none.
        Part::Host if value.is_empty() => Cow::Borrowed("@"),
        Part::Host | Part::Authority => encoded(value, is_kept_in_authority),
        Part::Root if value.is_empty() => Cow::Borrowed("."),
        Part::Root => match value.strip_prefix('/') {
            Some(rest) => Cow::Owned(String::from("%2F") + &path(rest)),
            None => path(value),
        },
        Part::Path => path(value),
        Part::Component => encoded(value, is_unreserved),
    }
}

/// Addresses between commas and blanks, each blocked by itself.
fn list(value: &str) -> Cow<'_, str> {
    if value.split(is_separator).all(is_allowed) {
        return Cow::Borrowed(value);
    }
    let mut out = String::new();
    for item in value.split_inclusive(is_separator) {
        let address = item.trim_end_matches(is_separator);
        out.push_str(if is_allowed(address) {
            address
        } else {
            BLOCKED
        });
        out.push_str(&item[address.len()..]);
    }
    Cow::Owned(out)
}

/// Browsers take `.` and `..` for ways through the path, also where the dots are encoded. So what a server
/// decodes of them is encoded once more.
fn path(value: &str) -> Cow<'_, str> {
    let is_way = |segment: &str| matches!(segment, "." | "..");
    if !value.split('/').any(is_way) {
        return encoded(value, is_kept_in_path);
    }
    let mut out = String::new();
    for (index, segment) in value.split('/').enumerate() {
        if index > 0 {
            out.push('/');
        }
        match is_way(segment) {
            true => segment.bytes().for_each(|_| out.push_str("%252E")),
            false => out.push_str(&encoded(segment, is_kept_in_path)),
        }
    }
    Cow::Owned(out)
}

/// The value with all bytes percent-encoded but those kept.
fn encoded(value: &str, is_kept: fn(u8) -> bool) -> Cow<'_, str> {
    if value.bytes().all(is_kept) {
        return Cow::Borrowed(value);
    }
    let mut out = String::with_capacity(value.len() + 16);
    for byte in value.bytes() {
        match is_kept(byte) {
            true => out.push(char::from(byte)),
            // A `String` takes all that is written to it.
            false => _ = write!(out, "%{byte:02X}"),
        }
    }
    Cow::Owned(out)
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}

fn is_kept_in_path(byte: u8) -> bool {
    is_unreserved(byte) || b"/!$&'()*+,;=:@".contains(&byte)
}

/// Browsers decode what is encoded in a host, and refuse all that is not part of a name.
fn is_kept_in_authority(byte: u8) -> bool {
    is_unreserved(byte) || b"!$&'()*+;=:[]".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The part of a hole behind texts with holes between them.
    fn part(texts: &[&str], mut position: Position) -> Result<Part, Unsound> {
        let mut part = Err(Unsound::OpenScheme);
        for text in texts {
            position.text(text)?;
            part = Ok(position.hole()?);
        }
        part
    }

    #[test]
    fn parts_behind_texts() {
        use {Part::*, Unsound::*};
        let rows: &[(&[&str], Result<Part, Unsound>)] = &[
            (&[""], Ok(Start)),
            (&[" \0\n"], Ok(Start)),
            (&["/"], Ok(Root)),
            (&["\\"], Ok(Root)),
            (&["/\t"], Ok(Root)),
            (&["//"], Ok(Host)),
            (&["/\\"], Ok(Host)),
            (&["/a"], Ok(Path)),
            (&["./"], Ok(Path)),
            (&["1"], Ok(Path)),
            (&["a/"], Ok(Path)),
            (&["a?b="], Ok(Component)),
            (&["?"], Ok(Component)),
            (&["#"], Ok(Component)),
            (&["http:"], Ok(Host)),
            (&["HTTPS:/"], Ok(Host)),
            (&["https://"], Ok(Host)),
            (&["https://a."], Ok(Authority)),
            (&["https:a"], Ok(Authority)),
            (&["https://a:"], Ok(Authority)),
            (&["//", ""], Ok(Authority)),
            (&["https://a/"], Ok(Path)),
            (&["https:///a/"], Ok(Path)),
            (&["https://a?b"], Ok(Component)),
            (&["mailto:"], Ok(Path)),
            (&["app:/"], Ok(Root)),
            (&["app://"], Ok(Host)),
            (&["java"], Err(OpenScheme)),
            (&["a.b+c-"], Err(OpenScheme)),
            (&["javascript:"], Err(Runs)),
            (&["  JAVA\nSCRIPT:go('"], Err(Runs)),
            (&["vbscript:"], Err(Runs)),
            (&["data:image/png,"], Err(Runs)),
            (&["", ""], Err(AfterValue)),
            (&["", "a"], Err(AfterValue)),
            (&["", ":a"], Err(AfterValue)),
            (&["", "://"], Err(AfterValue)),
            (&["", "/"], Ok(Root)),
            (&["", "//"], Ok(Host)),
            (&["", "/a/"], Ok(Path)),
            (&["", "a/"], Ok(Path)),
            (&["", "?"], Ok(Component)),
            (&["", "/a:b"], Ok(Path)),
            (&["/", ""], Ok(Path)),
            (&["/", "?a="], Ok(Component)),
            (&["//", "."], Ok(Authority)),
            (&["//", "/"], Ok(Path)),
            (&["/a?", "/b"], Ok(Component)),
        ];
        for (texts, expected) in rows {
            assert_eq!(part(texts, Position::address()), *expected, "{texts:?}");
        }
    }

    #[test]
    fn parts_of_lists() {
        use {Part::*, Unsound::*};
        let rows: &[(&[&str], Result<Part, Unsound>)] = &[
            (&[""], Ok(List)),
            (&["/a/"], Ok(Component)),
            (&["", " 2x, "], Ok(List)),
            (&["", " "], Ok(List)),
            (&["", " 2x, java"], Err(OpenScheme)),
            (&["", ":"], Err(AfterValue)),
            (&["/a 1x,data:"], Err(Runs)),
            (&["/a 1x,data:image/png,"], Err(Runs)),
            (&["data:image/png,b 1x, "], Ok(List)),
        ];
        for (texts, expected) in rows {
            assert_eq!(part(texts, Position::list()), *expected, "{texts:?}");
        }
    }

    #[test]
    fn a_text_that_names_a_host_ends_it() {
        let open: &[&[&str]] = &[
            &["https://a.com", ""],
            &["https://a.com", "/"],
            &["https:a.com", "?b"],
            &["\\\\a", "\\b"],
            &["//a", "#"],
            &["https://a.", "/"],
            &["https://a", "b", ":1"],
            &["https://u@a", ""],
            &["", "//a", "/"],
            &["app://a", ""],
        ];
        let closed: &[&[&str]] = &[
            &["https://", ""],
            &["https://", "/a"],
            &["https://", ".", "/a"],
            &["https://", ".a.com/"],
            &["https://user", ".a.com/"],
            &["https://a", "b"],
            &["https://a.com:", "/"],
            &["https://[::1]:", "/"],
            &["https://u", "@a.com/"],
            &["https://a.com/", ""],
            &["https://a.com?b", "/"],
            &["/a", "/b"],
            &["mailto:a", "@b"],
            &["", "/a"],
        ];
        let end = |texts: &[&str], mut position: Position| {
            for (at, text) in texts.iter().enumerate() {
                position.text(text)?;
                if at + 1 < texts.len() {
                    position.hole()?;
                }
            }
            position.end()
        };
        for texts in open {
            let ends = end(texts, Position::address());
            assert_eq!(ends, Err(Unsound::OpenHost), "{texts:?}");
        }
        for texts in closed {
            assert_eq!(end(texts, Position::address()), Ok(()), "{texts:?}");
        }
        let list = end(&["//a", " 1x, /b"], Position::list());
        assert_eq!(list, Err(Unsound::OpenHost));
    }

    #[test]
    fn a_text_behind_a_value_may_not_make_it_a_scheme() {
        let mut position = Position::address();
        assert_eq!(position.hole(), Ok(Part::Start));
        assert_eq!(position.text(":alert(1)"), Err(Unsound::AfterValue));
    }

    #[test]
    fn addresses() {
        let allowed = [
            "",
            " ",
            "a",
            "/a",
            "//a",
            "?a:b",
            "#a:b",
            "a/b:c",
            "./a:b",
            "é:a",
            "1:a",
            ":a",
            "-a:b",
            "http:",
            "HtTpS://a",
            "mailto:a@b",
            "tel:1",
            "sms:1",
            "\t https://a",
            "ht\ntp:a",
            "java\0script:",
            "java script:a",
        ];
        let blocked = [
            "javascript:alert(1)",
            "JavaScript:a",
            "java\tscript:a",
            "java\r\nscript:a",
            "\u{1}javascript:a",
            "\0javascript:a",
            " \u{1f}\tjavascript\t:a",
            "vbscript:a",
            "data:text/html,a",
            "blob:a",
            "file:a",
            "about:a",
            "httpss:a",
            "x-averylongscheme:a",
            "view-source:http://a",
            "https+a:b",
        ];
        for address in allowed {
            assert_eq!(filter(Part::Start, address), address, "{address:?}");
        }
        for address in blocked {
            assert_eq!(filter(Part::Start, address), BLOCKED, "{address:?}");
        }
    }

    #[test]
    fn values_in_parts() {
        let rows = [
            (Part::Authority, "evil.com/a", "evil.com%2Fa"),
            (Part::Authority, "a@b\\c?d#e%\t", "a%40b%5Cc%3Fd%23e%25%09"),
            (Part::Authority, "javascript:80", "javascript:80"),
            (Part::Root, "/evil.com", "%2Fevil.com"),
            (Part::Root, "\\evil.com", "%5Cevil.com"),
            (Part::Root, "", "."),
            (Part::Root, "..", "%252E%252E"),
            (Part::Root, "a/b", "a/b"),
            (Part::Path, "", ""),
            (Part::Path, "../a", "%252E%252E/a"),
            (Part::Path, "a/./b", "a/%252E/b"),
            (Part::Path, "%2e%2E/a", "%252e%252E/a"),
            (Part::Path, "...", "..."),
            (Part::Path, "a b?c#d\\é", "a%20b%3Fc%23d%5C%C3%A9"),
            (Part::Component, "a&b=c/d#e f", "a%26b%3Dc%2Fd%23e%20f"),
            (Part::List, "/a 1x, /b 2x", "/a 1x, /b 2x"),
            (
                Part::List,
                "/a 1x, javascript:a 2x",
                "/a 1x, about:invalid#blocked 2x",
            ),
            (Part::List, "data:a,b", "about:invalid#blocked,b"),
        ];
        for (part, value, expected) in rows {
            assert_eq!(filter(part, value), expected, "{part:?} {value:?}");
        }
    }
}
