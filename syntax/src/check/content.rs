//! Content where a browser would not leave it.
//!
//! Takes the tree, gives diagnostics. Blocks, `:if` and `:for` are transparent: what they show
//! stands where they do. Of a value and of a component nothing is known, neither what it shows nor
//! where it puts what it is given.

mod page;

use crate::content;
use crate::diagnostic::Diagnostic;
use crate::ir::Span;
use crate::messages;
use crate::tree::{self, Element, End, Kind, Node, Tree};
use slotwise_html::content::{self as model, Fault, Inside, Place, fault};

/// Adds what is wrong with the content of elements in `tree` to `diagnostics`,
/// for a template that stands at `place`.
pub(crate) fn check(text: &str, tree: &Tree, place: Place, diagnostics: &mut Vec<Diagnostic>) {
    let mut walk = Walk {
        text,
        diagnostics,
        open: Vec::new(),
    };
    walk.document(&tree.nodes);
    walk.nodes(&tree.nodes, &mut Siblings::at(place));
}

struct Walk<'t, 'd> {
    text: &'t str,
    diagnostics: &'d mut Vec<Diagnostic>,
    /// The elements around that are known to be there, outermost first.
    open: Vec<(model::Kind, &'t Element)>,
}

/// What stands side by side, blocks aside.
struct Siblings<'t> {
    place: Place,
    before: Inside,
    /// The first that is more than blanks.
    first: Option<Found<'t>>,
    /// Told once, as many rows may have the same mistake.
    told: Option<Fault>,
}

impl Siblings<'_> {
    fn at(place: Place) -> Self {
        Siblings {
            place,
            before: Inside::EMPTY,
            first: None,
            told: None,
        }
    }
}

/// A text or an element.
#[derive(Clone, Copy)]
pub(crate) struct Found<'t> {
    kind: model::Kind,
    /// Of an element.
    pub(crate) name: Option<&'t str>,
    /// The text or the opening tag.
    pub(crate) span: Span,
}

impl<'t> Walk<'t, '_> {
    fn nodes(&mut self, nodes: &'t [Node], siblings: &mut Siblings<'t>) {
        for node in nodes {
            match node {
                Node::Text(span) => {
                    let kind = content::text(self.text, *span);
                    let span = tree::code_at(self.text, span.start, span.end).span;
                    self.text(kind, span, siblings);
                }
                Node::Hole(code) => self.text(content::hole(code), code.span, siblings),
                Node::Element(element) => self.element(element, siblings),
                Node::Block(block) => {
                    let branches = block.branches.iter();
                    branches.for_each(|branch| self.nodes(&branch.children, siblings));
                }
                Node::Doctype(span) => self.doctype(*span, siblings),
                Node::Raw(_) | Node::Hidden | Node::Comment { .. } | Node::Let(_) => {}
            }
        }
    }

    fn text(&mut self, kind: model::Kind, span: Span, siblings: &mut Siblings<'t>) {
        let name = None;
        self.fits(Found { kind, name, span }, siblings);
    }

    fn element(&mut self, element: &'t Element, siblings: &mut Siblings<'t>) {
        let Kind::Html(namespace) = element.kind else {
            return self.apart(&element.children, Place::UNKNOWN);
        };
        let kind = content::element(element, namespace);
        let found = Found {
            kind,
            name: Some(&element.name.text),
            span: element.open,
        };
        match kind {
            model::Kind::Html => self.html(element),
            model::Kind::AnnotationXml => self.annotation(element),
            _ => {}
        }
        // What follows from a mistake is not told.
        let fits = self.fits(found, siblings);
        if element.end == End::Missing {
            return self.apart(&element.children, Place::UNKNOWN);
        }
        if !fits {
            return self.apart(&element.children, Place::UNKNOWN.inside(kind));
        }
        self.open.push((kind, element));
        let place = siblings.place.inside(kind);
        self.nodes(&element.children, &mut Siblings::at(place));
        self.open.pop();
    }

    /// Nodes of which nothing is known about what is around them.
    fn apart(&mut self, nodes: &'t [Node], place: Place) {
        let open = std::mem::take(&mut self.open);
        self.nodes(nodes, &mut Siblings::at(place));
        self.open = open;
    }

    /// Whether `found` may stand with `siblings`; reports it if not.
    fn fits(&mut self, found: Found<'t>, siblings: &mut Siblings<'t>) -> bool {
        let inside = siblings.before.and(Inside::of(found.kind));
        let Some(fault) = fault(siblings.place, inside) else {
            siblings.before = inside;
            if !matches!(found.kind, model::Kind::Blank | model::Kind::Unknown) {
                siblings.first.get_or_insert(found);
            }
            return true;
        };
        if siblings.told != Some(fault) {
            siblings.told = Some(fault);
            let diagnostic = self.diagnostic(fault, found, siblings);
            self.diagnostics.push(diagnostic);
        }
        false
    }

    fn diagnostic(&self, fault: Fault, found: Found, siblings: &Siblings) -> Diagnostic {
        let beside = siblings.first.filter(|_| fault == Fault::Mixed);
        let clashing = |(kind, _): &&(model::Kind, &Element)| match fault.clashes_with() {
            Some(wanted) => *kind == wanted,
            None => true,
        };
        match (beside, self.open.iter().rev().find(clashing)) {
            (Some(first), _) => messages::content_beside(fault, found, first),
            (None, Some((_, around))) => messages::content_inside(fault, found, around),
            (None, None) => messages::content_alone(fault, found),
        }
    }

    /// A doctype, which only the parser's root holds.
    fn doctype(&mut self, span: Span, siblings: &mut Siblings<'t>) {
        let written = self.text[span.start..span.end].to_ascii_lowercase();
        let words: Vec<&str> = written.split_ascii_whitespace().collect();
        if siblings.first.is_some() || siblings.place != Place::UNKNOWN {
            return self.diagnostics.push(messages::late_doctype(span));
        }
        if words != ["<!doctype", "html>"] && words != ["<!doctype", "html", ">"] {
            self.diagnostics.push(messages::old_doctype(span));
        }
        siblings.place = Place::DOCUMENT;
    }
}
