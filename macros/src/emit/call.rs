//! Calls of components, what is put into their slots, and calls of slots.
//!
//! ```text
//! <.table rows={@rows}><:col label="Name" :let={r}>{r.name}</:col></.table>
//!
//! table().props()
//!     .rows(&self.rows, stamp)
//!     .col().label("Name", stamp).put(true, stamp, Slot::new(stamp, &|cx, handed, given| {
//!         let r = handed;
//!         let stamp_1 = Probe(&r).stamp().or(given);
//!         cx.block(&T0, &[Dyn::View(&frag(Stamp::mix(2, &[stamp_1]), |cx| ..))])
//!     }))
//!     .build()
//! ```
//! Props come before slots, so that the types that they settle are known in the closures.

use super::control::{holds, item_stamp, stamps};
use super::{Emitter, Value, asked_of_type, context, reference};
use crate::content;
use crate::track::{self, Binding, Inputs, Scope};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use slotwise_html::content::{Inside, Kind, Place};
use slotwise_syntax::ir::{Code, Component, Content, Entry, Prop, PropValue, Type};
use syn::spanned::Spanned;
use syn::{Expr, Pat};

/// A call on its way: the methods of the builder in order, and what their arguments read.
struct Call {
    links: TokenStream,
    /// What is asked of the component when the call is compiled.
    checks: TokenStream,
    inputs: Inputs,
}

impl Call {
    fn new() -> Call {
        Call {
            links: TokenStream::new(),
            checks: TokenStream::new(),
            inputs: Inputs::none(),
        }
    }
}

/// `:for` of a slot entry.
struct Each {
    pattern: Pat,
    iter: TokenStream,
    source: Inputs,
    /// The variable that holds the stamp of an item.
    stamp: Ident,
    bindings: Vec<Binding>,
}

impl Emitter<'_> {
    pub(super) fn component(
        &mut self,
        component: &Component,
        place: Place,
        scope: &Scope,
    ) -> Value {
        let (names, (inputs, body)) = self.naming(|emitter| emitter.call(component, place, scope));
        self.lazy(inputs, quote!(#names #body))
    }

    /// What the call reads, and the statements that visit what it gives.
    fn call(
        &mut self,
        component: &Component,
        place: Place,
        scope: &Scope,
    ) -> (Inputs, TokenStream) {
        let path = self.source.tokens(&component.path);
        let span = path.span();
        let mut call = Call::new();
        self.props(&component.props, scope, &mut call);
        self.literals(component, &mut call);
        call.checks.extend(stands(place, span));
        for entry in &component.entries {
            self.entry(entry, scope, &mut call);
        }
        if let Some(inner) = &component.inner {
            call.checks.extend(filled("inner_block", inner, span));
            let (slot, inputs) = self.slot_content(inner, scope);
            let empty = Inputs::none().stamp(self.next_site());
            call.inputs.add(inputs);
            call.links
                .extend(quote_spanned!(span=> .inner_block().put(true, #empty, #slot)));
        }
        let (links, checks, cx) = (call.links, call.checks, context());
        let built = quote_spanned!(span=> #path().props()#links.build());
        // Every value is borrowed, whatever the prop takes.
        let visit = quote! {
            #[allow(clippy::needless_borrows_for_generic_args)]
            let () = ::slotwise::View::visit(&#built, #cx);
        };
        let body = match checks.is_empty() {
            true => visit,
            false => {
                let facts = quote_spanned!(span=> #path().facts());
                quote!(
                    const __SLOTWISE_FACTS: ::slotwise::__private::Facts = #facts;
                    const _: () = { #checks };
                    #visit
                )
            }
        };
        (call.inputs, body)
    }

    fn props(&mut self, props: &[Prop], scope: &Scope, call: &mut Call) {
        for prop in props {
            let (link, read) = match prop {
                Prop::Named(name, value) => {
                    let Some((value, read)) = self.prop_value(name, value, None, scope) else {
                        continue;
                    };
                    let name = self.source.ident(name);
                    let stamp = read.stamp(self.next_site());
                    (quote_spanned!(name.span()=> .#name(#value, #stamp)), read)
                }
                Prop::Attribute(name, value, kind) => {
                    let Some((value, read)) = self.prop_value(name, value, *kind, scope) else {
                        continue;
                    };
                    let (span, text) = (self.source.span(name.span), &name.text);
                    let stamp = read.stamp(self.next_site());
                    (
                        quote_spanned!(span=> .attribute(#text, #value, #stamp)),
                        read,
                    )
                }
                Prop::Spread(code) => {
                    let Some(expression) = self.expression(code) else {
                        continue;
                    };
                    let read = scope.inputs(&expression);
                    let (value, stamp) = (reference(&expression), read.stamp(self.next_site()));
                    (
                        quote_spanned!(expression.span()=> .spread(#value, #stamp)),
                        read,
                    )
                }
            };
            call.inputs.add(read);
            call.links.extend(link);
        }
    }

    /// A borrow of the value of a prop, and what it reads; `kind`: what an attribute takes that goes on to an
    /// element, if not any text.
    fn prop_value(
        &mut self,
        name: &Code,
        value: &PropValue,
        kind: Option<Type>,
        scope: &Scope,
    ) -> Option<(TokenStream, Inputs)> {
        Some(match value {
            PropValue::True => (quote!(&true), Inputs::none()),
            PropValue::Literal(text) => {
                let mut text = Literal::string(text);
                text.set_span(self.source.span(name.span));
                (quote!(#text), Inputs::none())
            }
            PropValue::Expr(code) => {
                let expression = self.expression(code)?;
                let (value, span) = (reference(&expression), expression.span());
                let value = match kind {
                    Some(kind) => {
                        let value = asked_of_type(kind, value, span);
                        quote_spanned!(span=> &::slotwise::__private::Typed(#value))
                    }
                    None => value,
                };
                (self.named(code, value), scope.inputs(&expression))
            }
        })
    }

    /// Asks the component what it says of literals, and of slots that have several entries.
    fn literals(&self, component: &Component, call: &mut Call) {
        for prop in &component.props {
            if let Prop::Named(name, PropValue::Literal(text)) = prop {
                let (span, name) = (self.source.span(name.span), &name.text);
                call.checks
                    .extend(quote_spanned!(span=> __SLOTWISE_FACTS.literal(#name, #text);));
            }
        }
        for (i, entry) in component.entries.iter().enumerate() {
            let certain = |entry: &&Entry| entry.condition.is_none() && entry.each.is_none();
            let same = |other: &&Entry| other.name.text == entry.name.text;
            let before = component.entries[..i].iter().filter(certain).find(same);
            if certain(&entry) && before.is_some() {
                let (span, name) = (self.source.span(entry.name.span), &entry.name.text);
                call.checks
                    .extend(quote_spanned!(span=> __SLOTWISE_FACTS.several(#name);));
            }
        }
    }

    fn entry(&mut self, entry: &Entry, scope: &Scope, call: &mut Call) {
        let name = self.source.ident(&entry.name);
        let span = name.span();
        if let Some((pattern, iter)) = &entry.each {
            let Some(each) = self.each(pattern, iter, scope) else {
                return;
            };
            let link = self.entries(entry, &each, scope, call);
            call.links.extend(quote_spanned!(span=> .#name()#link));
            return;
        }
        call.links.extend(quote_spanned!(span=> .#name()));
        self.props(&entry.props, scope, call);
        let condition = match &entry.condition {
            Some(condition) => self.expression(condition),
            None => None,
        };
        let read = condition
            .as_ref()
            .map_or_else(Inputs::none, |condition| scope.inputs(condition));
        let given = condition.map_or_else(|| quote!(true), |condition| holds(&condition));
        let stamp = read.stamp(self.next_site());
        call.inputs.add(read);
        let slot = match &entry.content {
            Some(content) => {
                call.checks.extend(filled(&entry.name.text, content, span));
                let (slot, inputs) = self.slot_content(content, scope);
                call.inputs.add(inputs);
                slot
            }
            None => quote!(::slotwise::Slot::empty()),
        };
        call.links
            .extend(quote_spanned!(span=> .put(#given, #stamp, #slot)));
    }

    fn each(&mut self, pattern: &Code, iter: &Code, scope: &Scope) -> Option<Each> {
        let (pattern, iter) = (self.pattern(pattern)?, self.expression(iter)?);
        let stamp = self.stamp_name();
        Some(Each {
            bindings: self.bindings(&pattern, &stamp),
            source: scope.inputs(&iter),
            iter: super::control::walked(&iter),
            pattern,
            stamp,
        })
    }

    /// The method that adds an entry for each item.
    fn entries(
        &mut self,
        entry: &Entry,
        each: &Each,
        scope: &Scope,
        call: &mut Call,
    ) -> TokenStream {
        let inner = scope.with(&each.bindings);
        let bound = self.item(each);
        let (item, position, made) = (own("item"), own("position"), own("entry"));
        let mut attributes = Call::new();
        let (names, ()) =
            self.naming(|emitter| emitter.props(&entry.props, &inner, &mut attributes));
        let filter = match &entry.condition {
            Some(condition) => self.expression(condition),
            None => None,
        };
        let mut chosen = each.source.clone();
        let mut skip = TokenStream::new();
        if let Some(filter) = &filter {
            chosen = chosen.and(inner.inputs(filter));
            let holds = holds(filter);
            skip = quote!(if !#holds { return ::core::option::Option::None; });
        }
        let chosen = chosen.split(&each.bindings).1;
        let (content, read) = match &entry.content {
            Some(content) => {
                let span = self.source.span(entry.name.span);
                call.checks.extend(filled(&entry.name.text, content, span));
                let cx = context();
                let (body, read) = self.content_body(content, &inner);
                let read = read.split(&each.bindings).1;
                let (handed, given) = (own("handed"), own("given"));
                let content = quote! {
                    &|#cx: &mut ::slotwise::Cx<'_>, #item: &_, #position: u64, #handed: &_, #given: ::slotwise::Stamp| {
                        #bound
                        #body
                    }
                };
                (content, read)
            }
            None => (
                quote!(&|cx: &mut ::slotwise::Cx<'_>, _, _, _, _| cx.none()),
                Inputs::none(),
            ),
        };
        let (links, iter) = (attributes.links, &each.iter);
        let chosen_stamp = chosen.stamp(self.next_site());
        let content_stamp = chosen.clone().and(read.clone()).stamp(self.next_site());
        for inputs in [chosen, read, attributes.inputs.split(&each.bindings).1] {
            call.inputs.add(inputs);
        }
        quote_spanned! {self.source.span(entry.name.span)=>
            .each(
                #iter,
                #chosen_stamp,
                |#made, #item: &_, #position: u64| {
                    #bound
                    #names
                    #skip
                    ::core::option::Option::Some(#made #links)
                },
                #content_stamp,
                #content,
            )
        }
    }

    /// Binds `item` and its stamp.
    fn item(&mut self, each: &Each) -> TokenStream {
        let (pattern, item, position) = (&each.pattern, own("item"), own("position"));
        let source = each.source.tracked_stamp(self.next_site());
        let of_item = source.map(|source| item_stamp(&source, &position));
        let stamp = match each.bindings.is_empty() {
            true => TokenStream::new(),
            false => stamps(pattern, &each.stamp, of_item),
        };
        quote! {
            #[allow(unused_variables, clippy::clone_on_copy)]
            let #pattern = ::core::clone::Clone::clone(#item);
            #stamp
        }
    }

    /// A `Slot` with this content, and what the content reads from outside.
    fn slot_content(&mut self, content: &Content, scope: &Scope) -> (TokenStream, Inputs) {
        let (body, inputs) = self.content_body(content, scope);
        let (cx, stamp) = (context(), inputs.stamp(self.next_site()));
        let (handed, given) = (own("handed"), own("given"));
        let slot = quote! {
            ::slotwise::Slot::new(
                #stamp,
                &|#cx: &mut ::slotwise::Cx<'_>, #handed: &_, #given: ::slotwise::Stamp| { #body },
            )
        };
        (slot, inputs)
    }

    /// Visits the content, `handed` being what the component hands to it and `given` its stamp.
    fn content_body(&mut self, content: &Content, scope: &Scope) -> (TokenStream, Inputs) {
        let pattern = match &content.binding {
            Some(code) => self.pattern(code),
            None => None,
        };
        let (handed, given) = (own("handed"), own("given"));
        let Some(pattern) = pattern else {
            let block = self.template(&content.body, scope, false);
            let shown = block.shown();
            return (quote!(let _ = (#handed, #given); #shown;), block.inputs);
        };
        let stamp = self.stamp_name();
        let bindings = self.bindings(&pattern, &stamp);
        let block = self.template(&content.body, &scope.with(&bindings), false);
        let shown = block.shown();
        let stamps = match bindings.is_empty() {
            true => quote!(let _ = #given;),
            false => stamps(&pattern, &stamp, Some(quote!(#given))),
        };
        let body = quote! {
            #[allow(unused_variables)]
            let #pattern = #handed;
            #stamps
            #shown;
        };
        (body, block.inputs.split(&bindings).1)
    }

    /// `{@slot(value)}` or `{entry(value)}`, if that is what the expression is; `make` gives its value where
    /// it stands.
    pub(super) fn invocation(
        &mut self,
        expression: &Expr,
        scope: &Scope,
        make: impl Fn(TokenStream, Span) -> TokenStream,
    ) -> Option<Value> {
        let Expr::Call(call) = expression else {
            return None;
        };
        let callee = scope.callee(&call.func)?;
        let arguments = &call.args;
        let handed = arguments
            .iter()
            .map(|argument| scope.inputs(argument))
            .fold(Inputs::none(), Inputs::and);
        let handed_stamp = match (&handed, arguments.first()) {
            (Inputs::Always, Some(argument))
                if arguments.len() == 1 && track::is_place(argument) =>
            {
                let argument = reference(argument);
                quote!(::slotwise::__private::Probe(#argument).stamp())
            }
            (handed, _) => handed.stamp(self.next_site()),
        };
        let arguments = match arguments.len() {
            1 => quote!(#arguments),
            _ => quote!((#arguments)),
        };
        let (cx, place) = (context(), &call.func);
        let span = expression.span();
        let invoked = quote_spanned!(span=> &(#place).invoke(#arguments, #handed_stamp));
        let view = make(invoked, span);
        Some(self.lazy(callee.and(handed), quote!(#cx.value(#view))))
    }
}

/// Asks whether the component may stand at a place of which something is known.
fn stands(place: Place, span: Span) -> Option<TokenStream> {
    let here = content::place(place);
    (place != Place::UNKNOWN).then(|| quote_spanned!(span=> __SLOTWISE_FACTS.stands(#here);))
}

/// Asks whether content may stand where the component puts it, if something is known of the content.
fn filled(slot: &str, content: &Content, span: Span) -> Option<TokenStream> {
    let inside = content.body.content;
    let told = content::inside(inside);
    let unknown = [Inside::EMPTY, Inside::of(Kind::Unknown)].contains(&inside);
    (!unknown).then(|| quote_spanned!(span=> __SLOTWISE_FACTS.filled(#slot, #told);))
}

/// A name of the expansion that no template can mention.
fn own(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
