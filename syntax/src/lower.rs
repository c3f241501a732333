//! Tree to IR: what never changes becomes statics and shape, the rest slots.
//!
//! Takes a tree, gives a template that is sound whatever the tree holds. It reports nothing: what
//! it cannot make sense of it leaves out, since `parse` or `check` has told.

mod attributes;
mod block;
mod component;

use crate::chain::{self, Link, is_between, is_html_blank};
use crate::format_args::{self, Formatted, Piece};
use crate::ir::{Branch, Code, Context, Dynamic, For, If, Slot, Template};
use crate::references::{self, Place};
use crate::shape::Shape;
use crate::tree::{self, Element, End, Kind, Node, Tree};
use crate::{content, literal, scan, stream};
use slotwise_html::content::{Inside, Place as Around};
use slotwise_html::{Namespace, elements, escape_text};

/// The template of a tree, blanks at its ends left out.
pub(crate) fn lower(text: &str, tree: &Tree) -> Template {
    let nodes = &tree.nodes[..];
    let start = nodes
        .iter()
        .take_while(|node| is_between(text, node))
        .count();
    let end = nodes.len()
        - nodes[start..]
            .iter()
            .rev()
            .take_while(|node| is_between(text, node))
            .count();
    let trim = Trim {
        start: true,
        end: true,
    };
    template(text, &nodes[start..end], trim, Around::UNKNOWN)
}

/// Where blanks are left out.
#[derive(Clone, Copy, Default)]
struct Trim {
    start: bool,
    end: bool,
}

/// The template of `nodes`, which stand at `place`.
fn template(text: &str, nodes: &[Node], trim: Trim, place: Around) -> Template {
    let mut lower = Lower::new(text, place);
    lower.nodes(nodes, trim);
    lower.finish(single_root(text, nodes))
}

/// The template of one tag, its `:if` and `:for` left aside.
fn tag(text: &str, element: &Element, place: Around) -> Template {
    let mut lower = Lower::new(text, place);
    lower.tag(element);
    lower.finish(matches!(element.kind, Kind::Html(_)))
}

fn single_root(text: &str, nodes: &[Node]) -> bool {
    let mut roots = nodes.iter().filter(|node| match node {
        Node::Text(span) => !is_html_blank(&text[span.start..span.end]),
        Node::Hidden | Node::Comment { .. } | Node::Doctype(_) => false,
        _ => true,
    });
    match (roots.next(), roots.next()) {
        (Some(Node::Element(element)), None) => element.is_plain(),
        _ => false,
    }
}

struct Lower<'t> {
    text: &'t str,
    /// Those before a slot.
    statics: Vec<String>,
    /// The static being written.
    out: String,
    slots: Vec<Slot>,
    shape: Shape,
    /// Where what is being written stands.
    place: Around,
    /// What has been written there.
    content: Inside,
    /// Where slots between tags are: in text, in plain text or in a script of data.
    between: Context,
    /// What is being written stands right inside an element with `phx-update="stream"`.
    in_stream: bool,
}

impl<'t> Lower<'t> {
    fn new(text: &'t str, place: Around) -> Lower<'t> {
        Lower {
            text,
            statics: Vec::new(),
            out: String::new(),
            slots: Vec::new(),
            shape: Shape::new(),
            place,
            content: Inside::EMPTY,
            between: Context::Text,
            in_stream: false,
        }
    }

    fn finish(mut self, single_root: bool) -> Template {
        self.statics.push(self.out);
        Template {
            statics: self.statics,
            slots: self.slots,
            shape: self.shape.finish(),
            content: self.content,
            single_root,
        }
    }

    /// Adds a slot to statics and slots; gives its number for the shape.
    fn slot(&mut self, context: Context, dynamic: Dynamic) -> usize {
        self.statics.push(std::mem::take(&mut self.out));
        self.slots.push(Slot {
            context,
            dynamic,
            place: self.place,
        });
        self.slots.len() - 1
    }

    /// Adds to what stands at the place being written to.
    fn stands(&mut self, content: Inside) {
        self.content = self.content.and(content);
    }

    /// A slot between tags.
    fn text_slot(&mut self, dynamic: Dynamic) {
        self.stands(dynamic.content());
        let slot = self.slot(self.between.clone(), dynamic);
        self.shape.slot(slot);
    }

    fn nodes(&mut self, nodes: &[Node], trim: Trim) {
        let mut left = nodes;
        let mut trim = trim;
        while let [node, after @ ..] = left {
            left = self.node(node, after, trim);
            trim.start = false;
        }
    }

    /// Writes `node`; gives what is left of `after`, the nodes behind it. Blanks are left out at
    /// the start of `node` and at the end of them all.
    fn node<'n>(&mut self, node: &'n Node, after: &'n [Node], trim: Trim) -> &'n [Node] {
        let text = self.text;
        match node {
            Node::Text(_) if self.is_before_entry(node, after) => {}
            Node::Text(span) => {
                let end = trim.end && after.is_empty();
                let trim = Trim { end, ..trim };
                self.written(trimmed(&text[span.start..span.end], trim), false);
            }
            Node::Raw(span) => {
                let raw = &text[span.start..span.end];
                self.out.push_str(raw);
                self.shape.text(&line_feeds(raw));
            }
            Node::Hole(code) => self.hole(code),
            Node::Hidden => {}
            Node::Comment { whole, text: inner } => {
                self.out.push_str(&text[whole.start..whole.end]);
                self.shape
                    .comment(&line_feeds(&text[inner.start..inner.end]));
            }
            Node::Doctype(span) => self.out.push_str(&text[span.start..span.end]),
            Node::Element(element) => return self.element(element, after),
            Node::Block(block) => self.block(block),
            Node::Let(binding) => {
                self.binding(binding, after, trim);
                return &[];
            }
        }
        after
    }

    /// Whether `node` is no more than blanks before a slot entry.
    fn is_before_entry(&self, node: &Node, after: &[Node]) -> bool {
        let blank = |node: &&Node| is_between(self.text, node);
        let next = after.iter().find(|node| !blank(node));
        blank(&node) && next.is_some_and(|next| component::entry(next).is_some())
    }

    /// Text of the template; `after_open` if it follows a tag after which a newline is dropped.
    fn written(&mut self, text: &str, after_open: bool) {
        let decoded = references::decode(&line_feeds(text), Place::Text).text;
        self.stands(Inside::of(content::shown(&decoded)));
        let shown = match after_open {
            true => decoded.strip_prefix('\n').unwrap_or(&decoded),
            false => &decoded,
        };
        self.shape.text(shown);
        match references::decode(text, Place::Text).open_ampersand {
            Some(at) => {
                let (before, after) = text.split_at(at);
                self.out.push_str(before);
                self.out.push_str("&amp;");
                self.out.push_str(&after[1..]);
            }
            None => self.out.push_str(text),
        }
    }

    /// Text out of a literal.
    fn folded(&mut self, text: &str) {
        self.stands(Inside::of(content::shown(text)));
        escape_text(text, &mut self.out);
        self.shape.text(&without_nul(text));
    }

    fn hole(&mut self, code: &Code) {
        if self.between == Context::Json {
            return self.text_slot(Dynamic::Expr(code.clone()));
        }
        if let Some(value) = literal::value(&code.text) {
            return self.folded(&value);
        }
        let Formatted::Pieces(pieces) = format_args::formatted(code) else {
            return self.text_slot(Dynamic::Expr(code.clone()));
        };
        for piece in pieces {
            match piece {
                Piece::Static(text) => self.folded(&text),
                Piece::Argument(code) => self.text_slot(Dynamic::Format(code)),
            }
        }
    }

    /// A tag, behind its `:for` or `:if` if it has one; gives what is left of `after`.
    fn element<'n>(&mut self, element: &Element, after: &'n [Node]) -> &'n [Node] {
        if element.kind == Kind::SlotEntry {
            return after;
        }
        let directives = element.directives();
        if let Some((pattern, iter)) = directives.each.and_then(each) {
            self.text_slot(Dynamic::For(Box::new(For {
                pattern,
                iter,
                filter: directives.condition.cloned(),
                key: directives.key.cloned(),
                streamed: self.in_stream,
                body: tag(self.text, element, self.place),
                otherwise: None,
            })));
        } else if let Some(condition) = directives.condition {
            return self.chain(element, condition, after);
        } else {
            self.tag(element);
        }
        after
    }

    /// A tag with `:if` and those that follow it by `:else-if` and `:else`.
    fn chain<'n>(&mut self, first: &Element, condition: &Code, after: &'n [Node]) -> &'n [Node] {
        let place = self.place;
        let branch = |element: &Element, condition: &Code| Branch {
            condition: condition.clone(),
            then: tag(self.text, element, place),
        };
        let mut branches = vec![branch(first, condition)];
        let mut otherwise = None;
        let mut left = after;
        while otherwise.is_none()
            && let Some((element, after)) = chain::next(self.text, left)
        {
            let last = chain::link(element) == Some(Link::Last);
            match element.directives().condition {
                _ if last => otherwise = Some(tag(self.text, element, place)),
                Some(condition) => branches.push(branch(element, condition)),
                None => {}
            }
            left = after;
        }
        self.text_slot(Dynamic::If(If {
            branches,
            otherwise,
        }));
        left
    }

    fn tag(&mut self, element: &Element) {
        match element.kind {
            Kind::Html(namespace) => self.html(element, namespace),
            Kind::Component => self.component(element),
            Kind::SlotEntry => {}
        }
    }

    fn html(&mut self, element: &Element, namespace: Namespace) {
        let name = elements::parsed_name(&element.name.text, namespace);
        self.out.push('<');
        self.out.push_str(&name);
        self.shape.open(&name);
        self.attributes(element, namespace);
        self.shape.end_attributes();
        let self_closed = element.end == End::SelfClosed && namespace != Namespace::Html;
        self.out.push_str(if self_closed { "/>" } else { ">" });
        let between = match namespace {
            Namespace::Html if elements::is_escapable_raw_text(&name) => Context::PlainText,
            Namespace::Html if name == "script" => Context::Json,
            _ => Context::Text,
        };
        let kind = content::element(element, namespace);
        let around = (
            self.place,
            std::mem::take(&mut self.content),
            std::mem::replace(&mut self.between, between),
            std::mem::replace(&mut self.in_stream, stream::is_stream(self.text, element)),
        );
        self.place = self.place.inside(kind);
        match namespace {
            Namespace::Html if elements::drops_leading_newline(&name) => {
                self.after_dropped_newline(&element.children);
            }
            _ => self.nodes(&element.children, Trim::default()),
        }
        let inside = self.content.within(kind);
        (self.place, self.content, self.between, self.in_stream) = around;
        self.stands(inside);
        if !self_closed && element.end != End::Void {
            self.out.push_str("</");
            self.out.push_str(&name);
            self.out.push('>');
        }
        self.shape.close();
    }

    /// The content of an element whose first newline a parser drops: one that is written counts as
    /// dropped, and one that a value may bring along is preceded by another.
    fn after_dropped_newline(&mut self, nodes: &[Node]) {
        let hidden = nodes.iter().take_while(|node| matches!(node, Node::Hidden));
        let mut nodes = &nodes[hidden.count()..];
        if let [Node::Text(span), after @ ..] = nodes {
            self.written(&self.text[span.start..span.end], true);
            nodes = after;
        } else if let Some(node) = nodes.first() {
            let may_begin_with_newline = match node {
                Node::Hole(_) | Node::Block(_) | Node::Let(_) => true,
                Node::Element(element) => !element.is_plain(),
                _ => false,
            };
            if may_begin_with_newline {
                self.out.push('\n');
            }
        }
        self.nodes(nodes, Trim::default());
    }
}

/// Pattern and iterated expression of a `:for`.
fn each(code: &Code) -> Option<(Code, Code)> {
    let (pattern, iter) = scan::split_in(&code.text)?;
    let part = |range: std::ops::Range<usize>| tree::part(code, range.start, range.end);
    Some((part(pattern), part(iter)))
}

fn trimmed(text: &str, trim: Trim) -> &str {
    let text = if trim.start {
        text.trim_ascii_start()
    } else {
        text
    };
    if trim.end {
        text.trim_ascii_end()
    } else {
        text
    }
}

/// `text` with its line ends as a parser reads them.
fn line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// `text` as a browser has it after escaping.
fn without_nul(text: &str) -> String {
    text.replace('\0', "\u{FFFD}")
}
