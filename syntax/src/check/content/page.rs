//! The parts of a page, each of which a browser opens by itself if it is not there.

use super::Walk;
use crate::content;
use crate::ir::Span;
use crate::messages;
use crate::tree::{Element, End, Kind, Node};
use slotwise_html::content::Kind as Model;

const IN_HTML: [Model; 3] = [Model::Head, Model::Body, Model::Frameset];

/// Of some siblings, blocks aside, those that are part of a page.
struct Parts<'t> {
    text: &'t str,
    /// Those that are always there.
    always: Vec<(Model, &'t Element)>,
    /// Those in a block or with `:if` or `:for`.
    sometimes: Vec<&'t Element>,
    /// There is something else: a value or a component, which may be a part too, or what is told of
    /// for standing there.
    others: bool,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str, nodes: &'t [Node], wanted: &[Model]) -> Parts<'t> {
        let mut parts = Parts {
            text,
            always: Vec::new(),
            sometimes: Vec::new(),
            others: false,
        };
        parts.collect(nodes, wanted, true);
        parts
    }

    fn collect(&mut self, nodes: &'t [Node], wanted: &[Model], always: bool) {
        for node in nodes {
            match node {
                Node::Hole(code) => self.others |= content::hole(code) != Model::Blank,
                Node::Text(span) => self.others |= content::text(self.text, *span) != Model::Blank,
                Node::Element(element) => self.element(element, wanted, always),
                Node::Block(block) => {
                    let branches = block.branches.iter();
                    branches.for_each(|branch| self.collect(&branch.children, wanted, false));
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: &'t Element, wanted: &[Model], always: bool) {
        let Kind::Html(namespace) = element.kind else {
            return self.others = true;
        };
        let kind = content::element(element, namespace);
        self.others |= element.end == End::Missing;
        if !wanted.contains(&kind) {
            self.others = true;
        } else if always && element.is_plain() {
            self.always.push((kind, element));
        } else {
            self.sometimes.push(element);
        }
    }
}

impl Walk<'_, '_> {
    /// Behind a doctype: one `html`. Without one the template may be what an `html` holds.
    pub(super) fn document(&mut self, nodes: &[Node]) {
        let parts = Parts::of(self.text, nodes, &[Model::Html]);
        let doctype = nodes.iter().find_map(|node| match node {
            Node::Doctype(span) => Some(*span),
            _ => None,
        });
        self.parts(&parts);
        match doctype {
            Some(doctype) if parts.always.is_empty() => {
                self.missing(&parts, doctype, "<!DOCTYPE>", "html");
            }
            Some(_) => {}
            None => self.parts(&Parts::of(self.text, nodes, &IN_HTML)),
        }
    }

    /// "Before head" and "after head": one `head`, then one `body` or `frameset`.
    pub(super) fn html(&mut self, html: &Element) {
        let parts = Parts::of(self.text, &html.children, &IN_HTML);
        self.parts(&parts);
        let is_head = |(kind, _): &(Model, &Element)| *kind == Model::Head;
        if !parts.always.iter().any(is_head) {
            self.missing(&parts, html.open, "<html>", "head");
        }
        if parts.always.iter().all(is_head) {
            self.missing(&parts, html.open, "<html>", "body");
        }
    }

    /// Each at most once, a `head` first, and always there.
    fn parts(&mut self, parts: &Parts) {
        for pair in parts.always.windows(2) {
            let [(before_kind, before), (kind, part)] = pair else {
                continue;
            };
            if *before_kind != Model::Head || *kind == Model::Head {
                self.diagnostics.push(messages::order_in_page(part, before));
            }
        }
        for part in &parts.sometimes {
            self.diagnostics.push(messages::conditional_in_page(part));
        }
    }

    fn missing(&mut self, parts: &Parts, span: Span, around: &str, name: &str) {
        if !parts.others && parts.sometimes.is_empty() {
            self.diagnostics
                .push(messages::missing_in_page(span, around, name));
        }
    }

    /// With an `encoding` of HTML its content is HTML's, which no table here knows of.
    pub(super) fn annotation(&mut self, element: &Element) {
        let has_elements = element.children.iter().any(|node| match node {
            Node::Element(child) => matches!(child.kind, Kind::Html(_)),
            Node::Block(_) => true,
            _ => false,
        });
        if has_elements && content::may_have(element, "encoding") {
            self.diagnostics
                .push(messages::annotation_by_encoding(element));
        }
    }
}
