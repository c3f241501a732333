//! `#[component]`: from a function to a struct of its props with a builder.
//!
//! `fn card(title: &str, inner_block: Slot) -> impl View { .. }` becomes
//! ```text
//! struct card<'a> { title: Prop<&'a str>, inner_block: Slot<'a> }
//! impl View for card<'_> { .. }                       visits what the body gives, `@title` = self.title
//! mod card_props { struct title; }                    names of the props, for messages
//! struct card_builder<'a, P0> { title: P0, .. }       P0: card_props::title until given, then Prop<&str>
//! ```
//! A call `<.card title={x}>` is `card::props().title(&x, stamp).inner_block(..).build()`.

use crate::emit::fnv;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, Expr, FnArg, GenericParam, ItemFn, Lifetime, Pat, Stmt, Token, Type, TypePath,
    TypeReference,
};

pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    if !arguments.is_empty() {
        return syn::Error::new(arguments.span(), "`#[component]` takes no arguments")
            .to_compile_error();
    }
    let parsed = syn::parse2::<ItemFn>(item.clone()).and_then(Component::of);
    match parsed {
        Ok(component) => component.emit(),
        Err(error) => {
            let error = error.to_compile_error();
            quote!(#error #item)
        }
    }
}

struct Component {
    function: ItemFn,
    props: Vec<Prop>,
    /// `inner_block: Slot`, if it is among the parameters.
    slot: Option<Prop>,
}

struct Prop {
    name: Ident,
    ty: Type,
    /// What it is if the caller does not give it.
    default: Option<Default>,
}

struct Default {
    value: Expr,
    /// It is the same each time.
    constant: bool,
}

impl Component {
    fn of(mut function: ItemFn) -> syn::Result<Component> {
        refuse(
            function.sig.asyncness.is_some(),
            &function.sig,
            "a component cannot be `async`",
        )?;
        let generic = function
            .sig
            .generics
            .params
            .iter()
            .any(|param| !matches!(param, GenericParam::Lifetime(_)));
        refuse(
            generic,
            &function.sig.generics,
            "generic components are not supported yet",
        )?;
        let lifetimes = function.sig.generics.params.len();
        refuse(
            lifetimes > 0,
            &function.sig.generics,
            "write the lifetimes of props as `'_` or leave them out",
        )?;
        let (mut props, mut slot) = (Vec::new(), None);
        for argument in &mut function.sig.inputs {
            let FnArg::Typed(argument) = argument else {
                return Err(syn::Error::new(
                    argument.span(),
                    "a component is a function, not a method",
                ));
            };
            let Pat::Ident(name) = &*argument.pat else {
                return Err(syn::Error::new(
                    argument.pat.span(),
                    "a prop is a name, not a pattern",
                ));
            };
            OneLifetime.visit_type_mut(&mut argument.ty);
            let prop = Prop {
                name: name.ident.clone(),
                ty: (*argument.ty).clone(),
                default: default(&mut argument.attrs)?,
            };
            match is_slot(&argument.ty) {
                true if name.ident == "inner_block" => slot = Some(prop),
                true => {
                    return Err(syn::Error::new(
                        name.span(),
                        "a `Slot` is called `inner_block`; named slots are not supported yet",
                    ));
                }
                false => props.push(prop),
            }
        }
        Ok(Component {
            function,
            props,
            slot,
        })
    }

    fn emit(&self) -> TokenStream {
        let ItemFn {
            attrs,
            vis,
            sig,
            block,
            ..
        } = &self.function;
        let (name, output, statements) = (&sig.ident, &sig.output, &block.stmts);
        let docs: Vec<_> = attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("doc"))
            .collect();
        let (names, types): (Vec<_>, Vec<_>) =
            self.props.iter().map(|prop| (&prop.name, &prop.ty)).unzip();
        let (slot, slot_type) = self.slot();
        let locals = self.props.iter().map(local);
        let builder = self.builder();
        // A template tells what it reads. Any other body may read anything.
        let reads = match is_template(statements) {
            true => quote!(::slotwise::View::stamp(&view)),
            false => quote!(::slotwise::Stamp::ALWAYS),
        };
        quote! {
            #(#docs)*
            #[allow(non_camel_case_types)]
            #vis struct #name<'a> {
                #(#names: ::slotwise::Prop<#types>,)*
                #(#slot: #slot_type,)*
                #[doc(hidden)]
                lifetime: ::slotwise::__private::core::marker::PhantomData<&'a ()>,
            }

            impl<'a> #name<'a> {
                #[allow(clippy::needless_lifetimes)]
                fn render(&self) #output + use<'_, 'a> {
                    #(#locals)*
                    #(#[allow(unused_variables)] let #slot = &self.#slot;)*
                    #(#statements)*
                }
            }

            impl ::slotwise::Hole for #name<'_> {
                fn hole(&self) -> ::slotwise::Dyn<'_> {
                    ::slotwise::Dyn::View(self)
                }
            }

            impl ::slotwise::View for #name<'_> {
                fn visit(&self, cx: &mut ::slotwise::Cx<'_>) {
                    let view = self.render();
                    cx.note(#reads);
                    ::slotwise::View::visit(&view, cx);
                }
            }

            #builder
        }
    }

    /// Name and type of the slot, once or never.
    fn slot(&self) -> (Vec<&Ident>, Vec<&Type>) {
        self.slot.iter().map(|slot| (&slot.name, &slot.ty)).unzip()
    }

    fn builder(&self) -> TokenStream {
        let ItemFn { vis, sig, .. } = &self.function;
        let name = &sig.ident;
        let (markers, builder) = (
            format_ident!("{name}_props"),
            format_ident!("{name}_builder"),
        );
        let params: Vec<Ident> = (0..self.props.len())
            .map(|i| format_ident!("P{i}"))
            .collect();
        let (names, types): (Vec<_>, Vec<_>) =
            self.props.iter().map(|prop| (&prop.name, &prop.ty)).unzip();
        let (slot, slot_type) = self.slot();
        let setters = (0..self.props.len()).map(|i| self.setter(i, &builder, &params));
        let (first_types, first_values): (Vec<_>, Vec<_>) =
            self.props.iter().map(|prop| prop.first(&markers)).unzip();
        quote! {
            /// The props of the component, as types that say which one is missing.
            #[doc(hidden)]
            #[allow(non_camel_case_types, unreachable_pub)]
            #vis mod #markers {
                #(pub struct #names;)*
            }

            #[doc(hidden)]
            #[allow(non_camel_case_types)]
            #vis struct #builder<'a, #(#params),*> {
                #(#names: #params,)*
                #(#slot: #slot_type,)*
                lifetime: ::slotwise::__private::core::marker::PhantomData<&'a ()>,
            }

            impl<'a> #name<'a> {
                #[doc(hidden)]
                #vis fn props() -> #builder<'a, #(#first_types),*> {
                    #builder {
                        #(#names: #first_values,)*
                        #(#slot: ::slotwise::Slot::empty(),)*
                        lifetime: ::slotwise::__private::core::marker::PhantomData,
                    }
                }
            }

            #[allow(clippy::type_complexity)]
            impl<'a, #(#params),*> #builder<'a, #(#params),*> {
                #(#setters)*

                #(
                    #[doc(hidden)]
                    #[allow(dead_code)]
                    #vis fn #slot(self, slot: ::slotwise::Slot<'a>) -> Self {
                        Self { #slot: slot, ..self }
                    }
                )*

                #[doc(hidden)]
                #vis fn build(self) -> #name<'a>
                where
                    #(#params: ::slotwise::__private::Given<#types>,)*
                {
                    #name {
                        #(#names: ::slotwise::__private::Given::take(self.#names),)*
                        #(#slot: self.#slot,)*
                        lifetime: self.lifetime,
                    }
                }
            }
        }
    }

    /// The method of the builder that gives one prop: takes a borrow, since the caller's expression
    /// is a place as often as not. A prop that is a reference is that borrow; any other is cloned.
    fn setter(&self, index: usize, builder: &Ident, params: &[Ident]) -> TokenStream {
        let vis = &self.function.vis;
        let Prop { name, ty, .. } = &self.props[index];
        let (argument, value) = match ty {
            Type::Reference(_) => (quote!(#ty), quote!(value)),
            _ => (
                quote!(&#ty),
                quote!(::slotwise::__private::core::clone::Clone::clone(value)),
            ),
        };
        let given = params
            .iter()
            .enumerate()
            .map(|(i, param)| match i == index {
                true => quote!(::slotwise::Prop<#ty>),
                false => quote!(#param),
            });
        let others = self
            .props
            .iter()
            .map(|prop| &prop.name)
            .filter(|other| *other != name);
        let (slot, _) = self.slot();
        quote_spanned! {name.span()=>
            #[doc(hidden)]
            #[allow(dead_code)]
            #vis fn #name(self, value: #argument, stamp: ::slotwise::Stamp) -> #builder<'a, #(#given),*> {
                #builder {
                    #name: ::slotwise::Prop::new(#value, stamp),
                    #(#others: self.#others,)*
                    #(#slot: self.#slot,)*
                    lifetime: self.lifetime,
                }
            }
        }
    }
}

impl Prop {
    /// Type and value in a builder that was given nothing: the prop's own if it has a default, else
    /// its marker.
    fn first(&self, markers: &Ident) -> (TokenStream, TokenStream) {
        let Prop { name, ty, default } = self;
        let Some(default) = default else {
            return (quote!(#markers::#name), quote!(#markers::#name));
        };
        let value = &default.value;
        let stamp = match default.constant {
            true => {
                let site = fnv(&quote!(#ty = #value).to_string());
                quote!(::slotwise::Stamp::mix(#site, &[]))
            }
            false => quote!(::slotwise::Stamp::ALWAYS),
        };
        let value = quote_spanned!(value.span()=> ::slotwise::Prop::new(#value, #stamp));
        (quote!(::slotwise::Prop<#ty>), value)
    }
}

/// Takes `#[prop(default)]` or `#[prop(default = expr)]` off a parameter.
fn default(attributes: &mut Vec<Attribute>) -> syn::Result<Option<Default>> {
    let mut default = None;
    for attribute in attributes.extract_if(.., |attribute| attribute.path().is_ident("prop")) {
        attribute.parse_nested_meta(|meta| {
            if !meta.path.is_ident("default") {
                return Err(meta.error("expected `default` or `default = value`"));
            }
            let given = meta.input.peek(Token![=]);
            let value = match given {
                true => meta.value()?.parse()?,
                false => {
                    syn::parse_quote!(::slotwise::__private::core::default::Default::default())
                }
            };
            let constant = !given || matches!(value, Expr::Lit(_));
            default = Some(Default { value, constant });
            Ok(())
        })?;
    }
    Ok(default)
}

/// Whether a body is a call of `h!` and nothing else.
fn is_template(statements: &[Stmt]) -> bool {
    let call = match statements {
        [Stmt::Macro(statement)] => &statement.mac,
        [Stmt::Expr(Expr::Macro(expression), None)] => &expression.mac,
        _ => return false,
    };
    call.path
        .segments
        .last()
        .is_some_and(|name| name.ident == "h")
}

/// A prop under its own name in the body: a reference as it is, anything else borrowed.
fn local(prop: &Prop) -> TokenStream {
    let Prop { name, ty, .. } = prop;
    let value = match ty {
        Type::Reference(_) => quote!(*self.#name),
        _ => quote!(&*self.#name),
    };
    quote!(#[allow(unused_variables)] let #name = #value;)
}

fn refuse(wrong: bool, at: &impl Spanned, message: &str) -> syn::Result<()> {
    if wrong {
        Err(syn::Error::new(at.span(), message))
    } else {
        Ok(())
    }
}

fn is_slot(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if is_slot_path(path))
}

fn is_slot_path(path: &TypePath) -> bool {
    path.qself.is_none()
        && path
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "Slot")
}

/// Gives every elided lifetime of a prop's type the name `'a`.
struct OneLifetime;

impl VisitMut for OneLifetime {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        reference.lifetime.get_or_insert_with(lifetime);
        visit_mut::visit_type_reference_mut(self, reference);
    }

    fn visit_lifetime_mut(&mut self, found: &mut Lifetime) {
        if found.ident == "_" {
            *found = lifetime();
        }
    }

    fn visit_type_path_mut(&mut self, path: &mut TypePath) {
        if is_slot_path(path)
            && let Some(last) = path.path.segments.last_mut()
            && last.arguments.is_empty()
        {
            let lifetime = lifetime();
            last.arguments = syn::PathArguments::AngleBracketed(syn::parse_quote!(<#lifetime>));
        }
        visit_mut::visit_type_path_mut(self, path);
    }
}

fn lifetime() -> Lifetime {
    Lifetime::new("'a", Span::call_site())
}
