//! Slots in the builder: `.col()` opens an entry, which takes its attributes and is closed by `put` or
//! `each`.
//!
//! ```text
//! struct table_col<'a> { label: Prop<&'a str> }              what `col.label` reads
//! struct table_col_entry<'a, Parent, P0> { parent, label }   P0: a marker until given
//! ```

use super::builder::{filled, state};
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

    fn attributes_name(&self, slot: &SlotParam) -> Ident {
        format_ident!("{}_{}", self.name, slot.name)
    }

    fn entry_name(&self, slot: &SlotParam) -> Ident {
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

    fn entry_marker(&self, slot: &SlotParam, prop: &Prop) -> TokenStream {
        self.marker(&marker(&slot.name, &prop.name))
    }

    /// The arguments of the entry's type.
    fn entry_arguments(
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
    fn empty_entry(&self, slot: &SlotParam) -> TokenStream {
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
        let closing = match slot.many {
            true => self.put_many(slot),
            false => self.put_one(slot),
        };
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

    /// The generics of what closes an entry: those of the builder and of the entry's required attributes.
    fn closing_generics(&self, slot: &SlotParam) -> syn::Generics {
        let mut generics = self.builder_generics();
        for prop in slot.required_attributes() {
            let state = entry_state(&prop.name);
            generics.params.push(syn::parse_quote!(#state));
        }
        generics
    }

    /// The builder after the slot got its content, and the fields of it that change.
    fn filled(&self, slot: &SlotParam) -> (TokenStream, TokenStream) {
        let arguments = self.builder_arguments(|param| {
            (param.name() == &slot.name).then(|| quote!(::slotwise::__private::Full))
        });
        let filled = slot.required.then(|| filled(&slot.name)).into_iter();
        let fields = quote!(#(#filled: ::slotwise::__private::core::marker::PhantomData,)*);
        (arguments, fields)
    }

    fn put_one(&self, slot: &SlotParam) -> TokenStream {
        let (vis, entry, builder, name) = (
            &self.vis,
            self.entry_name(slot),
            self.builder_name(),
            &slot.name,
        );
        let generics = self.closing_generics(slot);
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let before = self.builder_arguments(|_| None);
        let types = self.entry_arguments(slot, &quote!(#builder #before), |_| None);
        let (after, marked) = self.filled(slot);
        let (others, argument) = (self.other_fields(name), &slot.argument);
        quote! {
            #[allow(clippy::type_complexity, non_camel_case_types)]
            impl #impl_generics #entry #types #where_clause {
                #[doc(hidden)]
                #[allow(dead_code)]
                #vis fn put(
                    self,
                    holds: bool,
                    stamp: ::slotwise::Stamp,
                    slot: ::slotwise::Slot<'a, #argument>,
                ) -> #builder #after {
                    #builder {
                        #name: self.parent.#name.or(holds, stamp, slot),
                        #marked
                        #(#others: self.parent.#others,)*
                        lifetime: self.parent.lifetime,
                    }
                }
            }
        }
    }

    fn put_many(&self, slot: &SlotParam) -> TokenStream {
        let (vis, entry, builder, name) = (
            &self.vis,
            self.entry_name(slot),
            self.builder_name(),
            &slot.name,
        );
        let generics = self.closing_generics(slot);
        let (impl_generics, _, where_clause) = generics.split_for_impl();
        let before = self.builder_arguments(|_| None);
        let given = |prop: &Prop| {
            let state = entry_state(&prop.name);
            Some(quote!(#state))
        };
        let types = self.entry_arguments(slot, &quote!(#builder #before), given);
        let first = self.entry_arguments(slot, &quote!(()), |prop| {
            Some(self.entry_marker(slot, prop))
        });
        let (after, marked) = self.filled(slot);
        let (others, argument) = (self.other_fields(name), &slot.argument);
        let attributes = self.attributes_name(slot);
        let taken = slot.attributes.iter().map(|prop| {
            let name = &prop.name;
            match prop.is_required() {
                true => quote!(#name: ::slotwise::__private::Given::take(made.#name)),
                false => quote!(#name: made.#name),
            }
        });
        let taken = quote!(#attributes { #(#taken,)* lifetime: made.lifetime });
        let needed = slot.required_attributes().map(|prop| {
            let (state, ty) = (entry_state(&prop.name), &prop.ty);
            quote!(#state: ::slotwise::__private::Given<#ty>)
        });
        let names = slot.attributes.iter().map(|prop| &prop.name);
        let stamps = quote!([#(::slotwise::Stamped::stamp(&attributes.#names)),*]);
        // `each` makes entries of one kind only: its attributes are a type of their own.
        let makers = slot
            .required_attributes()
            .map(|prop| format_ident!("Made_{}", prop.name));
        let makers: Vec<Ident> = makers.collect();
        let made = self.entry_arguments(slot, &quote!(()), |prop| {
            let state = format_ident!("Made_{}", prop.name);
            Some(quote!(#state))
        });
        let maker_types = slot.required_attributes().map(|prop| &prop.ty);
        let empty = self.empty_entry(slot);
        let unset = self.entry_arguments(slot, &quote!(#builder #before), |prop| {
            Some(self.entry_marker(slot, prop))
        });
        let builder_generics = self.builder_generics();
        let (own_impl, _, own_where) = builder_generics.split_for_impl();
        quote! {
            #[allow(clippy::type_complexity, non_camel_case_types)]
            impl #impl_generics #entry #types #where_clause {
                #[doc(hidden)]
                #[allow(dead_code)]
                #vis fn put(
                    self,
                    holds: bool,
                    stamp: ::slotwise::Stamp,
                    slot: ::slotwise::Slot<'a, #argument>,
                ) -> #builder #after
                where
                    #(#needed,)*
                {
                    let made = self;
                    let mut entries = made.parent.#name;
                    entries.note(stamp);
                    if holds {
                        let attributes = #taken;
                        let stamps = #stamps;
                        entries.push(attributes, &stamps, slot);
                    }
                    #builder {
                        #name: entries,
                        #marked
                        #(#others: made.parent.#others,)*
                        lifetime: made.parent.lifetime,
                    }
                }
            }

            #[allow(clippy::type_complexity, non_camel_case_types)]
            impl #own_impl #entry #unset #own_where {
                #[doc(hidden)]
                #[allow(dead_code)]
                #vis fn each<Item, #(#makers),*>(
                    self,
                    items: impl ::slotwise::__private::core::iter::IntoIterator<Item = Item>,
                    chosen: ::slotwise::Stamp,
                    make: impl Fn(#entry #first, &Item, u64) -> ::slotwise::__private::core::option::Option<#entry #made>,
                    stamp: ::slotwise::Stamp,
                    content: &'a dyn Fn(&mut ::slotwise::Cx<'_>, &Item, u64, &#argument, ::slotwise::Stamp),
                ) -> #builder #after
                where
                    Item: ::slotwise::__private::core::clone::Clone + 'a,
                    #(#makers: ::slotwise::__private::Given<#maker_types>,)*
                {
                    let mut entries = self.parent.#name;
                    entries.note(chosen);
                    for (item, position) in ::slotwise::__private::core::iter::Iterator::zip(
                        ::slotwise::__private::core::iter::IntoIterator::into_iter(items),
                        0_u64..,
                    ) {
                        let first = #entry { parent: (), #empty };
                        if let ::slotwise::__private::core::option::Option::Some(made) = make(first, &item, position) {
                            let attributes = #taken;
                            let stamps = #stamps;
                            let stamp = ::slotwise::__private::item(stamp, position);
                            entries.push_shared(attributes, &stamps, stamp, move |cx, handed, given| {
                                content(cx, &item, position, handed, given);
                            });
                        }
                    }
                    #builder {
                        #name: entries,
                        #marked
                        #(#others: self.parent.#others,)*
                        lifetime: self.parent.lifetime,
                    }
                }
            }
        }
    }
}

/// The type parameter of an entry's attribute where those of the component's own props stand beside it.
fn entry_state(name: &Ident) -> Ident {
    format_ident!("Entry_{}", state(name))
}

impl SlotParam {
    fn required_attributes(&self) -> impl Iterator<Item = &Prop> {
        self.attributes.iter().filter(|prop| prop.is_required())
    }
}
