//! Sets of attributes, attributes that they may replace, and declarations of styles.
//!
//! `<p class="a" {..@x} style:color={@c}>` becomes
//! ```text
//! class   if is_named("class", &[x]) { cx.none() } else { cx.value(Dyn::Str("a")) }
//! x       cx.value(Dyn::Attrs(&Spread { set: x, without: &["style"], later: &[] }))
//! color   cx.value(Dyn::Display(&Declaration { property: "color", value: .. }))
//! ```
//! with `x` for `AttributeSet::attribute_set(&self.x)`. All of them are closures: what they do is more
//! than to read a value.

use super::{Emitter, Value, asked, context, nothing, reference, style_part, url_part};
use crate::track::{Inputs, Scope};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use slotwise_syntax::ir::{
    AttributeValue, Code, Context, Declaration, Dynamic, Part, Replaceable, Set, Spread,
};
use syn::spanned::Spanned;

impl Emitter<'_> {
    pub(super) fn declaration(&mut self, declaration: &Declaration, scope: &Scope) -> Value {
        self.made(|emitter| {
            let (value, inputs) = emitter.declared(declaration, scope)?;
            let cx = context();
            Some((quote!(#cx.value(#value)), inputs))
        })
    }

    pub(super) fn spread(&mut self, spread: &Spread, scope: &Scope) -> Value {
        self.made(|emitter| {
            let (set, read) = emitter.set(&spread.set, scope)?;
            let (later, read_later) = emitter.sets(&spread.later, scope)?;
            let (cx, without) = (context(), &spread.without);
            let shown = quote!(#cx.value(::slotwise::Dyn::Attrs(&::slotwise::Spread {
                set: #set,
                without: &[#(#without),*],
                later: &[#(#later),*],
            })));
            Some((shown, read.and(read_later)))
        })
    }

    /// `name`: of the attribute.
    pub(super) fn replaceable(
        &mut self,
        name: &str,
        context: &Context,
        one: &Replaceable,
        scope: &Scope,
    ) -> Value {
        self.made(|emitter| {
            let (value, read) = emitter.attribute_value(context, &one.value, scope)?;
            let (later, read_later) = emitter.sets(&one.later, scope)?;
            let cx = super::context();
            let shown = quote!(if ::slotwise::__private::is_named(#name, &[#(#later),*]) {
                #cx.none()
            } else {
                #cx.value(#value)
            });
            Some((shown, read.and(read_later)))
        })
    }

    /// A closure out of what shows the value, unless an expression in it is faulty.
    fn made(&mut self, make: impl FnOnce(&mut Self) -> Option<(TokenStream, Inputs)>) -> Value {
        match self.naming(make) {
            (names, Some((shown, inputs))) => self.lazy(inputs, quote!(#names #shown)),
            (_, None) => nothing(),
        }
    }

    fn set(&mut self, set: &Set, scope: &Scope) -> Option<(TokenStream, Inputs)> {
        let (Set::Attrs(code) | Set::Prefixed(_, code)) = set;
        let expression = self.expression(code)?;
        let value = reference(&expression);
        let tokens = match set {
            Set::Attrs(_) => {
                let set = quote_spanned!(expression.span()=> ::slotwise::AttributeSet::attribute_set(#value));
                self.named(code, set)
            }
            Set::Prefixed(prefix, _) => {
                let map = quote_spanned!(expression.span()=> ::slotwise::AttributeMap::prefixed(#value, #prefix));
                let map = self.named(code, map);
                quote!(::slotwise::__private::core::option::Option::Some(&#map))
            }
        };
        Some((tokens, scope.inputs(&expression)))
    }

    fn sets(&mut self, sets: &[Set], scope: &Scope) -> Option<(Vec<TokenStream>, Inputs)> {
        let mut inputs = Inputs::none();
        let mut tokens = Vec::new();
        for set in sets {
            let (set, read) = self.set(set, scope)?;
            inputs = inputs.and(read);
            tokens.push(set);
        }
        Some((tokens, inputs))
    }

    fn attribute_value(
        &mut self,
        context: &Context,
        value: &AttributeValue,
        scope: &Scope,
    ) -> Option<(TokenStream, Inputs)> {
        match value {
            AttributeValue::True => Some((quote!(::slotwise::Dyn::Bool(true)), Inputs::none())),
            AttributeValue::Expr(code) => self.asked(context, code, scope),
            AttributeValue::Parts(parts) => {
                if let [Part::Slot(own, classes @ Dynamic::Classes(_))] = &parts[..] {
                    return self.dynamic_part(own, classes, scope);
                }
                let mut inputs = Inputs::none();
                let mut tokens = Vec::new();
                for part in parts {
                    let (part, read) = self.part(part, scope)?;
                    inputs = inputs.and(read);
                    tokens.push(part);
                }
                let joined = quote!(::slotwise::__private::Joined(&[#(#tokens),*]));
                Some((quote!(::slotwise::Dyn::Display(&#joined)), inputs))
            }
        }
    }

    fn part(&mut self, part: &Part, scope: &Scope) -> Option<(TokenStream, Inputs)> {
        match part {
            Part::Static(text) => Some((quote!(::slotwise::Dyn::Str(#text)), Inputs::none())),
            Part::Slot(context, dynamic) => {
                let (value, inputs) = self.dynamic_part(context, dynamic, scope)?;
                Some((filtered(context, value), inputs))
            }
        }
    }

    fn dynamic_part(
        &mut self,
        context: &Context,
        dynamic: &Dynamic,
        scope: &Scope,
    ) -> Option<(TokenStream, Inputs)> {
        match dynamic {
            Dynamic::Declaration(declaration) => self.declared(declaration, scope),
            Dynamic::Classes(codes) => {
                let (names, inputs, _) = self.class_names(codes, scope);
                Some((names, inputs))
            }
            Dynamic::Format(code) => {
                let expression = self.expression(code)?;
                let value = reference(&expression);
                let piece = quote_spanned!(expression.span()=> ::slotwise::__private::Piece(#value).piece());
                Some((self.named(code, piece), scope.inputs(&expression)))
            }
            Dynamic::Expr(code) => self.asked(context, code, scope),
            _ => unreachable!("an attribute has no templates in it"),
        }
    }

    fn asked(
        &mut self,
        context: &Context,
        code: &Code,
        scope: &Scope,
    ) -> Option<(TokenStream, Inputs)> {
        let expression = self.expression(code)?;
        let tokens = asked(context, reference(&expression), expression.span());
        Some((self.named(code, tokens), scope.inputs(&expression)))
    }

    fn declared(
        &mut self,
        declaration: &Declaration,
        scope: &Scope,
    ) -> Option<(TokenStream, Inputs)> {
        let attribute = Context::Attribute(declaration.property.clone());
        let (value, inputs) = self.asked(&attribute, &declaration.value, scope)?;
        let property = &declaration.property;
        let tokens = quote!(::slotwise::Dyn::Display(&::slotwise::__private::Declaration {
            property: #property,
            value: #value,
        }));
        Some((tokens, inputs))
    }
}

/// The value as its context lets it pass where it has no slot of its own.
fn filtered(context: &Context, value: TokenStream) -> TokenStream {
    let context = match context {
        Context::UrlValue(part) => {
            let part = url_part(*part);
            quote!(UrlValue(#part))
        }
        Context::StyleValue(part) => {
            let part = style_part(*part);
            quote!(StyleValue(#part))
        }
        _ => return value,
    };
    quote!(::slotwise::Dyn::Display(&::slotwise::__private::Filtered {
        context: ::slotwise::Context::#context,
        value: #value,
    }))
}
