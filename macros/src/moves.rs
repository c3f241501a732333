//! What an expression moves out of what the template captures. A view is visited many times, so only what
//! is `Copy` can be; rustc is asked for that by name, before it comes to tell of closures.
//!
//! Found are places that are handed over as they are: `f(name)`, `S { field: name }`, `[name]`, `(name, 1)`
//! and `name.into_iter()`.

use std::collections::HashSet;
use syn::visit::{self, Visit};
use syn::{
    Expr, ExprArray, ExprCall, ExprClosure, ExprMethodCall, ExprStruct, ExprTuple, Item, Pat,
    PatIdent,
};

/// Methods of the standard library that take `self` by value, by a name that says so.
const TAKING: [&str; 6] = [
    "into_boxed_str",
    "into_bytes",
    "into_iter",
    "into_keys",
    "into_owned",
    "into_values",
];

/// The places that `expression` takes values out of.
pub(crate) fn moved(expression: &Expr) -> Vec<&Expr> {
    let mut own = Own::default();
    own.visit_expr(expression);
    let mut search = Search {
        own: own.0,
        found: Vec::new(),
    };
    search.visit_expr(expression);
    search.found
}

/// Names that the expression itself binds: moving them is its own affair.
#[derive(Default)]
struct Own(HashSet<String>);

impl<'e> Visit<'e> for Own {
    fn visit_pat_ident(&mut self, name: &'e PatIdent) {
        self.0.insert(name.ident.to_string());
        visit::visit_pat_ident(self, name);
    }
}

struct Search<'e> {
    own: HashSet<String>,
    found: Vec<&'e Expr>,
}

impl<'e> Search<'e> {
    fn taken(&mut self, value: &'e Expr) {
        if let Some(root) = root(value)
            && !self.own.contains(&root)
        {
            self.found.push(value);
        }
    }
}

/// The variable that a place is or lies in. A name in capitals is a constant or a variant, which is made
/// anew each time.
fn root(value: &Expr) -> Option<String> {
    match value {
        Expr::Path(path) => {
            let name = path.path.get_ident()?.to_string();
            (!name.starts_with(char::is_uppercase)).then_some(name)
        }
        Expr::Field(field) => root(&field.base),
        Expr::Paren(inner) => root(&inner.expr),
        _ => None,
    }
}

impl<'e> Visit<'e> for Search<'e> {
    fn visit_expr_call(&mut self, call: &'e ExprCall) {
        call.args.iter().for_each(|argument| self.taken(argument));
        visit::visit_expr_call(self, call);
    }

    fn visit_expr_method_call(&mut self, call: &'e ExprMethodCall) {
        if TAKING.iter().any(|name| call.method == name) {
            self.taken(&call.receiver);
        }
        call.args.iter().for_each(|argument| self.taken(argument));
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_struct(&mut self, made: &'e ExprStruct) {
        made.fields.iter().for_each(|field| self.taken(&field.expr));
        visit::visit_expr_struct(self, made);
    }

    fn visit_expr_array(&mut self, array: &'e ExprArray) {
        array.elems.iter().for_each(|item| self.taken(item));
        visit::visit_expr_array(self, array);
    }

    fn visit_expr_tuple(&mut self, tuple: &'e ExprTuple) {
        tuple.elems.iter().for_each(|item| self.taken(item));
        visit::visit_expr_tuple(self, tuple);
    }

    // What is in a pattern is no value, and a closure or an item may be called once only.
    fn visit_pat(&mut self, _: &'e Pat) {}

    fn visit_expr_closure(&mut self, _: &'e ExprClosure) {}

    fn visit_item(&mut self, _: &'e Item) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens;

    #[track_caller]
    fn check(code: &str, expected: &[&str]) {
        let expression: Expr = syn::parse_str(code).expect("an expression");
        let found = moved(&expression);
        let found: Vec<String> = found
            .iter()
            .map(|place| place.to_token_stream().to_string())
            .collect();
        assert_eq!(found, expected, "{code}");
    }

    #[test]
    fn places_that_are_handed_over() {
        check("f(a, &b, g(c.d))", &["a", "c . d"]);
        check("a.into_iter().map(f).chain(b)", &["b", "f", "a"]);
        check("S { x: a, y: &b, z }", &["a", "z"]);
        check("[a, (b, 1).0]", &["a", "b"]);
        check("a.len() + b.c", &[]);
    }

    #[test]
    fn what_is_made_anew_or_its_own() {
        check("f(None, LIMIT, 3, \"a\")", &[]);
        check("a.map(|b| f(b, c))", &[]);
        check("if let Some(x) = a { f(x) } else { f(b) }", &["b"]);
        check("match a { Some(x) => f(x), None => g() }", &[]);
        check("{ let x = 1; f(x) }", &[]);
    }
}
