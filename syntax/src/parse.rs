//! Template text to tree.
//!
//! Takes any text, gives a tree and what is wrong with the text's structure. It goes on after a
//! mistake, so that one run shows all of them, and it always goes forward. It knows where things
//! begin and end; whether they make sense is for `check`.

mod block;
mod close;
mod tag;

use crate::diagnostic::Diagnostic;
use crate::ir::{Code, Span};
use crate::messages;
use crate::scan::{self, HoleEnd};
use crate::tree::{self, Block, Element, End, Kind, Name, Node, Tree};
use slotwise_html::{Namespace, elements};

/// Elements, blocks and bindings inside each other. Keeps walks over the tree within the stack, and the shape below the
/// 128 levels at which common JSON readers stop.
const MAX_DEPTH: usize = 100;
/// After so many mistakes the rest says little, and reading on may cost quadratic time.
const MAX_DIAGNOSTICS: usize = 64;

/// What ends a hole between tags that is never closed.
const HOLE_RECOVERY: [&str; 2] = ["\n", "</"];

/// Reads a template whose tags belong to `root`, unless they say otherwise.
pub(crate) fn parse(text: &str, root: Namespace) -> (Tree, Vec<Diagnostic>) {
    let mut parser = Parser {
        text,
        root,
        at: 0,
        open: Vec::new(),
        nodes: Vec::new(),
        depth: 0,
        too_deep: None,
        abandoned: Vec::new(),
        ends_in_slash: false,
        diagnostics: Vec::new(),
    };
    parser.characters();
    parser.content();
    parser.end_of_text();
    (
        Tree {
            nodes: parser.nodes,
        },
        parser.diagnostics,
    )
}

struct Parser<'t> {
    text: &'t str,
    root: Namespace,
    at: usize,
    /// Elements and blocks whose end has not been seen, outermost first.
    open: Vec<Open>,
    /// Nodes outside of all elements.
    nodes: Vec<Node>,
    /// How many elements, blocks and bindings what is being read stands in.
    depth: usize,
    /// What is nested too deep.
    too_deep: Option<Diagnostic>,
    /// What was closed by the end of its parent, whose own closing tag or form may follow.
    abandoned: Vec<String>,
    /// The last value of an attribute has no quotes and stands right before `/>`.
    ends_in_slash: bool,
    diagnostics: Vec<Diagnostic>,
}

/// An element or block whose end has not been seen.
struct Open {
    what: What,
    /// The namespace of what stands inside.
    inside: Namespace,
    /// Braces inside are text.
    verbatim: bool,
    /// How many bindings stand before what is being read.
    bindings: usize,
    /// If its end is missing, what led to that is reported otherwise.
    quiet: bool,
    /// A block where only text may stand has been reported.
    block_reported: bool,
}

/// What is open.
enum What {
    Element {
        element: Element,
        /// A closing tag inside that closes nothing: stray if the element is closed properly,
        /// otherwise meant to close it.
        stray: Option<Name>,
    },
    Block {
        block: Block,
        /// Likewise a `{/word}`, without its delimiters.
        stray: Option<Name>,
        /// Closing tags in this branch for elements around the block, and what opened those: a
        /// mistake if the block is closed, otherwise a sign of where it should have been.
        crossing: Vec<(Name, Span)>,
    },
}

impl Open {
    fn element(element: Element, inside: Namespace) -> Open {
        Open::of(
            What::Element {
                element,
                stray: None,
            },
            inside,
        )
    }

    fn block(block: Block, inside: Namespace) -> Open {
        Open::of(
            What::Block {
                block,
                stray: None,
                crossing: Vec::new(),
            },
            inside,
        )
    }

    fn of(what: What, inside: Namespace) -> Open {
        Open {
            what,
            inside,
            verbatim: false,
            bindings: 0,
            quiet: false,
            block_reported: false,
        }
    }

    /// The name of the element if tags and blocks are not allowed inside.
    fn holds_only_text(&self) -> Option<&str> {
        let What::Element { element, .. } = &self.what else {
            return None;
        };
        let name = element.name.text.to_ascii_lowercase();
        (element.kind == Kind::Html(Namespace::Html) && elements::is_escapable_raw_text(&name))
            .then_some(&*element.name.text)
    }

    fn children(&mut self) -> Option<&mut Vec<Node>> {
        match &mut self.what {
            What::Element { element, .. } => Some(&mut element.children),
            What::Block { block, .. } => {
                let branch = block.branches.last_mut()?;
                Some(&mut branch.children)
            }
        }
    }
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn span_from(&self, start: usize) -> Span {
        Span {
            start,
            end: self.at,
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn push(&mut self, node: Node) {
        match self.open.last_mut().and_then(Open::children) {
            Some(children) => children.push(node),
            None => self.nodes.push(node),
        }
    }

    /// Begins the content of an element or block whose opening is at `span`.
    fn enter(&mut self, mut open: Open, span: Span) {
        open.verbatim |= self.is_verbatim();
        self.open.push(open);
        self.deeper(span);
    }

    fn deeper(&mut self, span: Span) {
        self.depth += 1;
        if self.depth > MAX_DEPTH && self.too_deep.is_none() {
            self.too_deep = Some(messages::too_deep(span, MAX_DEPTH));
        }
    }

    /// The namespace of what is being read.
    fn namespace(&self) -> Namespace {
        self.open.last().map_or(self.root, |open| open.inside)
    }

    /// Whether braces are text here.
    fn is_verbatim(&self) -> bool {
        self.open.last().is_some_and(|open| open.verbatim)
    }

    /// Reports characters that may stand nowhere.
    fn characters(&mut self) {
        let bytes = self.text.as_bytes();
        for (start, byte) in bytes.iter().enumerate() {
            let span = Span {
                start,
                end: start + 1,
            };
            match byte {
                0 => self.report(messages::nul(span)),
                b'\r' if bytes.get(start + 1) != Some(&b'\n') => {
                    self.report(messages::lone_carriage_return(span));
                }
                _ => {}
            }
            if self.gave_up() {
                return;
            }
        }
    }

    fn gave_up(&self) -> bool {
        self.diagnostics.len() >= MAX_DIAGNOSTICS || self.too_deep.is_some()
    }

    fn content(&mut self) {
        while !self.gave_up() {
            match self.rest().as_bytes().first() {
                None => return,
                Some(b'<') => self.markup(),
                Some(b'{') if !self.is_verbatim() => self.braces(),
                Some(_) => self.text(),
            }
        }
    }

    /// Text up to the next tag or hole. A lone `}` is reported and kept.
    fn text(&mut self) {
        let start = self.at;
        // The first character is text in any case: recovery may put a `<` there.
        let first = self.rest().chars().next().map_or(0, char::len_utf8);
        let rest = &self.rest()[first..];
        let verbatim = self.is_verbatim();
        let ends = |char: char| char == '<' || char == '{' && !verbatim;
        self.at += first + rest.find(ends).unwrap_or(rest.len());
        if verbatim {
            return self.push(Node::Text(self.span_from(start)));
        }
        for (offset, _) in self.text[start..self.at].match_indices('}') {
            if !self.gave_up() {
                let start = start + offset;
                let end = start + 1;
                self.diagnostics
                    .push(messages::lone_brace(Span { start, end }));
            }
        }
        self.push(Node::Text(self.span_from(start)));
    }

    fn markup(&mut self) {
        let rest = &self.rest()[1..];
        if let Some(name) = self.open.last().and_then(Open::holds_only_text)
            && !self.closes(name)
        {
            let diagnostic = messages::tag_in_text_only(self.next_bytes(1), name);
            self.report(diagnostic);
            return self.text();
        }
        let named = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
        if rest.starts_with("!--") {
            self.comment();
        } else if rest.starts_with(['!', '?']) {
            self.declaration();
        } else if rest
            .strip_prefix('/')
            .is_some_and(|rest| named(rest.trim_start_matches(['.', ':'])))
        {
            self.closing_tag();
        } else if named(rest.trim_start_matches(['.', ':'])) {
            self.opening_tag();
        } else {
            let span = self.next_bytes(1);
            let diagnostic = messages::lone_angle(span, &self.text[span.end..]);
            self.report(diagnostic);
            self.text();
        }
    }

    /// The span of the next bytes, which are ASCII.
    fn next_bytes(&self, count: usize) -> Span {
        Span {
            start: self.at,
            end: self.at + count,
        }
    }

    fn comment(&mut self) {
        let start = self.at;
        let body = start + "<!--".len();
        let rest = &self.text[body..];
        let abrupt = ["->", ">"].into_iter().find(|end| rest.starts_with(end));
        let plain = rest.find("-->").map(|at| (at, "-->"));
        // Looked for before the plain end only, or many comments would cost quadratic time.
        let before = &rest[..plain.map_or(rest.len(), |(at, _)| at)];
        let bang = before.find("--!>").map(|at| (at, "--!>"));
        let end = abrupt.map(|end| (0, end)).or(bang).or(plain);
        let (length, delimiter) = end.unwrap_or((rest.len(), ""));
        self.at = body + length + delimiter.len();
        match delimiter {
            "-->" => {}
            "" => self.report(messages::comment_never_closed(Span { start, end: body })),
            _ => self.report(messages::ambiguous_comment(self.span_from(body + length))),
        }
        let text = Span {
            start: body,
            end: body + length,
        };
        let whole = self.span_from(start);
        self.push(Node::Comment { whole, text });
    }

    fn declaration(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let doctype = rest
            .get(..9)
            .is_some_and(|word| word.eq_ignore_ascii_case("<!doctype"));
        let end = rest.find('>').map(|length| start + length + 1);
        if doctype
            && self.open.is_empty()
            && let Some(end) = end
        {
            self.at = end;
            return self.push(Node::Doctype(Span { start, end }));
        }
        let span = self.next_bytes(2);
        self.report(messages::declaration(span));
        self.at = end.unwrap_or(self.text.len());
    }

    /// `{..}` between tags.
    fn braces(&mut self) {
        if self.rest().starts_with("{!--") {
            self.hidden();
            self.push(Node::Hidden);
        } else if let Some(sign) = self.sign() {
            self.form(sign);
        } else if let Some(code) = self.hole(&HOLE_RECOVERY) {
            self.push(Node::Hole(code));
        }
    }

    /// Goes past `{!-- .. --}`.
    fn hidden(&mut self) {
        match self.rest().find("--}") {
            Some(length) => self.at += length + "--}".len(),
            None => {
                let span = self.next_bytes("{!--".len());
                self.report(messages::hidden_never_closed(span));
                self.at = self.text.len();
            }
        }
    }

    /// What stands in the braces here; `None` if nothing of use does. If they are never closed,
    /// reading goes on at the next of `recovery`.
    fn hole(&mut self, recovery: &[&str]) -> Option<Code> {
        let start = self.at;
        let Inside { span, whole } = self.inside(recovery);
        if !whole {
            return None;
        }
        if scan::is_blank(&self.text[span.start..span.end]) {
            self.report(messages::empty_hole(self.span_from(start)));
            return None;
        }
        Some(tree::code_at(self.text, span.start, span.end))
    }

    /// Goes past the braces here, or to the next of `recovery` if they are never closed.
    fn inside(&mut self, recovery: &[&str]) -> Inside {
        let brace = self.next_bytes(1);
        let start = brace.end;
        let (end, whole) = match scan::hole_end(self.text, start) {
            HoleEnd::At(end) => {
                self.at = end + 1;
                (end, true)
            }
            HoleEnd::Unbalanced { at, open } => {
                self.at = at + 1;
                let bracket = self.text.as_bytes()[open] as char;
                let span = Span {
                    start: open,
                    end: open + 1,
                };
                self.report(messages::bracket_never_closed(span, bracket, brace));
                (at, false)
            }
            HoleEnd::Never => {
                self.at = self.next_of(recovery);
                self.report(messages::hole_never_closed(brace));
                (self.at, false)
            }
        };
        Inside {
            span: Span { start, end },
            whole,
        }
    }

    /// Where the next of `ends` stands, or the end of the text.
    fn next_of(&self, ends: &[&str]) -> usize {
        let rest = self.rest();
        let next = ends.iter().filter_map(|end| rest.find(end)).min();
        self.at + next.unwrap_or(rest.len())
    }
}

/// What stands between braces.
struct Inside {
    span: Span,
    /// It ends where it should, with nothing wrong in it.
    whole: bool,
}
