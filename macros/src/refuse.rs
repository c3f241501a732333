//! What an expression of a template cannot do: leave the template. A view is visited later, and many
//! times, so there is no function to return from, no loop to break and nothing to wait for.

use proc_macro2::Span;
use slotwise_syntax::Diagnostic;
use slotwise_syntax::ir;
use slotwise_syntax::rust;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Expr, ExprAsync, ExprAwait, ExprBreak, ExprClosure, ExprContinue, ExprForLoop, ExprLoop,
    ExprReturn, ExprTry, ExprWhile, Item,
};

/// What is wrong with an expression at `place` of the template, and where.
pub(crate) fn leaving(expression: &Expr, place: ir::Span) -> Vec<(Diagnostic, Span)> {
    let mut search = Search {
        place,
        in_loop: false,
        found: Vec::new(),
    };
    search.visit_expr(expression);
    search.found
}

struct Search {
    place: ir::Span,
    in_loop: bool,
    found: Vec<(Diagnostic, Span)>,
}

impl Search {
    fn jump(&mut self, word: &str, labelled: bool, span: Span) {
        if !self.in_loop && !labelled {
            self.found
                .push((rust::jump_in_hole(self.place, word), span));
        }
    }

    fn inside_a_loop(&mut self, visit: impl FnOnce(&mut Self)) {
        let around = std::mem::replace(&mut self.in_loop, true);
        visit(self);
        self.in_loop = around;
    }
}

impl<'e> Visit<'e> for Search {
    fn visit_expr_try(&mut self, found: &'e ExprTry) {
        let diagnostic = rust::question_mark(self.place);
        self.found.push((diagnostic, found.question_token.span()));
        visit::visit_expr_try(self, found);
    }

    fn visit_expr_return(&mut self, found: &'e ExprReturn) {
        let diagnostic = rust::return_in_hole(self.place);
        self.found.push((diagnostic, found.return_token.span()));
        visit::visit_expr_return(self, found);
    }

    fn visit_expr_await(&mut self, found: &'e ExprAwait) {
        let diagnostic = rust::await_in_hole(self.place);
        self.found.push((diagnostic, found.await_token.span()));
        visit::visit_expr_await(self, found);
    }

    fn visit_expr_break(&mut self, found: &'e ExprBreak) {
        self.jump("break", found.label.is_some(), found.break_token.span());
        visit::visit_expr_break(self, found);
    }

    fn visit_expr_continue(&mut self, found: &'e ExprContinue) {
        self.jump(
            "continue",
            found.label.is_some(),
            found.continue_token.span(),
        );
    }

    fn visit_expr_loop(&mut self, found: &'e ExprLoop) {
        self.inside_a_loop(|search| visit::visit_expr_loop(search, found));
    }

    fn visit_expr_while(&mut self, found: &'e ExprWhile) {
        self.inside_a_loop(|search| visit::visit_expr_while(search, found));
    }

    fn visit_expr_for_loop(&mut self, found: &'e ExprForLoop) {
        self.inside_a_loop(|search| visit::visit_expr_for_loop(search, found));
    }

    // These have something of their own to leave.
    fn visit_expr_closure(&mut self, _: &'e ExprClosure) {}

    fn visit_expr_async(&mut self, _: &'e ExprAsync) {}

    fn visit_item(&mut self, _: &'e Item) {}
}
