//! What a call gives that is no prop: attributes that go on to an element of the component.

use super::signature::{Component, Rest};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use slotwise_html::attributes::{AttributeContext, attribute_context};

/// Attributes of all elements ("Global attributes") but those that say what an element is.
const GLOBAL: [&str; 21] = [
    "accesskey",
    "autocapitalize",
    "autofocus",
    "class",
    "contenteditable",
    "dir",
    "draggable",
    "enterkeyhint",
    "hidden",
    "id",
    "inert",
    "inputmode",
    "lang",
    "popover",
    "role",
    "spellcheck",
    "style",
    "tabindex",
    "title",
    "translate",
    "writingsuggestions",
];

impl Component {
    /// The methods of the builder that take what is no prop.
    pub(super) fn passed_on(&self) -> TokenStream {
        match self.rest() {
            Some(rest) => self.taken(rest),
            None => self.refused(),
        }
    }

    fn taken(&self, rest: &Rest) -> TokenStream {
        let (vis, field) = (&self.vis, &rest.name);
        let global = GLOBAL
            .iter()
            .map(|name| Ident::new(name, Span::call_site()));
        let names: Vec<Ident> = global.chain(rest.include.iter().cloned()).collect();
        let own = |name: &Ident| self.params.iter().any(|param| param.name() == name);
        let named = names.iter().filter(|name| !own(name)).map(|name| {
            let text = name.to_string();
            let text = text.trim_start_matches("r#");
            let (taken, set) = match attribute_context("", text) {
                AttributeContext::Fixed => {
                    (quote!(::slotwise::__private::PassedConstant<'a>), true)
                }
                AttributeContext::Style => (quote!(::slotwise::__private::PassedStyle<'a>), true),
                _ => (quote!(::slotwise::Attribute), false),
            };
            match set {
                true => quote! {
                    #[doc(hidden)]
                    #[allow(dead_code)]
                    #vis fn #name(mut self, value: impl #taken, stamp: ::slotwise::Stamp) -> Self {
                        self.#field.change(stamp, |rest| rest.set_fixed(#text, value.passed()));
                        self
                    }
                },
                false => quote! {
                    #[doc(hidden)]
                    #[allow(dead_code)]
                    #vis fn #name(
                        self,
                        value: &'a (impl #taken + ?::slotwise::__private::core::marker::Sized),
                        stamp: ::slotwise::Stamp,
                    ) -> Self {
                        self.attribute(#text, value, stamp)
                    }
                },
            }
        });
        quote! {
            #(#named)*

            #[doc(hidden)]
            #[allow(dead_code)]
            #vis fn attribute(
                mut self,
                name: &'static str,
                value: &'a (impl ::slotwise::Attribute + ?::slotwise::__private::core::marker::Sized),
                stamp: ::slotwise::Stamp,
            ) -> Self {
                self.#field.change(stamp, |rest| rest.set_checked(name, value));
                self
            }

            #[doc(hidden)]
            #[allow(dead_code)]
            #vis fn spread(
                mut self,
                set: &'a (impl ::slotwise::AttributeSet + ?::slotwise::__private::core::marker::Sized),
                stamp: ::slotwise::Stamp,
            ) -> Self {
                self.#field.change(stamp, |rest| rest.set_all(set));
                self
            }
        }
    }

    /// Without a rest these methods are there to say so.
    fn refused(&self) -> TokenStream {
        let vis = &self.vis;
        quote! {
            #[doc(hidden)]
            #[allow(dead_code)]
            #vis fn attribute<V: ::slotwise::__private::PassedOn>(
                self,
                _name: &'static str,
                _value: V,
                _stamp: ::slotwise::Stamp,
            ) -> Self {
                self
            }

            #[doc(hidden)]
            #[allow(dead_code)]
            #vis fn spread<S: ::slotwise::__private::PassedOn>(
                self,
                _set: S,
                _stamp: ::slotwise::Stamp,
            ) -> Self {
                self
            }
        }
    }
}
