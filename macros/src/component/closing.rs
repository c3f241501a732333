//! How an entry of a slot is closed: `put` gives it content and goes back to the builder, `each` makes one for
//! each item of a `:for`.

use super::builder::{filled, state};
use super::signature::{Component, Prop, SlotParam};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Generics;

impl Component {
    pub(super) fn closing(&self, slot: &SlotParam) -> TokenStream {
        let each = slot.many.then(|| self.each(slot));
        let put = self.put(slot);
        quote!(#put #each)
    }

    /// Closes one entry, of which a single slot has no more than one that counts.
    fn put(&self, slot: &SlotParam) -> TokenStream {
        let (vis, name, argument) = (&self.vis, &slot.name, &slot.argument);
        let generics = self.generics_of_both(slot);
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let entry = self.entry_type(slot, |prop| ident("Entry", prop));
        let needed = slot.required_attributes().map(|prop| {
            let (given, ty) = (ident("Entry", prop), &prop.ty);
            quote!(#given: ::slotwise::__private::Given<#ty>)
        });
        let content = match slot.many {
            false => quote!(parent.#name.or(holds, stamp, slot)),
            true => {
                let attributes = self.made(slot);
                quote!({
                    let mut entries = parent.#name;
                    entries.note(stamp);
                    if holds {
                        let (attributes, stamps) = #attributes;
                        entries.push(attributes, &stamps, slot);
                    }
                    entries
                })
            }
        };
        let (builder, filled) = self.filled(slot);
        quote! {
            #[allow(clippy::type_complexity, non_camel_case_types)]
            impl #impl_generics #entry #where_clause {
                #[doc(hidden)]
                #[allow(dead_code)]
                #vis fn put(
                    self,
                    holds: bool,
                    stamp: ::slotwise::Stamp,
                    slot: ::slotwise::Slot<'a, #argument>,
                ) -> #builder
                where
                    #(#needed,)*
                {
                    let made = self;
                    let parent = made.parent;
                    let content = #content;
                    #filled
                }
            }
        }
    }

    /// Makes an entry for each item. Nothing was given before, as an item gives all attributes.
    fn each(&self, slot: &SlotParam) -> TokenStream {
        let (vis, name, argument) = (&self.vis, &slot.name, &slot.argument);
        let generics = self.builder_generics();
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let unset = |prop: &Prop| self.entry_marker(slot, prop);
        let entry = self.entry_type(slot, unset);
        let (constructor, nothing) = (self.entry_name(slot), quote!(()));
        let first = self.entry_arguments(slot, &nothing, |prop| Some(unset(prop)));
        let made = self.entry_arguments(slot, &nothing, |prop| Some(ident("Made", prop)));
        let makers = slot.required_attributes().map(|prop| ident("Made", prop));
        let needed = slot.required_attributes().map(|prop| {
            let (given, ty) = (ident("Made", prop), &prop.ty);
            quote!(#given: ::slotwise::__private::Given<#ty>)
        });
        let (empty, attributes) = (self.empty_entry(slot), self.made(slot));
        let (builder, filled) = self.filled(slot);
        quote! {
            #[allow(clippy::type_complexity, non_camel_case_types)]
            impl #impl_generics #entry #where_clause {
                #[doc(hidden)]
                #[allow(dead_code)]
                #vis fn each<Item, #(#makers),*>(
                    self,
                    items: impl ::slotwise::__private::core::iter::IntoIterator<Item = Item>,
                    chosen: ::slotwise::Stamp,
                    make: impl Fn(
                        #constructor #first,
                        &Item,
                        u64,
                    ) -> ::slotwise::__private::core::option::Option<#constructor #made>,
                    stamp: ::slotwise::Stamp,
                    content: &'a dyn Fn(&mut ::slotwise::Cx<'_>, &Item, u64, &#argument, ::slotwise::Stamp),
                ) -> #builder
                where
                    Item: ::slotwise::__private::core::clone::Clone + 'a,
                    #(#needed,)*
                {
                    let parent = self.parent;
                    let mut content_of_all = parent.#name;
                    content_of_all.note(chosen);
                    let items = ::slotwise::__private::core::iter::IntoIterator::into_iter(items);
                    for (item, position) in ::slotwise::__private::core::iter::Iterator::zip(items, 0_u64..) {
                        let first = #constructor { parent: (), #empty };
                        if let ::slotwise::__private::core::option::Option::Some(made) = make(first, &item, position) {
                            let (attributes, stamps) = #attributes;
                            let stamp = ::slotwise::__private::item(stamp, position);
                            content_of_all.push_shared(attributes, &stamps, stamp, move |cx, handed, given| {
                                content(cx, &item, position, handed, given);
                            });
                        }
                    }
                    let content = content_of_all;
                    #filled
                }
            }
        }
    }

    /// The attributes of the entry `made` and their stamps.
    fn made(&self, slot: &SlotParam) -> TokenStream {
        let attributes = self.attributes_name(slot);
        let fields = slot.attributes.iter().map(|prop| {
            let name = &prop.name;
            match prop.is_required() {
                true => quote!(#name: ::slotwise::__private::Given::take(made.#name)),
                false => quote!(#name: made.#name),
            }
        });
        let names = slot.attributes.iter().map(|prop| &prop.name);
        quote!({
            let attributes = #attributes { #(#fields,)* lifetime: made.lifetime };
            let stamps = [#(::slotwise::Stamped::stamp(&attributes.#names)),*];
            (attributes, stamps)
        })
    }

    /// The type of the builder once the slot is filled, and the builder itself, made of `parent` and
    /// `content`.
    fn filled(&self, slot: &SlotParam) -> (TokenStream, TokenStream) {
        let (builder, name) = (self.builder_name(), &slot.name);
        let others = self.other_fields(name);
        let arguments = self.builder_arguments(|param| {
            (param.name() == name).then(|| quote!(::slotwise::__private::Full))
        });
        let marker = slot.required.then(|| filled(name)).into_iter();
        let value = quote! {
            #builder {
                #name: content,
                #(#marker: ::slotwise::__private::core::marker::PhantomData,)*
                #(#others: parent.#others,)*
                lifetime: parent.lifetime,
            }
        };
        (quote!(#builder #arguments), value)
    }

    /// The type of an entry of a builder, `given` being what its required attributes are.
    fn entry_type(&self, slot: &SlotParam, given: impl Fn(&Prop) -> TokenStream) -> TokenStream {
        let (entry, builder) = (self.entry_name(slot), self.builder_name());
        let before = self.builder_arguments(|_| None);
        let arguments =
            self.entry_arguments(slot, &quote!(#builder #before), |prop| Some(given(prop)));
        quote!(#entry #arguments)
    }

    /// The generics of the builder and those of the entry's required attributes.
    fn generics_of_both(&self, slot: &SlotParam) -> Generics {
        let mut generics = self.builder_generics();
        for prop in slot.required_attributes() {
            let given = ident("Entry", prop);
            generics.params.push(syn::parse_quote!(#given));
        }
        generics
    }
}

/// The type parameter of an entry's attribute where those of the component's own props stand beside it.
fn ident(prefix: &str, prop: &Prop) -> TokenStream {
    let name: Ident = format_ident!("{prefix}_{}", state(&prop.name));
    quote!(#name)
}
