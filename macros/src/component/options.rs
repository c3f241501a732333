//! What stands before a parameter: `#[prop(..)]`, `#[slot(..)]` and documentation.

use super::lifetimes::OneLifetime;
use super::signature::{Prop, free};
use proc_macro2::Span;
use quote::ToTokens;
use slotwise_html::attributes::attribute_context;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Attribute, Expr, Ident, LitStr, Meta, Token, Type};

/// What stands before a parameter.
#[derive(Default)]
pub(super) struct Options {
    pub(super) docs: Vec<String>,
    pub(super) default: Option<super::signature::Default>,
    pub(super) into: bool,
    pub(super) values: Vec<String>,
    /// It takes what is no prop: these names and those that every element has.
    pub(super) rest: Option<Vec<Ident>>,
    pub(super) required: bool,
    pub(super) attributes: Vec<Prop>,
    /// Where the first option stands that only a prop has, and only a slot.
    prop: Option<Span>,
    slot: Option<Span>,
}

impl Options {
    pub(super) fn take(attributes: &mut Vec<Attribute>) -> syn::Result<Options> {
        let mut options = Options::default();
        for attribute in std::mem::take(attributes) {
            if attribute.path().is_ident("prop") {
                options.prop_options(&attribute)?;
            } else if attribute.path().is_ident("slot") {
                options.slot_options(&attribute)?;
            } else if attribute.path().is_ident("doc") {
                options.docs.extend(doc_line(&attribute));
            } else {
                attributes.push(attribute);
            }
        }
        Ok(options)
    }

    fn prop_options(&mut self, attribute: &Attribute) -> syn::Result<()> {
        attribute.parse_nested_meta(|meta| {
            self.prop.get_or_insert(meta.path.span());
            if meta.path.is_ident("default") {
                self.default = Some(default(meta.input)?);
            } else if meta.path.is_ident("into") {
                self.into = true;
            } else if meta.path.is_ident("values") {
                let list;
                syn::parenthesized!(list in meta.input);
                let values = Punctuated::<LitStr, Token![,]>::parse_terminated(&list)?;
                self.values = values.iter().map(LitStr::value).collect();
            } else if meta.path.is_ident("rest") {
                self.rest.get_or_insert_default();
            } else if meta.path.is_ident("include") {
                let list;
                syn::parenthesized!(list in meta.input);
                let names = Punctuated::<LitStr, Token![,]>::parse_terminated(&list)?;
                let names: syn::Result<Vec<Ident>> = names.iter().map(included).collect();
                self.rest.get_or_insert_default().extend(names?);
            } else {
                return Err(meta.error(
                    "expected `default`, `default = value`, `into`, `values(\"a\", \"b\")`, `rest` or \
                     `include(\"name\")`",
                ));
            }
            Ok(())
        })
    }

    /// `#[slot(required, label: &str, width: u32 = 3)]`
    fn slot_options(&mut self, attribute: &Attribute) -> syn::Result<()> {
        self.slot.get_or_insert(attribute.span());
        let Meta::List(list) = &attribute.meta else {
            return Ok(());
        };
        let items: Punctuated<SlotOption, Token![,]> =
            list.parse_args_with(Punctuated::parse_terminated)?;
        for item in items {
            match item {
                SlotOption::Required => self.required = true,
                SlotOption::Attribute(prop) => self.attributes.push(*prop),
            }
        }
        Ok(())
    }

    pub(super) fn refuse_prop(&self) -> syn::Result<()> {
        refuse(self.prop, "a slot takes `#[slot(..)]`, not `#[prop(..)]`")
    }

    pub(super) fn refuse_slot(&self) -> syn::Result<()> {
        refuse(self.slot, "`#[slot(..)]` stands before a `Slot` or `Slots`")
    }
}

/// A name that a rest takes besides the global ones.
fn included(name: &LitStr) -> syn::Result<Ident> {
    let text = name.value();
    if !text.contains('-') && attribute_context("", &text).is_never_in_sets() {
        return Err(syn::Error::new(
            name.span(),
            format!("no component passes `{text}` on: only a template may decide it"),
        ));
    }
    match name.parse_with(Ident::parse_any) {
        Ok(ident) if syn::parse_str::<Ident>(&text).is_ok() => Ok(ident),
        Ok(keyword) => Ok(Ident::new_raw(&keyword.to_string(), name.span())),
        Err(_) => Err(syn::Error::new(
            name.span(),
            "expected a name such as `\"disabled\"`; those with a dash are `phx-*`, `data-*` and `aria-*`, \
             which are passed on anyway",
        )),
    }
}

fn refuse(found: Option<Span>, message: &str) -> syn::Result<()> {
    match found {
        Some(span) => Err(syn::Error::new(span, message)),
        None => Ok(()),
    }
}

enum SlotOption {
    Required,
    Attribute(Box<Prop>),
}

impl Parse for SlotOption {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut attributes = input.call(Attribute::parse_outer)?;
        let name = input.call(Ident::parse_any)?;
        free(&name, &["each", "lifetime", "parent", "put"])?;
        if name == "required" && !input.peek(Token![:]) {
            return Ok(SlotOption::Required);
        }
        input.parse::<Token![:]>()?;
        let mut ty: Type = input.parse()?;
        OneLifetime.visit_type_mut(&mut ty);
        let options = Options::take(&mut attributes)?;
        let default = match input.peek(Token![=]) {
            true => Some(default(input)?),
            false => options.default,
        };
        Ok(SlotOption::Attribute(Box::new(Prop {
            name,
            written: ty.to_token_stream().to_string(),
            ty,
            docs: options.docs,
            default,
            into: options.into,
            values: options.values,
        })))
    }
}

/// What follows `default`: nothing, or `= value`.
fn default(input: ParseStream<'_>) -> syn::Result<super::signature::Default> {
    let given = input.peek(Token![=]);
    let value = match given {
        true => {
            input.parse::<Token![=]>()?;
            input.parse()?
        }
        false => syn::parse_quote!(::slotwise::__private::core::default::Default::default()),
    };
    let constant = !given || matches!(value, Expr::Lit(_));
    Ok(super::signature::Default { value, constant })
}

/// The text of a line of documentation.
pub(super) fn doc_line(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(meta) => match &meta.value {
            Expr::Lit(syn::ExprLit {
                lit: syn::Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
