//! `#[component]`: from a function to a struct of its props with a builder.
//!
//! `fn card(title: &str, #[slot(label: &str)] tab: Slots, inner_block: Slot) -> impl View { .. }` becomes
//! ```text
//! struct card<'a> { title: Prop<&'a str>, tab: Slots<'a, card_tab<'a>>, inner_block: Slot<'a> }
//! impl View for card<'_> { .. }                       visits what the body gives, `@title` = self.title
//! mod card_props { struct title; }                    names of what is required, for messages
//! struct card_builder<'a, P0> { title: P0, .. }       P0: card_props::title until given, then Prop<&str>
//! struct card_tab<'a> { label: Prop<&'a str> }        the attributes of an entry, with a builder likewise
//! const fn card() -> card_component                   what a call begins with: its builder, and its facts
//! ```
//! A call `<.card title={x}>..</.card>` is
//! `card().props().title(&x, stamp).inner_block().put(..).build()`.

mod builder;
mod closing;
mod docs;
mod entry;
mod lifetimes;
mod options;
mod rest;
mod signature;
mod stateful;

use crate::content;
use crate::report;
use crate::source::{Kind, Source};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use signature::{Arguments, Component, Param, Rest, SlotParam};
use slotwise_html::content::{Inside, Place};
use slotwise_syntax::ir::Template;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, FnArg, ItemFn, ItemImpl, Macro, Signature, Stmt, Type};

pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let arguments = match syn::parse2::<Arguments>(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let error = error.to_compile_error();
            return quote!(#error #item);
        }
    };
    if let Ok(block) = syn::parse2::<ItemImpl>(item.clone()) {
        return stateful::expand(arguments, block);
    }
    let Ok(mut function) = syn::parse2::<ItemFn>(item.clone()) else {
        let message = "`#[component]` goes on a function that returns `impl View`, or on an `impl` with `mount` \
                       and `render`";
        let error = syn::Error::new(item.span(), message).to_compile_error();
        return quote!(#error #item);
    };
    match Component::of(function.clone(), arguments) {
        Ok(component) => component.emit(),
        Err(error) => {
            let error = error.to_compile_error();
            without_options(&mut function.sig);
            quote!(#error #[allow(unused)] #function)
        }
    }
}

/// Takes off what rustc does not know of, so that mistakes are not told twice.
fn without_options(signature: &mut Signature) {
    for argument in &mut signature.inputs {
        if let FnArg::Typed(argument) = argument {
            argument.attrs.retain(|attribute| !is_option(attribute));
        }
    }
}

fn is_option(attribute: &Attribute) -> bool {
    let names = ["prop", "slot", "doc"];
    names.iter().any(|name| attribute.path().is_ident(name))
}

impl Component {
    fn emit(&self) -> TokenStream {
        let parts = [
            self.misplaced(),
            self.definition(),
            self.view(),
            self.markers(),
            self.builder(),
            self.entries(),
            self.function(),
        ];
        parts.into_iter().collect()
    }

    /// The struct of the props.
    fn definition(&self) -> TokenStream {
        let (vis, name, docs) = (&self.vis, &self.name, self.docs());
        let (generics, phantom) = (&self.generics, self.phantom());
        let where_clause = &generics.where_clause;
        let fields = self.params.iter().map(|param| {
            let (name, ty) = (param.name(), self.field_type(param));
            quote!(#name: #ty)
        });
        quote! {
            #(#[doc = #docs])*
            #[allow(non_camel_case_types)]
            #vis struct #name #generics #where_clause {
                #(#fields,)*
                #[doc(hidden)]
                lifetime: #phantom,
            }
        }
    }

    /// The body as a method, and the view that it gives.
    fn view(&self) -> TokenStream {
        if let Some(stateful) = &self.stateful {
            return self.stateful_view(stateful);
        }
        let (name, output, statements) = (&self.name, &self.output, &self.body);
        let (impl_generics, ty_generics, where_clause) = self.generics.split_for_impl();
        let locals = self.params.iter().map(local);
        let captured = self.type_params();
        // A template tells what it reads. Any other body may read anything.
        let reads = match is_template(statements) {
            true => quote!(::slotwise::View::stamp(&view)),
            false => quote!(::slotwise::Stamp::ALWAYS),
        };
        quote! {
            impl #impl_generics #name #ty_generics #where_clause {
                #[allow(clippy::needless_lifetimes)]
                fn render(&self) #output + use<'_, 'a, #(#captured),*> {
                    #(#locals)*
                    #(#statements)*
                }
            }

            impl #impl_generics ::slotwise::Hole for #name #ty_generics #where_clause {
                fn hole(&self) -> ::slotwise::Dyn<'_> {
                    ::slotwise::Dyn::View(self)
                }
            }

            impl #impl_generics ::slotwise::View for #name #ty_generics #where_clause {
                fn visit(&self, cx: &mut ::slotwise::Cx<'_>) {
                    let view = self.render();
                    cx.note(#reads);
                    ::slotwise::View::visit(&view, cx);
                }
            }
        }
    }

    /// A constant function of the component's name: what calls begin with, and what they ask when they are
    /// compiled.
    fn function(&self) -> TokenStream {
        let (vis, name) = (&self.vis, &self.function);
        let component = self.component_name();
        let (facts, props) = (self.facts(), self.props());
        quote! {
            #[doc(hidden)]
            #[allow(dead_code, non_snake_case)]
            #vis const fn #name() -> #component {
                #component
            }

            #[doc(hidden)]
            #[allow(non_camel_case_types)]
            #vis struct #component;

            impl #component {
                #[doc(hidden)]
                #vis const fn facts(self) -> ::slotwise::__private::Facts {
                    #facts
                }

                #props
            }
        }
    }

    /// What the template shows, and where it puts slots.
    fn content(&self) -> (TokenStream, Vec<TokenStream>) {
        let Some((source, template)) = self.template() else {
            return (content::inside(Inside::EMPTY), Vec::new());
        };
        let mut slots = content::slots(&source, &template);
        slots.retain(|(name, place)| {
            *place != Place::UNKNOWN && self.slots().any(|slot| slot.name == *name)
        });
        let slots = slots.iter().map(|(name, place)| {
            let place = content::place(*place);
            quote!((#name, #place))
        });
        (content::inside(template.content), slots.collect())
    }

    /// The template that the body ends in, if it is one of HTML.
    fn template(&self) -> Option<(Source, Template)> {
        let call = template_call(self.body.last()?)?;
        let source = match call.path.is_ident("h_file") {
            true => Source::of_file(call.tokens.clone()).ok()?,
            false => Source::of_inner_call(call.tokens.clone()),
        };
        let template = source.compile().template;
        (source.kind == Kind::Html).then_some((source, template))
    }

    /// What is wrong with the template in the element that the component says it stands in.
    fn misplaced(&self) -> TokenStream {
        let Some(name) = &self.place else {
            return TokenStream::new();
        };
        let Some((source, _)) = self.template() else {
            return TokenStream::new();
        };
        match slotwise_syntax::compile_inside(&source.text, &name.value()) {
            Some(compiled) => report::errors(&source, &compiled.diagnostics),
            None => {
                let message = format!("there is no element `<{}>` that holds others", name.value());
                syn::Error::new(name.span(), message).to_compile_error()
            }
        }
    }

    fn component_name(&self) -> Ident {
        format_ident!("{}_component", self.name)
    }

    fn facts(&self) -> TokenStream {
        let name = &self.function;
        let values = self.params.iter().filter_map(|param| match param {
            Param::Prop(prop) if !prop.values.is_empty() => {
                let (prop_name, values) = (prop.name.to_string(), &prop.values);
                let list: Vec<String> = values.iter().map(|value| format!("{value:?}")).collect();
                let message = format!("`{prop_name}` of `{name}` is one of {}", list.join(", "));
                Some(quote!((#prop_name, &[#(#values),*], #message)))
            }
            _ => None,
        });
        let single = self.slots().filter(|slot| !slot.many);
        let single = single.map(|slot| slot.name.to_string());
        let (inside, slots) = self.content();
        let place = self.place.as_ref().and_then(|name| {
            let (place, name) = (content::place(Place::of(&name.value())?), name.value());
            Some(quote!(::slotwise::__private::core::option::Option::Some((#place, #name))))
        });
        let place =
            place.unwrap_or_else(|| quote!(::slotwise::__private::core::option::Option::None));
        let name = name.to_string();
        quote! {
            const SLOTS: &[(&::slotwise::__private::core::primitive::str, ::slotwise::__private::content::Place)] =
                &[#(#slots),*];
            ::slotwise::__private::Facts {
                name: #name,
                values: &[#(#values),*],
                single: &[#(#single),*],
                inside: #inside,
                place: #place,
                slots: SLOTS,
            }
        }
    }

    /// Names of what is required, as types that say in a message what is missing.
    fn markers(&self) -> TokenStream {
        let (vis, module) = (&self.vis, self.marker_module());
        let own = self.required().map(Param::name);
        let attributes = self.slots().flat_map(|slot| {
            let name = &slot.name;
            let names = slot.attributes.iter().filter(|prop| prop.is_required());
            names.map(move |prop| entry::marker(name, &prop.name))
        });
        quote! {
            #[doc(hidden)]
            #[allow(non_camel_case_types, unreachable_pub)]
            #vis mod #module {
                #(pub struct #own;)*
                #(pub struct #attributes;)*
            }
        }
    }

    fn marker_module(&self) -> Ident {
        format_ident!("{}_props", self.name)
    }

    fn field_type(&self, param: &Param) -> TokenStream {
        match param {
            Param::Prop(prop) => {
                let ty = &prop.ty;
                quote!(::slotwise::Prop<#ty>)
            }
            Param::Slot(slot) => self.slot_type(slot),
            Param::Rest(rest) => {
                let ty = &rest.ty;
                quote!(::slotwise::Prop<#ty>)
            }
        }
    }

    fn slot_type(&self, slot: &SlotParam) -> TokenStream {
        let (path, argument) = (&slot.path, &slot.argument);
        match slot.many {
            true => {
                let attributes = self.attributes_type(slot);
                quote!(#path<'a, #attributes, #argument>)
            }
            false => quote!(#path<'a, #argument>),
        }
    }

    /// The params that a caller has to give.
    fn required(&self) -> impl Iterator<Item = &Param> {
        self.params.iter().filter(|param| param.is_required())
    }

    fn slots(&self) -> impl Iterator<Item = &SlotParam> {
        self.params.iter().filter_map(|param| match param {
            Param::Slot(slot) => Some(slot),
            _ => None,
        })
    }

    fn rest(&self) -> Option<&Rest> {
        self.params.iter().find_map(|param| match param {
            Param::Rest(rest) => Some(&**rest),
            _ => None,
        })
    }

    fn type_params(&self) -> Vec<&Ident> {
        let consts = self.generics.const_params().map(|param| &param.ident);
        let types = self.generics.type_params().map(|param| &param.ident);
        types.chain(consts).collect()
    }

    /// A marker of all lifetimes and types that no field may mention.
    fn phantom(&self) -> TokenStream {
        let types = self.generics.type_params().map(|param| &param.ident);
        quote!(::slotwise::__private::core::marker::PhantomData<(&'a (), fn() -> (#(#types,)*))>)
    }
}

/// A param under its own name in the body: a prop that is a reference as it is, anything else borrowed.
fn local(param: &Param) -> TokenStream {
    let name = param.name();
    let value = match param {
        Param::Prop(prop) if matches!(prop.ty, Type::Reference(_)) => quote!(*self.#name),
        Param::Prop(_) | Param::Rest(_) => quote!(&*self.#name),
        Param::Slot(_) => quote!(&self.#name),
    };
    quote!(#[allow(unused_variables)] let #name = #value;)
}

/// Whether a body is a call of `h!` and nothing else.
fn is_template(statements: &[Stmt]) -> bool {
    matches!(statements, [only] if template_call(only).is_some())
}

/// The call of `h!` that a statement is.
fn template_call(statement: &Stmt) -> Option<&Macro> {
    let call = match statement {
        Stmt::Macro(statement) if statement.semi_token.is_none() => &statement.mac,
        Stmt::Expr(Expr::Macro(expression), None) => &expression.mac,
        _ => return None,
    };
    let name = call.path.segments.last()?;
    (name.ident == "h" || name.ident == "h_file").then_some(call)
}
