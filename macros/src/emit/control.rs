//! Branches, matches, bindings and loops.
//!
//! A name that a template binds has a variable beside it that holds the stamp of its value:
//! ```text
//! {#if let Some(user) = @user}{user.name.len()}{/if}
//!
//! if let Some(user) = Place(&self.user).get() {
//!     let stamp_1 = Stamp::mix(7, &[Probe(&self.user).stamp()]);
//!     cx.block(&T0, &[Dyn::View(&frag(Stamp::mix(8, &[stamp_1]), |cx| cx.value(..)))])
//! } else { cx.none() }
//! ```

use super::{Emitter, Same, Value, context, nothing, reference};
use crate::track::{self, Binding, Inputs, Scope};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use slotwise_syntax::ir::{Code, For, If, Let, Match, Template};
use syn::spanned::Spanned;
use syn::{BinOp, Expr, Lifetime, Pat, PatIdent};

/// The head of a branch: what stands after `if`, or the pattern of an arm with its guard.
struct Head {
    tokens: TokenStream,
    /// Makes the stamps of what is bound.
    stamps: TokenStream,
    bindings: Vec<Binding>,
    inputs: Inputs,
}

impl Head {
    /// Of a faulty condition.
    fn never() -> Head {
        Head {
            tokens: quote!(false),
            stamps: TokenStream::new(),
            bindings: Vec::new(),
            inputs: Inputs::Always,
        }
    }
}

impl Emitter<'_> {
    pub(super) fn branches(&mut self, branches: &If, scope: &Scope) -> Value {
        let (names, Some((tokens, inputs))) = self.naming(|emitter| emitter.chain(branches, scope))
        else {
            return nothing();
        };
        self.lazy(inputs, quote!(#names #tokens))
    }

    /// `if .. else if .. else`, and what it reads.
    fn chain(&mut self, branches: &If, scope: &Scope) -> Option<(TokenStream, Inputs)> {
        let cx = context();
        let mut inputs = Inputs::none();
        let mut tokens = TokenStream::new();
        for branch in &branches.branches {
            let head = match self.condition(&branch.condition, scope) {
                Some(head) => head,
                // Without names that it would bind, the branch makes sense to an editor all the same.
                None if !branch.condition.text.contains("let") => Head::never(),
                None => return None,
            };
            let (body, read) = self.body(&branch.then, &head, scope);
            let condition = head.tokens;
            inputs = inputs.and(read);
            tokens.extend(quote!(if #condition { #body } else));
        }
        let otherwise = match &branches.otherwise {
            Some(otherwise) => {
                let block = self.template(otherwise, scope, false);
                let shown = block.shown();
                inputs = inputs.and(block.inputs);
                shown
            }
            None => quote!(#cx.none()),
        };
        tokens.extend(quote!({ #otherwise }));
        Some((tokens, inputs))
    }

    pub(super) fn cases(&mut self, cases: &Match, scope: &Scope) -> Value {
        let Some(scrutinee) = self.expression(&cases.scrutinee) else {
            return nothing();
        };
        let mut inputs = scope.inputs(&scrutinee);
        let mut arms = TokenStream::new();
        for arm in &cases.arms {
            let Some(pattern) = self.pattern(&arm.pattern) else {
                return nothing();
            };
            let mut head = self.bound(&pattern, &scope.inputs(&scrutinee));
            if let Some(guard) = &arm.guard {
                let Some(guard) = self.expression(guard) else {
                    return nothing();
                };
                head.inputs = head.inputs.and(scope.with(&head.bindings).inputs(&guard));
                let holds = holds(&guard);
                head.tokens.extend(quote!(if #holds));
            }
            let (body, read) = self.body(&arm.body, &head, scope);
            let pattern = head.tokens;
            inputs = inputs.and(read);
            arms.extend(quote!(#pattern => { #body }));
        }
        let matched = matched(&scrutinee);
        let (names, matched) = self.naming(|emitter| emitter.named(&cases.scrutinee, matched));
        self.lazy(inputs, quote!(#names match #matched { #arms }))
    }

    pub(super) fn binding(&mut self, binding: &Let, scope: &Scope) -> Value {
        let (Some(pattern), Some(value)) = (
            self.typed_pattern(&binding.pattern),
            self.expression(&binding.value),
        ) else {
            return nothing();
        };
        let head = self.bound(&pattern, &scope.inputs(&value));
        let (body, inputs) = self.body(&binding.body, &head, scope);
        let matched = matched(&value);
        let (names, matched) = self.naming(|emitter| emitter.named(&binding.value, matched));
        self.lazy(inputs, quote!(#names let #pattern = #matched; #body))
    }

    /// What stands after `if`.
    fn condition(&mut self, code: &Code, scope: &Scope) -> Option<Head> {
        let condition = self.expression(code)?;
        if let Expr::Let(binding) = &condition {
            let mut head = self.bound(&binding.pat, &scope.inputs(&binding.expr));
            let (pattern, matched) = (&binding.pat, matched(&binding.expr));
            let matched = self.named(code, matched);
            head.tokens = quote!(let #pattern = #matched);
            return Some(head);
        }
        let mut names = Vec::new();
        bound_in_chain(&condition, &mut names);
        if names.is_empty() {
            let tokens = self.named(code, holds(&condition));
            let inputs = scope.inputs(&condition);
            return Some(Head {
                tokens,
                stamps: TokenStream::new(),
                bindings: Vec::new(),
                inputs,
            });
        }
        // A chain of `let` and other conditions is evaluated always.
        let stamp = self.stamp_name();
        let bindings = named(names, &stamp);
        let stamps = quote!(let #stamp = ::slotwise::Stamp::ALWAYS;);
        Some(Head {
            tokens: chained(&condition),
            stamps,
            bindings,
            inputs: Inputs::Always,
        })
    }

    /// The body of a branch, and what it and its head read from outside.
    fn body(&mut self, template: &Template, head: &Head, scope: &Scope) -> (TokenStream, Inputs) {
        let block = self.template(template, &scope.with(&head.bindings), false);
        let (shown, stamps) = (block.shown(), &head.stamps);
        let inputs = head.inputs.clone().and(block.inputs);
        (quote!(#stamps #shown), inputs.split(&head.bindings).1)
    }

    /// What a pattern binds of a value that reads `source`.
    fn bound(&mut self, pattern: &Pat, source: &Inputs) -> Head {
        let stamp = self.stamp_name();
        let bindings = self.bindings(pattern, &stamp);
        let source_stamp = source.tracked_stamp(self.next_site());
        let stamps = match bindings.is_empty() {
            true => TokenStream::new(),
            false => stamps(pattern, &stamp, source_stamp),
        };
        Head {
            tokens: quote!(#pattern),
            stamps,
            bindings,
            inputs: source.clone(),
        }
    }

    pub(super) fn list(&mut self, list: &For, scope: &Scope) -> Value {
        let (Some(pattern), Some(iter)) =
            (self.pattern(&list.pattern), self.expression(&list.iter))
        else {
            return nothing();
        };
        let source = scope.inputs(&iter);
        let stamp = self.stamp_name();
        let bindings = self.bindings(&pattern, &stamp);
        let inner = scope.with(&bindings);
        let filter = list
            .filter
            .as_ref()
            .and_then(|filter| self.expression(filter));
        let key = list.key.as_ref().and_then(|key| self.expression(key));
        let chosen = filter.iter().fold(source.clone(), |inputs, filter| {
            inputs.and(inner.inputs(filter))
        });
        let chosen = chosen.split(&bindings).1;
        let of_key = key
            .as_ref()
            .map_or_else(Inputs::none, |key| inner.inputs(key));
        let body = self.row(&list.body, &inner, of_key.clone());
        let keyed = body.inputs.clone().and(of_key);
        let all = keyed.clone().split(&bindings).1.and(chosen.clone());
        let shown = body.shown_as_row();
        let (row_inputs, is_tracked) = match keyed {
            Inputs::Always => (body.inputs.clone(), false),
            keyed => (keyed, true),
        };
        let (of_row, outer) = row_inputs.split(&bindings);

        let cx = context();
        let outer = outer.stamp(self.next_site());
        // The list remembers the place with what its rows read beside their items: a row needs no more
        // than its item's stamp.
        let site = self.next_site();
        let (Count { begin, next }, mut stamps) =
            self.item_stamps(&pattern, &bindings, &source, &stamp);
        let row_stamp = of_row.alone().unwrap_or_else(|| {
            let (name, stamp) = (mixed("row_stamp"), of_row.stamp(site));
            stamps.extend(quote!(let #name = #stamp;));
            name.into_token_stream()
        });
        let holds = filter.as_ref().map(holds);
        let (names, skip) = self.naming(|emitter| {
            let holds = list.filter.as_ref().zip(holds.clone());
            holds.map(|(code, holds)| {
                let holds = emitter.named(code, holds);
                quote!(if !#holds { continue; })
            })
        });
        // A filter or a key may say more than stamps do.
        let is_told_by_stamps = is_tracked && skip.is_none();
        let (history, has_rows) = match is_told_by_stamps && is_name_of_item(&pattern) {
            true => self.history(list, &iter),
            false => (TokenStream::new(), quote!(false)),
        };
        let iter = walked(&iter);
        let (iter_name, named_iter) =
            self.naming(|emitter| emitter.named(&list.iter, iter.clone()));
        let some = mixed("some");
        let (unseen, has_some, seen) = match list.otherwise {
            Some(_) => (
                quote!(let mut #some = false;),
                quote!(#some = #has_rows;),
                quote!(#some = true;),
            ),
            None => Default::default(),
        };
        let rows = Rows {
            pattern: &pattern,
            begin: quote!(#next #stamps #names #skip #seen),
            stamp: row_stamp,
            key: key.as_ref(),
            same: body.same_row(),
            is_tracked,
            is_filtered: skip.is_some(),
            shown,
        };
        let walk = rows.walk(&iter, &named_iter);
        let table = &body.table;
        let rows = quote! {
            #cx.list(&#table, #outer);
            #history
            #has_some
            #begin
            #walk
            #cx.end_list();
        };
        let html = mixed("html");
        let rows = match body.shown_as_html(&html) {
            // As HTML, rows need neither keys nor stamps.
            Some(shown) => quote! {
                if let ::core::option::Option::Some(mut #html) = #cx.html_rows() {
                    for #pattern in #named_iter { #names #skip #seen #shown }
                    #html.finish();
                } else {
                    #rows
                }
            },
            None => rows,
        };
        let rows = quote!(#iter_name #unseen #rows);
        let Some(otherwise) = &list.otherwise else {
            return self.lazy(all, rows);
        };
        let kept = holds.unwrap_or_else(|| quote!(true));
        let any = quote!(::core::iter::IntoIterator::into_iter(#iter)
            .any(|#[allow(unused_variables)] #pattern| #kept));
        let rows = quote!(#rows #some);
        self.list_or_else(
            List {
                rows,
                inputs: all,
                chosen,
                any,
            },
            otherwise,
            scope,
        )
    }

    /// What tells the context how the list came to be, and whether it has rows, as far as that tells.
    fn history(&mut self, list: &For, iter: &Expr) -> (TokenStream, TokenStream) {
        if !track::is_place(iter) {
            return (TokenStream::new(), quote!(false));
        }
        let cx = context();
        let (name, asked) = self.naming(|emitter| {
            let asked =
                quote_spanned!(iter.span()=> ::slotwise::__private::Probe(&#iter).history());
            emitter.named(&list.iter, asked)
        });
        (
            quote!({ #name #cx.history(#asked); }),
            quote!({ #name #asked.is_some_and(|list| !list.is_empty()) }),
        )
    }

    /// A list and, beside it, what stands there if it has no rows. The list tells whether it had any;
    /// where it was skipped, that is found out anew.
    fn list_or_else(&mut self, list: List, otherwise: &Template, scope: &Scope) -> Value {
        let (rows, any) = (list.rows, list.any);
        let empty = Ident::new("empty", Span::mixed_site());
        let rows = self.lazy(
            list.inputs,
            quote!(let some = { #rows }; #empty.set(::core::option::Option::Some(!some));),
        );
        let block = self.template(otherwise, scope, false);
        let (cx, shown) = (context(), block.shown());
        let otherwise = self.lazy(
            list.chosen.and(block.inputs),
            quote!(
                if #empty.get().unwrap_or_else(|| !#any) {
                    #shown
                } else {
                    #cx.none()
                }
            ),
        );
        let (rows_value, otherwise_value) = (rows.tokens, otherwise.tokens);
        self.lazy(
            rows.inputs.and(otherwise.inputs),
            quote!(
                let #empty = ::core::cell::Cell::new(::core::option::Option::<bool>::None);
                #cx.block(&::slotwise::__private::LIST_OR_ELSE, &[#rows_value, #otherwise_value])
            ),
        )
    }

    /// What makes the stamps of a loop's items: a counter if one is needed, and the variable. A tracked item has its
    /// own stamp; of any other it is that of the collection with the item's position in it.
    pub(super) fn item_stamps(
        &mut self,
        pattern: &Pat,
        bindings: &[Binding],
        source: &Inputs,
        stamp: &Ident,
    ) -> (Count, TokenStream) {
        if bindings.is_empty() {
            return (Count::default(), TokenStream::new());
        }
        let Some(source) = source.tracked_stamp(self.next_site()) else {
            return (Count::default(), stamps(pattern, stamp, None));
        };
        let (collection, item, position) = (mixed("collection"), mixed("item"), mixed("position"));
        let count = Count {
            begin: quote!(let (#collection, mut #item) = (#source, 0_u64);),
            next: quote!(let #position = #item; #item += 1;),
        };
        let of_item = item_stamp(&quote!(#collection), &position);
        (count, stamps(pattern, stamp, Some(of_item)))
    }

    /// The names that a pattern binds, with their stamp.
    pub(super) fn bindings(&mut self, pattern: &Pat, stamp: &Ident) -> Vec<Binding> {
        let mut names = Vec::new();
        track::names(pattern, &mut names);
        named(names, stamp)
    }

    pub(super) fn stamp_name(&mut self) -> Ident {
        Ident::new(&format!("stamp_{}", self.next_site()), Span::mixed_site())
    }
}

/// A list on its way to [`Emitter::list_or_else`].
struct List {
    /// Walks it and tells whether it has rows.
    rows: TokenStream,
    inputs: Inputs,
    /// What decides which items there are.
    chosen: Inputs,
    /// Whether there are any.
    any: TokenStream,
}

/// The rows of a list, to be walked where they are compared.
struct Rows<'e> {
    pattern: &'e Pat,
    /// What is done with each item at first.
    begin: TokenStream,
    stamp: TokenStream,
    key: Option<&'e Expr>,
    /// What tells that a row is what it was, if it is short.
    same: Option<Same>,
    /// Its stamp tells that as well.
    is_tracked: bool,
    /// Not all items are rows.
    is_filtered: bool,
    /// What visits it.
    shown: TokenStream,
}

impl Rows<'_> {
    /// `named`: how the collection is called where it stands.
    fn walk(&self, iter: &TokenStream, named: &TokenStream) -> TokenStream {
        let is_passed = self.same.is_some() || self.is_tracked && !self.is_filtered;
        match is_passed {
            true => self.passed_over(iter, named),
            false => self.each(named),
        }
    }

    /// One after another.
    fn each(&self, iter: &TokenStream) -> TokenStream {
        let cx = context();
        let Rows {
            pattern,
            begin,
            stamp,
            shown,
            ..
        } = self;
        let row = match self.key {
            Some(key) => {
                let value = reference(key);
                quote_spanned!(key.span()=> #cx.row_by_key(#value, #stamp))
            }
            None => quote!(#cx.row_by_index(#stamp)),
        };
        quote!(for #pattern in #iter { #begin if #row { #shown } })
    }

    /// Passing over those that are what they were: see `passing.rs` of the engine.
    fn passed_over(&self, iter: &TokenStream, named: &TokenStream) -> TokenStream {
        let cx = context();
        let [rows, row, first, next] = ["rows", "row", "first", "next"].map(mixed);
        let [pass, passed] = ["pass", "passed"].map(mixed);
        let [again, same] = ["'rows", "'same"].map(|name| Lifetime::new(name, Span::mixed_site()));
        let counted = !self.is_filtered;
        let begun = match &self.same {
            Some(Same { words, .. }) => quote!(#cx.pass::<#words, _>(&mut #rows, #counted)),
            None => quote!(#cx.pass_by_stamp(&mut #rows)),
        };
        let ended = quote! {
            let #passed = #pass.end();
            #cx.passed(#passed);
        };
        let by_stamp = self.is_tracked.then(|| {
            let (by_stamp, stamp) = (quote!(::slotwise::__private::ByStamp), &self.stamp);
            quote! {
                match #pass.by_stamp(#stamp) {
                    #by_stamp::Unlike => {}
                    #by_stamp::Same => break #same,
                    #by_stamp::LastSame => { #ended continue #again; }
                }
            }
        });
        let (same_row, changed) = self.compared(&pass, &passed, &same);
        let Rows {
            pattern,
            begin,
            shown,
            ..
        } = self;
        let visited = quote! {
            #begin
            #by_stamp
            #same_row
            let #passed = #pass.end();
            if #changed { #shown }
            continue #again;
        };
        let visited = match pattern {
            Pat::Ident(name) if is_by_value(name) && counted => {
                quote!(let #pattern = #row; #visited)
            }
            // A loop over the one row, as rustc speaks best of a pattern that is a loop's; a filter goes on with it.
            pattern => {
                let one = quote_spanned!(iter.span()=> ::core::iter::once(#row));
                quote!(for #pattern in #one { #visited })
            }
        };
        let some = quote!(::core::option::Option::Some);
        // A `match`, as `for` is one: what the expression borrows lives as long as the loop.
        quote! {
            match ::core::iter::IntoIterator::into_iter(#named) {
                mut #rows => #again: while let #some((mut #pass, #first)) = #begun {
                    let mut #next = #some(#first);
                    while let #some(#row) = #next {
                        #same: { #visited }
                        #next = ::core::iter::Iterator::next(&mut #rows);
                    }
                    #ended
                    break;
                }
            }
        }
    }

    /// What passes over a row whose values are what they were, and what begins any other one; `false`: it is what it
    /// was after all.
    fn compared(
        &self,
        pass: &Ident,
        passed: &Ident,
        same: &Lifetime,
    ) -> (TokenStream, TokenStream) {
        let stamp = &self.stamp;
        let (key, known, changed) = self.keyed(pass, passed);
        let by_value = self.same.as_ref().map(|row| {
            let (name, (names, is_same)) = (&row.known, &row.tokens);
            quote! {
                if let ::core::option::Option::Some(mut #name) = #known {
                    #names
                    if #is_same {
                        #pass.over(#stamp);
                        break #same;
                    }
                }
            }
        });
        (quote!(#key #by_value), changed)
    }

    /// What hashes the key, what gives what is known of the old row that has it, and what begins the row; `false`: it
    /// is what it was.
    fn keyed(&self, pass: &Ident, passed: &Ident) -> (TokenStream, TokenStream, TokenStream) {
        let (cx, stamp) = (context(), &self.stamp);
        let Some(key) = self.key else {
            return (
                TokenStream::new(),
                quote!(#pass.known_by_place(#stamp)),
                quote!(#cx.row_by_place(#passed, #stamp)),
            );
        };
        let (hash, value) = (mixed("key"), reference(key));
        let hashed = quote_spanned!(key.span()=> #pass.key(#value));
        // As HTML, rows need no keys.
        let hashed = match track::is_place(key) {
            true => hashed,
            false => quote!(if #pass.has_keys() { #hashed } else { 0 }),
        };
        (
            quote!(let #hash = #hashed;),
            quote!(#pass.known(#hash, #stamp)),
            quote!(#cx.row_with_key(#passed, #hash, #stamp)),
        )
    }
}

fn named(names: Vec<Ident>, stamp: &Ident) -> Vec<Binding> {
    names
        .into_iter()
        .map(|name| Binding {
            name,
            stamp: stamp.clone(),
        })
        .collect()
}

/// The stamp of an item of a tracked collection that has none of its own.
pub(super) fn item_stamp(collection: &TokenStream, position: &Ident) -> TokenStream {
    quote!(::slotwise::__private::item(#collection, #position))
}

/// Whether a pattern is nothing but a name for an item, which then has no stamp but its own.
fn is_name_of_item(pattern: &Pat) -> bool {
    match pattern {
        Pat::Ident(name) => name.subpat.is_none(),
        pattern => matches!(pattern, Pat::Wild(_)),
    }
}

/// Whether the name takes what it is matched with as it is.
fn is_by_value(name: &PatIdent) -> bool {
    name.subpat.is_none() && name.by_ref.is_none() && name.mutability.is_none()
}

/// What a loop walks: a place is borrowed.
pub(super) fn walked(iter: &Expr) -> TokenStream {
    match track::is_place(iter) {
        true => quote_spanned!(iter.span()=> ::slotwise::Each::each(&#iter)),
        false => quote!(#iter),
    }
}

/// The variable that holds the stamp of what a pattern binds: of a name alone its own if it has one, else that of the
/// source, if that is tracked.
pub(super) fn stamps(pattern: &Pat, stamp: &Ident, source: Option<TokenStream>) -> TokenStream {
    let own = match pattern {
        Pat::Ident(name) if name.subpat.is_none() => {
            let name = &name.ident;
            Some(quote!(::slotwise::__private::Probe(&#name).stamp()))
        }
        _ => None,
    };
    let value = match (own, source) {
        (Some(own), Some(source)) => quote!(#own.or(#source)),
        (Some(stamp), None) | (None, Some(stamp)) => stamp,
        (None, None) => quote!(::slotwise::Stamp::ALWAYS),
    };
    quote!(#[allow(unused_variables)] let #stamp = #value;)
}

/// What a pattern is matched against: a place is borrowed, through `Tracked` and `Prop`.
fn matched(value: &Expr) -> TokenStream {
    match track::is_place(value) && !matches!(value, Expr::Lit(_)) {
        true => quote_spanned!(value.span()=> ::slotwise::__private::Place(&#value).get()),
        false => quote!(#value),
    }
}

pub(super) fn holds(condition: &Expr) -> TokenStream {
    let value = reference(condition);
    quote_spanned!(condition.span()=> ::slotwise::Condition::holds(#value))
}

/// A chain such as `let Some(a) = b && a > 3` whose parts are what they are when they stand alone.
fn chained(condition: &Expr) -> TokenStream {
    match condition {
        Expr::Binary(both) if matches!(both.op, BinOp::And(_)) => {
            let (left, and, right) = (chained(&both.left), &both.op, chained(&both.right));
            quote!(#left #and #right)
        }
        Expr::Let(binding) => {
            let (pattern, matched) = (&binding.pat, matched(&binding.expr));
            quote!(let #pattern = #matched)
        }
        condition => holds(condition),
    }
}

/// The names that the `let`s of a chain such as `let Some(a) = b && a > 3` bind.
fn bound_in_chain(condition: &Expr, names: &mut Vec<Ident>) {
    match condition {
        Expr::Binary(both) if matches!(both.op, BinOp::And(_)) => {
            bound_in_chain(&both.left, names);
            bound_in_chain(&both.right, names);
        }
        Expr::Let(binding) => track::names(&binding.pat, names),
        _ => {}
    }
}

/// The counter of a loop's items; empty if there is none.
#[derive(Default)]
pub(super) struct Count {
    begin: TokenStream,
    /// The position of the next item.
    next: TokenStream,
}

pub(super) fn mixed(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
