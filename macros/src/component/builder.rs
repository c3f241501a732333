//! The builder of a component: a method for each prop and slot, and `build`, which asks for all that is
//! required.

use super::signature::{Component, Param, Prop};
use crate::emit::fnv;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Generics, Type};

/// The type parameter that says whether a required param was given.
pub(super) fn state(name: &Ident) -> Ident {
    format_ident!(
        "Given_{}",
        name.to_string().trim_start_matches("r#"),
        span = name.span()
    )
}

impl Component {
    pub(super) fn builder_name(&self) -> Ident {
        format_ident!("{}_builder", self.name)
    }

    /// The generics of the component with a type for each required param.
    pub(super) fn builder_generics(&self) -> Generics {
        let mut generics = self.generics.clone();
        for param in self.required() {
            let state = state(param.name());
            generics.params.push(syn::parse_quote!(#state));
        }
        generics
    }

    /// The arguments of the builder's type, `given` being the state of the required param of that name.
    pub(super) fn builder_arguments(
        &self,
        given: impl Fn(&Param) -> Option<TokenStream>,
    ) -> TokenStream {
        let types = self.type_params();
        let states = self.required().map(|param| {
            let state = state(param.name());
            given(param).unwrap_or_else(|| quote!(#state))
        });
        quote!(<'a, #(#types,)* #(#states),*>)
    }

    pub(super) fn builder(&self) -> TokenStream {
        let (vis, name, builder) = (&self.vis, &self.name, self.builder_name());
        let (generics, phantom) = (self.builder_generics(), self.phantom());
        let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
        let (_, own_types, _) = self.generics.split_for_impl();
        let fields = self.params.iter().map(|param| self.builder_field(param));
        let methods = self.params.iter().map(|param| match param {
            Param::Prop(prop) => self.setter(prop),
            Param::Slot(slot) => self.opener(slot),
            Param::Rest(_) => TokenStream::new(),
        });
        let passed_on = self.passed_on();
        let needed = self.required().map(|param| self.need(param));
        let built = self.params.iter().map(|param| {
            let name = param.name();
            match param {
                Param::Prop(prop) if prop.is_required() => {
                    quote!(#name: ::slotwise::__private::Given::take(self.#name))
                }
                _ => quote!(#name: self.#name),
            }
        });
        quote! {
            #[doc(hidden)]
            #[allow(non_camel_case_types)]
            #vis struct #builder #generics #where_clause {
                #(#fields,)*
                lifetime: #phantom,
            }

            #[allow(clippy::type_complexity, non_camel_case_types)]
            impl #impl_generics #builder #ty_generics #where_clause {
                #(#methods)*

                #passed_on

                #[doc(hidden)]
                #vis fn build(self) -> #name #own_types
                where
                    #(#needed,)*
                {
                    #name {
                        #(#built,)*
                        lifetime: self.lifetime,
                    }
                }
            }
        }
    }

    /// The method that gives a builder.
    pub(super) fn props(&self) -> TokenStream {
        let (vis, builder) = (&self.vis, self.builder_name());
        let (own_impl, _, own_where) = self.generics.split_for_impl();
        let first = self.builder_arguments(|param| Some(self.marker(param.name())));
        let empty = self.params.iter().map(|param| self.empty(param));
        quote! {
            #[doc(hidden)]
            #[allow(clippy::extra_unused_lifetimes, non_camel_case_types)]
            #vis fn props #own_impl (self) -> #builder #first #own_where {
                #builder {
                    #(#empty,)*
                    lifetime: ::slotwise::__private::core::marker::PhantomData,
                }
            }
        }
    }

    /// The type that stands for a required param until it is given.
    pub(super) fn marker(&self, name: &Ident) -> TokenStream {
        let module = self.marker_module();
        quote!(#module::#name)
    }

    /// A field of the builder. A required slot has one more that only tells whether it was filled.
    fn builder_field(&self, param: &Param) -> TokenStream {
        let (name, ty, state) = (param.name(), self.field_type(param), state(param.name()));
        match (param, param.is_required()) {
            (Param::Prop(_), true) => quote!(#name: #state),
            (Param::Slot(_), true) => {
                let filled = filled(name);
                quote!(#name: #ty, #filled: ::slotwise::__private::core::marker::PhantomData<#state>)
            }
            _ => quote!(#name: #ty),
        }
    }

    /// The field of a builder that was given nothing.
    fn empty(&self, param: &Param) -> TokenStream {
        let name = param.name();
        match param {
            Param::Prop(prop) => {
                let value = match &prop.default {
                    Some(_) => prop.default_value(),
                    None => self.marker(name),
                };
                quote!(#name: #value)
            }
            Param::Rest(_) => quote!(#name: ::slotwise::Prop::new(
                ::slotwise::Attrs::new(),
                ::slotwise::Stamp::mix(0, &[]),
            )),
            Param::Slot(slot) => {
                let empty = match slot.many {
                    true => quote!(::slotwise::Slots::empty()),
                    false => quote!(::slotwise::Slot::empty()),
                };
                let filled = slot.required.then(|| filled(name)).into_iter();
                quote!(#name: #empty #(, #filled: ::slotwise::__private::core::marker::PhantomData)*)
            }
        }
    }

    fn need(&self, param: &Param) -> TokenStream {
        let state = state(param.name());
        match param {
            Param::Prop(prop) => {
                let ty = &prop.ty;
                quote!(#state: ::slotwise::__private::Given<#ty>)
            }
            Param::Slot(_) | Param::Rest(_) => {
                quote!(#state: ::slotwise::__private::IsFilled)
            }
        }
    }

    /// The method that gives one prop.
    fn setter(&self, prop: &Prop) -> TokenStream {
        let (vis, builder, name, ty) = (&self.vis, self.builder_name(), &prop.name, &prop.ty);
        let (argument, value) = prop.argument();
        if !prop.is_required() {
            return quote_spanned! {name.span()=>
                #[doc(hidden)]
                #[allow(dead_code)]
                #vis fn #name(self, value: #argument, stamp: ::slotwise::Stamp) -> Self {
                    Self { #name: ::slotwise::Prop::new(#value, stamp), ..self }
                }
            };
        }
        let given = self.builder_arguments(|param| {
            (param.name() == name).then(|| quote!(::slotwise::Prop<#ty>))
        });
        let others = self.other_fields(name);
        quote_spanned! {name.span()=>
            #[doc(hidden)]
            #[allow(dead_code)]
            #vis fn #name(self, value: #argument, stamp: ::slotwise::Stamp) -> #builder #given {
                #builder {
                    #name: ::slotwise::Prop::new(#value, stamp),
                    #(#others: self.#others,)*
                    lifetime: self.lifetime,
                }
            }
        }
    }

    /// All fields of the builder but that of `name` and the marker.
    pub(super) fn other_fields(&self, name: &Ident) -> Vec<Ident> {
        let mut fields = Vec::new();
        for param in &self.params {
            let required_slot = matches!(param, Param::Slot(slot) if slot.required);
            if param.name() != name {
                fields.push(param.name().clone());
                fields.extend(required_slot.then(|| filled(param.name())));
            }
        }
        fields
    }
}

/// The field that tells whether a required slot was filled.
pub(super) fn filled(name: &Ident) -> Ident {
    format_ident!("{}_filled", name)
}

impl Prop {
    /// Type and value of the argument that gives it: a borrow, since the caller's expression is a place
    /// as often as not. A prop that is a reference is that borrow; any other is cloned.
    pub(super) fn argument(&self) -> (TokenStream, TokenStream) {
        let ty = &self.ty;
        match ty {
            _ if self.into => (
                quote!(impl ::slotwise::__private::IntoProp<#ty>),
                quote!(::slotwise::__private::IntoProp::into_prop(value)),
            ),
            Type::Reference(_) => (quote!(#ty), quote!(value)),
            _ => (
                quote!(&#ty),
                quote!(::slotwise::__private::core::clone::Clone::clone(value)),
            ),
        }
    }

    /// The prop as it is if the caller does not give it.
    pub(super) fn default_value(&self) -> TokenStream {
        let (ty, Some(default)) = (&self.ty, &self.default) else {
            return TokenStream::new();
        };
        let value = &default.value;
        let stamp = match default.constant {
            true => {
                let site = fnv(&quote!(#ty = #value).to_string());
                quote!(::slotwise::Stamp::mix(#site, &[]))
            }
            false => quote!(::slotwise::Stamp::ALWAYS),
        };
        let span = syn::spanned::Spanned::span(value);
        let value = match self.into && matches!(value, syn::Expr::Lit(_)) {
            true => quote_spanned!(span=> ::slotwise::__private::core::convert::Into::into(#value)),
            false => quote!(#value),
        };
        quote_spanned!(span=> ::slotwise::Prop::new(#value, #stamp))
    }
}
