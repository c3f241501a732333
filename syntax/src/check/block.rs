//! What stands in the braces of a block, and what a `{#match}` holds.

use super::Checker;
use crate::chain::is_between;
use crate::ir::{Code, Span};
use crate::tree::{self, Binding, Block, Branch, Node, Word};
use crate::{messages, scan};

impl Checker<'_, '_> {
    pub(super) fn block(&mut self, block: &Block) {
        for branch in &block.branches {
            match (&branch.code, branch.word) {
                (Some(code), Word::For) => self.for_head(code),
                (Some(code), Word::Case) => self.case_head(code, branch.span),
                _ => {}
            }
            self.inside(None, &branch.children);
        }
        if block.word == Word::Match {
            self.cases(block);
        }
    }

    fn for_head(&mut self, code: &Code) {
        match tree::each(code) {
            None => self.report(messages::block_for_without_in(code)),
            Some(each) if each.key.is_none() && scan::split_key(&code.text).1.is_some() => {
                self.report(messages::no_key(code.span));
            }
            Some(_) => {}
        }
    }

    fn case_head(&mut self, code: &Code, span: Span) {
        let case = tree::case(code);
        if case.pattern.is_none() {
            self.report(messages::block_without_code(span, Word::Case));
        } else if case.guard.is_none() && scan::split_guard(&code.text).1.is_some() {
            self.report(messages::no_guard(code.span));
        }
    }

    fn cases(&mut self, block: &Block) {
        let is_case = |branch: &Branch| branch.word == Word::Case;
        let before = &block.branches[0].children;
        if let Some(node) = before.iter().find(|node| !is_between(self.text, node)) {
            let span = self.place(node);
            self.report(messages::before_first_case(span, block.open()));
        } else if !block.branches.iter().any(is_case) {
            self.report(messages::match_without_case(block.open()));
        }
    }

    pub(super) fn binding(&mut self, binding: &Binding) {
        if let Some(code) = &binding.code
            && tree::binding(code).is_none()
        {
            self.report(messages::let_without_value(code.span));
        }
    }

    /// Where a node is: its text, or its opening tag or form.
    fn place(&self, node: &Node) -> Span {
        match node {
            Node::Text(span) => tree::code_at(self.text, span.start, span.end).span,
            Node::Raw(span) | Node::Doctype(span) => *span,
            Node::Hole(code) => code.span,
            Node::Comment { whole, .. } => *whole,
            Node::Element(element) => element.open,
            Node::Block(block) => block.open(),
            Node::Let(binding) => binding.span,
            Node::Hidden => Span::default(),
        }
    }
}
