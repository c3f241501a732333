//! From the tokens of a call to the text of its template, and back from bytes to tokens.
//!
//! `h! { <p>{@n + 1}</p> }` is parsed as text, so that blanks count and the parser knows nothing of
//! Rust tokens. Each token keeps its place in that text, so that the expression at bytes 4..10 is
//! the very tokens the user wrote, with their spans.
//!
//! The text is the compiler's own where it can be had. Inside another macro it is not (its text is
//! that of the macro's definition), and it is put together from the tokens' lines and columns.
//!
//! In the string form and in a file, expressions have no tokens of their own: they all stand at the
//! literal, and are named after their line and column instead.

use proc_macro2::{Delimiter, Group, Ident, LineColumn, Punct, Span, TokenStream, TokenTree};
use slotwise_syntax::ir;
use std::ops::Range;
use std::path::PathBuf;

/// A template's text and its tokens.
pub(crate) struct Source {
    /// What the parser reads.
    pub(crate) text: String,
    /// Tokens with their places. Empty in the string form.
    tokens: Vec<Placed>,
    /// The literal of the string form, or that names the file.
    pub(crate) literal: Option<Span>,
    /// The path of the file, as written.
    pub(crate) file: Option<String>,
    pub(crate) kind: Kind,
    /// Where the call stands.
    pub(crate) call_site: Span,
}

/// What a template is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Html,
    /// `h!(nodes; ..)`
    Nodes,
}

/// A token, or the opening or closing delimiter of a group.
struct Placed {
    at: Range<usize>,
    tree: TokenTree,
    /// Of a group: its tokens.
    inner: Vec<Placed>,
}

impl Source {
    /// The source of a call of `h!`.
    pub(crate) fn of_call(input: TokenStream) -> Source {
        let call_site = Span::call_site();
        let mut trees: Vec<TokenTree> = input.into_iter().collect();
        let kind = take_kind(&mut trees);
        // What a macro hands on of its own parameters comes in a group without delimiters.
        while let [TokenTree::Group(group)] = trees.as_slice()
            && group.delimiter() == Delimiter::None
        {
            trees = group.stream().into_iter().collect();
        }
        if let [TokenTree::Literal(literal)] = trees.as_slice()
            && let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string())
        {
            let span = Some(literal.span());
            return Source {
                text: text.value(),
                tokens: Vec::new(),
                literal: span,
                file: None,
                kind,
                call_site,
            };
        }
        let written = call_site
            .source_text()
            .and_then(|text| as_written(&text, call_site.start(), &trees));
        let (text, tokens) = written.unwrap_or_else(|| rebuilt(&trees));
        Source {
            text,
            tokens,
            literal: None,
            file: None,
            kind,
            call_site,
        }
    }

    /// The source of a call inside of what is being expanded, its text put together from the tokens.
    pub(crate) fn of_inner_call(input: TokenStream) -> Source {
        let mut trees: Vec<TokenTree> = input.into_iter().collect();
        let kind = take_kind(&mut trees);
        let literal = match trees.as_slice() {
            [TokenTree::Literal(literal)] => {
                syn::parse_str::<syn::LitStr>(&literal.to_string()).ok()
            }
            _ => None,
        };
        let span = trees.first().map_or_else(Span::call_site, TokenTree::span);
        let (text, tokens) = match &literal {
            Some(literal) => (literal.value(), Vec::new()),
            None => rebuilt(&trees),
        };
        Source {
            text,
            tokens,
            literal: literal.is_some().then_some(span),
            file: None,
            kind,
            call_site: span,
        }
    }

    /// The source of a call of `h_file!`.
    pub(crate) fn of_file(input: TokenStream) -> syn::Result<Source> {
        let call_site = Span::call_site();
        let mut trees: Vec<TokenTree> = input.into_iter().collect();
        let kind = take_kind(&mut trees);
        let path: syn::LitStr = syn::parse2(trees.into_iter().collect())?;
        let found = beside(call_site, &path.value());
        let text = std::fs::read_to_string(&found).map_err(|error| {
            let message = format!("cannot read `{}`: {error}", found.display());
            syn::Error::new(path.span(), message)
        })?;
        Ok(Source {
            text,
            tokens: Vec::new(),
            literal: Some(path.span()),
            file: Some(path.value()),
            kind,
            call_site,
        })
    }

    /// The template, compiled.
    pub(crate) fn compile(&self) -> slotwise_syntax::Compiled {
        match self.kind {
            Kind::Html => slotwise_syntax::compile(&self.text),
            Kind::Nodes => slotwise_syntax::compile_nodes(&self.text),
        }
    }

    /// The name of an expression that has no place of its own: `hole_12_5` begins in line 12 at column 5.
    pub(crate) fn hole_name(&self, code: &ir::Code) -> Option<Ident> {
        let literal = self.literal?;
        let (line, column) = slotwise_syntax::line_and_column(&self.text, code.span.start);
        Some(Ident::new(&format!("hole_{line}_{column}"), literal))
    }

    /// The tokens of an expression, `@name` turned into `self.name`.
    pub(crate) fn tokens(&self, code: &ir::Code) -> TokenStream {
        let range = code.span.start..code.span.end;
        if let Some(found) = find(&self.tokens, &range)
            && found.clone().into_iter().next().is_some()
        {
            return with_self(found);
        }
        // A string form, or a name inside a string literal: its own tokens have no place.
        let span = self.span(code.span);
        match code.text.parse::<TokenStream>() {
            Ok(tokens) => with_self(respan(tokens, span)),
            Err(error) => syn::Error::new(span, error).to_compile_error(),
        }
    }

    /// All of the template's tokens, for editors that look for names in a faulty one.
    pub(crate) fn all_tokens(&self) -> TokenStream {
        self.tokens.iter().map(|token| token.tree.clone()).collect()
    }

    /// A name of the template as an identifier, with the span it has there.
    pub(crate) fn ident(&self, code: &ir::Code) -> Ident {
        let span = self.span(code.span);
        match code.text.strip_prefix("r#") {
            Some(raw) => Ident::new_raw(raw, span),
            None => Ident::new(&code.text, span),
        }
    }

    /// The span of a range of bytes: the tokens that it touches, joined as far as stable Rust can.
    pub(crate) fn span(&self, at: ir::Span) -> Span {
        let whole = self.literal.unwrap_or(self.call_site);
        let mut touched = Vec::new();
        touching(
            &self.tokens,
            &(at.start..at.end.max(at.start + 1)),
            &mut touched,
        );
        match (touched.first(), touched.last()) {
            (Some(first), Some(last)) => first.join(*last).unwrap_or(*first),
            _ => whole,
        }
    }
}

/// Takes `nodes;` off the beginning.
fn take_kind(trees: &mut Vec<TokenTree>) -> Kind {
    match trees.as_slice() {
        [TokenTree::Ident(word), TokenTree::Punct(sign), ..]
            if word == "nodes" && sign.as_char() == ';' =>
        {
            trees.drain(..2);
            Kind::Nodes
        }
        _ => Kind::Html,
    }
}

/// Where a file is whose path is written relative to the file of the call, as for `include_str!`. An
/// editor may not tell that file; then it is looked for from the package's folder.
fn beside(call_site: Span, path: &str) -> PathBuf {
    let file = call_site.unwrap().local_file();
    let folder = file.and_then(|file| file.parent().map(PathBuf::from));
    let package = || std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    folder.or_else(package).unwrap_or_default().join(path)
}

/// The template's text as it stands in the file, if the tokens really come from there.
fn as_written(call: &str, start: LineColumn, trees: &[TokenTree]) -> Option<(String, Vec<Placed>)> {
    let bang = call.find('!')?;
    let open = bang + 1 + call[bang + 1..].find(['{', '(', '['])?;
    let close = call.rfind(['}', ')', ']']).filter(|close| *close > open)?;
    let lines = Lines::new(call, start);
    let mut placed = Vec::new();
    place(trees, &mut placed, &mut |span, token| {
        let from = lines.offset(span.start())?;
        let to = from + token.len();
        (from > open && to <= close && call.get(from..to) == Some(token))
            .then(|| from - open - 1..to - open - 1)
    })?;
    // What stands before the first token may be `nodes;`, which is no part of the template.
    let first = placed
        .first()
        .map_or(close - open - 1, |first| first.at.start);
    let blanks = call[open + 1..][..first].bytes().map(|byte| match byte {
        b'\n' => '\n',
        _ => ' ',
    });
    let blanks: String = blanks.collect();
    Some((blanks + &call[open + 1 + first..close], placed))
}

/// Byte offsets of lines and columns in a text that begins at some place of a file.
struct Lines<'t> {
    text: &'t str,
    lines: Vec<Line>,
    first: LineColumn,
}

struct Line {
    start: usize,
    /// Bytes up to its end, if each is a column.
    ascii: Option<usize>,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str, first: LineColumn) -> Self {
        let mut start = 0;
        let lines = text.split('\n').map(|line| {
            let ascii = line.is_ascii().then_some(line.len());
            let line_start = start;
            start += line.len() + 1;
            Line {
                start: line_start,
                ascii,
            }
        });
        Lines {
            lines: lines.collect(),
            text,
            first,
        }
    }

    fn offset(&self, at: LineColumn) -> Option<usize> {
        let line = at.line.checked_sub(self.first.line)?;
        let column = if line == 0 {
            at.column.checked_sub(self.first.column)?
        } else {
            at.column
        };
        let Line { start, ascii } = *self.lines.get(line)?;
        if ascii.is_some_and(|len| column <= len) {
            return Some(start + column);
        }
        let rest = &self.text[start..];
        match rest.char_indices().nth(column) {
            Some((byte, _)) => Some(start + byte),
            None => (rest.chars().count() == column).then_some(self.text.len()),
        }
    }
}

/// The text put together from the tokens alone.
fn rebuilt(trees: &[TokenTree]) -> (String, Vec<Placed>) {
    let mut text = String::new();
    let mut before: Option<(LineColumn, LineColumn, bool)> = None;
    let mut placed = Vec::new();
    let complete = place(trees, &mut placed, &mut |span, token| {
        let word = token.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '"');
        if let Some((start, end, after_word)) = before {
            text.push_str(&gap(start, end, span.start(), word && after_word));
        }
        before = Some((span.start(), span.end(), word));
        let from = text.len();
        text.push_str(token);
        Some(from..text.len())
    });
    debug_assert!(complete.is_some());
    (text, placed)
}

/// The blanks between two tokens. Without real places (all tokens at one) words are kept apart. Where
/// places go backwards, one token is the macro's and the other its caller's: a blank more is better
/// than two words in one.
fn gap(start: LineColumn, end: LineColumn, next: LineColumn, words: bool) -> String {
    if start == next {
        return if words { " ".to_owned() } else { String::new() };
    }
    if next.line > end.line {
        return format!("\n{}", " ".repeat(next.column));
    }
    if next.line == end.line && next.column >= end.column {
        return " ".repeat(next.column - end.column);
    }
    " ".to_owned()
}

/// Gives each token its place. `at` says where a piece of source of this span is.
fn place(
    trees: &[TokenTree],
    placed: &mut Vec<Placed>,
    at: &mut dyn FnMut(Span, &str) -> Option<Range<usize>>,
) -> Option<()> {
    for tree in trees {
        let (range, inner) = match tree {
            TokenTree::Group(group) => {
                let (open, close) = delimiters(group);
                let mut inner = Vec::new();
                let trees: Vec<TokenTree> = group.stream().into_iter().collect();
                if open.is_empty() {
                    place(&trees, &mut inner, at)?;
                    let from = inner.first().map_or(0, |first: &Placed| first.at.start);
                    (
                        from..inner.last().map_or(0, |last: &Placed| last.at.end),
                        inner,
                    )
                } else {
                    let from = at(group.span_open(), open)?.start;
                    place(&trees, &mut inner, at)?;
                    (from..at(group.span_close(), close)?.end, inner)
                }
            }
            tree => (at(tree.span(), &tree.to_string())?, Vec::new()),
        };
        placed.push(Placed {
            at: range,
            tree: tree.clone(),
            inner,
        });
    }
    Some(())
}

fn delimiters(group: &Group) -> (&'static str, &'static str) {
    match group.delimiter() {
        Delimiter::Brace => ("{", "}"),
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// The tokens within a range, if it does not cut one.
fn find(placed: &[Placed], range: &Range<usize>) -> Option<TokenStream> {
    for token in placed {
        let holds =
            token.at.start <= range.start && range.end <= token.at.end && token.at != *range;
        if holds && !token.inner.is_empty() {
            return find(&token.inner, range);
        }
    }
    let within: Vec<&Placed> = placed
        .iter()
        .filter(|token| token.at.start < range.end && range.start < token.at.end)
        .collect();
    let whole = within
        .iter()
        .all(|token| range.start <= token.at.start && token.at.end <= range.end);
    whole.then(|| within.into_iter().map(|token| token.tree.clone()).collect())
}

/// Spans of the innermost tokens that a range touches.
fn touching(placed: &[Placed], range: &Range<usize>, spans: &mut Vec<Span>) {
    for token in placed {
        if token.at.start >= range.end || range.start >= token.at.end {
            continue;
        }
        let before = spans.len();
        touching(&token.inner, range, spans);
        if spans.len() == before {
            spans.push(token.tree.span());
        }
    }
}

/// Gives all tokens one span.
fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let one = |mut tree: TokenTree| {
        if let TokenTree::Group(group) = &tree {
            let mut inner = Group::new(group.delimiter(), respan(group.stream(), span));
            inner.set_span(span);
            return TokenTree::Group(inner);
        }
        tree.set_span(span);
        tree
    };
    tokens.into_iter().map(one).collect()
}

/// `@name` as `self.name` and `@name(..)` as `(self.name)(..)`, at any depth.
fn with_self(tokens: TokenStream) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(tree) = tokens.next() {
        // In a pattern, `name @ Some(_)` binds.
        let binds = matches!(out.last(), Some(TokenTree::Ident(word)) if !is_keyword(word));
        match (tree, tokens.peek()) {
            (TokenTree::Punct(at), Some(TokenTree::Ident(_))) if at.as_char() == '@' && !binds => {
                let place = place_of_self(at.span(), tokens.next());
                match tokens.peek() {
                    Some(TokenTree::Group(group)) if is_call(group) => {
                        let mut called = Group::new(Delimiter::Parenthesis, place);
                        called.set_span(at.span());
                        out.push(TokenTree::Group(called));
                    }
                    _ => out.extend(place),
                }
            }
            (TokenTree::Group(group), _) => {
                let mut inner = Group::new(group.delimiter(), with_self(group.stream()));
                inner.set_span(group.span());
                out.push(TokenTree::Group(inner));
            }
            (tree, _) => out.push(tree),
        }
    }
    out.into_iter().collect()
}

/// `self.name`. `self` stands where the `@` is, where it is known also if a macro was given the name.
fn place_of_self(at: Span, name: Option<TokenTree>) -> TokenStream {
    let mut dot = Punct::new('.', proc_macro2::Spacing::Alone);
    dot.set_span(at);
    let this = [Ident::new("self", at).into(), TokenTree::Punct(dot)];
    let name = name.map(|name| match name {
        TokenTree::Ident(name) => field(name).into(),
        other => other,
    });
    this.into_iter().chain(name).collect()
}

/// `type` as `r#type`: a prop may be called so.
fn field(name: Ident) -> Ident {
    let text = name.to_string();
    let plain = syn::parse_str::<Ident>(&text).is_ok()
        || ["self", "Self", "super", "crate"].contains(&&*text);
    match plain {
        true => name,
        false => Ident::new_raw(&text, name.span()),
    }
}

fn is_call(group: &Group) -> bool {
    group.delimiter() == Delimiter::Parenthesis
}

fn is_keyword(word: &Ident) -> bool {
    // What may stand before an expression.
    [
        "if", "in", "match", "while", "return", "else", "break", "move", "mut", "as",
    ]
    .iter()
    .any(|key| word == key)
}
