//! Slots in the builder: `.col()` opens an entry, which takes its attributes; [`super::closing`] closes it.
//!
//! ```text
//! struct table_col<'a> { label: Prop<&'a str> }              what `col.label` reads
//! struct table_col_entry<'a, Parent, P0> { parent, label }   P0: a marker until given
//! ```

use super::builder::state;
use super::signature::{Component, Prop, SlotParam};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

/// The name of the type that stands for a required attribute until it is given.
pub(super) fn marker(slot: &Ident, attribute: &Ident) -> Ident {
    format_ident!("{}_{}", slot, attribute, span = attribute.span())
}

impl Component {
    /// The attributes of an entry, as a type.
    pub(super) fn attributes_type(&self, slot: &SlotParam) -> TokenStream {
        let name = self.attributes_name(slot);
        let types = self.type_params();
        quote!(#name<'a, #(#types),*>)
    }

    pub(super) fn attributes_name(&self, slot: &SlotParam) -> Ident {
        format_ident!("{}_{}", self.name, slot.name)
    }

    pub(super) fn entry_name(&self, slot: &SlotParam) -> Ident {
        format_ident!("{}_{}_entry", self.name, slot.name)
    }

    pub(super) fn entries(&self) -> TokenStream {
        self.slots().map(|slot| self.entry(slot)).collect()
    }

    /// The method of the builder that opens an entry.
    pub(super) fn opener(&self, slot: &SlotParam) -> TokenStream {
        let (vis, name, entry) = (&self.vis, &slot.name, self.entry_name(slot));
        let types = self.entry_arguments(slot, &quote!(Self), |prop| {
            Some(self.entry_marker(slot, prop))
        });
        let fields = self.empty_entry(slot);
        quote_spanned! {name.span()=>
            #[doc(hidden)]
            #[allow(dead_code)]
            #vis fn #name(self) -> #entry #types {
                #entry { parent: self, #fields }
            }
        }
    }

    pub(super) fn entry_marker(&self, slot: &SlotParam, prop: &Prop) -> TokenStream {
        self.marker(&marker(&slot.name, &prop.name))
    }

    /// The arguments of the entry's type.
    pub(super) fn entry_arguments(
        &self,
        slot: &SlotParam,
        parent: &TokenStream,
        given: impl Fn(&Prop) -> Option<TokenStream>,
    ) -> TokenStream {
        let types = self.type_params();
        let states = slot.required_attributes().map(|prop| {
            let state = state(&prop.name);
            given(prop).unwrap_or_else(|| quote!(#state))
        });
        quote!(<'a, #(#types,)* #parent, #(#states),*>)
    }

    /// The fields of an entry that was given nothing, but its parent.
    pub(super) fn empty_entry(&self, slot: &SlotParam) -> TokenStream {
        let fields = slot.attributes.iter().map(|prop| {
            let name = &prop.name;
            let value = match prop.is_required() {
                true => self.entry_marker(slot, prop),
                false => prop.default_value(),
            };
            quote!(#name: #value,)
        });
        quote!(#(#fields)* lifetime: ::slotwise::__private::core::marker::PhantomData,)
    }

    fn entry(&self, slot: &SlotParam) -> TokenStream {
        let (vis, entry, phantom) = (&self.vis, self.entry_name(slot), self.phantom());
        let mut generics = self.generics.clone();
        generics.params.push(syn::parse_quote!(Parent));
        for prop in slot.required_attributes() {
            let state = state(&prop.name);
            generics.params.push(syn::parse_quote!(#state));
        }
        let (impl_generics, ty_generics, where_clause) = generics.split_for_impl();
        let fields = slot.attributes.iter().map(|prop| {
            let (name, ty, state) = (&prop.name, &prop.ty, state(&prop.name));
            match prop.is_required() {
                true => quote!(#name: #state),
                false => quote!(#name: ::slotwise::Prop<#ty>),
            }
        });
        let setters = slot
            .attributes
            .iter()
            .map(|prop| self.entry_setter(slot, prop));
        let attributes = slot.many.then(|| self.attributes(slot)).into_iter();
        let closing = self.closing(slot);
        quote! {
            #(#attributes)*

            #[doc(hidden)]
            #[allow(non_camel_case_types)]
            #vis struct #entry #generics #where_clause {
                parent: Parent,
                #(#fields,)*
                lifetime: #phantom,
            }

            #[allow(clippy::type_complexity, non_camel_case_types)]
            impl #impl_generics #entry #ty_generics #where_clause {
                #(#setters)*
            }

            #closing
        }
    }

    /// The struct of an entry's attributes.
    fn attributes(&self, slot: &SlotParam) -> TokenStream {
        let (vis, name, phantom) = (&self.vis, self.attributes_name(slot), self.phantom());
        let (generics, where_clause) = (&self.generics, &self.generics.where_clause);
        let docs = format!(
            "The attributes of an entry `<:{}>` of [`{}`].",
            slot.name, self.name
        );
        let fields = slot.attributes.iter().map(|prop| {
            let (name, ty) = (&prop.name, &prop.ty);
            quote!(#vis #name: ::slotwise::Prop<#ty>)
        });
        quote! {
            #[doc = #docs]
            #[allow(non_camel_case_types)]
            #vis struct #name #generics #where_clause {
                #(#fields,)*
                lifetime: #phantom,
            }
        }
    }

    fn entry_setter(&self, slot: &SlotParam, prop: &Prop) -> TokenStream {
        let (vis, entry, name, ty) = (&self.vis, self.entry_name(slot), &prop.name, &prop.ty);
        let (argument, value) = prop.argument();
        let given = self.entry_arguments(slot, &quote!(Parent), |other| {
            (other.name == *name).then(|| quote!(::slotwise::Prop<#ty>))
        });
        let others = slot.attributes.iter().map(|prop| &prop.name);
        let others = others.filter(|other| *other != name);
        quote_spanned! {name.span()=>
            #[doc(hidden)]
            #[allow(dead_code)]
            #vis fn #name(self, value: #argument, stamp: ::slotwise::Stamp) -> #entry #given {
                #entry {
                    #name: ::slotwise::Prop::new(#value, stamp),
                    #(#others: self.#others,)*
                    parent: self.parent,
                    lifetime: self.lifetime,
                }
            }
        }
    }
}

impl SlotParam {
    pub(super) fn required_attributes(&self) -> impl Iterator<Item = &Prop> {
        self.attributes.iter().filter(|prop| prop.is_required())
    }
}
