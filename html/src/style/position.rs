//! Where in a style a hole stands, by the text of the template before it, and what a value may be there.
//!
//! ```text
//! width: {w}px; background: rgb({r} 0 0) url(#{id}); color: var(--{name})
//! w      Value      stands alone at its left: may be a whole value, functions included
//! r      Value
//! id     Fragment   letters, digits and `-_.:`
//! name   Piece      goes on with a word: no brackets
//! ```

use super::{fetches, is_forbidden, is_value};
use alloc::string::String;
use alloc::vec::Vec;

/// What stands for a value that could do more than be one: no property has it, so that browsers drop the
/// declaration.
pub const BLOCKED: &str = "blocked";

/// Where in a style a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// Where a word may begin: the value is one of its own.
    Value,
    /// Behind a piece of a word.
    Piece,
    /// Behind `url(#`: the name of an element of the page.
    Fragment,
    /// All of an attribute such as `fill`: a value, before it any number of `url(#name)`.
    Paint,
}

/// Why no value may stand behind a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsound {
    /// Outside of a declaration's value: a property, a rule, a block.
    NoValue,
    /// Between quotes.
    Quoted,
    /// In a comment, or where one could begin.
    Comment,
    /// In a function that fetches or runs something.
    Fetches,
    /// Behind a backslash.
    Escape,
    /// In the name of a function.
    Calls,
}

/// Where in a style the next hole stands, text by text and hole by hole.
///
/// ```
/// use slotwise_html::style::{Part, Position, Unsound};
/// let mut position = Position::declarations();
/// position.text("width: ").unwrap();
/// assert_eq!(position.hole(), Ok(Part::Value));
/// position.text("px; background: url(/").unwrap();
/// assert_eq!(position.hole(), Err(Unsound::Fetches));
/// ```
#[derive(Clone, Debug)]
pub struct Position {
    state: State,
    /// In the value of a declaration, not in its name.
    in_value: bool,
    open: Vec<Bracket>,
    /// The word that is being written, if one is.
    word: String,
    /// A hole is part of that word.
    word_has_hole: bool,
    /// The character before, holes left aside.
    last: char,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Plain,
    /// Behind a backslash.
    Escape(Around),
    Quoted(char),
    Comment,
    /// In `url(` without quotes: whether what is there began with `#`, once it began.
    Url(Option<bool>),
}

/// What an escape stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Around {
    Plain,
    Quoted(char),
    Url,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bracket {
    Round { fetches: bool },
    Square,
    Curly,
}

impl Position {
    /// At the beginning of declarations, as in the attribute `style`.
    pub fn declarations() -> Position {
        Position {
            state: State::Plain,
            in_value: false,
            open: Vec::new(),
            word: String::new(),
            word_has_hole: false,
            last: ' ',
        }
    }

    /// At the beginning of a single value, as in the attribute `fill`.
    pub fn value() -> Position {
        Position {
            in_value: true,
            ..Position::declarations()
        }
    }

    /// Goes on behind a text.
    ///
    /// # Errors
    ///
    /// If a value before the text and the text could make a function or a comment together.
    pub fn text(&mut self, text: &str) -> Result<(), Unsound> {
        text.chars().try_for_each(|char| self.char(char))
    }

    fn char(&mut self, char: char) -> Result<(), Unsound> {
        let last = core::mem::replace(&mut self.last, char);
        self.state = match self.state {
            State::Plain => return self.plain(char, last),
            State::Escape(Around::Plain) => State::Plain,
            State::Escape(Around::Quoted(quote)) => State::Quoted(quote),
            State::Escape(Around::Url) => State::Url(Some(false)),
            State::Quoted(quote) if char == '\\' => State::Escape(Around::Quoted(quote)),
            State::Quoted(quote) if char == quote => State::Plain,
            State::Comment if last == '*' && char == '/' => {
                self.last = ' ';
                State::Plain
            }
            State::Url(_) if char == '\\' => State::Escape(Around::Url),
            State::Url(_) if char == ')' => {
                self.open.pop();
                State::Plain
            }
            State::Url(None) if matches!(char, '"' | '\'') => State::Quoted(char),
            State::Url(None) if !char.is_ascii_whitespace() => State::Url(Some(char == '#')),
            state => state,
        };
        Ok(())
    }

    fn plain(&mut self, char: char, last: char) -> Result<(), Unsound> {
        if char.is_alphanumeric() || matches!(char, '-' | '_') || !char.is_ascii() {
            self.word.push(char);
            return Ok(());
        }
        match char {
            '*' if last == '/' && self.word_has_hole => return Err(Unsound::Comment),
            '*' if last == '/' => {
                self.last = ' ';
                self.state = State::Comment;
            }
            '\\' => {
                // What a name is with an escape in it is not worked out: it counts as one that fetches.
                self.word.push(char);
                self.state = State::Escape(Around::Plain);
                return Ok(());
            }
            '"' | '\'' => self.state = State::Quoted(char),
            '(' if self.word_has_hole => return Err(Unsound::Calls),
            '(' => self.call(),
            '[' => self.open.push(Bracket::Square),
            '{' => self.open.push(Bracket::Curly),
            ')' | ']' | '}' => self.close(char),
            ';' if self.open.is_empty() => self.in_value = false,
            ':' if self.open.is_empty() => self.in_value = true,
            _ => {}
        }
        self.word.clear();
        self.word_has_hole = false;
        Ok(())
    }

    fn call(&mut self) {
        let fetches = self.word.contains('\\') || fetches(self.word.as_bytes());
        self.open.push(Bracket::Round { fetches });
        if self.word.eq_ignore_ascii_case("url") {
            self.state = State::Url(None);
        }
    }

    fn close(&mut self, char: char) {
        let partner = match self.open.last() {
            Some(Bracket::Round { .. }) => ')',
            Some(Bracket::Square) => ']',
            Some(Bracket::Curly) => '}',
            None => return,
        };
        if char == partner {
            self.open.pop();
        }
    }

    /// The part of a hole here; then goes on behind it.
    ///
    /// # Errors
    ///
    /// If no value is sound here.
    pub fn hole(&mut self) -> Result<Part, Unsound> {
        match self.state {
            State::Plain => {}
            State::Escape(_) => return Err(Unsound::Escape),
            State::Quoted(_) => return Err(Unsound::Quoted),
            State::Comment => return Err(Unsound::Comment),
            State::Url(Some(true)) => return Ok(Part::Fragment),
            State::Url(_) => return Err(Unsound::Fetches),
        }
        if self.open.contains(&Bracket::Round { fetches: true }) {
            return Err(Unsound::Fetches);
        }
        if !self.in_value || self.open.contains(&Bracket::Curly) {
            return Err(Unsound::NoValue);
        }
        let begins =
            |last: char| last.is_ascii_whitespace() || matches!(last, ':' | ',' | '(' | '[');
        let alone = self.word.is_empty() && !self.word_has_hole && begins(self.last);
        self.word_has_hole = true;
        Ok(if alone { Part::Value } else { Part::Piece })
    }
}

/// The value as it may stand in this part of a style.
///
/// ```
/// use slotwise_html::style::{BLOCKED, Part, filter};
/// assert_eq!(filter(Part::Value, "rgb(1 2 3)"), "rgb(1 2 3)");
/// assert_eq!(filter(Part::Value, "red; top: 0"), BLOCKED);
/// assert_eq!(filter(Part::Piece, "(x)"), BLOCKED);
/// assert_eq!(filter(Part::Paint, "url(#shade) red"), "url(#shade) red");
/// ```
pub fn filter(part: Part, value: &str) -> &str {
    let passes = match part {
        _ if value.trim().is_empty() => !value.contains(char::is_control),
        Part::Value => is_value(value) && !joins_comment(value),
        Part::Piece => is_piece(value),
        Part::Fragment => value.chars().all(is_fragment),
        Part::Paint => is_paint(value),
    };
    if passes { value } else { BLOCKED }
}

/// Whether it could begin or end what begins a comment.
fn joins_comment(value: &str) -> bool {
    value.starts_with('*') || value.ends_with('/')
}

/// Whether `value` has no brackets either, so that it adds no more than to a word.
fn is_piece(value: &str) -> bool {
    let is_bracket = |char| matches!(char, '(' | ')' | '[' | ']');
    !value.contains(is_forbidden)
        && !value.contains(is_bracket)
        && !value.contains("/*")
        && !joins_comment(value)
}

fn is_fragment(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '_' | '.' | ':')
}

fn is_paint(value: &str) -> bool {
    const LOCAL: &str = "url(#";
    let mut rest = value.trim();
    while let Some((head, tail)) = rest.split_at_checked(LOCAL.len())
        && head.eq_ignore_ascii_case(LOCAL)
        && let Some((name, behind)) = tail.split_once(')')
        && name.chars().all(is_fragment)
    {
        rest = behind.trim_start();
    }
    rest.is_empty() || is_value(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of the last hole: one stands behind each text but the last, if there are several.
    fn part(texts: &[&str], mut position: Position) -> Result<Part, Unsound> {
        let mut part = Err(Unsound::NoValue);
        for (at, text) in texts.iter().enumerate() {
            position.text(text)?;
            if at == 0 || at + 1 < texts.len() {
                part = Ok(position.hole()?);
            }
        }
        part
    }

    #[test]
    fn parts_behind_texts() {
        use {Part::*, Unsound::*};
        let rows: &[(&[&str], Result<Part, Unsound>)] = &[
            (&["width:"], Ok(Value)),
            (&["width: "], Ok(Value)),
            (&["width: calc(100% - "], Ok(Value)),
            (&["a: b; width: 1"], Ok(Piece)),
            (&["color: #"], Ok(Piece)),
            (&["width: ", "px; height: ", ""], Ok(Value)),
            (&["width: ", "", ""], Ok(Piece)),
            (&["a: 'x;' "], Ok(Value)),
            (&["a: /* ; */ "], Ok(Value)),
            (&["a: '\\''; b: "], Ok(Value)),
            (&["fill: url(#"], Ok(Fragment)),
            (&["fill: url( #a-"], Ok(Fragment)),
            (&["a: url(/x') "], Ok(Value)),
            (&["a: url('x)' "], Err(Fetches)),
            (&["a: url('x)'); b: "], Ok(Value)),
            (&[""], Err(NoValue)),
            (&["wid"], Err(NoValue)),
            (&["a: b;"], Err(NoValue)),
            (&["a: { b: "], Err(NoValue)),
            (&["a: '"], Err(Quoted)),
            (&["a: \"x\\\""], Err(Quoted)),
            (&["a: url('"], Err(Quoted)),
            (&["a: /*"], Err(Comment)),
            (&["a: /*/"], Err(Comment)),
            (&["a: /", "*", ""], Err(Comment)),
            (&["a: url("], Err(Fetches)),
            (&["a: URL(/"], Err(Fetches)),
            (&["a: -webkit-image-set("], Err(Fetches)),
            (&["a: image-set(calc("], Err(Fetches)),
            (&["a: u\\72l("], Err(Fetches)),
            (&["a: \\"], Err(Escape)),
            (&["a: ", "(x)"], Err(Calls)),
            (&["a: ur", "(x)"], Err(Calls)),
            (&["a: ", "rl(x)"], Err(Calls)),
        ];
        for (texts, expected) in rows {
            assert_eq!(
                part(texts, Position::declarations()),
                *expected,
                "{texts:?}"
            );
        }
        assert_eq!(part(&[""], Position::value()), Ok(Value));
        assert_eq!(part(&["url(#"], Position::value()), Ok(Fragment));
    }

    #[test]
    fn values_in_parts() {
        let passes = [
            (Part::Value, "calc(1px + var(--x))"),
            (Part::Value, ""),
            (Part::Value, "1/2"),
            (Part::Piece, "1.5"),
            (Part::Piece, "-5"),
            (Part::Piece, "abc !important"),
            (Part::Fragment, "a-1_b"),
            (Part::Paint, "red"),
            (Part::Paint, "url(#a)"),
            (Part::Paint, "URL(#a) url(#b) blur(2px)"),
        ];
        let blocked = [
            (Part::Value, "url(x)"),
            (Part::Value, "1;2"),
            (Part::Value, "1/"),
            (Part::Value, "*"),
            (Part::Value, "\n"),
            (Part::Piece, "(x)"),
            (Part::Piece, "a/*b"),
            (Part::Piece, "\\75"),
            (Part::Piece, "1/"),
            (Part::Fragment, "a)"),
            (Part::Fragment, "a b"),
            (Part::Paint, "url(a)"),
            (Part::Paint, "url(#a"),
            (Part::Paint, "url(#a);x"),
            (Part::Paint, "url(#a) url(//b)"),
            (Part::Paint, "url('#a')"),
        ];
        for (part, value) in passes {
            assert_eq!(filter(part, value), value, "{part:?}");
        }
        for (part, value) in blocked {
            assert_eq!(filter(part, value), BLOCKED, "{part:?} {value:?}");
        }
    }
}
